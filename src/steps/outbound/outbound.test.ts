import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { childId, groupOf, nameOf, resourceId } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import { hub, hubIds } from '../../estate/fixtures/hub.ts'
import { ids, open } from '../../estate/fixtures/open.ts'
import { secured, securedIds } from '../../estate/fixtures/secured.ts'
import { withEntries } from '../../estate/questions.ts'
import type { KubernetesNetwork } from '../../estate/services.ts'
import { networkRules } from '../../facts/ask.ts'
import { wayOutOf } from '../../reach/egress.ts'
import { type Choices, undecided } from '../choices.ts'
import { type Examples, type World, checkExamples } from '../examples.ts'
import { type OutboundChoices, outboundChoices } from './choices.ts'
import { configure } from './configure.ts'
import { messages } from './messages.en.ts'
import { propose } from './propose.ts'
import { rules } from './rules.ts'
import { findingText } from '../words.ts'

type SecurityRule = Estate['securityRules'][number]
type Compute = Estate['computes'][number]

const group = securedIds.securityGroup
const table = resourceId(ids.networkGroup, 'Microsoft.Network/routeTables', 'rt-training')
const route = (prefix: string, nextHop: Estate['routes'][number]['nextHop'], nextHopAddress: string | null = null): Estate['routes'][number] => ({ id: childId(table, 'routes', prefix.replaceAll('/', '-')), tableId: table, prefix, nextHop, nextHopAddress })
const subnet = (estate: Estate, change: Partial<Estate['subnets'][number]>): Estate => ({ ...estate, subnets: estate.subnets.map((each) => (each.id === ids.computeSubnet ? { ...each, ...change } : each)) })
const computes = (estate: Estate, change: Partial<Compute>): Estate => ({ ...estate, computes: estate.computes.map((each) => ({ ...each, ...change })) })
const without = (estate: Estate, ...names: readonly string[]): Estate => ({ ...estate, securityRules: estate.securityRules.filter(({ id }) => !names.includes(nameOf(id))) })
const rule = (name: string, priority: number, change: Partial<SecurityRule>): SecurityRule => ({
  id: childId(group, 'securityRules', name), groupId: group, direction: 'Outbound', access: 'Allow', priority, protocol: 'Tcp', sources: ['*'], sourcePorts: ['*'], destinations: ['*'], destinationPorts: ['443'], description: null, ...change,
})
const withRule = (estate: Estate, ...more: readonly SecurityRule[]): Estate => ({ ...estate, securityRules: withEntries(estate.securityRules, more) })
const grouped = (estate: Estate, ...list: readonly SecurityRule[]): Estate => ({ ...subnet(estate, { securityGroupId: group }), securityGroups: secured.securityGroups, securityRules: withEntries([], list) })
const routed = (estate: Estate, ...routes: readonly Estate['routes'][number][]): Estate => ({ ...subnet(estate, { routeTableId: table }), routeTables: [{ id: table, region: 'westeurope' }], routes })
const behindFirewall = routed(subnet(secured, { natGatewayId: null, securityGroupId: null }), route('0.0.0.0/0', 'VirtualAppliance', '10.20.9.4'))
const nowhere = routed(secured, route('0.0.0.0/0', 'None'))
const halves = [route('0.0.0.0/1', 'VirtualAppliance', '10.20.9.4'), route('128.0.0.0/1', 'VirtualAppliance', '10.20.9.4')]
const behindHalves = routed(subnet(secured, { natGatewayId: null, securityGroupId: null }), ...halves)
const noAddress: Estate = { ...secured, natGateways: secured.natGateways.map((each) => ({ ...each, publicAddressIds: [] })) }
/** A gateway without an address that takes only addresses of its own tier. */
const ofOtherTier: Estate = { ...noAddress, natGateways: noAddress.natGateways.map((each) => ({ ...each, tier: 'StandardV2' })) }
const groupUnread: Estate = { ...secured, securityGroups: [], securityRules: [] }
const tableUnread = subnet(open, { routeTableId: table })
const subnetUnread: Estate = { ...open, subnets: [] }
const allOut = rule('Deny-All', 110, { access: 'Deny', protocol: '*', destinationPorts: ['*'] })
const addresses = (name: string): Estate => withRule(without(secured, name), rule('by-address', 105, { destinations: ['20.60.0.0/14'], protocol: '*', destinationPorts: ['*'] }))
const unreadEndpoints = (estate: Estate): Estate => ({ ...estate, endpoints: [], connections: [], unread: [{ id: ids.subscription, type: 'Microsoft.Network/privateEndpoints', status: 403, code: 'AuthorizationFailed' }] })
const answered = (part: Partial<OutboundChoices>, rest: Partial<Choices> = {}): Choices => ({
  ...undecided, access: { ...undecided.access, placement: { ...undecided.access.placement, resourceGroup: ids.networkGroup } },
  addressSpace: { ...undecided.addressSpace, network: { use: 'existing', id: ids.network }, computeSubnet: { use: 'existing', id: ids.computeSubnet } }, ...rest, outbound: { ...undecided.outbound, ...part },
})

