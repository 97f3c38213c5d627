import { type ArmId, isWithin, nameOf } from '../../base/armId.ts'
import { overlaps, rangesOf } from '../../base/cidr.ts'
import { rulesOf } from '../../estate/egress.ts'
import type { Estate } from '../../estate/estate.ts'
import type { Bastion, Gateway, NetworkInterface } from '../../estate/network.ts'
import { entryOf, networkOf, peersOf, seen } from '../../estate/questions.ts'
import { resolvingNetworkIds } from '../../estate/resolution.ts'
import { isEndpointGroup } from '../../facts/ask.ts'
import { microsoftHosts } from '../../facts/hosts.ts'
import { retirements } from '../../facts/notices.ts'
import { deniesTheInternet } from '../../reach/group.ts'
import type { Choices } from '../choices.ts'
import { concernedNetworkIds, ownEndpoints } from '../concerned.ts'
import { pathFaults } from '../privatePath.ts'
import type { TagFlow } from '../../reach/journey.ts'
import { type Place, type PlaceData, type Rulebook, unknownAt } from '../rule.ts'
import { flowTo, kindsOf, missedBy, outwardStop, stopData, unseen, unseenAt, workplaces } from './leads.ts'
import { wayExists, wayLeads } from './wayRules.ts'
import { bastionsServing, gatewaysServing, isZone, ways } from './ways.ts'
import type { Unread } from '../unread.ts'

const linkType = 'Microsoft.Network/privateDnsZones/virtualNetworkLinks'
const gatewayType = 'Microsoft.Network/virtualNetworkGateways'
type Method = Choices['connectivity']['method']
/** The day after which SSTP tunnels stop. */
const sstpEnds = retirements.find(({ what }) => what.startsWith('SSTP'))?.date ?? ''
const isGatewayMethod = (method: Method): boolean => method === 'vpnPointToSite' || method === 'vpnSiteToSite' || method === 'expressRoute'

/** CONN-06: through a gateway, or by a way that Azure does not show, names have to resolve where people sit. Nobody can read that, so before it is asked it is unknown. */
function namesArePlanned(estate: Estate, choices: Choices): readonly Place[] {
  const { method, resolution } = choices.connectivity
  if (resolution === 'attested' || resolution === 'forwarders') return []
  const networks = concernedNetworkIds(estate, choices)
  const found = ways(estate, choices)
  const gateways = [...new Set(networks.flatMap((network) => gatewaysServing(estate, network)))]
  const unseen = method === 'alreadyConnected' && found.gateways.length + found.bastions.length === 0
  if (gateways.length === 0 && !isGatewayMethod(method) && !unseen) return []
  const at = gateways[0]?.id ?? networks[0] ?? estate.workspace.id
  return method === 'undecided' ? [unknownAt(at, 'nameResolution')] : [{ at, data: { method, resolution } }]
}

/** Places of the gateways that serve the workspace's networks; unknown where gateways could not be listed. */
const ofGateways = (estate: Estate, choices: Choices, places: (gateway: Gateway, network: ArmId) => readonly Place[]): readonly Place[] =>
  concernedNetworkIds(estate, choices).flatMap((network) =>
    seen(estate, gatewayType, network) ? gatewaysServing(estate, network).flatMap((gateway) => places(gateway, network)) : [unknownAt(network, gatewayType)])

/** CONN-07. */
const routeBased = (estate: Estate, choices: Choices): readonly Place[] =>
  ofGateways(estate, choices, ({ id, kind, vpnType, clientPools }) => {
    const concerned = kind === 'Vpn' && (clientPools.length > 0 || choices.connectivity.method === 'vpnPointToSite')
    if (!concerned || vpnType?.toLowerCase() === 'routebased') return []
    return vpnType === null ? [unknownAt(id, 'vpnType')] : [{ at: id, data: { vpnType } }]
  })

