/** What carrying out one change needs: the client, time, the journal, and somebody to tell. */
import type { Arm } from '../arm/client.ts'
import { type Clock, reasonOf } from '../arm/clock.ts'
import type { Failure } from '../arm/failure.ts'
import { interval } from '../arm/longRunning.ts'
import { isRunning, stateOf } from '../arm/states.ts'
import type { ArmId } from '../base/armId.ts'
import { isObject } from '../base/json.ts'
import type { Body, Change, ChangeKey, Secret } from '../changes/change.ts'
import { classify, metIn, ownTrouble, troubleOf } from './classify.ts'
import type { Entry } from './journal.ts'
import type { ChangeProgress, LogLine, Trouble, Wrote } from './progress.ts'
import type { Request } from './send.ts'

/** What of a change's progress may be told anew. */
export type Told = Partial<Omit<ChangeProgress, 'key' | 'number' | 'id' | 'phase' | 'closes' | 'log'>>

/** Nothing is waited for, and nothing stands in the way. */
export const calm = { next: null, waits: null, trouble: null } as const satisfies Told

/** A gate that is open: its proofs count until then (milliseconds since 1970). */
export interface Passed { readonly until: number }

/** Everything outside a change. */
export interface Desk {
  readonly arm: Arm
  readonly clock: Clock
  readonly origin: string
  /** Aborted when everything stops where it stands. */
  readonly signal: AbortSignal
  readonly plan: readonly Change[]
  /** Ends when the entry will survive a reload. */
  readonly note: (entry: Entry) => Promise<void>
  /** A value that no plan holds, asked of a person each time; null: nobody gave one. */
  readonly secret: (secret: Secret, change: Change) => Promise<string | null>
  /** A body as Azure just said it; null: it is not there. */
  readonly saw: (id: ArmId, body: Body | null) => void
  readonly tell: (key: ChangeKey, told: Told, line?: Omit<LogLine, 'at'>) => void
  /** The proofs of a closing about to be sent, read now: until when they count, or the trouble when one is not there. `fresh` reads the target as the gate saw it. */
  readonly gate: (change: Change, make: (fresh: Body | null) => Request | null) => Promise<Passed | Trouble>
}

/** How a change ended for this run. */
export type Finished =
  | { readonly is: 'done'; readonly notes: ChangeProgress['notes'] }
  | { readonly is: 'paused'; readonly trouble: Trouble }

/** A change that does not go on. */
export const paused = (trouble: Trouble): Finished => ({ is: 'paused', trouble })

/** What a failed read means. */
export const readTrouble = (failure: Failure, wrote: Wrote): Trouble => {
  const met = metIn(failure)
  return troubleOf(met, classify(met), wrote)
}

/** Waits; false when everything stops. */
export async function rested({ clock, signal }: Pick<Desk, 'clock' | 'signal'>, milliseconds: number): Promise<boolean> {
  try {
    await clock.sleep(milliseconds, signal)
    return true
  } catch (error) {
    if (signal.aborted) return false
    throw error instanceof Error ? error : reasonOf(signal)
  }
}

/** Nothing was sent, or what was sent goes on by itself. */
export const stopped = (wrote: Wrote): Trouble => ownTrouble('stopped', 'continue', { wrote })

/** A reading: the body, null where there is none. */
export type Seen = { readonly ok: true; readonly body: Body | null } | { readonly ok: false; readonly failure: Failure }

/** Reads a resource once. */
export async function seen(change: Pick<Change, 'id' | 'apiVersion'>, desk: Pick<Desk, 'arm' | 'signal' | 'saw'>): Promise<Seen> {
  const answer = await desk.arm.get({ path: change.id, apiVersion: change.apiVersion, signal: desk.signal })
  if (!answer.ok) {
    if (answer.failure.is !== 'notFound' || isAbove(answer.failure.fault.codes)) return { ok: false, failure: answer.failure }
    desk.saw(change.id, null)
    return { ok: true, body: null }
  }
  const body = isObject(answer.body) ? answer.body : null
  desk.saw(change.id, body)
  return { ok: true, body }
}

/** A 404 that speaks of the group or subscription says nothing about the resource (F45). */
const isAbove = (codes: readonly string[]): boolean => codes.some((code) => /^(subscription|resourcegroup)notfound$/i.test(code))

/** Longest that somebody else's work on a resource is waited for. */
const LONGEST_OTHER = 600_000

/** A resource at rest; a trouble when it cannot be read (`failure` says why) or never rests. */
export type Settled = { readonly ok: true; readonly body: Body | null } | { readonly ok: false; readonly trouble: Trouble; readonly failure: Failure | null }

/** Reads a resource until nobody works on it. */
export async function settled(change: Change, desk: Desk, wrote: Wrote): Promise<Settled> {
  const from = desk.clock.now()
  for (;;) {
    const read = await seen(change, desk)
    if (!read.ok) return { ok: false, trouble: read.failure.is === 'stopped' ? stopped(wrote) : readTrouble(read.failure, wrote), failure: read.failure }
    const state = read.body === null ? null : stateOf(read.body)
    if (state === null || !isRunning(state)) return read
    const elapsed = desk.clock.now() - from
    const wait = interval(elapsed, null, 0)
    if (elapsed + wait > LONGEST_OTHER) return { ok: false, trouble: ownTrouble('stillRunning', 'lookLater', { wrote, data: { state } }), failure: null }
    desk.tell(change.key, { azure: state, next: desk.clock.now() + wait, waits: { for: 'azure', keys: [], id: change.id }, trouble: null })
    if (!(await rested(desk, wait))) return { ok: false, trouble: stopped(wrote), failure: null }
  }
}
