import { type ArmId, nameOf } from '../../../base/armId.ts'
import { contains, parseRange, rangeOf, rangesOf } from '../../../base/cidr.ts'
import { deniesInternet, rulesOf } from '../../../estate/egress.ts'
import type { Estate } from '../../../estate/estate.ts'
import type { SecurityRule, Subnet } from '../../../estate/network.ts'
import { endpointsOf, hasEndpoint, seen } from '../../../estate/questions.ts'
import { privateRanges } from '../../../facts/address.ts'
import { deviations, directionTo, mainDirection, throughAzure, type WayOut, wayOutOf } from '../../../reach/egress.ts'
import { deniesTheInternet, passing } from '../../../reach/group.ts'
import type { Choices } from '../../choices.ts'
import { settledSubnet } from '../../concerned.ts'
import { firewallAddressFaults } from './firewallAddress.ts'
import { type Place, type PlaceData, type Rulebook, unknownAt } from '../../rule.ts'
import { computeSubnetsWith, flowsOf, nodesIn, publicComputes, rowOf, tagOf } from '../need.ts'
import { unclearWayOut } from '../../outboundFlow.ts'
import { placesComputes } from '../../subnets.ts'

const perSubnet = (estate: Estate, choices: Choices, judge: (subnet: Subnet) => readonly Place[]): readonly Place[] =>
  computeSubnetsWith(estate, choices).flatMap(({ id, subnet }) => (subnet === undefined ? [unknownAt(id, id)] : judge(subnet)))

/** Whether the answers put new computes of a kind into a subnet. What nobody has answered puts none. */
const comes = (estate: Estate, choices: Choices, { id }: Subnet, kind: Choices['outbound']['newCompute']): boolean =>
  placesComputes(choices) && choices.outbound.egress !== 'undecided' && choices.outbound.newCompute === kind && settledSubnet(estate, choices, 'computeSubnet') === id

/** Whether new or existing computes of a subnet draw a way out from it: those without a public address. */
const needsEgress = (estate: Estate, choices: Choices, subnet: Subnet): 'yes' | 'no' | 'unknown' => {
  const here = nodesIn(estate, subnet.id)
  if (here.some(({ publicIp }) => publicIp === false)) return 'yes'
  if (comes(estate, choices, subnet, 'withoutPublicIp')) return 'yes'
  return here.some(({ publicIp }) => publicIp === null) ? 'unknown' : 'no'
}

function withoutWayOut(estate: Estate, choices: Choices, subnet: Subnet): readonly Place[] {
  const needed = needsEgress(estate, choices, subnet)
  const way = wayOutOf(estate, subnet)
  if (needed === 'no' || way.egress === 'natGateway' || way.egress === 'appliance' || way.egress === 'default') return []
  const data = { property: 'natGateway, routeTable, defaultOutboundAccess', value: subnet.defaultOutbound, because: way.because, by: way.at }
  if (way.egress === 'unknown') return [unclearWay(way, data)]
  return needed === 'unknown' ? [unknownAt(subnet.id, 'enableNodePublicIp', data)] : [{ at: subnet.id, data: { ...data, lacks: 'egress' } }]
}

/** A way out that could not be judged, by what was not readable or cannot be compared. */
const unclearWay = (way: WayOut, data: PlaceData): Place => unknownAt(way.at, unclearWayOut(way), data)

/** A compute without a public address is managed through the workspace's private endpoint (TR1). */
function withoutWorkspaceEndpoint(estate: Estate): readonly Place[] {
  const here = estate.computes.filter(({ publicIp, subnetId, kind }) => publicIp === false && subnetId !== null && (kind === 'AmlCompute' || kind === 'ComputeInstance'))
  if (here.length === 0 || hasEndpoint(estate, estate.workspace.id)) return []
  if (!seen(estate, 'Microsoft.Network/privateEndpoints', estate.workspace.id)) return here.map(({ id }) => unknownAt(id, 'Microsoft.Network/privateEndpoints'))
  return here.map(({ id }) => ({ at: id, data: { property: 'enableNodePublicIp', value: false, lacks: 'workspaceEndpoint' } }))
}

