/** Whole runs of whole plans against the simulated Azure: what is reviewed is what is there in the end, and nobody is cut off on the way. */
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../base/json.ts'
import { hub } from '../simulator/scenarios/hub.ts'
import { ids } from '../simulator/scenarios/bodies.ts'
import { open } from '../simulator/scenarios/open.ts'
import { compared } from './verify.ts'
import { broken } from './fixtures/laws.ts'
import { agreeable, beginningOf, placeOf, type Place, plannedAgain, plannedFor, ran, seenIn, writeRecordsByHand } from './fixtures/runs.ts'
import type { Control } from './apply.ts'
import type { Run } from './progress.ts'

const subnet = `${ids.network}/subnets/snet-training`
const services = [{ id: ids.account, group: 'blob' }, { id: ids.account, group: 'file' }, { id: ids.vault, group: 'vault' }, { id: ids.registry, group: 'registry' }, { id: ids.workspace, group: 'amlworkspace' }] as const

/** Which services the computes cannot reach just now, by the simulator's own witness; servers that it does not know say nothing. */
const cutOff = ({ cloud }: Place): readonly string[] => services.filter((to) => {
  const found = cloud.reaches({ subnet }, to)
  return !found.ok && !found.why.endsWith('not known here')
}).map(({ id, group }) => `${id.split('/').at(-1) ?? ''} ${group}`)

const agreeingAfter = (work: (run: Run) => void) => (run: Run, control: Control): void => {
  work(run)
  agreeable(run, control)
}

const cases: readonly (readonly [string, JsonObject])[] = [['open', open], ['hub', hub]]

describe.each(cases)('a run of %s', (_, file) => {
  it('ends done with nobody cut off in lockdown, and planning again gives nothing but tasks', async () => {
    const place = placeOf(file)
    const planned = plannedFor(file)
    const before = cutOff(place)
    const lost = new Set<string>()
    let [last, records] = [0, false]
    const { run, store } = await ran(place, beginningOf(planned), { person: agreeingAfter((now) => {
      const done = now.changes.filter(({ stand }) => stand === 'done').length
      if (!records && now.changes.every(({ phase, closes, stand }) => phase === 'lockdown' || closes || stand === 'done' || stand === 'byHand')) {
        records = true
        writeRecordsByHand(place, planned)
      }
      const prepared = now.changes.every(({ phase, stand }) => phase === 'lockdown' || stand === 'done')
      if (done !== last && prepared) for (const one of cutOff(place)) if (!before.includes(one)) lost.add(one)
      last = done
    }) })
    expect(run.changes.filter(({ trouble }) => trouble !== null).map(({ number, trouble }) => [number, trouble?.text, trouble?.data])).toEqual([])
    expect([run.end?.is, [...lost], cutOff(place)]).toEqual(['done', [], []])
    expect(broken({ place, plan: planned.plan, entries: store.all.get('run') ?? [] })).toEqual([])
    expect(place.cloud.reaches({ address: '203.0.113.9' }, services[0])).toMatchObject({ ok: false })
    const seen = seenIn(file, place.cloud)
    const again = (snapshot: typeof seen) => {
      const { desired, plan, paths } = plannedAgain(snapshot, planned.choices)
      return { desired, plan, journeys: paths }
    }
    const { unlike, again: left, lookUps } = compared(seen, again, planned.plan)
    expect([unlike, left.filter(({ do: what }) => what !== 'manual').map(({ key }) => key)]).toEqual([[], []])
    expect(lookUps.length).toBeGreaterThan(5)
    expect(place.asked.length).toBeLessThanOrEqual(600)
  })
})
