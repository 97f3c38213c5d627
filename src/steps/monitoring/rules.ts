import { type ArmId, nameOf, subscriptionOf } from '../../base/armId.ts'
import { rangesOf } from '../../base/cidr.ts'
import type { Estate } from '../../estate/estate.ts'
import { computeSubnetIds, connectionsFromElsewhere, endpointsOf, entryOf, logWorkspaceOf, networkOf, seen, workspaceNetworkIds } from '../../estate/questions.ts'
import { resolvingNetworkIds } from '../../estate/resolution.ts'
import type { Component, LinkScope, LogWorkspace } from '../../estate/services.ts'
import { specialSubnets } from '../../facts/address.ts'
import { addressDemand, limit, networkRules, zones } from '../../facts/ask.ts'
import type { Choices } from '../choices.ts'
import { flowVerdict, unclearFlow } from '../outboundFlow.ts'
import { pathFaults, placeOf } from '../privatePath.ts'
import { type Place, type Rulebook, unknownAt } from '../rule.ts'
import { accessWord } from '../sentences.ts'
import { group, isSecured, monitorOnlyZones, ofComponent, ofScopes, ofSecured, reachableEndpoints, scopeIdsOf, scopesAreSeen, scopeType, scopesServing, sharedEndpoints, sharesDns } from './subject.ts'
import { hiddenEndpoint } from '../unread.ts'

const endpointType = 'Microsoft.Network/privateEndpoints'
const groupType = 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups'
const recordType = 'Microsoft.Network/privateDnsZones/A'
const linkType = 'Microsoft.Network/privateDnsZones/virtualNetworkLinks'

/** MON-02, and MON-03 in its remedy. */
const workspaceBased = (estate: Estate): readonly Place[] =>
  ofComponent(estate, ({ id, logWorkspaceId }) => (logWorkspaceId === null ? [{ at: id, data: { WorkspaceResourceId: null } }] : []))

/** MON-04: of the workspace that a classic component was told to move to. */
function migrationTarget(estate: Estate, choices: Choices): readonly Place[] {
  const { migrateTo } = choices.monitoring
  if (migrateTo === 'undecided') return []
  return ofComponent(estate, (component) => {
    if (component.logWorkspaceId !== null && component.logWorkspaceId !== migrateTo) return []
    const target = entryOf(estate.logWorkspaces, migrateTo)
    if (target === undefined) return [unknownAt(migrateTo, migrateTo)]
    if (!target.resourcePermissions) return [{ at: target.id, data: { enableLogAccessUsingOnlyResourcePermissions: false } }]
    // One subscription is in one tenant; of two, the snapshot does not say.
    return subscriptionOf(target.id).toLowerCase() === subscriptionOf(component.id).toLowerCase() ? [] : [unknownAt(target.id, 'tenant')]
  })
}

/** MON-05. */
const inScope = (estate: Estate, choices: Choices): readonly Place[] =>
  ofSecured(estate, choices, ({ id }) => {
    if (scopeIdsOf(estate, id).length > 0) return []
    return scopesAreSeen(estate, id) ? [{ at: id, data: { privateLinkScopes: [] } }] : [unknownAt(id, scopeType)]
  })

/** MON-06, and of a scope of others that serves the network: in private mode it cuts off a component that it does not hold, public or not. */
const openModes = (estate: Estate): readonly Place[] =>
  ofComponent(estate, (component) => {
    const holding = scopeIdsOf(estate, component.id)
    const others = scopesServing(estate, workspaceNetworkIds(estate)).filter((id) => !holding.includes(id))
    const at = (id: ArmId, judge: (scope: LinkScope) => readonly Place[]) => {
      const scope = entryOf(estate.linkScopes, id)
      return scope === undefined ? [unknownAt(id, id)] : judge(scope)
    }
    return [
      ...holding.flatMap((id) => at(id, (scope) => privateModes(id, scope))),
      ...others.flatMap((id) => at(id, (scope) => modesFor(estate, scope).flatMap((modes) => privateModes(id, modes, component.id)).slice(0, 1))),
    ]
  })

type Modes = Pick<LinkScope, 'query' | 'ingestion'>

/** A component that the scope does not hold lowers the level: of what is not secured the catalogue demands no mode. */
function privateModes(at: ArmId, { query, ingestion }: Modes, component?: ArmId): readonly Place[] {
  const data = { queryAccessMode: query, ingestionAccessMode: ingestion }
  if (query === 'PrivateOnly' || ingestion === 'PrivateOnly') return [component === undefined ? { at, data } : { at, level: 'should', data: { ...data, component } }]
  return query === null || ingestion === null ? [unknownAt(at, 'properties.accessModeSettings')] : []
}

