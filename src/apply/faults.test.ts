/** One switch of the simulated Azure at a time, from a few of the rows; faults.thorough.test.ts runs all. And what somebody else changes beside a run. */
import { describe, expect, it } from 'vitest'
import type { Arm } from '../arm/client.ts'
import { armId } from '../base/armId.ts'
import type { JsonObject } from '../base/json.ts'
import type { Change } from '../changes/change.ts'
import { ids } from '../simulator/scenarios/bodies.ts'
import { open } from '../simulator/scenarios/open.ts'
import { breaches, type Over } from './fixtures/faultLaws.ts'
import { faultRuns, parts } from './fixtures/faultRuns.ts'
import { planned, some, struckBy } from './fixtures/faultTrial.ts'
import { beginningOf, origin, type Place, placeOf, ran } from './fixtures/runs.ts'

describe('a run with one fault', () => {
  it.each(faultRuns.filter((_, index) => index % 24 === 1))('$fault.fault ends $ends, and no law is broken', async (one) => {
    expect(await struckBy(one)).toMatchObject({ ends: one.ends, writes: one.writes, meanwhile: one.meanwhile, breaches: [] })
  })
})

describe('the laws of a run with a fault', () => {
  it('find a write outside the plan, another version, another host, and what was sent too soon', () => {
    const [change, last] = [...some(...parts.subnet), ...some(...parts.storage)]
    if (change === undefined || last === undefined) throw new Error('the plan has no subnet')
    const place = placeOf(open)
    const put = { method: 'PUT', path: change.id, origin, version: change.apiVersion }
    const sending = { is: 'sending', at: 0, key: last.key, id: last.id, type: last.type, apiVersion: last.apiVersion, method: 'PATCH', hash: '', attempt: 1, replaced: null } as const
    const of = (sent: Over['sent'], entries: Over['entries'] = []): readonly string[] => breaches({ place, sent, plan: [change, last], last, entries, fault: { fault: 'F01' } }).map((breach) => breach.split(':')[0] ?? '')
    expect(of([put])).toEqual([])
    expect(of([{ ...put, method: 'DELETE' }])).toEqual(['asPlanned'])
    expect(of([{ ...put, version: '2015-01-01' }])).toEqual(['asPlanned'])
    expect(of([{ ...put, method: 'GET', origin: 'https://elsewhere.example' }])).toEqual(['atHome'])
    expect(of([], [sending])).toEqual(['inTurn'])
    expect(of([], [{ is: 'settled', at: 0, key: change.key, as: 'failed' }, sending])).toEqual(['inTurn'])
    expect(of([], [{ is: 'settled', at: 0, key: change.key, as: 'done' }, sending])).toEqual([])
  })
})

const storage = some(...parts.storage)
const vnet = some(...parts.subnet)

it('F42: what somebody else changed before is told, and is not written over', async () => {
  const [first] = vnet
  const plan = [...vnet, ...storage.map((change): Change => ({ ...change, after: first === undefined ? [] : [first.key] }))]
  const place = placeOf(open, { faults: [{ fault: 'F42', on: { path: 'subnets/snet-endpoints', method: 'GET' }, name: `${ids.account}#properties.networkAcls.bypass`, value: 'None' }] })
  const { run } = await ran(place, beginningOf(planned, { plan }))
  expect(run.end).toMatchObject({ is: 'paused', trouble: { text: 'changedMeanwhile', remedy: 'planAgain', wrote: 'nothing', unlike: [{ path: 'properties.networkAcls.bypass', expected: 'AzureServices', found: 'None' }] } })
  expect(place.writes().filter(({ method }) => method === 'PATCH')).toEqual([])
})

