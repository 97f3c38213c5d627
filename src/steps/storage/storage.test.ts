import { describe, expect, it } from 'vitest'
import { type ArmId, armId, childId, nameOf, resourceId } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import { anEstate } from '../../estate/estate.ts'
import { hub } from '../../estate/fixtures/hub.ts'
import { identity, ids, open, tenant } from '../../estate/fixtures/open.ts'
import { secured, securedIds } from '../../estate/fixtures/secured.ts'
import type { StorageAccount } from '../../estate/services.ts'
import { role } from '../../facts/ask.ts'
import { valueAt } from '../../resources/accessors.ts'
import { plan } from '../../resources/index.ts'
import { type Choices, undecided } from '../choices.ts'
import { type Examples, checkExamples, placesIn, placed as placedChoices } from '../examples.ts'
import type { StorageChoices } from './choices.ts'
import { configure, propose } from './configure.ts'
import { messages } from './messages.en.ts'
import { rules } from './rules.ts'
import { findingText } from '../words.ts'
import { storage as step } from './step.ts'

type Bent = Omit<Partial<StorageAccount>, 'exposure' | 'exceptions'> & { readonly exposure?: Partial<StorageAccount['exposure']>; readonly exceptions?: Partial<StorageAccount['exceptions']> }
const bend = (account: StorageAccount, { exposure, exceptions, ...rest }: Bent): StorageAccount =>
  ({ ...account, ...rest, exposure: { ...account.exposure, ...exposure }, exceptions: { ...account.exceptions, ...exceptions } })
const withAccount = (estate: Estate, bent: Bent): Estate => ({ ...estate, storageAccounts: estate.storageAccounts.map((account) => (account.id === ids.account ? bend(account, bent) : account)) })
const accountOf = (estate: Estate, id: ArmId = ids.account): StorageAccount | undefined => estate.storageAccounts.find((account) => account.id === id)
const withoutEndpoint = (estate: Estate, ...gone: readonly ArmId[]): Estate => ({
  ...estate, endpoints: estate.endpoints.filter(({ id }) => !gone.includes(id)), connections: estate.connections.filter(({ endpointId }) => endpointId === null || !gone.includes(endpointId)),
})
const withEndpoint = (id: ArmId, bent: Partial<Estate['endpoints'][number]>): Estate => ({ ...secured, endpoints: secured.endpoints.map((endpoint) => (endpoint.id === id ? { ...endpoint, ...bent } : endpoint)) })
const unread = (estate: Estate, type: string, id: ArmId = ids.subscription): Estate => ({ ...estate, unread: [{ id, type, status: 403, code: 'AuthorizationFailed' }] })
const noAccount = (estate: Estate): Estate => ({ ...estate, storageAccounts: [] })

const choosing = (storage: Partial<StorageChoices>, more: Partial<Choices> = {}): Choices => ({ ...undecided, ...more, storage: { ...undecided.storage, ...storage } })
const reach = (way: 'privateEndpoint' | 'serviceEndpoint', id: ArmId = ids.account): Choices => choosing({ accounts: [{ id, reach: way, groups: [] }] })
const studio = (used: 'used' | 'notUsed', choices: Choices = undecided): Choices => ({ ...choices, access: { ...choices.access, studio: used } })
const instance = { tenantId: tenant, resourceId: ids.workspace }

/** A second account, a data lake that a datastore names. */
const lakeAccount: StorageAccount = { ...secured.storageAccounts[0], ...bend(secured.storageAccounts[0] ?? never(), { id: ids.lake, hierarchical: true }) }
function never(): never { throw new Error('the fixture has an account') }
const lakeStore = { id: childId(ids.workspace, 'datastores', 'lake'), kind: 'AzureDataLakeGen2', accountName: 'stlake', container: 'raw', isDefault: false, credentials: 'None', identity: 'system' } as const
const withLake = (estate: Estate, bent: Bent = {}): Estate => ({ ...estate, datastores: [...estate.datastores, lakeStore], storageAccounts: [...estate.storageAccounts, bend(lakeAccount, bent)] })
const lakeEndpoint = (group: string): Estate['endpoints'][number] => ({
  id: childId(ids.networkGroup, 'providers/Microsoft.Network/privateEndpoints', `pep-stlake-${group}`), region: 'westeurope', subnetId: ids.endpointSubnet, targetId: ids.lake, groups: [group], status: 'approved', manual: false, names: 'pending',
})
const withLakeEndpoints = (groups: readonly string[], bent: Bent = {}): Estate => { const estate = withLake(secured, bent); return { ...estate, endpoints: [...estate.endpoints, ...groups.map(lakeEndpoint)] } }

