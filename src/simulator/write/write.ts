/** A write of a resource, from its path to its answer: what stands in its way, what it asks for, and the work that it begins. */
import { isObject, type JsonObject, parseJson } from '../../base/json.ts'
import type { Caller } from '../arm/caller.ts'
import * as errors from '../arm/errors.ts'
import { answers } from '../arm/faulty.ts'
import { governed } from '../arm/gates.ts'
import { type Asked, strikes } from '../faults.ts'
import { bare, type Reply } from '../reply.ts'
import { isAttached } from '../router.ts'
import { shapeOf } from '../shapes.ts'
import { parentKeyOf } from '../shelf.ts'
import type { State } from '../state.ts'
import type { FaultId } from '../switches.ts'
import type { Built, Outcome, Writing } from './building.ts'
import { kindOf } from './kinds.ts'
import { wanted, wrongPatch } from './merge.ts'
import { denied, modified, policyDenied } from './policies.ts'
import { hasBody, wrongIn } from './shape.ts'
import { busy, linked, overQuota, precondition } from './stands.ts'
import { makerOf, removerOf } from './types/index.ts'
import { unmet } from './types/zones.ts'
import { textAt } from './values.ts'
import { begun } from './work.ts'

/** A write as it came in. */
export interface Sent {
  readonly state: State
  readonly asked: Asked
  readonly caller: Caller
  readonly headers: Headers
  readonly version: string
  readonly text: string
}

/** Faults that change what becomes of a write, instead of answering it. */
const shaping: readonly FaultId[] = ['F26', 'F28', 'F33', 'F34', 'F35', 'F36', 'F37', 'F39', 'F40', 'F53', 'F64', 'F65', 'F67', 'F93', 'F94']

const nameIn = (id: string): string => id.split('/').at(-1) ?? ''
const groupIn = (id: string): string => /\/resourcegroups\/([^/]+)/i.exec(id)?.[1] ?? ''
const missing = ({ id, type }: Pick<Writing, 'id' | 'type'>): Reply => errors.resourceNotFound(shapeOf(type)?.type ?? type, nameIn(id), groupIn(id))

/** The JSON object in a request, or the 400. */
function bodyOf(text: string, method: string): { readonly sent: JsonObject } | { readonly refused: Reply } {
  if (method === 'DELETE') return { sent: {} }
  const read = parseJson(text === '' ? '{}' : text)
  if (read.ok && isObject(read.value)) return { sent: read.value }
  return { refused: errors.enveloped(400, { code: 'InvalidRequestContent', message: 'The request content was invalid and could not be deserialized.' }, { 'x-ms-failure-cause': 'gateway' }) }
}

/** 404 for a parent or scope that is not there (F44). */
function orphan({ state, id, type }: Pick<Writing, 'state' | 'id' | 'type'>): Reply | null {
  if (isAttached(type)) {
    const scope = id.replace(/\/providers\/[^/]+\/[^/]+\/[^/]+$/, '')
    return scope.toLowerCase().includes('/providers/') && state.shelf.get(scope) === null ? errors.resourceNotFound('Resource', nameIn(scope), groupIn(scope)) : null
  }
  return type.split('/').length > 2 && state.shelf.get(parentKeyOf(id)) === null ? errors.parentNotFound(id.split('/').slice(0, -2).join('/')) : null
}

/** Types of which only what may be written is taken: the documented approvals send a connection's state alone (azure-types/examples spec-ml-privateendpointconnection-put). */
const sentAlone = /\/privateendpointconnections$/i

/** 400 for a name or id in the body that is not the path's, or for a property that the schema does not allow. */
function wrongBody({ id, type, sent, stored, method }: Writing): Reply | null {
  const name = textAt(sent, 'name')
  if (name !== '' && name.toLowerCase() !== nameIn(id).toLowerCase()) return errors.badRequest(`The name '${name}' is not the one in the path, '${nameIn(id)}'.`, 'name')
  const wrong = hasBody(type) ? wrongIn(type, sent, sentAlone.test(type) ? null : stored, method === 'PATCH' ? 'patch' : 'put') : null
  return wrong === null ? null : errors.badRequest(`The property '${wrong.path}' ${wrong.why}, in a body of '${shapeOf(type)?.type ?? type}'.`, wrong.path)
}

