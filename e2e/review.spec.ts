import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { violations } from './axe.ts'
import { renamed } from './estates.ts'
import { sticksOut, tooSmall } from './fitting.ts'
import { modeNames, modes } from './modes.ts'
import { assessed, changes, downloaded, drawn, heading, openExported, openSample, rail, start, visit } from './pages.ts'
import { expect, test } from './quiet.ts'
import { dialog, share } from './sharing.ts'

test.describe.configure({ timeout: 240_000 })

const payloadOf = (link: string): string => link.slice(link.indexOf('#/review/') + '#/review/'.length)

/** A reader who has nothing: no storage, no account; with every address that their browser asked for. */
async function reader(browser: Browser, baseURL: string | undefined): Promise<{ readonly context: BrowserContext; readonly page: Page; readonly asked: readonly string[] }> {
  const context = await browser.newContext({ ...(baseURL === undefined ? {} : { baseURL }), permissions: ['clipboard-read', 'clipboard-write'] })
  const asked: string[] = []
  context.on('request', (request) => { asked.push([request.url(), request.postData() ?? '', JSON.stringify(request.headers())].join(' ')) })
  return { context, page: await context.newPage(), asked }
}

const opened = (page: Page) => expect(heading(page, /^Put workspace .* behind a virtual network$/)).toBeVisible({ timeout: 20_000 })

const responseTo = (page: Page, what: RegExp) => page.getByRole('radiogroup', { name: what }).first()

test('a plan is shared, judged without storage or Azure, sent back and stands beside each item', async ({ page, browser, baseURL }) => {
  await openSample(page)
  const link = await share(page)
  expect(link.length).toBeLessThanOrEqual(1_024)

  const { context, page: other, asked } = await reader(browser, baseURL)
  await other.goto(link)
  await opened(other)
  await expect(other.getByText('It has not been compared with Azure.')).toBeVisible()
  await expect(other.getByText(/^made .* matches$/s)).toBeVisible()
  await expect(other.getByText('parcel')).toHaveCount(0)
  expect(await other.evaluate(async () => [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie])).toEqual([[], [], ''])

  await responseTo(other, /^Response to 64 /).getByRole('radio', { name: 'Accept' }).check()
  await responseTo(other, /^Response to 65 /).getByRole('radio', { name: 'Question' }).check()
  await other.getByRole('button', { name: 'Copy reply link' }).click()
  await expect(other.getByText(/^1 question or refusal needs a note\./)).toBeVisible()
  await other.getByRole('textbox', { name: /^Your question 65/ }).fill('Do the nightly exports still read this vault?')
  await responseTo(other, /^Response to DATA-09/).getByRole('radio', { name: 'Refuse' }).check()
  await other.getByRole('textbox', { name: /^Why you refuse DATA-09/ }).fill('Not in production.')
  await other.getByRole('button', { name: 'Copy reply link' }).click()
  await expect(other.getByRole('textbox', { name: 'Your name' })).toBeFocused()
  await other.getByRole('textbox', { name: 'Your name' }).fill('R. Okafor')
  await expect(other.getByText(/^3 of \d+ items have your response: 1 accept, 1 question, 1 refuse\./)).toBeVisible()

  await other.reload()
  await opened(other)
  await expect(other.getByText(/^3 of \d+ items have your response/)).toBeVisible()
  await other.getByRole('button', { name: 'Copy reply link' }).click()
  await expect(other.getByText(/^Copied\. Send the link back/)).toBeVisible()
  const reply = await other.evaluate(() => navigator.clipboard.readText())
  const file = await downloaded(other, () => other.getByRole('button', { name: 'Save as file' }).click())
  expect(file.name).toMatch(/\.reply\.ringfence$/)
  expect(asked.filter((request) => request.includes(payloadOf(link).slice(20, 60)) || request.includes('login') || /msal|signIn|live-/.test(request))).toEqual([])
  expect(new Set(asked.map((request) => new URL(request.split(' ')[0] ?? '').origin)).size).toBe(1)
  await context.close()

  await openSample(page, 'Half closed')
  await page.evaluate((address) => { location.href = address }, reply)
  await expect(page.getByText(/^This reply answers another draft that this browser keeps: mlw-parcel-dev, read /)).toBeVisible()
  await page.getByRole('button', { name: 'Open that draft' }).click()
  await expect(heading(page, 'A reply to your plan')).toBeVisible()
  await page.getByRole('button', { name: 'Take it over' }).click()
  await expect(page.getByRole('table', { name: 'Questions and refusals of R. Okafor' }).getByRole('row')).toHaveCount(3)
  await visit(page, '/plan')
  await expect(changes(page).nth(64)).toContainText('question by R. Okafor: Do the nightly exports still read this vault?')
  await page.reload()
  await drawn(page)
  await expect(changes(page).nth(63)).toContainText('accepted by R. Okafor')
  await visit(page, '/export')
  await expect(await openExported(page, 'main.bicep')).toBeVisible()
})