/** The modes that hold for each endpoint through which the scope serves the workspace's networks: an exclusion's before its own. */
const modesFor = (estate: Estate, scope: LinkScope): readonly Modes[] =>
  sharedEndpoints(estate, scope.id, workspaceNetworkIds(estate)).filter(({ status }) => status === 'approved').map(({ id }) => {
    const names = estate.connections.filter(({ targetId, endpointId }) => targetId === scope.id && endpointId === id).map((connection) => nameOf(connection.id))
    const exclusion = scope.exclusions.find(({ connection }) => names.includes(connection))
    return { query: exclusion?.query ?? scope.query, ingestion: exclusion?.ingestion ?? scope.ingestion }
  })

/** MON-07: exclusions override the modes. */
const noExclusions = (estate: Estate, choices: Choices): readonly Place[] =>
  ofScopes(estate, choices, ({ id, exclusions }) =>
    exclusions.filter(({ query, ingestion }) => query === 'PrivateOnly' || ingestion === 'PrivateOnly').map(({ connection, query, ingestion }) => ({
      at: id, data: { privateEndpointConnectionName: connection, queryAccessMode: query, ingestionAccessMode: ingestion },
    })))

/** MON-07 also reports the scope's endpoint connections that are not approved. */
const connectionsApproved = (estate: Estate, choices: Choices): readonly Place[] =>
  ofScopes(estate, choices, ({ id }) => {
    if (!seen(estate, endpointType, id)) return [unknownAt(id, endpointType)]
    const endpoints = reachableEndpoints(estate, id, workspaceNetworkIds(estate))
    return endpoints.some(({ status }) => status === 'approved') ? [] : endpoints.map((endpoint) => ({ at: endpoint.id, data: { status: endpoint.status } }))
  })

/** MON-08: in one of the scopes that hold the component. */
const logWorkspaceInScope = (estate: Estate, choices: Choices): readonly Place[] =>
  ofSecured(estate, choices, (component) => {
    const scopes = scopeIdsOf(estate, component.id)
    const { logWorkspaceId } = component
    if (scopes.length === 0 || logWorkspaceId === null || scopeIdsOf(estate, logWorkspaceId).some((id) => scopes.includes(id))) return []
    return seen(estate, 'Microsoft.Insights/privateLinkScopes/scopedResources', scopes[0] ?? component.id) ? [{ at: logWorkspaceId, data: { privateLinkScopes: scopes } }] : [unknownAt(logWorkspaceId, 'Microsoft.Insights/privateLinkScopes/scopedResources')]
  })

/** MON-09: an endpoint of the scope in the network, in a peered one, or where names are resolved. 21Vianet has no documented zones. */
const scopeHasEndpoint = (estate: Estate, choices: Choices): readonly Place[] =>
  ofScopes(estate, choices, ({ id }): readonly Place[] => {
    if (zones(group, estate.cloud).length === 0) return [unknownAt(id, 'documentedZones', { cloud: estate.cloud })]
    const networks = workspaceNetworkIds(estate)
    if (reachableEndpoints(estate, id, networks).length > 0) return []
    if (!seen(estate, endpointType, id)) return [unknownAt(id, endpointType)]
    const elsewhere = connectionsFromElsewhere(estate, id).find(({ status }) => status === 'approved')
    if (elsewhere !== undefined) return [unknownAt(id, hiddenEndpoint(elsewhere))]
    return [{ at: id, data: { endpointNetworks: endpointsOf(estate, id, group).map(({ subnetId }) => networkOf(subnetId)), networks } }]
  })

/** MON-10. */
const oneScope = (estate: Estate, choices: Choices): readonly Place[] =>
  ofSecured(estate, choices, () => workspaceNetworkIds(estate).flatMap((network): readonly Place[] => {
    const scopes = scopesServing(estate, [network])
    if (scopes.length > 1) return [{ at: network, data: { privateLinkScopes: scopes } }]
    return seen(estate, endpointType, network) ? [] : [unknownAt(network, endpointType)]
  }))

