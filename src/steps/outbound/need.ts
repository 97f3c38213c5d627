/** What the computes of a subnet need to reach, and what stands in the way. */
import type { ArmId } from '../../base/armId.ts'
import { type Range, rangesOf } from '../../base/cidr.ts'
import { rulesOf } from '../../estate/egress.ts'
import type { Estate } from '../../estate/estate.ts'
import type { SecurityRule, Subnet, TableRoute } from '../../estate/network.ts'
import { componentOf, endpointsOf, entryOf, seen } from '../../estate/questions.ts'
import type { Compute } from '../../estate/services.ts'
import { type NetworkRule, networkRules, regionTag } from '../../facts/ask.ts'
import type { NetworkRuleId } from '../../facts/networkRules.ts'
import { directionTo } from '../../reach/egress.ts'
import { type Flow, passing } from '../../reach/group.ts'
import type { Choices } from '../choices.ts'
import { computeSubnetIdsWith, concernedAccounts, ownEndpoints } from '../concerned.ts'
import { anyEndpoint, wayTo } from '../privateWay.ts'
import type { Unread } from '../unread.ts'

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
    direction: row.direction ?? 'Outbound', protocol: row.protocol, port, near: rangesOf(subnet.prefixes),
    far: row.tag === 'VirtualNetwork' ? { ranges: endpointRanges(estate) } : { tag: tagOf(estate, row) },
  }))

/** The first number that Azure accepts for a rule (SCHEMA). */
const firstPriority = 100

/** The numbers that a rule before another one can still have, the last first. */
export function numbersBefore(rules: readonly SecurityRule[], before: number): readonly number[] {
  const taken = new Set(rules.map(({ priority }) => priority))
  return Array.from({ length: Math.max(0, before - firstPriority) }, (_, index) => before - 1 - index).filter((priority) => !taken.has(priority))
}

/** What stands in the way of a row from a subnet: a rule that denies it, a route that drops it or may take it elsewhere, something unread, or nothing. */
export type Obstacle =
  | { readonly kind: 'denied'; readonly at: ArmId; readonly flow: Flow; readonly by: SecurityRule; readonly free: number }
  | { readonly kind: 'unclear'; readonly at: ArmId; readonly flow: Flow; readonly by: SecurityRule }
  | { readonly kind: 'dropped'; readonly at: ArmId; readonly by: TableRoute }
  | { readonly kind: 'unread'; readonly at: ArmId; readonly what: Unread; readonly by?: TableRoute }

/** The obstacles of an outbound row. Behind a route to a firewall the firewall's own rules decide, and they are not in a snapshot. */
export function obstacles(estate: Estate, subnet: Subnet, row: NetworkRule): readonly Obstacle[] {
  const rules = rulesOf(estate, subnet, 'Outbound')
  if (rules === 'unread') return [{ kind: 'unread', at: subnet.securityGroupId ?? subnet.id, what: 'securityRules' }]
  const inGroup = flowsOf(estate, subnet, row).flatMap((flow): readonly Obstacle[] => {
    const { passes, by } = passing(rules ?? [], flow)
    if (by === null || passes === 'yes') return []
    const at = subnet.securityGroupId ?? subnet.id
    return [passes === 'no' ? { kind: 'denied', at, flow, by, free: numbersBefore(rules ?? [], by.priority).length } : { kind: 'unclear', at, flow, by }]
  })
  if (inGroup.some(({ kind }) => kind === 'denied') || row.tag === 'VirtualNetwork') return inGroup
  return [...inGroup, ...onTheWay(estate, subnet, tagOf(estate, row))]
}

