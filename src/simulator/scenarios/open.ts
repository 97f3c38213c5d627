/** The scenario `open`: a workspace as the portal makes it, beside a network that its computes use. Its estate is the fixture of the same name. */
import type { JsonObject } from '../../base/json.ts'
import { cluster, compute, created, datastore, identity, ids, network, ownerOf, placed, registered, snapshotOf, subnet, subscription, tenant, usage, workspaceGuid } from './bodies.ts'

/** The namespaces that the scenarios have registered. */
export const namespaces = [
  'Microsoft.Network', 'Microsoft.MachineLearningServices', 'Microsoft.Storage', 'Microsoft.KeyVault', 'Microsoft.ContainerRegistry', 'Microsoft.Insights', 'Microsoft.OperationalInsights',
] as const

/** The workspace. */
export const workspace: JsonObject = placed(ids.workspace, {
  friendlyName: 'Demand', storageAccount: ids.account, keyVault: ids.vault, applicationInsights: ids.component, containerRegistry: ids.registry, hbiWorkspace: false, tenantId: tenant, workspaceId: workspaceGuid,
  imageBuildCompute: null, publicNetworkAccess: 'Enabled', v1LegacyMode: false, systemDatastoresAuthMode: 'accessKey', managedNetwork: { isolationMode: 'Disabled' }, privateEndpointConnections: [],
}, { kind: 'Default', sku: { name: 'Basic', tier: 'Basic' }, identity: { type: 'SystemAssigned', principalId: identity, tenantId: tenant }, etag: null })

/** The workspace's storage account. */
export const account: JsonObject = placed(ids.account, {
  publicNetworkAccess: 'Enabled', allowBlobPublicAccess: true, allowSharedKeyAccess: true, isHnsEnabled: false, minimumTlsVersion: 'TLS1_2', supportsHttpsTrafficOnly: true, creationTime: created, privateEndpointConnections: [],
  networkAcls: { bypass: 'AzureServices', defaultAction: 'Allow', ipRules: [], virtualNetworkRules: [], resourceAccessRules: [] },
}, { kind: 'StorageV2', sku: { name: 'Standard_LRS', tier: 'Standard' } })

/** The workspace's key vault. */
export const vault: JsonObject = placed(ids.vault, {
  tenantId: tenant, vaultUri: 'https://kv-demand.vault.azure.net/', sku: { family: 'A', name: 'standard' }, accessPolicies: [], enableRbacAuthorization: true, enableSoftDelete: true, softDeleteRetentionInDays: 90,
  publicNetworkAccess: 'Enabled', networkAcls: { bypass: 'AzureServices', defaultAction: 'Allow', ipRules: [], virtualNetworkRules: [] },
})

/** The workspace's registry. */
export const registry: JsonObject = placed(ids.registry, {
  loginServer: 'crdemand.azurecr.io', creationDate: created, adminUserEnabled: true, dataEndpointEnabled: false, publicNetworkAccess: 'Enabled', networkRuleBypassOptions: 'AzureServices',
  networkRuleSet: { defaultAction: 'Allow', ipRules: [] }, privateEndpointConnections: [],
}, { sku: { name: 'Standard', tier: 'Standard' } })

/** The workspace's Application Insights. */
export const component: JsonObject = placed(ids.component, {
  Application_Type: 'web', Name: 'appi-demand', WorkspaceResourceId: ids.logWorkspace, IngestionMode: 'LogAnalytics', RetentionInDays: 90, publicNetworkAccessForIngestion: 'Enabled', publicNetworkAccessForQuery: 'Enabled',
}, { kind: 'web' })

/** Where its logs go. */
export const logWorkspace: JsonObject = placed(ids.logWorkspace, {
  customerId: '5b0d8f3e-91c7-4a26-b8e4-6f2d1c7a9035', retentionInDays: 30, sku: { name: 'PerGB2018' }, features: { enableLogAccessUsingOnlyResourcePermissions: true },
  publicNetworkAccessForIngestion: 'Enabled', publicNetworkAccessForQuery: 'Enabled',
})

/** Its computes. */
export const computes: readonly JsonObject[] = [compute('ci-ana', 'ComputeInstance', { state: 'Running' }), cluster('cpu-train', 4)]

/** Its datastores; what they prove themselves with differs by scenario. */
export const datastores = (serviceDataAccessAuthIdentity: string): readonly JsonObject[] => [
  datastore('workspaceblobstore', { datastoreType: 'AzureBlob', isDefault: true, containerName: 'azureml-blobstore', credentials: { credentialsType: 'AccountKey' }, serviceDataAccessAuthIdentity }),
  datastore('workspacefilestore', { datastoreType: 'AzureFile', isDefault: false, fileShareName: 'azureml-filestore', credentials: { credentialsType: 'AccountKey' }, serviceDataAccessAuthIdentity }),
]

/** What all scenarios have beside the network and the workspace's services. */
export const common = { permissions: ownerOf(subscription), providers: registered(subscription, namespaces) }

/** The training subnet is the only one. */
export const openNetwork = (more: JsonObject): JsonObject => network(ids.network, '10.20.0.0/16', { subnets: [subnet(ids.network, 'snet-training', '10.20.1.0/24')], ...more })

/** The bodies of `open` beside the network. */
export const services: readonly JsonObject[] = [workspace, ...computes, ...datastores('None'), account, vault, registry, component, logWorkspace]

/** The snapshot. */
export const open: JsonObject = snapshotOf([...services, openNetwork({})], { ...common, usages: { [ids.network]: [usage(ids.network, 'snet-training', 6, 251)] } })
