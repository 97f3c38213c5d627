/** The part of the plan that one step brings about, as lines. Pure. */
import { idKey } from '../base/armId.ts'
import { isObject, type Json } from '../base/json.ts'
import type { Body, Change, Phase, Reason } from '../changes/change.ts'
import { count } from './words.ts'
import type { StepId } from '../steps/choices.ts'

/** The changes of a phase that a step's answers made. */
export const changesOf = (step: StepId, phase: Phase, plan: readonly Change[], reasons: ReadonlyMap<string, Reason>): readonly Change[] =>
  plan.filter((change) => change.phase === phase && reasons.get(idKey(change.id))?.step === step)

/** Changes that do the same to resources of one kind, told together. */
export type Alike = readonly [Change, ...Change[]]

const likeness = (change: Change): string =>
  [change.do, change.closes, idKey(change.type), change.do === 'update' ? JSON.stringify(changedIn(change.patch, change.before)) : change.do === 'manual' ? change.key : ''].join(' ')

/** Changes that are alike, together; in the order of their first. Each task by hand stands alone. */
export function alike(changes: readonly Change[]): readonly Alike[] {
  const groups = new Map<string, [Change, ...Change[]]>()
  for (const change of changes) {
    const group = groups.get(likeness(change))
    if (group === undefined) groups.set(likeness(change), [change])
    else group.push(change)
  }
  return [...groups.values()]
}

/** A property that an update changes, with what it replaces. */
export interface Changed {
  readonly path: string
  readonly before: string
  readonly after: string
}

const textOf = (value: Json | undefined): string => {
  if (value === undefined || value === null) return 'none'
  if (Array.isArray(value)) return count(value.length, 'entry', 'entries')
  if (typeof value !== 'string') return JSON.stringify(value)
  // Of an id the name says enough here; the plan shows all of it.
  return /^\/subscriptions\/.+\//i.test(value) ? `…/${value.split('/').at(-1) ?? ''}` : value
}

const valueAt = (body: Json | undefined, key: string): Json | undefined => (isObject(body) ? body[key] : undefined)

/** The leaves of a patch beside what they replace, without those that stay equal. The leading `properties` is dropped. */
export function changedIn(patch: Body, before: Body): readonly Changed[] {
  const leaves = (value: Json, old: Json | undefined, path: readonly string[]): readonly Changed[] => {
    if (isObject(value)) return Object.entries(value).flatMap(([key, inner]) => leaves(inner, valueAt(old, key), [...path, key]))
    const [one, other] = [textOf(old), textOf(value)]
    return JSON.stringify(old) === JSON.stringify(value) ? [] : [{ path: path.filter((key, index) => index > 0 || key !== 'properties').join('.'), before: one, after: other }]
  }
  return leaves(patch, before, [])
}
