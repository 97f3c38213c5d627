/** Role assignments as a review can compare them: links number principals and roles of others anew, so an assignment is told by scope, role and kind of holder. */
import { type ArmId, idKey, nameOf, parentOf, resourceId, typeOf } from '../base/armId.ts'
import type { RoleAssignment } from '../estate/access.ts'
import type { Estate } from '../estate/estate.ts'

/** The type of role assignments. */
export const grantType = 'Microsoft.Authorization/roleAssignments'

/** Who holds a role: the workspace's own identity, or somebody whom a link does not name. */
export type Holder = 'workspace' | 'other'

/** A role assignment without its principal. `role` is the name of a built-in role whose GUID is known, else empty. */
export interface Grant extends RoleAssignment {
  readonly principalId: Holder
}

/** The role assignments of an estate, and those that its plan leaves to somebody by hand, without principals. Ids are made of what is told and of a number where several are alike. `roleNamed` gives the name of a role by its GUID, empty for one that is not built in. */
export function grantsOf({ workspace: { principalId: own }, roleAssignments, tasks }: Estate, roleNamed: (guid: string) => string): readonly Grant[] {
  const byHand = tasks.flatMap(({ id, task, data: { roleId, principal } }) =>
    (task === 'assignRole' && principal === own && typeof roleId === 'string' ? [{ scope: parentOf(id), role: roleId, principalId: own }] : []))
  const counts = new Map<string, number>()
  return [...roleAssignments, ...byHand].map(({ scope, role: given, principalId }): Grant => {
    const [role, holder]: readonly [string, Holder] = [roleNamed(given), principalId === own ? 'workspace' : 'other']
    const alike = `${idKey(scope)} ${holder} ${role}`
    const number = (counts.get(alike) ?? 0) + 1
    counts.set(alike, number)
    return { id: resourceId(scope, grantType, `${holder} ${number} ${role}`), scope, role, principalId: holder }
  })
}

/** What the id of such an assignment tells; null for any other id. */
export function grantIn(id: ArmId): Pick<Grant, 'scope' | 'role' | 'principalId'> | null {
  if (typeOf(id) !== grantType) return null
  const [holder, , ...role] = nameOf(id).split(' ')
  return { scope: parentOf(id), role: role.join(' '), principalId: holder === 'workspace' ? 'workspace' : 'other' }
}
