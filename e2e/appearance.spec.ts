/** Pictures to be looked at, of every screen; nothing is compared. They lie in test-results/appearance. */
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { halfRefused, longNames, manyAccounts } from './estates.ts'
import { openFile, openSample, openSnapshot, rail, screens, start, visit } from './pages.ts'
import { modeNames, modes } from './modes.ts'
import { test } from './quiet.ts'

const folder = fileURLToPath(new URL('../test-results/appearance', import.meta.url))
const widths = { 1440: { width: 1440, height: 900 }, 390: { width: 390, height: 844 } } as const

/** The tallest picture; what lies below is more of the same. */
const TALLEST = 3000

/** Takes a picture in a window as tall as the page, so that what sticks to an edge is where a visitor sees it. */
async function picture(page: Page, name: string): Promise<void> {
  const usual = page.viewportSize() ?? widths[1440]
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ ...usual, height: Math.min(Math.max(height, usual.height), TALLEST) })
  await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' })
  await page.setViewportSize(usual)
}

// All of them with RINGFENCE_PICTURES=all; else one of each screen, which shows that none fails to draw.
const isAll = process.env['RINGFENCE_PICTURES'] === 'all'
const [chosenModes, chosenWidths] = isAll ? [modeNames, ['1440', '390'] as const] : [['light'] as const, ['1440'] as const]

for (const mode of chosenModes) {
  for (const name of chosenWidths) {
    test.describe(`pictures, ${mode} colours, ${name} wide`, () => {
      test.use({ viewport: widths[name] })

      test('every screen and what is unusual', async ({ page }) => {
        test.slow()
        await page.emulateMedia(modes[mode])
        const take = (what: string) => picture(page, `${what}-${name}-${mode}`)
        await start(page)
        await take('start')
        await openSample(page)
        for (const [screen, path] of screens) {
          await visit(page, path)
          await take(screen)
        }
        await visit(page, '/assessment')
        await page.getByRole('table', { name: /^Findings/ }).getByRole('button').first().click()
        await take('finding')
        await page.getByRole('button', { name: 'Settings' }).click()
        await page.screenshot({ path: `${folder}/settings-${name}-${mode}.png`, animations: 'disabled' })
        await page.keyboard.press('Escape')
        if (name === '390') {
          await rail(page)
          await page.screenshot({ path: `${folder}/menu-${name}-${mode}.png`, animations: 'disabled' })
        }
      })

      test('unusual estates', async ({ page }) => {
        test.slow()
        await page.emulateMedia(modes[mode])
        const take = (what: string) => picture(page, `${what}-${name}-${mode}`)
        await openSnapshot(page, longNames())
        await take('long-assessment')
        for (const screen of ['access', 'addressSpace', 'storage', 'plan', 'export'] as const) {
          await visit(page, screens.find(([one]) => one === screen)?.[1] ?? '')
          await take(`long-${screen}`)
        }
        await openSnapshot(page, manyAccounts(60))
        await page.getByRole('table', { name: /^Findings/ }).getByRole('button').first().click()
        await take('many-assessment')
        await visit(page, '/step/storage')
        await take('many-storage')
        await openSnapshot(page, halfRefused())
        await take('refused-assessment')
        await start(page)
        await openFile(page, { name: 'a-page-that-was-saved-by-mistake.json', text: '<!doctype html>' })
        await page.getByRole('alert').waitFor()
        await take('refused-file')
      })
    })
  }
}
