/** Where a subnet's traffic to public addresses goes: the routes of its table over Azure's own, the longest prefix first. */
import { type ArmId, idKey } from '../base/armId.ts'
import { freeRanges, type Range, rangesOf, type Span } from '../base/cidr.ts'
import type { Estate } from '../estate/estate.ts'
import type { Subnet, TableRoute } from '../estate/network.ts'
import { entryOf, seen } from '../estate/questions.ts'
import { privateRanges, reservedRanges } from '../facts/address.ts'
import { regionTag } from '../facts/ask.ts'

/** What a next hop comes to. `appliance`: a firewall or a gateway, whose own rules are not read. `unclear`: the network itself, which knows no public address. */
export type Way = 'internet' | 'appliance' | 'nowhere' | 'unclear'

/** A part of the public addresses, and the route that takes it; null: Azure's own route to the internet. */
export interface Leg {
  readonly way: Way
  readonly by: TableRoute | null
}

/** Which way traffic goes: one for all of it, `carried` by a service endpoint past every route, `mixed` where it cannot be told which, `unread` where the table was not readable. `by`: the route that decides, or the one in doubt. */
export interface Direction {
  readonly way: Way | 'carried' | 'mixed' | 'unread'
  readonly by: TableRoute | null
}

const wayBy: Readonly<Record<TableRoute['nextHop'], Way>> = {
  Internet: 'internet', VirtualAppliance: 'appliance', VirtualNetworkGateway: 'appliance', None: 'nowhere', VnetLocal: 'unclear',
}
const everywhere: Span = { first: 0, last: 2 ** 32 - 1 }
const notPublic = rangesOf([...privateRanges, ...reservedRanges.map(({ cidr }) => cidr)])
const size = (spans: readonly Span[]): number => spans.reduce((sum, { first, last }) => sum + last - first + 1, 0)

/** The routes of a subnet's table; none without a table, `unread` where it, or one of its routes, was not readable. */
function routesOf(estate: Estate, subnet: Subnet): readonly TableRoute[] | 'unread' {
  const { routeTableId } = subnet
  if (routeTableId === null) return []
  if (entryOf(estate.routeTables, routeTableId) === undefined || !seen(estate, 'Microsoft.Network/routeTables/routes', routeTableId)) return 'unread'
  return estate.routes.filter(({ tableId }) => tableId === routeTableId)
}

/** What of the public addresses each route takes, those of the most common way first. Two halves are as good as a default route. */
function legsBy(estate: Estate, subnet: Subnet, routes: readonly TableRoute[]): readonly Leg[] {
  const near = [subnet.networkId, ...estate.peerings.flatMap(({ networkId, remoteNetworkId }) => (networkId === subnet.networkId ? [remoteNetworkId] : []))]
  const inside = near.flatMap((id) => rangesOf(entryOf(estate.networks, id)?.prefixes ?? []))
  const ranged = routes.flatMap((route) => rangesOf([route.prefix]).map((range): { readonly route: TableRoute; readonly range: Range } => ({ route, range })))
  const taken: Span[] = [...notPublic, ...inside]
  const legs: (Leg & { readonly addresses: number })[] = []
  for (const { route, range } of ranged.sort((one, other) => other.range.prefix - one.range.prefix)) {
    const addresses = size(freeRanges([range], taken))
    if (addresses > 0) legs.push({ way: wayBy[route.nextHop], by: route, addresses })
    taken.push(range)
  }
  const rest = size(freeRanges([everywhere], taken))
  if (rest > 0) legs.push({ way: 'internet', by: null, addresses: rest })
  const inAll = (wanted: Way): number => legs.reduce((sum, { way, addresses }) => (way === wanted ? sum + addresses : sum), 0)
  return legs.sort((one, other) => inAll(other.way) - inAll(one.way) || other.addresses - one.addresses)
}

const isTag = (prefix: string): boolean => /^[a-z]/i.test(prefix) && !prefix.includes(':')

/** Whether a service endpoint of the subnet carries traffic to a tag: its routes are narrower than any to the internet (SE). */
function isCarried(estate: Estate, { networkId, serviceEndpoints }: Subnet, tag: string): boolean {
  const has = (name: string): boolean => serviceEndpoints.some((each) => idKey(each) === idKey(name))
  const [service = '', region] = tag.toLowerCase().split('.')
  if (service === 'azurekeyvault') return has('Microsoft.KeyVault')
  if (service === 'azurecontainerregistry') return has('Microsoft.ContainerRegistry')
  return service === 'storage' && (has('Microsoft.Storage.Global') || (has('Microsoft.Storage') && region !== undefined && region === regionTag(entryOf(estate.networks, networkId)?.region ?? '')))
}

