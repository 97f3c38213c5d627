/** What every provider is given, and what more than one of them asks. */
import { idKey } from '../../base/armId.ts'
import type { JsonObject } from '../../base/json.ts'
import type { Caller } from '../arm/caller.ts'
import { textIn } from '../fields.ts'
import { may, refusalOf } from '../arm/rights.ts'
import type { Reply } from '../reply.ts'
import { typeKeyOf } from '../shelf.ts'
import type { State } from '../state.ts'
import type { Subscription } from '../world.ts'

/** A read that was let through: who asks, and with which query. `hidden` is a part of ids that lists leave out (F46). */
export interface Ask {
  readonly state: State
  readonly url: URL
  readonly caller: Caller
  readonly hidden: string | null
}

/** The part of a provider: a scope or id in the letters of the path, and an answer. */
export type Answer = (ask: Ask, id: string) => Reply

/** The id of a body. */
export const idOf = (body: JsonObject): string => textIn(body, 'id')

/** Whether the caller may see this body in a list. */
export const visible = ({ state, hidden }: Ask, body: JsonObject): boolean => {
  const id = idOf(body)
  return may(state, `${typeKeyOf(id)}/read`, id) && refusalOf(state, id) === null && (hidden === null || !idKey(id).includes(hidden.toLowerCase()))
}

/** Whether an id lies in a scope or is it. */
export const isInside = (id: string, scope: string): boolean => idKey(id) === idKey(scope) || idKey(id).startsWith(`${idKey(scope)}/`)

/** The subscriptions that the caller's token can see: those of its directory. */
export const subscriptionsOf = ({ state, caller }: Ask): readonly Subscription[] => state.world.subscriptions.filter(({ tenantId }) => tenantId === caller.tenantId)

/** A subscription by its GUID, in any case. */
export const subscriptionNamed = (state: State, id: string): Subscription | null => state.world.subscriptions.find((one) => one.id.toLowerCase() === id.toLowerCase()) ?? null

/** The regions that anything of the world is in. */
export const regionsOf = (state: State): readonly string[] =>
  [...new Set(state.shelf.all().flatMap((body) => (typeof body['location'] === 'string' && body['location'] !== 'global' ? [body['location']] : [])))].sort()
