import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../base/json.ts'
import { arm } from './client.ts'
import { connect } from './connect.ts'
import type { Answer } from './failure.ts'
import { type Asked, exposing, type Line, ORIGIN, type Profile, server } from './fixtures/script.ts'
import { START, virtualClock } from './fixtures/virtualClock.ts'

const numRuns = Number(process.env['SEEDS'] ?? 20)
const path = '/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v'
const ask = { path, apiVersion: '2024-05-01' }
const fault = (code: string): Json => ({ error: { code, message: 'm' } })
type Script = readonly Line[] | ((asked: Asked, count: number) => Line)

/** A client without policies on a scripted server. */
function bare(script: Script) {
  const clock = virtualClock()
  const azure = server(clock, script)
  return { clock, azure, client: arm(azure.fetch, clock, ORIGIN) }
}

/** A client with all policies, whose headers are shown by a profile. */
function whole(script: Script, profile: Profile = 'all') {
  const clock = virtualClock()
  const azure = server(clock, script)
  let ids = 0
  const client = connect({ fetch: exposing(profile, azure.fetch), clock, origin: ORIGIN, tokens: () => Promise.resolve({ ok: true, token: 't' }), newId: () => `id${(ids += 1)}`, run: 'run' })
  return { clock, azure, client }
}

const kindOf = (answer: Answer): string | number => (answer.ok ? answer.status : answer.failure.is)

describe('requests', () => {
  it('each verb sends what it is given, and a body only where there is one', async () => {
    const { client, azure } = bare([{ status: 200, body: {} }])
    await client.get(ask)
    await client.put({ ...ask, body: { a: 1 }, only: { ifMatch: 'W/"e"' } })
    await client.put({ ...ask, body: {}, only: 'ifAbsent' })
    await client.delete(ask)
    await client.post({ ...ask, path: `${path}/join`, query: { $expand: 'a b' } })
    expect(azure.asked.map(({ method, url, body, headers }) => [method, url.slice(ORIGIN.length), body, headers.get('content-type'), headers.get('if-match'), headers.get('if-none-match')])).toEqual([
      ['GET', `${path}?api-version=2024-05-01`, '', null, null, null],
      ['PUT', `${path}?api-version=2024-05-01`, '{"a":1}', 'application/json', 'W/"e"', null],
      ['PUT', `${path}?api-version=2024-05-01`, '{}', 'application/json', null, '*'],
      ['DELETE', `${path}?api-version=2024-05-01`, '', null, null, null],
      ['POST', `${path}/join?api-version=2024-05-01&$expand=a%20b`, '', null, null, null],
    ])
  })

  it('a path that could lead elsewhere, and a link to another origin, are never asked (F09)', async () => {
    const { client, azure } = bare([{ status: 200 }])
    expect(await client.get({ ...ask, path: '/subscriptions/../x' })).toEqual({ ok: false, failure: { is: 'astray', why: 'path', at: '/subscriptions/../x' } })
    expect(await client.follow('https://evil.example/next')).toEqual({ ok: false, failure: { is: 'astray', why: 'origin', at: 'https://evil.example' } })
    expect(azure.asked.length).toBe(0)
  })
})

