import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ArmId, childId, nameOf, resourceId } from '../../base/armId.ts'
import { overlapPairs, rangesOf } from '../../base/cidr.ts'
import type { Estate } from '../../estate/estate.ts'
import { hub } from '../../estate/fixtures/hub.ts'
import { ids, open } from '../../estate/fixtures/open.ts'
import { secured, securedIds } from '../../estate/fixtures/secured.ts'
import type { KubernetesNetwork } from '../../estate/services.ts'
import { type Choices, undecided } from '../choices.ts'
import { type Examples, checkExamples } from '../examples.ts'
import { type AddressSpaceChoices, addressSpaceChoices } from './choices.ts'
import { configure } from './configure.ts'
import { conflictOf, prefixConflict, rangesApart } from './conflicts.ts'
import { addressMap } from './map.ts'
import { propose } from './propose.ts'
import type { Rule } from '../rule.ts'
import { rules } from './rules.ts'

type Subnet = Estate['subnets'][number]

const prefixed = (...prefixes: readonly string[]): Estate => ({ ...open, networks: open.networks.map((network) => ({ ...network, prefixes })) })
const unreadNetwork: Estate = { ...open, networks: [], subnets: [] }
const unplaced = (estate: Estate): Estate => ({ ...estate, computes: estate.computes.map((each) => ({ ...each, subnetId: null })) })
const subnet = (change: Partial<Subnet>): Estate => ({ ...open, subnets: open.subnets.map((each) => ({ ...each, ...change })) })
const named = (networkId: Subnet['id'], name: string, prefix: string, change: Partial<Subnet> = {}): Subnet => ({
  id: childId(networkId, 'subnets', name), networkId, prefixes: [prefix], securityGroupId: null, routeTableId: null, natGatewayId: null, serviceEndpoints: [], serviceEndpointPolicyIds: [],
  delegations: [], endpointPolicies: 'Disabled', defaultOutbound: null, ...change,
})
const beside = (...subnets: readonly Subnet[]): Estate => ({ ...open, subnets: [...open.subnets, ...subnets] })
const answered = (part: Partial<AddressSpaceChoices>, rest: Partial<Choices> = {}): Choices => ({
  ...undecided, access: { ...undecided.access, placement: { ...undecided.access.placement, resourceGroup: ids.networkGroup } }, ...rest, addressSpace: { ...undecided.addressSpace, ...part },
})
const chosen = answered({ network: { use: 'existing', id: ids.network } })
/** Two networks could hold the workspace and nobody chose one, so neither is judged. */
const twoCandidates: Estate = { ...unplaced(open), networks: ['a', 'b'].map((name) => ({ id: resourceId(ids.networkGroup, 'Microsoft.Network/virtualNetworks', name), region: 'westeurope', prefixes: ['172.17.0.0/16'], dnsServers: [] })) }
const overVpn: Choices = { ...chosen, connectivity: { ...undecided.connectivity, method: 'vpnSiteToSite' } }
const gateway: Estate = {
  ...open,
  gateways: [{ id: resourceId(ids.networkGroup, 'Microsoft.Network/virtualNetworkGateways', 'vgw'), region: 'westeurope', networkId: ids.network, kind: 'Vpn', vpnType: 'RouteBased', sku: 'VpnGw1AZ', clientPools: ['10.20.9.0/24'], tunnels: [] }],
}
const site = (prefix: string): Estate => {
  const local = resourceId(ids.networkGroup, 'Microsoft.Network/localNetworkGateways', 'site')
  const gateways = gateway.gateways.map((each) => ({ ...each, clientPools: [] }))
  return { ...gateway, gateways, localGateways: [{ id: local, prefixes: [prefix] }], gatewayConnections: [{ id: resourceId(ids.networkGroup, 'Microsoft.Network/connections', 'c'), gatewayId: gateways[0]?.id ?? local, kind: 'IPsec', localGatewayId: local, connected: true }] }
}
const aks: Estate = { ...open, computes: [...open.computes, ...open.computes.slice(0, 1).map((each) => ({ ...each, id: childId(ids.workspace, 'computes', 'aks'), kind: 'AKS', subnetId: null }))] }
const cluster = (bent: Partial<KubernetesNetwork>, estate: Estate = aks): Estate => ({
  ...estate, computes: estate.computes.map((each) => (each.kind === 'AKS' ? { ...each, kubernetes: { subnetId: ids.computeSubnet, serviceRange: '10.99.0.0/24', dnsAddress: '10.99.0.10', dockerRange: '172.18.0.1/16', publicScoring: null, ...bent } } : each)),
})
const firewall = (tier: string, ...subnetIds: readonly Subnet['id'][]): Pick<Estate, 'firewalls'> => ({ firewalls: [{ id: resourceId(ids.networkGroup, 'Microsoft.Network/azureFirewalls', 'afw'), tier, subnetIds, privateAddress: '10.20.4.4', policyId: null }] })
const firewallSubnet = named(ids.network, 'AzureFirewallSubnet', '10.20.4.0/26')
const newSubnets = answered({ network: { use: 'existing', id: ids.network }, endpointSubnet: { use: 'new', name: 'snet-endpoints', prefix: '10.20.2.0/26' } })
const endpointsBeside = (estate: Estate, change: Partial<Subnet>): Estate => ({ ...estate, subnets: estate.subnets.map((each) => (each.id === ids.endpointSubnet ? { ...each, ...change } : each)) })
const withUsage = (estate: Estate, subnetId: Subnet['id'], used: number, limit: number): Estate => ({ ...estate, usages: [...estate.usages.filter((each) => each.subnetId !== subnetId), { subnetId, used, limit }] })
const workspaceWanted = answered({ network: { use: 'existing', id: ids.network }, endpointSubnet: { use: 'existing', id: ids.computeSubnet } }, { workspace: { ...undecided.workspace, reach: 'privateEndpoint' } })
const nodes = (maxNodes: number | null): Estate => ({ ...open, computes: open.computes.map((each) => (each.kind === 'AmlCompute' ? { ...each, maxNodes } : each)) })
/** Machines of others beside the computes. */
const withMachines = (estate: Estate, count: number): Estate => ({
  ...withUsage(estate, ids.computeSubnet, 0, 251),
  interfaces: Array.from({ length: count }, (_, index) => ({ id: resourceId(ids.networkGroup, 'Microsoft.Network/networkInterfaces', `nic${index}`), region: 'westeurope', subnetId: ids.computeSubnet, publicAddressId: null, securityGroupId: null, machineId: null })),
})
/** A machine in a subnet that is a service's own. */
const guestIn = (name: string): Estate => {
  const estate = beside(named(ids.network, name, '10.20.2.0/26'))
  return { ...estate, interfaces: [{ id: resourceId(ids.networkGroup, 'Microsoft.Network/networkInterfaces', 'nic-vm'), region: 'westeurope', subnetId: childId(ids.network, 'subnets', name), publicAddressId: null, securityGroupId: null, machineId: null }] }
}
const clusterPlanned = (maxNodes: number): Choices => {
  const choices = answered({ network: { use: 'existing', id: ids.network }, computeSubnet: { use: 'existing', id: ids.computeSubnet } })
  return { ...choices, registry: { ...choices.registry, build: { use: 'new', name: 'cpu-build', size: 'Standard_DS3_v2', maxNodes } } }
}
const byService: Estate = { ...open, storageAccounts: open.storageAccounts.map((each) => ({ ...each, exceptions: { ...each.exceptions, subnetIds: [ids.computeSubnet] } })) }
const manySubnets: Estate = { ...open, subnets: Array.from({ length: 3001 }, (_, index) => named(ids.network, `s${index}`, '10.20.0.0/29')) }
const unreadEndpoints: Estate = { ...open, unread: [{ id: ids.subscription, type: 'Microsoft.Network/privateEndpoints', status: 403, code: 'AuthorizationFailed' }] }
const bastionChosen: Choices = { ...answered({ network: { use: 'existing', id: ids.network }, bastionSubnet: { use: 'existing', id: childId(ids.network, 'subnets', 'AzureBastionSubnet') } }), connectivity: { ...undecided.connectivity, method: 'bastion' } }

