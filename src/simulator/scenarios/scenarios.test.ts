import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../base/json.ts'
import { virtualClock } from '../clock.ts'
import { type Cloud, openCloud } from '../cloud.ts'
import { ask, estates, type Parsed, query, send } from '../fixtures/asking.ts'
import { emptyWorld, type World } from '../world.ts'
import { china, government } from './clouds.ts'
import { scenarios } from './index.ts'
import { worldOf } from './snapshot.ts'
import { allRefused, challenged, disabled, expiredToken, guest, halfRefused, hiddenHeaders, many, noWorkspace, slow, throttled } from './variants.ts'

const clock = (): ReturnType<typeof virtualClock> => virtualClock('2026-11-23T08:00:00Z')
const workspaces = "resources | where type =~ 'Microsoft.MachineLearningServices/workspaces' | project id, name, location, kind, subscriptionId | order by name asc"
const firstEstate = [...estates.values()][0] ?? null

describe('many', () => {
  const cloud = openCloud(many(emptyWorld(clock())))

  it('has 500 subscriptions in pages', async () => {
    const { body } = await ask(cloud, '/subscriptions?api-version=2022-12-01&$top=300')
    const rest = await ask(cloud, body.nextLink)
    expect([body.value.length, rest.body.value.length, rest.body.nextLink]).toEqual([300, 200, undefined])
  })

  it('has 10,000 workspaces of every kind, in ten pages', async () => {
    const seen = new Set<string>()
    let token: string | undefined
    let pages = 0
    do {
      const { body }: { body: Parsed } = await query(cloud, workspaces, { $top: 1000, ...(token === undefined ? {} : { $skipToken: token }) })
      for (const { id } of body.data) seen.add(id)
      expect(body.totalRecords).toBe(10_000)
      token = body.$skipToken
      pages += 1
    } while (token !== undefined)
    expect([seen.size, pages]).toEqual([10_000, 10])
    expect((await query(cloud, "resources | where kind in ('Hub', 'Project', 'FeatureStore') | distinct kind")).body.data).toHaveLength(3)
  })
})

describe('a snapshot', () => {
  it('of another form is refused', () => {
    for (const wrong of [null, 3, {}, { ringfence: 2 }]) expect(() => worldOf(wrong, clock())).toThrow('not a snapshot')
  })
})

describe.skipIf(firstEstate === null)('a variant of an estate', () => {
  const world = (): World => worldOf(firstEstate, clock())
  const workspaceId = (cloud: Cloud): Promise<string> => query(cloud, workspaces).then(({ body }) => body.data[0]?.id)
  const status = async (changed: World): Promise<number> => {
    const id = await workspaceId(openCloud(world()))
    return (await ask(openCloud(changed), `${id}?api-version=2025-06-01`)).status
  }

  it('is slow: time passes, no real time', async () => {
    const time = clock()
    await ask(openCloud(slow({ ...world(), clock: time }, 30_000)), '/subscriptions?api-version=2022-12-01')
    expect(time.now() - Date.parse('2026-11-23T08:00:00Z')).toBe(30_000)
  })

  it('is throttled after a few reads', async () => {
    const cloud = openCloud(throttled(world()))
    const statuses: number[] = []
    for (const _ of Array.from({ length: 9 })) statuses.push((await ask(cloud, '/subscriptions?api-version=2022-12-01')).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 429])
  })

  it('is refused in half of its resources, or in all', async () => {
    const half = halfRefused(world())
    expect(half.refused.length).toBe(Math.floor((world().resources.length - 1) / 2))
    expect(await status(half)).toBe(200)
    expect((await ask(openCloud(half), `${half.refused[0]?.id}?api-version=2025-06-01`)).status).toBeGreaterThanOrEqual(400)
    expect(await status(allRefused(world()))).toBe(403)
    expect((await query(openCloud(allRefused(world())), workspaces)).body.data).toEqual([])
  })

  it('hides headers, ends tokens, asks for claims, has nothing, is off, is elsewhere', async () => {
    expect((await ask(openCloud(hiddenHeaders(world())), '/subscriptions?api-version=2022-12-01')).headers.has('access-control-expose-headers')).toBe(false)
    const time = clock()
    const short = openCloud(expiredToken({ ...world(), clock: time }))
    const token = short.token()
    time.advance(60_000)
    expect((await ask(short, '/subscriptions?api-version=2022-12-01', { headers: { authorization: `Bearer ${token}` } })).status).toBe(401)
    const asked = openCloud(challenged(world(), 2))
    expect([(await ask(asked, '/subscriptions?api-version=2022-12-01')).status, (await ask(asked, '/subscriptions?api-version=2022-12-01')).status]).toEqual([200, 401])
    expect((await query(openCloud(noWorkspace(world())), workspaces)).body.data).toEqual([])
    expect((await ask(openCloud(disabled(world())), '/subscriptions?api-version=2022-12-01')).body.value[0].state).toBe('Disabled')
    const away = openCloud(guest(world()))
    expect((await ask(away, '/subscriptions?api-version=2022-12-01')).body.value).toEqual([])
    expect((await ask(away, '/tenants?api-version=2022-12-01')).body.value.map((one: JsonObject) => one['displayName'])).toEqual(['Fabrikam', 'Contoso'])
    const there = away.token({ tenantId: world().tenants[0]?.id ?? '' })
    expect((await ask(away, '/subscriptions?api-version=2022-12-01', { headers: { authorization: `Bearer ${there}` } })).body.value.length).toBeGreaterThan(0)
  })

  it.each([[government, 'https://management.usgovcloudapi.net', 'usgovcloudapi.net'], [china, 'https://management.chinacloudapi.cn', 'chinacloudapi.cn']] as const)('is in another cloud: its hosts and its names (%#)', async (move, origin, suffix) => {
    const moved = move(world())
    const text = JSON.stringify([moved.resources, moved.permissions, moved.usages, moved.refused])
    expect(text).not.toMatch(/core\.windows\.net|vaultcore\.azure\.net|azurecr\.io|api\.azureml\.ms|westeurope/)
    expect(text).toContain(suffix)
    const cloud = openCloud(moved)
    const sent = { headers: { authorization: `Bearer ${cloud.token()}` } }
    expect((await send(cloud, `${origin}/subscriptions?api-version=2022-12-01`, sent)).status).toBe(200)
    await expect(send(cloud, 'https://management.azure.com/subscriptions?api-version=2022-12-01', sent)).rejects.toThrow(TypeError)
    expect((await send(cloud, `${moved.endpoints.authority}/organizations/v2.0/.well-known/openid-configuration`)).body.token_endpoint).toBe(`${moved.endpoints.authority}/organizations/oauth2/v2.0/token`)
  })
})

describe('the scenarios by name', () => {
  it.each(Object.entries(scenarios))('%s answers who has signed in', async (_, make) => {
    const world = make(clock())
    const cloud = openCloud(world)
    const sent = { headers: { authorization: `Bearer ${cloud.token()}` } }
    const { status, body } = await send(cloud, `${world.endpoints.arm}/tenants?api-version=2022-12-01`, sent)
    expect(status).toBe(200)
    expect(body.value.length).toBe(world.accounts[0]?.tenants.length)
  })

  it('begin anew each time', () => {
    expect(scenarios.open(clock())).not.toBe(scenarios.open(clock()))
  })
})
