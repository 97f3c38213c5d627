/** A custom role that holds what a plan needs and nothing else. */
import { type ArmId, armId, groupOf, idKey, isWithin, nameOf, subscriptionOf } from '../base/armId.ts'
import type { NeededRight } from '../estate/rights.ts'
import { deploymentActions } from '../facts/rights.ts'

/** A custom role as `az role definition create` and the portal take it. */
export interface CustomRole {
  readonly Name: string
  readonly IsCustom: true
  readonly Description: string
  readonly Actions: readonly string[]
  readonly NotActions: readonly string[]
  readonly AssignableScopes: readonly ArmId[]
}

/** Reading what is written or joined: `…/subnets/join/action` needs `…/subnets/read`, a registration the provider's own read. */
const readOf = (action: string): readonly string[] => (/\/register\/action$/i.test(action) ? [] : [action.replace(/\/(?:write|delete|[^/]+\/action)$/i, '/read')])

/** Actions that differ in case are one; the first spelling in sort order stays. */
function sortedActions(actions: readonly string[]): readonly string[] {
  const byKey = new Map([...actions].sort().reverse().map((action) => [idKey(action), action]))
  return [...byKey.values()].sort()
}

/** The scopes that hold all of the others: resource groups, or the subscription where something belongs to no group. */
function assignableScopes(needs: readonly NeededRight[]): readonly ArmId[] {
  const scopes = new Map(needs.map(({ scope }) => groupOf(scope) ?? armId(`/subscriptions/${subscriptionOf(scope)}`)).map((scope) => [idKey(scope), scope]))
  const all = [...scopes.values()]
  return all.filter((scope) => !all.some((other) => other !== scope && isWithin(scope, other))).sort()
}

/**
 * The least-privilege role that holds some rights, with the reads that go with them and what deploying a template takes; null for no
 * rights. Its name tells the workspace and the team, since names of roles are unique in a directory.
 */
export function roleFor(needs: readonly NeededRight[], workspaceId: ArmId, team: string | null): CustomRole | null {
  const name = nameOf(workspaceId)
  if (needs.length === 0) return null
  return {
    Name: `Ringfence plan for ${name}${team === null ? '' : `, ${team}`}`,
    IsCustom: true,
    Description: `What the plan for the workspace ${name} writes, refers to and reads${team === null ? '' : ` in the scopes of ${team}`}. A forecast by Ringfence.`,
    Actions: sortedActions([...needs.flatMap(({ action }) => [action, ...readOf(action)]), ...deploymentActions]),
    NotActions: [],
    AssignableScopes: assignableScopes(needs),
  }
}
