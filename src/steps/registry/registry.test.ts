import { describe, expect, it } from 'vitest'
import { armId, childId } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import { hub } from '../../estate/fixtures/hub.ts'
import { ids, open } from '../../estate/fixtures/open.ts'
import { secured, securedIds } from '../../estate/fixtures/secured.ts'
import type { Compute, Registry } from '../../estate/services.ts'
import { type RoleName, role } from '../../facts/ask.ts'
import { plan } from '../../resources/index.ts'
import { type Choices, undecided } from '../choices.ts'
import { checkExamples, type Examples, placesIn } from '../examples.ts'
import { absentBy, buildable, buildBy } from './answers.ts'
import { registryChoices } from './choices.ts'
import { configure, propose } from './configure.ts'
import { messages } from './messages.en.ts'
import { rules } from './rules.ts'
import { registry as step } from './step.ts'

const withRegistry = (estate: Estate, bent: Partial<Registry>): Estate => ({ ...estate, registries: estate.registries.map((registry) => ({ ...registry, ...bent })) })
const admits = (estate: Estate, subnetIds: Registry['exceptions']['subnetIds']): Estate =>
  ({ ...estate, registries: estate.registries.map((registry) => ({ ...registry, exceptions: { ...registry.exceptions, subnetIds } })) })
const build = (bent: Partial<Compute>): Estate => ({ ...secured, computes: secured.computes.map((compute) => (compute.id === securedIds.buildCluster ? { ...compute, ...bent } : compute)) })
const unread = (estate: Estate, type: string): Estate => ({ ...estate, unread: [{ id: ids.subscription, type, status: 403, code: 'AuthorizationFailed' }] })
const unreadRegistry: Estate = { ...secured, registries: [] }
const unreadComputes = unread({ ...secured, computes: [] }, 'Microsoft.MachineLearningServices/workspaces/computes')
const choosing = (registry: Partial<Choices['registry']>, more: Partial<Choices> = {}): Choices => ({ ...undecided, ...more, registry: { ...undecided.registry, ...registry } })
const privately = choosing({ decision: 'private' })
const elsewhere = armId('/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-other/providers/Microsoft.Network/virtualNetworks/vnet-other')
const otherSubnet = childId(elsewhere, 'subnets', 'snet-x')
const moved: Estate = { ...secured, endpoints: secured.endpoints.map((endpoint) => (endpoint.targetId === ids.registry ? { ...endpoint, subnetId: otherSubnet } : endpoint)) }
const movedAndRead: Estate = { ...moved, networks: [...moved.networks, { id: elsewhere, region: 'westeurope', prefixes: ['10.99.0.0/24'], dnsServers: [] }] }
const peered: Estate = {
  ...movedAndRead,
  peerings: [{ id: childId(elsewhere, 'virtualNetworkPeerings', 'p'), networkId: elsewhere, remoteNetworkId: ids.network, remotePrefixes: ['10.20.0.0/16'], connected: true, usesRemoteGateways: false }],
}
const onSubnet = (bent: Partial<Estate['subnets'][number]>): Estate => ({ ...secured, subnets: secured.subnets.map((subnet) => (subnet.id === ids.computeSubnet ? { ...subnet, ...bent } : subnet)) })
const table = childId(ids.networkGroup, 'providers/Microsoft.Network/routeTables', 'rt')
const routed = (nextHop: Estate['routes'][number]['nextHop'], ...prefixes: readonly string[]): Estate => ({
  ...onSubnet({ routeTableId: table, natGatewayId: nextHop === 'None' ? securedIds.natGateway : null }), routeTables: [{ id: table, region: 'westeurope' }],
  routes: prefixes.map((prefix) => ({ id: childId(table, 'routes', prefix.replace('/', '-')), tableId: table, prefix, nextHop, nextHopAddress: null })),
})
const withEndpoint = (bent: Partial<Estate['endpoints'][number]>): Estate => ({ ...secured, endpoints: secured.endpoints.map((endpoint) => (endpoint.id === securedIds.registryEndpoint ? { ...endpoint, ...bent } : endpoint)) })
const noGroup: Estate = { ...secured, zoneGroups: secured.zoneGroups.filter(({ endpointId }) => endpointId !== securedIds.registryEndpoint) }
const waiting = (estate: Estate, status: Estate['connections'][number]['status'] = 'pending'): Estate =>
  ({ ...estate, connections: [...estate.connections, { id: childId(ids.registry, 'privateEndpointConnections', 'far'), targetId: ids.registry, endpointId: armId(`${elsewhere}/providers/Microsoft.Network/privateEndpoints/pe-far`), status }] })
