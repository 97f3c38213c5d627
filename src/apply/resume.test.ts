/** A page that is killed at any moment, and the way back: no write is repeated without a look, and the end is the same. */
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../base/json.ts'
import type { Change } from '../changes/change.ts'
import { readEstate } from '../discovery/readEstate.ts'
import { ids } from '../simulator/scenarios/bodies.ts'
import { open } from '../simulator/scenarios/open.ts'
import { apply, type Control } from './apply.ts'
import { agreeable, beginningOf, lawsBroken, nothingAsked, origin, placeOf, type Place, plannedAgain, plannedFor, ran, seenIn } from './fixtures/runs.ts'
import { smallPlan } from './fixtures/smallPlan.ts'
import { type JournalStore, memoryLocks, memoryStore } from './journal.ts'
import type { Ports } from './loop.ts'
import { resumed, type Resuming } from './resume.ts'
import { begin, goOn } from './runs.ts'
import { wayBack } from './undoRun.ts'

const planned = plannedFor(open)
const plan = smallPlan(planned.plan)
const beginning = beginningOf(planned, { plan, wayInConfirmedAt: 1 })

const portsOf = (place: Pick<Place, 'arm' | 'clock'>, store: JournalStore): Ports => ({ arm: place.arm, clock: place.clock, origin, store, secret: () => Promise.resolve('Not-a-true-1'), tell: () => undefined, people: 'end' })

const resumingOf = (place: Place): Resuming => ({
  run: 'run', options: nothingAsked, signal: new AbortController().signal, collect: () => Promise.resolve({ ok: true, snapshot: seenIn(open, place.cloud) }),
  planAgain: (snapshot) => {
    const again = plannedAgain(snapshot, planned.choices)
    return { desired: again.desired, plan: smallPlan(again.plan), journeys: again.paths }
  },
})

/** Goes on, with a person who says yes. */
async function wentOn(place: Place, store: JournalStore): Promise<{ readonly end: string; readonly plan: readonly Change[] }> {
  let control: Control | null = null
  const found = await resumed(resumingOf(place), { ...portsOf(place, store), people: 'stay', tell: (run) => { if (control !== null && run.end === null) agreeable(run, control) } })
  if (found.is !== 'going') return { end: found.is, plan: [] }
  control = found.running.control
  return { end: (await found.running.end).end?.is ?? '', plan: found.plan }
}

/** What a world holds, as we understand it; names of connections and interfaces are Azure's own. */
function settings(place: Place): unknown {
  const { connections, interfaces: _, ...estate } = readEstate(seenIn(open, place.cloud))
  return { ...estate, connections: connections.map(({ targetId, endpointId, status }) => ({ targetId, endpointId, status })) }
}

/** Carries the run out until its nth event, where the page dies: nothing of it acts any more, and no answer reaches it. */
async function killedAt(event: number): Promise<{ readonly place: Place; readonly store: ReturnType<typeof memoryStore>; readonly died: boolean }> {
  const place = placeOf(open)
  const store = memoryStore()
  let [told, died] = [0, false]
  const never = new Promise<never>(() => undefined)
  const arm = place.client((fetch) => async (request) => {
    if (died) return never
    const answer = await fetch(request)
    return died ? never : answer
  })
  const mortal: JournalStore = { ...store, append: (run, entry) => (died ? never : store.append(run, entry)) }
  const death = new Promise<'died'>((resolve) => {
    const running = apply(beginning, {
      ...portsOf({ arm, clock: place.clock }, mortal), tell: () => {
        told += 1
        if (told < event || died) return
        died = true
        resolve('died')
      },
    })
    void running.end.then(() => resolve('died'))
  })
  await death
  return { place, store, died }
}

