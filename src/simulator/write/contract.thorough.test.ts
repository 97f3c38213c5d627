/** Bodies that the writing half answers, while it works and when it has ended, held against the schemas that Microsoft publishes (azure-types/README.md, "Response body"). */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bodies } from '../../../scripts/bodies.mjs'
import { isObject, type JsonObject } from '../../base/json.ts'
import type { Parsed } from '../fixtures/asking.ts'
import { present, validatorOf } from '../fixtures/schemas.ts'
import { type Desk, desk, endpointTo, group, groupInto, ids, net, networks, subscription, world } from '../fixtures/writing.ts'
import { typeKeyOf } from '../shelf.ts'
import { textAt } from './values.ts'

function complaints(body: JsonObject): readonly string[] {
  const validate = validatorOf(typeKeyOf(textAt(body, 'id')))
  validate(JSON.parse(JSON.stringify(body, (_, value: unknown) => value ?? undefined)))
  return (validate.errors ?? []).map(({ instancePath, message, params }) => `${textAt(body, 'id').split('/providers/').at(-1)} ${instancePath} ${message ?? ''} ${JSON.stringify(params)}`)
}

const subnetOf = (name: string): string => `${ids.network}/subnets/${name}`
const zone = net('privateDnsZones', 'privatelink.blob.core.windows.net')
const scope = `${group}/providers/Microsoft.Insights/privateLinkScopes/ampls`

