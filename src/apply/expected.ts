/** How long a change is expected to take, from the measured operations. */
import { idKey } from '../base/armId.ts'
import type { Change } from '../changes/change.ts'
import { type DurationId, durations } from '../facts/durations.ts'
import { textAt } from '../resources/accessors.ts'
import type { Expected } from './progress.ts'

/** Operations by type: creating, and changing. */
const operations: Readonly<Record<string, readonly [create: DurationId, update: DurationId]>> = {
  'microsoft.network/virtualnetworks': ['virtual_network_create', 'virtual_network_create'],
  'microsoft.network/virtualnetworks/subnets': ['subnet_put', 'subnet_put'],
  'microsoft.network/virtualnetworks/virtualnetworkpeerings': ['virtual_network_peering', 'virtual_network_peering'],
  'microsoft.network/networksecuritygroups': ['network_security_group_create', 'network_security_group_create'],
  'microsoft.network/networksecuritygroups/securityrules': ['network_security_group_create', 'network_security_group_create'],
  'microsoft.network/privateendpoints': ['private_endpoint_create', 'private_endpoint_create'],
  'microsoft.network/privateendpoints/privatednszonegroups': ['private_dns_zone_group_create', 'private_dns_zone_group_create'],
  'microsoft.network/privatednszones': ['private_dns_zone_create', 'private_dns_zone_create'],
  'microsoft.network/privatednszones/virtualnetworklinks': ['private_dns_vnet_link_create', 'private_dns_vnet_link_create'],
  'microsoft.network/bastionhosts': ['bastion_create_basic', 'bastion_create_basic'],
  'microsoft.network/virtualnetworkgateways': ['vpn_gateway_create', 'vpn_gateway_update'],
  'microsoft.storage/storageaccounts': ['storage_account_create', 'storage_account_network_patch'],
  'microsoft.keyvault/vaults': ['key_vault_create', 'key_vault_network_patch'],
  'microsoft.containerregistry/registries': ['container_registry_create_premium', 'container_registry_network_patch'],
  'microsoft.machinelearningservices/workspaces': ['ml_workspace_create', 'ml_workspace_patch'],
  'microsoft.machinelearningservices/workspaces/computes': ['ml_compute_cluster_create_zero_nodes', 'ml_compute_cluster_create_zero_nodes'],
  'microsoft.insights/components': ['application_insights_create', 'application_insights_update'],
  'microsoft.insights/privatelinkscopes': ['ampls_create', 'ampls_create'],
  'microsoft.insights/privatelinkscopes/scopedresources': ['ampls_scoped_resource_add', 'ampls_scoped_resource_add'],
  'microsoft.authorization/roleassignments': ['role_assignment_create', 'role_assignment_create'],
  'microsoft.resources/providers': ['provider_register', 'provider_register'],
}

function operationOf(change: Change): DurationId | null {
  const type = idKey(change.type)
  const found = operations[type]
  if (change.do === 'manual') return null
  if (change.do === 'delete' && type === 'microsoft.network/privateendpoints') return 'private_endpoint_delete'
  if (type.endsWith('/privateendpointconnections')) return 'private_endpoint_connection_update'
  if (type === 'microsoft.containerregistry/registries' && change.do === 'update' && 'sku' in change.patch) return 'container_registry_sku_upgrade'
  if (type === 'microsoft.network/bastionhosts' && change.do === 'create' && textAt(change.body, 'sku.name') === 'Standard') return 'bastion_create_standard'
  return found === undefined ? null : found[change.do === 'create' || change.do === 'action' ? 0 : 1]
}

/** What was measured of a change's operation; null where nothing was. */
export function expectedOf(change: Change): Expected | null {
  const operation = operationOf(change)
  if (operation === null) return null
  const { p50, p95, verified } = durations[operation]
  return { p50: p50 * 1000, p95: p95 * 1000, verified }
}

/** What stands for a measure where there is none: ten seconds, as most writes of the network take. */
const usual = 10_000

/** Milliseconds that a change takes in half of the cases, for the order of starting. */
export const likely = (change: Change): number => (change.do === 'manual' ? 0 : (expectedOf(change)?.p50 ?? usual))

/** Looks are never further apart than this. */
const LONGEST_BETWEEN = 60_000

/**
 * Milliseconds until the next look at a change's work: nothing is seen before half of what is usual, then a tenth of it is enough. Gateways and
 * Bastion are looked at every ten seconds at most (arm-protocol.md section 5.2).
 */
export function between(change: Change): (elapsed: number) => number {
  const usually = expectedOf(change)?.p50 ?? 0
  const least = /\/(bastionhosts|virtualnetworkgateways)$/i.test(change.type) ? 10_000 : 0
  return (elapsed) => {
    const early = usually / 2 - elapsed
    return Math.max(least, early > 0 ? Math.min(early, LONGEST_BETWEEN) : Math.min(usually / 10, LONGEST_BETWEEN / 2))
  }
}
