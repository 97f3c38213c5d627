/** Resource providers of a subscription: whether they are registered, and which types and versions they have. */
import type { JsonObject } from '../../base/json.ts'
import { unknownType } from '../arm/errors.ts'
import { paged } from '../arm/paging.ts'
import { json, type Reply } from '../reply.ts'
import { subscriptionOf } from '../router.ts'
import { isNamespace, typesOf } from '../shapes.ts'
import type { State } from '../state.ts'
import { type Ask, regionsOf } from './ask.ts'

/** The namespaces of a subscription with their states. */
function statesOf(state: State, subscription: string): readonly (readonly [string, string])[] {
  const found = Object.entries(state.world.providers).find(([id]) => id.toLowerCase() === subscription.toLowerCase())
  return Object.entries(found?.[1] ?? {})
}

/** A namespace in the letters of its types. */
const namesOf = (namespace: string): string => typesOf(namespace)[0]?.type.split('/')[0] ?? namespace

/** The registration of a namespace, in the letters that Azure has for it; a known one that the world does not name is not registered. */
export function registration(state: State, subscription: string, namespace: string): { readonly namespace: string; readonly state: string } {
  const asked = state.registered.get(`${subscription}/${namespace}`.toLowerCase())
  if (asked !== undefined) return { namespace: namesOf(namespace), state: asked }
  const found = statesOf(state, subscription).find(([name]) => name.toLowerCase() === namespace.toLowerCase())
  return found === undefined ? { namespace, state: 'NotRegistered' } : { namespace: found[0], state: found[1] }
}

/** Azure shows regions by their names for people, with blanks and capitals; the regions here have none. */
function providerBody(state: State, scope: string, { namespace, state: word }: ReturnType<typeof registration>): JsonObject {
  const locations = regionsOf(state)
  const isOffered = (type: string): boolean => !(state.world.notOffered ?? []).includes(type.toLowerCase())
  return {
    id: `${scope}/providers/${namespace}`,
    namespace,
    registrationState: word,
    registrationPolicy: 'RegistrationRequired',
    resourceTypes: typesOf(namespace).map(({ type, versions }) => ({ resourceType: type.split('/').slice(1).join('/'), locations: isOffered(type) ? locations : ['elsewhere'], apiVersions: versions.toReversed() })),
  }
}

/** All providers that the subscription names, as they are now. */
export function providers({ state, url }: Ask, scope: string): Reply {
  const subscription = subscriptionOf(scope) ?? ''
  return paged(state, url, statesOf(state, subscription).map(([namespace]) => providerBody(state, scope, registration(state, subscription, namespace))))
}

/** One provider. */
export function provider({ state }: Ask, scope: string, namespace: string): Reply {
  const found = registration(state, subscriptionOf(scope) ?? '', namespace)
  if (found.state === 'NotRegistered' && !isNamespace(namespace)) return unknownType(namespace)
  return json(200, providerBody(state, scope, found))
}
