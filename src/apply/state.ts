/** What a run knows while it goes on, and the picture of it that others see. */
import { type ArmId, idKey, parentOf, parseArmId, typeOf } from '../base/armId.ts'
import type { JsonObject } from '../base/json.ts'
import type { Body, Change, ChangeKey } from '../changes/change.ts'
import { digest } from '../changes/digest.ts'
import type { ChangeState, Schedule, ScheduleOptions } from '../changes/schedule.ts'
import type { Estate } from '../estate/estate.ts'
import { readEstate } from '../discovery/readEstate.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import type { Journey } from '../reach/journey.ts'
import type { Told } from './desk.ts'
import { expectedOf } from './expected.ts'
import type { Past, Underway } from './past.ts'
import type { ChangeProgress, End, LogLine, Run, Trouble, Waits } from './progress.ts'

/** What a run begins with. `desired` is the picture that the plan leads to; `journeys` are the paths that must not break. */
export interface Beginning {
  readonly run: string
  readonly snapshot: Snapshot
  readonly desired: Estate
  readonly plan: readonly Change[]
  readonly options: ScheduleOptions
  readonly journeys: readonly Journey[]
  /** `undo` opens doors and takes away what was added: it needs neither gates nor a way in. */
  readonly kind: 'forward' | 'undo'
  readonly wayInConfirmedAt: number | null
  /** What an earlier part of the run did and what of it Azure still carries out, all of it in `plan` too, and the numbers that the run gave; absent for a run that begins. */
  readonly before?: { readonly past: readonly Past[]; readonly underway: readonly Underway[]; readonly numbers: ReadonlyMap<ChangeKey, number> }
}

/** The state of a run; its maps change, its beginning does not. */
export interface State {
  readonly beginning: Beginning
  readonly startedAt: number
  readonly digest: string
  readonly changes: Map<ChangeKey, ChangeProgress>
  readonly schedule: Map<ChangeKey, ChangeState>
  readonly agreed: Set<ChangeKey>
  /** Bodies as last seen. */
  readonly bodies: Map<string, JsonObject>
  /** What closings replaced, for taking back. */
  readonly replaced: Map<ChangeKey, Body | null>
  wayInAt: number | null
  /** Set when nothing new is started: by a person, or by something that concerns all. */
  halted: { readonly key: ChangeKey | null; readonly trouble: Trouble } | null
  stands: Run['stands']
  end: End | null
}

const fresh = (change: Change, number: number): ChangeProgress => ({
  key: change.key, number, id: change.id, phase: change.phase, closes: change.closes, stand: 'waiting', waits: null, since: null, ended: null,
  expected: expectedOf(change), azure: null, next: null, gate: null, trouble: null, notes: [], attested: 'no', check: null, watch: null, log: [],
})

/** The picture of a change that an earlier part of the run did. */
const formerly = ({ change, since, ended, attested }: Past, number: number): ChangeProgress => ({
  ...fresh(change, number), stand: 'done', since, ended, attested, log: [{ at: ended, is: 'ended', status: null, detail: attested === 'yes' ? 'attested' : 'done' }],
})

/** What of a plan this part of the run has to do. */
export const leftIn = ({ plan, before }: Pick<Beginning, 'plan' | 'before'>): readonly Change[] => {
  const past = new Set(before?.past.map(({ change }) => change.key))
  return plan.filter(({ key }) => !past.has(key))
}

/** A run that has not begun, or not gone on yet. */
export function stateOf(beginning: Beginning, now: number): State {
  const { plan, snapshot, wayInConfirmedAt, before } = beginning
  const past = new Map(before?.past.map((one) => [one.change.key, one]))
  const pictures = plan.map((change, index) => {
    const [one, number] = [past.get(change.key), before?.numbers.get(change.key) ?? index + 1]
    return one === undefined ? fresh(change, number) : formerly(one, number)
  })
  return {
    beginning, startedAt: now, digest: digest(leftIn(beginning)), changes: new Map(pictures.sort((one, other) => one.number - other.number).map((one) => [one.key, one])),
    schedule: new Map([...past.values()].map(({ change, since }) => [change.key, { is: 'done', since }])), agreed: new Set(),
    bodies: new Map(snapshot.resources.flatMap((body) => (typeof body['id'] === 'string' ? [[idKey(body['id']), body] as const] : []))),
    replaced: new Map([...past.values(), ...(before?.underway ?? [])].flatMap(({ change, replaced }) => (replaced === null ? [] : [[change.key, replaced.body] as const]))), wayInAt: wayInConfirmedAt, halted: null, stands: 'prepare', end: null,
  }
}

