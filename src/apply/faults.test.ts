/** One switch of the simulated Azure at a time: each run ends Done, or Paused with its text; nothing is sent twice without a look, and no two writers meet. */
import { describe, expect, it } from 'vitest'
import { idKey } from '../base/armId.ts'
import type { JsonObject } from '../base/json.ts'
import type { Change } from '../changes/change.ts'
import { ids } from '../simulator/scenarios/bodies.ts'
import { open } from '../simulator/scenarios/open.ts'
import type { Switch } from '../simulator/switches.ts'
import { beginningOf, lawsBroken, placeOf, plannedFor, ran } from './fixtures/runs.ts'
import { whatHappened } from './messages.en.ts'

const planned = plannedFor(open)

/** Some changes of the plan, by the ends of their ids and what is done. */
const some = (...ends: readonly string[]): readonly Change[] => planned.plan.filter((change) => change.phase === 'prepare' && ends.some((end) => idKey(change.id).endsWith(idKey(end))))

const storage = some('storageAccounts/stdemand')
const vnet = some('subnets/snet-endpoints')
const registry = some('registries/crdemand')
const zone = some('privatelink.vaultcore.azure.net')
const endpoint = [...vnet, ...some('privateEndpoints/pep-kv-demand')]
const linked = [...endpoint, ...zone, ...some('pep-kv-demand/privateDnsZoneGroups/default', 'vaultcore.azure.net/virtualNetworkLinks/lnk-vnet-demand')]
const workspace = some('workspaces/mlw-demand')

type End = 'done' | keyof typeof whatHappened

interface Case { readonly fault: Switch; readonly plan: readonly Change[]; readonly ends: End }

type Match = NonNullable<Switch['on']>
const on = (path: string, more: Partial<Match> = {}): Match => ({ path, ...more })
const account = 'storageAccounts/stdemand'
const subnet = 'subnets/snet-endpoints'
const pep = 'privateEndpoints/pep-kv-demand'
const vaultZone = 'privateDnsZones/privatelink.vaultcore.azure.net'
type More = Partial<Switch> & { readonly method?: string; readonly times?: number | 'always'; readonly nth?: number }

/** A case: the fault, the changes that are carried out, the part of the paths that it strikes, and how the run ends. */
const c = (...[fault, plan, path, ends, more = {}]: readonly [fault: Switch['fault'], plan: readonly Change[], path: string, ends: End, more?: More]): Case => {
  const { method, times, nth, ...rest } = more
  return { plan, ends, fault: { fault, ...rest, on: on(path, { ...(method === undefined ? {} : { method }), ...(times === undefined ? {} : { times }), ...(nth === undefined ? {} : { nth }) }) } }
}

