/** Carrying a plan out: asking Azure before, holding the run, going on with it, and the way back. */
import type { Running } from '../apply/apply.ts'
import { type Entry, segmentsOf, type Standing } from '../apply/journal.ts'
import { type Ports as RunPorts, WATCH } from '../apply/loop.ts'
import { closingsIn, numbersIn, optionsIn, pastOf } from '../apply/past.ts'
import { preflight } from '../apply/preflight.ts'
import type { Run } from '../apply/progress.ts'
import { begin, goOn, type Held } from '../apply/runs.ts'
import type { Beginning } from '../apply/state.ts'
import { wayBack } from '../apply/undoRun.ts'
import type { Change } from '../changes/change.ts'
import { readEstate } from '../discovery/readEstate.ts'
import { journeys } from '../steps/journeys.ts'
import { afterActions, afterwards } from './applyAfter.ts'
import { takeOneBack } from './applyBack.ts'
import { type ApplyOutside, type Desk, planFrom, type Site, siteOf } from './applySite.ts'
import { type ApplyActions, type Going, type NotGoing, notApplying, type OpenRun, usualOptions } from './applyState.ts'
import { templatesOf } from './forecastTemplates.ts'
import { type ApplyWork, messageOf } from './ports.ts'
import type { Design } from './session.ts'

/** Asks Azure what it says of the plan; every answer is shown as soon as it is there. */
async function ask(site: Site): Promise<void> {
  const design = site.design()
  const { view } = site.store.getState()
  if (design === null || view === null) return
  const { plan, desired } = view
  const asked = { plan, at: site.ports.now(), failure: null, mistake: null }
  const isNewest = () => site.applying().preflight?.at === asked.at
  site.put({ preflight: { ...asked, state: 'asking', forecasts: [] } })
  const desk = await site.desk(design)
  if (desk === null) return site.put({ preflight: { ...asked, state: 'failed', forecasts: [] } })
  const { signal } = new AbortController()
  const forecasts = () => site.applying().preflight?.forecasts ?? []
  const answer = await preflight({
    arm: desk.arm, clock: site.clock, origin: desk.origin, signal, plan, reviewed: design.snapshot, desired, collect: () => desk.collect(signal), templates: templatesOf(design.snapshot, view),
    tell: (forecast) => { if (isNewest()) site.put({ preflight: { ...asked, state: 'asking', forecasts: [...forecasts(), forecast] } }) },
  })
  if (isNewest()) site.put({ preflight: { ...asked, state: answer.ok ? 'done' : 'failed', forecasts: forecasts(), failure: answer.ok ? null : answer.failure } })
}

/** The levers of the run that goes, and the answer that a secret waits for. */
interface Levers { running: Running | null; answer: ((value: string | null) => void) | null; asked: Promise<unknown>; over: Promise<unknown> }

const portsOf = (site: Site, desk: Desk, levers: Levers): RunPorts => ({
  arm: desk.arm, clock: site.clock, origin: desk.origin, store: site.journal, people: 'stay',
  tell: (run) => site.putGoing({ run }),
  secret: (secret, change) => {
    // One at a time; nothing keeps what is typed.
    const answer = levers.asked.then(() => new Promise<string | null>((resolve) => {
      levers.answer = resolve
      site.putGoing({ secret: { secret, change } })
    }))
    levers.asked = answer
    return answer
  },
})

const goingOf = (site: Site, design: Design, part: Pick<Going, 'id' | 'kind' | 'plan'> & Partial<Going>): Going => ({
  workspaceId: design.snapshot.workspaceId, before: design.snapshot, findingsBefore: site.store.getState().base?.assessment ?? [], run: null, not: null, secret: null, after: null, left: [], ...part,
})

const notOf = (held: Exclude<Held, { is: 'ended' }>): NotGoing => (held.is === 'taken' ? { is: 'taken' } : held.why)

/** Whether a run goes that is neither over nor about to be. */
const isBusy = (site: Site, levers: Levers): boolean => levers.running !== null && (site.applying().going?.run?.end ?? null) === null

/** Holds a run to its end. */
function hold(site: Site, levers: Levers, work: (hear: (running: Running) => void) => Promise<Held>): Promise<Run | null> {
  const held = heldToItsEnd(site, levers, work)
  levers.over = held
  return held
}

