import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../base/json.ts'
import { virtualClock } from '../clock.ts'
import type { Parsed } from '../fixtures/asking.ts'
import { type Desk, desk, endpointTo, group, groupInto, ids, net, subscription, world } from '../fixtures/writing.ts'
import type { Permission } from '../world.ts'
import { millisecondsOf } from './durations.ts'
import { textAt } from './values.ts'

const subnetOf = (name: string): string => `${ids.network}/subnets/${name}`
const zone = net('privateDnsZones', 'privatelink.blob.core.windows.net')
const nsg = net('networkSecurityGroups', 'nsg')
const pep = net('privateEndpoints', 'pep')
const rights = (actions: readonly string[], notActions: readonly string[] = []): Permission => ({ actions, notActions, dataActions: [], notDataActions: [] })
const codeOf = ({ status, body }: { readonly status: number; readonly body: Parsed }): readonly unknown[] => [status, body?.error?.code]
const rule = (name: string, priority: number): JsonObject => ({ name, properties: { access: 'Allow', direction: 'Outbound', priority, protocol: 'Tcp', sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: '443' } })

describe('a body', () => {
  const put = async (id: string, body: Json): Promise<readonly unknown[]> => {
    const { status, body: answer } = await desk(world()).send('PUT', id, body)
    return [status, answer?.error?.code, answer?.error?.target]
  }
  const space = { addressSpace: { addressPrefixes: ['10.40.0.0/16'] } }

  it.each<readonly [string, Json, string]>([
    [net('virtualNetworks', 'v'), { location: 'westeurope', properties: { ...space, enableDdos: true } }, 'properties.enableDdos'],
    [net('virtualNetworks', 'v'), { location: 'westeurope', properties: { ...space, enableDdosProtection: 'true' } }, 'properties.enableDdosProtection'],
    [net('virtualNetworks', 'v'), { location: 'westeurope', properties: { ...space, resourceGuid: 'x' } }, 'properties.resourceGuid'],
    [net('virtualNetworks', 'v'), { location: 'westeurope', properties: { ...space, subnets: [{ name: 'a', properties: { addressPrefix: 5 } }] } }, 'properties.subnets[0].properties.addressPrefix'],
    [net('virtualNetworks', 'v'), { name: 'other', location: 'westeurope', properties: space }, 'name'],
    [zone, {}, 'location'],
    [nsg, { location: 'westeurope', properties: { securityRules: [{ name: 'r', properties: { access: 'Allow', direction: 'Outbound', protocol: 'Tcp' } }] } }, 'properties.securityRules[0].properties.priority'],
    [`${ids.workspace}/computes/c`, { location: 'westeurope', properties: { computeType: 'Unheard' } }, 'properties'],
    [`${group}/providers/Microsoft.Storage/storageAccounts/stnew`, { location: 'westeurope', kind: 'StorageV3', sku: { name: 'Standard_LRS' } }, 'kind'],
  ])('for %s with %j is refused and names %s', async (id, body, target) => {
    expect(await put(id, body)).toEqual([400, 'BadRequest', target])
  })

  it('that is no object is refused; one that was read may be sent back, with another state it may not', async () => {
    const at = desk(world())
    expect(codeOf(await at.send('PUT', nsg, [1]))).toEqual([400, 'InvalidRequestContent'])
    const { body } = await at.get(subnetOf('snet-training'))
    expect((await at.done('PUT', subnetOf('snet-training'), body)).state).toBe('Succeeded')
    const other = await at.send('PUT', subnetOf('snet-training'), { ...body, properties: { ...body.properties, provisioningState: 'Failed' } })
    expect([other.status, other.body.error.target]).toEqual([400, 'properties.provisioningState'])
  })

  it('with unknown parts that stand there already is taken, since they were read', async () => {
    const before = world()
    const resources = before.resources.map((body) => (body['id'] === ids.network ? { ...body, properties: { ...(body['properties'] as JsonObject), brandNew: { a: 1 } } } : body))
    const at = desk({ ...before, resources })
    const { body } = await at.get(ids.network)
    expect((await at.done('PUT', ids.network, body)).body.properties.brandNew).toEqual({ a: 1 })
  })
})