/** Where traffic to a service tag goes, or to `Internet` for hosts that no tag holds. A route of addresses cannot be compared with a tag. */
export function directionTo(estate: Estate, subnet: Subnet, tag: string): Direction {
  if (isCarried(estate, subnet, tag)) return { way: 'carried', by: null }
  const routes = routesOf(estate, subnet)
  if (routes === 'unread') return { way: 'unread', by: null }
  const wanted = tag.toLowerCase()
  const tagged = wanted === 'internet' ? [] : routes.filter(({ prefix }) => isTag(prefix)).map((route) => ({ route, prefix: route.prefix.toLowerCase() }))
  // The tag of a region is a longer prefix than the one of all regions.
  const own = tagged.find(({ prefix }) => prefix === wanted) ?? tagged.find(({ prefix }) => wanted.startsWith(`${prefix}.`))
  if (own !== undefined) return { way: wayBy[own.route.nextHop], by: own.route }
  const partly = tagged.filter(({ prefix }) => prefix.startsWith(`${wanted}.`) || prefix.split('.')[0] === 'azurecloud').map(({ route }): Leg => ({ way: wayBy[route.nextHop], by: route }))
  return common([...legsBy(estate, subnet, routes), ...partly])
}

/** The one way of all legs, else `mixed` with the first route that differs from the most common way. */
function common(legs: readonly Leg[]): Direction {
  const main = legs[0] ?? { way: 'internet', by: null }
  const other = legs.find(({ way }) => way !== main.way)
  return other === undefined ? main : { way: 'mixed', by: other.by ?? main.by }
}

/** Which way most of the internet is from a subnet: what a default route, or two halves in its place, say. */
export function mainDirection(estate: Estate, subnet: Subnet): Direction {
  const routes = routesOf(estate, subnet)
  return routes === 'unread' ? { way: 'unread', by: null } : (legsBy(estate, subnet, routes)[0] ?? { way: 'internet', by: null })
}

/** The routes of a subnet that take a part of the internet, or a service, another way than most of it goes. */
export function deviations(estate: Estate, subnet: Subnet): readonly TableRoute[] {
  const routes = routesOf(estate, subnet)
  if (routes === 'unread') return []
  const legs = legsBy(estate, subnet, routes)
  const main = legs[0]?.way ?? 'internet'
  return routes.filter((route) => wayBy[route.nextHop] !== main && (isTag(route.prefix) || legs.some(({ by }) => by === route)))
}

/** How a subnet without public addresses reaches the internet. `default`: Azure's own outbound access, not to be relied on (NET-24). */
export type Egress = 'natGateway' | 'appliance' | 'default' | 'none' | 'unknown'

/** Why a subnet has a way out, or none: what decides, for sentences. `at` is what to look at. */
export interface WayOut {
  readonly egress: Egress
  readonly because: 'natGateway' | 'routed' | 'defaultAccess' | 'private' | 'dropped' | 'natWithoutAddress' | 'natUnread' | 'tableUnread' | 'routesDiffer' | 'routeInside'
  readonly at: ArmId
}

/** The subnet's way out to the internet and what it rests on (NET-23, ACR-18). */
export function wayOutOf(estate: Estate, subnet: Subnet): WayOut {
  const routes = routesOf(estate, subnet)
  if (routes === 'unread') return { egress: 'unknown', because: 'tableUnread', at: subnet.routeTableId ?? subnet.id }
  const [main, ...others] = legsBy(estate, subnet, routes).map((leg) => wayOutBy(estate, subnet, leg))
  if (main === undefined) return wayOutBy(estate, subnet, { way: 'internet', by: null })
  // Where only a part of the internet has a way out, nobody can tell whether a service lies in that part.
  const lost = [main, ...others].find(({ egress }) => egress === 'none' || egress === 'unknown')
  return lost === undefined || others.every(({ egress }) => egress === main.egress) ? main : { egress: 'unknown', because: 'routesDiffer', at: lost.at }
}

function wayOutBy(estate: Estate, subnet: Subnet, { way, by }: Leg): WayOut {
  const at = by?.id ?? subnet.id
  switch (way) {
    case 'internet': return throughAzure(estate, subnet)
    case 'appliance': return { egress: 'appliance', because: 'routed', at }
    case 'nowhere': return { egress: 'none', because: 'dropped', at }
    case 'unclear': return { egress: 'unknown', because: 'routeInside', at }
  }
}

/** What carries traffic whose next hop is the internet: a NAT gateway with an address, else Azure's own outbound access where the subnet has it. */
export function throughAzure(estate: Estate, subnet: Subnet): WayOut {
  const { id, natGatewayId, defaultOutbound } = subnet
  if (natGatewayId === null) return defaultOutbound === false ? { egress: 'none', because: 'private', at: id } : { egress: 'default', because: 'defaultAccess', at: id }
  const gateway = entryOf(estate.natGateways, natGatewayId)
  if (gateway === undefined) return { egress: 'unknown', because: 'natUnread', at: natGatewayId }
  if (hasAddress(gateway)) return { egress: 'natGateway', because: 'natGateway', at: natGatewayId }
  return { egress: defaultOutbound === false ? 'none' : 'unknown', because: 'natWithoutAddress', at: natGatewayId }
}

/** Whether a NAT gateway has a public address or a prefix of them: without one it carries nothing. */
export const hasAddress = ({ publicAddressIds, publicPrefixIds = [] }: Estate['natGateways'][number]): boolean => publicAddressIds.length + publicPrefixIds.length > 0

/** Whether a NAT gateway on the subnet would carry its traffic: it has none, and no route takes most of the internet elsewhere. */
export const takesNatGateway = (estate: Estate, subnet: Subnet): boolean => subnet.natGatewayId === null && mainDirection(estate, subnet).way === 'internet'
