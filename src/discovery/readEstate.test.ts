import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isObject, type Json, type JsonObject } from '../base/json.ts'
import type { Body } from '../changes/change.ts'
import { textAt } from '../resources/accessors.ts'
import { anEstate } from '../estate/estate.ts'
import { bodiesAsRead, readEstate } from './readEstate.ts'
import { openSnapshot, type Snapshot } from './snapshot.ts'

const shared = join(import.meta.dirname, '..', '..', '..', 'shared')
const group = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-ml'
const workspaceId = `${group}/providers/Microsoft.MachineLearningServices/workspaces/mlw`
const accountId = `${group}/providers/Microsoft.Storage/storageAccounts/st`
const networkId = `${group}/providers/Microsoft.Network/virtualNetworks/vnet-a`
const groupId = `${group}/providers/Microsoft.Network/networkSecurityGroups/nsg-a`

const account = (properties: Body): Body => ({ id: accountId, location: 'westeurope', kind: 'StorageV2', sku: { name: 'Standard_LRS' }, properties })
const workspace: Body = { id: workspaceId, location: 'westeurope', properties: { storageAccount: accountId, keyVault: `${group}/providers/Microsoft.KeyVault/vaults/kv` } }
const network: Body = {
  id: networkId,
  properties: {
    addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
    subnets: [{ id: `${networkId}/subnets/snet-a`, properties: { addressPrefix: '10.0.0.0/24', networkSecurityGroup: { id: groupId.toLowerCase() } } }],
  },
}
const securityGroup: Body = {
  id: groupId, location: 'westeurope', properties: { securityRules: [{ name: 'r', properties: { access: 'Allow', direction: 'Outbound', priority: 100, protocol: '*' } }] },
}
const snapshot: Snapshot = {
  ringfence: 1, takenAt: '2026-11-23T08:12:41Z', cloud: 'AzureCloud', workspaceId, resources: [workspace, network, securityGroup], permissions: {}, usages: {}, providers: {}, refused: [],
}
const reversed = ({ resources, ...rest }: Snapshot): Snapshot => ({ ...rest, resources: resources.toReversed() })

