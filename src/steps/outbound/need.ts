/** What the computes of a subnet need to reach, and what stands in the way. */
import type { ArmId } from '../../base/armId.ts'
import { type Range, rangesOf } from '../../base/cidr.ts'
import { defaultRoute, rulesOf } from '../../estate/egress.ts'
import type { Estate } from '../../estate/estate.ts'
import type { SecurityRule, Subnet } from '../../estate/network.ts'
import { componentOf, endpointsOf, entryOf, seen } from '../../estate/questions.ts'
import { type NetworkRule, networkRules, regionTag } from '../../facts/ask.ts'
import type { NetworkRuleId } from '../../facts/networkRules.ts'
import type { Choices } from '../choices.ts'
import { computeSubnetIdsWith, ownEndpoints } from '../concerned.ts'
import { type Flow, verdictOf } from '../flow.ts'

/** A row of the required traffic by its id; undefined where the cloud does not have it. */
export const rowOf = (estate: Estate, id: NetworkRuleId): NetworkRule | undefined => networkRules(estate.cloud).find((row) => row.id === id)

/** The row's tag for the workspace's region. */
export const tagOf = (estate: Estate, row: NetworkRule): string => (row.tag ?? '*').replace('{region}', regionTag(estate.workspace.region))

/** The ranges of the workspace's endpoints' subnets: what VirtualNetwork stands for here. */
const endpointRanges = (estate: Estate): readonly Range[] =>
  rangesOf([...new Set(ownEndpoints(estate).map(({ subnetId }) => subnetId))].flatMap((id) => entryOf(estate.subnets, id)?.prefixes ?? []))

/** The flows of a row, each protocol and port by itself. */
export const flowsOf = (estate: Estate, subnet: Subnet, row: NetworkRule): readonly Flow[] =>
  row.ports.map((port): Flow => ({
    direction: row.direction ?? 'Outbound', tag: tagOf(estate, row), protocol: row.protocol, port, near: rangesOf(subnet.prefixes),
    ...(row.tag === 'VirtualNetwork' ? { ranges: endpointRanges(estate) } : {}),
  }))

/** What stands in the way of a row from a subnet: a rule that denies it, something unread, or nothing. */
export type Obstacle =
  | { readonly kind: 'denied'; readonly at: ArmId; readonly flow: Flow; readonly by: SecurityRule }
  | { readonly kind: 'unclear'; readonly at: ArmId; readonly flow: Flow; readonly by: SecurityRule }
  | { readonly kind: 'unread'; readonly at: ArmId; readonly what: string }

/** The obstacles of an outbound row. Behind a route to a firewall the firewall's own rules decide, and they are not in a snapshot. */
export function obstacles(estate: Estate, subnet: Subnet, row: NetworkRule): readonly Obstacle[] {
  const rules = rulesOf(estate, subnet, 'Outbound')
  if (rules === 'unread') return [{ kind: 'unread', at: subnet.securityGroupId ?? subnet.id, what: 'securityRules' }]
  const inGroup = flowsOf(estate, subnet, row).flatMap((flow): readonly Obstacle[] => {
    const verdict = verdictOf(rules ?? [], flow)
    if (verdict.passes === 'no') return [{ kind: 'denied', at: subnet.securityGroupId ?? subnet.id, flow, by: verdict.by }]
    return verdict.passes === 'unknown' ? [{ kind: 'unclear', at: subnet.securityGroupId ?? subnet.id, flow, by: verdict.by }] : []
  })
  if (inGroup.some(({ kind }) => kind === 'denied') || row.tag === 'VirtualNetwork') return inGroup
  const route = defaultRoute(estate, subnet)
  if (route === 'unread') return [...inGroup, { kind: 'unread', at: subnet.routeTableId ?? subnet.id, what: 'routes' }]
  const routed = route !== undefined && (route.nextHop === 'VirtualAppliance' || route.nextHop === 'VirtualNetworkGateway')
  return routed && inGroup.length === 0 ? [{ kind: 'unread', at: subnet.id, what: 'firewallRules' }] : inGroup
}

/** The compute subnets by id, with their entries where the snapshot holds them. */
export const computeSubnetsWith = (estate: Estate, choices: Choices): readonly { readonly id: ArmId; readonly subnet: Subnet | undefined }[] =>
  computeSubnetIdsWith(estate, choices).map((id) => ({ id, subnet: entryOf(estate.subnets, id) }))

/** Whether anything is reached by a private endpoint, now or by the choices. */
export const hasPrivateEndpoints = (estate: Estate, choices: Choices): boolean =>
  ownEndpoints(estate).length > 0 || choices.workspace.reach === 'privateEndpoint' || choices.keyVault.reach === 'privateEndpoint' || choices.registry.decision === 'private'
  || choices.storage.accounts.some(({ reach }) => reach === 'privateEndpoint')

/** Whether the default account's file share is reached privately, publicly, or we cannot tell (STOR-30, NET-14). */
export function filePath(estate: Estate, choices: Choices): 'private' | 'public' | 'unknown' {
  const account = estate.workspace.storageAccountId
  if (endpointsOf(estate, account, 'file').length > 0 || choices.storage.accounts.some(({ id, reach }) => id === account && reach === 'privateEndpoint')) return 'private'
  return seen(estate, 'Microsoft.Network/privateEndpoints', account) ? 'public' : 'unknown'
}

/** Whether telemetry goes to Azure Monitor's public endpoints (NET-15). `none`: the workspace has no component. */
export function monitorPath(estate: Estate, choices: Choices): 'private' | 'public' | 'unknown' | 'none' {
  const component = componentOf(estate)
  if (component === null) return 'none'
  if (choices.monitoring.decision === 'linkScope' || estate.scopedResources.some(({ linkedId }) => linkedId === estate.workspace.componentId)) return 'private'
  return component === 'unread' ? 'unknown' : 'public'
}

/** Whether computes of a subnet have public addresses; `unknown` where Azure did not say. */
export function publicComputes(estate: Estate, subnetId: ArmId): 'yes' | 'no' | 'unknown' {
  const here = estate.computes.filter((compute) => compute.subnetId === subnetId && (compute.kind === 'AmlCompute' || compute.kind === 'ComputeInstance'))
  if (here.some(({ publicIp }) => publicIp === true)) return 'yes'
  return here.some(({ publicIp }) => publicIp === null) ? 'unknown' : 'no'
}
