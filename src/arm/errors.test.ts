import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { busyIn } from './busy.ts'
import { groundOf, missingRight } from './denial.ts'
import { faultIn, faultOf, silentFault } from './errors.ts'

const numRuns = Number(process.env['SEEDS'] ?? 20)
const said = (body: unknown) => {
  const { code, message, target, codes } = faultOf(typeof body === 'string' ? body : JSON.stringify(body))
  return { code, message, target, codes }
}

describe('one fault comes of the eight shapes', () => {
  it.each([
    ['1: the contract', { error: { code: 'A', message: 'm', target: 't' } }, { code: 'A', message: 'm', target: 't', codes: ['A'] }],
    ['1: details carry the cause', { error: { code: 'RetryableError', message: 'm', details: [{ code: 'ReferencedResourceNotProvisioned', message: 'x' }] } },
      { code: 'ReferencedResourceNotProvisioned', message: 'x', target: null, codes: ['RetryableError', 'ReferencedResourceNotProvisioned'] }],
    ['1: the inner error says more, the message stays', { error: { code: 'Forbidden', message: 'm', innererror: { code: 'ForbiddenByFirewall' } } },
      { code: 'ForbiddenByFirewall', message: 'm', target: null, codes: ['Forbidden', 'ForbiddenByFirewall'] }],
    ['2: no envelope', { code: 'PreconditionFailed', message: 'm' }, { code: 'PreconditionFailed', message: 'm', target: null, codes: ['PreconditionFailed'] }],
    ['2: capitals', { Code: 'A', Message: 'm', Details: null }, { code: 'A', message: 'm', target: null, codes: ['A'] }],
    ['3: an operation status', { status: 'Failed', error: { code: 'A', message: 'm' } }, { code: 'A', message: 'm', target: null, codes: ['A'] }],
    ['4: a status without a code', { id: '/x', name: 'n', status: 'Failed', error: { message: 'm' } }, { code: null, message: 'm', target: null, codes: [] }],
    ['5: JSON in a message, nested', {
      error: { code: 'DeploymentFailed', message: 'At least one', details: [{ code: 'Conflict', message: JSON.stringify({ status: 'Failed', error: { code: 'ResourceDeploymentFailure', message: 'w', details: [{ code: 'Inner', message: '{\r\n  "error": {"code":"Leaf","message":"m"}\r\n}' }] } }) }] },
    }, { code: 'Leaf', message: 'm', target: null, codes: ['DeploymentFailed', 'Conflict', 'ResourceDeploymentFailure', 'Inner', 'Leaf'] }],
    ['5: a failed resource', { id: '/d', properties: { provisioningState: 'Failed', error: { code: 'A', message: 'm' } } }, { code: 'A', message: 'm', target: null, codes: ['A'] }],
    ['6: HTML', '<html><script>1</script></html>', { code: null, message: '', target: null, codes: [] }],
    ['6: nothing', '', { code: null, message: '', target: null, codes: [] }],
    ['7: capitals, a null code, JSON inside', { Error: { Code: 'ResourceGroupDeletionTimeout', Target: null, Message: 'outer', Details: [{ Code: null, Target: '/vnet', Message: '{"error":{"code":"InternalServerError","message":"m","details":[]}}', Details: null }] } },
      { code: 'InternalServerError', message: 'm', target: '/vnet', codes: ['ResourceGroupDeletionTimeout', 'InternalServerError'] }],
    ['8: an empty error', { status: 'Succeeded', error: {} }, { code: null, message: '', target: null, codes: [] }],
    ['8: a null error', { status: 'Running', error: null }, { code: null, message: '', target: null, codes: [] }],
    ['a wrapper alone is better than nothing', { error: { code: 'DeploymentFailed', message: 'm' } }, { code: 'DeploymentFailed', message: 'm', target: null, codes: ['DeploymentFailed'] }],
    ['an object without a code counts for nothing beside one with', { error: { code: 'A', message: 'm', details: [{ code: null, message: 'x' }] } }, { code: 'A', message: 'm', target: null, codes: ['A'] }],
  ])('%s', (_, body, expected) => {
    expect(said(body)).toEqual(expected)
  })
})