function onTheWay(estate: Estate, subnet: Subnet, tag: string): readonly Obstacle[] {
  const { way, by } = directionTo(estate, subnet, tag)
  if (way === 'internet' || way === 'carried') return []
  if (way === 'nowhere' && by !== null) return [{ kind: 'dropped', at: by.tableId, by }]
  if (way === 'appliance') return [{ kind: 'unread', at: subnet.id, what: 'firewallRules' }]
  return [{ kind: 'unread', at: subnet.routeTableId ?? subnet.id, what: way === 'unread' ? 'routes' : way === 'unclear' ? 'routeInside' : 'routesOfAddresses', ...(by === null ? {} : { by }) }]
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

/** The clusters and instances of a subnet. */
export const nodesIn = (estate: Estate, subnetId: ArmId): readonly Compute[] =>
  estate.computes.filter((compute) => compute.subnetId === subnetId && (compute.kind === 'AmlCompute' || compute.kind === 'ComputeInstance'))

/** Whether computes of a subnet have public addresses; `unknown` where Azure did not say. */
export function publicComputes(estate: Estate, subnetId: ArmId): 'yes' | 'no' | 'unknown' {
  const here = nodesIn(estate, subnetId)
  if (here.some(({ publicIp }) => publicIp === true)) return 'yes'
  return here.some(({ publicIp }) => publicIp === null) ? 'unknown' : 'no'
}

/** A row of the facts for one service in its own region. */
const serviceRow = (estate: Estate, base: NetworkRuleId, own: { readonly id: string; readonly region: string | undefined; readonly purpose: string }): readonly NetworkRule[] => {
  const row = rowOf(estate, base)
  return row === undefined ? [] : [{ ...row, id: own.id, purpose: own.purpose, tag: (row.tag ?? '*').replace('{region}', regionTag(own.region ?? estate.workspace.region)) }]
}

/** The vault's row where it is reached by its public address, also from a subnet that it admits; none where an endpoint leads to it. */
export function publicVaultRows(estate: Estate, choices: Choices): readonly NetworkRule[] {
  const { vaultId } = estate.workspace
  const vault = entryOf(estate.vaults, vaultId)
  const way = wayTo(estate, { id: vaultId, subnetIds: vault?.exceptions.subnetIds ?? [] }, choices.keyVault.reach)
  return way === 'privateEndpoint' ? [] : serviceRow(estate, 'out-keyvault-hbi', { id: 'out-keyvault', region: vault?.region, purpose: 'Key vault of the workspace, by its public address' })
}

/** The registry's row where images are pulled from its public address. */
export function publicRegistryRows(estate: Estate, choices: Choices): readonly NetworkRule[] {
  const { decision, absent } = choices.registry
  const isMissing = absent === 'undecided' || absent === 'later'
  // A registry that the choices attach or make is the workspace's only after its step, which comes later than this one.
  const registryId = estate.workspace.registryId ?? (isMissing || absent.use === 'new' ? null : absent.id)
  const isPrivate = decision === 'private' || (registryId !== null && anyEndpoint(estate, registryId))
  if (isPrivate || (registryId === null && isMissing && decision === 'undecided')) return []
  return serviceRow(estate, 'out-acr-aks', { id: 'out-registry', region: entryOf(estate.registries, registryId)?.region, purpose: 'Container registry of the workspace, by its public address' })
}

/** Rows of storage accounts outside the workspace's region that are reached by their public address: the required row holds its region alone. */
export function distantStorageRows(estate: Estate, choices: Choices): readonly NetworkRule[] {
  const isPrivate = (id: ArmId): boolean => anyEndpoint(estate, id) || choices.storage.accounts.some((each) => each.id === id && each.reach === 'privateEndpoint')
  const regions = concernedAccounts(estate).flatMap(({ entry }) => (entry === null || isPrivate(entry.id) ? [] : [regionTag(entry.region)]))
  return [...new Set(regions)].filter((region) => region !== regionTag(estate.workspace.region)).sort()
    .flatMap((region) => serviceRow(estate, 'out-storage', { id: `out-storage-${region}`, region, purpose: 'Storage accounts of the workspace in another region, by their public address' }))
}
