import { nameOf, parentOf } from '../base/armId.ts'
import { apiVersion } from '../facts/ask.ts'
import { objectsAt, textAt } from './accessors.ts'
import type { ResourceType } from './resourceType.ts'

const type = 'Microsoft.Network/privateDnsZones/A'

/** Address records of zones; read only, since zone groups write them. */
export const record: ResourceType<'records'> = {
  type,
  apiVersion: apiVersion(type),
  list: 'records',
  read: (body, reading) => {
    const id = reading.id(body['id'])
    if (id === null) return null
    return {
      id,
      zoneId: reading.id(parentOf(id)) ?? parentOf(id),
      name: nameOf(id).toLowerCase(),
      addresses: objectsAt(body, 'properties.aRecords').flatMap((entry) => textAt(entry, 'ipv4Address') ?? []),
    }
  },
}
