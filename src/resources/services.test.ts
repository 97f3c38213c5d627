import { describe, expect, it } from 'vitest'
import { armId } from '../base/armId.ts'
import type { Body } from '../changes/change.ts'
import { expanded, readingOf } from '../discovery/inline.ts'
import { open } from '../estate/fixtures/open.ts'
import { component } from './component.ts'
import { compute } from './compute.ts'
import { datastore } from './datastore.ts'
import { linkScope } from './linkScope.ts'
import { lock } from './lock.ts'
import { logWorkspace } from './logWorkspace.ts'
import { provider } from './provider.ts'
import { registry } from './registry.ts'
import type { Kept, ResourceType } from './resourceType.ts'
import { roleAssignment } from './roleAssignment.ts'
import { storageAccount } from './storageAccount.ts'
import { vault } from './vault.ts'
import { workspace } from './workspace.ts'

const group = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg'
const at = (type: string, name: string) => `${group}/providers/${type}/${name}`

const read = <List extends Kept>(type: ResourceType<List>, body: Body, others: readonly Body[] = []) => {
  const bodies = expanded([body, ...others])
  return type.read(body, readingOf(bodies, []))
}

/** What managing gives of a body that was just read. */
const managed = <List extends Kept>(type: ResourceType<List>, body: Body) => {
  const entry = read(type, body)
  return entry === null ? null : type.manage?.(entry)
}

const account = (properties: Body): Body => ({
  id: at('Microsoft.Storage/storageAccounts', 'st'), type: 'Microsoft.Storage/storageAccounts', location: 'West Europe', kind: 'StorageV2', sku: { name: 'Standard_LRS' }, properties,
})

describe('a storage account', () => {
  it('that says nothing has the documented defaults', () => {
    const entry = read(storageAccount, account({}))
    expect(entry?.region).toBe('westeurope')
    expect(entry?.exposure).toEqual({ publicAccess: 'open', defaultAction: 'open', anonymousAccess: 'unknown' })
    expect(entry?.exceptions.bypass).toEqual(['AzureServices'])
    expect(entry?.sharedKeys).toBe(true)
  })

  it('is read whatever the case of names and words', () => {
    const entry = read(storageAccount, account({ PublicNetworkAccess: 'DISABLED', networkAcls: { DefaultAction: 'deny', bypass: 'metrics,azureservices' } }))
    expect(entry?.exposure).toMatchObject({ publicAccess: 'closed', defaultAction: 'closed' })
    expect(entry?.exceptions.bypass).toEqual(['AzureServices', 'Metrics'])
  })

  it('under a security perimeter is neither open nor closed, and nothing is written for it', () => {
    const body = account({ publicNetworkAccess: 'SecuredByPerimeter', networkAcls: { defaultAction: 'Deny' } })
    expect(read(storageAccount, body)?.exposure.publicAccess).toBe('unknown')
    expect(managed(storageAccount, body)).toMatchObject({ properties: { publicNetworkAccess: null } })
  })

  it('keeps every rule of its firewall, instances of other services too (STOR-09)', () => {
    const acls = {
      defaultAction: 'Deny',
      bypass: 'Logging, Metrics',
      ipRules: [{ value: '203.0.113.7', action: 'Allow' }],
      virtualNetworkRules: [{ id: at('Microsoft.Network/virtualNetworks', 'v/subnets/s'), action: 'Allow' }],
      resourceAccessRules: [{ tenantId: 't', resourceId: at('Microsoft.Synapse/workspaces', 'syn') }, { tenantId: 't', resourceId: at('Microsoft.Network/privateEndpoints', 'old') }],
    }
    expect(managed(storageAccount, account({ publicNetworkAccess: 'Enabled', allowBlobPublicAccess: true, networkAcls: acls })))
      .toEqual({ properties: { publicNetworkAccess: 'Enabled', allowBlobPublicAccess: true, networkAcls: acls } })
  })

  it('names the vault of a customer’s key, null where the snapshot does not hold it, and nothing for Azure’s own (gaps 48)', () => {
    const keys = { id: at('Microsoft.KeyVault/vaults', 'kv-keys'), type: 'Microsoft.KeyVault/vaults', location: 'westeurope', properties: {} }
    const key = (encryption: Body) => read(storageAccount, account({ encryption }), [keys])?.customerKey
    const held = (name: string) => key({ keySource: 'Microsoft.Keyvault', keyvaultproperties: { keyname: 'k', keyvaulturi: `https://${name}.vault.azure.net` } })
    expect([held('kv-keys'), held('kv-other'), held('keys'), key({ keySource: 'Microsoft.Storage' })]).toEqual([{ vaultId: keys.id }, { vaultId: null }, { vaultId: null }, undefined])
  })

  it('tells a rule whose subnet is gone from the others, and gives it back as it is (ADDR-24)', () => {
    const rule = (name: string, state: Body) => ({ id: at('Microsoft.Network/virtualNetworks', `v/subnets/${name}`), action: 'Allow', ...state })
    const virtualNetworkRules = [rule('s', { state: 'Succeeded' }), rule('old', { state: 'NetworkSourceDeleted' })]
    const body = account({ networkAcls: { defaultAction: 'Deny', bypass: 'None', virtualNetworkRules } })
    const entry = read(storageAccount, body)
    expect(entry?.exceptions).toMatchObject({ subnetIds: [rule('s', {}).id], goneSubnetIds: [rule('old', {}).id] })
    expect(managed(storageAccount, body)).toMatchObject({ properties: { networkAcls: { virtualNetworkRules: [rule('s', {}), rule('old', { state: 'NetworkSourceDeleted' })] } } })
    expect(read(storageAccount, account({ networkAcls: { defaultAction: 'Deny', virtualNetworkRules: virtualNetworkRules.slice(0, 1) } }))?.exceptions).not.toHaveProperty('goneSubnetIds')
  })

  it('has no bypass written as None', () => {
    const body = account({ networkAcls: { defaultAction: 'Deny', bypass: 'None' } })
    expect(read(storageAccount, body)?.exceptions.bypass).toEqual([])
    expect(managed(storageAccount, body)).toMatchObject({ properties: { networkAcls: { bypass: 'None' } } })
  })
})

