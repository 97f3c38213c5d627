import { nameOf, parentOf } from '../base/armId.ts'
import { losesZone } from '../estate/phases.ts'
import { networkOf } from '../estate/questions.ts'
import { apiVersion } from '../facts/ask.ts'
import { objectsAt, textAt } from './accessors.ts'
import type { ResourceType } from './resourceType.ts'
import type { ZoneGroupWire } from './wire/zoneGroup.ts'

const type = 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups'

/** Zone groups of endpoints: the whole list of zones in one request, since each write replaces it (C02). One with a wrong zone is made anew. */
export const zoneGroup: ResourceType<'zoneGroups', ZoneGroupWire> = {
  type,
  apiVersion: apiVersion(type),
  list: 'zoneGroups',
  read: (body, reading) => {
    const id = reading.id(body['id'])
    if (id === null) return null
    return {
      id,
      endpointId: reading.id(parentOf(id)) ?? parentOf(id),
      zones: objectsAt(body, 'properties.privateDnsZoneConfigs').flatMap((config) => {
        const zoneId = reading.id(textAt(config, 'properties.privateDnsZoneId'))
        return zoneId === null ? [] : [{ name: textAt(config, 'name') ?? nameOf(zoneId).replaceAll('.', '-'), zoneId }]
      }),
    }
  },
  create: () => ({}),
  manage: ({ zones }) => ({
    properties: { privateDnsZoneConfigs: zones.map(({ name, zoneId }) => ({ name, properties: { privateDnsZoneId: zoneId } })) },
  }),
  update: 'put',
  replaces: losesZone,
  locks: ({ endpointId }, estate) => {
    const endpoint = estate.endpoints.find(({ id }) => id === endpointId)
    return endpoint === undefined ? [endpointId] : [networkOf(endpoint.subnetId)]
  },
  removable: true,
}
