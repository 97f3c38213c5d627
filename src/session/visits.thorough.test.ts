/** A run as the page has it: going on after a reload, one tab at a time, one closing taken back, and the way back. */
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../apply/evidence.ts'
import { idOf, type Place, placeOf } from '../apply/fixtures/runs.ts'
import { armId, idKey, typeOf } from '../base/armId.ts'
import { isObject, type JsonObject } from '../base/json.ts'
import { apiVersion } from '../facts/ask.ts'
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

/** Somebody else writes, past this page; an answer other than success is a mistake of the test. */
async function elsewhere({ cloud, clock }: Place, method: 'PUT' | 'PATCH', id: string, body: JsonObject): Promise<void> {
  const answer = await cloud.fetch(new Request(`https://management.azure.com${id}?api-version=${apiVersion(typeOf(armId(id)))}`, { method, headers: { authorization: `Bearer ${cloud.token()}`, 'content-type': 'application/json' }, body: JSON.stringify(body) }))
  if (!answer.ok) throw new Error(await answer.text())
  await clock.sleep(3_600_000, new AbortController().signal)
}

const foreseen = ({ store }: One) => store.getState().applying.preflight?.forecasts.map(({ question, result, details }) => [question, result, details.map(({ at, is }) => [idKey(at), is])])

describe('a start', () => {
  it('is refused where another tab carries out a run of the same workspace, though both read the estate before there was one', async () => {
    const [place, kept] = [placeOf(twoDoors), browser()]
    const [first, second, third] = [await designing(place, kept), await designing(place, kept), await designing(place, kept)]
    first.actions.startRun()
    await until(first.store, ({ applying: { going } }) => going?.run?.stands === 'needsYou')
    second.actions.startRun()
    await until(second.store, ended)
    expect(goingOf(second)?.not).toEqual({ is: 'taken' })
    first.actions.act({ do: 'stop' })
    await until(first.store, ended)
    // The run is open now and nobody has it: no other one is begun beside it.
    third.actions.startRun()
    await until(third.store, ({ applying }) => applying.open !== null)
    second.actions.putRunAway()
    await until(second.store, ({ applying }) => applying.open !== null)
    expect([goingOf(third), goingOf(second), second.store.getState().applying.open?.id, await kept.journal.runs('open'), place.writes()]).toEqual([null, null, goingOf(first)?.id, [goingOf(first)?.id], []])
  })

  it('sends nothing where something that the plan touches was changed after the review, and says what', async () => {
    const place = placeOf(twoDoors)
    const one = await designing(place, browser())
    await elsewhere(place, 'PATCH', ids.vault, { properties: { networkAcls: { bypass: 'AzureServices', defaultAction: 'Allow', ipRules: [{ value: '203.0.113.7/32' }], virtualNetworkRules: [] } } })
    one.actions.startRun()
    await until(one.store, ({ applying: { going } }) => going?.isComparing === true)
    await until(one.store, ({ applying }) => applying.preflight !== null)
    expect([goingOf(one), place.writes(), foreseen(one)]).toEqual([null, [], [['estate', 'refused', expect.arrayContaining([[idKey(ids.vault), 'changed']])]]])
  })

  it('sends nothing where the plan for the estate as it is now would be another one', async () => {
    const place = placeOf(twoDoors)
    const one = await designing(place, browser())
    const compute = `${ids.workspace}/computes/without-network`
    await elsewhere(place, 'PUT', compute, { location: 'westeurope', properties: { computeType: 'AmlCompute', properties: { vmSize: 'Standard_DS3_v2', scaleSettings: { minNodeCount: 0, maxNodeCount: 1 } } } })
    one.actions.startRun()
    await until(one.store, ({ applying }) => applying.preflight !== null)
    expect([goingOf(one), place.writes(), foreseen(one)]).toEqual([null, [], [['estate', 'refused', expect.arrayContaining([[idKey(compute), 'appeared']])]]])
  })

  it('begins where nothing of the plan is concerned by what changed, from the estate as it was just read', async () => {
    const place = placeOf(twoDoors)
    const one = await designing(place, browser())
    await elsewhere(place, 'PATCH', ids.component, { tags: { team: 'ml' } })
    agreeing(one)
    one.actions.startRun()
    await until(one.store, readBack)
    const tags = goingOf(one)?.before.resources.find((body) => idOf(body) === ids.component)?.['tags']
    expect([goingOf(one)?.run?.end?.is, tags]).toEqual(['done', { team: 'ml' }])
  })

  it('sends nothing where the browser does not let the journal be read (F89)', async () => {
    const [place, kept] = [placeOf(twoDoors), browser()]
    const one = await designing(place, { ...kept, journal: { ...kept.journal, runs: () => Promise.reject(new Error('no storage')) } })
    one.actions.startRun()
    await until(one.store, ended)
    expect([goingOf(one)?.not, place.writes()]).toEqual([{ is: 'unkept' }, []])
  })

  it('is tried again from the beginning where the estate could not be read', async () => {
    const place = placeOf(twoDoors)
    let isDown = false
    const one = await designing({ ...place, arm: place.client((fetch) => (request) => (isDown ? Promise.reject(new TypeError('no network')) : fetch(request))) }, browser())
    isDown = true
    one.actions.startRun()
    await until(one.store, ended)
    expect([goingOf(one)?.not?.is, place.writes()]).toEqual(['failed', []])
    isDown = false
    agreeing(one)
    one.actions.goOnWithRun()
    await until(one.store, readBack)
    expect(goingOf(one)?.run?.end?.is).toBe('done')
  })
})

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
  const record = JSON.parse(strFromU8(unzipSync(await one.actions.evidence() ?? new Uint8Array())['evidence.json'] ?? new Uint8Array())) as RunRecord
  expect(record.requests.map(({ body }) => body)).toEqual(place.writes().map(({ body }) => JSON.parse(body) as unknown))
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

