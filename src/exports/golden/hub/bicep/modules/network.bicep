@description('Region of the workspace and of what belongs to it.')
param location string

resource vnetDemand 'Microsoft.Network/virtualNetworks@2025-05-01' existing = {
  name: 'vnet-demand'
}

// Required public internet access: NET-23, NET-24
// Change 1 of the plan.
resource pipNgVnetDemand 'Microsoft.Network/publicIPAddresses@2025-05-01' = {
  name: 'pip-ng-vnet-demand'
  location: location
  sku: {
    name: 'Standard'
  }
  properties: {
    publicIPAllocationMethod: 'Static'
    publicIPAddressVersion: 'IPv4'
  }
}

// Required public internet access: NET-23, NET-24
// Change 2 of the plan.
resource ngVnetDemand 'Microsoft.Network/natGateways@2025-05-01' = {
  name: 'ng-vnet-demand'
  location: location
  sku: {
    name: 'Standard'
  }
  properties: {
    publicIpAddresses: [
      {
        id: pipNgVnetDemand.id
      }
    ]
  }
}

// Address space
// Change 3 of the plan.
resource snetEndpoints 'Microsoft.Network/virtualNetworks/subnets@2025-05-01' = {
  parent: vnetDemand
  name: 'snet-endpoints'
  properties: {
    addressPrefix: '10.20.0.0/26'
    defaultOutboundAccess: false
    privateEndpointNetworkPolicies: 'Disabled'
  }
}

// Required public internet access: NET-24
// Change 4 of the plan.
// It exists: its whole body is restated as read at 2026-11-23T08:00:00Z, with the changes of the plan merged in.
// SHA-256 of the body as read: 6ce9c5aa0de49b68907c06389775272bcd2857a622fa6e3d26d1713a3fdd3798
// any(): what was read is kept, also where the compiler knows less of it than Azure.
resource snetTraining 'Microsoft.Network/virtualNetworks/subnets@2025-05-01' = {
  parent: vnetDemand
  name: 'snet-training'
  properties: any({
    addressPrefix: '10.20.1.0/24'
    delegations: []
    privateEndpointNetworkPolicies: 'Disabled'
    privateLinkServiceNetworkPolicies: 'Enabled'
    natGateway: {
      id: ngVnetDemand.id
    }
  })
  dependsOn: [
    snetEndpoints
  ]
}