describe('a run that is broken off', () => {
  it('goes on from every event to the same end, and sends nothing again that was not looked at', async () => {
    const whole = placeOf(open)
    const { run, told } = await ran(whole, beginning, { people: 'end' })
    expect(run.end?.is).toBe('done')
    // The last event tells of an end that is in the journal already. `EVENTS=1000` dies at every one.
    const many = Math.min(told - 1, Number(process.env['EVENTS'] ?? 4))
    const events = Array.from({ length: many }, (_, index) => 1 + Math.floor((index * (told - 1)) / many))
    for (const event of events) {
      const { place, store } = await killedAt(event)
      const { end, plan: left } = await wentOn(place, store)
      expect([event, end]).toEqual([event, 'done'])
      expect([event, lawsBroken(place, { plan: [...plan, ...left] }, store.all.get('run') ?? [])]).toEqual([event, []])
      expect([event, settings(place)]).toEqual([event, settings(whole)])
    }
  })

  it('is over once it has ended, and is not read by another version', async () => {
    const place = placeOf(open)
    const { store } = await ran(place, beginning, { people: 'end' })
    expect(await resumed(resumingOf(place), portsOf(place, store))).toEqual({ is: 'over' })
    const other = memoryStore()
    await other.append('run', { is: 'begun', at: 0, form: 2, workspaceId: ids.workspace, digest: '', plan: [] })
    expect(await resumed(resumingOf(place), portsOf(place, other))).toEqual({ is: 'otherForm', form: 2 })
  })

  it('stops with what runs left to Azure, and goes on later', async () => {
    const place = placeOf(open)
    let stopped = false
    const { run, store } = await ran(place, beginning, { people: 'end', person: (now, control) => {
      if (stopped || !now.changes.some(({ stand }) => stand === 'polling')) return
      stopped = true
      control.stop()
    } })
    expect(run.end).toMatchObject({ is: 'paused', trouble: { text: 'stopped', remedy: 'continue' } })
    expect((await wentOn(place, store)).end).toBe('done')
  })
})

it('never has two writers: a second tab is told, and nothing of it is sent', async () => {
  const place = placeOf(open)
  const [store, locks] = [memoryStore(), memoryLocks()]
  const ports = portsOf(place, store)
  const first = begin(beginning, ports, locks, () => undefined)
  expect(await begin(beginning, ports, locks, () => undefined)).toEqual({ is: 'taken' })
  expect(await goOn(resumingOf(place), ports, locks, () => undefined)).toEqual({ is: 'taken' })
  expect(await first).toMatchObject({ is: 'ended', run: { end: { is: 'done' } } })
})

describe('the way back', () => {
  /** What is managed of an account or a vault. */
  const settingsOf = (place: Place, id: string): unknown => {
    const { publicNetworkAccess, networkAcls, allowBlobPublicAccess } = (place.cloud.body(id)?.['properties'] ?? {}) as JsonObject
    return { publicNetworkAccess, networkAcls, allowBlobPublicAccess }
  }

  it('restores exactly what a run changed, doors first, and lists what stays', async () => {
    const place = placeOf(open)
    const before = [ids.account, ids.vault].map((id) => settingsOf(place, id))
    const { store } = await ran(place, beginning, { people: 'end' })
    expect([ids.account, ids.vault].map((id) => settingsOf(place, id))).not.toEqual(before)
    const back = wayBack(store.all.get('run') ?? [], 'leave')
    expect(back.plan.map(({ id }) => id)).toEqual([ids.vault, ids.account])
    expect(back.left.map(({ do: what }) => what)).toEqual(['create', 'create', 'create', 'create', 'create'])
    const { run } = await ran(place, { ...beginning, run: 'back', plan: back.plan, kind: 'undo' }, { people: 'end' })
    expect(run.end).toMatchObject({ is: 'restored' })
    expect([ids.account, ids.vault].map((id) => settingsOf(place, id))).toEqual(before)
  })

  it('takes away what was created, with consent, last made first', async () => {
    const place = placeOf(open)
    const was = place.cloud.bodies().length
    const { store } = await ran(place, beginning, { people: 'end' })
    const back = wayBack(store.all.get('run') ?? [], 'delete')
    const { run } = await ran(place, { ...beginning, run: 'back', plan: back.plan, kind: 'undo' }, { people: 'end' })
    expect(run.changes.flatMap(({ trouble }) => trouble ?? [])).toEqual([])
    expect([run.end?.is, back.left, place.cloud.bodies().length]).toEqual(['restored', [], was])
  })

  it('puts one closing back with one write while it is watched', async () => {
    const place = placeOf(open)
    const before = place.cloud.body(ids.vault)?.['properties']
    let [asked, taken] = [0, false]
    const { run } = await ran(place, beginning, { person: (now, control) => {
      agreeable(now, control)
      const closed = now.changes.find(({ watch, stand }) => watch !== null && stand === 'done')
      if (taken || closed === undefined) return
      taken = true
      asked = place.writes().length
      control.takeBack(closed.key)
    } })
    expect(run.end).toMatchObject({ is: 'restored' })
    expect(place.writes().length - asked).toBe(1)
    const networkAcls = (properties: unknown): unknown => (properties as JsonObject | undefined)?.['networkAcls']
    expect(networkAcls(place.cloud.body(ids.vault)?.['properties'])).toEqual(networkAcls(before))
  })
})
