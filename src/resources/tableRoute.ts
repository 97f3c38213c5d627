import { apiVersion } from '../facts/ask.ts'
import { textAt, wordAt } from './accessors.ts'
import { ownId, parentId } from './references.ts'
import type { ResourceType } from './resourceType.ts'
import type { TableRouteWire } from './wire/tableRoute.ts'

const type = 'Microsoft.Network/routeTables/routes'
const hops = ['Internet', 'VirtualAppliance', 'None', 'VnetLocal', 'VirtualNetworkGateway'] as const

/** Rows of route tables: made, never changed. */
export const tableRoute: ResourceType<'routes', TableRouteWire> = {
  type,
  apiVersion: apiVersion(type),
  list: 'routes',
  read: (body, reading) => {
    const id = ownId(body, reading)
    const prefix = textAt(body, 'properties.addressPrefix')
    const nextHop = wordAt(body, 'properties.nextHopType', hops)
    if (prefix === null || nextHop === null) return null
    return { id, tableId: parentId(id, reading), prefix, nextHop, nextHopAddress: textAt(body, 'properties.nextHopIpAddress') }
  },
  create: ({ prefix, nextHop, nextHopAddress }) => ({
    properties: { addressPrefix: prefix, nextHopType: nextHop, ...(nextHopAddress === null ? {} : { nextHopIpAddress: nextHopAddress }) },
  }),
  locks: ({ tableId }) => [tableId],
}
