/** ARM's errors: eight shapes of body (arm-protocol.md section 3), and each error that we answer as a named constructor (fault-catalogue.md S1 to S14). */
import type { Json, JsonObject } from '../../base/json.ts'
import { bare, json, type Reply, text } from '../reply.ts'

/** What an error says; parts that are absent stay absent, as in most answers. */
export interface Said {
  readonly code: string
  readonly message: string
  readonly target?: string
  readonly details?: readonly Json[]
  readonly additionalInfo?: readonly Json[]
}

/** An error that ARM's front door made itself. */
const gateway = { 'x-ms-failure-cause': 'gateway' }

/** An error of the provider behind it, or of the way there. */
const service = { 'x-ms-failure-cause': 'service', connection: 'close' }

const asJson = (said: Said): JsonObject => Object.fromEntries(Object.entries(said))

/** Shape 1: the contract's envelope. */
export const enveloped = (status: number, said: Said, headers: Readonly<Record<string, string>> = {}): Reply => json(status, { error: asJson(said) }, headers)

/** Shape 2: no envelope. */
export const flat = (status: number, said: Said): Reply => json(status, asJson(said))

/** Shape 3: an operation that failed; its status is read with 200. */
export const failedOperation = (said: Said): Reply => json(200, { status: 'Failed', error: asJson(said) })

/** Shape 4: an operation that failed and gives no code. */
export const failedWithoutCode = (id: string, message: string): Reply => json(200, { id, name: id.split('/').at(-1) ?? '', status: 'Failed', error: { message } })

/** Shape 5: a message that is a JSON document, wrapped as often as there are codes before the last. */
export function nestedText(status: number, codes: readonly string[], message: string): Reply {
  const [outer = 'BadRequest', ...inner] = codes
  const within = inner.reduceRight<string>((said, code) => JSON.stringify({ error: { code, message: said } }, null, 2).replaceAll('\n', '\r\n'), message)
  return enveloped(status, { code: outer, message: within }, gateway)
}

/** Shape 6: a page instead of JSON, as an edge server answers. */
export const page = (status: number, retryAfter?: number): Reply => {
  const reply = text(status, 'text/html', `<!DOCTYPE html><html><head><title>${status}</title></head><body><h1>${status}</h1><p>Our services aren't available right now.</p></body></html>`)
  return { ...reply, headers: { ...reply.headers, ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }) } }
}

/** Shape 6 without even a page. */
export const nothing = (status: number): Reply => bare(status, { 'content-length': '0' })

/** Shape 7: capitals and an inner code that is null (recorded for a group's deletion). */
export const capitalised = (status: number, said: Said, cause: string): Reply =>
  json(status, { Error: { Code: said.code, Target: null, Message: said.message, Details: [{ Code: null, Target: said.target ?? null, Message: cause, Details: null }] } })

/** Shape 8: a key named `error` that is no error. */
export const emptyError = (status: string): Reply => json(200, { status, error: {} })

const fromGateway = (status: number, code: string, message: string, more: Partial<Said> = {}): Reply => enveloped(status, { code, message, ...more }, gateway)

/** 400: no api-version in the query. */
export const missingApiVersion = (): Reply => fromGateway(400, 'MissingApiVersionParameter', 'The api-version query parameter (?api-version=) is required for all requests.')

/** 400: the type exists and does not answer to this api-version (F47). */
export const unknownApiVersion = (type: string, version: string, supported: readonly string[]): Reply =>
  fromGateway(400, 'InvalidApiVersionParameter', `The api-version '${version}' is not known for type '${type}'. The supported versions are '${supported.join(', ')}'.`)

/** 400: no such type here. Azure answers 404 (F47); the brief of the simulator wants a mistake of ours to be loud. */
export const unknownType = (type: string): Reply => fromGateway(400, 'InvalidResourceType', `The resource type '${type}' is not known.`)

/** 404: as Azure answers for a type that it does not have (F47). */
export const typeNotFound = (name: string, namespace: string): Reply =>
  fromGateway(404, 'InvalidResourceType', `The resource type '${name}' could not be found in the namespace '${namespace}'.`)

/** 409: as Azure answers where a type has no such version in a place (F47). */
export const noProviderFound = (name: string, supported: readonly string[]): Reply =>
  fromGateway(409, 'NoRegisteredProviderFound', `No registered resource provider found for type '${name}'. The supported api-versions are '${supported.join(', ')}'.`)

/** 400: what the simulated ARM does not take, named. */
export const unknownQuery = (name: string, where: string): Reply => fromGateway(400, 'InvalidQueryParameter', `The query parameter '${name}' is not known for '${where}'.`, { target: name })

/** 400: a part of the request's body or a filter that is not understood, named. */
export const badRequest = (message: string, target?: string): Reply => fromGateway(400, 'BadRequest', message, target === undefined ? {} : { target })

/** 400: a path that names nothing. */
export const badPath = (path: string): Reply => fromGateway(400, 'InvalidRequestUri', `The path '${path}' is not a path of this service.`)

/** 400: something that Azure does and this simulator does not. */
export const notSimulated = (what: string): Reply => fromGateway(400, 'NotSimulated', `The simulator does not do '${what}'.`)

