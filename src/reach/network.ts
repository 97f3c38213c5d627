/** Whether packets go from a subnet to an address: routes, peerings and security groups at both ends. */
import type { ArmId } from '../base/armId.ts'
import { nameOf } from '../base/armId.ts'
import { contains, rangeOf, rangesOf, type Range } from '../base/cidr.ts'
import { rulesOf } from '../estate/egress.ts'
import type { Estate } from '../estate/estate.ts'
import type { NetworkInterface, PrivateEndpoint, SecurityRule, Subnet, TableRoute } from '../estate/network.ts'
import { entryOf, networkOf } from '../estate/questions.ts'
import { directionTo, throughAzure } from './egress.ts'
import { type Flow, passing } from './group.ts'
import { type Hop, hopOf, type TagFlow } from './journey.ts'

const told = (addresses: readonly string[]): readonly Range[] => addresses.flatMap((address) => rangeOf(address) ?? [])

/** The addresses of an endpoint; the ranges of its subnet while only Azure knows them. */
const addressesOf = (estate: Estate, endpoint: PrivateEndpoint, addresses: readonly string[]): readonly Range[] => {
  const known = told(addresses)
  return known.length > 0 ? known : rangesOf(entryOf(estate.subnets, endpoint.subnetId)?.prefixes ?? [])
}

/** Where private traffic goes: an endpoint, and which of its addresses. */
export interface Private {
  readonly endpoint: PrivateEndpoint
  readonly addresses: readonly string[]
  readonly port: string
}

/** The hops "route" and "group" from a network to an endpoint; `subnet` is null for people who come in by a gateway. */
export function privateHops(estate: Estate, from: { readonly networkId: ArmId; readonly subnet: Subnet | null; readonly nic: NetworkInterface | null }, to: Private): readonly Hop[] {
  const joined = joins(estate, from.networkId, networkOf(to.endpoint.subnetId))
  const route = joined.verdict === 'passes' && from.subnet !== null ? (routed(estate, from.subnet, to) ?? joined) : joined
  return [route, hopInto(estate, from, to)]
}

function joins(estate: Estate, from: ArmId, to: ArmId): Hop {
  const data = { from: nameOf(from), to: nameOf(to) }
  if (from === to) return hopOf('route', 'passes', 'sameNetwork', { at: to, data })
  if (entryOf(estate.networks, from) === undefined) return hopOf('route', 'unknown', 'networkUnread', { at: from, data })
  const peering = estate.peerings.find(({ networkId, remoteNetworkId }) => networkId === from && remoteNetworkId === to)
  const back = estate.peerings.find(({ networkId, remoteNetworkId }) => networkId === to && remoteNetworkId === from)
  if (peering?.connected === true) return hopOf('route', 'passes', 'peered', { at: peering.id, data })
  // Only one side of a peering may be readable; a gateway can join networks that are not peered.
  if (peering === undefined && back?.connected === true) return hopOf('route', 'unknown', 'peeringUnread', { at: from, data })
  const gateway = estate.gateways.some(({ networkId }) => networkId === from) || estate.peerings.some(({ networkId, connected, usesRemoteGateways }) => networkId === from && connected && usesRemoteGateways)
  if (gateway) return hopOf('route', 'unknown', 'throughGateway', { at: from, data })
  return hopOf('route', 'fails', 'notPeered', { at: from, data })
}

