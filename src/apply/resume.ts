/** Going on with a run after a reload, on another day or on another machine: settle what was sent, discover again, plan again (arm-protocol.md section 5.5). */
import { resume } from '../arm/finish.ts'
import type { Failure } from '../arm/failure.ts'
import { stableText } from '../base/stableText.ts'
import type { Change } from '../changes/change.ts'
import type { ScheduleOptions } from '../changes/schedule.ts'
import type { Collected } from '../discovery/collecting.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import type { Estate } from '../estate/estate.ts'
import type { Journey } from '../reach/journey.ts'
import { apply, type Running } from './apply.ts'
import { type Desk, rested, type Settled, settled } from './desk.ts'
import { operationOf } from './life.ts'
import { isOpen, journalForm, segmentsOf, type Sent, unsettled } from './journal.ts'
import type { Ports } from './loop.ts'
import { inWordsOf, numbersFor, optionsIn, pastOf } from './past.ts'
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
  const { run, collect, planAgain, signal } = resuming
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
  const again = planAgain(collected.snapshot)
  const told = pastOf(await ports.store.read(run))
  const left = inWordsOf(entries, again.plan).filter((change) => !told.some((one) => isSameTask(one.change, change)))
  const past = told.filter(({ change }) => !left.some(({ key }) => key === change.key))
  const plan = [...past.map(({ change }) => change), ...left]
  // What was left to people stays with them.
  const options = { ...resuming.options, byHand: new Set([...resuming.options.byHand, ...(optionsIn(entries)?.byHand ?? [])]) }
  const wayIn = entries.findLast((entry) => entry.is === 'attested' && entry.what === 'wayIn')
  const running = apply({
    run, snapshot: collected.snapshot, desired: again.desired, plan, journeys: again.journeys, options, kind: 'forward', wayInConfirmedAt: wayIn?.at ?? null,
    before: { past, numbers: numbersFor(entries, left) },
  }, ports)
  return { is: 'going', running, plan }
}

/** A task that is done is planned again, since no estate shows it; it stays done as long as it asks for the same. */
const isSameTask = (one: Change, other: Change): boolean => one.do === 'manual' && other.do === 'manual' && one.key === other.key && stableText(one.task) === stableText(other.task)

/** A group or subscription that is not found may only be hidden for a moment (F45); after a minute it counts as gone, with what was sent into it. */
const HIDDEN = [5000, 15_000, 40_000]

async function lookedAt(change: Change, desk: Desk): Promise<Settled> {
  for (const wait of HIDDEN) {
    const read = await settled(change, desk, 'unknown')
    if (read.ok || read.failure?.is !== 'notFound' || !(await rested(desk, wait))) return read
  }
  return settled(change, desk, 'unknown')
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
  const read = await lookedAt(change, desk)
  // Beside a write that nobody could look at nothing else is sent. What never rests is waited for by its change.
  if (!read.ok) return read.failure?.is === 'notFound' ? null : read.failure
  const stand = standing(change, read.body)
  await store.append(run, { is: 'settled', at: clock.now(), key: change.key, as: stand.is === 'asWanted' ? 'done' : stand.is === 'asBefore' ? 'refused' : 'failed' })
  return null
}
