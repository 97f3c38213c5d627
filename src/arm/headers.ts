/** What Azure says in headers about time and identity of a request. Every header is optional: browsers hide those that are not exposed. */

/** The longest that a request waits; the contract's upper bound for `Retry-After`. */
export const LONGEST_WAIT = 600_000
const SHORTEST_WAIT = 1000
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/

/**
 * Milliseconds to wait by `Retry-After`, in seconds or as a date; null when it is absent, hidden or unreadable. At least a second.
 * A date says how long only against the server's own `Date`, which browsers hide: this clock may be wrong by minutes or days (fault F88).
 */
export function retryAfter(headers: Headers): number | null {
  const text = headers.get('retry-after')?.trim() ?? ''
  if (/^\d+$/.test(text)) return Math.max(SHORTEST_WAIT, Number(text) * 1000)
  if (/^-\d+$/.test(text)) return SHORTEST_WAIT
  const wait = HTTP_DATE.test(text) ? Date.parse(text) - Date.parse(headers.get('date') ?? '') : Number.NaN
  return Number.isNaN(wait) ? null : Math.max(SHORTEST_WAIT, wait)
}

/** Milliseconds until Resource Graph's quota is full again, told as hours, minutes and seconds; null when nothing says so. */
export function quotaReset(headers: Headers): number | null {
  const [, hours, minutes, seconds] = /^(\d+):(\d+):(\d+)/.exec(headers.get('x-ms-user-quota-resets-after')?.trim() ?? '') ?? []
  if (seconds === undefined) return null
  return Math.max(SHORTEST_WAIT, (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000)
}

/** The wait that a refusal for too many requests asks for: the longest that any header names, or null. */
export function throttleWait(headers: Headers): number | null {
  const waits = [retryAfter(headers), quotaReset(headers)].filter((wait) => wait !== null)
  return waits.length === 0 ? null : Math.max(...waits)
}

/** How many requests Azure says are left before it refuses; null when no header tells. */
export function remainingIn(headers: Headers): number | null {
  const counts = [...headers]
    .filter(([name, value]) => (name === 'x-ms-user-quota-remaining' || name.startsWith('x-ms-ratelimit-remaining-')) && /^\d+$/.test(value))
    .map(([, value]) => Number(value))
  return counts.length === 0 ? null : Math.min(...counts)
}

/** What to quote to support: the ids that Azure gave, and the one that we sent, which is known even when browsers hide the others. */
export interface Ids {
  readonly request: string | null
  readonly correlation: string | null
  readonly sent: string | null
}

/** The ids of an answer. */
export const idsOf = (headers: Headers): Ids => ({
  request: headers.get('x-ms-request-id'),
  correlation: headers.get('x-ms-correlation-request-id'),
  sent: headers.get('x-ms-client-request-id'),
})