describe('answers', () => {
  it.each<[string, Line, number | string, number | string]>([
    ['200', { status: 200, body: { a: 1 } }, 200, 200],
    ['an empty body of plain text (F24)', { status: 202, body: '', headers: { 'content-type': 'text/plain' } }, 202, 202],
    ['204', { status: 204 }, 204, 204],
    ['no answer (F01, F02)', 'lost', 'silent', 'ambiguous'],
    ['a redirect (F09)', { status: 307, headers: { location: 'https://evil.example/' } }, 'astray', 'astray'],
    ['400 (F47)', { status: 400, body: fault('InvalidApiVersionParameter') }, 'unexpected', 'unexpected'],
    ['401 (F10)', { status: 401, body: fault('InvalidAuthenticationToken') }, 'signIn', 'signIn'],
    ['403 (F48)', { status: 403, body: fault('AuthorizationFailed') }, 'denied', 'denied'],
    ['404 (F45)', { status: 404, body: fault('SubscriptionNotFound') }, 'notFound', 'notFound'],
    ['408 (F06)', { status: 408 }, 'unexpected', 'ambiguous'],
    ['409 (F41)', { status: 409, body: fault('Conflict') }, 'conflict', 'conflict'],
    ['409 of another operation (F36)', { status: 409, body: fault('AnotherOperationInProgress') }, 'busy', 'busy'],
    ['409 of a lock (F54)', { status: 409, body: fault('ScopeLocked') }, 'conflict', 'conflict'],
    ['409 of an unregistered provider (F55)', { status: 409, body: fault('MissingSubscriptionRegistration') }, 'conflict', 'conflict'],
    ['412 without an envelope (F38)', { status: 412, body: { code: 'PreconditionFailed', message: 'm' } }, 'stale', 'stale'],
    ['429 (F20)', { status: 429, body: fault('TooManyRequests') }, 'throttled', 'throttled'],
    ['429 that means busy (F23)', { status: 429, body: fault('RetryableError') }, 'busy', 'busy'],
    ['500 (F04)', { status: 500, body: fault('InternalServerError'), headers: { location: `${ORIGIN}/ignored` } }, 'unexpected', 'ambiguous'],
    ['502 with HTML (F05)', { status: 502, body: '<html>' }, 'unexpected', 'ambiguous'],
    ['504 (F03)', { status: 504, body: fault('GatewayTimeout') }, 'unexpected', 'ambiguous'],
    ['200 with HTML', { status: 200, body: '<html>' }, 'unexpected', 'ambiguous'],
  ])('%s is a value, to a read and to a write', async (_, line, read, written) => {
    const { client } = bare([line])
    expect([kindOf(await client.get(ask)), kindOf(await client.put({ ...ask, body: {} }))]).toEqual([read, written])
  })

  it('a refusal has its ground, its code and the ids to quote', async () => {
    const { client } = bare([{ status: 403, body: fault('AuthorizationFailed'), headers: { 'x-ms-request-id': 'r', 'x-ms-correlation-request-id': 'c' } }])
    expect(await client.get(ask)).toMatchObject({ ok: false, failure: { is: 'denied', by: 'rights', status: 403, fault: { code: 'AuthorizationFailed' }, ids: { request: 'r', correlation: 'c', sent: null } } })
  })

  it('a refusal for too many requests says until when, if anything does', async () => {
    const { client } = bare([{ status: 429, headers: { 'retry-after': '30' } }, { status: 429 }])
    expect([await client.get(ask), await client.get(ask)]).toMatchObject([{ failure: { until: START + 30_000 } }, { failure: { until: null } }])
  })

  it('a challenge passes its claims and tenant on (F12, F18)', async () => {
    const { client } = bare([{ status: 401, headers: { 'www-authenticate': `Bearer authorization_uri="https://login.microsoftonline.com/tid", claims="${btoa('{"a":1}')}"` } }])
    expect(await client.get(ask)).toMatchObject({ failure: { is: 'signIn', claims: '{"a":1}', tenant: 'tid' } })
  })

  it('deleting what is not there is done; a missing subscription is not (section 4)', async () => {
    for (const [code, result] of [['ResourceGroupNotFound', 404], ['ResourceNotFound', 404], ['SubscriptionNotFound', 'notFound'], ['InvalidResourceType', 'notFound']] as const) {
      expect([code, kindOf(await bare([{ status: 404, body: fault(code) }]).client.delete(ask))]).toEqual([code, result])
    }
  })

  it('a stopped read is stopped; a stopped write may have happened', async () => {
    const { client, clock } = bare([{ status: 200, takes: 60_000 }])
    const stop = new AbortController()
    void clock.sleep(1000).then(() => stop.abort())
    const [read, written] = await Promise.all([client.get({ ...ask, signal: stop.signal }), client.put({ ...ask, body: {}, signal: stop.signal })])
    expect([kindOf(read), kindOf(written), clock.now() - START]).toEqual(['stopped', 'ambiguous', 1000])
    expect(kindOf(await client.get({ ...ask, signal: stop.signal }))).toBe('stopped')
  })

  it('a mistake of our own is no answer of Azure', async () => {
    const broken = arm(() => Promise.reject(new RangeError('ours')), virtualClock(), ORIGIN)
    await expect(broken.get(ask)).rejects.toThrow('ours')
  })
})

