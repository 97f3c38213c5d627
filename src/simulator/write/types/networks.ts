/** Virtual networks, subnets, peerings, security groups and route tables with what lies in them. */
import { idKey } from '../../../base/armId.ts'
import { contains, overlaps, parseRange, type Range } from '../../../base/cidr.ts'
import { isObject, type Json, type JsonObject } from '../../../base/json.ts'
import { prefixesOf, usersOf } from '../../network/addresses.ts'
import { parentKeyOf } from '../../shelf.ts'
import type { State } from '../../state.ts'
import { guid, next } from '../../state.ts'
import { conflict, type Built, type Maker, type Outcome, refuse, type Remover, type Writing } from '../building.ts'
import { change, etagFor, tellSubnets } from '../keep.ts'
import { at, keyIn, objectsAt, textAt, textsAt, withAt, withProperties } from '../values.ts'

const rangesIn = (texts: readonly string[]): readonly Range[] => texts.flatMap((text) => parseRange(text) ?? [])
const sameName = (one: JsonObject, other: JsonObject): boolean => textAt(one, 'name').toLowerCase() === textAt(other, 'name').toLowerCase()

/** Defaults of a new subnet (facts.json; `properties.privateEndpointNetworkPolicies` is Disabled since 2022). */
const subnetDefaults = { delegations: [], privateEndpointNetworkPolicies: 'Disabled', privateLinkServiceNetworkPolicies: 'Enabled' }

/** What is wrong with a subnet beside its neighbours, or null. */
function wrongSubnet(subnet: JsonObject, network: JsonObject, others: readonly JsonObject[]): ReturnType<typeof refuse> | null {
  const own = prefixesOf(subnet)
  const name = textAt(subnet, 'name')
  if (own.length === 0) return refuse('InvalidRequestFormat', `The subnet '${name}' has no address prefix.`, 'properties.addressPrefix')
  const wrong = own.find((text) => parseRange(text) === null || parseRange(text)?.hostBits === true)
  if (wrong !== undefined) return refuse('InvalidCIDRNotation', `The address prefix ${wrong} has an invalid CIDR notation.`)
  const space = rangesIn(textsAt(network, 'properties.addressSpace.addressPrefixes'))
  if (rangesIn(own).some((range) => !space.some((whole) => contains(whole, range)))) return refuse('NetcfgInvalidSubnet', `Subnet '${name}' is not valid in virtual network '${textAt(network, 'name')}'.`)
  const other = others.find((one) => rangesIn(prefixesOf(one)).some((range) => rangesIn(own).some((mine) => overlaps(mine, range))))
  return other === undefined ? null : refuse('NetcfgSubnetRangesOverlap', `Subnet '${name}' is not valid because its IP address range overlaps with that of the existing subnet '${textAt(other, 'name')}'.`)
}

/** A child in its parent's list: with id, name, type, etag and state, and with what only Azure writes kept from before. */
function child(parentId: string, segment: { readonly path: string; readonly type: string }, sent: JsonObject, before: JsonObject | undefined): JsonObject {
  const name = textAt(sent, 'name')
  const kept = before === undefined ? {} : Object.fromEntries(['privateEndpoints', 'ipConfigurations', 'peeringState', 'peeringSyncLevel', 'remoteAddressSpace', 'resourceGuid'].flatMap((key) => {
    const value = at(before, `properties.${key}`)
    return value === undefined ? [] : [[key, value]]
  }))
  const properties = at(sent, 'properties')
  return { ...sent, name, id: before === undefined ? `${parentId}/${segment.path}/${name}` : textAt(before, 'id'), type: segment.type, properties: { ...kept, ...(isObject(properties) ? properties : {}), provisioningState: 'Succeeded' } }
}

