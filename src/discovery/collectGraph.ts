/** What is asked of Resource Graph, and how its rows become bodies. It finds; what has to be fresh is then read from ARM itself. */
import { type ArmId, parseArmId, subscriptionOf, typeOf } from '../base/armId.ts'
import { isObject, type Json } from '../base/json.ts'
import type { CloudId } from '../facts/clouds.ts'
import { privateLink } from '../facts/privateLink.ts'
import { type Identified, types } from './collectReferences.ts'

/** Names of the private DNS zones that Azure's documents give the services of a workspace in this cloud, in lower case. */
export const zoneNamesOf = (cloud: CloudId): ReadonlySet<string> => new Set(Object.values(privateLink).flatMap(({ zones }) => zones[cloud]).map((name) => name.toLowerCase()))

/** Few of them exist anywhere, so they are looked for in every subscription: hubs are seldom the workspace's own. */
const rare = [types.firewall, types.bastion, types.gateway, types.gatewayConnection, types.localGateway, types.linkScope]

/** Looked for in the workspace's own subscription. */
const near = [
  types.account, types.vault, types.registry, types.component, types.logWorkspace, types.network, types.securityGroup, types.routeTable, types.natGateway, types.publicAddress, types.endpoint,
  types.networkInterface, types.machine, types.zone, types.zoneLink,
]

/** What stands in the networks of hubs. */
const inHubs = [types.endpoint, types.networkInterface, types.machine, types.publicAddress]

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
const listed = (texts: Iterable<string>): string => `(${[...texts].map(quoted).join(', ')})`

/** Rows keep their id and are sorted by it, or Resource Graph could not page them (arm-protocol.md section 6). */
const rowsWhere = (conditions: readonly string[]): string =>
  `resources | where ${conditions.map((one) => `(${one})`).join(' or ')} | project id, name, type, kind, location, managedBy, sku, plan, properties, tags, identity, zones, extendedLocation | order by id asc`

/** Everything around a workspace that its subscription has, and what other subscriptions have that leads to it. */
export function queryAround(workspaceId: ArmId, zoneNames: ReadonlySet<string>): string {
  const own = quoted(subscriptionOf(workspaceId))
  return rowsWhere([
    `subscriptionId =~ ${own} and type in~ ${listed(near)}`,
    `type in~ ${listed(rare)}`,
    // A hub's peering, an endpoint elsewhere: their bodies name something of the workspace's subscription.
    `type in~ ${listed([types.network, types.endpoint])} and properties has ${own}`,
    `type =~ ${quoted(types.zone)} and name in~ ${listed(zoneNames)}`,
    `type =~ ${quoted(types.zoneLink)} and id has_any ${listed(zoneNames)}`,
  ])
}

/** What the first answers named and could not show: what stands in the hubs' networks, and accounts known by name alone. */
export const queryFurther = (subscriptions: readonly string[], accounts: readonly string[]): string => rowsWhere([
  ...(subscriptions.length === 0 ? [] : [`subscriptionId in~ ${listed(subscriptions)} and type in~ ${listed(inHubs)}`]),
  ...(accounts.length === 0 ? [] : [`type =~ ${quoted(types.account)} and name in~ ${listed(accounts)}`]),
])

/** Types that only Resource Graph finds; without it nobody knows whether there are more of them. As ARM writes them. */
export const foundByGraph = [
  'Microsoft.Network/privateEndpoints', 'Microsoft.Network/privateDnsZones', 'Microsoft.Network/privateDnsZones/virtualNetworkLinks', 'Microsoft.Network/virtualNetworks', 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
  'Microsoft.Network/networkInterfaces', 'Microsoft.Network/virtualNetworkGateways', 'Microsoft.Network/connections', 'Microsoft.Network/bastionHosts', 'Microsoft.Network/azureFirewalls', 'Microsoft.Insights/privateLinkScopes',
] as const

/** What only the query about hubs finds. */
export const foundInHubs = ['Microsoft.Network/privateEndpoints', 'Microsoft.Network/networkInterfaces'] as const

/** A row as the body that ARM would answer: columns without a value are left out, and the type has the letters of the id. */
export function bodyOf(row: Json): Identified | null {
  const id = isObject(row) ? parseArmId(row['id']) : null
  if (!isObject(row) || id === null) return null
  const filled = Object.entries(row).filter(([, value]) => value !== null && value !== '')
  return { ...Object.fromEntries(filled), id, type: typeOf(id) }
}
