import { longNames, manyAccounts } from './estates.ts'
import { sticksOut } from './fitting.ts'
import { changes, downloadAll, goTo, heading, openSample, openSnapshot, screens, start, stepTitles, toExport, visit, walkSteps } from './pages.ts'
import { expect, test } from './quiet.ts'

test.describe('at 390 wide', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('the journey leads from the start to the zip, and no page scrolls sideways', async ({ page }) => {
    test.slow()
    await start(page)
    const out: Record<string, readonly string[]> = { start: await sticksOut(page) }
    await openSample(page)
    out['assessment'] = await sticksOut(page)
    await page.getByRole('button', { name: `Start with ${stepTitles[0]}` }).click()
    await walkSteps(page, async (title) => { out[title] = await sticksOut(page) })
    await expect(changes(page).first()).toBeVisible()
    out['plan'] = await sticksOut(page)
    await toExport(page)
    out['export'] = await sticksOut(page)
    expect(Object.entries(out).filter(([, parts]) => parts.length > 0)).toEqual([])
    expect((await downloadAll(page)).name).toMatch(/\.zip$/)
  })

  test('the rail is behind the menu button and gives the focus back', async ({ page }) => {
    await openSample(page)
    const menu = page.getByRole('button', { name: 'Menu', exact: true })
    await menu.click()
    const drawer = page.getByRole('dialog', { name: 'Pages' })
    await expect(drawer).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(drawer).toBeHidden()
    await expect(menu).toBeFocused()
    await goTo(page, 'Storage')
    await expect(drawer).toBeHidden()
    await expect(heading(page, '5 Storage')).toBeVisible()
  })

  test('the buttons of the bar are 44 high and equally wide', async ({ page }) => {
    await openSample(page)
    await visit(page, '/step/storage')
    const [back, next] = await Promise.all([/^Back/, /^Next/].map((name) => page.getByRole('button', { name }).last().boundingBox()))
    expect(back?.height).toBeGreaterThanOrEqual(44)
    expect(next?.height).toBeGreaterThanOrEqual(44)
    expect(Math.abs((back?.width ?? 0) - (next?.width ?? 0))).toBeLessThanOrEqual(2)
  })
})

for (const [name, viewport] of [['1440 at 400 %', { width: 360, height: 225 }], ['1440 at 200 %', { width: 720, height: 450 }], ['1440', { width: 1440, height: 900 }], ['320', { width: 320, height: 640 }]] as const) {
  test.describe(`at ${name}`, { tag: viewport.width > 400 ? ['@long'] : [] }, () => {
    test.use({ viewport })

    test('no screen scrolls sideways, not with names of 90 characters either', async ({ page }) => {
      test.slow()
      const out: Record<string, readonly string[]> = {}
      for (const [kind, open] of [['sample', () => openSample(page, 'Half closed')], ['long names', () => openSnapshot(page, longNames())]] as const) {
        await open()
        for (const [screen, path] of screens) {
          await visit(page, path)
          out[`${screen}, ${kind}`] = await sticksOut(page)
        }
      }
      expect(Object.entries(out).filter(([, parts]) => parts.length > 0)).toEqual([])
    })
  })
}

test('hundreds of findings are grouped by rule and fit a narrow window', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openSnapshot(page, manyAccounts(60))
  await expect(page.getByText(/^\d{2,} findings of \d+ rules, grouped by rule$/)).toBeVisible()
  await page.getByRole('table', { name: /^Findings/ }).getByRole('button', { expanded: false }).first().click()
  await expect(page.getByRole('button', { name: /^Fix (all \d+|this)/ })).toBeVisible()
  expect(await sticksOut(page)).toEqual([])
})