/** A row without its rule under the final deny breaks it; so does a deny before it. Without any deny it is kept. */
const required = (name: string, flow: { readonly destination: string; readonly ports: readonly string[]; readonly protocol: string }): Examples => ({
  breaks: [
    without(secured, name),
    withRule(secured, rule('Deny-First', 101, { access: 'Deny', protocol: flow.protocol, destinations: [flow.destination], destinationPorts: flow.ports.slice(-1) })),
    withRule(without(secured, name), rule('Other', 102, { destinations: [flow.destination], destinationPorts: flow.ports.slice(0, -1), protocol: flow.protocol })),
    nowhere, publicIp(nowhere), routed(open, route(flow.destination, 'None')),
  ],
  keeps: [open, secured, grouped(open), without(secured, name, 'Deny-Rest'), withRule(without(secured, name), rule('Wide', 102, { destinations: ['Internet'], protocol: '*', destinationPorts: ['0-65535'] }))],
  unknown: [groupUnread, behindFirewall, behindHalves, subnetUnread, addresses(name), routed(open, route('20.0.0.0/8', 'None')), routed(open, route(flow.destination, 'VirtualAppliance')), routed(open, route('0.0.0.0/0', 'VnetLocal'))],
})

const rstudio: Choices = answered({ rstudio: 'used' })
const publicFiles: Estate = { ...secured, endpoints: secured.endpoints.filter(({ groups }) => !groups.includes('file')) }
const publicMonitor: Estate = { ...secured, scopedResources: [] }
const impact = (estate: Estate): Estate => ({ ...estate, workspace: { ...estate.workspace, highBusinessImpact: true } })
const vault = rule('Allow-Vault', 103, { destinations: ['AzureKeyVault.WestEurope'] })
const byServiceEndpoint: Choices = answered({}, { keyVault: { ...undecided.keyVault, reach: 'serviceEndpoint' } })
const withoutEndpointsTo = (target: string): Estate => ({ ...secured, endpoints: secured.endpoints.filter(({ targetId }) => targetId !== target), connections: [] })
const admittingVault: Estate = { ...withoutEndpointsTo(ids.vault), vaults: secured.vaults.map((each) => ({ ...each, exceptions: { ...each.exceptions, subnetIds: [ids.computeSubnet] } })) }
const onPurpose: Choices = answered({}, { registry: { ...undecided.registry, decision: 'publicOnPurpose' } })
const publicRegistry = withoutEndpointsTo(ids.registry)
const images = rule('Allow-Images', 104, { destinations: ['AzureContainerRegistry.westeurope'] })
const publicIp = (estate: Estate): Estate => computes(estate, { publicIp: true })
const fromService = rule('In', 120, { direction: 'Inbound', sources: ['AzureMachineLearning'], destinationPorts: ['44224'] })
/** A Kubernetes cluster in the compute subnet; `null`: it says nothing of its network. */
const cluster = (estate: Estate, bent: Partial<KubernetesNetwork> | null = {}): Estate => ({
  ...estate, computes: [...estate.computes, ...open.computes.slice(0, 1).map((each) => ({
    ...each, id: childId(ids.workspace, 'computes', 'aks'), kind: 'AKS', subnetId: null,
    ...(bent === null ? {} : { kubernetes: { subnetId: ids.computeSubnet, serviceRange: '10.99.0.0/24', dnsAddress: '10.99.0.10', dockerRange: null, publicScoring: null, ...bent } }),
  }))],
})
const isolated = subnet(secured, { natGatewayId: null })
const packages = (list: OutboundChoices['packages'], estate: Estate = secured): World => [estate, answered({ packages: list })]
const stray = (estate: Estate, change: Partial<Estate['subnets'][number]> = {}): Estate => subnet(estate, { serviceEndpoints: ['Microsoft.Storage'], ...change })

const withHop = (firewallAddress: string): Choices => { const choices = answered({ egress: 'firewallRoute', firewallAddress }); return { ...choices, addressSpace: { ...choices.addressSpace, computeSubnet: { use: 'existing', id: ids.computeSubnet } } } }

