import { parentOf } from '../base/armId.ts'
import { apiVersion } from '../facts/ask.ts'
import { wordAt } from './accessors.ts'
import type { ResourceType } from './resourceType.ts'

const type = 'Microsoft.Authorization/locks'

/** Management locks; read only. */
export const lock: ResourceType<'locks'> = {
  type,
  apiVersion: apiVersion(type),
  list: 'locks',
  read: (body, reading) => {
    const id = reading.id(body['id'])
    const level = wordAt(body, 'properties.level', ['CanNotDelete', 'ReadOnly'])
    if (id === null || level === null) return null
    return { id, scope: reading.id(parentOf(id)) ?? parentOf(id), level }
  },
}
