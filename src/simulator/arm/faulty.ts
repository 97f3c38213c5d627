/** What each fault of the catalogue answers instead of the true answer. Faults that change the true answer are in `cloud.ts`. */
import type { FaultId, Switch } from '../switches.ts'
import { bare, lost, type Reply, withHeaders } from '../reply.ts'
import { subscriptionOf } from '../router.ts'
import { typeKeyOf } from '../shelf.ts'
import { challenge } from './challenges.ts'
import { aboutWrites, type Struck } from './faultyWrites.ts'
import * as errors from './errors.ts'


const nameIn = (path: string): string => path.split('/').at(-1) ?? ''
const providerIn = (path: string): string => typeKeyOf(path).split('/')[0] ?? ''
const secondsOf = ({ one }: Struck, otherwise: number): number => one.seconds ?? otherwise
const authorityOf = ({ state }: Struck): string => `${state.world.endpoints.authority}/${state.world.tenants[0]?.id ?? 'common'}`
const groupOf = (path: string): string => path.split('/').slice(0, 5).join('/')
const groupIn = (path: string): string => /\/resourcegroups\/([^/]+)/i.exec(path)?.[1] ?? ''

/** The action that a request asks for, as ARM names it. */
export function actionOf(method: string, path: string): string {
  const type = typeKeyOf(path)
  const parts = path.split('/').slice(path.toLowerCase().split('/').lastIndexOf('providers') + 2)
  if (method === 'POST') return parts.length % 2 === 1 ? `${type}/action` : `${type}/write`
  if (method === 'GET' || method === 'HEAD') return `${type}/read`
  return method === 'DELETE' ? `${type}/delete` : `${type}/write`
}

function edge({ one }: Struck): Reply {
  if (one.variant === 'empty') return errors.nothing(503)
  const reply = errors.page(one.variant === '502' ? 502 : 503, one.seconds)
  return one.variant === 'unreadable' ? { ...reply, cors: 'refused' } : reply
}

function unknownVersion({ asked, one }: Struck): Reply {
  const type = typeKeyOf(asked.path)
  const [namespace = '', ...rest] = type.split('/')
  const name = rest.join('/')
  if (one.variant === 'type') return errors.typeNotFound(name, namespace)
  if (one.variant === 'provider') return errors.noProviderFound(name, ['2020-01-01'])
  return errors.unknownApiVersion(type, 'the one of the request', ['2020-01-01'])
}

/** F51 and F52: policy refuses, on the write or before it (S13). */
function policy({ asked, one }: Struck): Reply {
  const id = `/subscriptions/${subscriptionOf(asked.path) ?? ''}/providers/Microsoft.Authorization/policyAssignments/landing-zone`
  const expression = {
    result: 'True', expressionKind: 'Field', expression: `${typeKeyOf(asked.path)}/publicNetworkAccess`, path: 'properties.publicNetworkAccess',
    expressionValue: 'Enabled', targetValue: 'Disabled', operator: 'NotEquals',
  }
  const info = {
    policyDefinitionDisplayName: 'Public network access is off', policyDefinitionId: '/providers/Microsoft.Authorization/policyDefinitions/network-access',
    policyDefinitionName: 'network-access', policyDefinitionEffect: 'deny',
    policyAssignmentId: id, policyAssignmentName: 'landing-zone', policyAssignmentDisplayName: 'Landing zone',
    policyAssignmentScope: `/subscriptions/${subscriptionOf(asked.path) ?? ''}`, policyAssignmentParameters: {},
    ...(one.variant === 'noDetails' ? {} : { evaluationDetails: { evaluatedExpressions: [expression] } }),
  }
  const said = {
    code: 'RequestDisallowedByPolicy', target: nameIn(asked.path), additionalInfo: [{ type: 'PolicyViolation', info }],
    message: `Resource '${nameIn(asked.path)}' was disallowed by policy. Policy identifiers: '${JSON.stringify([{ policyAssignment: { name: 'Landing zone', id } }])}'.`,
  }
  if (one.fault === 'F51') return errors.enveloped(403, said, { 'x-ms-failure-cause': 'gateway' })
  const code = one.variant === 'validation' ? 'ResourceValidationFailed' : 'InvalidTemplateDeployment'
  return errors.enveloped(400, { code, message: 'The template deployment failed because of policy violation.', details: [said] }, { 'x-ms-failure-cause': 'gateway' })
}

/** F56: the codes and statuses that quotas have. */
function quota({ one }: Struck): Reply {
  if (one.variant === 'cores') {
    return errors.enveloped(409, { code: 'OperationNotAllowed', message: 'Operation could not be completed as it results in exceeding approved cores quota. Allowed: 10, used: 8, requested: 4.' })
  }
  if (one.variant === 'count') return errors.enveloped(400, { code: 'NetworkWatcherCountLimitReached', message: 'The limit of 1 is reached.' })
  if (one.variant === 'sku') return errors.enveloped(409, { code: 'SkuNotAvailable', message: 'The requested size is not available in this location.' })
  if (one.variant === 'allocation') return errors.enveloped(409, { code: 'AllocationFailed', message: 'Allocation failed.' })
  return errors.flat(409, { code: 'QuotaExceeded', message: 'The quota is exceeded: limit 250, used 250.' })
}