/** Storage by service endpoint, all of it in the training subnet, as the article asks. */
const served: Estate = {
  ...withAccount(withoutEndpoint(secured, securedIds.blobEndpoint, securedIds.fileEndpoint), { exceptions: { subnetIds: [ids.computeSubnet] } }),
  subnets: secured.subnets.map((subnet) => (subnet.id === ids.computeSubnet ? { ...subnet, serviceEndpoints: ['Microsoft.Storage'] } : subnet)),
  endpoints: withoutEndpoint(secured, securedIds.blobEndpoint, securedIds.fileEndpoint).endpoints.map((endpoint) => (endpoint.targetId === ids.workspace ? { ...endpoint, subnetId: ids.computeSubnet } : endpoint)),
}
const onTraining = (estate: Estate, bent: Partial<Estate['subnets'][number]>): Estate => ({ ...estate, subnets: estate.subnets.map((subnet) => (subnet.id === ids.computeSubnet ? { ...subnet, ...bent } : subnet)) })
const inRegions = (network: string, account: string): Estate => ({ ...withAccount(served, { region: account }), networks: served.networks.map((each) => ({ ...each, region: network })) })
const otherNetwork = armId(`${ids.networkGroup}/providers/Microsoft.Network/virtualNetworks/vnet-other`)
const otherSubnet = childId(otherNetwork, 'subnets', 'snet-x')
const storageElsewhere: Estate = { ...secured, endpoints: secured.endpoints.map((endpoint) => (endpoint.targetId === ids.account ? { ...endpoint, subnetId: otherSubnet } : endpoint)) }
/** One service of the account has its only endpoint in a network that nothing joins; the other is where it should be. */
const fileElsewhere: Estate = { ...secured, endpoints: secured.endpoints.map((endpoint) => (endpoint.id === securedIds.fileEndpoint ? { ...endpoint, subnetId: otherSubnet } : endpoint)) }
const fromElsewhere = (estate: Estate, targetId: ArmId, status: Estate['connections'][number]['status'] = 'approved'): Estate => ({
  ...estate, connections: [...estate.connections, { id: childId(targetId, 'privateEndpointConnections', 'foreign'), targetId, endpointId: armId('/subscriptions/other/resourceGroups/rg/providers/Microsoft.Network/privateEndpoints/pep-x'), status }],
})
const dead = { tenantId: tenant, resourceId: securedIds.blobEndpoint }
const roles = (keep: (scope: ArmId) => boolean): Estate => ({ ...secured, roleAssignments: secured.roleAssignments.filter(({ scope }) => keep(scope)) })
const noRoles: Estate = { ...secured, roleAssignments: [] }
const customRole: Estate = { ...roles((scope) => scope !== ids.account), roleAssignments: [...roles((scope) => scope !== ids.account).roleAssignments, { id: resourceId(ids.group, 'Microsoft.Authorization/roleAssignments', 'x'), scope: ids.group, principalId: identity, role: '00000000-0000-0000-0000-000000000001' }] }
const denial: Estate = { ...secured, securityRules: secured.securityRules.filter(({ id }) => !id.endsWith('Allow-VirtualNetwork')) }
type SecurityRule = Estate['securityRules'][number]
const portRule = (priority: number, change: Partial<SecurityRule>): SecurityRule => ({
  id: childId(securedIds.securityGroup, 'securityRules', `r${priority}`), groupId: securedIds.securityGroup, direction: 'Outbound', access: 'Deny', priority, protocol: '*',
  sources: ['*'], sourcePorts: ['*'], destinations: ['*'], destinationPorts: ['445'], description: null, ...change,
})
/** The secured estate with these rules before its own. */
const before = (...changes: readonly Partial<SecurityRule>[]): Estate => ({ ...secured, securityRules: [...changes.map((change, index) => portRule(100 + index, change)), ...secured.securityRules] })
const fileAddress = '10.20.2.8'
const beside = { destinations: ['10.20.2.9/32'] }
const endpointGroup = resourceId(ids.networkGroup, 'Microsoft.Network/networkSecurityGroups', 'nsg-endpoints')
/** A group on the endpoints' subnet that denies 445 from the computes. */
const guardedEndpoints = (endpointPolicies: Estate['subnets'][number]['endpointPolicies'], groups: Estate['securityGroups'] = [...secured.securityGroups, { id: endpointGroup, region: 'westeurope' }]): Estate => ({
  ...secured, securityGroups: groups,
  subnets: secured.subnets.map((subnet) => (subnet.id === ids.endpointSubnet ? { ...subnet, securityGroupId: endpointGroup, endpointPolicies } : subnet)),
  securityRules: [...secured.securityRules, portRule(100, { id: childId(endpointGroup, 'securityRules', 'deny-smb'), groupId: endpointGroup, direction: 'Inbound' })],
})
const table = resourceId(ids.networkGroup, 'Microsoft.Network/routeTables', 'rt')
const routedBy = (nextHop: Estate['routes'][number]['nextHop'], prefix = `${fileAddress}/32`): Estate => ({
  ...onTraining(secured, { routeTableId: table }), routeTables: [{ id: table, region: 'westeurope' }],
  routes: [{ id: childId(table, 'routes', 'file'), tableId: table, prefix, nextHop, nextHopAddress: nextHop === 'VirtualAppliance' ? '10.0.0.4' : null }],
})
const untold = (estate: Estate): Estate => ({ ...estate, endpoints: estate.endpoints.map((endpoint) => (endpoint.id === securedIds.fileEndpoint ? { ...endpoint, names: null } : endpoint)) })
const guarded = (createdAt: string | null): Estate => {
  const estate = onTraining(secured, { serviceEndpointPolicyIds: [resourceId(ids.networkGroup, 'Microsoft.Network/serviceEndpointPolicies', 'sep')] })
  return { ...estate, computes: estate.computes.map((compute) => ({ ...compute, createdAt })) }
}
/** publicNetworkAccess is another word than Enabled and Disabled, such as SecuredByPerimeter. */
const perimeter = (estate: Estate): Estate => withAccount(estate, { exposure: { publicAccess: 'unknown' } })
const noKeys = (estate: Estate): Estate => withAccount(estate, { sharedKeys: false })
const identityMode = (estate: Estate): Estate => ({ ...estate, workspace: { ...estate.workspace, systemDatastoresAuth: 'identity' } })
/** A datastore that people made on the default account. */
const withOwnStore = (estate: Estate, credentials: string): Estate => ({ ...estate, datastores: [...estate.datastores, { ...lakeStore, id: childId(ids.workspace, 'datastores', 'mydata'), kind: 'AzureBlob', accountName: 'STDEMAND', credentials }] })
const listing = 'Microsoft.Network/privateEndpoints'
const unlisted = unread(open, listing)
const computeType = 'Microsoft.MachineLearningServices/workspaces/computes'

