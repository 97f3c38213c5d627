import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../base/json.ts'
import { fromBase64Url } from './arm/base64.ts'
import { seenFrom } from './browser.ts'
import { virtualClock } from './clock.ts'
import { type Cloud, openCloud } from './cloud.ts'
import type { Switch } from './switches.ts'
import { ask, type Parsed, query, type Read } from './fixtures/asking.ts'
import { emptyWorld, type World } from './world.ts'

const sub = '/subscriptions/11111111-1111-4111-8111-111111111111'
const group = `${sub}/resourceGroups/rg`
const account = `${group}/providers/Microsoft.Storage/storageAccounts/st`
const at = `${account}?api-version=2025-06-01`

const world = (faults: readonly Switch[], change: Partial<World> = {}): World => {
  const base = emptyWorld(virtualClock('2026-11-23T08:00:00Z'))
  return {
    ...base, otherwise: [{ actions: ['*'], notActions: [], dataActions: [], notDataActions: [] }], providers: { [sub.slice(15)]: { 'Microsoft.Storage': 'Registered' } },
    subscriptions: [{ id: sub.slice(15), name: 'One', tenantId: base.tenants[0]?.id ?? '', state: 'Enabled' }],
    resources: [{ id: account, name: 'st', location: 'westeurope', properties: {} }], faults, ...change,
  }
}
const cloudOf = (...faults: readonly Switch[]): Cloud => openCloud(world(faults))
const put = (cloud: Cloud): Promise<Read> => ask(cloud, at, { method: 'PUT', body: {} })

/** Where no header matters. */
const always = ['cache-control', 'no-cache'] as const