const firewalled = (subnetIds: readonly ArmId[], goneSubnetIds: readonly ArmId[]): Estate =>
  ({ ...secured, storageAccounts: secured.storageAccounts.map((account) => ({ ...account, exceptions: { ...account.exceptions, subnetIds, ...(goneSubnetIds.length === 0 ? {} : { goneSubnetIds }) } })) })

const inChosen = (part: Partial<AddressSpaceChoices>): Choices => answered({ network: { use: 'existing', id: ids.network }, ...part })
/** A new endpoint subnet under a name that the network has already, in another range. */
const nameInUse = inChosen({ endpointSubnet: { use: 'new', name: 'Snet-Training', prefix: '10.20.9.0/26' } })
const oneNameTwice = inChosen({ endpointSubnet: { use: 'new', name: 'snet-new', prefix: '10.20.9.0/26' }, computeSubnet: { use: 'new', name: 'snet-new', prefix: '10.20.10.0/24' } })
const networkNameInUse = answered({ network: { use: 'new', name: nameOf(ids.network), prefixes: ['10.99.0.0/16'] } })
/** The desired estate of these choices, with them. */
const made = (estate: Estate, choices: Choices): [Estate, Choices] => [configure(estate, choices.addressSpace, choices), choices]
const webSubnet = named(ids.network, 'snet-web', '10.20.2.0/26', { delegations: ['Microsoft.Web/serverFarms'] })

const withMethod = (method: Choices['connectivity']['method'], choices: Choices): Choices => ({ ...choices, connectivity: { ...choices.connectivity, method } })
const narrow = (...prefixes: readonly string[]): Estate => ({ ...open, networks: open.networks.map((network) => ({ ...network, prefixes })) })
/** A full range for computes, and one more that is just large enough for the endpoints and a gateway. */
const tight = narrow('10.20.1.0/24', '10.20.2.0/26')