const examples: Record<keyof typeof rules, Examples> = {
  'way-to-account-is-decided': { breaks: [open, withLake(secured), fromElsewhere(open, ids.account, 'disconnected')], keeps: [secured, served, [open, reach('privateEndpoint')], fromElsewhere(open, ids.account)], unknown: [unlisted, noAccount(open), { ...secured, datastores: [...secured.datastores, lakeStore] }, unread(secured, 'Microsoft.MachineLearningServices/workspaces/datastores')] },
  'blob-and-file-are-private': {
    breaks: [withoutEndpoint(secured, securedIds.fileEndpoint), fileElsewhere, withEndpoint(securedIds.blobEndpoint, { status: 'pending' }), [open, reach('privateEndpoint')]],
    keeps: [secured, served, open], unknown: [unlisted, { ...fileElsewhere, networks: [] }, fromElsewhere(open, ids.account), noAccount(secured)],
  },
  'queue-and-table-are-private-where-used': { breaks: [secured, [secured, choosing({ parallelRunStep: 'used' })]], keeps: [served, open, [secured, choosing({ parallelRunStep: 'notUsed' })]], unknown: [fromElsewhere(open, ids.account), noAccount(secured)] },
  'used-sub-resources-are-private': {
    breaks: [[withLakeEndpoints(['blob'], { hierarchical: false }), choosing({ accounts: [{ id: ids.lake, reach: 'privateEndpoint', groups: ['blob', 'file'] }] })]],
    keeps: [secured, withLake(open, { hierarchical: false })], unknown: [unlisted, noAccount(secured)],
  },
  'data-lake-has-dfs-and-blob': {
    breaks: [withLakeEndpoints(['dfs']), withLakeEndpoints(['blob']), withAccount(secured, { hierarchical: true })], keeps: [withLakeEndpoints(['dfs', 'blob']), secured, withLake(secured)], unknown: [noAccount(secured), unlisted],
  },
  'workspace-and-account-endpoints-share-a-network': {
    breaks: [storageElsewhere, fileElsewhere, [storageElsewhere, studio('used')]], keeps: [secured, served, open, [storageElsewhere, studio('notUsed')]], unknown: [fromElsewhere(storageElsewhere, ids.workspace), noAccount(secured)],
  },
  'account-kind-allows-endpoints': { breaks: [withAccount(secured, { kind: 'Storage' }), [withAccount(open, { kind: 'Storage' }), reach('privateEndpoint')]], keeps: [secured, withAccount(served, { kind: 'Storage' })], unknown: [unlisted, noAccount(secured)] },
  'extra-account-has-an-endpoint-here': {
    breaks: [{ ...withLake(secured), endpoints: [...secured.endpoints, { ...lakeEndpoint('blob'), subnetId: otherSubnet }] }], keeps: [secured, withLakeEndpoints(['blob']), withLake(secured)],
    unknown: [fromElsewhere(withLake(secured), ids.lake), unread(fromElsewhere(withLake(open), ids.lake), listing), noAccount(secured)],
  },
  'account-names-lead-to-endpoints': {
    breaks: [{ ...secured, zoneGroups: [], records: [] }, { ...secured, zoneLinks: [] }, { ...secured, records: secured.records.map((record) => ({ ...record, addresses: ['10.99.0.9'] })) }],
    keeps: [secured, served, open, { ...secured, zoneGroups: [] }], unknown: [withEndpoint(securedIds.blobEndpoint, { names: null }), { ...secured, zones: [] }, noAccount(secured), unlisted, fromElsewhere(open, ids.account)],
  },
  'only-selected-networks-reach-the-account': {
    breaks: [open, withAccount(secured, { exposure: { defaultAction: 'open' } })], keeps: [secured, served, withAccount(open, { exposure: { publicAccess: 'closed' } })],
    unknown: [withAccount(open, { exposure: { publicAccess: 'unknown' } }), noAccount(secured)],
  },
  'closed-account-lets-the-workspace-in': {
    breaks: [withAccount(secured, { exceptions: { instances: [] } }), withAccount(secured, { exceptions: { instances: [{ ...instance, tenantId: 'another' }] } }), withAccount(secured, { exceptions: { instances: [{ tenantId: tenant, resourceId: `${ids.workspace}-b` }] } })],
    keeps: [
      secured, open, withAccount(secured, { exceptions: { instances: [], bypass: ['AzureServices'] } }), withAccount(secured, { exceptions: { instances: [{ tenantId: tenant.toUpperCase(), resourceId: ids.workspace.toUpperCase() }] } }),
      { ...secured, workspace: { ...secured.workspace, tenantId: '' } },
      withAccount(secured, { exceptions: { instances: [{ tenantId: tenant, resourceId: ids.workspace.replace(/resourceGroups\/[^/]+/, 'resourceGroups/*').replace(/[^/]+$/, '*') }] } }),
    ],
    unknown: [noAccount(secured), perimeter(secured), perimeter(withAccount(secured, { exceptions: { instances: [], bypass: ['AzureServices'] } })), perimeter(withAccount(secured, { exceptions: { instances: [] } }))],
  },
  'only-this-workspace-is-let-in': { breaks: [withAccount(secured, { exceptions: { bypass: ['AzureServices', 'Logging'] } })], keeps: [open, secured, withAccount(secured, { exceptions: { bypass: ['Logging', 'Metrics'] } })], unknown: [noAccount(secured)] },
  'anonymous-access-is-off': { breaks: [open], keeps: [secured], unknown: [withAccount(open, { exposure: { anonymousAccess: 'unknown' } }), noAccount(open)] },
  'endpoint-is-the-only-way': { breaks: [withAccount(secured, { exposure: { defaultAction: 'open' } })], keeps: [open, secured], unknown: [withAccount(secured, { exposure: { publicAccess: 'unknown', defaultAction: 'open' } }), noAccount(secured)] },
  'firewall-lists-have-room': {
    breaks: [withAccount(secured, { exceptions: { addresses: Array.from({ length: 400 }, (_, index) => `203.0.${Math.floor(index / 250)}.${index % 250}`) } }), withAccount(secured, { exceptions: { instances: Array.from({ length: 200 }, () => instance) } })],
    keeps: [secured, open], unknown: [noAccount(open)],
  },
  'admitted-addresses-are-public': {
    breaks: ['10.0.0.0/8', '203.0.113.6/31', '203.0.113.7/32', '2001:db8::/48', '203.0.113.7/24', '0.0.0.0/0'].map((address) => withAccount(secured, { exceptions: { addresses: [address] } })),
    keeps: [secured, withAccount(secured, { exceptions: { addresses: ['203.0.113.7', '20.140.152.52/30', '198.51.100.0/24'] } })], unknown: [noAccount(open)],
  },
  'no-client-of-the-same-region-needs-an-admitted-address': {
    breaks: [withAccount(secured, { exceptions: { addresses: ['203.0.113.7'] } }), withAccount(secured, { exceptions: { addresses: ['10.0.0.0/8', '198.51.100.0/24'] } })],
    keeps: [secured, open, withAccount(open, { exceptions: { addresses: ['203.0.113.7'] } }), withAccount(secured, { exceptions: { addresses: ['10.0.0.0/8', '203.0.113.6/31', '0.0.0.0/0'] } }), withAccount(secured, { exposure: { publicAccess: 'closed' }, exceptions: { addresses: ['203.0.113.7'] } })],
    unknown: [noAccount(open)],
  },
  'studio-does-not-depend-on-admitted-addresses': {
    breaks: [withAccount(secured, { exceptions: { addresses: ['203.0.113.7'] } })], keeps: [secured, [withAccount(secured, { exceptions: { addresses: ['203.0.113.7'] } }), studio('notUsed')]], unknown: [noAccount(open)],
  },
  'clients-of-a-public-workspace-are-admitted': { breaks: [withAccount(open, { exposure: { defaultAction: 'closed' } })], keeps: [open, secured, withAccount(open, { exposure: { defaultAction: 'closed' }, exceptions: { addresses: ['203.0.113.7'] } })], unknown: [noAccount(open)] },
  'instance-rules-are-accepted-by-storage': { breaks: [withAccount(secured, { exceptions: { instances: [instance, dead] } })], keeps: [secured, open], unknown: [noAccount(open)] },
  'admitted-subnets-have-the-service-endpoint': {
    breaks: [onTraining(served, { serviceEndpoints: [] }), [open, reach('serviceEndpoint')]], keeps: [served, onTraining(served, { serviceEndpoints: ['microsoft.storage.global'] }), secured, open], unknown: [withAccount(served, { exceptions: { subnetIds: [otherSubnet] } }), noAccount(served), unlisted],
  },
  'compute-subnets-are-admitted': { breaks: [withAccount(served, { exceptions: { subnetIds: [ids.endpointSubnet] } })], keeps: [served, secured, open], unknown: [noAccount(served), unlisted, unread(served, computeType)] },
  'workspace-endpoint-is-in-an-admitted-subnet': {
    breaks: [withAccount(served, { exceptions: { subnetIds: [ids.endpointSubnet] } })], keeps: [served, secured, open, withoutEndpoint(served, securedIds.workspaceEndpoint), [withAccount(served, { exceptions: { subnetIds: [ids.endpointSubnet] } }), studio('notUsed')]],
    unknown: [unread(withoutEndpoint(served, securedIds.workspaceEndpoint), listing), noAccount(served)],
  },
  'public-endpoint-stays-on-for-admitted-subnets': { breaks: [withAccount(served, { exposure: { publicAccess: 'closed' } })], keeps: [served, secured, withAccount(secured, { exposure: { publicAccess: 'closed' } })], unknown: [withAccount(served, { exposure: { publicAccess: 'unknown' } }), noAccount(served), unlisted] },
  'service-endpoint-reaches-the-account': {
    breaks: [onTraining(served, { serviceEndpoints: ['Microsoft.Storage', 'Microsoft.Storage.Global'] }), withAccount(served, { region: 'westus2' }), inRegions('polandcentral', 'westeurope')],
    keeps: [served, secured, onTraining(withAccount(served, { region: 'westus2' }), { serviceEndpoints: ['Microsoft.Storage.Global'] }), withAccount(served, { region: 'northeurope' })],
    // A pair that holds in one direction only, and a region that is not documented.
    unknown: [inRegions('eastus', 'westus3'), inRegions('somewhere', 'westeurope'), inRegions('usgovvirginia', 'usgovtexas'), { ...served, networks: [] }, noAccount(served)],
  },
  'computes-know-the-service-endpoint-policy': { breaks: [guarded('2022-06-01T00:00:00Z')], keeps: [secured, guarded('2025-01-01T00:00:00Z')], unknown: [guarded(null), unread(secured, computeType)] },
  'workspace-identity-has-a-data-role': {
    breaks: [roles((scope) => scope !== ids.account)], keeps: [secured, open, { ...roles(() => false), roleAssignments: [{ id: resourceId(ids.group, 'Microsoft.Authorization/roleAssignments', 'x'), scope: ids.group, principalId: identity, role: role('Storage Blob Data Reader') }] }],
    unknown: [noRoles, customRole, unread(roles((scope) => scope !== ids.account), 'Microsoft.Authorization/roleAssignments'), { ...secured, workspace: { ...secured.workspace, principalId: null } }, noAccount(secured)],
  },
  'workspace-identity-reads-storage-endpoints': {
    breaks: [roles((scope) => scope !== securedIds.blobEndpoint), [roles((scope) => scope !== securedIds.fileEndpoint), studio('used')]], keeps: [secured, open, served, [roles((scope) => scope === ids.account), studio('notUsed')]], unknown: [noRoles, noAccount(secured), fromElsewhere(secured, ids.account)],
  },
  'workspace-identity-reads-extra-accounts': { breaks: [withLakeEndpoints(['blob', 'dfs'])], keeps: [secured, withLake(open, { exposure: { defaultAction: 'open' } })], unknown: [{ ...withLakeEndpoints(['dfs']), roleAssignments: [] }, { ...noAccount(secured) }] },
  'datastores-do-not-need-forbidden-keys': {
    breaks: [noKeys(open), noKeys(secured), { ...withLake(secured, { sharedKeys: false }), datastores: [...secured.datastores, { ...lakeStore, kind: 'AzureBlob', credentials: 'AccountKey' }] }, withOwnStore(identityMode(noKeys(secured)), 'AccountKey')],
    keeps: [open, secured, identityMode(noKeys(secured)), withLake(secured, { sharedKeys: false }), withOwnStore(identityMode(noKeys(secured)), 'None'), withOwnStore(secured, 'AccountKey')],
    unknown: [noAccount(secured), unread({ ...identityMode(noKeys(secured)), datastores: [] }, 'Microsoft.MachineLearningServices/workspaces/datastores')],
  },
  'default-account-is-of-a-supported-kind': {
    breaks: [withAccount(open, { kind: 'BlobStorage' }), withAccount(open, { sku: 'Premium_LRS' }), withAccount(open, { hierarchical: true })], keeps: [open, secured, withLake(secured)], unknown: [noAccount(open)],
  },
  'computes-reach-the-file-endpoint': {
    breaks: [denial, before({ destinations: [fileAddress] }), before({ destinations: ['10.20.2.0/26'], protocol: 'Tcp' }), before(beside, { destinations: ['10.20.2.0/24'] }), guardedEndpoints('NetworkSecurityGroupEnabled'), guardedEndpoints('Enabled'), routedBy('None'), untold(before({})), { ...denial, securityRules: denial.securityRules.map((rule) => (rule.access === 'Deny' ? { ...rule, destinations: ['10.20.2.0/24'], destinationPorts: ['400-500'] } : rule)) }],
    keeps: [
      before({ access: 'Allow', destinations: [`${fileAddress}/32`] }, { destinations: ['10.20.2.0/26'] }), before(beside), before({ ...beside, destinationPorts: ['*'] }), before({ sourcePorts: ['22'] }), before({ sources: ['10.20.9.0/24'] }),
      guardedEndpoints('Disabled'), guardedEndpoints('RouteTableEnabled'), routedBy('None', '10.20.2.0/24'), routedBy('VnetLocal'), untold(before({ destinations: ['10.20.9.0/24'] })),
      // The other network's endpoint is not this network's way.
      { ...storageElsewhere, securityRules: [portRule(100, {}), ...secured.securityRules] },
      secured, open, { ...denial, securityRules: denial.securityRules.map((rule) => (rule.access === 'Deny' ? { ...rule, destinations: ['Internet'] } : rule)) }, { ...denial, securityRules: denial.securityRules.filter(({ access }) => access === 'Allow') },
    ],
    unknown: [
      untold(before(beside)), untold(before({ access: 'Allow', destinations: ['10.20.2.0/27'] }, { destinations: ['10.20.2.0/26'] })), guardedEndpoints('Enabled', secured.securityGroups), routedBy('VirtualAppliance'), { ...routedBy('VnetLocal'), routeTables: [] },
      { ...secured, subnets: secured.subnets.filter(({ id }) => id !== ids.endpointSubnet) },
      { ...denial, securityGroups: [] }, noAccount(secured), unread(secured, computeType)],
  },
}

