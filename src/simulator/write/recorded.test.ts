import { describe, expect, it } from 'vitest'
import { isObject, type Json, type JsonObject } from '../../base/json.ts'
import { virtualClock } from '../clock.ts'
import { type Cloud, openCloud } from '../cloud.ts'
import { ask, examples, type Parsed, type Read } from '../fixtures/asking.ts'
import { shapeOf } from '../shapes.ts'
import { typeKeyOf } from '../shelf.ts'
import { emptyWorld, type World } from '../world.ts'
import { at, textAt, withAt } from './values.ts'
import { written } from './shape.ts'
import { idsIn } from './policies.ts'

// Recorded exchanges of writes: requests were not recorded, so what is sent is the recorded answer without what only Azure writes. Status, links and the properties of the answer have to be those that were recorded.

const example = (name: string): Parsed => examples.get(name)
const recorded = (name: string): boolean => example(name)?.source.kind === 'recorded traffic'

/** Writes that are answered otherwise, each with the reason. */
const leftOut: Readonly<Record<string, string>> = {
  'deployments-exporttemplate': 'the product exports by itself', 'resourcegroup-exporttemplate': 'the product exports by itself', 'resourcegraph-query': 'a read', 'keyvault-accesspolicies-add': 'the product never touches access policies',
  'registry-put': 'arm-protocol.md section 5.4 has a later recording: 201 and Creating', 'deployments-whatif-accepted': 'compared below', 'deployments-cancel': 'compared below', 'deployments-put-invalid': 'compared below',
  'keyvault-purge': 'compared below', 'provider-register': 'compared below', 'roleassignment-put-principalnotfound': 'compared below', 'vm-put-conflict': 'a quota of cores: fault F56', 'vm-put-invalid': 'compared below',
  'expressroute-put-created': 'asks for nothing that the plan writes, and is compared by status', 'vpngateway-put-created': 'its subnet is in no recording',
}

/** Properties of old answers that the newest interface has no longer or that the simulator leaves out, by what they are about. */
const notAnswered = new Set(['resourceGuid', 'enableVmProtection', 'dhcpOptions', 'dnsSettings', 'doNotVerifyRemoteGateways', 'routeServiceVips', 'defaultSecurityRules', 'firewallRules', 'firewallRulesEnabled', 'provisioningDetails'])

/** What stands around a recorded answer: its group, its parents, and what it names. */
function around(url: string, body: Parsed): readonly JsonObject[] {
  const [path = ''] = url.split('?')
  const [, , subscription = '', , group = ''] = path.split('/')
  const place = { location: 'westus', properties: { addressSpace: { addressPrefixes: ['10.0.0.0/8'] } } }
  const parent = typeKeyOf(path).split('/').length > 2 ? [path.split('/').slice(0, -2).join('/')] : []
  const scope = /^(.*)\/providers\/microsoft\.authorization\/.*$/i.exec(path)?.[1]
  const named = isObject(body) ? idsIn(body).filter((id) => id.toLowerCase() !== path.toLowerCase() && !id.toLowerCase().startsWith(`${path.toLowerCase()}/`)) : []
  const isMissing = typeKeyOf(path) === 'microsoft.resources/resourcegroups'
  const groups = isMissing || group === '' ? [] : [`/subscriptions/${subscription}/resourceGroups/${group}`]
  return [...new Set([...groups, ...parent, ...(scope?.includes('/providers/') === true ? [scope] : []), ...named])].map((id): JsonObject => {
    const isSubnet = /\/subnets\//i.test(id)
    const isRemote = typeKeyOf(id) === 'microsoft.network/virtualnetworks' && named.includes(id)
    return { id, name: id.split('/').at(-1) ?? '', ...place, properties: isSubnet ? { addressPrefix: '10.9.0.0/24' } : { addressSpace: { addressPrefixes: [isRemote ? '192.168.0.0/16' : '10.0.0.0/8'] } } }
  })
}

function cloudFor(url: string, resources: readonly JsonObject[], change: Partial<World> = {}): Cloud {
  const base = emptyWorld(virtualClock('2026-11-23T08:00:00Z'))
  const id = url.split('/')[2]?.split('?')[0] ?? ''
  const names = ['Microsoft.Network', 'Microsoft.Storage', 'Microsoft.KeyVault', 'Microsoft.ContainerRegistry', 'Microsoft.Compute', 'Microsoft.ManagedIdentity', 'Microsoft.DocumentDB']
  return openCloud({
    ...base, otherwise: [{ actions: ['*'], notActions: [], dataActions: [], notDataActions: [] }], subscriptions: [{ id, name: 'Recorded', tenantId: base.tenants[0]?.id ?? '', state: 'Enabled' }], resources,
    providers: { [id]: Object.fromEntries(names.map((name) => [name, 'Registered'])) }, ...change,
  })
}

/** A version that the published list has, of about the same time as the recorded one. */
function withKnownVersion(url: string): string {
  const path = url.split('?')[0] ?? ''
  const versions = (shapeOf(typeKeyOf(path)) ?? shapeOf(typeKeyOf(path.split('/').slice(0, -1).join('/'))))?.versions ?? []
  const asked = /api-version=([\w-]+)/.exec(url)?.[1] ?? ''
  return versions.includes(asked) ? url : url.replace(asked, versions.find((one) => one > asked && !one.includes('preview')) ?? versions.at(-1) ?? '')
}

