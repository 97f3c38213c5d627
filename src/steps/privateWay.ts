/** How a service with a firewall is reached privately: what was chosen, or what is there already. */
import type { ArmId } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import { connectionsFromElsewhere, endpointsOf, seen } from '../estate/questions.ts'
import type { Level, Place } from './rule.ts'
import type { Choices } from './choices.ts'

/** `unread`: endpoints could not be listed, and nothing else tells. */
export type Way = 'privateEndpoint' | 'serviceEndpoint' | 'undecided' | 'unread'

/** The chosen way to a target, else the one that exists: a private endpoint (also one that we cannot read) before VNet rules. */
export function wayTo(estate: Estate, target: { readonly id: ArmId; readonly subnetIds: readonly ArmId[] }, chosen: 'privateEndpoint' | 'serviceEndpoint' | 'undecided'): Way {
  if (chosen !== 'undecided') return chosen
  if (anyEndpoint(estate, target.id)) return 'privateEndpoint'
  if (target.subnetIds.length > 0) return 'serviceEndpoint'
  return seen(estate, 'Microsoft.Network/privateEndpoints', target.id) ? 'undecided' : 'unread'
}

/** Whether a private endpoint leads to the target, whatever its state, or a connection from elsewhere lives or waits; dead ones outlive their endpoint. */
export const anyEndpoint = (estate: Estate, targetId: ArmId): boolean =>
  endpointsOf(estate, targetId).length > 0 || connectionsFromElsewhere(estate, targetId).some(({ status }) => status === 'approved' || status === 'pending')

/** The level of what holds only if the studio is used; null when it is not used. While nobody said, at most `should`. */
export function studioLevel(choices: Choices): Level | null {
  const { studio } = choices.access
  return studio === 'notUsed' ? null : studio === 'used' ? 'must' : 'should'
}

/** Places of what holds only if the studio is used, with that condition while nobody said whether it is. */
export const ifStudio = ({ access }: Choices, places: readonly Place[]): readonly Place[] =>
  access.studio === 'used' ? places : places.map((place) => (place.verdict === 'unknown' ? place : { ...place, data: { ...place.data, condition: 'studio' } }))
