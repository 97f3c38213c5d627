import { describe, expect, it } from 'vitest'
import { armId, childId } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import { hub, hubIds } from '../../estate/fixtures/hub.ts'
import { ids, open } from '../../estate/fixtures/open.ts'
import { secured, securedIds } from '../../estate/fixtures/secured.ts'
import type { Gateway } from '../../estate/network.ts'
import { methods } from '../../facts/connectivity.ts'
import { type Choices, undecided } from '../choices.ts'
import { checkExamples, type Examples, placesIn } from '../examples.ts'
import { type ConnectivityChoices, connectivityUndecided } from './choices.ts'
import { configure, propose } from './configure.ts'
import { rules, zonesAgainstBastion } from './rules.ts'
import { connectivity as step } from './step.ts'

const choosing = (connectivity: Partial<ConnectivityChoices>, more: Partial<Choices> = {}): Choices => ({ ...undecided, ...more, connectivity: { ...undecided.connectivity, ...connectivity } })
const studio = (answer: Choices['access']['studio']): Choices => choosing({}, { access: { ...undecided.access, studio: answer } })
const unread = (estate: Estate, ...types: readonly string[]): Estate => ({ ...estate, unread: types.map((type) => ({ id: ids.subscription, type, status: 403, code: 'AuthorizationFailed' })) })
const noWay: Estate = { ...secured, bastions: [] }
const vpnId = armId(`${ids.networkGroup}/providers/Microsoft.Network/virtualNetworkGateways/vpng-demand`)
const vpn = (bent: Partial<Gateway>): Estate => ({
  ...secured, gateways: [{ id: vpnId, region: 'westeurope', networkId: ids.network, kind: 'Vpn', vpnType: 'RouteBased', sku: 'VpnGw1AZ', clientPools: ['172.16.40.0/24'], tunnels: ['OpenVPN'], ...bent }],
})
const second = (kind: Gateway['kind']): Estate => ({ ...vpn({}), gateways: [...vpn({}).gateways, ...vpn({}).gateways.map((gateway) => ({ ...gateway, id: armId(`${gateway.id}-b`), kind }))] })
const site = armId(`${ids.networkGroup}/providers/Microsoft.Network/localNetworkGateways/lgw-site`)
const withSite: Estate = {
  ...vpn({}), localGateways: [{ id: site, prefixes: ['172.16.0.0/16'] }], gatewayConnections: [{ id: childId(ids.networkGroup, 'providers/Microsoft.Network/connections', 'con'), gatewayId: vpnId, kind: 'IPsec', localGatewayId: site, connected: true }],
}
const address = (bent: Partial<Estate['publicAddresses'][number]>): Estate => ({ ...secured, publicAddresses: secured.publicAddresses.map((each) => (each.id === securedIds.bastionAddress ? { ...each, ...bent } : each)) })
const host = (bent: Partial<Estate['bastions'][number]>): Estate => ({ ...secured, bastions: secured.bastions.map((bastion) => ({ ...bastion, ...bent })) })
const linked = (zone: string): Estate => {
  const zoneId = armId(`${ids.networkGroup}/providers/Microsoft.Network/privateDnsZones/${zone}`)
  return { ...secured, zones: [...secured.zones, { id: zoneId, name: zone }], zoneLinks: [...secured.zoneLinks, { id: childId(zoneId, 'virtualNetworkLinks', 'l'), zoneId, networkId: ids.network, registers: false, fallsBack: false }] }
}
/** The jump box's subnet with the compute subnet's group, less the rules named. */
const restricted = (without: readonly string[]): Estate => ({
  ...secured, subnets: secured.subnets.map((subnet) => (subnet.id === securedIds.jumpBoxSubnet ? { ...subnet, securityGroupId: securedIds.securityGroup } : subnet)),
  securityRules: secured.securityRules.filter(({ destinations }) => !destinations.some((destination) => without.includes(destination))),
})
const unreadGroup: Estate = { ...restricted([]), securityGroups: [] }
const hubSecured: Estate = {
  ...secured, networks: hub.networks, peerings: hub.peerings, gateways: hub.gateways, gatewayConnections: hub.gatewayConnections,
  zoneLinks: secured.zones.map(({ id }) => ({ id: childId(id, 'virtualNetworkLinks', 'hub'), zoneId: id, networkId: hubIds.network, registers: false, fallsBack: false })),
}
const spokeOnly: Estate = { ...hubSecured, zoneLinks: secured.zoneLinks }

