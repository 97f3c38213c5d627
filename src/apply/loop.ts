/** The parts of a run that go on by themselves: changes being carried out, closings under watch, closings taken back. */
import type { Arm } from '../arm/client.ts'
import type { Clock } from '../arm/clock.ts'
import type { Waiting } from '../arm/waiting.ts'
import { type ArmId, idKey, nameOf, parseArmId, sameId } from '../base/armId.ts'
import type { Change, ChangeKey, Secret } from '../changes/change.ts'
import { checkedByHand } from './byHand.ts'
import { ownTrouble } from './classify.ts'
import { lostSince, type Site } from './closing.ts'
import { type Desk, type Finished, rested } from './desk.ts'
import type { Entry, JournalStore } from './journal.ts'
import { carryOut } from './life.ts'
import type { Underway } from './past.ts'
import type { Run, Trouble, Unlike, Watched } from './progress.ts'
import { told } from './state.ts'
import { takenBack } from './takeBack.ts'
import { watched } from './thrown.ts'
import { takenOver } from './underway.ts'

/** What a run needs from outside. */
export interface Ports {
  readonly arm: Arm
  readonly clock: Clock
  readonly origin: string
  readonly store: JournalStore
  readonly secret: (secret: Secret, change: Change) => Promise<string | null>
  /** Hears of every change of the run. */
  readonly tell: (run: Run) => void
  /** Whether the run waits while only people can go on, or ends Paused, to be resumed. */
  readonly people: 'stay' | 'end'
}

/** Each closing is watched for five minutes, and looked at three times. */
export const WATCH = { length: 300_000, every: 100_000 }

/** A run while it goes on. */
export interface Loop extends Site {
  readonly ports: Ports
  readonly ways: ReadonlyMap<ChangeKey, number>
  readonly running: Set<ChangeKey>
  readonly watching: Set<ChangeKey>
  readonly restoring: Set<ChangeKey>
  readonly restored: ChangeKey[]
  readonly asked: Set<ChangeKey>
  wake: () => void
  awake: Promise<void>
}

/** Makes the run wait for the next event. */
export function rearm(loop: Loop): void {
  loop.awake = new Promise((resolve) => {
    loop.wake = resolve
  })
}

/** Writes into the journal; a journal that cannot be kept ends the run, since nothing may be sent without it (F89). */
export async function noted(loop: Loop, entry: Entry): Promise<boolean> {
  try {
    await loop.desk.note(entry)
    return true
  } catch {
    loop.state.halted ??= { key: null, trouble: ownTrouble('journalUnavailable', 'report') }
    return false
  }
}

/** The desk of one change, which writes down the proofs that let a closing out before it is sent, and what something thrown at it means. */
function recording({ state, desk }: Loop): { readonly own: Desk; readonly failedWith: (error: unknown) => Trouble } {
  const { note, failedWith } = watched(desk.note)
  const gate: Desk['gate'] = async (change, make) => {
    const passed = await desk.gate(change, make)
    const report = state.changes.get(change.key)?.gate ?? null
    if ('until' in passed && report !== null) await note({ is: 'proved', at: report.at, key: change.key, evidence: report.evidence })
    return passed
  }
  return { own: { ...desk, note, gate }, failedWith }
}

/** Starts a change, or follows on what an earlier part of the run sent. */
export function begin(loop: Loop, change: Change, underway: Underway | null = null): void {
  const { state, desk, running } = loop
  const since = underway?.since ?? desk.clock.now()
  state.schedule.set(change.key, { is: 'running', since })
  told(state, change.key, { since, waits: null, trouble: null })
  running.add(change.key)
  const { own, failedWith } = recording(loop)
  const failed = (error: unknown): Finished => {
    const trouble = failedWith(error)
    state.halted ??= { key: change.key, trouble }
    return { is: 'paused', trouble }
  }
  void (underway === null ? carryOut(change, own) : takenOver(underway, own)).catch(failed).then((ended) => {
    running.delete(change.key)
    if (ended.is === 'done') done(loop, change, 'no', ended.notes)
    else held(loop, change, ended.trouble)
    loop.wake()
  })
}

/** Whether an id names a resource: Azure's texts also cut ids off at the provider. */
const isResource = (id: ArmId): boolean => (id.split('/providers/').at(-1) ?? '').split('/').length >= 3

/** What the client waits for with a change's own requests is told of the change. */
export function heard({ state, desk, running }: Loop, { path, until, for: why, names }: Waiting): void {
  const change = state.beginning.plan.find(({ key, id }) => running.has(key) && (idKey(path) === idKey(id) || idKey(path).startsWith(`${idKey(id)}/register`)))
  if (change === undefined) return
  const other = names.flatMap((name) => parseArmId(name) ?? []).find((id) => !sameId(id, change.id) && isResource(id))
  const trouble = ownTrouble(why, 'tryAgain', { data: other === undefined ? {} : { target: nameOf(other) } })
  desk.tell(change.key, { next: until, waits: { for: 'azure', keys: [], id: change.id }, trouble }, { is: 'waits', status: null, detail: trouble.text })
}