/** MON-11: networks of others whose names change with the scope's zones. */
const nobodyElseIsMoved = (estate: Estate, choices: Choices): readonly Place[] =>
  ofScopes(estate, choices, ({ id }) => {
    const own = workspaceNetworkIds(estate)
    const endpoints = sharedEndpoints(estate, id, own)
    if (endpoints.length === 0) return []
    if (!seen(estate, linkType, id)) return [unknownAt(id, linkType)]
    const others = estate.networks.map((network) => network.id).filter((network) => !own.includes(network) && endpoints.some(({ subnetId }) => sharesDns(estate, network, networkOf(subnetId))))
    return others.length === 0 ? [] : [{ at: id, data: { networks: others } }]
  })

/** MON-12: zones, links and records of the scope's endpoint. A full group leaves a sixth zone to be handled by hand, which cannot be read. */
const scopeNamesResolve = (estate: Estate, choices: Choices): readonly Place[] =>
  ofScopes(estate, choices, ({ id }) => {
    if (zones(group, estate.cloud).length === 0) return [unknownAt(id, 'documentedZones', { cloud: estate.cloud })]
    const full = new Set(estate.zoneGroups.filter((each) => each.zones.length >= limit('zones-per-group')).map(({ endpointId }) => endpointId))
    return pathFaults(estate, { targetId: id, group }, workspaceNetworkIds(estate))
      .filter(({ fault }) => fault !== 'noEndpoint' && fault !== 'notApproved')
      .map((fault) => (fault.fault === 'notInGroup' && full.has(fault.at) ? unknownAt(fault.at, 'fullZoneGroup', { zone: fault.zone }) : placeOf(fault)))
  })

/** MON-12: storage and Azure Monitor write into one blob zone, since a network can be linked to one of a name only. */
const oneBlobZone = (estate: Estate, choices: Choices): readonly Place[] =>
  ofScopes(estate, choices, ({ id }) => {
    const networks = workspaceNetworkIds(estate)
    const [blob] = zones('blob', estate.cloud)
    const written = (endpoints: readonly ArmId[]) => estate.zoneGroups.filter(({ endpointId }) => endpoints.includes(endpointId)).flatMap((each) => each.zones.map(({ zoneId }) => zoneId)).filter((zone) => nameOf(zone).toLowerCase() === blob)
    const monitor = sharedEndpoints(estate, id, networks).map((endpoint) => endpoint.id)
    const storage = estate.endpoints.filter((endpoint) => endpoint.groups.includes('blob') && networks.includes(networkOf(endpoint.subnetId))).map((endpoint) => endpoint.id)
    const all = [...new Set([...written(monitor), ...written(storage)])].sort()
    if (written(monitor).length === 0 || all.length < 2) return seen(estate, groupType, id) ? [] : [unknownAt(id, groupType)]
    return [{ at: id, data: { zones: all } }]
  })

/** The smallest subnet that Azure supports for a scope's endpoint (AMPLS-C); facts give it with the subnet for endpoints. */
const smallest = Math.min(...specialSubnets.flatMap((each) => (each.name === '(private endpoints)' && 'recommendedPrefix' in each ? [each.recommendedPrefix] : [])))

/** MON-13. */
const roomForScope = (estate: Estate, choices: Choices): readonly Place[] =>
  ofScopes(estate, choices, ({ id }) => endpointsOf(estate, id, group).flatMap((endpoint): readonly Place[] => {
    const subnet = entryOf(estate.subnets, endpoint.subnetId)
    if (subnet === undefined) return [unknownAt(endpoint.subnetId, endpoint.subnetId)]
    const largest = Math.min(...rangesOf(subnet.prefixes).map(({ prefix }) => prefix))
    const usage = estate.usages.find(({ subnetId }) => subnetId === subnet.id)
    const free = usage === undefined ? null : usage.limit - usage.used
    // An endpoint that exists has its addresses already.
    const lacks = endpoint.names === 'pending' && free !== null && free < addressDemand(group)
    return largest > smallest || lacks ? [{ at: subnet.id, data: { addressPrefixes: subnet.prefixes, free, needed: addressDemand(group) } }] : []
  }))

/** A flag of another word than Enabled and Disabled: Azure has SecuredByPerimeter, which sets both flags aside. */
const leftToPerimeter = ({ id, exposure }: Component | LogWorkspace): readonly Place[] =>
  exposure.ingestion === 'unknown' || exposure.query === 'unknown' ? [unknownAt(id, 'perimeter', { property: 'properties.publicNetworkAccessForIngestion, properties.publicNetworkAccessForQuery' })] : []

