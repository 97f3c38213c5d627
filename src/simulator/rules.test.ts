import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../base/json.ts'
import { allows } from './arm/rights.ts'
import * as errors from './arm/errors.ts'
import { virtualClock } from './clock.ts'
import { type Cloud, openCloud } from './cloud.ts'
import { ask, type Parsed, send } from './fixtures/asking.ts'
import { routeOf } from './router.ts'
import { shapeOf } from './shapes.ts'
import { shapes } from '../../scripts/shapes.mjs'
import { readFileSync } from 'node:fs'
import { emptyWorld, type Permission, type World } from './world.ts'

const sub = '/subscriptions/11111111-1111-4111-8111-111111111111'
const group = `${sub}/resourceGroups/rg`
const vnet = `${group}/providers/Microsoft.Network/virtualNetworks/v`
const account = `${group}/providers/Microsoft.Storage/storageAccounts/st`
const start = '2026-11-23T08:00:00Z'

const set = (actions: readonly string[], notActions: readonly string[] = []): Permission => ({ actions, notActions, dataActions: [], notDataActions: [] })
const assignment = (scope: string, name: string, principalId: string): JsonObject => ({ id: `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`, name, properties: { principalId, scope } })

const world = (change: Partial<World> = {}, clock = virtualClock(start)): World => {
  const base = emptyWorld(clock)
  return {
    ...base, subscriptions: [{ id: sub.slice(15), name: 'One', tenantId: base.tenants[0]?.id ?? '', state: 'Enabled' }, { id: '22222222-2222-4222-8222-222222222222', name: 'Foreign', tenantId: 'elsewhere', state: 'Enabled' }],
    resources: [{ id: vnet, name: 'v', location: 'westeurope', properties: { subnets: [{ id: `${vnet}/subnets/a`, name: 'a', properties: {} }] } }, { id: account, name: 'st', location: 'westeurope', properties: {} }], ...change,
  }
}
const cloudOf = (change: Partial<World> = {}): Cloud => openCloud(world(change))
const v = '?api-version=2025-05-01'

describe('strictness', () => {
  it.each([
    [`${vnet}`, 400, 'MissingApiVersionParameter', 'api-version'],
    [`${vnet}?api-version=2031-01-01`, 400, 'InvalidApiVersionParameter', '2031-01-01'],
    [`${group}/providers/Microsoft.Network/virtualNetwork/v${v}`, 400, 'InvalidResourceType', 'virtualnetwork'],
    [`${group}/providers/Contoso.Thing/things/v${v}`, 400, 'InvalidResourceType', 'contoso.thing/things'],
    [`${vnet}${v}&expand=x`, 400, 'InvalidQueryParameter', "'expand'"],
    [`${group}/providers/Microsoft.Network/virtualNetworks${v}&$filter2=1`, 400, 'InvalidQueryParameter', '$filter2'],
    [`${sub}/resources?api-version=2025-04-01&$filter=name eq 'x'`, 400, 'BadRequest', 'name eq'],
    [`/nowhere${v}`, 400, 'InvalidRequestUri', '/nowhere'],
    [`${sub}/resourceGroups/missing/providers/Microsoft.Network/virtualNetworks/v${v}`, 404, 'ResourceGroupNotFound', 'missing'],
    [`/subscriptions/33333333-3333-4333-8333-333333333333${'?api-version=2022-12-01'}`, 404, 'SubscriptionNotFound', '33333333'],
    [`${vnet}x${v}`, 404, 'ResourceNotFound', 'Microsoft.Network/virtualNetworks/vx'],
    [`${vnet}x/subnets${v}`, 404, 'ResourceNotFound', 'vx'],
    ['/subscriptions/22222222-2222-4222-8222-222222222222?api-version=2022-12-01', 401, 'InvalidAuthenticationTokenTenant', 'elsewhere'],
  ])('answers %s with %i %s and names what is wrong', async (path, status, code, named) => {
    const answer = await ask(cloudOf(), path)
    expect([answer.status, answer.body.error.code]).toEqual([status, code])
    expect(answer.body.error.message).toContain(named)
    expect(answer.headers.get('x-ms-failure-cause')).toBe('gateway')
  })

  it('says of each type which versions it has, as the published list does', () => {
    expect(shapeOf('microsoft.network/virtualnetworks/SUBNETS')?.type).toBe('Microsoft.Network/virtualNetworks/subnets')
    expect(shapeOf('Microsoft.ResourceGraph/resources')?.versions).toEqual(['2019-04-01', '2021-03-01', '2024-04-01'])
    expect(shapeOf('Microsoft.Network/virtualNetworks/usages')?.versions).toContain('2025-05-01')
  })

  it.each(['/subscriptions/x/../y', '/subscriptions//x', '/subscriptions/x%2Fy', '/subscriptions/%ZZ', '/providers/Microsoft.Network', '/subscriptions/x/resourceGroups/g/providers', '/x'])('reads no meaning into %s', (path) => {
    expect(routeOf(path)).toBeNull()
  })
})