const examples: Record<keyof typeof rules, Examples> = {
  'new-names-are-free': {
    breaks: [made(open, nameInUse), made(open, oneNameTwice), made(open, networkNameInUse)],
    keeps: [open, made(open, newSubnets), made(beside(named(ids.network, 'snet-endpoints', '10.20.2.0/26')), newSubnets), [open, newSubnets]],
    // A subnet that is to be made is in the desired estate; where its network was not read, that is told by the rules about the network.
    unknown: [],
  },
  'network-has-room-for-its-gateway': {
    breaks: [made(tight, withMethod('expressRoute', inChosen({ endpointSubnet: { use: 'new', name: 'snet-endpoints', prefix: '10.20.2.0/26' } }))), [narrow('10.20.1.0/24'), withMethod('vpnPointToSite', chosen)]],
    keeps: [
      open, [open, overVpn], [narrow('10.20.1.0/24'), chosen], [secured, withMethod('expressRoute', chosen)], made(tight, withMethod('expressRoute', inChosen({ endpointSubnet: { use: 'new', name: 'snet-endpoints', prefix: '10.20.2.32/27' } }))),
      [{ ...narrow('10.20.1.0/24'), subnets: [...open.subnets, named(ids.network, 'gatewaysubnet', '10.20.2.0/27')] }, withMethod('expressRoute', chosen)],
    ],
    unknown: [[unreadNetwork, overVpn]],
  },
  'chosen-subnets-belong-to-no-service': {
    breaks: [
      made(open, inChosen({ endpointSubnet: { use: 'new', name: 'AzureFirewallSubnet', prefix: '10.20.2.0/26' } })), made(open, inChosen({ computeSubnet: { use: 'new', name: 'RouteServerSubnet', prefix: '10.20.2.0/26' } })),
      [beside(webSubnet), inChosen({ endpointSubnet: { use: 'existing', id: webSubnet.id } })], [beside(webSubnet), withMethod('bastion', inChosen({ jumpBoxSubnet: { use: 'existing', id: webSubnet.id } }))],
    ],
    keeps: [open, [open, newSubnets], [secured, bastionChosen], [beside(webSubnet), inChosen({ jumpBoxSubnet: { use: 'existing', id: webSubnet.id } })]],
    unknown: [[unreadNetwork, inChosen({ endpointSubnet: { use: 'existing', id: webSubnet.id } })]],
  },
  // The account itself says it; an account that was not read is told by the rules about storage.
  'admitted-subnets-are-still-there': {
    breaks: [firewalled([], [childId(ids.network, 'subnets', 'gone')]), firewalled([ids.endpointSubnet], [ids.computeSubnet])], keeps: [open, secured, firewalled([ids.computeSubnet], [])], unknown: [],
  },
  'range-is-not-dockers': {
    breaks: [prefixed('172.17.0.0/16'), prefixed('10.0.0.0/8', '172.16.0.0/12'), prefixed('172.17.255.0/24'), prefixed('0.0.0.0/0'), prefixed('172.17.0.1/16'), unplaced(prefixed('172.16.0.0/15'))],
    keeps: [open, prefixed('172.16.0.0/16'), prefixed('172.18.0.0/16'), secured, twoCandidates],
    unknown: [unreadNetwork],
  },
  'range-is-not-reserved': { breaks: [prefixed('224.0.0.0/8'), prefixed('0.0.0.0/0'), prefixed('168.63.0.0/16')], keeps: [open, secured, prefixed('172.17.0.0/16')], unknown: [unreadNetwork] },
  'ranges-to-join-do-not-overlap': {
    breaks: [gateway, site('10.20.4.0/24'), site('10.0.0.0/8'), hub, [open, overVpn], [open, { ...chosen, addressSpace: { ...chosen.addressSpace, otherRanges: ['10.20.128.0/17'] } }]],
    keeps: [open, secured, site('192.168.0.0/24'), [hub, { ...chosen, addressSpace: { ...chosen.addressSpace, otherRanges: [] } }], [open, { ...overVpn, addressSpace: { ...overVpn.addressSpace, otherRanges: ['10.30.0.0/16'] } }]],
    unknown: [unreadNetwork, { ...hub, peerings: hub.peerings.map((each) => ({ ...each, remotePrefixes: [] })) }],
  },
  'dns-servers-are-azures': { breaks: [hub], keeps: [open, { ...open, networks: open.networks.map((network) => ({ ...network, dnsServers: ['168.63.129.16'] })) }], unknown: [unreadNetwork] },
  'aks-ranges-are-apart': {
    breaks: [
      { ...aks, networks: prefixed('10.0.0.0/20').networks }, cluster({ serviceRange: '10.20.1.128/25', dnsAddress: '10.20.1.130' }), cluster({ dockerRange: '10.20.1.1/24' }), cluster({ dnsAddress: '10.98.0.10' }),
      cluster({ subnetId: null, serviceRange: '10.20.0.0/16', dnsAddress: null }), cluster({ serviceRange: null }, { ...aks, networks: prefixed('10.0.0.0/20').networks }),
    ],
    keeps: [open, prefixed('10.0.0.0/20'), cluster({}), cluster({ serviceRange: '10.20.9.0/24', dnsAddress: '10.20.9.10' }), cluster({}, { ...aks, networks: prefixed('10.0.0.0/20').networks })],
    unknown: [aks, { ...aks, networks: [], subnets: [] }, cluster({ serviceRange: null }), cluster({}, { ...aks, networks: [], subnets: [] })],
  },
  'range-is-private': { breaks: [prefixed('100.64.0.0/16'), prefixed('10.0.0.0/7')], keeps: [open, prefixed('172.16.0.0/16', '192.168.4.0/22')], unknown: [unreadNetwork] },
  'network-is-within-limits': {
    breaks: [manySubnets, { ...open, networks: open.networks.map((network) => ({ ...network, dnsServers: Array.from({ length: 21 }, (_, index) => `10.20.3.${index + 1}`) })) }],
    keeps: [open, secured], unknown: [unreadNetwork, unreadEndpoints],
  },
  'subnets-fit-and-are-apart': {
    breaks: [beside(named(ids.network, 'a', '10.20.1.128/25')), beside(named(ids.network, 'a', '10.21.0.0/24')), beside(named(ids.network, 'a', '10.20.9.0/30'))],
    keeps: [open, secured, hub, beside(named(ids.network, 'a', '10.20.2.0/29', { prefixes: ['10.20.2.0/29', 'fd00::/64'] }))], unknown: [unreadNetwork],
  },
  'compute-subnet-is-not-delegated': {
    breaks: [subnet({ delegations: ['Microsoft.Web/serverFarms'] }), [beside(named(ids.network, 'a', '10.20.2.0/24', { delegations: ['Microsoft.Web/serverFarms'] })), answered({ computeSubnet: { use: 'existing', id: childId(ids.network, 'subnets', 'a') } })]],
    keeps: [open, [open, newSubnets]], unknown: [unreadNetwork],
  },
  'endpoint-subnet-has-policies-off': { breaks: [endpointsBeside(secured, { endpointPolicies: 'Enabled' }), endpointsBeside(secured, { endpointPolicies: 'NetworkSecurityGroupEnabled' })], keeps: [secured, subnet({ endpointPolicies: 'Enabled' })], unknown: [{ ...secured, subnets: [] }] },
  'gateway-subnet-fits-its-gateway': {
    breaks: [beside(named(ids.network, 'GatewaySubnet', '10.20.2.0/28')), beside(named(ids.network, 'GatewaySubnet', '10.20.2.0/27', { securityGroupId: securedIds.securityGroup })), guestIn('GatewaySubnet')],
    // ARM compares names without case, and some answers spell ids in lower case.
    keeps: [open, hub, beside(named(ids.network, 'GatewaySubnet', '10.20.2.0/26')), beside(named(ids.network, 'gatewaysubnet', '10.20.2.0/26'))], unknown: [unreadNetwork],
  },
  'bastion-subnet-fits-its-host': {
    breaks: [
      beside(named(ids.network, 'AzureBastionSubnet', '10.20.2.0/27')), beside(named(ids.network, 'AzureBastionSubnet', '10.20.2.0/26', { routeTableId: securedIds.natGateway })),
      { ...secured, interfaces: secured.interfaces.map((each) => ({ ...each, subnetId: securedIds.bastionSubnet })) },
    ],
    keeps: [open, secured, { ...secured, bastions: secured.bastions.map((each) => ({ ...each, sku: 'Developer', subnetId: null })) }], unknown: [[open, bastionChosen]],
  },
  'firewall-subnet-fits-its-firewall': {
    breaks: [{ ...beside(named(ids.network, 'AzureFirewallSubnet', '10.20.4.0/27')), ...firewall('Standard') }, { ...beside(firewallSubnet), ...firewall('Basic', firewallSubnet.id) }],
    keeps: [open, { ...beside(firewallSubnet), ...firewall('Standard', firewallSubnet.id) }, { ...beside(firewallSubnet, named(ids.network, 'AzureFirewallManagementSubnet', '10.20.5.0/26')), ...firewall('Basic', firewallSubnet.id) }],
    unknown: [{ ...open, ...firewall('Standard', firewallSubnet.id) }],
  },
  'resolver-subnet-fits-its-endpoint': {
    breaks: [beside(named(ids.network, 'a', '10.20.2.0/29', { delegations: ['Microsoft.Network/dnsResolvers'] })), beside(named(ids.network, 'a', '10.20.2.0/23', { delegations: ['Microsoft.Network/dnsResolvers'] }))],
    keeps: [open, beside(named(ids.network, 'a', '10.20.2.0/28', { delegations: ['Microsoft.Network/dnsResolvers'] }))], unknown: [unreadNetwork],
  },
  // It speaks of subnets that the choices make, so there is nothing that could not be read.
  'new-subnet-says-its-outbound-access': { breaks: [[beside(named(ids.network, 'snet-endpoints', '10.20.2.0/26')), newSubnets]], keeps: [open, beside(named(ids.network, 'snet-endpoints', '10.20.2.0/26')), [configure(open, newSubnets.addressSpace, newSubnets), newSubnets]], unknown: [] },
  'compute-subnet-keeps-its-policies': { breaks: [subnet({ endpointPolicies: 'Enabled' })], keeps: [open, secured, endpointsBeside(secured, { endpointPolicies: 'Enabled' })], unknown: [unreadNetwork] },
  'endpoint-subnet-has-room': {
    breaks: [[withUsage(open, ids.computeSubnet, 249, 251), workspaceWanted], withUsage(secured, ids.endpointSubnet, 58, 59)],
    keeps: [open, secured, [withUsage(open, ids.computeSubnet, 248, 251), workspaceWanted], [withUsage(secured, ids.endpointSubnet, 59, 59), { ...undecided, storage: { ...undecided.storage, parallelRunStep: 'notUsed' } }]],
    unknown: [[{ ...open, usages: [] }, workspaceWanted], { ...secured, subnets: [] }],
  },
  'compute-subnet-has-room': {
    breaks: [nodes(251), { ...nodes(60), subnets: subnet({ prefixes: ['10.20.1.0/26'] }).subnets, usages: [] }, withMachines(nodes(249), 3), [withUsage(unplaced(open), ids.computeSubnet, 240, 251), clusterPlanned(12)]],
    keeps: [open, secured, withUsage(nodes(250), ids.computeSubnet, 0, 251), withUsage(nodes(50), ids.computeSubnet, 200, 251), withMachines(nodes(240), 3), [withUsage(unplaced(open), ids.computeSubnet, 239, 251), clusterPlanned(12)]],
    // Azure counts addresses, not whose they are: of those in use, some may be the clusters' own.
    unknown: [nodes(null), unreadNetwork, nodes(250), withUsage(nodes(50), ids.computeSubnet, 240, 251), { ...open, usages: [] }],
  },
  // The account's rule names the subnet; without the account there is no such rule to see.
  'shared-subnet-is-known': { breaks: [byService], keeps: [open, secured, { ...byService, computes: [] }], unknown: [] },
}

