/** Keeps to Azure's limits before it has to refuse: few in flight, steady buckets, and whole kinds paused (arm-protocol.md section 7). */
import { busyIn } from '../busy.ts'
import type { Clock } from '../clock.ts'
import { faultOf } from '../errors.ts'
import { type Kind, kindOf, namespaceOf, type Policy } from '../fetch.ts'
import { LONGEST_WAIT, quotaReset, remainingIn, retryAfter, throttleWait } from '../headers.ts'
import { type Bucket, bucket, type Rate } from './bucket.ts'
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
  const bucketsOf = rates()
  const paused = pauses(waits)
  const slot = slots(IN_FLIGHT)

  /** Learns from an answer how much is left, and whether to pause. */
  const learn = async (request: Request, answer: Response, { keys, sentAt }: Sent): Promise<void> => {
    const [now, [key, keyOfProvider], [, own]] = [clock.now(), keysOf(request), bucketsOf(request)]
    const wait = answer.status === 429 ? throttleWait(answer.headers) : retryAfter(answer.headers)
    for (const one of wait === null ? [] : heldBy(request, answer, now + wait)) paused.hold(answer.ok ? { ...one, until: Math.min(one.until, now + LONGEST_WAIT) } : one, answer.ok ? null : answer.clone())
    const throttled = answer.status === 429 && busyIn(429, faultOf(await answer.clone().text())) === null
    const rest = remainingIn(answer.headers)
    if (rest !== null) own.cap(now, rest)
    if (throttled) {
      const isProvider = answer.headers.get(PROVIDER_REMAINING) === '0'
      const until = paused.begin({ key: isProvider ? keyOfProvider : key, sentAt, now, wait, answer: answer.clone() })
      if (!isProvider) own.cap(until, 0)
      return
    }
    paused.accepted(keys, sentAt)
    const reset = kindOf(request) === 'query' && rest === 0 ? quotaReset(answer.headers) : null
    if (reset !== null) paused.begin({ key, sentAt, now, wait: reset, answer: null })
  }

  return (next) => async (request) => {
    const many = [...keysOf(request), ...formerKeysOf(request)]
    const keys = [...many, sameAs(request.method, request.url)]
    for (;;) {
      const pause = paused.over(keys, clock.now())
      if (pause !== null) {
        const wait = pause.until - clock.now()
        if (wait > LONGEST_WAIT) return pause.answer?.clone() ?? unsent(wait)
        tell(request, { until: pause.until, for: paused.over(many, clock.now()) === null ? 'askedToWait' : 'throttled', names: [] })
        // The earlier refusal said how long from then; what is left of it is known here alone.
        if (!mayGo(request, pause.until)) return unsent(wait)
        await clock.sleep(wait, request.signal)
        continue
      }
      const both = bucketsOf(request)
      const turn = Math.max(...both.map((one) => one.next(clock.now())))
      if (!mayGo(request, turn)) return unsent(turn - clock.now())
      const at = Math.max(...both.map((one) => one.take(clock.now())))
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

/** The buckets that a request takes from: that of its kind, and that of what Azure says is left, which it says of one subscription. */
function rates(): (request: Request) => readonly [Bucket, Bucket] {
  const ours = { read: bucket(RATES.read), write: bucket(RATES.write), query: bucket(RATES.query) }
  const azures = new Map<string, Bucket>()
  return (request) => {
    const [kind, [key]] = [kindOf(request), keysOf(request)]
    const left = azures.get(key) ?? bucket(RATES[kind])
    azures.set(key, left)
    return [ours[kind], left]
  }
}

/** One request, whatever its version and the signature of its link. */
const sameAs = (method: string, url: string): string => `${method} ${new URL(url).pathname.toLowerCase()}`

/** What an answer that names a time holds back: the same request, and the looks at its work where it has them looked for. */
const heldBy = ({ method, url }: Request, { headers }: Response, until: number): readonly Wait[] => {
  const links = ['azure-asyncoperation', 'operation-location', 'location'].flatMap((name) => headers.get(name) ?? []).filter((link) => URL.canParse(link, url))
  return [sameAs(method, url), ...links.map((link) => sameAs('GET', new URL(link, url).href))].map((key) => ({ key, until }))
}

/** What a limit holds back: a kind of requests below one subscription (`/` for those beside all of them), or of them those of one provider (faults F20, F21). */
const keysOf = (request: Request): readonly [string, string] => {
  const below = /^\/subscriptions\/[^/]+/i.exec(new URL(request.url).pathname)?.[0].toLowerCase() ?? '/'
  return [`${kindOf(request)} ${below}`, `${kindOf(request)} ${below} ${namespaceOf(request)}`]
}

/** The same as it was kept before subscriptions were told apart. */
const formerKeysOf = (request: Request): readonly string[] => [kindOf(request), `${kindOf(request)} ${namespaceOf(request)}`]