/** MON-14: component and Log Analytics workspace let in the same. That a perimeter may decide instead is said of unsecured ones, too. */
const flagsAgree = (estate: Estate, choices: Choices): readonly Place[] =>
  ofComponent(estate, (component) => {
    const logs = logWorkspaceOf(estate, component)
    const left = [component, logs].flatMap((each) => (each === null || each === 'unread' ? [] : leftToPerimeter(each)))
    if (left.length > 0) return left
    if (logs === null || !isSecured(estate, choices, component)) return []
    if (logs === 'unread') return [unknownAt(component.logWorkspaceId ?? component.id, component.logWorkspaceId ?? component.id)]
    const doors = [component.exposure.ingestion, logs.exposure.ingestion, component.exposure.query, logs.exposure.query]
    return doors[0] === doors[1] && doors[2] === doors[3] ? [] : [{ at: component.id, data: { logWorkspace: logs.id, componentIngestion: accessWord(component.exposure.ingestion), workspaceIngestion: accessWord(logs.exposure.ingestion), componentQuery: accessWord(component.exposure.query), workspaceQuery: accessWord(logs.exposure.query) } }]
  })

const flowOf = (estate: Estate, id: string) => {
  const row = networkRules(estate.cloud).find((each) => each.id === id)
  return row === undefined || row.tag === null ? null : { tag: row.tag, port: 443 }
}

/** MON-15. */
const telemetryGetsOut = (estate: Estate, choices: Choices): readonly Place[] =>
  ofComponent(estate, (component) => {
    const flow = flowOf(estate, 'out-monitor')
    if (flow === null || isSecured(estate, choices, component)) return []
    return computeSubnetIds(estate).flatMap((id): readonly Place[] => {
      const subnet = entryOf(estate.subnets, id)
      const verdict = subnet === undefined ? 'unknown' : flowVerdict(estate, subnet, flow)
      if (verdict === 'allowed') return []
      return verdict === 'denied' ? [{ at: id, data: { tag: flow.tag } }] : [unknownAt(id, subnet === undefined ? id : unclearFlow(estate, subnet, flow), { tag: flow.tag })]
    })
  })

const portalRows = ['out-aad', 'out-arm', 'out-afd-firstparty', 'out-afd-frontend'] as const

/** MON-18: from the subnets of machines in the workspace's networks. */
const portalWorksInside = (estate: Estate, choices: Choices): readonly Place[] =>
  ofSecured(estate, choices, () => {
    const networks = workspaceNetworkIds(estate)
    const subnets = [...new Set(estate.interfaces.filter(({ machineId, subnetId }) => machineId !== null && networks.includes(networkOf(subnetId))).map(({ subnetId }) => subnetId))].sort()
    return subnets.flatMap((id): readonly Place[] => {
      const subnet = entryOf(estate.subnets, id)
      if (subnet === undefined) return [unknownAt(id, id)]
      const judged = portalRows.flatMap((row) => flowOf(estate, row) ?? []).map((flow) => ({ ...flow, verdict: flowVerdict(estate, subnet, flow) }))
      const denied = judged.filter(({ verdict }) => verdict === 'denied').map(({ tag }) => tag)
      if (denied.length > 0) return [{ at: id, data: { tags: denied } }]
      const unclear = judged.find(({ verdict }) => verdict === 'unknown')
      return unclear === undefined ? [] : [unknownAt(id, unclearFlow(estate, subnet, unclear), { tag: unclear.tag })]
    })
  })

/** MON-19: at a limit nothing more can be added. */
function overLimits(estate: Estate, scope: LinkScope): readonly Place[] {
  const held = estate.scopedResources.filter(({ scopeId }) => scopeId === scope.id).map(({ linkedId }) => linkedId.toLowerCase())
  const counts = [
    { what: 'privateEndpointConnections', count: endpointsOf(estate, scope.id).length + connectionsFromElsewhere(estate, scope.id).length, limit: limit('ampls-pe') },
    { what: 'Log Analytics workspaces', count: held.filter((id) => id.includes('/microsoft.operationalinsights/workspaces/')).length, limit: limit('ampls-law') },
    { what: 'Application Insights components', count: held.filter((id) => id.includes('/microsoft.insights/components/')).length, limit: limit('ampls-ai') },
  ]
  const over = counts.filter(({ count, limit: most }) => count > most).map((data) => ({ at: scope.id, data }))
  return over.length > 0 || seen(estate, endpointType, scope.id) ? over : [unknownAt(scope.id, endpointType)]
}

/** MON-23: a component in a scope counts as decided. */
const undecidedAccess = (estate: Estate, choices: Choices): readonly Place[] =>
  ofComponent(estate, ({ id }) => {
    if (choices.monitoring.decision !== 'undecided' || scopeIdsOf(estate, id).length > 0) return []
    return scopesAreSeen(estate, id) ? [{ at: id, data: { privateLinkScopes: [] } }] : [unknownAt(id, scopeType)]
  })

