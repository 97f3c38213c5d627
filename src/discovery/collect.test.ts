import { describe, expect, it } from 'vitest'
import type { Clock } from '../arm/clock.ts'
import type { JsonObject } from '../base/json.ts'
import type { Estate } from '../estate/estate.ts'
import { hub as hubEstate } from '../estate/fixtures/hub.ts'
import { open as openEstate } from '../estate/fixtures/open.ts'
import { secured as securedEstate } from '../estate/fixtures/secured.ts'
import { estates } from '../simulator/fixtures/asking.ts'
import { network, placed, reference } from '../simulator/scenarios/bodies.ts'
import { hub } from '../simulator/scenarios/hub.ts'
import { scenarios } from '../simulator/scenarios/index.ts'
import { open } from '../simulator/scenarios/open.ts'
import { secured } from '../simulator/scenarios/secured.ts'
import { worldOf } from '../simulator/scenarios/snapshot.ts'
import { hiddenHeaders, many, slow, throttled } from '../simulator/scenarios/variants.ts'
import type { World } from '../simulator/world.ts'
import { azureOf, inWaves } from './fixtures/azure.ts'
import { apart, bodiesIn, collectFrom, estateOf, fromGraphIn, rightsAsIn, snapshotIn, text } from './fixtures/collected.ts'
import type { Snapshot } from './snapshot.ts'

const shared = [...estates].map(([name, file]) => [name, file as JsonObject] as const)
if (shared.length === 0) process.stdout.write('collect.test.ts: ../shared/estates is absent; its estates are not collected.\n')
const ours = [['open', open, openEstate], ['hub', hub, hubEstate], ['secured', secured, securedEstate]] as const

const workspaceIn = (file: JsonObject): string => text(file['workspaceId'])
const resourcesIn = (file: JsonObject): readonly JsonObject[] => file['resources'] as readonly JsonObject[]

async function collected(make: (clock: Clock) => World, workspaceId: string, cloud: Snapshot['cloud'] = 'AzureCloud'): Promise<Snapshot> {
  return snapshotIn(await collectFrom(azureOf(make), { workspaceId, cloud }))
}

/** What was collected beside what there is: the estate, the rights in it, and the bodies. */
function beside(snapshot: Snapshot, file: JsonObject) {
  const [got, wanted]: readonly [Estate, Estate] = [estateOf(snapshot), estateOf(file)]
  const rows = fromGraphIn(snapshot)
  return {
    got: { estate: apart(got), rights: rightsAsIn(got, wanted), bodies: bodiesIn(snapshot.resources, rows) },
    there: { estate: apart(wanted), rights: rightsAsIn(wanted, wanted), bodies: bodiesIn(resourcesIn(file), rows) },
  }
}

