/** The loop of a run: starts what may start, hears what ended, asks people, watches closings, and ends Done, Paused with one remedy, or Restored. */
import type { Change, ChangeKey } from '../changes/change.ts'
import { remainingWays, schedule, type Schedule } from '../changes/schedule.ts'
import { isShown } from './byHand.ts'
import { ownTrouble } from './classify.ts'
import { passes, readGate, wayInFor } from './closing.ts'
import { type Desk, rested } from './desk.ts'
import { endOf, isQuiet } from './endings.ts'
import { likely } from './expected.ts'
import { type Entry, journalForm } from './journal.ts'
import { begin, checked, done, heard, type Loop, noted, type Ports, rearm, restore, watch } from './loop.ts'
import type { End, Run } from './progress.ts'
import { requestOf } from './send.ts'
import { type Beginning, leftIn, runOf, saw, type State, stateOf, tellWaits, told } from './state.ts'

/** What a person can do to a run. */
export interface Control {
  /** Nothing new is started; what runs goes on to its end. */
  readonly pause: () => void
  /** Nothing new is started, and what runs is left to Azure. */
  readonly stop: () => void
  /** Yes to one closing. */
  readonly agree: (key: ChangeKey) => void
  readonly confirmWayIn: () => void
  /** A task by hand is done, by a person's word. */
  readonly didByHand: (key: ChangeKey) => void
  /** Looks in Azure whether a task by hand is done; if so the run goes on. */
  readonly checkByHand: (key: ChangeKey) => void
  readonly readEvidence: (key: ChangeKey) => void
  /** Puts back what a closing replaced; the run then pauses, and the closing is open again. */
  readonly takeBack: (key: ChangeKey) => void
}

/** A run that goes on. `end` never rejects for what Azure, the network or the browser's storage does. */
export interface Running {
  readonly control: Control
  /** All changes of the run, those of its earlier parts first. */
  readonly plan: readonly Change[]
  readonly end: Promise<Run>
}

/** Begins a run. */
export function apply(beginning: Beginning, ports: Ports): Running {
  const { clock, store } = ports
  const state = stateOf(beginning, clock.now())
  for (const change of beginning.plan) if (isShown(change)) told(state, change.key, { check: { is: 'canAsk', at: state.startedAt, missing: [] } })
  const abort = new AbortController()
  const tell = (): void => ports.tell(runOf(state, clock.now()))
  const first = new Set<ChangeKey>()
  const desk: Desk = {
    arm: ports.arm, clock, origin: ports.origin, signal: abort.signal, plan: beginning.plan, secret: ports.secret,
    note: async (entry) => {
      // The first attempt that was not refused saw what was there before this run; later ones, and taking back, see what it wrote.
      if (entry.is === 'sending' && !state.replaced.has(entry.key)) {
        state.replaced.set(entry.key, entry.replaced)
        first.add(entry.key)
      } else if (entry.is === 'sending') first.delete(entry.key)
      if (entry.is === 'settled' && entry.as === 'refused' && first.delete(entry.key)) state.replaced.delete(entry.key)
      await store.append(beginning.run, entry)
    },
    saw: (id, body) => saw(state, id, body),
    tell: (key, what, line) => {
      told(state, key, what, line === undefined ? undefined : { ...line, at: clock.now() })
      tell()
    },
    gate: (change, make) => passes(loop, change, make),
  }
  const loop: Loop = {
    state, desk, ports, ways: remainingWays(beginning.plan, likely), running: new Set(), watching: new Set(), restoring: new Set(), restored: [], asked: new Set(), wake: () => undefined, awake: Promise.resolve(),
  }
  rearm(loop)
  const control = controlOf(loop, abort)
  const deaf = ports.arm.waiting((waiting) => heard(loop, waiting))
  return { control, plan: beginning.plan, end: turn(loop).finally(deaf).then(() => runOf(state, clock.now())) }
}