const examples: Record<keyof typeof rules, Examples> = {
  'entra-id-is-reachable': required('Allow-EntraId', { destination: 'AzureActiveDirectory', ports: ['80', '443'], protocol: 'Tcp' }),
  'service-api-is-reachable': required('Allow-MachineLearning-Tcp', { destination: 'AzureMachineLearning', ports: ['443', '18881'], protocol: 'Tcp' }),
  'compute-instances-are-manageable': required('Allow-MachineLearning-Udp', { destination: 'AzureMachineLearning', ports: ['5831'], protocol: 'Udp' }),
  'batch-is-reachable': required('Allow-Batch', { destination: 'BatchNodeManagement.westeurope', ports: ['443'], protocol: '*' }),
  'resource-manager-is-reachable': required('Allow-ResourceManager', { destination: 'AzureResourceManager', ports: ['443'], protocol: 'Tcp' }),
  'regional-storage-is-reachable': required('Allow-Storage', { destination: 'Storage', ports: ['443'], protocol: 'Tcp' }),
  'front-door-is-reachable': required('Allow-FrontDoor-FrontEnd', { destination: 'AzureFrontDoor.Frontend', ports: ['443'], protocol: 'Tcp' }),
  'microsoft-images-are-reachable': required('Allow-Mcr', { destination: 'MicrosoftContainerRegistry', ports: ['443'], protocol: 'Tcp' }),
  'image-data-path-is-reachable': required('Allow-FrontDoor-FirstParty', { destination: 'AzureFrontDoor.FirstParty', ports: ['443'], protocol: 'Tcp' }),
  'private-endpoints-are-reachable': {
    breaks: [without(secured, 'Allow-VirtualNetwork'), withRule(secured, { ...allOut, priority: 105 }), [grouped(open, allOut), answered({}, { workspace: { ...undecided.workspace, reach: 'privateEndpoint' } })]],
    keeps: [open, secured, grouped(open, allOut), behindFirewall, withRule(without(secured, 'Allow-VirtualNetwork', 'Deny-Rest'), { ...allOut, destinations: ['Internet'] }), withRule(without(secured, 'Allow-VirtualNetwork'), rule('By-Range', 105, { destinations: ['10.20.0.0/16'] }))],
    unknown: [groupUnread, { ...secured, subnets: [] }],
  },
  'rstudio-is-reachable': { breaks: [[secured, rstudio]], keeps: [secured, [open, rstudio], [withRule(secured, rule('R', 103, { destinations: ['AzureMachineLearning'], destinationPorts: ['8787'] })), rstudio]], unknown: [[groupUnread, rstudio], [behindFirewall, rstudio]] },
  'public-file-share-is-reachable': {
    breaks: [publicFiles], keeps: [open, secured, withRule(publicFiles, rule('Smb', 103, { destinations: ['Storage.WestEurope'], destinationPorts: ['445'] }))],
    unknown: [{ ...groupUnread, endpoints: publicFiles.endpoints }, unreadEndpoints(secured)],
  },
  'monitor-is-reachable': {
    breaks: [publicMonitor], keeps: [open, secured, { ...publicMonitor, workspace: { ...secured.workspace, componentId: null } }, [publicMonitor, { ...undecided, monitoring: { ...undecided.monitoring, decision: 'linkScope' } }]],
    unknown: [{ ...publicMonitor, components: [] }, { ...groupUnread, scopedResources: [] }],
  },
  'batch-vault-is-reachable': { breaks: [impact(secured)], keeps: [secured, impact(open), withRule(impact(secured), vault)], unknown: [impact(groupUnread), impact(behindFirewall)] },
  'vault-behind-a-service-endpoint-is-reachable': {
    breaks: [[secured, byServiceEndpoint], admittingVault, [{ ...secured, vaults: secured.vaults.map((each) => ({ ...each, region: 'northeurope' })) }, byServiceEndpoint]],
    keeps: [secured, [open, byServiceEndpoint], [withRule(secured, vault), byServiceEndpoint], [withRule(secured, { ...vault, destinations: ['AzureKeyVault'] }), byServiceEndpoint], [admittingVault, answered({}, { keyVault: { ...undecided.keyVault, reach: 'privateEndpoint' } })]],
    unknown: [[groupUnread, byServiceEndpoint], [behindFirewall, byServiceEndpoint], { ...secured, vaults: [] }],
  },
  'public-registry-is-reachable': {
    breaks: [[publicRegistry, onPurpose]], keeps: [secured, publicRegistry, [open, onPurpose], [secured, onPurpose], [withRule(publicRegistry, images), onPurpose]],
    unknown: [[{ ...publicRegistry, securityGroups: [], securityRules: [] }, onPurpose]],
  },
  'service-reaches-public-computes': {
    breaks: [publicIp(grouped(open)), publicIp(withRule(grouped(open, fromService), { ...allOut, direction: 'Inbound' }))],
    keeps: [open, secured, publicIp(open), publicIp(grouped(open, fromService)), publicIp(grouped(open, { ...fromService, sources: ['Internet'] }))],
    unknown: [publicIp(groupUnread), computes(grouped(open), { publicIp: null }), publicIp(grouped(open, { ...fromService, sources: ['20.0.0.0/8'] }))],
  },
  'package-sources-are-reachable': { breaks: [secured, packages(['python']), routed(open, route('0.0.0.0/0', 'None'))], keeps: [open, packages([]), packages(['python'], open)], unknown: [behindFirewall, behindHalves, packages(['r'], groupUnread)] },
  'computes-have-a-way-out': {
    breaks: [open, isolated, nowhere, noAddress, routed(isolated, route('0.0.0.0/0', 'None')), [{ ...isolated, computes: [] }, answered({ egress: 'none' })], ...['8.8.8.8', '10.20.1.4'].map((firewallAddress) => [behindFirewall, withHop(firewallAddress)] as const)],
    keeps: [secured, behindFirewall, [behindFirewall, withHop('10.50.1.4')], behindHalves, publicIp(open), [{ ...open, computes: [] }, answered({ egress: 'natGateway' })], subnet(secured, { natGatewayId: null, defaultOutbound: true })],
    unknown: [unreadEndpoints(subnet(open, { natGatewayId: securedIds.natGateway })), subnet(isolated, { routeTableId: table }), computes(isolated, { publicIp: null }), { ...secured, natGateways: [] }, routed(secured, route('203.0.113.0/24', 'None'))],
  },
  'egress-is-explicit': { breaks: [open, isolated, noAddress], keeps: [secured, behindFirewall, behindHalves, routed(open, route('0.0.0.0/0', 'None')), publicIp(open)], unknown: [tableUnread, { ...secured, natGateways: [] }, subnetUnread, computes(open, { publicIp: null })] },
  'internet-routes-work': {
    breaks: [routed(isolated, route('AzureMachineLearning', 'Internet')), routed(noAddress, route('AzureMachineLearning', 'Internet'))], keeps: [open, routed(open, route('0.0.0.0/0', 'Internet')), routed(secured, route('0.0.0.0/0', 'Internet')), behindFirewall, publicIp(routed(isolated, route('AzureMachineLearning', 'Internet'))), [{ ...routed(isolated, route('AzureMachineLearning', 'Internet')), computes: [] }, answered({ newCompute: 'withPublicIp' })]],
    unknown: [subnet(isolated, { routeTableId: table }), computes(routed(isolated, route('AzureMachineLearning', 'Internet')), { publicIp: null })],
  },
  'service-bypasses-the-firewall': {
    breaks: [publicIp(behindFirewall), publicIp(behindHalves)], keeps: [open, behindFirewall, publicIp(open), publicIp({ ...behindFirewall, routes: [...behindFirewall.routes, route('AzureMachineLearning', 'Internet')] })],
    unknown: [publicIp(tableUnread), publicIp({ ...behindFirewall, routes: [...behindFirewall.routes, route('20.0.0.0/8', 'Internet')] }), computes(behindFirewall, { publicIp: null })],
  },
  'outbound-is-decided': { breaks: [open, [open, answered({ rules: 'openOnPurpose' })], grouped(open, rule('a', 100, { destinations: ['Storage'] }))], keeps: [secured, behindFirewall, behindHalves, nowhere], unknown: [groupUnread, tableUnread, routed(open, route('0.0.0.0/0', 'VnetLocal'))] },
  'allow-list-ends-in-a-deny': {
    breaks: [without(secured, 'Deny-Rest'), grouped(open, rule('a', 100, { destinations: ['Storage'] }), rule('b', 200, { access: 'Deny', destinations: ['Internet'], destinationPorts: ['25'] }))],
    keeps: [open, secured, grouped(open), withRule(secured, rule('web', 100, { destinations: ['Internet'] })), [without(secured, 'Deny-Rest'), answered({ rules: 'openOnPurpose' })]], unknown: [groupUnread, subnetUnread],
  },
  'storage-rule-is-narrow': { breaks: [secured], keeps: [open, grouped(open), subnet(secured, { serviceEndpointPolicyIds: [table] })], unknown: [groupUnread, subnetUnread] },
  'front-door-rule-is-narrow': { breaks: [secured], keeps: [open, without(secured, 'Allow-FrontDoor-FrontEnd')], unknown: [groupUnread, subnetUnread] },
  'no-stray-service-endpoint': {
    breaks: [stray(secured), stray(secured, { serviceEndpoints: ['Microsoft.KeyVault', 'Microsoft.Storage.Global'] })],
    keeps: [open, secured, stray(open), stray(secured, { serviceEndpointPolicyIds: [table] }), { ...stray(secured), storageAccounts: secured.storageAccounts.map((each) => ({ ...each, exceptions: { ...each.exceptions, subnetIds: [ids.computeSubnet] } })) }],
    unknown: [unreadEndpoints(stray(secured)), subnetUnread],
  },
  'kubernetes-reaches-its-images': {
    breaks: [cluster(without(secured, 'Allow-Mcr')), cluster(without(secured, 'Allow-FrontDoor-FirstParty')), cluster(publicRegistry), cluster(nowhere)], keeps: [open, secured, cluster(open), cluster(secured)],
    unknown: [cluster(secured, null), cluster(secured, { subnetId: null }), cluster({ ...secured, subnets: [] }), cluster(behindFirewall), cluster(groupUnread)],
  },
  // The identity of a cluster is not read, so nothing breaks this rule.
  'kubernetes-may-use-its-network': { breaks: [], keeps: [open, secured], unknown: [cluster(open), cluster(secured, null)] },
  'kubernetes-keeps-the-default-rules': {
    breaks: [cluster(secured), cluster(grouped(open, rule('inside', 300, { access: 'Deny', destinations: ['VirtualNetwork'] }))), cluster(grouped(open), { publicScoring: true })],
    keeps: [open, secured, cluster(open), cluster(grouped(open)), cluster(grouped(open), { publicScoring: false }), cluster(open, { publicScoring: true }), cluster(grouped(open, { ...fromService, sources: ['Internet'], destinationPorts: ['443'] }), { publicScoring: true })],
    unknown: [cluster(secured, null), cluster(groupUnread), cluster(grouped(open, { ...fromService, sources: ['20.0.0.0/8'], destinationPorts: ['443'] }), { publicScoring: true })],
  },
}