/** Fault, how it is asked, status, code of the body, and a header that it needs. */
const table: readonly (readonly [Switch, 'get' | 'put' | 'graph', number, string | null, readonly [string, string]])[] = [
  [{ fault: 'F03' }, 'get', 504, 'GatewayTimeout', ['x-ms-failure-cause', 'service']],
  [{ fault: 'F03' }, 'put', 504, 'GatewayTimeout', ['x-ms-failure-cause', 'service']],
  [{ fault: 'F04' }, 'get', 500, 'InternalServerError', ['x-ms-failure-cause', 'service']],
  [{ fault: 'F05', seconds: 7 }, 'get', 503, null, ['retry-after', '7']],
  [{ fault: 'F05', variant: '502' }, 'get', 502, null, ['content-type', 'text/html']],
  [{ fault: 'F05', variant: 'empty' }, 'get', 503, null, always],
  [{ fault: 'F06' }, 'get', 408, 'RequestTimeout', always],
  [{ fault: 'F08', seconds: 17 }, 'get', 429, 'TooManyRequests', ['retry-after', '17']],
  [{ fault: 'F09' }, 'get', 307, null, ['location', `https://elsewhere.example${account}`]],
  [{ fault: 'F10' }, 'get', 401, 'AuthenticationFailed', always],
  [{ fault: 'F10', variant: 'malformed' }, 'get', 401, 'InvalidAuthenticationToken', always],
  [{ fault: 'F11' }, 'get', 401, 'ExpiredAuthenticationToken', always],
  [{ fault: 'F15' }, 'get', 401, 'AuthenticationFailed', always],
  [{ fault: 'F18', name: 'other-tenant' }, 'get', 401, 'InvalidAuthenticationTokenTenant', always],
  [{ fault: 'F20', seconds: 30 }, 'put', 429, 'TooManyRequests', ['x-ms-ratelimit-remaining-subscription-writes', '0']],
  [{ fault: 'F21', seconds: 10 }, 'get', 429, 'TooManyRequests', ['x-ms-ratelimit-remaining-subscription-resource-requests', '0']],
  [{ fault: 'F22', seconds: 3 }, 'graph', 429, 'RateLimiting', ['x-ms-user-quota-resets-after', '00:00:03']],
  [{ fault: 'F23' }, 'put', 429, 'RetryableError', always],
  [{ fault: 'F23', variant: 'operation' }, 'put', 429, 'AnotherOperationInProgress', always],
  [{ fault: 'F43' }, 'get', 404, 'ResourceNotFound', ['x-ms-failure-cause', 'gateway']],
  [{ fault: 'F44' }, 'put', 404, 'ParentResourceNotFound', ['x-ms-failure-cause', 'gateway']],
  [{ fault: 'F45' }, 'get', 404, 'ResourceGroupNotFound', ['x-ms-failure-cause', 'gateway']],
  [{ fault: 'F45', variant: 'subscription' }, 'get', 404, 'SubscriptionNotFound', ['x-ms-failure-cause', 'gateway']],
  [{ fault: 'F47' }, 'get', 400, 'InvalidApiVersionParameter', ['x-ms-failure-cause', 'gateway']],
  [{ fault: 'F47', variant: 'type' }, 'get', 404, 'InvalidResourceType', ['x-ms-failure-cause', 'gateway']],
  [{ fault: 'F47', variant: 'provider' }, 'get', 409, 'NoRegisteredProviderFound', ['x-ms-failure-cause', 'gateway']],
  [{ fault: 'F48' }, 'get', 403, 'AuthorizationFailed', ['x-ms-failure-cause', 'gateway']],
  [{ fault: 'F48' }, 'graph', 403, 'AuthorizationFailed', always],
  [{ fault: 'F49' }, 'put', 403, 'LinkedAuthorizationFailed', ['x-ms-failure-cause', 'gateway']],
  [{ fault: 'F50' }, 'put', 403, 'DenyAssignmentAuthorizationFailed', always],
  [{ fault: 'F51' }, 'put', 403, 'RequestDisallowedByPolicy', ['x-ms-failure-cause', 'gateway']],
  [{ fault: 'F52' }, 'put', 400, 'InvalidTemplateDeployment', ['x-ms-failure-cause', 'gateway']],
  [{ fault: 'F52', variant: 'validation' }, 'put', 400, 'ResourceValidationFailed', ['x-ms-failure-cause', 'gateway']],
  [{ fault: 'F54' }, 'put', 409, 'ScopeLocked', ['x-ms-failure-cause', 'gateway']],
  [{ fault: 'F55' }, 'put', 409, 'MissingSubscriptionRegistration', ['x-ms-failure-cause', 'gateway']],
  [{ fault: 'F56', variant: 'cores' }, 'put', 409, 'OperationNotAllowed', always],
  [{ fault: 'F56', variant: 'count' }, 'put', 400, 'NetworkWatcherCountLimitReached', always],
  [{ fault: 'F56', variant: 'sku' }, 'put', 409, 'SkuNotAvailable', always],
  [{ fault: 'F56', variant: 'allocation' }, 'put', 409, 'AllocationFailed', always],
]

const send = { get: (cloud: Cloud) => ask(cloud, at), put, graph: (cloud: Cloud) => query(cloud, 'resources') }

