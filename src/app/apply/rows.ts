/** A run as rows in groups: what each change is doing, or what it waits for, and why. Pure. */
import type { ChangeProgress, Run } from '../../apply/progress.ts'
import { nameOf, parentOf } from '../../base/armId.ts'
import type { Change, ChangeKey } from '../../changes/change.ts'
import { whatHappened } from '../../session/applyWords.ts'
import { changeName } from '../plan/changeName.ts'
import { kindOf } from '../plan/messages.en.ts'
import { applyWords as words } from './messages.en.ts'
import { clockText, rangeText, timeText } from './times.ts'

/** How a state looks: `works` turns, `waits` stands, `ends` is good, `stops` needs somebody. */
export type Tone = 'works' | 'waits' | 'gate' | 'ends' | 'stops' | 'person' | 'back'

/** A bar from nothing to what 95 of 100 need; `tick` is what half of them need. Both of 1. */
export interface Bar { readonly full: number; readonly tick: number | null }

export interface RunRow {
  readonly key: ChangeKey
  readonly number: number
  readonly name: string
  readonly tone: Tone
  readonly state: string
  readonly doing: string
  readonly elapsed: string
  readonly bar: Bar | null
  readonly progress: ChangeProgress
  readonly change: Change | null
}

export type GroupName = 'needsYou' | 'running' | 'watched' | 'waiting' | 'done' | 'restored' | 'lockdown'

/** Rows that stand alike. */
export interface RunGroup { readonly name: GroupName; readonly title: string; readonly note: string; readonly rows: readonly RunRow[] }

const order: readonly GroupName[] = ['needsYou', 'running', 'watched', 'waiting', 'done', 'restored', 'lockdown']

/** Whether a change met a trouble that it waits out by itself, such as other work on the same resource. */
const triesAgain = ({ waits, trouble }: ChangeProgress): boolean => trouble !== null && waits?.for === 'azure'

/** Whether a change waits for a person. */
export const needsYou = ({ stand, waits, trouble }: ChangeProgress): boolean => trouble !== null || stand === 'byHand' || (stand === 'gate' && waits?.for === 'yes')

/** A closing that is still looked at. */
export const isWatched = ({ watch, stand }: ChangeProgress, { now, end }: Run): boolean => stand === 'done' && watch !== null && watch.until > now && end === null

function groupOf(progress: ChangeProgress, run: Run): GroupName {
  const { stand, waits, phase } = progress
  if (stand === 'skipped') return 'restored'
  if (isWatched(progress, run)) return 'watched'
  if (stand === 'done') return 'done'
  if (triesAgain(progress)) return 'running'
  if (needsYou(progress)) return 'needsYou'
  if (['reading', 'sent', 'polling', 'verifying'].includes(stand) || (stand === 'gate' && waits?.for === 'evidence')) return 'running'
  return phase === 'lockdown' ? 'lockdown' : 'waiting'
}

/** The groups of a run that hold something. */
export function runGroups(run: Run, plan: readonly Change[]): readonly RunGroup[] {
  const changes = new Map(plan.map((change) => [change.key, change]))
  const numbers = new Map(run.changes.map(({ key, number }) => [key, number]))
  const rows = new Map<GroupName, RunRow[]>()
  for (const progress of run.changes) {
    const name = groupOf(progress, run)
    rows.set(name, [...(rows.get(name) ?? []), rowOf(progress, changes.get(progress.key) ?? null, { run, numbers })])
  }
  const title = (name: GroupName): string => (name === 'waiting' && run.end !== null ? words.run.groups.notStarted : words.run.groups[name])
  const isPreparing = run.changes.some(({ phase, stand }) => phase === 'prepare' && stand !== 'done')
  const note = (name: GroupName): string => (name !== 'lockdown' ? '' : run.end !== null ? words.run.lockdownNote.ended : isPreparing ? words.run.lockdownNote.before : words.run.lockdownNote.after)
  return order.flatMap((name) => {
    const own = rows.get(name)
    return own === undefined ? [] : [{ name, title: title(name), note: note(name), rows: own }]
  })
}

/** Names of parts that say nothing by themselves stand with what they belong to. */
export function rowName(change: Change): string {
  if (change.do === 'manual') return changeName(change)
  const parent = nameOf(parentOf(change.id))
  switch (change.type.toLowerCase()) {
    case 'microsoft.network/privatednszones/virtualnetworklinks': return words.names.link(parent)
    case 'microsoft.network/privateendpoints/privatednszonegroups': return words.names.zoneGroup(parent)
    case 'microsoft.resources/providers': case 'microsoft.insights/privatelinkscopes/scopedresources': return words.names.of(kindOf(change.type), nameOf(change.id))
    default: return changeName(change)
  }
}