describe('rules of the address space', () => {
  checkExamples('addressSpace', rules, examples)

  it('judges a lone candidate as a warning, before anybody chose it', () => {
    expect(rules['range-is-not-dockers'].broken(unplaced(prefixed('172.16.0.0/12')), undecided).map(({ level }) => level)).toEqual(['should'])
  })

  it('tells of each subnet once that it overlaps, however many lie on one range', () => {
    const estate = beside(...Array.from({ length: 60 }, (_, index) => named(ids.network, `s${index}`, '10.20.9.0/24')))
    expect(rules['subnets-fit-and-are-apart'].broken(estate, chosen)).toHaveLength(59)
  })

  it('says that nothing was declared as a warning, and an overlap as an error', () => {
    const levels = (estate: Estate, choices: Choices) => rules['ranges-to-join-do-not-overlap'].broken(estate, choices).map(({ level }) => level)
    expect([levels(open, overVpn), levels(site('10.20.4.0/24'), overVpn)]).toEqual([['should'], [undefined]])
  })

  it('asks room for pipelines only under their condition', () => {
    const full = withUsage(secured, ids.endpointSubnet, 59, 59)
    expect(rules['endpoint-subnet-has-room'].broken(full, undecided)).toEqual([{ at: ids.endpointSubnet, level: 'should', data: { free: 0, limit: 59, used: 59, needed: 2, condition: 'parallelRunStep' } }])
    const used: Choices = { ...undecided, storage: { ...undecided.storage, parallelRunStep: 'used', accounts: [{ id: ids.account, reach: 'privateEndpoint', groups: [] }] } }
    expect(rules['endpoint-subnet-has-room'].broken(full, used)[0]?.level).toBeUndefined()
  })

  it.each([
    ['172.17.0.0/16', ['ADDR-01']], ['172.17.255.0/24', ['ADDR-01']], ['172.16.0.0/12', ['ADDR-01']], ['172.16.0.0/15', ['ADDR-01']], ['172.0.0.0/8', ['ADDR-01', 'ADDR-21']], ['172.16.0.0/16', []], ['172.18.0.0/16', []],
    ['172.17.0.1/16', ['ADDR-01']], ['0.0.0.0/0', ['ADDR-01', 'ADDR-02', 'ADDR-21']],
  ] as const)('C39 judges the prefix %s', (prefix, expected) => {
    const about = (['range-is-not-dockers', 'range-is-not-reserved', 'range-is-private'] as const).filter((name) => rules[name].broken(prefixed(prefix), undecided).length > 0)
    expect(about.map((name) => rules[name].requirement)).toEqual(expected)
  })

  it('C39 takes no text that is no IPv4 prefix', () => {
    const parsed = addressSpaceChoices.safeParse({ ...undecided.addressSpace, network: { use: 'new', name: 'vnet', prefixes: ['::ffff:172.17.0.0/112'] } })
    expect(parsed.success).toBe(false)
  })
})

