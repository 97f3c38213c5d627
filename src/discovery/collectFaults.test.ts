import { describe, expect, it } from 'vitest'
import type { Clock } from '../arm/clock.ts'
import type { JsonObject } from '../base/json.ts'
import { seen } from '../estate/questions.ts'
import { armId } from '../base/armId.ts'
import { objectsAt, textAt } from '../resources/accessors.ts'
import { hub } from '../simulator/scenarios/hub.ts'
import { scenarios } from '../simulator/scenarios/index.ts'
import { open } from '../simulator/scenarios/open.ts'
import { secured } from '../simulator/scenarios/secured.ts'
import { worldOf } from '../simulator/scenarios/snapshot.ts'
import { allRefused, halfRefused } from '../simulator/scenarios/variants.ts'
import type { Switch } from '../simulator/switches.ts'
import type { World } from '../simulator/world.ts'
import type { Collecting } from './collecting.ts'
import { answering, type Azure, azureOf, said } from './fixtures/azure.ts'
import { collectFrom, estateOf, snapshotIn, text } from './fixtures/collected.ts'
import type { Snapshot } from './snapshot.ts'

const workspaceId = text(open['workspaceId'])
const subscription = workspaceId.split('/').slice(0, 3).join('/')
const computes = 'Microsoft.MachineLearningServices/workspaces/computes'
const of = (file: JsonObject, change: (world: World) => Partial<World> = () => ({})) => (clock: Clock): World => {
  const world = worldOf(file, clock)
  return { ...world, ...change(world) }
}
const faulty = (...faults: readonly Switch[]) => of(open, () => ({ faults }))
const snapshotFrom = async (azure: Azure): Promise<Snapshot> => snapshotIn(await collectFrom(azure, { workspaceId }))
const told = ({ refused }: Snapshot): readonly string[] => refused.map(({ id, type, status, code }) => `${id.split('/').at(-1)} ${type ?? ''} ${status} ${code}`)

