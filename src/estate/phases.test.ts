import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { childId } from '../base/armId.ts'
import type { Door } from './entry.ts'
import type { Estate } from './estate.ts'
import { anyEstate } from './fixtures/arbitrary.ts'
import { ids, open, tenant } from './fixtures/open.ts'
import { secured } from './fixtures/secured.ts'
import { type Done, prepared, upTo } from './phases.ts'
import type { Vault } from './services.ts'

const [account] = open.storageAccounts
const [vault] = open.vaults
const [subnet] = open.subnets
if (account === undefined || vault === undefined || subnet === undefined) throw new Error('the fixture has one of each')

const withVault = (exposure: Vault['exposure']): Estate => ({ ...open, vaults: [{ ...vault, exposure }] })
const exposed = (current: Vault['exposure'], desired: Vault['exposure']) => prepared(withVault(current), withVault(desired)).vaults[0]?.exposure

const byId = <Some extends { readonly id: string }>(entries: readonly Some[]) => [...entries].sort((one, other) => (one.id < other.id ? -1 : 1))

describe('the prepared estate', () => {
  it('is the estate itself between two equal ones', () => {
    fc.assert(fc.property(anyEstate, (estate) => {
      const between = prepared(estate, estate)
      expect(byId(between.endpoints)).toEqual(byId(estate.endpoints))
      expect({ ...between, computes: byId(between.computes) }.workspace).toEqual(estate.workspace)
      expect(byId(between.storageAccounts)).toEqual(byId(estate.storageAccounts))
    }))
  })

  it('lies between: preparing towards it, or from it, changes nothing more', () => {
    fc.assert(fc.property(anyEstate, anyEstate, (current, desired) => {
      const between = prepared(current, desired)
      expect(prepared(current, between)).toEqual(between)
      expect(prepared(between, between)).toEqual(between)
    }))
  })

  it('takes the more open of two doors, and unknown before closed', () => {
    const workspace = (publicAccess: Door): Estate => ({ ...open, workspace: { ...open.workspace, exposure: { publicAccess } } })
    const between: readonly (readonly [current: Door, desired: Door, expected: Door])[] = [
      ['open', 'open', 'open'], ['open', 'unknown', 'open'], ['open', 'closed', 'open'],
      ['unknown', 'open', 'open'], ['unknown', 'unknown', 'unknown'], ['unknown', 'closed', 'unknown'],
      ['closed', 'open', 'open'], ['closed', 'unknown', 'unknown'], ['closed', 'closed', 'closed'],
    ]
    expect(between.map(([current, desired]) => [current, desired, prepared(workspace(current), workspace(desired)).workspace.exposure.publicAccess])).toEqual(between)
  })

  it('is never more open than both: a firewall that is opened for selected networks keeps its deny', () => {
    expect(exposed({ publicAccess: 'closed', defaultAction: 'open' }, { publicAccess: 'open', defaultAction: 'closed' })).toEqual({ publicAccess: 'open', defaultAction: 'closed' })
    expect(exposed({ publicAccess: 'open', defaultAction: 'closed' }, { publicAccess: 'closed', defaultAction: 'open' })).toEqual({ publicAccess: 'open', defaultAction: 'closed' })
    expect(exposed({ publicAccess: 'open', defaultAction: 'open' }, { publicAccess: 'closed', defaultAction: 'closed' })).toEqual({ publicAccess: 'open', defaultAction: 'open' })
  })

  it('has the exceptions of both', () => {
    const rule = (name: string) => ({ tenantId: tenant, resourceId: `${ids.group}/providers/Microsoft.Synapse/workspaces/${name}` })
    const withRules = (bypass: 'AzureServices' | 'Logging', name: string, address: string): Estate => ({
      ...open, storageAccounts: [{ ...account, exceptions: { bypass: [bypass], instances: [rule(name)], subnetIds: [], addresses: [address] } }],
    })
    expect(prepared(withRules('AzureServices', 'a', '203.0.113.1'), withRules('Logging', 'b', '203.0.113.1')).storageAccounts[0]?.exceptions)
      .toEqual({ bypass: ['AzureServices', 'Logging'], instances: [rule('a'), rule('b')], subnetIds: [], addresses: ['203.0.113.1'] })
  })

  it('drops a storage rule for a private endpoint with the first write, since storage refuses every write that holds one (STOR-41)', () => {
    const gone = { tenantId: tenant, resourceId: `${ids.networkGroup}/providers/Microsoft.Network/privateEndpoints/old` }
    const current: Estate = { ...open, storageAccounts: [{ ...account, exceptions: { ...account.exceptions, instances: [gone] } }] }
    expect(prepared(current, open).storageAccounts[0]?.exceptions.instances).toEqual([])
    expect(prepared(current, current).storageAccounts[0]?.exceptions.instances).toEqual([gone])
  })

  it('removes nothing, and puts no deny rule, group or table on what is there', () => {
    const between = prepared(open, secured)
    const training = between.subnets.find(({ id }) => id === ids.computeSubnet)
    expect(between.securityRules.filter(({ access }) => access === 'Deny')).toEqual([])
    expect(training?.securityGroupId).toBeNull()
    expect(training?.natGatewayId).not.toBeNull()
    expect(prepared(secured, open).endpoints).toEqual(byId(secured.endpoints))
  })

  it('has no new default route in a table that is there, but one in a table that is new', () => {
    const table = childId(ids.networkGroup, 'providers/Microsoft.Network/routeTables', 'rt')
    const route = { id: childId(table, 'routes', 'out'), tableId: table, prefix: '0.0.0.0/0', nextHop: 'VirtualAppliance', nextHopAddress: '10.0.0.4' } as const
    const withTable: Estate = { ...open, routeTables: [{ id: table, region: 'westeurope' }] }
    const desired: Estate = { ...withTable, routes: [route], subnets: [{ ...subnet, routeTableId: table }] }
    expect(prepared(withTable, desired).routes).toEqual([])
    expect(prepared(open, desired).routes).toEqual([route])
    expect(prepared(open, desired).subnets[0]?.routeTableId).toBeNull()
  })

  it('leaves a dead endpoint, its zone group and the links of its zones to lockdown', () => {
    const [endpoint] = secured.endpoints
    if (endpoint === undefined) throw new Error('the fixture has endpoints')
    const dead: Estate = { ...open, endpoints: [{ ...endpoint, status: 'disconnected' }], subnets: secured.subnets }
    const between = prepared(dead, secured)
    const zones = secured.zoneGroups.filter(({ endpointId }) => endpointId === endpoint.id).flatMap((group) => group.zones.map(({ zoneId }) => zoneId))
    expect(between.endpoints.find(({ id }) => id === endpoint.id)?.status).toBe('disconnected')
    expect(between.zoneGroups.filter(({ endpointId }) => endpointId === endpoint.id)).toEqual([])
    expect(zones.length).toBeGreaterThan(0)
    expect(between.zoneLinks.filter(({ zoneId }) => zones.includes(zoneId))).toEqual([])
  })

  it('creates a registry open, so that it can be filled', () => {
    const none: Estate = { ...open, registries: [] }
    expect(prepared(none, secured).registries[0]?.exposure).toEqual({ publicAccess: 'open', defaultAction: 'open' })
  })
})

