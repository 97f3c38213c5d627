/** A plan carried out against Azure under its real names: read, planned, applied with a gate before each closing, broken off in the middle, read back. */
import { answering, passing, picture, quick, readWorkspace, runNoise } from './applying.ts'
import { violations } from './axe.ts'
import { expect, registeredAt, test } from './azure.ts'
import { assessed, goTo, heading, visit, walkSteps } from './pages.ts'

test.use({ cloudNoise: runNoise })
test.setTimeout(600_000)

test('read, plan, apply to Done, with a reload in the middle and a gate before each closing', async ({ page, azure, site }) => {
  azure.open('open', (world) => registeredAt(site.address)(quick(world)))
  await readWorkspace(page)
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
  // Nothing went wrong, so there is no cause to remove.
  await expect(page.getByText('Remove the cause, then go on.')).toBeHidden()
  await picture(page, 'paused')
  expect(await violations(page)).toEqual([])

  await page.reload()
  await expect(page.getByRole('heading', { name: 'A run was going on' })).toBeVisible()
  await picture(page, 'open-run')
  await page.getByRole('button', { name: 'Look, read again and go on' }).click()
  await answering(page, pass, async () => heading(page, /^Done: /).isVisible(), seen)
  await expect(async () => {
    await pass(5000)
    await expect(page.getByRole('button', { name: 'Run the diagnosis again' })).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 60_000 })
  await expect(heading(page)).toHaveText(/as desired$/)
  expect([...shown].sort()).toEqual(expect.arrayContaining(['gate', 'way in']))
  await picture(page, 'done')
  expect(await violations(page)).toEqual([])

  const [evidence] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save evidence' }).click()])
  expect(evidence.suggestedFilename()).toMatch(/evidence.*\.zip$/)
  await page.getByRole('button', { name: 'See the assessment now' }).click()
  await assessed(page)
})
