/** Drawn faults, at drawn moments, with reloads between: every run ends Done or Paused with a remedy, and breaks no law. `SEEDS=n` draws more. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readEstate } from '../discovery/readEstate.ts'
import { open } from '../simulator/scenarios/open.ts'
import type { Match, Switch } from '../simulator/switches.ts'
import type { Control } from './apply.ts'
import { agreeable, beginningOf, lawsBroken, nothingAsked, origin, placeOf, plannedAgain, plannedFor, ran, seenIn } from './fixtures/runs.ts'
import { smallPlan } from './fixtures/smallPlan.ts'
import type { Ports } from './loop.ts'
import { resumed } from './resume.ts'
import { wayBack } from './undoRun.ts'

const planned = plannedFor(open)
const plan = smallPlan(planned.plan)

const faults: readonly Switch['fault'][] = ['F01', 'F02', 'F03', 'F04', 'F05', 'F06', 'F07', 'F08', 'F10', 'F11', 'F12', 'F13', 'F15', 'F20', 'F21', 'F23', 'F26', 'F28', 'F29', 'F30', 'F31', 'F32', 'F35', 'F36', 'F37', 'F38', 'F39', 'F41', 'F43', 'F44', 'F48', 'F51', 'F54', 'F91', 'F92', 'F94', 'F95']
const anySwitch: fc.Arbitrary<Switch> = fc.record({
  fault: fc.constantFrom(...faults), seed: fc.nat(1000), nth: fc.integer({ min: 1, max: 12 }), times: fc.constantFrom<NonNullable<Match['times']>>(1, 1, 2, 3), path: fc.constantFrom('', 'Microsoft.Network', 'Microsoft.Storage', 'privateEndpoints', 'privateDnsZones', 'vaults/'),
}).map(({ fault, seed, nth, times, path }) => ({ fault, seed, on: { nth, times, path } }))

it('whatever Azure does, a run ends with one next action, keeps its laws, and can be put back', async () => {
  await fc.assert(fc.asyncProperty(fc.array(anySwitch, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 240 }), async (switches, stopAt) => {
    const place = placeOf(open, { faults: switches })
    let events = 0
    const first = await ran(place, beginningOf(planned, { plan, wayInConfirmedAt: 1 }), { people: 'end', person: (_, control) => {
      events += 1
      if (events === stopAt) control.stop()
    } })
    const { store } = first
    let [end, plans, rounds] = [first.run.end, [...plan], 0]
    while (end?.is === 'paused' && ['continue', 'tryAgain', 'planAgain', 'lookLater', 'readEvidence', 'confirmWayIn', 'signIn'].includes(end.trouble.remedy) && rounds < 5) {
      rounds += 1
      let control: Control | null = null
      const ports: Ports = { arm: place.arm, clock: place.clock, origin, store, secret: () => Promise.resolve(null), people: 'stay', tell: (run) => { if (control !== null && run.end === null) agreeable(run, control) } }
      const found = await resumed({
        run: 'run', options: nothingAsked, signal: new AbortController().signal, collect: () => Promise.resolve({ ok: true, snapshot: seenIn(open, place.cloud) }),
        planAgain: (snapshot) => {
          const again = plannedAgain(snapshot, planned.choices)
          return { desired: again.desired, plan: smallPlan(again.plan), journeys: again.paths }
        },
      }, ports)
      if (found.is !== 'going') {
        end = found.is === 'failed' ? end : null
        continue
      }
      control = found.running.control
      plans = [...plans, ...found.plan]
      end = (await found.running.end).end
    }
    const entries = store.all.get('run') ?? []
    expect(['done', 'paused', undefined]).toContain(end?.is)
    expect(lawsBroken(place, { plan: plans }, entries)).toEqual([])
    if (end?.is !== 'done') return
    expect(smallPlan(plannedAgain(seenIn(open, place.cloud), planned.choices).plan)).toEqual([])
    // The way back gives the start at the managed paths of what was there before.
    const calm = placeOf({ ...open, resources: place.cloud.bodies() })
    const back = wayBack(entries, 'leave')
    const restored = await ran(calm, { ...beginningOf(planned), snapshot: seenIn(open, calm.cloud), plan: back.plan, kind: 'undo', run: 'back' }, { people: 'end' })
    const [was, is] = [planned.current, readEstate(seenIn(open, calm.cloud))]
    expect([restored.run.end?.is, is.vaults, is.storageAccounts, is.registries, is.workspace]).toEqual(['restored', was.vaults, was.storageAccounts, was.registries, was.workspace])
  }), { numRuns: Number(process.env['SEEDS'] ?? 3) })
})