it('leaves evidence of all of it after a reload: the estate that it began from, the proofs of every closing, the bodies as they were sent', async () => {
  const { place, kept } = await pausedRun(ids.registry)
  const second = await designing(place, kept)
  second.actions.lookForRun()
  await until(second.store, ({ applying }) => applying.open !== null)
  agreeing(second)
  second.actions.goOnWithRun()
  await until(second.store, readBack)
  const zip = unzipSync(await second.actions.evidence() ?? new Uint8Array())
  const record = JSON.parse(strFromU8(zip['evidence.json'] ?? new Uint8Array())) as RunRecord
  const { proofs } = record.readFromAzure
  expect([record.end?.is, record.changes.map(({ number }) => number), new Set(proofs.map(({ change }) => change))]).toEqual(['done', [1, 2], new Set([1, 2])])
  expect([proofs.flatMap((one) => one.proofs.map(({ result }) => result)).filter((result) => result !== 'read'), record.keptHere.proofs.map(({ change }) => change)]).toEqual([[], proofs.map(({ change }) => change)])
  const before = (id: string) => record.before.resources.find((body) => idKey(idOf(body)) === idKey(id))?.['properties']
  expect([before(ids.registry), before(ids.vault)]).toMatchObject([{ publicNetworkAccess: 'Enabled' }, { networkAcls: { defaultAction: 'Allow' } }])
  expect(record.requests.map(({ body }) => body)).toEqual(place.writes().filter(({ method }) => method === 'PATCH').map(({ body }) => JSON.parse(body) as unknown))
})

describe('a way back that did not come to its end', () => {
  /** A place whose network is away, or whose Azure fails at every write to a resource, as the test says. */
  function failing() {
    const place = placeOf(twoDoors)
    const now: { down: boolean; broken: string | null } = { down: false, broken: null }
    const arm = place.client((fetch) => async (request) => {
      if (now.down) throw new TypeError('no network')
      return request.method === 'PATCH' && now.broken !== null && request.url.includes(now.broken) ? Response.json({ error: { code: 'InternalServerError', message: 'x' } }, { status: 500 }) : fetch(request)
    })
    return { place: { ...place, arm }, now, kept: browser(), before: [door(place, ids.registry), door(place, ids.vault)] }
  }

  /** A run that closed both doors and is being put back, up to where that ends. */
  async function undone({ place, kept, now }: ReturnType<typeof failing>, before: () => void) {
    const one = await designing(place, kept)
    agreeing(one)
    one.actions.startRun()
    await until(one.store, readBack)
    expect(goingOf(one)?.run?.end?.is).toBe('done')
    one.actions.planUndo('leave')
    await until(one.store, ({ applying }) => applying.back !== null)
    before()
    one.actions.undoRun()
    await until(one.store, (state) => state.applying.going?.kind === 'undo' && ended(state))
    now.down = false
    now.broken = null
    return one
  }

  it('is gone on with after a pause: planned again from the journal of its run, and only what is left is sent', async () => {
    const trial = failing()
    const one = await undone(trial, () => { trial.now.broken = '/registries/' })
    expect(goingOf(one)?.run?.end).toMatchObject({ is: 'paused' })
    const sent = trial.place.writes().length
    one.actions.goOnWithRun()
    await until(one.store, readBack)
    expect([goingOf(one)?.kind, goingOf(one)?.run?.end?.is, [door(trial.place, ids.registry), door(trial.place, ids.vault)], trial.place.writes().slice(sent).map(({ method, path }) => `${method} ${path.split('/').at(-1) ?? ''}`)])
      .toEqual(['undo', 'restored', trial.before, ['PATCH crdemand', 'POST diagnose']])
  })

  it('is tried again where the estate could not be read', async () => {
    const trial = failing()
    const one = await undone(trial, () => { trial.now.down = true })
    expect(goingOf(one)?.not?.is).toBe('failed')
    one.actions.goOnWithRun()
    await until(one.store, readBack)
    expect([goingOf(one)?.run?.end?.is, [door(trial.place, ids.registry), door(trial.place, ids.vault)]]).toEqual(['restored', trial.before])
  })

  it('is closed, and its run is found again: nothing else is begun beside it', async () => {
    const trial = failing()
    const one = await undone(trial, () => { trial.now.broken = '/registries/' })
    one.actions.putRunAway()
    await until(one.store, ({ applying }) => applying.past !== null)
    expect([goingOf(one), one.store.getState().applying.past?.done]).toEqual([null, 2])
  })
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
