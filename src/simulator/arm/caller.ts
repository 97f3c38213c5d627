/** Who asks: the bearer token of a request, its ends, and challenges that older tokens do not pass (F10 to F15, F18). */
import type { Reply } from '../reply.ts'
import type { Given, State } from '../state.ts'
import type { Account } from '../world.ts'
import { expired, fromChallenge, unauthorized } from './errors.ts'

/** Somebody whose token was accepted. */
export interface Caller {
  readonly oid: string
  readonly tenantId: string
  readonly account: Account
}

/** The caller, or the 401. */
export type Heard = { readonly ok: true; readonly caller: Caller } | { readonly ok: false; readonly reply: Reply }

const authorityOf = (state: State): string => `${state.world.endpoints.authority}/${state.world.tenants[0]?.id ?? 'common'}`

const refuse = (state: State, code: string, message: string): Heard => ({ ok: false, reply: unauthorized(authorityOf(state), code, message) })

const oidOf = ({ account, tenantId }: Given): string => account.tenants.find(({ id }) => id === tenantId)?.oid ?? ''

function anybody(state: State): Heard {
  const account = state.world.accounts[0]
  const tenant = account?.tenants[0]
  if (account === undefined || tenant === undefined) return refuse(state, 'InvalidAuthenticationToken', 'The access token is invalid.')
  return { ok: true, caller: { oid: tenant.oid, tenantId: tenant.id, account } }
}

/** The challenge that stands between this token and an answer, or null. */
function challenged({ challenge }: State, { serial, claims }: Given): Reply | null {
  if (challenge === null) return null
  const isAnswer = serial > challenge.after && claims !== null && (challenge.acrs === null || claims.includes(challenge.acrs))
  return isAnswer ? null : fromChallenge('AuthenticationFailed', 'Authentication failed.', challenge.header)
}

/** Judges the `Authorization` header of a request. Only tokens that this run gave out are known, so nothing is read from their text. */
export function heard(state: State, request: Request): Heard {
  const header = request.headers.get('authorization')
  if (header === null) return refuse(state, 'AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing.")
  const token = /^Bearer (\S+)$/i.exec(header)?.[1]
  if (token === undefined) return refuse(state, 'InvalidAuthenticationToken', 'The access token is invalid.')
  if (state.world.tokens.check === 'any') return anybody(state)
  const given = state.tokens.get(token)
  if (given === undefined) return refuse(state, 'InvalidAuthenticationToken', 'The access token is invalid.')
  const now = Math.floor(state.world.clock.now() / 1000)
  if (given.expires <= now) {
    return { ok: false, reply: expired(authorityOf(state), given.expires * 1000, now * 1000) }
  }
  const challenge = challenged(state, given)
  if (challenge !== null) return { ok: false, reply: challenge }
  return { ok: true, caller: { oid: oidOf(given), tenantId: given.tenantId, account: given.account } }
}
