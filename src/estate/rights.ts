/** What the caller may do, as the permissions API says it: a forecast, since deny assignments and conditions are not in it (PRE-15). */
import { type ArmId, groupOf, idKey, isWithin, nameOf, parentOf, subscriptionOf, typeOf } from '../base/armId.ts'
import type { Permission } from './access.ts'
import type { Estate } from './estate.ts'

/** `unknown`: no answer of the permissions API covers the scope, or only one from too far above it to refuse. */
export type Right = 'allowed' | 'refused' | 'unknown'

/** One action at one scope, as a write of the plan needs it. */
export interface NeededRight {
  readonly scope: ArmId
  readonly action: string
}

/** A needed right with what is known of it. */
export interface JudgedRight extends NeededRight {
  readonly right: Right
  /** The other team that owns the scope; null is the administrator's own. */
  readonly owner: string | null
  /** Built-in roles that hold the action; empty when none is recorded. */
  readonly roles: readonly string[]
}

/** A right that a plan needs, at something that is there: the resource itself, or what a new one is made in. */
export interface PlannedRight extends JudgedRight {
  /** The types of what is written with it. */
  readonly writes: readonly string[]
}

/** Scopes as people find them: one resource by its name, several of a group by the group and how many they are. */
export interface RightPlace {
  /** A resource, with its parent where it is a child; null for several. */
  readonly name: string | null
  readonly group: string
  readonly scopes: readonly ArmId[]
}

/** A child by its parent's name too: `pep-blob/default`. */
const childName = (id: ArmId): string => (typeOf(id).split('/').length > 2 ? `${nameOf(parentOf(id))}/${nameOf(id)}` : nameOf(id))

/** Scopes by resource group, one or two by name. */
export function rightPlaces(scopes: readonly ArmId[]): readonly RightPlace[] {
  const groups = new Map<string, ArmId[]>()
  for (const scope of scopes) {
    const group = groupOf(scope) ?? `/subscriptions/${subscriptionOf(scope)}`
    groups.set(idKey(group), [...(groups.get(idKey(group)) ?? []), scope])
  }
  return [...groups.values()].flatMap((inside): readonly RightPlace[] => {
    const [first] = inside
    if (first === undefined) return []
    const group = nameOf(groupOf(first) ?? first)
    return inside.length > 2 ? [{ name: null, group, scopes: inside }] : inside.map((scope) => ({ name: childName(scope), group, scopes: [scope] }))
  })
}

/** The rights of one change; `right` is the weakest of them. A task by hand has none. */
export interface ChangeRights {
  readonly right: Right
  readonly needs: readonly JudgedRight[]
}

/** Whether a pattern of a role covers an action; `*` stands for any characters, and letters compare without case. An action may hold `*` itself. */
export function covers(pattern: string, action: string): boolean {
  const [head = '', ...rest] = pattern.toLowerCase().split('*')
  const text = action.toLowerCase()
  if (rest.length === 0) return text === head
  const tail = rest.at(-1) ?? ''
  if (!text.startsWith(head) || !text.endsWith(tail) || text.length < head.length + tail.length) return false
  let at = head.length
  for (const part of rest.slice(0, -1)) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return at <= text.length - tail.length
}

/** Whether one entry allows an action: its actions match and its own notActions do not (PERM). */
const allows = (entry: Permission['entries'][number], action: string): boolean =>
  entry.actions.some((pattern) => covers(pattern, action)) && !entry.notActions.some((pattern) => covers(pattern, action))

/**
 * Whether the caller may do `action` at a scope: the answer of the nearest scope that contains it, since rights are inherited. Only the
 * scope itself, a resource around it, or its resource group can refuse: beside what a subscription gives, more may be held in the group.
 */
export function right(estate: Pick<Estate, 'permissions'>, scope: ArmId, action: string): Right {
  const [nearest] = estate.permissions
    .filter((each) => isWithin(scope, each.scope))
    .sort((one, other) => other.scope.length - one.scope.length)
  if (nearest === undefined) return 'unknown'
  if (nearest.entries.some((entry) => allows(entry, action))) return 'allowed'
  return isWithin(nearest.scope, groupOf(scope) ?? scope) ? 'refused' : 'unknown'
}

/** The team that owns a scope: that of the longest owned scope that holds it; null is the administrator's own. */
export function ownerOf(id: ArmId, { owners }: Pick<Estate, 'owners'>): string | null {
  const holding = owners.filter(({ scope }) => isWithin(id, scope)).sort((one, other) => other.scope.length - one.scope.length)
  return holding[0]?.team ?? null
}