const examples: Record<keyof typeof rules, Examples> = {
  'a-way-in-exists': {
    breaks: [noWay, open, { ...secured, interfaces: [], machines: [] }, { ...vpn({ clientPools: [] }), bastions: [] }],
    keeps: [secured, hub, host({ sku: 'Developer' }), { ...vpn({}), bastions: [] }, [noWay, choosing({ method: 'alreadyConnected' })]],
    unknown: [unread(noWay, 'Microsoft.Network/virtualNetworkGateways'), unread(noWay, 'Microsoft.Network/bastionHosts'), { ...hub, gateways: [], networks: open.networks }],
  },
  'name-resolution-is-planned': {
    breaks: [[hub, choosing({ method: 'alreadyConnected' })], [open, choosing({ method: 'expressRoute' })], [vpn({}), choosing({ method: 'vpnPointToSite', resolution: 'azureDns' })], [open, choosing({ method: 'alreadyConnected' })]],
    keeps: [secured, open, [hub, choosing({ method: 'alreadyConnected', resolution: 'attested' })], [open, choosing({ method: 'vpnSiteToSite', resolution: 'forwarders' })], [secured, choosing({ method: 'alreadyConnected' })]],
    unknown: [hub, vpn({})],
  },
  'dns-servers-network-is-linked': {
    breaks: [spokeOnly], keeps: [secured, hubSecured, open, hub], unknown: [{ ...secured, networks: secured.networks.map((network) => ({ ...network, dnsServers: ['192.0.2.4'] })) }, unread(hubSecured, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks')],
  },
  'client-gateway-is-route-based': { breaks: [vpn({ vpnType: 'PolicyBased' })], keeps: [secured, vpn({}), hub, vpn({ vpnType: 'PolicyBased', clientPools: [] })], unknown: [vpn({ vpnType: null }), unread(secured, 'Microsoft.Network/virtualNetworkGateways')] },
  'client-pool-meets-no-other-range': {
    breaks: [vpn({ clientPools: ['10.20.200.0/24'] }), withSite, [vpn({}), choosing({}, { addressSpace: { ...undecided.addressSpace, otherRanges: ['172.16.0.0/12'] } })]],
    keeps: [secured, vpn({}), [vpn({}), choosing({}, { addressSpace: { ...undecided.addressSpace, otherRanges: [] } })]], unknown: [unread(secured, 'Microsoft.Network/virtualNetworkGateways'), { ...vpn({}), networks: [] }],
  },
  'gateway-is-zone-redundant': { breaks: [vpn({ sku: 'VpnGw1' }), vpn({ sku: 'Basic' })], keeps: [secured, vpn({}), hub], unknown: [vpn({ sku: '' }), unread(secured, 'Microsoft.Network/virtualNetworkGateways')] },
  'network-has-one-gateway-of-a-kind': { breaks: [second('Vpn')], keeps: [secured, vpn({}), second('ExpressRoute')], unknown: [unread(secured, 'Microsoft.Network/virtualNetworkGateways')] },
  'bastion-address-is-static': {
    breaks: [address({ sku: 'Basic' }), address({ allocation: 'Dynamic' })], keeps: [secured, open, host({ sku: 'Developer', publicAddressId: null }), host({ sku: 'Premium', publicAddressId: null })],
    unknown: [{ ...secured, publicAddresses: [] }, host({ publicAddressId: null }), unread(open, 'Microsoft.Network/bastionHosts')],
  },
  'jump-box-has-no-public-address': {
    breaks: [{ ...secured, interfaces: secured.interfaces.map((each) => ({ ...each, publicAddressId: securedIds.natAddress })) }], keeps: [secured, open], unknown: [unread(secured, 'Microsoft.Network/networkInterfaces')],
  },
  'bastion-resolves-azure': { breaks: [linked('blob.core.windows.net'), linked('azure.com')], keeps: [secured, open], unknown: [linked('privatelink.azure.com'), unread(secured, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks'), unread(open, 'Microsoft.Network/bastionHosts')] },
  'studio-works-from-inside': {
    breaks: [restricted(['AzureFrontDoor.FrontEnd']), [restricted(['AzureFrontDoor.FrontEnd']), studio('used')]], keeps: [secured, open, restricted([]), [restricted(['AzureFrontDoor.FrontEnd']), studio('notUsed')]],
    unknown: [unreadGroup, { ...secured, subnets: [] }],
  },
  'bastion-is-supported-with-private-zones': {
    breaks: [{ ...secured, cloud: 'AzureUSGovernment' }], keeps: [secured, { ...open, cloud: 'AzureChinaCloud' }, { ...secured, cloud: 'AzureUSGovernment', zoneLinks: [] }],
    unknown: [unread({ ...secured, cloud: 'AzureUSGovernment', zoneLinks: [] }, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks')],
  },
  'sign-in-pages-load-inside': { breaks: [restricted([])], keeps: [secured, open], unknown: [unreadGroup, { ...secured, subnets: [] }] },
}

describe('the rules of connecting', () => {
  checkExamples(rules, examples)

  it('demand a way in only where public access is or will be off', () => {
    const levels = [open, noWay].map((estate) => placesIn(rules['a-way-in-exists'], estate).map(({ level }) => level))
    const closing = placesIn(rules['a-way-in-exists'], [open, choosing({}, { workspace: { ...undecided.workspace, publicAccess: 'disable' } })]).map(({ level }) => level)
    expect([levels, closing]).toEqual([[['should'], [undefined]], [undefined]])
  })

  it('name the zone and the network of the DNS servers', () => {
    expect(placesIn(rules['dns-servers-network-is-linked'], spokeOnly).every(({ data }) => data?.['network'] === hubIds.network)).toBe(true)
    expect(placesIn(rules['dns-servers-network-is-linked'], spokeOnly)).toHaveLength(new Set(secured.zoneLinks.map(({ zoneId }) => zoneId)).size)
  })

  it('warn of the studio\'s pages until somebody says that the studio is used', () => {
    const world = restricted(['AzureFrontDoor.FrontEnd'])
    expect([undecided, studio('used')].map((choices) => placesIn(rules['studio-works-from-inside'], [world, choices]).map(({ level }) => level))).toEqual([['should'], [undefined]])
    expect(placesIn(rules['studio-works-from-inside'], [{ ...world, cloud: 'AzureChinaCloud' }, studio('used')])).toEqual([])
  })

  it('name the sign-in hosts of the cloud (C30)', () => {
    const hosts = (cloud: Estate['cloud']) => placesIn(rules['sign-in-pages-load-inside'], { ...restricted([]), cloud }).map(({ data }) => data?.['hosts'])
    expect([hosts('AzureCloud'), hosts('AzureUSGovernment'), hosts('AzureChinaCloud')]).toEqual([[['*.msauth.net', '*.msftauth.net']], [['*.msauth.us', '*.msftauth.us']], [['*.msauth.cn', '*.msftauth.cn']]])
  })

  it('use the zones that the facts name against Bastion', () => {
    const note = methods.bastion.notes.find((text) => text.includes('named exactly')) ?? ''
    expect(zonesAgainstBastion.filter((zone) => !note.includes(zone))).toEqual([])
  })
})

const ready: Choices = {
  ...undecided,
  access: { ...undecided.access, placement: { ...undecided.access.placement, resourceGroup: ids.group } },
  addressSpace: {
    ...undecided.addressSpace, network: { use: 'existing', id: ids.network }, endpointSubnet: { use: 'existing', id: ids.computeSubnet }, computeSubnet: { use: 'existing', id: ids.computeSubnet },
    bastionSubnet: { use: 'existing', id: securedIds.bastionSubnet }, jumpBoxSubnet: { use: 'existing', id: securedIds.jumpBoxSubnet },
  },
}
const proposed = (estate: Estate, answered: Partial<ConnectivityChoices> = {}): Choices => ({ ...ready, connectivity: { ...propose(estate, ready).answers, ...answered } })
const mustPlaces = (estate: Estate, choices: Choices) =>
  Object.entries(rules).flatMap(([name, rule]) => (rule.level === 'must' ? placesIn(rule, [estate, choices]).filter(({ verdict, level }) => verdict === undefined && level === undefined).map((place) => [name, place]) : []))

const worlds: Readonly<Record<string, Estate>> = { open, secured, hub, vpn: vpn({}), 'a machine and no host': noWay, 'a host and no machine': { ...secured, machines: [], interfaces: [] }, 'own DNS servers': { ...open, networks: open.networks.map((network) => ({ ...network, dnsServers: ['10.20.0.4'] })) } }

describe('configuring the way in', () => {
  it.each(Object.entries(worlds))('keeps every must rule with the proposal answered and is done once: %s', (_, estate) => {
    const own = propose(estate, ready).answers
    const choices = proposed(estate, own.resolution === 'undecided' ? { resolution: 'attested' } : {})
    const once = configure(estate, choices.connectivity, choices)
    expect(step.asks.safeParse(choices.connectivity).success).toBe(true)
    expect(configure(once, choices.connectivity, choices)).toEqual(once)
    expect(mustPlaces(once, choices)).toEqual([])
  })

  it('changes nothing while nothing is answered, nor where people are connected', () => {
    expect(Object.values(worlds).map((estate) => configure(estate, connectivityUndecided, ready))).toEqual(Object.values(worlds))
    expect(configure(hub, { ...connectivityUndecided, method: 'alreadyConnected', resolution: 'attested' }, ready)).toEqual(hub)
  })

  it('proposes what is there, and Bastion where nothing is', () => {
    expect(Object.entries(worlds).map(([name, estate]) => { const { method, resolution } = propose(estate, ready).answers; return [name, method, resolution] })).toEqual([
      ['open', 'bastion', 'azureDns'], ['secured', 'alreadyConnected', 'azureDns'], ['hub', 'alreadyConnected', 'undecided'], ['vpn', 'alreadyConnected', 'undecided'],
      ['a machine and no host', 'bastion', 'azureDns'], ['a host and no machine', 'bastion', 'azureDns'], ['own DNS servers', 'bastion', 'undecided'],
    ])
    expect(propose({ ...open, cloud: 'AzureUSGovernment' }, ready).answers.method).toBe('undecided')
  })

  it('builds host, address, interface and machine in the network\'s group and the group for new resources', () => {
    const made = configure(open, proposed(open).connectivity, proposed(open))
    const group = ids.networkGroup
    expect([made.bastions, made.publicAddresses.map(({ id, sku, allocation }) => [id, sku, allocation]), made.interfaces.map(({ subnetId, publicAddressId }) => [subnetId, publicAddressId]), made.machines.map(({ id, os, adminName }) => [id, os, adminName])]).toEqual([
      [{ id: `${group}/providers/Microsoft.Network/bastionHosts/bas-mlw-demand`, region: 'westeurope', sku: 'Standard', networkId: ids.network, subnetId: securedIds.bastionSubnet, publicAddressId: `${group}/providers/Microsoft.Network/publicIPAddresses/pip-bas-mlw-demand` }],
      [[`${group}/providers/Microsoft.Network/publicIPAddresses/pip-bas-mlw-demand`, 'Standard', 'Static']], [[securedIds.jumpBoxSubnet, null]],
      [[`${ids.group}/providers/Microsoft.Compute/virtualMachines/vm-jump`, 'Windows', 'azureuser']],
    ])
  })

  it('leaves a gateway and the forwarding of names to people', () => {
    const choices = proposed(secured, { method: 'vpnSiteToSite', resolution: 'forwarders' })
    const { tasks, gateways } = configure(secured, choices.connectivity, choices)
    expect([gateways, tasks.map(({ task }) => task), tasks[1]?.data['names']]).toEqual([[], ['buildGateway', 'forwardDns'], expect.arrayContaining(['api.azureml.ms', 'notebooks.azure.net', 'blob.core.windows.net', 'azurecr.io'])])
  })

  it('uses the gateway that is there and builds no second one (CONN-10)', () => {
    const choices = proposed(vpn({}), { method: 'vpnPointToSite', resolution: 'attested' })
    expect(configure(vpn({}), choices.connectivity, choices)).toEqual(vpn({}))
  })

  it('puts the jump box beside its network where new resources go to another subscription', () => {
    const choices: Choices = { ...proposed(open), access: { ...ready.access, placement: { ...ready.access.placement, resourceGroup: hubIds.group } } }
    expect(configure(open, choices.connectivity, choices).machines.map(({ id }) => id)).toEqual([`${ids.networkGroup}/providers/Microsoft.Compute/virtualMachines/vm-jump`])
  })
})

describe('secrets', () => {
  it('CONN-12 no choice has a place for a shared key or a password', () => {
    const answers: ConnectivityChoices & Record<string, unknown> = { ...connectivityUndecided, sharedKey: 'x' }
    expect([step.asks.safeParse(answers).success, step.asks.safeParse({ ...connectivityUndecided, jumpBox: { ...connectivityUndecided.jumpBox, adminPassword: 'x' } }).success]).toEqual([false, false])
  })
})
