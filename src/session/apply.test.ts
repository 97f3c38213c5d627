/** A run as the page has it: going on after a reload, one tab at a time, one closing taken back, and the way back. */
import { describe, expect, it } from 'vitest'
import { idOf, type Place, placeOf } from '../apply/fixtures/runs.ts'
import { idKey } from '../base/armId.ts'
import { isObject, type JsonObject } from '../base/json.ts'
import { ids } from '../simulator/scenarios/bodies.ts'
import { secured } from '../simulator/scenarios/secured.ts'
import { withAt } from '../simulator/write/values.ts'
import { agreeing, browser, designing, ended, goingOf, type One, readBack, until } from './fixtures/applying.ts'
import type { State } from './store.ts'

const opening: Readonly<Record<string, (body: JsonObject) => JsonObject>> = {
  [idKey(ids.vault)]: (body) => withAt(body, 'properties.networkAcls.defaultAction', 'Allow'), [idKey(ids.registry)]: (body) => withAt(body, 'properties.publicNetworkAccess', 'Enabled'),
}

/** An estate that lacks nothing but two closed doors: those of the registry and of the vault. */
const twoDoors: JsonObject = { ...secured, resources: (secured['resources'] as readonly JsonObject[]).map((body) => opening[idKey(idOf(body))]?.(body) ?? body) }

const door = (place: Place, id: string): string => {
  const { publicNetworkAccess, networkAcls } = (place.cloud.body(id)?.['properties'] ?? {}) as JsonObject
  return JSON.stringify([publicNetworkAccess, isObject(networkAcls) ? networkAcls['defaultAction'] : null])
}

const isClosed = (id: string) => ({ applying: { going } }: State): boolean => going?.run?.changes.some((change) => change.closes && change.stand === 'done' && idKey(change.id) === idKey(id)) === true
const keyOf = (one: One, id: string) => {
  const found = goingOf(one)?.plan.find((change) => idKey(change.id) === idKey(id))
  if (found === undefined) throw new Error(id)
  return found.key
}

/** A run that was paused once some of its doors were closed. */
async function pausedRun(...closed: readonly string[]) {
  const [place, kept] = [placeOf(twoDoors), browser()]
  const before = [door(place, ids.registry), door(place, ids.vault)]
  const one = await designing(place, kept)
  agreeing(one)
  one.actions.startRun()
  for (const id of closed) await until(one.store, isClosed(id))
  one.actions.act({ do: 'pause' })
  await until(one.store, ended)
  return { place, kept, before, one }
}

/** A tab whose run waits for a person, and another one that has found that run. */
async function twoTabs() {
  const [place, kept] = [placeOf(twoDoors), browser()]
  const first = await designing(place, kept)
  first.actions.startRun()
  await until(first.store, ({ applying: { going } }) => going?.run?.stands === 'needsYou')
  const second = await designing(place, kept)
  second.actions.lookForRun()
  await until(second.store, ({ applying }) => applying.open !== null)
  return { first, second }
}

describe('a run that a reload broke off', () => {
  it('is offered again, and goes on with what is left, under the same numbers', async () => {
    const { place, kept, one } = await pausedRun(ids.registry)
    const second = await designing(place, kept)
    second.actions.lookForRun()
    await until(second.store, ({ applying }) => applying.open !== null)
    const { open } = second.store.getState().applying
    expect(open).toMatchObject({ id: goingOf(one)?.id, all: 2, closings: [{ key: keyOf(one, ids.registry), number: goingOf(one)?.run?.changes.find(({ id }) => idKey(id) === idKey(ids.registry))?.number }] })
    expect(open?.watchedUntil).toBeGreaterThan(place.clock.now())
    agreeing(second)
    second.actions.goOnWithRun()
    await until(second.store, isClosed(ids.vault))
    const spoken = (of: One) => goingOf(of)?.run?.changes.map(({ key, number }) => [key, number])
    expect([goingOf(second)?.id, goingOf(second)?.plan.length, spoken(second)]).toEqual([goingOf(one)?.id, 2, spoken(one)])
    second.actions.act({ do: 'stop' })
    await until(second.store, ended)
    expect(goingOf(second)?.run?.end).toMatchObject({ is: 'paused', trouble: { text: 'stopped' } })
  })

  it('is not begun where another tab has it', async () => {
    const { first, second } = await twoTabs()
    second.actions.goOnWithRun()
    await until(second.store, ({ applying: { going } }) => going?.not !== null && going !== null)
    expect(goingOf(second)?.not).toEqual({ is: 'taken' })
    first.actions.act({ do: 'stop' })
    await until(first.store, ended)
  })
})

