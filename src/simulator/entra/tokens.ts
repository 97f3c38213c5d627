/** Tokens as Entra shapes them, without a true signature: nobody here checks one. */
import type { Json, JsonObject } from '../../base/json.ts'
import { toBase64Url } from '../arm/base64.ts'
import { guid, next, type Issued, type State } from '../state.ts'
import type { Account } from '../world.ts'

const jwt = (payload: JsonObject): string => [JSON.stringify({ typ: 'JWT', alg: 'RS256', kid: 'simulated' }), JSON.stringify(payload), 'no true signature'].map(toBase64Url).join('.')

const seconds = (state: State): number => Math.floor(state.world.clock.now() / 1000)

/** The person's id in a directory. */
export const oidIn = (account: Account, tenantId: string): string => account.tenants.find(({ id }) => id === tenantId)?.oid ?? account.tenants[0]?.oid ?? ''

/** The claims that were asked for in the access token, such as `xms_cc` and `acrs`. */
function granted(claims: string | null): JsonObject {
  if (claims === null) return {}
  try {
    const { access_token: asked = {} } = JSON.parse(claims) as { readonly access_token?: Readonly<Record<string, { readonly value?: Json; readonly values?: Json }>> }
    const given = Object.entries(asked).flatMap(([name, { value, values }]) => (name === 'nbf' ? [] : [[name, values ?? (value === undefined ? null : [value])] as const]))
    return Object.fromEntries(given)
  } catch {
    return {}
  }
}

/** An access token for ARM; it is remembered, so that ARM knows it again. */
export function accessToken(state: State, issued: Issued, clientId: string): string {
  const serial = next(state)
  const now = seconds(state)
  const token = jwt({
    aud: state.world.endpoints.resource, iss: `https://sts.windows.net/${issued.tenantId}/`, iat: now, nbf: now, exp: now + state.world.tokens.seconds, appid: clientId, appidacr: '0', idtyp: 'user',
    name: issued.account.name, oid: oidIn(issued.account, issued.tenantId), scp: 'user_impersonation', sub: `sub-${oidIn(issued.account, issued.tenantId)}`, tid: issued.tenantId,
    unique_name: issued.account.username, upn: issued.account.username, uti: `t${serial}`, ver: '1.0', ...granted(issued.claims),
  })
  state.tokens.set(token, { ...issued, serial, expires: now + state.world.tokens.seconds })
  return token
}

/** An id token for the application. */
export function idToken(state: State, issued: Issued, clientId: string, nonce: string | null): string {
  const now = seconds(state)
  const oid = oidIn(issued.account, issued.tenantId)
  return jwt({
    aud: clientId, iss: `${state.world.endpoints.authority}/${issued.tenantId}/v2.0`, iat: now, nbf: now, exp: now + state.world.tokens.seconds, name: issued.account.name, oid,
    preferred_username: issued.account.username, rh: '0.', sub: `sub-${oid}`, tid: issued.tenantId, uti: `i${next(state)}`, ver: '2.0', ...(nonce === null ? {} : { nonce }),
  })
}

/** Who the account is at home, as MSAL reads it. */
export function clientInfo({ tenants: [own] }: Account): string {
  return toBase64Url(JSON.stringify({ uid: own?.oid ?? '', utid: own?.id ?? '' }))
}

/** A name that nobody can guess from another, made from the run's count. */
export const handle = (state: State, kind: string): string => `${kind}.${toBase64Url(`${guid(next(state))} ${kind}`)}`

/** Whose token it is, in which directory, and with which claims, such as a challenge asks for. */
interface Whose {
  readonly username?: string
  readonly tenantId?: string
  readonly claims?: string
}

/** A bearer token for tests that do not sign in: the first account's, in its own directory, unless said. Throws where there is no such account. */
export function tokenFor(state: State, { username, tenantId, claims }: Whose): string {
  const account = state.world.accounts.find((one) => username === undefined || one.username === username)
  if (account === undefined) throw new Error(`no account ${username ?? ''} in this world`)
  const tenant = account.tenants.find(({ id }) => tenantId === undefined || id === tenantId)
  if (tenant === undefined) throw new Error(`${account.username} is not in directory ${tenantId ?? ''}`)
  return accessToken(state, { account, tenantId: tenant.id, claims: claims ?? null }, guid(0))
}
