import { describe, expect, it } from 'vitest'
import { type Line, ORIGIN, server } from '../fixtures/script.ts'
import { virtualClock } from '../fixtures/virtualClock.ts'
import { bearer, type Token, type TokenAsk } from './bearer.ts'

const claims = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}'
const challenge = (error: string): Line => ({ status: 401, body: { error: { code: 'AuthenticationFailed', message: 'm' } }, headers: { 'www-authenticate': `Bearer realm="", error="${error}", claims="${btoa(claims)}"` } })
const refusal = (code: string): Line => ({ status: 401, body: { error: { code, message: 'm' } } })
const put = (): Request => new Request(`${ORIGIN}/x`, { method: 'PUT', body: '{"a":1}' })

/** A sign-in that numbers its tokens and keeps each until another one is asked of the issuer, or says no to some demands. */
function signIn(refuses: (ask: TokenAsk) => boolean = () => false) {
  const asks: TokenAsk[] = []
  let count = 1
  const tokens = (ask: TokenAsk): Promise<Token> => {
    asks.push(ask)
    if (refuses(ask)) return Promise.resolve({ ok: false, code: 'interaction_required' })
    if (ask.from === 'issuer') count += 1
    return Promise.resolve({ ok: true, token: `t${count}` })
  }
  return { asks, tokens }
}

async function run(script: readonly Line[], refuses?: (ask: TokenAsk) => boolean) {
  const azure = server(virtualClock(), script)
  const { asks, tokens } = signIn(refuses)
  const fetch = bearer(tokens)(azure.fetch)
  const answer = await fetch(put())
  return { azure, asks, fetch, answer, tokens: azure.asked.map(({ headers }) => headers.get('authorization')) }
}

it('every request carries a token that was asked for it', async () => {
  const { tokens, asks, answer } = await run([{ status: 200 }])
  expect([tokens, asks, answer.status]).toEqual([['Bearer t1'], [{ claims: null, from: 'store' }], 200])
})

describe('a 401 is answered once', () => {
  it.each(['insufficient_claims', 'invalid_token'])('with the claims that it demands, whatever its error says: %s (F12, F13)', async (error) => {
    const { tokens, asks, answer, azure } = await run([challenge(error), { status: 200 }])
    expect([tokens, asks[1], answer.status]).toEqual([['Bearer t1', 'Bearer t2'], { claims, from: 'issuer' }, 200])
    expect(azure.asked.map(({ body }) => body)).toEqual(['{"a":1}', '{"a":1}'])
  })

  it.each(['ExpiredAuthenticationToken', 'InvalidAuthenticationToken', 'AuthenticationFailed'])('with a new token where no claims can be read: %s (F10, F11, F15)', async (code) => {
    const { tokens, asks, answer } = await run([refusal(code), { status: 200 }])
    expect([tokens, asks.at(-1), answer.status]).toEqual([['Bearer t1', 'Bearer t2'], { claims: null, from: 'issuer' }, 200])
  })

  it.each<Line>([challenge('insufficient_claims'), refusal('ExpiredAuthenticationToken')])('and never a second time', async (line) => {
    const { azure, answer } = await run([line])
    expect([azure.asked.length, answer.status]).toEqual([2, 401])
  })

  it('not at all when the token is of another tenant: nobody is moved silently (F18)', async () => {
    const { azure, asks, answer } = await run([refusal('InvalidAuthenticationTokenTenant')])
    expect([azure.asked.length, asks.length, answer.status, answer.bodyUsed]).toEqual([1, 1, 401, false])
  })
})

it('claims that need a person are kept, and the old token is not played again (F12, F16)', async () => {
  let signedIn = false
  const { azure, asks, fetch, answer } = await run([challenge('insufficient_claims'), { status: 200 }], (ask) => ask.claims !== null && !signedIn)
  expect([answer.status, answer.headers.get('www-authenticate')?.includes('claims=')]).toEqual([401, true])
  const second = await fetch(put())
  expect([second.status, azure.asked.length, second.headers.get('www-authenticate')]).toEqual([401, 1, `Bearer claims="${btoa(claims)}"`])
  signedIn = true
  expect((await fetch(put())).status).toBe(200)
  expect(asks.slice(1).map((ask) => ask.claims)).toEqual([claims, claims, claims])
  await fetch(put())
  expect(asks.at(-1)).toEqual({ claims: null, from: 'store' })
})

it('without any token nothing is sent', async () => {
  const { azure, answer } = await run([{ status: 200 }], () => true)
  expect([azure.asked.length, answer.status, await answer.json()]).toEqual([0, 401, { error: { code: 'interaction_required', message: '' } }])
})

it('requests that are refused together ask for one new token', async () => {
  const azure = server(virtualClock(), (_, count) => (count <= 4 ? challenge('insufficient_claims') : { status: 200 }))
  const { asks, tokens } = signIn()
  const fetch = bearer(tokens)(azure.fetch)
  const answers = await Promise.all([put(), put(), put(), put()].map((one) => fetch(one)))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(asks.filter((ask) => ask.claims !== null).length).toBe(1)
})

it('a 401 that comes after the token was renewed is answered with the renewed one, and asks for no other (F10)', async () => {
  const clock = virtualClock()
  const azure = server(clock, ({ headers, url }) => (headers.get('authorization') === 'Bearer old' ? { status: 401, body: { error: { code: 'ExpiredAuthenticationToken', message: 'm' } }, takes: url.endsWith('slow') ? 120 : 5 } : { status: 200 }))
  let [kept, renewals] = ['old', 0]
  // As the Azure CLI: what it gives a second time is no newer.
  const fetch = bearer(async ({ from }) => {
    if (from === 'store') return { ok: true, token: kept }
    await clock.sleep(30)
    renewals += 1
    if (kept === 'new') return { ok: false, code: 'TokenNotRenewed' }
    kept = 'new'
    return { ok: true, token: kept }
  })(azure.fetch)
  const answers = await Promise.all(['fast', 'slow'].map((path) => fetch(new Request(`${ORIGIN}/${path}`))))
  expect([answers.map(({ status }) => status), renewals]).toEqual([[200, 200], 1])
})
