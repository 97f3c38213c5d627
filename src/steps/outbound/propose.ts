import { rangesOf } from '../../base/cidr.ts'
import { rulesOf } from '../../estate/egress.ts'
import type { Estate } from '../../estate/estate.ts'
import type { Firewall, Subnet } from '../../estate/network.ts'
import { entryOf, networkOf, peersOf } from '../../estate/questions.ts'
import { mainDirection, takesNatGateway, type WayOut, wayOutOf } from '../../reach/egress.ts'
import { deniesTheInternet } from '../../reach/group.ts'
import type { Choices } from '../choices.ts'
import { sharedWayOut } from '../computeWayOut.ts'
import { computeSubnetIdsWith, settledSubnet } from '../concerned.ts'
import { chosenNetworkId, placesComputes } from '../subnets.ts'
import type { Because, Proposed } from '../step.ts'
import type { OutboundChoices } from './choices.ts'
import { withoutAddress } from './natGateway.ts'
import { rules } from './rules.ts'

type Reasoned<Value> = readonly [Value, Because]

/** First answers for outbound access: a way out that is there stays, and rules are only completed where a list exists. */
export function propose(current: Estate, earlier: Choices): Proposed<OutboundChoices> {
  const subnets = computeSubnetIdsWith(current, earlier).flatMap((id) => entryOf(current.subnets, id) ?? [])
  const firewall = nearFirewall(current, earlier)
  const [egress, egressWhy] = comesWithoutWayOut(current, earlier) ? freshEgress(firewall) : proposeEgress(current, subnets, firewall)
  const [rulesAnswer, rulesWhy] = proposeRules(current, earlier, subnets)
  const { packages, rstudio } = earlier.outbound
  if (!placesComputes(earlier)) {
    const managed: Because = { word: 'managedNetwork' }
    return {
      answers: { newCompute: 'withoutPublicIp', egress: 'none', firewallAddress: null, rules: 'keep', packages, rstudio },
      because: { newCompute: { word: 'withoutPublicIp' }, egress: managed, rules: managed, rstudio: { word: 'rstudioIsRare' } },
    }
  }
  return {
    answers: { newCompute: 'withoutPublicIp', egress, firewallAddress: egress === 'firewallRoute' ? (firewall?.privateAddress ?? null) : null, rules: rulesAnswer, packages, rstudio },
    because: { newCompute: { word: 'withoutPublicIp' }, egress: egressWhy, rules: rulesWhy, rstudio: { word: 'rstudioIsRare' } },
  }
}

/** A firewall in the network or in one joined to it, when its address is known. */
function nearFirewall(current: Estate, choices: Choices): Firewall | undefined {
  const network = chosenNetworkId(choices)
  if (network === null) return undefined
  const near = [network, ...peersOf(current, network)]
  return current.firewalls.find(({ subnetIds, privateAddress }) => privateAddress !== null && subnetIds.some((id) => near.includes(networkOf(id))))
}

/** What is said of a way out that stays as it is, the least certain of several first. */
const existing = {
  dropped: 'routeDrops', natWithoutAddress: 'natWithoutAddress', tableUnread: 'routesUnread', natUnread: 'natUnread', routesDiffer: 'routesDiffer', routeInside: 'routeInside', routed: 'routeIsThere', natGateway: 'natIsThere',
} as const satisfies Partial<Record<WayOut['because'], string>>
const because = ['dropped', 'natWithoutAddress', 'tableUnread', 'natUnread', 'routeInside', 'routesDiffer', 'routed', 'natGateway'] as const

function proposeEgress(current: Estate, subnets: readonly Subnet[], firewall: Firewall | undefined): Reasoned<OutboundChoices['egress']> {
  // A NAT gateway, and a route to a firewall too, help where nothing of the subnet's own decides already.
  if (subnets.length > 0 && !subnets.some((subnet) => takesNatGateway(current, subnet))) {
    if (subnets.some((subnet) => withoutAddress(current, subnet) !== undefined)) return ['natGateway', { word: 'natGetsAddress' }]
    const ways = subnets.map((subnet) => wayOutOf(current, subnet).because)
    return ['existing', { word: existing[because.find((each) => ways.includes(each)) ?? 'natGateway'] }]
  }
  return freshEgress(firewall)
}

const freshEgress = (firewall: Firewall | undefined): Reasoned<OutboundChoices['egress']> =>
  firewall === undefined ? ['natGateway', { word: 'noWayOut' }] : ['firewallRoute', { word: 'firewallIsThere' }]

/** Whether a new compute subnet is to be made beside others, none of which has a way out that it could have too. */
function comesWithoutWayOut(current: Estate, choices: Choices): boolean {
  const { computeSubnet } = choices.addressSpace
  const isNew = computeSubnet !== 'undecided' && computeSubnet.use === 'new' && settledSubnet(current, choices, 'computeSubnet') === null
  return isNew && sharedWayOut(current, choices) === null
}

/** The rules whose faults allow rules can mend. */
const mendable = [
  'entra-id-is-reachable', 'service-api-is-reachable', 'compute-instances-are-manageable', 'batch-is-reachable', 'resource-manager-is-reachable', 'regional-storage-is-reachable', 'front-door-is-reachable',
  'microsoft-images-are-reachable', 'image-data-path-is-reachable', 'private-endpoints-are-reachable', 'batch-vault-is-reachable', 'service-reaches-public-computes',
] as const

function proposeRules(current: Estate, choices: Choices, subnets: readonly Subnet[]): Reasoned<OutboundChoices['rules']> {
  const restricts = subnets.some((subnet) => {
    const list = rulesOf(current, subnet, 'Outbound')
    return list !== null && list !== 'unread' && deniesTheInternet(list, rangesOf(subnet.prefixes))
  })
  if (restricts) return ['requiredOnly', { word: 'listRestricts' }]
  const broken = mendable.some((name) => rules[name].broken(current, choices).some(({ verdict, data }) => verdict === undefined && data?.['route'] === undefined))
  if (broken) return ['openOnPurpose', { word: 'denyInTheWay' }]
  const routed = subnets.some((subnet) => mainDirection(current, subnet).way === 'appliance')
  return ['keep', { word: routed ? 'firewallDecides' : 'nothingRestricts' }]
}