it('is left as it is where nobody can go on with it: nothing is sent, it is offered no more, and it can still be put back', async () => {
  const { place, kept, before } = await pausedRun(ids.registry)
  const second = await designing(place, kept)
  second.actions.lookForRun()
  await until(second.store, ({ applying }) => applying.open !== null)
  const writes = place.writes().length
  second.actions.leaveRun()
  await until(second.store, ({ applying }) => applying.past !== null)
  expect([second.store.getState().applying.open, place.writes().length, door(place, ids.registry) === before[0]]).toEqual([null, writes, false])
  const third = await designing(place, kept)
  third.actions.lookForRun()
  await until(third.store, ({ applying }) => applying.past !== null)
  third.actions.planUndo('leave')
  await until(third.store, ({ applying }) => applying.back !== null)
  third.actions.undoRun()
  await until(third.store, ended)
  expect([third.store.getState().applying.going?.run?.end?.is, door(place, ids.registry)]).toEqual(['restored', before[0]])
})

it('is not left while another tab carries it out', async () => {
  const { first, second } = await twoTabs()
  second.actions.leaveRun()
  await until(second.store, ({ applying }) => applying.going?.not !== null && applying.going !== null)
  expect(goingOf(second)?.not).toEqual({ is: 'taken' })
  first.actions.act({ do: 'stop' })
  await until(first.store, ended)
})

it('takes one closing back after a pause, and another after a reload, while the run can still go on', async () => {
  const { place, kept, before, one } = await pausedRun(ids.registry, ids.vault)
  const doors = () => [door(place, ids.registry), door(place, ids.vault)]
  expect(doors().filter((each) => before.includes(each))).toEqual([])
  const [registry, vault] = [keyOf(one, ids.registry), keyOf(one, ids.vault)]
  one.actions.act({ do: 'takeBack', key: registry })
  await until(one.store, ({ applying: { takingBack } }) => takingBack?.as === 'done')
  expect(goingOf(one)?.run?.end).toMatchObject({ is: 'paused', trouble: { text: 'takenBack', remedy: 'continue' } })
  expect(doors().map((each, index) => each === before[index])).toEqual([true, false])

  const second = await designing(place, kept)
  second.actions.lookForRun()
  await until(second.store, ({ applying }) => applying.open !== null)
  expect(second.store.getState().applying.open?.closings.map(({ key }) => key)).toEqual([vault])
  second.actions.act({ do: 'takeBack', key: vault })
  await until(second.store, ({ applying: { takingBack } }) => takingBack?.as === 'done')
  expect([doors(), second.store.getState().applying.open]).toEqual([before, expect.objectContaining({ done: 0, closings: [], watchedUntil: null })])
  second.actions.act({ do: 'takeBack', key: vault })
  await until(second.store, ({ applying: { takingBack } }) => takingBack?.as === 'over')
  expect(await kept.journal.runs('open')).toEqual([goingOf(one)?.id])
})

it('goes back: what a run changed is as it was', async () => {
  const { place, kept, before, one } = await pausedRun(ids.vault)
  one.actions.planUndo('leave')
  await until(one.store, ({ applying }) => applying.back !== null)
  one.actions.undoRun()
  await until(one.store, ({ applying: { going } }) => going?.kind === 'undo' && going.after?.state === 'read')
  expect([goingOf(one)?.run?.end?.is, await kept.journal.runs('open'), door(place, ids.vault)]).toEqual(['restored', [], before[1]])
})

it('can be put back on another visit, once it is done', async () => {
  const [place, kept] = [placeOf(twoDoors), browser()]
  const doors = () => [door(place, ids.registry), door(place, ids.vault)]
  const before = doors()
  const one = await designing(place, kept)
  agreeing(one)
  one.actions.startRun()
  await until(one.store, readBack)
  expect([goingOf(one)?.run?.end?.is, doors().some((each, index) => each === before[index])]).toEqual(['done', false])

  const second = await designing(place, kept)
  second.actions.lookForRun()
  await until(second.store, ({ applying }) => applying.past !== null)
  expect(second.store.getState().applying).toMatchObject({ open: null, past: { id: goingOf(one)?.id, done: 2 } })
  second.actions.planUndo('leave')
  await until(second.store, ({ applying }) => applying.back !== null)
  second.actions.undoRun()
  await until(second.store, readBack)
  expect([goingOf(second)?.run?.end?.is, doors(), await kept.journal.runs('done')]).toEqual(['restored', before, []])
})
