import { idKey, subscriptionOf, typeOf } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import { changedIds } from './changedIds.ts'

/**
 * The estate after a step, with the providers registered of what the step writes: Azure refuses a write of any other (F55). A provider
 * that the snapshot does not name is left alone, since nobody knows its state.
 */
export function registered(before: Estate, after: Estate): Estate {
  if (after.providers.every(({ state }) => state !== 'notRegistered')) return after
  const needed = new Set(changedIds(before, after).map((id) => idKey(`/subscriptions/${subscriptionOf(id)}/providers/${typeOf(id).split('/')[0] ?? ''}`)))
  const missing = (provider: Estate['providers'][number]): boolean => provider.state === 'notRegistered' && needed.has(idKey(provider.id))
  return after.providers.some(missing) ? { ...after, providers: after.providers.map((provider) => (missing(provider) ? { ...provider, state: 'registered' } : provider)) } : after
}
