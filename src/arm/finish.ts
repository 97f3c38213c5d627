/** Follows a long-running operation to its end, on a clock handed in. */
import type { Json } from '../base/json.ts'
import { address } from './address.ts'
import type { Arm, Ask } from './client.ts'
import { type Clock, reasonOf } from './clock.ts'
import type { Fault } from './errors.ts'
import type { Answer, Failure, Reply } from './failure.ts'
import { type Around, begun, type Begun, type Decision, interval, polled, type Watch } from './longRunning.ts'

/** How an operation ended for us. After `done` the resource is read and compared, whatever the operation says. */
export type Outcome =
  | { readonly is: 'done'; readonly body: Json }
  | { readonly is: 'failed'; readonly state: string; readonly fault: Fault }
  /** No link tells the end: read the resource and compare it with the intent. */
  | { readonly is: 'look' }
  /** Still running in Azure when our time was over. */
  | { readonly is: 'running'; readonly watch: Watch }
  /** We can no longer read, the operation goes on: continue with `watch` (null: with the resource). */
  | { readonly is: 'interrupted'; readonly failure: Failure; readonly watch: Watch | null }

/** A reading on the way: the state word (null when it could not be read), when, and when the next one will be. */
export interface Reading {
  readonly state: string | null
  readonly at: number
  readonly next: number
  readonly watch: Watch
}

/** An operation to follow: its write, the resource that it changes, and how patiently. */
export interface Operation {
  readonly arm: Pick<Arm, 'get' | 'follow'>
  readonly clock: Clock
  readonly origin: string
  readonly write: { readonly method: Begun['method']; readonly path: string }
  readonly resource: Ask
  readonly startedAt: number
  /** Milliseconds after which it is left to Azure. */
  readonly limit?: number
  /** Least milliseconds until the next reading, by the time since the write: what is known to be slow need not be asked early. */
  readonly least?: (elapsed: number) => number
  readonly tell?: (reading: Reading) => void
}

/** 90 minutes: longer than any operation that was seen (fault F33). */
const LIMIT = 5_400_000

/** The end of the operation that `first` began. */
export function finish(operation: Operation, first: Reply): Promise<Outcome> {
  const { origin, write: { method, path } } = operation
  return walk(operation, begun({ method, url: address(origin, path, {}) ?? origin }, first, aroundOf(operation, 0)), null)
}

/** The end of an operation known by its watch alone, as after a reload. It is read at once. */
export const resume = (operation: Operation, watch: Watch): Promise<Outcome> =>
  walk(operation, { is: 'wait', watch, state: null, after: 0 }, watch)

async function walk(operation: Operation, first: Decision, from: Watch | null): Promise<Outcome> {
  const { clock, startedAt, limit = LIMIT, least = () => 0, tell, resource } = operation
  let [decision, watch, unread] = [first, from, 0]
  while (decision.is === 'wait') {
    watch = decision.watch
    const elapsed = clock.now() - startedAt
    const pause = interval(elapsed, decision.after, least(elapsed))
    tell?.({ state: decision.state, at: clock.now(), next: clock.now() + pause, watch })
    if (pause > 0 && clock.now() + pause - startedAt > limit) return { is: 'running', watch }
    if (!(await slept(clock, pause, resource.signal))) return { is: 'interrupted', failure: { is: 'stopped' }, watch }
    const answer = await reading(operation, watch)
    decision = polled(watch, answer, aroundOf(operation, unread))
    unread = decision.is === 'wait' && decision.state === null ? unread + 1 : 0
  }
  return decision.is === 'interrupted' ? { ...decision, watch } : decision
}

const aroundOf = ({ clock, startedAt, origin }: Operation, unread: number): Around =>
  ({ now: clock.now(), elapsed: clock.now() - startedAt, unread, origin })

const reading = ({ arm, resource }: Operation, watch: Watch): Promise<Answer> =>
  watch.at === 'status' || watch.at === 'result' ? arm.follow(watch.link, resource.signal) : arm.get(resource)

/** Whether the wait went to its end; false when the caller stopped it. */
async function slept(clock: Clock, milliseconds: number, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await clock.sleep(milliseconds, signal)
    return true
  } catch (error) {
    if (signal?.aborted === true) return false
    throw error instanceof Error ? error : reasonOf(signal)
  }
}