function defaultOutbound(estate: Estate, choices: Choices, subnet: Subnet): readonly Place[] {
  const needed = needsEgress(estate, choices, subnet)
  const way = wayOutOf(estate, subnet)
  const { egress, because, at: by } = way
  if (needed === 'no' || egress === 'natGateway' || egress === 'appliance') return []
  // Where a route drops it, nothing relies on default outbound access.
  if (because === 'dropped' && subnet.defaultOutbound !== false) return []
  const data = { property: 'defaultOutboundAccess', value: subnet.defaultOutbound, because, by }
  if (egress === 'unknown') return [unclearWay(way, data)]
  if (needed === 'unknown') return [unknownAt(subnet.id, 'enableNodePublicIp', data)]
  return [egress === 'none' ? { at: subnet.id, data } : { at: subnet.id, level: 'should', data }]
}

/** Whether every compute of a subnet has a public address, and so a way out of its own. */
function onlyPublic(estate: Estate, choices: Choices, subnetId: ArmId): 'yes' | 'no' | 'unknown' {
  const here = nodesIn(estate, subnetId)
  if (here.length === 0) return choices.outbound.newCompute === 'withPublicIp' ? 'yes' : 'no'
  if (here.some(({ publicIp }) => publicIp === false)) return 'no'
  return here.some(({ publicIp }) => publicIp === null) ? 'unknown' : 'yes'
}

/** A route to the internet needs something that carries it on: default outbound access, a NAT gateway or the computes' own addresses. */
function deadRoutes(estate: Estate, choices: Choices, subnet: Subnet): readonly Place[] {
  const own = onlyPublic(estate, choices, subnet.id)
  const way = throughAzure(estate, subnet)
  if (subnet.routeTableId === null || own === 'yes' || way.egress === 'natGateway' || way.egress === 'default') return []
  if (mainDirection(estate, subnet).way === 'unread') return [unknownAt(subnet.routeTableId, 'routes')]
  const routes = estate.routes.filter(({ tableId, nextHop }) => tableId === subnet.routeTableId && nextHop === 'Internet')
  return routes.map(({ id, prefix }): Place => {
    const data = { property: 'nextHopType', value: 'Internet', prefix, subnet: subnet.id, because: way.because, by: way.at }
    if (way.egress === 'unknown') return unknownAt(id, unclearWayOut(way), data)
    return own === 'unknown' ? unknownAt(id, 'enableNodePublicIp', data) : { at: id, data }
  })
}

/** Whether a subnet has computes with a public address, or gets them: what is there speaks first. */
function publicNow(estate: Estate, choices: Choices, subnet: Subnet): { readonly computes: 'yes' | 'no' | 'unknown'; readonly planned: PlaceData } {
  const there = publicComputes(estate, subnet.id)
  return there !== 'yes' && comes(estate, choices, subnet, 'withPublicIp') ? { computes: 'yes', planned: { planned: true } } : { computes: there, planned: {} }
}

/** With a firewall on the way, answers of the service to a public address must not pass through it. */
function serviceRoute(estate: Estate, choices: Choices, subnet: Subnet): readonly Place[] {
  const { computes, planned } = publicNow(estate, choices, subnet)
  const main = mainDirection(estate, subnet)
  if (computes === 'no') return []
  const table = subnet.routeTableId ?? subnet.id
  if (main.way === 'unread') return [unknownAt(table, 'routes', { subnet: subnet.id })]
  if (main.way !== 'appliance' || directionTo(estate, subnet, 'AzureMachineLearning').way === 'internet') return []
  // Routes of addresses may be those of the service; they cannot be told from others.
  const direct = estate.routes.some(({ tableId, nextHop }) => tableId === table && nextHop === 'Internet')
  if (direct || computes === 'unknown') return [unknownAt(table, computes === 'unknown' ? 'enableNodePublicIp' : 'serviceAddresses', { subnet: subnet.id })]
  return [{ at: table, data: { ...planned, subnet: subnet.id, nextHop: main.by?.nextHop ?? null, firewall: main.by?.nextHopAddress ?? null } }]
}

/** Without a group on the subnet Azure ML's own group lets the service in; a group there must agree with it. */
function inbound(estate: Estate, choices: Choices, subnet: Subnet): readonly Place[] {
  const row = rowOf(estate, 'in-compute-44224')
  const { computes, planned } = publicNow(estate, choices, subnet)
  const rules = rulesOf(estate, subnet, 'Inbound')
  if (row === undefined || computes === 'no' || rules === null) return []
  const group = subnet.securityGroupId ?? subnet.id
  if (rules === 'unread') return [unknownAt(group, 'securityRules', { subnet: subnet.id })]
  return flowsOf(estate, subnet, row).flatMap((flow): readonly Place[] => {
    const { passes, by } = passing(rules, flow)
    if (passes === 'yes') return []
    const data = { ...planned, tag: tagOf(estate, row), protocol: row.protocol, ports: [flow.port], direction: 'Inbound', subnet: subnet.id, ...(by === null ? {} : { denies: nameOf(by.id), priority: by.priority }) }
    if (passes === 'unknown') return [unknownAt(group, 'unclearRule', { ...data, rule: nameOf(by.id), addresses: by.destinations })]
    return computes === 'unknown' ? [unknownAt(group, 'enableNodePublicIp', data)] : [{ at: group, data }]
  })
}

