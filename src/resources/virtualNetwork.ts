import { apiVersion } from '../facts/ask.ts'
import { regionOf, textsAt } from './accessors.ts'
import { ownId } from './references.ts'
import type { ResourceType } from './resourceType.ts'
import type { VirtualNetworkWire } from './wire/virtualNetwork.ts'

const type = 'Microsoft.Network/virtualNetworks'

/** Virtual networks. Subnets and peerings are entries of their own, so a new network is sent without them (versions since 2023-11-01 then leave them alone). */
export const virtualNetwork: ResourceType<'networks', VirtualNetworkWire> = {
  type,
  apiVersion: apiVersion(type),
  list: 'networks',
  read: (body, reading) => ({
    id: ownId(body, reading),
    region: regionOf(body),
    prefixes: textsAt(body, 'properties.addressSpace.addressPrefixes'),
    dnsServers: textsAt(body, 'properties.dhcpOptions.dnsServers'),
  }),
  create: ({ region, dnsServers }) => ({
    location: region,
    ...(dnsServers.length > 0 ? { properties: { dhcpOptions: { dnsServers } } } : {}),
  }),
  manage: ({ prefixes }) => ({ properties: { addressSpace: { addressPrefixes: prefixes } } }),
  update: 'put',
}
