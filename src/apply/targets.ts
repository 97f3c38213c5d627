/** What a closing depends on: the endpoints that replace the public door, and the names that must lead to them. Pure. */
import { type ArmId, idKey, typeOf } from '../base/armId.ts'
import type { JsonObject } from '../base/json.ts'
import type { Body, Change } from '../changes/change.ts'
import type { Estate } from '../estate/estate.ts'
import type { PrivateEndpoint } from '../estate/network.ts'
import { endpointsOf, networkOf, placedComputes } from '../estate/questions.ts'
import { zones } from '../facts/ask.ts'
import type { Journey, Service } from '../reach/journey.ts'
import { groupOf, type ServiceGoal } from '../reach/names.ts'
import { objectsAt, textAt } from '../resources/accessors.ts'

const byGroup: readonly Service[] = ['blob', 'file', 'queue', 'table', 'dfs']

/** The private link scopes that carry a component, a Log Analytics workspace, or the scope itself. */
function scopesOf(id: ArmId, estate: Estate): readonly ArmId[] {
  if (idKey(typeOf(id)) === 'microsoft.insights/privatelinkscopes') return [id]
  return estate.scopedResources.filter(({ linkedId }) => linkedId === id).map(({ scopeId }) => scopeId)
}

const isMonitor = (id: ArmId): boolean => /^microsoft\.(insights|operationalinsights)\//i.test(typeOf(id))

/** The endpoints that lead to what a change closes, in the estate as it should be. */
export function endpointsFor({ id }: Pick<Change, 'id'>, estate: Estate): readonly PrivateEndpoint[] {
  const targets = isMonitor(id) ? scopesOf(id, estate) : [id]
  return targets.flatMap((target) => endpointsOf(estate, target))
}

/** The services behind the door, as far as endpoints lead to them. */
export function goalsFor(change: Pick<Change, 'id'>, estate: Estate): readonly ServiceGoal[] {
  const { id } = change
  const groups = new Set(endpointsFor(change, estate).flatMap((endpoint) => endpoint.groups))
  const goal = (service: Service, targetId: ArmId = id): ServiceGoal => ({ to: 'service', service, targetId })
  switch (idKey(typeOf(id))) {
    case 'microsoft.storage/storageaccounts': return byGroup.filter((service) => groups.has(service)).map((service) => goal(service))
    case 'microsoft.keyvault/vaults': return groups.size > 0 ? [goal('vault')] : []
    case 'microsoft.containerregistry/registries': return groups.size > 0 ? [goal('registry')] : []
    case 'microsoft.machinelearningservices/workspaces': return groups.size > 0 ? [goal('api'), goal('notebooks')] : []
    case 'microsoft.insights/components': case 'microsoft.operationalinsights/workspaces': return groups.size > 0 ? [goal('ingestion')] : []
    case 'microsoft.insights/privatelinkscopes': return groups.size > 0 ? estate.scopedResources.filter(({ scopeId }) => scopeId === id).map(({ linkedId }) => goal('ingestion', linkedId)) : []
    default: return []
  }
}

/** The networks from which the names must lead to the endpoints: those of the endpoints and of the computes. */
export const networksFor = (change: Pick<Change, 'id'>, estate: Estate): readonly ArmId[] =>
  [...new Set([...endpointsFor(change, estate).map(({ subnetId }) => networkOf(subnetId)), ...placedComputes(estate).map(({ subnetId }) => networkOf(subnetId))])].sort()

/** The journeys that a change can cut off: those to the service that it closes; all of them where it is no service that journeys lead to. */
export function pathsOver({ id }: Pick<Change, 'id'>, journeys: readonly Journey[]): readonly Journey[] {
  const to = journeys.filter(({ goal }) => goal.to === 'service' && goal.targetId === id)
  return to.length > 0 ? to : journeys
}

/** The zones whose records and links count, by name. */
export const zoneNamesFor = (change: Pick<Change, 'id'>, estate: Estate): readonly string[] =>
  [...new Set(goalsFor(change, estate).flatMap(({ service }) => zones(groupOf(service), estate.cloud)))]

/** The connection of an endpoint among those that a target lists. */
export const connectionOf = (listed: readonly JsonObject[], endpoint: ArmId): JsonObject | undefined => listed.find((connection) => idKey(textAt(connection, 'properties.privateEndpoint.id') ?? '') === idKey(endpoint))

/** The connections in the body of a target. */
export const connectionsIn = (target: Body | null | undefined): readonly JsonObject[] => objectsAt(target ?? {}, 'properties.privateEndpointConnections')
