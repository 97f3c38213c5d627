/** Gates: no closing goes out without every proof; options, watching, and what stops a run. */
import { beforeAll, describe, expect, it } from 'vitest'
import { idKey } from '../base/armId.ts'
import type { JsonObject } from '../base/json.ts'
import type { Change } from '../changes/change.ts'
import { readEstate } from '../discovery/readEstate.ts'
import type { Estate } from '../estate/estate.ts'
import { hopNames } from '../reach/journey.ts'
import { managedTypes } from '../resources/index.ts'
import { ids } from '../simulator/scenarios/bodies.ts'
import { open } from '../simulator/scenarios/open.ts'
import type { CorsProfile } from '../simulator/world.ts'
import { withAt } from '../simulator/write/values.ts'
import { broken } from './fixtures/laws.ts'
import { beginningOf, idOf, nothingAsked, placeOf, type Planned, plannedFor, type Place, ran, seenIn, snapshotOf } from './fixtures/runs.ts'
import { namesByHand } from './byHandNames.ts'
import type { Desk } from './desk.ts'
import { atomicOf, managedIn } from './managed.ts'
import { memoryStore } from './journal.ts'
import { completed } from './send.ts'
import { standing } from './standing.ts'
import { saw, stateOf } from './state.ts'
import { formerly } from './takeBack.ts'

const planned = plannedFor(open)
const find = (end: string, phase: Change['phase']): Change => {
  const found = planned.plan.find((change) => change.phase === phase && idKey(change.id).endsWith(idKey(end)))
  if (found === undefined) throw new Error(end)
  return found
}
const ends = ['subnets/snet-endpoints', 'privatelink.vaultcore.azure.net', 'privateEndpoints/pep-kv-demand', 'pep-kv-demand/privateDnsZoneGroups/default', 'vaultcore.azure.net/virtualNetworkLinks/lnk-vnet-demand']
const preparing = ends.map((end) => find(end, 'prepare'))
const closing: Change = { ...find('vaults/kv-demand', 'lockdown'), after: [] }

let prepared: JsonObject = open

beforeAll(async () => {
  const place = placeOf(open)
  await ran(place, beginningOf(planned, { plan: preparing }), { people: 'end' })
  prepared = { ...open, resources: place.cloud.bodies() }
})

/** The prepared world with one body changed, or taken away. */
function bent(end: string, change: ((body: JsonObject) => JsonObject) | null): JsonObject {
  const isGone = (body: JsonObject): boolean => change === null && idKey(idOf(body)).includes(`${idKey(end)}/`)
  const resources = (prepared['resources'] as readonly JsonObject[]).filter((body) => !isGone(body)).flatMap((body) => (!idKey(idOf(body)).endsWith(idKey(end)) ? [body] : change === null ? [] : [change(body)]))
  return { ...prepared, resources }
}

const closed = async (file: JsonObject, wayInConfirmedAt: number | null = 1): Promise<{ readonly place: Place; readonly end: readonly string[] }> => {
  const place = placeOf(file)
  const { run } = await ran(place, beginningOf({ ...planned, snapshot: snapshotOf(file) }, { plan: [closing], wayInConfirmedAt }), { people: 'end' })
  const end = run.end
  return { place, end: end?.is === 'paused' ? [end.trouble.text, end.trouble.data['missing'] ?? []].flat() : [end?.is ?? ''] }
}

