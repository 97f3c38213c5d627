import { describe, expect, it } from 'vitest'
import { armId, childId } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import { hub, hubIds } from '../estate/fixtures/hub.ts'
import { ids, open } from '../estate/fixtures/open.ts'
import { secured, securedIds } from '../estate/fixtures/secured.ts'
import type { SecurityRule, Subnet } from '../estate/network.ts'
import type { Because, By, HopName, Journey, Origin, Service } from './journey.ts'
import { reach } from './reach.ts'

type FromSubnet = Extract<Origin, { at: 'subnet' }>

const computes: FromSubnet = { at: 'subnet', subnetId: ids.computeSubnet, interfaceId: null, ownAddress: 'no', through: null }
const anybody: Origin = { at: 'internet', addresses: [] }
const jumpBox: Origin = { at: 'subnet', subnetId: securedIds.jumpBoxSubnet, interfaceId: null, ownAddress: 'no', through: 'bastion' }
const byGateway: Origin = { at: 'gateway', networkId: ids.network, kind: 'Vpn', resolution: 'attested' }

const targets: Readonly<Record<Service, typeof ids.account>> = {
  api: ids.workspace, notebooks: ids.workspace, blob: ids.account, file: ids.account, queue: ids.account, table: ids.account, dfs: ids.account, vault: ids.vault, registry: ids.registry, ingestion: ids.component, query: ids.component,
}
const to = (service: Service, from: Origin = computes): Journey => ({ id: service, who: 'computes', from, goal: { to: 'service', service, targetId: targets[service] } })
const tags = (from: Origin, ...names: readonly string[]): Journey => ({ id: 'tags', who: 'computes', from, goal: { to: 'tags', flows: names.map((tag) => ({ tag, protocol: 'Tcp', port: '443' })) } })

const said = (estate: Estate, journey: Journey): readonly [string, HopName | By | null, Because | null] => {
  const { outcome, by, failsAt, hops } = reach(estate, journey)
  return outcome === 'reaches' ? [outcome, by, null] : [outcome, failsAt, hops.find(({ verdict }) => verdict === outcome || (outcome === 'unknown' && verdict === 'unknown'))?.because ?? null]
}

const subnetWith = (id: typeof ids.computeSubnet, bend: Partial<Subnet>): Estate => ({ ...secured, subnets: secured.subnets.map((each) => (each.id === id ? { ...each, ...bend } : each)) })
const rule = (name: string, bend: Partial<SecurityRule>): SecurityRule => ({
  id: childId(securedIds.securityGroup, 'securityRules', name), groupId: securedIds.securityGroup, direction: 'Outbound', access: 'Deny', priority: 100, protocol: '*',
  sources: ['*'], sourcePorts: ['*'], destinations: ['*'], destinationPorts: ['*'], description: null, ...bend,
})
const withRule = (bend: Partial<SecurityRule>): Estate => ({ ...secured, securityRules: [...secured.securityRules, rule('added', bend)] })
const blobZone = secured.zones.find(({ name }) => name === 'privatelink.blob.core.windows.net')?.id ?? ids.network
const without = (list: 'zoneLinks' | 'records'): Estate => ({ ...secured, [list]: secured[list].filter(({ zoneId }) => zoneId !== blobZone) })
const unread = (type: string, scope = ids.subscription) => ({ id: scope, type, status: 403, code: 'AuthorizationFailed' })
const table = armId(`${ids.networkGroup}/providers/Microsoft.Network/routeTables/rt`)
const withRoute = (prefix: string, nextHop: 'VirtualAppliance' | 'None', endpointPolicies: Subnet['endpointPolicies'] = 'Disabled'): Estate => ({
  ...secured, routeTables: [{ id: table, region: 'westeurope' }], routes: [{ id: childId(table, 'routes', 'r'), tableId: table, prefix, nextHop, nextHopAddress: '10.20.9.4' }],
  subnets: secured.subnets.map((each) => (each.id === ids.computeSubnet ? { ...each, routeTableId: table } : each.id === ids.endpointSubnet ? { ...each, endpointPolicies } : each)),
})
const spoke = armId(`${ids.networkGroup}/providers/Microsoft.Network/virtualNetworks/vnet-spoke`)
const spokeSubnet = childId(spoke, 'subnets', 'snet')
const fromSpoke: FromSubnet = { ...computes, subnetId: spokeSubnet }
const withSpoke = (connected: boolean | null, linked = true): Estate => ({
  ...secured,
  networks: [...secured.networks, { id: spoke, region: 'westeurope', prefixes: ['10.30.0.0/16'], dnsServers: linked ? ['10.20.3.70'] : [] }],
  subnets: [...secured.subnets, { ...(open.subnets[0] ?? subnetless()), id: spokeSubnet, networkId: spoke, prefixes: ['10.30.1.0/24'] }],
  peerings: connected === null ? [] : [{ id: childId(spoke, 'virtualNetworkPeerings', 'p'), networkId: spoke, remoteNetworkId: ids.network, remotePrefixes: [], connected, usesRemoteGateways: false }],
})
/** The spoke asks the zone itself, and is not peered with the endpoint's network. */
const linkedToSpoke: Estate = { ...withSpoke(null, false), zoneLinks: [...secured.zoneLinks, { id: childId(blobZone, 'virtualNetworkLinks', 'spoke'), zoneId: blobZone, networkId: spoke, registers: false, fallsBack: false }] }
function subnetless(): never { throw new Error('the fixture has a subnet') }