describe('readEstate', () => {
  it('reads children inside their parents, gives ids one spelling, and sorts', () => {
    const estate = readEstate(snapshot)
    expect(estate.subnets.map(({ id, securityGroupId }) => [id, securityGroupId])).toEqual([[`${networkId}/subnets/snet-a`, groupId]])
    expect(estate.securityRules.map(({ id }) => id)).toEqual([`${groupId}/securityRules/r`])
    expect(readEstate(reversed(snapshot))).toEqual(estate)
    expect(anEstate.safeParse(estate).error).toBeUndefined()
  })

  it('takes computes and datastores of its own workspace only, whatever the letters of their ids', () => {
    const other = `${group}/providers/Microsoft.MachineLearningServices/workspaces/mlw-other`
    const clusterOf = (id: string): Body => ({ id: `${id}/computes/cpu`, location: 'westeurope', properties: { computeType: 'AmlCompute', properties: { vmSize: 'STANDARD_DS3_V2' } } })
    const storeOf = (id: string): Body => ({ id: `${id}/datastores/data`, properties: { datastoreType: 'AzureBlob', accountName: 'st' } })
    const own = workspaceId.replace('/workspaces/', '/Workspaces/')
    const estate = readEstate({ ...snapshot, resources: [...snapshot.resources, clusterOf(other), storeOf(other), clusterOf(own), storeOf(own)] })
    expect([estate.computes.length, estate.datastores.length]).toEqual([1, 1])
    expect([...estate.computes, ...estate.datastores].filter(({ id }) => id.includes('mlw-other'))).toEqual([])
  })

  it('tells of an account which other workspaces work with it as their own', () => {
    const other = { ...workspace, id: workspaceId.replace(/mlw$/, 'mlw-other'), properties: { ...(isObject(workspace['properties']) ? workspace['properties'] : {}), tenantId: 't' } }
    const elsewhere = { ...other, id: workspaceId.replace(/mlw$/, 'mlw-far'), properties: { ...other.properties, storageAccount: `${accountId}2` } }
    const usersIn = (...more: readonly Body[]) => readEstate({ ...snapshot, resources: [...snapshot.resources.filter(({ id }) => id !== accountId), account({}), ...more] }).storageAccounts.map(({ usedBy }) => usedBy)
    expect([usersIn(), usersIn(elsewhere), usersIn(other, elsewhere)]).toEqual([[undefined], [undefined], [[{ tenantId: 't', resourceId: other.id }]]])
  })

  it('lists what was refused and what it does not understand as unread', () => {
    const odd: Body = { id: `${groupId}/securityRules/odd`, properties: { access: 'Perhaps' } }
    const listed: Body = { id: accountId, name: 'st', type: 'Microsoft.Storage/storageAccounts' }
    const estate = readEstate({
      ...snapshot, resources: [...snapshot.resources, odd, listed], refused: [{ id: group.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions'), status: 403, code: 'AuthorizationFailed', type: 'Microsoft.Network/privateEndpoints' }],
    })
    expect(estate.unread.map(({ type, status, code }) => [type, status, code])).toEqual([
      ['Microsoft.Network/privateEndpoints', 403, 'AuthorizationFailed'], [null, 200, 'Unreadable'], [null, 200, 'Unreadable'],
    ])
    expect(estate.unread.slice(1).map(({ id }) => id)).toEqual([odd['id'], accountId])
    expect(estate.storageAccounts).toEqual([])
  })

  it('leaves what is only referred to absent', () => {
    const estate = readEstate(snapshot)
    expect(estate.workspace.storageAccountId).toBe(accountId)
    expect(estate.storageAccounts).toEqual([])
    expect(estate.unread).toEqual([])
  })

  it('names the managed parts that it does not understand', () => {
    const understood = account({ publicNetworkAccess: 'Enabled', networkAcls: { defaultAction: 'deny', bypass: 'Logging, AzureServices', ipRules: [{ value: '203.0.113.7', action: 'Allow' }], virtualNetworkRules: [] } })
    const not = account({ publicNetworkAccess: 'SecuredByPerimeter' })
    expect(readEstate({ ...snapshot, resources: [workspace, understood] }).unknownParts).toEqual([])
    expect(readEstate({ ...snapshot, resources: [workspace, not] }).unknownParts).toEqual([{ id: accountId, path: 'properties.publicNetworkAccess' }])
  })

  it('counts the types that it does not read, and what lies outside subscriptions', () => {
    const circuit = (name: string, type: string): Body => ({ id: `${group}/providers/${type}/${name}`, properties: {} })
    const inherited: Body = { id: '/providers/Microsoft.Management/managementGroups/mg/providers/Microsoft.Authorization/roleAssignments/x', type: 'Microsoft.Authorization/roleAssignments', properties: {} }
    const resources = [workspace, circuit('a', 'Microsoft.Network/expressRouteCircuits'), circuit('b', 'microsoft.network/expressroutecircuits'), inherited]
    expect(readEstate({ ...snapshot, resources }).otherTypes).toEqual([
      { type: 'Microsoft.Authorization/roleAssignments', count: 1 }, { type: 'Microsoft.Network/expressRouteCircuits', count: 2 },
    ])
  })

  it('leaves out the interface of a private endpoint', () => {
    const nic: Body = { id: `${group}/providers/Microsoft.Network/networkInterfaces/nic`, properties: { privateEndpoint: { id: `${group}/providers/Microsoft.Network/privateEndpoints/pe` } } }
    const estate = readEstate({ ...snapshot, resources: [workspace, nic] })
    expect([estate.interfaces, estate.unread, estate.otherTypes]).toEqual([[], [], []])
  })

  it('maps rights, addresses in use and registrations', () => {
    const estate = readEstate({
      ...snapshot,
      permissions: { [group]: [{ actions: ['*'], notActions: ['x/write'], dataActions: [] }] },
      usages: { [networkId]: [{ id: `${networkId}/subnets/SNET-A`, currentValue: 3, limit: 251 }] },
      providers: { '11111111-1111-1111-1111-111111111111': { 'Microsoft.Network': 'Registered', 'Microsoft.Compute': 'Unregistered', 'Microsoft.Storage': 'Registering' } },
    })
    expect(estate.permissions).toEqual([{ scope: group, entries: [{ actions: ['*'], notActions: ['x/write'] }] }])
    expect(estate.usages).toEqual([{ subnetId: `${networkId}/subnets/snet-a`, used: 3, limit: 251 }])
    expect(estate.providers.map(({ namespace, state }) => [namespace, state])).toEqual([['Microsoft.Compute', 'notRegistered'], ['Microsoft.Network', 'registered'], ['Microsoft.Storage', 'registering']])
  })

  it('refuses a snapshot whose workspace cannot be read', () => {
    expect(() => readEstate({ ...snapshot, resources: [] })).toThrow('mlw')
  })
})

/** The places in a value, as keys from the top. */
const placesIn = (value: Json, path: readonly string[] = []): readonly (readonly string[])[] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]: readonly [string, Json]) => [[...path, key], ...placesIn(inner, [...path, key])]) : []

function bent(value: Json, [key, ...rest]: readonly string[], by: Json): Json {
  if (key === undefined) return by
  if (Array.isArray(value)) return value.map((item: Json, index) => (String(index) === key ? bent(item, rest, by) : item))
  return isObject(value) ? { ...value, [key]: bent(value[key] ?? null, rest, by) } : value
}