const anywhere = unplaced({ ...open, networks: [], subnets: [], usages: [] })
const foreign: Estate = { ...anywhere, networks: open.networks.map((network) => ({ ...network, region: 'northeurope', prefixes: ['10.1.0.0/16'] })) }

describe('propose', () => {
  const proposed = (estate: Estate, choices: Choices = undecided) => propose(estate, choices).answers

  it.each([['open', open], ['secured', secured], ['hub', hub], ['anywhere', anywhere], ['foreign', foreign], ['unread', unreadNetwork]] as const)('gives choices that the schema takes, from %s', (_, estate) => {
    expect(addressSpaceChoices.safeParse(proposed(estate)).success).toBe(true)
  })

  it('reuses the network and subnets that the workspace lives in', () => {
    expect(proposed(secured)).toMatchObject({
      network: { use: 'existing', id: ids.network }, computeSubnet: { use: 'existing', id: ids.computeSubnet }, endpointSubnet: { use: 'existing', id: ids.endpointSubnet },
      bastionSubnet: { use: 'existing', id: securedIds.bastionSubnet }, jumpBoxSubnet: { use: 'existing', id: securedIds.jumpBoxSubnet },
    })
  })

  it('puts a new endpoint subnet into free space, /27 or larger', () => {
    expect(proposed(open).endpointSubnet).toEqual({ use: 'new', name: 'snet-endpoints', prefix: '10.20.0.0/26' })
  })

  it('leaves the last range of a gateway’s size to the gateway that is to be built', () => {
    expect(proposed(tight, withMethod('expressRoute', undecided)).endpointSubnet).toEqual({ use: 'new', name: 'snet-endpoints', prefix: '10.20.2.32/27' })
    expect(proposed(tight).endpointSubnet).toEqual({ use: 'new', name: 'snet-endpoints', prefix: '10.20.2.0/26' })
  })

  it('makes a network apart from every range that is known', () => {
    expect(proposed(anywhere).network).toMatchObject({ use: 'new', prefixes: ['10.1.0.0/20'] })
    expect(proposed(foreign).network).toMatchObject({ use: 'new', prefixes: ['10.2.0.0/20'] })
  })

  it('takes a network of the same region and subscription before it makes one, unless it meets the Docker bridge', () => {
    expect(proposed(unplaced(open)).network).toEqual({ use: 'existing', id: ids.network })
    expect(proposed(unplaced(prefixed('172.17.0.0/16'))).network).toMatchObject({ use: 'new' })
  })

  it('proposes a second subnet when the endpoint subnet is full, and leaves the first alone', () => {
    expect(proposed(withUsage(secured, ids.endpointSubnet, 58, 59)).endpointSubnet).toEqual({ use: 'new', name: 'snet-endpoints-2', prefix: '10.20.0.0/27' })
  })

  it('takes the subnets of the pattern’s names that an unfinished plan left, with room and without delegation, and makes no second ones', () => {
    const left = (change: Partial<Subnet> = {}): Estate => ({ ...anywhere, networks: open.networks, subnets: ['training', 'endpoints', 'jumpbox'].map((name, index) => named(ids.network, `snet-${name}`, `10.20.${index}.0/26`, change)) })
    const names = (estate: Estate) => { const { computeSubnet, endpointSubnet, jumpBoxSubnet } = proposed(estate); return [computeSubnet, endpointSubnet, jumpBoxSubnet].map((choice) => (choice === 'undecided' ? choice : choice.use === 'existing' ? nameOf(choice.id) : `new ${choice.name}`)) }
    expect(names(left())).toEqual(['snet-training', 'snet-endpoints', 'snet-jumpbox'])
    expect(names(left({ delegations: ['Microsoft.Web/serverFarms'] }))).toEqual(['new snet-training-2', 'new snet-endpoints-2', 'new snet-jumpbox-2'])
    expect(names(withUsage(left(), childId(ids.network, 'subnets', 'snet-training'), 59, 59))[0]).toBe('new snet-training-2')
  })

  it('keeps endpoints in the subnet of the computes on the service endpoint path', () => {
    expect(proposed(byService).endpointSubnet).toEqual({ use: 'existing', id: ids.computeSubnet })
  })

  it('shares the compute subnet when the network has no free range', () => {
    expect(proposed(narrow('10.20.1.0/24')).endpointSubnet).toEqual({ use: 'existing', id: ids.computeSubnet })
  })

  it('gives every new subnet a range that meets no other, in any network', () => {
    fc.assert(fc.property(fc.integer({ min: 16, max: 26 }), fc.array(fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 24, max: 28 })), { maxLength: 12 }), (length, taken) => {
      const subnets = taken.map(([third, prefix], index) => named(ids.network, `s${index}`, `10.20.${third}.0/${prefix}`))
      const estate: Estate = { ...unplaced(open), networks: narrow(`10.20.0.0/${length}`).networks, subnets, usages: [] }
      const { endpointSubnet, computeSubnet, bastionSubnet, jumpBoxSubnet } = proposed(estate)
      const made = [endpointSubnet, computeSubnet, bastionSubnet, jumpBoxSubnet].flatMap((choice) => (choice === 'undecided' || choice.use === 'existing' ? [] : [choice.prefix]))
      const ranges = rangesOf([...new Set(made)])
      const old = rangesOf(subnets.flatMap(({ prefixes }) => prefixes))
      expect(overlapPairs([...ranges, ...old]).filter(([one, two]) => !(old.includes(one) && old.includes(two)))).toEqual([])
    }), { numRuns: 60 })
  })
})

