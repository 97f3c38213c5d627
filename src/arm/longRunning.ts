/** Long-running operations: a pure decision from what was seen to what comes next (arm-protocol.md section 5). The loop is in `finish.ts`. */
import { isObject, type Json } from '../base/json.ts'
import { linkOn, samePath } from './address.ts'
import { type Fault, faultIn } from './errors.ts'
import type { Answer, Failed, Reply } from './failure.ts'
import { LONGEST_WAIT, retryAfter } from './headers.ts'
import { meaningOf, stateOf, statusOf } from './states.ts'

/** The write that an operation carries out. */
export interface Begun {
  readonly method: 'PUT' | 'PATCH' | 'POST' | 'DELETE'
  readonly url: string
}

/** Where the end of an operation will be seen. Plain data: a journal may keep it and go on with it later. */
export type Watch =
  /** `Azure-AsyncOperation`: a status resource, and where the result of an action will lie. */
  | { readonly at: 'status'; readonly link: string; readonly result: string | null }
  /** `Location`: the result itself, as soon as there is one. */
  | { readonly at: 'result'; readonly link: string }
  /** No link, or hidden: the resource until it no longer changes, or until it is gone. */
  | { readonly at: 'resource' }
  | { readonly at: 'absence' }

/** What comes next. `look`: no link tells the end; read the resource and compare it with the intent. */
export type Decision =
  | { readonly is: 'wait'; readonly watch: Watch; readonly state: string | null; readonly after: number | null }
  | { readonly is: 'done'; readonly body: Json }
  | { readonly is: 'failed'; readonly state: string; readonly fault: Fault }
  | { readonly is: 'look' }
  | ({ readonly is: 'interrupted' } & Pick<Failed, 'failure'>)

/** What is known around an exchange: time now, time since the write, failed readings in a row, and the one origin of links. */
export interface Around {
  readonly now: number
  readonly elapsed: number
  readonly unread: number
  readonly origin: string
}

/** A status link may be unknown this long after a write (fault F29). */
const EARLY = 60_000
/** So many failed readings in a row, then the resource itself is looked at. */
const MOST_UNREAD = 8

/** What the first answer to a write means. Success is never read from a link that is missing: browsers hide headers. */
export function begun(write: Begun, reply: Reply, around: Around): Decision {
  const { status, body, headers } = reply
  if (status === 204 || status === 404) return { is: 'done', body: null }
  const state = stateOf(body)
  const after = waitOf(reply)
  const watch = watchOf(write, headers, around.origin)
  if ('failure' in watch) return { is: 'interrupted', failure: watch.failure }
  if (watch.at === 'status' || watch.at === 'result') return { is: 'wait', watch, state: state ?? 'Accepted', after }
  if (state !== null && meaningOf(state) === 'failed') return { is: 'failed', state, fault: faultIn(body) }
  if (status !== 202 && (write.method === 'DELETE' || state === null || meaningOf(state) === 'succeeded')) return { is: 'done', body }
  return write.method === 'POST' ? { is: 'look' } : { is: 'wait', watch, state: state ?? 'Accepted', after }
}

/** Where to look by the headers that can be read; a link back to the resource itself counts as none. */
function watchOf({ method, url }: Begun, headers: Headers, origin: string): Watch | Pick<Failed, 'failure'> {
  const without: Watch = { at: method === 'DELETE' ? 'absence' : 'resource' }
  const links = [headers.get('azure-asyncoperation') ?? headers.get('operation-location'), headers.get('location')]
  const found = links.map((link) => (link === null ? null : linkOn(origin, link)))
  const astray = found.find((link) => link?.ok === false)
  if (astray?.ok === false) return { failure: { is: 'astray', why: 'origin', at: astray.origin } }
  const [status, location] = found.map((link) => (link?.ok === true && !samePath(link.url, url) ? link.url : null))
  if (typeof status === 'string') return { at: 'status', link: status, result: method === 'POST' ? (location ?? null) : null }
  return typeof location === 'string' && found[0] === null ? { at: 'result', link: location } : without
}

/** What a later reading means. */
export function polled(watch: Watch, answer: Answer, around: Around): Decision {
  if (!answer.ok) return unread(watch, answer, around)
  switch (watch.at) {
    case 'status': return statusRead(watch, answer, around)
    case 'result': return resultRead(watch, answer, around)
    case 'resource': return resourceRead(watch, answer)
    case 'absence': return absenceRead(watch, answer)
  }
}

