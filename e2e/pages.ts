/** The pages as a visitor knows them: by roles and accessible names. Specs speak through this file. */
import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'

/** The steps in the article's order, by the titles in the rail. */
export const stepTitles = ['Prerequisites', 'Address space', 'Outbound access', 'Workspace endpoint', 'Storage', 'Key vault', 'Container registry', 'Datastores', 'Monitoring', 'Connecting'] as const
export type StepTitle = (typeof stepTitles)[number]

/** The samples of the start page. */
export type SampleTitle = 'Open' | 'Half closed'

/** A file to be opened: on disk, or made by the test. */
export type Chosen = string | { readonly name: string; readonly text: string }

const NEEDED = 'your answer needed'

/** The page's heading of level 1. */
export const heading = (page: Page, name?: string | RegExp): Locator => page.getByRole('heading', { level: 1, ...(name === undefined ? {} : { name }) })

/** The link to the first answer that is missing, in the bar below a step. */
export const missing = (page: Page): Locator => page.getByRole('link', { name: 'Go to it' })

/** The questions that still need an answer which only a person has. */
export const needed = (page: Page): Locator => page.getByRole('main').getByRole('region').filter({ has: page.getByRole('heading', { name: new RegExp(`${NEEDED}$`) }) })

/** Opens the start page. */
export async function start(page: Page): Promise<void> {
  await page.goto('./')
  await expect(heading(page, /^Put an existing Azure Machine Learning workspace/)).toBeVisible()
}

/** Waits for the assessment of whatever is being opened. */
export async function assessed(page: Page): Promise<void> {
  await expect(heading(page, 'Assessment of the current estate')).toBeVisible({ timeout: 20_000 })
}

/** Opens a sample from the start page, up to its assessment. */
export async function openSample(page: Page, title: SampleTitle = 'Open'): Promise<void> {
  await start(page)
  await page.getByRole('region', { name: 'Try a sample estate' }).getByRole('button', { name: title, exact: true }).click()
  await assessed(page)
}

/** Chooses a file on the start page. What then shows is for the caller to say. */
export async function openFile(page: Page, chosen: Chosen): Promise<void> {
  const asking = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose file…' }).click()
  const chooser = await asking
  await chooser.setFiles(typeof chosen === 'string' ? chosen : { name: chosen.name, mimeType: 'application/json', buffer: Buffer.from(chosen.text) })
}

/** Opens a snapshot made by the test, up to its assessment. */
export async function openSnapshot(page: Page, snapshot: unknown, name = 'estate.json'): Promise<void> {
  await start(page)
  await openFile(page, { name, text: JSON.stringify(snapshot) })
  await assessed(page)
}

/** The rail, opened first where it is behind the menu button. */
export async function rail(page: Page): Promise<Locator> {
  const menu = page.getByRole('button', { name: 'Menu', exact: true })
  if (await menu.isVisible()) await menu.click()
  return page.getByRole('navigation', { name: 'Pages' })
}

/** Goes to a page by the rail. */
export async function goTo(page: Page, title: StepTitle | 'Assessment' | 'Plan' | 'Export'): Promise<void> {
  const pages = await rail(page)
  await pages.getByRole('link', { name: title }).click()
  await drawn(page)
  await expect(heading(page, new RegExp(`^(\\d+ )?${title}`))).toBeVisible()
}

/** Goes to a step by the rail and waits for its questions. */
export async function goToStep(page: Page, title: StepTitle): Promise<void> {
  await goTo(page, title)
  await shown(page)
}

