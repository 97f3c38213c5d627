/** Whole estates with several faults at once, and what the catalogue says of them: written from knowledge/requirements.md, not from the rules. */
import { describe, expect, it } from 'vitest'
import { type ArmId, armId, childId } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import { ids, open, tenant } from '../estate/fixtures/open.ts'
import { secured, securedIds } from '../estate/fixtures/secured.ts'
import { withEntries } from '../estate/questions.ts'
import { undecided } from './choices.ts'
import { desiredEstate, findings, propose } from './index.ts'
import type { RequirementId } from './requirements.ts'

interface Bent {
  readonly title: string
  readonly estate: Estate
  readonly finds: readonly (readonly [RequirementId, ArmId])[]
  readonly never: readonly RequirementId[]
  /** What may stay at level must once the proposal is applied, because a person has to answer or act. */
  readonly left: readonly RequirementId[]
}

const zoneId = (name: string): ArmId => secured.zones.find((zone) => zone.name === name)?.id ?? ids.workspace
const sandbox = armId(`${ids.networkGroup}/providers/Microsoft.Network/virtualNetworks/vnet-sandbox`)
const sandboxSubnet = childId(sandbox, 'subnets', 'default')
const foreign = armId(`${ids.group}/providers/Microsoft.Synapse/workspaces/syn-other`)
const rules = (change: (rule: Estate['securityRules'][number], name: string) => Partial<Estate['securityRules'][number]>): Estate['securityRules'] =>
  secured.securityRules.map((rule) => ({ ...rule, ...change(rule, rule.id.split('/').at(-1) ?? '') }))
const ruleId = (name: string): ArmId => childId(securedIds.securityGroup, 'securityRules', name)
const [denyRest] = secured.securityRules.filter(({ id }) => id === ruleId('Deny-Rest'))

const halfClosed: Estate = {
  ...secured,
  workspace: { ...secured.workspace, imageBuildCompute: null, exposure: { publicAccess: 'open' } },
  endpoints: secured.endpoints.filter(({ id }) => id !== securedIds.fileEndpoint),
  zoneGroups: secured.zoneGroups.filter(({ endpointId }) => endpointId !== securedIds.fileEndpoint),
  connections: secured.connections.filter(({ endpointId }) => endpointId !== securedIds.fileEndpoint),
  storageAccounts: secured.storageAccounts.map((account) => ({
    ...account, exposure: { publicAccess: 'open', defaultAction: 'open', anonymousAccess: 'open' },
    exceptions: { ...account.exceptions, bypass: ['AzureServices', 'Logging'], instances: [{ tenantId: tenant, resourceId: foreign }], addresses: ['203.0.113.7'] },
  })),
}

/** The names of two endpoints are broken in two ways, and a third is not approved. */
const endpointsBroken: Estate = {
  ...secured,
  endpoints: secured.endpoints.map((endpoint) => (endpoint.id === securedIds.vaultEndpoint ? { ...endpoint, status: 'rejected' } : endpoint)),
  connections: secured.connections.map((connection) => (connection.endpointId === securedIds.vaultEndpoint ? { ...connection, status: 'rejected' } : connection)),
  zoneGroups: secured.zoneGroups.filter(({ endpointId }) => endpointId !== securedIds.fileEndpoint),
  records: secured.records.filter((record) => record.zoneId !== zoneId('privatelink.file.core.windows.net')),
  zoneLinks: secured.zoneLinks.filter((link) => link.zoneId !== zoneId('privatelink.azurecr.io')),
}

const wrongBuild: Estate = {
  ...secured,
  networks: withEntries(secured.networks, [{ id: sandbox, region: 'westeurope', prefixes: ['10.99.0.0/24'], dnsServers: [] }]),
  subnets: withEntries(secured.subnets, secured.subnets.filter(({ id }) => id === ids.computeSubnet).map((subnet) => ({ ...subnet, id: sandboxSubnet, networkId: sandbox, prefixes: ['10.99.0.0/25'] }))),
  computes: secured.computes.map((compute) => (compute.id === securedIds.buildCluster ? { ...compute, size: 'STANDARD_NC24ADS_A100_V4', identity: 'user', subnetId: sandboxSubnet } : compute)),
}

/** Missing ports, another protocol, another region; a partial deny above; the web allowed, and the rest denied. */
const groupBent: Estate = {
  ...secured,
  securityRules: withEntries(
    rules((_, name) => {
      if (name === 'Allow-EntraId' || name === 'Allow-MachineLearning-Tcp') return { destinationPorts: ['443'] }
      if (name === 'Allow-MachineLearning-Udp') return { protocol: 'Tcp' }
      if (name === 'Allow-Batch') return { destinations: ['BatchNodeManagement.northeurope'] }
      if (name === 'Allow-Storage') return { destinations: ['storage'] }
      return name === 'Allow-Mcr' ? { destinations: ['Internet'], destinationPorts: ['400-500'] } : {}
    }),
    denyRest === undefined ? [] : [{ ...denyRest, id: ruleId('Deny-Arm'), priority: 105, protocol: 'Tcp', destinations: ['azureresourcemanager'], destinationPorts: ['443'] }],
  ),
}