/** A change is done: carried out, or by a person's word. */
export function done(loop: Loop, change: Change, attested: 'yes' | 'no', notes: readonly Unlike[] = []): void {
  const { state, desk } = loop
  const now = desk.clock.now()
  state.schedule.set(change.key, { is: 'done', since: state.changes.get(change.key)?.since ?? now })
  told(state, change.key, { stand: 'done', ended: now, azure: null, next: null, waits: null, trouble: null, notes, attested }, { at: now, is: 'ended', status: null, detail: attested === 'yes' ? 'attested' : 'done' })
  if (change.closes && attested === 'no') watch(loop, change, now)
}

/** Reads whether a task by hand is done. What Azure shows needs nobody's word. */
export async function checked(loop: Loop, change: Change): Promise<void> {
  const { state, desk } = loop
  desk.tell(change.key, { check: { is: 'asking', at: desk.clock.now(), missing: [] } })
  const check = await checkedByHand(change, loop)
  if (state.end !== null || state.schedule.has(change.key)) return
  if (check === null) {
    await noted(loop, { is: 'settled', at: desk.clock.now(), key: change.key, as: 'done' })
    done(loop, change, 'no')
  } else {
    desk.tell(change.key, { check })
  }
  loop.wake()
}

/** What concerns everybody stops everybody: no sign-in, no network, no journal. */
const general = new Set<Trouble['text']>(['signInNeeded', 'signInEnded', 'signInBusy', 'otherDirectory', 'journalUnavailable', 'stopped', 'noAnswer'])

function held(loop: Loop, change: Change, trouble: Trouble): void {
  const { state, desk } = loop
  const now = desk.clock.now()
  state.schedule.set(change.key, { is: 'paused', since: state.changes.get(change.key)?.since ?? now })
  const stand = trouble.text === 'changedMeanwhile' || trouble.text === 'notAsPlanned' || trouble.text === 'gone' ? 'stale' : trouble.wrote === 'unknown' ? 'ambiguous' : 'paused'
  told(state, change.key, { stand, ended: now, azure: null, next: null, waits: null, trouble }, { at: now, is: 'ended', status: trouble.status, detail: trouble.text })
  if (general.has(trouble.text)) state.halted ??= { key: change.key, trouble }
}

/** Watches a closing that this run sent, for what is left of its five minutes since then. */
export function watch(loop: Loop, change: Change, since: number): void {
  const { state, desk } = loop
  if (state.replaced.has(change.key) && desk.clock.now() < since + WATCH.length) void watchOut(loop, change, { since, until: since + WATCH.length })
}

/** What replaces the door must stay. Looks that were missed since are made up by one. */
async function watchOut(loop: Loop, change: Change, span: Pick<Watched, 'since' | 'until'>): Promise<void> {
  const { state, desk, watching } = loop
  const { now } = desk.clock
  const isOver = (): boolean => state.end !== null || loop.restoring.has(change.key)
  watching.add(change.key)
  desk.tell(change.key, { watch: { ...span, lastSeen: null, trouble: null } })
  for (let due = span.since + WATCH.every; now() < span.until && !isOver(); due = now() + WATCH.every) {
    if (!(await rested(desk, Math.max(0, Math.min(due, span.until) - now()))) || isOver()) break
    const trouble = await lostSince(loop, change)
    desk.tell(change.key, { watch: { ...span, lastSeen: now(), trouble } })
    if (trouble === null) continue
    state.halted ??= { key: change.key, trouble }
    break
  }
  watching.delete(change.key)
  loop.wake()
}

/** Sends what a closing replaced: one request, or a read and one. */
export async function restore(loop: Loop, change: Change): Promise<void> {
  const { state, desk, restoring, restored } = loop
  const { own, failedWith } = recording(loop)
  const back = takenBack(change, state.replaced.get(change.key) ?? null)
  const ended: Finished = back === null ? { is: 'done', notes: [] } : await carryOut(back, own).catch((error: unknown): Finished => ({ is: 'paused', trouble: failedWith(error) }))
  restoring.delete(change.key)
  if (ended.is === 'done') {
    restored.push(change.key)
    await noted(loop, { is: 'takenBack', at: desk.clock.now(), key: change.key })
    told(state, change.key, { stand: 'skipped', watch: null }, { at: desk.clock.now(), is: 'ended', status: null, detail: 'restored' })
  } else {
    told(state, change.key, { stand: 'paused', trouble: ended.trouble, watch: null })
    state.halted = { key: change.key, trouble: ended.trouble }
  }
  loop.wake()
}

