@description('Region of the workspace and of what belongs to it.')
param location string

@description('Resource id of the machine learning workspace mlw-demand, which exists already.')
param workspaceId string

@description('Resource id of the container registry crdemand, which exists already.')
param crdemandId string

@description('Resource id of the key vault kv-demand, which exists already.')
param kvDemandId string

@description('Resource id of the storage account stdemand, which exists already.')
param stdemandId string

resource vnetDemand 'Microsoft.Network/virtualNetworks@2025-05-01' existing = {
  name: 'vnet-demand'
}

resource snetEndpoints 'Microsoft.Network/virtualNetworks/subnets@2025-05-01' existing = {
  parent: vnetDemand
  name: 'snet-endpoints'
}

resource amplsMlwDemand 'Microsoft.Insights/privateLinkScopes@2021-09-01' existing = {
  name: 'ampls-mlw-demand'
}

// Azure Monitor and Application Insights: MON-05, MON-23
// Change 10 of the plan.
resource pepAmplsMlwDemand 'Microsoft.Network/privateEndpoints@2025-05-01' = {
  name: 'pep-ampls-mlw-demand'
  location: location
  properties: {
    subnet: {
      id: snetEndpoints.id
    }
    privateLinkServiceConnections: [
      {
        name: 'pep-ampls-mlw-demand'
        properties: {
          privateLinkServiceId: amplsMlwDemand.id
          groupIds: [
            'azuremonitor'
          ]
        }
      }
    ]
  }
}

// Container registry: ACR-03, ACR-08, ACR-30
// Change 12 of the plan.
resource pepCrdemand 'Microsoft.Network/privateEndpoints@2025-05-01' = {
  name: 'pep-crdemand'
  location: location
  properties: {
    subnet: {
      id: snetEndpoints.id
    }
    privateLinkServiceConnections: [
      {
        name: 'pep-crdemand'
        properties: {
          privateLinkServiceId: crdemandId
          groupIds: [
            'registry'
          ]
        }
      }
    ]
  }
  dependsOn: [
    pepAmplsMlwDemand
  ]
}

// Key vault: KV-02, KV-04
// Change 14 of the plan.
resource pepKvDemand 'Microsoft.Network/privateEndpoints@2025-05-01' = {
  name: 'pep-kv-demand'
  location: location
  properties: {
    subnet: {
      id: snetEndpoints.id
    }
    privateLinkServiceConnections: [
      {
        name: 'pep-kv-demand'
        properties: {
          privateLinkServiceId: kvDemandId
          groupIds: [
            'vault'
          ]
        }
      }
    ]
  }
  dependsOn: [
    pepCrdemand
  ]
}

// Workspace: WKSP-01
// Change 16 of the plan.
resource pepMlwDemand 'Microsoft.Network/privateEndpoints@2025-05-01' = {
  name: 'pep-mlw-demand'
  location: location
  properties: {
    subnet: {
      id: snetEndpoints.id
    }
    privateLinkServiceConnections: [
      {
        name: 'pep-mlw-demand'
        properties: {
          privateLinkServiceId: workspaceId
          groupIds: [
            'amlworkspace'
          ]
        }
      }
    ]
  }
  dependsOn: [
    pepKvDemand
  ]
}

// Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
// Change 18 of the plan.
resource pepStdemandBlob 'Microsoft.Network/privateEndpoints@2025-05-01' = {
  name: 'pep-stdemand-blob'
  location: location
  properties: {
    subnet: {
      id: snetEndpoints.id
    }
    privateLinkServiceConnections: [
      {
        name: 'pep-stdemand-blob'
        properties: {
          privateLinkServiceId: stdemandId
          groupIds: [
            'blob'
          ]
        }
      }
    ]
  }
  dependsOn: [
    pepMlwDemand
  ]
}

// Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
// Change 20 of the plan.
resource pepStdemandFile 'Microsoft.Network/privateEndpoints@2025-05-01' = {
  name: 'pep-stdemand-file'
  location: location
  properties: {
    subnet: {
      id: snetEndpoints.id
    }
    privateLinkServiceConnections: [
      {
        name: 'pep-stdemand-file'
        properties: {
          privateLinkServiceId: stdemandId
          groupIds: [
            'file'
          ]
        }
      }
    ]
  }
  dependsOn: [
    pepStdemandBlob
  ]
}