const scopeless: Estate = {
  ...secured, linkScopes: [], scopedResources: [], endpoints: secured.endpoints.filter(({ id }) => id !== securedIds.scopeEndpoint),
  zoneGroups: secured.zoneGroups.filter(({ endpointId }) => endpointId !== securedIds.scopeEndpoint), connections: secured.connections.filter(({ endpointId }) => endpointId !== securedIds.scopeEndpoint),
}
const scopeRefused: Estate = { ...scopeless, unread: [{ id: securedIds.scope, type: null, status: 403, code: 'AuthorizationFailed' }] }

/** Everything is there, and every zone has the name that it has in the public cloud; monitoring is public. */
const governmentWrongZone: Estate = { ...scopeless, cloud: 'AzureUSGovernment', components: open.components, logWorkspaces: open.logWorkspaces }

const bent: readonly Bent[] = [
  {
    title: 'half closed', estate: halfClosed, left: [],
    finds: [['WKSP-08', ids.workspace], ['STOR-02', ids.account], ['STOR-06', ids.account], ['STOR-11', ids.account], ['ACR-11', ids.workspace]],
    never: ['STOR-01', 'KV-02', 'KV-04', 'ACR-08', 'ACR-12', 'MON-05', 'CONN-01', 'NET-03'],
  },
  {
    title: 'endpoints broken in three ways', estate: endpointsBroken, left: [],
    finds: [['KV-04', securedIds.vaultEndpoint], ['STOR-40', securedIds.fileEndpoint], ['ACR-08', zoneId('privatelink.azurecr.io')]],
    never: ['STOR-01', 'STOR-02', 'KV-02', 'WKSP-02', 'WKSP-04', 'CONN-21'],
  },
  {
    title: 'the build cluster is a GPU cluster with an identity in another network', estate: wrongBuild,
    // The cluster that was there stays in its network until somebody makes it again (PRE-19).
    left: ['ACR-04'],
    finds: [['ACR-13', securedIds.buildCluster], ['ACR-14', securedIds.buildCluster], ['ACR-19', securedIds.buildCluster], ['PRE-19', securedIds.buildCluster]],
    never: ['ACR-11', 'ACR-12', 'ACR-15', 'STOR-02'],
  },
  {
    title: 'a security group with missing ports, a partial deny and a tag of another region', estate: groupBent, left: [],
    finds: [['NET-02', securedIds.securityGroup], ['NET-03', securedIds.securityGroup], ['NET-04', securedIds.securityGroup], ['NET-05', securedIds.securityGroup], ['NET-06', securedIds.securityGroup]],
    never: ['NET-09', 'NET-10', 'NET-11', 'NET-36', 'NET-23'],
  },
  {
    title: 'zones of the public cloud in Azure Government', estate: governmentWrongZone, left: [],
    finds: [['WKSP-04', securedIds.workspaceEndpoint], ['STOR-40', securedIds.blobEndpoint], ['STOR-40', securedIds.fileEndpoint], ['KV-04', securedIds.vaultEndpoint], ['ACR-08', securedIds.registryEndpoint]],
    never: ['WKSP-01', 'STOR-02', 'KV-02', 'WKSP-02'],
  },
  {
    title: 'a private link scope that was not readable', estate: scopeRefused, left: [],
    finds: [], never: ['MON-05', 'MON-09', 'MON-23'],
  },
]

describe.each(bent)('$title', ({ estate, finds, never, left }) => {
  const found = findings(estate, undecided).filter(({ verdict }) => verdict === undefined)

  it('is reported where the catalogue says', () => {
    expect(finds.filter(([id, at]) => !found.some((finding) => [finding.requirement, ...finding.also].includes(id) && finding.at === at))).toEqual([])
  })

  it('is reported for nothing else that would be wrong', () => {
    expect(found.filter(({ requirement }) => never.includes(requirement)).map(({ requirement, at, data }) => ({ requirement, at, data }))).toEqual([])
  })

  it('leaves nothing that must hold once the proposal is applied', () => {
    const { choices } = propose(estate)
    const after = findings(desiredEstate(estate, choices), choices).filter(({ verdict, level }) => verdict === undefined && level === 'must')
    expect(after.filter(({ requirement }) => !left.includes(requirement)).map(({ requirement, rule, at }) => ({ requirement, rule, at }))).toEqual([])
  })
})

describe('what somebody else put there', () => {
  it('stays when a half-closed account is closed: the rule of another service and an address', () => {
    const { choices } = propose(halfClosed)
    const [account] = desiredEstate(halfClosed, choices).storageAccounts
    expect(account?.exceptions).toMatchObject({ instances: expect.arrayContaining([{ tenantId: tenant, resourceId: foreign }]), addresses: ['203.0.113.7'], bypass: ['Logging'] })
  })

  it('stays with a scope that was not readable: no second scope is proposed', () => {
    const { choices } = propose(scopeRefused)
    expect(desiredEstate(scopeRefused, choices).linkScopes).toEqual([])
  })
})