describe('lists', () => {
  const next = `${ORIGIN}:443/subscriptions/s/list?api-version=1&$skiptoken=a%2Bb%3D`

  it('links are followed verbatim to the end, empty pages and empty links included', async () => {
    const { client, azure } = bare([{ status: 200, body: { value: [1], nextLink: next } }, { status: 200, body: { value: [], nextLink: `${ORIGIN}/c` } }, { status: 200, body: { value: [2], nextLink: '' } }])
    expect(await client.list(ask)).toEqual({ ok: true, items: [1, 2] })
    expect(azure.asked.map(({ url }) => url)).toEqual([`${ORIGIN}${path}?api-version=2024-05-01`, next.replace(':443', ''), `${ORIGIN}/c`])
  })

  it.each<[string, Line, object, number]>([
    ['a link to a foreign host (F09)', { status: 200, body: { value: [2], nextLink: 'https://evil.example/n' } }, { is: 'astray', why: 'origin', at: 'https://evil.example' }, 2],
    ['a circle', { status: 200, body: { value: [2], nextLink: next } }, { is: 'astray', why: 'endless' }, 2],
    ['a refused page', { status: 403, body: fault('AuthorizationFailed') }, { is: 'denied' }, 2],
    ['a page that is no list', { status: 200, body: { value: 'x' } }, { is: 'unexpected', status: 200 }, 2],
  ])('%s ends the list, and what came before is kept', async (_, line, failure, requests) => {
    const { client, azure } = bare([{ status: 200, body: { value: [1], nextLink: next } }, line])
    const found = await client.list(ask)
    expect(found).toMatchObject({ ok: false, failure })
    expect([found.items[0], azure.asked.length]).toEqual([1, requests])
  })

  it('pages come one by one, and nobody asks for more than is wanted', async () => {
    const { client, azure } = bare([{ status: 200, body: { value: [1], nextLink: next } }])
    for await (const page of client.pages(ask)) {
      expect(page).toMatchObject({ ok: true, items: [1] })
      break
    }
    expect(azure.asked.length).toBe(1)
  })

  it('any split into pages gives the same list', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.array(fc.integer(), { maxLength: 5 }), { minLength: 1, maxLength: 8 }), async (split) => {
      const { client } = bare((_, count) => ({ status: 200, body: { value: split[count - 1] ?? [], ...(count < split.length ? { nextLink: `${ORIGIN}/p?n=${count}` } : { nextLink: null }) } }))
      expect(await client.list(ask)).toEqual({ ok: true, items: split.flat() })
    }), { numRuns })
  })
})

describe('Resource Graph', () => {
  const query = { query: 'resources | order by id asc', apiVersion: '2021-03-01', subscriptions: ['s'] }
  const page = (rows: readonly Json[], more: object = {}): Line => ({ status: 200, body: { totalRecords: 3, count: rows.length, resultTruncated: 'false', data: rows, ...more } as Json })

  it('pages follow by their token', async () => {
    const { client, azure } = bare([page([1, 2], { $skipToken: 'a', resultTruncated: 'true' }), page([3])])
    expect(await client.graph(query)).toEqual({ ok: true, rows: [1, 2, 3], total: 3, cut: 'whole' })
    expect(azure.asked.map(({ body }) => JSON.parse(body) as Json)).toEqual([
      { query: query.query, options: { resultFormat: 'objectArray', $top: 1000 }, subscriptions: ['s'] },
      { query: query.query, options: { resultFormat: 'objectArray', $top: 1000, $skipToken: 'a' }, subscriptions: ['s'] },
    ])
  })

  it('rows that Azure keeps back are told', async () => {
    expect(await bare([page([1], { resultTruncated: 'true' })]).client.graph(query)).toMatchObject({ ok: true, cut: 'cut' })
    const limited: Line = { status: 200, body: { data: [1], totalRecords: 3 }, headers: { 'x-ms-tenant-subscription-limit-hit': 'true' } }
    expect(await bare([limited]).client.graph(query)).toMatchObject({ ok: true, cut: 'cut' })
  })

  it.each<[string, Line, object]>([
    ['a circle', page([2], { $skipToken: 'a' }), { is: 'astray', why: 'endless' }],
    ['a refusal', { status: 403, body: fault('AuthorizationFailed') }, { is: 'denied' }],
    ['a table in the old form', { status: 200, body: { data: { columns: [], rows: [] } } }, { is: 'unexpected' }],
    ['no answer, as for any read', 'lost', { is: 'silent' }],
  ])('%s ends it, and the rows so far stay', async (_, line, failure) => {
    const { client } = bare([page([1], { $skipToken: 'a' }), line])
    const found = await client.graph(query)
    expect(found).toMatchObject({ ok: false, failure })
    expect(found.rows[0]).toBe(1)
  })
})

