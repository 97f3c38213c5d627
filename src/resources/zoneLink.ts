import { idKey, nameOf, parentOf } from '../base/armId.ts'
import type { Body } from '../changes/change.ts'
import { apiVersion } from '../facts/ask.ts'
import { flagAt, textAt, wordAt } from './accessors.ts'
import type { ResourceType } from './resourceType.ts'
import type { ZoneLinkWire } from './wire/zoneLink.ts'

const type = 'Microsoft.Network/privateDnsZones/virtualNetworkLinks'

/** Whether Azure says that a link is not complete; updating a complete one does not end it. */
const isUnfinished = (body: Body): boolean => {
  const state = textAt(body, 'properties.virtualNetworkLinkState')
  return (state !== null && idKey(state) !== 'completed') || wordAt(body, 'properties.provisioningState', ['Creating', 'Failed', 'Canceled']) !== null
}

/** Links of zones to networks. Only automatic registration is ever changed on an existing one; its resolution policy stays (C08, WKSP-28). */
export const zoneLink: ResourceType<'zoneLinks', ZoneLinkWire> = {
  type,
  apiVersion: apiVersion(type),
  list: 'zoneLinks',
  read: (body, reading) => {
    const id = reading.id(body['id'])
    const networkId = reading.id(textAt(body, 'properties.virtualNetwork.id'))
    if (id === null || networkId === null) return null
    return {
      id, networkId,
      zoneId: reading.id(parentOf(id)) ?? parentOf(id),
      registers: flagAt(body, 'properties.registrationEnabled') ?? false,
      fallsBack: wordAt(body, 'properties.resolutionPolicy', ['NxDomainRedirect']) !== null,
      ...(isUnfinished(body) ? { unfinished: true as const } : {}),
    }
  },
  create: (link) => ({
    location: 'global',
    properties: { virtualNetwork: { id: link.networkId }, resolutionPolicy: link.fallsBack ? 'NxDomainRedirect' : 'Default' },
  }),
  manage: (link) => ({ properties: { registrationEnabled: link.registers } }),
  update: 'patch',
  locks: ({ zoneId }) => [zoneId],
  // A linked zone without its records answers that the name does not exist, so whoever writes into the zone comes first.
  after: ({ zoneId }, { zoneGroups, tasks }) => [
    ...zoneGroups.filter(({ zones }) => zones.some((written) => written.zoneId === zoneId)).map(({ id }) => id),
    ...tasks.filter(({ task, data }) => task === 'writeRecords' && data['zones']?.includes(nameOf(zoneId)) === true).map(({ id }) => id),
  ],
  // From now on every name of the zone resolves differently in the network.
  interrupts: (before) => before === null,
  removable: true,
}
