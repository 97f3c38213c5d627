@description('prepare only adds. lockdown also closes: deploy it after prepare has been deployed and tested.')
@allowed([
  'prepare'
  'lockdown'
])
param phase string

@description('Region of the workspace and of what belongs to it.')
param location string

var closed = phase == 'lockdown'

// Workspace: WKSP-01
// Changes 22, 28 of the plan.
// It exists: its whole body is restated as read at 2026-11-23T08:00:00Z, with the changes of the plan merged in.
// SHA-256 of the body as read: 71884e838d9c1ed6b7afb9233fb21e58e481e3f36070688df624f639d950bd25
// any(): what was read is kept, also where the compiler knows less of it than Azure.
resource mlwDemand 'Microsoft.MachineLearningServices/workspaces@2025-06-01' = {
  name: 'mlw-demand'
  location: location
  kind: 'Default'
  sku: any({
    name: 'Basic'
    tier: 'Basic'
  })
  identity: any({
    type: 'SystemAssigned'
  })
  properties: any({
    friendlyName: 'Demand'
    storageAccount: '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.Storage/storageAccounts/stdemand'
    keyVault: '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.KeyVault/vaults/kv-demand'
    applicationInsights: '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.Insights/components/appi-demand'
    containerRegistry: '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.ContainerRegistry/registries/crdemand'
    hbiWorkspace: false
    imageBuildCompute: 'cpu-train'
    publicNetworkAccess: closed ? 'Disabled' : 'Enabled'
    v1LegacyMode: false
    systemDatastoresAuthMode: 'accessKey'
    managedNetwork: {
      isolationMode: 'Disabled'
    }
  })
}
