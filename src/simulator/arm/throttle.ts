/** Token buckets, the headers that count them down, and 429s that grow when nobody waits (arm-protocol.md section 7, F20 to F22). */
import { withHeaders, type Reply } from '../reply.ts'
import type { Level, State } from '../state.ts'
import type { Bucket } from '../world.ts'
import { graphQuota, tooManyRequests } from './errors.ts'

/** What is counted together. */
export type Counted = 'read' | 'write' | 'delete'

/** The answer's headers when the request is let through, or the refusal. */
export type Passed = { readonly ok: true; readonly headers: Readonly<Record<string, string>> } | { readonly ok: false; readonly reply: Reply }

const longestWait = 60

/** The global bucket holds fifteen times the individual one; recorded in 2025 and 2026. */
const globalRatio = 15

function levelOf(state: State, key: string, bucket: Bucket): Level {
  const now = state.world.clock.now()
  const level = state.levels.get(key) ?? { tokens: bucket.size, at: now, blockedUntil: 0, wait: 0 }
  level.tokens = Math.min(bucket.size, level.tokens + ((now - level.at) / 1000) * bucket.perSecond)
  level.at = now
  state.levels.set(key, level)
  return level
}

/** Seconds to wait when the bucket is empty or the caller came back too early, else null: then one token is taken. */
function take(state: State, key: string, bucket: Bucket): { readonly wait: number | null; readonly left: number } {
  const now = state.world.clock.now()
  const level = levelOf(state, key, bucket)
  const early = now < level.blockedUntil
  if (!early && level.tokens >= 1) {
    level.tokens -= 1
    level.wait = 0
    return { wait: null, left: Math.floor(level.tokens) }
  }
  level.wait = early ? Math.min(longestWait, level.wait * 2) : state.world.limits.retryAfter
  level.blockedUntil = now + level.wait * 1000
  return { wait: level.wait, left: 0 }
}

/** Counts a request against the caller's bucket of a subscription, or of the directory when there is none. */
export function counted(state: State, scope: { readonly subscription: string | null; readonly oid: string; readonly isPrivateDns: boolean }, kind: Counted): Passed {
  const bucket = state.world.limits[kind]
  const holder = scope.subscription === null ? 'tenant' : 'subscription'
  const { wait, left } = take(state, `${kind} ${scope.subscription ?? 'tenant'} ${scope.oid}`, bucket)
  const name = `x-ms-ratelimit-remaining-${holder}`
  if (wait !== null) return { ok: false, reply: tooManyRequests(wait, { [`${name}-${kind}s`]: '0' }) }
  const headers = { [`${name}-${kind}s`]: String(left), [`${name}-global-${kind}s`]: String(bucket.size * globalRatio - (bucket.size - left)) }
  if (!scope.isPrivateDns) return { ok: true, headers }
  const dns = take(state, `dns ${scope.subscription ?? ''}`, state.world.limits.privateDns)
  const dnsName = 'x-ms-ratelimit-remaining-subscription-resource-requests'
  if (dns.wait !== null) return { ok: false, reply: tooManyRequests(dns.wait, { [dnsName]: '0' }) }
  return { ok: true, headers: { ...headers, [dnsName]: String(dns.left) } }
}

/** Counts a Resource Graph query against the user's window. */
export function countedQuery(state: State, oid: string): Passed {
  const { size, seconds } = state.world.limits.graph
  const now = state.world.clock.now()
  const key = `graph ${oid}`
  const known = state.levels.get(key)
  const level = known !== undefined && now < known.blockedUntil ? known : { tokens: size, at: now, blockedUntil: now + seconds * 1000, wait: 0 }
  state.levels.set(key, level)
  const resets = Math.max(1, Math.ceil((level.blockedUntil - now) / 1000))
  if (level.tokens < 1) return { ok: false, reply: graphQuota(resets) }
  level.tokens -= 1
  return { ok: true, headers: { 'x-ms-user-quota-remaining': String(level.tokens), 'x-ms-user-quota-resets-after': `00:00:${String(resets).padStart(2, '0')}` } }
}

/** The answer with the headers of what it was counted against. */
export const withCount = (reply: Reply, passed: Passed): Reply => (passed.ok ? withHeaders(reply, passed.headers) : passed.reply)
