import { type ArmId, nameOf } from '../../../base/armId.ts'
import { forwarders, isEndpointGroup, limit, zones } from '../../../facts/ask.ts'
import type { Estate } from '../../../estate/estate.ts'
import type { PrivateEndpoint } from '../../../estate/network.ts'
import { connectionsFromElsewhere, endpointsOf, entryOf, peersOf, seen } from '../../../estate/questions.ts'
import { asksAzure, azureResolver, resolvingNetworkIds } from '../../../estate/resolution.ts'
import type { Choices } from '../../choices.ts'
import { concernedTargets, servedNetworkIds } from '../../concerned.ts'
import { forwardedNames } from '../../forwardedNames.ts'
import { pathFaults, placeOf } from '../../privatePath.ts'
import { type Place, type Rulebook, unknownAt } from '../../rule.ts'
import { isPrivate, workspaceFaults } from './endpoint.ts'
import { hiddenEndpoint, type Unread } from '../../unread.ts'

const groupType = 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups'
const gatewayType = 'Microsoft.Network/virtualNetworkGateways'
const linkType = 'Microsoft.Network/privateDnsZones/virtualNetworkLinks'

/** What of a zone was not read: the zone, or its links. */
const unreadOf = (estate: Estate, zoneId: ArmId): Unread => (entryOf(estate.zones, zoneId) === undefined ? zoneId : linkType)

/** The endpoints of the workspace and its services. */
const ownEndpoints = (estate: Estate): readonly PrivateEndpoint[] => {
  const targets = new Set(concernedTargets(estate))
  return estate.endpoints.filter(({ targetId }) => targets.has(targetId))
}

const groupsOf = (estate: Estate, endpointId: ArmId) => estate.zoneGroups.filter((group) => group.endpointId === endpointId)
const zonesOf = (estate: Estate, endpointId: ArmId): readonly ArmId[] => groupsOf(estate, endpointId).flatMap((group) => group.zones.map(({ zoneId }) => zoneId))

/** The names of the workspace that lead nowhere or elsewhere; what is wrong with the endpoint itself is said by WKSP-01 and WKSP-02. */
const nameFaults = (estate: Estate, choices: Choices): readonly Place[] =>
  workspaceFaults(estate, choices)
    .filter(({ fault }) => fault !== 'noEndpoint' && fault !== 'notApproved')
    .map((fault) => placeOf(fault, { workspace: estate.workspace.id }))

/** Endpoints whose DNS integration was left half done: a zone group without a zone, or a zone in it that no network is linked to. */
const halfDone = (estate: Estate): readonly Place[] =>
  endpointsOf(estate, estate.workspace.id).flatMap(({ id }) => zonesOf(estate, id).flatMap((zoneId): readonly Place[] => {
    if (entryOf(estate.zones, zoneId) === undefined || !seen(estate, linkType, zoneId)) return [unknownAt(zoneId, unreadOf(estate, zoneId), { endpoint: id })]
    return estate.zoneLinks.some((link) => link.zoneId === zoneId) ? [] : [{ at: zoneId, data: { property: 'virtualNetworkLinks', value: [], endpoint: id } }]
  }))

const overfull = (estate: Estate): readonly Place[] =>
  ownEndpoints(estate).flatMap(({ id }): readonly Place[] => {
    if (!seen(estate, groupType, id)) return [unknownAt(id, groupType)]
    const groups = groupsOf(estate, id)
    const full = groups.filter((group) => group.zones.length > limit('zones-per-group')).map((group) => ({ at: group.id, data: { count: group.zones.length, limit: limit('zones-per-group'), what: 'zones' } }))
    return groups.length > limit('zonegroups-per-pe') ? [{ at: id, data: { count: groups.length, limit: limit('zonegroups-per-pe'), what: 'groups' } }, ...full] : full
  })

/** Pairs of endpoints that lead to the same sub-resource and write their names into the same zone, so that the later one owns the record. */
const sharedRecords = (estate: Estate): readonly Place[] => {
  const own = ownEndpoints(estate)
  const pairs = own.flatMap((second, index) => own.slice(0, index).filter((first) => isSame(first, second)).map((first) => [first, second] as const))
  const shared = pairs.flatMap(([first, second]): readonly Place[] => {
    const blind = [first, second].find(({ id }) => !seen(estate, groupType, id))
    if (blind !== undefined) return [unknownAt(second.id, groupType, { other: first.id })]
    const zonesOfBoth = zonesOf(estate, first.id).filter((zone) => zonesOf(estate, second.id).includes(zone))
    return zonesOfBoth.length === 0 ? [] : [{ at: second.id, data: { other: first.id, zones: zonesOfBoth.map(nameOf) } }]
  })
  const foreign = [...new Set(own.filter(({ id }) => zonesOf(estate, id).length > 0).map(({ targetId }) => targetId))].flatMap((targetId) =>
    connectionsFromElsewhere(estate, targetId).filter(({ status }) => status === 'approved').slice(0, 1).map((each) => unknownAt(targetId, hiddenEndpoint(each))))
  return [...shared, ...foreign]
}