describe('shapes.json', () => {
  const folder = process.env['AZURE_TYPES'] ?? new URL('../../../shared/azure-types/', import.meta.url).pathname
  it.skipIf(!hasTypes(folder))('is what scripts/shapes.mjs makes of the published list', () => {
    expect(readFileSync(new URL('shapes.json', import.meta.url), 'utf8')).toBe(shapes())
  })
})

function hasTypes(folder: string): boolean {
  try {
    return readFileSync(`${folder}/index.json`).length > 0
  } catch {
    return false
  }
}

describe('rights', () => {
  it.each([
    [[set(['*'])], 'Microsoft.Network/virtualNetworks/write', true],
    [[set(['*/read'])], 'microsoft.network/VIRTUALNETWORKS/subnets/read', true],
    [[set(['*/read'])], 'Microsoft.Network/virtualNetworks/write', false],
    [[set(['Microsoft.Network/*'])], 'Microsoft.Network/privateEndpoints/write', true],
    [[set(['*'], ['Microsoft.Authorization/*/Write'])], 'Microsoft.Authorization/roleAssignments/write', false],
    [[set(['*'], ['Microsoft.Authorization/*/Write']), set(['Microsoft.Authorization/roleAssignments/*'])], 'Microsoft.Authorization/roleAssignments/write', true],
    [[set(['Microsoft.Network/virtualNetworks/read'])], 'Microsoft.Network/virtualNetworksX/read', false],
    [[], 'Microsoft.Network/virtualNetworks/read', false],
  ])('of %j allow %s: %s', (sets, action, expected) => {
    expect(allows(sets, action)).toBe(expected)
  })

  it('stop a read with the action and the scope', async () => {
    const { status, body } = await ask(cloudOf({ permissions: { [account]: [set([])] } }), `${account}?api-version=2025-06-01`)
    expect([status, body.error.code]).toEqual([403, 'AuthorizationFailed'])
    expect(body.error.message).toContain("'microsoft.storage/storageaccounts/read'")
    expect(body.error.message).toContain(`'${account}'`)
  })

  it('of the nearest scope count', async () => {
    const cloud = cloudOf({ permissions: { [sub]: [set(['*'])], [group.toUpperCase()]: [set(['Microsoft.Network/*'])] } })
    expect((await ask(cloud, `${vnet}/subnets/a${v}`)).status).toBe(200)
    expect((await ask(cloud, `${account}?api-version=2025-06-01`)).status).toBe(403)
    expect((await ask(cloud, `${vnet}/providers/Microsoft.Authorization/permissions?api-version=2022-04-01`)).body.value).toEqual([set(['Microsoft.Network/*'])])
  })

  it('leave out of a group’s list what may not be read', async () => {
    const cloud = cloudOf({ permissions: { [vnet]: [set([])] } })
    expect((await ask(cloud, `${group}/providers/Microsoft.Network/virtualNetworks${v}`)).body).toEqual({ value: [] })
    expect((await ask(cloud, `${group}/resources?api-version=2025-04-01`)).body.value.map((one: JsonObject) => one['name'])).toEqual(['st'])
  })
})