/** What had to be sent although no answer shows it. */
const added: Readonly<Record<string, JsonObject>> = {
  'storage-put-accepted': { location: 'southcentralus', kind: 'StorageV2', sku: { name: 'Standard_LRS' } },
  'storage-patch-firewall': { properties: { networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices', ipRules: [], virtualNetworkRules: [] } } },
}

/** A password is sent and never answered. */
const withPassword = (body: JsonObject): JsonObject => (at(body, 'properties.osProfile') === undefined ? body : withAt(body, 'properties.osProfile.adminPassword', 'Not-a-true-1'))

/** The recorded answer as somebody would have sent it. */
function sentFor(url: string, body: Parsed): JsonObject {
  if (!isObject(body)) return {}
  const { id: _, type: __, name: ___, ...rest } = written(typeKeyOf(url.split('?')[0] ?? ''), body)
  return pruned(rest)
}

const dropped = new Set(['etag', 'id', 'type', 'provisioningState', 'resourceGuid', 'networkInterfaces', 'privateLinkServiceConnectionState', 'recordSets', 'enableVmProtection', 'ipAddress', 'routeServiceVips'])

/** Without what Azure added: an id is kept where it is all that an object says. */
function pruned(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]): readonly (readonly [string, Json])[] => {
    if (dropped.has(key) && !(key === 'id' && Object.keys(value).length === 1)) return []
    if (Array.isArray(inner)) return [[key, inner.map((one: Json) => (isObject(one) ? pruned(one) : one))]]
    return [[key, isObject(inner) ? pruned(inner) : inner]]
  }))
}

const writes = [...examples.keys()].filter((name) => recorded(name) && !['GET', 'HEAD'].includes(example(name).request.method))
const replayed = writes.filter((name) => leftOut[name] === undefined)
const links = ['azure-asyncoperation', 'location']

/** A link without its ids: the words that it always has. */
const formOf = (link: string | null): string | null => link?.replace(/^https:\/\/[^/]+/, '').split('?')[0]?.toLowerCase().split('/').filter((part) => /^[a-z]+(\.[a-z]+)?$/.test(part) && part.length > 4 && !/^(westus|eastus)/.test(part) && !part.includes('central')).join('/') ?? null

/** What a request is about: an action's resource, or the resource itself. */
const owner = ({ method, url }: Parsed): string => (method === 'POST' ? url.split('?')[0].split('/').slice(0, -1).join('/') : url.split('?')[0])

function missingKeys(ours: Parsed, theirs: Parsed): readonly string[] {
  if (!isObject(theirs)) return []
  return Object.keys(theirs).filter((key) => !notAnswered.has(key) && !(isObject(ours) && Object.hasOwn(ours, key))).concat(isObject(theirs['properties']) && isObject(ours) ? missingKeys(ours['properties'], theirs['properties']) : [])
}

describe('the recorded writes', () => {
  it.skipIf(examples.size > 0)('are absent: ../shared/azure-types/examples', () => {
    expect(examples.size).toBe(0)
  })

  it.skipIf(examples.size === 0)('are replayed or left out by name', () => {
    expect(Object.keys(leftOut).filter((name) => !writes.includes(name))).toEqual([])
    expect(replayed.length).toBeGreaterThanOrEqual(18)
  })

  it.each(replayed)('are answered as recorded: %s', async (name) => {
    const { request, response } = example(name)
    const existing = name === 'resourcegroup-put-updated' || (request.method !== 'PUT' && response.status !== 404) ? [{ ...(isObject(response.body) ? response.body : {}), id: owner(request) }] : []
    const cloud = cloudFor(request.url, [...around(request.url, response.body), ...existing])
    const answer = await ask(cloud, withKnownVersion(request.url), { method: request.method, ...(request.method === 'DELETE' || request.method === 'POST' ? {} : { body: added[name] ?? withPassword(sentFor(request.url, response.body)) }) })
    expect([name, answer.status, answer.status === response.status ? '' : answer.text]).toEqual([name, response.status, ''])
    for (const link of links.filter((one) => !(one === 'location' && response.status === 201))) expect([link, formOf(answer.headers.get(link))]).toEqual([link, formOf(response.headers[link] ?? null)])
    expect(missingKeys(answer.body, response.body)).toEqual([])
    const state = response.body?.properties?.provisioningState
    expect(state === undefined || answer.status >= 300 ? state : answer.body.properties.provisioningState).toBe(state)
  })
})

