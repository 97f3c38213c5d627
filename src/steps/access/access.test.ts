import { describe, expect, it } from 'vitest'
import { armId, childId, resourceId } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import { hub, hubIds } from '../../estate/fixtures/hub.ts'
import { ids, open } from '../../estate/fixtures/open.ts'
import { secured, securedIds } from '../../estate/fixtures/secured.ts'
import { plan } from '../../resources/index.ts'
import { plannedRights } from '../../resources/rights.ts'
import { type Choices, undecided } from '../choices.ts'
import { type Examples, checkExamples, placesIn, type World } from '../examples.ts'
import { desiredEstate, propose as proposeAll } from '../index.ts'
import { accessChoices } from './choices.ts'
import { configure } from './configure.ts'
import { propose } from './propose.ts'
import type { Rule } from '../rule.ts'
import { rules } from './rules.ts'
import { access } from './step.ts'

const other = armId('/subscriptions/00000000-0000-4000-8000-000000000001')
const unreadAt = (estate: Estate, id: Estate['workspace']['id'], type: string | null): Estate => ({ ...estate, unread: [...estate.unread, { id, type, status: 403, code: 'AuthorizationFailed' }] })
const computes = (estate: Estate, change: Partial<Estate['computes'][number]>): Estate => ({ ...estate, computes: estate.computes.map((each) => ({ ...each, ...change })) })
const permitted = (estate: Estate, scope: Estate['workspace']['id'], ...actions: readonly string[]): Estate => ({ ...estate, permissions: [...estate.permissions, { scope, entries: [{ actions, notActions: [] }] }] })
const forApply: Choices = { ...undecided, access: { ...undecided.access, delivery: 'apply', placement: { ...undecided.access.placement, resourceGroup: ids.group } } }
const privately: Choices = {
  ...forApply,
  addressSpace: { ...undecided.addressSpace, network: { use: 'existing', id: ids.network }, computeSubnet: { use: 'existing', id: ids.computeSubnet }, endpointSubnet: { use: 'new', name: 'snet-endpoints', prefix: '10.20.2.0/26' } },
  workspace: { ...undecided.workspace, reach: 'privateEndpoint' },
}
const withNat: Choices = { ...forApply, addressSpace: privately.addressSpace, outbound: { ...undecided.outbound, egress: 'natGateway' } }
const grouped: Estate = { ...open, subnets: open.subnets.map((subnet) => ({ ...subnet, securityGroupId: securedIds.securityGroup })), securityGroups: secured.securityGroups }
const managed: Estate = { ...open, workspace: { ...open.workspace, managedNetwork: 'AllowInternetOutbound' } }
const identity = (type: string, actsAs?: 'userAssigned'): Estate => ({ ...open, workspace: { ...open.workspace, identity: type, ...(actsAs === undefined ? {} : { actsAs }) } })
const inManagedNetwork = (estate: Estate): Estate => ({ ...estate, workspace: { ...estate.workspace, managedNetwork: 'AllowOnlyApprovedOutbound' } })
const homeless: Estate = { ...computes(open, { subnetId: null, publicIp: true }), networks: [], subnets: [], usages: [] }
const reader = (estate: Estate, scope = ids.network): Estate => permitted(estate, scope, '*/read')
const lock = (level: 'ReadOnly' | 'CanNotDelete', scope = ids.group): Estate => ({ ...open, locks: [{ id: resourceId(scope, 'Microsoft.Authorization/locks', 'keep'), scope, level }] })
const provider = (namespace: string, state: Estate['providers'][number]['state'] | null): Estate => ({
  ...open, providers: open.providers.flatMap((each) => (each.namespace !== namespace ? [each] : state === null ? [] : [{ ...each, state }])),
})
const noClusters = (estate: Estate): Estate => ({ ...estate, computes: estate.computes.filter(({ kind }) => kind !== 'AmlCompute') })
const instance = (tenantId: string): Estate => ({ ...open, storageAccounts: open.storageAccounts.map((each) => ({ ...each, exceptions: { ...each.exceptions, instances: [{ tenantId, resourceId: ids.workspace.toUpperCase() }] } })) })
const closedStorage: Estate = { ...open, storageAccounts: open.storageAccounts.map((each) => ({ ...each, exposure: { ...each.exposure, defaultAction: 'closed' } })) }
const staysPublic: Choices = { ...undecided, workspace: { ...undecided.workspace, publicAccess: 'keep' } }
const managedPath: Choices = { ...undecided, access: { ...undecided.access, path: 'managedNetwork' } }
const elsewhere = (estate: Estate): Estate => ({ ...estate, endpoints: [], connections: secured.connections.map((each) => ({ ...each, endpointId: null })) })