describe('a partial PUT destroys what it leaves out', () => {
  const address = { addressSpace: { addressPrefixes: ['10.20.0.0/16'] } }
  const empty = (): Desk => desk({ ...world(), resources: world().resources.filter((body) => !textAt(body, 'id').includes('/computes/')) })

  it('a network: subnets in old versions, and with an empty list; newer versions keep them when they are not named', async () => {
    const names = async (version: string, properties: JsonObject): Promise<Parsed> => {
      const at = empty()
      await at.done('PUT', `${ids.network}?api-version=${version}`, { location: 'westeurope', properties })
      return (await at.get(ids.network)).body.properties.subnets.map(({ name }: { name: string }) => name)
    }
    expect(await names('2023-09-01', address)).toEqual([])
    expect(await names('2023-11-01', address)).toEqual(['snet-training'])
    expect(await names('2025-05-01', { ...address, subnets: [] })).toEqual([])
    expect(await names('2025-05-01', { ...address, subnets: null })).toEqual([])
  })

  it('a network is not written at all when a subnet that would go is in use', async () => {
    const at = desk(world())
    expect(codeOf(await at.send('PUT', `${ids.network}?api-version=2023-09-01`, { location: 'westeurope', properties: address }))).toEqual([400, 'InUseSubnetCannotBeDeleted'])
    expect((await at.get(ids.network)).body.properties.subnets).toHaveLength(1)
  })

  it('a subnet: group, table, endpoints and all', async () => {
    const at = desk(world())
    await at.done('PUT', nsg, { location: 'westeurope' })
    await at.done('PUT', subnetOf('a'), { properties: { addressPrefix: '10.20.5.0/24', networkSecurityGroup: { id: nsg }, serviceEndpoints: [{ service: 'Microsoft.Storage' }] } })
    expect((await at.get(nsg)).body.properties.subnets).toEqual([{ id: subnetOf('a') }])
    const { body } = await at.done('PUT', subnetOf('a'), { properties: { addressPrefix: '10.20.5.0/24' } })
    expect([body.properties.networkSecurityGroup, body.properties.serviceEndpoints]).toEqual([undefined, undefined])
    expect((await at.get(nsg)).body.properties.subnets).toEqual([])
  })

  it('a security group: its rules; a vault: its access policies; a component: its network flags', async () => {
    const at = desk(world())
    await at.done('PUT', nsg, { location: 'westeurope', properties: { securityRules: [rule('one', 100)] } })
    expect((await at.done('PUT', nsg, { location: 'westeurope', tags: { a: 'b' } })).body.properties.securityRules).toEqual([])
    const hasty = desk(world({ pace: { draw: 'p50', scale: 0 } }))
    await hasty.send('PUT', nsg, { location: 'westeurope', properties: { securityRules: [rule('one', 100)] } })
    expect((await hasty.send('PUT', nsg, { location: 'westeurope' })).body.properties).toMatchObject({ provisioningState: 'Succeeded', securityRules: [] })
    const vault = `${group}/providers/Microsoft.KeyVault/vaults/kv-pol`
    const properties = { tenantId: '4f0d9b7e-6c1a-4e52-8d3f-a90c5b2e7f14', sku: { family: 'A', name: 'standard' } }
    const policy = { tenantId: properties.tenantId, objectId: '9c2e5a70-14db-4c8f-b6a3-0d7e81f4c926', permissions: { secrets: ['get'] } }
    await at.done('PUT', vault, { location: 'westeurope', properties: { ...properties, accessPolicies: [policy] } })
    expect((await at.send('PATCH', vault, { properties: { publicNetworkAccess: 'Disabled' } })).body.properties.accessPolicies).toHaveLength(1)
    expect((await at.send('PUT', vault, { location: 'westeurope', properties })).body.properties.accessPolicies).toEqual([])
    await at.send('PUT', ids.component, { location: 'westeurope', kind: 'web', properties: { Application_Type: 'web', publicNetworkAccessForQuery: 'Disabled' } })
    expect((await at.send('PUT', ids.component, { location: 'westeurope', kind: 'web', properties: { Application_Type: 'web' } })).body.properties).toMatchObject({ publicNetworkAccessForQuery: 'Enabled' })
  })
})