const shut: Estate = withRegistry(open, { exposure: { publicAccess: 'closed', defaultAction: 'open' } })
const denying: Estate = withRegistry(open, { exposure: { publicAccess: 'open', defaultAction: 'closed' } })
const abac = withRegistry(secured, { repositoryRoles: 'on' })
const pulling = (estate: Estate, name: RoleName): Estate => ({ ...estate, roleAssignments: estate.roleAssignments.map((each) => (each.scope === ids.registry ? { ...each, role: role(name) } : each)) })
const publicly = choosing({ decision: 'publicOnPurpose' })
const absent: Estate = { ...open, registries: [], workspace: { ...open.workspace, registryId: null } }
const identityPrincipal = { ...secured, workspace: { ...secured.workspace, principalId: null, identity: 'UserAssigned' } }

const examples: Record<keyof typeof rules, Examples> = {
  // The workspace itself says whether it has a registry.
  'registry-exists': { breaks: [absent], keeps: [open, secured, configureLater(absent)], unknown: [] },
  'registry-is-decided': {
    breaks: [open, waiting(open, 'rejected'), [shut, publicly], [denying, publicly]],
    keeps: [secured, absent, waiting(shut), [open, publicly], [waiting(shut), publicly], [secured, publicly], [withRegistry(denying, { exceptions: { trustedServices: 'allowed', subnetIds: [], addresses: ['203.0.113.7'] } }), publicly], [open, privately]],
    unknown: [unreadRegistry, unread(open, 'Microsoft.Network/privateEndpoints'), [unread(shut, 'Microsoft.Network/privateEndpoints'), publicly]],
  },
  'registry-is-premium': { breaks: [open, [open, privately]], keeps: [secured, absent, [open, choosing({ decision: 'publicOnPurpose' })]], unknown: [unreadRegistry, withRegistry(open, { sku: '' })] },
  'registry-shares-the-network': { breaks: [movedAndRead, peered], keeps: [secured, open], unknown: [moved, unreadRegistry] },
  'registry-admits-the-computes-subnet': {
    breaks: [admits(open, [ids.endpointSubnet])], keeps: [open, secured, admits(open, [ids.computeSubnet])], unknown: [{ ...admits(open, [ids.computeSubnet]), storageAccounts: [] }, unreadRegistry],
  },
  'registry-has-no-service-endpoint': { breaks: [admits(open, [ids.computeSubnet])], keeps: [open, secured], unknown: [unreadRegistry] },
  'registry-has-one-kind-of-endpoint': { breaks: [admits(secured, [ids.computeSubnet]), [admits(open, [ids.computeSubnet]), privately]], keeps: [secured, admits(open, [ids.computeSubnet])], unknown: [unreadRegistry] },
  'registry-has-a-private-path': {
    breaks: [[open, privately], withEndpoint({ status: 'pending' }), waiting(open), { ...noGroup, records: [] }, { ...secured, zoneLinks: [] }],
    keeps: [secured, open, noGroup], unknown: [unreadRegistry, withEndpoint({ names: null }), [unread(open, 'Microsoft.Network/privateEndpoints'), privately]],
  },
  'registry-lets-trusted-services-in': {
    breaks: [withRegistry(secured, { exceptions: { trustedServices: 'refused', subnetIds: [], addresses: [] } })], keeps: [secured, withRegistry(open, { exceptions: { trustedServices: 'refused', subnetIds: [], addresses: [] } })],
    unknown: [unreadRegistry, withRegistry(secured, { exceptions: { trustedServices: 'unknown', subnetIds: [], addresses: [] } })],
  },
  'workspace-identity-pulls-images': {
    breaks: [{ ...secured, roleAssignments: secured.roleAssignments.filter(({ scope }) => scope !== ids.registry) }, identityPrincipal, abac, pulling(abac, 'Owner'), pulling(secured, 'Container Registry Repository Reader')],
    keeps: [secured, open, pulling(abac, 'Container Registry Repository Reader')], unknown: [unreadRegistry, withRegistry(secured, { repositoryRoles: 'unknown' }), { ...secured, workspace: { ...secured.workspace, identity: 'SystemAssigned,UserAssigned', actsAs: 'userAssigned' } }, { ...secured, roleAssignments: [] }, unread({ ...secured, roleAssignments: secured.roleAssignments.filter(({ scope }) => scope !== ids.registry) }, 'Microsoft.Authorization/roleAssignments')],
  },
  'images-are-built-by-a-cluster': {
    breaks: [{ ...secured, workspace: { ...secured.workspace, imageBuildCompute: null } }, { ...secured, workspace: { ...secured.workspace, imageBuildCompute: '' } }, [open, privately]],
    keeps: [secured, open, absent], unknown: [unreadRegistry],
  },
  'build-cluster-exists': {
    breaks: [
      { ...secured, workspace: { ...secured.workspace, imageBuildCompute: 'cluster001' } }, { ...secured, workspace: { ...secured.workspace, imageBuildCompute: 'ci-ana' } },
      { ...secured, computes: [], workspace: { ...secured.workspace, imageBuildCompute: null } },
    ],
    keeps: [secured, open, { ...secured, workspace: { ...secured.workspace, imageBuildCompute: 'CPU-BUILD' } }], unknown: [unreadRegistry, unreadComputes],
  },
  'build-cluster-has-cpus': { breaks: [build({ size: 'STANDARD_NC6' })], keeps: [secured, open], unknown: [unreadRegistry, unreadComputes, build({ size: null })] },
  'build-cluster-is-in-the-network': {
    breaks: [build({ subnetId: null }), build({ subnetId: otherSubnet })], keeps: [secured, open, managed(build({ subnetId: null }))],
    unknown: [unreadRegistry, unreadComputes, { ...secured, endpoints: secured.endpoints.filter(({ targetId }) => targetId !== ids.registry) }],
  },
  'build-cluster-reaches-packages': {
    breaks: [secured, [secured, choosing({}, { outbound: { ...undecided.outbound, packages: ['python'] } })]],
    keeps: [open, { ...secured, securityRules: secured.securityRules.filter(({ access }) => access === 'Allow') }, [secured, choosing({}, { outbound: { ...undecided.outbound, packages: [] } })]],
    unknown: [unreadRegistry, unreadComputes, { ...secured, securityGroups: [] }],
  },
  'build-cluster-has-a-way-out': {
    breaks: [onSubnet({ natGatewayId: null }), { ...secured, natGateways: secured.natGateways.map((each) => ({ ...each, publicAddressIds: [] })) }, routed('None', '0.0.0.0/0')],
    keeps: [secured, open, routed('VirtualAppliance', '0.0.0.0/1', '128.0.0.0/1'), onSubnet({ natGatewayId: null, defaultOutbound: null }), build({ publicIp: true })],
    unknown: [unreadRegistry, unreadComputes, { ...secured, subnets: [] }, { ...build({ publicIp: null }), subnets: onSubnet({ natGatewayId: null }).subnets }],
  },
  'clusters-have-no-identity': { breaks: [build({ identity: 'system' })], keeps: [secured, open, { ...open, computes: open.computes.map((each) => ({ ...each, identity: 'user' })) }], unknown: [unreadRegistry, unreadComputes] },
  'nodes-can-pull-images': {
    breaks: [withRegistry(secured, { adminUser: false })], keeps: [secured, withRegistry(open, { adminUser: false }), withRegistry({ ...secured, computes: secured.computes.map((each) => ({ ...each, identity: 'system' })) }, { adminUser: false })],
    unknown: [unreadRegistry, withRegistry(unreadComputes, { adminUser: false })],
  },
  'closing-cuts-no-subnet-off': { breaks: [admits(secured, [ids.computeSubnet])], keeps: [secured, admits(open, [ids.computeSubnet])], unknown: [unreadRegistry] },
  'hand-written-records-are-complete': {
    breaks: [{ ...noGroup, records: noGroup.records.filter(({ name }) => name !== 'crdemand.westeurope.data') }], keeps: [secured, noGroup, open],
    unknown: [unreadRegistry, { ...noGroup, endpoints: withEndpoint({ names: null }).endpoints }, { ...noGroup, zones: [], records: [] }],
  },
  'replicas-have-room': {
    breaks: [{ ...withRegistry(secured, { replicas: ['northeurope'] }), usages: [{ subnetId: ids.endpointSubnet, used: 59, limit: 59 }] }], keeps: [secured, withRegistry(secured, { replicas: ['northeurope'] })],
    unknown: [unreadRegistry, { ...withRegistry(secured, { replicas: ['northeurope'] }), usages: [] }],
  },
  'registry-is-within-limits': {
    breaks: [withRegistry(secured, { exceptions: { trustedServices: 'allowed', subnetIds: [], addresses: Array.from({ length: 101 }, (_, number) => `203.0.113.${number}`) } })],
    keeps: [secured, open], unknown: [unreadRegistry, unread(open, 'Microsoft.Network/privateEndpoints')],
  },
  'registry-provider-is-registered': {
    breaks: [{ ...secured, providers: secured.providers.map((provider) => ({ ...provider, state: 'notRegistered' })) }], keeps: [secured, open], unknown: [unreadRegistry, { ...secured, providers: [] }],
  },
}

