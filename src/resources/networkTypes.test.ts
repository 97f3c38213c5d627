/** The network types that are read in a few lines each: what recorded and literal answers become, and what a new one is made of. */
import { describe, expect, it } from 'vitest'
import { armId } from '../base/armId.ts'
import type { Body } from '../changes/change.ts'
import { readingOf } from '../discovery/inline.ts'
import { open } from '../estate/fixtures/open.ts'
import { secured } from '../estate/fixtures/secured.ts'
import { bastion } from './bastion.ts'
import { firewall } from './firewall.ts'
import { gateway } from './gateway.ts'
import { gatewayConnection } from './gatewayConnection.ts'
import { localGateway } from './localGateway.ts'
import { machine } from './machine.ts'
import { natGateway } from './natGateway.ts'
import { interfacesOfEndpoints, networkInterface } from './networkInterface.ts'
import { peering } from './peering.ts'
import { publicAddress } from './publicAddress.ts'
import type { EntryOf, Kept, ResourceType } from './resourceType.ts'
import { routeTable } from './routeTable.ts'
import { securityGroup } from './securityGroup.ts'
import { securityRule } from './securityRule.ts'
import { subnet } from './subnet.ts'
import { tableRoute } from './tableRoute.ts'
import { virtualNetwork } from './virtualNetwork.ts'

const group = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-net'
const network = (path: string) => armId(`${group}/providers/Microsoft.Network/${path}`)
const subnetId = network('virtualNetworks/vnet-a/subnets/snet-a')
const at = (id: string, properties: Body, more: Body = {}): Body => ({ id, location: 'West Europe', properties, ...more })

function read<List extends Kept>(type: ResourceType<List>, body: Body, others: readonly Body[] = []): EntryOf<List> | null {
  return type.read(body, readingOf([body, ...others], []))
}

/** What a new resource's body becomes when Azure answers with it. */
function again<List extends Kept>(type: ResourceType<List>, entry: EntryOf<List> & { readonly id: string }): EntryOf<List> | null {
  return read(type, { ...merged(type.create?.(entry, open) ?? {}, type.manage?.(entry) ?? {}), id: entry.id })
}

/** Creating and managing as one body; both have at most `properties` in common. */
const merged = (one: Body, other: Body): Body => ({ ...one, ...other, properties: { ...Object(one['properties']), ...Object(other['properties']) } })

describe('virtualNetwork', () => {
  const id = network('virtualNetworks/vnet-a')
  const body = at(id, { addressSpace: { addressPrefixes: ['10.0.0.0/16'] }, dhcpOptions: { dnsServers: ['10.0.0.4'] }, subnets: [] })

  it('reads prefixes and DNS servers', () => {
    expect(read(virtualNetwork, body)).toEqual({ id, region: 'westeurope', prefixes: ['10.0.0.0/16'], dnsServers: ['10.0.0.4'] })
    expect(read(virtualNetwork, at(id, {}))).toEqual({ id, region: 'westeurope', prefixes: [], dnsServers: [] })
  })

  it('is created without subnets and changed in its prefixes only', () => {
    const entry = { id, region: 'westeurope', prefixes: ['10.0.0.0/16'], dnsServers: [] }
    expect(virtualNetwork.create?.(entry, open)).toEqual({ location: 'westeurope' })
    expect(virtualNetwork.create?.({ ...entry, dnsServers: ['10.0.0.4'] }, open)).toEqual({ location: 'westeurope', properties: { dhcpOptions: { dnsServers: ['10.0.0.4'] } } })
    expect(virtualNetwork.manage?.(entry)).toEqual({ properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } } })
  })
})

describe('peering', () => {
  const id = network('virtualNetworks/vnet-a/virtualNetworkPeerings/to-hub')
  it('reads the other side, its prefixes and whether it is connected', () => {
    const remoteVirtualNetwork = { id: network('virtualNetworks/vnet-hub') }
    expect(read(peering, at(id, { remoteVirtualNetwork, peeringState: 'Connected', useRemoteGateways: true, remoteVirtualNetworkAddressSpace: { addressPrefixes: ['10.50.0.0/20'] } })))
      .toEqual({ id, networkId: network('virtualNetworks/vnet-a'), remoteNetworkId: remoteVirtualNetwork.id, remotePrefixes: ['10.50.0.0/20'], connected: true, usesRemoteGateways: true })
    expect(read(peering, at(id, { remoteVirtualNetwork, peeringState: 'Initiated' }))).toMatchObject({ connected: false, usesRemoteGateways: false })
    expect(read(peering, at(id, {}))).toBeNull()
  })
})

