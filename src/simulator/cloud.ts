/** A little Azure: a world goes in, a fetch comes out. */
import { isObject, type JsonObject } from '../base/json.ts'
import { type Caller, heard } from './arm/caller.ts'
import { preflight, readable } from './arm/cors.ts'
import * as errors from './arm/errors.ts'
import { actionOf, answers, faulty } from './arm/faulty.ts'
import { counted, countedQuery, type Passed, withCount } from './arm/throttle.ts'
import { may, refusalOf } from './arm/rights.ts'
import { checkedQuery, checkedTenant } from './arm/gates.ts'
import { parameter } from './arm/paging.ts'
import { entra } from './entra/entra.ts'
import { tokenFor } from './entra/tokens.ts'
import { type Asked, struck } from './faults.ts'
import { graph } from './graph/graph.ts'
import { type Goal, type Place, type Reached, reaches } from './network/reaches.ts'
import { type Resolved, resolve } from './network/resolve.ts'
import { answerOf } from './providers/index.ts'
import type { Ask } from './providers/ask.ts'
import { bare, lost, type Reply, withHeaders } from './reply.ts'
import { isAttached, type Route, routeOf, scopeOfRoute, subscriptionOf } from './router.ts'
import { guid, next, open, type State } from './state.ts'
import type { Switch } from './switches.ts'
import { chance } from './write/durations.ts'
import { editedByOthers, followed, withOddWait, written } from './write/dispatch.ts'
import { settle } from './write/operations.ts'
import type { Fetch, World } from './world.ts'

/** A running cloud. */
export interface Cloud {
  readonly fetch: Fetch
  /** A bearer token for ARM without signing in; the first account's when no user name is given. Throws for a name that the world does not have. */
  readonly token: (who?: { readonly username?: string; readonly tenantId?: string; readonly claims?: string }) => string
  /** The resource of an id as it is now, without a request; null when there is none. */
  readonly body: (id: string) => JsonObject | null
  /** All resources as they are now. */
  readonly bodies: () => readonly JsonObject[]
  /** What a name resolves to in a network now, or from the internet (null). */
  readonly resolve: (name: string, network: string | null) => Resolved
  /** Whether a service is reached from a place now. */
  readonly reaches: (from: Place, to: Goal) => Reached
}

interface Turn {
  readonly state: State
  readonly request: Request
  readonly url: URL
  readonly asked: Asked
}

/** What of a request is counted and may be struck. */
const askedOf = (request: Request, url: URL): Asked => ({ method: request.method, path: url.pathname, part: routeOf(url.pathname)?.is === 'graph' ? 'graph' : 'arm' })

const kinds: Readonly<Record<string, 'read' | 'delete'>> = { GET: 'read', HEAD: 'read', DELETE: 'delete' }

function countedTurn({ state, asked }: Turn, caller: Caller): Passed {
  if (asked.part === 'graph') return countedQuery(state, caller.oid)
  const isPrivateDns = asked.path.toLowerCase().includes('/microsoft.network/privatednszones')
  return counted(state, { subscription: subscriptionOf(asked.path), oid: caller.oid, isPrivateDns }, kinds[asked.method] ?? 'write')
}

/** 403 or whatever was recorded, or null when the read may go on. */
function refusedRead({ state, asked }: Turn, route: Route, caller: Caller): Reply | null {
  const scope = scopeOfRoute(route)
  if (scope === null) return null
  const recorded = refusalOf(state, scope, route.is === 'list' ? route.type : route.is === 'permissions' ? 'microsoft.authorization/permissions' : null)
  if (recorded !== null && recorded.code !== 'AuthorizationFailed') return errors.recordedRefusal(recorded.status, recorded.code, scope)
  const mayAlways = route.is !== 'resource' && (route.is !== 'list' || (!isAttached(route.type) && scope.split('/').length <= 5))
  if (recorded === null && (mayAlways || may(state, actionOf(asked.method, asked.path), scope))) return null
  return errors.authorizationFailed(caller.oid, actionOf(asked.method, asked.path), scope)
}

async function read(turn: Turn, route: Route, caller: Caller): Promise<Reply> {
  const { state, url, asked, request } = turn
  const refused = refusedRead(turn, route, caller)
  if (refused !== null) return refused
  const hidden = struck(state, asked, ({ fault }) => fault === 'F46')?.name ?? null
  const ask: Ask = { state, url, caller, hidden }
  if (route.is === 'graph') return graph(ask, await request.text())
  const reply = answerOf(ask, route)
  return asked.method === 'HEAD' && reply.status === 200 ? bare(204, reply.headers) : reply
}

