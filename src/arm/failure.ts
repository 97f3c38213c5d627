/** Errors as values: what an answer, or its absence, means. */
import type { Json } from '../base/json.ts'
import { type Busy, busyIn } from './busy.ts'
import { claimsIn, tenantIn } from './challenge.ts'
import { type Ground, groundOf } from './denial.ts'
import { type Fault, faultOf } from './errors.ts'
import type { Kind } from './fetch.ts'
import { type Ids, idsOf, throttleWait } from './headers.ts'

/** What Azure answered, for every failure that comes of an answer. */
export interface Refused {
  readonly status: number
  readonly fault: Fault
  readonly ids: Ids
}

/** Why an answer led astray: another origin, a redirect, pages that never end, or a path that no request may have. */
export type Astray = 'origin' | 'redirect' | 'endless' | 'path'

/** All ways to fail. A write whose answer was lost is `ambiguous`: it may have happened, so the resource is read before anything else. */
export type Failure =
  | { readonly is: 'stopped' }
  | { readonly is: 'silent'; readonly ids: Ids }
  | { readonly is: 'ambiguous'; readonly status: number | null; readonly fault: Fault | null; readonly ids: Ids }
  | { readonly is: 'astray'; readonly why: Astray; readonly at: string }
  | ({ readonly is: 'signIn'; readonly claims: string | null; readonly tenant: string | null } & Refused)
  | ({ readonly is: 'denied'; readonly by: Ground } & Refused)
  | ({ readonly is: 'notFound' } & Refused)
  | ({ readonly is: 'throttled'; readonly until: number | null } & Refused)
  | ({ readonly is: 'busy' } & Busy & Refused)
  | ({ readonly is: 'conflict' } & Refused)
  | ({ readonly is: 'stale' } & Refused)
  | ({ readonly is: 'unexpected' } & Refused)

/** A success: status, body (null when there is none) and the headers that may be read. */
export interface Reply {
  readonly ok: true
  readonly status: number
  readonly body: Json
  readonly headers: Headers
}

/** A failure. */
export interface Failed {
  readonly ok: false
  readonly failure: Failure
}

/** What became of a request. */
export type Answer = Reply | Failed

/** A failure as an answer. */
export const failed = (failure: Failure): Failed => ({ ok: false, failure })

/** An answer without success, its text read. */
export interface Refusal {
  readonly kind: Kind
  readonly url: string
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** The failure that a refusal means. A status of 0 is a redirect that the browser does not show. */
export function failureOf({ kind, url, status, headers, text }: Refusal, now: number): Failure {
  if (status === 0 || (status >= 300 && status < 400)) return { is: 'astray', why: 'redirect', at: originOf(headers.get('location'), url) }
  const refused: Refused = { status, fault: faultOf(text), ids: idsOf(headers) }
  const busy = busyIn(status, refused.fault)
  if (busy !== null) return { is: 'busy', ...busy, ...refused }
  const challenge = headers.get('www-authenticate') ?? ''
  switch (status) {
    case 401: return { is: 'signIn', claims: claimsIn(challenge), tenant: tenantIn(challenge), ...refused }
    case 403: return { is: 'denied', by: groundOf(refused.fault), ...refused }
    case 404: case 410: return { is: 'notFound', ...refused }
    case 409: return { is: 'conflict', ...refused }
    case 412: return { is: 'stale', ...refused }
    case 429: return { is: 'throttled', until: untilOf(headers, now), ...refused }
    default: return kind === 'write' && (status === 408 || status >= 500) ? { is: 'ambiguous', ...refused } : { is: 'unexpected', ...refused }
  }
}

const untilOf = (headers: Headers, now: number): number | null => {
  const wait = throttleWait(headers)
  return wait === null ? null : now + wait
}

const originOf = (location: string | null, url: string): string =>
  location !== null && URL.canParse(location, url) ? new URL(location, url).origin : 'unknown'