/** An estate as the choices want it, with the rights that the plan there needs. */
function planned(estate: Estate, choices: Choices): World {
  const desired = desiredEstate(estate, choices)
  return [desired, choices, plannedRights({ current: estate, desired })(plan(estate, desired))]
}

describe('the managed path of a workspace without a managed network', () => {
  const { choices } = proposeAll(open)
  const answers: Choices = { ...choices, access: { ...choices.access, path: 'managedNetwork', studio: 'used' }, registry: { ...choices.registry, build: { use: 'new', name: 'cpu-build', size: 'Standard_DS3_v2', maxNodes: 2 } } }
  const desired = desiredEstate(open, answers)
  const changes = plan(open, desired)
  const tasks = changes.flatMap((change) => (change.do === 'manual' ? [{ ...change.task, key: change.key, after: change.after, phase: change.phase }] : []))
  const of = (name: string) => tasks.filter(({ task }) => task === name)
  const clusters = open.computes.filter(({ kind }) => kind === 'AmlCompute' || kind === 'ComputeInstance').map(({ id }) => id)

  it('has a task to switch it on, and one for each compute that has to be made again', () => {
    expect(clusters.length).toBeGreaterThan(0)
    expect([of('useManagedNetwork').map(({ data }) => data['workspace']), of('recreateCompute').map(({ data }) => [data['compute'], data['subnet']])]).toEqual([[ids.workspace], [...clusters].sort().map((id) => [id, undefined])])
    expect(desired.computes.filter(({ id }) => clusters.includes(id)).map(({ subnetId }) => subnetId)).toEqual(clusters.map(() => null))
  })
  it('makes the build cluster after the network is on, computes again after all else, and closes after both', () => {
    const [on] = of('useManagedNetwork')
    const waitsFor = (key: string): ReadonlySet<string> => {
      const all = new Set<string>()
      const add = (one: string): void => { for (const before of changes.find((change) => change.key === one)?.after ?? []) if (!all.has(before)) { all.add(before); add(before) } }
      add(key)
      return all
    }
    const cluster = changes.find(({ id, do: what }) => what === 'create' && id.endsWith('/computes/cpu-build'))
    expect([cluster?.key ?? '', ...of('recreateCompute').map(({ key }) => key)].map((key) => waitsFor(key).has(on?.key ?? '-'))).toEqual([true, ...clusters.map(() => true)])
    const closings = changes.filter(({ closes }) => closes)
    expect(closings.length).toBeGreaterThan(3)
    expect(closings.filter(({ key }) => tasks.some((task) => !waitsFor(key).has(task.key)))).toEqual([])
  })
  it('is settled when it is configured once, and asks nothing once the network is on', () => {
    expect(desiredEstate(desired, answers)).toEqual(desired)
    const on = inManagedNetwork(open)
    expect(desiredEstate(on, answers).tasks.filter(({ task }) => task === 'useManagedNetwork' || task === 'recreateCompute')).toEqual([])
  })
  it('has no computes that are said to be stranded', () => {
    expect(placesIn(rules['computes-are-in-the-endpoint-network'], [desired, answers])).toEqual([])
  })
})