/** CONN-11, gaps 7: tunnels of gateways to which clients connect. A gateway of clients has tunnels, so none told is none read. */
const tunnelsStay = (estate: Estate, choices: Choices): readonly Place[] =>
  ofGateways(estate, choices, ({ id, clientPools, tunnels }): readonly Place[] => {
    if (clientPools.length === 0) return []
    if (tunnels.length === 0) return [unknownAt(id, 'vpnClientProtocols')]
    return tunnels.some((tunnel) => tunnel.toLowerCase() === 'sstp') ? [{ at: id, data: { vpnClientProtocols: tunnels, date: sstpEnds } }] : []
  })

/** CONN-08: pools against the networks, the sites of the gateway and the ranges that were declared. */
const poolsAreFree = (estate: Estate, choices: Choices): readonly Place[] =>
  ofGateways(estate, choices, ({ id, clientPools }, network) => {
    if (clientPools.length === 0) return []
    const near = [network, ...peersOf(estate, network)]
    const unread = near.find((each) => entryOf(estate.networks, each) === undefined)
    const sites = estate.gatewayConnections.filter(({ gatewayId }) => gatewayId === id).flatMap(({ localGatewayId }) => entryOf(estate.localGateways, localGatewayId) ?? [])
    const declared = choices.addressSpace.otherRanges
    const others = [
      ...near.flatMap((each) => (entryOf(estate.networks, each)?.prefixes ?? []).map((prefix) => ({ prefix, of: nameOf(each) }))),
      ...sites.flatMap((site) => site.prefixes.map((prefix) => ({ prefix, of: nameOf(site.id) }))),
      ...(declared === 'undecided' ? [] : declared).map((prefix) => ({ prefix, of: '' })),
    ]
    const met = clientPools.flatMap((pool) => others.filter(({ prefix }) => rangesOf([pool]).some((one) => rangesOf([prefix]).some((other) => overlaps(one, other)))).map(({ prefix, of }) => ({ pool, prefix, of })))
    if (met.length > 0) return met.map((data) => ({ at: id, data }))
    return unread === undefined ? [] : [unknownAt(unread, unread)]
  })

/** CONN-09: of existing gateways a warning; new ones are built by hand. */
const zoneRedundant = (estate: Estate, choices: Choices): readonly Place[] =>
  ofGateways(estate, choices, ({ id, kind, sku }): readonly Place[] => {
    if (kind !== 'Vpn' || /az$/i.test(sku)) return []
    return sku === '' ? [unknownAt(id, 'sku.name')] : [{ at: id, level: 'should', data: { 'sku.name': sku } }]
  })

/** CONN-10. */
const oneOfAKind = (estate: Estate, choices: Choices): readonly Place[] =>
  ofGateways(estate, choices, (gateway) => {
    const twins = estate.gateways.filter(({ networkId, kind }) => networkId === gateway.networkId && kind === gateway.kind)
    return twins.length > 1 && twins[0] === gateway ? [{ at: gateway.networkId, data: { gatewayType: gateway.kind, gateways: twins.map(({ id }) => nameOf(id)) } }] : []
  })

/** Places of the Bastion hosts that serve the workspace's networks; unknown where hosts could not be listed. */
function ofBastions(estate: Estate, choices: Choices, places: (bastion: Bastion) => readonly Place[]): readonly Place[] {
  const networks = concernedNetworkIds(estate, choices)
  const refused = networks.filter((network) => !seen(estate, 'Microsoft.Network/bastionHosts', network))
  const hosts = [...new Set(networks.flatMap((network) => bastionsServing(estate, network)))]
  return [...refused.map((network) => unknownAt(network, 'Microsoft.Network/bastionHosts')), ...hosts.flatMap(places)]
}

/** CONN-15. The Developer tier has no address, a private Premium host needs none. */
const bastionAddress = (estate: Estate, choices: Choices): readonly Place[] =>
  ofBastions(estate, choices, ({ id, sku, publicAddressId }): readonly Place[] => {
    if (sku.toLowerCase() === 'developer' || (publicAddressId === null && sku.toLowerCase() === 'premium')) return []
    const address = entryOf(estate.publicAddresses, publicAddressId)
    if (address === undefined) return [unknownAt(publicAddressId ?? id, publicAddressId ?? 'bastionAddress')]
    return address.sku.toLowerCase() === 'standard' && address.allocation === 'Static' ? [] : [{ at: address.id, data: { 'sku.name': address.sku, publicIPAllocationMethod: address.allocation } }]
  })

