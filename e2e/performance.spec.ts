/** How long an answer keeps the page busy. */
import type { Page } from '@playwright/test'
import { manyAccounts } from './estates.ts'
import { BUDGET, free, ROUND, slowed, taken, tell, watch } from './measuring.ts'
import { openSample, openSnapshot, visit } from './pages.ts'
import { expect, test } from './quiet.ts'

/** The long tasks that `act` causes until the page has been free for a while. */
async function longTasks(page: Page, act: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate(taken)
  await act()
  await page.evaluate(free)
  await expect(page.getByRole('status').filter({ hasText: /^Key vault: / })).toBeAttached()
  await page.evaluate(free)
  return page.evaluate(taken)
}

const estates = [
  ['the half-closed sample', (page: Page) => openSample(page, 'Half closed')],
  ['the open sample with 60 storage accounts more', (page: Page) => openSnapshot(page, manyAccounts(60))],
] as const

for (const [name, open] of estates) {
  test(`an answer keeps the page busy within the budget: ${name}`, async ({ page }, info) => {
    test.setTimeout(120_000)
    await page.addInitScript(watch)
    await open(page)
    await visit(page, '/step/keyVault')
    const { round } = await slowed(page)
    const all: number[] = []
    for (let turn = 0; turn < 4; turn += 1) {
      all.push(...await longTasks(page, () => page.getByRole('main').getByRole('radio', { checked: false }).first().check()))
    }
    const longest = Math.max(0, ...all)
    const [ratio, most] = [longest / round, BUDGET / ROUND]
    tell(info, `${name}: longest task ${Math.round(longest)} ms of ${all.length} over 50 ms at a quarter of the processor; loop ${Math.round(round)} ms; ratio ${ratio.toFixed(2)}, at most ${most.toFixed(2)}`)
    expect(ratio).toBeLessThanOrEqual(most)
  })
}