/** MON-24: a linked zone without records answers "no such name", unless its link falls back to the public answer. */
function emptyZones(estate: Estate): readonly Place[] {
  const names = monitorOnlyZones(estate)
  const expected = new Set(estate.zoneGroups.filter(({ endpointId }) => entryOf(estate.endpoints, endpointId)?.names === 'pending').flatMap((each) => each.zones.map(({ zoneId }) => zoneId)))
  const concerned = estate.zones.filter(({ id, name }) => names.includes(name) && !expected.has(id))
  if (concerned.length === 0) return []
  const networks = workspaceNetworkIds(estate).map((network) => ({ network, resolving: resolvingNetworkIds(estate, network) }))
  const unresolved = networks.filter(({ resolving }) => resolving === 'unknown').map(({ network }) => unknownAt(network, 'dnsNetwork'))
  const asked = [...new Set(networks.flatMap(({ resolving }) => (resolving === 'unknown' ? [] : resolving)))].sort()
  return [...unresolved, ...asked.flatMap((network) => emptyZonesIn(estate, network, concerned))]
}

function emptyZonesIn(estate: Estate, network: ArmId, concerned: Estate['zones']): readonly Place[] {
  const isUnseen = (type: typeof linkType | typeof recordType) => concerned.some(({ id }) => !seen(estate, type, id))
  if (isUnseen(linkType) || isUnseen(recordType)) return [unknownAt(network, isUnseen(linkType) ? linkType : recordType)]
  const linked = concerned.filter(({ id }) => estate.zoneLinks.some((link) => link.zoneId === id && link.networkId === network && !link.fallsBack))
  const empty = linked.filter(({ id }) => !estate.records.some(({ zoneId }) => zoneId === id)).map(({ name }) => name)
  return empty.length === 0 ? [] : [{ at: network, data: { zones: empty } }]
}

/** What the article says of Azure Monitor and Application Insights (MON). */
export const rules = {
  'component-is-workspace-based': { requirement: 'MON-02', also: ['MON-03'], level: 'must', broken: workspaceBased },
  'log-workspace-takes-resource-permissions': { requirement: 'MON-04', level: 'must', broken: migrationTarget },
  'monitoring-is-decided': { requirement: 'MON-23', level: 'should', broken: undecidedAccess },
  'component-is-in-a-scope': { requirement: 'MON-05', level: 'must', broken: inScope },
  'scope-is-open': { requirement: 'MON-06', level: 'must', broken: openModes },
  'scope-has-no-exclusions': { requirement: 'MON-07', level: 'must', broken: noExclusions },
  'scope-endpoint-is-approved': { requirement: 'MON-07', level: 'must', broken: connectionsApproved },
  'log-workspace-is-in-the-scope': { requirement: 'MON-08', level: 'should', broken: logWorkspaceInScope },
  'scope-has-an-endpoint': { requirement: 'MON-09', level: 'must', broken: scopeHasEndpoint },
  'network-has-one-scope': { requirement: 'MON-10', level: 'must', broken: oneScope },
  'no-other-network-is-moved': { requirement: 'MON-11', level: 'should', broken: nobodyElseIsMoved },
  'scope-names-resolve': { requirement: 'MON-12', level: 'must', broken: scopeNamesResolve },
  'blob-zone-is-shared': { requirement: 'MON-12', level: 'must', broken: oneBlobZone },
  'scope-subnet-has-room': { requirement: 'MON-13', level: 'must', broken: roomForScope },
  'component-and-logs-let-in-the-same': { requirement: 'MON-14', level: 'should', broken: flagsAgree },
  'telemetry-gets-out': { requirement: 'MON-15', level: 'should', broken: telemetryGetsOut },
  'portal-works-from-inside': { requirement: 'MON-18', level: 'should', broken: portalWorksInside },
  'scope-is-within-limits': { requirement: 'MON-19', level: 'must', broken: (estate, choices) => ofScopes(estate, choices, (scope) => overLimits(estate, scope)) },
  'scope-is-global': {
    requirement: 'MON-21', level: 'must',
    broken: (estate, choices) => ofScopes(estate, choices, ({ id, location }) => (location.toLowerCase() === 'global' ? [] : [{ at: id, data: { location } }])),
  },
  'monitor-zones-are-not-empty': { requirement: 'MON-24', level: 'must', broken: emptyZones },
} satisfies Rulebook