const isSame = (one: PrivateEndpoint, other: PrivateEndpoint): boolean => one.targetId === other.targetId && one.groups.some((group) => other.groups.includes(group))

/** Those of the workspace at least, whose endpoint may still be to come. */
const namesToForward = (estate: Estate): readonly string[] => [...new Set([...forwarders('amlworkspace', estate.cloud), ...forwardedNames(estate)])].sort()

/** Networks with DNS servers of their own, whose forwarders no read shows; a person attests them. */
const customDns = (estate: Estate, choices: Choices): readonly Place[] =>
  !isPrivate(estate, choices) || choices.connectivity.resolution === 'attested' ? [] : servedNetworkIds(estate, choices).flatMap((id): readonly Place[] => {
    const network = entryOf(estate.networks, id)
    if (network === undefined) return [unknownAt(id, id)]
    if (asksAzure(network.dnsServers)) return []
    return [unknownAt(id, 'forwarders', { servers: network.dnsServers, names: namesToForward(estate), resolver: azureResolver })]
  })

const gatewayMethods: readonly Choices['connectivity']['method'][] = ['vpnPointToSite', 'vpnSiteToSite', 'expressRoute']

/** Gateways into the workspace's networks, those of peered networks included. */
function gatewaysInto(estate: Estate, choices: Choices) {
  const networks = servedNetworkIds(estate, choices)
  const joined = new Set([...networks, ...networks.flatMap((id) => peersOf(estate, id))])
  return estate.gateways.filter(({ networkId }) => joined.has(networkId))
}

/** Peerings that use the gateway of a network which the snapshot does not hold, and networks whose gateways could not be listed. */
function unreadGateways(estate: Estate, choices: Choices): readonly ArmId[] {
  const networks = servedNetworkIds(estate, choices)
  const remote = estate.peerings
    .filter((peering) => networks.includes(peering.networkId) && peering.usesRemoteGateways && !estate.gateways.some(({ networkId }) => networkId === peering.remoteNetworkId))
    .map(({ id }) => id)
  return [...remote, ...networks.filter((id) => !seen(estate, gatewayType, id))]
}

function namesOnPremises(estate: Estate, choices: Choices): readonly Place[] {
  if (!isPrivate(estate, choices) || choices.connectivity.resolution === 'attested') return []
  const gateways = [...gatewaysInto(estate, choices).map(({ id }) => id), ...unreadGateways(estate, choices)]
  const isPlanned = gatewayMethods.includes(choices.connectivity.method)
  const places = gateways.length > 0 ? gateways : isPlanned ? [estate.workspace.id] : []
  return places.map((at) => unknownAt(at, 'forwardersOnPremises', { names: namesToForward(estate), resolver: azureResolver }))
}

/** Zones of the workspace endpoint that no zone group writes, and whose records stand there by hand. */
function byHand(estate: Estate, choices: Choices): readonly Place[] {
  const broken = new Set(workspaceFaults(estate, choices).flatMap((fault) => (fault.fault === 'notInGroup' || fault.fault === 'zoneUnseen' ? [fault.zone] : [])))
  return endpointsOf(estate, estate.workspace.id).filter(({ status }) => status === 'approved').flatMap(({ id, names }): readonly Place[] => {
    if (!seen(estate, groupType, id)) return [unknownAt(id, groupType)]
    const grouped = zonesOf(estate, id).map((zone) => nameOf(zone).toLowerCase())
    const loose = zones('amlworkspace', estate.cloud).filter((zone) => !grouped.includes(zone) && !broken.has(zone))
    const hosts = Array.isArray(names) ? names.map(({ host, address }: { readonly host: string; readonly address: string }) => `${host} ${address}`) : []
    return loose.length === 0 ? [] : [{ at: id, data: { zones: loose, hosts } }]
  })
}

/** Networks that hold a VPN gateway and have DNS servers without Azure's own among them. */
const gatewayDns = (estate: Estate, choices: Choices): readonly Place[] => {
  const networks = servedNetworkIds(estate, choices)
  return [...new Set([...networks, ...networks.flatMap((id) => peersOf(estate, id))])].sort().flatMap((id): readonly Place[] => {
    const network = entryOf(estate.networks, id)
    if (network === undefined || asksAzure(network.dnsServers) || network.dnsServers.includes(azureResolver)) return []
    if (!seen(estate, gatewayType, id)) return [unknownAt(id, gatewayType)]
    const isVpn = estate.gateways.some(({ networkId, kind }) => networkId === id && kind === 'Vpn')
    return isVpn ? [{ at: id, data: { property: 'properties.dhcpOptions.dnsServers', value: network.dnsServers, expected: azureResolver } }] : []
  })
}

/** The networks whose links matter: those of the workspace, those that resolve for them, and those of the services' endpoints. */
function linkedNetworks(estate: Estate, choices: Choices): ReadonlySet<ArmId> {
  const served = servedNetworkIds(estate, choices)
  return new Set([...served, ...served.flatMap((id) => { const found = resolvingNetworkIds(estate, id); return found === 'unknown' ? [] : found })])
}