describe('rules of outbound access', () => {
  checkExamples('outbound', rules, examples)

  it('lists every denied port of a row in one finding that names the rule', () => {
    const [place, ...others] = rules['service-api-is-reachable'].broken(without(secured, 'Allow-MachineLearning-Tcp'), undecided)
    expect(place?.data).toMatchObject({ tag: 'AzureMachineLearning', ports: ['443', '18881'], denies: 'Deny-Rest', priority: 4096, subnet: ids.computeSubnet })
    expect(others).toEqual([])
  })

  it('warns of default outbound access and refuses none', () => {
    expect(rules['egress-is-explicit'].broken(open, undecided)[0]?.level).toBe('should')
    expect(rules['egress-is-explicit'].broken(isolated, undecided)[0]?.level).toBeUndefined()
  })

  it('says which route drops a row, and does not call the internet open where a rule or route takes a part of it', () => {
    const what = (name: keyof typeof rules, estate: Estate): string => findingText({ step: 'outbound', rule: name, data: rules[name].broken(estate, undecided)[0]?.data ?? {} })
    expect(what('entra-id-is-reachable', nowhere)).toBe('Outbound TCP 80, 443 to AzureActiveDirectory from snet-training is dropped by the route 0.0.0.0-0 (0.0.0.0/0), whose next hop is None.')
    expect(what('computes-have-a-way-out', nowhere)).toBe('The route 0.0.0.0-0 sends the internet traffic of the subnet nowhere: its next hop is None, which no NAT gateway changes.')
    expect(what('computes-have-a-way-out', noAddress)).toContain('has no public address or prefix')
    const cloud = grouped(open, rule('d1', 300, { access: 'Deny', protocol: '*', destinations: ['AzureCloud'], destinationPorts: ['*'] }))
    expect(what('outbound-is-decided', cloud)).toBe('No rule or route takes the internet as a whole away from the subnet; d1 takes parts of it.')
    expect(what('outbound-is-decided', routed(open, route('AzureMachineLearning', 'None')))).toContain('AzureMachineLearning takes parts of it')
    expect(what('outbound-is-decided', grouped(open, rule('inside', 300, { access: 'Deny', destinations: ['10.9.0.0/16'] })))).toContain('neither a security group nor a firewall denies any')
    expect(what('entra-id-is-reachable', cloud)).toBe('Not judged: the rule d1 is for the tag AzureCloud, and whether that holds the addresses of AzureActiveDirectory is not documented. Compare it by hand.')
  })

  it('judges a subnet by the computes that are to come, too, once they are answered (NET-12, NET-23, NET-26)', () => {
    const says = (name: keyof typeof rules, estate: Estate, own: Partial<OutboundChoices>) => rules[name].broken(estate, answered(own)).filter(({ verdict }) => verdict === undefined).map(({ data = {} }) => findingText({ step: 'outbound', rule: name, data }))
    const publicNext = { newCompute: 'withPublicIp', egress: 'existing', rules: 'keep' } as const
    expect(says('service-reaches-public-computes', grouped(open), publicNext)).toEqual(['No rule lets AzureMachineLearning TCP 44224 in to snet-training, where new computes get a public address.'])
    expect(says('service-reaches-public-computes', grouped(open, fromService), publicNext)).toEqual([])
    expect(says('service-bypasses-the-firewall', behindFirewall, publicNext)).toEqual(['New computes in snet-training get public addresses, traffic to the internet goes to 10.20.9.4, and no route sends AzureMachineLearning to the internet directly.'])
    const allPublic = publicIp(isolated)
    expect(says('computes-have-a-way-out', allPublic, { newCompute: 'withoutPublicIp', egress: 'none' })).toEqual(['The subnet has no NAT gateway, no route to a firewall and no default outbound access.'])
    expect([says('computes-have-a-way-out', allPublic, { newCompute: 'withPublicIp', egress: 'none' }), says('computes-have-a-way-out', allPublic, {})]).toEqual([[], []])
  })

  it('says how much room there is before a deny', () => {
    const said = (priority: number): string => messages.rules['entra-id-is-reachable'].what(rules['entra-id-is-reachable'].broken(grouped(open, { ...allOut, priority }), undecided)[0]?.data ?? {})
    expect(said(100)).toContain('(priority 100), before which no number is free: that rule needs a higher one first.')
    expect(said(101)).toContain('(priority 101), before which one number is free.')
    expect(said(4096)).toContain('(priority 4096).')
  })

  it('does not ask for Front Door where the cloud has none', () => {
    expect(rules['front-door-is-reachable'].broken({ ...without(secured, 'Allow-FrontDoor-FrontEnd'), cloud: 'AzureChinaCloud' }, undecided)).toEqual([])
  })

  it('judges the chosen subnet before anything is in it', () => {
    expect(rules['entra-id-is-reachable'].broken({ ...grouped(open, allOut), computes: [] }, answered({}))).toHaveLength(1)
  })
})

