/** Carrying a plan out as the page does it, against the simulated Azure: from the forecast to what was read back, and going on after a reload. */
import { describe, expect, it } from 'vitest'
import { origin, type Place, placeOf } from '../apply/fixtures/runs.ts'
import { type JournalStore, memoryLocks, memoryStore, type RunLocks } from '../apply/journal.ts'
import { idKey } from '../base/armId.ts'
import { ids } from '../simulator/scenarios/bodies.ts'
import { open } from '../simulator/scenarios/open.ts'
import { applier } from './applyRun.ts'
import type { Going, RunOptions } from './applyState.ts'
import * as collector from './collector.ts'
import * as core from './core.ts'
import { signedIn } from './fixtures/liveAzure.ts'
import { visitor } from './fixtures/visitor.ts'
import type { Live } from './live.ts'
import type { State, Store } from './store.ts'

const liveOf = ({ arm }: Place): Live => ({
  cloud: 'AzureCloud', origin, hosts: { arm: 'management.azure.com', signIn: 'login.microsoftonline.com' }, identity: () => signedIn, listen: () => () => undefined,
  signIn: () => Promise.resolve(), signOut: () => Promise.resolve(), use: () => undefined, arm: () => arm,
})

/** What a browser keeps across reloads. */
interface Browser { readonly journal: JournalStore; readonly locks: RunLocks; readonly names: { next: number } }
const browser = (): Browser => ({ journal: memoryStore(), locks: memoryLocks(), names: { next: 0 } })

/** Waits until the store says so: at each of its changes. */
const until = (store: Store, holds: (state: State) => boolean): Promise<void> => new Promise((resolve) => {
  if (holds(store.getState())) return resolve()
  const end = store.subscribe((state) => {
    if (!holds(state)) return
    end()
    resolve()
  })
})

/** A visitor who has read the workspace of this place. */
async function designing(place: Place, { journal, locks, names }: Browser) {
  const one = visitor({
    core: () => Promise.resolve(core), collector: () => Promise.resolve(collector), live: () => Promise.resolve({ ok: true, live: liveOf(place) }),
    applying: () => Promise.resolve(applier({ clock: place.clock, journal, locks, newId: () => `run-${++names.next}` })),
  })
  one.actions.read({ workspaceId: ids.workspace, tenant: null })
  await until(one.store, ({ session, view }) => session.at === 'design' && view !== null && view.choices === session.choices)
  return one
}
type One = Awaited<ReturnType<typeof designing>>

const goingOf = ({ store }: One): Going | null => store.getState().applying.going
const readBack = ({ applying: { going } }: State): boolean => going?.after?.diagnosis !== null && going?.after?.diagnosis !== undefined
const ended = ({ applying: { going } }: State): boolean => going !== null && (going.not !== null || (going.run !== null && going.run.end !== null))

/** Somebody who answers whatever the run asks. */
function agreeing({ store, actions }: One): void {
  const asked = new Set<string>()
  const once = (what: string, act: () => void) => {
    if (asked.has(what)) return
    asked.add(what)
    // A person is slower than the engine, which hands out its levers once it goes.
    setTimeout(act, 0)
  }
  store.subscribe(({ applying: { going } }) => {
    if (going?.secret !== null && going?.secret !== undefined) once('secret', () => actions.giveSecret('Not-a-true-1'))
    const run = going?.run
    if (run?.stands !== 'needsYou') return
    for (const { key, stand, waits } of run.changes) {
      if (stand === 'byHand') once(`hand ${key}`, () => actions.act({ do: 'didByHand', key }))
      if (stand !== 'gate' || waits?.for !== 'yes') continue
      once(`way ${run.changes.filter((change) => change.stand === 'done').length}`, () => actions.act({ do: 'confirmWayIn' }))
      once(`agree ${key}`, () => actions.act({ do: 'agree', key }))
    }
  })
}

const optionsOf = (one: One, part: Partial<RunOptions>) => one.actions.setRunOptions(part)

