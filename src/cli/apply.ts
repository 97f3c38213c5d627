/** Carrying a reviewed plan out from a command line: the page's own engine, its journal in a file. */
import { readTrouble } from '../apply/desk.ts'
import { type Entry, type JournalStore, memoryLocks, segmentsOf } from '../apply/journal.ts'
import type { Running } from '../apply/apply.ts'
import type { Ports } from '../apply/loop.ts'
import { numbersFor } from '../apply/past.ts'
import type { Forecast } from '../apply/forecast.ts'
import { preflight } from '../apply/preflight.ts'
import type { Run } from '../apply/progress.ts'
import { begin, goOn, type Held } from '../apply/runs.ts'
import { forecastRows } from '../app/apply/forecastRows.ts'
import type { Failure } from '../arm/failure.ts'
import { idKey } from '../base/armId.ts'
import { atOnce } from '../base/slices.ts'
import type { Change, ChangeKey } from '../changes/change.ts'
import { digest } from '../changes/digest.ts'
import type { ScheduleOptions } from '../changes/schedule.ts'
import { readEstate } from '../discovery/readEstate.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import { planFrom } from '../session/applySite.ts'
import { baseOf, type View, viewOf } from '../session/derive.ts'
import { templatesOf } from '../session/forecastTemplates.ts'
import type { Choices } from '../steps/choices.ts'
import { journeys } from '../steps/journeys.ts'
import { named, runLines, troubleOf, unreadLine } from './applyWords.ts'
import { choicesIn } from './files.ts'
import { fileLocks, fileStore, fileWaits, storeOfCall } from './journalFile.ts'
import { type LiveValues, namedBy, type Outside, type Reader, readerOf } from './live.ts'
import { type Output, Refused } from './output.ts'
import { answersFor, choicesDigest, keptToChoices, keptToReview } from './reviewed.ts'

/** The options of carrying out. */
export interface ApplyValues extends LiveValues {
  readonly choices?: string | undefined
  readonly phase?: string | undefined
  readonly digest?: string | undefined
  readonly journal?: string | undefined
  readonly 'yes-way-in'?: boolean | undefined
  readonly did?: readonly string[] | undefined
  readonly 'secret-env'?: readonly string[] | undefined
}

type Phase = 'all' | 'prepare' | 'lockdown'

/** What the command line asks for, read and checked before anything is asked of Azure. */
interface Asked {
  readonly choices: Choices
  readonly phase: Phase
  readonly digest: string | undefined
  readonly wayIn: 'tried' | 'not said'
  readonly did: ReadonlySet<number>
  readonly secrets: ReadonlyMap<string, string>
  readonly journal: string
  readonly workspaceId: string
}

/** All that the parts of a run share. */
interface Site {
  readonly asked: Asked
  readonly reader: Reader
  readonly store: JournalStore
  readonly output: Output
  readonly outside: Outside
  /** The changes of the run, once it goes. */
  readonly changes: Map<ChangeKey, Change>
}

/** Carries a plan out, or goes on with the run that the journal holds. Exit code 0: done, or prepared as asked; 3: paused with one next action. */
export async function applyPlan(values: ApplyValues, output: Output, outside: Outside): Promise<number> {
  const workspace = namedBy('apply', values)
  const asked = askedBy(values, workspace.workspaceId, outside.env)
  const reader = await readerOf(workspace, values, { ...outside, waits: fileWaits(asked.journal, outside.clock.now) })
  const site: Site = { asked, reader, store: fileStore(asked.journal), output, outside, changes: new Map() }
  const held = await fileLocks(asked.journal).hold('', async () => {
    const open = await openRun(site)
    return open === null ? start(site) : further(site, open)
  })
  if (held.is === 'taken') throw new Refused(`another process carries this journal out; nothing was sent. Wait for it, or delete ${asked.journal}.lock when there is none`)
  return held.result
}

function askedBy(values: ApplyValues, workspaceId: string, env: Outside['env']): Asked {
  const { choices, phase = 'all' } = values
  if (choices === undefined) throw new Refused('apply needs --choices FILE, the answers that were reviewed')
  if (phase !== 'all' && phase !== 'prepare' && phase !== 'lockdown') throw new Refused(`--phase knows prepare and lockdown, not ${JSON.stringify(phase)}`)
  return {
    choices: choicesIn(choices), phase, digest: values.digest, wayIn: values['yes-way-in'] === true ? 'tried' : 'not said', did: numbersOf(values.did ?? []),
    secrets: secretsOf(values['secret-env'] ?? [], env), journal: values.journal ?? `${workspaceId.split('/').at(-1) ?? ''}.ringfence-journal`, workspaceId,
  }
}

