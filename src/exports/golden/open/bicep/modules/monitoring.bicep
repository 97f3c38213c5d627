@description('Resource id of the Application Insights resource appi-demand, which exists already.')
param appiDemandId string

@description('Resource id of the Log Analytics workspace log-demand, which exists already.')
param logDemandId string

// Azure Monitor and Application Insights: MON-05, MON-23
// Change 11 of the plan.
resource amplsMlwDemand 'Microsoft.Insights/privateLinkScopes@2021-09-01' = {
  name: 'ampls-mlw-demand'
  location: 'global'
  properties: {
    accessModeSettings: {
      queryAccessMode: 'Open'
      ingestionAccessMode: 'Open'
      exclusions: []
    }
  }
}

// Azure Monitor and Application Insights: MON-05, MON-23
// Change 12 of the plan.
resource scopedAppiDemand 'Microsoft.Insights/privateLinkScopes/scopedResources@2021-09-01' = {
  parent: amplsMlwDemand
  name: 'scoped-appi-demand'
  properties: {
    linkedResourceId: appiDemandId
  }
}

// Azure Monitor and Application Insights: MON-05, MON-23
// Change 13 of the plan.
resource scopedLogDemand 'Microsoft.Insights/privateLinkScopes/scopedResources@2021-09-01' = {
  parent: amplsMlwDemand
  name: 'scoped-log-demand'
  properties: {
    linkedResourceId: logDemandId
  }
  dependsOn: [
    scopedAppiDemand
  ]
}
