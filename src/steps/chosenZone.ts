/** Which zone an endpoint writes its names into: the one that its clients ask, and none that holds the record of another network's endpoint. */
import { type ArmId, groupOf, idKey, nameOf, resourceId, subscriptionOf } from '../base/armId.ts'
import type { Zone } from '../estate/dns.ts'
import type { Estate } from '../estate/estate.ts'
import type { PrivateEndpoint } from '../estate/network.ts'
import { endpointAddresses, endpointsOf, entryOf, networkOf } from '../estate/questions.ts'
import { resolvingNetworkIds } from '../estate/resolution.ts'
import { zones } from '../facts/ask.ts'
import type { Choices } from './choices.ts'
import { zoneScope } from './names.ts'
import type { PathTarget } from './privatePath.ts'

/** An endpoint, what it leads to, and the network from which it is used. */
export interface Way {
  readonly target: PathTarget
  readonly endpoint: PrivateEndpoint
  readonly client: ArmId
}

/** The networks whose links decide what a network resolves; itself while that is not known. */
export const resolversOf = (estate: Estate, networkId: ArmId): readonly ArmId[] => {
  const resolving = resolvingNetworkIds(estate, networkId)
  return resolving === 'unknown' ? [networkId] : resolving
}

/** The zone of a name that a network asks: it is linked to one of a name at most. */
export const askedZone = (estate: Estate, name: string, networkId: ArmId): ArmId | undefined =>
  estate.zoneLinks.find((link) => link.networkId === networkId && idKey(nameOf(link.zoneId)) === name)?.zoneId

/** Approved endpoints of the same sub-resource in other networks. */
const elsewhere = (estate: Estate, { targetId, group }: PathTarget, client: ArmId): readonly PrivateEndpoint[] =>
  endpointsOf(estate, targetId, group).filter(({ status, subnetId }) => status === 'approved' && networkOf(subnetId) !== client)

/** Whether an endpoint's records are in a zone, by its zone group or by hand. */
function writes(estate: Estate, endpoint: PrivateEndpoint, zoneId: ArmId): boolean {
  const addresses = endpointAddresses(endpoint)
  return estate.zoneGroups.some((group) => group.endpointId === endpoint.id && group.zones.some((zone) => zone.zoneId === zoneId))
    || estate.records.some((record) => record.zoneId === zoneId && record.addresses.some((address) => addresses.includes(address)))
}

/** Endpoints in other networks whose records are where the clients ask: one of their own would take the record from them (WKSP-07). */
export function rivals(estate: Estate, target: PathTarget, client: ArmId): readonly PrivateEndpoint[] {
  const asked = zones(target.group, estate.cloud).flatMap((name) => resolversOf(estate, client).flatMap((id) => askedZone(estate, name, id) ?? []))
  return elsewhere(estate, target, client).filter((endpoint) => asked.some((zoneId) => writes(estate, endpoint, zoneId)))
}

/**
 * The zone of a name for an endpoint: the one that its clients ask, since Azure links no second one of the name, unless the endpoint's own is
 * asked by others; else that of its zone group; else a readable one without a record of another network's endpoint; else a new one.
 */
export function chosenZone(estate: Estate, choices: Choices, name: string, { target, endpoint, client }: Way): Zone | null {
  const sameName = estate.zones.filter((zone) => zone.name === name)
  const resolvers = resolversOf(estate, client)
  const own = entryOf(sameName, estate.zoneGroups.find(({ endpointId }) => endpointId === endpoint.id)?.zones.find(({ zoneId }) => idKey(nameOf(zoneId)) === name)?.zoneId ?? null)
  const asked = resolvers.flatMap((id) => entryOf(sameName, askedZone(estate, name, id) ?? null) ?? [])[0]
  const servesOthers = own !== undefined && estate.zoneLinks.some((link) => link.zoneId === own.id && !resolvers.includes(link.networkId))
  if (asked !== undefined && !servesOthers) return asked
  if (own !== undefined) return own
  const others = elsewhere(estate, target, client)
  const untaken = sameName.filter(({ id }) => !others.some((other) => writes(estate, other, id)))
  // Where nobody knows who resolves, a zone that somebody asks is the better guess.
  const linked = resolvingNetworkIds(estate, client) === 'unknown' ? untaken.find(({ id }) => estate.zoneLinks.some((link) => link.zoneId === id)) : undefined
  const near = untaken.find(({ id }) => subscriptionOf(id) === subscriptionOf(endpoint.id))
  return linked ?? near ?? untaken[0] ?? newZone(choices, name, { client, taken: sameName }) ?? sameName[0] ?? null
}

/** A zone for this network alone stands in the network's own group, beside the one that others use. */
function newZone(choices: Choices, name: string, { client, taken }: { readonly client: ArmId; readonly taken: readonly Zone[] }): Zone | null {
  const { resourceGroup } = choices.access.placement
  const scopes = taken.length === 0 ? [zoneScope(choices)] : [groupOf(client), zoneScope(choices), resourceGroup === 'undecided' ? null : resourceGroup]
  const ids = scopes.flatMap((scope) => (scope === null ? [] : [resourceId(scope, 'Microsoft.Network/privateDnsZones', name)]))
  const id = ids.find((each) => !taken.some((zone) => idKey(zone.id) === idKey(each)))
  return id === undefined ? null : { id, name }
}
