// Generated from knowledge/ by scripts/facts.mjs; run npm run generate after a change there. The comment above an entry names its sources.

/** Actions that are needed under a condition, at a scope of their own. */
export interface ConditionalRight {
  readonly when: string
  readonly scope: string
  readonly actions: readonly string[]
  readonly rolesPerAction: Readonly<Record<string, readonly string[]>>
}

/** What a caller must be allowed to do for one operation, and the built-in roles that hold it. */
export interface Operation {
  readonly step: string
  readonly title: string
  readonly scope: string
  readonly actions: readonly string[]
  readonly rolesHoldingAll: readonly string[]
  readonly rolesPerAction: Readonly<Record<string, readonly string[]>>
  readonly conditional?: readonly ConditionalRight[]
  readonly alternative?: string
  readonly note?: string
  readonly unverified?: string
}

/** An action that the article itself asks for. */
export interface ArticleAction {
  readonly action: string
  readonly scope: string
  readonly rolesHolding: readonly string[]
  readonly wildcard?: boolean
  readonly exemptFor?: string
}

/** The three actions of the article. */
export const articleActions = [
  // RBAC, ROLEDATA
  {
    action: 'Microsoft.Network/*/read',
    scope: 'virtual network',
    wildcard: true,
    exemptFor: 'ARM template deployment (export path)',
    rolesHolding: [
      'Owner',
      'Contributor',
      'Reader',
      'Network Contributor',
      'Monitoring Contributor',
      'Log Analytics Contributor',
      'User Access Administrator',
      'Role Based Access Control Administrator',
    ],
  },
  // RBAC, ROLEDATA
  {
    action: 'Microsoft.Network/virtualNetworks/join/action',
    scope: 'virtual network',
    rolesHolding: ['Owner', 'Contributor', 'Network Contributor', 'Private DNS Zone Contributor', 'DNS Resolver Contributor'],
  },
  // RBAC, ROLEDATA
  {
    action: 'Microsoft.Network/virtualNetworks/subnets/join/action',
    scope: 'subnet',
    rolesHolding: ['Owner', 'Contributor', 'Network Contributor', 'DNS Resolver Contributor', 'Virtual Machine Contributor'],
  },
] as const satisfies readonly ArticleAction[]

/** What deploying a template needs beside the writes: MicrosoftDocs/azure-docs, include 'Required permissions' of template deployments: write access to what is deployed, and all operations on Microsoft.Resources/deployments. */
export const deploymentActions: readonly string[] = ['Microsoft.Resources/deployments/*']