/** Computes in the network that Azure ML runs for the workspace: switched on, or to be by a task. */
const managed = (mode: Estate['workspace']['managedNetwork'], estate: Estate = secured): Estate => ({ ...estate, workspace: { ...estate.workspace, managedNetwork: mode } })
const byTask = (estate: Estate): Estate => ({ ...estate, tasks: [{ id: childId(ids.workspace, 'tasks', 'useManagedNetwork'), task: 'useManagedNetwork', data: { workspace: ids.workspace } }] })

describe('computes in a managed network', () => {
  const inside: Origin = { at: 'azureNetwork' }
  const unknown = ['unknown', 'route', 'managedRules']
  const own = secured.computes.map((compute) => ({ ...compute, subnetId: null }))
  it.each([['AllowInternetOutbound', managed('AllowInternetOutbound')], ['AllowOnlyApprovedOutbound', managed('AllowOnlyApprovedOutbound')], ['by a task', byTask(secured)]])('are not told to fail at a closed door: their outbound rules are not read (%s)', (_, estate) => {
    expect((['api', 'blob', 'vault', 'registry', 'ingestion'] as const).map((service) => said(estate, to(service, inside)))).toEqual([unknown, unknown, unknown, unknown, unknown])
  })
  it('reach what is open where the internet is allowed', () => {
    expect([managed('AllowInternetOutbound', open), managed('AllowOnlyApprovedOutbound', open)].map((estate) => said(estate, to('blob', inside)))).toEqual([['reaches', 'public', null], unknown])
  })
  it('hold for the build cluster too', () => {
    expect(said({ ...managed('AllowInternetOutbound'), computes: own }, to('registry', { at: 'build' }))).toEqual(unknown)
  })
  it('fail as before where no managed network is, nor is to be', () => {
    expect(said(secured, to('vault', inside))[0]).toBe('fails')
  })
})

