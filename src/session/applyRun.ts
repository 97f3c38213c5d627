/** Carrying a plan out: asking Azure before, holding the run, going on with it, and the way back. */
import { beforeIn, type Entry, segmentsOf } from '../apply/journal.ts'
import { WATCH } from '../apply/loop.ts'
import { closingsIn, numbersIn, optionsIn, pastOf } from '../apply/past.ts'
import { preflight } from '../apply/preflight.ts'
import { begin, byWorkspace, goOn, newestOf, UNDO } from '../apply/runs.ts'
import type { Beginning } from '../apply/state.ts'
import { type WayBack, wayBack } from '../apply/undoRun.ts'
import type { Change } from '../changes/change.ts'
import { readEstate } from '../discovery/readEstate.ts'
import { afterActions, afterwards, findingsOf } from './applyAfter.ts'
import { takeOneBack } from './applyBack.ts'
import { askedOf, goingOf, hold, isBusy, type Levers, portsOf } from './applyHold.ts'
import { type ApplyOutside, planFrom, type Site, siteOf } from './applySite.ts'
import { start } from './applyStart.ts'
import { type ApplyActions, type Going, notApplying, type OpenRun, type Undoes, usualOptions } from './applyState.ts'
import { templatesOf } from './forecastTemplates.ts'
import { type ApplyWork, messageOf } from './ports.ts'

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

async function further(site: Site, levers: Levers, byHand: Change['key'] | undefined): Promise<void> {
  const design = site.design()
  const { going, open, options: before } = site.applying()
  const id = going?.kind === 'forward' ? going.id : open?.id
  if (design === null || id === undefined || isBusy(site, levers)) return
  // The lock of the run and its levers are free a moment after its end is told.
  await levers.over
  const isPrepared = going?.run?.end?.is === 'paused' && going.run.end.trouble.text === 'preparedOnly'
  const options = { ...before, stopAfterPrepare: before.stopAfterPrepare && !isPrepared, byHand: byHand === undefined ? before.byHand : new Set([...before.byHand, byHand]) }
  site.put({ options, open: null, back: null, takingBack: null, going: goingOf(site, design, { id, kind: 'forward', plan: [], ...asBefore(going) }) })
  const run = await hold(site, levers, async (hear) => {
    if (going === null) await fromBefore(site, id)
    const desk = await site.desk(design)
    if (desk === null) return { is: 'not', why: { is: 'program' } }
    const { signal } = new AbortController()
    const resuming = { run: id, options, collect: () => desk.collect(signal), planAgain: planFrom(design.choices), signal }
    return askedOf(await goOn(resuming, portsOf(site, desk, levers), site.locks, (running) => {
      site.putGoing({ plan: running.plan })
      hear(running)
    }))
  })
  if (run?.end?.is === 'done' || run?.end?.is === 'restored') await afterwards(site, design)
}

/** What a run of this tab began from, for a further part of it. */
const asBefore = (going: Going | null): Partial<Pick<Going, 'before' | 'findingsBefore'>> => (going === null ? {} : { before: going.before, findingsBefore: going.findingsBefore })

/** Shows the estate that a run of an earlier visit began from as the one before it, where its journal holds it. */
async function fromBefore(site: Site, run: string): Promise<void> {
  const before = beforeIn(await site.journal.read(run).catch(() => []))
  if (before === null) return
  site.putGoing({ before, findingsBefore: (await findingsOf(site, before)) ?? [] })
}

/** The run that can be put back: the one on the page, or one of an earlier visit. */
const undoable = (site: Site): string | undefined => {
  const { going, open, past } = site.applying()
  return going === null || going.isComparing ? (open?.id ?? past?.id) : (going.undoes?.run ?? going.id)
}