/** CONN-16: machines in the networks of a workspace that Bastion serves. */
function jumpBoxIsPrivate(estate: Estate, choices: Choices): readonly Place[] {
  const networks = concernedNetworkIds(estate, choices)
  if (networks.every((network) => bastionsServing(estate, network).length === 0)) return []
  const refused = networks.filter((network) => !seen(estate, 'Microsoft.Network/networkInterfaces', network))
  if (refused.length > 0) return refused.map((network) => unknownAt(network, 'Microsoft.Network/networkInterfaces'))
  return workplaces(estate, choices).filter(({ publicAddressId }) => publicAddressId !== null).map(({ id, machineId, publicAddressId }) => ({ at: machineId ?? id, data: { publicIPAddress: publicAddressId } }))
}

/** CONN-16: private names have to resolve on the machines on which people work, and their addresses have to be reached. */
const privateNamesWork = (estate: Estate, choices: Choices): readonly Place[] =>
  kindsOf(workplaces(estate, choices)).flatMap((nic): readonly Place[] => {
    const at = nic.machineId ?? nic.id
    const missed = missedBy(estate, nic)
    const first = missed.find(({ verdict }) => verdict === 'fails')
    if (first === undefined) return missed.slice(0, 1).map(({ hop, service }) => unseenAt(at, hop, { services: [service] }))
    const alike = missed.filter(({ verdict, hop }) => verdict === 'fails' && hop.because === first.hop.because)
    const zones = [...new Set(alike.flatMap(({ hop }) => hop.data['zone'] ?? []))]
    return [{ at, data: { ...stopData(first.hop), services: alike.map(({ service }) => service), ...(zones.length > 0 ? { zone: zones } : {}) } }]
  })

/** Zones whose exact name keeps Bastion from Azure's own addresses (CONN-17, BASFAQ; facts: methods.bastion.notes). */
export const zonesAgainstBastion = ['management.azure.com', 'blob.core.windows.net', 'core.windows.net', 'vaultcore.windows.net', 'vault.azure.net', 'azure.com'] as const

/** CONN-17: the names of zones linked to the host's network. */
const bastionResolves = (estate: Estate, choices: Choices): readonly Place[] =>
  ofBastions(estate, choices, ({ networkId }) => {
    const linked = estate.zoneLinks.filter((link) => link.networkId === networkId).map(({ zoneId }) => zoneId)
    const places = linked.flatMap((zoneId): readonly Place[] => {
      const name = nameOf(zoneId).toLowerCase()
      if (zonesAgainstBastion.some((zone) => zone === name)) return [{ at: zoneId, data: { zone: name, network: networkId } }]
      // Fine with a CNAME for management.privatelink.azure.com, and such records are not read.
      return name === 'privatelink.azure.com' ? [unknownAt(zoneId, 'cnameRecord')] : []
    })
    return places.length > 0 || seen(estate, linkType, networkId) ? places : [unknownAt(networkId, linkType)]
  })

/** What becomes of a flow from a machine: where it is stopped, or what could not be read. */
type Outward = { readonly verdict: 'passes' } | { readonly verdict: 'fails'; readonly by: 'subnet' | 'interface'; readonly told: PlaceData } | { readonly verdict: 'unknown'; readonly unread: Unread; readonly told: PlaceData }

