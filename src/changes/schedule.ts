import { idKey, parentOf } from '../base/armId.ts'
import type { Change, ChangeKey } from './change.ts'

/** Where a change stands; one that is not named waits. `since` is when it was started, in milliseconds. */
export type ChangeState =
  | { readonly is: 'running'; readonly since: number }
  | { readonly is: 'done'; readonly since: number }
  /** Stopped with a remedy that a person has to choose; it may still hold what it was writing. */
  | { readonly is: 'paused'; readonly since: number }

/** What the administrator asked for. */
export interface ScheduleOptions {
  /** Each closing waits for a person's yes. */
  readonly askBeforeClosing: boolean
  readonly stopAfterPrepare: boolean
  /** Changes that a person makes instead. */
  readonly byHand: ReadonlySet<ChangeKey>
}

/** A run as it stands. */
export interface RunState {
  readonly plan: readonly Change[]
  readonly states: ReadonlyMap<ChangeKey, ChangeState>
  /** Closings that a person said yes to. */
  readonly agreed: ReadonlySet<ChangeKey>
  readonly options: ScheduleOptions
}

/** How fast writes may follow one another and how many may run at once. */
export interface Pace {
  readonly between: number
  readonly together: number
}

/** One write a second, four at once: what the client allows itself. */
export const usualPace: Pace = { between: 1000, together: 4 }

/** What may happen now. */
export interface Schedule {
  /** To be started now: what ends an interruption, then the one with the longest way behind it. */
  readonly start: readonly Change[]
  /** Closings that could start and wait for a person's yes. */
  readonly ask: readonly Change[]
  /** Tasks by hand whose turn it is. */
  readonly byHand: readonly Change[]
  /** When to ask again although nothing was reported; null: when something ends. */
  readonly again: number | null
  /** `waiting`: only people can go on. `prepared`: stopped after prepare, as was asked. */
  readonly run: 'going' | 'waiting' | 'prepared' | 'paused' | 'done'
}

const isByHand = ({ key, do: what }: Change, { byHand }: ScheduleOptions): boolean => what === 'manual' || byHand.has(key)

/** By key: how long it takes at least from the start of a change until the last one that waits for it ends. */
export function remainingWays(plan: readonly Change[], expected: (change: Change) => number): ReadonlyMap<ChangeKey, number> {
  const behind = new Map<ChangeKey, Change[]>()
  for (const change of plan) for (const key of change.after) behind.set(key, [...(behind.get(key) ?? []), change])
  const ways = new Map<ChangeKey, number>()
  // The plan is in an order in which it can be done, so whoever waits stands behind.
  for (const change of plan.toReversed()) {
    const longest = Math.max(0, ...(behind.get(change.key) ?? []).map(({ key }) => ways.get(key) ?? 0))
    ways.set(change.key, expected(change) + longest)
  }
  return ways
}

const locksOf = ({ locks }: Change): readonly string[] => locks.map(idKey)

/**
 * The changes whose turn it is: all that they wait for is over (or no part of this plan), and they have not begun. Of a task that a person
 * says is done before its turn, what it waits for must be over, too: its word does not stand for the changes before it.
 */
function ready({ plan, states, options }: RunState): readonly Change[] {
  const changes = new Map(plan.map((change) => [change.key, change]))
  const known = new Map<ChangeKey, boolean>()
  const isOver = (key: ChangeKey): boolean => {
    const change = changes.get(key)
    if (change === undefined) return true
    const before = known.get(key)
    if (before !== undefined) return before
    known.set(key, false)
    const over = states.get(key)?.is === 'done' && (!isByHand(change, options) || change.after.every(isOver))
    known.set(key, over)
    return over
  }
  return plan.filter(({ key, after }) => !states.has(key) && after.every(isOver))
}

/** What was made and can be felt until what lies in it is made too, such as an endpoint whose names have no records yet. */
function felt({ plan, states }: RunState): ReadonlySet<string> {
  return new Set(plan.filter(({ key, interrupts, do: what }) => interrupts && what === 'create' && states.get(key)?.is === 'done').map(({ id }) => idKey(id)))
}

/**
 * Of those that may start, as many as locks, pace and number allow: one writer a lock, what ends an interruption first, then the longest
 * way, equals in the plan's order.
 */
function chosen(may: readonly Change[], run: RunState, { ways, room }: { readonly ways: ReadonlyMap<ChangeKey, number>; readonly room: number }): readonly Change[] {
  const { plan, states } = run
  const urgent = felt(run)
  const held = new Set(plan.filter(({ key }) => { const is = states.get(key)?.is; return is === 'running' || is === 'paused' }).flatMap(locksOf))
  const ranked = may
    .map((change) => ({ change, way: ways.get(change.key) ?? 0, ends: Number(urgent.has(idKey(parentOf(change.id)))) }))
    .sort((one, other) => other.ends - one.ends || other.way - one.way)
  const start: Change[] = []
  for (const { change } of ranked) {
    const locks = locksOf(change)
    if (start.length === room || locks.some((lock) => held.has(lock))) continue
    locks.forEach((lock) => held.add(lock))
    start.push(change)
  }
  return start
}

function runOf({ plan, states, options }: RunState, { start, ask, byHand }: Pick<Schedule, 'start' | 'ask' | 'byHand'>, mayCome: boolean): Schedule['run'] {
  const all = [...states.values()]
  if (plan.every(({ key }) => states.get(key)?.is === 'done')) return 'done'
  if (start.length > 0 || mayCome || all.some(({ is }) => is === 'running')) return 'going'
  if (all.some(({ is }) => is === 'paused')) return 'paused'
  const prepared = plan.every(({ key, phase }) => phase === 'lockdown' || states.get(key)?.is === 'done')
  if (options.stopAfterPrepare && prepared) return 'prepared'
  return ask.length > 0 || byHand.length > 0 ? 'waiting' : 'paused'
}

/**
 * What may start now: a change whose predecessors are done, one writer for each lock, never more than `pace` allows. Pure: equal runs
 * give equal answers. `ways` are those of `remainingWays`.
 */
export function schedule(run: RunState, now: number, { ways, pace = usualPace }: { readonly ways: ReadonlyMap<ChangeKey, number>; readonly pace?: Pace }): Schedule {
  const { states, options, agreed, plan } = run
  const turn = ready(run).filter(({ phase }) => !(options.stopAfterPrepare && phase === 'lockdown'))
  const byHand = turn.filter((change) => isByHand(change, options))
  const writes = turn.filter((change) => !isByHand(change, options))
  const asks = ({ closes, key }: Change): boolean => closes && options.askBeforeClosing && !agreed.has(key)
  const ask = writes.filter(asks)
  const may = writes.filter((change) => !asks(change))

  const running = plan.filter(({ key }) => states.get(key)?.is === 'running').length
  const own = plan.filter((change) => !isByHand(change, options))
  const last = Math.max(-Infinity, ...own.flatMap(({ key }) => states.get(key)?.since ?? []))
  const free = pace.together - running
  const next = last + pace.between
  const room = free <= 0 || now < next ? 0 : pace.between > 0 ? 1 : free
  const start = chosen(may, run, { ways, room })
  // A start that only the pace forbids comes by itself.
  const held = start.length > 0 ? may.length > start.length && free > start.length : free > 0 && now < next && chosen(may, run, { ways, room: 1 }).length > 0
  const again = pace.between > 0 && held ? (start.length > 0 ? now : last) + pace.between : null
  return { start, ask, byHand, again, run: runOf(run, { start, ask, byHand }, again !== null) }
}
