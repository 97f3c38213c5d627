/** Waits for another change of the same thing, then sends the request again: it did not begin (faults F23, F36, F37). */
import { isObject, type JsonObject, parseJson } from '../../base/json.ts'
import { address } from '../address.ts'
import { type Busy, busyIn } from '../busy.ts'
import type { Clock } from '../clock.ts'
import { faultOf } from '../errors.ts'
import { type Fetch, namespaceOf, type Policy } from '../fetch.ts'
import { retryAfter } from '../headers.ts'
import { isRunning, stateOf } from '../states.ts'
import { type Waitings, waitings } from '../waiting.ts'
import { mayGo } from './deadline.ts'

const FIRST_WAIT = 10_000
const GROWTH = 1.5
const LONGEST = 180_000
/** After this long the busy answer is passed on. */
const LIMIT = 600_000

/** Repeats a request that another operation kept out, once what it waits for has settled; at most ten minutes, and never after its deadline. */
export const busy = (clock: Clock, { tell }: Pick<Waitings, 'tell'> = waitings()): Policy => (next) => async (request) => {
  const end = clock.now() + LIMIT
  for (let own = FIRST_WAIT; ; own = Math.min(own * GROWTH, LONGEST)) {
    const answer = await next(request.clone())
    const found = answer.status === 409 || answer.status === 429 ? busyIn(answer.status, faultOf(await answer.clone().text())) : null
    if (found === null) return answer
    const wait = Math.max(own, found.wait ?? 0, retryAfter(answer.headers) ?? 0)
    if (clock.now() + wait > end || !mayGo(request, clock.now() + wait)) return answer
    tell(request, { until: clock.now() + wait, for: 'busy', names: found.names })
    await clock.sleep(wait, request.signal)
    await settled({ next, clock, request, end }, namedBy(found, request))
  }
}

interface Waiting { readonly next: Fetch; readonly clock: Clock; readonly request: Request; readonly end: number }

/** What the answer names and the request's own version can read, each subnet with its network; parents come last, as they settle last. */
function namedBy(found: Busy, request: Request): readonly string[] {
  const namespace = namespaceOf(request)
  const own = servedApart(new URL(request.url).pathname)
  const readable = found.names.filter((name) => name.toLowerCase().includes(`/providers/${namespace}/`) && servedApart(name) === own)
  return [...new Set([...readable, ...readable.flatMap(parent)])]
}

/** Zones and resolvers share the namespace of networks, and not their versions. */
const servedApart = (path: string): string | null => /\/providers\/microsoft\.network\/((?:private)?dns\w+)/i.exec(path)?.[1]?.toLowerCase() ?? null

const parent = (name: string): readonly string[] => {
  const at = name.toLowerCase().lastIndexOf('/providers/')
  const own = name.slice(at).split('/').length
  return own > 5 && !/\/locations\//i.test(name) ? [name.split('/').slice(0, -2).join('/')] : []
}

/** Reads each until it no longer changes; one that cannot be read is not waited for. */
async function settled({ next, clock, request, end }: Waiting, names: readonly string[]): Promise<void> {
  const from = new URL(request.url)
  for (const name of names) {
    const url = address(from.origin, name, { 'api-version': from.searchParams.get('api-version') ?? '' })
    while (url !== null && clock.now() < end && (await isChanging(next, url, request.signal))) await clock.sleep(FIRST_WAIT, request.signal)
  }
}

async function isChanging(next: Fetch, url: string, signal: AbortSignal): Promise<boolean> {
  const answer = await next(new Request(url, { signal, headers: { accept: 'application/json' } }))
  if (!answer.ok) return false
  const parsed = parseJson(await answer.text())
  const body: JsonObject = parsed.ok && isObject(parsed.value) ? parsed.value : {}
  const state = typeof body['status'] === 'string' ? body['status'] : stateOf(body)
  return state !== null && isRunning(state)
}
