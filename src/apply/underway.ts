/** Writes that were on their way when a page went away: one look at each, and following on what Azure still carries out. */
import type { Failure } from '../arm/failure.ts'
import { resume } from '../arm/finish.ts'
import { isRunning, stateOf } from '../arm/states.ts'
import type { Change } from '../changes/change.ts'
import { ownTrouble } from './classify.ts'
import { type Desk, type Finished, paused, readTrouble, rested, type Seen, seen, stopped } from './desk.ts'
import type { Sent } from './journal.ts'
import { carryOut, operationOf } from './life.ts'
import type { Underway } from './past.ts'
import { standing } from './standing.ts'

/** What one look found: `ended` is in the journal, `running` is to be followed on, `failed` could not be looked at. */
export type Found = { readonly is: 'ended' | 'running' } | { readonly is: 'failed'; readonly failure: Failure }

/** What was there when it was written to, a group or a subscription may only be hidden for a moment (F43, F45); after a minute it counts as gone, with what was sent into it. */
const HIDDEN = [5000, 15_000, 40_000]

const isHidden = (change: Change, read: Seen): boolean => (read.ok ? read.body === null && change.do === 'update' : read.failure.is === 'notFound')

async function lookedAt(change: Change, desk: Desk): Promise<Seen> {
  for (const wait of HIDDEN) {
    const read = await seen(change, desk)
    if (!isHidden(change, read) || !(await rested(desk, wait))) return read
  }
  return seen(change, desk)
}

/** One look at what was sent: at its link where there is one, then at the resource. What Azure asked not to be asked about yet counts as running. */
export async function look(change: Change, { sending, answered, until }: Sent, desk: Desk): Promise<Found> {
  if (until > desk.clock.now()) return { is: 'running' }
  const watch = answered?.watch ?? null
  if (watch !== null) {
    const outcome = await resume({ ...operationOf(change, sending.method, { desk, startedAt: sending.at, path: sending.id }), limit: 0 }, watch)
    if (outcome.is === 'running') return { is: 'running' }
    // A link that says nothing any more leaves the resource as the only witness (F30).
    if (outcome.is === 'interrupted' && outcome.failure.is !== 'astray') return { is: 'failed', failure: outcome.failure }
  }
  const read = await lookedAt(change, desk)
  // Beside a write that nobody could look at nothing else is sent.
  if (!read.ok) return read.failure.is === 'notFound' ? { is: 'ended' } : { is: 'failed', failure: read.failure }
  const state = stateOf(read.body)
  if (state !== null && isRunning(state)) return { is: 'running' }
  const stand = standing(change, read.body)
  await desk.note({ is: 'settled', at: desk.clock.now(), key: change.key, as: stand.is === 'asWanted' ? 'done' : stand.is === 'asBefore' ? 'refused' : 'failed' })
  return { is: 'ended' }
}

/** Follows what was sent to its end, then carries the change out, which begins with a read: what is as it should be is only proved. */
export async function takenOver({ change, sent: { sending, answered, until } }: Underway, desk: Desk): Promise<Finished> {
  desk.tell(change.key, { stand: 'polling', next: until })
  if (!(await rested(desk, Math.max(0, until - desk.clock.now())))) return paused(stopped('written'))
  const watch = answered?.watch ?? { at: change.do === 'delete' ? 'absence' as const : 'resource' as const }
  const outcome = await resume(operationOf(change, sending.method, { desk, startedAt: sending.at, path: sending.id }), watch)
  if (outcome.is === 'running') return paused(ownTrouble('stillRunning', 'lookLater', { wrote: 'written' }))
  if (outcome.is === 'interrupted' && outcome.failure.is === 'stopped') return paused(stopped('written'))
  if (outcome.is === 'interrupted' && outcome.failure.is !== 'astray') return paused(readTrouble(outcome.failure, 'written'))
  return carryOut(change, desk, 'written')
}
