import { apiVersion } from '../facts/ask.ts'
import { regionOf } from './accessors.ts'
import { ownId } from './references.ts'
import type { ResourceType } from './resourceType.ts'
import type { RouteTableWire } from './wire/routeTable.ts'

const type = 'Microsoft.Network/routeTables'

/** Route tables. A new one is made empty; each route is an entry of its own. */
export const routeTable: ResourceType<'routeTables', RouteTableWire> = {
  type,
  apiVersion: apiVersion(type),
  list: 'routeTables',
  read: (body, reading) => ({ id: ownId(body, reading), region: regionOf(body) }),
  create: ({ region }) => ({ location: region }),
}