describe('a collected snapshot', () => {
  it.each(ours)('of the scenario %s is the estate of its name', async (_, file, estate) => {
    const got = estateOf(await collected((clock) => worldOf(file, clock), workspaceIn(file)))
    expect(apart(got)).toEqual(apart({ ...estate, cloud: 'AzureCloud' }))
  })

  it.each([...ours.map(([name, file]) => [name, file] as const), ...shared])('of %s has lost nothing and has nothing more', async (_, file) => {
    const { got, there } = beside(await collected((clock) => worldOf(file, clock), workspaceIn(file)), file)
    expect(got).toEqual(there)
  })

  it.each([...ours.map(([name, file]) => [name, file] as const), ...shared])('of %s is the same whatever headers a browser shows', async (_, file) => {
    const [all, lro, none] = await Promise.all((['all', 'lro', 'none'] as const).map((cors) => collected((clock) => hiddenHeaders(worldOf(file, clock), cors), workspaceIn(file))))
    expect(lro).toEqual(all)
    expect(none).toEqual(all)
  })

  it.each([
    ['slow', (world: World) => slow(world, 30_000)], ['throttled', throttled], ['among 3,000 others', (world: World) => many(world, { subscriptions: 50, workspaces: 3000 })],
    ['in small pages', (world: World): World => ({ ...world, pageSize: { list: 1, graph: 3 } })],
  ] as const)('is the same when Azure is %s', async (_, change) => {
    const { got, there } = beside(await collected((clock) => change(worldOf(secured, clock)), workspaceIn(secured)), secured)
    expect(got).toEqual(there)
  })

  it.each([['AzureUSGovernment', 'government'], ['AzureChinaCloud', 'china']] as const)('is whole in %s', async (cloud, name) => {
    const snapshot = await collected(scenarios[name], workspaceIn(secured), cloud)
    expect(snapshot.resources).toHaveLength(resourcesIn(secured).length)
    expect(snapshot.refused).toEqual([])
    expect(estateOf(snapshot).cloud).toBe(cloud)
  })

  it('says which version of its interface ARM was asked in, and has no secret', async () => {
    const account = resourcesIn(open).find(({ type }) => type === 'Microsoft.Storage/storageAccounts')
    const connection = { id: `${workspaceIn(open)}/datastores/keyed`, name: 'keyed', type: 'Microsoft.MachineLearningServices/workspaces/datastores', properties: { datastoreType: 'AzureBlob', accountName: 'stdemand', credentials: { credentialsType: 'ServicePrincipal', clientId: 'c', secrets: { clientSecret: 'not-for-us' } } } }
    const snapshot = await collected((clock) => worldOf({ ...open, resources: [...resourcesIn(open), connection] }, clock), workspaceIn(open))
    expect(snapshot.resources.find(({ id }) => id === account?.['id'])).toMatchObject({ apiVersion: '2025-06-01' })
    expect(snapshot.resources.some(({ name }) => name === 'keyed')).toBe(true)
    expect(JSON.stringify(snapshot)).not.toContain('not-for-us')
  })

  it('holds the vault of a customer’s key, which the workspace alone names (gaps 48)', async () => {
    const vault = resourcesIn(open).find(({ type }) => type === 'Microsoft.KeyVault/vaults')
    const keys = { ...vault, id: text(vault?.['id']).replace(/resourceGroups\/[^/]+(.*)\/[^/]+$/, 'resourceGroups/rg-keys$1/kv-keys'), name: 'kv-keys' }
    const encryption = { status: 'Enabled', keyVaultProperties: { keyVaultArmId: keys.id, keyIdentifier: 'https://kv-keys.vault.azure.net/keys/k/1' } }
    const resources = resourcesIn(open).map((body) => (body['id'] === workspaceIn(open) ? { ...body, properties: { ...(body['properties'] as JsonObject), encryption } } : body))
    const { workspace, vaults } = estateOf(await collected((clock) => worldOf({ ...open, resources: [...resources, keys] }, clock), workspaceIn(open)))
    expect(workspace.customerKey).toEqual({ vaultId: keys.id, data: 'managedGroup' })
    expect(vaults.map(({ id }) => id)).toContain(keys.id)
  })

  it('is asked for by reading alone', async () => {
    const azure = azureOf(scenarios.secured)
    await collectFrom(azure, { workspaceId: workspaceIn(secured) })
    expect(azure.asked.filter(({ method, path }) => method !== 'GET' && path !== '/providers/Microsoft.ResourceGraph/resources')).toEqual([])
  })
})

