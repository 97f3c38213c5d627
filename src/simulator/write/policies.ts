/** Policies that are assigned, and deny assignments (F50, F51, F53). */
import { idKey } from '../../base/armId.ts'
import { isObject, type JsonObject } from '../../base/json.ts'
import { denyAssigned, enveloped, type Said } from '../arm/errors.ts'
import { allows } from '../arm/rights.ts'
import { isInside } from '../providers/ask.ts'
import type { Reply } from '../reply.ts'
import type { State } from '../state.ts'
import type { Permission, Policy } from '../world.ts'
import { at, equal, objectsAt, textAt, textsAt, withAt } from './values.ts'

const nameIn = (id: string): string => id.split('/').at(-1) ?? ''

const isAbout = (policy: Policy, id: string, type: string): boolean => policy.type.toLowerCase() === type.toLowerCase() && isInside(id, policy.scope)

/** What a policy says when it refuses (S13). */
function violation(policy: Policy, id: string, body: JsonObject): Said {
  const assignment = `${policy.scope}/providers/Microsoft.Authorization/policyAssignments/${policy.name}`
  const expression = {
    result: 'True', expressionKind: 'Field', expression: `${policy.type}/${policy.property.replace(/^properties\./, '')}`, path: policy.property,
    expressionValue: at(body, policy.property) ?? null, targetValue: policy.wanted, operator: 'NotEquals',
  }
  const info = {
    policyDefinitionDisplayName: policy.name, policyDefinitionId: `/providers/Microsoft.Authorization/policyDefinitions/${policy.name}`, policyDefinitionName: policy.name, policyDefinitionEffect: 'deny',
    policyAssignmentId: assignment, policyAssignmentName: policy.name, policyAssignmentDisplayName: policy.name, policyAssignmentScope: policy.scope, policyAssignmentParameters: {},
    evaluationDetails: { evaluatedExpressions: [expression] },
  }
  return {
    code: 'RequestDisallowedByPolicy', target: nameIn(id), additionalInfo: [{ type: 'PolicyViolation', info }],
    message: `Resource '${nameIn(id)}' was disallowed by policy. Policy identifiers: '${JSON.stringify([{ policyAssignment: { name: policy.name, id: assignment } }])}'.`,
  }
}

/** What the first policy that refuses this body says, or null. */
export function denied(state: State, id: string, type: string, body: JsonObject): Said | null {
  const policy = (state.world.policies ?? []).find((one) => one.effect === 'deny' && isAbout(one, id, type) && !equal(at(body, one.property), one.wanted))
  return policy === undefined ? null : violation(policy, id, body)
}

/** The 403 of a policy. */
export const policyDenied = (said: Said): Reply => enveloped(403, said, { 'x-ms-failure-cause': 'gateway' })

/** The body as policies change it silently. */
export const modified = (state: State, id: string, type: string, body: JsonObject): JsonObject =>
  (state.world.policies ?? []).filter((one) => one.effect === 'modify' && isAbout(one, id, type)).reduce((changed, one) => withAt(changed, one.property, one.wanted), body)

const everybody = '00000000-0000-0000-0000-000000000000'

const permissionsIn = (body: JsonObject): readonly Permission[] => objectsAt(body, 'properties.permissions').map((one) => ({
  actions: textsAt(one, 'actions'), notActions: textsAt(one, 'notActions'), dataActions: [], notDataActions: [],
}))

/** The refusal of a deny assignment that stands over an action, or null. */
export function denyAssignment(state: State, oid: string, action: string, path: string): Reply | null {
  const found = state.shelf.ofType('microsoft.authorization/denyassignments').find((body) => {
    const scope = textAt(body, 'properties.scope') || textAt(body, 'id').replace(/\/providers\/microsoft\.authorization\/.*$/i, '')
    const isHere = at(body, 'properties.doNotApplyToChildScopes') === true ? idKey(path) === idKey(scope) : isInside(path, scope)
    const names = (key: string): readonly string[] => objectsAt(body, `properties.${key}`).map((one) => textAt(one, 'id').toLowerCase())
    const isMeant = names('principals').some((id) => id === everybody || id === oid.toLowerCase()) && !names('excludePrincipals').includes(oid.toLowerCase())
    return isHere && isMeant && allows(permissionsIn(body), action)
  })
  return found === undefined ? null : denyAssigned(path, textAt(found, 'properties.denyAssignmentName') || nameIn(textAt(found, 'id')))
}

/** Every id of a resource that a body names, without those it names already. */
export function idsIn(value: unknown, known: ReadonlySet<string> = new Set()): readonly string[] {
  if (typeof value === 'string') return /^\/subscriptions\/[^/]+\/.*\/providers\/[^/]+\/[^/]+\/[^/]+/i.test(value) && !known.has(idKey(value)) ? [value] : []
  if (Array.isArray(value)) return value.flatMap((one: unknown) => idsIn(one, known))
  return isObject(value) ? Object.values(value).flatMap((one) => idsIn(one, known)) : []
}
