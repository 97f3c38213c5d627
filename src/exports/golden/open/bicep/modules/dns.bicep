// Azure Monitor and Application Insights: MON-05, MON-23
// Change 16 of the plan.
resource zoneAgentsvcAzureAutomationNet 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.agentsvc.azure-automation.net'
  location: 'global'
}

// Workspace: WKSP-01
// Change 17 of the plan.
resource zoneApiAzuremlMs 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.api.azureml.ms'
  location: 'global'
}

// Container registry: ACR-03, ACR-08, ACR-11, ACR-30
// Change 18 of the plan.
resource zoneAzurecrIo 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink${environment().suffixes.acrLoginServer}'
  location: 'global'
}

// Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
// Change 19 of the plan.
resource zoneBlob 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.blob.${environment().suffixes.storage}'
  location: 'global'
}

// Storage accounts: STOR-01, STOR-02, STOR-06, STOR-08, STOR-11
// Change 20 of the plan.
resource zoneFile 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.file.${environment().suffixes.storage}'
  location: 'global'
}

// Azure Monitor and Application Insights: MON-05, MON-23
// Change 21 of the plan.
resource zoneMonitorAzureCom 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.monitor.azure.com'
  location: 'global'
}

// Workspace: WKSP-01
// Change 22 of the plan.
resource zoneNotebooksAzureNet 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.notebooks.azure.net'
  location: 'global'
}

// Azure Monitor and Application Insights: MON-05, MON-23
// Change 23 of the plan.
resource zoneOdsOpinsightsAzureCom 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.ods.opinsights.azure.com'
  location: 'global'
}

// Azure Monitor and Application Insights: MON-05, MON-23
// Change 24 of the plan.
resource zoneOmsOpinsightsAzureCom 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.oms.opinsights.azure.com'
  location: 'global'
}

// Key vault: KV-02, KV-04
// Change 25 of the plan.
resource zoneVaultcoreAzureNet 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: 'privatelink.vaultcore.azure.net'
  location: 'global'
}
