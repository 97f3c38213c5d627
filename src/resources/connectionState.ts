import type { ArmId } from '../base/armId.ts'
import type { Body } from '../changes/change.ts'
import { type ConnectionStatus, connectionStatus } from '../estate/entry.ts'
import { objectsAt, textAt, wordAt } from './accessors.ts'
import type { Reading } from './resourceType.ts'

/** What a connection's state says; null when it says nothing. A word that we do not know, such as Timeout, carries no traffic: disconnected. */
export function statusAt(body: Body, path: string): ConnectionStatus | null {
  const status = `${path}.status`
  if (textAt(body, status) === null) return null
  return wordAt(body, status, connectionStatus.options) ?? 'disconnected'
}

const state = 'properties.privateLinkServiceConnectionState'

/** The status in the body of a connection as its target lists it. */
export const connectionStatusOf = (connection: Body): ConnectionStatus | null => statusAt(connection, state)

/** The endpoint that a connection belongs to. */
export const endpointOf = (connection: Body, reading: Reading): ArmId | null => reading.id(textAt(connection, 'properties.privateEndpoint.id'))

/** What the target of an endpoint says of it; null when the target was not read or does not list it. */
export function targetsWord(endpointId: ArmId, target: Body | undefined, reading: Reading): ConnectionStatus | null {
  const own = objectsAt(target, 'properties.privateEndpointConnections').find((connection) => endpointOf(connection, reading) === endpointId)
  return own === undefined ? null : connectionStatusOf(own)
}