async function heldToItsEnd(site: Site, levers: Levers, work: (hear: (running: Running) => void) => Promise<Held>): Promise<Run | null> {
  try {
    const held = await work((running) => { levers.running = running })
    if (held.is === 'ended') {
      site.putGoing({ run: held.run, secret: null })
      return held.run
    }
    site.putGoing({ not: notOf(held) })
  } catch (error) {
    site.putGoing({ not: { is: 'mistake', message: messageOf(error) } })
  } finally {
    levers.running = null
  }
  return null
}

async function start(site: Site, levers: Levers): Promise<void> {
  const design = site.design()
  const { view } = site.store.getState()
  const { going, options } = site.applying()
  if (design === null || view === null || view.choices !== design.choices || going !== null) return
  const { plan, desired, base: { current }, choices } = view
  const id = site.newId()
  site.put({ going: goingOf(site, design, { id, kind: 'forward', plan }), open: null, past: null, back: null })
  const desk = await site.desk(design)
  if (desk === null) return site.putGoing({ not: { is: 'program' } })
  const beginning: Beginning = { run: id, snapshot: design.snapshot, desired, plan, options, journeys: journeys(current, choices), kind: 'forward', wayInConfirmedAt: null }
  const run = await hold(site, levers, (hear) => begin(beginning, portsOf(site, desk, levers), site.locks, hear))
  if (run?.end?.is === 'done' || run?.end?.is === 'restored') await afterwards(site, design)
}

async function further(site: Site, levers: Levers, byHand: Change['key'] | undefined): Promise<void> {
  const design = site.design()
  const { going, open, options: before } = site.applying()
  const id = going?.kind === 'forward' ? going.id : open?.id
  if (design === null || id === undefined || isBusy(site, levers)) return
  // The lock of the run and its levers are free a moment after its end is told.
  await levers.over
  const isPrepared = going?.run?.end?.is === 'paused' && going.run.end.trouble.text === 'preparedOnly'
  const options = { ...before, stopAfterPrepare: before.stopAfterPrepare && !isPrepared, byHand: byHand === undefined ? before.byHand : new Set([...before.byHand, byHand]) }
  site.put({ options, open: null, back: null, takingBack: null, going: goingOf(site, design, { id, kind: 'forward', plan: [], ...(going === null ? {} : { before: going.before, findingsBefore: going.findingsBefore }) }) })
  const desk = await site.desk(design)
  if (desk === null) return site.putGoing({ not: { is: 'program' } })
  const { signal } = new AbortController()
  const resuming = { run: id, options, collect: () => desk.collect(signal), planAgain: planFrom(design.choices), signal }
  const run = await hold(site, levers, (hear) => goOn(resuming, portsOf(site, desk, levers), site.locks, (running) => {
    site.putGoing({ plan: running.plan })
    hear(running)
  }))
  if (run?.end?.is === 'done' || run?.end?.is === 'restored') await afterwards(site, design)
}

/** How the names of ways back begin, so that none of them is taken for a run to go on with. */
const UNDO = 'undo-'

/** The run that can be put back: the one on the page, or one of an earlier visit. */
const undoable = (site: Site): string | undefined => {
  const { going, open, past } = site.applying()
  return going?.id ?? open?.id ?? past?.id
}

/** Goes back: what a run changed is as it was, doors first. The run itself is over then. */
async function undo(site: Site, levers: Levers): Promise<void> {
  const design = site.design()
  const { going, back } = site.applying()
  const undone = undoable(site)
  if (design === null || undone === undefined || back === null || isBusy(site, levers)) return
  await levers.over
  const [id, before] = [`${UNDO}${site.newId()}`, going?.before ?? design.snapshot]
  site.put({ back: null, open: null, past: null, takingBack: null, going: goingOf(site, design, { id, kind: 'undo', plan: back.plan, left: back.left, before }) })
  const desk = await site.desk(design)
  if (desk === null) return site.putGoing({ not: { is: 'program' } })
  const collected = await desk.collect(new AbortController().signal)
  if (!collected.ok) return site.putGoing({ not: { is: 'failed', failure: collected.failure } })
  const beginning: Beginning = { run: id, snapshot: collected.snapshot, desired: readEstate(before), plan: back.plan, options: { ...usualOptions, askBeforeClosing: false }, journeys: [], kind: 'undo', wayInConfirmedAt: null }
  const run = await hold(site, levers, (hear) => begin(beginning, portsOf(site, desk, levers), site.locks, hear))
  if (run?.end?.is !== 'restored') return
  await site.journal.append(undone, { is: 'ended', at: site.clock.now(), as: 'restored' }).catch(() => undefined)
  await afterwards(site, design)
}

