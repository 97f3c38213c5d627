import { type ArmId, nameOf, sameId } from '../../../base/armId.ts'
import { contains, overlapPairs, type Range, rangesOf } from '../../../base/cidr.ts'
import type { Estate } from '../../../estate/estate.ts'
import type { Subnet } from '../../../estate/network.ts'
import { entryOf, networkOf, peersOf, seen } from '../../../estate/questions.ts'
import { subnetRules } from '../../../facts/address.ts'
import { gatewayPrefix, gatewayRange, lacksGatewaySubnet, specialSubnet } from '../../addressPlan.ts'
import type { Choices } from '../../choices.ts'
import { computeSubnetIdsWith, concernedNetworkIds, concernedNetworks, endpointSubnetIdsWith, settledSubnet, subnetsIn } from '../../concerned.ts'
import { type Place, type Rulebook, unknownAt } from '../../rule.ts'
import { type SubnetNeed, chosenNetworkId, chosenSubnetId } from '../../subnets.ts'
import { activeNeeds } from '../conflicts.ts'
import { isServiceName } from '../serviceSubnets.ts'

const subnetRead = 'Microsoft.Network/virtualNetworks/subnets'
const isNamed = (subnet: Subnet, name: string): boolean => nameOf(subnet.id).toLowerCase() === name.toLowerCase()
const least = (name: string): number => specialSubnet(name)?.minPrefix ?? subnetRules.smallestPrefix
const dnsResolver = 'Microsoft.Network/dnsResolvers'

/** Each subnet with this id, or unknown where the snapshot does not hold it. */
const perSubnet = (estate: Estate, ids: readonly ArmId[], judge: (subnet: Subnet) => readonly Place[]): readonly Place[] =>
  ids.flatMap((id) => { const subnet = entryOf(estate.subnets, id); return subnet === undefined ? [unknownAt(id, id)] : judge(subnet) })

type Placed = Range & { readonly subnet: Subnet }

/** Each range that meets an earlier one, told once with the first that it meets: every pair would be thousands where a hostile file repeats one range. */
function overlapping(ranges: readonly Placed[]): readonly Place[] {
  const first = new Map<Placed, Placed>()
  for (const [one, other] of overlapPairs(ranges)) if (!first.has(other)) first.set(other, one)
  return [...first].map(([other, one]) => ({ at: other.subnet.id, data: { fault: 'overlap', value: other.text, other: one.subnet.id, range: one.text } }))
}

function layoutFaults(estate: Estate, networkId: ArmId, prefixes: readonly string[]): readonly Place[] {
  const within = rangesOf(prefixes)
  const all = subnetsIn(estate, networkId).flatMap((subnet) => rangesOf(subnet.prefixes).map((range) => ({ ...range, subnet })))
  const outside = all.filter((range) => !within.some((outer) => contains(outer, range))).map(({ subnet, text }): Place => ({ at: subnet.id, data: { fault: 'outside', value: text, prefixes } }))
  const sized = all.filter(({ prefix }) => prefix > subnetRules.smallestPrefix || prefix < subnetRules.largestPrefix).map(({ subnet, text }): Place => ({ at: subnet.id, data: { fault: 'size', value: text } }))
  return [...outside, ...sized, ...overlapping(all)]
}

/** Subnets of the concerned networks and of those joined to them: gateways and firewalls of a hub serve the workspace too. */
const around = (estate: Estate, choices: Choices): readonly Subnet[] => {
  const own = concernedNetworkIds(estate, choices)
  return [...new Set([...own, ...own.flatMap((id) => peersOf(estate, id))])].flatMap((id) => subnetsIn(estate, id))
}

const smaller = (subnet: Subnet, prefix: number) => rangesOf(subnet.prefixes).filter((range) => range.prefix > prefix)

