/** Resources themselves: one by its id, all of a type in a scope, all children of a parent. */
import { idKey } from '../../base/armId.ts'
import type { JsonObject } from '../../base/json.ts'
import { enveloped, resourceNotFound } from '../arm/errors.ts'
import { paged } from '../arm/paging.ts'
import { usagesOf } from '../network/addresses.ts'
import { json, type Reply } from '../reply.ts'
import { isAttached } from '../router.ts'
import { shapeOf } from '../shapes.ts'
import { parentKeyOf, typeKeyOf } from '../shelf.ts'
import { isDnsRecord } from '../tracked.ts'
import type { State } from '../state.ts'
import { type Ask, idOf, isInside, visible } from './ask.ts'
import { attachedTo } from './authorization.ts'
import { regional } from './regional.ts'

const groupIn = (id: string): string => /\/resourcegroups\/([^/]+)/i.exec(id)?.[1] ?? ''

const missing = (id: string): Reply => resourceNotFound(shapeOf(typeKeyOf(id))?.type ?? typeKeyOf(id), id.split('/').at(-1) ?? '', groupIn(id))

/** `apiVersion` is a note of whoever saved the body; ARM never answers it. */
function asAnswered(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== 'apiVersion'))
}

/** A vault that was deleted and holds its name. */
function deletedVault(state: State, id: string): Reply {
  const body = state.deletedVaults.get(id.split('/').at(-1)?.toLowerCase() ?? '')
  return body === undefined ? enveloped(404, { code: 'ResourceNotFound', message: 'The specified resource does not exist.' }) : json(200, body)
}

/** One resource. */
export function resource({ state }: Ask, id: string): Reply {
  if (typeKeyOf(id) === 'microsoft.keyvault/locations/deletedvaults') return deletedVault(state, id)
  const body = state.shelf.get(id)
  return body === null ? missing(id) : json(200, asAnswered(body))
}

/** Whether a scope is a subscription or a group, as against a resource. */
const isContainer = (scope: string): boolean => scope.split('/').length <= 5

/** Every record of a zone: `ALL` is no kind of record but the list of all kinds. */
const recordsOf = (ask: Ask, zone: string): readonly JsonObject[] =>
  ask.state.shelf.all().filter((body) => isDnsRecord(typeKeyOf(idOf(body))) && parentKeyOf(idOf(body)) === idKey(zone))

/** How many addresses of each subnet are used; a network that the world does not count has an empty list. */
const usages = ({ state, url }: Ask, network: string): Reply => paged(state, url, usagesOf(state, network))

/** All of a type. In a subscription or group only what the caller may read is in the list (unverified: the documents do not say). */
export function list(ask: Ask, scope: string, type: string): Reply {
  if (isAttached(type)) return attachedTo(ask, scope, type)
  const inRegion = regional(ask, scope, type)
  if (inRegion !== null) return inRegion
  if (isContainer(scope)) return paged(ask.state, ask.url, ask.state.shelf.ofType(type).filter((body) => isInside(idOf(body), scope) && visible(ask, body)).map(asAnswered))
  if (ask.state.shelf.get(scope) === null) return missing(scope)
  if (type === 'microsoft.network/virtualnetworks/usages') return usages(ask, scope)
  const bodies = type === 'microsoft.network/privatednszones/all' ? recordsOf(ask, scope) : ask.state.shelf.childrenOf(scope, type)
  return paged(ask.state, ask.url, bodies.filter((body) => ask.hidden === null || !idKey(idOf(body)).includes(ask.hidden.toLowerCase())).map(asAnswered))
}
