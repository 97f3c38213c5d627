/** The seam of the client: the web's own fetch, spoken by browsers, Node and the simulator alike. */
import { graphPath } from '../base/graphPath.ts'

/** Sends one request and gives its answer; rejects when there is none, and with the signal's reason when the caller stopped it. */
export type Fetch = (request: Request) => Promise<Response>

/** One behaviour around a fetch. */
export type Policy = (next: Fetch) => Fetch

/** What a request is to the limits of Azure: Resource Graph has a quota of its own, although its queries are posted. */
export type Kind = 'read' | 'write' | 'query'

/** What kind of request this is. */
export function kindOf(request: Request): Kind {
  if (request.method === 'GET' || request.method === 'HEAD') return 'read'
  const path = new URL(request.url).pathname.toLowerCase()
  return request.method === 'POST' && path === graphPath.toLowerCase() ? 'query' : 'write'
}

/** Whether sending the request twice does no more than sending it once. */
export const isRepeatable = (request: Request): boolean => kindOf(request) !== 'write'

/** The resource provider that serves the request, in lower case: the namespace after the last `providers`. */
export function namespaceOf(request: Request): string {
  const segments = new URL(request.url).pathname.toLowerCase().split('/')
  return segments[segments.lastIndexOf('providers') + 1] ?? ''
}
