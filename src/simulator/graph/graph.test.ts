import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../base/json.ts'
import { virtualClock } from '../clock.ts'
import { type Cloud, openCloud } from '../cloud.ts'
import { ask, type Parsed, query } from '../fixtures/asking.ts'
import { emptyWorld, type World } from '../world.ts'

const subscription = '11111111-1111-4111-8111-111111111111'
const other = '22222222-2222-4222-8222-222222222222'
const group = `/subscriptions/${subscription}/resourceGroups/RG-Net`

const resource = (type: string, name: string, more: JsonObject = {}): JsonObject => ({ id: `${group}/providers/${type}/${name}`, name: name.split('/').at(-1) ?? '', type, location: 'westeurope', tags: {}, ...more })

const account = `${group}/providers/Microsoft.Storage/storageAccounts/stone`
const bodies: readonly JsonObject[] = [
  resource('Microsoft.Storage/storageAccounts', 'stone', { kind: 'StorageV2', sku: { name: 'Standard_LRS' }, properties: { publicNetworkAccess: 'Enabled', isHnsEnabled: true } }),
  resource('Microsoft.Storage/storageAccounts', 'sttwo', { kind: 'BlobStorage', sku: { name: 'Premium_LRS' }, location: 'eastus', properties: { publicNetworkAccess: 'Disabled' } }),
  resource('Microsoft.Network/privateEndpoints', 'pe-stone', { properties: { privateLinkServiceConnections: [{ properties: { privateLinkServiceId: account, groupIds: ['blob'] } }] } }),
  resource('Microsoft.Network/privateDnsZones', 'privatelink.blob.core.windows.net', { location: 'global', properties: { numberOfRecordSets: 2 } }),
  { id: `${group}/providers/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net/virtualNetworkLinks/link`, name: 'link', location: 'global', properties: {} },
  { id: `${group}/providers/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net/A/stone`, name: 'stone', properties: { ttl: 10 } },
  { id: `${account}/providers/Microsoft.Authorization/roleAssignments/ra1`, name: 'ra1', properties: { principalId: 'p1' } },
  { id: `${group}/providers/Microsoft.Network/privateEndpoints/pe-stone/privateDnsZoneGroups/default`, name: 'default', properties: {} },
]

const world = (change: Partial<World> = {}): World => {
  const base = emptyWorld(virtualClock('2026-11-23T08:00:00Z'))
  const tenantId = base.tenants[0]?.id ?? ''
  return { ...base, subscriptions: [{ id: subscription, name: 'Production', tenantId, state: 'Enabled' }, { id: other, name: 'Elsewhere', tenantId: 'another', state: 'Enabled' }], resources: bodies, limits: { ...base.limits, graph: { size: 500, seconds: 5 } }, ...change }
}

const cloudOf = (change: Partial<World> = {}): Cloud => openCloud(world(change))
const names = async (text: string, cloud = cloudOf()): Promise<readonly string[]> => {
  const { status, body } = await query(cloud, text)
  expect([text, status, body.error]).toEqual([text, 200, undefined])
  return body.data.map((row: JsonObject) => row['name'])
}

