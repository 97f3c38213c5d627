import { type ArmId, childId, nameOf } from '../../base/armId.ts'
import { defaultRoute, egressOf } from '../../estate/egress.ts'
import type { Estate } from '../../estate/estate.ts'
import type { RouteTable, Subnet } from '../../estate/network.ts'
import { entryOf, withEntries } from '../../estate/questions.ts'
import { computeSubnetIdsWith, settledSubnet } from '../concerned.ts'
import type { Choices } from '../choices.ts'
import { isLeftAddress, isLeftNatGateway, isLeftTable } from '../leftBehind.ts'
import { freeOrLeft, nameFor, placed } from '../names.ts'
import { placesComputes } from '../subnets.ts'
import type { OutboundChoices } from './choices.ts'
import { publicComputes } from './need.ts'
import { withRules } from './securityRules.ts'

/** The estate with the chosen way out for computes and with the chosen rules on their subnets; nothing that is there is deleted. */
export function configure(estate: Estate, own: OutboundChoices, choices: Choices): Estate {
  // Computes of a managed network use none of our subnets; those that are still in one are made again (PRE-06).
  const subnets = placesComputes(choices) ? computeSubnetIdsWith(estate, choices) : []
  const routed = subnets.reduce((current, id) => withEgress(current, own, choices, id), estate)
  const machines = withJumpBoxEgress(routed, own, choices)
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
const routeNames = { all: 'default-to-firewall', service: 'machine-learning-direct' }

/** A NAT gateway of the network: the one that another subnet has, else a new one with a static address. */
function withNatGateway(estate: Estate, choices: Choices, subnet: Subnet): Estate {
  const egress = egressOf(estate, subnet)
  if (subnet.natGatewayId !== null || egress === 'appliance' || egress === 'unknown') return estate
  const shared = estate.subnets.find(({ networkId, natGatewayId }) => networkId === subnet.networkId && natGatewayId !== null && entryOf(estate.natGateways, natGatewayId) !== undefined)?.natGatewayId
  const made = shared === undefined || shared === null ? madeNatGateway(estate, choices, subnet.networkId) : { estate, id: shared }
  if (made === null) return estate
  return { ...made.estate, subnets: withEntries(made.estate.subnets, [{ ...subnet, natGatewayId: made.id }]) }
}

function madeNatGateway(estate: Estate, choices: Choices, networkId: ArmId): { readonly estate: Estate; readonly id: ArmId } | null {
  const region = entryOf(estate.networks, networkId)?.region
  const [gateway, address] = [placed(choices, 'Microsoft.Network/natGateways', nameFor(choices, 'ng', nameOf(networkId))), placed(choices, 'Microsoft.Network/publicIPAddresses', nameFor(choices, 'pip', `ng-${nameOf(networkId)}`))]
  if (region === undefined || gateway === null || address === null) return null
  const id = freeOrLeft(gateway, estate.natGateways, isLeftNatGateway(estate, region))
  if (entryOf(estate.natGateways, id) !== undefined) return { id, estate }
  const publicAddressId = freeOrLeft(address, estate.publicAddresses, isLeftAddress(estate, region))
  return {
    id,
    estate: {
      ...estate,
      natGateways: withEntries(estate.natGateways, [{ id, region, publicAddressIds: [publicAddressId] }]),
      publicAddresses: withEntries(estate.publicAddresses, [{ id: publicAddressId, region, sku: 'Standard', allocation: 'Static' }]),
    },
  }
}

function withFirewallRoute(estate: Estate, own: OutboundChoices, choices: Choices, subnet: Subnet): Estate {
  if (own.firewallAddress === null || defaultRoute(estate, subnet) !== undefined) return estate
  const tabled = withTable(estate, choices, subnet)
  if (tabled === null) return estate
  const route = { id: childId(tabled.tableId, 'routes', routeNames.all), tableId: tabled.tableId, prefix: '0.0.0.0/0', nextHop: 'VirtualAppliance' as const, nextHopAddress: own.firewallAddress }
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
  const route = defaultRoute(estate, subnet)
  const routed = route !== undefined && route !== 'unread' && (route.nextHop === 'VirtualAppliance' || route.nextHop === 'VirtualNetworkGateway')
  const isPublic = publicComputes(estate, subnetId) === 'yes' || own.newCompute === 'withPublicIp'
  const tableId = subnet.routeTableId
  if (!routed || !isPublic || estate.routes.some((each) => each.tableId === tableId && each.prefix.toLowerCase() === 'azuremachinelearning')) return estate
  return { ...estate, routes: withEntries(estate.routes, [{ id: childId(tableId, 'routes', routeNames.service), tableId, prefix: 'AzureMachineLearning', nextHop: 'Internet', nextHopAddress: null }]) }
}

/** A new jump box subnet gets the same NAT gateway, so that the studio's pages load there (CONN-16). */
function withJumpBoxEgress(estate: Estate, own: OutboundChoices, choices: Choices): Estate {
  const choice = choices.addressSpace.jumpBoxSubnet
  if (own.egress !== 'natGateway' || choices.connectivity.method !== 'bastion' || choice === 'undecided' || choice.use === 'existing') return estate
  const subnet = entryOf(estate.subnets, settledSubnet(estate, choices, 'jumpBoxSubnet'))
  return subnet === undefined ? estate : withNatGateway(estate, choices, subnet)
}