describe('a secured estate', () => {
  it('is reached privately in every service by its computes, its jump box and its own service', () => {
    const services: readonly Service[] = ['api', 'notebooks', 'blob', 'file', 'vault', 'registry', 'ingestion', 'query']
    for (const service of services) {
      expect(said(secured, to(service))).toEqual(['reaches', 'privateEndpoint', null])
      expect(said(secured, to(service, jumpBox))).toEqual(['reaches', 'privateEndpoint', null])
    }
    expect(said(secured, to('registry', { at: 'build' }))).toEqual(['reaches', 'privateEndpoint', null])
    expect(said(secured, to('blob', { at: 'workspace' }))).toEqual(['reaches', 'instanceRule', null])
    expect(said(secured, to('vault', { at: 'workspace' }))).toEqual(['reaches', 'trustedService', null])
  })

  it('is not reached from outside, and its firewalls say so', () => {
    expect(said(secured, to('api', anybody))).toEqual(['fails', 'firewall', 'publicClosed'])
    expect(said(secured, to('blob', anybody))).toEqual(['fails', 'firewall', 'notAdmitted'])
  })

  it('names the hops in their order, each with what to look at', () => {
    const { hops } = reach(secured, to('blob'))
    expect(hops.map(({ hop, verdict }) => `${hop} ${verdict}`)).toEqual(['origin', 'name', 'zone', 'record', 'address', 'route', 'group', 'firewall'].map((hop) => `${hop} passes`))
    expect(hops.find(({ hop }) => hop === 'zone')?.at).toBe(blobZone)
    expect(hops.find(({ hop }) => hop === 'address')?.data).toEqual({ addresses: ['10.20.2.7'] })
    expect(hops.find(({ hop }) => hop === 'firewall')?.at).toBe(securedIds.blobEndpoint)
  })
})