/** The state is in the body, whatever the HTTP status; only where it says nothing, 202 means running. */
function statusRead(watch: Watch & { at: 'status' }, reply: Reply, around: Around): Decision {
  const state = statusOf(reply.body) ?? stateOf(reply.body) ?? (reply.status === 202 ? 'Accepted' : 'Succeeded')
  const meaning = meaningOf(state)
  if (meaning === 'failed') return { is: 'failed', state, fault: faultIn(reply.body) }
  if (meaning === 'running') return { is: 'wait', watch: moved(watch, reply, around), state, after: waitOf(reply) }
  if (watch.result !== null) return { is: 'wait', watch: { at: 'result', link: watch.result }, state, after: 0 }
  return { is: 'done', body: reply.body }
}

/** 202 is running and anything else the result, unless the body is a status that says otherwise. */
function resultRead(watch: Watch & { at: 'result' }, reply: Reply, around: Around): Decision {
  const state = (isResource(reply.body) ? null : statusOf(reply.body)) ?? stateOf(reply.body) ?? (reply.status === 202 ? 'Accepted' : 'Succeeded')
  const meaning = meaningOf(state)
  if (meaning === 'failed') return { is: 'failed', state, fault: faultIn(reply.body) }
  if (meaning === 'running') return { is: 'wait', watch: moved(watch, reply, around), state, after: waitOf(reply) }
  return { is: 'done', body: reply.body }
}

function resourceRead(watch: Watch, reply: Reply): Decision {
  const state = stateOf(reply.body)
  const meaning = state === null ? 'succeeded' : meaningOf(state)
  if (state !== null && meaning === 'failed') return { is: 'failed', state, fault: faultIn(reply.body) }
  return meaning === 'running' ? { is: 'wait', watch, state, after: waitOf(reply) } : { is: 'done', body: reply.body }
}

/** The resource is still there; a failed deletion leaves it in that state. */
function absenceRead(watch: Watch, reply: Reply): Decision {
  const state = stateOf(reply.body) ?? 'Deleting'
  return meaningOf(state) === 'failed' ? { is: 'failed', state, fault: faultIn(reply.body) } : { is: 'wait', watch, state, after: waitOf(reply) }
}

/** A reading that failed says nothing about the operation, except behind `Location`, whose final status is the verdict. */
function unread(watch: Watch, { failure }: Failed, { now, elapsed, unread: before }: Around): Decision {
  const again: Decision = { is: 'wait', watch, state: null, after: null }
  switch (failure.is) {
    case 'stopped': case 'astray': case 'signIn':
      return { is: 'interrupted', failure }
    case 'notFound':
      if (watch.at === 'absence') return { is: 'done', body: null }
      return elapsed < EARLY ? again : { is: 'look' }
    case 'throttled':
      return { ...again, after: failure.until === null ? null : Math.min(failure.until - now, LONGEST_WAIT) }
    case 'silent': case 'ambiguous':
      return before + 1 < MOST_UNREAD ? again : { is: 'look' }
    case 'denied':
      return { is: 'look' }
    case 'busy': case 'conflict': case 'stale': case 'unexpected':
      if (watch.at === 'result' && failure.status >= 400 && failure.status < 500 && failure.status !== 408) return { is: 'failed', state: `${failure.status}`, fault: failure.fault }
      return before + 1 < MOST_UNREAD ? again : { is: 'look' }
  }
}

/** Links may change on the way; a new one counts where it can be followed. */
function moved<Linked extends Watch & { readonly link: string }>(watch: Linked, { headers }: Reply, { origin }: Around): Linked {
  const link = watch.at === 'status' ? (headers.get('azure-asyncoperation') ?? headers.get('operation-location')) : headers.get('location')
  return link !== null && linkOn(origin, link).ok ? { ...watch, link } : watch
}

const isResource = (body: Json): boolean => isObject(body) && typeof body['id'] === 'string' && typeof body['type'] === 'string'

const waitOf = ({ headers }: Reply): number | null => {
  const wait = retryAfter(headers)
  return wait === null ? null : Math.min(wait, LONGEST_WAIT)
}

/** Milliseconds until the next reading: 2 s, then 5 s, 10 s, 30 s as time passes, never less than Azure asks for. */
export function interval(elapsed: number, after: number | null, least: number): number {
  const own = elapsed < 10_000 ? 2000 : elapsed < 120_000 ? 5000 : elapsed < 900_000 ? 10_000 : 30_000
  return after === 0 ? 0 : Math.max(own, after ?? 0, least)
}
