/** What the caller may do, as the permissions API says it: a forecast, since deny assignments and conditions are not in it (PRE-15). */
import { type ArmId, isWithin } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'

/** `unknown`: no answer of the permissions API covers the scope. */
export type Right = 'allowed' | 'refused' | 'unknown'

const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&')

/** Whether a pattern of a role covers an action; `*` stands for any characters, and letters compare without case. An action may hold `*` itself. */
export const covers = (pattern: string, action: string): boolean =>
  new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`, 'i').test(action)

/** Whether one entry allows an action: its actions match and its own notActions do not (PERM). */
const allows = (entry: { readonly actions: readonly string[]; readonly notActions: readonly string[] }, action: string): boolean =>
  entry.actions.some((pattern) => covers(pattern, action)) && !entry.notActions.some((pattern) => covers(pattern, action))

/** Whether the caller may do `action` at a scope: the answer of the nearest scope that contains it, since rights are inherited. */
export function right(estate: Estate, scope: ArmId, action: string): Right {
  const [nearest] = estate.permissions
    .filter((each) => isWithin(scope, each.scope))
    .sort((one, other) => other.scope.length - one.scope.length)
  if (nearest === undefined) return 'unknown'
  return nearest.entries.some((entry) => allows(entry, action)) ? 'allowed' : 'refused'
}