const cases: readonly (readonly [string, Estate, Journey, ReturnType<typeof said>])[] = [
  ['a way in by Bastion needs the host', { ...secured, bastions: [] }, to('api', jumpBox), ['fails', 'origin', 'noBastion']],
  ['a way in by Bastion needs a machine', { ...secured, interfaces: [] }, to('api', jumpBox), ['fails', 'origin', 'noMachine']],
  ['hosts that could not be listed are unknown', { ...secured, bastions: [], unread: [unread('Microsoft.Network/bastionHosts')] }, to('api', jumpBox), ['unknown', 'origin', 'wayUnseen']],
  ['a gateway that is not there yet', secured, to('api', byGateway), ['fails', 'origin', 'wayNotYet']],
  ['a gateway that somebody builds by hand', { ...secured, tasks: [{ id: childId(ids.network, 'tasks', 'buildGateway'), task: 'buildGateway', data: { network: ids.network } }] }, to('api', byGateway), ['reaches', 'privateEndpoint', null]],
  ['a way in that nobody named', secured, to('api', { at: 'undecided' }), ['unknown', 'origin', 'wayUndecided']],
  ['a subnet that is not made yet', open, to('blob', { ...computes, subnetId: ids.endpointSubnet }), ['fails', 'origin', 'subnetNotYet']],
  ['a subnet in a network that was not read', { ...secured, networks: [], subnets: [] }, to('blob'), ['unknown', 'origin', 'subnetUnread']],
  ['DNS servers that nobody sees', { ...secured, networks: secured.networks.map((each) => ({ ...each, dnsServers: ['192.0.2.1'] })) }, to('blob'), ['unknown', 'name', 'serversUnread']],
  ['DNS servers that nobody sees do not matter to a name without an endpoint', { ...open, networks: open.networks.map((each) => ({ ...each, dnsServers: ['192.0.2.1'] })) }, to('blob'), ['reaches', 'public', null]],
  ['a zone that is not linked leads to the public address', without('zoneLinks'), to('blob'), ['fails', 'firewall', 'notAdmitted']],
  ['a zone that may be linked somewhere unread', { ...without('zoneLinks'), unread: [unread('Microsoft.Network/privateDnsZones', hubIds.subscription)] }, to('blob'), ['unknown', 'zone', 'zoneUnread']],
  ['another zone that was refused does not matter', { ...without('zoneLinks'), unread: [{ ...unread('Microsoft.Network/privateDnsZones/virtualNetworkLinks'), id: hubIds.zone('privatelink.file.core.windows.net') }] }, to('blob'), ['fails', 'firewall', 'notAdmitted']],
  ['a linked zone without the record answers that the name does not exist', without('records'), to('blob'), ['fails', 'record', 'recordMissing']],
  ['a link that falls back leads to the public address', { ...without('records'), zoneLinks: secured.zoneLinks.map((link) => ({ ...link, fallsBack: true })) }, to('blob'), ['fails', 'firewall', 'notAdmitted']],
  ['records that were not read', { ...without('records'), unread: [unread('Microsoft.Network/privateDnsZones/A')] }, to('blob'), ['unknown', 'record', 'recordsUnread']],
  ['an empty linked zone does not matter to an account without an endpoint', { ...open, zones: secured.zones, zoneLinks: secured.zoneLinks }, to('blob'), ['reaches', 'public', null]],
  ['an empty linked zone matters to an account whose endpoint is elsewhere, and nobody knows which', { ...open, zones: secured.zones, zoneLinks: secured.zoneLinks, connections: secured.connections }, to('blob'), ['unknown', 'record', 'endpointsUnread']],
  ['a record with another address', { ...secured, records: secured.records.map((each) => (each.zoneId === blobZone ? { ...each, addresses: ['10.9.9.9'] } : each)) }, to('blob'), ['fails', 'address', 'strangeAddress']],
  ['a record with another address beside the right one', { ...secured, records: secured.records.map((each) => (each.zoneId === blobZone ? { ...each, addresses: [...each.addresses, '10.9.9.9'] } : each)) }, to('blob'), ['fails', 'address', 'strangeAddress']],
  ['a link that is not complete', { ...secured, zoneLinks: secured.zoneLinks.map((each) => (each.zoneId === blobZone ? { ...each, unfinished: true as const } : each)) }, to('blob'), ['unknown', 'zone', 'zoneUnread']],
  ['a record of an endpoint that waits for approval', { ...secured, endpoints: secured.endpoints.map((each) => (each.id === securedIds.blobEndpoint ? { ...each, status: 'pending' as const } : each)) }, to('blob'), ['unknown', 'address', 'notApproved']],
  ['a new endpoint whose zone group writes its records', { ...without('records'), endpoints: secured.endpoints.map((each) => (each.id === securedIds.blobEndpoint ? { ...each, names: 'pending' as const } : each)) }, to('blob'), ['reaches', 'privateEndpoint', null]],
  ['a new endpoint without a zone group', { ...without('records'), zoneGroups: [], endpoints: secured.endpoints.map((each) => (each.id === securedIds.blobEndpoint ? { ...each, names: 'pending' as const } : each)) }, to('blob'), ['fails', 'record', 'recordMissing']],
  ['networks that are not peered', linkedToSpoke, to('blob', fromSpoke), ['fails', 'route', 'notPeered']],
  ['DNS servers in a network that is not peered: another may have their addresses', withSpoke(null), to('blob', fromSpoke), ['unknown', 'name', 'serversUnread']],
  ['networks that are peered', withSpoke(true), to('blob', fromSpoke), ['reaches', 'privateEndpoint', null]],
  ['a route to an appliance for the very address', withRoute('10.20.2.7/32', 'VirtualAppliance'), to('blob'), ['unknown', 'route', 'appliance']],
  ['a wider route is weaker than the endpoint’s own', withRoute('10.20.2.0/24', 'None'), to('blob'), ['reaches', 'privateEndpoint', null]],
  ['a wider route holds where the subnet has policies for routes', withRoute('10.20.2.0/24', 'None', 'RouteTableEnabled'), to('blob'), ['fails', 'route', 'blackHole']],
  ['the default route does not touch private endpoints', withRoute('0.0.0.0/0', 'VirtualAppliance', 'RouteTableEnabled'), to('blob'), ['reaches', 'privateEndpoint', null]],
  ['a route table that was not read', { ...withRoute('0.0.0.0/0', 'None'), routeTables: [] }, to('blob'), ['unknown', 'route', 'tableUnread']],
  ['a rule that denies the endpoint', withRule({ destinations: ['10.20.2.0/26'] }), to('blob'), ['fails', 'group', 'denies']],
  ['a rule that denies port 445 stops the share', withRule({ destinationPorts: ['445'] }), to('file'), ['fails', 'group', 'denies']],
  ['a rule that denies port 445 does not stop blobs', withRule({ destinationPorts: ['445'] }), to('blob'), ['reaches', 'privateEndpoint', null]],
  ['a rule for an application security group cannot be compared', withRule({ destinations: [`${ids.networkGroup}/providers/Microsoft.Network/applicationSecurityGroups/a`] }), to('blob'), ['unknown', 'group', 'groupUnclear']],
  ['a group that was not read', { ...secured, securityGroups: [] }, to('blob'), ['unknown', 'group', 'groupUnread']],
  ['a group at the endpoints does not hold without policies', { ...subnetWith(ids.endpointSubnet, { securityGroupId: securedIds.securityGroup }), securityRules: [...secured.securityRules, rule('in', { direction: 'Inbound' })] }, to('blob'), ['reaches', 'privateEndpoint', null]],
  ['a group at the endpoints holds with policies', { ...subnetWith(ids.endpointSubnet, { securityGroupId: securedIds.securityGroup, endpointPolicies: 'Enabled' }), securityRules: [...secured.securityRules, rule('in', { direction: 'Inbound' })] }, to('blob'), ['fails', 'group', 'denies']],
  ['a subnet without a way out', { ...open, subnets: open.subnets.map((each) => ({ ...each, defaultOutbound: false })) }, to('blob'), ['fails', 'route', 'noWayOut']],
  ['computes with addresses of their own go out', { ...open, subnets: open.subnets.map((each) => ({ ...each, defaultOutbound: false })) }, to('blob', { ...computes, ownAddress: 'yes' }), ['reaches', 'public', null]],
  ['a firewall’s own rules are not read', { ...open, ...pickRoutes() }, to('blob'), ['unknown', 'route', 'appliance']],
  ['a service endpoint goes past the firewall', { ...open, ...pickRoutes(['Microsoft.Storage']) }, to('blob'), ['reaches', 'serviceEndpoint', null]],
  ['required traffic passes', secured, tags(computes, 'AzureActiveDirectory', 'Storage.westeurope'), ['reaches', 'public', null]],
  ['a default route to nowhere drops it', withRoute('0.0.0.0/0', 'None'), tags(computes, 'AzureActiveDirectory'), ['fails', 'route', 'blackHole']],
  ['a default route to a firewall', withRoute('0.0.0.0/0', 'VirtualAppliance'), tags(computes, 'AzureActiveDirectory'), ['unknown', 'route', 'appliance']],
  ['a route for some addresses may take it or not', withRoute('20.0.0.0/8', 'None'), tags(computes, 'AzureActiveDirectory'), ['unknown', 'route', 'routeUnclear']],
  ['a route for another service does not matter', withRoute('AzureMonitor', 'None'), tags(computes, 'AzureActiveDirectory'), ['reaches', 'public', null]],
  ['a service endpoint carries storage past it', { ...withRoute('0.0.0.0/0', 'None'), subnets: withRoute('0.0.0.0/0', 'None').subnets.map((each) => ({ ...each, serviceEndpoints: ['Microsoft.Storage'] })) }, tags(computes, 'Storage.westeurope'), ['reaches', 'public', null]],
  ['a NAT gateway without an address', { ...subnetWith(ids.computeSubnet, { defaultOutbound: false }), natGateways: secured.natGateways.map((each) => ({ ...each, publicAddressIds: [] })) }, tags(computes, 'AzureActiveDirectory'), ['fails', 'route', 'noWayOut']],
  ['a NAT gateway that was not read', { ...secured, natGateways: [] }, tags(computes, 'AzureActiveDirectory'), ['unknown', 'route', 'natUnclear']],
  ['a tag that no rule allows is denied', secured, tags(computes, 'AzureActiveDirectory', 'AzureKeyVault.westeurope'), ['fails', 'group', 'denies']],
  ['a target that was not read', { ...open, vaults: [] }, to('vault'), ['unknown', 'firewall', 'targetUnread']],
  ['a door whose state was not read', { ...open, vaults: open.vaults.map((each) => ({ ...each, exposure: { publicAccess: 'open' as const, defaultAction: 'unknown' as const } })) }, to('vault', anybody), ['unknown', 'firewall', 'exposureUnread']],
  ['a closed door is closed, whatever else was not read', { ...open, vaults: open.vaults.map((each) => ({ ...each, exposure: { publicAccess: 'closed' as const, defaultAction: 'unknown' as const } })) }, to('vault', anybody), ['fails', 'firewall', 'publicClosed']],
  ['a subnet that is let in needs its service endpoint', closedVault({ subnetIds: [ids.computeSubnet] }), to('vault'), ['fails', 'firewall', 'notAdmitted']],
  ['a subnet that is let in by its service endpoint', closedVault({ subnetIds: [ids.computeSubnet] }, ['Microsoft.KeyVault']), to('vault'), ['reaches', 'serviceEndpoint', null]],
  ['a client that is let in by its address', closedVault({ addresses: ['203.0.113.0/24'] }), to('vault', { at: 'internet', addresses: ['203.0.113.7'] }), ['reaches', 'admittedAddress', null]],
  ['a client whose address nobody knows', closedVault({ addresses: ['203.0.113.0/24'] }), to('vault'), ['unknown', 'firewall', 'addressUnknown']],
  ['a workspace that admits some addresses only', { ...open, workspace: { ...open.workspace, allowedAddresses: ['198.51.100.0/24'] } }, to('api', { at: 'internet', addresses: ['203.0.113.7'] }), ['fails', 'firewall', 'notAdmitted']],
  ['the workspace’s service without an exception', { ...secured, storageAccounts: secured.storageAccounts.map((each) => ({ ...each, exceptions: { ...each.exceptions, instances: [] } })) }, to('blob', { at: 'workspace' }), ['fails', 'firewall', 'notAdmitted']],
  ['a closed registry cannot build images itself', { ...secured, workspace: { ...secured.workspace, imageBuildCompute: null } }, to('registry', { at: 'build' }), ['fails', 'firewall', 'needsCluster']],
  ['a build cluster that was not read', { ...secured, computes: [] }, to('registry', { at: 'build' }), ['unknown', 'origin', 'clusterUnread']],
  ['telemetry without a scope is public', open, to('ingestion'), ['reaches', 'public', null]],
  ['telemetry breaks where its zone is linked and empty (MON-24)', { ...open, zones: secured.zones, zoneLinks: secured.zoneLinks }, to('ingestion'), ['fails', 'record', 'recordMissing']],
  ['telemetry in a zone of another scope is not known', { ...secured, scopedResources: [] }, to('ingestion'), ['unknown', 'record', 'endpointsUnread']],
  ['a closed component takes no telemetry from outside', secured, to('ingestion', anybody), ['fails', 'firewall', 'publicClosed']],
  ['people at a site whose resolution nobody tried', { ...hub, ...pathOf() }, to('blob', { at: 'gateway', networkId: ids.network, kind: 'ExpressRoute', resolution: 'undecided' }), ['unknown', 'name', 'resolutionUndecided']],
]

function pickRoutes(serviceEndpoints: readonly string[] = []): Partial<Estate> {
  const { routeTables, routes } = withRoute('0.0.0.0/0', 'VirtualAppliance')
  return { routeTables, routes, subnets: open.subnets.map((each) => ({ ...each, routeTableId: table, serviceEndpoints })) }
}

function closedVault(exceptions: Partial<Estate['vaults'][number]['exceptions']>, serviceEndpoints: readonly string[] = []): Estate {
  return {
    ...open, subnets: open.subnets.map((each) => ({ ...each, serviceEndpoints })),
    vaults: open.vaults.map((each) => ({ ...each, exposure: { publicAccess: 'open', defaultAction: 'closed' }, exceptions: { ...each.exceptions, ...exceptions } })),
  }
}

function pathOf(): Partial<Estate> {
  return { endpoints: secured.endpoints, connections: secured.connections }
}

describe('a journey is stopped, or not seen, where its estate breaks it', () => {
  it.each(cases)('%s', (_, estate, journey, expected) => {
    expect(said(estate, journey)).toEqual(expected)
  })
})