describe('a damaged snapshot', () => {
  it('is refused, or read into an estate that keeps its schema', () => {
    const whole: Json = JSON.parse(JSON.stringify({ ...snapshot, resources: [...snapshot.resources, account({ networkAcls: { ipRules: [{ value: '203.0.113.7' }], virtualNetworkRules: [] } })] })) as Json
    const damage = fc.tuple(fc.constantFrom(...placesIn(whole)), fc.constantFrom<Json>(null, 'x', 3, true, [], {}, [null, 1, 'a', {}], { id: 7 }, '/subscriptions/a', { properties: null }))
    fc.assert(fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
      const result = openSnapshot(JSON.stringify(damages.reduce((value, [path, by]) => bent(value, path, by), whole)))
      expect(result.ok ? anEstate.safeParse(readEstate(result.snapshot)).error : undefined).toBeUndefined()
    }))
  })
})

describe('bodiesAsRead', () => {
  it('holds every body by its key, those inside parents too, without secrets', () => {
    const connection: Body = { id: `${group}/providers/Microsoft.Network/connections/cn`, properties: { sharedKey: 'not-for-us', routingWeight: 0 } }
    const bodies = bodiesAsRead({ ...snapshot, resources: [...snapshot.resources, connection] })
    expect(bodies.get(`${networkId}/subnets/snet-a`.toLowerCase())).toMatchObject({ properties: { addressPrefix: '10.0.0.0/24' } })
    expect(bodies.get(networkId.toLowerCase())).toEqual(network)
    expect(bodies.get(`${group}/providers/Microsoft.Network/connections/cn`.toLowerCase())).toEqual({ ...connection, properties: { routingWeight: 0 } })
  })
})

const opened = (name: string): Snapshot => {
  const result = openSnapshot(readFileSync(join(shared, 'estates', name), 'utf8'))
  if (!result.ok) throw new Error(`${name}: ${result.failure.is}`)
  return result.snapshot
}
const estates = existsSync(join(shared, 'estates')) ? readdirSync(join(shared, 'estates')).filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json')) : []

describe('estates that nobody here wrote', () => {
  // One line says when they are absent.
  it.skipIf(estates.length > 0)('are absent: ../shared/estates', () => { expect(estates).toEqual([]) })

  for (const name of estates) {
    it(`${name} is read whole, in any order, and nothing managed in it is unknown`, () => {
      const file = opened(name)
      const estate = readEstate(file)
      expect(anEstate.safeParse(estate).error).toBeUndefined()
      expect(estate.unread).toHaveLength(file.refused.length)
      expect([estate.unknownParts, estate.otherTypes]).toEqual([[], []])
      expect(readEstate(reversed(file))).toEqual(estate)
    })

    it(`${name} reads the same without types and with them in capitals`, () => {
      const file = opened(name)
      const estate = readEstate(file)
      expect(readEstate({ ...file, resources: file.resources.map((body) => Object.fromEntries(Object.entries(body).filter(([key]) => key !== 'type'))) })).toEqual(estate)
      expect(readEstate({ ...file, resources: file.resources.map((body) => ({ ...body, type: (textAt(body, 'type') ?? '').toUpperCase() })) })).toEqual(estate)
    })
  }
})

/** Every body with id and properties in a recorded exchange. */
const bodiesIn = (value: Json): readonly JsonObject[] => {
  if (Array.isArray(value)) return value.flatMap(bodiesIn)
  if (!isObject(value)) return []
  return typeof value['id'] === 'string' && isObject(value['properties']) ? [value] : Object.values(value).flatMap(bodiesIn)
}
const examples = join(shared, 'azure-types', 'examples')
const recorded = existsSync(examples) ? readdirSync(examples).filter((name) => name !== 'index.json') : []

describe('recorded answers', () => {
  it.skipIf(recorded.length > 0)('are absent: ../shared/azure-types/examples', () => { expect(recorded).toEqual([]) })

  it.runIf(recorded.length > 0)('are read without a throw; what is managed in them is understood', () => {
    const bodies = recorded.flatMap((name) => bodiesIn(JSON.parse(readFileSync(join(examples, name), 'utf8')) as Json))
    const estate = readEstate({ ...snapshot, resources: [workspace, ...bodies] })
    expect(anEstate.safeParse(estate).error).toBeUndefined()
    expect(bodies.length).toBeGreaterThan(60)
    expect([estate.unread, estate.unknownParts]).toEqual([[], []])
    expect(estate.otherTypes.map(({ type }) => type)).not.toContain('Microsoft.Network/virtualNetworks')
  })
})