interface Restriction {
  readonly by: 'securityGroup' | 'appliance' | 'route' | 'nothing' | 'unread'
  /** The rules of the group, in order. */
  readonly rules: readonly SecurityRule[]
  /** What could not be read, where `by` is `unread`. */
  readonly unread: 'securityRules' | 'routes' | 'routeInside'
  /** Rules and routes that take a part of the internet away, while it is open as a whole. */
  readonly partly: readonly string[]
}

/** How far a subnet's outbound traffic is restricted. */
function restriction(estate: Estate, subnet: Subnet): Restriction {
  const list = rulesOf(estate, subnet, 'Outbound')
  const rules = list === 'unread' || list === null ? [] : list
  const said = (by: Restriction['by'], rest: Partial<Restriction> = {}): Restriction => ({ by, rules, unread: 'securityRules', partly: [], ...rest })
  if (deniesTheInternet(rules, rangesOf(subnet.prefixes))) return said('securityGroup')
  const main = mainDirection(estate, subnet)
  if (main.way === 'appliance') return said('appliance')
  if (main.way === 'nowhere') return said('route')
  if (list === 'unread') return said('unread')
  if (main.way !== 'internet') return said('unread', { unread: main.way === 'unread' ? 'routes' : 'routeInside' })
  return said('nothing', { partly: [...rules.filter(deniesOutside), ...deviations(estate, subnet)].map(({ id }) => nameOf(id)) })
}

/** A deny that takes something away from what is outside the network. */
const deniesOutside = ({ access, destinations }: SecurityRule): boolean => access === 'Deny' && destinations.some((each) => {
  const range = parseRange(each) ?? rangeOf(each)
  return each.toLowerCase() !== 'virtualnetwork' && !each.includes('/subscriptions/') && (range === null || !rangesOf(privateRanges).some((inside) => contains(inside, range)))
})

/** A deny of every port below the allow rules: the list restricts something, however much of the internet stands above it. */
const deniesTheRest = (rule: SecurityRule): boolean => deniesInternet(rule) && rule.protocol === '*' && rule.destinationPorts.some((port) => port === '*' || port === '0-65535')

const isStorage = (service: string): boolean => service === 'Microsoft.Storage' || service === 'Microsoft.Storage.Global'

function strayServiceEndpoint(estate: Estate, choices: Choices, subnet: Subnet): readonly Place[] {
  const stray = subnet.serviceEndpoints.filter(isStorage)
  if (stray.length === 0 || subnet.serviceEndpointPolicyIds.length > 0) return []
  const account = estate.workspace.storageAccountId
  const usedByRule = estate.storageAccounts.some(({ exceptions }) => exceptions.subnetIds.includes(subnet.id)) || choices.storage.accounts.some(({ reach }) => reach === 'serviceEndpoint')
  if (usedByRule) return []
  const isPrivate = endpointsOf(estate, account).length > 0 || choices.storage.accounts.some(({ id, reach }) => id === account && reach === 'privateEndpoint')
  if (!isPrivate) return seen(estate, 'Microsoft.Network/privateEndpoints', account) ? [] : [unknownAt(subnet.id, 'Microsoft.Network/privateEndpoints')]
  return [{ at: subnet.id, data: { property: 'serviceEndpoints', value: stray } }]
}

/** Allow rules for a tag, whatever its region. */
const allowing = (rules: readonly SecurityRule[], tag: string): readonly SecurityRule[] =>
  rules.filter(({ access, destinations }) => access === 'Allow' && destinations.some((each) => each.toLowerCase() === tag || each.toLowerCase().startsWith(`${tag}.`)))

const ruleReadable = (subnet: Subnet, what: Restriction['unread'] = 'securityRules'): readonly Place[] =>
  [unknownAt((what === 'securityRules' ? subnet.securityGroupId : subnet.routeTableId) ?? subnet.id, what, { subnet: subnet.id })]

