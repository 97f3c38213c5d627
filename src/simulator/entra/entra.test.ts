import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fromBase64Url } from '../arm/base64.ts'
import { virtualClock } from '../clock.ts'
import { type Cloud, openCloud } from '../cloud.ts'
import type { Switch } from '../switches.ts'
import { type Parsed, type Read, send } from '../fixtures/asking.ts'
import { blocked, consentMissing, guest, twoAccounts } from '../scenarios/variants.ts'
import { emptyWorld, type World } from '../world.ts'

const login = 'https://login.microsoftonline.com'
const app = 'https://app.example'
const redirectUri = `${app}/redirect.html`
const clientId = '6d1f0c52-3a7b-4e19-9b84-c2e5f7a01d36'
const verifier = 'a-verifier-that-is-long-enough-to-be-one-0123456789'
const challenge = createHash('sha256').update(verifier).digest('base64url')
const armScope = 'https://management.azure.com/user_impersonation'

type Answer = Readonly<Record<string, string>>

const base = (): World => ({ ...emptyWorld(virtualClock('2026-11-23T08:00:00Z')), registration: { clientId, redirectUris: [redirectUri, `${app}/`] } })
const parameters = (change: Answer = {}): URLSearchParams => new URLSearchParams({
  client_id: clientId, response_type: 'code', redirect_uri: redirectUri, scope: `openid profile offline_access ${armScope}`, state: 'st=1|x', nonce: 'n-1', code_challenge: challenge, code_challenge_method: 'S256',
  response_mode: 'fragment', 'client-request-id': 'c-1', client_info: '1', ...change,
})

/** A browser at the sign-in service: keeps its cookie, follows nothing. */
interface Visitor {
  readonly authorize: (change?: Answer, tenant?: string) => Promise<Read>
  /** Presses a button of the page that was answered. */
  readonly press: (page: Read, answer: string) => Promise<Read>
  readonly logout: (query: string) => Promise<Read>
}

function visitor(cloud: Cloud): Visitor {
  let cookie = ''
  const go = async (url: string, body?: URLSearchParams): Promise<Read> => {
    const answer = await send(cloud, url, { headers: cookie === '' ? {} : { cookie }, ...(body === undefined ? {} : { method: 'POST', body }) })
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? cookie
    return answer
  }
  const press = (page: Read, answer: string): Promise<Read> => {
    const fields = [...page.text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name = '', value = '']): [string, string] => [name, value.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))])
    expect(page.text).toContain(`value="${answer}"`)
    return go(login + (/action="([^"]+)"/.exec(page.text)?.[1] ?? ''), new URLSearchParams([...fields, ['answer', answer]]))
  }
  return { authorize: (change, tenant = 'organizations') => go(`${login}/${tenant}/oauth2/v2.0/authorize?${parameters(change).toString()}`), press, logout: (query) => go(`${login}/organizations/oauth2/v2.0/logout?${query}`) }
}

const fragment = (answer: Read): Answer => {
  expect(answer.status).toBe(302)
  const [address, values] = (answer.headers.get('location') ?? '').split('#')
  expect(address).toBe(redirectUri)
  return Object.fromEntries(new URLSearchParams(values))
}

const redeem = (cloud: Cloud, change: Answer = {}, tenant = 'organizations', origin: string | null = app): Promise<Read> =>
  send(cloud, `${login}/${tenant}/oauth2/v2.0/token?client-request-id=1`, {
    method: 'POST', headers: origin === null ? {} : { origin },
    body: new URLSearchParams({ client_id: clientId, grant_type: 'authorization_code', redirect_uri: redirectUri, code_verifier: verifier, scope: `${armScope} openid profile offline_access`, client_info: '1', ...change }),
  })

const payload = (token: string): Parsed => JSON.parse(fromBase64Url(token.split('.')[1] ?? ''))
const me = 'account:ana@contoso.example'

async function codeOf(cloud: Cloud, change?: Answer, tenant?: string): Promise<string> {
  const one = visitor(cloud)
  return fragment(await one.press(await one.authorize(change, tenant), me))['code'] ?? ''
}

const signedIn = async (cloud: Cloud, change?: Answer): Promise<Parsed> => (await redeem(cloud, { code: await codeOf(cloud, change) })).body
const renew = (cloud: Cloud, refresh: string, change: Answer = {}, tenant = 'organizations'): Promise<Read> => redeem(cloud, { grant_type: 'refresh_token', refresh_token: refresh, ...change }, tenant)
const atArm = (cloud: Cloud, token: string): Promise<Read> => send(cloud, 'https://management.azure.com/subscriptions?api-version=2022-12-01', { headers: { authorization: `Bearer ${token}` } })