const safe = (properties: Body): Body => ({ id: at('Microsoft.KeyVault/vaults', 'kv'), type: 'Microsoft.KeyVault/vaults', location: 'westeurope', properties })

describe('a key vault', () => {
  it('without a firewall is open while public access is on', () => {
    const entry = read(vault, safe({}))
    expect(entry?.exposure).toEqual({ publicAccess: 'open', defaultAction: 'open' })
    expect(entry?.exceptions.trustedServices).toBe('allowed')
  })

  it('whose firewall is left out beside disabled public access is not known (KV-08, C20)', () => {
    const entry = read(vault, safe({ publicNetworkAccess: 'disabled' }))
    expect(entry?.exposure).toEqual({ publicAccess: 'closed', defaultAction: 'unknown' })
    expect(entry?.exceptions.trustedServices).toBe('unknown')
    expect(managed(vault, safe({ publicNetworkAccess: 'disabled' }))).toEqual({ properties: { publicNetworkAccess: 'Disabled', networkAcls: null } })
  })

  it('gives its rules back as they are', () => {
    const networkAcls = { defaultAction: 'Deny', bypass: 'None', ipRules: [{ value: '203.0.113.0/24' }], virtualNetworkRules: [{ id: at('Microsoft.Network/virtualNetworks', 'v/subnets/s') }] }
    expect(managed(vault, safe({ publicNetworkAccess: 'Enabled', networkAcls }))).toEqual({ properties: { publicNetworkAccess: 'Enabled', networkAcls } })
  })
})

