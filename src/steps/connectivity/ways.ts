import { type ArmId, typeOf } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import type { Bastion, Gateway, NetworkInterface } from '../../estate/network.ts'
import { networkOf, peersOf, seen } from '../../estate/questions.ts'
import type { Choices } from '../choices.ts'
import { concernedNetworkIds } from '../concerned.ts'
import type { Unread } from '../unread.ts'

/** The gateways that carry a network's traffic: its own, and those of a peered network whose gateway it uses. */
export function gatewaysServing(estate: Estate, networkId: ArmId): readonly Gateway[] {
  const remote = estate.peerings.filter((peering) => peering.networkId === networkId && peering.connected && peering.usesRemoteGateways).map(({ remoteNetworkId }) => remoteNetworkId)
  return estate.gateways.filter((gateway) => gateway.networkId === networkId || remote.includes(gateway.networkId))
}

/** Whether somebody comes in through a gateway: clients with a pool, or a site whose connection is up. */
export const isConnected = (estate: Estate, { id, clientPools }: Gateway): boolean => clientPools.length > 0 || estate.gatewayConnections.some(({ gatewayId, connected }) => gatewayId === id && connected)

/** The Bastion hosts that reach a network's machines; the Developer tier does not reach peered networks (BAS). */
export function bastionsServing(estate: Estate, networkId: ArmId): readonly Bastion[] {
  const peers = peersOf(estate, networkId)
  return estate.bastions.filter((bastion) => bastion.networkId === networkId || (bastion.sku.toLowerCase() !== 'developer' && peers.includes(bastion.networkId)))
}

/** The interfaces of machines in these networks. */
export const clientInterfaces = (estate: Estate, networks: readonly ArmId[]): readonly NetworkInterface[] =>
  estate.interfaces.filter(({ machineId, subnetId }) => machineId !== null && networks.includes(networkOf(subnetId)))

/** The interfaces of machines in these networks, and in networks joined to them, that a Bastion host opens. */
export function openedInterfaces(estate: Estate, networks: readonly ArmId[]): readonly NetworkInterface[] {
  const near = [...new Set(networks.flatMap((network) => [network, ...peersOf(estate, network)]))]
  return clientInterfaces(estate, near).filter(({ subnetId }) => bastionsServing(estate, networkOf(subnetId)).length > 0)
}

/** The ways in that the estate shows for a network. */
export interface Ways {
  readonly gateways: readonly Gateway[]
  readonly bastions: readonly Bastion[]
}

/** Connected gateways, and Bastion hosts with a machine to open. */
export function waysInto(estate: Estate, networkId: ArmId): Ways {
  const opened = openedInterfaces(estate, [networkId]).map(({ subnetId }) => networkOf(subnetId))
  return {
    gateways: gatewaysServing(estate, networkId).filter((gateway) => isConnected(estate, gateway)),
    bastions: [...new Set(opened.flatMap((network) => bastionsServing(estate, network)))],
  }
}

/** The ways into all networks that the workspace lives in or is to live in. */
export function ways(estate: Estate, choices: Choices): Ways {
  const all = concernedNetworkIds(estate, choices).map((id) => waysInto(estate, id))
  return { gateways: [...new Set(all.flatMap(({ gateways }) => gateways))], bastions: [...new Set(all.flatMap(({ bastions }) => bastions))] }
}

/** What of the ways into a network could not be read: its gateways and hosts, or the network whose gateway it uses; null when all was. */
export function unreadWay(estate: Estate, networkId: ArmId): Unread | null {
  const lists = ['Microsoft.Network/virtualNetworkGateways', 'Microsoft.Network/connections', 'Microsoft.Network/bastionHosts', 'Microsoft.Network/networkInterfaces'] as const
  const refused = lists.find((type) => !seen(estate, type, networkId))
  if (refused !== undefined) return refused
  const lent = estate.peerings.find((peering) => peering.networkId === networkId && peering.connected && peering.usesRemoteGateways && !estate.gateways.some((gateway) => gateway.networkId === peering.remoteNetworkId))
  // Using a remote gateway is possible only where there is one.
  return lent === undefined ? null : 'remoteGateway'
}

/** Whether a network uses the gateway of a peered one, which Azure allows only where there is one. */
export const usesPeeredGateway = (estate: Estate, networkId: ArmId): boolean => estate.peerings.some((peering) => peering.networkId === networkId && peering.connected && peering.usesRemoteGateways)

/** Whether an id is that of a private DNS zone. */
export const isZone = (id: ArmId): boolean => typeOf(id).toLowerCase() === 'microsoft.network/privatednszones'
