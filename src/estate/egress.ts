import type { ArmId } from '../base/armId.ts'
import type { Estate } from './estate.ts'
import type { SecurityRule, Subnet } from './network.ts'
import { entryOf } from './questions.ts'

/** How a subnet without public addresses reaches the internet. `default`: Azure's own outbound access, not to be relied on (NET-24). */
export type Egress = 'natGateway' | 'appliance' | 'default' | 'none' | 'unknown'

/** The default route of a subnet's table; undefined when there is none, `unread` when the table is not in the snapshot. */
export function defaultRoute(estate: Estate, subnet: Subnet) {
  if (subnet.routeTableId === null) return undefined
  if (entryOf(estate.routeTables, subnet.routeTableId) === undefined) return 'unread' as const
  return estate.routes.find((route) => route.tableId === subnet.routeTableId && route.prefix === '0.0.0.0/0')
}

/** The subnet's way out to the internet (NET-23, ACR-18). */
export function egressOf(estate: Estate, subnet: Subnet): Egress {
  const route = defaultRoute(estate, subnet)
  if (route === 'unread') return subnet.natGatewayId === null ? 'unknown' : 'natGateway'
  if (route?.nextHop === 'VirtualAppliance' || route?.nextHop === 'VirtualNetworkGateway') return 'appliance'
  if (route?.nextHop === 'None') return 'none'
  if (subnet.natGatewayId !== null) return 'natGateway'
  return subnet.defaultOutbound === false ? 'none' : 'default'
}

/** The rules of a subnet's security group in one direction by priority; null without a group, `unread` when it is not in the snapshot. */
export function rulesOf(estate: Estate, subnet: Subnet, direction: SecurityRule['direction']): readonly SecurityRule[] | 'unread' | null {
  if (subnet.securityGroupId === null) return null
  if (entryOf(estate.securityGroups, subnet.securityGroupId) === undefined) return 'unread'
  return estate.securityRules
    .filter((rule) => rule.groupId === subnet.securityGroupId && rule.direction === direction)
    .sort((one, other) => one.priority - other.priority)
}

const everywhere = new Set(['*', 'internet', '0.0.0.0/0', 'any'])

/** Whether a rule denies traffic to the internet as such. */
export const deniesInternet = (rule: SecurityRule): boolean =>
  rule.access === 'Deny' && rule.destinations.some((destination) => everywhere.has(destination.toLowerCase()))

/** "Restricted egress" of the catalogue: a deny of outbound internet traffic, or a default route to a firewall or appliance, is in force. */
export function restrictedEgress(estate: Estate, subnet: Subnet): { readonly by: 'securityGroup' | 'appliance' | 'both' | 'nothing' | 'unknown' } {
  const rules = rulesOf(estate, subnet, 'Outbound')
  const denied = rules !== null && rules !== 'unread' && rules.some(deniesInternet)
  const route = defaultRoute(estate, subnet)
  const routed = route !== undefined && route !== 'unread' && route.nextHop !== 'Internet' && route.nextHop !== 'VnetLocal'
  if (denied && routed) return { by: 'both' }
  if (denied) return { by: 'securityGroup' }
  if (routed) return { by: 'appliance' }
  return { by: rules === 'unread' || route === 'unread' ? 'unknown' : 'nothing' }
}

/** Subnets that share a network, sorted by id. */
export const subnetsOf = (estate: Estate, networkId: ArmId): readonly Subnet[] =>
  estate.subnets.filter((subnet) => subnet.networkId === networkId)
