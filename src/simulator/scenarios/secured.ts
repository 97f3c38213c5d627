/** The scenario `secured`: `open` after everything in the article has been done with private endpoints. Its estate is the fixture of the same name. */
import type { Json, JsonObject } from '../../base/json.ts'
import {
  body, cluster, compute, group, identity, ids, nameIn, networks, ownerOf, placed, reference, registered, snapshotOf, subnet, subscription, tenant, usage, workspaceGuid, zone, zoneLink,
} from './bodies.ts'
import { account, component, datastores, logWorkspace, namespaces, openNetwork, registry, vault, workspace } from './open.ts'

const inNetworks = (type: string, name: string): string => `${networks}/providers/Microsoft.Network/${type}/${name}`
const endpointNamed = (name: string): string => inNetworks('privateEndpoints', name)
const zoneNamed = (name: string): string => inNetworks('privateDnsZones', name)
const subnetNamed = (name: string): string => `${ids.network}/subnets/${name}`

const scope = `${group}/providers/Microsoft.Insights/privateLinkScopes/ampls-demand`
const securityGroup = inNetworks('networkSecurityGroups', 'nsg-training')
const natGateway = inNetworks('natGateways', 'ng-demand')
const natAddress = inNetworks('publicIPAddresses', 'pip-ng-demand')
const bastion = inNetworks('bastionHosts', 'bas-demand')
const bastionAddress = inNetworks('publicIPAddresses', 'pip-bas-demand')
const jumpBox = `${networks}/providers/Microsoft.Compute/virtualMachines/vm-jump`
const jumpBoxInterface = inNetworks('networkInterfaces', 'nic-vm-jump')
const logGuid = '5b0d8f3e-91c7-4a26-b8e4-6f2d1c7a9035'

/** A name of an endpoint: host, zone, record, last number of its address. */
type Name = readonly [host: string, zone: string, record: string, last: number]

/** An endpoint and its names. The zones are those of facts.json `privateLink`. */
interface Row {
  readonly id: string
  readonly target: string
  readonly group: string
  readonly names: readonly Name[]
}

const under = (zoneName: string, record: string, last: number): Name => [`${record}.${zoneName.replace('privatelink.', '')}`, zoneName, record, last]

const api = 'privatelink.api.azureml.ms'
const notebooks = 'privatelink.notebooks.azure.net'
const blob = 'privatelink.blob.core.windows.net'
const monitor = 'privatelink.monitor.azure.com'
const monitorRecords = ['api', 'global.in.ai', 'profiler', 'live', 'diagservices-query', 'snapshot', 'global.handler.control', 'westeurope-5.in.ai', 'westeurope.livediagnostics']

const rows: readonly Row[] = [
  {
    id: endpointNamed('pep-mlw-demand'), target: ids.workspace, group: 'amlworkspace',
    names: [
      under(api, `${workspaceGuid}.workspace.westeurope`, 4), under(api, `${workspaceGuid}.workspace.westeurope.cert`, 4), under(api, `*.${workspaceGuid}.inference.westeurope`, 6),
      under(notebooks, `ml-mlw-demand-westeurope-${workspaceGuid}.westeurope`, 5),
    ],
  },
  { id: endpointNamed('pep-stdemand-blob'), target: ids.account, group: 'blob', names: [under(blob, 'stdemand', 7)] },
  { id: endpointNamed('pep-stdemand-file'), target: ids.account, group: 'file', names: [under('privatelink.file.core.windows.net', 'stdemand', 8)] },
  { id: endpointNamed('pep-kv-demand'), target: ids.vault, group: 'vault', names: [['kv-demand.vault.azure.net', 'privatelink.vaultcore.azure.net', 'kv-demand', 9]] },
  { id: endpointNamed('pep-crdemand'), target: ids.registry, group: 'registry', names: [under('privatelink.azurecr.io', 'crdemand.westeurope.data', 10), under('privatelink.azurecr.io', 'crdemand', 11)] },
  {
    id: endpointNamed('pep-ampls-demand'), target: scope, group: 'azuremonitor',
    names: [
      ...monitorRecords.map((record, index) => under(monitor, record, 12 + index)), under('privatelink.oms.opinsights.azure.com', logGuid, 21), under('privatelink.ods.opinsights.azure.com', logGuid, 22),
      under('privatelink.agentsvc.azure-automation.net', logGuid, 23), under(blob, 'scadvisorcontentpl', 24),
    ],
  },
]

