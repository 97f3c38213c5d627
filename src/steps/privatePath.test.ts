/** What is wrong on a private path, as those see it who use it: the networks in which they are, and where their names are resolved. */
import { describe, expect, it } from 'vitest'
import { type ArmId, armId, childId, nameOf } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import { ids } from '../estate/fixtures/open.ts'
import { secured, securedIds } from '../estate/fixtures/secured.ts'
import { pathFaults, pathSentence, placeOf } from './privatePath.ts'
import { unreadSentence } from './unread.en.ts'

const other = armId(`${ids.networkGroup}/providers/Microsoft.Network/virtualNetworks/vnet-other`)
const vault = { targetId: ids.vault, group: 'vault' } as const
const zone = 'privatelink.vaultcore.azure.net'
const zoneId = secured.zones.find(({ name }) => name === zone)?.id ?? never()
const secondZone = armId(`/subscriptions/hub/resourceGroups/rg-dns/providers/Microsoft.Network/privateDnsZones/${zone}`)
const record = secured.records.find((each) => each.zoneId === zoneId) ?? never()
const compute = secured.subnets.find(({ id }) => id === ids.computeSubnet) ?? never()
function never(): never { throw new Error('the fixture has it') }

const faults = (estate: Estate) => pathFaults(estate, vault, [ids.network])
const link = (network: ArmId, to = zoneId, more: Partial<Estate['zoneLinks'][number]> = {}): Estate['zoneLinks'][number] =>
  ({ id: childId(to, 'virtualNetworkLinks', nameOf(network)), zoneId: to, networkId: network, registers: false, fallsBack: false, ...more })
const linked = (estate: Estate, ...links: Estate['zoneLinks']): Estate => ({ ...estate, zoneLinks: [...estate.zoneLinks.filter((each) => each.zoneId !== zoneId), ...links] })
const withNames = (names: Estate['endpoints'][number]['names']): Estate => ({ ...secured, endpoints: secured.endpoints.map((each) => (each.id === securedIds.vaultEndpoint ? { ...each, names } : each)) })
const withRecord = (addresses: readonly string[], at = zoneId): Estate => ({ ...secured, records: [...secured.records.filter((each) => each.zoneId !== at), { ...record, id: childId(at, 'A', record.name), zoneId: at, addresses }] })

/** The vault's endpoint is in another network. */
const moved = (peering: 'connected' | 'disconnected' | 'none'): Estate => ({
  ...secured,
  networks: [...secured.networks, { id: other, region: 'westeurope', prefixes: ['10.30.0.0/16'], dnsServers: [] }],
  endpoints: secured.endpoints.map((each) => (each.id === securedIds.vaultEndpoint ? { ...each, subnetId: childId(other, 'subnets', 'snet-x') } : each)),
  peerings: peering === 'none' ? [] : [{ id: childId(ids.network, 'virtualNetworkPeerings', 'p'), networkId: ids.network, remoteNetworkId: other, remotePrefixes: ['10.30.0.0/16'], connected: peering === 'connected', usesRemoteGateways: false }],
})

describe('an endpoint in a peered network', () => {
  it('is found by clients whose own network is linked to the zone, whatever the endpoint’s network asks', () => {
    expect(faults(linked(moved('connected'), link(ids.network)))).toEqual([])
    expect(faults(linked(moved('connected'), link(ids.network), link(other)))).toEqual([])
  })
  it('is not found where only its own network is linked', () => {
    expect(faults(linked(moved('connected'), link(other)))).toEqual([{ fault: 'notLinked', at: zoneId, zone, network: ids.network }])
  })
  it('is found by computes in a third network that are linked, and not by those that are not', () => {
    const computesIn = (...links: Estate['zoneLinks']): Estate => {
      const estate = linked({ ...secured, peerings: moved('connected').peerings }, link(ids.network), ...links)
      const subnet = { ...compute, id: childId(other, 'subnets', 'snet-train'), networkId: other }
      return { ...estate, networks: moved('connected').networks, subnets: [...estate.subnets, subnet], computes: estate.computes.map((each) => ({ ...each, subnetId: subnet.id })) }
    }
    expect(faults(computesIn(link(other)))).toEqual([])
    expect(faults(computesIn())).toEqual([{ fault: 'notLinked', at: zoneId, zone, network: other }])
  })
})

