/** Keeps to Azure's limits before it has to refuse: few in flight, steady buckets, and whole kinds paused (arm-protocol.md section 7). */
import { busyIn } from '../busy.ts'
import type { Clock } from '../clock.ts'
import { faultOf } from '../errors.ts'
import { type Kind, kindOf, namespaceOf, type Policy } from '../fetch.ts'
import { LONGEST_WAIT, quotaReset, remainingIn, throttleWait } from '../headers.ts'
import { bucket, type Rate } from './bucket.ts'
import { isUnsent, mayGo, unsent } from './deadline.ts'
import { pauses } from './pauses.ts'
import { slots } from './slots.ts'

const IN_FLIGHT = 4
/** Resource Graph: its example quota is 15 queries in 5 seconds. */
const RATES: Readonly<Record<Kind, Rate>> = { read: { burst: 30, every: 200 }, write: { burst: 1, every: 1000 }, query: { burst: 15, every: 334 } }
/** At zero when one provider is busy, not the subscription (fault F21). */
const PROVIDER_REMAINING = 'x-ms-ratelimit-remaining-subscription-resource-requests'

/** Lets requests go at a pace that Azure bears. A pause longer than ten minutes is not waited for: the refusal itself is the answer. */
export const pace = (clock: Clock): Policy => {
  const buckets = { read: bucket(RATES.read), write: bucket(RATES.write), query: bucket(RATES.query) }
  const paused = pauses()
  const slot = slots(IN_FLIGHT)

  /** Learns from an answer how much is left, and whether to pause. */
  const learn = async (request: Request, answer: Response, sentAt: number): Promise<void> => {
    const [kind, now] = [kindOf(request), clock.now()]
    const throttled = answer.status === 429 && busyIn(429, faultOf(await answer.clone().text())) === null
    const left = remainingIn(answer.headers)
    if (left !== null) buckets[kind].cap(now, left)
    if (throttled) {
      const key = answer.headers.get(PROVIDER_REMAINING) === '0' ? keysOf(request)[1] : kind
      const until = paused.begin({ key, sentAt, now, wait: throttleWait(answer.headers, now), answer: answer.clone() })
      if (key === kind) buckets[kind].cap(until, 0)
      return
    }
    paused.accepted(keysOf(request), sentAt)
    const reset = kind === 'query' && left === 0 ? quotaReset(answer.headers) : null
    if (reset !== null) paused.begin({ key: kind, sentAt, now, wait: reset, answer: null })
  }

  return (next) => async (request) => {
    const keys = keysOf(request)
    for (;;) {
      const pause = paused.over(keys, clock.now())
      if (pause !== null) {
        if (pause.answer !== null && (pause.until - clock.now() > LONGEST_WAIT || !mayGo(request, pause.until))) return pause.answer.clone()
        await clock.sleep(pause.until - clock.now(), request.signal)
        continue
      }
      const at = buckets[kindOf(request)].take(clock.now())
      if (at > clock.now()) await clock.sleep(at - clock.now(), request.signal)
      const release = await slot(request.signal)
      try {
        if (paused.over(keys, clock.now()) !== null) continue
        const sentAt = clock.now()
        if (!mayGo(request, sentAt)) return unsent()
        const answer = await next(request)
        if (!isUnsent(answer)) await learn(request, answer, sentAt)
        return answer
      } finally {
        release()
      }
    }
  }
}

const keysOf = (request: Request): readonly [string, string] => [kindOf(request), `${kindOf(request)} ${namespaceOf(request)}`]