describe('propose', () => {
  const proposed = (estate: Estate): OutboundChoices => propose(estate, answered({})).answers

  it.each([['open', open], ['secured', secured], ['hub', hub], ['behind a firewall', behindFirewall]] as const)('gives choices that the schema takes, from %s', (_, estate) => {
    expect(outboundChoices.safeParse(proposed(estate)).success).toBe(true)
  })

  it('keeps a way out that is there, finds a firewall, or adds a NAT gateway', () => {
    const near: Estate = { ...hub, firewalls: [{ id: resourceId(hubIds.group, 'Microsoft.Network/azureFirewalls', 'afw'), tier: 'Standard', subnetIds: [childId(hubIds.network, 'subnets', 'AzureFirewallSubnet')], privateAddress: '10.10.2.4', policyId: null }] }
    expect([secured, behindFirewall, open, near].map((estate) => [proposed(estate).egress, proposed(estate).firewallAddress])).toEqual([['existing', null], ['existing', null], ['natGateway', null], ['firewallRoute', '10.10.2.4']])
  })

  it('makes no NAT gateway where a route decides, and says why', () => {
    const plain = subnet(secured, { natGatewayId: null, securityGroupId: null })
    const worlds: readonly (readonly [Estate, string])[] = [
      [routed(plain, route('0.0.0.0/0', 'None')), 'routeDrops'], [behindHalves, 'routeIsThere'], [ofOtherTier, 'natWithoutAddress'], [{ ...secured, natGateways: [] }, 'natUnread'], [routed(noAddress, route('0.0.0.0/0', 'None')), 'routeDrops'], [tableUnread, 'routesUnread'],
      [routed(plain, route('0.0.0.0/0', 'VnetLocal')), 'routeInside'], [routed(plain, route('0.0.0.0/0', 'VirtualAppliance'), route('20.0.0.0/8', 'None')), 'routesDiffer'],
    ]
    for (const [estate, word] of worlds) {
      const { answers, because } = propose(estate, answered({}))
      expect([answers.egress, because.egress?.word, answers.rules === 'openOnPurpose']).toEqual(['existing', word, false])
      expect(settled(estate, { egress: 'natGateway' }).after).toEqual(estate)
    }
    for (const [estate] of worlds.filter(([{ routes }]) => routes.length > 0)) expect(settled(estate, { egress: 'firewallRoute', firewallAddress: '10.20.9.4' }).after).toEqual(estate)
    expect(propose(routed(plain, route('203.0.113.0/24', 'VirtualAppliance')), answered({})).answers.egress).toBe('natGateway')
  })

  it('counts a new compute subnet that is still to be made: as the others where they have a way out, with one of its own where they have none', () => {
    const beside = { computeSubnet: { use: 'new', name: 'snet-training-2', prefix: '10.20.9.0/24' } as const }
    const egress = (estate: Estate) => { const { answers, because } = propose(estate, answered({}, { addressSpace: { ...undecided.addressSpace, network: { use: 'existing', id: ids.network }, ...beside } })); return [answers.egress, because.egress?.word] }
    expect([secured, behindFirewall].map(egress)).toEqual([['existing', 'natIsThere'], ['existing', 'routeIsThere']])
    expect([nowhere, ofOtherTier, { ...secured, natGateways: [] }, tableUnread].map(egress)).toEqual(Array(4).fill(['natGateway', 'noWayOut']))
  })

  it('completes a list that restricts, opens what a deny stops, and leaves the rest', () => {
    expect([secured, without(secured, 'Allow-Batch'), grouped(open, rule('d', 100, { access: 'Deny', destinations: ['AzureActiveDirectory'] })), open].map((estate) => proposed(estate).rules)).toEqual(['requiredOnly', 'requiredOnly', 'openOnPurpose', 'keep'])
  })
})

