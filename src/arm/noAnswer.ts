/** The one error of a fetch that means something to us: no answer came. */
import type { Ids } from './headers.ts'

/** The error of a request without an answer, with the ids that it was sent under. */
export const unanswered = (error: unknown, ids: Ids): Error => Object.assign(new TypeError('no answer', { cause: error }), { ids })

/** The ids that an unanswered request was sent under. */
export function idsSent(error: unknown): Ids {
  const none: Ids = { request: null, correlation: null, sent: null }
  return error instanceof Error && 'ids' in error ? (error.ids as Ids) : none
}
