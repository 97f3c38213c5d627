// Generated from knowledge/ by scripts/facts.mjs; run npm run generate after a change there. The comment above an entry names its sources.

/** How long an operation takes, in seconds: half of the runs, 95 of 100 runs; `verified` is false where no recording was seen. */
export interface Duration {
  readonly p50: number
  readonly p95: number
  readonly verified: boolean
}

/** Measured durations by operation; knowledge/durations.json names the recordings. */
export const durations = {
  resource_group_create: { p50: 2, p95: 6, verified: true },
  resource_group_delete_small: { p50: 75, p95: 150, verified: false },
  resource_group_delete_mixed: { p50: 216, p95: 516, verified: true },
  virtual_network_create: { p50: 5, p95: 20, verified: true },
  virtual_network_delete: { p50: 22, p95: 23, verified: true },
  subnet_put: { p50: 12, p95: 20, verified: true },
  network_security_group_create: { p50: 4, p95: 19, verified: true },
  subnet_nsg_association: { p50: 11, p95: 21, verified: true },
  virtual_network_peering: { p50: 11, p95: 52, verified: true },
  private_endpoint_create: { p50: 35, p95: 120, verified: false },
  private_endpoint_connection_update: { p50: 2, p95: 125, verified: false },
  private_endpoint_delete: { p50: 30, p95: 90, verified: false },
  private_dns_zone_create: { p50: 31, p95: 45, verified: false },
  private_dns_vnet_link_create: { p50: 60, p95: 120, verified: false },
  private_dns_zone_group_create: { p50: 15, p95: 60, verified: false },
  storage_account_create: { p50: 21, p95: 29, verified: true },
  storage_account_network_patch: { p50: 3, p95: 9, verified: true },
  storage_firewall_effect: { p50: 30, p95: 120, verified: false },
  key_vault_create: { p50: 31, p95: 42, verified: true },
  key_vault_network_patch: { p50: 3, p95: 10, verified: false },
  key_vault_firewall_effect: { p50: 30, p95: 120, verified: false },
  container_registry_create_premium: { p50: 8, p95: 20, verified: false },
  container_registry_sku_upgrade: { p50: 10, p95: 60, verified: false },
  container_registry_network_patch: { p50: 8, p95: 30, verified: false },
  container_registry_private_endpoint: { p50: 60, p95: 180, verified: false },
  ml_workspace_create: { p50: 65, p95: 180, verified: false },
  ml_workspace_patch: { p50: 30, p95: 120, verified: false },
  ml_workspace_diagnose: { p50: 30, p95: 120, verified: false },
  ml_compute_cluster_create_zero_nodes: { p50: 30, p95: 120, verified: false },
  ml_compute_node_allocation: { p50: 300, p95: 900, verified: false },
  application_insights_create: { p50: 10, p95: 43, verified: false },
  application_insights_update: { p50: 3, p95: 10, verified: false },
  ampls_create: { p50: 5, p95: 20, verified: false },
  ampls_scoped_resource_add: { p50: 20, p95: 90, verified: false },
  role_assignment_create: { p50: 3, p95: 10, verified: false },
  new_principal_usable_in_role_assignment: { p50: 38, p95: 252, verified: true },
  role_assignment_effective: { p50: 60, p95: 600, verified: false },
  provider_register: { p50: 77, p95: 600, verified: false },
  bastion_create_basic: { p50: 665, p95: 1800, verified: true },
  bastion_create_standard: { p50: 1500, p95: 2100, verified: true },
  vpn_gateway_create: { p50: 1100, p95: 2700, verified: true },
  vpn_gateway_update: { p50: 153, p95: 1446, verified: true },
  vpn_gateway_delete: { p50: 436, p95: 448, verified: true },
  vpn_connection_create: { p50: 11, p95: 21, verified: true },
  network_watcher_connectivity_check: { p50: 50, p95: 112, verified: true },
  key_vault_purge: { p50: 37, p95: 60, verified: false },
  user_assigned_identity_create: { p50: 5, p95: 9, verified: true },
  expressroute_gateway_create: { p50: 1500, p95: 2700, verified: false },
  expressroute_circuit_resource_create: { p50: 60, p95: 90, verified: false },
  expressroute_circuit_provisioning: { p50: 259200, p95: 1209600, verified: false },
  deployment_overhead: { p50: 0.9, p95: 5.2, verified: true },
  deployment_rg_and_storage_first_run: { p50: 28.4, p95: 35, verified: true },
  deployment_unchanged_rerun: { p50: 4.8, p95: 5.8, verified: false },
  deployment_validate: { p50: 1.1, p95: 2.2, verified: true },
  deployment_what_if: { p50: 16, p95: 76, verified: true },
  deployment_stack_validate: { p50: 15, p95: 30, verified: false },
  deployment_stack_create_one_resource: { p50: 48, p95: 90, verified: false },
  deployment_stack_delete: { p50: 108, p95: 240, verified: false },
  arm_get_latency: { p50: 0.3, p95: 1, verified: false },
} as const satisfies Readonly<Record<string, Duration>>

/** The name of a measured operation, such as `private_endpoint_create`. */
export type DurationId = keyof typeof durations
