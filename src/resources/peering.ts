import { apiVersion } from '../facts/ask.ts'
import { flagAt, textsAt, wordAt } from './accessors.ts'
import { idAt, ownId, parentId } from './references.ts'
import type { ResourceType } from './resourceType.ts'

const type = 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings'

/** Peerings, one end each; read only. */
export const peering: ResourceType<'peerings'> = {
  type,
  apiVersion: apiVersion(type),
  list: 'peerings',
  read: (body, reading) => {
    const id = ownId(body, reading)
    const remoteNetworkId = idAt(body, 'properties.remoteVirtualNetwork.id', reading)
    if (remoteNetworkId === null) return null
    const peered = textsAt(body, 'properties.remoteAddressSpace.addressPrefixes')
    return {
      id,
      networkId: parentId(id, reading),
      remoteNetworkId,
      remotePrefixes: peered.length > 0 ? peered : textsAt(body, 'properties.remoteVirtualNetworkAddressSpace.addressPrefixes'),
      connected: wordAt(body, 'properties.peeringState', ['Connected']) !== null,
      usesRemoteGateways: flagAt(body, 'properties.useRemoteGateways') ?? false,
    }
  },
}