describe('a closing', () => {
  it('goes out with all its proofs', async () => {
    const { place, end } = await closed(prepared)
    expect([end, place.writes().map(({ method }) => method)]).toEqual([['done'], ['PATCH']])
  })

  it.each([['throttled', 'F20'], ['kept out by other work', 'F36']] as const)('is proved again when it was %s for longer than its proofs count', async (_, fault) => {
    const place = placeOf(prepared, { faults: [{ fault, seed: 1, on: { method: 'PATCH', nth: 1, times: 3 } }] })
    const { run, store } = await ran(place, beginningOf({ ...planned, snapshot: snapshotOf(prepared) }, { plan: [closing], wayInConfirmedAt: 1 }), { people: 'end' })
    expect([run.end?.is, place.writes().length > 2, broken({ place, plan: [closing], entries: store.all.get('run') ?? [] })]).toEqual(['done', true, []])
  })

  it.each([['once', 1, ['done', 1]], ['each time', Infinity, ['evidenceTooOld', 0]]] as const)('is proved again when reading its proofs takes longer than they count: %s', async (_, times, wanted) => {
    const place = placeOf(prepared)
    let left: number = times
    const arm = place.client((fetch) => async (request) => {
      // The zone is read for the proofs alone, before the target.
      if (request.method === 'GET' && /vaultcore\.azure\.net\/A\?/.test(request.url) && left > 0) {
        left -= 1
        await place.clock.sleep(70_000)
      }
      return fetch(request)
    })
    const { run } = await ran({ arm, clock: place.clock }, beginningOf({ ...planned, snapshot: snapshotOf(prepared) }, { plan: [closing], wayInConfirmedAt: 1 }), { people: 'end' })
    expect([run.end?.is === 'paused' ? run.end.trouble.text : run.end?.is, place.writes().length]).toEqual(wanted)
  })

  it('is sent again after one reading of its target where other work kept it out for less than its proofs count', async () => {
    const place = placeOf(prepared, { faults: [{ fault: 'F36', on: { method: 'PATCH' } }] })
    const { run } = await ran(place, beginningOf({ ...planned, snapshot: snapshotOf(prepared) }, { plan: [closing], wayInConfirmedAt: 1 }), { people: 'end' })
    const [first = 0, second = 0] = place.asked.flatMap(({ method }, index) => (method === 'PATCH' ? [index] : []))
    expect([run.end?.is, place.asked.slice(first + 1, second).map(({ method, path }) => `${method} ${path}`)]).toEqual(['done', [`GET ${closing.id}`]])
  })

  it('keeps what somebody else lets in while other work keeps it out, and tells it (F42)', async () => {
    const place = placeOf(prepared, { faults: [{ fault: 'F36', on: { method: 'PATCH' } }] })
    const rule = async (): Promise<void> => {
      await place.clock.sleep(2000)
      const networkAcls = { bypass: 'AzureServices', defaultAction: 'Allow', ipRules: [{ value: '203.0.113.7/32' }], virtualNetworkRules: [] }
      await place.cloud.fetch(new Request(`https://management.azure.com${closing.id}?api-version=2024-11-01`, { method: 'PATCH', headers: { authorization: `Bearer ${place.cloud.token()}`, 'content-type': 'application/json' }, body: JSON.stringify({ properties: { networkAcls } }) }))
    }
    let struck = false
    const arm = place.client((fetch) => async (request) => {
      const answer = await fetch(request)
      if (request.method === 'PATCH' && !struck) void rule()
      struck ||= request.method === 'PATCH'
      return answer
    })
    const { run } = await ran({ arm, clock: place.clock }, beginningOf({ ...planned, snapshot: snapshotOf(prepared) }, { plan: [closing], wayInConfirmedAt: 1 }), { people: 'end' })
    expect([run.end, place.writes().length, place.cloud.body(closing.id)]).toMatchObject([{ is: 'paused', trouble: { text: 'changedMeanwhile' } }, 1, { properties: { networkAcls: { ipRules: [{ value: '203.0.113.7/32' }] } } }])
  })

  it.each<readonly [string, string, ((body: JsonObject) => JsonObject) | null, string]>([
    ['the target does not list the connection as approved', 'vaults/kv-demand', (body) => withAt(body, 'properties.privateEndpointConnections', [{ properties: { privateEndpoint: { id: preparing[2]?.id ?? '' }, privateLinkServiceConnectionState: { status: 'Rejected' } } }]), 'approvedByTarget'],
    ['the endpoint has failed', 'privateEndpoints/pep-kv-demand', (body) => withAt(body, 'properties.provisioningState', 'Failed'), 'endpointsSucceeded'],
    ['the endpoint is gone', 'privateEndpoints/pep-kv-demand', null, 'endpointsSucceeded'],
    ['the record has another address', '/A/kv-demand', (body) => withAt(body, 'properties.aRecords', [{ ipv4Address: '10.20.2.99' }]), 'recordsEqualAddresses'],
    ['the record is gone', '/A/kv-demand', null, 'recordsEqualAddresses'],
    ['the zone is gone', '/privateDnsZones/privatelink.vaultcore.azure.net', null, 'zonesLinked'],
    ['the zone is not linked', 'virtualNetworkLinks/lnk-vnet-demand', null, 'zonesLinked'],
  ])('is not sent when %s', async (_, end, change, missing) => {
    const { place, end: found } = await closed(bent(end, change))
    // Where a path hangs on it too, that is what is told.
    expect([['evidenceMissing', 'pathWouldBreak'].includes(found[0] ?? ''), found[0] === 'pathWouldBreak' || found.includes(missing)]).toEqual([true, true])
    expect(place.writes()).toEqual([])
  })

  it('is not sent where neither endpoint nor rule of a subnet takes the place of the door, whatever the plan says', async () => {
    const place = placeOf(prepared)
    const without: Estate = { ...planned.desired, endpoints: [], vaults: planned.desired.vaults.map((vault) => ({ ...vault, exceptions: { ...vault.exceptions, subnetIds: [] } })) }
    const through = async (desired: Estate) => (await ran(place, beginningOf({ ...planned, desired, paths: [], snapshot: snapshotOf(prepared) }, { plan: [closing], wayInConfirmedAt: 1 }), { people: 'end' })).run
    const run = await through(without)
    expect([run.end, place.writes()]).toMatchObject([{ is: 'paused', trouble: { text: 'evidenceMissing', data: { missing: ['endpointsSucceeded'] } } }, []])
    const [subnet] = planned.desired.subnets
    expect(run.changes[0]?.gate?.evidence.find(({ name }) => name === 'endpointsSucceeded')).toMatchObject({ result: 'missing', found: ['kv-demand'] })
    expect((await through({ ...without, vaults: without.vaults.map((vault) => ({ ...vault, exceptions: { ...vault.exceptions, subnetIds: subnet === undefined ? [] : [subnet.id] } })) })).end?.is).toBe('done')
  })

  it.each(['/A', '/virtualNetworkLinks'])('is not sent while the %s of the zone may not be read, whatever was read before', async (path) => {
    const place = placeOf(prepared, { faults: [{ fault: 'F48', on: { path, times: 'always' } }] })
    const { run } = await ran(place, beginningOf({ ...planned, snapshot: snapshotOf(prepared) }, { plan: [closing], wayInConfirmedAt: 1 }), { people: 'end' })
    expect([run.end, place.writes()]).toMatchObject([{ is: 'paused', trouble: { text: 'evidenceMissing' } }, []])
    expect(run.changes[0]?.gate?.evidence.filter(({ result }) => result === 'unread').map(({ name }) => name)).toEqual(['recordsEqualAddresses', 'zonesLinked'])
  })

  it.each([[[]], [null]] as const)('asks the target’s own list where its body says no connection (%j): the endpoint’s word is not enough', async (said) => {
    const end = 'vaults/kv-demand'
    const file = bent(end, (body) => withAt(body, 'properties.privateEndpointConnections', said))
    const own = (prepared['resources'] as readonly JsonObject[]).find((body) => idKey(idOf(body)).endsWith(idKey(end))) ?? {}
    const listed = (own['properties'] as JsonObject)['privateEndpointConnections'] ?? []
    const { place, end: found } = await closed(file)
    expect([found, place.writes(), place.asked.some(({ path }) => path.endsWith(`${end}/privateEndpointConnections`))]).toEqual([['evidenceMissing', 'approvedByTarget'], [], true])
    // A target that lists it there and not in its body has said it.
    const other = placeOf(file)
    const arm = other.client((fetch) => async (request) => (new URL(request.url).pathname.endsWith(`${end}/privateEndpointConnections`) ? (await fetch(request), Response.json({ value: listed })) : fetch(request)))
    const { run } = await ran({ arm, clock: other.clock }, beginningOf({ ...planned, snapshot: snapshotOf(file) }, { plan: [closing], wayInConfirmedAt: 1 }), { people: 'end' })
    expect(run.end?.is).toBe('done')
  })

  describe('reads what the paths lead over before it', () => {
    const [compute = ''] = planned.paths.flatMap(({ id, from, goal }) => (from.at === 'subnet' && goal.to === 'service' && goal.service === 'vault' ? [id] : []))
    const subnet = planned.paths.flatMap(({ id, from }) => (id === compute && from.at === 'subnet' ? [from.subnetId] : []))[0] ?? ''

    it('and is not sent where somebody has stopped a path to it since the run began', async () => {
      const place = placeOf(prepared)
      const beginning = beginningOf({ ...planned, snapshot: snapshotOf(prepared) }, { plan: [closing], wayInConfirmedAt: 1 })
      const group = `${ids.network.split('/virtualNetworks/')[0] ?? ''}/networkSecurityGroups/nsg-stop`
      const rule = { name: 'stop', properties: { priority: 100, direction: 'Outbound', access: 'Deny', protocol: '*', sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: '10.0.0.0/8', destinationPortRange: '*' } }
      const put = (id: string, body: JsonObject) => place.cloud.fetch(new Request(`https://management.azure.com${id}?api-version=2025-05-01`, { method: 'PUT', headers: { authorization: `Bearer ${place.cloud.token()}`, 'content-type': 'application/json' }, body: JSON.stringify(body) }))
      await put(group, { location: 'westeurope', properties: { securityRules: [rule] } })
      await place.clock.sleep(300_000)
      await put(subnet, { properties: { ...(place.cloud.body(subnet)?.['properties'] as JsonObject), networkSecurityGroup: { id: group } } })
      expect(place.cloud.body(subnet)).toMatchObject({ properties: { networkSecurityGroup: { id: group } } })
      await place.clock.sleep(600_000)
      const { run } = await ran(place, beginning, { people: 'end' })
      expect([run.end, place.writes()]).toMatchObject([{ is: 'paused', trouble: { text: 'pathWouldBreak', data: { paths: [compute] } } }, []])
    })

    it('and is not sent while that may not be read', async () => {
      const place = placeOf(prepared, { faults: [{ fault: 'F48', on: { path: 'virtualNetworks/vnet-demand', method: 'GET', times: 'always' } }] })
      const { run } = await ran(place, beginningOf({ ...planned, snapshot: snapshotOf(prepared) }, { plan: [closing], wayInConfirmedAt: 1 }), { people: 'end' })
      expect([run.end, place.writes()]).toMatchObject([{ is: 'paused', trouble: { text: 'evidenceMissing', data: { missing: ['pathsKept'] } } }, []])
    })

    it('and says no older time than that of its first reading', async () => {
      const place = placeOf(prepared)
      const from = place.clock.now()
      const { run } = await ran(place, beginningOf({ ...planned, snapshot: snapshotOf(prepared) }, { plan: [closing], wayInConfirmedAt: 1 }), { people: 'end' })
      const wrote = place.writes()[0]?.at ?? 0
      const read = place.asked.filter(({ at, method }) => method === 'GET' && at <= wrote)
      expect([run.changes[0]?.gate?.at, read.some(({ path }) => path.endsWith('virtualNetworks/vnet-demand')), read.at(-1)?.path]).toEqual([from, true, closing.id])
      const to = planned.paths.filter(({ goal }) => goal.to === 'service' && goal.targetId === closing.id)
      expect(run.changes[0]?.gate?.evidence.find(({ name }) => name === 'pathsKept')?.found).toEqual([`${to.length}`])
    })
  })

  it('is not sent without a word that the way in was tried', async () => {
    const { place, end } = await closed(prepared, null)
    expect([end, place.writes()]).toEqual([['evidenceMissing', 'wayIn'], []])
  })

  it('waits for proofs that come late', async () => {
    const file = bent('/A/kv-demand', null)
    const record = (prepared['resources'] as readonly JsonObject[]).find((body) => idKey(idOf(body)).endsWith('/a/kv-demand')) ?? {}
    const place = placeOf(file)
    let written = false
    const { run } = await ran(place, beginningOf({ ...planned, snapshot: snapshotOf(file) }, { plan: [closing], wayInConfirmedAt: 1 }), { people: 'end', person: (now) => {
      if (written || now.changes[0]?.gate?.open.includes('recordsEqualAddresses') !== true) return
      written = true
      void place.cloud.fetch(new Request(`https://management.azure.com${idOf(record)}?api-version=2024-06-01`, { method: 'PUT', headers: { authorization: `Bearer ${place.cloud.token()}`, 'content-type': 'application/json' }, body: JSON.stringify({ properties: { ttl: 10, aRecords: (record['properties'] as JsonObject)['aRecords'] ?? [] } }) }))
    } })
    expect(run.end?.is).toBe('done')
  })

  it('is stopped from further closings when what replaces it is lost while it is watched', async () => {
    const place = placeOf(prepared)
    let removed = false
    const { run } = await ran(place, beginningOf({ ...planned, snapshot: snapshotOf(prepared) }, { plan: [closing], wayInConfirmedAt: 1 }), { person: (now) => {
      if (removed || now.changes[0]?.watch === null) return
      removed = true
      void place.cloud.fetch(new Request(`https://management.azure.com${preparing[4]?.id ?? ''}?api-version=2024-06-01`, { method: 'DELETE', headers: { authorization: `Bearer ${place.cloud.token()}` } }))
    } })
    expect(run.end).toMatchObject({ is: 'paused', trouble: { text: 'evidenceLost', remedy: 'takeBack' } })
  })
})