interface Around { readonly run: Run; readonly numbers: ReadonlyMap<ChangeKey, number> }

function rowOf(progress: ChangeProgress, change: Change | null, around: Around): RunRow {
  const { key, number, id } = progress
  return { key, number, name: change === null ? nameOf(id) : rowName(change), ...stateOf(progress, around.run), doing: doingOf(progress, around), ...elapsedOf(progress, around.run), progress, change }
}

const { states } = words

function stateOf(progress: ChangeProgress, run: Run): { readonly tone: Tone; readonly state: string } {
  const { stand, waits, phase, attested } = progress
  if (triesAgain(progress)) return { tone: 'waits', state: states.again }
  switch (stand) {
    case 'waiting': return run.end === null ? { tone: phase === 'lockdown' ? 'gate' : 'waits', state: phase === 'lockdown' ? states.behindGate : states.waiting } : { tone: 'waits', state: states.notStarted }
    case 'gate': return waits?.for === 'yes' ? { tone: 'person', state: states.yourYes } : waits?.for === 'evidence' ? { tone: 'works', state: states.evidence } : { tone: 'gate', state: states.behindGate }
    case 'reading': case 'sent': case 'polling': case 'verifying': return { tone: 'works', state: states[stand] }
    case 'done': return isWatched(progress, run) ? { tone: 'works', state: states.watched } : { tone: 'ends', state: attested === 'yes' ? states.byHandDone : states.done }
    case 'ambiguous': case 'stale': case 'paused': return { tone: 'stops', state: states[stand] }
    case 'byHand': return { tone: 'person', state: states.byHand }
    case 'skipped': return { tone: 'back', state: states.restored }
  }
}

const { doing } = words

const nextLook = (next: number | null, { now }: Run): string => words.run.inSeconds(next === null ? 0 : Math.ceil((next - now) / 1000))

function doingOf(progress: ChangeProgress, { run, numbers }: Around): string {
  const { stand, waits, trouble, azure, next, attested, notes, watch } = progress
  if (trouble !== null && triesAgain(progress)) return doing.again(whatHappened[trouble.text](trouble.data), nextLook(next, run))
  if (trouble !== null) return whatHappened[trouble.text](trouble.data)
  switch (stand) {
    case 'reading': case 'sent': case 'verifying': return doing[stand]
    case 'polling': return doing.polling(azure, next === null ? '' : doing.nextLook(nextLook(next, run)))
    case 'skipped': return doing.restored
    case 'done':
      if (isWatched(progress, run) && watch !== null) return doing.watched(timeText(watch.until))
      return notes.length > 0 ? doing.kept(notes.length) : attested === 'yes' ? doing.attested : ''
    case 'waiting': case 'gate': case 'ambiguous': case 'stale': case 'paused': case 'byHand': break
  }
  switch (waits?.for) {
    case 'changes': return doing.forChanges(waits.keys.flatMap((key) => numbers.get(key) ?? []))
    case 'writer': return doing.forWriter(waits.id === null ? '' : nameOf(waits.id))
    case 'evidence': return doing.evidence
    case 'yes': return doing.forYes
    case 'person': return doing.forYou
    case 'run': return doing.forRun
    case 'pace': case 'azure': case undefined: return run.end === null ? doing.forPace : doing.forRun
  }
}

function elapsedOf(progress: ChangeProgress, run: Run): { readonly elapsed: string; readonly bar: Bar | null } {
  const { since, ended, expected, watch } = progress
  if (isWatched(progress, run) && watch !== null) {
    const [passed, all] = [run.now - watch.since, watch.until - watch.since]
    return { elapsed: words.run.of(clockText(passed), clockText(all)), bar: { full: Math.min(1, passed / all), tick: null } }
  }
  if (since === null) return { elapsed: '', bar: null }
  const passed = (ended ?? run.now) - since
  if (ended !== null || expected === null) return { elapsed: clockText(passed), bar: null }
  const late = passed > expected.p95
  return { elapsed: late ? `${clockText(passed)}, ${words.run.longer}` : words.run.of(clockText(passed), rangeText(expected)), bar: { full: Math.min(1, passed / expected.p95), tick: expected.p50 / expected.p95 } }
}

/** The numbers of the changes that cannot be done before one is. */
export function blockedBy(key: ChangeKey, plan: readonly Change[], run: Pick<Run, 'changes'>): readonly number[] {
  const blocked = new Set<ChangeKey>([key])
  // The plan is in an order in which it can be done.
  for (const change of plan) if (change.after.some((one) => blocked.has(one))) blocked.add(change.key)
  return run.changes.flatMap((change) => (change.key !== key && blocked.has(change.key) ? [change.number] : []))
}
