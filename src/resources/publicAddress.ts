import { apiVersion } from '../facts/ask.ts'
import { knownAt, regionOf, wordAt } from './accessors.ts'
import { ownId } from './references.ts'
import type { ResourceType } from './resourceType.ts'
import type { PublicAddressWire } from './wire/publicAddress.ts'

const type = 'Microsoft.Network/publicIPAddresses'

/** Public addresses. Absent sku and allocation mean Basic and Dynamic, as older versions answer. */
export const publicAddress: ResourceType<'publicAddresses', PublicAddressWire> = {
  type,
  apiVersion: apiVersion(type),
  list: 'publicAddresses',
  read: (body, reading) => ({
    id: ownId(body, reading),
    region: regionOf(body),
    sku: knownAt(body, 'sku.name', ['Basic', 'Standard']) || 'Basic',
    allocation: wordAt(body, 'properties.publicIPAllocationMethod', ['Static', 'Dynamic']) ?? 'Dynamic',
  }),
  create: ({ region, sku, allocation }) => ({
    location: region,
    sku: { name: sku },
    properties: { publicIPAllocationMethod: allocation, publicIPAddressVersion: 'IPv4' },
  }),
}