describe('a registry', () => {
  const body = (properties: Body): Body => ({ id: at('Microsoft.ContainerRegistry/registries', 'cr'), type: 'Microsoft.ContainerRegistry/registries', location: 'westeurope', sku: { name: 'premium' }, properties })

  it('of an old interface is open and lets trusted services in', () => {
    const entry = read(registry, body({ adminUserEnabled: true, networkRuleSet: null }))
    expect(entry).toMatchObject({ sku: 'Premium', adminUser: true, exposure: { publicAccess: 'open', defaultAction: 'open' }, exceptions: { trustedServices: 'allowed' } })
  })

  it('counts its added regions, not its own', () => {
    const replica = (location: string): Body => ({ id: `${at('Microsoft.ContainerRegistry/registries', 'cr')}/replications/${location}`, type: 'Microsoft.ContainerRegistry/registries/replications', location, properties: {} })
    expect(read(registry, body({}), [replica('westeurope'), replica('northeurope')])?.replicas).toEqual(['northeurope'])
  })

  it('says whether roles are given by repository, which leaves AcrPull without effect (ACR-10)', () => {
    const of = (roleAssignmentMode: string) => read(registry, body({ roleAssignmentMode }))?.repositoryRoles
    expect([of('AbacRepositoryPermissions'), of('abacrepositorypermissions'), of('LegacyRegistryPermissions'), of('Something'), read(registry, body({}))?.repositoryRoles]).toEqual(['on', 'on', undefined, 'unknown', undefined])
  })

  it('names the vault of a customer’s key (gaps 48)', () => {
    const keys = { id: at('Microsoft.KeyVault/vaults', 'kv-keys'), type: 'Microsoft.KeyVault/vaults', location: 'westeurope', properties: {} }
    const key = (encryption: Body) => read(registry, body({ encryption }), [keys])?.customerKey
    expect([key({ status: 'enabled', keyVaultProperties: { keyIdentifier: 'https://kv-keys.vault.azure.net/keys/k' } }), key({ status: 'disabled' })]).toEqual([{ vaultId: keys.id }, undefined])
  })

  it('gives tier, administrator user, access, trusted services and rules back', () => {
    const properties = { adminUserEnabled: false, publicNetworkAccess: 'Disabled', networkRuleBypassOptions: 'None', networkRuleSet: { defaultAction: 'Deny', ipRules: [{ value: '203.0.113.7', action: 'Allow' }] } }
    expect(managed(registry, body(properties))).toEqual({ sku: { name: 'Premium' }, properties })
  })
})

