/** What a page in a browser sees of a fetch: preflights are sent, hidden headers are gone, unreadable answers are no answers. */
import type { Fetch } from './world.ts'

/** Headers that a script may read without permission (Fetch standard). */
const alwaysReadable = new Set(['cache-control', 'content-language', 'content-length', 'content-type', 'expires', 'last-modified', 'pragma'])

/** Headers that a script may send without asking first. */
const alwaysSent = new Set(['accept', 'accept-language', 'content-language', 'content-type', 'origin', 'cookie'])
const simpleTypes = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']
const simpleMethods = new Set(['GET', 'HEAD', 'POST'])

const listed = (headers: Headers, name: string): ReadonlySet<string> => new Set((headers.get(name) ?? '').split(',').map((one) => one.trim().toLowerCase()).filter((one) => one !== ''))

const unanswered = (why: string): TypeError => new TypeError(`Failed to fetch: ${why}`)

/** The headers of a request that need the server's leave. */
function toAsk(request: Request): readonly string[] {
  const type = (request.headers.get('content-type') ?? 'text/plain').split(';')[0] ?? ''
  const names = [...request.headers.keys()].filter((name) => !alwaysSent.has(name))
  return simpleTypes.includes(type) ? names : [...names, 'content-type']
}

async function askFirst(origin: string, fetch: Fetch, request: Request): Promise<void> {
  const names = toAsk(request)
  if (names.length === 0 && simpleMethods.has(request.method)) return
  const headers = { origin, 'access-control-request-method': request.method, 'access-control-request-headers': names.join(',') }
  const answer = await fetch(new Request(request.url, { method: 'OPTIONS', headers }))
  if (!answer.ok) throw unanswered(`the preflight was answered with ${answer.status}`)
  const allowed = listed(answer.headers, 'access-control-allow-headers')
  const refused = names.filter((name) => !allowed.has(name))
  if (refused.length > 0) throw unanswered(`the preflight does not allow ${refused.join(', ')}`)
  if (!simpleMethods.has(request.method) && !listed(answer.headers, 'access-control-allow-methods').has(request.method.toLowerCase())) throw unanswered(`the preflight does not allow ${request.method}`)
}

/** The fetch of a page of `origin`; rejects with a bare `TypeError` where a browser would. */
export const seenFrom = (origin: string, fetch: Fetch): Fetch => async (request) => {
  await askFirst(origin, fetch, request)
  const asked = new Request(request)
  asked.headers.set('origin', origin)
  const answer = await fetch(asked)
  const allowed = answer.headers.get('access-control-allow-origin')
  if (allowed !== '*' && allowed !== origin) throw unanswered('the answer may not be read')
  const names = listed(answer.headers, 'access-control-expose-headers')
  const headers = new Headers([...answer.headers].filter(([name]) => alwaysReadable.has(name) || names.has(name)))
  const empty = answer.status === 204 || answer.status === 304
  return new Response(empty ? null : await answer.arrayBuffer(), { status: answer.status, statusText: answer.statusText, headers })
}
