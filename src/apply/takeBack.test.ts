/** One closing is taken back while the run is paused, the rest stays as it is, and the run goes on later under the same numbers. */
import { beforeAll, describe, expect, it } from 'vitest'
import { idKey } from '../base/armId.ts'
import type { JsonObject } from '../base/json.ts'
import type { Change } from '../changes/change.ts'
import { ids } from '../simulator/scenarios/bodies.ts'
import { open } from '../simulator/scenarios/open.ts'
import type { Switch } from '../simulator/switches.ts'
import { agreeable, beginningOf, nothingAsked, origin, placeOf, type Place, plannedAgain, plannedFor, ran, seenIn } from './fixtures/runs.ts'
import { broken } from './fixtures/laws.ts'
import { smallPlan } from './fixtures/smallPlan.ts'
import type { Control } from './apply.ts'
import { type Entry, memoryLocks, memoryStore } from './journal.ts'
import type { Ports } from './loop.ts'
import type { Run } from './progress.ts'
import { putBack } from './putBack.ts'
import type { Resuming } from './resume.ts'
import { goOn, type Held } from './runs.ts'
import { wayBack } from './undoRun.ts'

const raise = (what: string): never => { throw new Error(what) }
const planned = plannedFor(open)
const plan = smallPlan(planned.plan)
const closing: Change = plan.findLast(({ closes }) => closes) ?? raise('nothing closes')
const MINUTE = 60_000
const number = plan.indexOf(closing) + 1

type Store = ReturnType<typeof memoryStore>

const portsOf = ({ arm, clock }: Place, store: Store): Ports => ({ arm, clock, origin, store, secret: () => Promise.resolve(null), tell: () => undefined, people: 'stay' })

/** The small plan carried out until its vault was closed, then paused: what Azure holds, and the journal. */
let left: { readonly file: JsonObject; readonly entries: readonly Entry[]; readonly end: string } = { file: open, entries: [], end: '' }

beforeAll(async () => {
  const place = placeOf(open)
  const { run, store } = await ran(place, beginningOf(planned, { plan, wayInConfirmedAt: 1 }), { person: (now, control) => {
    agreeable(now, control)
    if (now.changes.some(({ closes, stand }) => closes && stand === 'done')) control.pause()
  } })
  left = { file: { ...open, resources: place.cloud.bodies() }, entries: entriesOf(store), end: run.end?.is ?? '' }
})

/** The paused run, so many minutes after its closing. */
async function paused(minutes = 0): Promise<{ readonly place: Place; readonly store: Store }> {
  const [place, store] = [placeOf(left.file), memoryStore()]
  for (const entry of left.entries) await store.append('run', entry)
  await place.clock.sleep(closedAt(left.entries) + minutes * MINUTE - place.clock.now(), new AbortController().signal)
  return { place, store }
}

const closedAt = (entries: readonly Entry[]): number => entries.findLast((entry) => entry.is === 'settled' && entry.key === closing.key)?.at ?? 0

const goingOn = async (place: Place, store: Store, person: (run: Run, control: Control) => void = agreeable, people: Ports['people'] = 'stay'): Promise<Held & { readonly plan: readonly Change[] }> => {
  const resuming: Resuming = {
    run: 'run', options: nothingAsked, signal: new AbortController().signal, collect: () => Promise.resolve({ ok: true, snapshot: seenIn(open, place.cloud) }),
    planAgain: (snapshot) => {
      const again = plannedAgain(snapshot, planned.choices)
      return { desired: again.desired, plan: smallPlan(again.plan), journeys: again.paths }
    },
  }
  let [control, whole]: [Control | null, readonly Change[]] = [null, []]
  const tell = (run: Run): void => { if (control !== null && run.end === null) person(run, control) }
  const held = await goOn(resuming, { ...portsOf(place, store), people, tell }, memoryLocks(), (running) => {
    control = running.control
    whole = running.plan
  })
  return { ...held, plan: whole }
}