const numbersOf = (texts: readonly string[]): ReadonlySet<number> => new Set(texts.flatMap((text) => text.split(',')).map((text) => {
  if (!/^[1-9]\d{0,4}$/.test(text.trim())) throw new Refused(`--did takes the numbers of tasks by hand, such as 12 or 12,15, not ${JSON.stringify(text)}`)
  return Number(text)
}))

const secretsOf = (texts: readonly string[], env: Outside['env']): ReadonlyMap<string, string> => new Map(texts.map((text) => {
  const [, parameter = '', name = ''] = /^([^=]+)=(.+)$/.exec(text) ?? []
  if (parameter === '') throw new Refused('--secret-env takes PARAMETER=NAME, the parameter of the plan and the environment variable that holds its value')
  const value = env[name] ?? ''
  if (value === '') throw new Refused(`the environment variable ${name} is empty; put the value of ${parameter} into it`)
  return [parameter, value]
}))

interface OpenRun { readonly run: string; readonly entries: readonly Entry[] }

async function openRun({ store, asked }: Site): Promise<OpenRun | null> {
  for (const run of await store.runs('open')) {
    const entries = await store.read(run)
    if (entries.some((entry) => entry.is === 'begun' && idKey(entry.workspaceId) === idKey(asked.workspaceId))) return { run, entries }
  }
  return null
}

const unread = (failure: Failure): Refused => new Refused(unreadLine(readTrouble(failure, 'nothing')))

const optionsOf = ({ phase }: Asked): ScheduleOptions => ({ askBeforeClosing: false, stopAfterPrepare: phase === 'prepare', byHand: new Set() })

async function start(site: Site): Promise<number> {
  const { asked, reader, output, outside } = site
  const collected = await reader.collect((line) => output.err(`${line}\n`))
  if (!collected.ok) throw unread(collected.failure)
  const { snapshot } = collected
  const view = viewFor(snapshot, asked.choices)
  const { plan, desired, base: { current } } = view
  if (asked.digest !== undefined && asked.digest !== digest(plan)) throw new Refused(`the plan for the estate as it is now has the digest ${digest(plan)}, not ${asked.digest}; nothing was sent. Review it again`)
  keptToPhase(asked, plan)
  const tasks = attestable(asked, plan, numbersFor([], plan))
  if (plan.length === 0) return summed(site, null, digest(plan))
  await forecast(site, view, snapshot)
  const run = outside.newId()
  const held = await begin({ run, snapshot, desired, plan, options: optionsOf(asked), journeys: journeys(current, view.choices), kind: 'forward', wayInConfirmedAt: null }, portsOf(site), memoryLocks(), attested(site, tasks))
  return ended(site, run, held)
}

function viewFor(snapshot: Snapshot, choices: Choices): View {
  const base = atOnce(baseOf(readEstate(snapshot)))
  return atOnce(viewOf(base, answersFor(choices, base.current)))
}

/** Lock down alone closes what was prepared before; it prepares nothing. */
function keptToPhase({ phase }: Asked, plan: readonly Change[]): void {
  const open = plan.filter((change) => change.phase === 'prepare' && change.do !== 'manual').length
  if (phase === 'lockdown' && open > 0) throw new Refused(`prepare is not done: ${open} ${open === 1 ? 'change of it is' : 'changes of it are'} left; nothing was sent. Run --phase prepare first`)
}

/** Asks Azure before anything is written; what it refuses now it would refuse in the middle. */
async function forecast(site: Site, view: View, snapshot: Snapshot): Promise<void> {
  const { reader: { arm, origin }, output, outside: { clock, signal } } = site
  const { plan, desired } = view
  const lines = (forecasts: readonly Forecast[]): readonly string[] => forecastRows(forecasts, plan).map(({ asked, result, found }) => `${asked}: ${result}: ${found}`)
  const answer = await preflight({
    arm, clock, origin, signal, plan, reviewed: snapshot, desired, collect: () => Promise.resolve({ ok: true, snapshot }), templates: templatesOf(snapshot, view),
    tell: (one) => lines([one]).forEach((line) => output.err(`forecast ${line}\n`)),
  })
  // What was broken off is no answer: questions that nobody heard refuse nothing.
  if (signal.aborted) throw new Refused('stopped during the forecast; nothing was sent. Run the same command again')
  if (!answer.ok) throw unread(answer.failure)
  const refused = answer.forecasts.filter(({ result }) => result === 'refused')
  if (refused.length > 0) throw new Refused(`${lines(refused).join('; ')}; found before any change, nothing was sent`)
}