/** Links of private link zones into the networks that matter. */
export const ownLinks = (estate: Estate, choices: Choices): Estate['zoneLinks'] => {
  const networks = linkedNetworks(estate, choices)
  return estate.zoneLinks.filter(({ zoneId, networkId }) => networks.has(networkId) && nameOf(zoneId).toLowerCase().startsWith('privatelink.'))
}

/** Networks that are linked to several zones of one name. Azure is believed to refuse it, so which of them answers is nowhere said (gaps, section 4). */
function twoOfAName(estate: Estate, choices: Choices): readonly Place[] {
  const links = ownLinks(estate, choices)
  return [...new Set(links.map(({ networkId, zoneId }) => `${networkId} ${nameOf(zoneId).toLowerCase()}`))].flatMap((key): readonly Place[] => {
    const same = links.filter(({ networkId, zoneId }) => `${networkId} ${nameOf(zoneId).toLowerCase()}` === key)
    const [first] = same
    const zoneIds = [...new Set(same.map(({ zoneId }) => zoneId))].sort()
    return first === undefined || zoneIds.length < 2 ? [] : [{ at: first.networkId, data: { zone: nameOf(first.zoneId), zones: zoneIds } }]
  })
}

/** Zones of our endpoints whose links were not read. */
const unlinkedZones = (estate: Estate): readonly Place[] =>
  [...new Set(ownEndpoints(estate).flatMap(({ id }) => zonesOf(estate, id)))]
    .filter((zoneId) => entryOf(estate.zones, zoneId) === undefined || !seen(estate, linkType, zoneId))
    .map((zoneId) => unknownAt(zoneId, unreadOf(estate, zoneId)))

/** Zones in which a record of one of our endpoints is missing. */
const zonesWithGaps = (estate: Estate, choices: Choices): ReadonlySet<ArmId> =>
  new Set(ownEndpoints(estate).flatMap(({ targetId, groups }) => groups.flatMap((group) =>
    isEndpointGroup(group) ? pathFaults(estate, { targetId, group }, servedNetworkIds(estate, choices)).flatMap((fault) => (fault.fault === 'noRecord' ? [fault.at] : [])) : [])))

function fallingBack(estate: Estate, choices: Choices): readonly Place[] {
  const links = ownLinks(estate, choices).filter(({ fallsBack }) => fallsBack)
  const gaps = links.length === 0 ? new Set<ArmId>() : zonesWithGaps(estate, choices)
  const falling = links.map((link): Place => fallingLink(link, gaps))
  return [...falling, ...unlinkedZones(estate)]
}

const fallingLink = ({ id, zoneId }: Estate['zoneLinks'][number], gaps: ReadonlySet<ArmId>): Place =>
  ({ at: id, data: { property: 'properties.resolutionPolicy', value: 'NxDomainRedirect', zone: nameOf(zoneId) }, ...(gaps.has(zoneId) ? {} : { level: 'info' as const }) })

/** How the names of the workspace and its services resolve: zones, groups, links, servers. */
export const nameRules = {
  'workspace-names-lead-to-the-endpoint': {
    requirement: 'WKSP-04', level: 'must',
    broken: nameFaults,
  },
  'network-is-linked-to-one-zone-of-a-name': {
    requirement: 'WKSP-04', level: 'must',
    broken: twoOfAName,
  },
  'zones-of-the-workspace-endpoint-are-linked': {
    requirement: 'WKSP-05', level: 'must',
    broken: halfDone,
  },
  'endpoint-has-one-zone-group-of-at-most-five-zones': {
    requirement: 'WKSP-06', level: 'must',
    broken: overfull,
  },
  'endpoints-of-one-target-do-not-share-a-record': {
    requirement: 'WKSP-07', level: 'should',
    broken: sharedRecords,
  },
  'own-dns-servers-forward-to-azure': {
    requirement: 'WKSP-16', level: 'should',
    broken: customDns,
  },
  'dns-on-premises-forwards-into-the-network': {
    requirement: 'WKSP-17', level: 'should',
    broken: namesOnPremises,
  },
  'records-follow-the-endpoint': {
    requirement: 'WKSP-18', level: 'should',
    broken: byHand,
  },
  'azure-resolver-is-among-the-servers-beside-a-vpn-gateway': {
    requirement: 'WKSP-19', level: 'should',
    broken: gatewayDns,
  },
  'missing-records-do-not-fall-back-to-the-public-address': {
    requirement: 'WKSP-28', level: 'should',
    broken: fallingBack,
  },
  'links-of-private-link-zones-register-nothing': {
    requirement: 'WKSP-29', level: 'should',
    broken: (estate, choices) => [
      ...ownLinks(estate, choices).filter(({ registers }) => registers).map(({ id, zoneId }) => ({ at: id, data: { property: 'properties.registrationEnabled', value: true, zone: nameOf(zoneId) } })),
      ...unlinkedZones(estate),
    ],
  },
} as const satisfies Rulebook