function managed(estate: Estate): Estate {
  return { ...estate, workspace: { ...estate.workspace, managedNetwork: 'AllowInternetOutbound' } }
}

function configureLater(estate: Estate): Estate {
  return configure(estate, { ...undecided.registry, absent: 'later' }, undecided)
}

describe('a role that the workspace identity lacks on the registry', () => {
  it('is told as not given directly: what comes through a group is not read', () => {
    expect(messages.rules['workspace-identity-pulls-images'].what({ missingRole: 'AcrPull' })).toBe('The workspace identity is given no AcrPull on it directly. A role that it holds through a group is not read.')
  })
})

describe('the rules of the registry', () => {
  checkExamples('registry', rules, examples)

  it('warn where the endpoint is in a peered network', () => {
    expect(placesIn(rules['registry-shares-the-network'], peered).map(({ level }) => level)).toEqual(['should'])
  })

  it('say of a connection from another subscription that waits that it is not approved, and not that there is none', () => {
    expect(placesIn(rules['registry-has-a-private-path'], waiting(open))).toEqual([{ at: childId(ids.registry, 'privateEndpointConnections', 'far'), data: { fault: 'notApproved', status: 'pending' } }])
    expect(placesIn(rules['registry-has-a-private-path'], waiting(secured))).toEqual([])
    expect(placesIn(rules['registry-is-decided'], waiting(open, 'rejected'))).toMatchObject([{ data: { privateEndpointConnections: ['rejected'] } }])
  })

  it('say of a registry that is public on purpose and closed that nobody reaches it', () => {
    expect(placesIn(rules['registry-is-decided'], [shut, publicly]).map(({ data }) => messages.rules['registry-is-decided'].what(data ?? {}))).toEqual([
      'It is said to be public on purpose, and publicNetworkAccess is Disabled without a private endpoint: nobody reaches it.',
    ])
  })

  it('name the missing cluster and the clusters that exist (C24)', () => {
    const world: Estate = { ...secured, workspace: { ...secured.workspace, imageBuildCompute: 'cluster001' } }
    expect(placesIn(rules['build-cluster-exists'], world)).toEqual([{ at: ids.workspace, data: { imageBuildCompute: 'cluster001', computes: ['cpu-build', 'cpu-train'] } }])
    expect([rules['build-cluster-has-cpus'], rules['build-cluster-is-in-the-network'], rules['clusters-have-no-identity']].flatMap((rule) => placesIn(rule, world))).toEqual([])
  })

  it('demand it of the build cluster and warn of other clusters with an identity', () => {
    const world: Estate = { ...secured, computes: secured.computes.map((compute) => ({ ...compute, identity: 'user' })) }
    expect(placesIn(rules['clusters-have-no-identity'], world).map(({ at, level }) => [at, level])).toEqual([[securedIds.buildCluster, undefined], [ids.cluster, 'should']])
  })

  it('never demand that the administrator user is on, and keep ACR-19 apart from it (C25)', () => {
    const world = withRegistry(secured, { adminUser: false })
    expect([rules['nodes-can-pull-images'].level, placesIn(rules['clusters-have-no-identity'], world)]).toEqual(['should', []])
  })
})

