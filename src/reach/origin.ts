import type { ArmId } from '../base/armId.ts'
import { nameOf } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import { entryOf, networkOf, peersOf, seen } from '../estate/questions.ts'
import { type Hop, hopOf, type Origin } from './journey.ts'

/** Whether those who set out are there at all, and can get to where they set out from. */
export function originHop(estate: Estate, from: Origin): Hop {
  switch (from.at) {
    case 'internet': case 'azureNetwork': return hopOf('origin', 'passes', 'anywhere')
    case 'workspace': return hopOf('origin', 'passes', 'azureItself', { at: estate.workspace.id })
    case 'undecided': return hopOf('origin', 'unknown', 'wayUndecided', { at: estate.workspace.id })
    case 'build': return buildHop(estate)
    case 'subnet': return from.through === 'bastion' ? bastionHop(estate, from.subnetId) : machineHop(estate, from)
    case 'gateway': return gatewayHop(estate, from)
  }
}

function buildHop(estate: Estate): Hop {
  const { imageBuildCompute: name, id } = estate.workspace
  if (name === null) return hopOf('origin', 'passes', 'buildsInRegistry', { at: estate.workspace.registryId ?? id })
  const cluster = estate.computes.find((compute) => nameOf(compute.id).toLowerCase() === name.toLowerCase())
  return cluster === undefined ? hopOf('origin', 'unknown', 'clusterUnread', { at: id, data: { cluster: name } }) : hopOf('origin', 'passes', 'there', { at: cluster.id, data: { cluster: name } })
}

/** Whether something that was read refers to the subnet: then it exists, read or not. */
const referred = (estate: Estate, subnetId: ArmId): boolean =>
  [...estate.computes, ...estate.endpoints, ...estate.interfaces, ...estate.bastions].some((each) => each.subnetId === subnetId)
  || [...estate.storageAccounts, ...estate.vaults, ...estate.registries].some(({ exceptions }) => exceptions.subnetIds.includes(subnetId))

function subnetHop(estate: Estate, subnetId: ArmId): Hop {
  const data = { subnet: nameOf(subnetId) }
  if (entryOf(estate.subnets, subnetId) !== undefined) return hopOf('origin', 'passes', 'there', { at: subnetId, data })
  const network = networkOf(subnetId)
  const known = !referred(estate, subnetId) && seen(estate, 'Microsoft.Network/virtualNetworks/subnets', network) && seen(estate, 'Microsoft.Network/virtualNetworks', network)
  return known ? hopOf('origin', 'fails', 'subnetNotYet', { at: subnetId, data }) : hopOf('origin', 'unknown', 'subnetUnread', { at: subnetId, data })
}

/** Machines whose interface has a group of its own can be followed only where the interface was read. */
function machineHop(estate: Estate, { subnetId, interfaceId }: Extract<Origin, { at: 'subnet' }>): Hop {
  const placed = subnetHop(estate, subnetId)
  if (placed.verdict !== 'passes' || interfaceId === null || entryOf(estate.interfaces, interfaceId) !== undefined) return placed
  return missing(estate, interfaceId, 'Microsoft.Network/networkInterfaces', 'noMachine')
}

/** A machine that people open by a Bastion host: host, machine and subnet have to be there (the Developer tier does not reach peered networks, BAS). */
function bastionHop(estate: Estate, subnetId: ArmId): Hop {
  const placed = subnetHop(estate, subnetId)
  if (placed.verdict !== 'passes') return placed
  const network = networkOf(subnetId)
  const peers = peersOf(estate, network)
  const host = estate.bastions.find(({ networkId, sku }) => networkId === network || (sku.toLowerCase() !== 'developer' && peers.includes(networkId)))
  if (host === undefined) return missing(estate, network, 'Microsoft.Network/bastionHosts', 'noBastion')
  const machine = estate.interfaces.find((each) => each.subnetId === subnetId && each.machineId !== null)
  if (machine === undefined) return missing(estate, network, 'Microsoft.Network/networkInterfaces', 'noMachine')
  return hopOf('origin', 'passes', 'wayThere', { at: host.id, data: { way: nameOf(host.id), machine: machine.machineId === null ? '' : nameOf(machine.machineId) } })
}

const missing = (estate: Estate, at: ArmId, type: string, because: 'noBastion' | 'noMachine' | 'wayNotYet'): Hop =>
  seen(estate, type, at) ? hopOf('origin', 'fails', because, { at }) : hopOf('origin', 'unknown', 'wayUnseen', { at })

/** A gateway that serves the network and has somebody behind it; one that is built by hand is there once its task is done. */
function gatewayHop(estate: Estate, { networkId, kind }: Extract<Origin, { at: 'gateway' }>): Hop {
  const lent = estate.peerings.filter((peering) => peering.networkId === networkId && peering.connected && peering.usesRemoteGateways).map(({ remoteNetworkId }) => remoteNetworkId)
  const serving = estate.gateways.filter((gateway) => [networkId, ...lent].includes(gateway.networkId) && (kind === 'unseen' || gateway.kind === kind))
  const used = serving.find(({ id, clientPools }) => clientPools.length > 0 || estate.gatewayConnections.some(({ gatewayId, connected }) => gatewayId === id && connected))
  if (used !== undefined) return hopOf('origin', 'passes', 'wayThere', { at: used.id, data: { way: nameOf(used.id) } })
  if (kind === 'unseen') return hopOf('origin', 'unknown', 'wayUnseen', { at: networkId })
  if (estate.tasks.some(({ task, data }) => task === 'buildGateway' && data['network'] === networkId)) return hopOf('origin', 'passes', 'wayByHand', { at: networkId })
  // A gateway without a connection that is up serves nobody; what joins it may stand where we do not look.
  if (serving.length > 0) return missing(estate, networkId, 'Microsoft.Network/connections', 'wayNotYet')
  return lent.some((id) => entryOf(estate.networks, id) === undefined) ? hopOf('origin', 'unknown', 'wayUnseen', { at: networkId }) : missing(estate, networkId, 'Microsoft.Network/virtualNetworkGateways', 'wayNotYet')
}