function gatewayFaults(estate: Estate, subnet: Subnet): readonly Place[] {
  const bare = least('GatewaySubnet')
  const asked = specialSubnet('GatewaySubnet')?.recommendedPrefix ?? bare
  const sizes = smaller(subnet, asked).map(({ text, prefix }): Place => ({ at: subnet.id, ...(prefix > bare ? {} : { level: 'should' as const }), data: { fault: 'size', value: text, least: prefix > bare ? bare : asked } }))
  const name = isNamed(subnet, 'GatewaySubnet') ? [] : [{ at: subnet.id, data: { fault: 'name', value: nameOf(subnet.id) } }]
  return [...sizes, ...name, ...(subnet.securityGroupId === null ? [] : [{ at: subnet.id, data: { fault: 'securityGroup', value: subnet.securityGroupId } }]), ...guestsOf(estate, subnet)]
}

/** What lies in a subnet beside its own service. */
function guestsOf(estate: Estate, { id: at }: Subnet): readonly Place[] {
  const inside = [estate.interfaces, estate.endpoints, estate.computes].flatMap((list) => list.filter(({ subnetId }) => subnetId === at).map(({ id }) => id))
  return inside.length === 0 ? [] : [{ at, data: { fault: 'guests', value: inside } }]
}

function bastionFaults(estate: Estate, subnet: Subnet): readonly Place[] {
  return [
    ...smaller(subnet, least('AzureBastionSubnet')).map(({ text }) => ({ at: subnet.id, data: { fault: 'size', value: text, least: least('AzureBastionSubnet') } })),
    ...(isNamed(subnet, 'AzureBastionSubnet') ? [] : [{ at: subnet.id, data: { fault: 'name', value: nameOf(subnet.id) } }]),
    ...(subnet.routeTableId === null ? [] : [{ at: subnet.id, data: { fault: 'routeTable', value: subnet.routeTableId } }]),
    ...guestsOf(estate, subnet),
  ]
}

function bastionPlaces(estate: Estate, choices: Choices): readonly Place[] {
  const hosts = estate.bastions.filter(({ networkId }) => concernedNetworkIds(estate, choices).includes(networkId)).flatMap(({ subnetId }) => subnetId ?? [])
  const named = concernedNetworkIds(estate, choices).flatMap((id) => subnetsIn(estate, id)).filter((subnet) => isNamed(subnet, 'AzureBastionSubnet')).map(({ id }) => id)
  const chosen = choices.connectivity.method === 'bastion' ? (settledSubnet(estate, choices, 'bastionSubnet') ?? []) : []
  return perSubnet(estate, [...new Set([...hosts, ...named, ...[chosen].flat()])], (subnet) => bastionFaults(estate, subnet))
}

function firewallPlaces(estate: Estate, choices: Choices): readonly Place[] {
  const subnets = around(estate, choices)
  const networks = new Set(subnets.map(({ networkId }) => networkId))
  const firewalls = estate.firewalls.filter(({ subnetIds }) => subnetIds.some((id) => networks.has(networkOf(id))))
  const managed = firewalls.filter(({ tier }) => tier.toLowerCase() === 'basic').flatMap(({ id, subnetIds }): readonly Place[] => {
    const network = subnetIds[0] === undefined ? null : networkOf(subnetIds[0])
    if (network === null || subnetsIn(estate, network).some((subnet) => isNamed(subnet, 'AzureFirewallManagementSubnet'))) return []
    return [seen(estate, subnetRead, network) ? { at: id, data: { fault: 'management', value: 'Basic' } } : unknownAt(id, subnetRead)]
  })
  const sizes = ['AzureFirewallSubnet', 'AzureFirewallManagementSubnet'].flatMap((name) =>
    subnets.filter((subnet) => isNamed(subnet, name)).flatMap((subnet) => smaller(subnet, least(name)).map(({ text }): Place => ({ at: subnet.id, data: { fault: 'size', value: text, least: least(name) } }))))
  const unread = firewalls.flatMap(({ subnetIds }) => subnetIds).filter((id) => entryOf(estate.subnets, id) === undefined).map((id) => unknownAt(id, id))
  return [...sizes, ...managed, ...unread]
}

