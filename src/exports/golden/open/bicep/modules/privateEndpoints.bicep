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

resource zoneMonitorAzureCom 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: 'privatelink.monitor.azure.com'
}

resource zoneOmsOpinsightsAzureCom 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: 'privatelink.oms.opinsights.azure.com'
}

resource zoneOdsOpinsightsAzureCom 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: 'privatelink.ods.opinsights.azure.com'
}

resource zoneAgentsvcAzureAutomationNet 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: 'privatelink.agentsvc.azure-automation.net'
}

resource zoneBlob 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: 'privatelink.blob.${environment().suffixes.storage}'
}

resource zoneAzurecrIo 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: 'privatelink${environment().suffixes.acrLoginServer}'
}

resource zoneVaultcoreAzureNet 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: 'privatelink.vaultcore.azure.net'
}

resource zoneApiAzuremlMs 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: 'privatelink.api.azureml.ms'
}

resource zoneNotebooksAzureNet 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: 'privatelink.notebooks.azure.net'
}

resource zoneFile 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: 'privatelink.file.${environment().suffixes.storage}'
}

// Azure Monitor and Application Insights: MON-05, MON-23
// Change 26 of the plan.
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

// Azure Monitor and Application Insights: MON-05, MON-23
// Change 27 of the plan.
resource pepAmplsMlwDemandDns 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-05-01' = {
  parent: pepAmplsMlwDemand
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'privatelink-monitor-azure-com'
        properties: {
          privateDnsZoneId: zoneMonitorAzureCom.id
        }
      }
      {
        name: 'privatelink-oms-opinsights-azure-com'
        properties: {
          privateDnsZoneId: zoneOmsOpinsightsAzureCom.id
        }
      }
      {
        name: 'privatelink-ods-opinsights-azure-com'
        properties: {
          privateDnsZoneId: zoneOdsOpinsightsAzureCom.id
        }
      }
      {
        name: 'privatelink-agentsvc-azure-automation-net'
        properties: {
          privateDnsZoneId: zoneAgentsvcAzureAutomationNet.id
        }
      }
      {
        name: 'privatelink-blob-core-windows-net'
        properties: {
          privateDnsZoneId: zoneBlob.id
        }
      }
    ]
  }
}

// Container registry: ACR-03, ACR-08, ACR-30
// Change 28 of the plan.
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
    pepAmplsMlwDemandDns
  ]
}

// Container registry: ACR-03, ACR-08, ACR-30
// Change 29 of the plan.
resource pepCrdemandDns 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-05-01' = {
  parent: pepCrdemand
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'privatelink-azurecr-io'
        properties: {
          privateDnsZoneId: zoneAzurecrIo.id
        }
      }
    ]
  }
}

// Key vault: KV-02, KV-04
// Change 30 of the plan.
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
    pepCrdemandDns
  ]
}

// Key vault: KV-02, KV-04
// Change 31 of the plan.
resource pepKvDemandDns 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-05-01' = {
  parent: pepKvDemand
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'privatelink-vaultcore-azure-net'
        properties: {
          privateDnsZoneId: zoneVaultcoreAzureNet.id
        }
      }
    ]
  }
}

// Workspace: WKSP-01
// Change 32 of the plan.
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
    pepKvDemandDns
  ]
}

// Workspace: WKSP-01
// Change 33 of the plan.
resource pepMlwDemandDns 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-05-01' = {
  parent: pepMlwDemand
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'privatelink-api-azureml-ms'
        properties: {
          privateDnsZoneId: zoneApiAzuremlMs.id
        }
      }
      {
        name: 'privatelink-notebooks-azure-net'
        properties: {
          privateDnsZoneId: zoneNotebooksAzureNet.id
        }
      }
    ]
  }
}

// Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
// Change 34 of the plan.
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
    pepMlwDemandDns
  ]
}

// Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
// Change 35 of the plan.
resource pepStdemandBlobDns 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-05-01' = {
  parent: pepStdemandBlob
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'privatelink-blob-core-windows-net'
        properties: {
          privateDnsZoneId: zoneBlob.id
        }
      }
    ]
  }
}

// Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
// Change 36 of the plan.
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
    pepStdemandBlobDns
  ]
}

// Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
// Change 37 of the plan.
resource pepStdemandFileDns 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-05-01' = {
  parent: pepStdemandFile
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: 'privatelink-file-core-windows-net'
        properties: {
          privateDnsZoneId: zoneFile.id
        }
      }
    ]
  }
}
