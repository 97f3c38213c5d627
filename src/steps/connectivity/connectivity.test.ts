import { describe, expect, it } from 'vitest'
import { armId, childId, nameOf } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import { hub, hubIds } from '../../estate/fixtures/hub.ts'
import { ids, open } from '../../estate/fixtures/open.ts'
import { secured, securedIds } from '../../estate/fixtures/secured.ts'
import type { Gateway } from '../../estate/network.ts'
import { methods } from '../../facts/connectivity.ts'
import { type Choices, undecided } from '../choices.ts'
import { checkExamples, type Examples, placesIn } from '../examples.ts'
import { type ConnectivityChoices, connectivityUndecided } from './choices.ts'
import { hasWayIn } from '../wayIn.ts'
import { configure, propose } from './configure.ts'
import { rules, zonesAgainstBastion } from './rules.ts'
import { connectivity as step } from './step.ts'
import { findingText } from '../words.ts'

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
const clientSubnet = childId(hubIds.network, 'subnets', 'snet-clients')
/** Another network with its Bastion host and jump box, peered with the workspace's; zones are linked to the workspace's alone. */
const joinedJumpBox: Estate = {
  ...secured,
  networks: [...secured.networks, { id: hubIds.network, region: 'westeurope', prefixes: ['10.10.0.0/20'], dnsServers: [] }],
  subnets: [...secured.subnets, ...secured.subnets.filter(({ id }) => id === securedIds.jumpBoxSubnet).map((subnet) => ({ ...subnet, id: clientSubnet, networkId: hubIds.network, prefixes: ['10.10.2.0/28'], natGatewayId: null, defaultOutbound: null }))],
  peerings: hub.peerings.map((peering) => ({ ...peering, usesRemoteGateways: false })),
  bastions: secured.bastions.map((bastion) => ({ ...bastion, networkId: hubIds.network, subnetId: childId(hubIds.network, 'subnets', 'AzureBastionSubnet') })),
  interfaces: secured.interfaces.map((each) => ({ ...each, subnetId: clientSubnet })),
}
const joinedAndLinked: Estate = { ...joinedJumpBox, zoneLinks: [...secured.zoneLinks, ...hubSecured.zoneLinks] }
const joinedWithVpn: Estate = { ...joinedJumpBox, gateways: vpn({}).gateways }
const joinedFromOneSide: Estate = { ...joinedAndLinked, peerings: joinedAndLinked.peerings.map((peering) => ({ ...peering, connected: peering.networkId === ids.network })) }
const joinedAskingElsewhere: Estate = { ...joinedJumpBox, networks: joinedJumpBox.networks.map((network) => (network.id === hubIds.network ? { ...network, dnsServers: ['192.0.2.4'] } : network)) }
/** The jump box's subnet is private and has no way out. */
const noWayOut: Estate = { ...secured, subnets: secured.subnets.map((subnet) => (subnet.id === securedIds.jumpBoxSubnet ? { ...subnet, natGatewayId: null } : subnet)) }
const ownAddress: Estate = { ...noWayOut, interfaces: secured.interfaces.map((each) => ({ ...each, publicAddressId: securedIds.natAddress })) }
/** The jump box's own interface has the compute subnet's group, less the rules named. */
const guarded = (without: readonly string[]): Estate => ({
  ...secured, interfaces: secured.interfaces.map((each) => ({ ...each, securityGroupId: securedIds.securityGroup })), securityRules: restricted(without).securityRules,
})
/** A Developer host in the workspace's network, and the only machine in a joined one. */
const developerBeside: Estate = { ...joinedAndLinked, bastions: host({ sku: 'Developer' }).bastions }
/** Zones that this account does not see, and into which no zone group writes: who keeps them is not known. */
const zonesHidden: Estate = { ...secured, zones: [], zoneLinks: [], zoneGroups: [], records: [] }
const spokeOnly: Estate = { ...hubSecured, zoneLinks: secured.zoneLinks }

