import { type ArmId, idKey, parentOf, typeOf } from '../base/armId.ts'
import { stableText } from '../base/stableText.ts'
import type { Estate } from '../estate/estate.ts'
import { joined } from '../estate/lists.ts'
import { prepared } from '../estate/phases.ts'
import { seen } from '../estate/questions.ts'
import { grantType } from './grants.ts'

/** Two pictures of a review: what was, and what is to be. */
export interface Pictures {
  readonly current: Estate
  readonly desired: Estate
}

/**
 * One resource that is not simply as it was. `done`: as the plan wants it; `open`: as it was, or prepared and not locked down; `otherwise`:
 * somebody made something else of it; `unread`: the estate now does not say.
 */
export interface Drifted {
  /** A role assignment has the id that `grantsOf` gives it. */
  readonly id: ArmId
  readonly is: 'done' | 'open' | 'otherwise' | 'unread'
  /** What an open resource still waits for; null for all others. */
  readonly left: 'all' | 'lockdown' | null
  /** Whether the plan changes it. */
  readonly planned: 'yes' | 'no'
}

type Entry = { readonly id: ArmId }

/** What Azure writes itself, what says how we read, and tasks: no drift. */
const settled = (estate: Estate): Estate => ({ ...estate, connections: [], records: [], unread: [], unknownParts: [], tasks: [] })

/** An entry as text, without what only Azure decides. */
function textOf(entry: Entry | undefined): string {
  if (entry === undefined) return ''
  const own: Entry & { readonly names?: unknown; readonly createdAt?: unknown } = entry
  const { names: _, createdAt: __, ...rest } = own
  return stableText(rest)
}

/** Whether an estate would show a resource if there were one; one without any role assignment did not ask for them. */
const wouldShow = (estate: Estate, id: ArmId): boolean =>
  seen(estate, typeOf(id), parentOf(id)) && (estate.roleAssignments.length > 0 || idKey(typeOf(id)) !== idKey(grantType))

/** The estate now without what a review says nothing of: role assignments that its plan does not make, where it holds none that were read. */
function comparable({ current, desired }: Pictures, now: Estate): Estate {
  const planned = new Set(desired.roleAssignments.map(({ id }) => id))
  return current.roleAssignments.length > 0 ? now : { ...now, roleAssignments: now.roleAssignments.filter(({ id }) => planned.has(id)) }
}

/** How far the estate `now` is on the way from a review's current to its desired estate, by resource in order of ids; what is as it was and stays so is left out. */
export function drift({ current, desired }: Pictures, now: Estate): readonly Drifted[] {
  const rows: Drifted[] = []
  const compare = <Some extends Entry>(lists: readonly (readonly Some[])[]): readonly Some[] => {
    const maps = lists.map((list) => new Map(list.map((entry) => [entry.id, entry])))
    for (const id of new Set(lists.flatMap((list) => list.map((entry) => entry.id)))) rows.push(...judged(now, id, maps.map((map) => textOf(map.get(id)))))
    return []
  }
  const pictures = [current, prepared(current, desired), desired, comparable({ current, desired }, now)].map(settled)
  joined(pictures, compare)
  compare(pictures.map(({ workspace }) => [workspace]))
  return rows.sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0))
}

function judged(now: Estate, id: ArmId, [was = '', between = '', wanted = '', is = '']: readonly string[]): readonly Drifted[] {
  const planned = was === wanted ? 'no' : 'yes'
  const row = (word: Drifted['is'], left: Drifted['left'] = null): readonly Drifted[] => [{ id, is: word, left, planned }]
  if (is === '' && !wouldShow(now, id)) return row('unread')
  if (planned === 'no') return is === was ? [] : row('otherwise')
  if (is === wanted) return row('done')
  if (is === was) return row('open', 'all')
  return is === between ? row('open', 'lockdown') : row('otherwise')
}
