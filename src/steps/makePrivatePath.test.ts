import { describe, expect, it } from 'vitest'
import { armId, childId, nameOf } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import { ids, open } from '../estate/fixtures/open.ts'
import { plan } from '../resources/index.ts'
import { type Choices, undecided } from './choices.ts'
import { withPrivatePath } from './makePrivatePath.ts'
import { pathFaults } from './privatePath.ts'

const choices: Choices = {
  ...undecided,
  access: { ...undecided.access, placement: { resourceGroup: ids.networkGroup, namePattern: '{kind}-{name}', tags: {} } },
  addressSpace: { ...undecided.addressSpace, network: { use: 'existing', id: ids.network }, endpointSubnet: { use: 'new', name: 'snet-endpoints', prefix: '10.20.2.0/27' } },
}
const blob = { targetId: ids.account, group: 'blob' } as const
const made = withPrivatePath(open, choices, blob)
const blobEndpoint = armId(`${ids.networkGroup}/providers/Microsoft.Network/privateEndpoints/pep-stdemand-blob`)
const zoneId = armId(`${ids.networkGroup}/providers/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net`)

const answered = (estate: Estate, address = '10.20.2.4'): Estate => ({
  ...estate,
  endpoints: estate.endpoints.map((endpoint) => ({ ...endpoint, names: [{ host: 'stdemand.blob.core.windows.net', address }] })),
})

describe('a private path that is made', () => {
  it('has endpoint, zone, group and link, named by the pattern', () => {
    expect(made.endpoints.map(({ id, region, groups }) => ({ id, region, groups }))).toEqual([{ id: blobEndpoint, region: 'westeurope', groups: ['blob'] }])
    expect(made.zones).toEqual([{ id: zoneId, name: 'privatelink.blob.core.windows.net' }])
    expect(made.zoneGroups).toEqual([{ id: childId(blobEndpoint, 'privateDnsZoneGroups', 'default'), endpointId: blobEndpoint, zones: [{ name: 'privatelink-blob-core-windows-net', zoneId }] }])
    expect(made.zoneLinks.map(({ networkId, registers, fallsBack }) => ({ networkId, registers, fallsBack }))).toEqual([{ networkId: ids.network, registers: false, fallsBack: false }])
  })
  it('has no fault left', () => {
    expect(pathFaults(open, blob, [ids.network])).toEqual([{ fault: 'noEndpoint', at: ids.account }])
    expect(pathFaults(made, blob, [ids.network])).toEqual([])
  })
  it('is the same when made twice', () => {
    expect(withPrivatePath(made, choices, blob)).toEqual(made)
  })
  it('is not begun while the subnet is undecided', () => {
    expect(withPrivatePath(open, undecided, blob)).toBe(open)
  })
})

describe('what exists already', () => {
  it('is reused: a zone in another subscription that is linked where names resolve', () => {
    const hubZone = armId('/subscriptions/hub/resourceGroups/rg-dns/providers/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net')
    const withHub: Estate = {
      ...open,
      zones: [{ id: hubZone, name: 'privatelink.blob.core.windows.net' }],
      zoneLinks: [{ id: childId(hubZone, 'virtualNetworkLinks', 'spoke'), zoneId: hubZone, networkId: ids.network, registers: false, fallsBack: false }],
    }
    const result = withPrivatePath(withHub, choices, blob)
    expect(result.zones).toEqual(withHub.zones)
    expect(result.zoneLinks).toEqual(withHub.zoneLinks)
    expect(result.zoneGroups[0]?.zones).toEqual([{ name: 'privatelink-blob-core-windows-net', zoneId: hubZone }])
  })
  it('is approved when its connection waits', () => {
    const connection = { id: childId(ids.account, 'privateEndpointConnections', 'c1'), targetId: ids.account, endpointId: blobEndpoint, status: 'pending' as const }
    const waiting: Estate = { ...made, endpoints: made.endpoints.map((endpoint) => ({ ...endpoint, status: 'pending' })), connections: [connection] }
    expect(pathFaults(waiting, blob, [ids.network])).toEqual([{ fault: 'notApproved', at: blobEndpoint, status: 'pending' }])
    const result = withPrivatePath(waiting, choices, blob)
    expect(result.connections).toEqual([{ ...connection, status: 'approved' }])
    expect(pathFaults(result, blob, [ids.network])).toEqual([])
  })
  it('is made again under its name when it is disconnected', () => {
    const cut = answered({ ...made, endpoints: made.endpoints.map((endpoint) => ({ ...endpoint, status: 'disconnected' })) })
    expect(withPrivatePath(cut, choices, blob).endpoints).toEqual(made.endpoints)
  })
  it('leaves no connection of the endpoint that went, and keeps those of others', () => {
    const listed = (name: string, endpointId: typeof blobEndpoint, status: 'approved' | 'disconnected') => ({ id: childId(ids.account, 'privateEndpointConnections', name), targetId: ids.account, endpointId, status })
    const other = armId(`${ids.networkGroup}/providers/Microsoft.Network/privateEndpoints/pep-other`)
    const cut: Estate = {
      ...made, endpoints: made.endpoints.map((endpoint) => ({ ...endpoint, status: 'disconnected' })),
      connections: [listed('c1', blobEndpoint, 'disconnected'), listed('c2', other, 'disconnected'), listed('c3', other, 'approved')],
    }
    expect(withPrivatePath(cut, choices, blob).connections.map(({ id }) => id)).toEqual([childId(ids.account, 'privateEndpointConnections', 'c2'), childId(ids.account, 'privateEndpointConnections', 'c3')])
  })
  it('gets a zone group when it has none', () => {
    const bare: Estate = { ...answered(made), zoneGroups: [], zones: [], zoneLinks: [] }
    expect(pathFaults(bare, blob, [ids.network])).toEqual([{ fault: 'zoneUnseen', at: blobEndpoint, zone: 'privatelink.blob.core.windows.net' }])
    expect(pathFaults(withPrivatePath(bare, choices, blob), blob, [ids.network])).toEqual([])
  })
})