describe('a write', () => {
  const cannot = async (change: Partial<World>, method = 'PUT', path = account): Promise<readonly [number, string]> => {
    const { status, body } = await ask(cloudOf(change), `${path}?api-version=2025-06-01`, { method, body: {} })
    return [status, body.error.code]
  }
  const owner = { otherwise: [set(['*'])] }
  const registered = { ...owner, providers: { [sub.slice(15)]: { 'Microsoft.Storage': 'Registered' } } }
  const lock = (level: string): JsonObject => ({ id: `${group}/providers/Microsoft.Authorization/locks/keep`, name: 'keep', properties: { level } })
  const { resources } = world()

  it('is stopped by rights, by a subscription that is off, by locks and by registration, in this order', async () => {
    expect(await cannot({})).toEqual([403, 'AuthorizationFailed'])
    expect(await cannot({ ...owner, subscriptions: world().subscriptions.map((one) => ({ ...one, state: 'Disabled' })) })).toEqual([409, 'ReadOnlyDisabledSubscription'])
    expect(await cannot({ ...registered, resources: [...resources, lock('ReadOnly')] })).toEqual([409, 'ScopeLocked'])
    expect(await cannot({ ...registered, resources: [...resources, lock('CanNotDelete')] }, 'DELETE')).toEqual([409, 'ScopeLocked'])
    expect(await cannot(owner)).toEqual([409, 'MissingSubscriptionRegistration'])
  })

  it('of a type that the simulator does not write is a 400 that says so', async () => {
    const policies = { ...registered, providers: { [sub.slice(15)]: { 'Microsoft.Network': 'Registered' } } }
    expect(await cannot(policies, 'PUT', `${group}/providers/Microsoft.Network/azureFirewalls/f`)).toEqual([400, 'InvalidApiVersionParameter'])
    const { status, body } = await ask(cloudOf(policies), `${group}/providers/Microsoft.Network/azureFirewalls/f?api-version=2025-05-01`, { method: 'PUT', body: {} })
    expect([status, body.error.code]).toEqual([400, 'NotSimulated'])
  })
})

describe('what sits on scopes', () => {
  const resources = [...world().resources, assignment(sub, 'above', 'p1'), assignment(group, 'here', 'p2'), assignment(account, 'below', 'p1'), assignment(vnet, 'aside', 'p3')]
  const path = `${group}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01`
  const names = async (at: string): Promise<readonly string[]> => (await ask(cloudOf({ resources }), at)).body.value.map((one: JsonObject) => one['name'])

  it('is listed at, above and below a scope, with atScope() not below, with a principal its own', async () => {
    expect(await names(path)).toEqual(['above', 'here', 'below', 'aside'])
    expect(await names(`${path}&$filter=atScope()`)).toEqual(['above', 'here'])
    expect(await names(`${path}&$filter=principalId eq 'P1'`)).toEqual(['above', 'below'])
    expect(await names(`${path}&$filter=assignedTo('p2')`)).toEqual(['here'])
    expect(await names(`${account}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=atScope()`)).toEqual(['above', 'here', 'below'])
  })

  it('is refused with a filter that is not understood, and without the right', async () => {
    expect((await ask(cloudOf({ resources }), `${path}&$filter=roleName eq 'x'`)).status).toBe(400)
    expect((await ask(cloudOf({ resources, otherwise: [set(['Microsoft.Network/*'])] }), path)).status).toBe(403)
  })

  it('is refused by type where the world says so', async () => {
    const refused = [{ id: group, status: 403, code: 'AuthorizationFailed', type: 'Microsoft.Authorization/roleAssignments' }]
    expect((await ask(cloudOf({ resources, refused }), path)).status).toBe(403)
    expect((await ask(cloudOf({ resources, refused }), `${group}?api-version=2025-04-01`)).status).toBe(200)
  })
})

