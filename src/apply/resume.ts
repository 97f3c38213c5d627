/** Going on with a run after a reload, on another day or on another machine: settle what was sent, discover again, plan again (arm-protocol.md section 5.5). */
import { resume } from '../arm/finish.ts'
import type { Failure } from '../arm/failure.ts'
import { sameId } from '../base/armId.ts'
import type { Change, ChangeKey } from '../changes/change.ts'
import type { ScheduleOptions } from '../changes/schedule.ts'
import type { Collected } from '../discovery/collecting.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import type { Estate } from '../estate/estate.ts'
import type { Journey } from '../reach/journey.ts'
import { apply, type Running } from './apply.ts'
import { type Desk, settled } from './desk.ts'
import { operationOf } from './life.ts'
import { type Entry, isOpen, journalForm, segmentsOf, type Sent, unsettled } from './journal.ts'
import type { Ports } from './loop.ts'
import { standing } from './standing.ts'

/** A plan for an estate as it was just read, from the choices made before. */
export type PlanAgain = (snapshot: Snapshot) => { readonly desired: Estate; readonly plan: readonly Change[]; readonly journeys: readonly Journey[] }

/** What resuming needs beside the ports of a run. */
export interface Resuming {
  readonly run: string
  readonly options: ScheduleOptions
  readonly collect: () => Promise<Collected>
  readonly planAgain: PlanAgain
  readonly signal: AbortSignal
}

/** A run that goes on, or why there is none: nothing to do, another version's form (read only), or Azure did not answer. */
export type Resumed =
  | { readonly is: 'going'; readonly running: Running; readonly plan: readonly Change[] }
  | { readonly is: 'over' }
  | { readonly is: 'otherForm'; readonly form: number }
  | { readonly is: 'failed'; readonly failure: Failure }

/** Goes on with a run. No write is repeated because of a reload: whatever was sent is polled or looked at first. */
export async function resumed(resuming: Resuming, ports: Ports): Promise<Resumed> {
  const { run, options, collect, planAgain, signal } = resuming
  const entries = await ports.store.read(run)
  const form = entries.flatMap((entry) => (entry.is === 'begun' ? [entry.form] : [])).find((one) => one !== journalForm)
  if (form !== undefined) return { is: 'otherForm', form }
  if (!isOpen(entries)) return { is: 'over' }
  const plans = segmentsOf(entries).flatMap(({ plan }) => plan)
  for (const sent of unsettled(entries)) {
    const failure = await settle(sent, plans, { ports, run, signal })
    if (failure !== null) return { is: 'failed', failure }
  }
  const collected = await collect()
  if (!collected.ok) return { is: 'failed', failure: collected.failure }
  const { desired, plan, journeys } = planAgain(collected.snapshot)
  const wayIn = entries.findLast((entry) => entry.is === 'attested' && entry.what === 'wayIn')
  const running = apply({
    run, snapshot: collected.snapshot, desired, plan, journeys, options, kind: 'forward', wayInConfirmedAt: wayIn?.at ?? null, done: attestedIn(entries, plan),
  }, ports)
  return { is: 'going', running, plan }
}

/** Tasks of a plan that somebody had said are done: told by resource and task, since keys may have moved. */
function attestedIn(entries: readonly Entry[], plan: readonly Change[]): ReadonlySet<ChangeKey> {
  const told = entries.flatMap((entry) => (entry.is === 'attested' && entry.what === 'byHand' ? [entry] : []))
  return new Set(plan.filter((change) => change.do === 'manual' && told.some(({ id, task }) => id !== null && sameId(id, change.id) && task === JSON.stringify(change.task))).map(({ key }) => key))
}

interface Settling { readonly ports: Ports; readonly run: string; readonly signal: AbortSignal }

/** Polls what has a link, then reads; null when it is known what became of it. */
async function settle({ sending, answered }: Sent, plans: readonly Change[], { ports, run, signal }: Settling): Promise<Failure | null> {
  const change = plans.findLast(({ key }) => key === sending.key)
  if (change === undefined) return null
  const { arm, clock, origin, store } = ports
  const desk: Desk = {
    arm, clock, origin, signal, plan: plans, secret: ports.secret, note: (entry) => store.append(run, entry), saw: () => undefined, tell: () => undefined, gate: () => Promise.resolve(null),
  }
  if (answered?.watch !== null && answered?.watch !== undefined) {
    const outcome = await resume(operationOf(change, sending.method, { desk, startedAt: sending.at, path: sending.id }), answered.watch)
    // A link that says nothing any more leaves the resource as the only witness (F30).
    if (outcome.is === 'interrupted' && outcome.failure.is !== 'astray') return outcome.failure
  }
  const read = await settled(change, desk, 'unknown')
  // What cannot be read now is found by the discovery, or not; it is never sent again without a read.
  if (!read.ok) return null
  const stand = standing(change, read.body)
  await store.append(run, { is: 'settled', at: clock.now(), key: change.key, as: stand.is === 'asWanted' ? 'done' : stand.is === 'asBefore' ? 'refused' : 'failed' })
  return null
}
