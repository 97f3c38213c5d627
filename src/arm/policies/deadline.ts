/** A write rests on a reading, a closing on proofs, and both grow old: what waits too long in this client is given back unsent, so that they can be read anew. */
import type { Policy } from '../fetch.ts'

/** The mark of a request that must not go out after a time (milliseconds since 1970). It is taken off before the request leaves. */
export const NOT_AFTER = 'ringfence-not-after'
const UNSENT = 'ringfence-unsent'

/** Whether a request may still go out at a time. */
export const mayGo = (request: Request, at: number): boolean => at <= Number(request.headers.get(NOT_AFTER) ?? Infinity)

/** What stands for Azure's refusal where this client itself held a request back until it was too late; for how much longer (milliseconds) where that is known. */
export const unsent = (wait: number | null = null): Response =>
  new Response(null, { status: 429, headers: { [UNSENT]: '1', ...(wait === null ? {} : { 'retry-after': String(Math.ceil(wait / 1000)) }) } })

/** Whether an answer is this client's own. */
export const isUnsent = (answer: Response): boolean => answer.headers.has(UNSENT)

/** The last look before a request is signed and sent, and the end of its mark. */
export const deadline = (now: () => number): Policy => (next) => (request) => {
  if (!request.headers.has(NOT_AFTER)) return next(request)
  if (!mayGo(request, now())) return Promise.resolve(unsent())
  const plain = request.clone()
  plain.headers.delete(NOT_AFTER)
  return next(plain)
}