describe('tableRoute', () => {
  const id = network('routeTables/rt-a/routes/default')
  it('reads back what it creates', () => {
    const entry = { id, tableId: network('routeTables/rt-a'), prefix: '0.0.0.0/0', nextHop: 'VirtualAppliance' as const, nextHopAddress: '10.50.0.68' }
    expect(again(tableRoute, entry)).toEqual(entry)
    expect(again(tableRoute, { ...entry, nextHop: 'Internet', nextHopAddress: null })).toEqual({ ...entry, nextHop: 'Internet', nextHopAddress: null })
  })

  it('does not understand another kind of next hop', () => {
    expect(read(tableRoute, at(id, { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualApplianceEcmp' }))).toBeNull()
  })
})

describe('groups, tables, NAT gateways and public addresses', () => {
  it('read back what they create', () => {
    const region = 'westeurope'
    const address = { id: network('publicIPAddresses/pip-a'), region, sku: 'Standard', allocation: 'Static' as const }
    expect(securityGroup.create?.({ id: network('networkSecurityGroups/nsg-a'), region }, open)).toEqual({ location: region })
    expect(routeTable.create?.({ id: network('routeTables/rt-a'), region }, open)).toEqual({ location: region })
    expect(again(publicAddress, address)).toEqual(address)
    const nat = { id: network('natGateways/ng-a'), region, publicAddressIds: [address.id] }
    expect(again(natGateway, nat)).toEqual(nat)
    const prefixed = { publicIpPrefixes: [{ id: network('publicIPPrefixes/ippre-a') }] }
    expect(read(natGateway, at(nat.id, prefixed))).toMatchObject({ publicAddressIds: [], publicPrefixIds: [network('publicIPPrefixes/ippre-a')] })
    expect(read(natGateway, at(nat.id, {}, { sku: { name: 'StandardV2' } }))).toMatchObject({ publicAddressIds: [], tier: 'StandardV2' })
    expect(read(publicAddress, at(address.id, { publicIPAllocationMethod: 'Dynamic' }))).toMatchObject({ sku: 'Basic', allocation: 'Dynamic' })
  })
})

describe('networkInterface', () => {
  const id = network('networkInterfaces/nic-a')
  const entry = {
    id, region: 'westeurope', subnetId, publicAddressId: network('publicIPAddresses/pip-a'), securityGroupId: network('networkSecurityGroups/nsg-a'), machineId: null,
  }

  it('reads back what it creates', () => {
    expect(again(networkInterface, entry)).toEqual(entry)
    expect(again(networkInterface, { ...entry, publicAddressId: null, securityGroupId: null })).toEqual({ ...entry, publicAddressId: null, securityGroupId: null })
  })

  it('takes the subnet of the primary configuration', () => {
    const other = network('virtualNetworks/vnet-a/subnets/other')
    const configurations = [{ properties: { subnet: { id: other } } }, { properties: { primary: true, subnet: { id: subnetId } } }]
    expect(read(networkInterface, at(id, { ipConfigurations: configurations }))).toMatchObject({ subnetId })
    expect(read(networkInterface, at(id, { ipConfigurations: [] }))).toBeNull()
  })

  it('knows the interfaces of private endpoints', () => {
    const endpoint = at(network('privateEndpoints/pe-a'), { networkInterfaces: [{ id: id.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions') }] })
    const own = at(id, { ipConfigurations: [] })
    const says = at(network('networkInterfaces/nic-b'), { privateEndpoint: { id: network('privateEndpoints/pe-a') } })
    expect([...interfacesOfEndpoints(readingOf([own, endpoint], []))]).toEqual([id])
    expect([...interfacesOfEndpoints(readingOf([own, says], []))]).toEqual([says['id']])
  })
})

describe('machine', () => {
  const id = armId(`${group}/providers/Microsoft.Compute/virtualMachines/vm-with-a-rather-long-name`)
  const entry = { id, region: 'westeurope', size: 'Standard_D2s_v5', os: 'Windows' as const, interfaceIds: [network('networkInterfaces/nic-a')], adminName: 'jumper' }

  it('reads back what it creates, and its password is a parameter', () => {
    expect(again(machine, entry)).toEqual(entry)
    expect(machine.create?.(entry, open)).toMatchObject({ properties: { osProfile: { computerName: 'vm-with-a-rathe', adminUsername: 'jumper' } } })
    expect(JSON.stringify(machine.create?.(entry, open))).not.toContain('adminPassword')
    expect(machine.secrets?.(entry).map(({ path, parameter }) => [path, parameter])).toEqual([['properties.osProfile.adminPassword', 'jumpBoxPassword']])
  })

  it('starts with secure boot and a virtual TPM', () => {
    expect(machine.create?.(entry, open)).toMatchObject({ properties: { securityProfile: { securityType: 'TrustedLaunch', uefiSettings: { secureBootEnabled: true, vTpmEnabled: true } } } })
  })

  it('knows Linux by its disk or its profile', () => {
    expect(read(machine, at(id, { storageProfile: { osDisk: { osType: 'linux' } } }))).toMatchObject({ os: 'Linux' })
    expect(read(machine, at(id, { osProfile: { linuxConfiguration: {} } }))).toMatchObject({ os: 'Linux' })
    expect(() => machine.create?.({ ...entry, os: 'Linux' }, open)).toThrow('Linux')
  })
})

describe('bastion', () => {
  const id = network('bastionHosts/bas-a')
  it('reads back what it creates, in its subnet or, as Developer, on its network', () => {
    const standard = {
      id, region: 'westeurope', sku: 'Standard', networkId: network('virtualNetworks/vnet-a'), subnetId: network('virtualNetworks/vnet-a/subnets/AzureBastionSubnet'),
      publicAddressId: network('publicIPAddresses/pip-bas'),
    }
    const developer = { ...standard, sku: 'Developer', subnetId: null, publicAddressId: null }
    expect(again(bastion, standard)).toEqual(standard)
    expect(again(bastion, developer)).toEqual(developer)
    expect(read(bastion, at(id, { ipConfigurations: [] }))).toBeNull()
  })
})

describe('a whole new network', () => {
  it('reads back as the picture that it was made from', () => {
    const made = <List extends Kept>(type: ResourceType<List>, entries: readonly (EntryOf<List> & { readonly id: string })[]) =>
      entries.map((entry) => read(type, { ...merged(type.create?.(entry, secured) ?? {}, type.manage?.(entry) ?? {}), id: entry.id }))
    expect(made(virtualNetwork, secured.networks)).toEqual(secured.networks)
    expect(made(subnet, secured.subnets)).toEqual(secured.subnets)
    expect(made(securityGroup, secured.securityGroups)).toEqual(secured.securityGroups)
    expect(made(securityRule, secured.securityRules)).toEqual(secured.securityRules)
    expect(made(natGateway, secured.natGateways)).toEqual(secured.natGateways)
    expect(made(publicAddress, secured.publicAddresses)).toEqual(secured.publicAddresses)
    expect(made(bastion, secured.bastions)).toEqual(secured.bastions)
  })
})

describe('what is only read', () => {
  it('reads a firewall in a subnet or in a hub', () => {
    const id = network('azureFirewalls/afw-a')
    const configuration = { properties: { privateIPAddress: '10.50.0.68', subnet: { id: subnetId } } }
    expect(read(firewall, at(id, { sku: { tier: 'Premium' }, ipConfigurations: [configuration], firewallPolicy: { id: network('firewallPolicies/afwp-a') } })))
      .toEqual({ id, tier: 'Premium', subnetIds: [subnetId], privateAddress: '10.50.0.68', policyId: network('firewallPolicies/afwp-a') })
    expect(read(firewall, at(id, { hubIPAddresses: { privateIPAddress: '10.1.0.4' } }))).toMatchObject({ subnetIds: [], privateAddress: '10.1.0.4', policyId: null })
  })

  it('reads gateways, their client pools, and no local ones', () => {
    const id = network('virtualNetworkGateways/gw-a')
    const ipConfigurations = [{ properties: { subnet: { id: network('virtualNetworks/vnet-a/subnets/GatewaySubnet') } } }]
    const vpnClientConfiguration = { vpnClientAddressPool: { addressPrefixes: ['172.20.0.0/24'] }, vpnClientProtocols: ['OpenVPN'] }
    expect(read(gateway, at(id, { gatewayType: 'Vpn', vpnType: 'RouteBased', sku: { name: 'VpnGw2AZ' }, ipConfigurations, vpnClientConfiguration }))).toEqual({
      id, region: 'westeurope', networkId: network('virtualNetworks/vnet-a'), kind: 'Vpn', vpnType: 'RouteBased', sku: 'VpnGw2AZ', clientPools: ['172.20.0.0/24'], tunnels: ['OpenVPN'],
    })
    expect(read(gateway, at(id, { gatewayType: 'LocalGateway', ipConfigurations }))).toBeNull()
  })

  it('reads connections and sites', () => {
    const [site, link] = [network('localNetworkGateways/lgw-a'), network('connections/cn-a')]
    const body = at(link, { connectionType: 'IPsec', connectionStatus: 'NotConnected', virtualNetworkGateway1: { id: network('virtualNetworkGateways/gw-a') }, localNetworkGateway2: { id: site } })
    expect(read(gatewayConnection, body)).toEqual({ id: link, gatewayId: network('virtualNetworkGateways/gw-a'), kind: 'IPsec', localGatewayId: site, connected: false })
    expect(read(localGateway, at(site, { localNetworkAddressSpace: { addressPrefixes: ['192.168.0.0/16'] } }))).toEqual({ id: site, prefixes: ['192.168.0.0/16'] })
  })
})
