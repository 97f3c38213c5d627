/** A page that is killed at any moment, and the way back: no write is repeated without a look, and the end is the same. `POINTS=all` dies after every write, of the whole plan too, and at as many events. */
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../base/json.ts'
import type { Estate } from '../estate/estate.ts'
import { readEstate } from '../discovery/readEstate.ts'
import { ids } from '../simulator/scenarios/bodies.ts'
import { open } from '../simulator/scenarios/open.ts'
import { startOf } from './fixtures/days.ts'
import { broken } from './fixtures/laws.ts'
import { everyPoint, figure, pointsOf } from './fixtures/proving.ts'
import { agreeable, beginningOf, nothingAsked, origin, placeOf, type Place, plannedAgain, ran, seenIn } from './fixtures/runs.ts'
import { smallPlan } from './fixtures/smallPlan.ts'
import { type Break, firstVisit, laterVisit, type Site, siteOf, storyOf } from './fixtures/visits.ts'
import { type JournalStore, memoryLocks, memoryStore, sentIn } from './journal.ts'
import type { Ports } from './loop.ts'
import { pastOf } from './past.ts'
import { resumed, type Resuming } from './resume.ts'
import { begin, goOn } from './runs.ts'
import { wayBack } from './undoRun.ts'

const small = startOf(open, smallPlan)
const { planned } = small
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

/** What a world holds, as we understand it; names of connections and interfaces are Azure's own, and addresses go by who comes first. */
function settings({ place, file }: Site): unknown {
  const { connections, interfaces: _, endpoints, records, takenAt: __, ...estate }: Estate = readEstate(seenIn(file, place.cloud))
  return {
    ...estate, connections: connections.map(({ targetId, endpointId, status }) => ({ targetId, endpointId, status })),
    endpoints: endpoints.map((endpoint) => ({ ...endpoint, names: Array.isArray(endpoint.names) ? endpoint.names.map(({ host }: { readonly host: string }) => host) : endpoint.names })),
    records: records.map(({ id, addresses }) => ({ id, addresses: addresses.length })),
  }
}


describe.each([['small', small], ...(everyPoint ? [['whole', startOf(open)] as const] : [])] as const)('a run of the %s plan whose page dies', (name, { file, planned: own, part }) => {
  const freshSite = (): Site => siteOf(file, placeOf(file), own, { part, reads: everyPoint ? 'collects' : 'sees' })
  const whole = freshSite()
  const writes = part(own.plan).filter(({ do: what }) => what !== 'manual').length

  it.each<Break['on']>(['write', 'event'])('goes on to the same end from every %s, and sends nothing again that was not looked at', async (on) => {
    const first = whole.place.asked.length > 0 ? 'there' : (await firstVisit(whole)).is
    expect(['there', 'ended']).toContain(first)
    for (const at of on === 'write' ? pointsOf(writes, 1) : pointsOf(writes * 9, 1, 63)) {
      const site = freshSite()
      const { place } = site
      expect([on, at, (await firstVisit(site, { on, at })).is]).toEqual([on, at, 'died'])
      const [before, from] = [place.asked.length, place.clock.now()]
      const end = await laterVisit(site)
      const later = place.asked.slice(before)
      const next = later.findIndex(({ method, path }) => method !== 'GET' && !path.endsWith('/resources'))
      figure('resumed', { name, on, at, end: end.is === 'ended' ? end.end.is : end.is, requests: next, milliseconds: (later[next]?.at ?? from) - from })
      expect([on, at, end]).toMatchObject([on, at, { is: 'ended', end: { is: 'done' } }])
      expect([on, at, broken({ place, ...storyOf(site) })]).toEqual([on, at, []])
      expect([on, at, settings(site)]).toEqual([on, at, settings(whole)])
    }
  })
})

describe('a run that is broken off', () => {
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
    const site: Site = { ...siteOf(open, place, planned, { part: smallPlan }), store }
    expect(await laterVisit(site)).toMatchObject({ is: 'ended', end: { is: 'done' } })
  })
})