const doors = (place: Place): unknown => {
  const { publicNetworkAccess, networkAcls } = (place.cloud.body(ids.vault)?.['properties'] ?? {}) as JsonObject
  return { publicNetworkAccess, networkAcls }
}
const entriesOf = (store: Store): readonly Entry[] => store.all.get('run') ?? []
const takingBack = (place: Place, store: Store, key = closing.key) => putBack({ run: 'run', key, signal: new AbortController().signal }, portsOf(place, store), memoryLocks())

const wide = doors(placeOf(open))

describe('a closing of a paused run', () => {
  it('is open again after one read and one write, the run goes on later, closes it anew, and speaks of the same number', async () => {
    const { place, store } = await paused()
    const [asked, written] = [place.asked.length, place.writes().length]
    expect(left.end).toBe('paused')
    expect(doors(place)).not.toEqual(wide)
    expect(await takingBack(place, store)).toEqual({ is: 'done' })
    expect(doors(place)).toEqual(wide)
    const since = place.asked.slice(asked)
    expect([since.findIndex(({ method }) => method !== 'GET') + 1, place.writes().length - written]).toEqual([2, 1])
    expect(since.every(({ path }) => idKey(path) === idKey(closing.id))).toBe(true)
    expect(entriesOf(store).at(-1)).toMatchObject({ is: 'takenBack', key: closing.key })
    expect(wayBack(entriesOf(store), 'leave').plan.map(({ id }) => id)).toEqual([ids.account])

    const held = await goingOn(place, store)
    const again = held.is === 'ended' ? held.run : null
    expect(again?.end?.is).toBe('done')
    expect(doors(place)).not.toEqual(wide)
    expect(again?.changes.map(({ number: one }) => one)).toEqual(plan.map((_, index) => index + 1))
    expect(again?.changes.find(({ key }) => key === closing.key)).toMatchObject({ number, stand: 'done', attested: 'no' })
  })

  it('is not closed again on the word about the way in that was given before, but on a new one', async () => {
    const { place, store } = await paused()
    await takingBack(place, store)
    const nobody = (): void => undefined
    const alone = await goingOn(place, store, nobody, 'end')
    expect([alone.is === 'ended' ? alone.run.end : null, doors(place)]).toMatchObject([{ is: 'paused', trouble: { remedy: 'confirmWayIn' } }, wide])
    const held = await goingOn(place, store)
    expect([held.is === 'ended' ? held.run.end?.is : '', doors(place)]).not.toEqual(['done', wide])
    expect(broken({ place, plan, entries: entriesOf(store) }).filter(([, breach]) => breach.includes('word about the way in'))).toEqual([])
  })

  it('is not taken back twice, nor where another tab has the run, nor once the run is over', async () => {
    const { place, store } = await paused()
    const locks = memoryLocks()
    const inHold = await locks.hold('run', () => putBack({ run: 'run', key: closing.key, signal: new AbortController().signal }, portsOf(place, store), locks))
    expect(inHold).toMatchObject({ result: { is: 'taken' } })
    await takingBack(place, store)
    expect(await takingBack(place, store)).toEqual({ is: 'over' })
  })

  it('stays as it is where somebody changed it since, with the trouble told', async () => {
    const { place, store } = await paused()
    await place.cloud.fetch(new Request(`${origin}${ids.vault}?api-version=2024-11-01`, { method: 'PATCH', headers: { authorization: `Bearer ${place.cloud.token()}`, 'content-type': 'application/json' }, body: JSON.stringify({ properties: { networkAcls: { bypass: 'None', defaultAction: 'Deny' } } }) }))
    const written = place.writes().length
    expect(await takingBack(place, store)).toMatchObject({ is: 'paused', trouble: { text: 'changedMeanwhile' } })
    expect(place.writes().length).toBe(written)
  })

  it.each<readonly [what: string, broken: (ports: Ports) => Ports, text: string]>([
    ['that the journal cannot be kept', (ports) => ({ ...ports, store: { ...ports.store, append: () => Promise.reject(new Error('quota')) } }), 'journalUnavailable'],
    ['a mistake of ours', (ports) => ({ ...ports, arm: { ...ports.arm, get: () => Promise.reject(new TypeError('no such field')) } }), 'stopped'],
  ])('tells %s as what it is', async (_, breaking, text) => {
    const { place, store } = await paused()
    const ended = await putBack({ run: 'run', key: closing.key, signal: new AbortController().signal }, breaking(portsOf(place, store)), memoryLocks())
    expect(ended).toMatchObject({ is: 'paused', trouble: { text, remedy: 'report', wrote: 'unknown' } })
  })
})