describe('signing in', () => {
  it('asks on a plain page who signs in, and returns code and state in the fragment', async () => {
    const cloud = openCloud(base())
    const one = visitor(cloud)
    const page = await one.authorize()
    expect([page.status, page.headers.get('content-type'), page.headers.get('access-control-allow-origin')]).toEqual([200, 'text/html; charset=utf-8', null])
    expect(page.text).not.toMatch(/<script|javascript:/i)
    const answer = fragment(await one.press(page, me))
    expect(answer['state']).toBe('st=1|x')
    expect(JSON.parse(fromBase64Url(answer['client_info'] ?? ''))).toEqual({ uid: base().accounts[0]?.tenants[0]?.oid, utid: base().tenants[0]?.id })
  })

  it('redeems the code for tokens in Entra’s shape', async () => {
    const cloud = openCloud(base())
    const { status, body, headers } = await redeem(cloud, { code: await codeOf(cloud) })
    expect([status, headers.get('access-control-allow-origin'), headers.get('cache-control')]).toEqual([200, '*', 'no-store, no-cache'])
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, refresh_token_expires_in: 86_400 })
    expect(body.scope.split(' ')).toContain(armScope)
    const [tenant] = base().tenants
    const oid = base().accounts[0]?.tenants[0]?.oid
    expect(payload(body.id_token)).toMatchObject({ aud: clientId, iss: `${login}/${tenant?.id}/v2.0`, tid: tenant?.id, oid, nonce: 'n-1', preferred_username: 'ana@contoso.example', name: 'Ana Lind', exp: 1795424400 })
    expect(payload(body.access_token)).toMatchObject({ aud: 'https://management.azure.com', tid: tenant?.id, oid, scp: 'user_impersonation', exp: 1795424400 })
    expect((await atArm(cloud, body.access_token)).status).toBe(200)
    expect((await atArm(cloud, body.id_token)).status).toBe(401)
  })

  it('gives a code once, for ten minutes, to the verifier, address and application that asked', async () => {
    const clock = virtualClock('2026-11-23T08:00:00Z')
    const cloud = openCloud({ ...base(), clock })
    const code = await codeOf(cloud)
    expect((await redeem(cloud, { code })).status).toBe(200)
    const refused = async (change: Answer): Promise<readonly unknown[]> => {
      const { status, body } = await redeem(cloud, change)
      return [status, body.error, body.error_codes[0]]
    }
    expect(await refused({ code })).toEqual([400, 'invalid_grant', 54005])
    expect(await refused({ code: await codeOf(cloud), code_verifier: `${verifier}x` })).toEqual([400, 'invalid_grant', 50148])
    expect(await refused({ code: await codeOf(cloud), redirect_uri: `${app}/` })).toEqual([400, 'invalid_grant', 70000])
    expect(await refused({ code: 'made-up' })).toEqual([400, 'invalid_grant', 70000])
    const late = await codeOf(cloud)
    clock.advance(601_000)
    expect(await refused({ code: late })).toEqual([400, 'invalid_grant', 70008])
  })

  it('gives tokens to a page only, since the application is a single-page one', async () => {
    const cloud = openCloud(base())
    const { status, body } = await redeem(cloud, { code: await codeOf(cloud) }, 'organizations', null)
    expect([status, body.error, body.error_codes]).toEqual([400, 'invalid_request', [9002327]])
  })

  it.each([
    [{ response_type: 'token' }, 'unsupported_response_type'], [{ code_challenge: 'short' }, 'invalid_request'], [{ code_challenge_method: 'plain' }, 'invalid_request'], [{ scope: 'https://graph.microsoft.com/User.Read' }, 'invalid_scope'],
  ] as const)('returns %j as %s', async (change, error) => {
    const answer = fragment(await visitor(openCloud(base())).authorize(change))
    expect([answer['error'], answer['state']]).toEqual([error, 'st=1|x'])
    expect(answer['error_description']).toMatch(/^AADSTS\d+: .+ Trace ID: .+ Correlation ID: .+ Timestamp: 2026-11-23 08:00:00Z$/)
  })

  it.each([[{ client_id: 'other' }, 'organizations', 700016], [{ redirect_uri: 'https://thief.example/' }, 'organizations', 50011], [{}, 'nowhere.example', 90002]] as const)('shows where the person is, and sends nowhere: %j at %s', async (change, tenant, code) => {
    const { status, text, headers } = await visitor(openCloud(base())).authorize(change, tenant)
    expect([status, headers.get('location')]).toEqual([400, null])
    expect(text).toContain(`AADSTS${code}`)
  })

  it('writes nothing of the request into the page as markup', async () => {
    const { text } = await visitor(openCloud(base())).authorize({ state: '"><script>alert(1)</script>' })
    expect(text).not.toContain('<script>')
  })
})