describe('what Azure still carries out after the page died', () => {
  it('is followed to its end and sent no second time, while what does not wait for it begins at once', async () => {
    const site = siteOf(open, placeOf(open), planned, { part: smallPlan })
    await firstVisit(site, { on: 'write', at: 2 })
    const [from, before] = [site.place.clock.now(), storyOf(site).entries.length]
    expect(await laterVisit(site)).toMatchObject({ is: 'ended', end: { is: 'done' } })
    const { entries } = storyOf(site)
    const begun = entries.slice(before).find((entry) => entry.is === 'begun')
    expect(begun).toMatchObject({ is: 'begun', at: from, underway: [`prepare/0/${ids.network}/subnets/snet-endpoints`, expect.stringMatching(/privateDnsZones/)] })
    const [subnet = '', zone = ''] = begun?.underway ?? []
    const writes = sentIn(entries)
    expect([subnet, zone].map((key) => writes.filter(({ sending }) => sending.key === key).length)).toEqual([1, 1])
    const next = writes.find(({ sending }) => sending.key !== subnet && sending.key !== zone)
    const endpoint = writes.find(({ sending }) => sending.id.endsWith('/privateEndpoints/pep-kv-demand'))
    const ended = writes.find(({ sending }) => sending.key === subnet)?.settled?.at ?? Infinity
    expect([(next?.sending.at ?? Infinity) - from <= 1000, ended > from + 1000, (endpoint?.sending.at ?? 0) >= ended]).toEqual([true, true, true])
    // It is taken back like everything else.
    expect(pastOf(entries).find(({ change }) => change.key === subnet)).toMatchObject({ since: writes[0]?.sending.at, replaced: { body: writes[0]?.sending.replaced } })
  })

  it('does not end the closing of the workspace, though nobody can tell yet whether the way in will lead to it (WKSP-26)', async () => {
    const whole = startOf(open)
    const site = siteOf(open, placeOf(open), whole.planned)
    await firstVisit(site, { on: 'write', at: 38 })
    const found = readEstate(seenIn(open, site.place.cloud))
    expect(found.zoneLinks.some(({ unfinished }) => unfinished)).toBe(true)
    const again = plannedAgain(seenIn(open, site.place.cloud), whole.planned.choices)
    expect(again.plan.map(({ key }) => key)).toContain(`lockdown/0/${ids.workspace}`)
  })

  it('is followed all the same where it is left to people from now on: what was sent is no task by hand', async () => {
    const site = siteOf(open, placeOf(open), planned, { part: smallPlan })
    await firstVisit(site, { on: 'write', at: 2 })
    const { place, store } = site
    const [first] = sentIn(storyOf(site).entries)
    if (first === undefined) throw new Error('nothing was sent')
    const subnet = first.sending.key
    const found = await resumed({ ...resumingOf(place), options: { ...nothingAsked, byHand: new Set([subnet]) } }, portsOf(place, store))
    if (found.is !== 'going') throw new Error(found.is)
    found.running.control.confirmWayIn()
    const run = await found.running.end
    expect([run.end?.is, run.changes.find(({ key }) => key === subnet)]).toMatchObject(['done', { stand: 'done', attested: 'no' }])
    expect(sentIn(storyOf(site).entries).filter(({ sending }) => sending.key === subnet)).toHaveLength(1)
  })

  it.each([4, 7, 12])('is not asked before the time that Azure named, though the page died at event %i', async (at) => {
    const place = placeOf(open, { faults: [{ fault: 'F32', seconds: 45, on: { times: 99 } }] })
    const site = siteOf(open, place, planned, { part: smallPlan })
    expect((await firstVisit(site, { on: 'event', at })).is).toBe('died')
    expect([await laterVisit(site), broken({ place, ...storyOf(site) })]).toMatchObject([{ is: 'ended', end: { is: 'done' } }, []])
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
    expect(run.end).toMatchObject({ is: 'paused', trouble: { text: 'takenBack' } })
    expect(place.writes().length - asked).toBe(1)
    const networkAcls = (properties: unknown): unknown => (properties as JsonObject | undefined)?.['networkAcls']
    expect(networkAcls(place.cloud.body(ids.vault)?.['properties'])).toEqual(networkAcls(before))
  })
})