/** A workspace with ten resources around it: `open` with a security group, a zone, and an endpoint with its interface. The caller may do as `rights` say in the groups, and no more at the resources. */
function withTen(rights: 'owner' | 'contributor'): JsonObject {
  const group = workspaceIn(open).split('/providers/')[0] ?? ''
  const networks = `${group.replace('rg-ml', 'rg-net')}/providers/Microsoft.Network`
  const kept = resourcesIn(open).map((body): JsonObject => (body['type'] === 'Microsoft.Network/virtualNetworks' ? attached(body, `${networks}/networkSecurityGroups/nsg`) : body))
  const parts = resourcesIn(secured).filter(({ id }) => /pep-kv-demand|privatelink\.vaultcore|nic\.0b5e|nsg-training$/.test(text(id)) && !/pep-(?!kv)/.test(text(id)))
  const all = { actions: ['*'], notActions: [], dataActions: [], notDataActions: [] }
  const contributor = { ...all, notActions: ['Microsoft.Authorization/*/write'] }
  return { ...open, resources: [...kept, ...parts], permissions: { [group.split('/').slice(0, 3).join('/')]: [rights === 'owner' ? all : contributor] } }
}

function attached(network: JsonObject, id: string): JsonObject {
  const properties = network['properties'] as JsonObject
  const subnets = (properties['subnets'] as readonly JsonObject[]).map((subnet): JsonObject => ({ ...subnet, properties: { ...(subnet['properties'] as JsonObject), networkSecurityGroup: { id: id.replace('nsg', 'nsg-training') } } }))
  return { ...network, properties: { ...properties, subnets } }
}

const hubIn = '/subscriptions/c8e14b7f-2a60-4d93-a5f7-91d0b3e6c284'
const hubNetwork = `${hubIn}/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/vnet-hub`
const reads = { actions: ['*/read'], notActions: [], dataActions: [], notDataActions: [] }
const nothingAllowed = { ...reads, actions: [] }

/** The hub with an endpoint of it to `target`, which a third subscription or the hub's has. `rights` are those in the other subscriptions. */
function hubWithEndpoint(target: JsonObject, group: string, more: { readonly network?: string; readonly rights?: Readonly<Record<string, JsonObject>>; readonly resources?: readonly JsonObject[] } = {}): JsonObject {
  const { network = hubNetwork, rights = {}, resources = resourcesIn(hub) } = more
  const id = `${network.split('/virtualNetworks/')[0] ?? ''}/privateEndpoints/pep-shared`
  const connection = { id: `${text(target['id'])}/privateEndpointConnections/shared`, name: 'shared', properties: { privateEndpoint: { id }, privateLinkServiceConnectionState: { status: 'Approved' } } }
  const endpoint = placed(id, {
    subnet: reference(`${network}/subnets/snet-dns`), networkInterfaces: [], manualPrivateLinkServiceConnections: [], customDnsConfigs: [],
    privateLinkServiceConnections: [{ name: 'shared', properties: { privateLinkServiceId: text(target['id']), groupIds: [group], privateLinkServiceConnectionState: { status: 'Approved' } } }],
  })
  const reached = { ...target, properties: { ...(target['properties'] as JsonObject), privateEndpointConnections: [connection] } }
  const permissions = hub['permissions'] as JsonObject
  const [subscription = '', of = ''] = [text(target['id']), id].map((one) => one.split('/').slice(0, 3).join('/'))
  const readers = Object.fromEntries([subscription, of].filter((one) => permissions[one] === undefined).map((one) => [one, [reads]]))
  return { ...hub, resources: [...resources.filter((body) => body['id'] !== target['id']), reached, endpoint], permissions: { ...permissions, ...readers, ...Object.fromEntries(Object.entries(rights).map(([scope, entry]) => [scope, [entry]])) } }
}

const scopeIn = (subscription: string): JsonObject =>
  placed(`${subscription}/resourceGroups/rg-monitor/providers/Microsoft.Insights/privateLinkScopes/ampls-central`, { accessModeSettings: { queryAccessMode: 'Open', ingestionAccessMode: 'Open', exclusions: [] } }, { location: 'global' })

