/** How long a plan takes against the time within which its locks allow it at all, over drawn durations of Azure's work. `DRAWS=n` draws more. */
import { describe, expect, it } from 'vitest'
import type { Change } from '../changes/change.ts'
import { carriedOut } from '../changes/fixtures/carriedOut.ts'
import { lowerBound } from '../changes/fixtures/lowerBound.ts'
import { remainingWays } from '../changes/schedule.ts'
import { hub } from '../simulator/scenarios/hub.ts'
import { open } from '../simulator/scenarios/open.ts'
import { chance } from '../simulator/write/durations.ts'
import { expectedOf, likely } from './expected.ts'
import { figure } from './fixtures/proving.ts'
import { plannedFor } from './fixtures/runs.ts'

/** Where nothing was measured: as most writes of the network take. */
const unmeasured = { p50: 10_000, p95: 30_000 }
/** Standard deviations between the median and the 95th percentile. */
const SPREAD = 1.645

/** A draw from the log-normal distribution of a change's measured median and 95th percentile. */
const drawn = (draw: number) => (change: Change): number => {
  if (change.do === 'manual') return 0
  const { p50, p95 } = expectedOf(change) ?? unmeasured
  const [one, other] = [Math.max(chance(`${draw} ${change.key} 1`), 1e-9), chance(`${draw} ${change.key} 2`)]
  const normal = Math.sqrt(-2 * Math.log(one)) * Math.cos(2 * Math.PI * other)
  return p50 * Math.exp((Math.max(-4, Math.min(4, normal)) / SPREAD) * Math.log(p95 / p50))
}

const draws = Number(process.env['DRAWS'] ?? 3)

describe.each([['open', open], ['hub', hub]] as const)('the plan of %s', (name, file) => {
  const { plan } = plannedFor(file)
  const firstCome = new Map(plan.map(({ key }, index) => [key, plan.length - index]))
  const expected = remainingWays(plan, likely)

  it('takes at most 1.05 times what its locks allow, by an order that knows only what is usual', () => {
    for (let draw = 1; draw <= draws; draw += 1) {
      const lasts = drawn(draw)
      const [bound, ours, came] = [lowerBound(plan, lasts), carriedOut(plan, { lasts, ways: expected }).now, carriedOut(plan, { lasts, ways: firstCome }).now]
      const oneByOne = plan.reduce((sum, change) => sum + lasts(change), 0)
      figure('makespan', { name, draw, bound, ours: ours / bound, firstCome: came / bound, oneByOne: oneByOne / bound })
      expect([draw, ours / bound >= 1 - 1e-9]).toEqual([draw, true])
      expect([draw, ours / bound <= 1.05]).toEqual([draw, true])
    }
  })
})
