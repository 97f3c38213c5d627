import { type ArmId, childId, groupOf, nameOf, resourceId } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import type { VirtualNetwork } from '../../estate/network.ts'
import { entryOf, networkOf, withEntries, workspaceNetworkIds } from '../../estate/questions.ts'
import { asksAzure } from '../../estate/resolution.ts'
import { gatewayRange, hasGatewaySubnet, lacksGatewaySubnet } from '../addressPlan.ts'
import type { Choices } from '../choices.ts'
import { forwardedNames } from '../forwardedNames.ts'
import { isLeftAddress, isLeftInterface } from '../leftBehind.ts'
import { free, freeOrLeft, nameFor, scopeNear } from '../names.ts'
import type { Because, Proposed } from '../step.ts'
import { chosenNetworkId, chosenSubnetId } from '../subnets.ts'
import { type ConnectivityChoices, connectivityUndecided } from './choices.ts'
import { usableJumpBox } from './leads.ts'
import { bastionsServing, gatewaysServing, usesPeeredGateway, waysInto } from './ways.ts'

type Method = ConnectivityChoices['method']

/** First answers: the way in that is there, else Bastion with a jump box, which this plan can build. */
export function propose(current: Estate, earlier: Choices): Proposed<ConnectivityChoices> {
  const chosen = chosenNetworkId(earlier)
  const networks = chosen === null ? workspaceNetworkIds(current) : [chosen]
  const found = proposedMethod(current, earlier, networks)
  const asking = networks.flatMap((id) => entryOf(current.networks, id) ?? []).every(({ dnsServers }) => asksAzure(dnsServers))
  const insideOnly = found.way === 'bastion'
  return {
    answers: {
      ...connectivityUndecided,
      method: found.method,
      bastion: { ...connectivityUndecided.bastion, name: nameFor(earlier, 'bas', nameOf(current.workspace.id)) },
      resolution: insideOnly && asking ? 'azureDns' : 'undecided',
    },
    because: {
      ...(found.because === null ? {} : { method: found.because }),
      ...(found.method === 'bastion' ? { bastion: { word: 'buildable' }, jumpBox: { word: 'buildable' } } : {}),
      ...(insideOnly && asking ? { resolution: { word: 'machinesInside' } } : {}),
    },
  }
}

/** What is there, and by which way names will be asked for: from inside, or from somewhere that we cannot see. */
function proposedMethod(current: Estate, earlier: Choices, networks: readonly ArmId[]): { readonly method: Method; readonly way: 'bastion' | 'gateway' | 'none'; readonly because: Because | null } {
  const gateway = networks.flatMap((id) => waysInto(current, id).gateways)[0]
  if (gateway !== undefined) return { method: 'alreadyConnected', way: 'gateway', because: { word: 'gateway', data: { gateway: nameOf(gateway.id) } } }
  if (networks.some((id) => usesPeeredGateway(current, id))) return { method: 'alreadyConnected', way: 'gateway', because: { word: 'peeredGateway' } }
  const machine = usableJumpBox(current, earlier, networks)
  const bastion = machine === undefined ? undefined : bastionsServing(current, networkOf(machine.subnetId))[0]
  if (bastion !== undefined) return { method: 'alreadyConnected', way: 'bastion', because: { word: 'bastion', data: { bastion: nameOf(bastion.id) } } }
  // Bastion beside private zones is not supported in national clouds (CONN-22), so a person has to say.
  return current.cloud === 'AzureCloud' ? { method: 'bastion', way: 'bastion', because: { word: 'nothing' } } : { method: 'undecided', way: 'none', because: null }
}

/** Applies the answers: Bastion and jump box, or the tasks that building a gateway and forwarding names leave to people. */
export function configure(estate: Estate, own: ConnectivityChoices, choices: Choices): Estate {
  const networkId = chosenNetworkId(choices)
  const network = entryOf(estate.networks, networkId)
  if (network === undefined) return estate
  const reached = own.method === 'bastion' ? withJumpBox(withBastion(estate, own, choices, network), own, choices, network) : withGatewayTask(estate, own, choices, network)
  return withForwardingTask(reached, own, network)
}

const addressType = 'Microsoft.Network/publicIPAddresses'
const existing = (entries: readonly { readonly id: ArmId }[]): readonly ArmId[] => entries.map(({ id }) => id)