const examples: Record<keyof typeof rules, Examples> = {
  'a-way-in-exists': {
    breaks: [
      noWay, open, { ...secured, interfaces: [], machines: [] }, { ...vpn({ clientPools: [] }), bastions: [] }, developerBeside,
    ],
    // Whether a way that is there leads to the workspace is asked separately.
    keeps: [
      secured, hub, host({ sku: 'Developer' }), { ...vpn({}), bastions: [] }, [noWay, choosing({ method: 'alreadyConnected' })], [noWay, choosing({ method: 'alreadyConnected', resolution: 'azureDns' })], joinedAndLinked, joinedWithVpn,
      joinedJumpBox, joinedFromOneSide, joinedAskingElsewhere, noWayOut, guarded(['AzureActiveDirectory']), unread(joinedJumpBox, 'Microsoft.Network/virtualNetworkGateways'),
    ],
    unknown: [unread(noWay, 'Microsoft.Network/virtualNetworkGateways'), unread(noWay, 'Microsoft.Network/bastionHosts'), { ...hub, gateways: [], networks: open.networks }],
  },
  'a-way-in-leads-to-the-workspace': {
    breaks: [
      joinedJumpBox, [joinedJumpBox, choosing({ method: 'alreadyConnected', resolution: 'azureDns' })], joinedFromOneSide, noWayOut, [noWayOut, choosing({ method: 'alreadyConnected', resolution: 'attested' })],
      guarded(['AzureActiveDirectory']), [restricted(['AzureFrontDoor.FrontEnd']), studio('used')],
    ],
    keeps: [
      secured, hub, noWay, open, host({ sku: 'Developer' }), { ...vpn({}), bastions: [] }, joinedAndLinked, ownAddress, guarded([]), restricted(['AzureFrontDoor.FrontEnd']), joinedWithVpn, { ...joinedJumpBox, endpoints: [], connections: [] },
      // Somebody's word counts where what speaks against it is not known.
      [joinedAskingElsewhere, choosing({ method: 'alreadyConnected' })], [joinedAskingElsewhere, choosing({ method: 'bastion', resolution: 'attested' })], [zonesHidden, choosing({ method: 'alreadyConnected' })],
    ],
    unknown: [joinedAskingElsewhere, zonesHidden, unread(joinedJumpBox, 'Microsoft.Network/virtualNetworkGateways'), unread({ ...secured, zoneLinks: [] }, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks')],
  },
  'name-resolution-is-planned': {
    breaks: [[hub, choosing({ method: 'alreadyConnected' })], [open, choosing({ method: 'expressRoute' })], [vpn({}), choosing({ method: 'vpnPointToSite', resolution: 'azureDns' })], [open, choosing({ method: 'alreadyConnected' })]],
    keeps: [secured, open, [hub, choosing({ method: 'alreadyConnected', resolution: 'attested' })], [open, choosing({ method: 'vpnSiteToSite', resolution: 'forwarders' })], [secured, choosing({ method: 'alreadyConnected' })]],
    unknown: [hub, vpn({})],
  },
  'dns-servers-network-is-linked': {
    breaks: [spokeOnly], keeps: [secured, hubSecured, open, hub], unknown: [{ ...secured, networks: secured.networks.map((network) => ({ ...network, dnsServers: ['192.0.2.4'] })) }, unread(hubSecured, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks')],
  },
  'client-tunnels-have-a-future': {
    breaks: [vpn({ tunnels: ['SSTP'] }), vpn({ tunnels: ['IkeV2', 'sstp'] })], keeps: [secured, vpn({}), vpn({ tunnels: ['IkeV2', 'OpenVPN'] }), vpn({ clientPools: [], tunnels: ['SSTP'] })],
    unknown: [vpn({ tunnels: [] }), unread(secured, 'Microsoft.Network/virtualNetworkGateways')],
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
  'private-names-work-on-the-jump-box': {
    breaks: [joinedJumpBox, joinedFromOneSide, { ...secured, zoneLinks: [] }],
    keeps: [secured, open, joinedAndLinked, joinedWithVpn, { ...joinedJumpBox, endpoints: [], connections: [] }],
    unknown: [joinedAskingElsewhere, zonesHidden, unread({ ...secured, zoneLinks: [] }, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks')],
  },
  'bastion-resolves-azure': { breaks: [linked('blob.core.windows.net'), linked('azure.com')], keeps: [secured, open], unknown: [linked('privatelink.azure.com'), unread(secured, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks'), unread(open, 'Microsoft.Network/bastionHosts')] },
  'studio-works-from-inside': {
    breaks: [restricted(['AzureFrontDoor.FrontEnd']), [restricted(['AzureFrontDoor.FrontEnd']), studio('used')], guarded(['AzureFrontDoor.FrontEnd']), noWayOut], keeps: [secured, open, restricted([]), guarded([]), ownAddress, [restricted(['AzureFrontDoor.FrontEnd']), studio('notUsed')]],
    unknown: [unreadGroup, { ...secured, subnets: [] }],
  },
  'bastion-is-supported-with-private-zones': {
    breaks: [{ ...secured, cloud: 'AzureUSGovernment' }], keeps: [secured, { ...open, cloud: 'AzureChinaCloud' }, { ...secured, cloud: 'AzureUSGovernment', zoneLinks: [] }],
    unknown: [unread({ ...secured, cloud: 'AzureUSGovernment', zoneLinks: [] }, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks')],
  },
  'sign-in-pages-load-inside': { breaks: [restricted([]), guarded([]), noWayOut], keeps: [secured, open, ownAddress], unknown: [unreadGroup, { ...guarded([]), securityGroups: [] }, { ...secured, subnets: [] }] },
}

describe('the rules of connecting', () => {
  checkExamples('connectivity', rules, examples)

  it('demand a way in only where public access is or will be off', () => {
    const levels = [open, noWay].map((estate) => placesIn(rules['a-way-in-exists'], estate).map(({ level }) => level))
    const closing = placesIn(rules['a-way-in-exists'], [open, choosing({}, { workspace: { ...undecided.workspace, publicAccess: 'disable' } })]).map(({ level }) => level)
    expect([levels, closing]).toEqual([[['should'], [undefined]], [undefined]])
  })

  it('demand that a way in leads to the workspace only where public access is or will be off', () => {
    const reopened: Estate = { ...noWayOut, workspace: { ...noWayOut.workspace, exposure: { publicAccess: 'open' } } }
    const closing = choosing({}, { workspace: { ...undecided.workspace, publicAccess: 'disable' } })
    expect([noWayOut, reopened, [reopened, closing] as const].map((world) => placesIn(rules['a-way-in-leads-to-the-workspace'], world).map(({ level }) => level))).toEqual([[undefined], ['should'], [undefined]])
  })

  it('say where a way in stops, and what to mend', () => {
    const said = (rule: keyof typeof rules, world: Estate) => placesIn(rules[rule], world).map(({ at, data = {} }) => [nameOf(at), findingText({ step: 'connectivity', rule, data })])
    const nothing = 'nothing carries its traffic to the internet: no NAT gateway with an address, no route to a firewall, no public address of its own and no default outbound access'
    expect(said('a-way-in-leads-to-the-workspace', joinedJumpBox)).toEqual([['mlw-demand', 'No way in leads to the workspace while public access is off. From vm-jump, which bas-demand opens: privatelink.api.azureml.ms is not linked to vnet-hub, where its names are asked for, so the answer is a public address. Public access of the workspace is Disabled.']])
    expect(said('a-way-in-leads-to-the-workspace', noWayOut)).toEqual([['mlw-demand', `No way in leads to the workspace while public access is off. From vm-jump, which bas-demand opens: ${nothing}. Without it nobody signs in there. Public access of the workspace is Disabled.`]])
    expect(said('a-way-in-leads-to-the-workspace', joinedAskingElsewhere)).toEqual([['mlw-demand', 'Not judged: the network holds DNS servers of its own, and the network in which they are could not be read. Read again with an account that may read it.']])
    expect(said('private-names-work-on-the-jump-box', joinedFromOneSide)).toEqual([['vm-jump', 'It does not reach studio and API, notebooks, blobs, file shares by the private address: vnet-hub is not peered with vnet-demand.']])
    expect(said('studio-works-from-inside', guarded(['AzureFrontDoor.FrontEnd']))).toEqual([['vm-jump', 'If the studio is used: the security group of the machine’s own interface does not let TCP 443 out to AzureFrontDoor.FrontEnd.']])
    expect(said('studio-works-from-inside', noWayOut)).toEqual([['snet-jump', `If the studio is used: ${nothing}.`]])
    expect(said('sign-in-pages-load-inside', restricted([]))).toEqual([['snet-jump', 'The subnet denies the internet. These hosts of the sign-in pages have no service tag: *.msauth.net, *.msftauth.net.']])
    expect(said('client-tunnels-have-a-future', vpn({ tunnels: ['SSTP'] }))).toEqual([['vpng-demand', 'vpnClientProtocols is SSTP. Clients that connect by SSTP are cut off on 2027-03-31, and the gateway has no other tunnel.']])
  })

  it('blame every zone that the jump box does not see, once', () => {
    expect(placesIn(rules['private-names-work-on-the-jump-box'], joinedJumpBox).map(({ at, data }) => [at, data?.['zone']])).toEqual([[securedIds.jumpBox, ['privatelink.api.azureml.ms', 'privatelink.notebooks.azure.net', 'privatelink.blob.core.windows.net', 'privatelink.file.core.windows.net']]])
  })

  it('look at a jump box from which the workspace is reached, and at no other machine of a joined network', () => {
    const dnsServer = { ...secured.interfaces[0], id: armId(`${hubIds.group}/providers/Microsoft.Network/networkInterfaces/nic-dns`), region: 'westeurope', subnetId: hubIds.dnsSubnet, publicAddressId: null, securityGroupId: null, machineId: armId(`${hubIds.group}/providers/Microsoft.Compute/virtualMachines/vm-dns`) }
    const both: Estate = { ...joinedAndLinked, subnets: [...joinedAndLinked.subnets, ...hub.subnets.filter(({ id }) => id === hubIds.dnsSubnet).map((subnet) => ({ ...subnet, defaultOutbound: false }))], interfaces: [dnsServer, ...joinedAndLinked.interfaces] }
    expect((['a-way-in-exists', 'a-way-in-leads-to-the-workspace', 'private-names-work-on-the-jump-box', 'studio-works-from-inside', 'sign-in-pages-load-inside'] as const).flatMap((rule) => placesIn(rules[rule], both))).toEqual([])
  })

  it('keep the workspace open until a way in leads to it (WKSP-26)', () => {
    const said = (estate: Estate, resolution: ConnectivityChoices['resolution'] = 'azureDns') => hasWayIn(estate, choosing({ method: 'alreadyConnected', resolution }))
    expect([said(joinedJumpBox), said(noWayOut, 'attested'), said(developerBeside), said(joinedFromOneSide)]).toEqual([false, false, true, false])
    expect([said(secured), said(joinedAndLinked), said(joinedWithVpn), said(joinedAskingElsewhere)]).toEqual([true, true, true, true])
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

  it('proposes a jump box of its own where the one that is there does not lead to the workspace', () => {
    const method = (estate: Estate) => propose(estate, ready).answers.method
    expect([joinedJumpBox, noWayOut, joinedFromOneSide, developerBeside].map(method)).toEqual(['bastion', 'bastion', 'bastion', 'bastion'])
    expect([joinedAndLinked, joinedAskingElsewhere, guarded([]), ownAddress].map(method)).toEqual(['alreadyConnected', 'alreadyConnected', 'alreadyConnected', 'alreadyConnected'])
    // Nothing private is there yet: zones will be linked where the workspace's network asks.
    const before = (estate: Estate): Estate => ({ ...estate, endpoints: [], connections: [] })
    const asking = before(joinedJumpBox)
    expect([asking, { ...asking, networks: asking.networks.map((network) => ({ ...network, dnsServers: ['10.10.2.4'] })) }].map(method)).toEqual(['bastion', 'alreadyConnected'])
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
    expect(tasks[0]?.data).toMatchObject({ method: 'vpnSiteToSite', range: '10.20.0.0/27' })
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