describe('a session', () => {
  it('answers in silence once somebody has signed in, and again asks when told to', async () => {
    const one = visitor(openCloud(base()))
    expect(fragment(await one.authorize({ prompt: 'none' }))['error']).toBe('login_required')
    await one.press(await one.authorize(), me)
    expect(fragment(await one.authorize({ prompt: 'none' }))['code']).toBeTruthy()
    expect(fragment(await one.authorize())['code']).toBeTruthy()
    for (const prompt of ['select_account', 'login']) expect((await one.authorize({ prompt })).status).toBe(200)
    expect((await one.authorize({ login_hint: 'jo@contoso.example' })).status).toBe(200)
  })

  it('wants to know which account when there are two, unless a hint says it', async () => {
    const one = visitor(openCloud(twoAccounts(base())))
    await one.press(await one.authorize(), me)
    await one.press(await one.authorize({ prompt: 'select_account' }), 'account:jo@contoso.example')
    expect(fragment(await one.authorize({ prompt: 'none' }))['error']).toBe('interaction_required')
    expect(fragment(await one.authorize({ prompt: 'none', login_hint: 'JO@contoso.example' }))['code']).toBeTruthy()
  })

  it('ends with signing out, which returns to a registered address only', async () => {
    const one = visitor(openCloud(base()))
    await one.press(await one.authorize(), me)
    const out = await one.logout(`post_logout_redirect_uri=${encodeURIComponent(`${app}/`)}`)
    expect([out.status, out.headers.get('location')]).toEqual([302, `${app}/`])
    expect(fragment(await one.authorize({ prompt: 'none' }))['error']).toBe('login_required')
    expect((await one.logout('post_logout_redirect_uri=https%3A%2F%2Fthief.example')).headers.get('location')).toBeNull()
  })
})

describe('a sign-in that is not given', () => {
  const pressed = async (world: World, answers: readonly string[]): Promise<Read> => {
    const one = visitor(openCloud(world))
    let page = await one.authorize()
    for (const answer of answers) page = await one.press(page, answer)
    return page
  }

  it('is cancelled, declined or kept for an administrator', async () => {
    expect(fragment(await pressed(base(), ['cancel']))).toMatchObject({ error: 'access_denied', suberror: 'cancel' })
    expect(fragment(await pressed(consentMissing(base()), [me, 'decline']))['error_description']).toContain('AADSTS65004')
    expect(fragment(await pressed(consentMissing(base(), 'adminOnly'), [me, 'admin']))['error_description']).toContain('AADSTS90094')
  })

  it('is given once somebody consents', async () => {
    const cloud = openCloud(consentMissing(base()))
    const one = visitor(cloud)
    const consent = await one.press(await one.authorize(), me)
    expect(consent.text).toContain('Permissions requested')
    expect(fragment(await one.authorize({ prompt: 'none' }))).toMatchObject({ error: 'interaction_required', suberror: 'consent_required' })
    expect(fragment(await one.press(consent, 'accept:ana@contoso.example'))['code']).toBeTruthy()
    expect(fragment(await one.authorize({ prompt: 'none' }))['code']).toBeTruthy()
  })

  it('is refused by a directory that blocks the application', async () => {
    expect(fragment(await pressed(blocked(base()), [me]))).toMatchObject({ error: 'access_denied', error_description: expect.stringContaining('AADSTS53003') })
    expect(fragment(await pressed(blocked(base(), { error: 'interaction_required', code: 50105 }), [me]))['error_description']).toContain('AADSTS50105')
  })
})