describe('pages', () => {
  const zones = Array.from({ length: 7 }, (_, index) => ({ id: `${group}/providers/Microsoft.Network/privateDnsZones/z${index}`, name: `z${index}`, location: 'global', properties: {} }))
  const first = `${group}/providers/Microsoft.Network/privateDnsZones?api-version=2024-06-01`

  it('follow each other by an absolute link that keeps the query', async () => {
    const cloud = cloudOf({ resources: zones, pageSize: { list: 3, graph: 3 } })
    const found: string[] = []
    let link: string | undefined = first
    let last = ''
    while (link !== undefined) {
      const { status, body }: { status: number; body: Parsed } = await ask(cloud, link)
      expect(status).toBe(200)
      found.push(...body.value.map(({ name }: { name: string }) => name))
      link = body.nextLink
      last = link ?? last
      expect(link ?? last).toMatch(/^https:\/\/management\.azure\.com\/subscriptions\/.*[?]api-version=2024-06-01&%24skiptoken=[\w-]{300,}$/)
    }
    expect(found).toEqual(zones.map(({ name }) => name))
  })

  it('are as long as $top says, and refuse a token of another list', async () => {
    const cloud = cloudOf({ resources: zones })
    const { body } = await ask(cloud, `${first}&$top=2`)
    expect([body.value.length, typeof body.nextLink]).toEqual([2, 'string'])
    const token = new URL(body.nextLink).searchParams.get('$skiptoken') ?? ''
    expect((await ask(cloud, `${vnet.replace('/virtualNetworks/v', '/privateEndpoints')}${v}&$skiptoken=${token}`)).status).toBe(400)
    expect((await ask(cloud, `${first}&$skiptoken=${encodeURIComponent('no token')}`)).status).toBe(400)
  })

  it('are one empty page without a link where nothing is', async () => {
    expect((await ask(cloudOf(), first)).body).toEqual({ value: [] })
  })
})

describe('throttling', () => {
  const limits = { ...world().limits, read: { size: 3, perSecond: 1 }, retryAfter: 5 }

  it('counts down, refuses with Retry-After, and makes whoever comes early wait longer', async () => {
    const clock = virtualClock(start)
    const cloud = openCloud(world({ limits, tokens: { seconds: 3600, refreshSeconds: 3600, check: 'any' } }, clock))
    const read = (): ReturnType<typeof ask> => ask(cloud, `${vnet}${v}`)
    const left = [await read(), await read(), await read()].map(({ headers }) => headers.get('x-ms-ratelimit-remaining-subscription-reads'))
    expect(left).toEqual(['2', '1', '0'])
    const refused = await read()
    expect([refused.status, refused.body.error.code, refused.headers.get('retry-after'), refused.headers.get('x-ms-ratelimit-remaining-subscription-reads')]).toEqual([429, 'TooManyRequests', '5', '0'])
    clock.advance(4900)
    expect((await read()).headers.get('retry-after')).toBe('10')
    clock.advance(10_000)
    expect((await read()).status).toBe(200)
  })

  it('counts each subscription and the directory for themselves', async () => {
    const cloud = cloudOf({ limits })
    for (const _ of [1, 2, 3]) await ask(cloud, `${vnet}${v}`)
    expect((await ask(cloud, `${vnet}${v}`)).status).toBe(429)
    const { status, headers } = await ask(cloud, '/subscriptions?api-version=2022-12-01')
    expect([status, headers.get('x-ms-ratelimit-remaining-tenant-reads')]).toEqual([200, '2'])
  })

  it('counts private DNS once more', async () => {
    const cloud = cloudOf({ limits: { ...world().limits, privateDns: { size: 1, perSecond: 0.1 } } })
    const zones = `${group}/providers/Microsoft.Network/privateDnsZones?api-version=2024-06-01`
    expect((await ask(cloud, zones)).headers.get('x-ms-ratelimit-remaining-subscription-resource-requests')).toBe('0')
    expect((await ask(cloud, zones)).status).toBe(429)
    expect((await ask(cloud, `${vnet}${v}`)).status).toBe(200)
  })

  it('gives Resource Graph a window of its own', async () => {
    const clock = virtualClock(start)
    const cloud = openCloud(world({ limits: { ...world().limits, graph: { size: 2, seconds: 5 } } }, clock))
    const path = '/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01'
    const read = (): ReturnType<typeof ask> => ask(cloud, path, { method: 'POST', body: { query: 'resources' } })
    expect((await read()).headers.get('x-ms-user-quota-remaining')).toBe('1')
    await read()
    clock.advance(2000)
    const refused = await read()
    expect([refused.status, refused.headers.get('x-ms-user-quota-remaining'), refused.headers.get('x-ms-user-quota-resets-after'), refused.headers.get('retry-after')]).toEqual([429, '0', '00:00:03', null])
    clock.advance(3000)
    expect((await read()).status).toBe(200)
  })
})

