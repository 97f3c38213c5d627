/** Keeps to Azure's limits before it has to refuse: few in flight, steady buckets, and whole kinds paused (arm-protocol.md section 7). */
import { busyIn } from '../busy.ts'
import type { Clock } from '../clock.ts'
import { faultOf } from '../errors.ts'
import { type Kind, kindOf, namespaceOf, type Policy } from '../fetch.ts'
import { LONGEST_WAIT, quotaReset, remainingIn, retryAfter, throttleWait } from '../headers.ts'
import { bucket, type Rate } from './bucket.ts'
import { type Waitings, waitings } from '../waiting.ts'
import { noWaits, type Wait, type Waits } from '../waits.ts'
import { isUnsent, mayGo, unsent } from './deadline.ts'
import { pauses } from './pauses.ts'
import { slots } from './slots.ts'

const IN_FLIGHT = 4
/** Resource Graph: its example quota is 15 queries in 5 seconds. */
const RATES: Readonly<Record<Kind, Rate>> = { read: { burst: 30, every: 200 }, write: { burst: 1, every: 1000 }, query: { burst: 15, every: 334 } }
/** At zero when one provider is busy, not the subscription (fault F21). */
const PROVIDER_REMAINING = 'x-ms-ratelimit-remaining-subscription-resource-requests'

/** A request that went out: what holds it back, and when it went. */
interface Sent { readonly keys: readonly string[]; readonly sentAt: number }

/**
 * Lets requests go at a pace that Azure bears, and none before a time that Azure named for it, also in an earlier program where `waits` are kept.
 * A pause longer than ten minutes is not waited for: the refusal itself is the answer.
 */
export const pace = (clock: Clock, waits: Waits = noWaits, { tell }: Pick<Waitings, 'tell'> = waitings()): Policy => {
  const buckets = { read: bucket(RATES.read), write: bucket(RATES.write), query: bucket(RATES.query) }
  const paused = pauses(waits)
  const slot = slots(IN_FLIGHT)

  /** Learns from an answer how much is left, and whether to pause. */
  const learn = async (request: Request, answer: Response, { keys, sentAt }: Sent): Promise<void> => {
    const [kind, now] = [kindOf(request), clock.now()]
    const wait = answer.status === 429 ? throttleWait(answer.headers, now) : retryAfter(answer.headers, now)
    for (const one of wait === null ? [] : heldBy(request, answer, now + wait)) paused.hold(answer.ok ? { ...one, until: Math.min(one.until, now + LONGEST_WAIT) } : one, answer.ok ? null : answer.clone())
    const throttled = answer.status === 429 && busyIn(429, faultOf(await answer.clone().text())) === null
    const left = remainingIn(answer.headers)
    if (left !== null) buckets[kind].cap(now, left)
    if (throttled) {
      const key = answer.headers.get(PROVIDER_REMAINING) === '0' ? keysOf(request)[1] : kind
      const until = paused.begin({ key, sentAt, now, wait, answer: answer.clone() })
      if (key === kind) buckets[kind].cap(until, 0)
      return
    }
    paused.accepted(keys, sentAt)
    const reset = kind === 'query' && left === 0 ? quotaReset(answer.headers) : null
    if (reset !== null) paused.begin({ key: kind, sentAt, now, wait: reset, answer: null })
  }

  return (next) => async (request) => {
    const keys = [...keysOf(request), sameAs(request.method, request.url)]
    for (;;) {
      const pause = paused.over(keys, clock.now())
      if (pause !== null) {
        const wait = pause.until - clock.now()
        if (wait > LONGEST_WAIT) return pause.answer?.clone() ?? unsent(wait)
        tell(request, { until: pause.until, for: paused.over(keysOf(request), clock.now()) === null ? 'askedToWait' : 'throttled', names: [] })
        // The earlier refusal said how long from then; what is left of it is known here alone.
        if (!mayGo(request, pause.until)) return unsent(wait)
        await clock.sleep(wait, request.signal)
        continue
      }
      const own = buckets[kindOf(request)]
      const turn = own.next(clock.now())
      if (!mayGo(request, turn)) return unsent(turn - clock.now())
      const at = own.take(clock.now())
      if (at > clock.now()) await clock.sleep(at - clock.now(), request.signal)
      const release = await slot(request.signal)
      try {
        if (paused.over(keys, clock.now()) !== null) continue
        const sentAt = clock.now()
        if (!mayGo(request, sentAt)) return unsent()
        const answer = await next(request)
        if (!isUnsent(answer)) await learn(request, answer, { keys, sentAt })
        return answer
      } finally {
        release()
      }
    }
  }
}

/** One request, whatever its version and the signature of its link. */
const sameAs = (method: string, url: string): string => `${method} ${new URL(url).pathname.toLowerCase()}`

/** What an answer that names a time holds back: the same request, and the looks at its work where it has them looked for. */
const heldBy = ({ method, url }: Request, { headers }: Response, until: number): readonly Wait[] => {
  const links = ['azure-asyncoperation', 'operation-location', 'location'].flatMap((name) => headers.get(name) ?? []).filter((link) => URL.canParse(link, url))
  return [sameAs(method, url), ...links.map((link) => sameAs('GET', new URL(link, url).href))].map((key) => ({ key, until }))
}

const keysOf = (request: Request): readonly [string, string] => [kindOf(request), `${kindOf(request)} ${namespaceOf(request)}`]