/** What stands against a PUT or PATCH before the type's own rules; null when nothing does. */
function refusedWrite(writing: Writing, headers: Headers): Reply | null {
  const { kind, method, stored } = writing
  if (method === 'PATCH' && kind.patch === 'none') return errors.methodNotAllowed(method, writing.id)
  const noParent = orphan(writing)
  if (noParent !== null) return noParent
  if (method === 'PATCH' && stored === null) return missing(writing)
  return wrongBody(writing) ?? (method === 'PATCH' ? wrongPatch(writing) : null) ?? precondition(writing, headers) ?? overQuota(writing)
}

const refused = (outcome: Outcome): outcome is { readonly refused: Reply } => 'refused' in outcome

/** The work with the failure that etags or other work give it. */
function withFailure(writing: Writing, built: Built, headers: Headers, failure: Built['failure']): Built {
  const said = writing.kind.etags === 'later' ? unmet(writing, { match: headers.get('if-match'), noneMatch: headers.get('if-none-match') }) : null
  const first = said ?? failure ?? built.failure
  return first === undefined ? built : { ...built, failure: first }
}

function putOrPatch(writing: Writing, headers: Headers): Reply {
  const stopped = refusedWrite(writing, headers)
  if (stopped !== null) return stopped
  const { state, id, type } = writing
  const body = modified(state, id, type, wanted(writing))
  const policy = denied(state, id, type, body)
  if (policy !== null) return policyDenied(policy)
  const notAllowed = linked(writing, body)
  if (notAllowed !== null) return notAllowed
  const early = busy(writing, [], body)
  if (early?.is === 'answer') return early.reply
  const built = makerOf(type)(writing, body)
  if (refused(built)) return built.refused
  const occupied = early ?? busy(writing, built.holds ?? [], body)
  if (occupied?.is === 'answer') return occupied.reply
  return begun(writing, withFailure(writing, built, headers, occupied?.said))
}

/** 204 for what is not there; a group that is not there was answered before (F96). */
function remove(writing: Writing, headers: Headers): Reply {
  const { stored, type } = writing
  if (stored === null) return bare(204)
  const stopped = precondition(writing, headers)
  if (stopped !== null) return stopped
  const removal = removerOf(type)(writing)
  if (removal.refused !== undefined) return removal.refused
  const occupied = busy(writing, removal.holds ?? [], null)
  if (occupied?.is === 'answer') return occupied.reply
  const { holds, finish } = removal
  return begun(writing, withFailure(writing, { body: stored, ...(holds === undefined ? {} : { holds }), ...(finish === undefined ? {} : { finish }) }, headers, occupied?.said))
}

/** The answer to a PUT, PATCH or DELETE of a resource. The query, the directory and the caller's token have been looked at. */
export function write({ state, asked, caller, headers, version, text }: Sent, id: string, type: string): Reply {
  const stopped = governed(state, { asked, oid: caller.oid, type })
  if (stopped !== null) return stopped
  const kind = kindOf(type)
  const method = asked.method
  if (kind === null || (method !== 'PUT' && method !== 'PATCH' && method !== 'DELETE')) return errors.notSimulated(`${method} ${type}`)
  const read = bodyOf(text, method)
  if ('refused' in read) return read.refused
  const stored = state.shelf.get(id)
  const faults = strikes(state, asked, shaping, (one) => !answers(one))
  const writing: Writing = { state, caller, method, id: stored === null ? id : textAt(stored, 'id') || id, type, kind, version, stored, sent: read.sent, faults }
  return method === 'DELETE' ? remove(writing, headers) : putOrPatch(writing, headers)
}