describe('the eight shapes of an error', () => {
  const body = (reply: { readonly body: unknown }): unknown => reply.body
  const said = { code: 'Conflict', message: 'm' }

  it('are those of the protocol', () => {
    expect(body(errors.enveloped(409, said))).toEqual({ json: { error: said } })
    expect(body(errors.flat(412, said))).toEqual({ json: said })
    expect([errors.failedOperation(said).status, body(errors.failedOperation(said))]).toEqual([200, { json: { status: 'Failed', error: said } }])
    expect(body(errors.failedWithoutCode('/x/op', 'm'))).toEqual({ json: { id: '/x/op', name: 'op', status: 'Failed', error: { message: 'm' } } })
    expect([errors.page(503, 7).headers, body(errors.nothing(502))]).toEqual([{ 'content-type': 'text/html', 'retry-after': '7' }, null])
    expect(body(errors.capitalised(409, { ...said, target: '/x' }, '{}'))).toEqual({ json: { Error: { Code: 'Conflict', Target: null, Message: 'm', Details: [{ Code: null, Target: '/x', Message: '{}', Details: null }] } } })
    expect(body(errors.emptyError('Succeeded'))).toEqual({ json: { status: 'Succeeded', error: {} } })
  })

  it('nest messages that are documents', () => {
    const { body: { json } } = errors.nestedText(400, ['DeploymentFailed', 'Conflict', 'Leaf'], 'why') as { body: { json: Parsed } }
    const inner = JSON.parse(json.error.message)
    expect([json.error.code, inner.error.code, JSON.parse(inner.error.message).error]).toEqual(['DeploymentFailed', 'Conflict', { code: 'Leaf', message: 'why' }])
    expect(json.error.message).toContain('\r\n')
  })
})

describe('a caller', () => {
  it('needs a token, a whole one, for this resource, that has not ended', async () => {
    const clock = virtualClock(start)
    const cloud = openCloud(world({}, clock))
    const at = `https://management.azure.com${vnet}${v}`
    const codes = async (authorization: string | null): Promise<readonly unknown[]> => {
      const { status, body, headers } = await send(cloud, at, { headers: authorization === null ? {} : { authorization } })
      return [status, body.error?.code, headers.get('www-authenticate')?.includes('error="invalid_token"')]
    }
    const token = cloud.token()
    expect(await codes(null)).toEqual([401, 'AuthenticationFailed', true])
    expect(await codes('Bearer nonsense')).toEqual([401, 'InvalidAuthenticationToken', true])
    expect(await codes(`Bearer ${token}x.y`)).toEqual([401, 'InvalidAuthenticationToken', true])
    expect((await codes(`Bearer ${token}`))[0]).toBe(200)
    clock.advance(3_600_000)
    expect(await codes(`Bearer ${token}`)).toEqual([401, 'ExpiredAuthenticationToken', true])
  })

  it('has no host but those of the world', async () => {
    await expect(send(cloudOf(), 'https://elsewhere.example/x')).rejects.toThrow(TypeError)
  })
})
