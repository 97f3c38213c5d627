import { type ArmId, childId, nameOf } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import type { RouteTable, Subnet, TableRoute } from '../../estate/network.ts'
import { entryOf, withEntries } from '../../estate/questions.ts'
import { mainDirection } from '../../reach/egress.ts'
import { computeSubnetIdsWith, settledSubnet } from '../concerned.ts'
import type { Choices } from '../choices.ts'
import { jumpBoxWayOut } from '../jumpBoxWayOut.ts'
import { isLeftTable } from '../leftBehind.ts'
import { freeOrLeft, nameFor, placed } from '../names.ts'
import { placesComputes } from '../subnets.ts'
import type { OutboundChoices } from './choices.ts'
import { withNatGateway } from './natGateway.ts'
import { publicComputes } from './need.ts'
import { withRules } from './securityRules.ts'

/** The estate with the chosen way out for computes and with the chosen rules on their subnets; nothing that is there is deleted. */
export function configure(estate: Estate, own: OutboundChoices, choices: Choices): Estate {
  // Computes of a managed network use none of our subnets; those that are still in one are made again (PRE-06).
  const subnets = placesComputes(choices) ? computeSubnetIdsWith(estate, choices) : []
  const routed = subnets.reduce((current, id) => withEgress(current, own, choices, id), estate)
  const machines = withJumpBoxEgress(routed, choices)
  return subnets.reduce((current, id) => withRules(current, own, choices, id), machines)
}

function withEgress(estate: Estate, own: OutboundChoices, choices: Choices, subnetId: ArmId): Estate {
  const subnet = entryOf(estate.subnets, subnetId)
  if (subnet === undefined) return estate
  switch (own.egress) {
    case 'natGateway': return withServiceRoute(withNatGateway(estate, choices, subnet), own, subnetId)
    case 'firewallRoute': return withServiceRoute(withFirewallRoute(estate, own, choices, subnet), own, subnetId)
    case 'existing': return withServiceRoute(estate, own, subnetId)
    case 'none':
    case 'undecided': return estate
  }
}

/** How the routes that we make are called. */
const routeNames = { all: 'default-to-firewall', gateway: 'default-to-gateway', service: 'machine-learning-direct' }

const withFirewallRoute = (estate: Estate, { firewallAddress }: OutboundChoices, choices: Choices, subnet: Subnet): Estate =>
  firewallAddress === null ? estate : withDefaultRoute(estate, choices, subnet, { nextHop: 'VirtualAppliance', nextHopAddress: firewallAddress })

/** A default route, unless there is one or another route takes most of the internet already. */
function withDefaultRoute(estate: Estate, choices: Choices, subnet: Subnet, { nextHop, nextHopAddress }: Pick<TableRoute, 'nextHop' | 'nextHopAddress'>): Estate {
  const hasDefault = estate.routes.some(({ tableId, prefix }) => tableId === subnet.routeTableId && prefix === '0.0.0.0/0')
  if (hasDefault || mainDirection(estate, subnet).way !== 'internet') return estate
  const tabled = withTable(estate, choices, subnet)
  if (tabled === null) return estate
  const name = nextHop === 'VirtualNetworkGateway' ? routeNames.gateway : routeNames.all
  const route = { id: childId(tabled.tableId, 'routes', name), tableId: tabled.tableId, prefix: '0.0.0.0/0', nextHop, nextHopAddress }
  return { ...tabled.estate, routes: withEntries(tabled.estate.routes, [route]) }
}

/** The subnet's own table, else a new one. */
function withTable(estate: Estate, choices: Choices, subnet: Subnet): { readonly estate: Estate; readonly tableId: ArmId } | null {
  if (subnet.routeTableId !== null) return { estate, tableId: subnet.routeTableId }
  const region = entryOf(estate.networks, subnet.networkId)?.region
  const wanted = placed(choices, 'Microsoft.Network/routeTables', nameFor(choices, 'rt', nameOf(subnet.id)))
  if (region === undefined || wanted === null) return null
  const table: RouteTable = { id: freeOrLeft(wanted, estate.routeTables, isLeftTable(estate, region, Object.values(routeNames))), region }
  return { tableId: table.id, estate: { ...estate, routeTables: withEntries(estate.routeTables, [table]), subnets: withEntries(estate.subnets, [{ ...subnet, routeTableId: table.id }]) } }
}

/** Computes with a public address answer the service directly, past the firewall (NET-26). */
function withServiceRoute(estate: Estate, own: OutboundChoices, subnetId: ArmId): Estate {
  const subnet = entryOf(estate.subnets, subnetId)
  if (subnet === undefined || subnet.routeTableId === null) return estate
  const routed = mainDirection(estate, subnet).way === 'appliance'
  const isPublic = publicComputes(estate, subnetId) === 'yes' || own.newCompute === 'withPublicIp'
  const tableId = subnet.routeTableId
  if (!routed || !isPublic || estate.routes.some((each) => each.tableId === tableId && each.prefix.toLowerCase() === 'azuremachinelearning')) return estate
  return { ...estate, routes: withEntries(estate.routes, [{ id: childId(tableId, 'routes', routeNames.service), tableId, prefix: 'AzureMachineLearning', nextHop: 'Internet', nextHopAddress: null }]) }
}

/** A new jump box subnet goes out as the computes do, so that the studio's pages load there and nothing goes past a firewall (CONN-16). */
function withJumpBoxEgress(estate: Estate, choices: Choices): Estate {
  const choice = choices.addressSpace.jumpBoxSubnet
  if (choices.connectivity.method !== 'bastion' || choice === 'undecided' || choice.use === 'existing') return estate
  const subnet = entryOf(estate.subnets, settledSubnet(estate, choices, 'jumpBoxSubnet'))
  if (subnet === undefined) return estate
  const wayOut = jumpBoxWayOut(estate, choices)
  switch (wayOut.by) {
    case 'natGateway': return withNatGateway(estate, choices, subnet)
    case 'route': return withDefaultRoute(estate, choices, subnet, wayOut)
    case 'default': return estate
  }
}
