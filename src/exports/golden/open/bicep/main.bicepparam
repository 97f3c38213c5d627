using './main.bicep'

param phase = 'prepare'

param location = 'westeurope'

param kvDemandVaultUri = 'https://kv-demand.vault.azure.net/'

param workspaceId = '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.MachineLearningServices/workspaces/mlw-demand'

param appiDemandId = '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.Insights/components/appi-demand'

param logDemandId = '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.OperationalInsights/workspaces/log-demand'

param crdemandId = '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.ContainerRegistry/registries/crdemand'

param kvDemandId = '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.KeyVault/vaults/kv-demand'

param stdemandId = '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.Storage/storageAccounts/stdemand'

param vnetDemandId = '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-demand'

param vmJumpUserName = 'azureuser'

// Set the environment variable JUMP_BOX_PASSWORD before each deployment; no file holds the value.
param jumpBoxPassword = readEnvironmentVariable('JUMP_BOX_PASSWORD')
