/** Role assignments and locks. */
import { idKey } from '../../../base/armId.ts'
import type { JsonObject } from '../../../base/json.ts'
import { conflict, type Maker, refuse } from '../building.ts'
import { at, textAt, withProperties } from '../values.ts'
import { isKnownPrincipal } from './learning.ts'

const scopeOf = (id: string): string => id.replace(/\/providers\/microsoft\.authorization\/[^/]+\/[^/]+$/i, '')
const guidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A role assignment: an identity has to be known (F91), the same grant exists once, and what is there is not changed (arm-protocol.md section 11). */
export const roleAssignment: Maker = ({ state, id, stored, caller }, body) => {
  const [principal, role] = [textAt(body, 'properties.principalId'), textAt(body, 'properties.roleDefinitionId')]
  const name = id.split('/').at(-1) ?? ''
  if (!guidForm.test(name)) return refuse('InvalidRoleAssignmentId', `The role assignment ID '${name}' is not valid. The role assignment ID must be a GUID.`)
  if (!/\/providers\/microsoft\.authorization\/roledefinitions\/[^/]+$/i.test(role)) return refuse('InvalidRoleDefinitionId', `The role definition ID '${role}' is not valid.`, 'properties.roleDefinitionId')
  if (!isKnownPrincipal(state, principal)) return refuse('PrincipalNotFound', `Principal ${principal.replaceAll('-', '')} does not exist in the directory ${caller.tenantId}.`)
  const same = (one: JsonObject): boolean => idKey(scopeOf(textAt(one, 'id'))) === idKey(scopeOf(id)) && idKey(textAt(one, 'properties.principalId')) === idKey(principal) && nameIn(textAt(one, 'properties.roleDefinitionId')) === nameIn(role)
  if (stored !== null) return same(stored) ? { body: stored } : conflict('RoleAssignmentUpdateNotPermitted', 'Tenant ID, application ID, principal ID, and scope are not allowed to be updated.')
  if (state.shelf.ofType('microsoft.authorization/roleassignments').some(same)) return conflict('RoleAssignmentExists', 'The role assignment already exists.')
  const time = new Date(state.world.clock.now()).toISOString()
  return { body: withProperties(body, { principalType: 'User', ...(at(body, 'properties') as JsonObject), scope: scopeOf(id), createdOn: time, updatedOn: time, createdBy: null, updatedBy: caller.oid }) }
}

const nameIn = (id: string): string => (id.split('/').at(-1) ?? '').toLowerCase()

/** A lock. */
export const lock: Maker = (_, body) => ({ body })
