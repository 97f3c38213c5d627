/** Role assignments of the workspace identity: their ids, and whether one is held. */
import { type ArmId, childId, isWithin, resourceId, sameId } from '../base/armId.ts'
import { sha256 } from '../base/sha256.ts'
import type { RoleAssignment } from '../estate/access.ts'
import type { Estate } from '../estate/estate.ts'
import { seen, withEntries } from '../estate/questions.ts'
import type { Task } from '../estate/services.ts'
import { type RoleName, role } from '../facts/ask.ts'
import { roleIds } from '../facts/roles.ts'

const type = 'Microsoft.Authorization/roleAssignments'

/** The id of an assignment: its name is a GUID derived from scope, principal and role, so that planning again gives the same. */
export function roleAssignmentId(scope: ArmId, principalId: string, name: RoleName): ArmId {
  const digest = sha256([scope, principalId, role(name)].join('|').toLowerCase())
  // The form of a name-based GUID (RFC 9562, version 8: the digest is ours).
  const variant = (8 + (Number.parseInt(digest.charAt(16), 16) % 4)).toString(16)
  const guid = [digest.slice(0, 8), digest.slice(8, 12), `8${digest.slice(13, 16)}`, `${variant}${digest.slice(17, 20)}`, digest.slice(20, 32)].join('-')
  return resourceId(scope, type, guid)
}

const known: ReadonlySet<string> = new Set(Object.values(roleIds))

/**
 * Whether the workspace identity holds one of the roles on `scope` or above it. `unknown`: its principal is not in the snapshot,
 * assignments were not read (none at all counts as that), or it has a role there whose rights we do not know, or on a condition.
 */
export function identityHolds(estate: Estate, scope: ArmId, accepted: readonly RoleName[]): 'held' | 'notHeld' | 'unknown' {
  if (estate.tasks.some((task) => accepted.some((name) => task.id === taskId(scope, name)))) return 'held'
  const { principalId } = estate.workspace
  if (principalId === null) return 'unknown'
  const own = estate.roleAssignments.filter((assignment) => assignment.principalId === principalId && isWithin(scope, assignment.scope))
  const fitting = own.filter((assignment) => accepted.some((name) => role(name) === assignment.role))
  if (fitting.some(({ conditional }) => conditional === undefined)) return 'held'
  if (fitting.length > 0 || !assignmentsRead(estate, scope) || own.some((assignment) => !known.has(assignment.role))) return 'unknown'
  return 'notHeld'
}

/**
 * Whether role assignments on a scope were read; a snapshot without any at all did not ask for them. Those that this plan adds say
 * nothing about that, so that a desired estate is judged as its current one.
 */
const assignmentsRead = (estate: Estate, scope: ArmId): boolean => seen(estate, type, scope) && estate.roleAssignments.some((each) => !isOurs(each))

const names = Object.keys(roleIds) as readonly RoleName[]
const isOurs = ({ id, scope, principalId, role: given }: RoleAssignment): boolean =>
  names.some((name) => role(name) === given && sameId(roleAssignmentId(scope, principalId, name), id))

const taskId = (scope: ArmId, name: RoleName): ArmId => childId(scope, 'tasks', `assign-${name.replaceAll(' ', '')}`)

/** The first name is given; the others do as well and are left alone. */
export interface Grant {
  readonly scope: ArmId
  readonly names: readonly [RoleName, ...RoleName[]]
  /** `new`: the plan makes the scope itself, so nobody can hold a role on it yet. */
  readonly made: 'new' | 'before'
}

/** The estate in which the workspace identity holds the role; where nobody can tell whether it does already, a task by hand. */
export function withGrant(estate: Estate, { scope, names, made }: Grant): Estate {
  const [name] = names
  const { principalId } = estate.workspace
  const holds = identityHolds(estate, scope, names)
  if (holds === 'held') return estate
  if (principalId !== null && (holds === 'notHeld' || made === 'new')) {
    const assignment: RoleAssignment = { id: roleAssignmentId(scope, principalId, name), scope, principalId, role: role(name) }
    return { ...estate, roleAssignments: withEntries(estate.roleAssignments, [assignment]) }
  }
  const task: Task = { id: taskId(scope, name), task: 'assignRole', data: { scope, role: name, roleId: role(name), ...(principalId === null ? {} : { principal: principalId }) } }
  return { ...estate, tasks: withEntries(estate.tasks, [task]) }
}