const address = (last: number): string => `10.20.2.${last}`
const approved = { status: 'Approved', description: 'Auto-Approved', actionsRequired: 'None' }
const zonesOf = (names: readonly Name[]): readonly string[] => [...new Set(names.map(([, name]) => name))]
const interfaceOf = (id: string): string => inNetworks('networkInterfaces', `${nameIn(id)}.nic.${workspaceGuid}`)

/** The names with one address are one configuration of the interface. */
function configurations(row: Row): readonly Json[] {
  const lasts = [...new Set(row.names.map(([, , , last]) => last))]
  return lasts.map((last, index) => body(`${interfaceOf(row.id)}/ipConfigurations/privateEndpointIpConfig.${index}`, {
    properties: {
      provisioningState: 'Succeeded', privateIPAddress: address(last), privateIPAllocationMethod: 'Dynamic', subnet: reference(subnetNamed('snet-endpoints')), primary: index === 0, privateIPAddressVersion: 'IPv4',
      privateLinkConnectionProperties: { groupId: row.group, requiredMemberName: `${row.group}-${index}`, fqdns: row.names.filter(([, , , one]) => one === last).map(([host]) => host) },
    },
  }))
}

const recordSet = ([, zoneName, record, last]: Name): JsonObject => ({
  recordType: 'A', recordSetName: record, fqdn: `${record}.${zoneName}`, ttl: 10, ipAddresses: [address(last)], provisioningState: 'Succeeded',
})

/** An endpoint, its interface and its zone group. Azure leaves `customDnsConfigs` empty while there is a group. */
const endpointBodies = (row: Row): readonly JsonObject[] => [
  placed(row.id, {
    privateLinkServiceConnections: [body(`${row.id}/privateLinkServiceConnections/${nameIn(row.id)}`, {
      properties: { provisioningState: 'Succeeded', privateLinkServiceId: row.target, groupIds: [row.group], privateLinkServiceConnectionState: approved },
    })],
    manualPrivateLinkServiceConnections: [], customNetworkInterfaceName: '', ipConfigurations: [], subnet: reference(subnetNamed('snet-endpoints')), networkInterfaces: [reference(interfaceOf(row.id))], customDnsConfigs: [],
  }),
  placed(interfaceOf(row.id), { ipConfigurations: configurations(row), privateEndpoint: reference(row.id) }),
  body(`${row.id}/privateDnsZoneGroups/default`, {
    properties: {
      provisioningState: 'Succeeded',
      privateDnsZoneConfigs: zonesOf(row.names).map((name) => ({
        name: name.replaceAll('.', '-'), properties: { privateDnsZoneId: zoneNamed(name), recordSets: row.names.filter(([, one]) => one === name).map(recordSet) },
      })),
    },
  }),
]

const record = ([, zoneName, name, last]: Name): JsonObject =>
  body(`${zoneNamed(zoneName)}/A/${name}`, { properties: { fqdn: `${name}.${zoneName}.`, ttl: 10, aRecords: [{ ipv4Address: address(last) }], isAutoRegistered: false } })

const names = rows.flatMap((row) => row.names)
const zoneBodies = zonesOf(names).flatMap((name) => {
  const records = names.filter(([, one]) => one === name)
  return [zone(zoneNamed(name), records.length), zoneLink(zoneNamed(name), 'lnk-vnet-demand', ids.network), ...records.map(record)]
})

/** Each service spells the state of a connection in its own way. */
const spelled: Readonly<Record<string, JsonObject>> = { [ids.account]: { status: 'Approved', description: 'Auto-Approved', actionRequired: 'None' } }

/** The connections that a target carries. */
const connectionsOf = (target: string): readonly JsonObject[] => rows.filter((row) => row.target === target).map((row) => body(`${target}/privateEndpointConnections/${nameIn(row.id)}`, {
  properties: { provisioningState: 'Succeeded', privateEndpoint: reference(row.id), privateLinkServiceConnectionState: spelled[target] ?? approved },
}))

