import type { Datastore } from '../estate/services.ts'
import { apiVersion } from '../facts/ask.ts'
import { flagAt, textAt, wordAt } from './accessors.ts'
import type { ResourceType } from './resourceType.ts'

const type = 'Microsoft.MachineLearningServices/workspaces/datastores'

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
      kind: textAt(body, 'properties.datastoreType') ?? '',
      // A lake of the first generation has a store of its own kind in storeName, and no storage account.
      accountName: textAt(body, 'properties.accountName'),
      container: textAt(body, 'properties.containerName') ?? textAt(body, 'properties.fileShareName') ?? textAt(body, 'properties.filesystem'),
      isDefault: flagAt(body, 'properties.isDefault') ?? false,
      credentials: textAt(body, 'properties.credentials.credentialsType') ?? 'None',
      identity: meaning[wordAt(body, 'properties.serviceDataAccessAuthIdentity', identities) ?? 'None'],
    }
  },
}