const examples: Record<keyof typeof rules, Examples> = {
  // The snapshot is opened by its workspace, so a read that failed is known and never unknown.
  'workspace-is-readable': { breaks: [unreadAt(open, ids.workspace, null)], keeps: [open, secured], unknown: [] },
  // The workspace itself says it; without the workspace there is no estate.
  'workspace-has-no-managed-network': { breaks: [managed, [managed, managedPath]], keeps: [open], unknown: [] },
  'managed-path-recreates-no-compute': { breaks: [[open, managedPath]], keeps: [open, [managed, managedPath], [{ ...open, computes: [] }, managedPath]], unknown: [[{ ...unreadAt(open, ids.workspace, 'Microsoft.MachineLearningServices/workspaces/computes'), computes: [] }, managedPath]] },
  'network-and-subnet-exist': {
    breaks: [homeless, { ...homeless, networks: open.networks }, { ...homeless, networks: open.networks.map((network) => ({ ...network, region: 'northeurope' })), subnets: open.subnets }],
    keeps: [open, hub, { ...homeless, networks: open.networks, subnets: open.subnets }],
    unknown: [unreadAt(homeless, ids.subscription, 'Microsoft.Network/virtualNetworks'), unreadAt(homeless, ids.network, null)],
  },
  'cluster-exists-for-a-private-registry': {
    breaks: [noClusters(secured), [noClusters(open), { ...undecided, registry: { ...undecided.registry, decision: 'private' } }]],
    keeps: [secured, noClusters(open), { ...noClusters(open), workspace: { ...open.workspace, registryId: null } }],
    unknown: [unreadAt(noClusters(secured), ids.workspace, 'Microsoft.MachineLearningServices/workspaces/computes'), { ...noClusters(secured), registries: [] }],
  },
  // The workspace itself says it.
  'workspace-is-of-the-plain-kind': { breaks: [{ ...open, workspace: { ...open.workspace, kind: 'Hub' } }], keeps: [open, { ...open, workspace: { ...open.workspace, kind: 'default' } }], unknown: [] },
  // The workspace itself says it.
  'workspace-acts-with-the-identity-that-azure-made': {
    breaks: [identity('UserAssigned'), identity('SystemAssigned,UserAssigned', 'userAssigned'), [identity('UserAssigned'), managedPath]],
    keeps: [open, secured, identity('SystemAssigned,UserAssigned'), identity('None')], unknown: [],
  },
  // What was read says whose key it is; a vault that was not read is said in the sentence.
  'data-is-encrypted-with-keys-of-azure': {
    breaks: [
      { ...open, workspace: { ...open.workspace, customerKey: { vaultId: ids.vault, data: 'managedGroup' } } }, { ...open, workspace: { ...open.workspace, customerKey: { vaultId: null, data: 'outsideSubscription' } } },
      { ...open, storageAccounts: open.storageAccounts.map((each) => ({ ...each, customerKey: { vaultId: null } })) }, { ...open, registries: open.registries.map((each) => ({ ...each, customerKey: { vaultId: ids.vault } })) },
    ],
    keeps: [open, secured, hub, { ...open, registries: [] }], unknown: [],
  },
  'workspace-is-not-public-beside-closed-services': {
    breaks: [[closedStorage, staysPublic]], keeps: [closedStorage, [open, staysPublic], [secured, staysPublic]],
    unknown: [[{ ...closedStorage, workspace: { ...open.workspace, exposure: { publicAccess: 'unknown' } } }, staysPublic]],
  },
  'computes-share-network-region-and-subscription': {
    breaks: [
      { ...open, networks: open.networks.map((network) => ({ ...network, region: 'northeurope' })) },
      computes(open, { subnetId: armId(`${other}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnets/snet`) }),
    ],
    keeps: [open, secured, hub, homeless, { ...open, networks: open.networks.map((network) => ({ ...network, region: 'West Europe' })) }], unknown: [{ ...open, networks: [] }],
  },
  'computes-are-in-the-workspace-region': {
    breaks: [computes(secured, { region: 'northeurope' })], keeps: [open, secured, computes(open, { region: 'northeurope' })],
    unknown: [unreadAt(secured, ids.workspace, 'Microsoft.MachineLearningServices/workspaces/computes')],
  },
  'endpoints-are-beside-their-network': {
    breaks: [
      { ...secured, endpoints: secured.endpoints.map((each) => ({ ...each, region: 'northeurope' })) },
      { ...secured, endpoints: secured.endpoints.map((each) => ({ ...each, id: armId(each.id.replace(ids.subscription, other)) })) },
    ],
    keeps: [open, secured], unknown: [{ ...secured, networks: [] }],
  },
  'computes-are-in-the-endpoint-network': {
    breaks: [computes(secured, { subnetId: null }), computes(secured, { subnetId: hubIds.dnsSubnet })], keeps: [open, secured, computes(open, { subnetId: null }), inManagedNetwork(computes(secured, { subnetId: null }))],
    unknown: [elsewhere(secured), unreadAt(secured, ids.workspace, 'Microsoft.MachineLearningServices/workspaces/computes')],
  },
  'no-lock-stops-clusters': {
    breaks: [lock('ReadOnly'), lock('CanNotDelete'), lock('ReadOnly', ids.subscription), lock('CanNotDelete', ids.networkGroup)],
    keeps: [open, secured, lock('ReadOnly', ids.account)], unknown: [unreadAt(open, ids.group, 'Microsoft.Authorization/locks'), unreadAt(open, ids.networkGroup, 'Microsoft.Authorization/locks'), unreadAt(secured, ids.network, 'Microsoft.Authorization/locks'), unreadAt(open, ids.subscription, 'Microsoft.Authorization/locks'), unreadAt(open, resourceId(ids.networkGroup, 'Microsoft.Authorization/locks', 'keep'), null)],
  },
  // Policies are not read, so nothing breaks this rule.
  'policies-allow-security-groups-of-computes': {
    breaks: [], keeps: [open, secured, homeless, [open, { ...undecided, outbound: { ...undecided.outbound, newCompute: 'withPublicIp' } }]],
    unknown: [computes(open, { publicIp: true }), [open, { ...undecided, outbound: { ...undecided.outbound, newCompute: 'withPublicIp', egress: 'natGateway' } }]],
  },
  'providers-are-registered': {
    breaks: [provider('Microsoft.ContainerRegistry', 'notRegistered'), provider('Microsoft.Insights', 'registering')],
    keeps: [open, secured, hub, { ...open, providers: open.providers.map((each) => ({ ...each, namespace: each.namespace.toLowerCase() })) }, provider('Microsoft.OperationalInsights', 'notRegistered')],
    unknown: [provider('Microsoft.Storage', null)],
  },
  'instance-rules-name-the-own-tenant': { breaks: [instance('00000000-0000-4000-8000-000000000002')], keeps: [open, secured, instance(open.workspace.tenantId.toUpperCase())], unknown: [{ ...open, storageAccounts: [] }] },
  'caller-reads-the-network': { breaks: [permitted(open, ids.network, 'Microsoft.Network/virtualNetworks/subnets/join/action')], keeps: [open, reader(open), homeless], unknown: [{ ...open, permissions: [] }] },
  'caller-joins-the-network': { breaks: [reader(open), [reader(open), forApply]], keeps: [open, homeless], unknown: [{ ...open, permissions: [] }] },
  'caller-joins-the-subnets': {
    breaks: [reader(open), [reader(open, ids.computeSubnet), forApply]],
    keeps: [open, secured, [reader(open), { ...forApply, access: { ...forApply.access, otherTeams: [{ scope: ids.network, team: 'network' }] } }]],
    unknown: [{ ...open, permissions: [] }],
  },
  'needed-rights-are-held': {
    breaks: [{ ...reader(secured, ids.networkGroup), zoneGroups: [] }, planned(reader(open), privately), planned(reader(open, ids.group), privately), planned({ ...reader(secured, ids.networkGroup), zoneGroups: [] }, proposeAll(secured).choices)],
    keeps: [open, secured, reader(open), planned(reader(secured, ids.networkGroup), proposeAll(secured).choices), planned(open, privately)],
    unknown: [planned({ ...open, permissions: [] }, privately)],
  },
  'caller-approves-endpoints': {
    breaks: [[reader(open, ids.workspace), privately], { ...reader(secured, ids.group), endpoints: secured.endpoints.map((each) => ({ ...each, status: 'pending' })) }],
    keeps: [open, reader(secured, ids.group), [open, privately], [permitted(open, ids.workspace, 'Microsoft.MachineLearningServices/workspaces/privateEndpointConnectionsApproval/action'), privately]],
    unknown: [[{ ...open, permissions: [] }, privately]],
  },
  'subnet-references-can-be-joined': {
    breaks: [planned(reader(grouped, securedIds.securityGroup), withNat), reader(grouped, securedIds.securityGroup)],
    keeps: [open, secured, grouped, planned(grouped, withNat)], unknown: [planned({ ...grouped, permissions: [] }, withNat)],
  },
}

