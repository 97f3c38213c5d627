import { type ArmId, idKey, typeOf } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import type { PrivateEndpoint } from '../../estate/network.ts'
import { componentOf, endpointsOf, entryOf, networkOf, relation, seen } from '../../estate/questions.ts'
import { resolvingNetworkIds } from '../../estate/resolution.ts'
import type { Component, LinkScope } from '../../estate/services.ts'
import { zones } from '../../facts/ask.ts'
import type { Choices } from '../choices.ts'
import { type Place, unknownAt } from '../rule.ts'

/** The sub-resource of a private link scope. */
export const group = 'azuremonitor'

/** Places for the component where there is one: none without, unknown where it was not readable. */
export function ofComponent(estate: Estate, places: (component: Component) => readonly Place[]): readonly Place[] {
  const component = componentOf(estate)
  if (component === null) return []
  return component === 'unread' ? [unknownAt(estate.workspace.componentId ?? estate.workspace.id, estate.workspace.componentId ?? 'Microsoft.Insights/components')] : places(component)
}

/** The scopes that hold a component or a Log Analytics workspace, by id. */
export const scopeIdsOf = (estate: Estate, linkedId: ArmId): readonly ArmId[] =>
  [...new Set(estate.scopedResources.filter((each) => each.linkedId === linkedId).map(({ scopeId }) => scopeId))].sort()

export const scopeType = 'Microsoft.Insights/privateLinkScopes'

/** Whether "in no scope" can be said of a resource: every list of scopes was read, and no scope was refused, which could be in any group. */
export const scopesAreSeen = (estate: Estate, id: ArmId): boolean =>
  seen(estate, scopeType, id) && seen(estate, `${scopeType}/scopedResources`, id) && !estate.unread.some((refused) => refused.type === null && idKey(typeOf(refused.id)) === idKey(scopeType))

/** "Secured" of the catalogue's reading: in a scope, public access off, or chosen so. */
export const isSecured = (estate: Estate, choices: Choices, component: Component): boolean =>
  choices.monitoring.decision === 'linkScope' || scopeIdsOf(estate, component.id).length > 0 || component.exposure.ingestion === 'closed' || component.exposure.query === 'closed'

/** Places for a component that is secured or to be. */
export const ofSecured = (estate: Estate, choices: Choices, places: (component: Component) => readonly Place[]): readonly Place[] =>
  ofComponent(estate, (component) => (isSecured(estate, choices, component) ? places(component) : []))

/** Places for each scope that holds the component; one that the snapshot does not hold is unknown. */
export const ofScopes = (estate: Estate, choices: Choices, places: (scope: LinkScope) => readonly Place[]): readonly Place[] =>
  ofSecured(estate, choices, (component) => scopeIdsOf(estate, component.id).flatMap((id) => {
    const scope = entryOf(estate.linkScopes, id)
    return scope === undefined ? [unknownAt(id, id)] : places(scope)
  }))

/** Whether two networks resolve Azure Monitor's names alike: one resolver, or one zone of that name linked to both (MON-10). */
export function sharesDns(estate: Estate, one: ArmId, other: ArmId): boolean {
  if (one === other) return true
  const [first, second] = [resolvingNetworkIds(estate, one), resolvingNetworkIds(estate, other)]
  const [mine, theirs] = [first === 'unknown' ? [one] : first, second === 'unknown' ? [other] : second]
  if (mine.some((network) => theirs.includes(network))) return true
  const linked = (networks: readonly ArmId[]) => new Set(estate.zoneLinks.filter((link) => networks.includes(link.networkId) && monitorZoneIds(estate).includes(link.zoneId)).map(({ zoneId }) => zoneId))
  const ours = linked(mine)
  return [...linked(theirs)].some((zone) => ours.has(zone))
}

/** The zones of Azure Monitor alone: not the blob zone, which storage uses too (MON-12). */
export const monitorOnlyZones = (estate: Estate): readonly string[] => zones(group, estate.cloud).filter((zone) => !zones('blob', estate.cloud).includes(zone))

const monitorZoneIds = (estate: Estate): readonly ArmId[] => estate.zones.filter(({ name }) => monitorOnlyZones(estate).includes(name)).map(({ id }) => id)

const lives = ({ status }: PrivateEndpoint): boolean => status === 'approved' || status === 'pending'

/** Live endpoints of a scope whose names the networks resolve. */
export const sharedEndpoints = (estate: Estate, scopeId: ArmId, networks: readonly ArmId[]): readonly PrivateEndpoint[] =>
  endpointsOf(estate, scopeId, group).filter((endpoint) => lives(endpoint) && networks.some((network) => sharesDns(estate, network, networkOf(endpoint.subnetId))))

/** Endpoints of a scope that the networks reach: in them, in a peered one, or in one with the same DNS. */
export const reachableEndpoints = (estate: Estate, scopeId: ArmId, networks: readonly ArmId[]): readonly PrivateEndpoint[] =>
  endpointsOf(estate, scopeId, group).filter(({ subnetId }) =>
    networks.length === 0 || networks.some((network) => relation(estate, network, networkOf(subnetId)) !== 'unrelated' || sharesDns(estate, network, networkOf(subnetId))))

/** Scopes with a live endpoint where the networks' names are resolved, by id. */
export function scopesServing(estate: Estate, networks: readonly ArmId[]): readonly ArmId[] {
  const targets = [...new Set(estate.endpoints.filter((endpoint) => endpoint.groups.includes(group)).map(({ targetId }) => targetId))].sort()
  return targets.filter((target) => sharedEndpoints(estate, target, networks).length > 0)
}
