@description('prepare only adds. lockdown also closes: deploy it after prepare has been deployed and tested.')
@allowed([
  'prepare'
  'lockdown'
])
param phase string

@description('Region of the workspace and of what belongs to it.')
param location string

var closed = phase == 'lockdown'

// Container registry: ACR-03, ACR-08, ACR-30
// Changes 14, 51 of the plan.
// It exists: its whole body is restated as read at 2026-11-23T08:00:00Z, with the changes of the plan merged in.
// SHA-256 of the body as read: ad635af434bd61aaa0fb775716955591d67f32a02c19dbaf349593dc04b59c12
// any(): what was read is kept, also where the compiler knows less of it than Azure.
resource crdemand 'Microsoft.ContainerRegistry/registries@2025-11-01' = {
  name: 'crdemand'
  location: location
  sku: any({
    name: 'Premium'
  })
  properties: any({
    adminUserEnabled: true
    dataEndpointEnabled: false
    publicNetworkAccess: closed ? 'Disabled' : 'Enabled'
    networkRuleBypassOptions: 'AzureServices'
    networkRuleSet: {
      defaultAction: 'Allow'
      ipRules: []
    }
  })
}