/** Places of a flow from the machines on which people work: at their subnet, or at a machine whose own interface is to blame. */
function ofWorkplaces(estate: Estate, choices: Choices, outward: (nic: NetworkInterface) => Outward, data: PlaceData): readonly Place[] {
  const places = kindsOf(workplaces(estate, choices)).flatMap((nic): readonly Place[] => {
    const found = outward(nic)
    switch (found.verdict) {
      case 'passes': return []
      case 'unknown': return [unknownAt(nic.subnetId, found.unread, { ...found.told, ...data })]
      case 'fails': return [{ at: found.by === 'interface' ? (nic.machineId ?? nic.id) : nic.subnetId, data: { ...found.told, ...data, by: found.by } }]
    }
  })
  return [...new Map(places.map((place) => [`${place.at} ${place.verdict ?? ''}`, place])).values()]
}

/** A flow to a tag, hop by hop. A private subnet without a way out stops it as surely as a rule. */
function towardsTag(estate: Estate, flows: readonly TagFlow[]): (nic: NetworkInterface) => Outward {
  return (nic) => {
    const stop = outwardStop(estate, nic, flows)
    if (stop === null) return { verdict: 'passes' }
    if (stop.verdict === 'unknown') return { verdict: 'unknown', unread: unseen(stop.hop), told: stop.hop.data }
    const own = nic.securityGroupId !== null && nic.securityGroupId !== entryOf(estate.subnets, nic.subnetId)?.securityGroupId && isWithin(stop.hop.at ?? '', nic.securityGroupId)
    return { verdict: 'fails', by: own ? 'interface' : 'subnet', told: stopData(stop.hop) }
  }
}

/** Hosts that are in no tag: what denies the internet as such denies them, and a deny of one tag takes another part of it. */
function towardsHosts(estate: Estate): (nic: NetworkInterface) => Outward {
  return (nic) => {
    const subnet = entryOf(estate.subnets, nic.subnetId)
    if (subnet === undefined) return { verdict: 'unknown', unread: nic.subnetId, told: {} }
    const groups = [{ by: 'subnet' as const, id: subnet.securityGroupId }, { by: 'interface' as const, id: nic.securityGroupId }]
    const judged = groups.map(({ by, id }) => ({ by, rules: rulesOf(estate, { ...subnet, securityGroupId: id }, 'Outbound') }))
    const denying = judged.find(({ rules }) => rules !== null && rules !== 'unread' && deniesTheInternet(rules, rangesOf(subnet.prefixes)))
    if (denying !== undefined) return { verdict: 'fails', by: denying.by, told: { stop: 'denies' } }
    const stop = outwardStop(estate, nic, [{ tag: 'Internet', protocol: 'Tcp', port: '443' }])
    if (stop?.hop.hop === 'route') return stop.verdict === 'fails' ? { verdict: 'fails', by: 'subnet', told: stopData(stop.hop) } : { verdict: 'unknown', unread: unseen(stop.hop), told: stop.hop.data }
    return judged.some(({ rules }) => rules === 'unread') ? { verdict: 'unknown', unread: 'securityRules', told: {} } : { verdict: 'passes' }
  }
}

/** CONN-18: while nobody said whether the studio is used, a warning. 21Vianet does not need the tag (NETI). */
function studioWorksInside(estate: Estate, choices: Choices): readonly Place[] {
  const flows = flowTo(estate, 'out-afd-frontend')
  const { studio } = choices.access
  if (studio === 'notUsed') return []
  const level = studio === 'used' ? {} : { level: 'should' as const }
  return flows.flatMap(({ tag }) =>
    ofWorkplaces(estate, choices, towardsTag(estate, flows), { tag, ...(studio === 'used' ? {} : { condition: 'studio' }) }).map((place) => ({ ...level, ...place })))
}

/** CONN-23: hosts without a service tag, so what denies the internet denies them. */
function signInPagesLoad(estate: Estate, choices: Choices): readonly Place[] {
  const hosts = microsoftHosts.filter(({ cloud, requiredFor }) => cloud === estate.cloud && requiredFor === 'sign-in pages').map(({ host }) => host)
  return ofWorkplaces(estate, choices, towardsHosts(estate), { hosts })
}