function controlOf(loop: Loop, abort: AbortController): Control {
  const { state, desk } = loop
  // What is said twice changes nothing, and wakes nobody: a listener may say it at every event.
  const act = (isNew: () => boolean, work: () => void): void => {
    if (state.end !== null || !isNew()) return
    work()
    loop.wake()
  }
  const halt = (): void => {
    state.halted ??= { key: null, trouble: ownTrouble('stopped', 'continue') }
    state.stands = 'pausing'
  }
  const attest = (what: Extract<Entry, { is: 'attested' }>['what'], change: Change | null): void => {
    const task = change?.do === 'manual' ? JSON.stringify(change.task) : null
    void noted(loop, { is: 'attested', at: desk.clock.now(), what, key: change?.key ?? null, id: change?.id ?? null, task })
  }
  const named = (key: ChangeKey): Change | null => state.beginning.plan.find((change) => change.key === key) ?? null
  return {
    pause: () => act(() => state.halted === null, halt),
    stop: () => act(() => !abort.signal.aborted, () => {
      halt()
      abort.abort()
    }),
    agree: (key) => act(() => !state.agreed.has(key), () => {
      state.agreed.add(key)
      attest('closing', named(key))
    }),
    confirmWayIn: () => act(() => state.wayInAt !== desk.clock.now(), () => {
      state.wayInAt = desk.clock.now()
      attest('wayIn', null)
    }),
    didByHand: (key) => {
      const change = named(key)
      act(() => change !== null && !state.schedule.has(key), () => {
        if (change === null) return
        attest('byHand', change)
        done(loop, change, 'yes')
      })
    },
    checkByHand: (key) => {
      const [change, check] = [named(key), state.changes.get(key)?.check ?? null]
      act(() => change !== null && check !== null && check.is !== 'asking' && !state.schedule.has(key), () => {
        if (change !== null) void checked(loop, change)
      })
    },
    readEvidence: (key) => act(() => loop.asked.has(key), () => void loop.asked.delete(key)),
    takeBack: (key) => {
      const change = named(key)
      act(() => change !== null && !loop.restoring.has(key) && state.changes.get(key)?.stand === 'done', () => {
        if (change === null) return
        state.halted = { key: null, trouble: ownTrouble('takenBack', 'continue') }
        state.stands = 'pausing'
        loop.restoring.add(key)
        void restore(loop, change)
      })
    },
  }
}

const TOGETHER = { between: 1000, together: 4 }

async function turn(loop: Loop): Promise<void> {
  const { state, desk } = loop
  const { plan, snapshot, options, before } = state.beginning
  await noted(loop, { is: 'begun', at: desk.clock.now(), form: journalForm, workspaceId: snapshot.workspaceId, digest: state.digest, plan: leftIn(state.beginning), options: { ...options, byHand: [...options.byHand] }, underway: (before?.underway ?? []).map(({ change }) => change.key) })
  // A word that the journal holds already is not given twice.
  if (state.wayInAt !== null && before === undefined) await noted(loop, { is: 'attested', at: state.wayInAt, what: 'wayIn', key: null, id: null, task: null })
  for (const { change, ended } of before?.past ?? []) if (change.closes) watch(loop, change, ended)
  if (state.halted === null) for (const one of before?.underway ?? []) begin(loop, one.change, one)
  for (;;) {
    rearm(loop)
    const now = desk.clock.now()
    const next = schedule({ plan, states: state.schedule, agreed: state.agreed, options }, now, { ways: loop.ways, pace: TOGETHER })
    const wayIn = next.start.filter((change) => needsWayIn(state, change))
    if (state.halted === null) for (const change of next.start) if (!wayIn.includes(change)) begin(loop, change)
    show(loop, next, wayIn)
    if (isQuiet(loop)) {
      const end = endOf(loop, next, wayIn)
      if (end !== null) return finished(loop, end)
    }
    await until(loop, state.halted === null ? next.again : null)
  }
}

const needsWayIn = (state: State, change: Change): boolean => state.beginning.kind === 'forward' && change.phase === 'lockdown' && wayInFor(state, change) === null

/** Waits until something happens, or until the schedule wants to be asked again. */
async function until({ awake, desk: { clock } }: Loop, at: number | null): Promise<void> {
  if (at === null) return awake
  const over = new AbortController()
  await Promise.race([awake, rested({ clock, signal: over.signal }, Math.max(0, at - clock.now()))])
  over.abort()
}

function show(loop: Loop, next: Schedule, wayIn: readonly Change[]): void {
  const { state, desk, running, ports } = loop
  tellWaits(state, next)
  for (const { key } of wayIn) told(state, key, { stand: 'gate', waits: { for: 'yes', keys: [], id: null } })
  if (state.halted === null) {
    const first = next.ask[0]
    if (first !== undefined && running.size === 0 && !loop.asked.has(first.key)) {
      loop.asked.add(first.key)
      void readGate(loop, first, (fresh) => requestOf(first, fresh))
    }
    const people = running.size === 0 && (next.ask.length > 0 || next.byHand.length > 0 || wayIn.length > 0)
    const closing = state.beginning.plan.some(({ key, phase }) => phase === 'lockdown' && (running.has(key) || state.schedule.has(key)))
    state.stands = people ? 'needsYou' : running.size === 0 && loop.watching.size > 0 ? 'watching' : closing ? 'lockdown' : 'prepare'
  }
  ports.tell(runOf(state, desk.clock.now()))
}

async function finished(loop: Loop, end: End): Promise<void> {
  const { state, ports, desk } = loop
  state.end = end
  state.stands = 'ended'
  await noted(loop, { is: 'ended', at: end.at, as: end.is })
  ports.tell(runOf(state, desk.clock.now()))
}