/** Goes back: what a run changed is as it was, doors first. The run itself is over then. */
async function undo(site: Site, levers: Levers, undoes: Undoes, way: WayBack): Promise<void> {
  const design = site.design()
  if (design === null || isBusy(site, levers)) return
  await levers.over
  const [id, { going }] = [`${UNDO}${site.newId()}`, site.applying()]
  site.put({ back: null, open: null, past: null, takingBack: null, going: goingOf(site, design, { id, kind: 'undo', ...way, undoes, ...asBefore(going) }) })
  const run = await hold(site, levers, async (hear) => {
    if (going === null) await fromBefore(site, undoes.run)
    const desk = await site.desk(design)
    if (desk === null) return { is: 'not', why: { is: 'program' } }
    const collected = await desk.collect(new AbortController().signal)
    if (!collected.ok) return { is: 'not', why: { is: 'failed', failure: collected.failure } }
    const before = site.applying().going?.before ?? design.snapshot
    const beginning: Beginning = { run: id, snapshot: collected.snapshot, desired: readEstate(before), plan: way.plan, options: { ...usualOptions, askBeforeClosing: false }, journeys: [], kind: 'undo', wayInConfirmedAt: null }
    return askedOf(await begin(beginning, portsOf(site, desk, levers), site.locks, hear))
  })
  if (run?.end?.is !== 'restored') return
  await site.journal.append(undoes.run, { is: 'ended', at: site.clock.now(), as: 'restored' }).catch(() => undefined)
  await afterwards(site, design)
}

/** Goes on with whatever stands on the page. A way back is planned again: what of it is done already is seen to be so, and not written twice. */
async function onward(site: Site, levers: Levers, byHand: Change['key'] | undefined): Promise<void> {
  const { going } = site.applying()
  if (going?.undoes !== null && going?.undoes !== undefined) return undo(site, levers, going.undoes, wayBack(await site.journal.read(going.undoes.run), going.undoes.created))
  if (going?.isComparing !== true) return further(site, levers, byHand)
  if (going.not === null) return
  site.put({ going: null })
  return start(site, levers, () => look(site))
}

/** A journal as the page offers it. */
function openRunOf(id: string, entries: readonly Entry[], now: number): Omit<OpenRun, 'startedAt'> {
  const numbers = numbersIn(segmentsOf(entries).map(({ plan }) => plan))
  const closings = closingsIn(entries).map(({ change, ended }) => ({ key: change.key, id: change.id, number: numbers.get(change.key) ?? 0, at: ended }))
  const until = closings[0] === undefined ? 0 : closings[0].at + WATCH.length
  return { id, done: pastOf(entries).length, all: numbers.size, closings, watchedUntil: until > now ? until : null }
}

/** Looks for a run of this workspace that an earlier visit left, else for the last one that ended done. */
async function look(site: Site): Promise<void> {
  const design = site.design()
  if (design === null || site.applying().going !== null) return
  const { workspaceId } = design.snapshot
  const open = await newestOf(site.journal, workspaceId, 'open')
  const past = open === null ? await newestOf(site.journal, workspaceId, 'done') : null
  if (site.applying().going !== null) return
  if (open !== null) site.put({ options: optionsIn(open.entries) ?? site.applying().options, open: { startedAt: open.startedAt, ...openRunOf(open.run, open.entries, site.clock.now()) } })
  if (past !== null) site.put({ past: { id: past.run, endedAt: past.entries.at(-1)?.at ?? past.startedAt, done: pastOf(past.entries).length } })
}

/** Ends a run of an earlier visit as it stands, also one that cannot be gone on with because Azure no longer lets it be read. */
async function leave(site: Site): Promise<void> {
  const { open } = site.applying()
  const design = site.design()
  if (open === null || design === null) return
  const held = await byWorkspace(site.locks, design.snapshot.workspaceId).hold(open.id, () => site.journal.append(open.id, { is: 'ended', at: site.clock.now(), as: 'left' }))
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
    startRun: () => void start(site, levers, () => look(site)),
    goOnWithRun: (byHand) => void onward(site, levers, byHand).catch((error: unknown) => site.putGoing({ not: { is: 'mistake', message: messageOf(error) } })),
    planUndo: (created) => {
      const id = undoable(site)
      if (created === null || id === undefined) return site.put({ back: null })
      void site.journal.read(id).then((entries) => site.put({ back: { ...wayBack(entries, created), created } }))
    },
    undoRun: () => {
      const [run, { back }] = [undoable(site), site.applying()]
      if (run !== undefined && back !== null) void undo(site, levers, { run, created: back.created }, { plan: back.plan, left: back.left })
    },
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
    putRunAway: () => {
      site.put({ ...notApplying, options: site.applying().options })
      void look(site).catch(() => undefined)
    },
    ...afterActions(site),
  }
}
