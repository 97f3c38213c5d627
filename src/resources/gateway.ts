import { apiVersion } from '../facts/ask.ts'
import { objectsAt, regionOf, textAt, textsAt, wordAt } from './accessors.ts'
import { idAt, networkOf, ownId } from './references.ts'
import type { ResourceType } from './resourceType.ts'

const type = 'Microsoft.Network/virtualNetworkGateways'

/** Virtual network gateways; read only. */
export const gateway: ResourceType<'gateways'> = {
  type,
  apiVersion: apiVersion(type),
  list: 'gateways',
  read: (body, reading) => {
    const kind = wordAt(body, 'properties.gatewayType', ['Vpn', 'ExpressRoute'])
    const configuration = objectsAt(body, 'properties.ipConfigurations')[0] ?? {}
    const networkId = networkOf(idAt(configuration, 'properties.subnet.id', reading), reading)
    if (kind === null || networkId === null) return null
    return {
      id: ownId(body, reading),
      region: regionOf(body),
      networkId,
      kind,
      vpnType: textAt(body, 'properties.vpnType'),
      sku: textAt(body, 'properties.sku.name') ?? '',
      clientPools: textsAt(body, 'properties.vpnClientConfiguration.vpnClientAddressPool.addressPrefixes'),
      tunnels: textsAt(body, 'properties.vpnClientConfiguration.vpnClientProtocols'),
    }
  },
}