function resolverFaults(subnet: Subnet): readonly Place[] {
  const asked = specialSubnet('(dns resolver inbound)')
  const [smallest, largest] = [asked?.minPrefix ?? subnetRules.smallestPrefix, asked?.maxPrefix ?? subnetRules.largestPrefix]
  const sizes = rangesOf(subnet.prefixes).filter(({ prefix }) => prefix > smallest || prefix < largest).map(({ text }) => ({ at: subnet.id, data: { fault: 'size', value: text } }))
  return subnet.delegations.length > 1 ? [...sizes, { at: subnet.id, data: { fault: 'shared', value: subnet.delegations } }] : sizes
}

const needs: readonly SubnetNeed[] = ['endpointSubnet', 'computeSubnet', 'bastionSubnet', 'jumpBoxSubnet']

/** The subnets that the choices make. */
const newSubnets = (estate: Estate, choices: Choices): readonly Subnet[] =>
  needs.filter((need) => { const choice = choices.addressSpace[need]; return choice !== 'undecided' && choice.use === 'new' }).flatMap((need) => entryOf(estate.subnets, settledSubnet(estate, choices, need)) ?? [])

/** A new network or subnet whose name something of other ranges has already. Letters of another case name the same resource. */
function nameTaken(entries: readonly { readonly id: ArmId; readonly prefixes: readonly string[] }[], id: ArmId, prefixes: readonly string[]): readonly Place[] {
  const there = entries.find((entry) => sameId(entry.id, id))
  const isOurs = there === undefined || (there.id === id && rangesOf(prefixes).every(({ text }) => rangesOf(there.prefixes).some((range) => range.text === text)))
  return isOurs ? [] : [{ at: there.id, data: { value: nameOf(id), wanted: prefixes, other: there.id, range: there.prefixes } }]
}

function takenNames(estate: Estate, choices: Choices): readonly Place[] {
  const { network } = choices.addressSpace
  const networkId = chosenNetworkId(choices)
  const networks = network === 'undecided' || network.use === 'existing' || networkId === null ? [] : nameTaken(estate.networks, networkId, network.prefixes)
  const fresh = activeNeeds(choices).flatMap((need) => {
    const [choice, id] = [choices.addressSpace[need], chosenSubnetId(choices, need)]
    return choice === 'undecided' || choice.use === 'existing' || id === null ? [] : [{ id, prefix: choice.prefix }]
  })
  const twice = fresh.filter(({ id }, index) => fresh.findIndex((each) => sameId(each.id, id)) < index)
  const subnets = fresh.filter((each) => !twice.some(({ id }) => sameId(id, each.id))).flatMap(({ id, prefix }) => nameTaken(estate.subnets, id, [prefix]))
  return [...networks, ...subnets, ...twice.map(({ id }): Place => ({ at: id, data: { value: nameOf(id), with: 'planned' } }))]
}

/** A gateway that is to be built by hand needs a subnet that this plan does not make. */
function gatewayRoom(estate: Estate, choices: Choices): readonly Place[] {
  const { network: choice } = choices.addressSpace
  const id = chosenNetworkId(choices)
  const network = entryOf(estate.networks, id)
  if (id === null || !lacksGatewaySubnet(estate, choices, id)) return []
  if (network !== undefined) return gatewayRange(estate, network) === null ? [{ at: id, data: { least: gatewayPrefix } }] : []
  // A new network is there once it is made; one that exists was not read.
  return choice !== 'undecided' && choice.use === 'new' ? [] : [unknownAt(id, id)]
}

/** Chosen subnets that are a service's own. Bastion's name is judged by ADDR-14, the delegation of computes' subnets by ADDR-09. */
const servicesOwn = (estate: Estate, choices: Choices): readonly Place[] => activeNeeds(choices).flatMap((need): readonly Place[] => {
  const id = settledSubnet(estate, choices, need)
  if (id === null) return []
  if (need !== 'bastionSubnet' && isServiceName(nameOf(id))) return [{ at: id, data: { fault: 'name', value: nameOf(id) } }]
  return need === 'computeSubnet' ? [] : perSubnet(estate, [id], ({ delegations }) => (delegations.length === 0 ? [] : [{ at: id, data: { fault: 'delegated', value: delegations } }]))
})

