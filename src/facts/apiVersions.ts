// Generated from knowledge/ by scripts/facts.mjs; run npm run generate after a change there. The comment above an entry names its sources.

/** The version of ARM's interface to call and to print for a type; `newestStable` where a newer one exists. */
export interface ApiVersion {
  readonly use: string
  readonly newestStable?: string
}

/** Versions by type (SCHEMA, TYPES); `/*` stands for the other types of a namespace. */
export const apiVersions: Readonly<Record<string, ApiVersion>> = {
  'Microsoft.MachineLearningServices/workspaces': { use: '2025-06-01', newestStable: '2026-05-01' },
  'Microsoft.Network/*': { use: '2025-05-01', newestStable: '2025-09-01' },
  'Microsoft.Network/privateDnsZones': { use: '2024-06-01' },
  'Microsoft.Network/dnsResolvers': { use: '2025-05-01' },
  'Microsoft.Storage/storageAccounts': { use: '2025-06-01', newestStable: '2026-04-01' },
  'Microsoft.KeyVault/vaults': { use: '2024-11-01', newestStable: '2026-02-01' },
  'Microsoft.ContainerRegistry/registries': { use: '2025-11-01' },
  'Microsoft.Insights/privateLinkScopes': { use: '2021-09-01' },
  'Microsoft.Insights/components': { use: '2020-02-02' },
  'Microsoft.OperationalInsights/workspaces': { use: '2025-02-01', newestStable: '2026-03-01' },
  'Microsoft.Authorization/permissions': { use: '2022-04-01' },
  'Microsoft.Authorization/denyAssignments': { use: '2022-04-01' },
  'Microsoft.Authorization/locks': { use: '2020-05-01' },
  'Microsoft.Authorization/roleAssignments': { use: '2022-04-01' },
  'Microsoft.Authorization/roleDefinitions': { use: '2022-04-01' },
  'Microsoft.Compute/locations': { use: '2026-04-01' },
  'Microsoft.Compute/skus': { use: '2021-07-01' },
  'Microsoft.Compute/virtualMachines': { use: '2026-04-01' },
  'Microsoft.KeyVault/locations': { use: '2026-02-01' },
  'Microsoft.MachineLearningServices/locations': { use: '2026-05-01' },
  'Microsoft.ManagedIdentity/userAssignedIdentities': { use: '2024-11-30' },
  'Microsoft.Network/locations': { use: '2025-09-01' },
  'Microsoft.Resources/deployments': { use: '2025-04-01' },
  'Microsoft.Resources/resourceGroups': { use: '2025-04-01' },
}
