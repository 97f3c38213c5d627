@description('Resource id of the virtual network vnet-demand, which exists already.')
param vnetDemandId string

resource zoneAgentsvcAzureAutomationNet 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: 'privatelink.agentsvc.azure-automation.net'
}

resource zoneApiAzuremlMs 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: 'privatelink.api.azureml.ms'
}

resource zoneAzurecrIo 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: 'privatelink${environment().suffixes.acrLoginServer}'
}

resource zoneBlob 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: 'privatelink.blob.${environment().suffixes.storage}'
}

resource zoneFile 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: 'privatelink.file.${environment().suffixes.storage}'
}

resource zoneMonitorAzureCom 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: 'privatelink.monitor.azure.com'
}

resource zoneNotebooksAzureNet 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: 'privatelink.notebooks.azure.net'
}

resource zoneOdsOpinsightsAzureCom 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: 'privatelink.ods.opinsights.azure.com'
}

resource zoneOmsOpinsightsAzureCom 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: 'privatelink.oms.opinsights.azure.com'
}

resource zoneVaultcoreAzureNet 'Microsoft.Network/privateDnsZones@2024-06-01' existing = {
  name: 'privatelink.vaultcore.azure.net'
}

// Azure Monitor and Application Insights: MON-05, MON-23
// Change 38 of the plan.
resource zoneAgentsvcAzureAutomationNetLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: zoneAgentsvcAzureAutomationNet
  name: 'lnk-vnet-demand'
  location: 'global'
  properties: {
    virtualNetwork: {
      id: vnetDemandId
    }
    resolutionPolicy: 'Default'
    registrationEnabled: false
  }
}

// Workspace: WKSP-01
// Change 39 of the plan.
resource zoneApiAzuremlMsLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: zoneApiAzuremlMs
  name: 'lnk-vnet-demand'
  location: 'global'
  properties: {
    virtualNetwork: {
      id: vnetDemandId
    }
    resolutionPolicy: 'Default'
    registrationEnabled: false
  }
}

// Container registry: ACR-03, ACR-08, ACR-11, ACR-30
// Change 40 of the plan.
resource zoneAzurecrIoLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: zoneAzurecrIo
  name: 'lnk-vnet-demand'
  location: 'global'
  properties: {
    virtualNetwork: {
      id: vnetDemandId
    }
    resolutionPolicy: 'Default'
    registrationEnabled: false
  }
}

// Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
// Change 41 of the plan.
resource zoneBlobLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: zoneBlob
  name: 'lnk-vnet-demand'
  location: 'global'
  properties: {
    virtualNetwork: {
      id: vnetDemandId
    }
    resolutionPolicy: 'Default'
    registrationEnabled: false
  }
}

// Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
// Change 42 of the plan.
resource zoneFileLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: zoneFile
  name: 'lnk-vnet-demand'
  location: 'global'
  properties: {
    virtualNetwork: {
      id: vnetDemandId
    }
    resolutionPolicy: 'Default'
    registrationEnabled: false
  }
}

// Azure Monitor and Application Insights: MON-05, MON-23
// Change 43 of the plan.
resource zoneMonitorAzureComLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: zoneMonitorAzureCom
  name: 'lnk-vnet-demand'
  location: 'global'
  properties: {
    virtualNetwork: {
      id: vnetDemandId
    }
    resolutionPolicy: 'Default'
    registrationEnabled: false
  }
}

// Workspace: WKSP-01
// Change 44 of the plan.
resource zoneNotebooksAzureNetLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: zoneNotebooksAzureNet
  name: 'lnk-vnet-demand'
  location: 'global'
  properties: {
    virtualNetwork: {
      id: vnetDemandId
    }
    resolutionPolicy: 'Default'
    registrationEnabled: false
  }
}

// Azure Monitor and Application Insights: MON-05, MON-23
// Change 45 of the plan.
resource zoneOdsOpinsightsAzureComLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: zoneOdsOpinsightsAzureCom
  name: 'lnk-vnet-demand'
  location: 'global'
  properties: {
    virtualNetwork: {
      id: vnetDemandId
    }
    resolutionPolicy: 'Default'
    registrationEnabled: false
  }
}

// Azure Monitor and Application Insights: MON-05, MON-23
// Change 46 of the plan.
resource zoneOmsOpinsightsAzureComLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: zoneOmsOpinsightsAzureCom
  name: 'lnk-vnet-demand'
  location: 'global'
  properties: {
    virtualNetwork: {
      id: vnetDemandId
    }
    resolutionPolicy: 'Default'
    registrationEnabled: false
  }
}

// Key vault: KV-02, KV-04
// Change 47 of the plan.
resource zoneVaultcoreAzureNetLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: zoneVaultcoreAzureNet
  name: 'lnk-vnet-demand'
  location: 'global'
  properties: {
    virtualNetwork: {
      id: vnetDemandId
    }
    resolutionPolicy: 'Default'
    registrationEnabled: false
  }
}