/** Lines that one change keeps; older ones go. */
const MOST_LINES = 60

/** Tells something of a change. */
export function told({ changes }: State, key: ChangeKey, what: Told, line?: LogLine): void {
  const before = changes.get(key)
  if (before === undefined) return
  changes.set(key, { ...before, ...what, log: line === undefined ? before.log : [...before.log, line].slice(-MOST_LINES) })
}

/** The picture of a run. */
export const runOf = (state: State, now: number): Run => ({
  id: state.beginning.run, digest: state.digest, startedAt: state.startedAt, now, stands: state.stands, changes: [...state.changes.values()], wayInConfirmedAt: state.wayInAt, end: state.end,
})

/** A body was seen; null: it is gone. */
export function saw({ bodies }: State, id: ArmId, body: Body | null): void {
  if (body === null) bodies.delete(idKey(id))
  else bodies.set(idKey(id), 'id' in body ? body : { ...body, id })
}

/** The ids of all bodies that are known. */
export const idsKnown = ({ bodies }: State): readonly ArmId[] => [...bodies.values()].flatMap((body) => parseArmId(body['id']) ?? [])

/** What is otherwise than last seen: a resource as it will be (null: gone), and lists that could not be read just now, as ids that end in `*`. */
interface Otherwise { readonly changed?: { readonly id: ArmId; readonly body: Body | null }; readonly unlisted?: readonly ArmId[] }

/** The estate as last seen. What older readings of an unread list said is no evidence: it counts as unread. */
export function estateSeen({ beginning: { snapshot }, bodies }: State, { changed, unlisted = [] }: Otherwise = {}): Estate {
  const all = new Map(bodies)
  for (const key of bodies.keys()) if (unlisted.some((id) => key.startsWith(idKey(id).slice(0, -1)))) all.delete(key)
  if (changed !== undefined) {
    if (changed.body === null) all.delete(idKey(changed.id))
    else all.set(idKey(changed.id), { ...changed.body, id: changed.id })
  }
  const refused = unlisted.map((id) => ({ id: parentOf(id) as string, type: typeOf(id), status: 403, code: 'Unread' }))
  return readEstate({ ...snapshot, resources: [...all.values()], refused: [...snapshot.refused, ...refused] })
}

/** Says of every change that has not begun what it waits for. */
export function tellWaits(state: State, next: Schedule): void {
  const { beginning: { plan }, schedule, changes } = state
  const asked = new Set(next.ask.map(({ key }) => key))
  const byHand = new Set(next.byHand.map(({ key }) => key))
  const here = new Set(plan.map(({ key }) => key))
  const held = new Set(plan.filter(({ key }) => schedule.get(key)?.is === 'running').flatMap(({ locks }) => locks.map(idKey)))
  for (const change of plan) {
    const { key } = change
    const before = changes.get(key)
    if (before === undefined || schedule.has(key)) continue
    const open = change.after.filter((one) => here.has(one) && schedule.get(one)?.is !== 'done')
    const lock = change.locks.find((one) => held.has(idKey(one)))
    const waits: Waits = byHand.has(key) ? { for: 'person', keys: [], id: null } : asked.has(key) ? { for: 'yes', keys: [], id: null }
      : open.length > 0 ? { for: 'changes', keys: open, id: null } : state.halted !== null ? { for: 'run', keys: [], id: null } : lock !== undefined ? { for: 'writer', keys: [], id: lock } : { for: 'pace', keys: [], id: null }
    const stand = byHand.has(key) ? 'byHand' : asked.has(key) || (change.closes && open.length === 0) ? 'gate' : 'waiting'
    if (before.stand !== stand || JSON.stringify(before.waits) !== JSON.stringify(waits)) changes.set(key, { ...before, stand, waits })
  }
}