describe('records that somebody else writes', () => {
  const endpoint = preparing[2]?.id ?? ''
  const asked = (file: JsonObject) => {
    const { arm, clock, cloud } = placeOf(file)
    const desk: Desk = { arm, clock, origin: 'https://management.azure.com', signal: new AbortController().signal, plan: [], note: () => Promise.resolve(), secret: () => Promise.resolve(null), saw: (id, body) => saw(state, id, body), tell: () => undefined, gate: () => Promise.resolve({ until: Infinity }) }
    const state = stateOf(beginningOf({ ...planned, snapshot: seenIn(file, cloud) }), clock.now())
    return namesByHand(endpoint, { state, desk })
  }

  it('are done when the names lead to the endpoint, else each name is told with the address that it needs', async () => {
    expect(await asked(prepared)).toEqual([])
    expect(await asked(bent('/A/kv-demand', null))).toEqual([{ path: 'kv-demand.vault.azure.net', expected: expect.stringMatching(/^10\./) as string, found: 'nowhere' }])
    expect(await asked(bent('virtualNetworkLinks/lnk-vnet-demand', null))).toMatchObject([{ path: 'kv-demand.vault.azure.net', found: 'public' }])
    expect(await asked(open)).toEqual([{ path: endpoint, expected: '', found: '' }])
  })
})