/** Rules about subnets one by one: ADDR-05, ADDR-09, ADDR-10, ADDR-13 to ADDR-16, ADDR-19, ADDR-25. */
export const subnetRulebook = {
  'subnets-fit-and-are-apart': {
    requirement: 'ADDR-05', level: 'must',
    broken: (estate, choices) => concernedNetworks(estate, choices).flatMap(({ id, network }) => (network === undefined ? [unknownAt(id, id)] : layoutFaults(estate, id, network.prefixes))),
  },
  'new-names-are-free': { requirement: 'ADDR-05', level: 'must', broken: takenNames },
  'network-has-room-for-its-gateway': { requirement: 'ADDR-13', level: 'must', broken: gatewayRoom },
  'chosen-subnets-belong-to-no-service': { requirement: 'ADDR-09', level: 'must', broken: servicesOwn },
  'compute-subnet-is-not-delegated': {
    requirement: 'ADDR-09', level: 'must',
    broken: (estate, choices) => perSubnet(estate, computeSubnetIdsWith(estate, choices), (subnet) =>
      subnet.delegations.length === 0 ? [] : [{ at: subnet.id, data: { property: 'delegations', value: subnet.delegations } }]),
  },
  'endpoint-subnet-has-policies-off': {
    requirement: 'ADDR-10', level: 'should',
    broken: (estate, choices) => perSubnet(estate, endpointSubnetIdsWith(estate, choices), ({ id, endpointPolicies }) =>
      endpointPolicies === 'Disabled' ? [] : [{ at: id, data: { property: 'privateEndpointNetworkPolicies', value: endpointPolicies } }]),
  },
  'gateway-subnet-fits-its-gateway': {
    requirement: 'ADDR-13', level: 'must',
    broken: (estate, choices) => around(estate, choices).filter((subnet) => isNamed(subnet, 'GatewaySubnet')).flatMap((subnet) => gatewayFaults(estate, subnet)).concat(
      concernedNetworks(estate, choices).filter(({ network }) => network === undefined).map(({ id }) => unknownAt(id, id))),
  },
  'bastion-subnet-fits-its-host': { requirement: 'ADDR-14', level: 'must', broken: bastionPlaces },
  'firewall-subnet-fits-its-firewall': { requirement: 'ADDR-15', level: 'must', broken: firewallPlaces },
  'resolver-subnet-fits-its-endpoint': {
    requirement: 'ADDR-16', level: 'must',
    broken: (estate, choices) => around(estate, choices).filter(({ delegations }) => delegations.includes(dnsResolver)).flatMap(resolverFaults).concat(
      concernedNetworks(estate, choices).filter(({ network }) => network === undefined).map(({ id }) => unknownAt(id, id))),
  },
  'new-subnet-says-its-outbound-access': {
    requirement: 'ADDR-19', level: 'should',
    broken: (estate, choices) => newSubnets(estate, choices).filter(({ defaultOutbound }) => defaultOutbound === null).map(({ id }) => ({ at: id, data: { property: 'defaultOutboundAccess', value: null } })),
  },
  'compute-subnet-keeps-its-policies': {
    requirement: 'ADDR-25', level: 'info',
    broken: (estate, choices) => {
      const endpoints = endpointSubnetIdsWith(estate, choices)
      return perSubnet(estate, computeSubnetIdsWith(estate, choices).filter((id) => !endpoints.includes(id)), ({ id, endpointPolicies }) =>
        endpointPolicies === 'Disabled' ? [] : [{ at: id, data: { property: 'privateEndpointNetworkPolicies', value: endpointPolicies } }])
    },
  },
} satisfies Rulebook
