/** Private DNS: zones, links and records. What stands against a write is told in the status of its operation, with HTTP 200 (arm-protocol.md section 5.4, F39, F40, F69). */
import { idKey } from '../../../base/armId.ts'
import type { JsonObject } from '../../../base/json.ts'
import { bare, json } from '../../reply.ts'
import { parentKeyOf, typeKeyOf } from '../../shelf.ts'
import type { State } from '../../state.ts'
import { isDnsRecord } from '../../tracked.ts'
import { conflict, type Maker, refuse, type Remover, type Writing } from '../building.ts'
import { change } from '../keep.ts'
import { at, objectsAt, textAt, withProperties } from '../values.ts'

const linkType = 'microsoft.network/privatednszones/virtualnetworklinks'
const nameIn = (id: string): string => id.split('/').at(-1) ?? ''

/** Counts again what is in a zone. */
export function countZone(state: State, zone: string): void {
  const records = state.shelf.all().filter((body) => isDnsRecord(typeKeyOf(textAt(body, 'id'))) && parentKeyOf(textAt(body, 'id')) === idKey(zone)).length
  const hasStart = state.shelf.get(`${zone}/SOA/@`) !== null
  const links = state.shelf.childrenOf(zone, linkType)
  change(state, zone, (body) => withProperties(body, {
    numberOfRecordSets: records + (hasStart ? 0 : 1), numberOfVirtualNetworkLinks: links.length, numberOfVirtualNetworkLinksWithRegistration: links.filter((one) => at(one, 'properties.registrationEnabled') === true).length,
  }))
}

/** The etag precondition that the write does not meet, as its operation will tell; null when it meets all. */
export function unmet({ stored }: Writing, headers: { readonly match: string | null; readonly noneMatch: string | null }): { readonly code: string; readonly message: string } | null {
  const etag = textAt(stored ?? {}, 'etag')
  const isStale = headers.match !== null && (headers.match === '*' ? stored === null : headers.match !== etag)
  const isThere = headers.noneMatch === '*' && stored !== null
  return isStale || isThere ? { code: 'PreconditionFailed', message: `The condition ${isThere ? "'If-None-Match: *'" : "'If-Match'"} was not met.` } : null
}

/** A zone is global and empty at first. */
export const zone: Maker = ({ stored }, body) => {
  if (textAt(body, 'location').toLowerCase() !== 'global') return refuse('BadRequest', "The location of a private DNS zone has to be 'global'.", 'location')
  const counts = { maxNumberOfRecordSets: 25_000, maxNumberOfVirtualNetworkLinks: 1000, maxNumberOfVirtualNetworkLinksWithRegistration: 100, numberOfRecordSets: 1, numberOfVirtualNetworkLinks: 0, numberOfVirtualNetworkLinksWithRegistration: 0 }
  return { body: withProperties(body, { ...counts, ...(at(stored ?? {}, 'properties') as JsonObject | undefined) }) }
}

/** A zone with links stays. */
export const withoutZone: Remover = ({ state, id }) =>
  state.shelf.childrenOf(id, linkType).length > 0 ? conflict('CannotDeleteResource', `Can not delete resource before nested resources are deleted: ${id} has virtual network links.`) : {}

/** A link. A network is linked to a zone once, and to one zone of a name only. */
export const zoneLink: Maker = ({ state, id, stored }, body) => {
  const network = textAt(body, 'properties.virtualNetwork.id')
  const zoneId = parentKeyOf(id)
  if (state.shelf.get(network) === null) return refuse('BadRequest', `The virtual network ${network} was not found.`, 'properties.virtualNetwork')
  if (stored !== null && idKey(textAt(stored, 'properties.virtualNetwork.id')) !== idKey(network)) return refuse('BadRequest', 'The virtual network of a link cannot be changed.', 'properties.virtualNetwork')
  const others = state.shelf.ofType(linkType).filter((one) => idKey(textAt(one, 'id')) !== idKey(id) && idKey(textAt(one, 'properties.virtualNetwork.id')) === idKey(network))
  const twin = others.find((one) => parentKeyOf(textAt(one, 'id')) === zoneId)
  const overlap = others.find((one) => parentKeyOf(textAt(one, 'id')) !== zoneId && nameIn(parentKeyOf(textAt(one, 'id'))) === nameIn(zoneId))
  if (overlap !== undefined) return refuse('BadRequest', `A virtual network cannot be linked to multiple zones with overlapping namespaces: ${network} is linked with ${parentKeyOf(textAt(overlap, 'id'))} already.`)
  const twinFailure = { code: 'Conflict', message: `The virtual network ${network} is linked with this zone by ${twin === undefined ? '' : textAt(twin, 'name')} already.` }
  const defaults = { registrationEnabled: false, resolutionPolicy: 'Default' }
  const whole = withProperties(body, { ...defaults, ...(at(body, 'properties') as JsonObject), virtualNetworkLinkState: 'Completed' })
  return {
    body: whole, ...(stored === null ? { meanwhile: withProperties(whole, { virtualNetworkLinkState: 'InProgress' }) } : {}),
    ...(twin === undefined ? {} : { failure: twinFailure }), begin: () => countZone(state, zoneId), finish: () => countZone(state, zoneId),
  }
}

/** Takes a link away. */
export const withoutLink: Remover = ({ state, id }) => ({ finish: () => countZone(state, parentKeyOf(id)) })

/** A record that somebody writes by hand. */
export const record: Maker = ({ state, id, stored }, body) => {
  if (objectsAt(body, 'properties.aRecords').length === 0) return refuse('BadRequest', 'A record set of type A needs addresses.', 'properties.aRecords')
  const zoneName = nameIn(parentKeyOf(id))
  return {
    body: withProperties(body, { ttl: at(body, 'properties.ttl') ?? 3600, fqdn: `${nameIn(id)}.${zoneName}.`, isAutoRegistered: false }),
    finish: () => {
      if (stored === null) countZone(state, parentKeyOf(id))
    },
  }
}

/** Takes a record away. */
export const withoutRecord: Remover = ({ state, id }) => ({ finish: () => countZone(state, parentKeyOf(id)) })

/** The first answer of private DNS: accepted, without a body worth the name. */
export const accepted = (method: string, links: Readonly<Record<string, string>>): ReturnType<typeof json> => (method === 'DELETE' ? bare(202, links) : json(202, {}, links))