describe('a closing of a run that goes', () => {
  it('is taken back although an earlier part of the run closed it, and the run pauses with one way on', async () => {
    const { place, store } = await paused(2)
    let taken = false
    const held = await goingOn(place, store, (_, control) => {
      if (!taken) control.takeBack(closing.key)
      taken = true
    })
    const run = held.is === 'ended' ? held.run : null
    expect(run?.end).toMatchObject({ is: 'paused', key: null, trouble: { text: 'takenBack', remedy: 'continue', data: { names: ['kv-demand'] } } })
    expect([run?.changes.find(({ key }) => key === closing.key)?.stand, doors(place)]).toEqual(['skipped', wide])
  })
})

it.each<readonly [Switch, string, number]>([
  [{ fault: 'F48', on: { path: 'vaults/kv-demand', times: 'always' } }, 'not', 0], [{ fault: 'F45', on: { path: 'vaults/kv-demand', times: 2 } }, 'ended', 7],
])('does not go on beside a write that cannot be looked at, and looks again where a group is hidden for a moment: %j', async (fault, is, writes) => {
  const place = placeOf(open, { faults: [fault] })
  const store = memoryStore()
  const { id, type, apiVersion, key } = closing
  await store.append('run', { is: 'begun', at: 0, form: 1, workspaceId: ids.workspace, digest: '', plan })
  await store.append('run', { is: 'sending', at: 0, key, id, type, apiVersion, method: 'PATCH', hash: '', attempt: 1, replaced: {} })
  expect([(await goingOn(place, store)).is, place.writes().length]).toEqual([is, writes])
})

it('leaves to people what was left to them before a reload', async () => {
  const { place, store } = await paused(10)
  await takingBack(place, store)
  const begun = entriesOf(store).findLast((entry) => entry.is === 'begun')
  await store.append('run', { is: 'begun', at: 1, form: 1, workspaceId: ids.workspace, digest: '', plan: [closing], options: { askBeforeClosing: false, stopAfterPrepare: false, byHand: [closing.key] } })
  const written = place.writes().length
  const stands = new Set<string>()
  await goingOn(place, store, (run, control) => {
    stands.add(run.changes.find(({ key }) => key === closing.key)?.stand ?? '')
    if (run.stands === 'needsYou') control.pause()
  })
  expect([begun?.options?.byHand, stands.has('byHand'), place.writes().length]).toEqual([[], true, written])
})

describe('the watch of a closing', () => {
  /** Goes on so long after the closing; what the run said of its watch, and how long it took to end. */
  async function watchedAfter(minutes: number): Promise<{ readonly stands: ReadonlySet<string>; readonly watched: readonly (number | null)[]; readonly took: number; readonly end: string }> {
    const { place, store } = await paused(minutes)
    const [from, stands, watched] = [place.clock.now(), new Set<string>(), new Set<number | null>()]
    const held = await goingOn(place, store, (run) => {
      stands.add(run.stands)
      const seen = run.changes.find(({ key }) => key === closing.key)?.watch ?? null
      watched.add(seen === null ? null : seen.until - closedAt(left.entries))
    })
    return { stands, watched: [...watched], took: place.clock.now() - from, end: held.is === 'ended' ? (held.run.end?.is ?? '') : held.is }
  }

  it('goes on after a reload for what is left of its five minutes, and the run says so until it is Done', async () => {
    const { stands, watched, took, end } = await watchedAfter(2)
    expect([stands.has('watching'), watched, took, end]).toEqual([true, [5 * MINUTE], 3 * MINUTE, 'done'])
  })

  it('is over once they have passed', async () => {
    const { watched, took, end } = await watchedAfter(6)
    expect([watched, took, end]).toEqual([[null], 0, 'done'])
  })
})