describe('the estate after some changes', () => {
  const everything = (phase: 'prepare' | 'lockdown'): Done =>
    new Set([secured.workspace, ...secured.endpoints, ...secured.subnets, ...secured.storageAccounts, ...secured.vaults, ...secured.zoneGroups].map(({ id }) => `${phase}/${id}` as const))

  it('is the current one after none', () => {
    expect(upTo(open, secured, new Set()).storageAccounts).toEqual(open.storageAccounts)
    expect(upTo(open, secured, new Set()).endpoints).toEqual([])
  })

  it('has the prepared entries after prepare, and the desired ones after lockdown', () => {
    expect(upTo(open, secured, everything('prepare')).storageAccounts).toEqual(prepared(open, secured).storageAccounts)
    expect(upTo(open, secured, everything('lockdown')).vaults).toEqual(secured.vaults)
  })

  it('has the records of a zone once its zone group is there', () => {
    const [record] = secured.records
    const group = secured.zoneGroups.find(({ zones }) => zones.some(({ zoneId }) => zoneId === record?.zoneId))
    if (record === undefined || group === undefined) throw new Error('the fixture has records')
    expect(upTo(open, secured, new Set([`prepare/${group.id}` as const])).records.map(({ id }) => id)).toContain(record.id)
  })

  it('has an endpoint approved once its connection is, and not before', () => {
    const [endpoint] = secured.endpoints
    if (endpoint === undefined) throw new Error('the fixture has endpoints')
    const connection = { id: childId(endpoint.targetId, 'privateEndpointConnections', 'c'), targetId: endpoint.targetId, endpointId: endpoint.id, status: 'approved' as const }
    const wanted: Estate = { ...secured, connections: [connection] }
    const waiting: Estate = { ...wanted, endpoints: secured.endpoints.map((each) => (each.id === endpoint.id ? { ...each, status: 'pending' } : each)), connections: [{ ...connection, status: 'pending' }] }
    const status = (done: Done) => {
      const { endpoints, connections } = upTo(waiting, wanted, done)
      return [endpoints.find(({ id }) => id === endpoint.id)?.status, connections[0]?.status]
    }
    expect(status(new Set())).toEqual(['pending', 'pending'])
    expect(status(new Set([`prepare/${connection.id}` as const]))).toEqual(['approved', 'approved'])
  })

  it('has an endpoint that is made again only once that is done, and then no connection of the old one', () => {
    const [endpoint] = secured.endpoints
    if (endpoint === undefined) throw new Error('the fixture has endpoints')
    const connection = { id: childId(endpoint.targetId, 'privateEndpointConnections', 'c'), targetId: endpoint.targetId, endpointId: endpoint.id, status: 'disconnected' as const }
    const cut: Estate = { ...secured, endpoints: secured.endpoints.map((each) => (each.id === endpoint.id ? { ...each, status: 'disconnected' } : each)), connections: [connection] }
    const after = (done: Done) => {
      const { endpoints, connections } = upTo(cut, secured, done)
      return [endpoints.find(({ id }) => id === endpoint.id)?.status, connections.filter(({ id }) => id === connection.id).length]
    }
    expect(after(new Set([`prepare/${connection.id}` as const]))).toEqual(['disconnected', 1])
    expect(after(new Set([`lockdown/${endpoint.id}` as const]))).toEqual(['approved', 0])
  })

  it('has a compute in its new subnet once it is made again', () => {
    const task = { id: childId(ids.cluster, 'tasks', 'recreateCompute'), task: 'recreateCompute' as const, data: { compute: ids.cluster } }
    const outside: Estate = { ...open, computes: open.computes.map((each) => ({ ...each, subnetId: null })) }
    const places = (done: Done) => new Map(upTo(outside, { ...open, tasks: [task] }, done).computes.map(({ id, subnetId }) => [id, subnetId]))
    expect(places(new Set())).toEqual(new Map([[ids.instance, null], [ids.cluster, null]]))
    expect(places(new Set([`prepare/${task.id}` as const]))).toEqual(new Map([[ids.instance, null], [ids.cluster, ids.computeSubnet]]))
  })

  it('has the tasks that people have done, and no others of the plan', () => {
    const task = (name: string) => ({ id: childId(ids.vault, 'tasks', name), task: 'writeRecords' as const, data: { endpoint: name } })
    const [before, wanted]: readonly [Estate, Estate] = [{ ...open, tasks: [task('a')] }, { ...open, tasks: [task('a'), task('b')] }]
    expect(upTo(before, wanted, new Set()).tasks).toEqual([task('a')])
    expect(upTo(before, wanted, new Set([`prepare/${task('b').id}` as const])).tasks).toEqual([task('a'), task('b')])
  })
})