test('a finding is accepted with a reason until a day, and both go into the link and the report', async ({ page, browser, baseURL }) => {
  await openSample(page)
  await page.getByRole('table', { name: /^Findings/ }).getByRole('row').filter({ hasText: 'DATA-11' }).getByRole('button').first().click()
  await page.getByRole('button', { name: 'Accept this risk' }).click()
  const form = page.getByRole('form', { name: 'Accept this risk' })
  await expect(form.getByRole('textbox', { name: /^Reason/ })).toBeFocused()
  await form.getByRole('button', { name: 'Accept' }).click()
  await expect(form.getByText('Type why this may stay.')).toBeVisible()
  await form.getByRole('textbox', { name: /^Reason/ }).fill('Goes with the old loader.')
  await form.getByLabel(/^Last day/).fill('2099-12-31')
  await form.getByRole('button', { name: 'Accept' }).click()
  await expect(page.getByText('Accepted until 2099-12-31')).toBeVisible()
  await expect(page.getByText('should, accepted')).toBeVisible()
  await expect((await rail(page)).getByRole('link', { name: /^8\s*Datastores/ })).toContainText('1 accepted')
  await expect(page.getByText(/^With the proposed answers: 0 must, 1 accepted, /)).toBeVisible()
  await page.reload()
  await assessed(page)
  await expect(page.getByText('should, accepted')).toBeVisible()

  const link = await share(page)
  const { context, page: other } = await reader(browser, baseURL)
  await other.goto(link)
  await opened(other)
  await expect(other.getByRole('table', { name: 'Accepted risks' })).toContainText('Goes with the old loader.')
  await context.close()

  await visit(page, '/plan/review')
  const report = await downloaded(page, () => page.getByRole('button', { name: 'Report, Markdown' }).click())
  expect(new TextDecoder().decode(report.bytes)).toContain('Goes with the old loader.')
  await page.getByRole('button', { name: 'Printable page' }).click()
  await expect(heading(page, /^Plan for mlw-parcel-dev$/)).toBeVisible()
  await expect(page.getByRole('table', { name: 'Accepted risks' })).toContainText('until 2099-12-31')
})

test('a locked link opens with its passphrase only, and its reply is locked by the same', async ({ page, browser, baseURL }) => {
  await openSample(page)
  const link = await share(page, { passphrase: 'four plain words here' })
  const { context, page: other } = await reader(browser, baseURL)
  await other.goto(link)
  await expect(heading(other, 'This review is locked')).toBeVisible()
  await other.getByLabel('Passphrase').fill('three plain words')
  await other.keyboard.press('Enter')
  await expect(other.getByText(/^This passphrase does not open it\./)).toBeVisible()
  await other.getByLabel('Passphrase').fill('four plain words here')
  await other.keyboard.press('Enter')
  await opened(other)
  await responseTo(other, /^Response to 64 /).getByRole('radio', { name: 'Accept' }).check()
  await other.getByRole('textbox', { name: 'Your name' }).fill('R. Okafor')
  const file = await downloaded(other, () => other.getByRole('button', { name: 'Save as file' }).click())
  await context.close()

  await visit(page, '/plan/review')
  const asking = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose file…' }).click()
  await (await asking).setFiles({ name: file.name, mimeType: 'application/octet-stream', buffer: Buffer.from(file.bytes) })
  await page.getByLabel('Passphrase').fill('four plain words here')
  await page.getByRole('button', { name: 'Unlock' }).click()
  await page.getByRole('button', { name: 'Take it over' }).click()
  await expect(page.getByText('No question and no refusal.')).toBeVisible()
})

test('links that are cut, changed or foreign are refused with a sentence each', async ({ page }) => {
  await openSample(page)
  const payload = payloadOf(await share(page))
  const middle = Math.floor(payload.length / 2)
  const flipped = `${payload.slice(0, middle)}${payload[middle] === 'A' ? 'B' : 'A'}${payload.slice(middle + 1)}`
  for (const [path, sentence] of [[payload.slice(0, -30), /^This review link is incomplete: .* were sent, .* arrived\./], [flipped, /was changed on its way/], ['AAAAAAAAAAAAAAAA', /^This is no review link of Ringfence\./]] as const) {
    await page.evaluate((address) => { location.hash = address }, `/review/${path}`)
    await expect(page.getByRole('alert')).toContainText(sentence)
  }
  await page.evaluate((address) => { location.hash = address }, `/reply/${payload}`)
  await expect(page.getByRole('alert')).toContainText('This is no reply of Ringfence.')
})

