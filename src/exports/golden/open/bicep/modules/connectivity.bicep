@description('Region of the workspace and of what belongs to it.')
param location string

@description('Name of the administrator of vm-jump.')
param vmJumpUserName string

@description('Password of the administrator of the jump box.')
@secure()
@minLength(1)
param jumpBoxPassword string

resource vnetDemand 'Microsoft.Network/virtualNetworks@2025-05-01' existing = {
  name: 'vnet-demand'
}

resource azureBastionSubnet 'Microsoft.Network/virtualNetworks/subnets@2025-05-01' existing = {
  parent: vnetDemand
  name: 'AzureBastionSubnet'
}

resource pipBasMlwDemand 'Microsoft.Network/publicIPAddresses@2025-05-01' existing = {
  name: 'pip-bas-mlw-demand'
}

resource snetJumpbox 'Microsoft.Network/virtualNetworks/subnets@2025-05-01' existing = {
  parent: vnetDemand
  name: 'snet-jumpbox'
}

// Connecting to the workspace: CONN-01
// Change 8 of the plan.
resource basMlwDemand 'Microsoft.Network/bastionHosts@2025-05-01' = {
  name: 'bas-mlw-demand'
  location: location
  sku: {
    name: 'Standard'
  }
  properties: {
    ipConfigurations: [
      {
        name: 'IpConf'
        properties: {
          privateIPAllocationMethod: 'Dynamic'
          subnet: {
            id: azureBastionSubnet.id
          }
          publicIPAddress: {
            id: pipBasMlwDemand.id
          }
        }
      }
    ]
  }
}

// Connecting to the workspace: CONN-01
// Change 9 of the plan.
resource nicVmJump 'Microsoft.Network/networkInterfaces@2025-05-01' = {
  name: 'nic-vm-jump'
  location: location
  properties: {
    ipConfigurations: [
      {
        name: 'ipconfig1'
        properties: {
          primary: true
          privateIPAllocationMethod: 'Dynamic'
          subnet: {
            id: snetJumpbox.id
          }
        }
      }
    ]
  }
}

// Connecting to the workspace: CONN-01
// Change 10 of the plan.
resource vmJump 'Microsoft.Compute/virtualMachines@2026-04-01' = {
  name: 'vm-jump'
  location: location
  properties: {
    hardwareProfile: {
      vmSize: 'Standard_D2s_v5'
    }
    storageProfile: {
      imageReference: {
        publisher: 'MicrosoftWindowsServer'
        offer: 'WindowsServer'
        sku: '2022-datacenter-azure-edition'
        version: 'latest'
      }
      osDisk: {
        osType: 'Windows'
        createOption: 'FromImage'
        caching: 'ReadWrite'
        deleteOption: 'Delete'
      }
    }
    osProfile: {
      computerName: 'vm-jump'
      adminUsername: vmJumpUserName
      adminPassword: jumpBoxPassword
    }
    securityProfile: {
      securityType: 'TrustedLaunch'
      uefiSettings: {
        secureBootEnabled: true
        vTpmEnabled: true
      }
    }
    networkProfile: {
      networkInterfaces: [
        {
          id: nicVmJump.id
          properties: {
            primary: true
          }
        }
      ]
    }
  }
}