describe('an endpoint in a peered hub', () => {
  const third = '/subscriptions/2f6c0e1d-53b8-4a79-8c42-6e90d7f5a318'
  const collectedFrom = (file: JsonObject): Promise<Snapshot> => collected((clock) => worldOf(file, clock), workspaceIn(file))
  const named = ({ resources }: Snapshot): readonly string[] => resources.map(({ id }) => text(id).split('/').at(-1) ?? '')

  it.each([['the hub’s', hubIn], ['a third', third]])('to a scope of Azure Monitor in %s subscription is found with its scope', async (_, subscription) => {
    const file = hubWithEndpoint(scopeIn(subscription), 'azuremonitor')
    const snapshot = await collectedFrom(file)
    expect(snapshot.refused).toEqual([])
    expect(apart(estateOf(snapshot))).toEqual(apart(estateOf(file)))
  })

  it('to a scope that this account may not read is found, and the scope is said to be refused', async () => {
    const snapshot = await collectedFrom(hubWithEndpoint(scopeIn(third), 'azuremonitor', { rights: { [third]: nothingAllowed } }))
    expect(named(snapshot)).toContain('pep-shared')
    expect(snapshot.refused.filter(({ id, type }) => id.endsWith('/ampls-central') && type === undefined)).toHaveLength(1)
  })

  const account = placed(`${third}/resourceGroups/rg-shared/providers/Microsoft.Storage/storageAccounts/stshared`, { publicNetworkAccess: 'Disabled' }, { kind: 'StorageV2', sku: { name: 'Standard_LRS', tier: 'Standard' } })
  const using = resourcesIn(hub).map((body): JsonObject => (body['id'] === workspaceIn(hub) ? { ...body, properties: { ...(body['properties'] as JsonObject), storageAccount: text(account['id']) } } : body))

  it('to a service of a third subscription is found', async () => {
    const snapshot = await collectedFrom(hubWithEndpoint(account, 'blob', { resources: using }))
    expect(snapshot.refused).toEqual([])
    expect(estateOf(snapshot).endpoints).toHaveLength(1)
  })

  it('that this account may not read is asked for and said to be refused', async () => {
    const snapshot = await collectedFrom(hubWithEndpoint(account, 'blob', { resources: using, rights: { [hubIn]: nothingAllowed, [`${hubIn}/resourceGroups/rg-hub`]: nothingAllowed } }))
    expect(snapshot.refused.filter(({ id }) => id.endsWith('/pep-shared')).map(({ status, type }) => [status, type])).toEqual([[403, undefined]])
  })

  it('that is in a network joined to none of the workspace’s is read, and makes that network none of its own', async () => {
    const far = network(`${third}/resourceGroups/rg-far/providers/Microsoft.Network/virtualNetworks/vnet-far`, '10.90.0.0/16', { subnets: [] })
    const file = hubWithEndpoint(account, 'blob', { network: text(far['id']), resources: [...using, far] })
    const snapshot = await collectedFrom(file)
    expect(named(snapshot)).toContain('pep-shared')
    expect(named(snapshot)).not.toContain('vnet-far')
    expect(snapshot.refused).toEqual([])
  })
})