/** A route of the subnet's own table that takes the endpoint's traffic; null when the network's own routes hold (PE-POL). */
function routed(estate: Estate, subnet: Subnet, { endpoint, addresses }: Private): Hop | null {
  if (subnet.routeTableId === null) return null
  if (entryOf(estate.routeTables, subnet.routeTableId) === undefined) return hopOf('route', 'unknown', 'tableUnread', { at: subnet.routeTableId })
  const there = entryOf(estate.subnets, endpoint.subnetId)
  if (there === undefined) return hopOf('route', 'unknown', 'networkUnread', { at: endpoint.subnetId })
  const ranges = addressesOf(estate, endpoint, addresses)
  const policies = there.endpointPolicies === 'Enabled' || there.endpointPolicies === 'RouteTableEnabled'
  // An endpoint's own route is as narrow as can be: without policies only a route for its very address is stronger.
  const own = rangesOf(entryOf(estate.networks, networkOf(endpoint.subnetId))?.prefixes ?? []).filter((prefix) => ranges.every((range) => contains(prefix, range)))
  const shortest = policies ? Math.max(0, ...own.map(({ prefix }) => prefix)) : 32
  const taking = estate.routes
    .filter(({ tableId }) => tableId === subnet.routeTableId)
    .flatMap((route) => rangesOf([route.prefix]).map((range) => ({ route, range })))
    .filter(({ range }) => range.prefix >= shortest && ranges.some((each) => contains(range, each)))
    .sort((one, other) => other.range.prefix - one.range.prefix)[0]
  return taking === undefined ? null : hopOfRoute(taking.route)
}

function hopOfRoute(route: TableRoute): Hop | null {
  const data = { prefix: route.prefix, nextHop: route.nextHop, nextHopAddress: route.nextHopAddress ?? '' }
  switch (route.nextHop) {
    case 'VnetLocal': return null
    case 'None': case 'Internet': return hopOf('route', 'fails', 'blackHole', { at: route.id, data })
    case 'VirtualAppliance': case 'VirtualNetworkGateway': return hopOf('route', 'unknown', 'appliance', { at: route.id, data })
  }
}

function hopInto(estate: Estate, from: { readonly subnet: Subnet | null; readonly nic: NetworkInterface | null }, { endpoint, addresses, port }: Private): Hop {
  const ranges = addressesOf(estate, endpoint, addresses)
  const near = rangesOf(from.subnet?.prefixes ?? [])
  const isTold = told(addresses).length > 0
  const out: Flow = { direction: 'Outbound', protocol: 'Tcp', port, near, far: { ranges }, ...(isTold ? {} : { untold: 'far' }) }
  const out1 = from.subnet === null ? null : throughGroups(estate, from.subnet, from.nic, out)
  if (out1 !== null && out1.verdict !== 'passes') return out1
  const there = entryOf(estate.subnets, endpoint.subnetId)
  if (there === undefined) return hopOf('group', 'unknown', 'networkUnread', { at: endpoint.subnetId })
  const guarded = there.endpointPolicies === 'Enabled' || there.endpointPolicies === 'NetworkSecurityGroupEnabled'
  if (!guarded || there.securityGroupId === null) return out1 ?? hopOf('group', 'passes', 'noGroup')
  return throughGroups(estate, there, null, { direction: 'Inbound', protocol: 'Tcp', port, near: ranges, far: { ranges: near }, ...(isTold ? {} : { untold: 'near' }) })
}

/** A flow through the group of a subnet and, where a machine has one, its interface's. */
function throughGroups(estate: Estate, subnet: Subnet, nic: NetworkInterface | null, flow: Flow): Hop {
  const groups = [subnet.securityGroupId, nic?.securityGroupId ?? null].flatMap((id) => (id === null ? [] : [id]))
  const hops = groups.map((groupId) => {
    const rules = rulesOf(estate, { ...subnet, securityGroupId: groupId }, flow.direction)
    if (rules === 'unread' || rules === null) return hopOf('group', 'unknown', 'groupUnread', { at: groupId })
    return hopOfRules(groupId, rules, flow)
  })
  return hops.find(({ verdict }) => verdict === 'fails') ?? hops.find(({ verdict }) => verdict === 'unknown') ?? hops[0] ?? hopOf('group', 'passes', 'noGroup', { at: subnet.id })
}