/** 401 (F10, F11, F18), with the challenge that ARM adds. */
export const unauthorized = (authority: string, code: string, message: string): Reply => fromChallenge(code, message, `Bearer authorization_uri="${authority}", error="invalid_token", error_description="${message}"`)

/** 401 (F11): the times are in milliseconds. */
export const expired = (authority: string, ended: number, now: number): Reply => unauthorized(
  authority, 'ExpiredAuthenticationToken',
  `The access token expiry UTC time '${new Date(ended).toISOString()}' is earlier than current UTC time '${new Date(now).toISOString()}'.`,
)

/** 401 (F18): the token is of one directory, the subscription of another. */
export const wrongTenant = (authority: string, own: string, wanted: string): Reply => unauthorized(
  authority, 'InvalidAuthenticationTokenTenant',
  `The access token is from the wrong issuer '${own}'. It must match the tenant '${wanted}' associated with this subscription. Please use the authority (URL) '${authority}' to get the token.`,
)

/** 401 with a `WWW-Authenticate` of the caller's making (F12 to F14). */
export const fromChallenge = (code: string, message: string, header: string): Reply =>
  enveloped(401, { code, message }, { ...gateway, 'www-authenticate': header })

/** 403 (F48). */
export const authorizationFailed = (caller: string, action: string, scope: string): Reply => fromGateway(
  403, 'AuthorizationFailed',
  `The client '${caller}' with object id '${caller}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. `
  + 'If access was recently granted, please refresh your credentials.',
)

/** A right that is missing: an action at a scope. */
interface Right {
  readonly action: string
  readonly scope: string
}

/** 403 (F49): the action is missing on another resource. */
export const linkedAuthorizationFailed = (own: Right, linked: Right): Reply => fromGateway(
  403, 'LinkedAuthorizationFailed',
  `The client has permission to perform action '${own.action}' on scope '${own.scope}'; however, it does not have permission to perform action '${linked.action}' `
  + `on the linked scope(s) '${linked.scope}' or the linked scope(s) are invalid.`,
)

/** 403 (F50; the code is unverified). */
export const denyAssigned = (scope: string, name: string): Reply => fromGateway(403, 'DenyAssignmentAuthorizationFailed', `The access is denied by the deny assignment with name '${name}' at scope '${scope}'.`)

/** Any status and code that a snapshot recorded for a refused read. */
export const recordedRefusal = (status: number, code: string, id: string): Reply => fromGateway(status, code, `The read of '${id}' was answered with '${code}'.`)

/** 404: the resource is not there. */
export const resourceNotFound = (type: string, name: string, group: string): Reply => fromGateway(404, 'ResourceNotFound', `The Resource '${type}/${name}' under resource group '${group}' was not found.`)

/** 404 (F44). */
export const parentNotFound = (parent: string): Reply => fromGateway(404, 'ParentResourceNotFound', `The parent resource '${parent}' was not found.`)

/** 404 (F45). */
export const groupNotFound = (name: string): Reply => fromGateway(404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`)

/** 404 (F45). */
export const subscriptionNotFound = (id: string): Reply => fromGateway(404, 'SubscriptionNotFound', `The subscription '${id}' could not be found.`)

/** 405. */
export const methodNotAllowed = (method: string, path: string): Reply => fromGateway(405, 'HttpMethodNotAllowed', `The HTTP method '${method}' is not allowed for '${path}'.`)

/** 408 (F06). */
export const requestTimeout = (): Reply => enveloped(408, { code: 'RequestTimeout', message: 'The request took too long.' })

/** 409 (F54). */
export const scopeLocked = (scope: string, lock: string): Reply =>
  fromGateway(409, 'ScopeLocked', `The scope '${scope}' cannot perform this operation because following scope(s) are locked: '${lock}'. Please remove the lock and try again.`)

/** 409 (F55). */
export const notRegistered = (namespace: string): Reply =>
  fromGateway(409, 'MissingSubscriptionRegistration', `The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`)

/** 409: nothing can be written in a subscription that is off. */
export const subscriptionDisabled = (id: string): Reply => fromGateway(409, 'ReadOnlyDisabledSubscription', `The subscription '${id}' is disabled and therefore marked as read only.`)

/** 429 (F20). */
export const tooManyRequests = (retryAfter: number, headers: Readonly<Record<string, string>>): Reply =>
  enveloped(429, { code: 'TooManyRequests', message: `The request is being throttled. Try again after ${retryAfter} seconds.` }, { ...gateway, 'retry-after': String(retryAfter), ...headers })

/** 429 of Resource Graph (F22; the code is unverified). */
export const graphQuota = (seconds: number): Reply =>
  enveloped(429, { code: 'RateLimiting', message: 'Too many queries.', details: [{ code: 'RateLimiting', message: 'The caller has been throttled.' }] },
    { 'x-ms-user-quota-remaining': '0', 'x-ms-user-quota-resets-after': `00:00:${String(seconds).padStart(2, '0')}` })

/** 500 (F04). */
export const internalError = (): Reply => enveloped(500, { code: 'InternalServerError', message: 'An internal error occurred.', details: [] }, service)

/** 504 (F03). */
export const gatewayTimeout = (provider: string): Reply =>
  enveloped(504, { code: 'GatewayTimeout', message: `The gateway did not receive a response from '${provider}' within the specified time period.` }, service)