describe('what collecting costs', () => {
  const children = new Set(['computes', 'datastores', 'privateDnsZoneGroups', 'A', 'virtualNetworkLinks'])

  it.each([['owner', 22], ['contributor', 26]] as const)('is at most 26 requests in two waves for a workspace with ten resources around it (%s of them)', async (rights, most) => {
    const file = withTen(rights)
    const around = resourcesIn(file).filter(({ id }) => id !== workspaceIn(file) && !children.has(text(id).split('/').at(-2) ?? ''))
    expect(around).toHaveLength(10)
    const waves = inWaves()
    const azure = azureOf((clock) => worldOf(file, clock), waves.around, 'hasty')
    const snapshot = snapshotIn(await collectFrom(azure, { workspaceId: workspaceIn(file), atOnce: 100 }))
    expect(snapshot.resources).toHaveLength(resourcesIn(file).length)
    expect(waves.waves()).toHaveLength(2)
    expect(azure.asked.length).toBeLessThanOrEqual(Math.min(26, most))
  })

  it.each([...ours.map(([name, file]) => [name, file] as const), ...shared])('is two waves for %s', async (_, file) => {
    const waves = inWaves()
    const azure = azureOf((clock) => worldOf(file, clock), waves.around, 'hasty')
    const seen: number[] = []
    await collectFrom(azure, { workspaceId: workspaceIn(file), atOnce: 100, report: ({ requests }) => seen.push(requests) })
    expect(waves.waves()).toHaveLength(2)
    expect(seen.at(-1)).toBe(azure.asked.length)
  })

  /** `secured` with a vault zone that serves many: 3,000 records of others in pages of 100. `own`: whether the workspace's vault has its record among them. */
  const crowded = (own: 'there' | 'gone') => (clock: Clock): World => {
    const world = worldOf(secured, clock)
    const [zone, record] = ['privatelink.vaultcore.azure.net', 'A/kv-demand'].map((name) => world.resources.find(({ id }) => text(id).endsWith(`/${name}`)))
    if (zone === undefined || record === undefined) throw new Error('the scenario has them')
    const counted = { ...zone, properties: { ...(zone['properties'] as JsonObject), numberOfRecordSets: 3001 } }
    const others = Array.from({ length: 3000 }, (_, number): JsonObject => ({ ...record, id: text(record['id']).replace(/[^/]+$/, `a-${number}`), name: `a-${number}` }))
    const kept = world.resources.filter((body) => body !== zone && (body !== record || own === 'there'))
    return { ...world, pageSize: { list: 100, graph: 1000 }, resources: [...others, counted, ...kept] }
  }
  const zoneIs = (id: unknown): boolean => text(id as string).includes('privatelink.vaultcore.azure.net/A')

  it.each([['there', secured], ['gone', null]] as const)('is one page and the names of the endpoints found for a zone of thousands of records (the own one is %s)', async (own, same) => {
    const azure = azureOf(crowded(own))
    const snapshot = snapshotIn(await collectFrom(azure, { workspaceId: workspaceIn(secured) }))
    expect(azure.asked.filter(({ path }) => zoneIs(path)).map(({ path }) => path.split('/A').at(-1) ?? '').sort()).toEqual(['', '/kv-demand'])
    expect(snapshot.refused).toEqual([])
    expect(snapshot.resources.filter(({ id }) => zoneIs(id))).toHaveLength(same === null ? 100 : 101)
    const { records } = estateOf(snapshot)
    expect(records.filter(({ name }) => !name.startsWith('a-'))).toEqual(estateOf(secured).records.filter(({ name }) => own === 'there' || name !== 'kv-demand'))
  })

  it('is the whole list where that takes no more pages than there are names', async () => {
    const few = (clock: Clock): World => {
      const world = worldOf(secured, clock)
      const counted = (body: JsonObject): JsonObject => (body['type'] === 'Microsoft.Network/privateDnsZones' ? { ...body, properties: { ...(body['properties'] as JsonObject), numberOfRecordSets: 600 } } : body)
      return { ...world, resources: world.resources.map(counted) }
    }
    const azure = azureOf(few)
    await collectFrom(azure, { workspaceId: workspaceIn(secured) })
    expect(azure.asked.filter(({ path }) => path.includes('privatelink.monitor.azure.com/A')).map(({ path }) => path.split('/A').at(-1))).toEqual([''])
    expect(azure.asked.filter(({ path }) => zoneIs(path)).map(({ path }) => path.split('/A').at(-1) ?? '').sort()).toEqual(['', '/kv-demand'])
  })

  it('grows by few requests with many zones and endpoints', async () => {
    const azure = azureOf(scenarios.secured)
    await collectFrom(azure, { workspaceId: workspaceIn(secured) })
    expect(azure.asked.length).toBeLessThanOrEqual(50)
  })
})