/** A key vault gives its connections neither names nor types. */
const vaultConnections = connectionsOf(ids.vault).map((one): JsonObject => Object.fromEntries(Object.entries(one).filter(([key]) => key === 'id' || key === 'properties')))

/** The same body with other properties. */
const changed = (before: JsonObject, properties: JsonObject, rest: JsonObject = {}): JsonObject => ({ ...before, ...rest, properties: { ...(before['properties'] as JsonObject), ...properties } })

const rule = (name: string, priority: number, properties: JsonObject): JsonObject => body(`${securityGroup}/securityRules/${name}`, {
  properties: { provisioningState: 'Succeeded', access: 'Allow', direction: 'Outbound', priority, sourcePortRange: '*', sourceAddressPrefix: 'VirtualNetwork', ...properties },
})
const allow = (name: string, priority: number, to: readonly [protocol: string, destination: string], ports: readonly string[]): JsonObject =>
  rule(name, priority, { protocol: to[0], destinationAddressPrefix: to[1], destinationPortRanges: ports })

const securityRules = [
  allow('Allow-EntraId', 110, ['Tcp', 'AzureActiveDirectory'], ['80', '443']), allow('Allow-MachineLearning-Tcp', 120, ['Tcp', 'AzureMachineLearning'], ['443', '18881']),
  allow('Allow-MachineLearning-Udp', 130, ['Udp', 'AzureMachineLearning'], ['5831']), allow('Allow-Batch', 140, ['*', 'BatchNodeManagement.westeurope'], ['443']),
  allow('Allow-ResourceManager', 150, ['Tcp', 'AzureResourceManager'], ['443']), allow('Allow-Storage', 160, ['Tcp', 'Storage.westeurope'], ['443']),
  allow('Allow-FrontDoor-FrontEnd', 170, ['Tcp', 'AzureFrontDoor.FrontEnd'], ['443']), allow('Allow-Mcr', 180, ['Tcp', 'MicrosoftContainerRegistry.westeurope'], ['443']),
  allow('Allow-FrontDoor-FirstParty', 190, ['Tcp', 'AzureFrontDoor.FirstParty'], ['443']), allow('Allow-VirtualNetwork', 200, ['Tcp', 'VirtualNetwork'], ['443', '445']),
  rule('Deny-Rest', 4096, { access: 'Deny', protocol: '*', sourceAddressPrefix: '*', destinationAddressPrefix: '*', destinationPortRange: '*' }),
]

const publicAddress = (id: string): JsonObject => placed(id, { publicIPAddressVersion: 'IPv4', publicIPAllocationMethod: 'Static', idleTimeoutInMinutes: 4 }, { sku: { name: 'Standard', tier: 'Regional' } })

const own = { defaultOutboundAccess: false }
const behindNat = { ...own, natGateway: reference(natGateway) }

const networkBodies: readonly JsonObject[] = [
  openNetwork({
    subnets: [
      subnet(ids.network, 'snet-training', '10.20.1.0/24', { ...behindNat, networkSecurityGroup: reference(securityGroup) }), subnet(ids.network, 'snet-endpoints', '10.20.2.0/26', own),
      subnet(ids.network, 'AzureBastionSubnet', '10.20.3.0/26', own), subnet(ids.network, 'snet-jump', '10.20.3.64/27', behindNat),
    ],
  }),
  placed(securityGroup, { securityRules }),
  placed(natGateway, { idleTimeoutInMinutes: 4, publicIpAddresses: [reference(natAddress)], subnets: [reference(subnetNamed('snet-training')), reference(subnetNamed('snet-jump'))] }, { sku: { name: 'Standard' } }),
  publicAddress(natAddress), publicAddress(bastionAddress),
  placed(bastion, {
    scaleUnits: 2, ipConfigurations: [{ name: 'IpConf', properties: { privateIPAllocationMethod: 'Dynamic', publicIPAddress: reference(bastionAddress), subnet: reference(subnetNamed('AzureBastionSubnet')) } }],
  }, { sku: { name: 'Standard' } }),
  placed(jumpBoxInterface, {
    ipConfigurations: [{ name: 'ipconfig1', properties: { privateIPAddress: '10.20.3.68', privateIPAllocationMethod: 'Dynamic', subnet: reference(subnetNamed('snet-jump')), primary: true } }], virtualMachine: reference(jumpBox),
  }),
  placed(jumpBox, {
    hardwareProfile: { vmSize: 'Standard_D2s_v5' }, storageProfile: { osDisk: { osType: 'Windows', name: 'vm-jump_OsDisk', createOption: 'FromImage' } },
    networkProfile: { networkInterfaces: [reference(jumpBoxInterface)] },
  }),
]

