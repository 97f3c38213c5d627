@description('prepare only adds. lockdown also closes: deploy it after prepare has been deployed and tested.')
@allowed([
  'prepare'
  'lockdown'
])
param phase string

@description('Region of the workspace and of what belongs to it.')
param location string

@description('Value of properties.vaultUri of kv-demand, kept as it is.')
param kvDemandVaultUri string

var closed = phase == 'lockdown'

// Key vault: KV-02, KV-04
// Change 52 of the plan.
// It exists: its whole body is restated as read at 2026-11-23T08:00:00Z, with the changes of the plan merged in.
// SHA-256 of the body as read: a9299cdc1ff4ca37f2f06b90efce4826f8eed55efd70e51a58aa288ce505b6db
// any(): what was read is kept, also where the compiler knows less of it than Azure.
resource kvDemand 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-demand'
  location: location
  properties: any({
    provisioningState: 'Succeeded'
    tenantId: '4f0d9b7e-6c1a-4e52-8d3f-a90c5b2e7f14'
    vaultUri: kvDemandVaultUri
    sku: {
      family: 'A'
      name: 'standard'
    }
    accessPolicies: []
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: closed ? 'Deny' : 'Allow'
      ipRules: []
      virtualNetworkRules: []
    }
  })
}