describe('PATCH', () => {
  it('replaces a storage account’s rules whole, and tags whole', async () => {
    const at = desk(world())
    await at.send('PATCH', ids.account, { tags: { a: '1', b: '2' }, properties: { networkAcls: { defaultAction: 'Allow', ipRules: [{ value: '203.0.113.9', action: 'Allow' }] } } })
    const { body } = await at.send('PATCH', ids.account, { tags: { b: '3' }, properties: { networkAcls: { defaultAction: 'Deny' } } })
    expect([body.tags, body.properties.networkAcls.ipRules, body.properties.allowBlobPublicAccess]).toEqual([{ b: '3' }, [], true])
  })

  it('takes tags alone of a network, nothing of an endpoint, and of a workspace what it knows', async () => {
    const at = desk(world())
    expect((await at.send('PATCH', ids.network, { tags: { a: 'b' } })).body.tags).toEqual({ a: 'b' })
    expect(codeOf(await at.send('PATCH', ids.network, { properties: { addressSpace: { addressPrefixes: ['10.0.0.0/8'] } } }))).toEqual([400, 'BadRequest'])
    expect(codeOf(await at.send('PATCH', pep, {}))).toEqual([405, 'HttpMethodNotAllowed'])
    expect((await at.send('PATCH', ids.workspace, { properties: { keyVault: ids.vault.replace('kv-demand', 'other') } })).body.error.target).toBe('properties.keyVault')
    expect(codeOf(await at.send('PATCH', `${ids.account}x`, {}))).toEqual([404, 'ResourceNotFound'])
  })

  it('of a registry needs the Premium tier before, not at the same time', async () => {
    const at = desk(world())
    expect(codeOf(await at.send('PATCH', ids.registry, { sku: { name: 'Premium' }, properties: { publicNetworkAccess: 'Disabled' } }))).toEqual([400, 'SkuNotSupported'])
    await at.done('PATCH', ids.registry, { sku: { name: 'Premium' } })
    expect((await at.done('PATCH', ids.registry, { properties: { networkRuleSet: { defaultAction: 'Deny' } } })).body.properties.networkRuleSet).toEqual({ defaultAction: 'Deny', ipRules: [] })
  })
})

describe('etags', () => {
  it('of networks are weak, in header and body, change with each write, and are compared at once', async () => {
    const at = desk(world())
    const first = (await at.done('PUT', subnetOf('a'), { properties: { addressPrefix: '10.20.5.0/24' } })).body.etag
    expect(first).toMatch(/^W\/"[0-9a-f-]{36}"$/)
    const body = { properties: { addressPrefix: '10.20.5.0/24', serviceEndpoints: [{ service: 'Microsoft.Storage' }] } }
    expect((await at.done('PUT', subnetOf('a'), body, { 'if-match': first })).state).toBe('Succeeded')
    expect(codeOf(await at.send('PUT', subnetOf('a'), body, { 'if-match': first }))).toEqual([412, 'PreconditionFailed'])
    expect(codeOf(await at.send('PUT', subnetOf('a'), body, { 'if-none-match': '*' }))).toEqual([412, 'PreconditionFailed'])
    expect(codeOf(await at.send('DELETE', subnetOf('a'), undefined, { 'if-match': first }))).toEqual([412, 'PreconditionFailed'])
  })

  it('of private DNS are told in the status, with HTTP 200, and change nothing', async () => {
    const at = desk(world())
    await at.done('PUT', zone, { location: 'global', tags: { a: 'b' } })
    const again = await at.done('PUT', zone, { location: 'global' }, { 'if-none-match': '*' })
    expect([again.first.status, again.state, again.error.code, again.body.tags]).toEqual([202, 'Failed', 'PreconditionFailed', { a: 'b' }])
    expect((await at.done('PATCH', zone, { tags: {} }, { 'if-match': '"stale"' })).error.code).toBe('PreconditionFailed')
  })
})