const freshChoices = (egress: Choices['outbound']['egress']): Choices => ({ ...answered(propose(anywhere, answered({})).answers), outbound: { ...undecided.outbound, egress } })

describe('configure', () => {
  it('makes the new network and its subnets, with outbound access said in so many words', () => {
    const choices = freshChoices('natGateway')
    const after = configure(anywhere, choices.addressSpace, choices)
    expect(after.networks.map(({ region, prefixes }) => [region, prefixes])).toEqual([['westeurope', ['10.1.0.0/20']]])
    expect(after.subnets.map(({ id, prefixes, defaultOutbound, endpointPolicies }) => [id.split('/').at(-1), prefixes, defaultOutbound, endpointPolicies])).toEqual([
      ['snet-endpoints', ['10.1.1.0/26'], false, 'Disabled'], ['snet-training', ['10.1.0.0/24'], false, 'Disabled'],
    ])
    expect(configure(after, choices.addressSpace, choices)).toEqual(after)
  })

  it('keeps default outbound access for a new compute subnet while no other way out is chosen', () => {
    const choices = freshChoices('undecided')
    expect(configure(anywhere, choices.addressSpace, choices).subnets.map(({ defaultOutbound }) => defaultOutbound)).toEqual([false, true])
  })

  it('gives a new compute subnet the way out that the computes’ present one has, where the answer is to go out as they do now', () => {
    const out = (before: Estate, egress: Choices['outbound']['egress'] = 'existing') => {
      const choices: Choices = { ...newSubnets, addressSpace: { ...newSubnets.addressSpace, computeSubnet: { use: 'new', name: 'snet-training-2', prefix: '10.20.9.0/24' } }, outbound: { ...undecided.outbound, egress } }
      const after = configure(before, choices.addressSpace, choices)
      expect(configure(after, choices.addressSpace, choices)).toEqual(after)
      return after.subnets.filter(({ id }) => nameOf(id) === 'snet-training-2').map(({ natGatewayId, routeTableId, defaultOutbound }) => [natGatewayId, routeTableId, defaultOutbound])
    }
    const bent = (change: Partial<Subnet>): Estate => ({ ...secured, subnets: secured.subnets.map((each) => (each.id === ids.computeSubnet ? { ...each, ...change } : each)) })
    const table = childId(ids.networkGroup, 'providers/Microsoft.Network/routeTables', 'rt')
    const routed = (nextHop: 'VirtualAppliance' | 'None'): Estate => ({
      ...bent({ natGatewayId: null, routeTableId: table }), routeTables: [{ id: table, region: 'westeurope' }], routes: [{ id: childId(table, 'routes', 'all'), tableId: table, prefix: '0.0.0.0/0', nextHop, nextHopAddress: nextHop === 'None' ? null : '10.20.9.4' }],
    })
    expect(out(secured)).toEqual([[securedIds.natGateway, null, false]])
    expect(out(routed('VirtualAppliance'))).toEqual([[null, table, false]])
    expect([out(routed('None')), out(bent({ natGatewayId: null })), out({ ...secured, natGateways: [] })]).toEqual(Array(3).fill([[null, null, true]]))
    expect(out(secured, 'undecided')).toEqual([[null, null, true]])
  })

  it('adds Bastion’s subnets with Bastion only', () => {
    const choices: Choices = { ...freshChoices('natGateway'), connectivity: { ...undecided.connectivity, method: 'bastion' } }
    const after = configure(anywhere, choices.addressSpace, choices)
    expect(after.subnets.map(({ id }) => id.split('/').at(-1))).toEqual(['AzureBastionSubnet', 'snet-endpoints', 'snet-jumpbox', 'snet-training'])
  })

  it('switches network policies off on the chosen endpoint subnet and nowhere else', () => {
    const before = subnet({ endpointPolicies: 'Enabled' })
    const choices = answered({ network: { use: 'existing', id: ids.network }, endpointSubnet: { use: 'existing', id: ids.computeSubnet } })
    expect(configure(before, choices.addressSpace, choices).subnets[0]?.endpointPolicies).toBe('Disabled')
    expect(configure(before, newSubnets.addressSpace, newSubnets).subnets.find(({ id }) => id === ids.computeSubnet)?.endpointPolicies).toBe('Enabled')
  })

  it('has computes outside every network made again in the subnet where the choices would cut them off, with a task for each', () => {
    const place = { network: { use: 'existing', id: ids.network }, computeSubnet: { use: 'existing', id: ids.computeSubnet } } as const
    const closing = answered(place, { workspace: { ...undecided.workspace, reach: 'privateEndpoint' }, outbound: { ...undecided.outbound, newCompute: 'withoutPublicIp' } })
    const after = configure(unplaced(aks), closing.addressSpace, closing)
    expect(after.computes.map(({ id, subnetId, publicIp }) => [nameOf(id), subnetId, publicIp])).toEqual([['aks', null, false], ['ci-ana', ids.computeSubnet, false], ['cpu-train', ids.computeSubnet, false]])
    expect(after.tasks.map(({ id, task, data }) => [task, data['compute'], data['subnet'], id])).toEqual([ids.instance, ids.cluster].map((id) => ['recreateCompute', id, ids.computeSubnet, childId(id, 'tasks', 'recreateCompute')]))
    expect(configure(after, closing.addressSpace, closing)).toEqual(after)
    const managed: Choices = { ...closing, access: { ...closing.access, path: 'managedNetwork' } }
    for (const choices of [answered(place), answered({}, { workspace: closing.workspace }), managed]) expect(configure(unplaced(open), choices.addressSpace, choices).tasks).toEqual([])
    expect(configure(open, closing.addressSpace, closing).tasks).toEqual([])
  })

  it('counts them in the room of a new subnet', () => {
    const many: Estate = { ...unplaced(nodes(500)), subnets: [], networks: narrow('10.20.0.0/16').networks }
    const closing = { workspace: { ...undecided.workspace, reach: 'privateEndpoint' as const } }
    const { answers } = propose(many, answered(propose(many, answered({}, closing)).answers, closing))
    expect(answers.computeSubnet).toMatchObject({ use: 'new', prefix: '10.20.0.0/23' })
  })

  it('changes nothing while nothing is decided, and nothing of a secured estate', () => {
    expect(configure(open, undecided.addressSpace, undecided)).toBe(open)
    const own = propose(secured, undecided).answers
    expect(configure(secured, own, { ...undecided, addressSpace: own })).toEqual(secured)
  })

  it.each([['open', open], ['hub', hub], ['anywhere', anywhere], ['secured', secured]] as const)('leaves no rule broken that the proposal can keep, from %s', (_, estate) => {
    const choices = answered({ ...propose(estate, answered({})).answers, otherRanges: [] })
    const after = configure(estate, choices.addressSpace, choices)
    const musts = Object.values<Rule>(rules).flatMap((rule) => rule.broken(after, choices).filter(({ level, verdict }) => rule.level === 'must' && level === undefined && verdict === undefined).map(({ at }) => [rule.requirement, at]))
    expect(musts).toEqual([])
  })
})

