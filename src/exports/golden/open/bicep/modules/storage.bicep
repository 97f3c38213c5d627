@description('prepare only adds. lockdown also closes: deploy it after prepare has been deployed and tested.')
@allowed([
  'prepare'
  'lockdown'
])
param phase string

@description('Region of the workspace and of what belongs to it.')
param location string

@description('Resource id of the machine learning workspace mlw-demand, which exists already.')
param workspaceId string

var closed = phase == 'lockdown'

// Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
// Changes 15, 53 of the plan.
// It exists: its whole body is restated as read at 2026-11-23T08:00:00Z, with the changes of the plan merged in.
// SHA-256 of the body as read: fc4763ce3c8540ecfe214b9b60f00c932fe2df8ff7a35d0de53156211931d5e3
// any(): what was read is kept, also where the compiler knows less of it than Azure.
resource stdemand 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: 'stdemand'
  location: location
  kind: 'StorageV2'
  sku: any({
    name: 'Standard_LRS'
  })
  properties: any({
    publicNetworkAccess: 'Enabled'
    allowBlobPublicAccess: !closed
    allowSharedKeyAccess: true
    isHnsEnabled: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    networkAcls: {
      bypass: closed ? 'None' : 'AzureServices'
      defaultAction: closed ? 'Deny' : 'Allow'
      ipRules: []
      virtualNetworkRules: []
      resourceAccessRules: [
        {
          tenantId: '4f0d9b7e-6c1a-4e52-8d3f-a90c5b2e7f14'
          resourceId: workspaceId
        }
      ]
    }
  })
}