const disabled = { publicNetworkAccessForIngestion: 'Disabled', publicNetworkAccessForQuery: 'Disabled' }

const serviceBodies: readonly JsonObject[] = [
  changed(workspace, { imageBuildCompute: 'cpu-build', publicNetworkAccess: 'Disabled', privateEndpointConnections: connectionsOf(ids.workspace) }),
  compute('ci-ana', 'ComputeInstance', { state: 'Running' }), cluster('cpu-train', 4), cluster('cpu-build', 2), ...datastores('WorkspaceSystemAssignedIdentity'),
  changed(account, {
    allowBlobPublicAccess: false, privateEndpointConnections: connectionsOf(ids.account),
    networkAcls: { bypass: 'None', defaultAction: 'Deny', ipRules: [], virtualNetworkRules: [], resourceAccessRules: [{ tenantId: tenant, resourceId: ids.workspace }] },
  }),
  changed(vault, {
    publicNetworkAccess: 'Disabled', privateEndpointConnections: vaultConnections, networkAcls: { bypass: 'AzureServices', defaultAction: 'Deny', ipRules: [], virtualNetworkRules: [] },
  }),
  changed(registry, { publicNetworkAccess: 'Disabled', networkRuleSet: { defaultAction: 'Deny', ipRules: [] }, privateEndpointConnections: connectionsOf(ids.registry) }, { sku: { name: 'Premium', tier: 'Premium' } }),
  changed(component, disabled), changed(logWorkspace, disabled),
  placed(scope, { accessModeSettings: { queryAccessMode: 'Open', ingestionAccessMode: 'Open', exclusions: [] }, privateEndpointConnections: connectionsOf(scope) }, { location: 'global' }),
  ...[ids.component, ids.logWorkspace].map((linkedResourceId) => body(`${scope}/scopedResources/${nameIn(linkedResourceId)}`, { properties: { provisioningState: 'Succeeded', linkedResourceId } })),
]

/** Role definitions by the ids that Azure gives them (facts.json `rbac`). */
const assigned = (name: string, at: string, role: string): JsonObject => body(`${at}/providers/Microsoft.Authorization/roleAssignments/${name}`, {
  properties: { roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`, principalId: identity, principalType: 'ServicePrincipal', scope: at },
})

const roleBodies = [
  assigned('2d0f6a4e-5b1c-4d38-8e97-1a6c3f9b7d02', ids.account, 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'),
  assigned('61a8c3d5-0e74-4f92-b5d6-c27e9a1f4b83', endpointNamed('pep-stdemand-blob'), 'acdd72a7-3385-48ef-bd42-f606fba81ae7'),
  assigned('a95b7e20-3c6d-4187-9f0a-84d1e5c26b37', endpointNamed('pep-stdemand-file'), 'acdd72a7-3385-48ef-bd42-f606fba81ae7'),
  assigned('f3c41d68-7a95-4e0b-82c3-5d9e6b0a1f74', ids.registry, '7f951dda-4ed3-4680-a7ca-43fe172d538d'),
]

/** The snapshot. */
export const secured: JsonObject = snapshotOf([...serviceBodies, ...networkBodies, ...rows.flatMap(endpointBodies), ...zoneBodies, ...roleBodies], {
  permissions: ownerOf(subscription),
  providers: registered(subscription, [...namespaces, 'Microsoft.Compute']),
  usages: {
    [ids.network]: [
      usage(ids.network, 'snet-training', 8, 251), usage(ids.network, 'snet-endpoints', 21, 59), usage(ids.network, 'AzureBastionSubnet', 2, 59), usage(ids.network, 'snet-jump', 1, 27),
    ],
  },
})