it('F42: what somebody else adds between reading and writing stays, where Azure guards the write by an etag', async () => {
  const plan = some('publicIPAddresses/pip-ng-vnet-demand', 'natGateways/ng-vnet-demand', 'subnets/snet-training')
  const training = `${ids.network}/subnets/snet-training`
  const place = placeOf(open)
  const others = async (properties: JsonObject): Promise<unknown> => place.cloud.fetch(new Request(`https://management.azure.com${training}?api-version=2025-05-01`, {
    method: 'PUT', headers: { authorization: `Bearer ${place.cloud.token()}`, 'content-type': 'application/json' }, body: JSON.stringify({ properties: { ...(place.cloud.body(training)?.['properties'] as JsonObject), ...properties } }),
  }))
  // Somebody wrote before, so that the subnet has an etag, and writes again as soon as we have read.
  await others({})
  await place.clock.sleep(60_000)
  let reads = 0
  const serviceEndpointPolicies = { privateLinkServiceNetworkPolicies: 'Disabled' }
  const arm = place.client((fetch) => async (request) => {
    const answer = await fetch(request)
    if (request.method === 'GET' && new URL(request.url).pathname === training && ++reads === 1) await others(serviceEndpointPolicies)
    return answer
  })
  const { run } = await ran({ arm, clock: place.clock }, beginningOf(planned, { plan }))
  expect(run.end?.is).toBe('done')
  expect(place.asked.filter(({ method, status }) => method === 'PUT' && status === 412)).toHaveLength(1)
  expect(place.cloud.body(training)).toMatchObject({ properties: { ...serviceEndpointPolicies, natGateway: { id: expect.stringContaining('ng-vnet-demand') as unknown } } })
})

/** A client beside which somebody adds a rule to the account's firewall two seconds after Azure has refused its first write. */
function besideAnother(place: Place): Arm {
  let struck = false
  const rule = async (): Promise<void> => {
    await place.clock.sleep(2000)
    await place.cloud.fetch(new Request(`${origin}${ids.account}?api-version=2024-01-01`, {
      method: 'PATCH', headers: { authorization: `Bearer ${place.cloud.token()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ properties: { networkAcls: { ...propertiesOf(place)['networkAcls'] as JsonObject, ipRules: [{ value: '203.0.113.7', action: 'Allow' }] } } }),
    }))
  }
  return place.client((fetch) => async (request) => {
    const answer = await fetch(request)
    if (request.method === 'PATCH' && !struck) {
      struck = true
      void rule()
    }
    return answer
  })
}

const propertiesOf = (place: Place): JsonObject => place.cloud.body(ids.account)?.['properties'] as JsonObject

it.each([['F37', undefined], ['F20', 5], ['F20', 120]] as const)('F42: what somebody else adds while Azure holds a write back stays, and is told (%s, %s)', async (fault, seconds) => {
  const place = placeOf(open, { faults: [{ fault, ...(seconds === undefined ? {} : { seconds }), on: { path: ids.account, method: 'PATCH' } }] })
  const { run } = await ran({ arm: besideAnother(place), clock: place.clock }, beginningOf(planned, { plan: storage }))
  expect(run.end).toMatchObject({ is: 'paused', trouble: { text: 'changedMeanwhile', wrote: 'nothing' } })
  expect(propertiesOf(place)['networkAcls']).toMatchObject({ ipRules: [{ value: '203.0.113.7' }] })
  expect(place.writes()).toHaveLength(1)
})

it('a write that was held back is read once more and sent, however often that happens', async () => {
  const place = placeOf(open, { faults: [{ fault: 'F37', on: { path: ids.account, method: 'PATCH', times: 3 } }] })
  const { run } = await ran(place, beginningOf(planned, { plan: storage }))
  const asked = place.asked.map(({ method, at }) => `${method} ${(at - (place.asked[0]?.at ?? 0)) / 1000 | 0}`)
  expect([run.end?.is, asked]).toEqual(['done', ['GET 0', 'PATCH 0', 'GET 10', 'PATCH 10', 'GET 25', 'PATCH 25', 'GET 47', 'PATCH 47', 'GET 47']])
})

it('a value that a person gives is asked for once, and what took longer than a reading counts is read again', async () => {
  const [change] = storage
  if (change?.do !== 'update') throw new Error('the plan has no account')
  const made: Change = { ...change, do: 'create', id: armId(`${ids.account}2`), body: { location: 'westeurope', sku: { name: 'Standard_LRS' }, kind: 'StorageV2', properties: {} }, secrets: [{ path: 'tags.word', parameter: 'word', description: '' }] }
  const place = placeOf(open)
  let asked = 0
  const secret = async (): Promise<string> => {
    asked += 1
    await place.clock.sleep(90_000)
    return 'x'
  }
  const { run } = await ran(place, beginningOf(planned, { plan: [made] }), { secret })
  const before = place.asked.slice(0, place.asked.findIndex(({ method }) => method === 'PUT'))
  expect([run.end?.is, asked, place.writes().length, before.map(({ method }) => method)]).toEqual(['done', 1, 1, ['GET', 'GET']])
})