describe('a workspace', () => {
  const linked = { storageAccount: at('Microsoft.Storage/storageAccounts', 'st'), keyVault: at('Microsoft.Keyvault/vaults', 'KV') }
  const body = (properties: Body): Body => ({
    id: at('Microsoft.MachineLearningServices/workspaces', 'mlw'), type: 'Microsoft.MachineLearningServices/workspaces', location: 'westeurope', identity: { type: 'SystemAssigned', principalId: 'p' },
    properties: { ...linked, ...properties },
  })
  const access = (properties: Body) => read(workspace, body(properties))?.exposure.publicAccess
  it('acts by the identity that is named, by its own, or by the only one that it was given', () => {
    const user = (name: string) => at('Microsoft.ManagedIdentity/userAssignedIdentities', name)
    const given = (...names: readonly string[]) => ({ userAssignedIdentities: Object.fromEntries(names.map((name) => [user(name), { principalId: `p-${name}`, clientId: 'c' }])) })
    const principal = (identity: Body, properties: Body = {}) => read(workspace, { ...body(properties), identity })?.principalId
    const named = { primaryUserAssignedIdentity: user('one').toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions') }
    expect([
      principal({ type: 'SystemAssigned', principalId: 'own' }), principal({ type: 'UserAssigned', ...given('one') }), principal({ type: 'UserAssigned', ...given('one', 'two') }),
      principal({ type: 'UserAssigned', ...given('one', 'two') }, named), principal({ type: 'SystemAssigned,UserAssigned', principalId: 'own', ...given('one') }, named),
      principal({ type: 'SystemAssigned,UserAssigned', principalId: 'own', ...given('one') }), principal({ type: 'UserAssigned', ...given('two') }, named), principal({ type: 'None' }),
    ]).toEqual(['own', 'p-one', null, 'p-one', 'p-one', 'own', null, null])
  })
  it('says that a named identity acts for it, also beside its own', () => {
    const acts = (identity: Body, properties: Body = {}) => read(workspace, { ...body(properties), identity })?.actsAs
    const named = { primaryUserAssignedIdentity: at('Microsoft.ManagedIdentity/userAssignedIdentities', 'one') }
    expect([acts({ type: 'SystemAssigned', principalId: 'own' }), acts({ type: 'SystemAssigned,UserAssigned', principalId: 'own' }, named)]).toEqual([undefined, 'userAssigned'])
  })
  it('names the vault of a customer’s key by id or by the key’s address, and where Azure keeps the data (gaps 48)', () => {
    const keys = at('Microsoft.KeyVault/vaults', 'kv-keys')
    const key = (encryption: Body, more: Body = {}) => read(workspace, body({ encryption, ...more }), [{ ...safe({}), id: keys }])?.customerKey
    const byId = { status: 'Enabled', keyVaultProperties: { keyVaultArmId: keys, keyIdentifier: 'https://kv-keys.vault.azure.net/keys/k/1' } }
    const byAddress = { status: 'enabled', keyVaultProperties: { keyIdentifier: 'https://KV-keys.vault.azure.net/keys/k/1' } }
    expect([key(byId), key(byAddress), key(byId, { enableServiceSideCMKEncryption: true }), key({ status: 'Disabled' }), key({ status: 'Enabled' })]).toEqual([
      { vaultId: keys, data: 'managedGroup' }, { vaultId: keys, data: 'managedGroup' }, { vaultId: keys, data: 'outsideSubscription' }, undefined, { vaultId: null, data: 'managedGroup' },
    ])
  })
  const connected = { privateEndpointConnections: [{ id: `${at('Microsoft.MachineLearningServices/workspaces', 'mlw')}/privateEndpointConnections/a`, properties: {} }] }

  it('is never read as closed because public access is absent (C50)', () => {
    expect(access({})).toBe('open')
    expect(access({ allowPublicAccessWhenBehindVnet: true, ...connected })).toBe('open')
    expect(access({ allowPublicAccessWhenBehindVnet: false, ...connected })).toBe('unknown')
    expect(access({ allowPublicAccessWhenBehindVnet: false })).toBe('open')
    expect(access({ allowPublicAccessWhenBehindVnet: true, publicNetworkAccess: 'Disabled' })).toBe('closed')
  })

  it('spells its vault as the vault itself does', () => {
    expect(read(workspace, body({}), [safe({})].map((vaultBody) => ({ ...vaultBody, id: at('Microsoft.KeyVault/vaults', 'kv') })))?.vaultId).toBe(at('Microsoft.KeyVault/vaults', 'kv'))
  })

  it('without storage or vault is none that we understand', () => {
    expect(read(workspace, { ...body({}), properties: { friendlyName: 'hub' } })).toBeNull()
  })

  it('writes four properties and no other', () => {
    const properties = { publicNetworkAccess: 'Enabled', imageBuildCompute: 'cpu-build', v1LegacyMode: true, containerRegistry: at('Microsoft.ContainerRegistry/registries', 'cr') }
    expect(managed(workspace, body({ ...properties, hbiWorkspace: true, description: 'x' }))).toEqual({ properties })
  })

  it('switches image builds back to the registry with an empty text (ACR-16)', () => {
    expect(managed(workspace, body({ imageBuildCompute: null }))).toMatchObject({ properties: { imageBuildCompute: '' } })
  })
})

describe('computes and datastores', () => {
  it('read what a Kubernetes cluster says of its network', () => {
    const compute1 = `${at('Microsoft.MachineLearningServices/workspaces', 'mlw')}/computes/aks`
    const subnetId = `${at('Microsoft.Network/virtualNetworks', 'vnet')}/subnets/snet-aks`
    const of = (properties: Body) => read(compute, { id: compute1, type: 'Microsoft.MachineLearningServices/workspaces/computes', location: 'westeurope', properties: { computeType: 'AKS', properties } })
    const told = { subnetId, serviceCidr: '10.2.0.0/24', dnsServiceIP: '10.2.0.10', dockerBridgeCidr: '172.18.0.1/16' }
    expect(of({ aksNetworkingConfiguration: told, loadBalancerType: 'InternalLoadBalancer' })).toMatchObject({
      kind: 'AKS', subnetId: null, kubernetes: { subnetId, serviceRange: '10.2.0.0/24', dnsAddress: '10.2.0.10', dockerRange: '172.18.0.1/16', publicScoring: false },
    })
    expect(of({ aksNetworkingConfiguration: { subnetId } })).toMatchObject({ kubernetes: { subnetId, serviceRange: null, publicScoring: null } })
    expect(of({ aksNetworkingConfiguration: null, loadBalancerType: 'PublicIp' })).not.toHaveProperty('kubernetes')
  })

  const id = `${at('Microsoft.MachineLearningServices/workspaces', 'mlw')}/computes/cpu`

  it('are read with size, place and identity', () => {
    const body: Body = {
      id, type: 'Microsoft.MachineLearningServices/workspaces/computes', location: 'westeurope', identity: { type: 'SystemAssigned,UserAssigned' },
      properties: { computeType: 'AmlCompute', computeLocation: 'North Europe', properties: { vmSize: 'STANDARD_DS3_V2', enableNodePublicIp: false, scaleSettings: { maxNodeCount: 2 } } },
    }
    expect(read(compute, body)).toMatchObject({ region: 'northeurope', kind: 'AmlCompute', size: 'STANDARD_DS3_V2', publicIp: false, identity: 'both', maxNodes: 2, subnetId: null })
  })

  it('say whose identity reads a datastore for the studio', () => {
    const body: Body = {
      id: id.replace('/computes/', '/datastores/'), type: 'Microsoft.MachineLearningServices/workspaces/datastores',
      properties: { datastoreType: 'AzureFile', accountName: 'st', fileShareName: 'share', credentials: { credentialsType: 'None' }, serviceDataAccessAuthIdentity: 'WorkspaceSystemAssignedIdentity' },
    }
    expect(read(datastore, body)).toMatchObject({ kind: 'AzureFile', container: 'share', credentials: 'None', identity: 'system', isDefault: false })
  })

  it('name the storage account of a datastore, and none of a lake of the first generation', () => {
    const of = (properties: Body) => read(datastore, { id: id.replace('/computes/', '/datastores/'), type: 'Microsoft.MachineLearningServices/workspaces/datastores', properties })
    expect([of({ datastoreType: 'AzureBlob', accountName: 'st', containerName: 'c' }), of({ datastoreType: 'AzureDataLakeGen1', storeName: 'lake' })]).toMatchObject([{ accountName: 'st' }, { kind: 'AzureDataLakeGen1', accountName: null }])
  })
})

describe('monitoring', () => {
  const id = at('Microsoft.Insights/components', 'appi')
  const log = at('Microsoft.OperationalInsights/workspaces', 'log')
  const body = (properties: Body): Body => ({ id, type: 'microsoft.insights/components', kind: 'web', location: 'westeurope', properties })

  it('knows a classic component by its mode or its missing workspace (MON-02)', () => {
    expect(read(component, body({ WorkspaceResourceId: log, IngestionMode: 'LogAnalytics' }))?.logWorkspaceId).toBe(log)
    expect(read(component, body({ WorkspaceResourceId: log }))?.logWorkspaceId).toBe(log)
    expect(read(component, body({ WorkspaceResourceId: log, IngestionMode: 'ApplicationInsightsWithDiagnosticSettings' }))?.logWorkspaceId).toBeNull()
    expect(read(component, body({ WorkspaceResourceId: log, IngestionMode: '' }))?.logWorkspaceId).toBeNull()
    expect(read(component, body({}))?.logWorkspaceId).toBeNull()
  })

  it('gives back the workspace behind a component and who may send and query', () => {
    const properties = { WorkspaceResourceId: log, IngestionMode: 'LogAnalytics', publicNetworkAccessForIngestion: 'Disabled', publicNetworkAccessForQuery: 'Enabled' }
    expect(managed(component, body(properties))).toEqual({ properties })
    const logs = { features: { enableLogAccessUsingOnlyResourcePermissions: true }, publicNetworkAccessForIngestion: 'Enabled', publicNetworkAccessForQuery: 'Disabled' }
    expect(managed(logWorkspace, { id: log, type: 'Microsoft.OperationalInsights/workspaces', location: 'westeurope', properties: logs })).toEqual({ properties: logs })
  })

  it('takes no mode for granted that a scope does not say', () => {
    const of = (properties: Body) => read(linkScope, { id: at('microsoft.insights/privateLinkScopes', 'ampls'), type: 'microsoft.insights/privatelinkscopes', location: 'global', properties })
    expect([of({}), of({ accessModeSettings: { queryAccessMode: 'open', ingestionAccessMode: 'Else' } })]).toMatchObject([{ query: null, ingestion: null }, { query: 'Open', ingestion: null }])
  })

  it('gives back the modes of a scope and their exceptions', () => {
    const accessModeSettings = {
      queryAccessMode: 'Open', ingestionAccessMode: 'PrivateOnly',
      exclusions: [{ privateEndpointConnectionName: 'pep', queryAccessMode: 'PrivateOnly', ingestionAccessMode: 'Open' }],
    }
    expect(managed(linkScope, { id: at('microsoft.insights/privateLinkScopes', 'ampls'), type: 'microsoft.insights/privatelinkscopes', location: 'global', properties: { accessModeSettings } }))
      .toEqual({ properties: { accessModeSettings } })
  })
})

describe('rights', () => {
  const scope = at('Microsoft.Storage/storageAccounts', 'st')

  it('are read with scope and role, wherever the definition stands', () => {
    const body = (roleDefinitionId: string, properties: Body = {}): Body => ({
      id: `${scope}/providers/Microsoft.Authorization/roleAssignments/a`, type: 'Microsoft.Authorization/roleAssignments', properties: { roleDefinitionId, principalId: 'p', ...properties },
    })
    const role = 'BA92F5B4-2D11-453D-A403-E96B0029C9FE'
    expect(read(roleAssignment, body(`/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/${role}`))).toMatchObject({ scope, role: role.toLowerCase() })
    expect(read(roleAssignment, body(`/providers/Microsoft.Authorization/roleDefinitions/${role}`, { scope: group }))).toMatchObject({ scope: group, role: role.toLowerCase() })
  })

  it('say when they have a condition', () => {
    const given = (condition: Body) => read(roleAssignment, { id: `${scope}/providers/Microsoft.Authorization/roleAssignments/a`, type: 'Microsoft.Authorization/roleAssignments', properties: { roleDefinitionId: 'r', principalId: 'p', ...condition } })?.conditional
    expect([given({ condition: "@Resource[Microsoft.ContainerRegistry/registries/repositories:name] StringEquals 'a'", conditionVersion: '2.0' }), given({ condition: null }), given({})]).toEqual([true, undefined, undefined])
  })

  it('are given to a service principal, said outright', () => {
    const entry = { id: armId(`${scope}/providers/Microsoft.Authorization/roleAssignments/a`), scope: armId(scope), principalId: 'p', role: 'r' }
    expect(roleAssignment.create?.(entry, open)).toEqual({
      properties: { roleDefinitionId: '/subscriptions/11111111-2222-3333-4444-555555555555/providers/Microsoft.Authorization/roleDefinitions/r', principalId: 'p', principalType: 'ServicePrincipal' },
    })
  })

  it('include locks, which protect what they sit on', () => {
    expect(read(lock, { id: `${scope}/providers/Microsoft.Authorization/locks/l`, type: 'Microsoft.Authorization/locks', properties: { level: 'readonly' } })).toMatchObject({ scope, level: 'ReadOnly' })
  })

  it('include registrations, which are brought about by an action', () => {
    const id = armId('/subscriptions/11111111-2222-3333-4444-555555555555/providers/Microsoft.Network')
    const state = (word: 'registered' | 'registering' | 'notRegistered') => ({ id, namespace: 'Microsoft.Network', state: word })
    expect(read(provider, { id, namespace: 'Microsoft.Network', registrationState: 'NotRegistered' })).toEqual(state('notRegistered'))
    expect(provider.acts?.(state('notRegistered'), state('registered'))).toBe('register')
    expect(provider.acts?.(null, state('registered'))).toBe('register')
    expect(provider.acts?.(state('registering'), state('registered'))).toBeNull()
  })
})