describe('a run', () => {
  it('asks before each closing, shows the proofs, and sends nothing before the yes', async () => {
    const place = placeOf(prepared)
    let shown: readonly string[] = []
    const { run } = await ran(place, beginningOf({ ...planned, snapshot: snapshotOf(prepared) }, { plan: [closing], wayInConfirmedAt: 1, options: { ...nothingAsked, askBeforeClosing: true } }), { person: (now, control) => {
      const gate = now.changes[0]?.gate
      if (now.stands !== 'needsYou' || gate === null || gate === undefined) return
      shown = gate.evidence.map(({ name }) => name)
      expect(place.writes()).toEqual([])
      control.agree(closing.key)
    } })
    expect([run.end?.is, shown.length]).toEqual(['done', 9])
  })

  it('ends paused where only a person can go on and nobody is there', async () => {
    const place = placeOf(prepared)
    const { run } = await ran(place, beginningOf({ ...planned, snapshot: snapshotOf(prepared) }, { plan: [closing], wayInConfirmedAt: 1, options: { ...nothingAsked, askBeforeClosing: true } }), { people: 'end', person: () => undefined })
    expect(run.end).toMatchObject({ is: 'paused', trouble: { text: 'agreementOpen', remedy: 'agree' } })
  })

  it('stops after prepare when asked to', async () => {
    const place = placeOf(open)
    const plan = [...preparing, { ...closing, after: preparing.map(({ key }) => key) }]
    const { run } = await ran(place, beginningOf(planned, { plan, options: { ...nothingAsked, stopAfterPrepare: true } }), { people: 'end' })
    expect(run.end).toMatchObject({ is: 'paused', trouble: { text: 'preparedOnly' } })
    expect(place.writes().some(({ method }) => method === 'PATCH')).toBe(false)
  })

  it('pauses after what runs, and starts nothing new', async () => {
    const place = placeOf(open)
    const { run } = await ran(place, beginningOf(planned, { plan: preparing }), { person: (now, control) => {
      if (now.changes.some(({ stand }) => stand === 'polling')) control.pause()
    } })
    expect(run.end).toMatchObject({ is: 'paused', trouble: { text: 'stopped', remedy: 'continue' } })
    expect(run.changes.filter(({ stand }) => !['done', 'waiting'].includes(stand))).toEqual([])
  })

  it('sends nothing when the journal cannot be kept', async () => {
    const place = placeOf(open)
    const journal = { ...memoryStore(), append: () => Promise.reject(new Error('QuotaExceededError')) }
    const { run } = await ran(place, beginningOf(planned, { plan: preparing }), { journal, people: 'end' })
    expect([run.end?.is === 'paused' ? run.end.trouble.text : '', place.writes()]).toEqual(['journalUnavailable', []])
  })

  it.each<CorsProfile>(['all', 'lro', 'none'])('comes to the same end whatever headers a browser shows: %s', async (cors) => {
    const place = placeOf(open, { change: (world) => ({ ...world, cors }) })
    const { run } = await ran(place, beginningOf(planned, { plan: preparing }), { people: 'end' })
    const { connections: _, interfaces: __, ...estate } = readEstate(seenIn(open, place.cloud))
    expect(run.end?.is).toBe('done')
    expect(readEstateOf(prepared, estate)).toBe(true)
  })
})

