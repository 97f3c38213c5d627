/** The token endpoint: a code with its verifier, or a refresh token, becomes tokens. */
import { bytesToBase64Url } from '../arm/base64.ts'
import { struck } from '../faults.ts'
import { json, type Reply } from '../reply.ts'
import { guid, type Issued, next, type State } from '../state.ts'
import type { Refusal } from '../world.ts'
import { tokenError } from './errors.ts'
import { accessToken, clientInfo, handle, idToken } from './tokens.ts'
import { isTenant, tenantFor } from './tenant.ts'

/** A request for tokens. */
export interface Asking {
  readonly state: State
  readonly tenant: string
  readonly form: URLSearchParams
  /** The page that asks; a program has none. */
  readonly origin: string | null
}

const is = (error: string, code: number, suberror?: string): Refusal => ({ error, code, ...(suberror === undefined ? {} : { suberror }) })

/** Claims that only a person can meet, such as a stronger sign-in. */
const needsPerson = (claims: string | null): boolean => claims !== null && claims.includes('"acrs"')

/** F16 and F19, when they strike. */
function switched({ state }: Asking, path: string): Reply | null {
  const one = struck(state, { method: 'POST', path, part: 'token' }, ({ fault }) => fault === 'F16' || fault === 'F19')
  if (one === null) return null
  if (one.fault === 'F16') return tokenError(state, one.variant === 'interaction_required' ? is('interaction_required', 50076, 'basic_action') : is('invalid_grant', 50173, one.variant ?? 'basic_action'))
  const reply = tokenError(state, is('temporarily_unavailable', 90033), one.variant === '503' ? 503 : 429)
  return { ...reply, headers: { 'retry-after': String(one.seconds ?? 60) } }
}

async function verifies(verifier: string, challenge: string): Promise<boolean> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  return bytesToBase64Url(new Uint8Array(digest)) === challenge
}

/** What the claims of both steps ask for; a challenge's claims count even when they came with the refresh. */
const claimsOf = (form: URLSearchParams, before: string | null): string | null => {
  const asked = form.get('claims')
  return asked === null || asked === '' ? before : asked
}

interface Grant {
  readonly issued: Issued
  readonly clientId: string
  readonly nonce: string | null
  readonly refreshExpires: number
}

function tokens({ state, form }: Asking, { issued, clientId, nonce, refreshExpires }: Grant): Reply {
  const refresh = handle(state, 'refresh')
  state.refreshes.set(refresh, { ...issued, claims: null, clientId, expires: refreshExpires })
  const { seconds } = state.world.tokens
  const asked = (form.get('scope') ?? '').split(' ').filter((scope) => scope.startsWith('https://'))
  const resource = asked.length > 0 ? asked : [`${state.world.endpoints.resource}/user_impersonation`]
  return json(200, {
    token_type: 'Bearer', scope: [...resource, 'openid', 'profile'].join(' '), expires_in: seconds, ext_expires_in: seconds, access_token: accessToken(state, issued, clientId), refresh_token: refresh,
    refresh_token_expires_in: Math.max(0, Math.floor((refreshExpires - state.world.clock.now()) / 1000)), id_token: idToken(state, issued, clientId, nonce), client_info: clientInfo(issued.account),
  })
}

async function redeemed(asking: Asking): Promise<Reply> {
  const { state, form } = asking
  const text = form.get('code') ?? ''
  const code = state.codes.get(text)
  if (code === undefined) return tokenError(state, is('invalid_grant', text.startsWith('code.') ? 54005 : 70000))
  state.codes.delete(text)
  if (state.world.clock.now() > code.expires) return tokenError(state, is('invalid_grant', 70008))
  if (form.get('client_id') !== code.clientId || form.get('redirect_uri') !== code.redirectUri) return tokenError(state, is('invalid_grant', 70000))
  if (!(await verifies(form.get('code_verifier') ?? '', code.challenge))) return tokenError(state, is('invalid_grant', 50148))
  const issued: Issued = { account: code.account, tenantId: code.tenantId, claims: claimsOf(form, code.claims) }
  return tokens(asking, { issued, clientId: code.clientId, nonce: code.nonce === '' ? null : code.nonce, refreshExpires: state.world.clock.now() + state.world.tokens.refreshSeconds * 1000 })
}

function renewed(asking: Asking): Reply {
  const { state, form, tenant } = asking
  const refresh = state.refreshes.get(form.get('refresh_token') ?? '')
  if (refresh === undefined || form.get('client_id') !== refresh.clientId) return tokenError(state, is('invalid_grant', 70000, 'bad_token'))
  if (state.world.clock.now() >= refresh.expires) return tokenError(state, is('invalid_grant', 700084, 'bad_token'))
  const tenantId = tenantFor(state, tenant, refresh.account)
  if (tenantId === null) return tokenError(state, is('interaction_required', 50020))
  const claims = claimsOf(form, null)
  if (needsPerson(claims)) return tokenError(state, { ...is('interaction_required', 50076, 'basic_action'), ...(claims === null ? {} : { claims }) })
  return tokens(asking, { issued: { account: refresh.account, tenantId, claims }, clientId: refresh.clientId, nonce: null, refreshExpires: refresh.expires })
}

/** POST …/oauth2/v2.0/token. */
export async function token(asking: Asking, path: string): Promise<Reply> {
  const { state, form, origin, tenant } = asking
  const fault = switched(asking, path)
  if (fault !== null) return fault
  if (!isTenant(state, tenant)) return tokenError(state, is('invalid_tenant', 90002))
  if (origin === null) return tokenError(state, is('invalid_request', 9002327))
  if (form.get('grant_type') === 'authorization_code') return redeemed(asking)
  if (form.get('grant_type') === 'refresh_token') return renewed(asking)
  return tokenError(state, is('unsupported_grant_type', 70003))
}

/** What every answer of the sign-in service carries. */
export const serviceHeaders = (state: State): Readonly<Record<string, string>> => ({
  'x-ms-request-id': guid(next(state)), 'cache-control': 'no-store, no-cache', pragma: 'no-cache', expires: '-1', 'strict-transport-security': 'max-age=31536000; includeSubDomains', 'x-content-type-options': 'nosniff',
})