describe('what could not be read', () => {
  it('is told, read by read, and the rest is there', async () => {
    const snapshot = await snapshotFrom(azureOf(of(secured, (world) => ({ refused: halfRefused(world).refused }))))
    const closed = halfRefused(of(secured)({ now: () => 0, sleep: () => Promise.resolve() })).refused.map(({ id }) => id)
    expect(snapshot.refused.every(({ status, code }) => status === 403 && code === 'AuthorizationFailed')).toBe(true)
    expect(snapshot.refused.every(({ id }) => closed.includes(id))).toBe(true)
    expect(told(snapshot)).toContain('stdemand  403 AuthorizationFailed')
    expect(told(snapshot)).toContain('privatelink.vaultcore.azure.net Microsoft.Network/privateDnsZones/A 403 AuthorizationFailed')
    expect(told(snapshot)).toContain('privatelink.vaultcore.azure.net Microsoft.Network/privateDnsZones/virtualNetworkLinks 403 AuthorizationFailed')
    expect(snapshot.resources.length).toBeGreaterThan(40)
    expect(estateOf(snapshot).unread).toHaveLength(snapshot.refused.length)
  })

  it('is most of it for a caller who may read the group of the workspace alone, and nothing of it is passed over', async () => {
    const group = workspaceId.split('/providers/')[0] ?? ''
    const reader = [{ actions: ['*/read'], notActions: [], dataActions: [], notDataActions: [] }]
    const snapshot = await snapshotFrom(azureOf(of(secured, () => ({ permissions: { [group]: reader }, otherwise: [] }))))
    const estate = estateOf(snapshot)
    const network = armId(`${group.replace('rg-ml', 'rg-net')}/providers/Microsoft.Network/virtualNetworks/vnet-demand`)
    expect(snapshot.resources.every(({ id }) => text(id).startsWith(`${group}/`))).toBe(true)
    expect([estate.storageAccounts.length, estate.vaults.length, estate.registries.length, estate.computes.length, estate.locks.length]).toEqual([1, 1, 1, 3, 0])
    expect(told(snapshot)).toContain('vnet-demand  403 AuthorizationFailed')
    expect(snapshot.refused.filter(({ id, type }) => /privateEndpoints\/[^/]+$/.test(id) && type === undefined)).toHaveLength(6)
    expect(['virtualNetworkGateways', 'bastionHosts', 'networkInterfaces'].filter((type) => seen(estate, `Microsoft.Network/${type}`, network))).toEqual([])
    expect(seen(estate, 'Microsoft.Authorization/locks', armId(group))).toBe(true)
    expect(seen(estate, 'Microsoft.Authorization/roleAssignments', armId(`${group}/providers/Microsoft.Storage/storageAccounts/stdemand`))).toBe(true)
  })

  it('is nothing to go on where the workspace itself is refused', async () => {
    const azure = azureOf((clock) => allRefused(worldOf(secured, clock)))
    expect(await collectFrom(azure, { workspaceId })).toMatchObject({ ok: false, failure: { is: 'denied', status: 403 } })
    // The other reads of the first wave were on their way.
    expect(azure.asked.length).toBeLessThanOrEqual(7)
  })

  it('is a hub in another directory: said, and the spoke is read', async () => {
    const other = 'c8e14b7f-2a60-4d93-a5f7-91d0b3e6c284'
    const azure = azureOf(of(hub, (world) => ({ subscriptions: world.subscriptions.map((one) => (one.id === other ? { ...one, tenantId: 'another' } : one)) })))
    const snapshot = await snapshotFrom(azure)
    expect(told(snapshot)).toContain('vnet-hub  401 InvalidAuthenticationTokenTenant')
    expect(seen(estateOf(snapshot), 'Microsoft.Network/virtualNetworkGateways', armId(`/subscriptions/${other}/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/vnet-hub`))).toBe(false)
    expect(snapshot.resources.some(({ name }) => name === 'vnet-demand')).toBe(true)
  })

  it('is a service that is gone: told as Azure tells it', async () => {
    const gone = of(open, (world) => ({ resources: world.resources.filter(({ name }) => name !== 'kv-demand') }))
    const seenStates: Collecting[] = []
    const snapshot = snapshotIn(await collectFrom(azureOf(gone), { workspaceId, report: (one) => seenStates.push(one) }))
    expect(told(snapshot)).toContain('kv-demand  404 ResourceNotFound')
    expect(seenStates.at(-1)?.readings.find(({ what }) => what === 'key vault kv-demand')).toMatchObject({ state: 'absent' })
  })

  it('is a list whose next page is on another host: its first page stays, and no request goes there', async () => {
    const azure = azureOf(faulty({ fault: 'F09', variant: 'nextLink', on: { path: '/computes' } }))
    const hosts = new Set<string>()
    const watched = azureOf(faulty({ fault: 'F09', variant: 'nextLink', on: { path: '/computes' } }), (fetch) => (request) => {
      hosts.add(new URL(request.url).host)
      return fetch(request)
    })
    const snapshot = await snapshotFrom(watched)
    expect(told(snapshot)).toEqual([`mlw-demand ${computes} 0 UnexpectedAddress`])
    expect(snapshot.resources.filter(({ id }) => text(id).includes('/computes/'))).toHaveLength(2)
    expect([...hosts]).toEqual(['management.azure.com'])
    expect(await snapshotFrom(azure)).toEqual(snapshot)
  })

  it('is a page of a gateway in the place of JSON', async () => {
    const html = answering((request) => (request.url.includes('/datastores') ? new Response('<html>proxy</html>', { headers: { 'content-type': 'text/html', 'access-control-allow-origin': '*' } }) : null))
    expect(told(await snapshotFrom(azureOf(scenarios.open, html)))).toEqual(['mlw-demand Microsoft.MachineLearningServices/workspaces/datastores 200 NotJson'])
  })

  it('is a read that nobody answered', async () => {
    const azure = azureOf(faulty({ fault: 'F01', on: { path: '/vaults/kv-demand', times: 'always' } }))
    expect(told(await snapshotFrom(azure))).toEqual(['kv-demand  0 NoAnswer'])
  })

  it('is every read of one kind that nobody answered, while the workspace still answers', async () => {
    const blocked = answering((request) => (request.url.includes('/privateDnsZones/') ? 'lost' : null))
    const states: Collecting[] = []
    const azure = azureOf(scenarios.secured, blocked)
    const snapshot = snapshotIn(await collectFrom(azure, { workspaceId, report: (one) => states.push(one) }))
    const records = snapshot.refused.filter(({ type }) => type === 'Microsoft.Network/privateDnsZones/A')
    expect(records.length).toBeGreaterThan(8)
    expect(snapshot.refused.every(({ id, status, code }) => id.includes('/privateDnsZones/') && status === 0 && code === 'NoAnswer')).toBe(true)
    expect(snapshot.resources.filter(({ type }) => type === 'Microsoft.Network/privateEndpoints')).toHaveLength(6)
    expect(azure.asked.filter(({ path }) => path === workspaceId).length).toBeGreaterThan(1)
    expect(states.at(-1)?.readings.filter(({ state }) => state === 'refused')).toHaveLength(snapshot.refused.length)
  })

  it('is nothing where lists and Resource Graph are behind: what a body names is read by its id (F46)', async () => {
    const snapshot = await snapshotFrom(azureOf(faulty({ fault: 'F46', name: 'storageAccounts/stdemand', on: { times: 'always' } })))
    expect(snapshot.resources.filter(({ name }) => name === 'stdemand')).toHaveLength(1)
    expect(snapshot.refused).toEqual([])
  })

  it('is what a workspace had that was deleted after it was read', async () => {
    const gone = answering((request) => (/workspaces\/mlw-demand\/|storageAccounts\/stdemand/.test(request.url) ? said(404, { error: { code: 'ResourceNotFound', message: 'gone' } }) : null))
    const snapshot = await snapshotFrom(azureOf(scenarios.open, gone))
    expect(told(snapshot)).toContain(`mlw-demand ${computes} 404 ResourceNotFound`)
    expect(told(snapshot)).toContain('stdemand  404 ResourceNotFound')
  })

  it('is nothing where the subscription is switched off', async () => {
    expect((await snapshotFrom(azureOf(scenarios.disabled))).refused).toEqual([])
  })
})

