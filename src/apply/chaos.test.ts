/** Whole days of runs, drawn: each ends Done, or Paused with one remedy, breaks no law, and can be put back. `SEEDS=n` draws more, of longer plans too. */
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { open } from '../simulator/scenarios/open.ts'
import { anyDay, type Day, lived, type Start, startOf, wentBack } from './fixtures/days.ts'
import { figure } from './fixtures/proving.ts'
import { beginningOf, placeOf, plannedAgain, ran, seenIn } from './fixtures/runs.ts'
import { smallPlan } from './fixtures/smallPlan.ts'
import { nextAction } from './messages.en.ts'

const seeds = Number(process.env['SEEDS'] ?? 20)
const small = startOf(open, smallPlan)
let tiny: Start = small
const whole = startOf(open)

beforeAll(async () => {
  // All but the records and the closing is there already.
  const place = placeOf(open)
  await ran(place, beginningOf(small.planned, { plan: smallPlan(small.planned.plan).slice(0, 4) }), { people: 'end' })
  tiny = startOf({ ...open, resources: place.cloud.bodies() }, smallPlan)
})

/** How often a plan is drawn, by its length; the draws of the gate are all of the shortest. */
const size = fc.oneof(...(['tiny', 'small', 'whole'] as const).map((name) => ({ arbitrary: fc.constant(name), weight: { tiny: 12, small: seeds > 20 ? 7 : 0, whole: seeds > 20 ? 1 : 0 }[name] })))
const day = size.chain((name) => anyDay({ tiny: 3, small: 7, whole: 54 }[name]).map((one) => ({ size: name, ...one })))

/** What of a day is not as it has to be. */
async function wrongIn({ size: name, ...one }: Day & { readonly size: 'tiny' | 'small' | 'whole' }): Promise<readonly unknown[]> {
  const start = { tiny, small, whole }[name]
  const { end, visits, interactions, challenges, broken, site } = await lived(start, one)
  const back = await wentBack(site)
  const again = plannedAgain(seenIn(start.file, site.place.cloud), start.planned.choices)
  const left = end.is === 'done' ? start.part(again.plan).filter(({ do: what }) => what !== 'manual').map(({ key }) => key) : []
  figure('runs', { size: name, ends: end.is, remedy: end.is === 'paused' ? end.remedy : null, broken: broken.map(([law]) => law), visits, interactions, challenges, back: back.end })
  const named = end.is === 'done' || (end.is === 'paused' && end.remedy in nextAction)
  return [
    ...broken, ...(named ? [] : [end]), ...(interactions <= challenges ? [] : [`${interactions} interactions for ${challenges} challenges`]), ...left.map((key) => `${key} is left`),
    ...(back.end === 'restored' && JSON.stringify(back.is) === JSON.stringify(back.was) ? [] : [back]),
  ]
}

it('a closing whose answer nobody heard is taken back, too, although the vault was not shown for a moment (F43)', async () => {
  const switches = [['F91', 596, 2, 1, 'privateEndpoints'], ['F43', 476, 3, 2, 'vaults/'], ['F21', 989, 6, 1, 'vaults/']] as const
  expect(await wrongIn({
    size: 'tiny', switches: switches.map(([fault, seed, nth, times, path]) => ({ fault, seed, on: { nth, times, path } })), breaks: [{ on: 'write', at: 3 }], signIn: { seconds: 300, demands: 'person' },
  })).toEqual([])
})

/** The draws lie in parts, so that a slow machine has time for each. */
const PARTS = [1, 2, 3, 4]

it.each(PARTS)('whatever Azure, the sign-in and the browser do, a run ends with one next action, keeps its laws, and can be put back (part %i)', async (part) => {
  const seed = process.env['SEED'] === undefined ? {} : { seed: Number(process.env['SEED']) + part }
  const failures: unknown[] = []
  for (const one of fc.sample(day, { numRuns: Math.ceil(seeds / PARTS.length), ...seed })) {
    const wrong = await wrongIn(one)
    if (wrong.length > 0) failures.push({ day: JSON.stringify(one), wrong })
  }
  expect(failures).toEqual([])
})
