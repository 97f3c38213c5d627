/** A plan carried out against Azure under its real names: read, planned, applied with a gate before each closing, broken off in the middle, read back. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { World } from '../src/simulator/world.ts'
import { azureOnly, expect, registeredAt, test } from './azure.ts'
import { assessed, goTo, heading, visit, walkSteps } from './pages.ts'
import { signIn } from './signing.ts'

const unlimited = { size: 100_000, perSecond: 1000 }

/** The world with an owner who signs in, and work that ends a thousand times sooner than in Azure. */
const quick = (world: World): World => ({
  ...world, pace: { draw: 'p50', scale: 0.001 }, otherwise: [{ actions: ['*'], notActions: [], dataActions: [], notDataActions: [] }], permissions: {}, refused: [],
  limits: { ...world.limits, read: unlimited, write: unlimited, delete: unlimited, privateDns: unlimited },
  providers: Object.fromEntries(world.subscriptions.map(({ id }) => [id, { 'Microsoft.Compute': 'Registered', 'Microsoft.Insights': 'Registered', 'Microsoft.Network': 'Registered', ...world.providers[id] }])),
})

const pictures = process.env['RINGFENCE_PICTURES']

/** Takes a picture of a state where somebody wants to look at it: wide and narrow, light and dark. */
async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return
  for (const [size, width] of [['1440', 1440], ['390', 390]] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: `${pictures}/${name}-${size}-${colorScheme}.png`, fullPage: size === '390' })
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
}

/** What axe finds on the page, one line each. */
async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).exclude('[data-tabster-dummy]').setLegacyMode(true).options({ resultTypes: ['violations'], preload: false }).analyze()
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${(failureSummary ?? '').replaceAll(/\s+/g, ' ').slice(0, 200)}`))
}

/** Lets time pass, but never while an answer is on its way: that would look like one that does not come. */
function passing(page: Page): (milliseconds: number) => Promise<void> {
  let open = 0
  page.on('request', () => { open += 1 })
  page.on('requestfinished', () => { open -= 1 })
  page.on('requestfailed', () => { open -= 1 })
  return async (milliseconds) => {
    if (open <= 0) await page.clock.fastForward(milliseconds)
  }
}

/** Does whatever the run asks of a person, and lets time pass while it asks nothing, until `isThere`. */
async function answering(page: Page, pass: ReturnType<typeof passing>, isThere: () => Promise<boolean>, seen: (what: string) => Promise<void>): Promise<void> {
  const main = page.getByRole('main')
  const asks = [
    ['way in', main.getByRole('button', { name: 'I tried it, and the studio opened' })], ['task', main.getByRole('button', { name: /^It is done/ }).first()], ['secret', main.getByRole('button', { name: 'Use it' })],
    ['gate', main.getByRole('button', { name: /^Close / })], ['old evidence', main.getByRole('button', { name: 'Read the evidence again' })],
  ] as const
  for (let turn = 0; turn < 1500; turn += 1) {
    if (await isThere()) return
    let asked = false
    for (const [what, button] of asks) {
      if (!(await button.isVisible()) || (await button.getAttribute('aria-disabled')) === 'true') continue
      await seen(what)
      if (what === 'secret') await main.getByLabel(/password/i).fill('Not-a-true-1')
      await button.click({ timeout: 2000 }).catch(() => undefined)
      asked = true
      break
    }
    await page.waitForTimeout(asked ? 100 : 50)
    if (!asked) await pass(10_000)
  }
  throw new Error(`it never came: ${(await main.innerText()).slice(0, 3000)}`)
}

test.use({ cloudNoise: new RegExp(`${azureOnly.source}|^(404|412) https://management\\.azure\\.com/|^console error: Failed to load resource: the server responded with a status of 4(04|12)`) })
test.setTimeout(600_000)

test('read, plan, apply to Done, with a reload in the middle and a gate before each closing', async ({ page, azure, site }) => {
  azure.open('open', (world) => registeredAt(site.address)(quick(world)))
  await signIn(page)
  await page.getByRole('main').getByRole('radio').first().check()
  await page.getByRole('button', { name: 'Read this workspace' }).click()
  await assessed(page)
  await goTo(page, 'Prerequisites')
  await walkSteps(page)
  await visit(page, '/apply')
  await expect(heading(page, 'Apply')).toBeVisible()
  await page.clock.install()
  const pass = passing(page)
  await page.getByRole('button', { name: 'Ask Azure for a forecast' }).click()
  await expect(async () => {
    await pass(1000)
    await expect(page.getByRole('button', { name: 'Read the forecast again' })).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 60_000 })
  await expect(page.getByRole('table', { name: 'What Azure says before the run' }).getByRole('row')).not.toHaveCount(0)
  await picture(page, 'start')
  expect(await violations(page)).toEqual([])

  await page.getByRole('button', { name: /^Start: \d+ changes$/ }).click()
  const shown = new Set<string>()
  const seen = async (what: string) => {
    if (shown.has(what)) return
    shown.add(what)
    await picture(page, what.replace(' ', '-'))
    expect(await violations(page), what).toEqual([])
  }
  const main = page.getByRole('main')
  await answering(page, pass, async () => /\b1\d of \d+ prepared/.test(await main.innerText()), seen)
  await picture(page, 'running')
  expect(await violations(page)).toEqual([])

  await page.getByRole('button', { name: 'Pause after running' }).click()
  await answering(page, pass, async () => heading(page, 'Paused').isVisible(), seen)
  await picture(page, 'paused')
  expect(await violations(page)).toEqual([])

  await page.reload()
  await expect(page.getByRole('heading', { name: 'A run was going on' })).toBeVisible()
  await picture(page, 'open-run')
  await page.getByRole('button', { name: 'Look, read again and go on' }).click()
  await answering(page, pass, async () => heading(page, /^Done: /).isVisible(), seen)
  await expect(async () => {
    await pass(5000)
    await expect(page.getByRole('row', { name: /Workspace diagnostics/ })).not.toContainText('asking', { timeout: 500 })
  }).toPass({ timeout: 60_000 })
  await expect(heading(page)).toHaveText(/as desired$/)
  expect([...shown].sort()).toEqual(expect.arrayContaining(['gate', 'way in']))
  await picture(page, 'done')
  expect(await violations(page)).toEqual([])

  const [evidence] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save evidence' }).click()])
  expect(evidence.suggestedFilename()).toMatch(/evidence.*\.json$/)
  await page.getByRole('button', { name: 'See the assessment now' }).click()
  await assessed(page)
})