/** Waits until a step's questions are there. */
export async function shown(page: Page): Promise<void> {
  await expect(page.getByText('Loading the questions …')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Back to the proposal' })).toBeVisible()
}

/** A question of a step by its title. */
export const question = (page: Page, title: string | RegExp): Locator => page.getByRole('main').getByRole('region', { name: title })

/** Gives a question one of its answers. */
export async function answer(page: Page, title: string | RegExp, label: string | RegExp): Promise<void> {
  await question(page, title).getByRole('radio', { name: label }).check()
}

/** Gives a question that needs an answer the first one that it offers, whatever its kind is. */
export async function answerFirst(asked: Locator): Promise<void> {
  const radio = asked.getByRole('radio').first()
  const list = asked.getByRole('combobox')
  const box = asked.getByRole('checkbox').first()
  const text = asked.getByRole('textbox').first()
  if (await radio.isVisible()) return radio.check()
  const lists = await list.all()
  for (const one of lists) {
    if (await one.inputValue() === '') await one.selectOption({ index: 1 })
  }
  if (lists.length > 0) return
  if (await box.isVisible()) return box.check()
  await text.fill('none')
  // The question no longer needs an answer, so it is left by the key and not by its name.
  await asked.page().keyboard.press('Tab')
}

/** Answers whatever the step on the page still needs; a new question may come with an answer. Gives how many were answered. */
export async function answerWhatIsNeeded(page: Page): Promise<number> {
  let answered = 0
  await expect(async () => {
    while (await needed(page).count() > 0) {
      expect(answered).toBeLessThan(20)
      await answerFirst(needed(page).first())
      answered += 1
    }
    await expect(missing(page)).toBeHidden({ timeout: 1000 })
  }).toPass({ timeout: 15_000 })
  return answered
}

/** Goes on by the bar below a step. */
export async function next(page: Page): Promise<void> {
  const before = await heading(page).textContent()
  await page.getByRole('button', { name: /^Next/ }).click()
  await expect(heading(page)).not.toHaveText(before ?? '')
}

/** Walks all steps by Next, answering what is needed, up to the plan. */
export async function walkSteps(page: Page, each: (title: StepTitle) => Promise<void> = () => Promise.resolve()): Promise<void> {
  for (const [index, title] of stepTitles.entries()) {
    await expect(heading(page, `${index + 1} ${title}`)).toBeVisible()
    await shown(page)
    await answerWhatIsNeeded(page)
    await each(title)
    await next(page)
  }
  await expect(heading(page, 'Plan')).toBeVisible()
}

/** The number of changes that the plan page shows. */
export const changes = (page: Page): Locator => page.getByRole('article')

/** Goes from the plan to the export. */
export async function toExport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(heading(page, 'Export')).toBeVisible()
}

/** Opens one of the files of an export. Gives its text. */
export async function openExported(page: Page, path: string): Promise<Locator> {
  await page.getByRole('navigation', { name: 'Files' }).getByRole('button', { name: path, exact: true }).click()
  const text = page.getByRole('region', { name: `Text of ${path}`, exact: true })
  await expect(text).toBeVisible()
  return text
}

/** The button that takes everything away. */
export const downloadButton = (page: Page): Locator => page.getByRole('button', { name: /^Download all, zip/ })

/** What `act` downloads: the name that the browser would give it, and its bytes. */
export async function downloaded(page: Page, act: () => Promise<void>): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const arriving = page.waitForEvent('download')
  await act()
  const download = await arriving
  return { name: download.suggestedFilename(), bytes: new Uint8Array(await readFile(await download.path())) }
}

/** Downloads all files as one zip. */
export const downloadAll = (page: Page) => downloaded(page, () => downloadButton(page).click())

/** Every screen of a visit, as the address of the page. */
export const screens = [
  ['assessment', '/assessment'], ['access', '/step/access'], ['addressSpace', '/step/addressSpace'], ['outbound', '/step/outbound'], ['workspace', '/step/workspace'],
  ['storage', '/step/storage'], ['keyVault', '/step/keyVault'], ['registry', '/step/registry'], ['datastores', '/step/datastores'], ['monitoring', '/step/monitoring'],
  ['connectivity', '/step/connectivity'], ['plan', '/plan'], ['export', '/export'], ['requirements', '/requirements'], ['noSuchPage', '/nowhere'],
] as const

/** Waits until the page of the address is drawn: until then the one before stays. */
export async function drawn(page: Page): Promise<void> {
  await expect(page.locator('main[aria-busy="true"]')).toHaveCount(0)
  await expect(heading(page)).toBeVisible()
}

/** Goes to a screen by its address while an estate is open. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.evaluate((address) => { location.hash = address }, path)
  await drawn(page)
  if (path.startsWith('/step/')) await shown(page)
}