describe('without Resource Graph', () => {
  const refuse = answering((request) => (request.method === 'POST' ? said(403, { error: { code: 'AuthorizationFailed', message: 'no' } }) : null))

  /** As ARM answers: each subnet names the ip configurations that stand in it. */
  const naming = of(secured, (world) => {
    const standing = world.resources.flatMap((body) => objectsAt(body, 'properties.ipConfigurations').flatMap((one) => ({ id: `${text(body['id'])}/ipConfigurations/${text(one['name'])}`, subnet: textAt(one, 'properties.subnet.id') })))
    const named = (subnet: JsonObject): JsonObject => ({ ...subnet, properties: { ...(subnet['properties'] as JsonObject), ipConfigurations: standing.filter((one) => one.subnet === subnet['id']).map(({ id }) => ({ id })) } })
    const networks = (body: JsonObject): JsonObject => (body['type'] === 'Microsoft.Network/virtualNetworks' ? { ...body, properties: { ...(body['properties'] as JsonObject), subnets: objectsAt(body, 'properties.subnets').map(named) } } : body)
    return { resources: world.resources.map(networks) }
  })

  it('one name leads to the next, and it is said that there may be more', async () => {
    const snapshot = await snapshotFrom(azureOf(naming, refuse))
    const whole = await snapshotFrom(azureOf(naming))
    const ids = new Set(snapshot.resources.map(({ id }) => id))
    expect(whole.resources.filter(({ id }) => !ids.has(id)).map(({ name }) => name)).toEqual([])
    const estate = estateOf(snapshot)
    expect(['Microsoft.Network/privateEndpoints', 'Microsoft.Network/networkInterfaces', 'Microsoft.Network/bastionHosts'].filter((type) => seen(estate, type, armId(workspaceId)))).toEqual([])
    expect(new Set(snapshot.refused.map(({ id }) => id))).toEqual(new Set([subscription]))
  })

  it('that answers and shows nothing, the same is read and said', async () => {
    const blank = answering((request) => (request.method === 'POST' ? said(200, { totalRecords: 0, count: 0, resultTruncated: 'false', data: [], facets: [] }) : null))
    const states: Collecting[] = []
    const snapshot = snapshotIn(await collectFrom(azureOf(naming, blank), { workspaceId, report: (one) => states.push(one) }))
    const [refused, whole] = [await snapshotFrom(azureOf(naming, refuse)), await snapshotFrom(azureOf(naming))]
    expect(snapshot.resources).toEqual(refused.resources)
    expect(snapshot.resources).toHaveLength(whole.resources.length)
    expect(snapshot.refused.map(({ id, type }) => [id, type])).toEqual(refused.refused.map(({ id, type }) => [id, type]))
    expect(new Set(snapshot.refused.map(({ status, code }) => `${status} ${code}`))).toEqual(new Set(['200 NoRows']))
    expect(states.at(-1)?.readings.find(({ key }) => key.startsWith('graph around'))).toMatchObject({ state: 'refused' })
  })

  it('that keeps rows back the same is said', async () => {
    const cut = answering((request) => (request.method === 'POST' ? said(200, { totalRecords: 9, count: 0, resultTruncated: 'true', data: [], facets: [] }) : null))
    const snapshot = await snapshotFrom(azureOf(scenarios.open, cut))
    expect(snapshot.refused.every(({ id, status, code }) => id === subscription && status === 200 && code === 'ResultTruncated')).toBe(true)
    expect(snapshot.refused.length).toBeGreaterThan(5)
    expect(snapshot.resources.some(({ name }) => name === 'vnet-demand')).toBe(true)
  })
})