describe('work that goes on', () => {
  it('keeps others from the same network, account, vault, registry and workspace, in each service’s words', async () => {
    const at = desk(world())
    await at.done('PUT', subnetOf('e'), { properties: { addressPrefix: '10.20.6.0/24' } })
    const first = await at.send('PUT', subnetOf('a'), { properties: { addressPrefix: '10.20.5.0/24' } })
    expect((await at.get(ids.network)).body.properties.provisioningState).toBe('Updating')
    expect(codeOf(await at.send('PUT', subnetOf('b'), { properties: { addressPrefix: '10.20.7.0/24' } }))).toEqual([409, 'AnotherOperationInProgress'])
    const busy = await at.send('PUT', pep, endpointTo(ids.account, 'blob', subnetOf('e')))
    expect([...codeOf(busy), busy.body.error.details[0].code]).toEqual([429, 'RetryableError', 'ReferencedResourceNotProvisioned'])
    await at.follow(first, subnetOf('a'))
    expect((await at.get(ids.network)).body.properties.provisioningState).toBe('Succeeded')
    const made = await at.send('PUT', pep, endpointTo(ids.account, 'blob', subnetOf('e')))
    expect(codeOf(await at.send('PATCH', ids.account, { tags: {} }))).toEqual([409, 'StorageAccountOperationInProgress'])
    await at.follow(made, pep)
    await at.send('PATCH', ids.workspace, { properties: { description: 'x' } })
    expect(codeOf(await at.send('PATCH', ids.workspace, { properties: { description: 'y' } }))).toEqual([409, 'Conflict'])
    await at.send('PATCH', ids.registry, { sku: { name: 'Premium' } })
    expect(codeOf(await at.send('PATCH', ids.registry, { tags: {} }))).toEqual([409, 'Conflict'])
  })

  it('of two endpoints to one account ends for the second with a failure in its status, and it can be made again', async () => {
    const at = desk({ ...world(), resources: [...world().resources, { id: net('virtualNetworks', 'two'), name: 'two', location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.50.0.0/16'] }, subnets: [{ id: `${net('virtualNetworks', 'two')}/subnets/s`, name: 's', properties: { addressPrefix: '10.50.0.0/24' } }] } }] })
    const [one, two] = [pep, net('privateEndpoints', 'pep-file')]
    const elsewhere = `${net('virtualNetworks', 'two')}/subnets/s`
    const first = await at.send('PUT', one, endpointTo(ids.account, 'blob', subnetOf('snet-training')))
    const second = await at.done('PUT', two, endpointTo(ids.account, 'file', elsewhere))
    expect([second.first.status, second.state, second.error.code]).toEqual([201, 'Failed', 'StorageAccountOperationInProgress'])
    expect((await at.get(elsewhere)).body.properties.privateEndpoints).toEqual([])
    await at.follow(first, one)
    expect((await at.done('PUT', two, endpointTo(ids.account, 'file', elsewhere))).state).toBe('Succeeded')
  })

  it('is followed by a signed address that is taken verbatim', async () => {
    const at = desk(world())
    const { headers } = await at.send('PUT', subnetOf('a'), { properties: { addressPrefix: '10.20.5.0/24' } })
    const link = headers.get('azure-asyncoperation') ?? ''
    expect(codeOf(await at.get(link.replace('api-version=', 'api-Version=')))).toEqual([400, 'BadRequest'])
    expect(codeOf(await at.get(link.replace(/operations\/[^?]*/, 'operations/none')))).toEqual([404, 'NotFound'])
  })

  it('takes as long as is documented, at p95 longer, and with a seed always the same', async () => {
    const clock = virtualClock('2026-11-23T08:00:00Z')
    const at = desk(world({}, clock))
    await at.send('PUT', zone, { location: 'global' })
    clock.advance(30_900)
    expect((await at.get(zone)).body.properties.provisioningState).toBe('Creating')
    clock.advance(200)
    expect((await at.get(zone)).body.properties.provisioningState).toBe('Succeeded')
    expect(millisecondsOf({ draw: 'p95', scale: 0.5 }, 'zone', 'x')).toBe(22_500)
    const draws = Array.from({ length: 500 }, (_, seed) => millisecondsOf({ draw: { seed }, scale: 1 }, 'zone', 'x')).toSorted((one, other) => one - other)
    expect(millisecondsOf({ draw: { seed: 7 }, scale: 1 }, 'zone', 'X')).toBe(millisecondsOf({ draw: { seed: 7 }, scale: 1 }, 'zone', 'x'))
    expect(draws[250]).toBeGreaterThan(29_000)
    expect(draws[250]).toBeLessThan(33_000)
    expect(draws[475]).toBeGreaterThan(42_000)
    expect(draws[475]).toBeLessThan(48_000)
  })
})

describe('what governs a write', () => {
  const owner = rights(['*'])

  it('rights on what a body names: joining a subnet, a zone, a network, approving a connection', async () => {
    const without = (...actions: readonly string[]): Desk => desk(world({ permissions: {}, otherwise: [rights(['*'], actions)] }))
    const join = without('Microsoft.Network/virtualNetworks/subnets/join/action')
    const refused = await join.send('PUT', pep, endpointTo(ids.account, 'blob', subnetOf('snet-training')))
    expect([...codeOf(refused), refused.body.error.message.includes('virtualNetworks/subnets/join/action')]).toEqual([403, 'LinkedAuthorizationFailed', true])
    const approve = without('Microsoft.Storage/storageAccounts/PrivateEndpointConnectionsApproval/action')
    expect(codeOf(await approve.send('PUT', pep, endpointTo(ids.account, 'blob', subnetOf('snet-training'))))).toEqual([403, 'LinkedAuthorizationFailed'])
    const link = without('Microsoft.Network/virtualNetworks/join/action')
    await link.done('PUT', zone, { location: 'global' })
    expect(codeOf(await link.send('PUT', `${zone}/virtualNetworkLinks/l`, { location: 'global', properties: { virtualNetwork: { id: ids.network } } }))).toEqual([403, 'LinkedAuthorizationFailed'])
    const elsewhere = ids.network.replace(subscription, '/subscriptions/99999999-9999-4999-8999-999999999999')
    expect(codeOf(await link.send('PUT', `${zone}/virtualNetworkLinks/l`, { location: 'global', properties: { virtualNetwork: { id: elsewhere } } }))).toEqual([403, 'LinkedAuthorizationFailed'])
    expect(codeOf(await desk(world({ permissions: {}, otherwise: [owner] })).send('PUT', subnetOf('a'), { properties: { addressPrefix: '10.20.5.0/24', networkSecurityGroup: { id: nsg } } }))).toEqual([400, 'InvalidResourceReference'])
  })

  it('a manual connection waits until its target approves it; then the endpoint is approved and its zone group writes', async () => {
    const at = desk(world())
    await at.done('PUT', zone, { location: 'global' })
    const made = await at.done('PUT', pep, endpointTo(ids.account, 'blob', subnetOf('snet-training'), 'manual'))
    expect(made.body.properties.manualPrivateLinkServiceConnections[0].properties.privateLinkServiceConnectionState.status).toBe('Pending')
    const grouped = await at.done('PUT', `${pep}/privateDnsZoneGroups/default`, groupInto(zone))
    expect(grouped.body.properties.privateDnsZoneConfigs[0].properties.recordSets).toEqual([])
    const [connection] = (await at.get(ids.account)).body.properties.privateEndpointConnections
    expect(connection.properties.privateLinkServiceConnectionState.status).toBe('Pending')
    const approved = { privateLinkServiceConnectionState: { status: 'Approved', description: 'by Jo' } }
    // What it shows besides its state is not sent back, though it is as it was read.
    const beside = [{ ...connection, properties: approved }, { properties: { ...approved, privateEndpoint: connection.properties.privateEndpoint } }, { properties: { ...approved, provisioningState: 'Succeeded' } }, { properties: { ...approved, groupIds: ['blob'] } }]
    for (const [index, body] of beside.entries()) {
      const answer = await at.send('PUT', connection.id, body)
      expect([answer.status, answer.body.error.message]).toEqual([400, expect.stringContaining(`'${['id', 'properties.privateEndpoint.id', 'properties.provisioningState', 'properties.groupIds'][index] ?? ''}'`)])
    }
    expect((await at.send('PUT', connection.id, { properties: approved })).status).toBe(200)
    expect((await at.get(pep)).body.properties.manualPrivateLinkServiceConnections[0].properties.privateLinkServiceConnectionState).toMatchObject({ status: 'Approved', description: 'by Jo' })
    expect((await at.get(`${zone}/A/stdemand`)).status).toBe(200)
    await at.done('DELETE', connection.id)
    expect((await at.get(pep)).body.properties.manualPrivateLinkServiceConnections[0].properties.privateLinkServiceConnectionState.status).toBe('Disconnected')
    expect(codeOf(await at.send('PUT', pep, endpointTo(ids.account, 'blob', subnetOf('snet-training'), 'manual')))).toEqual([409, 'PrivateEndpointCannotBeUpdatedInFailedState'])
    expect((await at.done('DELETE', pep)).body.error.code).toBe('ResourceNotFound')
    expect((await at.get(`${zone}/A/stdemand`)).status).toBe(404)
  })

  it('policies refuse or change, deny assignments stand above rights, quotas end', async () => {
    const policy = { name: 'no-public', scope: subscription, type: 'Microsoft.Storage/storageAccounts', property: 'properties.publicNetworkAccess', wanted: 'Disabled' }
    const denied = await desk(world({ policies: [{ ...policy, effect: 'deny' }] })).send('PATCH', ids.account, { properties: { publicNetworkAccess: 'Enabled' } })
    expect([...codeOf(denied), denied.body.error.additionalInfo[0].info.evaluationDetails.evaluatedExpressions[0].targetValue]).toEqual([403, 'RequestDisallowedByPolicy', 'Disabled'])
    expect((await desk(world({ policies: [{ ...policy, effect: 'modify' }] })).send('PATCH', ids.account, { tags: {} })).body.properties.publicNetworkAccess).toBe('Disabled')
    const assignment = { id: `${group}/providers/Microsoft.Authorization/denyAssignments/d`, name: 'd', properties: { denyAssignmentName: 'Stack', scope: group, permissions: [{ actions: ['*/write'], notActions: [] }], principals: [{ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }] } }
    expect(codeOf(await desk({ ...world(), resources: [...world().resources, assignment] }).send('PATCH', ids.account, { tags: {} }))).toEqual([403, 'DenyAssignmentAuthorizationFailed'])
    const quotas = [{ subscription: subscription.split('/')[2] ?? '', type: 'Microsoft.Network/virtualNetworks', most: 1 }]
    expect(codeOf(await desk(world({ quotas })).send('PUT', net('virtualNetworks', 'more'), { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.60.0.0/16'] } } }))).toEqual([409, 'QuotaExceeded'])
  })

  it('registration is asked for, takes its time, and then the write is taken', async () => {
    const at = desk(world({ providers: {} }))
    const scope = `${group}/providers/Microsoft.Insights/privateLinkScopes/s`
    const body = { location: 'global', properties: { accessModeSettings: { queryAccessMode: 'Open', ingestionAccessMode: 'Open' } } }
    expect(codeOf(await at.send('PUT', scope, body))).toEqual([409, 'MissingSubscriptionRegistration'])
    await at.send('POST', `${subscription}/providers/Microsoft.Insights/register?api-version=2025-04-01`)
    const state = async (): Promise<Parsed> => (await at.get(`${subscription}/providers/Microsoft.Insights?api-version=2025-04-01`)).body.registrationState
    expect(await state()).toBe('Registering')
    at.advance(80)
    expect(await state()).toBe('Registered')
    expect((await at.send('PUT', scope, body)).status).toBe(201)
  })

  it('names that are held: by a deleted vault, by somebody else', async () => {
    const at = desk(world({ takenNames: ['stmine'] }))
    expect((await at.send('DELETE', ids.vault)).status).toBe(200)
    const vault = { location: 'westeurope', properties: { tenantId: '4f0d9b7e-6c1a-4e52-8d3f-a90c5b2e7f14', sku: { family: 'A', name: 'standard' }, accessPolicies: [] } }
    expect(codeOf(await at.send('PUT', ids.vault, vault))).toEqual([409, 'ConflictError'])
    expect((await at.get(`${subscription}/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/kv-demand?api-version=2026-02-01`)).body.properties.vaultId).toBe(ids.vault)
    expect((await at.send('PUT', ids.vault, { ...vault, properties: { ...vault.properties, createMode: 'recover' } })).status).toBe(200)
    expect(codeOf(await at.send('PUT', `${group}/providers/Microsoft.Storage/storageAccounts/stmine`, { location: 'westeurope', kind: 'StorageV2', sku: { name: 'Standard_LRS' } }))).toEqual([409, 'StorageAccountAlreadyTaken'])
    const name = await at.send('POST', `${subscription}/providers/Microsoft.Storage/checkNameAvailability?api-version=2025-06-01`, { name: 'stmine', type: 'Microsoft.Storage/storageAccounts' })
    expect([name.status, name.body.nameAvailable]).toEqual([200, false])
  })

  it('an identity that was just made is unknown for a while; the same grant is made once', async () => {
    const at = desk(world())
    const identity = await at.send('PUT', `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/i`, { location: 'westeurope' })
    const grant = (name: string): string => `${ids.account}/providers/Microsoft.Authorization/roleAssignments/${name}`
    const body = { properties: { principalId: identity.body.properties.principalId, principalType: 'ServicePrincipal', roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/ba92f5b4-2d11-453d-a403-e96b0029c9fe` } }
    const [one, two] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']
    expect(codeOf(await at.send('PUT', grant(one), body))).toEqual([400, 'PrincipalNotFound'])
    at.advance(39)
    expect((await at.send('PUT', grant(one), body)).status).toBe(201)
    expect((await at.send('PUT', grant(one), body)).status).toBe(200)
    expect(codeOf(await at.send('PUT', grant(two), body))).toEqual([409, 'RoleAssignmentExists'])
    expect(codeOf(await at.send('PUT', grant(one), { properties: { ...body.properties, principalId: two } }))).toEqual([409, 'RoleAssignmentUpdateNotPermitted'])
  })
})

describe('the network’s own rules', () => {
  const at = desk(world())
  it.each<readonly [string, string, Json, string]>([
    ['a subnet outside its network', subnetOf('o'), { properties: { addressPrefix: '10.99.0.0/24' } }, 'NetcfgInvalidSubnet'],
    ['a subnet over another', subnetOf('o'), { properties: { addressPrefix: '10.20.1.0/25' } }, 'NetcfgSubnetRangesOverlap'],
    ['a prefix with host bits', subnetOf('o'), { properties: { addressPrefix: '10.20.9.1/24' } }, 'InvalidCIDRNotation'],
    ['an endpoint without a group', pep, endpointTo(ids.account, '', subnetOf('snet-training')), 'PrivateEndpointMustHaveGroupId'],
    ['an endpoint with a wrong group', pep, endpointTo(ids.account, 'blobs', subnetOf('snet-training')), 'PrivateLinkServiceGroupIdInvalid'],
    ['an endpoint to nothing', pep, endpointTo(`${ids.account}x`, 'blob', subnetOf('snet-training')), 'InvalidPrivateLinkServiceId'],
    ['an endpoint to a registry that is not Premium', pep, endpointTo(ids.registry, 'registry', subnetOf('snet-training')), 'SkuNotSupported'],
    ['a Standard address that is dynamic', net('publicIPAddresses', 'p'), { location: 'westeurope', sku: { name: 'Standard' }, properties: { publicIPAllocationMethod: 'Dynamic' } }, 'StandardSkuPublicIPAddressesMustBeStatic'],
    ['two rules of one priority', nsg, { location: 'westeurope', properties: { securityRules: [rule('a', 100), rule('b', 100)] } }, 'SecurityRuleConflict'],
  ])('refuse %s', async (_, id, body, code) => {
    expect(codeOf(await at.send('PUT', id, body))).toEqual([400, code])
  })

  it('a subnet gets full, and is not taken away while something is in it', async () => {
    const own = desk(world())
    await own.done('PUT', subnetOf('small'), { properties: { addressPrefix: '10.20.8.0/29' } })
    await own.done('PATCH', ids.registry, { sku: { name: 'Premium' } })
    expect((await own.done('PUT', pep, endpointTo(ids.registry, 'registry', subnetOf('small')))).state).toBe('Succeeded')
    expect(codeOf(await own.send('PUT', net('privateEndpoints', 'two'), endpointTo(ids.workspace, 'amlworkspace', subnetOf('small'))))).toEqual([400, 'SubnetIsFull'])
    expect(codeOf(await own.send('DELETE', subnetOf('small')))).toEqual([400, 'InUseSubnetCannotBeDeleted'])
    expect(codeOf(await own.send('DELETE', `${subnetOf('none')}`))[0]).toBe(204)
  })

  it('one zone of a name for a network, one link, one zone group at an endpoint', async () => {
    const own = desk(world())
    const other = zone.replace('/rg-net/', '/rg-ml/')
    for (const one of [zone, other]) await own.done('PUT', one, { location: 'global' })
    const link = { location: 'global', properties: { virtualNetwork: { id: ids.network } } }
    await own.done('PUT', `${zone}/virtualNetworkLinks/l`, link)
    expect(codeOf(await own.send('PUT', `${other}/virtualNetworkLinks/l`, link))).toEqual([400, 'BadRequest'])
    const twin = await own.done('PUT', `${zone}/virtualNetworkLinks/twin`, link)
    expect([twin.first.status, twin.error.code]).toEqual([202, 'Conflict'])
    expect(codeOf(await own.send('DELETE', zone))).toEqual([409, 'CannotDeleteResource'])
    await own.done('PUT', pep, endpointTo(ids.account, 'blob', subnetOf('snet-training')))
    await own.done('PUT', `${pep}/privateDnsZoneGroups/default`, groupInto(zone))
    expect(codeOf(await own.send('PUT', `${pep}/privateDnsZoneGroups/mine`, groupInto(zone)))).toEqual([400, 'PrivateDnsZoneGroupAlreadyExists'])
    expect((await own.get(zone)).body.properties).toMatchObject({ numberOfRecordSets: 2, numberOfVirtualNetworkLinks: 1 })
  })

  it('peerings connect when both sides are there, and disconnect when one goes', async () => {
    const two = net('virtualNetworks', 'two')
    const own = desk(world())
    await own.done('PUT', two, { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.70.0.0/16'] } } })
    const leads = (to: string): Json => ({ properties: { remoteVirtualNetwork: { id: to } } })
    expect((await own.done('PUT', `${ids.network}/virtualNetworkPeerings/a`, leads(two))).body.properties.peeringState).toBe('Initiated')
    expect((await own.done('PUT', `${two}/virtualNetworkPeerings/b`, leads(ids.network))).body.properties.peeringState).toBe('Connected')
    expect((await own.get(`${ids.network}/virtualNetworkPeerings/a`)).body.properties.peeringState).toBe('Connected')
    await own.done('DELETE', `${two}/virtualNetworkPeerings/b`)
    expect((await own.get(`${ids.network}/virtualNetworkPeerings/a`)).body.properties.peeringState).toBe('Disconnected')
  })
})
