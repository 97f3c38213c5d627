import { apiVersion } from '../facts/ask.ts'
import { textAt, wordAt } from './accessors.ts'
import { idAt, ownId } from './references.ts'
import type { ResourceType } from './resourceType.ts'

const type = 'Microsoft.Network/connections'

/** Connections of gateways to sites, circuits and other networks; read only. */
export const gatewayConnection: ResourceType<'gatewayConnections'> = {
  type,
  apiVersion: apiVersion(type),
  list: 'gatewayConnections',
  read: (body, reading) => {
    const gatewayId = idAt(body, 'properties.virtualNetworkGateway1.id', reading)
    if (gatewayId === null) return null
    return {
      id: ownId(body, reading),
      gatewayId,
      kind: textAt(body, 'properties.connectionType') ?? '',
      localGatewayId: idAt(body, 'properties.localNetworkGateway2.id', reading),
      connected: wordAt(body, 'properties.connectionStatus', ['Connected']) !== null,
    }
  },
}
