import { apiVersion } from '../facts/ask.ts'
import { textsAt } from './accessors.ts'
import { ownId } from './references.ts'
import type { ResourceType } from './resourceType.ts'

const type = 'Microsoft.Network/localNetworkGateways'

/** Sites on premises as a VPN gateway knows them; read only. */
export const localGateway: ResourceType<'localGateways'> = {
  type,
  apiVersion: apiVersion(type),
  list: 'localGateways',
  read: (body, reading) => ({ id: ownId(body, reading), prefixes: textsAt(body, 'properties.localNetworkAddressSpace.addressPrefixes') }),
}