const settled = (estate: Estate, part: Partial<OutboundChoices>, rest: Partial<Choices> = {}) => {
  const choices = answered(part, rest)
  return { choices, after: configure(estate, choices.outbound, choices) }
}
const musts = (estate: Estate, choices: Choices) => Object.values(rules).filter(({ requirement }) => requirement !== 'NET-23').flatMap((each) =>
  each.broken(estate, choices).filter(({ level, verdict }) => each.level === 'must' && level === undefined && verdict === undefined).map(() => each.requirement))

describe('configure', () => {
  it('gives the compute subnet a NAT gateway with a static address, beside the network', () => {
    const { after } = settled(open, { egress: 'natGateway' })
    expect(after.natGateways).toEqual([{ id: resourceId(ids.networkGroup, 'Microsoft.Network/natGateways', 'ng-vnet-demand'), region: 'westeurope', publicAddressIds: [resourceId(ids.networkGroup, 'Microsoft.Network/publicIPAddresses', 'pip-ng-vnet-demand')] }])
    expect(after.publicAddresses.map(({ sku, allocation }) => [sku, allocation])).toEqual([['Standard', 'Static']])
    expect(after.subnets.map((each) => wayOutOf(after, each).egress)).toEqual(['natGateway'])
  })

  it('uses the NAT gateway that another subnet of the network has', () => {
    const { after } = settled(subnet(secured, { natGatewayId: null }), { egress: 'natGateway' })
    expect(after.subnets.find(({ id }) => id === ids.computeSubnet)?.natGatewayId).toBe(securedIds.natGateway)
    expect(after.natGateways).toEqual(secured.natGateways)
  })

  it('gives a NAT gateway that has no address a static one, and proposes that (NET-23)', () => {
    const { answers, because } = propose(noAddress, answered({}))
    expect([answers.egress, because.egress?.word]).toEqual(['natGateway', 'natGetsAddress'])
    const bare: Estate = { ...noAddress, publicAddresses: [] }
    const { after, choices } = settled(bare, answers)
    const made = resourceId(ids.networkGroup, 'Microsoft.Network/publicIPAddresses', 'pip-ng-demand')
    expect(after.natGateways).toEqual(noAddress.natGateways.map((each) => ({ ...each, publicAddressIds: [made] })))
    expect(after.publicAddresses).toEqual([{ id: made, region: 'westeurope', sku: 'Standard', allocation: 'Static' }])
    expect([after.subnets, configure(after, choices.outbound, choices)]).toEqual([noAddress.subnets, after])
    expect((['computes-have-a-way-out', 'egress-is-explicit'] as const).flatMap((name) => rules[name].broken(after, choices))).toEqual([])
    expect(settled(noAddress, { egress: 'existing' }).after).toEqual(noAddress)
  })

  it('puts the address of a gateway of another subscription beside the gateway', () => {
    const { after } = settled(noAddress, { egress: 'natGateway' }, { access: { ...undecided.access, placement: { ...undecided.access.placement, resourceGroup: hubIds.group } } })
    expect(after.natGateways.flatMap(({ publicAddressIds }) => publicAddressIds.map(groupOf))).toEqual([groupOf(securedIds.natGateway)])
  })

  it('adds a default route to the firewall, in the table that is there or in a new one', () => {
    const fresh = settled(open, { egress: 'firewallRoute', firewallAddress: '10.10.2.4' }).after
    expect(fresh.routes.map(({ prefix, nextHop, nextHopAddress }) => [prefix, nextHop, nextHopAddress])).toEqual([['0.0.0.0/0', 'VirtualAppliance', '10.10.2.4']])
    const before = routed(open, route('10.99.0.0/16', 'VirtualAppliance', '10.10.2.9'))
    const kept = settled(before, { egress: 'firewallRoute', firewallAddress: '10.10.2.4' }).after
    expect(kept.routeTables).toEqual(before.routeTables)
    expect(kept.routes).toHaveLength(2)
  })

  it('lets the service answer public computes past the firewall', () => {
    const { after, choices } = settled(publicIp(behindFirewall), { egress: 'existing' })
    expect(rules['service-bypasses-the-firewall'].broken(after, choices)).toEqual([])
  })

  it('writes every required row of the cloud and a final deny into a new group', () => {
    const { after, choices } = settled(open, { egress: 'natGateway', rules: 'requiredOnly' })
    const needed = networkRules('AzureCloud').filter(({ requirement, tag }) => requirement.startsWith('required') && tag !== 'VirtualNetwork').map(({ id }) => `allow-${id}`)
    expect(after.securityRules.map(({ id }) => nameOf(id))).toEqual([...needed, 'allow-out-keyvault', 'allow-out-monitor', 'allow-out-registry', 'allow-out-storage-445', 'deny-internet'].sort())
    expect(after.securityRules.find(({ id }) => nameOf(id) === 'allow-out-storage')).toMatchObject({ destinations: ['Storage.westeurope'], destinationPorts: ['443'], protocol: 'Tcp', access: 'Allow' })
    expect(after.securityRules.find(({ id }) => nameOf(id) === 'deny-internet')).toMatchObject({ access: 'Deny', priority: 4096, protocol: '*', destinations: ['Internet'] })
    expect(musts(after, choices)).toEqual([])
  })

  it.each([['AzureUSGovernment', true], ['AzureChinaCloud', false]] as const)('writes the rows of %s', (cloud, frontDoor) => {
    const { after } = settled({ ...open, cloud }, { rules: 'requiredOnly' })
    expect(after.securityRules.some(({ id }) => nameOf(id) === 'allow-out-afd-frontend')).toBe(frontDoor)
  })

  it('adds the rows that choices call for', () => {
    const choices: Partial<Choices> = { storage: { ...undecided.storage, accounts: [{ id: ids.account, reach: 'privateEndpoint', groups: [] }] }, monitoring: { ...undecided.monitoring, decision: 'linkScope' } }
    const names = settled(grouped(impact(publicIp(open)), { ...allOut, priority: 300 }), { rules: 'requiredOnly', rstudio: 'used' }, choices).after.securityRules.map(({ id }) => nameOf(id))
    expect(names).toEqual(expect.arrayContaining(['allow-out-vnet', 'allow-out-vnet-445', 'allow-out-aml-8787', 'allow-out-keyvault-hbi', 'allow-in-compute-44224']))
    expect(names.some((name) => name === 'allow-out-monitor' || name === 'allow-out-storage-445')).toBe(false)
  })

  it('lets out what is reached by a public address in its own region, and nothing of what is private', () => {
    const apart: Estate = {
      ...open, vaults: open.vaults.map((each) => ({ ...each, region: 'North Europe' })), registries: open.registries.map((each) => ({ ...each, region: 'francecentral' })), storageAccounts: open.storageAccounts.map((each) => ({ ...each, region: 'northeurope' })),
    }
    const reached = (keyVault: Choices['keyVault']['reach'], decision: Choices['registry']['decision'], reach: 'privateEndpoint' | 'serviceEndpoint') =>
      settled(apart, { rules: 'requiredOnly' }, { keyVault: { ...undecided.keyVault, reach: keyVault }, registry: { ...undecided.registry, decision }, storage: { ...undecided.storage, accounts: [{ id: ids.account, reach, groups: [] }] } }).after
        .securityRules.filter(({ id }) => /^allow-out-(keyvault|registry|storage-north)/.test(nameOf(id))).map(({ destinations }) => destinations.join())
    expect(reached('serviceEndpoint', 'publicOnPurpose', 'serviceEndpoint')).toEqual(['AzureKeyVault.northeurope', 'AzureContainerRegistry.francecentral', 'Storage.northeurope'])
    expect(reached('privateEndpoint', 'private', 'privateEndpoint')).toEqual([])
  })

  it('adds a missing row before the deny that would hit it, and deletes nothing', () => {
    const before = without(secured, 'Allow-Batch', 'Allow-MachineLearning-Udp')
    const { after, choices } = settled(before, { rules: 'requiredOnly' })
    expect(after.securityRules.filter(({ id }) => !before.securityRules.some((each) => each.id === id)).map(({ id, protocol, destinations }) => [nameOf(id), protocol, destinations])).toEqual([
      ['allow-out-aml-udp', 'Udp', ['AzureMachineLearning']], ['allow-out-batch', '*', ['BatchNodeManagement.westeurope']],
    ])
    expect(before.securityRules.every((each) => after.securityRules.includes(each))).toBe(true)
    expect(musts(after, choices)).toEqual([])
  })

  it('finds a priority before an early deny', () => {
    const { after, choices } = settled(grouped(open, allOut), { rules: 'requiredOnly' })
    expect(after.securityRules.filter(({ access }) => access === 'Allow').every(({ priority }) => priority < 110 && priority >= 100)).toBe(true)
    expect(new Set(after.securityRules.map(({ priority }) => priority)).size).toBe(after.securityRules.length)
    expect(musts(after, choices).filter((id) => id !== 'NET-24').length).toBe(0)
  })

  it('denies the internet for the compute subnet alone where others share its group', () => {
    const shared = grouped({ ...open, subnets: [...open.subnets, ...secured.subnets.filter(({ id }) => id === ids.endpointSubnet).map((each) => ({ ...each, securityGroupId: group }))] })
    const { after } = settled(shared, { rules: 'requiredOnly' })
    expect(after.securityRules.find(({ id }) => nameOf(id) === 'deny-internet')?.sources).toEqual(['10.20.1.0/24'])
  })

  it('opens what is denied, and denies nothing, when open on purpose', () => {
    const before = grouped(open, rule('d', 100, { access: 'Deny', destinations: ['AzureActiveDirectory'], destinationPorts: ['*'] }), rule('e', 150, { access: 'Deny', destinations: ['AzureResourceManager'], destinationPorts: ['*'] }))
    const { after, choices } = settled(before, { rules: 'openOnPurpose' })
    expect(after.securityRules.filter(({ access }) => access === 'Deny')).toHaveLength(2)
    // Nothing can come before priority 100, so the first deny stays as a finding.
    expect(musts(after, choices).filter((id) => id === 'NET-02' || id === 'NET-06')).toEqual(['NET-02'])
  })

  it('changes nothing while nothing is decided, nor what was not readable', () => {
    expect(configure(open, undecided.outbound, undecided)).toEqual(open)
    expect(settled(groupUnread, { rules: 'requiredOnly', egress: 'existing' }).after).toEqual(groupUnread)
  })

  it('changes nothing of a secured estate', () => {
    const own = propose(secured, answered({})).answers
    const choices = answered(own, { storage: { ...undecided.storage, accounts: [{ id: ids.account, reach: 'privateEndpoint', groups: [] }] }, workspace: { ...undecided.workspace, reach: 'privateEndpoint' } })
    expect(configure(secured, own, choices)).toEqual(secured)
  })

  it('twice is once, and what the proposal can keep is kept, for any rules and any way out', () => {
    const lists = fc.subarray(secured.securityRules.map((each) => each))
    const egress = fc.constantFrom<OutboundChoices['egress']>('existing', 'natGateway', 'firewallRoute', 'none', 'undecided')
    const answers = fc.constantFrom<OutboundChoices['rules']>('keep', 'requiredOnly', 'openOnPurpose', 'undecided')
    fc.assert(fc.property(lists, egress, answers, fc.record({ isPublic: fc.boolean(), hasGroup: fc.boolean() }), (list, way, rulesAnswer, { isPublic, hasGroup }) => {
      const base = isPublic ? publicIp(open) : open
      const before = hasGroup ? grouped(base, ...list) : base
      const { after, choices } = settled(before, { egress: way, rules: rulesAnswer, firewallAddress: '10.10.2.4' })
      expect(configure(after, choices.outbound, choices)).toEqual(after)
      const own = propose(before, answered({})).answers
      const proposedChoices = answered(own)
      expect(musts(configure(before, own, proposedChoices), proposedChoices)).toEqual([])
    }), { numRuns: 100 })
  })
})