describe('an endpoint of another network', () => {
  const other = armId(`${ids.networkGroup}/providers/Microsoft.Network/virtualNetworks/vnet-other`)
  const otherEndpoint = armId(`${ids.networkGroup}/providers/Microsoft.Network/privateEndpoints/pep-other-blob`)
  const name = 'privatelink.blob.core.windows.net'
  const zoneIn = (group: string) => armId(`/subscriptions/hub/resourceGroups/${group}/providers/Microsoft.Network/privateDnsZones/${name}`)
  const shared = zoneIn('rg-dns')
  const link = (zone: typeof shared, networkId: typeof other, linkName = nameOf(networkId)) => ({ id: childId(zone, 'virtualNetworkLinks', linkName), zoneId: zone, networkId, registers: false, fallsBack: false })
  const record = { id: childId(shared, 'A', 'stdemand'), zoneId: shared, name: 'stdemand', addresses: ['10.30.0.4'] }
  /** The account has its only endpoint in another network, which writes into a shared zone; these networks are linked to it. */
  const served = (networkIds: readonly (typeof other)[], isPeered = false): Estate => ({
    ...open,
    networks: [...open.networks, { id: other, region: 'westeurope', prefixes: ['10.30.0.0/16'], dnsServers: [] }],
    peerings: isPeered ? [{ id: childId(ids.network, 'virtualNetworkPeerings', 'p'), networkId: ids.network, remoteNetworkId: other, remotePrefixes: ['10.30.0.0/16'], connected: true, usesRemoteGateways: false }] : [],
    endpoints: [{ id: otherEndpoint, region: 'westeurope', subnetId: childId(other, 'subnets', 'snet'), targetId: ids.account, groups: ['blob'], status: 'approved', manual: false, names: [{ host: 'stdemand.blob.core.windows.net', address: '10.30.0.4' }] }],
    zones: [{ id: shared, name }], zoneLinks: networkIds.map((id) => link(shared, id)), records: [record],
    zoneGroups: [{ id: childId(otherEndpoint, 'privateDnsZoneGroups', 'default'), endpointId: otherEndpoint, zones: [{ name: 'blob', zoneId: shared }] }],
  })
  const writtenBy = (estate: Estate, endpointId: typeof otherEndpoint) => estate.zoneGroups.filter((group) => group.endpointId === endpointId).flatMap(({ zones }) => zones.map((zone) => zone.zoneId))
  const interrupting = (from: Estate) => plan(from, withPrivatePath(from, choices, blob)).filter(({ interrupts }) => interrupts).map(({ id }) => nameOf(id))

  it.each([false, true])('keeps its record: the new one gets a zone for its network alone, in the network’s group (peered: %s)', (isPeered) => {
    const result = withPrivatePath(served([other], isPeered), choices, blob)
    expect([writtenBy(result, otherEndpoint), writtenBy(result, blobEndpoint)]).toEqual([[shared], [zoneId]])
    expect(new Set(result.zoneLinks.map((each) => `${each.zoneId} ${each.networkId}`))).toEqual(new Set([`${shared} ${other}`, `${zoneId} ${ids.network}`]))
    expect(result.records).toEqual([record])
    expect(pathFaults(result, blob, [ids.network])).toEqual([])
    expect(withPrivatePath(result, choices, blob)).toEqual(result)
  })
  it('is enough for a peered network that asks its zone: no second one takes the record', () => {
    const from = served([other, ids.network], true)
    expect(plan(from, withPrivatePath(from, choices, blob))).toEqual([])
    expect(pathFaults(from, blob, [ids.network])).toEqual([])
  })
  it('that nothing joins to a network which asks the same zone shares the record, and the change that takes it says so', () => {
    const from = served([other, ids.network])
    expect(writtenBy(withPrivatePath(from, choices, blob), blobEndpoint)).toEqual([shared])
    expect(interrupting(from)).toContain('default')
    expect(interrupting(served([other]))).not.toContain('default')
  })
  it('and a zone that holds its record by hand are left alone too', () => {
    const byHand = { ...served([other]), zoneGroups: [] }
    expect(writtenBy(withPrivatePath(byHand, choices, blob), blobEndpoint)).toEqual([zoneId])
  })

  const central = zoneIn('rg-central')
  /** The endpoint in this network writes into one zone, and this network asks another of the name. */
  const apart = (networkIds: readonly (typeof other)[]): Estate => {
    const base = withPrivatePath(open, choices, blob)
    return { ...answered(base), zones: [{ id: zoneId, name }, { id: central, name }], zoneLinks: [...networkIds.map((id) => link(zoneId, id)), link(central, ids.network)] }
  }
  it('does not matter where the zone of the group is asked by nobody: the zone that is asked is taken up instead, and no second link is made', () => {
    expect(pathFaults(apart([]), blob, [ids.network])).toMatchObject([{ fault: 'otherZone', at: central }])
    const result = withPrivatePath(apart([]), choices, blob)
    expect([writtenBy(result, blobEndpoint), result.zoneLinks]).toEqual([[central], apart([]).zoneLinks])
    expect(pathFaults(result, blob, [ids.network])).toEqual([])
  })
  it('matters where others ask the zone of the group: their records stay, and the zone that is asked is written by hand', () => {
    const result = withPrivatePath(apart([other]), choices, blob)
    expect([writtenBy(result, blobEndpoint), result.zoneLinks]).toEqual([[zoneId], apart([other]).zoneLinks])
    expect(result.tasks.map(({ task, data }) => [task, data['zones'], data['because']])).toEqual([['writeRecords', [name], 'otherZone']])
  })
  it('and its network may have the name of this one: the link gets a free name', () => {
    const namesake = armId('/subscriptions/hub/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet-demand')
    const from: Estate = { ...open, zones: [{ id: shared, name }], zoneLinks: [link(shared, namesake, 'lnk-vnet-demand')] }
    const result = withPrivatePath(from, choices, blob)
    expect(result.zoneLinks.map(({ id, networkId }) => [nameOf(id), networkId])).toEqual([['lnk-vnet-demand', namesake], ['lnk-vnet-demand-2', ids.network]])
  })
  it('is not asked for computes in a peered network, which are linked too', () => {
    const away = childId(other, 'subnets', 'snet-train')
    const from: Estate = { ...served([], true), endpoints: [], zoneGroups: [], records: [], computes: open.computes.map((each) => ({ ...each, subnetId: away })) }
    const result = withPrivatePath(from, choices, blob)
    expect(result.zoneLinks.map(({ networkId }) => networkId).sort()).toEqual([ids.network, other].sort())
    expect(pathFaults(result, blob, [ids.network])).toEqual([])
  })
})