const cases: readonly Case[] = [
  c('F01', storage, account, 'done'),
  c('F02', storage, account, 'done', { variant: 'applied' }), c('F02', storage, account, 'done'), c('F02', vnet, subnet, 'done', { variant: 'applied' }), c('F02', endpoint, pep, 'done', { variant: 'applied', method: 'PUT' }),
  c('F02', storage, account, 'answerLost', { times: 'always' }),
  c('F03', workspace, 'workspaces/mlw-demand', 'done', { variant: 'applied', method: 'PATCH' }), c('F03', storage, account, 'done', { method: 'PATCH' }),
  c('F04', storage, account, 'done', { method: 'PATCH' }), c('F05', storage, account, 'done', { method: 'PATCH' }), c('F06', storage, account, 'done', { variant: 'applied', method: 'PATCH' }),
  c('F07', linked, 'Microsoft.Network', 'done', { times: 'always' }), c('F08', storage, account, 'done', { method: 'PATCH' }),
  c('F09', storage, account, 'unexpectedAddress', { method: 'GET' }),
  c('F10', storage, account, 'done'), c('F11', vnet, subnet, 'done'), c('F12', vnet, subnet, 'done', { method: 'PUT' }), c('F13', storage, account, 'done', { method: 'PATCH' }),
  c('F10', storage, account, 'signInNeeded', { times: 'always' }), c('F18', storage, account, 'otherDirectory', { times: 'always' }),
  c('F20', storage, account, 'done', { method: 'PATCH' }), c('F21', storage, account, 'done', { method: 'PATCH' }),
  c('F23', vnet, subnet, 'done', { method: 'PUT' }), c('F23', vnet, subnet, 'busy', { method: 'PUT', times: 'always' }),
  c('F26', vnet, subnet, 'operationFailed', { name: 'VnetBroken' }), c('F28', vnet, subnet, 'done'), c('F28', vnet, subnet, 'operationFailed', { variant: 'canceled' }),
  c('F29', vnet, 'operations', 'done', { times: 3 }), c('F30', vnet, 'operations', 'done', { times: 'always' }), c('F31', vnet, 'operations', 'done', { times: 3 }), c('F32', vnet, subnet, 'done', { variant: 'text' }),
  c('F33', vnet, subnet, 'stillRunning', { seconds: 6000 }),
  c('F34', storage, account, 'done', { name: 'properties.minimumTlsVersion', value: 'TLS1_0' }),
  c('F35', vnet, subnet, 'done'), c('F35', endpoint, pep, 'failedEndpoint', { method: 'PUT' }),
  c('F36', vnet, subnet, 'done', { method: 'PUT' }), c('F37', storage, account, 'done', { method: 'PATCH' }), c('F37', endpoint, pep, 'done', { method: 'PUT' }),
  c('F38', vnet, subnet, 'done', { method: 'PUT' }), c('F39', zone, vaultZone, 'done', { method: 'PUT' }), c('F41', storage, account, 'done', { method: 'PATCH' }),
  c('F43', vnet, subnet, 'done', { nth: 2, times: 2, method: 'GET' }), c('F44', vnet, subnet, 'done', { method: 'PUT' }), c('F44', vnet, subnet, 'parentMissing', { method: 'PUT', times: 'always' }),
  c('F45', storage, account, 'scopeMissing', { times: 'always' }), c('F47', storage, account, 'versionUnknown', { method: 'PATCH' }),
  c('F48', storage, account, 'rightMissing', { method: 'PATCH' }), c('F49', vnet, subnet, 'linkedRightMissing', { method: 'PUT', name: ids.network }), c('F50', storage, account, 'denyAssigned', { method: 'PATCH' }),
  c('F51', storage, account, 'policyRefused', { method: 'PATCH' }), c('F52', storage, account, 'policyRefused', { method: 'PATCH' }),
  c('F53', storage, account, 'done', { name: 'properties.minimumTlsVersion', value: 'TLS1_0' }), c('F54', storage, account, 'locked', { method: 'PATCH' }), c('F55', storage, account, 'notRegistered', { method: 'PATCH' }),
  c('F56', vnet, subnet, 'quota', { method: 'PUT' }), c('F56', vnet, subnet, 'quota', { method: 'PUT', variant: 'cores' }), c('F56', vnet, subnet, 'done', { method: 'PUT', variant: 'allocation' }),
  c('F57', vnet, subnet, 'nameHeld', { method: 'PUT' }),
  c('F64', endpoint, pep, 'approvalPending', { method: 'PUT' }), c('F65', endpoint, pep, 'connectionLost', { method: 'PUT' }), c('F66', endpoint, pep, 'failedEndpoint', { method: 'PUT' }),
  c('F68', endpoint, pep, 'subnetFull', { method: 'PUT' }),
  c('F91', vnet, subnet, 'done', { method: 'PUT', times: 5 }), c('F92', storage, account, 'done', { method: 'PATCH' }), c('F93', zone, vaultZone, 'operationFailed', { method: 'PUT' }), c('F94', vnet, subnet, 'done'), c('F95', vnet, subnet, 'done', { times: 'always' }),
  c('F40', zone, vaultZone, 'changedMeanwhile', { method: 'PUT', times: 'always' }),
]

describe('a run with one fault', () => {
  it.each(cases.map((one, index) => ({ ...one, index })))('$index: $fault.fault ends $ends, and no law is broken', async ({ fault, plan, ends }) => {
    const place = placeOf(open, { faults: [fault] })
    const { run, store } = await ran(place, beginningOf(planned, { plan }), { people: 'end' })
    const end = run.end
    expect(end?.is === 'paused' ? end.trouble.text : end?.is).toBe(ends)
    expect(lawsBroken(place, { plan }, store.all.get('run') ?? [])).toEqual([])
    expect(end?.is === 'paused' ? whatHappened[end.trouble.text](end.trouble.data) : 'Done.').toMatch(/^(?!.*undefined).*\.$/)
  })
})

it('what somebody else changed before is told, and is not written over', async () => {
  const [first] = vnet
  const plan = [...vnet, ...storage.map((change): Change => ({ ...change, after: first === undefined ? [] : [first.key] }))]
  const place = placeOf(open, { faults: [{ fault: 'F42', on: { path: subnet, method: 'GET' }, name: `${ids.account}#properties.networkAcls.bypass`, value: 'None' }] })
  const { run } = await ran(place, beginningOf(planned, { plan }))
  expect(run.end).toMatchObject({ is: 'paused', trouble: { text: 'changedMeanwhile', remedy: 'planAgain', wrote: 'nothing', unlike: [{ path: 'properties.networkAcls.bypass', expected: 'AzureServices', found: 'None' }] } })
  expect(place.writes().filter(({ method }) => method === 'PATCH')).toEqual([])
})

it('what somebody else adds between reading and writing stays, where Azure guards the write by an etag', async () => {
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

it('the registry is upgraded although its first answer was lost', async () => {
  const place = placeOf(open, { faults: [{ fault: 'F02', on: { path: 'registries/crdemand' }, variant: 'applied' }] })
  const { run } = await ran(place, beginningOf(planned, { plan: registry }))
  expect([run.end?.is, place.writes().length]).toEqual(['done', 1])
})