/** F23: another operation has the resource. */
function busy({ asked, one }: Struck): Reply {
  const id = one.name ?? asked.path.split('/').slice(0, -2).join('/')
  if (one.variant === 'operation') {
    return errors.enveloped(429, { code: 'AnotherOperationInProgress', message: `Another operation on this or a dependent resource is in progress: ${id}`, details: [] })
  }
  const cause = { code: 'ReferencedResourceNotProvisioned', message: `Cannot proceed with operation because resource ${id} is in Updating state.` }
  return errors.enveloped(429, { code: 'RetryableError', message: 'A retryable error occurred.', details: [cause] })
}

function linked({ asked, one }: Struck): Reply {
  const other = one.name ?? asked.path
  return errors.linkedAuthorizationFailed({ action: actionOf(asked.method, asked.path), scope: asked.path }, { action: `${typeKeyOf(other)}/join/action`, scope: other })
}

const table: Readonly<Partial<Record<FaultId, (struck: Struck) => Reply | typeof lost>>> = {
  F01: (struck) => (struck.one.variant === 'unreadable' ? { ...errors.nothing(502), cors: 'refused' } : lost),
  F02: () => lost,
  F03: ({ asked }) => errors.gatewayTimeout(providerIn(asked.path)),
  F04: () => errors.internalError(),
  F05: edge,
  F06: () => errors.requestTimeout(),
  F08: (struck) => ({ ...errors.tooManyRequests(secondsOf(struck, 17), {}), cors: 'none' }),
  F09: ({ one, asked }) => bare(307, { location: `${one.name ?? 'https://elsewhere.example'}${asked.path}` }),
  F10: (struck) => errors.unauthorized(authorityOf(struck), struck.one.variant === 'malformed' ? 'InvalidAuthenticationToken' : 'AuthenticationFailed', 'The access token is missing or invalid.'),
  F11: (struck) => errors.expired(authorityOf(struck), struck.state.world.clock.now() - 1000, struck.state.world.clock.now()),
  F12: ({ state, one }) => challenge(state, one),
  F13: ({ state, one }) => challenge(state, one),
  F14: ({ state, one }) => challenge(state, one),
  F15: (struck) => ({ ...errors.unauthorized(authorityOf(struck), 'AuthenticationFailed', 'Authentication failed.'), cors: 'none' }),
  F18: (struck) => errors.wrongTenant(authorityOf(struck), 'another', struck.one.name ?? struck.state.world.tenants[0]?.id ?? ''),
  F20: (struck) => errors.tooManyRequests(secondsOf(struck, 30), { 'x-ms-ratelimit-remaining-subscription-writes': '0' }),
  F21: (struck) => withHeaders(errors.tooManyRequests(secondsOf(struck, 10), { 'x-ms-ratelimit-remaining-subscription-resource-requests': '0' }), { 'x-ms-failure-cause': 'service' }),
  F22: (struck) => errors.graphQuota(secondsOf(struck, 3)),
  F23: busy,
  F43: ({ asked }) => errors.resourceNotFound(typeKeyOf(asked.path), nameIn(asked.path), groupIn(asked.path)),
  F44: ({ asked }) => errors.parentNotFound(asked.path.split('/').slice(0, -2).join('/')),
  F45: ({ asked, one }) => (one.variant === 'subscription' ? errors.subscriptionNotFound(subscriptionOf(asked.path) ?? '') : errors.groupNotFound(groupIn(asked.path))),
  F47: unknownVersion,
  F48: ({ state, asked }) => errors.authorizationFailed(state.world.accounts[0]?.tenants[0]?.oid ?? '', actionOf(asked.method, asked.path), asked.path),
  F49: linked,
  F50: ({ asked, one }) => errors.denyAssigned(asked.path, one.name ?? 'Deny assignment of a deployment stack'),
  F51: policy,
  F52: policy,
  F54: ({ asked, one }) => errors.scopeLocked(asked.path, one.name ?? `${groupOf(asked.path)}/providers/Microsoft.Authorization/locks/keep`),
  F55: ({ asked }) => errors.notRegistered(providerIn(asked.path)),
  F56: quota,
  ...aboutWrites,
}

/** Forms of a fault that change the true answer, or what becomes of the write. */
const inside = new Set(['nextLink', 'status'])

/** Whether the switch gives an answer of its own at ARM, instead of changing the true one. */
export const answers = ({ fault, variant }: Switch): boolean => table[fault] !== undefined && !inside.has(variant ?? '')

/** The answer of a struck request. */
export const faulty = (struck: Struck): Reply | typeof lost => table[struck.one.fault]?.(struck) ?? lost