const ready: Choices = {
  ...undecided,
  access: { ...undecided.access, placement: { ...undecided.access.placement, resourceGroup: ids.group } },
  addressSpace: { ...undecided.addressSpace, network: { use: 'existing', id: ids.network }, endpointSubnet: { use: 'existing', id: ids.computeSubnet }, computeSubnet: { use: 'existing', id: ids.computeSubnet } },
}
const proposed = (estate: Estate): Choices => ({ ...ready, registry: propose(estate, ready).answers })
const desired = (estate: Estate, choices = proposed(estate)): Estate => configure(estate, choices.registry, choices)
const mustPlaces = (estate: Estate, choices: Choices) =>
  Object.entries(rules).flatMap(([name, rule]) => (rule.level === 'must' ? placesIn(rule, [estate, choices]).filter(({ verdict, level }) => verdict === undefined && level === undefined).map((place) => [name, place]) : []))

const worlds: Readonly<Record<string, Estate>> = {
  open, secured, hub, absent,
  'no clusters': { ...open, computes: [] }, 'a managed network': managed({ ...open, computes: [] }),
  'a GPU cluster with an identity': { ...open, computes: open.computes.map((each) => ({ ...each, size: 'Standard_NC6', identity: 'system' })) },
  'subnets by service endpoint': admits(open, [ids.computeSubnet]),
  'a pending endpoint': withEndpoint({ status: 'pending' }),
  'trusted services refused': withRegistry(open, { exceptions: { trustedServices: 'refused', subnetIds: [], addresses: ['203.0.113.7'] } }),
}

