/** How long an answer keeps the page busy, measured against a loop of our own in the same run, so that a slow machine does not decide. */
import type { Page } from '@playwright/test'
import { manyAccounts } from './estates.ts'
import { openSample, openSnapshot, visit } from './pages.ts'
import { expect, test } from './quiet.ts'

/** A quarter of the processor, as the budget says (architecture, section 18). */
const SLOWER = 4
/** The budget in milliseconds, and what one round of the loop takes where nothing else runs on the machine that the budget was set for, slowed as above. */
const [BUDGET, ROUND] = [200, 375]

/** Milliseconds for one round of arithmetic and small objects: the median of five. */
const calibrate = () => {
  const round = () => {
    const begun = performance.now()
    let sum = 0
    for (let outer = 0; outer < 60; outer += 1) {
      const texts = Array.from({ length: 2000 }, (_, index) => `/subscriptions/${(index * 7919) % 2003}/resourceGroups/${outer}`)
      sum += JSON.stringify([...new Map(texts.map((text) => [text.toLowerCase(), text.length])).entries()].toSorted(([one], [other]) => (one < other ? -1 : 1))).length
    }
    return sum < 0 ? 0 : performance.now() - begun
  }
  round()
  return [1, 2, 3, 4, 5].map(round).toSorted((one, other) => one - other)[2] ?? 0
}

const watch = () => {
  const seen: number[] = []
  Object.assign(globalThis, { longTasks: seen })
  new PerformanceObserver((list) => { seen.push(...list.getEntries().map(({ duration }) => duration)) }).observe({ type: 'longtask' })
}

const taken = () => {
  const { longTasks } = globalThis as unknown as { readonly longTasks: number[] }
  return longTasks.splice(0)
}

/** Resolves when the page has been free twice. A slowed page that draws nothing more may never be called idle, hence the limit. */
const free = () => new Promise<void>((resolve) => {
  const limit = { timeout: 1000 }
  requestIdleCallback(() => requestIdleCallback(() => resolve(), limit), limit)
})

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
    const protocol = await page.context().newCDPSession(page)
    await protocol.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    const round = await page.evaluate(calibrate)
    const all: number[] = []
    for (let turn = 0; turn < 4; turn += 1) {
      all.push(...await longTasks(page, () => page.getByRole('main').getByRole('radio', { checked: false }).first().check()))
    }
    const longest = Math.max(0, ...all)
    const [ratio, most] = [longest / round, BUDGET / ROUND]
    const told = `${name}: longest task ${Math.round(longest)} ms of ${all.length} over 50 ms at a quarter of the processor; loop ${Math.round(round)} ms; ratio ${ratio.toFixed(2)}, at most ${most.toFixed(2)}`
    info.annotations.push({ type: 'figures', description: told })
    process.stdout.write(`${told}\n`)
    expect(ratio).toBeLessThanOrEqual(most)
  })
}
