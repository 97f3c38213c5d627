/** Reads are asked again; a write only where the answer says that it did not begin (faults F01 to F06, F20). */
import { busyIn } from '../busy.ts'
import type { Clock } from '../clock.ts'
import { mayGo } from './deadline.ts'
import { faultOf } from '../errors.ts'
import { isRepeatable, type Policy } from '../fetch.ts'
import { LONGEST_WAIT, retryAfter, throttleWait } from '../headers.ts'
import { type Waitings, waitings } from '../waiting.ts'

/** Waits after no answer or a fault of the service: three more attempts within 15 seconds. */
const AFTER_FAULT = [2000, 4000, 8000]
/** Waits after too many requests, when nothing says how long. */
const AFTER_THROTTLE = [5000, 10_000, 20_000, 40_000, 60_000, 60_000]

/** One attempt: what kind of request, what came (null: no answer), what it says about waiting, and how many went before. */
export interface Attempt {
  readonly repeatable: 'yes' | 'no'
  readonly status: number | null
  readonly asksFor: number | null
  readonly before: number
}

/** Milliseconds until the next attempt, never less than the answer asks for; null when there is to be none. */
export function nextAttempt({ repeatable, status, asksFor, before }: Attempt): number | null {
  if (repeatable === 'no' && status !== 429) return null
  const isFault = status === null || status === 408 || status >= 500
  const waits = status === 429 ? AFTER_THROTTLE : isFault ? AFTER_FAULT : []
  const own = waits[before]
  if (own === undefined || (asksFor ?? 0) > LONGEST_WAIT) return null
  return status === 429 ? (asksFor ?? own) : Math.max(own, asksFor ?? 0)
}

/** Repeats what may be repeated, with bounded waits. An answer that asks for more than ten minutes is passed on. */
export const retry = (clock: Clock, { tell }: Pick<Waitings, 'tell'> = waitings()): Policy => (next) => async (request) => {
  const repeatable = isRepeatable(request) ? 'yes' : 'no'
  for (let before = 0; ; before += 1) {
    const answer = await next(request.clone()).catch((error: unknown) => error)
    if (!(answer instanceof Response)) {
      const wait = request.signal.aborted || !(answer instanceof TypeError) ? null : nextAttempt({ repeatable, status: null, asksFor: null, before })
      if (wait === null) throw answer as Error
      await clock.sleep(wait, request.signal)
      continue
    }
    const asksFor = answer.status === 429 ? throttleWait(answer.headers) : retryAfter(answer.headers)
    const wait = nextAttempt({ repeatable, status: answer.status, asksFor, before })
    if (wait === null || !mayGo(request, clock.now() + wait) || (answer.status === 429 && (await isBusy(answer)))) return answer
    if (answer.status === 429) tell(request, { until: clock.now() + wait, for: 'throttled', names: [] })
    await clock.sleep(wait, request.signal)
  }
}

/** Waiting for another operation is not this policy's: `busy` has done it. */
const isBusy = async (answer: Response): Promise<boolean> => busyIn(answer.status, faultOf(await answer.clone().text())) !== null