describe('with all policies', () => {
  it.each<Profile>(['all', 'lro', 'none'])('throttled, failing and slow reads end in the same list when headers are shown: %s', async (profile) => {
    const { client } = whole([{ status: 429, headers: { 'retry-after': '3' } }, 'lost', { status: 503, body: '<html>' }, { status: 200, body: { value: [1], nextLink: `${ORIGIN}/n` }, takes: 30_000 }, { status: 200, body: { value: [2] } }], profile)
    expect(await client.list(ask)).toEqual({ ok: true, items: [1, 2] })
  })

  it.each<Profile>(['all', 'lro', 'none'])('a write whose answer is lost is sent once and is ambiguous, when headers are shown: %s (F02)', async (profile) => {
    for (const line of ['lost', { status: 504, body: fault('GatewayTimeout') }, { status: 500 }, { status: 408 }] as const) {
      const { client, azure } = whole([line, { status: 200 }], profile)
      expect([kindOf(await client.put({ ...ask, body: {} })), azure.asked.length]).toEqual(['ambiguous', 1])
    }
  })

  it('each attempt has its own id, and a lost one can be quoted (F08)', async () => {
    const { client, azure } = whole(['lost'])
    expect(await client.get(ask)).toEqual({ ok: false, failure: { is: 'silent', ids: { request: null, correlation: 'run', sent: 'id4' } } })
    expect(new Set(azure.asked.map(({ headers }) => headers.get('x-ms-client-request-id'))).size).toBe(4)
    const hidden = whole([{ status: 403, body: fault('AuthorizationFailed'), headers: { 'x-ms-request-id': 'r' } }], 'none')
    expect(await hidden.client.get(ask)).toMatchObject({ failure: { ids: { request: null, sent: 'id1' } } })
  })

  it('the token goes to no other origin, whatever a list says', async () => {
    const { client, azure } = whole([{ status: 200, body: { value: [], nextLink: 'https://evil.example/n' } }])
    await client.list(ask)
    expect(azure.asked.map(({ url, headers }) => [new URL(url).origin, headers.get('authorization')])).toEqual([[ORIGIN, 'Bearer t']])
  })

  it('what reaches the network follows no redirect, tells no referrer and carries no cookie', async () => {
    const clock = virtualClock()
    const seen: unknown[] = []
    const fetch = ({ redirect, referrerPolicy, credentials, cache }: Request): Promise<Response> => {
      seen.push([redirect, referrerPolicy, credentials, cache])
      return Promise.resolve(new Response(null, { status: 204 }))
    }
    const client = connect({ fetch, clock, origin: ORIGIN, tokens: () => Promise.resolve({ ok: true, token: 't' }), newId: () => 'i', run: 'run' })
    await client.get(ask)
    await client.put({ ...ask, body: {} })
    expect(seen).toEqual([['manual', 'no-referrer', 'omit', 'no-store'], ['manual', 'no-referrer', 'omit', 'no-store']])
  })

  it('no failure holds a token', async () => {
    for (const line of ['lost', { status: 401 }, { status: 403 }, { status: 429, headers: { 'retry-after': '9999' } }] as const) {
      expect(JSON.stringify(await whole([line]).client.get(ask))).not.toContain('Bearer t')
    }
  })
})