const exfiltration = (tag: string) => (estate: Estate, choices: Choices): readonly Place[] =>
  perSubnet(estate, choices, (subnet) => {
    const rules = rulesOf(estate, subnet, 'Outbound')
    if (rules === 'unread') return ruleReadable(subnet)
    if (rules === null || (tag === 'storage' && subnet.serviceEndpointPolicyIds.length > 0)) return []
    return allowing(rules, tag).map(({ id, destinations }) => ({ at: id, data: { property: 'destinationAddressPrefix', value: destinations, subnet: subnet.id } }))
  })

/** Rules about ways out and in, and about what a rule list restricts: NET-12, NET-18, NET-23 to NET-27, NET-34, NET-36 to NET-39. */
export const egressRules = {
  'service-reaches-public-computes': { requirement: 'NET-12', also: ['NET-27'], level: 'must', broken: (estate, choices) => perSubnet(estate, choices, (subnet) => inbound(estate, choices, subnet)) },
  'package-sources-are-reachable': {
    requirement: 'NET-18', level: 'should',
    broken: (estate, choices) => {
      const { packages } = choices.outbound
      if (packages !== 'undecided' && packages.length === 0) return []
      return perSubnet(estate, choices, (subnet): readonly Place[] => {
        const { by, unread } = restriction(estate, subnet)
        const data = { packages: packages === 'undecided' ? [] : packages, condition: packages === 'undecided' ? 'packages' : null }
        if (by === 'nothing') return []
        if (by === 'securityGroup') return [{ at: subnet.securityGroupId ?? subnet.id, data: { ...data, subnet: subnet.id } }]
        if (by === 'route') return [{ at: subnet.routeTableId ?? subnet.id, data: { ...data, subnet: subnet.id, route: nameOf(mainDirection(estate, subnet).by?.id ?? subnet.id) } }]
        return [unknownAt(subnet.id, by === 'appliance' ? 'firewallRules' : unread, data)]
      })
    },
  },
  'computes-have-a-way-out': {
    requirement: 'NET-23', level: 'must',
    broken: (estate, choices) => [...perSubnet(estate, choices, (subnet) => withoutWayOut(estate, choices, subnet)), ...withoutWorkspaceEndpoint(estate), ...firewallAddressFaults(estate, choices)],
  },
  'egress-is-explicit': { requirement: 'NET-24', level: 'must', broken: (estate, choices) => perSubnet(estate, choices, (subnet) => defaultOutbound(estate, choices, subnet)) },
  'internet-routes-work': { requirement: 'NET-25', level: 'should', broken: (estate, choices) => perSubnet(estate, choices, (subnet) => deadRoutes(estate, choices, subnet)) },
  'service-bypasses-the-firewall': { requirement: 'NET-26', level: 'must', broken: (estate, choices) => perSubnet(estate, choices, (subnet) => serviceRoute(estate, choices, subnet)) },
  'outbound-is-decided': {
    requirement: 'NET-34', level: 'info',
    broken: (estate, choices) => perSubnet(estate, choices, (subnet): readonly Place[] => {
      const { by, partly, unread } = restriction(estate, subnet)
      if (by === 'unread') return ruleReadable(subnet, unread)
      return by === 'nothing' ? [{ at: subnet.id, data: { property: 'networkSecurityGroup', value: subnet.securityGroupId, decision: choices.outbound.rules, partly } }] : []
    }),
  },
  'allow-list-ends-in-a-deny': {
    requirement: 'NET-36', level: 'should',
    broken: (estate, choices) => {
      if (choices.outbound.rules === 'openOnPurpose') return []
      return perSubnet(estate, choices, (subnet): readonly Place[] => {
        const { by, rules, unread } = restriction(estate, subnet)
        if (by === 'unread') return ruleReadable(subnet, unread)
        const list = rules.filter(({ access }) => access === 'Allow')
        return by === 'nothing' && list.length > 0 && !rules.some(deniesTheRest) ? [{ at: subnet.securityGroupId ?? subnet.id, data: { subnet: subnet.id, allows: list.map(({ id }) => nameOf(id)) } }] : []
      })
    },
  },
  'storage-rule-is-narrow': { requirement: 'NET-37', level: 'should', broken: exfiltration('storage') },
  'front-door-rule-is-narrow': { requirement: 'NET-38', level: 'should', broken: exfiltration('azurefrontdoor.frontend') },
  'no-stray-service-endpoint': { requirement: 'NET-39', level: 'should', broken: (estate, choices) => perSubnet(estate, choices, (subnet) => strayServiceEndpoint(estate, choices, subnet)) },
} satisfies Rulebook