async function further(site: Site, { run, entries }: OpenRun): Promise<number> {
  const { asked, reader, output, outside: { signal } } = site
  const begun = entries.find((entry) => entry.is === 'begun')
  if (asked.digest !== undefined) keptToChoices({ ...asked, digest: asked.digest }, begun)
  const plans = segmentsOf(entries).flatMap(({ plan }) => plan)
  const tasks = attestable(asked, plans, numbersFor(entries, []))
  output.err(`going on with the run ${run} of ${asked.journal}\n`)
  const held = await goOn({
    run, options: optionsOf(asked), signal, collect: () => reader.collect((line) => output.err(`${line}\n`)),
    planAgain: (snapshot) => {
      const found = planFrom(answersFor(asked.choices, readEstate(snapshot)))(snapshot)
      keptToPhase(asked, found.plan)
      if (asked.digest !== undefined) keptToReview(begun?.plan ?? [], found.plan)
      return found
    },
  }, portsOf(site), memoryLocks(), attested(site, tasks))
  return ended(site, run, held)
}

/** The tasks that somebody says are done, by their numbers. */
function attestable({ did }: Asked, plan: readonly Change[], numbers: ReadonlyMap<ChangeKey, number>): readonly ChangeKey[] {
  return [...did].map((number) => {
    const task = plan.find(({ key, do: does }) => does === 'manual' && numbers.get(key) === number)
    if (task === undefined) throw new Refused(`change ${number} is no task by hand of this plan; nothing was sent`)
    return task.key
  })
}

/** Says to a run what the command line says, before it starts anything. Ctrl+C lets what runs go on to its end. */
const attested = ({ asked, changes, outside: { signal } }: Site, tasks: readonly ChangeKey[]) => ({ control, plan }: Running): void => {
  for (const change of plan) changes.set(change.key, change)
  for (const key of tasks) control.didByHand(key)
  if (asked.wayIn === 'tried') control.confirmWayIn()
  // A signal that was given before says nothing any more.
  if (signal.aborted) control.pause()
  else signal.addEventListener('abort', control.pause, { once: true })
}

function portsOf({ asked, reader: { arm, origin }, store, output, outside: { clock }, changes }: Site): Ports {
  const lines = runLines((key) => changes.get(key))
  return {
    arm, origin, clock, store: storeOfCall(store, choicesDigest(asked.choices)), people: 'end', secret: ({ parameter }) => Promise.resolve(asked.secrets.get(parameter) ?? null),
    tell: (run) => lines(run).forEach((line) => output.err(`${line}\n`)),
  }
}

async function ended(site: Site, run: string, held: Held): Promise<number> {
  if (held.is === 'taken') throw new Refused('this run is carried out already; nothing was sent')
  if (held.is === 'not') {
    if (held.why.is === 'failed') throw unread(held.why.failure)
    throw new Refused(held.why.is === 'over' ? 'this run is over' : `the journal was written in the form ${held.why.form} by another version; it is read only. Give another --journal`)
  }
  const begun = (await site.store.read(run)).find((entry) => entry.is === 'begun')
  return summed(site, held.run, begun?.digest ?? held.run.digest)
}

/** Prints how it ended; without a run there was nothing to do. `plan` is the digest of the plan that the run began with. */
function summed({ asked, output, changes }: Site, run: Run | null, plan: string): number {
  const paused = run?.end?.is === 'paused' ? run.end : null
  const isPrepared = asked.phase === 'prepare' && paused?.trouble.text === 'preparedOnly'
  const all = run?.changes ?? []
  const done = all.filter(({ stand }) => stand === 'done')
  const nameIn = (key: ChangeKey | null): string | null => {
    const change = key === null ? undefined : changes.get(key)
    return change === undefined ? null : named(change)
  }
  const at = all.find(({ key }) => key === paused?.key)
  const trouble = paused === null || isPrepared ? null : { number: at?.number ?? null, id: at?.id ?? null, change: nameIn(paused.key), ...troubleOf(paused.trouble, at?.number ?? null) }
  output.out(`${JSON.stringify({
    end: isPrepared ? 'prepared' : (run?.end?.is ?? 'done'), run: run?.id ?? null, journal: run === null ? null : asked.journal, plan,
    changes: { all: all.length, done: done.length, byYourWord: done.filter(({ attested: word }) => word === 'yes').length },
    closed: done.filter(({ closes }) => closes).map(({ id }) => id),
    byHand: all.filter(({ stand }) => stand === 'byHand').map(({ key, number, id }) => ({ number, id, task: nameIn(key) })),
    paused: trouble,
  }, null, 2)}\n`)
  if (trouble === null) return 0
  output.err(`ringfence: paused${trouble.change === null ? '' : ` at change ${trouble.number}, ${trouble.change}`}: ${trouble.text} ${trouble.next}\n`)
  return 3
}