describe('conflicts while a range is chosen', () => {
  const at = (prefix: string): Choices => answered({ network: { use: 'existing', id: ids.network }, endpointSubnet: { use: 'new', name: 'snet-endpoints', prefix } })
  const found = (prefix: string, needed = 10) => conflictOf(open, at(prefix), 'endpointSubnet', needed)

  it('names the other party and the first free range', () => {
    expect(found('10.20.1.128/27')).toEqual({ conflict: { conflict: 'overlaps', other: 'snet-training', range: '10.20.1.0/24' }, instead: '10.20.0.0/27' })
    expect(found('10.21.0.0/27')).toEqual({ conflict: { conflict: 'outside', range: '10.20.0.0/16' }, instead: '10.20.0.0/27' })
    expect(found('10.20.2.0/29')).toEqual({ conflict: { conflict: 'small', needed: 10, usable: 3 }, instead: '10.20.0.0/28' })
    expect(found('10.20.2.0/31')?.conflict.conflict).toBe('size')
    expect(found('10.20.2.0/27')).toBeNull()
  })

  it('tells a name that the network has already, or that another need takes', () => {
    expect(conflictOf(open, nameInUse, 'endpointSubnet', 5)).toEqual({ conflict: { conflict: 'nameTaken', other: 'snet-training', range: '10.20.1.0/24' }, instead: null })
    expect(conflictOf(open, oneNameTwice, 'computeSubnet', 5)).toEqual({ conflict: { conflict: 'nameTaken', other: 'snet-new', range: '10.20.9.0/26' }, instead: null })
  })

  it('tells a range that takes the last room of the gateway that is to be built, with one that leaves it', () => {
    const choices = withMethod('expressRoute', inChosen({ endpointSubnet: { use: 'new', name: 'snet-endpoints', prefix: '10.20.2.0/26' } }))
    expect(conflictOf(tight, choices, 'endpointSubnet', 5)).toEqual({ conflict: { conflict: 'gateway', least: 27 }, instead: '10.20.2.32/28' })
    expect(conflictOf(tight, withMethod('alreadyConnected', choices), 'endpointSubnet', 5)).toBeNull()
  })

  it('finds nothing wrong with a new subnet that was made since', () => {
    expect(conflictOf(beside(named(ids.network, 'snet-endpoints', '10.20.2.0/26')), newSubnets, 'endpointSubnet', 10)).toBeNull()
  })

  it('asks /26 for Bastion', () => {
    const choices: Choices = { ...answered({ network: { use: 'existing', id: ids.network }, bastionSubnet: { use: 'new', name: 'AzureBastionSubnet', prefix: '10.20.2.0/27' } }), connectivity: { ...undecided.connectivity, method: 'bastion' } }
    expect(conflictOf(open, choices, 'bastionSubnet', 0)).toEqual({ conflict: { conflict: 'size', least: 26, most: 2 }, instead: '10.20.0.0/26' })
  })

  it('tells a prefix of a new network that meets the Docker bridge', () => {
    expect(prefixConflict('172.16.0.0/12')).toEqual({ conflict: 'reserved', other: 'docker-bridge', range: '172.17.0.0/16' })
    expect(prefixConflict('10.64.0.0/20')).toBeNull()
  })

  it('lists the ranges that must not meet, the article’s first', () => {
    expect(rangesApart(hub, { ...chosen, addressSpace: { ...chosen.addressSpace, otherRanges: ['10.20.4.0/24'] } })).toEqual([
      { text: '172.17.0.0/16', what: 'docker', name: '', meets: false }, { text: '10.10.0.0/20', what: 'peered', name: 'vnet-hub', meets: false }, { text: '10.20.4.0/24', what: 'declared', name: '', meets: true },
    ])
  })
})