describe('rules of the prerequisites', () => {
  checkExamples('access', rules, examples)

  it('lowers what is missing on export to a warning or a note', () => {
    const levels = (choices: Choices) => (['caller-joins-the-network', 'caller-joins-the-subnets'] as const).map((name) => rules[name].broken(reader(open), choices).map(({ level }) => level))
    expect(levels(undecided)).toEqual([['should'], ['should']])
    expect(levels(forApply)).toEqual([[undefined], [undefined]])
    expect(rules['caller-reads-the-network'].broken(permitted(open, ids.network, 'none'), undecided)[0]?.level).toBe('info')
  })

  it('leaves a right to the team that owns the scope, and says so', () => {
    const theirs: Choices = { ...privately, access: { ...privately.access, otherTeams: [{ scope: ids.networkGroup, team: 'network team' }] } }
    expect(rules['caller-joins-the-network'].broken(reader(open), theirs)).toEqual([])
    expect(placesIn(rules['needed-rights-are-held'], [reader(open), theirs]).map(({ at, level }) => [at, level])).toEqual([[ids.networkGroup, 'info']])
  })

  it('names the join on each zone that an endpoint has still to write into', () => {
    const zone = secured.zoneGroups.find(({ endpointId }) => endpointId === securedIds.blobEndpoint)?.zones[0]?.zoneId ?? ids.network
    const before: Estate = { ...reader(secured, zone), zoneGroups: secured.zoneGroups.filter(({ endpointId }) => endpointId !== securedIds.blobEndpoint) }
    const places = placesIn(rules['needed-rights-are-held'], planned(before, { ...proposeAll(secured).choices, access: forApply.access }))
    expect(places.map(({ at, data }) => [at.split('/').at(-1), data?.['action']])).toEqual([['privatelink.blob.core.windows.net', ['Microsoft.Network/privateDnsZones/join/action']]])
  })

  it.each([
    'Microsoft.Network/virtualNetworks/subnets', 'Microsoft.Network/natGateways', 'Microsoft.Network/publicIPAddresses', 'Microsoft.Network/privateDnsZones', 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups',
    'Microsoft.Network/bastionHosts', 'Microsoft.Compute/virtualMachines', 'Microsoft.Network/networkInterfaces', 'Microsoft.Authorization/roleAssignments', 'Microsoft.MachineLearningServices/workspaces',
    'Microsoft.Storage/storageAccounts', 'Microsoft.KeyVault/vaults', 'Microsoft.ContainerRegistry/registries',
  ])('names the write of %s where the plan writes one and the caller may not', (type) => {
    const choices: Choices = { ...proposeAll(open).choices, access: { ...proposeAll(open).choices.access, delivery: 'apply' } }
    const without = (actions: readonly string[], notActions: readonly string[]): Estate => ({ ...open, roleAssignments: secured.roleAssignments.slice(0, 1), permissions: [ids.subscription, ids.group, ids.networkGroup].map((scope) => ({ scope, entries: [{ actions, notActions }] })) })
    const said = placesIn(rules['needed-rights-are-held'], planned(without(['*'], [`${type}/write`]), choices))
    expect(said.flatMap(({ data, level }) => [data?.['action'] ?? [], level ?? 'must'])).toEqual(said.flatMap(() => [[`${type}/write`], 'must']))
    expect(said.length).toBeGreaterThan(0)
    expect(placesIn(rules['needed-rights-are-held'], planned(without(['*'], []), choices))).toEqual([])
  })

  it('judges a lock by what it forbids', () => {
    expect([lock('ReadOnly'), lock('CanNotDelete')].map((estate) => rules['no-lock-stops-clusters'].broken(estate, undecided)[0]?.level)).toEqual([undefined, 'should'])
  })

  it('tells a user-assigned identity as a note, and as a warning where it has to approve what a managed network makes (gaps 48)', () => {
    const level = (estate: Estate, choices = undecided) => rules['workspace-acts-with-the-identity-that-azure-made'].broken(estate, choices).map((place) => place.level)
    expect([level(identity('UserAssigned')), level(identity('UserAssigned'), managedPath), level(inManagedNetwork(identity('UserAssigned')))]).toEqual([['info'], [undefined], [undefined]])
  })

  it('does not block the managed path that was chosen', () => {
    expect(rules['workspace-has-no-managed-network'].broken(managed, managedPath)[0]?.level).toBe('should')
    expect(rules['workspace-has-no-managed-network'].broken(managed, undecided)[0]?.level).toBeUndefined()
  })
})