it('an error of any size and depth is read without an exception', () => {
  let deep: unknown = { code: 'Leaf', message: 'm' }
  for (let level = 0; level < 500; level += 1) deep = { error: { code: `L${level}`, message: 'm', details: [deep] } }
  expect(faultOf(JSON.stringify(deep)).code).not.toBeNull()
  expect(faultOf(`{"error":{"code":"A","message":"${'x'.repeat(300_000)}"}}`)).toEqual(silentFault)
  expect(faultOf('{"error":{"code":"A","message":"m","__proto__":{"x":1}}}').code).toBe('A')
})

it('any JSON gives a fault whose texts are text', () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
    const fault = faultIn(JSON.parse(JSON.stringify(value)) as never)
    expect([typeof fault.message, fault.causes.length <= 50]).toEqual(['string', true])
  }), { numRuns: numRuns * 5 })
})

it('a policy refusal names policy, assignment, field and values (F51, F52)', () => {
  const violation = {
    type: 'PolicyViolation',
    info: { policyDefinitionDisplayName: 'Vault firewall', policyAssignmentDisplayName: 'Landing zone', evaluationDetails: { evaluatedExpressions: [{ path: 'properties.x', operator: 'In', targetValue: ['a', 1], expressionValue: 'b' }] } },
  }
  const fault = faultIn({ error: { code: 'InvalidTemplateDeployment', message: 'm', details: [{ code: 'RequestDisallowedByPolicy', message: 'p', additionalInfo: [violation, { type: 'Other', info: {} }] }] } })
  expect([fault.code, groundOf(fault)]).toEqual(['RequestDisallowedByPolicy', 'policy'])
  expect(fault.policies).toEqual([{
    policy: 'Vault firewall', assignment: 'Landing zone', definitionId: null, assignmentId: null,
    compared: [{ field: 'properties.x', operator: 'In', wanted: ['a', '1'], sent: ['b'] }],
  }])
})

it('a missing right is read from the text, on the linked resource where that is the one (F48, F49)', () => {
  const own = faultIn({ error: { code: 'AuthorizationFailed', message: "The client 'u' with object id 'o' does not have authorization to perform action 'Microsoft.Network/virtualNetworks/read' over scope '/subscriptions/s/x' or the scope is invalid." } })
  expect([groundOf(own), missingRight(own)]).toEqual(['rights', { action: 'Microsoft.Network/virtualNetworks/read', scope: '/subscriptions/s/x' }])
  const linked = faultIn({ error: { code: 'LinkedAuthorizationFailed', message: "The client 'u' has permission to perform action 'Microsoft.Network/privateEndpoints/write' on scope '/subscriptions/s/pe'; however, it does not have permission to perform action(s) 'Microsoft.Network/virtualNetworks/subnets/join/action' on the linked scope(s) '/subscriptions/h/subnet' (respectively)." } })
  expect([groundOf(linked), missingRight(linked)]).toEqual(['linkedRights', { action: 'Microsoft.Network/virtualNetworks/subnets/join/action', scope: '/subscriptions/h/subnet' }])
  expect(missingRight(silentFault)).toBeNull()
})

describe('busy answers say that a request did not begin (F23, F36, F37)', () => {
  const fault = (code: string, message: string) => faultIn({ error: { code: 'RetryableError', message: 'm', details: [{ code, message }] } })

  it('the text names whom it waits for and how long', () => {
    expect(busyIn(429, fault('RetryableErrorDueToAnotherOperation', 'Operation PutSubnetOperation (g) is updating resource /subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v. The call can be retried in 14 seconds.')))
      .toEqual({ names: ['/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v'], wait: 14_000 })
    expect(busyIn(409, fault('ReferencedResourceNotProvisioned', 'no id'))).toEqual({ names: [], wait: null })
  })

  it('other conflicts, throttling and other statuses are not busy', () => {
    expect(busyIn(429, faultIn({ error: { code: 'TooManyRequests', message: 'm' } }))).toBeNull()
    expect(busyIn(409, faultIn({ error: { code: 'ScopeLocked', message: 'm' } }))).toBeNull()
    expect(busyIn(400, fault('AnotherOperationInProgress', 'm'))).toBeNull()
  })
})