describe('the address map', () => {
  it('draws a prefix in rows, folds free ones and counts', () => {
    const small: Estate = { ...open, networks: narrow('10.20.0.0/20').networks }
    const [map] = addressMap(small, newSubnets)
    expect(map).toMatchObject({ prefix: '10.20.0.0/20', total: 4096, free: 4096 - 256 - 64, perRow: 256, meetsDocker: false })
    expect(map?.rows.map(({ label, blocks }) => [label, blocks.map(({ kind, name, length, used, addresses }) => [kind, name, length, used, addresses].join(' '))])).toEqual([
      ['10.20.0.0', ['free    256']], ['.1.0', ['exists snet-training 24 6 256']], ['.2.0', ['planned snet-endpoints 26  64', 'free    192']], ['.3.0 – .15.255', ['free    3328']],
    ])
  })

  it('marks ranges that meet as a conflict', () => {
    const choices = answered({ network: { use: 'existing', id: ids.network }, endpointSubnet: { use: 'new', name: 'x', prefix: '10.20.1.0/27' } })
    const small: Estate = { ...open, networks: narrow('10.20.0.0/20').networks }
    expect(addressMap(small, choices)[0]?.rows.flatMap(({ blocks }) => blocks).filter(({ kind }) => kind === 'conflict').map(({ name }) => name).sort()).toEqual(['snet-training', 'x'])
  })

  it('lays rows without a gap for any prefix', () => {
    fc.assert(fc.property(fc.integer({ min: 8, max: 29 }), fc.integer({ min: 24, max: 29 }), (length, sub) => {
      const estate: Estate = { ...open, networks: narrow(`10.20.0.0/${length}`).networks, subnets: [named(ids.network, 'a', `10.20.0.0/${Math.max(sub, length)}`)] }
      const [map] = addressMap(estate, chosen)
      expect(map?.rows.map(({ blocks }) => Math.round(blocks.reduce((sum, { share }) => sum + share, 0) * 1e6) / 1e6)).toEqual(map?.rows.map(() => 1))
    }), { numRuns: 60 })
  })
})