/** A journal as the page offers it. */
function openRunOf(id: string, entries: readonly Entry[], now: number): Omit<OpenRun, 'startedAt'> {
  const numbers = numbersIn(segmentsOf(entries).map(({ plan }) => plan))
  const closings = closingsIn(entries).map(({ change, ended }) => ({ key: change.key, id: change.id, number: numbers.get(change.key) ?? 0, at: ended }))
  const until = closings[0] === undefined ? 0 : closings[0].at + WATCH.length
  return { id, done: pastOf(entries).length, all: numbers.size, closings, watchedUntil: until > now ? until : null }
}

/** The newest run of a workspace that stands so, with its journal. */
async function newest(site: Site, workspaceId: string, standing: Standing): Promise<{ readonly id: string; readonly entries: readonly Entry[]; readonly startedAt: number } | null> {
  for (const id of await site.journal.runs(standing)) {
    const entries = await site.journal.read(id)
    const begun = entries.find((entry) => entry.is === 'begun')
    if (begun !== undefined && !id.startsWith(UNDO) && begun.workspaceId.toLowerCase() === workspaceId.toLowerCase()) return { id, entries, startedAt: begun.at }
  }
  return null
}

/** Looks for a run of this workspace that an earlier visit left, else for the last one that ended done. */
async function look(site: Site): Promise<void> {
  const design = site.design()
  if (design === null || site.applying().going !== null) return
  const { workspaceId } = design.snapshot
  const open = await newest(site, workspaceId, 'open')
  const past = open === null ? await newest(site, workspaceId, 'done') : null
  if (site.applying().going !== null) return
  if (open !== null) site.put({ options: optionsIn(open.entries) ?? site.applying().options, open: { startedAt: open.startedAt, ...openRunOf(open.id, open.entries, site.clock.now()) } })
  if (past !== null) site.put({ past: { id: past.id, endedAt: past.entries.at(-1)?.at ?? past.startedAt, done: pastOf(past.entries).length } })
}

/** Ends a run of an earlier visit as it stands, also one that cannot be gone on with because Azure no longer lets it be read. */
async function leave(site: Site): Promise<void> {
  const { open } = site.applying()
  const design = site.design()
  if (open === null || design === null) return
  const held = await site.locks.hold(open.id, () => site.journal.append(open.id, { is: 'ended', at: site.clock.now(), as: 'left' }))
  if (held.is === 'taken') return site.put({ open: null, going: goingOf(site, design, { id: open.id, kind: 'forward', plan: [], not: { is: 'taken' } }) })
  site.put({ open: null, back: null, takingBack: null })
  await look(site)
}

/** Makes the actions of carrying a plan out. */
export const applier = (outside: ApplyOutside) => (work: ApplyWork): ApplyActions => {
  const site = siteOf(outside, work)
  const levers: Levers = { running: null, answer: null, asked: Promise.resolve(), over: Promise.resolve() }
  return {
    lookForRun: () => void look(site).catch(() => undefined),
    preflight: () => void ask(site).catch((error: unknown) => {
      const { preflight: asked } = site.applying()
      // Our own mistake: what was answered stays, and nothing was sent.
      if (asked !== null) site.put({ preflight: { ...asked, state: 'failed', mistake: messageOf(error) } })
    }),
    setRunOptions: (part) => site.put({ options: { ...site.applying().options, ...part } }),
    startRun: () => void start(site, levers),
    goOnWithRun: (byHand) => void further(site, levers, byHand),
    planUndo: (created) => {
      const id = undoable(site)
      if (created === null || id === undefined) return site.put({ back: null })
      void site.journal.read(id).then((entries) => site.put({ back: { ...wayBack(entries, created), created } }))
    },
    undoRun: () => void undo(site, levers),
    leaveRun: () => void leave(site).catch(() => undefined),
    act: (act) => {
      if (act.do === 'takeBack' && !isBusy(site, levers)) {
        levers.over = levers.over.then(() => takeOneBack(site, act.key, (desk) => portsOf(site, desk, levers)))
        return
      }
      const control = levers.running?.control
      if (control === undefined) return
      if ('key' in act) control[act.do](act.key)
      else control[act.do]()
    },
    giveSecret: (value) => {
      site.putGoing({ secret: null })
      levers.answer?.(value)
      levers.answer = null
    },
    putRunAway: () => site.put({ ...notApplying, options: site.applying().options }),
    ...afterActions(site),
  }
}
