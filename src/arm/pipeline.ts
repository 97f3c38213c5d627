/** Policies around a fetch. */
import type { Clock } from './clock.ts'
import type { Fetch, Policy } from './fetch.ts'
import { bearer, type Tokens } from './policies/bearer.ts'
import { busy } from './policies/busy.ts'
import { deadline } from './policies/deadline.ts'
import { origin } from './policies/origin.ts'
import { pace } from './policies/pace.ts'
import { patience } from './policies/patience.ts'
import { requestId } from './policies/requestId.ts'
import { retry } from './policies/retry.ts'
import { whole } from './policies/whole.ts'
import type { Waitings } from './waiting.ts'
import type { Waits } from './waits.ts'

/** `fetch` with the policies around it; the first one sees a request first. */
export const pipeline = (fetch: Fetch, ...policies: readonly Policy[]): Fetch =>
  policies.reduceRight<Fetch>((next, policy) => policy(next), fetch)

/** What a client needs from outside: network, time, chance, sign-in, the origin of the cloud, the id of the run, and where what Azure asked to be spared is kept. */
export interface Outside {
  readonly fetch: Fetch
  readonly clock: Clock
  readonly origin: string
  readonly tokens: Tokens
  readonly newId: () => string
  readonly run: string
  readonly waits?: Waits
}

/** The one order of policies that page, command line and demo use: a retry is paced, signed and named anew. */
export const azureFetch = ({ fetch, clock, origin: armOrigin, tokens, newId, run, waits }: Outside, told?: Waitings): Fetch =>
  pipeline(fetch, origin(armOrigin), retry(clock, told), busy(clock, told), pace(clock, waits, told), bearer(tokens), deadline(() => clock.now()), requestId(newId, run), patience(clock), whole())
