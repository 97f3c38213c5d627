/** Going on with a run after a reload, on another day or on another machine: settle what was sent, discover again, plan again (arm-protocol.md section 5.5). */
import type { Failure } from '../arm/failure.ts'
import { stableText } from '../base/stableText.ts'
import type { Change, ChangeKey } from '../changes/change.ts'
import type { ScheduleOptions } from '../changes/schedule.ts'
import type { Collected } from '../discovery/collecting.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import type { Estate } from '../estate/estate.ts'
import type { Journey } from '../reach/journey.ts'
import { apply, type Running } from './apply.ts'
import type { Desk } from './desk.ts'
import { type Entry, isOpen, journalForm, segmentsOf, unsettled } from './journal.ts'
import type { Ports } from './loop.ts'
import { behind, inWordsOf, numbersFor, optionsIn, pastOf, underwayIn, wayInIn } from './past.ts'
import { look } from './underway.ts'

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
  const plan = segmentsOf(entries).flatMap((segment) => segment.plan)
  const desk: Desk = {
    arm: ports.arm, clock: ports.clock, origin: ports.origin, signal, plan, secret: ports.secret, note: (entry) => ports.store.append(run, entry), saw: () => undefined, tell: () => undefined, gate: () => Promise.resolve({ until: Infinity }),
  }
  const running = new Set<ChangeKey>()
  for (const sent of unsettled(entries)) {
    const change = plan.findLast(({ key }) => key === sent.sending.key)
    const found = change === undefined ? null : await look(change, sent, desk)
    if (found?.is === 'failed') return found
    if (found?.is === 'running') running.add(sent.sending.key)
  }
  const collected = await collect()
  if (!collected.ok) return { is: 'failed', failure: collected.failure }
  const again = planAgain(collected.snapshot)
  return goingOn({ resuming, entries: await ports.store.read(run), snapshot: collected.snapshot, again, running }, ports)
}

interface GoingOn { readonly resuming: Resuming; readonly entries: readonly Entry[]; readonly snapshot: Snapshot; readonly again: ReturnType<PlanAgain>; readonly running: ReadonlySet<ChangeKey> }

/** The next part of the run: what is done, what Azure still carries out, as it was sent and whatever it looks like by now, and what is left. */
function goingOn({ resuming, entries, snapshot, again, running }: GoingOn, ports: Ports): Resumed {
  const told = pastOf(entries)
  const underway = underwayIn(entries, running)
  const open = inWordsOf(entries, again.plan).filter((change) => !running.has(change.key) && !told.some((one) => isSameTask(one.change, change)))
  const left = behind(running, entries, open)
  const past = told.filter(({ change }) => !running.has(change.key) && !left.some(({ key }) => key === change.key))
  const plan = [...[...past, ...underway].map(({ change }) => change), ...left]
  // What was left to people stays with them.
  const options = { ...resuming.options, byHand: new Set([...resuming.options.byHand, ...(optionsIn(entries)?.byHand ?? [])]) }
  const going = apply({
    run: resuming.run, snapshot, desired: again.desired, plan, journeys: again.journeys, options, kind: 'forward', wayInConfirmedAt: wayInIn(entries),
    before: { past, underway, numbers: numbersFor(entries, left) },
  }, ports)
  return { is: 'going', running: going, plan }
}

/** A task that is done is planned again, since no estate shows it; it stays done as long as it asks for the same. */
const isSameTask = (one: Change, other: Change): boolean => one.do === 'manual' && other.do === 'manual' && one.key === other.key && stableText(one.task) === stableText(other.task)
