/** Tokens of five minutes over an hour: they are renewed in silence, and a person is asked once for each demand of Azure at most. `POINTS=all` carries the whole plan out too. */
import { expect, it } from 'vitest'
import { open } from '../simulator/scenarios/open.ts'
import { startOf } from './fixtures/days.ts'
import { broken } from './fixtures/laws.ts'
import { everyPoint, figure } from './fixtures/proving.ts'
import { placeOf } from './fixtures/runs.ts'
import { smallPlan } from './fixtures/smallPlan.ts'
import { firstVisit, laterVisit, siteOf, storyOf } from './fixtures/visits.ts'

const HOUR = 3_600_000
const small = { name: 'small', start: startOf(open, smallPlan), scale: 30 }
const plans = everyPoint ? [small, { name: 'whole', start: startOf(open), scale: 2.5 }] : [small]
const cases = plans.flatMap((plan) => [[], [20, 60, 100]].map((challenged) => ({ ...plan, challenged })))

it.each(cases)('the $name plan takes over an hour, with challenges at $challenged', async ({ name, start: { file, planned, part }, scale, challenged }) => {
  const place = placeOf(file, { signIn: { seconds: 300, demands: 'person' }, change: (world) => ({ ...world, pace: { draw: 'p50', scale } }), faults: challenged.map((nth) => ({ fault: 'F12', on: { nth } })) })
  const site = siteOf(file, place, planned, { part })
  const from = place.clock.now()
  const remedies = new Set<string>()
  let last = await firstVisit(site)
  for (let visits = 1; visits <= 2 * challenged.length && (last.is === 'failed' || (last.is === 'ended' && last.end.is === 'paused')); visits += 1) {
    if (last.is === 'ended' && last.end.is === 'paused') remedies.add(last.end.trouble.remedy)
    place.signIn.interact()
    last = await laterVisit(site)
  }
  const [minutes, interactions, tokens] = [(place.clock.now() - from) / 60_000, place.signIn.interactions(), place.signIn.given()]
  figure('tokens', { name, challenges: challenged.length, interactions, tokens, minutes })
  expect(last).toMatchObject({ is: 'ended', end: { is: 'done' } })
  expect(minutes * 60_000).toBeGreaterThanOrEqual(HOUR)
  expect(tokens).toBeGreaterThan(minutes / 10)
  expect(interactions).toBeLessThanOrEqual(challenged.length)
  expect([interactions > 0, [...remedies]]).toEqual(challenged.length > 0 ? [true, ['signIn']] : [false, []])
  expect(broken({ place, ...storyOf(site) })).toEqual([])
})
