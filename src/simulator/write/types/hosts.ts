/** Public addresses, outbound gateways, interfaces, jump boxes and the ways in. */
import { idKey } from '../../../base/armId.ts'
import { parseRange } from '../../../base/cidr.ts'
import type { JsonObject } from '../../../base/json.ts'
import { freeIn, prefixesOf } from '../../network/addresses.ts'
import { guid, next, type State } from '../../state.ts'
import { conflict, type Maker, type Outcome, refuse, type Remover } from '../building.ts'
import { change } from '../keep.ts'
import { at, objectsAt, textAt, withAt, withProperties } from '../values.ts'

const nameOf = (id: string): string => id.split('/').at(-1) ?? ''
const asObject = (value: unknown): JsonObject => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value as JsonObject : {})

/** A public address. Static ones have theirs at once; new ones of the Basic tier are not made any more (facts.json `retirements`). */
export const publicAddress: Maker = ({ state, stored }, body) => {
  const sku = textAt(body, 'sku.name') || 'Basic'
  const method = textAt(body, 'properties.publicIPAllocationMethod') || 'Dynamic'
  if (sku === 'Standard' && method !== 'Static') return refuse('StandardSkuPublicIPAddressesMustBeStatic', 'Standard sku publicIp address must have AllocationMethod set to Static.', 'properties.publicIPAllocationMethod')
  const number = next(state)
  const made = { publicIPAddressVersion: 'IPv4', idleTimeoutInMinutes: 4, ipTags: [], ...asObject(at(body, 'properties')), publicIPAllocationMethod: method }
  const address = textAt(stored ?? {}, 'properties.ipAddress') || `20.61.${Math.floor(number / 250) % 250}.${(number % 250) + 1}`
  const meanwhile = withProperties({ ...body, sku: { tier: 'Regional', ...asObject(body['sku']), name: sku } }, made)
  return { body: method === 'Static' ? withProperties(meanwhile, { ipAddress: address }) : meanwhile, meanwhile }
}

/** A public address that something has stays. */
export const withoutPublicAddress: Remover = ({ state, stored, id }) => {
  const gateway = state.shelf.ofType('microsoft.network/natgateways').some((one) => objectsAt(one, 'properties.publicIpAddresses').some((other) => idKey(textAt(other, 'id')) === idKey(id)))
  return gateway || at(stored ?? {}, 'properties.ipConfiguration') !== undefined ? conflict('PublicIPAddressCannotBeDeleted', `Public IP address ${id} can not be deleted since it is still allocated.`) : {}
}

/** A gateway for outbound traffic. */
export const natGateway: Maker = ({ state, stored }, body) => {
  const wrong = objectsAt(body, 'properties.publicIpAddresses').find((one) => textAt(state.shelf.get(textAt(one, 'id')) ?? {}, 'sku.name') !== 'Standard')
  if (wrong !== undefined) return refuse('NatGatewayPublicIpSkuMismatch', `The public address ${textAt(wrong, 'id')} is not of the Standard sku.`)
  const subnets = stored === null ? {} : { subnets: objectsAt(stored, 'properties.subnets') }
  return { body: withProperties(body, { idleTimeoutInMinutes: 4, ...asObject(at(body, 'properties')), ...subnets }) }
}

/** One configuration of an interface with an address of its subnet, or the refusal. */
function configured(state: State, owner: string, config: JsonObject, taken: JsonObject | undefined): JsonObject | Outcome {
  const subnet = state.shelf.get(textAt(config, 'properties.subnet.id'))
  if (subnet === null) return refuse('InvalidResourceReference', `Resource ${textAt(config, 'properties.subnet.id')} referenced by resource ${owner} was not found.`)
  const address = textAt(taken ?? {}, 'properties.privateIPAddress') || textAt(config, 'properties.privateIPAddress') || freeIn(state, subnet, 1)?.[0]
  if (address === undefined) return refuse('SubnetIsFull', `Subnet ${textAt(subnet, 'id')} does not have enough capacity for 1 IP addresses.`)
  return {
    ...config, id: `${owner}/ipConfigurations/${textAt(config, 'name')}`, type: 'Microsoft.Network/networkInterfaces/ipConfigurations',
    properties: { primary: true, privateIPAddressVersion: 'IPv4', privateIPAllocationMethod: 'Dynamic', ...asObject(at(config, 'properties')), provisioningState: 'Succeeded', privateIPAddress: address },
  }
}

/** A network interface. */
export const networkInterface: Maker = ({ state, id, stored }, body) => {
  const before = objectsAt(stored ?? {}, 'properties.ipConfigurations')
  const isSame = (one: JsonObject, other: JsonObject): boolean => textAt(one, 'name') === textAt(other, 'name') && idKey(textAt(one, 'properties.subnet.id')) === idKey(textAt(other, 'properties.subnet.id'))
  const made = objectsAt(body, 'properties.ipConfigurations').map((config) => configured(state, id, config, before.find((one) => isSame(one, config))))
  const refused = made.find((one): one is Outcome => 'refused' in one)
  if (refused !== undefined) return refused
  const kept = stored === null ? {} : Object.fromEntries(['virtualMachine', 'privateEndpoint'].flatMap((key) => (at(stored, `properties.${key}`) === undefined ? [] : [[key, at(stored, `properties.${key}`) ?? null]])))
  const configurations = made as readonly JsonObject[]
  return {
    body: withProperties(body, { enableAcceleratedNetworking: false, enableIPForwarding: false, ...asObject(at(body, 'properties')), ...kept, ipConfigurations: configurations }),
    begin: () => {
      for (const config of configurations) giveAddress(state, textAt(config, 'properties.publicIPAddress.id'), textAt(config, 'id'))
    },
  }
}

