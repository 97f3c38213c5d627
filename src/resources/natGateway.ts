import { apiVersion } from '../facts/ask.ts'
import { knownAt, regionOf } from './accessors.ts'
import { idsAt, ownId, toId } from './references.ts'
import type { ResourceType } from './resourceType.ts'
import type { NatGatewayWire } from './wire/natGateway.ts'

const type = 'Microsoft.Network/natGateways'

/** NAT gateways. Which subnets use one is written on the subnet. */
export const natGateway: ResourceType<'natGateways', NatGatewayWire> = {
  type,
  apiVersion: apiVersion(type),
  list: 'natGateways',
  read: (body, reading) => {
    const publicPrefixIds = idsAt(body, 'properties.publicIpPrefixes', reading)
    const tier = knownAt(body, 'sku.name', ['Standard'])
    return {
      id: ownId(body, reading), region: regionOf(body), publicAddressIds: idsAt(body, 'properties.publicIpAddresses', reading),
      ...(publicPrefixIds.length === 0 ? {} : { publicPrefixIds }), ...(tier === '' || tier === 'Standard' ? {} : { tier }),
    }
  },
  create: ({ region }) => ({ location: region, sku: { name: 'Standard' } }),
  manage: ({ publicAddressIds }) => ({ properties: { publicIpAddresses: publicAddressIds.map(toId) } }),
  // Its PATCH takes tags only.
  update: 'put',
}