function hopOfRules(groupId: ArmId, rules: readonly SecurityRule[], flow: Flow): Hop {
  const { passes, by } = passing(rules, flow)
  const data = { rule: by === null ? '' : nameOf(by.id), port: flow.port, group: nameOf(groupId), ...('tag' in flow.far ? { tag: flow.far.tag } : {}) }
  const at = by?.id ?? groupId
  if (passes === 'yes') return hopOf('group', 'passes', 'letsThrough', { at, data })
  return passes === 'no' ? hopOf('group', 'fails', 'denies', { at, data }) : hopOf('group', 'unknown', 'groupUnclear', { at, data })
}

/** Where public traffic comes from. */
export interface Leaving {
  readonly subnet: Subnet
  readonly nic: NetworkInterface | null
  readonly ownAddress: 'yes' | 'no' | 'unknown'
}

/** The hops "route" and "group" from a subnet to public services behind tags. `direct`: a service endpoint carries the traffic past routes to the internet. */
export function publicHops(estate: Estate, { subnet, nic, ownAddress }: Leaving, flows: readonly TagFlow[], direct: 'direct' | 'byInternet'): readonly Hop[] {
  const near = rangesOf(subnet.prefixes)
  const groups = flows.map(({ tag, protocol, port }) => throughGroups(estate, subnet, nic, { direction: 'Outbound', protocol, port, near, far: { tag } }))
  const group = groups.find(({ verdict }) => verdict === 'fails') ?? groups.find(({ verdict }) => verdict === 'unknown') ?? groups[0] ?? hopOf('group', 'passes', 'noGroup')
  return [direct === 'direct' ? hopOf('route', 'passes', 'serviceEndpoint', { at: subnet.id }) : wayOut(estate, { subnet, ownAddress }, flows), group]
}

function wayOut(estate: Estate, { subnet, ownAddress }: Pick<Leaving, 'subnet' | 'ownAddress'>, flows: readonly TagFlow[]): Hop {
  const directions = flows.map(({ tag }) => directionTo(estate, subnet, tag))
  const { way, by } = directions.find((each) => each.way === 'nowhere') ?? directions.find((each) => each.way !== 'internet' && each.way !== 'carried') ?? directions.find((each) => each.way === 'internet') ?? { way: 'carried', by: null }
  const at = by?.id ?? subnet.routeTableId
  const data = { prefix: by?.prefix ?? '', nextHop: by?.nextHop ?? '' }
  switch (way) {
    case 'carried': return hopOf('route', 'passes', 'serviceEndpoint', { at: subnet.id })
    case 'internet': return throughInternet(estate, subnet, ownAddress)
    case 'nowhere': return hopOf('route', 'fails', 'blackHole', { at, data })
    // What a firewall behind a route lets through is not read.
    case 'appliance': return hopOf('route', 'unknown', 'appliance', { at, data })
    case 'unread': return hopOf('route', 'unknown', 'tableUnread', { at, data })
    case 'mixed': case 'unclear': return hopOf('route', 'unknown', 'routeUnclear', { at, data })
  }
}

function throughInternet(estate: Estate, subnet: Subnet, ownAddress: Leaving['ownAddress']): Hop {
  if (ownAddress === 'yes' && subnet.natGatewayId === null) return hopOf('route', 'passes', 'goesOut', { at: subnet.id, data: { egress: 'ownAddress' } })
  const { egress, at } = throughAzure(estate, subnet)
  const data = { egress }
  if (egress === 'natGateway' || egress === 'default') return hopOf('route', 'passes', 'goesOut', { at, data })
  if (ownAddress === 'yes') return hopOf('route', 'passes', 'goesOut', { at: subnet.id, data: { egress: 'ownAddress' } })
  if (egress === 'unknown') return hopOf('route', 'unknown', 'natUnclear', { at, data })
  return hopOf('route', ownAddress === 'no' ? 'fails' : 'unknown', 'noWayOut', { at: subnet.id, data })
}