describe('what is asked otherwise', () => {
  it('is each group, where the subscription does not show its locks and roles', async () => {
    const lock = (at: string): JsonObject => ({ id: `${at}/providers/Microsoft.Authorization/locks/keep`, name: 'keep', type: 'Microsoft.Authorization/locks', properties: { level: 'CanNotDelete' } })
    const group = workspaceId.split('/providers/')[0] ?? ''
    const refused = ['locks', 'roleAssignments'].map((name) => ({ id: subscription, status: 403, code: 'AuthorizationFailed', type: `Microsoft.Authorization/${name}` }))
    const snapshot = await snapshotFrom(azureOf(of(secured, (world) => ({ refused, resources: [...world.resources, lock(group)] }))))
    expect(snapshot.refused).toEqual([])
    expect(estateOf(snapshot).locks).toHaveLength(1)
    expect(estateOf(snapshot).roleAssignments).toHaveLength(4)
  })

  it('is the outbound rules of a managed network', async () => {
    const managed = of(open, (world) => ({ resources: world.resources.map((body): JsonObject => (body['id'] === workspaceId ? { ...body, properties: { ...(body['properties'] as JsonObject), managedNetwork: { isolationMode: 'AllowOnlyApprovedOutbound' } } } : body)) }))
    const azure = azureOf(managed)
    await snapshotFrom(azure)
    expect(azure.asked.some(({ path }) => path.endsWith('/outboundRules'))).toBe(true)
  })

  it('is the right to register, where something is not registered', async () => {
    const azure = azureOf(of(open, (world) => ({ providers: { [subscription.split('/')[2] ?? '']: { 'Microsoft.Network': 'NotRegistered' } }, permissions: world.permissions })))
    expect(Object.keys((await snapshotFrom(azure)).permissions)).toContain(subscription)
  })
})

describe('what ends a collection', () => {
  it('is a text that names no resource', async () => {
    expect(await collectFrom(azureOf(scenarios.open), { workspaceId: 'mlw' })).toEqual({ ok: false, failure: { is: 'astray', why: 'path', at: 'mlw' } })
  })

  it('is a workspace that is not there', async () => {
    expect(await collectFrom(azureOf(scenarios.noWorkspace), { workspaceId })).toMatchObject({ ok: false, failure: { is: 'notFound', status: 404 } })
  })

  it('is a sign-in that has ended in the middle', async () => {
    const azure = azureOf(faulty({ fault: 'F11', on: { nth: 9, times: 'always' } }))
    expect(await collectFrom(azure, { workspaceId })).toMatchObject({ ok: false, failure: { is: 'signIn', fault: { code: 'ExpiredAuthenticationToken' } } })
  })

  it('is a network that is gone in the middle', async () => {
    const offline = answering((_, count) => (count > 9 ? 'lost' : null))
    expect(await collectFrom(azureOf(scenarios.secured, offline), { workspaceId })).toMatchObject({ ok: false, failure: { is: 'silent' } })
  })

  it.each([1, 4, 9, 20])('is the caller, after %i requests: nothing is asked any more', async (count) => {
    const stop = new AbortController()
    const azure: Azure = azureOf(scenarios.secured, answering((_, asked) => {
      if (asked === count) stop.abort()
      return null
    }))
    expect(await collectFrom(azure, { workspaceId, signal: stop.signal })).toEqual({ ok: false, failure: { is: 'stopped' } })
    expect(azure.asked.length).toBeLessThanOrEqual(count + 4)
  })

  it('is not a claims challenge that the sign-in can meet', async () => {
    expect((await snapshotFrom(azureOf(scenarios.challenged))).refused).toEqual([])
  })
})

describe('progress', () => {
  it('names what is read, and how each read ended', async () => {
    const seenStates: Collecting[] = []
    await collectFrom(azureOf(scenarios.open), { workspaceId, report: (one) => seenStates.push(one) })
    const last = seenStates.at(-1)
    expect(last?.readings.map(({ what, state, found }) => [what, state, found])).toEqual([
      ['workspace mlw-demand', 'read', 1], ['inventory around the workspace', 'read', 6], ['computes of the workspace', 'read', 2], ['datastores of the workspace', 'read', 2], ['your rights on rg-ml', 'read', null],
      ['locks in the subscription', 'read', 0], ['resource providers of the subscription', 'read', 7],
      ['storage account stdemand', 'read', 1], ['key vault kv-demand', 'read', 1], ['container registry crdemand', 'read', 1], ['Application Insights appi-demand', 'read', 1], ['virtual network vnet-demand', 'read', 1],
      ['addresses used in vnet-demand', 'read', 1], ["roles of the workspace’s identity in the subscription", 'read', 0], ['your rights on rg-net', 'read', null], ['your rights on vnet-demand', 'read', null],
    ])
    expect(seenStates[0]?.readings.every(({ state }) => state === 'waiting')).toBe(true)
    expect(Math.max(...seenStates.map(({ readings }) => readings.filter(({ state }) => state === 'reading').length))).toBe(4)
    expect(last?.requests).toBe(16)
  })
})
