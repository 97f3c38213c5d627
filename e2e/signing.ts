/** Signing in and out as a visitor does it, and what must not be left lying about. */
import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test'

/** The section of the start page that begins with Azure. */
export const azurePart = (page: Page): Locator => page.getByRole('region', { name: 'Read a workspace from Azure' })

/** Why a sign-in did not come about. */
export const refusal = (page: Page): Locator => azurePart(page).getByRole('alert')

/** Opens the start page and leaves it for the sign-in service. */
export async function leaveToSignIn(page: Page): Promise<void> {
  await page.goto('./')
  await azurePart(page).getByRole('button', { name: /^Sign in to/ }).click()
  await expect(page.getByRole('heading', { name: 'Sign in as' })).toBeVisible()
}

/** Presses a button of the sign-in service. */
export const answerThere = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('button', { name }).click()

/** Signs somebody in, from the start page back to the start page. */
export async function signIn(page: Page, who = 'ana@contoso.example'): Promise<void> {
  await leaveToSignIn(page)
  await answerThere(page, new RegExp(who))
  await signedInAs(page, who)
}

/** The part of the header that says who is signed in. */
export const accountButton = (page: Page): Locator => page.getByRole('banner').getByRole('button', { name: / · \S+@/ })

/** Waits until the page says who is signed in. */
export async function signedInAs(page: Page, who: string): Promise<void> {
  await expect(accountButton(page)).toHaveAccessibleName(new RegExp(who), { timeout: 20_000 })
}

/** Opens the accounts and directories behind the name. */
export async function openAccount(page: Page): Promise<void> {
  await accountButton(page).click()
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()
}

/** Everything that this browser keeps for the page, as one text: three kinds of storage and the cookies that scripts see. `own`: without what MSAL keeps. */
export const kept = (page: Page, what: 'all' | 'own' = 'all'): Promise<string> =>
  page.evaluate(async (wanted) => {
    const entries = [...Object.entries(sessionStorage), ...Object.entries(localStorage)].filter(([key]) => wanted === 'all' || !key.startsWith('msal.'))
    const stores: unknown[] = []
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.onsuccess = () => resolve(opening.result)
        opening.onerror = () => reject(opening.error ?? new Error(name))
      })
      for (const store of database.objectStoreNames) {
        stores.push(await new Promise((resolve, reject) => {
          const reading = database.transaction(store).objectStore(store).getAll()
          reading.onsuccess = () => resolve(reading.result)
          reading.onerror = () => reject(reading.error ?? new Error(store))
        }))
      }
      database.close()
    }
    return JSON.stringify({ entries, stores, cookies: document.cookie })
  }, what)

/** Tokens of every kind that the sign-in service gave out: found again wherever one is. */
export interface Given {
  /** Whole tokens, and of each signed one its middle, which says who somebody is. Waits for answers whose bodies are still on their way here. */
  readonly parts: () => Promise<readonly string[]>
}

/** Listens to what the sign-in service gives out. */
export function tokensGiven(context: BrowserContext): Given {
  const found = new Set<string>()
  const bodies: Promise<void>[] = []
  context.on('response', (response) => {
    if (response.request().method() !== 'POST' || !new URL(response.url()).pathname.endsWith('/token')) return
    bodies.push(response.json().then((body: Readonly<Record<string, unknown>>) => {
      for (const name of ['access_token', 'refresh_token', 'id_token']) {
        const token = body[name]
        if (typeof token !== 'string') continue
        found.add(token)
        const [, middle] = token.split('.')
        if (middle !== undefined && middle.length > 40) found.add(middle)
      }
    }, () => undefined))
  })
  return { parts: async () => { await Promise.all(bodies); return [...found] } }
}

/** The parts of tokens that are in a text. */
export const tokensIn = async (text: string, { parts }: Given): Promise<readonly string[]> => (await parts()).filter((part) => text.includes(part)).map((part) => `${part.slice(0, 12)}…`)