/** Tells a public address what has it. */
function giveAddress(state: State, address: string, owner: string): void {
  if (address !== '') change(state, address, (one) => withProperties(one, { ipConfiguration: { id: owner } }))
}

/** An interface that a machine or an endpoint has stays. */
export const withoutInterface: Remover = ({ stored, id }) => {
  const owner = textAt(stored ?? {}, 'properties.virtualMachine.id') || textAt(stored ?? {}, 'properties.privateEndpoint.id')
  return owner === '' ? {} : conflict('NicInUse', `Network Interface ${id} is used by existing resource ${owner}.`)
}

/** The subnet that a way in needs, by name and smallest prefix (facts.json `specialSubnets`). */
function wayIn(state: State, body: JsonObject, wanted: { readonly name: string; readonly prefix: number }): Outcome | null {
  const subnetId = textAt(objectsAt(body, 'properties.ipConfigurations')[0] ?? {}, 'properties.subnet.id')
  const subnet = state.shelf.get(subnetId)
  if (subnet === null) return refuse('InvalidResourceReference', `Resource ${subnetId} was not found.`)
  if (textAt(subnet, 'name') !== wanted.name) return refuse('InvalidSubnetName', `The subnet has to be named ${wanted.name}, not ${textAt(subnet, 'name')}.`)
  const small = prefixesOf(subnet).some((text) => (parseRange(text)?.prefix ?? 32) > wanted.prefix)
  return small ? refuse('SubnetTooSmall', `The subnet ${wanted.name} has to be /${wanted.prefix} or larger.`) : null
}

const withConfigurations = (id: string, body: JsonObject): JsonObject => withProperties(body, {
  ipConfigurations: objectsAt(body, 'properties.ipConfigurations').map((one) => withProperties({ ...one, id: `${id}/ipConfigurations/${textAt(one, 'name')}` }, { provisioningState: 'Succeeded', privateIPAllocationMethod: 'Dynamic' })),
})

/** A bastion. The Developer sku has no subnet. */
export const bastion: Maker = ({ state, id, stored }, body) => {
  const sku = textAt(body, 'sku.name') || 'Basic'
  const refused = sku === 'Developer' ? null : wayIn(state, body, { name: 'AzureBastionSubnet', prefix: 26 })
  if (refused !== null) return refused
  const made = withConfigurations(id, withProperties({ ...body, sku: { name: sku } }, { scaleUnits: 2, dnsName: textAt(stored ?? {}, 'properties.dnsName') || `bst-${guid(next(state))}.bastion.azure.com` }))
  const address = textAt(objectsAt(body, 'properties.ipConfigurations')[0] ?? {}, 'properties.publicIPAddress.id')
  return {
    body: sku === 'Developer' ? withAt(made, 'properties.ipConfigurations', undefined) : made, ...(sku === 'Basic' || sku === 'Developer' ? {} : { lasts: 'bastionStandard' as const }), begin: () => giveAddress(state, address, `${id}/bastionHostIpConfigurations/IpConf`),
  }
}

/** A gateway of a network. */
export const networkGateway: Maker = ({ state, id }, body) => {
  const refused = wayIn(state, body, { name: 'GatewaySubnet', prefix: 29 })
  return refused ?? { body: withConfigurations(id, withProperties(body, { gatewayType: textAt(body, 'properties.gatewayType') || 'Vpn' })) }
}

/** A connection of a gateway: connected when both ends are there. */
export const gatewayConnection: Maker = (_, body) => ({ body: withProperties(body, { connectionStatus: 'Connected', ingressBytesTransferred: 0, egressBytesTransferred: 0 }), meanwhile: withProperties(body, { connectionStatus: 'Unknown' }) })

/** A virtual machine. Its password is taken and never answered. */
export const machine: Maker = ({ state, id, stored }, body) => {
  const missing = stored === null && at(body, 'properties.osProfile') !== undefined && textAt(body, 'properties.osProfile.adminPassword') === '' && at(body, 'properties.osProfile.linuxConfiguration.ssh') === undefined
  if (missing) return refuse('InvalidParameter', "Required parameter 'adminPassword' is missing (null).", 'adminPassword')
  const interfaces = objectsAt(body, 'properties.networkProfile.networkInterfaces').map((one) => textAt(one, 'id'))
  const wrong = interfaces.find((one) => state.shelf.get(one) === null)
  if (wrong !== undefined) return refuse('NotFound', `Resource ${wrong} not found.`)
  const used = interfaces.find((one) => !['', idKey(id)].includes(idKey(textAt(state.shelf.get(one) ?? {}, 'properties.virtualMachine.id'))))
  if (used !== undefined) return conflict('NetworkInterfaceInUse', `Network interface ${used} is used by another virtual machine.`)
  const shown = withAt(body, 'properties.osProfile.adminPassword', undefined)
  const disk = withAt(shown, 'properties.storageProfile.osDisk.name', textAt(shown, 'properties.storageProfile.osDisk.name') || `${nameOf(id)}_OsDisk_1`)
  return {
    body: withProperties(disk, { vmId: textAt(stored ?? {}, 'properties.vmId') || guid(next(state)), timeCreated: new Date(state.world.clock.now()).toISOString() }), holds: interfaces,
    begin: () => {
      for (const one of interfaces) change(state, one, (nic) => withProperties(nic, { virtualMachine: { id } }))
    },
  }
}

/** Takes a machine away; its interfaces stay. */
export const withoutMachine: Remover = ({ state, stored }) => ({
  finish: () => {
    for (const one of objectsAt(stored ?? {}, 'properties.networkProfile.networkInterfaces')) change(state, textAt(one, 'id'), (nic) => withAt(nic, 'properties.virtualMachine', undefined))
  },
})
