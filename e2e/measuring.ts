/** Measuring how long a page is busy, against a loop of our own in the same run, so that a slow machine does not decide. */
import type { Page } from '@playwright/test'

/** A quarter of the processor, as the budget says (architecture, section 18). */
export const SLOWER = 4
/** The budget in milliseconds, and what one round of the loop takes where nothing else runs on the machine that the budget was set for, slowed as above. */
export const [BUDGET, ROUND] = [200, 375]

/** Milliseconds for one round of arithmetic and small objects: the median of five. */
export const calibrate = () => {
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

/** Notes each task of the page that takes over 50 ms. */
export const watch = () => {
  const seen: number[] = []
  Object.assign(globalThis, { longTasks: seen })
  new PerformanceObserver((list) => { seen.push(...list.getEntries().map(({ duration }) => duration)) }).observe({ type: 'longtask' })
}

/** The long tasks since the last call. */
export const taken = () => {
  const { longTasks } = globalThis as unknown as { readonly longTasks: number[] }
  return longTasks.splice(0)
}

/** Resolves when the page has been free twice. A slowed page that draws nothing more may never be called idle, hence the limit. */
export const free = () => new Promise<void>((resolve) => {
  const limit = { timeout: 1000 }
  requestIdleCallback(() => requestIdleCallback(() => resolve(), limit), limit)
})

/** Slows the page down to a quarter of the processor; gives what brings it back, and what one round of the loop takes now. */
export async function slowed(page: Page): Promise<{ readonly round: number; readonly end: () => Promise<void> }> {
  const protocol = await page.context().newCDPSession(page)
  await protocol.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  return { round: await page.evaluate(calibrate), end: async () => { await protocol.send('Emulation.setCPUThrottlingRate', { rate: 1 }) } }
}

/** What was measured, for the log and the report of the test. */
export function tell(info: { readonly annotations: { type: string; description?: string }[] }, told: string): void {
  info.annotations.push({ type: 'figures', description: told })
  process.stdout.write(`${told}\n`)
}