/** CONN-21: zones of the workspace's endpoints where another network resolves their names. */
function hubResolves(estate: Estate, choices: Choices): readonly Place[] {
  const networks = concernedNetworkIds(estate, choices)
  const endpoints = ownEndpoints(estate).filter(({ subnetId }) => networks.includes(networkOf(subnetId)))
  const targets = new Map(endpoints.flatMap(({ targetId, groups }) => groups.filter(isEndpointGroup).map((group) => [`${targetId} ${group}`, { targetId, group }] as const)))
  const faults = [...targets.values()].flatMap((target) => pathFaults(estate, target, networks))
  const places = faults.flatMap((fault): readonly Place[] => {
    if (fault.fault === 'notLinked') return networks.includes(fault.network) ? [] : [{ at: fault.at, data: { zone: fault.zone, network: fault.network } }]
    return fault.fault === 'unread' && isZone(fault.at) && resolvesElsewhere(estate, endpoints.map(({ subnetId }) => networkOf(subnetId))) ? [unknownAt(fault.at, fault.what)] : []
  })
  const hidden = [...new Set(endpoints.map(({ subnetId }) => networkOf(subnetId)))].filter((network) => resolvingNetworkIds(estate, network) === 'unknown')
  const distinct = new Map([...hidden.map((network) => unknownAt(network, 'dnsNetwork')), ...places].map((place) => [`${place.at} ${String(place.data?.['network'])}`, place]))
  return [...distinct.values()]
}

const resolvesElsewhere = (estate: Estate, networks: readonly ArmId[]): boolean =>
  networks.some((network) => { const resolving = resolvingNetworkIds(estate, network); return resolving !== 'unknown' && !resolving.includes(network) })

/** CONN-22. */
const bastionInNationalCloud = (estate: Estate, choices: Choices): readonly Place[] =>
  estate.cloud === 'AzureCloud' ? [] : ofBastions(estate, choices, ({ id, networkId }) => {
    const zones = estate.zoneLinks.filter((link) => link.networkId === networkId).map(({ zoneId }) => nameOf(zoneId))
    if (zones.length > 0) return [{ at: id, data: { cloud: estate.cloud, zones } }]
    return seen(estate, linkType, networkId) ? [] : [unknownAt(networkId, linkType)]
  })

/** What the article says of connecting to the workspace (CONN). */
export const rules = {
  'a-way-in-exists': { requirement: 'CONN-01', level: 'must', broken: wayExists },
  'a-way-in-leads-to-the-workspace': { requirement: 'WKSP-26', level: 'must', broken: wayLeads },
  'name-resolution-is-planned': { requirement: 'CONN-06', level: 'must', broken: namesArePlanned },
  'dns-servers-network-is-linked': { requirement: 'CONN-21', level: 'must', broken: hubResolves },
  'client-gateway-is-route-based': { requirement: 'CONN-07', level: 'must', broken: routeBased },
  'client-tunnels-have-a-future': { requirement: 'CONN-11', level: 'info', broken: tunnelsStay },
  'client-pool-meets-no-other-range': { requirement: 'CONN-08', level: 'must', broken: poolsAreFree },
  'gateway-is-zone-redundant': { requirement: 'CONN-09', level: 'must', broken: zoneRedundant },
  'network-has-one-gateway-of-a-kind': { requirement: 'CONN-10', level: 'must', broken: oneOfAKind },
  'bastion-address-is-static': { requirement: 'CONN-15', level: 'must', broken: bastionAddress },
  'jump-box-has-no-public-address': { requirement: 'CONN-16', level: 'should', broken: jumpBoxIsPrivate },
  'private-names-work-on-the-jump-box': { requirement: 'CONN-16', level: 'should', broken: privateNamesWork },
  'bastion-resolves-azure': { requirement: 'CONN-17', level: 'must', broken: bastionResolves },
  'studio-works-from-inside': { requirement: 'CONN-18', level: 'must', broken: studioWorksInside },
  'bastion-is-supported-with-private-zones': { requirement: 'CONN-22', level: 'should', broken: bastionInNationalCloud },
  'sign-in-pages-load-inside': { requirement: 'CONN-23', level: 'should', broken: signInPagesLoad },
} satisfies Rulebook