describe('records', () => {
  it('that point elsewhere are named, and become a task by hand', () => {
    const taken: Estate = { ...answered(made), records: [{ id: childId(zoneId, 'A', 'stdemand'), zoneId, name: 'stdemand', addresses: ['10.99.0.20'] }] }
    expect(pathFaults(taken, blob, [ids.network])).toEqual([{
      fault: 'wrongRecord', at: zoneId, zone: 'privatelink.blob.core.windows.net', host: 'stdemand.blob.core.windows.net', found: ['10.99.0.20'], expected: '10.20.2.4',
    }])
    const result = withPrivatePath(taken, choices, blob)
    expect(result.tasks.map(({ task, data }) => [task, data['because']])).toEqual([['writeRecords', 'recordTaken']])
    expect(pathFaults(result, blob, [ids.network])).toEqual([])
  })
  it('that are gone from the zone of a group that stays as it is become a task by hand, once the zone was read (WKSP-07)', () => {
    const lost = answered(made)
    expect(pathFaults(lost, blob, [ids.network]).map(({ fault }) => fault)).toEqual(['noRecord'])
    const because = (estate: Estate) => withPrivatePath(estate, choices, blob).tasks.map(({ task, data }) => [task, data['because']])
    expect(because(lost)).toEqual([['writeRecords', 'recordLost']])
    expect(because({ ...lost, zoneGroups: [] })).toEqual([])
    expect(because({ ...lost, unread: [{ id: zoneId, type: 'Microsoft.Network/privateDnsZones/A', status: 403, code: 'AuthorizationFailed' }] })).toEqual([])
    const result = withPrivatePath(lost, choices, blob)
    expect(withPrivatePath(result, choices, blob)).toEqual(result)
    expect(plan(lost, result).map(({ do: does }) => does)).toEqual(['manual'])
  })
  it('that Azure Policy writes are left to it, with a task', () => {
    const byPolicy = withPrivatePath(open, { ...choices, workspace: { ...choices.workspace, dnsWriter: 'azurePolicy' } }, blob)
    expect([byPolicy.zones, byPolicy.zoneGroups, byPolicy.tasks.length]).toEqual([[], [], 1])
    expect(pathFaults(byPolicy, blob, [ids.network])).toEqual([])
  })
  it('written by hand do as well as a zone group', () => {
    const byHand: Estate = {
      ...answered(made), zoneGroups: [], records: [{ id: childId(zoneId, 'A', 'stdemand'), zoneId, name: 'stdemand', addresses: ['10.20.2.4'] }],
    }
    expect(pathFaults(byHand, blob, [ids.network])).toEqual([])
  })
})