describe('configuring the registry', () => {
  it.each(Object.entries(worlds))('keeps every must rule with the proposal and is done once: %s', (_, estate) => {
    const choices = proposed(estate)
    const once = desired(estate, choices)
    expect(step.open(choices.registry, estate)).toEqual([])
    expect(step.asks.safeParse(choices.registry).success).toBe(true)
    expect(desired(once, choices)).toEqual(once)
    expect(mustPlaces(once, choices)).toEqual([])
  })

  it('changes nothing while nothing is answered', () => {
    expect(Object.values(worlds).map((estate) => configure(estate, undecided.registry, ready))).toEqual(Object.values(worlds))
  })

  it('changes nothing of a registry that is public on purpose', () => {
    expect(desired(open, { ...ready, registry: { ...propose(open, ready).answers, decision: 'publicOnPurpose' } })).toEqual(open)
  })

  it('raises the tier, keeps the addresses let in, and closes the public endpoint only beside a private one', () => {
    const world = withRegistry(open, { exceptions: { trustedServices: 'refused', subnetIds: [], addresses: ['203.0.113.7'] } })
    expect(desired(world).registries).toEqual([{
      ...world.registries[0], sku: 'Premium', exposure: { publicAccess: 'closed', defaultAction: 'open' }, exceptions: { trustedServices: 'allowed', subnetIds: [], addresses: ['203.0.113.7'] },
    }])
    const placeless: Choices = { ...proposed(world), addressSpace: undecided.addressSpace }
    expect(desired(world, placeless).registries[0]?.exposure).toEqual(world.registries[0]?.exposure)
  })

  it('offers the cluster that can build and no new one (C24)', () => {
    const world: Estate = { ...secured, workspace: { ...secured.workspace, imageBuildCompute: 'cluster001' } }
    expect(propose(world, ready).answers.build).toEqual({ use: 'existing', name: 'cpu-build' })
    expect([desired(world).workspace.imageBuildCompute, desired(world).computes]).toEqual(['cpu-build', secured.computes])
  })

  it('makes a cluster without identity in the compute subnet where none can build', () => {
    const world: Estate = { ...open, computes: open.computes.map((each) => ({ ...each, size: 'Standard_NC6' })) }
    expect(desired(world).computes.find(({ id }) => id === securedIds.buildCluster)).toEqual({
      id: securedIds.buildCluster, region: 'westeurope', kind: 'AmlCompute', size: 'Standard_DS3_v2', subnetId: ids.computeSubnet, publicIp: false, identity: 'none', maxNodes: 2, createdAt: null,
    })
  })

  it('makes and attaches a private Premium registry where there is none', () => {
    const made = desired(absent)
    expect([made.workspace.registryId, made.registries.map(({ sku, exposure }) => [sku, exposure.publicAccess]), made.endpoints.map(({ groups }) => groups)]).toEqual([
      `${ids.group}/providers/Microsoft.ContainerRegistry/registries/crmlwdemand`, [['Premium', 'closed']], [['registry']],
    ])
  })

  it('goes on with a registry that a run had made before it stopped, which Azure names in other letters (F81)', () => {
    const [made] = desired(absent).registries
    if (made === undefined) throw new Error('no registry')
    const id = armId(made.id.replace('Microsoft.ContainerRegistry', 'microsoft.containerregistry'))
    const { workspace, registries } = configure({ ...absent, registries: [{ ...made, id }] }, propose(absent, ready).answers, ready)
    expect([workspace.registryId, registries.map((each) => each.id)]).toEqual([id, [id]])
  })

  it('leaves rules for subnets to a person, since no stable interface has them (ACR-06, ACR-07)', () => {
    const world = desired(admits(open, [ids.computeSubnet]))
    expect([world.registries[0]?.exceptions.subnetIds, world.tasks.map(({ task }) => task)]).toEqual([[], ['assignRole', 'removeSubnetRules']])
  })

  it('gives the role that counts for the registry: AcrPull, or by repository the reader of repositories (ACR-10)', () => {
    const given = (estate: Estate) => desired({ ...estate, roleAssignments: estate.roleAssignments.filter(({ scope }) => scope !== ids.registry) }).roleAssignments.filter(({ scope }) => scope === ids.registry).map((each) => each.role)
    expect([given(secured), given(abac), given(withRegistry(secured, { repositoryRoles: 'unknown' }))]).toEqual([[role('AcrPull')], [role('Container Registry Repository Reader')], []])
  })

  it('has rules for subnets removed before the private endpoint is made, which Azure does not take beside them (ACR-07)', () => {
    const world = admits(open, [ids.computeSubnet])
    const changes = plan(world, desired(world))
    const removal = changes.find((change) => change.do === 'manual' && change.task.task === 'removeSubnetRules')
    expect(changes.find(({ do: does, type }) => does === 'create' && type === 'Microsoft.Network/privateEndpoints')?.after).toContain(removal?.key)
  })
})