describe('directories', () => {
  it('describe themselves', async () => {
    const cloud = openCloud(base())
    const id = base().tenants[0]?.id ?? ''
    for (const name of [id, 'organizations', 'contoso.example']) {
      const { status, body, headers } = await send(cloud, `${login}/${name}/v2.0/.well-known/openid-configuration`)
      expect([status, headers.get('access-control-allow-origin'), body.token_endpoint, body.authorization_endpoint]).toEqual([200, '*', `${login}/${name}/oauth2/v2.0/token`, `${login}/${name}/oauth2/v2.0/authorize`])
      expect(body.issuer).toBe(`${login}/${name === 'organizations' ? '{tenantid}' : id}/v2.0`)
    }
    expect((await send(cloud, `${login}/nowhere.example/v2.0/.well-known/openid-configuration`)).body.error).toBe('invalid_tenant')
    expect((await send(cloud, `${login}/common/discovery/instance?api-version=1.1`)).body.metadata[0].aliases).toContain('login.microsoftonline.com')
  })

  it('give an account the id that it has in them', async () => {
    const world = guest(base())
    const cloud = openCloud(world)
    const tokens = await signedIn(cloud)
    expect(payload(tokens.id_token).tid).toBe(world.accounts[0]?.tenants[0]?.id)
    const other = await renew(cloud, tokens.refresh_token, {}, world.accounts[0]?.tenants[1]?.id)
    expect([payload(other.body.access_token).tid, payload(other.body.access_token).oid]).toEqual([world.accounts[0]?.tenants[1]?.id, world.accounts[0]?.tenants[1]?.oid])
    expect(JSON.parse(fromBase64Url(other.body.client_info)).utid).toBe(world.accounts[0]?.tenants[0]?.id)
  })
})

describe('renewal', () => {
  it('gives new tokens for a day and no longer', async () => {
    const clock = virtualClock('2026-11-23T08:00:00Z')
    const cloud = openCloud({ ...base(), clock })
    const tokens = await signedIn(cloud)
    clock.advance(3_600_000)
    expect((await atArm(cloud, tokens.access_token)).body.error.code).toBe('ExpiredAuthenticationToken')
    const renewed = await renew(cloud, tokens.refresh_token)
    expect([renewed.status, (await atArm(cloud, renewed.body.access_token)).status, renewed.body.refresh_token_expires_in]).toEqual([200, 200, 82_800])
    clock.advance(82_800_000)
    expect((await renew(cloud, renewed.body.refresh_token)).body).toMatchObject({ error: 'invalid_grant', suberror: 'bad_token', error_codes: [700084] })
    expect((await renew(cloud, 'made-up')).body).toMatchObject({ error: 'invalid_grant', suberror: 'bad_token' })
  })

  it('declares the capability that was asked for in the token', async () => {
    const claims = JSON.stringify({ access_token: { xms_cc: { values: ['CP1'] } } })
    expect(payload((await signedIn(openCloud(base()), { claims })).access_token)).toMatchObject({ xms_cc: ['CP1'] })
  })

  it('meets a challenge in silence, and a stronger one only with a person', async () => {
    const nbf = openCloud({ ...base(), faults: [{ fault: 'F12' }] })
    const first = await signedIn(nbf)
    expect((await atArm(nbf, first.access_token)).status).toBe(401)
    const silent = await renew(nbf, first.refresh_token, { claims: '{"access_token":{"nbf":{"essential":true,"value":"1795420800"},"xms_cc":{"values":["CP1"]}}}' })
    expect((await atArm(nbf, silent.body.access_token)).status).toBe(200)

    const acrs = openCloud({ ...base(), faults: [{ fault: 'F12', variant: 'stepUp' }] })
    const weak = await signedIn(acrs)
    expect((await atArm(acrs, weak.access_token)).status).toBe(401)
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}'
    expect((await renew(acrs, weak.refresh_token, { claims })).body).toMatchObject({ error: 'interaction_required', suberror: 'basic_action', claims, error_codes: [50076] })
    const strong = await signedIn(acrs, { claims })
    expect(payload(strong.access_token).acrs).toEqual(['c1'])
    expect((await atArm(acrs, strong.access_token)).status).toBe(200)
  })

  it.each([
    [{ fault: 'F16', on: { nth: 2 } }, 400, 'invalid_grant', null],
    [{ fault: 'F16', on: { nth: 2 }, variant: 'interaction_required' }, 400, 'interaction_required', null],
    [{ fault: 'F19', on: { nth: 2 }, seconds: 42 }, 429, 'temporarily_unavailable', '42'],
    [{ fault: 'F19', on: { nth: 2 }, variant: '503' }, 503, 'temporarily_unavailable', '60'],
  ] as const satisfies readonly (readonly [Switch, number, string, string | null])[])('fails with %j, once', async (one, status, error, wait) => {
    const cloud = openCloud({ ...base(), faults: [one] })
    const tokens = await signedIn(cloud)
    const failed = await renew(cloud, tokens.refresh_token)
    expect([failed.status, failed.body.error, failed.headers.get('retry-after')]).toEqual([status, error, wait])
    expect((await renew(cloud, tokens.refresh_token)).status).toBe(200)
  })
})