const subnetSegment = { path: 'subnets', type: 'Microsoft.Network/virtualNetworks/subnets' }
const peeringSegment = { path: 'virtualNetworkPeerings', type: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings' }
const ruleSegment = { path: 'securityRules', type: 'Microsoft.Network/networkSecurityGroups/securityRules' }
const routeSegment = { path: 'routes', type: 'Microsoft.Network/routeTables/routes' }

/** From this version on a body without subnets leaves them as they are; before, it deleted them (arm-protocol.md section 10). */
const keepsSubnetsSince = '2023-11-01'

/** The subnets that a network has after a write: the sent ones, or the old ones where absence leaves them. `[]` and null delete all. */
function subnetsAfter({ sent, stored, version, id }: Writing, body: JsonObject): readonly JsonObject[] {
  const properties = at(sent, 'properties')
  const said = isObject(properties) && keyIn(properties, 'subnets') !== null
  const before = stored === null ? [] : objectsAt(stored, 'properties.subnets')
  if (!said && version >= keepsSubnetsSince) return before
  return objectsAt(body, 'properties.subnets').map((one) => child(id, subnetSegment, withProperties(one, { ...subnetDefaults, ...(at(one, 'properties') as JsonObject | undefined) }), before.find((old) => sameName(old, one))))
}

/** The first subnet that would go although something sits in it. */
const lostInUse = (state: State, before: readonly JsonObject[], after: readonly JsonObject[]): JsonObject | undefined =>
  before.find((old) => !after.some((one) => sameName(one, old)) && usersOf(state, textAt(old, 'id')).length > 0)

const inUse = (state: State, subnet: JsonObject): Outcome =>
  refuse('InUseSubnetCannotBeDeleted', `Subnet ${textAt(subnet, 'name')} is in use by ${usersOf(state, textAt(subnet, 'id'))[0] ?? ''} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet.`)

/** A virtual network. Peerings that the body leaves out are gone: no source says that they stay, so the simulator takes the worse for true. */
export const virtualNetwork: Maker = (writing, body) => {
  const { state, stored } = writing
  if (textsAt(body, 'properties.addressSpace.addressPrefixes').length === 0) return refuse('InvalidRequestFormat', 'The address space of the virtual network is missing.', 'properties.addressSpace')
  const before = stored === null ? [] : objectsAt(stored, 'properties.subnets')
  const subnets = subnetsAfter(writing, body)
  const lost = lostInUse(state, before, subnets)
  if (lost !== undefined) return inUse(state, lost)
  for (const [index, subnet] of subnets.entries()) {
    const wrong = wrongSubnet(subnet, body, subnets.slice(0, index))
    if (wrong !== null) return wrong
  }
  const peerings = objectsAt(body, 'properties.virtualNetworkPeerings').map((one) => child(writing.id, peeringSegment, one, stored === null ? undefined : objectsAt(stored, 'properties.virtualNetworkPeerings').find((old) => sameName(old, one))))
  const whole = withProperties(body, { subnets, virtualNetworkPeerings: peerings, enableDdosProtection: at(body, 'properties.enableDdosProtection') ?? false })
  return {
    body: whole,
    begin: () => {
      for (const old of before) tellSubnets(state, old, subnets.find((one) => sameName(one, old)) ?? null)
      for (const one of subnets) tellSubnets(state, null, one)
    },
  }
}

/** A subnet: written whole, so what the body leaves out is gone (arm-protocol.md section 10). */
export const subnet: Maker = ({ state, id, stored }, body) => {
  const network = state.shelf.get(parentKeyOf(id)) ?? {}
  const whole = withProperties(body, { ...subnetDefaults, ...(at(body, 'properties') as JsonObject) })
  const others = objectsAt(network, 'properties.subnets').filter((one) => !sameName(one, whole))
  const wrong = wrongSubnet(whole, network, others)
  if (wrong !== null) return wrong
  if (textAt(whole, 'name') === 'GatewaySubnet' && at(whole, 'properties.networkSecurityGroup') !== undefined) return refuse('SubnetWithNetworkSecurityGroupNotAllowed', 'A network security group is not supported on GatewaySubnet.')
  const moved = stored !== null && prefixesOf(stored).some((text) => !prefixesOf(whole).includes(text))
  if (moved && usersOf(state, id).length > 0) return refuse('InUsePrefixCannotBeDeleted', `IpPrefix ${prefixesOf(stored)[0] ?? ''} on Subnet ${textAt(whole, 'name')} has active allocations and cannot be deleted.`)
  return { body: whole, holds: [textAt(network, 'id')], begin: () => tellSubnets(state, stored, whole), undo: () => tellSubnets(state, whole, stored) }
}

/** Takes a subnet away, unless something sits in it. */
export const withoutSubnet: Remover = ({ state, id, stored }) => {
  const refused = usersOf(state, id).length > 0 ? inUse(state, stored ?? {}) : null
  if (refused !== null && 'refused' in refused) return refused
  return { holds: [parentKeyOf(id)], finish: () => tellSubnets(state, stored, null) }
}

/** Takes a network away, unless something sits in it. */
export const withoutNetwork: Remover = ({ state, stored }) => {
  const used = objectsAt(stored ?? {}, 'properties.subnets').find((one) => usersOf(state, textAt(one, 'id')).length > 0)
  const outcome = used === undefined ? null : inUse(state, used)
  return outcome !== null && 'refused' in outcome ? outcome : {}
}

/** The peering of the other network that leads back, or null. */
const back = (remote: JsonObject | null, network: string): JsonObject | null =>
  (remote === null ? [] : objectsAt(remote, 'properties.virtualNetworkPeerings')).find((one) => idKey(textAt(one, 'properties.remoteVirtualNetwork.id')) === idKey(network)) ?? null

/** A peering: connected as soon as both sides are there. */
export const peering: Maker = ({ state, id }, body) => {
  const network = state.shelf.get(parentKeyOf(id)) ?? {}
  const remoteId = textAt(body, 'properties.remoteVirtualNetwork.id')
  const remote = state.shelf.get(remoteId)
  if (remote === null) return refuse('InvalidResourceReference', `Resource ${remoteId} referenced by resource ${id} was not found.`)
  const [own, other] = [network, remote].map((one) => rangesIn(textsAt(one, 'properties.addressSpace.addressPrefixes')))
  if (own?.some((range) => other?.some((one) => overlaps(range, one)))) return refuse('VnetAddressSpacesOverlap', `Cannot create or update peering ${id}. Virtual networks cannot be peered because their address spaces overlap.`)
  const opposite = back(remote, textAt(network, 'id'))
  if (at(body, 'properties.useRemoteGateways') === true && (opposite === null || at(opposite, 'properties.allowGatewayTransit') !== true)) return refuse('RemotePeeringIsDisconnected', `Peering ${id} cannot use the gateways of ${remoteId}.`)
  const state_ = opposite === null ? 'Initiated' : 'Connected'
  const properties = { peeringState: state_, peeringSyncLevel: 'FullyInSync', remoteAddressSpace: at(remote, 'properties.addressSpace') ?? null, resourceGuid: guid(next(state)) }
  const defaults = { allowVirtualNetworkAccess: true, allowForwardedTraffic: false, allowGatewayTransit: false, useRemoteGateways: false }
  const finish = opposite === null ? {} : { finish: () => connectBack(state, textAt(opposite, 'id'), network) }
  return { body: withProperties(withProperties(body, defaults), { ...(at(body, 'properties') as JsonObject), ...properties }), holds: [textAt(network, 'id'), idKey(remoteId)], ...finish }
}

function connectBack(state: State, opposite: string, network: JsonObject): void {
  const parent = state.shelf.get(parentKeyOf(opposite))
  if (parent === null) return
  const connected = { peeringState: 'Connected', remoteAddressSpace: at(network, 'properties.addressSpace') ?? null }
  const list = objectsAt(parent, 'properties.virtualNetworkPeerings').map((one) => (idKey(textAt(one, 'id')) === idKey(opposite) ? withProperties(one, connected) : one))
  state.shelf.put(withAt(parent, 'properties.virtualNetworkPeerings', list))
}

/** Takes a peering away: the other side is disconnected. */
export const withoutPeering: Remover = ({ state, id, stored }) => {
  const remote = state.shelf.get(textAt(stored ?? {}, 'properties.remoteVirtualNetwork.id'))
  const opposite = back(remote, parentKeyOf(id))
  const finish = (): void => {
    if (opposite !== null) change(state, textAt(opposite, 'id'), (one) => withProperties(one, { peeringState: 'Disconnected' }))
  }
  return { holds: [parentKeyOf(id)], finish }
}

const listsOfRule = ['sourcePortRanges', 'destinationPortRanges', 'sourceAddressPrefixes', 'destinationAddressPrefixes']

/** A rule as Azure answers it: with empty lists. */
const ruleAsAnswered = (rule: JsonObject): JsonObject => withProperties(rule, Object.fromEntries(listsOfRule.map((key) => [key, at(rule, `properties.${key}`) ?? []])))

const priorityOf = (rule: JsonObject): Json => at(rule, 'properties.priority') ?? null

function clash(rules: readonly JsonObject[]): Outcome | null {
  for (const [index, rule] of rules.entries()) {
    const other = rules.slice(0, index).find((one) => priorityOf(one) === priorityOf(rule) && textAt(one, 'properties.direction').toLowerCase() === textAt(rule, 'properties.direction').toLowerCase())
    if (other !== undefined) return refuse('SecurityRuleConflict', `Security rule ${textAt(rule, 'name')} conflicts with rule ${textAt(other, 'name')}. Rules cannot have the same Priority and Direction.`)
  }
  return null
}

/** A security group: rules that the body leaves out are gone. */
export const securityGroup: Maker = ({ id, stored }, body) => {
  const before = stored === null ? [] : objectsAt(stored, 'properties.securityRules')
  const rules = objectsAt(body, 'properties.securityRules').map((one) => ruleAsAnswered(child(id, ruleSegment, one, before.find((old) => sameName(old, one)))))
  return clash(rules) ?? { body: withProperties(body, { securityRules: rules }) }
}

/** One rule of a group. */
export const securityRule: Maker = ({ state, id }, body) => {
  const group = state.shelf.get(parentKeyOf(id)) ?? {}
  const others = objectsAt(group, 'properties.securityRules').filter((one) => !sameName(one, body))
  return clash([...others, body]) ?? { body: ruleAsAnswered(body), holds: [parentKeyOf(id)] }
}

/** A group or table that a subnet has stays. */
export const withoutHolder: Remover = ({ stored, type }) => {
  const subnet_ = objectsAt(stored ?? {}, 'properties.subnets')[0]
  if (subnet_ === undefined) return {}
  const code = type.endsWith('networksecuritygroups') ? 'InUseNetworkSecurityGroupCannotBeDeleted' : type.endsWith('routetables') ? 'InUseRouteTableCannotBeDeleted' : 'NatGatewayInUseBySubnet'
  return conflict(code, `${textAt(stored ?? {}, 'id')} is in use by ${textAt(subnet_, 'id')} and cannot be deleted.`)
}

/** A route table: routes that the body leaves out are gone. */
export const routeTable: Maker = ({ id, stored }, body): Built => {
  const before = stored === null ? [] : objectsAt(stored, 'properties.routes')
  const routes = objectsAt(body, 'properties.routes').map((one) => child(id, routeSegment, one, before.find((old) => sameName(old, one))))
  return { body: withProperties(body, { disableBgpRoutePropagation: at(body, 'properties.disableBgpRoutePropagation') ?? false, routes }) }
}

/** One route of a table. */
export const route: Maker = ({ id }, body) => ({ body: withProperties(body, { hasBgpOverride: false }), holds: [parentKeyOf(id)] })

/** Puts a fresh etag on a network's body and on all that its body carries. */
export function withEtags(type: string, body: JsonObject, number: number): JsonObject {
  const etag = etagFor(type, number)
  const marked = (key: string): readonly JsonObject[] => objectsAt(body, `properties.${key}`).map((one) => (textAt(one, 'name') === '' ? one : { ...one, ...etag }))
  const lists = ['subnets', 'securityRules', 'routes', 'virtualNetworkPeerings'].flatMap((key) => (at(body, `properties.${key}`) === undefined ? [] : [[key, marked(key)] as const]))
  return lists.length === 0 ? { ...body, ...etag } : withProperties({ ...body, ...etag }, Object.fromEntries(lists))
}
