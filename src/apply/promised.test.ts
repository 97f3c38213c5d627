/** The promise, applied: a drawn plan is carried out, the estate is read again by requests, and is what was desired; nothing is left to plan. `DRAWS=n` draws more. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { JsonObject } from '../base/json.ts'
import { readEstate } from '../discovery/readEstate.ts'
import { estates } from '../simulator/fixtures/asking.ts'
import { hub } from '../simulator/scenarios/hub.ts'
import { open } from '../simulator/scenarios/open.ts'
import { secured } from '../simulator/scenarios/secured.ts'
import { anyChoices } from '../steps/arbitraryChoices.ts'
import type { Choices } from '../steps/choices.ts'
import { broken } from './fixtures/laws.ts'
import { readBack, unlikeDesired } from './fixtures/promise.ts'
import { figure } from './fixtures/proving.ts'
import { agreeable, beginningOf, placeOf, plannedAgain, plannedFor, ran, snapshotOf } from './fixtures/runs.ts'

const draws = Number(process.env['DRAWS'] ?? 1)
const files: readonly (readonly [string, JsonObject])[] = [['secured', secured], ['open', open], ['hub', hub], ...[...estates].map(([name, file]) => [name, file as JsonObject] as const)]

/** The nth answers for an estate: those that are proposed at first, drawn ones later. Records are written by the plan, since nobody else is there to write them. */
function answers(file: JsonObject, round: number): ((proposed: Choices) => Choices) {
  if (round === 0) return ({ workspace, ...rest }) => ({ ...rest, workspace: { ...workspace, dnsWriter: 'thisPlan' } })
  const [drawn] = fc.sample(anyChoices(readEstate(snapshotOf(file))), { numRuns: 1, seed: round })
  return (proposed) => ({ ...(drawn ?? proposed), workspace: { ...(drawn ?? proposed).workspace, dnsWriter: 'thisPlan' } })
}

it('what was reviewed is what is there: carried out, read again, equal to what was desired, and nothing left to plan', async () => {
  const failures: unknown[] = []
  for (let draw = 0; draw < draws; draw += 1) {
    const [name, file] = files[draw % files.length] ?? ['secured', secured]
    const planned = plannedFor(file, answers(file, Math.floor(draw / files.length) + (draws === 1 ? 1 : 0)))
    const place = placeOf(file)
    const { run, store } = await ran(place, beginningOf(planned), { person: agreeable })
    const asked = place.asked.length
    const again = plannedAgain(await readBack(place, planned), planned.choices)
    const unlike = unlikeDesired(planned, again.current)
    const left = again.plan.flatMap(({ do: what, key }) => (what === 'manual' ? [] : [key]))
    const laws = broken({ place, plan: planned.plan, entries: store.all.get('run') ?? [] })
    figure('promise', { name, draw, changes: planned.plan.length, writes: place.writes().length, requests: asked, unlike: unlike.length, left: left.length, broken: laws.length, end: run.end?.is ?? 'stuck' })
    if (run.end?.is !== 'done' || unlike.length + left.length + laws.length > 0) failures.push({ name, draw, end: run.end, unlike, left, laws })
  }
  expect(failures).toEqual([])
})
