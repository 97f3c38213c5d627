/** The authorization endpoint: who signs in, with which consent, and the code that goes back in the fragment. */
import { bare, type Reply, withHeaders } from '../reply.ts'
import type { State } from '../state.ts'
import type { Account, Refusal } from '../world.ts'
import { returnedError, shownError } from './errors.ts'
import { accountPage, consentPage } from './page.ts'
import { isTenant, tenantFor } from './tenant.ts'
import { clientInfo, handle } from './tokens.ts'

const codeMinutes = 10

/** A request to sign in: the directory in the path, the application's parameters, the browser's session. */
export interface SignIn {
  readonly state: State
  readonly tenant: string
  readonly parameters: URLSearchParams
  readonly session: string | null
}

const is = (error: string, code: number, suberror?: string): Refusal => ({ error, code, ...(suberror === undefined ? {} : { suberror }) })

/** The number of an error that is shown here, because no address of the application may be trusted with it; null when all is well. */
function misdirected({ state, tenant, parameters }: SignIn): number | null {
  const { registration } = state.world
  if (!isTenant(state, tenant)) return 90002
  if (parameters.get('client_id') === null || parameters.get('redirect_uri') === null) return 90014
  if (registration === 'any') return null
  if (parameters.get('client_id') !== registration.clientId) return 700016
  return registration.redirectUris.includes(parameters.get('redirect_uri') ?? '') ? null : 50011
}

/** An error that goes back to the application. */
function malformed({ state, parameters }: SignIn): Refusal | null {
  if (parameters.get('response_type') !== 'code') return is('unsupported_response_type', 9002313)
  if (parameters.get('code_challenge_method') !== 'S256' || !/^[\w-]{43}$/.test(parameters.get('code_challenge') ?? '')) return is('invalid_request', 9002325)
  const resource = state.world.endpoints.resource.replace(/\/$/, '')
  const scopes = (parameters.get('scope') ?? '').split(' ').filter((scope) => scope !== '')
  const known = new Set(['openid', 'profile', 'email', 'offline_access', `${resource}/user_impersonation`, `${resource}/.default`, `${resource}//user_impersonation`, `${resource}//.default`])
  return scopes.length === 0 || scopes.some((scope) => !known.has(scope)) ? is('invalid_scope', 70011) : null
}

function back({ parameters }: SignIn, answer: Readonly<Record<string, string>>): Reply {
  const given = parameters.get('state')
  const values = new URLSearchParams({ ...answer, ...(given === null ? {} : { state: given }) })
  const sign = parameters.get('response_mode') === 'query' ? '?' : '#'
  return bare(302, { location: `${parameters.get('redirect_uri') ?? ''}${sign}${values.toString()}`, 'cache-control': 'no-store' })
}

const refused = (request: SignIn, refusal: Refusal): Reply => back(request, returnedError(request.state, refusal))

const isSilent = ({ parameters }: SignIn): boolean => parameters.get('prompt') === 'none'

const action = ({ tenant }: SignIn): string => `/${encodeURIComponent(tenant)}/login`

const hasConsent = (state: State, account: Account): boolean => account.consent === 'granted' || state.consented.has(account.username)

/** Gives the code, or asks for what is missing. */
function finished(request: SignIn, account: Account): Reply {
  const { state, parameters, tenant } = request
  const tenantId = tenantFor(state, tenant, account)
  if (tenantId === null) return isSilent(request) ? refused(request, is('interaction_required', 50020)) : shownError(state, 50020)
  if (account.refusal !== undefined) return refused(request, account.refusal)
  if (!hasConsent(state, account) || parameters.get('prompt') === 'consent') {
    return isSilent(request) ? refused(request, is('interaction_required', 65001, 'consent_required')) : consentPage(action(request), withAnswered(parameters), account)
  }
  const code = handle(state, 'code')
  state.codes.set(code, {
    account, tenantId, claims: parameters.get('claims'), clientId: parameters.get('client_id') ?? '', redirectUri: parameters.get('redirect_uri') ?? '', challenge: parameters.get('code_challenge') ?? '',
    nonce: parameters.get('nonce') ?? '', scope: parameters.get('scope') ?? '', expires: state.world.clock.now() + codeMinutes * 60_000,
  })
  return back(request, { code, client_info: clientInfo(account), session_state: code.slice(-8) })
}

/** After consent nobody is asked for it again in the same request. */
function withAnswered(parameters: URLSearchParams): URLSearchParams {
  const left = new URLSearchParams(parameters)
  if (left.get('prompt') === 'consent') left.delete('prompt')
  return left
}

const signedIn = ({ state, session }: SignIn): readonly Account[] =>
  (session === null ? [] : (state.sessions.get(session) ?? [])).flatMap((username) => state.world.accounts.find((account) => account.username === username) ?? [])

/** The signed-in account that the request means, or null when a person has to say. */
function meant(request: SignIn): Account | null {
  const hint = (request.parameters.get('login_hint') ?? '').toLowerCase()
  const accounts = signedIn(request)
  if (hint !== '') return accounts.find(({ username }) => username.toLowerCase() === hint) ?? null
  return accounts.length === 1 ? (accounts[0] ?? null) : null
}

/** GET …/oauth2/v2.0/authorize. */
export function authorize(request: SignIn): Reply {
  const shown = misdirected(request)
  if (shown !== null) return shownError(request.state, shown)
  const wrong = malformed(request)
  if (wrong !== null) return refused(request, wrong)
  const account = meant(request)
  const prompt = request.parameters.get('prompt')
  if (prompt === 'none') return account === null ? refused(request, signedIn(request).length > 1 ? is('interaction_required', 16000) : is('login_required', 50058)) : finished(request, account)
  if (account === null || prompt === 'select_account' || prompt === 'login') return accountPage(action(request), request.parameters, request.state.world.accounts)
  return finished(request, account)
}

/** POST …/login: what the person chose on a page of ours. */
export function answered(request: SignIn): Reply {
  const { state, parameters } = request
  const [word = '', username = ''] = (parameters.get('answer') ?? '').split(/:(.*)/s)
  const asked: SignIn = { ...request, parameters: new URLSearchParams([...parameters].filter(([name]) => name !== 'answer')) }
  const shown = misdirected(asked)
  if (shown !== null) return shownError(state, shown)
  if (word === 'cancel') return refused(asked, { ...is('access_denied', 65004), suberror: 'cancel' })
  if (word === 'decline') return refused(asked, is('access_denied', 65004))
  if (word === 'admin') return refused(asked, is('access_denied', 90094))
  const account = state.world.accounts.find((one) => one.username === username)
  if (account === undefined) return shownError(state, 50034)
  if (word === 'accept' && account.consent === 'asked') state.consented.add(username)
  const session = request.session ?? handle(state, 'session')
  const others = (state.sessions.get(session) ?? []).filter((one) => one !== username)
  state.sessions.set(session, [...others, username])
  return withHeaders(finished(asked, account), { 'set-cookie': cookie(state, session) })
}

/** The session's cookie; a page on another site gets it only over https. */
export const cookie = (state: State, session: string): string =>
  `ESTSAUTH=${session}; Path=/; HttpOnly; ${state.world.endpoints.authority.startsWith('https:') ? 'Secure; SameSite=None' : 'SameSite=Lax'}${session === '' ? '; Max-Age=0' : ''}`
