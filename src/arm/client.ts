/** The ARM client: verbs, pages and Resource Graph on one fetch; replies and errors as values. */
import { type Json, parseJson } from '../base/json.ts'
import { address, linkOn } from './address.ts'
import type { Clock } from './clock.ts'
import { type Answer, failed, failureOf } from './failure.ts'
import { type Fetch, type Kind, kindOf } from './fetch.ts'
import { idsOf } from './headers.ts'
import { idsSent } from './noAnswer.ts'
import { type Listed, listed, type Pages, pagesOf, unreadable } from './paging.ts'
import { type GraphAsk, graphPagesOf, type Rows, rowsOf } from './graph.ts'
import { NOT_AFTER } from './policies/deadline.ts'
import { type Waitings, waitings } from './waiting.ts'

/** What is asked for: a resource id or another ARM path, and the version of its contract. */
export interface Ask {
  readonly path: string
  readonly apiVersion: string
  readonly query?: Readonly<Record<string, string>> | undefined
  readonly signal?: AbortSignal | undefined
}

/** A write: what is sent, and on which condition. */
export interface Write extends Ask {
  readonly body?: Json | undefined
  /** The etag that the resource must still have, or that it must not exist yet. */
  readonly only?: { readonly ifMatch: string } | 'ifAbsent' | undefined
  /** The last moment (milliseconds since 1970) at which it may go out; later the refusal that held it back is the answer, or `throttled`. */
  readonly notAfter?: number | undefined
}

/** The client. Nothing it gives throws for what Azure or the network does. */
export interface Arm {
  readonly get: (ask: Ask) => Promise<Answer>
  readonly head: (ask: Ask) => Promise<Answer>
  readonly put: (write: Write) => Promise<Answer>
  readonly patch: (write: Write) => Promise<Answer>
  readonly post: (write: Write) => Promise<Answer>
  /** A success also where there was nothing to delete. */
  readonly delete: (write: Write) => Promise<Answer>
  /** Follows a link that Azure gave, verbatim, and only on the client's own origin. */
  readonly follow: (link: string, signal?: AbortSignal) => Promise<Answer>
  /** All items of a list; with a failure those that came before it. */
  readonly list: (ask: Ask) => Promise<Listed>
  /** A list page by page. */
  readonly pages: (ask: Ask) => Pages
  /** All rows of a Resource Graph query; with a failure those that came before it. */
  readonly graph: (ask: GraphAsk) => Promise<Rows>
  /** A Resource Graph query page by page. */
  readonly graphPages: (ask: GraphAsk) => Pages
  /** Hears what its requests wait for before they go; gives what ends that. */
  readonly waiting: Waitings['listen']
}

type Method = 'GET' | 'HEAD' | 'PUT' | 'PATCH' | 'POST' | 'DELETE'

/** A client of the ARM at `origin`, on a fetch that has its policies around it. */
export function arm(fetch: Fetch, clock: Clock, origin: string, { listen }: Pick<Waitings, 'listen'> = waitings()): Arm {
  const send = (method: Method) => async ({ path, apiVersion, query, signal, ...write }: Write): Promise<Answer> => {
    const url = address(origin, path, { 'api-version': apiVersion, ...query })
    if (url === null) return failed({ is: 'astray', why: 'path', at: path })
    return exchange(fetch, clock, new Request(url, { method, signal: signal ?? null, ...payload(write) }))
  }
  const follow = async (link: string, signal?: AbortSignal): Promise<Answer> => {
    const found = linkOn(origin, link)
    if (!found.ok) return failed({ is: 'astray', why: 'origin', at: found.origin })
    return exchange(fetch, clock, new Request(found.url, { signal: signal ?? null, ...payload({}) }))
  }
  const [get, post] = [send('GET'), send('POST')]
  const pages = (ask: Ask): Pages => pagesOf(() => get(ask), (link) => follow(link, ask.signal))
  const graphPages = (ask: GraphAsk): Pages => graphPagesOf(post, ask)
  return {
    get, post, follow, pages, graphPages, waiting: listen,
    head: send('HEAD'),
    put: send('PUT'),
    patch: send('PATCH'),
    delete: async (write) => withoutMissing(await send('DELETE')(write)),
    list: (ask) => listed(pages(ask)),
    graph: (ask) => rowsOf(graphPages(ask)),
  }
}

function payload({ body, only, notAfter }: Pick<Write, 'body' | 'only' | 'notAfter'>): { readonly headers: Headers; readonly body: string | null } {
  const headers = new Headers({ accept: 'application/json' })
  if (body !== undefined) headers.set('content-type', 'application/json')
  if (notAfter !== undefined) headers.set(NOT_AFTER, String(notAfter))
  if (only === 'ifAbsent') headers.set('if-none-match', '*')
  else if (only !== undefined) headers.set('if-match', only.ifMatch)
  return { headers, body: body === undefined ? null : JSON.stringify(body) }
}

async function exchange(fetch: Fetch, clock: Clock, request: Request): Promise<Answer> {
  const [kind, { url, signal }] = [kindOf(request), request]
  try {
    const response = await fetch(request)
    const text = await response.text()
    const { status, headers } = response
    if (!response.ok) return failed(failureOf({ kind, url, status, headers, text }, clock.now()))
    return reply(kind, response, text)
  } catch (error) {
    if (!signal.aborted && !(error instanceof TypeError)) throw error
    if (signal.aborted && kind !== 'write') return failed({ is: 'stopped' })
    const ids = idsSent(error)
    return failed(kind === 'write' ? { is: 'ambiguous', status: null, fault: null, ids } : { is: 'silent', ids })
  }
}

/** A success is JSON or nothing; a page of a gateway in its place is no answer of Azure. */
function reply(kind: Kind, { status, headers }: Response, text: string): Answer {
  if (text.trim() === '') return { ok: true, status, body: null, headers }
  const parsed = parseJson(text)
  if (parsed.ok) return { ok: true, status, body: parsed.value, headers }
  if (kind === 'write') return failed({ is: 'ambiguous', status, fault: null, ids: idsOf(headers) })
  return failed(unreadable({ ok: true, status, body: null, headers }))
}

/** Deleting what is not there is done; some types say so with a 404 (arm-protocol.md section 4). */
function withoutMissing(answer: Answer): Answer {
  if (answer.ok || answer.failure.is !== 'notFound') return answer
  const { status, fault, ids } = answer.failure
  const known = fault.codes.some((code) => MISSING.has(code.toLowerCase()))
  const headers = new Headers(ids.request === null ? {} : { 'x-ms-request-id': ids.request })
  return known ? { ok: true, status, body: null, headers } : answer
}

const MISSING = new Set(['resourcegroupnotfound', 'resourcenotfound', 'parentresourcenotfound', 'notfound'])