/** A host that serves the network is used again. A new one stands in the group of its network, as its subnet does (BAS). */
function withBastion(estate: Estate, { bastion }: ConnectivityChoices, choices: Choices, network: VirtualNetwork): Estate {
  const subnetId = chosenSubnetId(choices, 'bastionSubnet')
  const group = groupOf(network.id)
  if (bastionsServing(estate, network.id).length > 0 || subnetId === null || group === null) return estate
  const addressId = freeOrLeft(resourceId(group, addressType, nameFor(choices, 'pip', bastion.name)), estate.publicAddresses, isLeftAddress(estate, network.region))
  const id = free(resourceId(group, 'Microsoft.Network/bastionHosts', bastion.name), existing(estate.bastions))
  return {
    ...estate,
    publicAddresses: withEntries(estate.publicAddresses, [{ id: addressId, region: network.region, sku: 'Standard', allocation: 'Static' }]),
    bastions: withEntries(estate.bastions, [{ id, region: network.region, sku: bastion.sku, networkId: network.id, subnetId, publicAddressId: addressId }]),
  }
}

/** A machine that stands in the chosen subnet is used again. A new one has no public address and is in its network's subscription. */
function withJumpBox(estate: Estate, { jumpBox }: ConnectivityChoices, choices: Choices, network: VirtualNetwork): Estate {
  const subnetId = chosenSubnetId(choices, 'jumpBoxSubnet')
  const scope = scopeNear(choices, network.id)
  const present = estate.interfaces.some((each) => each.subnetId === subnetId && each.machineId !== null)
  if (subnetId === null || scope === null || present) return estate
  const machineId = free(resourceId(scope, 'Microsoft.Compute/virtualMachines', jumpBox.name), existing(estate.machines))
  const interfaceId = freeOrLeft(resourceId(scope, 'Microsoft.Network/networkInterfaces', nameFor(choices, 'nic', jumpBox.name)), estate.interfaces, isLeftInterface(subnetId))
  return {
    ...estate,
    interfaces: withEntries(estate.interfaces, [{ id: interfaceId, region: network.region, subnetId, publicAddressId: null, securityGroupId: entryOf(estate.interfaces, interfaceId)?.securityGroupId ?? null, machineId }]),
    machines: withEntries(estate.machines, [{ id: machineId, region: network.region, size: jumpBox.size, os: 'Windows', interfaceIds: [interfaceId], adminName: jumpBox.adminName }]),
  }
}

const gatewayKinds: Readonly<Record<Method, 'Vpn' | 'ExpressRoute' | null>> = {
  vpnPointToSite: 'Vpn', vpnSiteToSite: 'Vpn', expressRoute: 'ExpressRoute', alreadyConnected: null, bastion: null, undecided: null,
}

/** The task names the range for the gateway's subnet; `there`: the network has one, `none`: no range is free; empty: it uses a peer's, so nothing can be said. A gateway of the kind that serves the network already is used again, since a network can have one only (CONN-10). */
function withGatewayTask(estate: Estate, { method }: ConnectivityChoices, choices: Choices, network: VirtualNetwork): Estate {
  const kind = gatewayKinds[method]
  if (kind === null || gatewaysServing(estate, network.id).some((gateway) => gateway.kind === kind)) return estate
  const range = lacksGatewaySubnet(estate, choices, network.id) ? (gatewayRange(estate, network) ?? 'none') : hasGatewaySubnet(estate, network.id) ? 'there' : ''
  return { ...estate, tasks: withEntries(estate.tasks, [{ id: childId(network.id, 'tasks', 'buildGateway'), task: 'buildGateway', data: { network: network.id, method, range } }]) }
}

/** The public names to forward, for everything that has an endpoint here: forwarding the privatelink names does not work (WKSP-17). */
function withForwardingTask(estate: Estate, { method, resolution }: ConnectivityChoices, network: VirtualNetwork): Estate {
  if (resolution !== 'forwarders' || method === 'bastion' || method === 'undecided') return estate
  return { ...estate, tasks: withEntries(estate.tasks, [{ id: childId(network.id, 'tasks', 'forwardDns'), task: 'forwardDns', data: { network: network.id, names: forwardedNames(estate) } }]) }
}
