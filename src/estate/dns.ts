import { z } from 'zod'
import { anEntry, anId, listOf } from './entry.ts'

/** A private DNS zone; its name is the last segment of its id, in lower case in `name`. */
export const aZone = anEntry({ id: anId, name: z.string() })
export type Zone = z.infer<typeof aZone>

/**
 * A zone's link to a network. `fallsBack`: resolutionPolicy NxDomainRedirect, a missing record then resolves publicly (WKSP-28). `unfinished`:
 * Azure is still making it, or failed, so that nobody knows whether the network asks the zone.
 */
export const aZoneLink = anEntry({ id: anId, zoneId: anId, networkId: anId, registers: z.boolean(), fallsBack: z.boolean(), unfinished: z.literal(true).optional() })
export type ZoneLink = z.infer<typeof aZoneLink>

/** An A record set; `name` is relative to the zone. */
export const aRecord = anEntry({ id: anId, zoneId: anId, name: z.string(), addresses: listOf(z.string()) })
export type DnsRecord = z.infer<typeof aRecord>

/** Which zones an endpoint writes its names into. At most five, and one group an endpoint (WKSP-06). */
export const aZoneGroup = anEntry({ id: anId, endpointId: anId, zones: listOf(anEntry({ name: z.string(), zoneId: anId })) })
export type ZoneGroup = z.infer<typeof aZoneGroup>