describe('what could not be read', () => {
  it('is unread, not missing', () => {
    const blind: Estate = { ...open, unread: [{ id: ids.subscription, type: 'Microsoft.Network/privateEndpoints', status: 403, code: 'AuthorizationFailed' }] }
    expect(pathFaults(blind, blob, [ids.network])).toEqual([{ fault: 'unread', at: ids.account, what: 'Microsoft.Network/privateEndpoints' }])
  })
  it('includes an endpoint that only its target knows', () => {
    const elsewhere = armId('/subscriptions/other/resourceGroups/rg/providers/Microsoft.Network/privateEndpoints/pe')
    const known: Estate = { ...open, connections: [{ id: childId(ids.account, 'privateEndpointConnections', 'c'), targetId: ids.account, endpointId: elsewhere, status: 'approved' }] }
    expect(pathFaults(known, blob, [ids.network])).toEqual([{ fault: 'unread', at: ids.account, what: elsewhere }])
  })
  it('includes the network of DNS servers that no known network holds', () => {
    const custom = { ...made, networks: made.networks.map((network) => ({ ...network, dnsServers: ['10.250.0.4'] })) }
    expect(pathFaults(custom, blob, [ids.network])).toEqual([{ fault: 'unread', at: ids.network, what: 'dnsNetwork' }])
  })
})

describe('DNS servers in a peered network', () => {
  const hub = armId('/subscriptions/hub/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet-hub')
  const spoke: Estate = {
    ...open,
    networks: [{ id: hub, region: 'westeurope', prefixes: ['10.50.0.0/20'], dnsServers: [] }, ...open.networks.map((network) => ({ ...network, dnsServers: ['10.50.4.4', '10.50.4.5'] }))],
    peerings: [{ id: childId(ids.network, 'virtualNetworkPeerings', 'to-hub'), networkId: ids.network, remoteNetworkId: hub, remotePrefixes: ['10.50.0.0/20'], connected: true, usesRemoteGateways: false }],
  }
  it('make the link go to that network, not to the spoke', () => {
    const result = withPrivatePath(spoke, choices, blob)
    expect(result.zoneLinks.map(({ networkId }) => networkId)).toEqual([hub])
    expect(pathFaults(result, blob, [ids.network])).toEqual([])
  })
  it('make a link to the spoke alone a fault that names the other network', () => {
    const result = withPrivatePath(spoke, choices, blob)
    const wrong = { ...result, zoneLinks: result.zoneLinks.map((link) => ({ ...link, networkId: ids.network })) }
    expect(pathFaults(wrong, blob, [ids.network])).toEqual([{ fault: 'notLinked', at: zoneId, zone: 'privatelink.blob.core.windows.net', network: hub }])
  })
})
