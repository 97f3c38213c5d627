/** What a journal tells of a run so far: what is done, what can be taken back, and under which names and numbers the run speaks of its changes. Pure. */
import { idKey } from '../base/armId.ts'
import type { Body, Change, ChangeKey, Phase } from '../changes/change.ts'
import type { ScheduleOptions } from '../changes/schedule.ts'
import { type Entry, segmentsOf, type Sent, sentIn } from './journal.ts'

/** A change that an earlier part of the run brought to its end. `replaced` is null where nothing was sent, so that there is nothing to take back. */
export interface Past {
  readonly change: Change
  readonly since: number
  readonly ended: number
  readonly attested: 'yes' | 'no'
  readonly replaced: { readonly body: Body | null } | null
}

/** A change whose write Azure was still carrying out when it was last looked at. */
export interface Underway extends Pick<Past, 'change' | 'since' | 'replaced'> { readonly sent: Sent }

/** The plans of a run's parts, in order. */
const plansOf = (entries: readonly Entry[]): readonly (readonly Change[])[] => segmentsOf(entries).map(({ plan }) => plan)

/** The spoken numbers: those of the plan that the run began with, and the next free ones for what later plans added. */
export const numbersIn = (plans: readonly (readonly Change[])[]): ReadonlyMap<ChangeKey, number> =>
  new Map([...new Set(plans.flat().map(({ key }) => key))].map((key, index) => [key, index + 1]))

type Began = Pick<Past, 'since' | 'replaced'>

interface Told { readonly done: readonly Past[]; readonly unheard: readonly Past[]; readonly changes: ReadonlyMap<ChangeKey, Change>; readonly sent: ReadonlyMap<ChangeKey, Began> }

/** `unheard`: what was sent and never heard of again; `sent`: first attempts. */
function toldIn(entries: readonly Entry[]): Told {
  const changes = new Map<ChangeKey, Change>()
  const sent = new Map<ChangeKey, Began>()
  /** Changes whose last attempt so far is the first that may have happened. */
  const first = new Set<ChangeKey>()
  const [done, unheard] = [new Map<ChangeKey, Past>(), new Map<ChangeKey, Past>()]
  const reopened = (key: ChangeKey): void => [sent, done, unheard].forEach((map) => map.delete(key))
  const put = (into: Map<ChangeKey, Past>, { key, at }: { readonly key: ChangeKey; readonly at: number }, attested: Past['attested']): void => {
    const change = changes.get(key)
    if (change !== undefined) into.set(key, { change, ended: at, attested, ...(sent.get(key) ?? { since: at, replaced: null }) })
  }
  for (const entry of entries) {
    if (entry.is === 'begun') {
      for (const change of entry.plan) {
        changes.set(change.key, change)
        // What is followed on was sent once, by an earlier part.
        if (entry.underway?.includes(change.key) === true) done.delete(change.key)
        else reopened(change.key)
      }
    }
    if (entry.is === 'sending') {
      // The first attempt saw the resource as it was before this run touched it; one that was refused touched nothing, and others may have written since.
      if (sent.has(entry.key)) first.delete(entry.key)
      else {
        sent.set(entry.key, { since: entry.at, replaced: { body: entry.replaced } })
        first.add(entry.key)
      }
      put(unheard, entry, 'no')
    }
    if (entry.is === 'settled' && entry.as !== 'lost') unheard.delete(entry.key)
    if (entry.is === 'settled' && entry.as === 'refused' && first.delete(entry.key)) sent.delete(entry.key)
    if (entry.is === 'settled' && entry.as === 'done') put(done, entry, 'no')
    if (entry.is === 'attested' && entry.what === 'byHand' && entry.key !== null) put(done, { key: entry.key, at: entry.at }, 'yes')
    if (entry.is === 'takenBack') reopened(entry.key)
  }
  const inOrder = (of: ReadonlyMap<ChangeKey, Past>): readonly Past[] => [...changes.keys()].flatMap((key) => of.get(key) ?? [])
  return { done: inOrder(done), unheard: inOrder(unheard), changes, sent }
}

/** What is done, in the order of the numbers. A change that a later part of the run planned anew is open again, and so is one that was taken back. */
export const pastOf = (entries: readonly Entry[]): readonly Past[] => toldIn(entries).done

