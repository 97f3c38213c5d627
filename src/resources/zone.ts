import { nameOf } from '../base/armId.ts'
import { apiVersion } from '../facts/ask.ts'
import type { ResourceType } from './resourceType.ts'
import type { ZoneWire } from './wire/zone.ts'

const type = 'Microsoft.Network/privateDnsZones'

/** Private DNS zones; created, never changed. */
export const zone: ResourceType<'zones', ZoneWire> = {
  type,
  apiVersion: apiVersion(type),
  list: 'zones',
  read: (body, reading) => {
    const id = reading.id(body['id'])
    return id === null ? null : { id, name: nameOf(id).toLowerCase() }
  },
  create: () => ({ location: 'global' }),
}
