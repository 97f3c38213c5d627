/** How long an answer keeps the page busy, and how long a review link takes to open or to be refused. */
import type { Page } from '@playwright/test'
import { manyAccounts } from './estates.ts'
import { hostileLinks } from './hostileLinks.ts'
import { BUDGET, calibrate, free, ROUND, slowed, taken, tell, watch } from './measuring.ts'
import { heading, openSample, openSnapshot, visit } from './pages.ts'
import { expect, test } from './quiet.ts'
import { share } from './sharing.ts'

/** The long tasks that `act` causes until the page has been free for a while. */
async function longTasks(page: Page, act: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate(taken)
  await act()
  await page.evaluate(free)
  await expect(page.getByRole('status').filter({ hasText: /^Key vault: / })).toBeAttached()
  await page.evaluate(free)
  return page.evaluate(taken)
}

const estates = [
  ['the half-closed sample', (page: Page) => openSample(page, 'Half closed')],
  ['the open sample with 60 storage accounts more', (page: Page) => openSnapshot(page, manyAccounts(60))],
] as const

for (const [name, open] of estates) {
  test(`an answer keeps the page busy within the budget: ${name}`, async ({ page }, info) => {
    test.setTimeout(120_000)
    await page.addInitScript(watch)
    await open(page)
    await visit(page, '/step/keyVault')
    const { round } = await slowed(page)
    const all: number[] = []
    for (let turn = 0; turn < 4; turn += 1) {
      all.push(...await longTasks(page, () => page.getByRole('main').getByRole('radio', { checked: false }).first().check()))
    }
    const longest = Math.max(0, ...all)
    const [ratio, most] = [longest / round, BUDGET / ROUND]
    tell(info, `${name}: longest task ${Math.round(longest)} ms of ${all.length} over 50 ms at a quarter of the processor; loop ${Math.round(round)} ms; ratio ${ratio.toFixed(2)}, at most ${most.toFixed(2)}`)
    expect(ratio).toBeLessThanOrEqual(most)
  })
}

/** Notes when the first element that `selector` finds is on the page. */
const watchFor = (selector: string) => {
  const look = () => {
    if (document.querySelector(selector) === null) return requestAnimationFrame(look)
    performance.mark('found')
    return 0
  }
  addEventListener('DOMContentLoaded', look)
}

/** Milliseconds from the navigation to what `watchFor` looks for. */
const found = async (page: Page): Promise<number> => {
  await page.waitForFunction(() => performance.getEntriesByName('found').length > 0, undefined, { timeout: 60_000 })
  return page.evaluate(() => performance.getEntriesByName('found')[0]?.startTime ?? Number.NaN)
}

const median = (numbers: readonly number[]): number => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN

test('a review link opens: from the navigation to the first finding', async ({ page, browser, baseURL }, info) => {
  test.setTimeout(240_000)
  await openSample(page)
  const link = await share(page)
  for (const speed of ['full', 'quarter'] as const) {
    const times: number[] = []
    let round = 0
    for (let turn = 0; turn < 3; turn += 1) {
      const context = await browser.newContext(baseURL === undefined ? {} : { baseURL })
      const other = await context.newPage()
      await other.addInitScript(watchFor, '#review-rules ~ div [role=rowheader]')
      round = speed === 'full' ? await other.evaluate(calibrate) : (await slowed(other)).round
      await other.goto(link)
      times.push(await found(other))
      await context.close()
    }
    tell(info, `review link, ${speed} processor: first finding after ${times.map(Math.round).join(', ')} ms, median ${Math.round(median(times))}; loop ${Math.round(round)} ms; ratio ${(median(times) / round).toFixed(2)}`)
    expect(median(times)).toBeGreaterThan(0)
  }
})

test('hostile links are refused', async ({ page }, info) => {
  test.setTimeout(240_000)
  await openSample(page)
  const link = await share(page)
  const round = await page.evaluate(calibrate)
  for (const [name, hostile] of Object.entries(hostileLinks)) {
    await page.evaluate((hash) => { location.hash = hash }, link.slice(link.indexOf('#')))
    await expect(heading(page, /^Put workspace .* behind a virtual network$/)).toBeVisible({ timeout: 30_000 })
    await page.evaluate(free)
    const took = await page.evaluate((hash) => new Promise<number>((resolve) => {
      const begun = performance.now()
      const look = () => void (document.querySelector('[role=alert]') === null ? requestAnimationFrame(look) : resolve(performance.now() - begun))
      location.hash = hash
      look()
    }), hostile)
    tell(info, `refused ${name} (${hostile.length} characters): ${Math.round(took)} ms; loop ${Math.round(round)} ms; ratio ${(took / round).toFixed(2)}`)
    await expect(page.getByRole('alert')).toContainText('Nothing was opened.')
  }
})