async function answered(turn: Turn): Promise<Reply> {
  const { state, request, url, asked } = turn
  const who = heard(state, request)
  if (!who.ok) return who.reply
  const isRead = asked.method === 'GET' || asked.method === 'HEAD' || asked.part === 'graph'
  if (!isRead) {
    const counted_ = countedTurn(turn, who.caller)
    const text = await request.text()
    return counted_.ok ? withCount(written({ state, asked, caller: who.caller, headers: request.headers, version: parameter(url, 'api-version') ?? '', text }, url), counted_) : counted_.reply
  }
  const link = followed(state, url)
  const route = routeOf(url.pathname)
  if (route === null && link === null) return errors.badPath(url.pathname)
  const wrong = link !== null || route === null ? null : checkedQuery(route, url) ?? checkedTenant(state, route, who.caller)
  if (wrong !== null) return wrong
  const passed = countedTurn(turn, who.caller)
  if (!passed.ok) return passed.reply
  if (asked.part === 'graph' && asked.method !== 'POST') return errors.methodNotAllowed(asked.method, asked.path)
  const reply = link ?? (route === null ? errors.badPath(url.pathname) : await read(turn, route, who.caller))
  return withCount(reply, passed)
}

/** F09: the true page, with a link that leads elsewhere. */
function withForeignLink(reply: Reply, origin: string): Reply {
  if (reply.body === null || !('json' in reply.body) || !isObject(reply.body.json)) return reply
  return { ...reply, body: { json: { ...reply.body.json, nextLink: `${origin}/page/2` } } }
}

/** Whether a write is carried out although its answer is lost or wrong (F02, F03, F04, F06): by variant, or in half of the seeds. */
function isCarriedOut({ state, asked }: Turn, { fault, variant, seed }: Switch): boolean {
  if (asked.method === 'GET' || asked.method === 'HEAD' || !['F02', 'F03', 'F04', 'F06'].includes(fault)) return false
  return variant === 'applied' || (seed !== undefined && chance(`${seed} ${state.count}`) < 0.5)
}

async function arm(turn: Turn): Promise<Reply | typeof lost> {
  const { state, asked } = turn
  settle(state.works, state.world.clock.now())
  const one = struck(state, asked, answers)
  if (one !== null) {
    if (isCarriedOut(turn, one)) await answered(turn)
    return faulty({ state, asked, one })
  }
  const reply = withOddWait(state, asked, await answered(turn))
  editedByOthers(state, asked)
  const change = struck(state, asked, (other) => other.fault === 'F07' || other.fault === 'F95' || (other.fault === 'F09' && !answers(other)))
  if (change === null) return reply
  if (change.fault === 'F95') return { ...withHeaders(reply, { 'access-control-expose-headers': 'Request-Context' }), cors: change.variant === 'double' ? 'refused' : 'none' }
  return change.fault === 'F07' ? { ...reply, cors: 'none' } : withForeignLink(reply, change.name ?? 'https://elsewhere.example')
}

/** What every answer of ARM carries (fault-catalogue.md H0). */
function armHeaders(state: State, request: Request): Readonly<Record<string, string>> {
  const id = guid(next(state))
  const correlation = request.headers.get('x-ms-correlation-request-id') ?? id
  const time = new Date(state.world.clock.now())
  return {
    'cache-control': 'no-cache', pragma: 'no-cache', expires: '-1', 'strict-transport-security': 'max-age=31536000; includeSubDomains', 'x-content-type-options': 'nosniff', date: time.toUTCString(),
    'x-ms-request-id': id, 'x-ms-correlation-request-id': correlation, 'x-ms-routing-request-id': `SIMULATED:${time.toISOString().replace(/[-:]|\.\d+/g, '')}:${id}`,
  }
}

function responseOf(reply: Reply): Response {
  const headers = new Headers(reply.headers)
  if (reply.body === null) return new Response(null, { status: reply.status, headers })
  if ('text' in reply.body) return new Response(reply.body.text, { status: reply.status, headers })
  headers.set('content-type', 'application/json; charset=utf-8')
  return new Response(JSON.stringify(reply.body.json), { status: reply.status, headers })
}

async function replied(state: State, request: Request): Promise<Reply | typeof lost> {
  const url = new URL(request.url)
  const { endpoints } = state.world
  if ([endpoints.authority, ...endpoints.aliases].includes(url.origin)) return entra(state, request)
  if (url.origin !== new URL(endpoints.arm).origin) return lost
  if (request.method === 'OPTIONS') return preflight()
  const reply = await arm({ state, request, url, asked: askedOf(request, url) })
  if (reply === lost) return lost
  const whole = readable(withHeaders(reply, armHeaders(state, request)), state.world.cors)
  return request.method === 'HEAD' ? { ...whole, body: null } : whole
}

/** Opens a world: the cloud that runs it, with a state of its own. */
export function openCloud(world: World): Cloud {
  const state = open(world)
  const fetch: Fetch = async (request) => {
    if (world.delay > 0) await world.clock.sleep(world.delay)
    request.signal.throwIfAborted()
    const reply = await replied(state, request)
    if (reply === lost) throw new TypeError('Failed to fetch')
    return responseOf(reply)
  }
  const now = (): State => {
    settle(state.works, world.clock.now())
    return state
  }
  return { fetch, token: (who = {}) => tokenFor(state, who), body: (id) => now().shelf.get(id), bodies: () => now().shelf.all(), resolve: (name, network) => resolve(now(), name, network), reaches: (from, to) => reaches(now(), from, to) }
}
