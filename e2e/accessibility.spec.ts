import type { Page } from '@playwright/test'
import { type Look, violations } from './axe.ts'
import { halfRefused, longNames, manyAccounts } from './estates.ts'
import { goTo, openFile, openSample, openSnapshot, rail, screens, start, visit } from './pages.ts'
import { modeNames, modes } from './modes.ts'
import { expect, test } from './quiet.ts'

// axe reads every element's colours, which takes long on a busy machine.
test.describe.configure({ timeout: 240_000 })

/** Faults of several views, by their names; views without any are left out. */
async function survey(page: Page, views: readonly (readonly [string, () => Promise<unknown>])[], look: Look = 'everything'): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {}
  for (const [name, show] of views) {
    await show()
    const faults = await violations(page, look)
    if (faults.length > 0) found[name] = faults
  }
  return found
}

for (const mode of modeNames) {
  // Roles and names are the same in every scheme; in forced colours the browser chooses them, so a part is enough for the gate.
  const look: Look = mode === 'light' ? 'everything' : 'colours'
  const tag = mode === 'forced' ? '@long' : []
  test.describe(`axe finds nothing, ${mode} colours:`, () => {
    test.beforeEach(async ({ page }) => { await page.emulateMedia(modes[mode]) })

    for (const [part, some] of [['assessment and steps 1 to 4', screens.slice(0, 5)], ['steps 5 to 10', screens.slice(5, 11)], ['plan, export and the rest', screens.slice(11)]] as const) {
      test(part, { tag: part === 'plan, export and the rest' ? [] : tag }, async ({ page }) => {
        await openSample(page, 'Half closed')
        expect(await survey(page, some.map(([name, path]) => [name, () => visit(page, path)] as const), look)).toEqual({})
      })
    }

    test('what opens', { tag }, async ({ page }) => {
      expect(await survey(page, [
        ['start', () => start(page)],
        ['a refused file', async () => { await openFile(page, { name: 'broken.json', text: '{' }); await expect(page.getByRole('alert')).toBeVisible() }],
        ['an open finding', async () => { await openSample(page); await page.getByRole('table', { name: /^Findings/ }).getByRole('button').first().click() }],
        ['the settings', async () => { await page.getByRole('button', { name: 'Settings' }).click() }],
        ['what a firewall has to let through', async () => { await page.keyboard.press('Escape'); await visit(page, '/step/outbound'); await page.getByText('What a firewall on the way has to let through').click() }],
        ['drafts', () => start(page)],
      ], look)).toEqual({})
    })

    test('at 390 wide', { tag: mode === 'light' ? [] : '@long' }, async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 })
      await openSnapshot(page, halfRefused())
      const some = screens.filter(([name]) => ['assessment', 'addressSpace', 'storage', 'plan', 'export'].includes(name))
      expect(await survey(page, [
        ...some.map(([name, path]) => [name, () => visit(page, path)] as const),
        ['the menu', () => rail(page)],
      ], look)).toEqual({})
    })
  })
}

test('axe finds nothing with hundreds of findings, one group open, and with long names', { tag: '@long' }, async ({ page }) => {
  expect(await survey(page, [
    ['many findings', async () => { await openSnapshot(page, manyAccounts(60)); await page.getByRole('table', { name: /^Findings/ }).getByRole('button').first().click() }],
    ['long names, assessment', () => openSnapshot(page, longNames())],
    ['long names, plan', () => goTo(page, 'Plan')],
    ['long names, unchanged properties', async () => { await page.getByRole('checkbox', { name: 'Unchanged properties' }).check() }],
  ])).toEqual({})
})

test('every screen has one h1, a title of its own and landmarks', async ({ page }) => {
  await openSample(page)
  const titles = new Set<string>()
  for (const [name, path] of screens) {
    await visit(page, path)
    await expect(page.getByRole('heading', { level: 1 }), name).toHaveCount(1)
    await expect(page.getByRole('main'), name).toHaveCount(1)
    await expect(page.getByRole('banner'), name).toHaveCount(1)
    titles.add(await page.title())
  }
  expect(titles.size).toBe(screens.length)
})

test('after a choice one polite line says the counts', async ({ page }) => {
  await openSample(page)
  await visit(page, '/step/keyVault')
  await page.getByRole('main').getByRole('radio', { checked: false }).first().check()
  await expect(page.getByRole('status').filter({ hasText: /^Key vault: \d+ must now, \d+ with your choices\.$/ })).toHaveCount(1)
})