const lacksRoles: Estate = { ...secured, roleAssignments: secured.roleAssignments.map((each) => ({ ...each, scope: ids.vault })) }

describe('a role that the workspace identity lacks', () => {
  it.each(['workspace-identity-has-a-data-role', 'workspace-identity-reads-storage-endpoints'] as const)('is told as not given directly: what comes through a group is not read (%s)', (name) => {
    const said = placesIn(rules[name], lacksRoles).map(({ data }) => messages.rules[name].what(data ?? {}))
    expect(said.length).toBeGreaterThan(0)
    expect(said.every((sentence) => sentence.includes('directly') && sentence.includes('A role that it holds through a group is not read.'))).toBe(true)
  })
})

describe('the rules about storage accounts', () => {
  checkExamples('storage', rules, examples)

  it('name the condition while nobody said whether the studio or ParallelRunStep is used, and not once it is said', () => {
    const worlds: readonly (readonly [keyof typeof rules, Estate])[] = [
      ['workspace-and-account-endpoints-share-a-network', storageElsewhere], ['studio-does-not-depend-on-admitted-addresses', withAccount(secured, { exceptions: { addresses: ['203.0.113.7'] } })],
      ['workspace-endpoint-is-in-an-admitted-subnet', withAccount(served, { exceptions: { subnetIds: [ids.endpointSubnet] } })], ['workspace-identity-reads-storage-endpoints', roles((scope) => scope !== securedIds.blobEndpoint)],
      ['queue-and-table-are-private-where-used', secured],
    ]
    const said = (name: keyof typeof rules, estate: Estate, choices: Choices) => placesIn(rules[name], [estate, choices]).map(({ data = {} }) => / if (?:the studio is|ParallelRunStep or batch endpoints are) used/.test(findingText({ step: 'storage', rule: name, data })))
    const used = studio('used', choosing({ parallelRunStep: 'used' }))
    expect(worlds.map(([name, estate]) => [new Set(said(name, estate, undecided)), new Set(said(name, estate, used))])).toEqual(worlds.map(() => [new Set([true]), new Set([false])]))
  })
  it('lower their level while nobody said whether the studio or ParallelRunStep is used', () => {
    const levels = (choices: Choices) => [
      placesIn(rules['queue-and-table-are-private-where-used'], [secured, choices]), placesIn(rules['workspace-and-account-endpoints-share-a-network'], [storageElsewhere, choices]),
      placesIn(rules['workspace-identity-reads-storage-endpoints'], [roles((scope) => scope !== securedIds.blobEndpoint), choices]),
    ].map(([place]) => place?.level)
    expect(levels(undecided)).toEqual(['should', 'should', 'should'])
    expect(levels(studio('used', choosing({ parallelRunStep: 'used' })))).toEqual(['must', 'must', 'must'])
  })
  it('ask of an undecided account for the choice and the closing, not for each missing endpoint', () => {
    const broken = Object.values(rules).filter((rule) => placesIn(rule, open).some(({ verdict }) => verdict === undefined)).map(({ requirement }) => requirement)
    expect(broken).toEqual(['STOR-01', 'STOR-06', 'STOR-11'])
  })
  it('report a dead entry at level must only where the firewall is to be written', () => {
    const estate = withAccount(secured, { exceptions: { instances: [instance, dead] } })
    const rule = rules['instance-rules-are-accepted-by-storage']
    expect(placesIn(rule, estate).map(({ level }) => level)).toEqual(['should'])
    expect(placesIn(rule, [estate, reach('privateEndpoint')]).map(({ level }) => level)).toEqual(['should'])
    const wide = withAccount(estate, { exceptions: { instances: [instance, dead], bypass: ['AzureServices'] } })
    expect(placesIn(rule, [wide, reach('privateEndpoint')]).map(({ level }) => level)).toEqual([undefined])
    expect(placesIn(rule, [estate, reach('serviceEndpoint')]).map(({ level }) => level)).toEqual([undefined])
  })
})

