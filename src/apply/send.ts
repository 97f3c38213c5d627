/** From a change and a fresh body to one request; sending it is all that happens here. */
import type { Arm, Write } from '../arm/client.ts'
import type { Answer } from '../arm/failure.ts'
import { idKey } from '../base/armId.ts'
import { isObject, type Json, type JsonObject } from '../base/json.ts'
import { sha256 } from '../base/sha256.ts'
import { stableText } from '../base/stableText.ts'
import type { Body, Change, Secret } from '../changes/change.ts'
import { restate } from '../changes/restate.ts'
import { textAt } from '../resources/accessors.ts'
import { writable } from '../resources/writable.ts'
import type { Method } from './journal.ts'

/** A request that is ready. `body` holds no secret; `secrets` says where values are put in at the last moment. */
export interface Request {
  readonly method: Method
  readonly path: string
  readonly apiVersion: string
  readonly body: Body | null
  readonly only: Write['only']
  readonly secrets: readonly Secret[]
  readonly hash: string
}

/** What comes to a request at the last moment: secrets by path, which live in one call alone, and until when it may go out. */
export interface Last { readonly values: ReadonlyMap<string, string>; readonly notAfter: number | undefined; readonly signal: AbortSignal }

/** Types whose service is recorded to honour `If-None-Match` on a PUT (arm-protocol.md section 4); others may ignore it, so an own read comes first always. */
const honoursAbsence = /^microsoft\.network\/(privatednszones|virtualnetworks|privateendpoints|networksecuritygroups|routetables)(\/|$)/

/** Bodies whose etag guards a whole-body PUT. A weak etag of Azure's network services is taken as it stands. */
const etagOf = (fresh: Body | null): Write['only'] => {
  const etag = textAt(fresh ?? {}, 'etag')
  return etag === null ? undefined : { ifMatch: etag }
}

/**
 * A patch as it is sent: the objects that ARM replaces whole are completed from the fresh body, so that what we do not know of them stays
 * (F61). Outside `properties` the patch is sent as it is.
 */
export function completed(type: string, patch: Body, fresh: Body): Body {
  const wanted = patch['properties']
  if (!isObject(wanted)) return patch
  const whole = restate(writable(type, fresh), patch, [])['properties']
  if (!isObject(whole)) return patch
  const names = new Map(Object.keys(whole).map((key) => [key.toLowerCase(), key]))
  const filled = Object.entries(wanted).map(([key, value]): readonly [string, Json] => [key, isObject(value) ? (whole[names.get(key.toLowerCase()) ?? key] ?? value) : value])
  return { ...patch, properties: Object.fromEntries(filled) }
}

/** The request of a change, with the resource as it was just read; null for a task by hand. */
export function requestOf(change: Change, fresh: Body | null): Request | null {
  const at = { path: change.id as string, apiVersion: change.apiVersion, secrets: [], only: undefined }
  const hashed = (request: Omit<Request, 'hash'>): Request => ({ ...request, hash: sha256(stableText([request.method, idKey(request.path), request.body])) })
  switch (change.do) {
    case 'create': {
      // What is there already is there after a failed attempt of ours: it is written over, never beside what somebody else did meanwhile.
      const only = fresh !== null ? etagOf(fresh) : honoursAbsence.test(idKey(change.type)) ? ('ifAbsent' as const) : undefined
      return hashed({ ...at, method: 'PUT', body: change.body, secrets: change.secrets, only })
    }
    case 'update':
      return change.by === 'patch'
        ? hashed({ ...at, method: 'PATCH', body: fresh === null ? change.patch : completed(change.type, change.patch, fresh) })
        : hashed({ ...at, method: 'PUT', body: restate(writable(change.type, fresh ?? {}), change.patch, []), only: etagOf(fresh) })
    case 'delete': return hashed({ ...at, method: 'DELETE', body: null })
    case 'action': return hashed({ ...at, path: `${change.id}/${change.action}`, method: 'POST', body: null })
    case 'manual': return null
  }
}

/** A body with a value at a path such as `properties.osProfile.adminPassword`. */
export function withValue(body: JsonObject, path: string, value: Json): JsonObject {
  const [first = '', ...rest] = path.split('.')
  const inner = body[first]
  return { ...body, [first]: rest.length === 0 ? value : withValue(isObject(inner) ? inner : {}, rest.join('.'), value) }
}

/** Sends a request. */
export function send(arm: Arm, request: Request, { values, notAfter, signal }: Last): Promise<Answer> {
  const { method, path, apiVersion, only } = request
  const body = request.body === null ? undefined : [...values].reduce<JsonObject>((filled, [at, value]) => withValue(filled, at, value), request.body)
  const write: Write = { path, apiVersion, only, notAfter, signal, ...(body === undefined ? {} : { body }) }
  switch (method) {
    case 'PUT': return arm.put(write)
    case 'PATCH': return arm.patch(write)
    case 'POST': return arm.post(write)
    case 'DELETE': return arm.delete(write)
  }
}