/** Changes that are still under way, as they were sent, in the order of the numbers. */
export function underwayIn(entries: readonly Entry[], keys: ReadonlySet<ChangeKey>): readonly Underway[] {
  const { changes, sent } = toldIn(entries)
  const writes = sentIn(entries)
  return [...changes].flatMap(([key, change]) => {
    const [began, last] = [sent.get(key), writes.findLast(({ sending }) => sending.key === key)]
    return !keys.has(key) || began === undefined || last === undefined ? [] : [{ change, ...began, sent: last }]
  })
}

/** A new plan in which whatever the run planned after a change that is under way still waits for it: half made, a resource may look finished. */
export function behind(keys: ReadonlySet<ChangeKey>, entries: readonly Entry[], plan: readonly Change[]): readonly Change[] {
  const waits = new Map<ChangeKey, readonly ChangeKey[]>()
  for (const { key, after } of plansOf(entries).flat()) waits.set(key, after.flatMap((one) => (keys.has(one) ? [one] : (waits.get(one) ?? []))))
  return plan.map((change): Change => ({ ...change, after: [...new Set([...change.after, ...(waits.get(change.key) ?? [])])] }))
}

/** The closings that can be taken back, newest first: those that are done, and those that were sent and may be. */
export function closingsIn(entries: readonly Entry[]): readonly Past[] {
  const { done, unheard } = toldIn(entries)
  const closings = [...done, ...unheard.filter(({ change }) => !done.some((one) => one.change.key === change.key))].filter(({ change, replaced }) => change.closes && replaced !== null)
  return closings.sort((one, other) => other.ended - one.ended)
}

/** Keys by resource and phase, in the order in which their changes happen. */
function keysByPlace(changes: readonly Change[]): ReadonlyMap<string, readonly ChangeKey[]> {
  const places = new Map<string, ChangeKey[]>()
  for (const { key, phase, id } of changes) {
    const place = `${phase}/${idKey(id)}`
    const keys = places.get(place) ?? []
    if (!keys.includes(key)) places.set(place, [...keys, key])
  }
  return places
}

/** So many keys of a place that no change of the run has. */
function freeKeys([first]: readonly ChangeKey[], known: readonly ChangeKey[], many: number): readonly ChangeKey[] {
  const [phase = 'prepare', , ...id] = (first ?? '').split('/')
  const next = Math.max(-1, ...known.map((key) => Number(key.split('/')[1]))) + 1
  return Array.from({ length: many }, (_, index): ChangeKey => `${phase as Phase}/${next + index}/${id.join('/')}`)
}

/**
 * A new plan in the words of the run. Changes of one resource happen in order, so what is left of them are the last ones: they keep their
 * keys, and with them their numbers.
 */
export function inWordsOf(entries: readonly Entry[], plan: readonly Change[]): readonly Change[] {
  const before = keysByPlace(plansOf(entries).flat())
  const keys = new Map([...keysByPlace(plan)].flatMap(([place, own]): readonly (readonly [ChangeKey, ChangeKey])[] => {
    const known = before.get(place) ?? []
    const names = [...known.slice(Math.max(0, known.length - own.length)), ...freeKeys(own, known, Math.max(0, own.length - known.length))]
    return own.map((key, index) => [key, names[index] ?? key])
  }))
  return plan.map((change): Change => ({ ...change, key: keys.get(change.key) ?? change.key, after: change.after.map((key) => keys.get(key) ?? key) }))
}

/** What the administrator asked of the run when it last went on; null where that was not kept. */
export function optionsIn(entries: readonly Entry[]): ScheduleOptions | null {
  const kept = entries.findLast((entry) => entry.is === 'begun')?.options
  return kept === undefined ? null : { ...kept, byHand: new Set(kept.byHand) }
}

/** When somebody last said that the way in was tried (milliseconds since 1970); null where nobody did since a closing was last taken back: what leads in may be why. */
export function wayInIn(entries: readonly Entry[]): number | null {
  const back = entries.findLastIndex((entry) => entry.is === 'takenBack')
  return entries.slice(back + 1).findLast((entry) => entry.is === 'attested' && entry.what === 'wayIn')?.at ?? null
}

/** The numbers of a plan that goes on with a journal. */
export const numbersFor = (entries: readonly Entry[], plan: readonly Change[]): ReadonlyMap<ChangeKey, number> => numbersIn([...plansOf(entries), plan])
