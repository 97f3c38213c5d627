/** Runs as a visitor carries them out: a world that is quick, somebody who answers what a run asks, and pictures of its states. */
import { expect, type Page } from '@playwright/test'
import type { World } from '../src/simulator/world.ts'
import { azureOnly } from './azure.ts'
import { modeNames, modes } from './modes.ts'
import { heading } from './pages.ts'
import { signIn } from './signing.ts'

const unlimited = { size: 100_000, perSecond: 1000 }

/** The world with an owner who signs in, and work that ends a thousand times sooner than in Azure. */
export const quick = (world: World): World => ({
  ...world, pace: { draw: 'p50', scale: 0.001 }, otherwise: [{ actions: ['*'], notActions: [], dataActions: [], notDataActions: [] }], permissions: {}, refused: [],
  limits: { ...world.limits, read: unlimited, write: unlimited, delete: unlimited, privateDns: unlimited },
  providers: Object.fromEntries(world.subscriptions.map(({ id }) => [id, { 'Microsoft.Compute': 'Registered', 'Microsoft.Insights': 'Registered', 'Microsoft.Network': 'Registered', ...world.providers[id] }])),
})

const pictures = process.env['RINGFENCE_PICTURES']

/** Takes a picture of a state where somebody wants to look at it: wide and narrow, in light, dark and forced colours. */
export async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  for (const width of [1440, 390]) {
    for (const mode of modeNames) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia(modes[mode])
      await page.screenshot({ path: `${pictures}/${name}-${width}-${mode}.png`, fullPage: true, animations: 'disabled' })
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia(modes.light)
}

/** Lets time pass, but never while an answer is on its way: that would look like one that does not come. */
export function passing(page: Page): (milliseconds: number) => Promise<void> {
  let open = 0
  page.on('request', () => { open += 1 })
  page.on('requestfinished', () => { open -= 1 })
  page.on('requestfailed', () => { open -= 1 })
  return async (milliseconds) => {
    if (open <= 0) await page.clock.fastForward(milliseconds)
  }
}

/** Does whatever the run asks of a person, and lets time pass while it asks nothing, until `isThere`. */
export async function answering(page: Page, pass: ReturnType<typeof passing>, isThere: () => Promise<boolean>, seen: (what: string) => Promise<void>): Promise<void> {
  const main = page.getByRole('main')
  // Only what can be pressed is asked for: whether it is there and whether it takes a press is one question to the page, for between two it may be gone.
  const button = (name: string | RegExp) => main.getByRole('button', { name, disabled: false }).first()
  const asks = [
    ['way in', button('I tried it, and the studio opened')], ['task', button(/^It is done/)], ['secret', button('Use it')], ['gate', button(/^Close /)], ['old evidence', button('Read the evidence again')],
  ] as const
  for (let turn = 0; turn < 1500; turn += 1) {
    if (await isThere()) return
    let asked = false
    for (const [what, ask] of asks) {
      if (!(await ask.isVisible())) continue
      await seen(what)
      if (what === 'secret') await main.getByLabel(/password/i).fill('Not-a-true-1')
      await ask.click({ timeout: 2000 }).catch(() => undefined)
      asked = true
      break
    }
    await page.waitForTimeout(asked ? 100 : 50)
    if (!asked) await pass(10_000)
  }
  throw new Error(`it never came: ${(await main.innerText()).slice(0, 3000)}`)
}

/** What the console and the network tell of a run by design: reads of what is not there yet, and guards that hold. */
export const runNoise = new RegExp(`${azureOnly.source}|^(404|412) https://management\\.azure\\.com/|^console error: Failed to load resource: the server responded with a status of 4(04|12)`)

/** Signs in, chooses the first workspace and reads it, up to its assessment. */
export async function readWorkspace(page: Page): Promise<void> {
  await signIn(page)
  await page.getByRole('main').getByRole('radio').first().check()
  await page.getByRole('button', { name: 'Read this workspace' }).click()
  await expect(heading(page, 'Assessment of the current estate')).toBeVisible({ timeout: 120_000 })
}