/** Every operation of a plan. */
export const operations = {
  // ROLEDATA
  'rbac-read': {
    step: 'PRE',
    title: 'List and read the resources the wizard shows',
    scope: 'subscription or resource groups',
    actions: [
      'Microsoft.Resources/subscriptions/resourceGroups/read',
      'Microsoft.MachineLearningServices/workspaces/read',
      'Microsoft.Storage/storageAccounts/read',
      'Microsoft.KeyVault/vaults/read',
      'Microsoft.ContainerRegistry/registries/read',
      'Microsoft.Insights/components/read',
      'Microsoft.Network/virtualNetworks/read',
    ],
    rolesHoldingAll: [
      'Owner',
      'Contributor',
      'Monitoring Contributor',
      'Log Analytics Contributor',
      'User Access Administrator',
      'Role Based Access Control Administrator',
    ],
    rolesPerAction: {
      'Microsoft.Resources/subscriptions/resourceGroups/read': [
        'Application Insights Component Contributor',
        'Azure AI Administrator',
        'Container Registry Contributor and Data Access Configuration Administrator',
        'Contributor',
        'DNS Resolver Contributor',
        'Key Vault Contributor',
        'Log Analytics Contributor',
        'Monitoring Contributor',
        'Network Contributor',
        'Owner',
        'Private DNS Zone Contributor',
        'Role Based Access Control Administrator',
        'Storage Account Contributor',
        'User Access Administrator',
        'Virtual Machine Contributor',
      ],
      'Microsoft.MachineLearningServices/workspaces/read': [
        'Azure AI Administrator',
        'Azure AI Enterprise Network Connection Approver',
        'Contributor',
        'Log Analytics Contributor',
        'Monitoring Contributor',
        'Owner',
        'Role Based Access Control Administrator',
        'User Access Administrator',
      ],
      'Microsoft.Storage/storageAccounts/read': [
        'Azure AI Administrator',
        'Azure AI Enterprise Network Connection Approver',
        'Contributor',
        'Log Analytics Contributor',
        'Monitoring Contributor',
        'Owner',
        'Role Based Access Control Administrator',
        'Storage Account Contributor',
        'User Access Administrator',
        'Virtual Machine Contributor',
      ],
      'Microsoft.KeyVault/vaults/read': [
        'Azure AI Administrator',
        'Azure AI Enterprise Network Connection Approver',
        'Contributor',
        'Key Vault Contributor',
        'Log Analytics Contributor',
        'Monitoring Contributor',
        'Owner',
        'Role Based Access Control Administrator',
        'User Access Administrator',
      ],
      'Microsoft.ContainerRegistry/registries/read': [
        'Azure AI Administrator',
        'Container Registry Contributor and Data Access Configuration Administrator',
        'Contributor',
        'Log Analytics Contributor',
        'Monitoring Contributor',
        'Owner',
        'Role Based Access Control Administrator',
        'User Access Administrator',
      ],
      'Microsoft.Insights/components/read': [
        'Application Insights Component Contributor',
        'Azure AI Administrator',
        'Contributor',
        'Log Analytics Contributor',
        'Monitoring Contributor',
        'Owner',
        'Role Based Access Control Administrator',
        'User Access Administrator',
      ],
      'Microsoft.Network/virtualNetworks/read': [
        'Container Registry Contributor and Data Access Configuration Administrator',
        'Contributor',
        'DNS Resolver Contributor',
        'Log Analytics Contributor',
        'Monitoring Contributor',
        'Network Contributor',
        'Owner',
        'Private DNS Zone Contributor',
        'Role Based Access Control Administrator',
        'User Access Administrator',
        'Virtual Machine Contributor',
      ],
    },
    note: 'Reader also holds these.',
  },
  // ROLEDATA
  'rbac-deploy': {
    step: 'PRE',
    title: 'Validate, preview and run a template deployment',
    scope: 'resource group',
    actions: [
      'Microsoft.Resources/deployments/write',
      'Microsoft.Resources/deployments/validate/action',
      'Microsoft.Resources/deployments/whatIf/action',
    ],
    rolesHoldingAll: [
      'Owner',
      'Contributor',
      'Network Contributor',
      'Private DNS Zone Contributor',
      'DNS Resolver Contributor',
      'Storage Account Contributor',
      'Key Vault Contributor',
      'Container Registry Contributor and Data Access Configuration Administrator',
      'Monitoring Contributor',
      'Log Analytics Contributor',
      'Application Insights Component Contributor',
      'Azure AI Administrator',
      'Virtual Machine Contributor',
    ],
    rolesPerAction: {
      'Microsoft.Resources/deployments/write': [
        'Application Insights Component Contributor',
        'Azure AI Administrator',
        'Container Registry Contributor and Data Access Configuration Administrator',
        'Contributor',
        'DNS Resolver Contributor',
        'Key Vault Contributor',
        'Log Analytics Contributor',
        'Monitoring Contributor',
        'Network Contributor',
        'Owner',
        'Private DNS Zone Contributor',
        'Storage Account Contributor',
        'Virtual Machine Contributor',
      ],
      'Microsoft.Resources/deployments/validate/action': [
        'Application Insights Component Contributor',
        'Azure AI Administrator',
        'Container Registry Contributor and Data Access Configuration Administrator',
        'Contributor',
        'DNS Resolver Contributor',
        'Key Vault Contributor',
        'Log Analytics Contributor',
        'Monitoring Contributor',
        'Network Contributor',
        'Owner',
        'Private DNS Zone Contributor',
        'Storage Account Contributor',
        'Virtual Machine Contributor',
      ],
      'Microsoft.Resources/deployments/whatIf/action': [
        'Application Insights Component Contributor',
        'Azure AI Administrator',
        'Container Registry Contributor and Data Access Configuration Administrator',
        'Contributor',
        'DNS Resolver Contributor',
        'Key Vault Contributor',
        'Log Analytics Contributor',
        'Monitoring Contributor',
        'Network Contributor',
        'Owner',
        'Private DNS Zone Contributor',
        'Storage Account Contributor',
        'Virtual Machine Contributor',
      ],
    },
  },
  // ROLEDATA
  'rbac-vnet-create': {
    step: 'ADDR',
    title: 'Create a virtual network with subnets',
    scope: 'resource group of the VNet',
    actions: ['Microsoft.Network/virtualNetworks/write', 'Microsoft.Network/virtualNetworks/subnets/write'],
    rolesHoldingAll: ['Owner', 'Contributor', 'Network Contributor'],
    rolesPerAction: {
      'Microsoft.Network/virtualNetworks/write': ['Contributor', 'Network Contributor', 'Owner'],
      'Microsoft.Network/virtualNetworks/subnets/write': [
        'Container Registry Contributor and Data Access Configuration Administrator',
        'Contributor',
        'DNS Resolver Contributor',
        'Network Contributor',
        'Owner',
      ],
    },
  },
  // PE-RBAC, ROLEDATA, REPORTS
  'rbac-subnet-update': {
    step: 'ADDR',
    title: 'Change a subnet (policies, service endpoints, NSG, NAT)',
    scope: 'subnet',
    actions: ['Microsoft.Network/virtualNetworks/subnets/write'],
    rolesHoldingAll: [
      'Owner',
      'Contributor',
      'Network Contributor',
      'DNS Resolver Contributor',
      'Container Registry Contributor and Data Access Configuration Administrator',
    ],
    rolesPerAction: {
      'Microsoft.Network/virtualNetworks/subnets/write': [
        'Container Registry Contributor and Data Access Configuration Administrator',
        'Contributor',
        'DNS Resolver Contributor',
        'Network Contributor',
        'Owner',
      ],
    },
    conditional: [
      {
        when: 'the subnet refers to the resource, before or after the change',
        scope: 'each resource the subnet refers to',
        actions: [
          'Microsoft.Network/networkSecurityGroups/join/action',
          'Microsoft.Network/routeTables/join/action',
          'Microsoft.Network/natGateways/join/action',
          'Microsoft.Network/serviceEndpointPolicies/join/action',
        ],
        rolesPerAction: {
          'Microsoft.Network/networkSecurityGroups/join/action': [
            'Contributor',
            'DNS Resolver Contributor',
            'Network Contributor',
            'Owner',
            'Virtual Machine Contributor',
          ],
          'Microsoft.Network/routeTables/join/action': ['Contributor', 'DNS Resolver Contributor', 'Network Contributor', 'Owner'],
          'Microsoft.Network/natGateways/join/action': ['Contributor', 'DNS Resolver Contributor', 'Network Contributor', 'Owner'],
          'Microsoft.Network/serviceEndpointPolicies/join/action': ['Contributor', 'DNS Resolver Contributor', 'Network Contributor', 'Owner'],
        },
      },
    ],
    note: 'Azure checks every reference in the body, not only the one that is added (microsoft/tyger#320, Azure/azure-cli#14596); holds for every operation here that writes a subnet.',
  },
  // ROLEDATA
  'rbac-nsg': {
    step: 'NET',
    title: 'Create an NSG and attach it',
    scope: 'resource group, subnet',
    actions: [
      'Microsoft.Network/networkSecurityGroups/write',
      'Microsoft.Network/networkSecurityGroups/join/action',
      'Microsoft.Network/virtualNetworks/subnets/write',
    ],
    rolesHoldingAll: ['Owner', 'Contributor', 'Network Contributor'],
    rolesPerAction: {
      'Microsoft.Network/networkSecurityGroups/write': ['Contributor', 'Network Contributor', 'Owner'],
      'Microsoft.Network/networkSecurityGroups/join/action': [
        'Contributor',
        'DNS Resolver Contributor',
        'Network Contributor',
        'Owner',
        'Virtual Machine Contributor',
      ],
      'Microsoft.Network/virtualNetworks/subnets/write': [
        'Container Registry Contributor and Data Access Configuration Administrator',
        'Contributor',
        'DNS Resolver Contributor',
        'Network Contributor',
        'Owner',
      ],
    },
  },
  // ROLEDATA
  'rbac-nat': {
    step: 'NET',
    title: 'Create a NAT gateway with public IP and attach it',
    scope: 'resource group, subnet',
    actions: [
      'Microsoft.Network/publicIPAddresses/write',
      'Microsoft.Network/natGateways/write',
      'Microsoft.Network/natGateways/join/action',
      'Microsoft.Network/virtualNetworks/subnets/write',
      'Microsoft.Network/publicIPAddresses/join/action',
    ],
    rolesHoldingAll: ['Owner', 'Contributor', 'Network Contributor'],
    rolesPerAction: {
      'Microsoft.Network/publicIPAddresses/write': ['Contributor', 'Network Contributor', 'Owner'],
      'Microsoft.Network/natGateways/write': ['Contributor', 'Network Contributor', 'Owner'],
      'Microsoft.Network/natGateways/join/action': ['Contributor', 'DNS Resolver Contributor', 'Network Contributor', 'Owner'],
      'Microsoft.Network/virtualNetworks/subnets/write': [
        'Container Registry Contributor and Data Access Configuration Administrator',
        'Contributor',
        'DNS Resolver Contributor',
        'Network Contributor',
        'Owner',
      ],
      'Microsoft.Network/publicIPAddresses/join/action': ['Contributor', 'Network Contributor', 'Owner', 'Virtual Machine Contributor'],
    },
    unverified: 'need for publicIPAddresses/join/action',
  },
  // ROLEDATA
  'rbac-udr': {
    step: 'NET',
    title: 'Create a route table and attach it',
    scope: 'resource group, subnet',
    actions: ['Microsoft.Network/routeTables/write', 'Microsoft.Network/routeTables/join/action', 'Microsoft.Network/virtualNetworks/subnets/write'],
    rolesHoldingAll: ['Owner', 'Contributor', 'Network Contributor'],
    rolesPerAction: {
      'Microsoft.Network/routeTables/write': ['Contributor', 'Network Contributor', 'Owner'],
      'Microsoft.Network/routeTables/join/action': ['Contributor', 'DNS Resolver Contributor', 'Network Contributor', 'Owner'],
      'Microsoft.Network/virtualNetworks/subnets/write': [
        'Container Registry Contributor and Data Access Configuration Administrator',
        'Contributor',
        'DNS Resolver Contributor',
        'Network Contributor',
        'Owner',
      ],
    },
  },
  // ROLEDATA
  'rbac-sep': {
    step: 'NET',
    title: 'Service endpoint policy on the compute subnet',
    scope: 'resource group, subnet',
    actions: [
      'Microsoft.Network/serviceEndpointPolicies/write',
      'Microsoft.Network/serviceEndpointPolicies/join/action',
      'Microsoft.Network/virtualNetworks/subnets/write',
    ],
    rolesHoldingAll: ['Owner', 'Contributor', 'Network Contributor'],
    rolesPerAction: {
      'Microsoft.Network/serviceEndpointPolicies/write': ['Contributor', 'Network Contributor', 'Owner'],
      'Microsoft.Network/serviceEndpointPolicies/join/action': ['Contributor', 'DNS Resolver Contributor', 'Network Contributor', 'Owner'],
      'Microsoft.Network/virtualNetworks/subnets/write': [
        'Container Registry Contributor and Data Access Configuration Administrator',
        'Contributor',
        'DNS Resolver Contributor',
        'Network Contributor',
        'Owner',
      ],
    },
  },
  // PE-RBAC, ROLEDATA
  'rbac-pe': {
    step: 'WKSP,STOR,KV,ACR,MON',
    title: 'Create any private endpoint',
    scope: 'resource group of the endpoint, subnet',
    actions: [
      'Microsoft.Network/privateEndpoints/write',
      'Microsoft.Network/privateEndpoints/read',
      'Microsoft.Network/virtualNetworks/subnets/join/action',
      'Microsoft.Network/locations/availablePrivateEndpointTypes/read',
    ],
    rolesHoldingAll: ['Owner', 'Contributor', 'Network Contributor'],
    rolesPerAction: {
      'Microsoft.Network/privateEndpoints/write': ['Contributor', 'Network Contributor', 'Owner'],
      'Microsoft.Network/privateEndpoints/read': [
        'Contributor',
        'Log Analytics Contributor',
        'Monitoring Contributor',
        'Network Contributor',
        'Owner',
        'Role Based Access Control Administrator',
        'User Access Administrator',
      ],
      'Microsoft.Network/virtualNetworks/subnets/join/action': [
        'Contributor',
        'DNS Resolver Contributor',
        'Network Contributor',
        'Owner',
        'Virtual Machine Contributor',
      ],
      'Microsoft.Network/locations/availablePrivateEndpointTypes/read': [
        'Contributor',
        'Log Analytics Contributor',
        'Monitoring Contributor',
        'Network Contributor',
        'Owner',
        'Role Based Access Control Administrator',
        'User Access Administrator',
        'Virtual Machine Contributor',
      ],
    },
  },
  // ROLEDATA
  'rbac-pe-dns': {
    step: 'WKSP,STOR,KV,ACR,MON',
    title: 'Create zones, VNet links and the zone group',
    scope: 'resource group of the zones, zones, VNet',
    actions: [
      'Microsoft.Network/privateDnsZones/write',
      'Microsoft.Network/privateDnsZones/virtualNetworkLinks/write',
      'Microsoft.Network/virtualNetworks/join/action',
      'Microsoft.Network/privateDnsZones/join/action',
      'Microsoft.Network/privateEndpoints/privateDnsZoneGroups/write',
    ],
    rolesHoldingAll: ['Owner', 'Contributor', 'Network Contributor'],
    rolesPerAction: {
      'Microsoft.Network/privateDnsZones/write': ['Contributor', 'Network Contributor', 'Owner', 'Private DNS Zone Contributor'],
      'Microsoft.Network/privateDnsZones/virtualNetworkLinks/write': ['Contributor', 'Network Contributor', 'Owner', 'Private DNS Zone Contributor'],
      'Microsoft.Network/virtualNetworks/join/action': [
        'Contributor',
        'DNS Resolver Contributor',
        'Network Contributor',
        'Owner',
        'Private DNS Zone Contributor',
      ],
      'Microsoft.Network/privateDnsZones/join/action': ['Contributor', 'Network Contributor', 'Owner', 'Private DNS Zone Contributor'],
      'Microsoft.Network/privateEndpoints/privateDnsZoneGroups/write': ['Contributor', 'Network Contributor', 'Owner'],
    },
    note: 'Zones often live in a hub subscription owned by another team: check there.',
  },
  // PE-RBAC, ROLEDATA
  'rbac-approve-ws': {
    step: 'WKSP',
    title: 'Auto-approve a workspace connection',
    scope: 'workspace',
    actions: ['Microsoft.MachineLearningServices/workspaces/privateEndpointConnectionsApproval/action'],
    rolesHoldingAll: ['Owner', 'Contributor', 'Azure AI Administrator', 'Azure AI Enterprise Network Connection Approver', 'AzureML Data Scientist'],
    rolesPerAction: {
      'Microsoft.MachineLearningServices/workspaces/privateEndpointConnectionsApproval/action': [
        'Azure AI Administrator',
        'Azure AI Enterprise Network Connection Approver',
        'AzureML Data Scientist',
        'Contributor',
        'Owner',
      ],
    },
    alternative: 'without it create the endpoint with manualPrivateLinkServiceConnections and a request message (max 140 characters)',
  },
  // ROLEDATA
  'rbac-ws-update': {
    step: 'WKSP,ACR',
    title: 'Update the workspace (public access, build compute, legacy mode)',
    scope: 'workspace',
    actions: ['Microsoft.MachineLearningServices/workspaces/write'],
    rolesHoldingAll: ['Owner', 'Contributor', 'Azure AI Administrator'],
    rolesPerAction: { 'Microsoft.MachineLearningServices/workspaces/write': ['Azure AI Administrator', 'Contributor', 'Owner'] },
  },
  // ROLEDATA, ML-OPS
  'rbac-ws-pec': {
    step: 'WKSP',
    title: 'Approve, reject or delete a workspace connection',
    scope: 'workspace',
    actions: ['Microsoft.MachineLearningServices/workspaces/privateEndpointConnections/write'],
    rolesHoldingAll: ['Owner', 'Contributor', 'Azure AI Administrator', 'Azure AI Enterprise Network Connection Approver', 'AzureML Data Scientist'],
    rolesPerAction: {
      'Microsoft.MachineLearningServices/workspaces/privateEndpointConnections/write': [
        'Azure AI Administrator',
        'Azure AI Enterprise Network Connection Approver',
        'AzureML Data Scientist',
        'Contributor',
        'Owner',
      ],
    },
    conditional: [
      {
        when: 'the connection is deleted',
        scope: 'workspace',
        actions: ['Microsoft.MachineLearningServices/workspaces/privateEndpointConnections/delete'],
        rolesPerAction: {
          'Microsoft.MachineLearningServices/workspaces/privateEndpointConnections/delete': [
            'Azure AI Administrator',
            'AzureML Data Scientist',
            'Contributor',
            'Owner',
          ],
        },
      },
    ],
  },
  // ROLEDATA
  'rbac-stor': {
    step: 'STOR',
    title: 'Update storage network rules',
    scope: 'storage account',
    actions: ['Microsoft.Storage/storageAccounts/write'],
    rolesHoldingAll: ['Owner', 'Contributor', 'Storage Account Contributor', 'Azure AI Administrator'],
    rolesPerAction: { 'Microsoft.Storage/storageAccounts/write': ['Azure AI Administrator', 'Contributor', 'Owner', 'Storage Account Contributor'] },
  },
  // PE-RBAC, ROLEDATA
  'rbac-approve-stor': {
    step: 'STOR',
    title: 'Auto-approve a storage connection',
    scope: 'storage account',
    actions: ['Microsoft.Storage/storageAccounts/PrivateEndpointConnectionsApproval/action'],
    rolesHoldingAll: [
      'Owner',
      'Contributor',
      'Storage Account Contributor',
      'Azure AI Administrator',
      'Azure AI Enterprise Network Connection Approver',
    ],
    rolesPerAction: {
      'Microsoft.Storage/storageAccounts/PrivateEndpointConnectionsApproval/action': [
        'Azure AI Administrator',
        'Azure AI Enterprise Network Connection Approver',
        'Contributor',
        'Owner',
        'Storage Account Contributor',
      ],
    },
  },
  // ST-VNET, ROLEDATA
  'rbac-se-join': {
    step: 'STOR,KV',
    title: 'Add a VNet rule that uses a service endpoint',
    scope: 'subnet',
    actions: ['Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action'],
    rolesHoldingAll: [
      'Owner',
      'Contributor',
      'Network Contributor',
      'Storage Account Contributor',
      'Container Registry Contributor and Data Access Configuration Administrator',
      'Azure AI Administrator',
    ],
    rolesPerAction: {
      'Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action': [
        'Azure AI Administrator',
        'Container Registry Contributor and Data Access Configuration Administrator',
        'Contributor',
        'Network Contributor',
        'Owner',
        'Storage Account Contributor',
      ],
    },
  },
  // ROLEDATA
  'rbac-kv': {
    step: 'KV',
    title: 'Update key vault network rules',
    scope: 'key vault',
    actions: ['Microsoft.KeyVault/vaults/write'],
    rolesHoldingAll: ['Owner', 'Contributor', 'Key Vault Contributor', 'Azure AI Administrator'],
    rolesPerAction: { 'Microsoft.KeyVault/vaults/write': ['Azure AI Administrator', 'Contributor', 'Key Vault Contributor', 'Owner'] },
  },
  // PE-RBAC, ROLEDATA
  'rbac-approve-kv': {
    step: 'KV',
    title: 'Auto-approve a key vault connection',
    scope: 'key vault',
    actions: ['Microsoft.KeyVault/vaults/PrivateEndpointConnectionsApproval/action'],
    rolesHoldingAll: ['Owner', 'Contributor', 'Key Vault Contributor', 'Azure AI Administrator', 'Azure AI Enterprise Network Connection Approver'],
    rolesPerAction: {
      'Microsoft.KeyVault/vaults/PrivateEndpointConnectionsApproval/action': [
        'Azure AI Administrator',
        'Azure AI Enterprise Network Connection Approver',
        'Contributor',
        'Key Vault Contributor',
        'Owner',
      ],
    },
  },
  // ROLEDATA
  'rbac-acr': {
    step: 'ACR',
    title: 'Change registry tier and network settings',
    scope: 'registry',
    actions: ['Microsoft.ContainerRegistry/registries/write'],
    rolesHoldingAll: ['Owner', 'Contributor', 'Container Registry Contributor and Data Access Configuration Administrator', 'Azure AI Administrator'],
    rolesPerAction: {
      'Microsoft.ContainerRegistry/registries/write': [
        'Azure AI Administrator',
        'Container Registry Contributor and Data Access Configuration Administrator',
        'Contributor',
        'Owner',
      ],
    },
  },
  // PE-RBAC, ROLEDATA
  'rbac-approve-acr': {
    step: 'ACR',
    title: 'Auto-approve a registry connection',
    scope: 'registry',
    actions: ['Microsoft.ContainerRegistry/registries/privateEndpointConnectionsApproval/action'],
    rolesHoldingAll: [
      'Owner',
      'Contributor',
      'Container Registry Contributor and Data Access Configuration Administrator',
      'Azure AI Administrator',
      'Azure AI Enterprise Network Connection Approver',
    ],
    rolesPerAction: {
      'Microsoft.ContainerRegistry/registries/privateEndpointConnectionsApproval/action': [
        'Azure AI Administrator',
        'Azure AI Enterprise Network Connection Approver',
        'Container Registry Contributor and Data Access Configuration Administrator',
        'Contributor',
        'Owner',
      ],
    },
  },
  // ROLES, RBAC, ROLEDATA
  'rbac-compute': {
    step: 'ACR',
    title: 'Create the image-build cluster in the subnet',
    scope: 'workspace, subnet',
    actions: ['Microsoft.MachineLearningServices/workspaces/computes/write', 'Microsoft.Network/virtualNetworks/subnets/join/action'],
    rolesHoldingAll: ['Owner', 'Contributor'],
    rolesPerAction: {
      'Microsoft.MachineLearningServices/workspaces/computes/write': ['Azure AI Administrator', 'AzureML Compute Operator', 'Contributor', 'Owner'],
      'Microsoft.Network/virtualNetworks/subnets/join/action': [
        'Contributor',
        'DNS Resolver Contributor',
        'Network Contributor',
        'Owner',
        'Virtual Machine Contributor',
      ],
    },
    note: 'AzureML Compute Operator covers the first action only; the subnet join must come from a network role. Data Scientist is excluded by description.',
  },
  // ROLEDATA
  'rbac-datastore': {
    step: 'DATA',
    title: 'Create or update a datastore through ARM',
    scope: 'workspace',
    actions: ['Microsoft.MachineLearningServices/workspaces/datastores/write'],
    rolesHoldingAll: ['Owner', 'Contributor', 'Azure AI Administrator', 'AzureML Data Scientist'],
    rolesPerAction: {
      'Microsoft.MachineLearningServices/workspaces/datastores/write': ['Azure AI Administrator', 'AzureML Data Scientist', 'Contributor', 'Owner'],
    },
  },
  // STU, ROLEDATA
  'rbac-role-assign': {
    step: 'DATA',
    title: 'Grant the workspace identity Reader on private endpoints and Storage Blob Data Reader',
    scope: 'private endpoint, storage account',
    actions: ['Microsoft.Authorization/roleAssignments/write'],
    rolesHoldingAll: ['Owner', 'User Access Administrator', 'Role Based Access Control Administrator'],
    rolesPerAction: {
      'Microsoft.Authorization/roleAssignments/write': ['Owner', 'Role Based Access Control Administrator', 'User Access Administrator'],
    },
  },
  // ROLEDATA, AI-WS
  'rbac-ai-migrate': {
    step: 'MON',
    title: 'Move Application Insights to a workspace-based resource',
    scope: 'Application Insights, Log Analytics',
    actions: ['Microsoft.Insights/components/write'],
    rolesHoldingAll: ['Owner', 'Contributor', 'Monitoring Contributor', 'Application Insights Component Contributor', 'Azure AI Administrator'],
    rolesPerAction: {
      'Microsoft.Insights/components/write': [
        'Application Insights Component Contributor',
        'Azure AI Administrator',
        'Contributor',
        'Monitoring Contributor',
        'Owner',
      ],
    },
    conditional: [
      {
        when: 'the Log Analytics workspace is in another subscription than the component (any write of WorkspaceResourceId)',
        scope: 'target Log Analytics workspace',
        actions: ['Microsoft.OperationalInsights/workspaces/sharedKeys/action'],
        rolesPerAction: {
          'Microsoft.OperationalInsights/workspaces/sharedKeys/action': [
            'Contributor',
            'Log Analytics Contributor',
            'Monitoring Contributor',
            'Owner',
          ],
        },
      },
    ],
  },
  // ROLEDATA
  'rbac-ampls': {
    step: 'MON',
    title: 'Create a private link scope and add resources',
    scope: 'resource group',
    actions: ['Microsoft.Insights/privateLinkScopes/write', 'Microsoft.Insights/privateLinkScopes/scopedResources/write'],
    rolesHoldingAll: ['Owner', 'Contributor', 'Monitoring Contributor'],
    rolesPerAction: {
      'Microsoft.Insights/privateLinkScopes/write': ['Contributor', 'Monitoring Contributor', 'Owner'],
      'Microsoft.Insights/privateLinkScopes/scopedResources/write': ['Contributor', 'Monitoring Contributor', 'Owner'],
    },
    note: 'Rights needed on the linked component and Log Analytics workspace are unverified.',
  },
  // PE-RBAC, ROLEDATA
  'rbac-approve-ampls': {
    step: 'MON',
    title: 'Auto-approve a private link scope connection',
    scope: 'private link scope',
    actions: ['Microsoft.Insights/privateLinkScopes/privateEndpointConnectionsApproval/action'],
    rolesHoldingAll: ['Owner', 'Contributor', 'Monitoring Contributor', 'Azure AI Enterprise Network Connection Approver'],
    rolesPerAction: {
      'Microsoft.Insights/privateLinkScopes/privateEndpointConnectionsApproval/action': [
        'Azure AI Enterprise Network Connection Approver',
        'Contributor',
        'Monitoring Contributor',
        'Owner',
      ],
    },
  },
  // ROLEDATA
  'rbac-bastion': {
    step: 'CONN',
    title: 'Bastion host',
    scope: 'resource group, AzureBastionSubnet',
    actions: [
      'Microsoft.Network/bastionHosts/write',
      'Microsoft.Network/publicIPAddresses/write',
      'Microsoft.Network/virtualNetworks/subnets/join/action',
      'Microsoft.Network/publicIPAddresses/join/action',
    ],
    rolesHoldingAll: ['Owner', 'Contributor', 'Network Contributor'],
    rolesPerAction: {
      'Microsoft.Network/bastionHosts/write': ['Contributor', 'Network Contributor', 'Owner'],
      'Microsoft.Network/publicIPAddresses/write': ['Contributor', 'Network Contributor', 'Owner'],
      'Microsoft.Network/virtualNetworks/subnets/join/action': [
        'Contributor',
        'DNS Resolver Contributor',
        'Network Contributor',
        'Owner',
        'Virtual Machine Contributor',
      ],
      'Microsoft.Network/publicIPAddresses/join/action': ['Contributor', 'Network Contributor', 'Owner', 'Virtual Machine Contributor'],
    },
    unverified: 'need for publicIPAddresses/join/action',
  },
  // ROLEDATA
  'rbac-jumpbox': {
    step: 'CONN',
    title: 'Jump box VM',
    scope: 'resource group, subnet',
    actions: [
      'Microsoft.Compute/virtualMachines/write',
      'Microsoft.Network/networkInterfaces/write',
      'Microsoft.Network/virtualNetworks/subnets/join/action',
      'Microsoft.Network/networkInterfaces/join/action',
    ],
    rolesHoldingAll: ['Owner', 'Contributor', 'Virtual Machine Contributor'],
    rolesPerAction: {
      'Microsoft.Compute/virtualMachines/write': ['Contributor', 'Owner', 'Virtual Machine Contributor'],
      'Microsoft.Network/networkInterfaces/write': ['Contributor', 'Network Contributor', 'Owner', 'Virtual Machine Contributor'],
      'Microsoft.Network/virtualNetworks/subnets/join/action': [
        'Contributor',
        'DNS Resolver Contributor',
        'Network Contributor',
        'Owner',
        'Virtual Machine Contributor',
      ],
      'Microsoft.Network/networkInterfaces/join/action': ['Contributor', 'Network Contributor', 'Owner', 'Virtual Machine Contributor'],
    },
    unverified: 'need for networkInterfaces/join/action',
  },
  // ROLEDATA, VPN-ROLES
  'rbac-vpn': {
    step: 'CONN',
    title: 'VPN or ExpressRoute gateway',
    scope: 'resource group, GatewaySubnet',
    actions: [
      'Microsoft.Network/virtualNetworkGateways/write',
      'Microsoft.Network/publicIPAddresses/write',
      'Microsoft.Network/virtualNetworks/subnets/join/action',
      'Microsoft.Network/publicIPAddresses/join/action',
    ],
    rolesHoldingAll: ['Owner', 'Contributor', 'Network Contributor'],
    rolesPerAction: {
      'Microsoft.Network/virtualNetworkGateways/write': ['Contributor', 'Network Contributor', 'Owner'],
      'Microsoft.Network/publicIPAddresses/write': ['Contributor', 'Network Contributor', 'Owner'],
      'Microsoft.Network/virtualNetworks/subnets/join/action': [
        'Contributor',
        'DNS Resolver Contributor',
        'Network Contributor',
        'Owner',
        'Virtual Machine Contributor',
      ],
      'Microsoft.Network/publicIPAddresses/join/action': ['Contributor', 'Network Contributor', 'Owner', 'Virtual Machine Contributor'],
    },
  },
  // ROLEDATA
  'rbac-s2s': {
    step: 'CONN',
    title: 'Site-to-site connection',
    scope: 'resource group',
    actions: [
      'Microsoft.Network/localNetworkGateways/write',
      'Microsoft.Network/connections/write',
      'Microsoft.Network/virtualNetworkGateways/join/action',
      'Microsoft.Network/localNetworkGateways/join/action',
    ],
    rolesHoldingAll: ['Owner', 'Contributor', 'Network Contributor'],
    rolesPerAction: {
      'Microsoft.Network/localNetworkGateways/write': ['Contributor', 'Network Contributor', 'Owner'],
      'Microsoft.Network/connections/write': ['Contributor', 'Network Contributor', 'Owner'],
      'Microsoft.Network/virtualNetworkGateways/join/action': ['Contributor', 'Network Contributor', 'Owner'],
      'Microsoft.Network/localNetworkGateways/join/action': ['Contributor', 'Network Contributor', 'Owner'],
    },
    unverified: 'need for the two gateway joins',
  },
  // ROLEDATA, ER-ROLES
  'rbac-er': {
    step: 'CONN',
    title: 'Connect an ExpressRoute circuit',
    scope: 'circuit, resource group',
    actions: [
      'Microsoft.Network/expressRouteCircuits/join/action',
      'Microsoft.Network/connections/write',
      'Microsoft.Network/virtualNetworkGateways/join/action',
    ],
    rolesHoldingAll: ['Owner', 'Contributor', 'Network Contributor'],
    rolesPerAction: {
      'Microsoft.Network/expressRouteCircuits/join/action': ['Contributor', 'Network Contributor', 'Owner'],
      'Microsoft.Network/connections/write': ['Contributor', 'Network Contributor', 'Owner'],
      'Microsoft.Network/virtualNetworkGateways/join/action': ['Contributor', 'Network Contributor', 'Owner'],
    },
  },
  // ROLEDATA
  'rbac-resolver': {
    step: 'CONN',
    title: 'DNS Private Resolver',
    scope: 'resource group, subnet',
    actions: [
      'Microsoft.Network/dnsResolvers/write',
      'Microsoft.Network/virtualNetworks/subnets/join/action',
      'Microsoft.Network/dnsResolvers/inboundEndpoints/write',
      'Microsoft.Network/dnsResolvers/outboundEndpoints/write',
      'Microsoft.Network/dnsForwardingRulesets/write',
      'Microsoft.Network/dnsForwardingRulesets/forwardingRules/write',
      'Microsoft.Network/dnsForwardingRulesets/virtualNetworkLinks/write',
      'Microsoft.Network/virtualNetworks/join/action',
    ],
    rolesHoldingAll: ['Owner', 'Contributor', 'Network Contributor', 'DNS Resolver Contributor'],
    rolesPerAction: {
      'Microsoft.Network/dnsResolvers/write': ['Contributor', 'DNS Resolver Contributor', 'Network Contributor', 'Owner'],
      'Microsoft.Network/virtualNetworks/subnets/join/action': [
        'Contributor',
        'DNS Resolver Contributor',
        'Network Contributor',
        'Owner',
        'Virtual Machine Contributor',
      ],
      'Microsoft.Network/dnsResolvers/inboundEndpoints/write': ['Contributor', 'DNS Resolver Contributor', 'Network Contributor', 'Owner'],
      'Microsoft.Network/dnsResolvers/outboundEndpoints/write': ['Contributor', 'DNS Resolver Contributor', 'Network Contributor', 'Owner'],
      'Microsoft.Network/dnsForwardingRulesets/write': ['Contributor', 'DNS Resolver Contributor', 'Network Contributor', 'Owner'],
      'Microsoft.Network/dnsForwardingRulesets/forwardingRules/write': ['Contributor', 'DNS Resolver Contributor', 'Network Contributor', 'Owner'],
      'Microsoft.Network/dnsForwardingRulesets/virtualNetworkLinks/write': [
        'Contributor',
        'DNS Resolver Contributor',
        'Network Contributor',
        'Owner',
      ],
      'Microsoft.Network/virtualNetworks/join/action': [
        'Contributor',
        'DNS Resolver Contributor',
        'Network Contributor',
        'Owner',
        'Private DNS Zone Contributor',
      ],
    },
    unverified: 'need for the endpoint, ruleset and VNet-join actions (the actions and their roles are listed)',
  },
  // ML-OPS, ROLEDATA
  'rbac-diag': {
    step: 'DIAG',
    title: 'Run workspace diagnostics',
    scope: 'workspace',
    actions: ['Microsoft.MachineLearningServices/workspaces/diagnose/read'],
    rolesHoldingAll: [
      'Owner',
      'Contributor',
      'Reader',
      'Azure AI Administrator',
      'AzureML Data Scientist',
      'Monitoring Reader',
      'Monitoring Contributor',
      'Log Analytics Contributor',
      'Role Based Access Control Administrator',
      'User Access Administrator',
    ],
    rolesPerAction: {
      'Microsoft.MachineLearningServices/workspaces/diagnose/read': [
        'Azure AI Administrator',
        'AzureML Data Scientist',
        'Contributor',
        'Log Analytics Contributor',
        'Monitoring Contributor',
        'Monitoring Reader',
        'Owner',
        'Reader',
        'Role Based Access Control Administrator',
        'User Access Administrator',
      ],
    },
  },
} as const satisfies Readonly<Record<string, Operation>>

/** The id of an operation, such as `rbac-pe`. */
export type OperationId = keyof typeof operations
