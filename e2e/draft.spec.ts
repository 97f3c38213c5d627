import type { Page } from '@playwright/test'
import { goToStep, heading, openSample, shown, start } from './pages.ts'
import { expect, test } from './quiet.ts'

/** Gives the first question of the step on the page that has several answers another one; gives its value. */
async function answerOtherwise(page: Page): Promise<string> {
  const other = page.getByRole('main').getByRole('radio', { checked: false }).first()
  const value = await other.evaluate((input: HTMLInputElement) => input.value)
  await other.check()
  return value
}

const radio = (page: Page, value: string) => page.getByRole('main').locator(`input[type=radio][value="${value}"]`).first()

/** Types a text that is no range into the first text field of the address space. */
async function typeNonsense(page: Page): Promise<void> {
  const field = page.getByRole('main').getByRole('textbox').first()
  await field.fill('10.64.0.')
  await field.blur()
}

test('a reload in the middle keeps answers, page and text that does not parse yet', async ({ page }) => {
  await openSample(page)
  await goToStep(page, 'Key vault')
  const value = await answerOtherwise(page)
  await goToStep(page, 'Address space')
  await typeNonsense(page)
  await expect(page.getByText('1 to correct on this step.')).toBeVisible()
  await page.reload()
  await expect(heading(page, '2 Address space')).toBeVisible()
  await expect(page.getByRole('main').getByRole('textbox').first()).toHaveValue('10.64.0.')
  await expect(page.getByText('1 to correct on this step.')).toBeVisible()
  await goToStep(page, 'Key vault')
  await expect(radio(page, value)).toBeChecked()
})

test('a closed tab keeps them, too: the start page offers the draft and says when it was kept', async ({ page, context }) => {
  await openSample(page)
  await goToStep(page, 'Key vault')
  const value = await answerOtherwise(page)
  await goToStep(page, 'Address space')
  await typeNonsense(page)
  await expect(page.getByText('1 to correct on this step.')).toBeVisible()
  await page.close()

  const later = await context.newPage()
  await start(later)
  const drafts = later.getByRole('region', { name: 'Continue in this browser' })
  await expect(drafts).toContainText('answers kept')
  await drafts.getByRole('button', { name: 'mlw-parcel-dev', exact: true }).click()
  await goToStep(later, 'Key vault')
  await expect(radio(later, value)).toBeChecked()
  await goToStep(later, 'Address space')
  await expect(later.getByRole('main').getByRole('textbox').first()).toHaveValue('10.64.0.')
})

test('the address of a step leads there in a new tab, with the newest draft and a line that says so', async ({ page, context }) => {
  await openSample(page)
  await goToStep(page, 'Key vault')
  const value = await answerOtherwise(page)
  await expect(page.getByRole('status').filter({ hasText: /^Key vault: / })).toBeAttached()
  const later = await context.newPage()
  await later.goto('./#/step/keyVault')
  await shown(later)
  await expect(radio(later, value)).toBeChecked()
  await expect(later.getByText(/^Your answers to this snapshot were kept on .* and are here again\.$/)).toBeVisible()
})

test('the same snapshot, opened again, has its answers again', async ({ page }) => {
  await openSample(page)
  await goToStep(page, 'Key vault')
  const value = await answerOtherwise(page)
  await openSample(page)
  await goToStep(page, 'Key vault')
  await expect(radio(page, value)).toBeChecked()
})

test('"Forget this browser" asks once more, then removes drafts and settings', async ({ page, context }) => {
  await openSample(page)
  await page.getByRole('button', { name: 'Settings' }).click()
  const dialog = page.getByRole('dialog', { name: 'Settings' })
  await dialog.getByRole('radio', { name: 'Dark' }).check()
  // The harmless answer takes the focus, so that a second press of the same key removes nothing.
  await dialog.getByRole('button', { name: 'Forget this browser' }).press('Enter')
  await expect(dialog.getByRole('button', { name: 'Keep them' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('button', { name: 'Forget this browser' })).toBeFocused()
  await page.keyboard.press('Enter')
  await dialog.getByRole('button', { name: 'Remove all drafts and settings' }).click()
  await expect(page.getByText('Drafts and settings are removed from this browser.')).toBeVisible()
  await expect(page).toHaveURL(/#\/$/)
  await page.close()

  const later = await context.newPage()
  await start(later)
  await expect(later.getByRole('region', { name: 'Continue in this browser' })).toBeHidden()
  expect(await later.evaluate(async () => [Object.values(localStorage).join(''), sessionStorage.length, (await Promise.all((await indexedDB.databases()).map(({ name }) => new Promise<number>((resolve) => {
    const asking = indexedDB.open(name ?? '')
    asking.onsuccess = () => {
      const db = asking.result
      const counts = [...db.objectStoreNames].map((store) => new Promise<number>((told) => { const request = db.transaction(store).objectStore(store).count(); request.onsuccess = () => told(request.result) }))
      void Promise.all(counts).then((all) => resolve(all.reduce((sum, count) => sum + count, 0)))
    }
  })))).reduce((sum, count) => sum + count, 0)])).toEqual(['', 0, 0])
  await later.goto('./#/plan')
  await later.reload()
  await expect(later.getByRole('alert')).toContainText('this browser keeps no draft')
})

test('one draft can be removed and the others stay', async ({ page }) => {
  await openSample(page, 'Open')
  await openSample(page, 'Half closed')
  await start(page)
  // The harmless answer has the focus: a second press removes nothing.
  await page.getByRole('button', { name: 'Remove the draft of mlw-parcel-dev' }).press('Enter')
  await expect(page.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Remove the draft of mlw-parcel-dev' })).toBeFocused()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Remove it' }).click()
  await expect(page.getByRole('heading', { name: 'Continue in this browser' })).toBeFocused()
  const drafts = page.getByRole('region', { name: 'Continue in this browser' })
  await expect(drafts.getByRole('button', { name: 'mlw-parcel-dev', exact: true })).toBeHidden()
  await expect(drafts.getByRole('button', { name: 'mlw-claims-prod', exact: true })).toBeVisible()
})