describe('a fault', () => {
  it.each(table)('%j strikes a %s with %i %s, once', async (...row) => {
    const [one, how, status, code, [name, value]] = row
    const cloud = cloudOf(one)
    const struck = await send[how](cloud)
    expect([struck.status, struck.body?.error?.code ?? null]).toEqual([status, code])
    expect(struck.headers.get(name)).toBe(value)
    const again = await send[how](cloud)
    expect(again.status).toBe(how === 'put' ? 400 : 200)
  })

  it.each([['F01', 'get'], ['F01', 'graph'], ['F02', 'put']] as const)('%s loses the answer of a %s as a browser does', async (fault, how) => {
    await expect(send[how](cloudOf({ fault }))).rejects.toThrow(TypeError)
  })

  it('F56 has the recorded body without an envelope', async () => {
    expect((await put(cloudOf({ fault: 'F56' }))).body.code).toBe('QuotaExceeded')
  })

  it('names what the catalogue wants named', async () => {
    const other = `${group}/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io`
    const linked = (await put(cloudOf({ fault: 'F49', name: other }))).body.error.message
    for (const part of [account, 'microsoft.storage/storageaccounts/write', other, 'microsoft.network/privatednszones/join/action']) expect(linked).toContain(`'${part}'`)
    const busy = (await put(cloudOf({ fault: 'F23', name: other }))).body.error.details[0]
    expect([busy.code, busy.message.includes(other)]).toEqual(['ReferencedResourceNotProvisioned', true])
    expect((await put(cloudOf({ fault: 'F55' }))).body.error.message).toContain("'microsoft.storage'")
    expect((await put(cloudOf({ fault: 'F54', name: '/locks/mine' }))).body.error.message).toContain("'/locks/mine'")
    expect((await ask(cloudOf({ fault: 'F18', name: 'other-tenant' }), at)).body.error.message).toContain('other-tenant')
  })

  it('F51 has the policy, its assignment and what it compared, unless it may not be read', async () => {
    const info = async (variant?: string): Promise<Parsed> => (await put(cloudOf({ fault: 'F51', ...(variant === undefined ? {} : { variant }) }))).body.error.additionalInfo[0]
    expect((await info()).type).toBe('PolicyViolation')
    expect((await info()).info.evaluationDetails.evaluatedExpressions[0]).toMatchObject({ result: 'True', expressionKind: 'Field', operator: 'NotEquals', targetValue: 'Disabled' })
    expect((await info('noDetails')).info.evaluationDetails).toBeUndefined()
    expect((await put(cloudOf({ fault: 'F52' }))).body.error.details[0].code).toBe('RequestDisallowedByPolicy')
  })

  it('meets the request that it is about: by method, path, number and how often', async () => {
    const cloud = cloudOf({ fault: 'F04', on: { path: 'STORAGEACCOUNTS/st', nth: 2, times: 2 } }, { fault: 'F06', on: { method: 'HEAD', times: 'always' } })
    expect((await ask(cloud, `${group}?api-version=2025-04-01`)).status).toBe(200)
    const statuses: number[] = []
    for (const _ of [1, 2, 3, 4]) statuses.push((await ask(cloud, at)).status)
    expect(statuses).toEqual([200, 500, 500, 200])
    for (const _ of [1, 2, 3]) expect((await ask(cloud, `${group}?api-version=2025-04-01`, { method: 'HEAD' })).status).toBe(408)
  })

  it('is the same in every run of the same world', async () => {
    const run = async (): Promise<string> => {
      const cloud = cloudOf({ fault: 'F12', on: { nth: 2 } })
      return JSON.stringify([[...(await ask(cloud, at)).headers], [...(await ask(cloud, at)).headers]])
    }
    expect(await run()).toBe(await run())
  })

  it('F46 leaves a resource out of lists and of the inventory, while it answers by its id', async () => {
    const cloud = cloudOf({ fault: 'F46', name: 'storageAccounts/st', on: { path: '/resources', times: 2 } })
    const listed = (): Promise<Read> => ask(cloud, `${group}/resources?api-version=2025-04-01`)
    expect((await listed()).body.value).toEqual([])
    expect((await query(cloud, 'resources')).body.data).toEqual([])
    expect((await ask(cloud, at)).status).toBe(200)
    expect((await listed()).body.value).toHaveLength(1)
  })

  it('F09 puts a link to elsewhere into a page', async () => {
    const cloud = cloudOf({ fault: 'F09', variant: 'nextLink', name: 'https://thief.example' })
    const { status, body } = await ask(cloud, `${group}/resources?api-version=2025-04-01`)
    expect([status, body.value.length, body.nextLink]).toEqual([200, 1, 'https://thief.example/page/2'])
  })
})