describe('first values of an answer', () => {
  const proposedBuild = propose(open, ready).answers.build
  it('are the proposed one, the first that exists, or a usual one, and always valid', () => {
    const offered = [buildBy('existing', open, proposedBuild), buildBy('new', open, proposedBuild), buildBy('existing', { ...open, computes: [] }, 'undecided')]
    expect(offered).toEqual([proposedBuild, { use: 'new', name: 'cpu-build', size: 'Standard_DS3_v2', maxNodes: 2 }, 'undecided'])
    expect(buildBy('new', secured, proposedBuild)).toMatchObject({ name: 'image-build' })
    const absents = [absentBy('later', open, 'undecided'), absentBy('existing', open, 'undecided'), absentBy('new', absent, propose(absent, ready).answers.absent)]
    expect(absents).toEqual(['later', { use: 'existing', id: ids.registry }, { use: 'new', name: 'crmlwdemand' }])
    expect([...offered.map((build) => ({ ...undecided.registry, build })), ...absents.map((each) => ({ ...undecided.registry, absent: each }))].every((answers) => registryChoices.safeParse(answers).success)).toBe(true)
  })

  it('leave GPU clusters out', () => {
    expect(buildable({ ...open, computes: open.computes.map((each) => ({ ...each, size: 'Standard_NC6' })) })).toEqual([])
  })
})
