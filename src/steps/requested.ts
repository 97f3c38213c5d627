import { childId, typeOf } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import type { PrivateEndpoint } from '../estate/network.ts'
import { endpointIsReplaced } from '../estate/phases.ts'
import { entryOf, withEntries } from '../estate/questions.ts'
import { right } from '../estate/rights.ts'
import type { Task } from '../estate/services.ts'
import { linkedAction } from '../facts/rights.ts'

const endpointType = 'Microsoft.Network/privateEndpoints'

/**
 * Whether the connection has to be asked for: the caller may make the endpoint and not approve it at its target, where Azure refuses the
 * whole endpoint. Of somebody who may not even make it nobody knows what whoever makes it may approve.
 */
function isAsked(estate: Estate, { id, targetId, manual }: PrivateEndpoint): boolean {
  const approval = linkedAction(endpointType, typeOf(targetId))
  return manual || (approval !== null && right(estate, targetId, approval) === 'refused' && right(estate, id, `${endpointType}/write`) !== 'refused')
}

const taskOf = ({ id, targetId, groups }: PrivateEndpoint): Task =>
  ({ id: childId(id, 'tasks', 'approveEndpoint'), task: 'approveEndpoint', data: { endpoint: id, target: targetId, groups } })

/** The estate after a step, with the new endpoints that the caller may not approve requested with a message, and a task for the owners of their targets (PRE-14). */
export function requested(before: Estate, after: Estate): Estate {
  if (before.endpoints === after.endpoints) return after
  const isMade = (endpoint: PrivateEndpoint): boolean => {
    const old = entryOf(before.endpoints, endpoint.id)
    return old === undefined || endpointIsReplaced(old, endpoint)
  }
  const asked = after.endpoints.filter((endpoint) => isMade(endpoint) && isAsked(after, endpoint))
  if (asked.length === 0) return after
  return {
    ...after, endpoints: withEntries(after.endpoints, asked.map((endpoint) => ({ ...endpoint, manual: true }))), tasks: withEntries(after.tasks, asked.map(taskOf)),
  }
}
