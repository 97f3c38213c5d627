/** Bodies of the scenarios, as ARM answers them. */
import type { Json, JsonObject } from '../../base/json.ts'

/** The subscription, groups and names of the scenarios; a fixture of the estate has the same. */
export const subscription = '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10'
export const group = `${subscription}/resourceGroups/rg-ml`
export const networks = `${subscription}/resourceGroups/rg-net`
export const tenant = '4f0d9b7e-6c1a-4e52-8d3f-a90c5b2e7f14'
export const identity = '9c2e5a70-14db-4c8f-b6a3-0d7e81f4c926'
export const workspaceGuid = '0b5e8c14-7a2f-4d69-9e31-c8f4a6d20b75'
export const created = '2025-03-01T09:00:00Z'

const inGroup = (type: string, name: string): string => `${group}/providers/${type}/${name}`
const inNetworks = (type: string, name: string): string => `${networks}/providers/Microsoft.Network/${type}/${name}`

/** The ids that more than one body names. */
export const ids = {
  workspace: inGroup('Microsoft.MachineLearningServices/workspaces', 'mlw-demand'),
  account: inGroup('Microsoft.Storage/storageAccounts', 'stdemand'),
  vault: inGroup('Microsoft.KeyVault/vaults', 'kv-demand'),
  registry: inGroup('Microsoft.ContainerRegistry/registries', 'crdemand'),
  component: inGroup('Microsoft.Insights/components', 'appi-demand'),
  logWorkspace: inGroup('Microsoft.OperationalInsights/workspaces', 'log-demand'),
  network: inNetworks('virtualNetworks', 'vnet-demand'),
} as const

/** The last name in an id. */
export const nameIn = (id: string): string => id.split('/').at(-1) ?? ''

const typeIn = (id: string): string => {
  const [namespace = '', ...rest] = id.slice(id.lastIndexOf('/providers/') + '/providers/'.length).split('/')
  return [namespace, ...rest.filter((_, index) => index % 2 === 0)].join('/')
}

/** A body with its name and type taken from its id. */
export const body = (id: string, rest: Readonly<Record<string, Json>>): JsonObject => ({ id, name: nameIn(id), type: typeIn(id), ...rest })

/** A body in western Europe whose work is done. */
export const placed = (id: string, properties: JsonObject, rest: Readonly<Record<string, Json>> = {}): JsonObject =>
  body(id, { location: 'westeurope', tags: {}, ...rest, properties: { provisioningState: 'Succeeded', ...properties } })

/** A reference to another resource. */
export const reference = (id: string): JsonObject => ({ id })

/** A subnet as its network carries it. */
export const subnet = (network: string, name: string, addressPrefix: string, rest: JsonObject = {}): JsonObject => body(`${network}/subnets/${name}`, {
  properties: { provisioningState: 'Succeeded', addressPrefix, delegations: [], privateEndpointNetworkPolicies: 'Disabled', privateLinkServiceNetworkPolicies: 'Enabled', ...rest },
})

/** A peering as its network carries it. */
export const peering = (network: string, name: string, remote: { readonly id: string; readonly prefix: string }, usesRemoteGateways: 'yes' | 'no'): JsonObject =>
  body(`${network}/virtualNetworkPeerings/${name}`, {
    properties: {
      provisioningState: 'Succeeded', peeringState: 'Connected', peeringSyncLevel: 'FullyInSync', remoteVirtualNetwork: reference(remote.id), allowVirtualNetworkAccess: true, allowForwardedTraffic: true,
      allowGatewayTransit: usesRemoteGateways === 'no', useRemoteGateways: usesRemoteGateways === 'yes', remoteAddressSpace: { addressPrefixes: [remote.prefix] },
    },
  })

/** A network. */
export const network = (id: string, prefix: string, properties: JsonObject): JsonObject =>
  placed(id, { addressSpace: { addressPrefixes: [prefix] }, subnets: [], virtualNetworkPeerings: [], enableDdosProtection: false, ...properties })

/** A compute of the workspace. */
export const compute = (name: string, computeType: 'AmlCompute' | 'ComputeInstance', properties: JsonObject): JsonObject => body(`${ids.workspace}/computes/${name}`, {
  location: 'westeurope', tags: null,
  properties: {
    createdOn: created, modifiedOn: created, disableLocalAuth: true, description: null, resourceId: null, computeType, computeLocation: 'westeurope', provisioningState: 'Succeeded', provisioningErrors: null,
    isAttachedCompute: false,
    properties: { vmSize: 'Standard_DS3_v2', subnet: reference(`${ids.network}/subnets/snet-training`), enableNodePublicIp: false, ...properties },
  },
})

/** A cluster that grows to so many nodes. */
export const cluster = (name: string, maxNodeCount: number): JsonObject =>
  compute(name, 'AmlCompute', { vmPriority: 'Dedicated', osType: 'Linux', scaleSettings: { maxNodeCount, minNodeCount: 0, nodeIdleTimeBeforeScaleDown: 'PT15M' } })

/** A datastore of the workspace. */
export const datastore = (name: string, properties: JsonObject): JsonObject => body(`${ids.workspace}/datastores/${name}`, {
  properties: { description: null, tags: {}, properties: null, accountName: 'stdemand', endpoint: 'core.windows.net', protocol: 'https', ...properties },
})

/** A private DNS zone; Azure counts what is in it. */
export const zone = (id: string, records: number): JsonObject => body(id, {
  location: 'global', tags: {},
  properties: { maxNumberOfRecordSets: 25_000, maxNumberOfVirtualNetworkLinks: 1000, numberOfRecordSets: records + 1, numberOfVirtualNetworkLinks: 1, numberOfVirtualNetworkLinksWithRegistration: 0, provisioningState: 'Succeeded' },
})

/** A link of a zone to a network. */
export const zoneLink = (zoneId: string, name: string, networkId: string): JsonObject => body(`${zoneId}/virtualNetworkLinks/${name}`, {
  location: 'global', tags: {},
  properties: { provisioningState: 'Succeeded', registrationEnabled: false, resolutionPolicy: 'Default', virtualNetwork: reference(networkId), virtualNetworkLinkState: 'Completed' },
})

/** How many addresses of a subnet are used. */
export const usage = (networkId: string, name: string, currentValue: number, limit: number): JsonObject =>
  ({ currentValue, id: `${networkId}/subnets/${name}`, limit, name: { localizedValue: 'Subnet size and usage', value: 'SubnetSpace' }, unit: 'Count' })

/** A snapshot file with these bodies; all else is as in `open` unless said. */
export const snapshotOf = (resources: readonly JsonObject[], rest: JsonObject): JsonObject => ({
  ringfence: 1, takenAt: '2026-11-23T08:00:00Z', cloud: 'AzureCloud', workspaceId: ids.workspace, resources, refused: [], ...rest,
})

const all = { actions: ['*'], notActions: [], dataActions: [], notDataActions: [] }

/** The caller owns the subscription. */
export const ownerOf = (scope: string): JsonObject => ({ [scope]: [all] })

/** The registered namespaces of a subscription. */
export const registered = (id: string, namespaces: readonly string[]): JsonObject => ({ [id.split('/')[2] ?? '']: Object.fromEntries(namespaces.map((name) => [name, 'Registered'])) })
