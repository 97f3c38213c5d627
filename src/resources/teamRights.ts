/** The rights of a plan by the team that has to hold them. */
import type { Change, ChangeKey } from '../changes/change.ts'
import type { ChangeRights, JudgedRight } from '../estate/rights.ts'
import { type CustomRole, roleFor } from './customRole.ts'
import { distinct, type Pictures } from './rights.ts'

/** The rights that one team has to hold; `null` is the administrator's own. */
export interface TeamRights {
  readonly owner: string | null
  readonly needs: readonly JudgedRight[]
  /** The changes that the team makes itself: those of resources that it owns. */
  readonly changes: readonly ChangeKey[]
  /** The role that holds its rights; null where it needs none. */
  readonly role: CustomRole | null
}

/** All rights of a plan by the team that owns their scope: the administrator's own first, then the other teams by name. */
export function rightsByOwner(plan: readonly Change[], rights: ReadonlyMap<ChangeKey, ChangeRights>, { current }: Pictures): readonly TeamRights[] {
  const needs = distinct(plan.flatMap(({ key }) => rights.get(key)?.needs ?? []))
  const owners = [...new Set([...needs.map(({ owner }) => owner), ...plan.map(({ owner }) => owner)])]
  return owners.sort((one, other) => (one === null ? -1 : other === null ? 1 : one < other ? -1 : 1)).map((owner): TeamRights => {
    const own = needs.filter((need) => need.owner === owner)
    const changes = plan.filter((change) => change.owner === owner && change.do !== 'manual').map(({ key }) => key)
    return { owner, needs: own, changes, role: roleFor(own, current.workspace.id, owner) }
  }).filter(({ needs: own }) => own.length > 0)
}
