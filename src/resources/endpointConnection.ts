import { idKey, parentOf, typeOf } from '../base/armId.ts'
import { apiVersion } from '../facts/ask.ts'
import { connectionStatusOf, endpointOf } from './connectionState.ts'
import type { ResourceType } from './resourceType.ts'

const words = { approved: 'Approved', pending: 'Pending', rejected: 'Rejected', disconnected: 'Disconnected' } as const

/** The connections that targets of one type list. */
function connectionsOf(targetType: string): ResourceType<'connections'> {
  const type = `${targetType}/privateEndpointConnections`
  return {
    type,
    apiVersion: apiVersion(targetType),
    list: 'connections',
    holds: ({ id }) => idKey(typeOf(id)) === idKey(type),
    read: (body, reading) => {
      const id = reading.id(body['id'])
      if (id === null) return null
      return { id, targetId: reading.id(parentOf(id)) ?? parentOf(id), endpointId: endpointOf(body, reading), status: connectionStatusOf(body) ?? 'pending' }
    },
    manage: ({ status }) => ({ properties: { privateLinkServiceConnectionState: { status: words[status] } } }),
    update: 'put',
    locks: ({ targetId }) => [targetId],
    after: ({ endpointId }) => (endpointId === null ? [] : [endpointId]),
  }
}

/** Private endpoint connections as their targets list them, one type per type of target; approving is the only thing that we do to them. */
export const endpointConnections: readonly ResourceType<'connections'>[] = [
  'Microsoft.MachineLearningServices/workspaces',
  'Microsoft.Storage/storageAccounts',
  'Microsoft.KeyVault/vaults',
  'Microsoft.ContainerRegistry/registries',
  'Microsoft.Insights/privateLinkScopes',
].map(connectionsOf)
