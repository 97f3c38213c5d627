/** What stands before an answer: the query, the directory, and for writes rights, locks and registration. */
import type { Asked } from '../faults.ts'
import { registration } from '../providers/registrations.ts'
import { isInside, subscriptionNamed } from '../providers/ask.ts'
import { objectIn, textIn } from '../fields.ts'
import type { Reply } from '../reply.ts'
import { type Route, scopeOfRoute, subscriptionOf, typeOfRoute } from '../router.ts'
import { shapeOf } from '../shapes.ts'
import type { State } from '../state.ts'
import type { Caller } from './caller.ts'
import * as errors from './errors.ts'
import { actionOf } from './faulty.ts'
import { denyAssignment } from '../write/policies.ts'
import { parameter } from './paging.ts'
import { may } from './rights.ts'

const list = ['api-version', '$top', '$skiptoken']

/** Parameters that only one list takes. */
const ownParameters: Readonly<Record<string, readonly string[]>> = {
  'microsoft.machinelearningservices/workspaces/datastores': ['count', 'isDefault', 'names', 'searchText', 'orderBy', 'orderByAsc', 'skip', 'skipValidation'],
  'microsoft.machinelearningservices/workspaces/computes': ['$skip'],
}

/** The query parameters that each kind of route takes. */
function parametersOf(route: Route): readonly string[] {
  switch (route.is) {
    case 'resource': return ['api-version', '$expand', ...(ownParameters[route.type] ?? [])]
    case 'provider': return ['api-version', '$expand']
    case 'resources': return [...list, '$filter', '$expand']
    case 'list': return [...list, '$filter', '$expand', ...(ownParameters[route.type] ?? [])]
    case 'groups': return [...list, '$filter']
    case 'providers': return [...list, '$expand']
    case 'subscription':
    case 'graph': return ['api-version']
    case 'tenants':
    case 'subscriptions':
    case 'locations':
    case 'permissions': return list
  }
}

/** The 400 for a type or version that is not known, or null. */
export function checkedVersion(type: string, url: URL): Reply | null {
  const shape = shapeOf(type)
  if (shape === null) return errors.unknownType(type)
  const version = parameter(url, 'api-version')
  if (version === null || version === '') return errors.missingApiVersion()
  return shape.versions.includes(version) ? null : errors.unknownApiVersion(shape.type, version, shape.versions)
}

/** The 400 for a type, version or query parameter that is not known, or null. */
export function checkedQuery(route: Route, url: URL): Reply | null {
  const type = typeOfRoute(route)
  const unknown = checkedVersion(type, url)
  if (unknown !== null) return unknown
  const taken = new Set(parametersOf(route).map((name) => name.toLowerCase()))
  const wrong = [...url.searchParams.keys()].find((name) => !taken.has(name.toLowerCase()))
  return wrong === undefined ? null : errors.unknownQuery(wrong, shapeOf(type)?.type ?? type)
}

/** The 404 or 401 for a subscription that is not there or not of the token's directory, the 404 for a group that is not there, or null. */
export function checkedTenant(state: State, route: Route, caller: Caller): Reply | null {
  const scope = scopeOfRoute(route)
  const id = scope === null ? null : subscriptionOf(scope)
  if (scope === null || id === null) return null
  const subscription = subscriptionNamed(state, id)
  if (subscription === null) return errors.subscriptionNotFound(id)
  if (subscription.tenantId !== caller.tenantId) {
    return errors.wrongTenant(`${state.world.endpoints.authority}/${subscription.tenantId}`, caller.tenantId, subscription.tenantId)
  }
  const group = /^\/subscriptions\/[^/]+\/resourcegroups\/([^/]+)/i.exec(scope)
  return group === null || state.shelf.get(group[0]) !== null ? null : errors.groupNotFound(group[1] ?? '')
}

/** Asking about a template writes nothing: what it says of locks is in its answer. */
const onlyAsks = /\/deployments\/[^/]+\/(validate|whatif)$/i

/** The lock that stops a request, or null: ReadOnly stops every write, CanNotDelete a deletion. */
export function lockOver(state: State, { method, path }: Asked): string | null {
  if (onlyAsks.test(path)) return null
  const found = state.shelf.ofType('microsoft.authorization/locks').find((lock) => {
    const scope = textIn(lock, 'id').replace(/\/providers\/microsoft\.authorization\/locks\/[^/]+$/i, '')
    const level = textIn(objectIn(lock, 'properties'), 'level')
    return isInside(path, scope) && (level === 'ReadOnly' || method === 'DELETE')
  })
  return found === undefined ? null : textIn(found, 'id')
}

/** What stops a write: rights, a subscription that is off, locks, deny assignments, registration, in this order; null when nothing does. */
export function governed(state: State, { asked, oid, type }: { readonly asked: Asked; readonly oid: string; readonly type: string }): Reply | null {
  const { method, path } = asked
  if (!may(state, actionOf(method, path), path)) return errors.authorizationFailed(oid, actionOf(method, path), path)
  const id = subscriptionOf(path) ?? ''
  if (subscriptionNamed(state, id)?.state === 'Disabled') return errors.subscriptionDisabled(id)
  const lock = lockOver(state, asked)
  if (lock !== null) return errors.scopeLocked(path, lock)
  const refused = denyAssignment(state, oid, actionOf(method, path), path)
  if (refused !== null) return refused
  const namespace = type.split('/')[0] ?? ''
  const isPlatform = /^microsoft\.(resources|authorization)$/i.test(namespace)
  if (!isPlatform && registration(state, id, namespace).state !== 'Registered') return errors.notRegistered(shapeOf(type)?.type.split('/')[0] ?? namespace)
  return null
}