describe('a query', () => {
  it.each([
    ["resources | where type =~ 'Microsoft.Storage/storageAccounts'", ['stone', 'sttwo']],
    ["Resources | where type == 'microsoft.storage/storageaccounts' and kind == 'StorageV2'", ['stone']],
    ["resources | where type == 'Microsoft.Storage/storageAccounts'", []],
    ["resources | where type !~ 'microsoft.storage/storageaccounts' | where location != 'global'", ['pe-stone']],
    [`resources | where id in~ ('${account.toUpperCase()}', 'x')`, ['stone']],
    [`resources | where id in ('${account.toUpperCase()}')`, []],
    ["resources | where name !in~ ('STONE', 'sttwo', 'link') | where location !in ('global')", ['pe-stone']],
    ["resources | where properties.publicNetworkAccess =~ 'disabled'", ['sttwo']],
    ["resources | where tostring(properties['publicNetworkAccess']) =~ \"enabled\" or name == 'sttwo'", ['stone', 'sttwo']],
    ["resources | where properties.isHnsEnabled == true", ['stone']],
    ['resources | where tobool(properties.isHnsEnabled)', ['stone']],
    [`resources | where properties has '${account.toLowerCase()}'`, ['pe-stone']],
    [`resources | where properties.privateLinkServiceConnections[0].properties.privateLinkServiceId =~ '${account.toLowerCase()}'`, ['pe-stone']],
    [`resources | where properties has '${account.slice(0, -1)}'`, []],
    [`resources | where properties contains '${account.slice(0, -1)}'`, ['pe-stone']],
    ["resources | where properties has_any ('blob', 'nothing')", ['pe-stone']],
    ["resources | where name startswith 'ST' and not(name endswith 'two')", ['stone']],
    ["resources | where isempty(kind) and isnotnull(properties.privateLinkServiceConnections)", ['pe-stone']],
    ["resources | where (kind =~ 'storagev2' or kind =~ 'blobstorage') and location =~ 'eastus'", ['sttwo']],
    ["// the picker's\nresources\n| where type in~ ('microsoft.network/privatednszones', 'microsoft.network/privatednszones/virtualnetworklinks')\n| order by name asc", ['link', 'privatelink.blob.core.windows.net']],
    ["resources | where type =~ 'microsoft.storage/storageaccounts' | sort by tolower(name)", ['sttwo', 'stone']],
    ["resources | order by location asc, name desc | limit 2", ['sttwo', 'privatelink.blob.core.windows.net']],
    ["resources | where type =~ 'microsoft.storage/storageaccounts' | take 1", ['stone']],
    ["where kind =~ 'StorageV2'", ['stone']],
    ['dnsresources', ['stone']],
    ['authorizationresources', ['ra1']],
    ["resourcecontainers | where type == 'microsoft.resources/subscriptions'", ['Production']],
    ["ResourceContainers | where type =~ 'microsoft.resources/subscriptions/resourcegroups' | project name", ['RG-Net']],
  ] as const)('finds with %s', async (text, expected) => {
    expect(await names(text)).toEqual(expected)
  })

  it('answers types and group names in lower case and ids as they are', async () => {
    const { body } = await query(cloudOf(), `resources | where id =~ '${account}'`)
    expect(body.data[0]).toMatchObject({ id: account, type: 'microsoft.storage/storageaccounts', resourceGroup: 'rg-net', subscriptionId: subscription, tenantId: expect.any(String), managedBy: '', zones: null })
  })

  it('computes columns and names those without a name after their path', async () => {
    const text = "resources | where name == 'stone' | extend g = strcat(resourceGroup, '/', name), parts = split(id, '/') | project id, g, properties.publicNetworkAccess, sku.name, sub = parts[2]"
    expect((await query(cloudOf(), text)).body.data).toEqual([{ id: account, g: 'rg-net/stone', properties_publicNetworkAccess: 'Enabled', sku_name: 'Standard_LRS', sub: subscription }])
  })

  it('leaves columns out, counts, and gives each value once', async () => {
    expect((await query(cloudOf(), "resources | where name == 'stone' | project id, name, kind | project-away kind")).body.data).toEqual([{ id: account, name: 'stone' }])
    expect((await query(cloudOf(), 'resources | count')).body.data).toEqual([{ Count: 5 }])
    expect((await query(cloudOf(), 'resources | distinct location')).body.data).toHaveLength(3)
  })

  it('leaves out without a word what the caller may not read', async () => {
    const reader = { actions: ['*/read'], notActions: [], dataActions: [], notDataActions: [] }
    const blind = { ...reader, notActions: ['Microsoft.Storage/*'] }
    expect(await names('resources | where type has "storage"', cloudOf({ permissions: { [group]: [blind] } }))).toEqual([])
    expect(await names('resources | where type has "storage"', cloudOf({ permissions: { [group]: [blind], [account.toUpperCase()]: [reader] } }))).toEqual(['stone'])
    expect(await names('resources | where type has "storage"', cloudOf({ refused: [{ id: account, status: 403, code: 'AuthorizationFailed' }] }))).toEqual(['sttwo'])
  })

  it('sees only the subscriptions of the directory, and of them those that it names', async () => {
    expect((await query(cloudOf(), 'resources', {}, { subscriptions: [other] })).body.totalRecords).toBe(0)
    expect((await query(cloudOf(), 'resources', {}, { subscriptions: [subscription.toUpperCase()] })).body.totalRecords).toBe(5)
  })
})