describe('an endpoint in a network that is not joined', () => {
  const apart = [{ fault: 'apart', at: securedIds.vaultEndpoint, network: other, clients: [ids.network] }] as const
  it('carries nothing, also where a peering was there once', () => {
    expect(faults(moved('none'))).toEqual(apart)
    expect(faults(moved('disconnected'))).toEqual(apart)
    expect(pathSentence(placeOf(apart[0]).data ?? {})).toBe('Its private endpoint is in vnet-other, which is neither the network of its clients (vnet-demand) nor peered with it.')
  })
  it('may carry something where a gateway could join them, or where nobody can read what is joined', () => {
    const gateway = { id: armId(`${ids.networkGroup}/providers/Microsoft.Network/virtualNetworkGateways/vgw`), region: 'westeurope', networkId: ids.network, kind: 'Vpn', vpnType: null, sku: 'VpnGw1AZ', clientPools: [], tunnels: [] } as const
    const perhaps = { ...apart[0], fault: 'perhapsApart' } as const
    expect(placeOf(perhaps).verdict).toBe('unknown')
    expect(faults({ ...moved('none'), gateways: [gateway] })).toEqual([perhaps])
    expect(faults({ ...moved('none'), networks: [] })).toEqual([perhaps])
    expect(faults({ ...moved('none'), unread: [{ id: ids.subscription, type: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings', status: 403, code: 'AuthorizationFailed' }] })).toEqual([perhaps])
  })
})

describe('two zones of one name', () => {
  const both: Estate = { ...linked(secured, link(ids.network, secondZone)), zones: [...secured.zones, { id: secondZone, name: zone }] }
  it('are a fault where the network asks the one that the endpoint does not write', () => {
    expect(faults(both)).toEqual([{ fault: 'otherZone', at: secondZone, zone, network: ids.network }])
  })
  it('are none where the right record stands there too, and unknown where its records are not readable', () => {
    expect(faults({ ...both, records: withRecord(record.addresses, secondZone).records })).toEqual([])
    expect(faults({ ...both, unread: [{ id: secondZone, type: 'Microsoft.Network/privateDnsZones/A', status: 403, code: 'AuthorizationFailed' }] })).toEqual([{ fault: 'unread', at: secondZone, what: 'Microsoft.Network/privateDnsZones/A' }])
  })
})

describe('an endpoint without a zone group, of whose name no zone is shown', () => {
  const unseen: Estate = { ...secured, zoneGroups: [], zones: [], zoneLinks: [], records: [] }
  const ungrouped: Estate = { ...secured, zoneGroups: [], records: [] }
  it('may have its names in a zone that this account may not read', () => {
    const [fault = never(), ...more] = faults(unseen)
    expect([fault, more]).toEqual([{ fault: 'zoneUnseen', at: securedIds.vaultEndpoint, zone }, []])
    expect(placeOf(fault).verdict).toBe('unknown')
    expect(unreadSentence(placeOf(fault).data ?? {})).toBe(
      'Not judged: the private endpoint has no zone group, and this account sees no zone privatelink.vaultcore.azure.net. It may be in a subscription that this account may not read. Ask who keeps the private DNS zones of your organization, or read again with an account that may read them.',
    )
  })
  it('lacks them where a zone of the name is shown, or where its group holds other zones', () => {
    expect(faults(ungrouped)).toEqual([{ fault: 'notInGroup', at: securedIds.vaultEndpoint, zone }])
    const group = { id: childId(securedIds.vaultEndpoint, 'privateDnsZoneGroups', 'default'), endpointId: securedIds.vaultEndpoint, zones: [{ name: 'x', zoneId: armId(secondZone.replace(zone, 'privatelink.example')) }] }
    expect(faults({ ...unseen, zoneGroups: [group] })).toEqual([{ fault: 'notInGroup', at: securedIds.vaultEndpoint, zone }])
  })
})

describe('a record', () => {
  it('with another address beside the right one is wrong: each is answered in turn', () => {
    expect(faults(withRecord([...record.addresses, '10.99.9.9']))).toMatchObject([{ fault: 'wrongRecord', found: [...record.addresses, '10.99.9.9'], expected: record.addresses[0] }])
  })
  it('cannot be judged while no name of the endpoint is known, or none that belongs into the zone', () => {
    const unread = [{ fault: 'unread', at: securedIds.vaultEndpoint, what: 'endpointNames' }]
    const without = (estate: Estate): Estate => ({ ...estate, records: estate.records.filter((each) => each.zoneId !== zoneId) })
    expect(faults(without(withNames(null)))).toEqual(unread)
    expect(faults(without(withNames([{ host: 'kv-demand.internal.example.net', address: record.addresses[0] ?? '' }])))).toEqual(unread)
  })
  it('is not certain to be asked while the link is not complete', () => {
    const unfinished = linked(secured, link(ids.network, zoneId, { unfinished: true }))
    const [fault = never()] = faults(unfinished)
    expect(fault).toEqual({ fault: 'unfinished', at: link(ids.network).id, zone, network: ids.network })
    expect(placeOf(fault).verdict).toBe('unknown')
  })
})