const placed: Choices = { ...placedChoices, access: { ...placedChoices.access, studio: 'used' } }
const answered = (estate: Estate, storage: Partial<StorageChoices> = {}): Choices => ({ ...placed, storage: { ...propose(estate).answers, parallelRunStep: 'notUsed', ...storage } })
const desired = (estate: Estate, choices: Choices = answered(estate)): Estate => configure(estate, choices.storage, choices)
const brokenAtMust = (estate: Estate, choices: Choices): readonly string[] =>
  Object.entries(rules).filter(([, rule]) => rule.broken(estate, choices).some(({ level = rule.level, verdict }) => level === 'must' && verdict === undefined)).map(([name]) => name)
const isServed = (estate: Estate): StorageChoices => ({ ...propose(estate).answers, accounts: [{ id: ids.account, reach: 'serviceEndpoint', groups: [] }], parallelRunStep: 'notUsed' })

describe('storage accounts, configured', () => {
  it.each([['open', open], ['secured', secured], ['hub', hub], ['a lake', withLake(open)], ['served', served], ['general purpose v1', withAccount(open, { kind: 'Storage' })]])('%s: the proposal leaves no rule broken that must hold, is valid, and twice is once', (_, estate) => {
    const choices = answered(estate)
    const result = desired(estate, choices)
    expect(anEstate.safeParse(result).error).toBeUndefined()
    expect(desired(result, choices)).toEqual(result)
    expect(brokenAtMust(result, choices)).toEqual([])
  })
  it('change nothing while undecided', () => {
    expect(configure(open, undecided.storage, placed)).toEqual(open)
  })
  it('leave a secured estate as it is', () => {
    expect(desired(secured)).toEqual(secured)
  })
  it('get endpoints for blob and file, an instance rule, Deny and no anonymous access', () => {
    const result = desired(open)
    expect(result.endpoints.map(({ groups }) => groups[0])).toEqual(['blob', 'file'])
    expect(accountOf(result)).toMatchObject({ exposure: { publicAccess: 'open', defaultAction: 'closed', anonymousAccess: 'closed' }, exceptions: { bypass: [], instances: [instance] } })
  })
  it('get queue and table for ParallelRunStep, and dfs with blob on a lake', () => {
    const result = desired(withLake(open), answered(withLake(open), { parallelRunStep: 'used' }))
    const groups = (id: ArmId) => result.endpoints.filter(({ targetId }) => targetId === id).flatMap((endpoint) => endpoint.groups).sort()
    expect([groups(ids.account), groups(ids.lake)]).toEqual([['blob', 'file', 'queue', 'table'], ['blob', 'dfs']])
  })
  it('are switched off altogether when that is chosen, and never opened again by "selected networks"', () => {
    expect(accountOf(desired(open, answered(open, { publicAccess: 'disabled' })))?.exposure).toEqual({ publicAccess: 'closed', defaultAction: 'closed', anonymousAccess: 'closed' })
    const off = withAccount(secured, { exposure: { publicAccess: 'closed' } })
    expect(accountOf(desired(off, answered(off, { publicAccess: 'selectedNetworks' })))?.exposure.publicAccess).toBe('closed')
  })
  it('leave public access with the perimeter that decides it, and set the rest', () => {
    const estate = perimeter(open)
    const closed = { publicAccess: 'unknown', defaultAction: 'closed', anonymousAccess: 'closed' }
    expect(accountOf(desired(estate))).toMatchObject({ exposure: closed, exceptions: { instances: [instance] } })
    expect(accountOf(desired(estate, { ...answered(estate), storage: isServed(estate) }))?.exposure).toEqual(closed)
  })
  interface Blocked { readonly where: string; readonly estate: Estate; readonly own: Partial<StorageChoices>; readonly more: Partial<Choices['addressSpace']>; readonly rule: keyof typeof rules }
  const halfReached = withoutEndpoint(withAccount(secured, { exposure: { defaultAction: 'open' } }), securedIds.fileEndpoint)
  it.each<Blocked>([
    { where: 'no subnet is chosen for the endpoints', estate: open, own: {}, more: { endpointSubnet: 'undecided' }, rule: 'blob-and-file-are-private' },
    { where: 'no subnet is chosen and they are to be off', estate: open, own: { publicAccess: 'disabled' }, more: { endpointSubnet: 'undecided' }, rule: 'blob-and-file-are-private' },
    { where: 'the network could not be read', estate: { ...open, networks: [] }, own: {}, more: {}, rule: 'blob-and-file-are-private' },
    { where: 'one of two services has no way', estate: halfReached, own: {}, more: { endpointSubnet: 'undecided' }, rule: 'blob-and-file-are-private' },
    { where: 'no subnet of computes is to be admitted', estate: { ...open, computes: [] }, own: isServed(open), more: { computeSubnet: 'undecided' }, rule: 'only-selected-networks-reach-the-account' },
  ])('stay as open as they are where $where, and the finding that says so must hold', ({ estate, own, more, rule }) => {
    const choices: Choices = { ...answered(estate, own), addressSpace: { ...placed.addressSpace, ...more } }
    const result = desired(estate, choices)
    expect([accountOf(result)?.exposure.publicAccess, accountOf(result)?.exposure.defaultAction, brokenAtMust(result, choices)]).toEqual(['open', 'open', expect.arrayContaining([rule])])
    expect(desired(result, choices)).toEqual(result)
  })
  it('stay as open as they are when that is chosen', () => {
    expect(accountOf(desired(open, answered(open, { publicAccess: 'keep', anonymousAccess: 'keep' })))?.exposure).toEqual(accountOf(open)?.exposure)
  })
  it('by service endpoint: subnet and rule, enabled with Deny', () => {
    const choices = { ...answered(open), storage: isServed(open) }
    const result = desired(open, choices)
    expect(result.subnets.find(({ id }) => id === ids.computeSubnet)?.serviceEndpoints).toEqual(['Microsoft.Storage'])
    expect(accountOf(result)).toMatchObject({ exposure: { publicAccess: 'open', defaultAction: 'closed' }, exceptions: { subnetIds: [ids.computeSubnet] } })
    expect(desired(result, choices)).toEqual(result)
  })
  describe('that admit other subnets (STOR-12)', () => {
    const otherNetwork = childId(ids.networkGroup, 'providers/Microsoft.Network/virtualNetworks', 'vnet-other')
    const [own, foreign] = [childId(ids.network, 'subnets', 'snet-own'), childId(otherNetwork, 'subnets', 'snet-foreign')]
    const bare = secured.subnets.filter(({ id }) => id === securedIds.jumpBoxSubnet).flatMap((subnet) => [{ ...subnet, id: own }, { ...subnet, id: foreign, networkId: otherNetwork }])
    const estate: Estate = {
      ...withAccount(served, { exceptions: { subnetIds: [ids.computeSubnet, own, foreign] } }), subnets: [...served.subnets, ...bare], networks: [...served.networks, ...served.networks.map((network) => ({ ...network, id: otherNetwork }))],
    }
    const asked = { id: childId(foreign, 'tasks', 'addServiceEndpoint-Microsoft.Storage'), task: 'addServiceEndpoint', data: { subnet: foreign, endpoint: 'Microsoft.Storage' } }
    it('have the service endpoint put on those of the chosen network, and ask for it elsewhere', () => {
      const result = desired(estate)
      const endpoints = (id: ArmId) => result.subnets.find((subnet) => subnet.id === id)?.serviceEndpoints
      expect([endpoints(own), endpoints(foreign), result.tasks]).toEqual([['Microsoft.Storage'], [], [asked]])
      expect([brokenAtMust(result, answered(estate)), desired(result)]).toEqual([[], result])
    })
    it('ask nothing while no network is chosen, and nothing of subnets that have one', () => {
      const choices = answered(estate)
      expect(desired(estate, { ...choices, addressSpace: { ...choices.addressSpace, network: 'undecided' } }).tasks).toEqual([])
      const fine: Estate = { ...estate, subnets: estate.subnets.map((subnet) => ({ ...subnet, serviceEndpoints: ['microsoft.storage.global'] })) }
      expect([desired(fine).tasks, desired(fine).subnets]).toEqual([[], fine.subnets])
    })
  })
  it('in another region get the service endpoint for every region', () => {
    const estate = withAccount(open, { region: 'northeurope' })
    expect(desired(estate, { ...answered(estate), storage: isServed(estate) }).subnets[0]?.serviceEndpoints).toEqual(['Microsoft.Storage.Global'])
  })
  it('STOR-09 edits the bypass as a set and keeps every other exception', () => {
    const foreign = { tenantId: tenant, resourceId: `${ids.workspace}-b` }
    const estate = withAccount(open, { exceptions: { bypass: ['AzureServices', 'Logging', 'Metrics'], instances: [foreign], subnetIds: [otherSubnet], addresses: ['203.0.113.7'] } })
    expect(accountOf(desired(estate, answered(estate)))?.exceptions).toEqual({ bypass: ['Logging', 'Metrics'], instances: [foreign, instance], subnetIds: [otherSubnet, ids.computeSubnet], addresses: ['203.0.113.7'] })
    expect(accountOf(desired(estate, answered(estate, { admits: 'trustedServices' })))?.exceptions.bypass).toEqual(['AzureServices', 'Logging', 'Metrics'])
  })
  it('keep the way of another workspace that uses them, where it has one', () => {
    const other = { tenantId: '', resourceId: `${ids.workspace}-b` }
    const rule = { tenantId: tenant, resourceId: other.resourceId }
    const trusted = withAccount({ ...secured, storageAccounts: secured.storageAccounts.map((account) => ({ ...account, usedBy: [other] })) }, { exceptions: { bypass: ['AzureServices'], instances: [] } })
    expect(accountOf(desired(trusted))?.exceptions).toMatchObject({ bypass: [], instances: [instance, rule] })
    expect(desired(desired(trusted))).toEqual(desired(trusted))
    const open2: Estate = { ...open, storageAccounts: open.storageAccounts.map((account) => ({ ...account, usedBy: [other], exceptions: { ...account.exceptions, bypass: [] } })) }
    expect(accountOf(desired(open2))?.exceptions.instances).toEqual([instance, rule])
    expect(accountOf(desired(withAccount(trusted, { exceptions: { bypass: [] } })))?.exceptions.instances).toEqual([instance])
    expect(placesIn(rules['only-this-workspace-is-let-in'], trusted).map(({ data }) => messages.rules['only-this-workspace-is-let-in'].what(data ?? {}))).toEqual([expect.stringContaining(`${nameOf(ids.workspace)}-b`)])
  })
  it('by service endpoint admit the subnet of the workspace endpoint for the studio, and only for it', () => {
    const estate = { ...served, endpoints: served.endpoints.map((endpoint) => (endpoint.targetId === ids.workspace ? { ...endpoint, subnetId: ids.endpointSubnet } : endpoint)) }
    const choices: Choices = { ...answered(estate), storage: isServed(estate) }
    const result = desired(estate, choices)
    expect(placesIn(rules['workspace-endpoint-is-in-an-admitted-subnet'], [estate, choices]).length).toBe(1)
    expect(placesIn(rules['workspace-endpoint-is-in-an-admitted-subnet'], [result, choices])).toEqual([])
    expect(accountOf(result)?.exceptions.subnetIds).toEqual([ids.computeSubnet, ids.endpointSubnet])
    expect(result.subnets.find(({ id }) => id === ids.endpointSubnet)?.serviceEndpoints).toEqual(['Microsoft.Storage'])
    expect(desired(result, choices)).toEqual(result)
    expect(accountOf(desired(estate, studio('notUsed', choices)))?.exceptions.subnetIds).toEqual([ids.computeSubnet])
  })
  it('are not reached by a rule whose subnet is gone, and lose it when the firewall is written', () => {
    const gone = childId(ids.network, 'subnets', 'gone')
    const estate = withAccount(open, { exceptions: { goneSubnetIds: [gone, ids.computeSubnet] } })
    expect(propose(estate).answers.accounts[0]?.reach).toBe('privateEndpoint')
    expect(accountOf(desired(estate))?.exceptions).not.toHaveProperty('goneSubnetIds')
    // A subnet that is there again is admitted anew, by a write that Azure takes for one.
    const again = plan(estate, desired(estate, { ...answered(estate), storage: isServed(estate) })).filter((change) => change.id === ids.account && change.do === 'update')
    const written = again.map((change) => (change.do === 'update' ? valueAt(change.patch, 'properties.networkAcls.virtualNetworkRules') : null))
    expect(written).toEqual(again.map(() => [{ id: ids.computeSubnet, action: 'Allow' }]))
    expect(again.length).toBeGreaterThan(0)
    const settled = withAccount(secured, { exceptions: { goneSubnetIds: [gone] } })
    expect([accountOf(desired(settled))?.exceptions.goneSubnetIds, plan(settled, desired(settled))]).toEqual([[gone], []])
  })
  it('lose a dead entry only when the firewall is written, and name it in a task', () => {
    const estate = withAccount(open, { exceptions: { instances: [dead] } })
    const result = desired(estate)
    expect(accountOf(result)?.exceptions.instances).toEqual([instance])
    expect(result.tasks.filter(({ task }) => task === 'removeClosedEntry').map(({ data }) => data['entry'])).toEqual([securedIds.blobEndpoint])
    const settled = withAccount(secured, { exceptions: { instances: [instance, dead] } })
    expect(accountOf(desired(settled))?.exceptions.instances).toEqual([instance, dead])
  })
  it('give the workspace identity its roles: written where assignments were read or the endpoint is new, else as tasks', () => {
    const bare: Estate = { ...secured, roleAssignments: secured.roleAssignments.filter(({ scope }) => scope === ids.registry) }
    expect(desired(bare).roleAssignments.map(({ scope, role: given }) => `${scope} ${given}`).sort()).toEqual(secured.roleAssignments.map(({ scope, role: given }) => `${scope} ${given}`).sort())
    const fresh = desired(open)
    expect(fresh.roleAssignments.map(({ role: given }) => given)).toEqual([role('Reader'), role('Reader')])
    expect(fresh.tasks.map(({ task, data }) => [task, data['scope'], data['role']])).toEqual([['assignRole', ids.account, 'Storage Blob Data Contributor']])
  })
})