describe('a claims challenge', () => {
  const claims = (header: string | null): JsonObject => JSON.parse(fromBase64Url(/claims="([^"]+)"/.exec(header ?? '')?.[1] ?? ''))

  it.each([
    [{ fault: 'F12' }, /^Bearer realm="", authorization_uri="https:\/\/login\.microsoftonline\.com\/common\/oauth2\/authorize", client_id="[^"]+", error="insufficient_claims", claims="[A-Za-z0-9+/]+=*"$/],
    [{ fault: 'F12', variant: 'unpadded' }, /claims="[A-Za-z0-9+/]+"$/],
    [{ fault: 'F12', variant: 'urlSafe' }, /claims="[\w-]+"$/],
    [{ fault: 'F13' }, /^Bearer authorization_uri="[^"]+", error="invalid_token", error_description="[^"]+", claims="[^"]+"$/],
    [{ fault: 'F14' }, /^Bearer .*error="insufficient_claims", claims="[^"]+", PoP realm="", nonce="[^"]+"$/],
  ] as const)('has the documented form: %j', async (one, form) => {
    const { status, headers } = await ask(cloudOf(one), at)
    expect([status, headers.get('x-ms-failure-cause')]).toEqual([401, 'gateway'])
    expect(headers.get('www-authenticate')).toMatch(form)
    expect(claims(headers.get('www-authenticate'))).toMatchObject({ access_token: { nbf: { essential: true, value: '1795420800' } } })
  })

  it('asks for a stronger sign-in when it steps up', async () => {
    expect(claims((await ask(cloudOf({ fault: 'F12', variant: 'stepUp' }), at)).headers.get('www-authenticate'))).toEqual({ access_token: { acrs: { essential: true, value: 'c1' } } })
  })

  it('stands until a token comes that was made with claims: neither the old one nor a plain new one passes', async () => {
    const cloud = cloudOf({ fault: 'F12' })
    const old = cloud.token()
    const by = async (token: string): Promise<number> => (await ask(cloud, at, { headers: { authorization: `Bearer ${token}` } })).status
    expect([await by(old), await by(old), await by(cloud.token())]).toEqual([401, 401, 401])
    expect(await by(cloud.token({ claims: '{"access_token":{"nbf":{"essential":true,"value":"1795420800"}}}' }))).toBe(200)
  })
})

describe('a page in a browser', () => {
  const page = (world_: World): Cloud => {
    const cloud = openCloud(world_)
    return { ...cloud, fetch: seenFrom('https://app.example', cloud.fetch) }
  }
  const visible = async (cors: World['cors']): Promise<readonly string[]> => [...(await ask(page(world([{ fault: 'F20', on: { method: 'PUT' } }], { cors })), at, { method: 'PUT', body: {} })).headers.keys()]

  it('reads of the headers what the profile shows', async () => {
    expect(await visible('all')).toEqual(expect.arrayContaining(['retry-after', 'x-ms-request-id', 'x-ms-ratelimit-remaining-subscription-writes']))
    for (const cors of ['lro', 'none'] as const) expect(await visible(cors)).toEqual(['cache-control', 'content-type', 'expires', 'pragma'])
  })

  it.each([{ fault: 'F07' }, { fault: 'F08' }, { fault: 'F15' }] as const)('%j hides headers under the profile that shows all', async (one) => {
    const { headers } = await ask(page(world([one])), at)
    for (const name of ['retry-after', 'www-authenticate', 'x-ms-request-id']) expect(headers.has(name)).toBe(false)
  })

  it.each([{ fault: 'F05', variant: 'unreadable' }, { fault: 'F01', variant: 'unreadable' }, { fault: 'F01' }] as const)('sees no answer at all: %j', async (one) => {
    await expect(ask(page(world([one])), at)).rejects.toThrow(TypeError)
  })

  it('may send the headers of the protocol and no others', async () => {
    const cloud = page(world([]))
    expect((await ask(cloud, at, { headers: { 'x-ms-client-request-id': '1', 'x-ms-correlation-request-id': '2', 'if-match': '*' } })).status).toBe(200)
    await expect(ask(cloud, at, { headers: { 'x-own': '1' } })).rejects.toThrow(/x-own/)
  })

  it('needs neither a token nor a version for a preflight', async () => {
    const cloud = openCloud(world([]))
    const answer = await cloud.fetch(new Request(`https://management.azure.com${account}`, { method: 'OPTIONS' }))
    expect([answer.status, answer.headers.get('access-control-allow-origin'), answer.headers.get('access-control-allow-methods')]).toEqual([204, '*', 'GET, HEAD, PUT, POST, PATCH, DELETE'])
  })
})