/** Each type once, in an order in which all of it can be made. */
const made: readonly (readonly [id: string, body: JsonObject])[] = [
  [net('virtualNetworks', 'vnet-two'), { location: 'westeurope', properties: { addressSpace: { addressPrefixes: ['10.30.0.0/16'] }, subnets: [{ name: 'a', properties: { addressPrefix: '10.30.1.0/24' } }] } }],
  [`${ids.network}/virtualNetworkPeerings/to-two`, { properties: { remoteVirtualNetwork: { id: net('virtualNetworks', 'vnet-two') }, allowVirtualNetworkAccess: true } }],
  [net('networkSecurityGroups', 'nsg'), { location: 'westeurope', properties: { securityRules: [{ name: 'one', properties: { access: 'Allow', direction: 'Outbound', priority: 100, protocol: 'Tcp', sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: '443' } }] } }],
  [`${net('networkSecurityGroups', 'nsg')}/securityRules/two`, { properties: { access: 'Deny', direction: 'Inbound', priority: 100, protocol: '*', sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: '*' } }],
  [net('routeTables', 'rt'), { location: 'westeurope', properties: { routes: [] } }],
  [`${net('routeTables', 'rt')}/routes/all`, { properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'Internet' } }],
  [net('publicIPAddresses', 'pip'), { location: 'westeurope', sku: { name: 'Standard' }, properties: { publicIPAllocationMethod: 'Static' } }],
  [net('publicIPAddresses', 'pip-bas'), { location: 'westeurope', sku: { name: 'Standard' }, properties: { publicIPAllocationMethod: 'Static' } }],
  [net('natGateways', 'ng'), { location: 'westeurope', sku: { name: 'Standard' }, properties: { publicIpAddresses: [{ id: net('publicIPAddresses', 'pip') }] } }],
  [subnetOf('snet-endpoints'), { properties: { addressPrefix: '10.20.2.0/24', networkSecurityGroup: { id: net('networkSecurityGroups', 'nsg') }, routeTable: { id: net('routeTables', 'rt') }, natGateway: { id: net('natGateways', 'ng') }, serviceEndpoints: [{ service: 'Microsoft.Storage' }] } }],
  [subnetOf('AzureBastionSubnet'), { properties: { addressPrefix: '10.20.3.0/26' } }],
  [net('bastionHosts', 'bas'), { location: 'westeurope', sku: { name: 'Standard' }, properties: { ipConfigurations: [{ name: 'IpConf', properties: { subnet: { id: subnetOf('AzureBastionSubnet') }, publicIPAddress: { id: net('publicIPAddresses', 'pip-bas') } } }] } }],
  [net('networkInterfaces', 'nic-vm'), { location: 'westeurope', properties: { ipConfigurations: [{ name: 'ipconfig1', properties: { subnet: { id: subnetOf('snet-endpoints') } } }] } }],
  [`${networks}/providers/Microsoft.Compute/virtualMachines/vm`, {
    location: 'westeurope',
    properties: {
      hardwareProfile: { vmSize: 'Standard_D2s_v5' }, networkProfile: { networkInterfaces: [{ id: net('networkInterfaces', 'nic-vm'), properties: { primary: true } }] },
      osProfile: { computerName: 'vm', adminUsername: 'someone', adminPassword: 'Not-a-true-1' }, storageProfile: { osDisk: { osType: 'Windows', createOption: 'FromImage' } },
    },
  }],
  [zone, { location: 'global' }],
  [net('privateEndpoints', 'pep'), endpointTo(ids.account, 'blob', subnetOf('snet-endpoints'))],
  [`${net('privateEndpoints', 'pep')}/privateDnsZoneGroups/default`, groupInto(zone)],
  [`${zone}/virtualNetworkLinks/l`, { location: 'global', properties: { virtualNetwork: { id: ids.network } } }],
  [`${zone}/A/own`, { properties: { ttl: 10, aRecords: [{ ipv4Address: '10.0.0.9' }] } }],
  [`${group}/providers/Microsoft.Storage/storageAccounts/stnew`, { location: 'westeurope', kind: 'StorageV2', sku: { name: 'Standard_LRS' }, properties: { networkAcls: { defaultAction: 'Deny', virtualNetworkRules: [{ id: subnetOf('snet-endpoints') }] } } }],
  [`${group}/providers/Microsoft.KeyVault/vaults/kv-new`, { location: 'westeurope', properties: { tenantId: '4f0d9b7e-6c1a-4e52-8d3f-a90c5b2e7f14', sku: { family: 'A', name: 'standard' }, accessPolicies: [] } }],
  [`${group}/providers/Microsoft.ContainerRegistry/registries/crnew`, { location: 'westeurope', sku: { name: 'Premium' }, properties: {} }],
  [`${group}/providers/Microsoft.OperationalInsights/workspaces/log-new`, { location: 'westeurope', properties: { sku: { name: 'PerGB2018' } } }],
  [`${group}/providers/Microsoft.Insights/components/appi-new`, { location: 'westeurope', kind: 'web', properties: { Application_Type: 'web', WorkspaceResourceId: `${group}/providers/Microsoft.OperationalInsights/workspaces/log-new` } }],
  [scope, { location: 'global', properties: { accessModeSettings: { queryAccessMode: 'Open', ingestionAccessMode: 'Open' } } }],
  [`${scope}/scopedResources/appi`, { properties: { linkedResourceId: ids.component } }],
  [`${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-new`, { location: 'westeurope' }],
  [`${group}/providers/Microsoft.MachineLearningServices/workspaces/mlw-new`, {
    location: 'westeurope', identity: { type: 'SystemAssigned' },
    properties: { storageAccount: `${group}/providers/Microsoft.Storage/storageAccounts/stnew`, keyVault: `${group}/providers/Microsoft.KeyVault/vaults/kv-new`, applicationInsights: `${group}/providers/Microsoft.Insights/components/appi-new` },
  }],
  [`${ids.workspace}/computes/cpu-new`, { location: 'westeurope', properties: { computeType: 'AmlCompute', properties: { vmSize: 'Standard_DS3_v2', scaleSettings: { maxNodeCount: 1 } } } }],
  [`${ids.workspace}/datastores/new`, { properties: { datastoreType: 'AzureBlob', accountName: 'stdemand', containerName: 'c', credentials: { credentialsType: 'AccountKey', secrets: { secretsType: 'AccountKey', key: 'Not-a-true-one' } } } }],
  [`${ids.account}/providers/Microsoft.Authorization/roleAssignments/2d0f6a4e-5b1c-4d38-8e97-1a6c3f9b7d02`, { properties: { roleDefinitionId: `${subscription}/providers/Microsoft.Authorization/roleDefinitions/ba92f5b4-2d11-453d-a403-e96b0029c9fe`, principalId: '9c2e5a70-14db-4c8f-b6a3-0d7e81f4c926', principalType: 'ServicePrincipal' } }],
  [`${group}/providers/Microsoft.Authorization/locks/keep`, { properties: { level: 'CanNotDelete' } }],
]

const resource = (value: Parsed): value is JsonObject => isObject(value) && typeof value['id'] === 'string' && typeof value['properties'] === 'object'

async function madeAll(at: Desk): Promise<readonly string[]> {
  const wrong: string[] = []
  for (const [id, body] of made) {
    const ended = await at.done('PUT', id, body)
    if (ended.state !== 'Succeeded') wrong.push(`${id} ${ended.state} ${JSON.stringify(ended.error)}`)
    if (resource(ended.first.body)) wrong.push(...complaints(ended.first.body))
    if (resource(ended.body)) wrong.push(...complaints(ended.body))
  }
  return wrong
}

it.skipIf(present)('the schemas are absent: ../shared/azure-types', () => { expect(present).toBe(false) })

describe.skipIf(!present)('what is made', () => {
  it('has the published properties and values, at once and in the end, and so has all that it changes', async () => {
    const at = desk(world())
    expect(await madeAll(at)).toEqual([])
    expect(at.cloud.bodies().flatMap((body) => complaints(body))).toEqual([])
  })
})

describe.skipIf(!present)('bodies.json', () => {
  it('is what scripts/bodies.mjs makes of the published schemas', () => {
    expect(readFileSync(new URL('../bodies.json', import.meta.url), 'utf8')).toBe(bodies())
  })
})
