import type { Datastore } from '../estate/services.ts'
import { apiVersion } from '../facts/ask.ts'
import { flagAt, knownAt, textAt, wordAt } from './accessors.ts'
import type { ResourceType } from './resourceType.ts'

const type = 'Microsoft.MachineLearningServices/workspaces/datastores'

const kinds = ['AzureBlob', 'AzureFile', 'AzureDataLakeGen1', 'AzureDataLakeGen2'] as const
const credentials = ['None', 'AccountKey', 'Sas', 'ServicePrincipal', 'Certificate'] as const
const identities = ['None', 'WorkspaceSystemAssignedIdentity', 'WorkspaceUserAssignedIdentity'] as const
const meaning: Readonly<Record<(typeof identities)[number], Datastore['identity']>> = {
  None: 'none',
  WorkspaceSystemAssignedIdentity: 'system',
  WorkspaceUserAssignedIdentity: 'user',
}

/** Datastores of the workspace; read only. */
export const datastore: ResourceType<'datastores'> = {
  type,
  apiVersion: apiVersion(type),
  list: 'datastores',
  read: (body, reading) => {
    const id = reading.id(body['id'])
    if (id === null) return null
    return {
      id,
      kind: knownAt(body, 'properties.datastoreType', kinds),
      // A lake of the first generation has a store of its own kind in storeName, and no storage account.
      accountName: textAt(body, 'properties.accountName'),
      container: textAt(body, 'properties.containerName') ?? textAt(body, 'properties.fileShareName') ?? textAt(body, 'properties.filesystem'),
      isDefault: flagAt(body, 'properties.isDefault') ?? false,
      credentials: knownAt(body, 'properties.credentials.credentialsType', credentials) || 'None',
      identity: meaning[wordAt(body, 'properties.serviceDataAccessAuthIdentity', identities) ?? 'None'],
    }
  },
}
