import { childId, nameOf, parentOf } from '../base/armId.ts'
import { losesZone } from '../estate/phases.ts'
import type { ZoneGroup } from '../estate/dns.ts'
import type { Estate } from '../estate/estate.ts'
import { entryOf, networkOf } from '../estate/questions.ts'
import { apiVersion } from '../facts/ask.ts'
import { objectsAt, textAt } from './accessors.ts'
import type { ResourceType } from './resourceType.ts'
import type { ZoneGroupWire } from './wire/zoneGroup.ts'

const type = 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups'

/** Whether the group writes over the record of another endpoint of the same service, whose networks then reach the new one, or nothing (WKSP-07). */
function takesRecords(before: ZoneGroup | null, after: ZoneGroup, { from, to }: { readonly from: Estate; readonly to: Estate }): boolean {
  const own = entryOf(to.endpoints, after.endpointId)
  const added = after.zones.filter(({ zoneId }) => before === null || before.zones.every((zone) => zone.zoneId !== zoneId)).map(({ zoneId }) => zoneId)
  const others = from.endpoints.filter((other) => own !== undefined && other.id !== own.id && other.targetId === own.targetId && other.status === 'approved' && other.groups.some((group) => own.groups.includes(group)))
  return others.some(({ id }) => from.zoneGroups.some((group) => group.endpointId === id && group.zones.some(({ zoneId }) => added.includes(zoneId))))
}

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
  // Until the owner of the target approves a requested connection it carries nothing, so no name may lead to it (PRE-14).
  after: ({ endpointId }) => [childId(endpointId, 'tasks', 'approveEndpoint')],
  interrupts: (before, after, from, to) => takesRecords(before, after, { from, to }),
  removable: true,
}
