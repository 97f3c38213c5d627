/** Who may do what: sets of rights by scope, judged set by set (arm-protocol.md section 13). */
import { idKey } from '../../base/armId.ts'
import type { State } from '../state.ts'
import type { Permission, Refused } from '../world.ts'

const patterns = new Map<string, RegExp>()

/** `*` stands for any number of segments; case does not matter. */
function pattern(action: string): RegExp {
  const known = patterns.get(action)
  if (known !== undefined) return known
  const made = new RegExp(`^${action.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`, 'i')
  patterns.set(action, made)
  return made
}

const matches = (actions: readonly string[], action: string): boolean => actions.some((one) => pattern(one).test(action))

/** Whether some set grants the action and does not take it back itself. */
export const allows = (sets: readonly Permission[], action: string): boolean => sets.some((set) => matches(set.actions, action) && !matches(set.notActions, action))

const byKey = new WeakMap<object, ReadonlyMap<string, readonly Permission[]>>()

function keyed(state: State): ReadonlyMap<string, readonly Permission[]> {
  const known = byKey.get(state.world.permissions)
  if (known !== undefined) return known
  const made = new Map(Object.entries(state.world.permissions).map(([scope, sets]) => [idKey(scope), sets]))
  byKey.set(state.world.permissions, made)
  return made
}

/** The caller's sets of rights at a scope: its own, or those of the nearest scope around it. */
export function rightsAt(state: State, scope: string): readonly Permission[] {
  const sets = keyed(state)
  if (sets.size === 0) return state.world.otherwise
  const segments = idKey(scope).split('/')
  for (let length = segments.length; length > 1; length -= 1) {
    const found = sets.get(segments.slice(0, length).join('/'))
    if (found !== undefined) return found
  }
  return state.world.otherwise
}

/** Whether the caller may do this at this scope. */
export const may = (state: State, action: string, scope: string): boolean => allows(rightsAt(state, scope), action)

/** What lies inside a resource is refused with it; a group or subscription may be closed to the caller while its resources are not. */
const covers = (refused: Refused, key: string): boolean =>
  refused.type === undefined && (idKey(refused.id) === key || (idKey(refused.id).includes('/providers/') && key.startsWith(`${idKey(refused.id)}/`)))

/** The recorded refusal of this id, or of this type in this scope. */
export function refusalOf(state: State, id: string, type: string | null = null): Refused | null {
  if (state.world.refused.length === 0) return null
  const key = idKey(id)
  return state.world.refused.find((one) => covers(one, key) || (type !== null && one.type?.toLowerCase() === type.toLowerCase() && idKey(one.id) === key)) ?? null
}
