@description('prepare only adds. lockdown also closes: deploy it after prepare has been deployed and tested.')
@allowed([
  'prepare'
  'lockdown'
])
param phase string = 'prepare'

@description('Region of the workspace and of what belongs to it.')
param location string

@description('Value of properties.vaultUri of kv-demand, kept as it is.')
param kvDemandVaultUri string

@description('Resource id of the machine learning workspace mlw-demand, which exists already.')
param workspaceId string

@description('Resource id of the Application Insights resource appi-demand, which exists already.')
param appiDemandId string

@description('Resource id of the Log Analytics workspace log-demand, which exists already.')
param logDemandId string

@description('Resource id of the container registry crdemand, which exists already.')
param crdemandId string

@description('Resource id of the key vault kv-demand, which exists already.')
param kvDemandId string

@description('Resource id of the storage account stdemand, which exists already.')
param stdemandId string

@description('Resource id of the virtual network vnet-demand, which exists already.')
param vnetDemandId string

@description('Name of the administrator of vm-jump.')
param vmJumpUserName string

@description('Password of the administrator of the jump box.')
@secure()
@minLength(1)
param jumpBoxPassword string

module network 'modules/network.bicep' = {
  name: 'ringfence-mlw-demand-network-${phase}'
  params: {
    location: location
  }
}

module dns 'modules/dns.bicep' = {
  name: 'ringfence-mlw-demand-dns-${phase}'
}

module registry 'modules/registry.bicep' = {
  name: 'ringfence-mlw-demand-registry-${phase}'
  scope: resourceGroup('rg-ml')
  params: {
    phase: phase
    location: location
  }
}

module keyVault 'modules/keyVault.bicep' = {
  name: 'ringfence-mlw-demand-keyVault-${phase}'
  scope: resourceGroup('rg-ml')
  params: {
    phase: phase
    location: location
    kvDemandVaultUri: kvDemandVaultUri
  }
  dependsOn: [
    registry
  ]
}

module storage 'modules/storage.bicep' = {
  name: 'ringfence-mlw-demand-storage-${phase}'
  scope: resourceGroup('rg-ml')
  params: {
    phase: phase
    location: location
    workspaceId: workspaceId
  }
  dependsOn: [
    keyVault
  ]
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'ringfence-mlw-demand-monitoring-${phase}'
  params: {
    appiDemandId: appiDemandId
    logDemandId: logDemandId
  }
}

module privateEndpoints 'modules/privateEndpoints.bicep' = {
  name: 'ringfence-mlw-demand-privateEndpoints-${phase}'
  params: {
    location: location
    workspaceId: workspaceId
    crdemandId: crdemandId
    kvDemandId: kvDemandId
    stdemandId: stdemandId
  }
  dependsOn: [
    network
    dns
    storage
    monitoring
  ]
}

module dnsLinks 'modules/dnsLinks.bicep' = {
  name: 'ringfence-mlw-demand-dnsLinks-${phase}'
  params: {
    vnetDemandId: vnetDemandId
  }
  dependsOn: [
    privateEndpoints
  ]
}

module workspace 'modules/workspace.bicep' = {
  name: 'ringfence-mlw-demand-workspace-${phase}'
  scope: resourceGroup('rg-ml')
  params: {
    phase: phase
    location: location
  }
  dependsOn: [
    privateEndpoints
  ]
}

module connectivity 'modules/connectivity.bicep' = {
  name: 'ringfence-mlw-demand-connectivity-${phase}'
  params: {
    location: location
    vmJumpUserName: vmJumpUserName
    jumpBoxPassword: jumpBoxPassword
  }
  dependsOn: [
    network
  ]
}