/** Whether an estate is the prepared one, but for names that Azure gives. */
function readEstateOf(file: JsonObject, estate: object): boolean {
  const { connections: _, interfaces: __, ...other } = readEstate(snapshotOf({ ...file, permissions: {} }))
  return JSON.stringify(other) === JSON.stringify(estate)
}

describe('bodies', () => {
  it('of every type that a plan updates can be compared with a fresh one', () => {
    const plans: readonly Planned[] = [planned]
    expect(plans.flatMap(({ plan }) => plan).filter((change) => change.do === 'update' && !managedTypes.has(idKey(change.type))).map(({ type }) => type)).toEqual([])
    const body = (prepared['resources'] as readonly JsonObject[]).find(({ id }) => id === ids.account) ?? {}
    expect(managedIn('Microsoft.Storage/storageAccounts', body)).toMatchObject({ properties: { networkAcls: { defaultAction: 'Allow' } } })
    expect([atomicOf('microsoft.storage/storageaccounts'), hopNames.length]).toEqual([['properties.networkAcls'], 8])
  })

  it('keep what we do not know of a firewall that is written whole, and the exact words of what was replaced', () => {
    const change = find('storageAccounts/stdemand', 'lockdown')
    const acls = { bypass: 'AzureServices', defaultAction: 'Allow', ipRules: [], virtualNetworkRules: [], resourceAccessRules: [], ipv6Rules: [{ value: '2001:db8::/32', action: 'Allow' }] }
    const fresh: JsonObject = { id: ids.account, properties: { publicNetworkAccess: 'enabled', networkAcls: acls } }
    if (change.do !== 'update') throw new Error('not an update')
    expect(completed(change.type, change.patch, fresh)).toMatchObject({ properties: { networkAcls: { defaultAction: 'Deny', ipv6Rules: acls.ipv6Rules } } })
    expect(formerly(change.patch, fresh)).toEqual({ properties: { allowBlobPublicAccess: null, networkAcls: acls } })
  })

  it('stand as before, as wanted or otherwise', () => {
    const change = find('registries/crdemand', 'lockdown')
    const registry = (publicNetworkAccess: string): JsonObject => ({ id: ids.registry, sku: { name: 'Premium' }, properties: { publicNetworkAccess } })
    expect([standing(change, registry('enabled')).is, standing(change, registry('Disabled')).is, standing(change, null).is, standing(change, registry('SecuredByPerimeter')).is]).toEqual(['asBefore', 'asWanted', 'otherwise', 'otherwise'])
  })
})