describe('words of storage', () => {
  it('begin with what they are about, never with the bare name of a sub-resource', () => {
    const texts = Object.entries(rules).flatMap(([name, rule]) => placesIn(rule, withoutEndpoint(secured, securedIds.fileEndpoint)).map(({ data }) => messages.rules[name as keyof typeof rules].what(data ?? {})))
    expect(texts).toContain('Sub-resource file: No private endpoint leads to it.')
    expect(texts.filter((text) => /^(blob|file|queue|table|dfs)\b/.test(text))).toEqual([])
  })
})

describe('first answers for storage', () => {
  it('keep the way that is there', () => {
    expect([open, served, secured].map((estate) => propose(estate).answers.accounts[0]?.reach)).toEqual(['privateEndpoint', 'serviceEndpoint', 'privateEndpoint'])
  })
  it('leave ParallelRunStep to a person', () => {
    expect(step.open(propose(open).answers, open)).toEqual(['parallelRunStep'])
    expect(step.open(undecided.storage, open)).toEqual(['accounts'])
    expect(step.open(propose(served).answers, served)).toEqual([])
  })
  it('have a reason in words for every proposed field', () => {
    const words = Object.values(propose(open).because).map((reason) => messages.because[reason.word as keyof typeof messages.because])
    expect(words.every((word) => word !== undefined)).toBe(true)
  })
})
