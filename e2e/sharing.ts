/** Making review links as an administrator does. */
import { expect, type Page } from '@playwright/test'
import { visit } from './pages.ts'

/** The dialog that makes a link. */
export const dialog = (page: Page) => page.getByRole('dialog', { name: 'Link for a review' })

/** Makes a link of the plan that is open. */
export async function share(page: Page, { names = 'masked', passphrase = '' }: { readonly names?: 'masked' | 'kept'; readonly passphrase?: string } = {}): Promise<string> {
  await visit(page, '/plan')
  await page.getByRole('button', { name: 'Share for review' }).click()
  if (names === 'kept') await dialog(page).getByRole('radio', { name: /^Keep them/ }).check()
  if (names === 'kept') await expect(dialog(page).getByText(/^The names and ids of workspace/)).toBeVisible()
  await expect(dialog(page).getByRole('textbox', { name: 'Link', exact: true })).toBeVisible()
  const before = await dialog(page).getByRole('textbox', { name: 'Link', exact: true }).inputValue()
  if (passphrase !== '') {
    await dialog(page).getByRole('textbox', { name: /^Passphrase/ }).fill(passphrase)
    await expect(async () => expect(await dialog(page).getByRole('textbox', { name: 'Link', exact: true }).inputValue({ timeout: 2000 })).not.toBe(before)).toPass()
  }
  const link = await dialog(page).getByRole('textbox', { name: 'Link', exact: true }).inputValue()
  await page.keyboard.press('Escape')
  await expect(dialog(page)).toBeHidden()
  await expect(page.getByRole('button', { name: 'Share for review' })).toBeFocused()
  return link
}