describe.skipIf(examples.size === 0)('other recorded answers', () => {
  const sub = '/subscriptions/00000000-0000-0000-0000-000000000000'
  const place = [{ id: `${sub}/resourceGroups/rg`, name: 'rg', location: 'westus', properties: {} }]
  const deployment = `${sub}/resourcegroups/rg/providers/Microsoft.Resources/deployments/d`
  const post = (cloud: Cloud, path: string, body: Json = {}): Promise<Read> => ask(cloud, path, { method: 'POST', body })
  const keysOf = (body: Parsed): readonly string[] => Object.keys(body).toSorted()

  it('of deployments: what-if, cancel, a template that is none', async () => {
    const template = { $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#', contentVersion: '1.0.0.0', resources: [] }
    const cloud = cloudFor(sub, place)
    const accepted = await post(cloud, `${deployment}/whatIf?api-version=2025-04-01`, { properties: { mode: 'Incremental', template } })
    expect([accepted.status, formOf(accepted.headers.get('location'))]).toEqual([202, formOf(example('deployments-whatif-accepted').response.headers.location)])
    expect((await post(cloud, `${deployment}/cancel?api-version=2025-04-01`)).status).toBe(204)
    const invalid = await ask(cloud, `${deployment}?api-version=2025-04-01`, { method: 'PUT', body: { properties: { mode: 'Incremental', template, parameters: { unknown: { value: 1 } } } } })
    const { response } = example('deployments-put-invalid')
    expect([invalid.status, invalid.body.error.code, keysOf(invalid.body.error), invalid.body.error.additionalInfo]).toEqual([response.status, response.body.error.code, keysOf(response.body.error), response.body.error.additionalInfo])
  })

  it('of registration and of a purge', async () => {
    const registered = await post(cloudFor(sub, place, { providers: {} }), `${sub}/providers/Microsoft.ContainerRegistry/register?api-version=2025-04-01`)
    expect([registered.status, registered.body.registrationState, registered.body.namespace]).toEqual([200, 'Registering', 'Microsoft.ContainerRegistry'])
    const { request, response } = example('keyvault-purge')
    const name = request.url.split('/deletedVaults/')[1]?.split('/')[0] ?? ''
    const cloud = cloudFor(sub, place, { deletedVaults: [{ name, properties: { vaultId: `${sub}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/${name}` } }] })
    const purge = await post(cloud, withKnownVersion(request.url))
    expect([purge.status, formOf(purge.headers.get('location'))]).toEqual([response.status, formOf(response.headers.location)])
    const pending = await ask(cloud, purge.headers.get('location') ?? '')
    expect([pending.status, keysOf(pending.body), pending.headers.has('location')]).toEqual([202, keysOf(example('keyvault-purge-pending').response.body), true])
  })

  it('of an identity that is not known yet, and of a machine without a password', async () => {
    const cloud = cloudFor(sub, [...place, { id: `${sub}/resourceGroups/rg/providers/Microsoft.Network/networkInterfaces/n`, name: 'n', location: 'westus', properties: {} }])
    const identity = await ask(cloud, `${sub}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i?api-version=2024-11-30`, { method: 'PUT', body: { location: 'westus' } })
    const grant = { properties: { roleDefinitionId: `${sub}/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7`, principalId: textAt(identity.body, 'properties.principalId'), principalType: 'ServicePrincipal' } }
    const refused = await ask(cloud, `${sub}/resourceGroups/rg/providers/Microsoft.Authorization/roleAssignments/64ae9c10-5530-4066-8cd1-16a19ed2fe3a?api-version=2022-04-01`, { method: 'PUT', body: grant })
    const recordedError = example('roleassignment-put-principalnotfound').response
    expect([refused.status, refused.body.error.code, refused.headers.get('x-ms-failure-cause')]).toEqual([recordedError.status, recordedError.body.error.code, null])
    const machine = { location: 'westus', properties: { osProfile: { computerName: 'c', adminUsername: 'a' }, networkProfile: { networkInterfaces: [{ id: `${sub}/resourceGroups/rg/providers/Microsoft.Network/networkInterfaces/n` }] } } }
    const invalid = await ask(cloud, `${sub}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/v?api-version=2026-04-01`, { method: 'PUT', body: machine })
    expect([invalid.status, invalid.body.error.code, keysOf(invalid.body.error)]).toEqual([400, 'InvalidParameter', keysOf(example('vm-put-invalid').response.body.error)])
  })

  it('of statuses: in progress, succeeded, pending results', async () => {
    const path = `${sub}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v?api-version=2025-05-01`
    const clock = virtualClock('2026-11-23T08:00:00Z')
    const cloud = cloudFor(sub, place, { clock })
    const put = await ask(cloud, path, { method: 'PUT', body: { location: 'westus', properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } } } })
    expect(put.headers.get('azure-asyncoperation')?.length).toBeGreaterThan(3000)
    const status = async (): Promise<readonly unknown[]> => {
      const { status: code, body } = await ask(cloud, put.headers.get('azure-asyncoperation') ?? '')
      return [code, body]
    }
    expect(await status()).toEqual([200, example('network-operation-inprogress').response.body])
    clock.advance(60_000)
    expect(await status()).toEqual([200, example('network-operation-succeeded').response.body])
    const gone = await ask(cloud, path, { method: 'DELETE' })
    const pending = await ask(cloud, gone.headers.get('location') ?? '')
    const like = example('network-operationresults-pending').response
    expect([pending.status, pending.text, links.map((one) => pending.headers.has(one))]).toEqual([like.status, '', links.map((one) => one in like.headers)])
  })
})