describe('propose', () => {
  const proposed = (estate: Estate) => propose(estate, undecided)

  it.each([['open', open], ['secured', secured], ['hub', hub], ['homeless', homeless], ['managed', managed]] as const)('gives choices that the schema takes, from %s', (_, estate) => {
    expect(accessChoices.safeParse(proposed(estate).answers).success).toBe(true)
  })

  it('puts new resources beside the network, beside endpoints that are there, or beside the workspace', () => {
    expect(proposed(open).answers.placement.resourceGroup).toBe(ids.networkGroup)
    expect(proposed(secured).answers.placement.resourceGroup).toBe(ids.networkGroup)
    expect(proposed(reader(open, ids.networkGroup)).answers.placement.resourceGroup).toBe(ids.group)
    expect(proposed(homeless).answers.placement.resourceGroup).toBe(ids.group)
  })

  it('names the group of zones that may only be read, once', () => {
    expect(proposed(hub).answers.otherTeams).toEqual([{ scope: hubIds.group, team: 'rg-hub' }])
    expect(proposed(open).answers.otherTeams).toEqual([])
  })

  it('leaves open what Azure does not record', () => {
    expect(access.open(proposed(open).answers, open)).toEqual(['studio'])
  })
})

describe('configure', () => {
  const own = propose(hub, undecided).answers
  const choices: Choices = { ...privately, access: { ...own, placement: { ...own.placement, tags: { costCentre: '4711' } } } }

  it('sets owners and tags, and does it once', () => {
    const once = configure(hub, choices.access, choices)
    expect(once.owners).toEqual([{ scope: hubIds.group, team: 'rg-hub' }])
    expect(once.newTags).toEqual({ costCentre: '4711' })
    expect(configure(once, choices.access, choices)).toEqual(once)
  })

  it('registers providers only where endpoints will be', () => {
    const before = { ...hub, providers: [...provider('Microsoft.Insights', 'notRegistered').providers, { id: childId(hubIds.subscription, 'providers', 'Microsoft.Storage'), namespace: 'Microsoft.Storage', state: 'notRegistered' as const }] }
    const after = configure(before, choices.access, choices)
    expect(after.providers.map(({ state }) => state)).toEqual([...provider('Microsoft.Insights', 'registered').providers.map(({ state }) => state), 'notRegistered'])
    expect(rules['providers-are-registered'].broken(after, choices)).toEqual([])
  })

  it('leaves the prerequisites kept that choices can keep', () => {
    const after = configure(hub, choices.access, choices)
    const musts = Object.values<Rule>(rules).flatMap((rule) => rule.broken(after, choices).filter(({ level, verdict }) => rule.level === 'must' && level === undefined && verdict === undefined).map(({ at }) => [rule.requirement, at]))
    expect(musts).toEqual([])
  })
})
