import { z } from 'zod'
import { taskNames } from '../base/taskName.ts'
import { anEntry, anId, connectionStatus, door, listOf, permission } from './entry.ts'

/** A key of the customer's that data is encrypted with. `vaultId`: the vault that holds it, null where the snapshot does not hold a vault of that name (gaps 48). */
const aCustomerKey = anEntry({ vaultId: anId.nullable() })

/**
 * The workspace. `principalId` is that of the identity that acts for it: its own, or a user-assigned one (named: `actsAs`); null where Azure does not
 * say it. `customerKey.data`: where Azure keeps what it encrypts, in a resource group of its own in the subscription or outside it.
 */
export const aWorkspace = anEntry({
  id: anId, region: z.string(), kind: z.string(), tenantId: z.string(), guid: z.string(), principalId: z.string().nullable(),
  identity: z.string(), storageAccountId: anId, vaultId: anId, registryId: anId.nullable(), componentId: anId.nullable(),
  imageBuildCompute: z.string().nullable(), highBusinessImpact: z.boolean(), legacyMode: z.boolean(),
  systemDatastoresAuth: z.enum(['accessKey', 'identity']),
  managedNetwork: z.enum(['Disabled', 'AllowInternetOutbound', 'AllowOnlyApprovedOutbound']),
  allowedAddresses: listOf(z.string()),
  exposure: anEntry({ publicAccess: door }),
  actsAs: z.literal('userAssigned').optional(),
  customerKey: anEntry({ vaultId: anId.nullable(), data: z.enum(['managedGroup', 'outsideSubscription']) }).optional(),
})
export type Workspace = z.infer<typeof aWorkspace>

/** A connection as its target lists it: the target's word on an endpoint, also one in another subscription that we cannot read. */
export const anEndpointConnection = anEntry({ id: anId, targetId: anId, endpointId: anId.nullable(), status: connectionStatus })
export type EndpointConnection = z.infer<typeof anEndpointConnection>

/** What a Kubernetes cluster for inference says of its network, where Azure tells it. `publicScoring` null: it does not say whether scoring has a public address. */
const aKubernetesNetwork = anEntry({
  subnetId: anId.nullable(), serviceRange: z.string().nullable(), dnsAddress: z.string().nullable(), dockerRange: z.string().nullable(), publicScoring: z.boolean().nullable(),
})
export type KubernetesNetwork = z.infer<typeof aKubernetesNetwork>

/** `kind` is ARM's computeType. `publicIp` and `subnetId` null: Azure did not say, or the kind has none. */
export const aCompute = anEntry({
  id: anId, region: z.string(), kind: z.string(), size: z.string().nullable(), subnetId: anId.nullable(), publicIp: z.boolean().nullable(),
  identity: z.enum(['none', 'system', 'user', 'both']), maxNodes: z.number().nullable(), createdAt: z.string().nullable(),
  kubernetes: aKubernetesNetwork.optional(),
})
export type Compute = z.infer<typeof aCompute>

/** `kind` is ARM's datastoreType. `identity`: the workspace identity reads it for the studio. */
export const aDatastore = anEntry({
  id: anId, kind: z.string(), accountName: z.string().nullable(), container: z.string().nullable(), isDefault: z.boolean(),
  credentials: z.string(), identity: z.enum(['none', 'system', 'user']),
})
export type Datastore = z.infer<typeof aDatastore>

const instance = anEntry({ tenantId: z.string(), resourceId: z.string() })

/** `exceptions.bypass` is the set written in networkAcls.bypass; `instances` are kept whatever their type (STOR-09, STOR-41). `goneSubnetIds`: subnets of rules that Azure calls dead, which let nothing in (ADDR-24). `usedBy`: other workspaces whose default account it is, as rules for them would name them. */
export const aStorageAccount = anEntry({
  id: anId, region: z.string(), kind: z.string(), sku: z.string(), hierarchical: z.boolean(), sharedKeys: z.boolean(),
  exposure: anEntry({ publicAccess: door, defaultAction: door, anonymousAccess: door }),
  exceptions: anEntry({
    bypass: listOf(z.enum(['AzureServices', 'Logging', 'Metrics'])), instances: listOf(instance), subnetIds: listOf(anId), addresses: listOf(z.string()),
    goneSubnetIds: listOf(anId).optional(),
  }),
  usedBy: listOf(instance).optional(),
  customerKey: aCustomerKey.optional(),
})
export type StorageAccount = z.infer<typeof aStorageAccount>

export const aVault = anEntry({
  id: anId, region: z.string(), softDelete: z.boolean(),
  exposure: anEntry({ publicAccess: door, defaultAction: door }),
  exceptions: anEntry({ trustedServices: permission, subnetIds: listOf(anId), addresses: listOf(z.string()) }),
})
export type Vault = z.infer<typeof aVault>

/** `replicas` are the regions added to the home region. `repositoryRoles`: roles are given by repository, where AcrPull and Owner let nobody pull (ACR-10). */
export const aRegistry = anEntry({
  id: anId, region: z.string(), sku: z.string(), adminUser: z.boolean(), replicas: listOf(z.string()), repositoryRoles: z.enum(['on', 'unknown']).optional(),
  customerKey: aCustomerKey.optional(),
  exposure: anEntry({ publicAccess: door, defaultAction: door }),
  exceptions: anEntry({ trustedServices: permission, subnetIds: listOf(anId), addresses: listOf(z.string()) }),
})
export type Registry = z.infer<typeof aRegistry>

/** An Application Insights component; `logWorkspaceId` null means classic (MON-02). */
export const aComponent = anEntry({ id: anId, region: z.string(), logWorkspaceId: anId.nullable(), exposure: anEntry({ ingestion: door, query: door }) })
export type Component = z.infer<typeof aComponent>

/** `resourcePermissions`: access mode "resource or workspace permissions" (MON-04). */
export const aLogWorkspace = anEntry({ id: anId, region: z.string(), resourcePermissions: z.boolean(), exposure: anEntry({ ingestion: door, query: door }) })
export type LogWorkspace = z.infer<typeof aLogWorkspace>

const mode = z.enum(['Open', 'PrivateOnly'])

/** A private link scope of Azure Monitor; a mode that it does not say is null. `exclusions` override the modes per endpoint connection (MON-07). */
export const aLinkScope = anEntry({
  id: anId, location: z.string(), query: mode.nullable(), ingestion: mode.nullable(),
  exclusions: listOf(anEntry({ connection: z.string(), query: mode.nullable(), ingestion: mode.nullable() })),
})
export type LinkScope = z.infer<typeof aLinkScope>

export const aScopedResource = anEntry({ id: anId, scopeId: anId, linkedId: anId })
export type ScopedResource = z.infer<typeof aScopedResource>

/** A task that no API can do for us; `id` lies in the resource that it concerns, `task` names the words for it, `data` fills them. */
export const aTask = anEntry({
  id: anId, task: z.enum(taskNames),
  data: z.record(z.string(), z.union([z.string(), z.array(z.string()).readonly()])).readonly(),
})
export type Task = z.infer<typeof aTask>