describe('a plan', () => {
  it('is asked about, stops after prepare as wanted, goes on with a gate before each closing, is read back and put into an evidence file', async () => {
    const place = placeOf(open)
    const kept = browser()
    const one = await designing(place, kept)
    one.actions.preflight()
    await until(one.store, ({ applying }) => applying.preflight !== null && applying.preflight.state !== 'asking')
    const asked = one.store.getState().applying.preflight
    expect([asked?.state, asked?.failure]).toEqual(['done', null])
    expect(new Set(asked?.forecasts.map(({ question }) => question))).toEqual(new Set(['estate', 'rights', 'providers', 'locks', 'addresses', 'denyAssignments', 'names', 'validate', 'whatIf']))
    expect(place.writes().filter(({ method }) => method !== 'POST')).toEqual([])

    agreeing(one)
    optionsOf(one, { stopAfterPrepare: true })
    one.actions.startRun()
    await until(one.store, ended)
    const prepared = goingOf(one)
    expect(prepared?.run?.end).toMatchObject({ is: 'paused', trouble: { text: 'preparedOnly' } })
    one.actions.goOnWithRun()
    await until(one.store, readBack)
    const going = goingOf(one)
    expect([going?.id, going?.before === prepared?.before, await kept.journal.unended()]).toEqual([prepared?.id, true, []])
    expect(going?.plan.length).toBeLessThan(prepared?.plan.length ?? 0)
    expect(going?.run?.changes.flatMap(({ trouble }) => trouble ?? [])).toEqual([])
    expect([going?.run?.end?.is, going?.after?.verification?.unlike, going?.after?.state]).toEqual(['done', [], 'read'])
    const must = (of: Going['findingsBefore'] | null | undefined) => of?.filter(({ level }) => level === 'must').length ?? -1
    expect(must(going?.after?.assessment)).toBeLessThan(must(going?.findingsBefore))
    one.actions.checkName('api', 'yes')
    await until(one.store, ({ applying }) => applying.going?.after?.checked['api'] === 'yes')
    const file = await one.actions.evidence()
    expect(file).toContain('"ringfenceEvidence": 1')
    expect(file).toContain('"api": "yes"')
    expect(file).not.toContain('Not-a-true-1')
  })
})

describe('a run that a reload broke off', () => {
  it('is offered again, and goes on with what is left', async () => {
    const place = placeOf(open)
    const kept = browser()
    const first = await designing(place, kept)
    agreeing(first)
    first.actions.startRun()
    await until(first.store, ({ applying: { going } }) => (going?.run?.changes.filter(({ stand }) => stand === 'done').length ?? 0) > 8)
    first.actions.act({ do: 'pause' })
    await until(first.store, ended)
    const second = await designing(place, kept)
    second.actions.lookForRun()
    await until(second.store, ({ applying }) => applying.open !== null)
    expect(second.store.getState().applying.open).toMatchObject({ id: goingOf(first)?.id, all: goingOf(first)?.plan.length })
    agreeing(second)
    second.actions.goOnWithRun()
    await until(second.store, ({ applying: { going } }) => going?.run?.changes.some(({ stand }) => stand === 'done') === true)
    expect([goingOf(second)?.id, (goingOf(second)?.plan.length ?? 0) < (goingOf(first)?.plan.length ?? 0)]).toEqual([goingOf(first)?.id, true])
    second.actions.act({ do: 'stop' })
    await until(second.store, ended)
    expect(goingOf(second)?.run?.end).toMatchObject({ is: 'paused', trouble: { text: 'stopped' } })
  })

  it('is not begun where another tab has it', async () => {
    const place = placeOf(open)
    const kept = browser()
    const first = await designing(place, kept)
    first.actions.startRun()
    await until(first.store, ({ applying: { going } }) => going?.run !== null && going !== null)
    const second = await designing(place, kept)
    second.actions.lookForRun()
    await until(second.store, ({ applying }) => applying.open !== null)
    second.actions.goOnWithRun()
    await until(second.store, ({ applying: { going } }) => going?.not !== null && going !== null)
    expect(goingOf(second)?.not).toEqual({ is: 'taken' })
    first.actions.act({ do: 'stop' })
    await until(first.store, ended)
  })
})

it('goes back: what a run changed is as it was, and what it made is listed', async () => {
  const place = placeOf(open)
  const kept = browser()
  const one = await designing(place, kept)
  const before = place.cloud.body(ids.vault)?.['properties']
  agreeing(one)
  one.actions.startRun()
  await until(one.store, ({ applying: { going } }) => going?.run?.changes.some(({ id, closes, stand }) => closes && stand === 'done' && idKey(id) === idKey(ids.vault)) === true)
  one.actions.act({ do: 'pause' })
  await until(one.store, ended)
  one.actions.planUndo('leave')
  await until(one.store, ({ applying }) => applying.back !== null)
  expect(one.store.getState().applying.back?.left.length).toBeGreaterThan(5)
  one.actions.undoRun()
  await until(one.store, ({ applying: { going } }) => going?.kind === 'undo' && going.after?.state === 'read')
  expect([goingOf(one)?.run?.end?.is, await kept.journal.unended()]).toEqual(['restored', []])
  expect(place.cloud.body(ids.vault)?.['properties']).toMatchObject({ publicNetworkAccess: (before as Record<string, unknown>)['publicNetworkAccess'] })
})