test('a review is compared with a snapshot, and its answers begin a draft where the names were kept', async ({ page, browser, baseURL }) => {
  await openSample(page)
  const [masked, kept] = [await share(page), await share(page, { names: 'kept' })]
  const { context, page: other } = await reader(browser, baseURL)
  const compare = async (name: string, text: string) => {
    const asking = other.waitForEvent('filechooser')
    await other.getByRole('button', { name: /^Choose (a|another) snapshot…/ }).click()
    await (await asking).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
  }
  const sample = await readFile(new URL('../public/samples/open.json', import.meta.url), 'utf8')
  await other.goto(masked)
  await opened(other)
  await compare('other.json', JSON.stringify(renamed('open', { 'mlw-parcel-dev': 'mlw-parcel-test' })))
  await expect(other.getByText(/^The snapshot is of another workspace/)).toBeVisible()
  await compare('broken.json', '{')
  await expect(other.getByRole('alert')).toContainText('broken.json was not compared.')
  await compare('open.json', sample)
  await expect(other.getByText(/0 done, \d+ open, 0 changed otherwise, \d+ not readable\./)).toBeVisible()
  // The sample holds no role assignments: whether those of the plan are there is not known.
  await expect(other.getByRole('table', { name: 'Resources since the review' }).getByRole('row').filter({ hasText: 'for the workspace' }).first()).toContainText('not readable')
  await expect(other.getByText(/^Names in this link are pseudonyms/)).toBeVisible()

  await other.evaluate((address) => { location.href = address }, kept)
  await expect(heading(other, /mlw-parcel-dev/)).toBeVisible({ timeout: 20_000 })
  await compare('open.json', sample)
  await other.getByRole('button', { name: 'Begin a draft with these answers' }).click()
  await assessed(other)
  await context.close()
})

test('a review prints with everything unfolded and nothing to press', async ({ page }) => {
  await openSample(page)
  const link = await share(page)
  await page.goto('about:blank')
  await page.goto(link)
  await opened(page)
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('table', { name: 'Additions' })).toBeVisible()
  await expect(page.getByRole('radiogroup')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Copy reply link' })).toBeHidden()
  expect((await page.pdf()).length).toBeGreaterThan(20_000)
  await page.emulateMedia({ media: 'screen' })
  await openSample(page)
  await visit(page, '/report')
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('table', { name: 'Closings' })).toBeVisible()
  await expect(page.getByRole('navigation')).toBeHidden()
  await expect(page.getByRole('banner')).toBeHidden()
})

test('a review is judged by the keyboard alone', async ({ page }) => {
  await openSample(page)
  const link = await share(page)
  await page.goto('about:blank')
  await page.goto(link)
  await opened(page)
  const closings = page.getByRole('navigation', { name: 'In this review' }).getByRole('button', { name: /^Closings/ })
  await closings.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /^Closings/ })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  const first = page.getByRole('radiogroup').first()
  await expect(first.getByRole('radio', { name: 'Accept' })).toBeChecked()
  await page.keyboard.press('ArrowRight')
  await expect(first.getByRole('radio', { name: 'Question' })).toBeChecked()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Why now?')
  await expect(page.getByRole('textbox', { name: /^Your question/ })).toHaveValue('Why now?')
})

for (const mode of modeNames) {
  test(`axe finds nothing on the pages of a review, ${mode} colours`, { tag: mode === 'light' ? [] : ['@long'] }, async ({ page }) => {
    await page.emulateMedia(modes[mode])
    await openSample(page)
    const found: Record<string, readonly string[]> = {}
    const link = await share(page)
    await page.getByRole('button', { name: 'Share for review' }).click()
    await expect(dialog(page).getByRole('textbox', { name: 'Link', exact: true })).toBeVisible()
    found['share'] = await violations(page)
    await page.keyboard.press('Escape')
    await visit(page, '/plan/review')
    await expect(page.getByRole('heading', { name: 'Replies' })).toBeVisible()
    found['plan'] = await violations(page)
    await visit(page, '/report')
    found['report'] = await violations(page)
    await page.evaluate((address) => { location.href = address }, link)
    await opened(page)
    await responseTo(page, /^Response to 64 /).getByRole('radio', { name: 'Question' }).check()
    found['review'] = await violations(page)
    await page.setViewportSize({ width: 390, height: 844 })
    found['review at 390'] = await violations(page)
    expect(Object.entries(found).filter(([, faults]) => faults.length > 0)).toEqual([])
  })
}

test('at 390 wide nothing of a review scrolls sideways, and everything can be hit', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openSample(page, 'Half closed')
  const link = await share(page)
  await visit(page, '/plan/review')
  expect(await sticksOut(page)).toEqual([])
  await page.evaluate((address) => { location.href = address }, link)
  await opened(page)
  expect(await sticksOut(page)).toEqual([])
  expect(await tooSmall(page, 24)).toEqual([])
})

test('the start page leads to where a link or a file is opened', async ({ page }) => {
  await openSample(page)
  const link = await share(page)
  await start(page)
  await page.getByRole('link', { name: /^Open a review link or file/ }).click()
  await page.getByRole('textbox', { name: 'Review link' }).fill(link)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await opened(page)
})