describe('pages of a query', () => {
  const all = 'resources | project id, name | order by id asc'

  it('follow each other by $skipToken and give every row once', async () => {
    const cloud = cloudOf()
    const found: string[] = []
    let token: string | null = null
    do {
      const { body }: { body: Parsed } = await query(cloud, all, { $top: 2, ...(token === null ? {} : { $skipToken: token }) })
      expect([body.totalRecords, body.count, body.resultTruncated]).toEqual([5, body.data.length, 'false'])
      found.push(...body.data.map(({ id }: { id: string }) => id))
      token = body.$skipToken ?? null
    } while (token !== null)
    expect(found).toHaveLength(5)
    expect(new Set(found).size).toBe(5)
  })

  it('are cut without a way on when the rows have no id (F80)', async () => {
    const { body } = await query(cloudOf(), 'resources | project name', { $top: 2 })
    expect([body.count, body.totalRecords, body.resultTruncated, body.$skipToken]).toEqual([2, 5, 'true', undefined])
  })

  it('are refused with the token of another query', async () => {
    const { body } = await query(cloudOf(), all, { $top: 2 })
    expect((await query(cloudOf(), 'resources | project id', { $skipToken: body.$skipToken })).status).toBe(400)
  })
})

describe('a query that is not understood', () => {
  it.each([
    ['resources | where name =~', 'ParserFailure', '<EOF>'],
    ["resources | where name ~ 'x'", 'ParserFailure', '~'],
    ["resources | parse id with *", 'ParserFailure', '*'],
    ["resources | parse id", 'InvalidQueryLanguage', 'parse'],
    ['resources | join kind=leftouter (resources) on id', 'InvalidQueryLanguage', 'join'],
    ['resources | extend x = bin(name)', 'InvalidQueryLanguage', 'bin'],
    ['securityresources', 'InvalidQueryLanguage', 'securityresources'],
    ['resources where name', 'ParserFailure', 'where'],
    ["resources | where (name == 'x'", 'ParserFailure', '<EOF>'],
  ])('is a 400 in the reported shape that names the word: %s', async (text, code, token) => {
    const { status, body } = await query(cloudOf(), text)
    expect([status, body.error.code, body.error.details[0].code]).toEqual([400, 'BadRequest', 'InvalidQuery'])
    expect(body.error.details[1]).toMatchObject({ code, message: code, token, line: 1 })
  })

  it.each(['resources | where nmae == "x"', 'resources | project name | where id == ""', 'resources | order by Name', 'resources | project-away x'])('names a column that is not there, even where no row is: %s', async (text) => {
    const { status, body } = await query(cloudOf({ resources: [] }), text)
    expect(status).toBe(400)
    expect(body.error.details[1].message).toMatch(/^Failed to resolve column or scalar expression named '(nmae|id|Name|x)'$/)
  })

  it('names a part of the body that it does not know', async () => {
    const cloud = cloudOf()
    expect((await query(cloud, 'resources', {}, { subscription: 'x' })).body.error.target).toBe('subscription')
    expect((await query(cloud, 'resources', { top: 5 })).body.error.target).toBe('options.top')
    expect((await query(cloud, 'resources', { $top: 5000 })).body.error.target).toBe('options')
    expect((await query(cloud, '')).body.error.target).toBe('query')
    expect((await ask(cloud, '/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01')).status).toBe(405)
  })
})
