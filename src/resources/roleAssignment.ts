import { armId, nameOf, parentOf, subscriptionOf } from '../base/armId.ts'
import { apiVersion } from '../facts/ask.ts'
import { textAt } from './accessors.ts'
import type { ResourceType } from './resourceType.ts'
import type { RoleAssignmentWire } from './wire/roleAssignment.ts'

const type = 'Microsoft.Authorization/roleAssignments'

/** Roles given to principals. Those that we make are for the workspace's identity. */
export const roleAssignment: ResourceType<'roleAssignments', RoleAssignmentWire> = {
  type,
  apiVersion: apiVersion(type),
  list: 'roleAssignments',
  read: (body, reading) => {
    const id = reading.id(body['id'])
    const definition = reading.id(textAt(body, 'properties.roleDefinitionId'))
    const role = definition === null ? textAt(body, 'properties.roleDefinitionId')?.split('/').at(-1) : nameOf(definition)
    if (id === null || role === undefined) return null
    const scope = reading.id(textAt(body, 'properties.scope')) ?? reading.id(parentOf(id)) ?? parentOf(id)
    return { id, scope, principalId: textAt(body, 'properties.principalId') ?? '', role: role.toLowerCase(), ...(textAt(body, 'properties.condition') === null ? {} : { conditional: true }) }
  },
  create: ({ scope, principalId, role }) => ({
    properties: {
      roleDefinitionId: armId(`/subscriptions/${subscriptionOf(scope)}/providers/Microsoft.Authorization/roleDefinitions/${role}`),
      principalId,
      // Said outright, so that a principal that the directory has not replicated yet is not refused.
      principalType: 'ServicePrincipal',
    },
  }),
}
