/** Private endpoints with their interfaces and the connections on their targets, and approving those (arm-protocol.md S12, F49, F64 to F68). */
import { idKey } from '../../../base/armId.ts'
import type { JsonObject } from '../../../base/json.ts'
import { linkedAuthorizationFailed } from '../../arm/errors.ts'
import { may } from '../../arm/rights.ts'
import { freeIn } from '../../network/addresses.ts'
import { connectionsIn, groupIn, groupsOf, privateNames, statusOf, targetOf } from '../../network/names.ts'
import { subscriptionNamed } from '../../providers/ask.ts'
import { subscriptionOf } from '../../router.ts'
import { carriedIn, parentKeyOf, typeKeyOf } from '../../shelf.ts'
import { shapeOf } from '../../shapes.ts'
import { guid, next, type State } from '../../state.ts'
import { conflict, type Maker, type Outcome, refuse, type Remover, type Writing } from '../building.ts'
import { change, drop, keep, tell } from '../keep.ts'
import { at, objectsAt, textAt, textsAt, withAt, withProperties } from '../values.ts'
import { removeRecordsOf, writeConfigs } from './zoneGroups.ts'

const nameIn = (id: string): string => id.split('/').at(-1) ?? ''
const groupScope = (id: string): string => id.split('/').slice(0, 5).join('/')

/** The action that approving a connection to a target needs. */
const approvalOf = (target: string): string => `${shapeOf(typeKeyOf(target))?.type ?? typeKeyOf(target)}/privateEndpointConnectionsApproval/action`

/** The state that a new connection has: manual ones wait, those into another directory too; a fault can make any wait or be refused. */
function stateOf(writing: Writing, target: string, isManual: 'manual' | 'automatic'): JsonObject {
  const fault = writing.faults.find(({ fault: name }) => name === 'F64' || name === 'F65')
  if (fault?.fault === 'F65') return { status: fault.variant === 'disconnected' ? 'Disconnected' : 'Rejected', description: 'The owner has refused the connection.', actionsRequired: 'None' }
  const foreign = subscriptionNamed(writing.state, subscriptionOf(target) ?? '')?.tenantId !== writing.caller.tenantId
  return isManual === 'manual' || foreign || fault !== undefined
    ? { status: 'Pending', description: 'Awaiting approval by the owner of the resource.', actionsRequired: 'None' }
    : { status: 'Approved', description: 'Auto-Approved', actionsRequired: 'None' }
}

/** What stands against an endpoint: its group, its target, its subnet; null when nothing does. */
function obstacle({ state, id, faults }: Writing, body: JsonObject): Outcome | null {
  const [target, group] = [targetOf(body), groupIn(body)]
  const offered = groupsOf(typeKeyOf(target))
  if (faults.some(({ fault }) => fault === 'F67')) return refuse('InvalidPrivateLinkServiceId', `The private link service id ${target} is not valid.`)
  if (offered !== null && group === '') return refuse('PrivateEndpointMustHaveGroupId', `Private endpoint ${id} has to name a group id of ${target}.`)
  if (offered !== null && !offered.includes(group)) return refuse('PrivateLinkServiceGroupIdInvalid', `Group id '${group}' is not one of ${target}: ${offered.join(', ')}.`)
  if (offered !== null && state.shelf.get(target) === null) return refuse('InvalidPrivateLinkServiceId', `The private link service id ${target} was not found.`)
  const tier = textAt(state.shelf.get(target) ?? {}, 'sku.name')
  if (typeKeyOf(target) === 'microsoft.containerregistry/registries' && tier !== 'Premium') return refuse('SkuNotSupported', `Private endpoints need the Premium tier; ${target} has ${tier}.`)
  const subnet = state.shelf.get(textAt(body, 'properties.subnet.id'))
  if (subnet === null) return refuse('InvalidResourceReference', `Resource ${textAt(body, 'properties.subnet.id')} referenced by resource ${id} was not found.`)
  const isKept = textAt(subnet, 'name') === 'GatewaySubnet' || objectsAt(subnet, 'properties.delegations').length > 0
  if (isKept) return refuse('PrivateEndpointCannotBeCreatedInSubnet', `Private endpoint ${id} cannot be created in subnet ${textAt(subnet, 'id')}: it is delegated or kept for gateways.`)
  return null
}

const spelledState = (target: string, said: JsonObject): JsonObject => {
  const { actionsRequired, ...rest } = said
  return typeKeyOf(target) === 'microsoft.storage/storageaccounts' ? { ...rest, ...(actionsRequired === undefined ? {} : { actionRequired: actionsRequired }) } : said
}

/** Puts the connection on its target. A vault gives its connections neither names nor types. */
function tellTarget(state: State, endpoint: JsonObject, target: string): void {
  const type = `${typeKeyOf(target)}/privateendpointconnections`
  const body = state.shelf.get(target)
  if (body === null || carriedIn(type) === null) return
  const known = objectsAt(body, 'properties.privateEndpointConnections').find((one) => idKey(textAt(one, 'properties.privateEndpoint.id')) === idKey(textAt(endpoint, 'id')))
  const name = known === undefined ? `${textAt(endpoint, 'name')}.${guid(next(state))}` : nameIn(textAt(known, 'id'))
  const id = `${textAt(body, 'id')}/privateEndpointConnections/${name}`
  const properties = {
    provisioningState: 'Succeeded', privateEndpoint: { id: textAt(endpoint, 'id') },
    privateLinkServiceConnectionState: spelledState(target, at(connectionsIn(endpoint)[0] ?? {}, 'properties.privateLinkServiceConnectionState') as JsonObject),
  }
  keep(state, typeKeyOf(target) === 'microsoft.keyvault/vaults' ? { id, properties } : { id, name, type: shapeOf(type)?.type ?? type, properties })
}

/** The interface of an endpoint: one configuration for each address. */
function interfaceOf(writing: Writing, body: JsonObject, id: string): JsonObject | null {
  const { state } = writing
  const target = state.shelf.get(targetOf(body))
  const names = target === null ? [] : privateNames(state.world, state.shelf, target, groupIn(body))
  const count = Math.max(1, ...names.map(({ address }) => address + 1))
  const subnet = state.shelf.get(textAt(body, 'properties.subnet.id'))
  const addresses = subnet === null ? null : freeIn(state, subnet, count)
  if (addresses === null || subnet === null) return null
  const ipConfigurations = addresses.map((address, index): JsonObject => {
    const own = names.filter((one) => one.address === index)
    return {
      name: `privateEndpointIpConfig.${index}`, id: `${id}/ipConfigurations/privateEndpointIpConfig.${index}`, type: 'Microsoft.Network/networkInterfaces/ipConfigurations',
      properties: {
        provisioningState: 'Succeeded', privateIPAddress: address, privateIPAllocationMethod: 'Dynamic', subnet: { id: textAt(subnet, 'id') }, primary: index === 0, privateIPAddressVersion: 'IPv4',
        privateLinkConnectionProperties: { groupId: groupIn(body), requiredMemberName: own[0]?.member ?? groupIn(body), fqdns: own.map(({ host }) => host) },
      },
    }
  })
  return {
    name: nameIn(id), id, type: 'Microsoft.Network/networkInterfaces', location: textAt(body, 'location'), tags: {},
    properties: { provisioningState: 'Succeeded', ipConfigurations, privateEndpoint: { id: writing.id }, enableAcceleratedNetworking: false, enableIPForwarding: false, dnsSettings: { dnsServers: [], appliedDnsServers: [] } },
  }
}

/** `customDnsConfigs` of an endpoint: empty while it works, and while it has a zone group. */
export function withDnsConfigs(state: State, endpoint: JsonObject): JsonObject {
  const hasGroup = state.shelf.childrenOf(textAt(endpoint, 'id'), 'microsoft.network/privateendpoints/privatednszonegroups').length > 0
  const configs = objectsAt(endpoint, 'properties.networkInterfaces').flatMap((one) => objectsAt(state.shelf.get(textAt(one, 'id')) ?? {}, 'properties.ipConfigurations'))
    .flatMap((config) => textsAt(config, 'properties.privateLinkConnectionProperties.fqdns').map((fqdn): JsonObject => ({ fqdn, ipAddresses: [textAt(config, 'properties.privateIPAddress')] })))
  return withProperties(endpoint, { customDnsConfigs: hasGroup ? [] : configs })
}

/** The connections of an endpoint as Azure answers them. */
function answered(writing: Writing, body: JsonObject): JsonObject {
  const listed = (key: 'privateLinkServiceConnections' | 'manualPrivateLinkServiceConnections'): readonly JsonObject[] => objectsAt(body, `properties.${key}`).map((one) => ({
    ...one, id: `${writing.id}/${key}/${textAt(one, 'name')}`, type: `Microsoft.Network/privateEndpoints/${key}`,
    properties: {
      ...(at(one, 'properties') as JsonObject), provisioningState: 'Succeeded',
      privateLinkServiceConnectionState: at(stored(writing, textAt(one, 'name')), 'properties.privateLinkServiceConnectionState') ?? stateOf(writing, targetOf(body), key.startsWith('manual') ? 'manual' : 'automatic'),
    },
  }))
  return withProperties(body, {
    privateLinkServiceConnections: listed('privateLinkServiceConnections'), manualPrivateLinkServiceConnections: listed('manualPrivateLinkServiceConnections'),
    customNetworkInterfaceName: textAt(body, 'properties.customNetworkInterfaceName'), ipConfigurations: at(body, 'properties.ipConfigurations') ?? [], customDnsConfigs: [],
  })
}

const stored = (writing: Writing, name: string): JsonObject => (writing.stored === null ? {} : connectionsIn(writing.stored).find((one) => textAt(one, 'name') === name) ?? {})

/** A private endpoint. One that has failed, or whose connection is gone, cannot be written again (F66). */
export const privateEndpoint: Maker = (writing, body) => {
  const { state, id } = writing
  const refused = obstacle(writing, body)
  if (refused !== null) return refused
  if (writing.stored !== null && (textAt(writing.stored, 'properties.provisioningState') === 'Failed' || ['Rejected', 'Disconnected'].includes(statusOf(writing.stored)))) {
    return conflict('PrivateEndpointCannotBeUpdatedInFailedState', `Private endpoint ${id} is in a failed or disconnected state and cannot be updated. It has to be deleted and created again.`)
  }
  const target = targetOf(body)
  const automatic = objectsAt(body, 'properties.privateLinkServiceConnections').length > 0
  if (automatic && writing.stored === null && !may(state, approvalOf(target), target)) {
    return { refused: linkedAuthorizationFailed({ action: 'Microsoft.Network/privateEndpoints/write', scope: id }, { action: approvalOf(target), scope: target }) }
  }
  const interfaceName = textAt(body, 'properties.customNetworkInterfaceName') || `${nameIn(id)}.nic.${guid(next(state))}`
  const interfaceId = textAt(objectsAt(writing.stored ?? {}, 'properties.networkInterfaces')[0] ?? {}, 'id') || `${groupScope(id)}/providers/Microsoft.Network/networkInterfaces/${interfaceName}`
  const own = state.shelf.get(interfaceId) ?? interfaceOf(writing, body, interfaceId)
  if (own === null) return refuse('SubnetIsFull', `Subnet ${textAt(body, 'properties.subnet.id')} does not have enough capacity for the addresses of ${id}.`)
  const whole = withProperties(answered(writing, body), { networkInterfaces: [{ id: interfaceId }] })
  return {
    body: whole, holds: [parentKeyOf(textAt(body, 'properties.subnet.id')), target], ...(typeKeyOf(target) === 'microsoft.containerregistry/registries' ? { lasts: 'registryEndpoint' as const } : {}),
    begin: () => {
      keep(state, own)
      tell(state, textAt(body, 'properties.subnet.id'), 'privateEndpoints', { other: id, present: 'present' })
    },
    undo: () => {
      if (writing.stored !== null) return
      drop(state, interfaceId)
      tell(state, textAt(body, 'properties.subnet.id'), 'privateEndpoints', { other: id, present: 'absent' })
    },
    finish: () => {
      change(state, id, (one) => withDnsConfigs(state, one))
      tellTarget(state, state.shelf.get(id) ?? whole, target)
    },
  }
}

/** Takes an endpoint away: its interface, zone group and records go, and its target's connection with them. */
export const withoutEndpoint: Remover = ({ state, id, stored: body }) => {
  const target = targetOf(body ?? {})
  const subnet = textAt(body ?? {}, 'properties.subnet.id')
  const groups = state.shelf.childrenOf(id, 'microsoft.network/privateendpoints/privatednszonegroups')
  return {
    holds: [parentKeyOf(subnet), target],
    finish: () => {
      for (const group of groups) removeRecordsOf(state, group)
      for (const one of objectsAt(body ?? {}, 'properties.networkInterfaces')) drop(state, textAt(one, 'id'))
      tell(state, subnet, 'privateEndpoints', { other: id, present: 'absent' })
      change(state, target, (one) => withProperties(one, { privateEndpointConnections: objectsAt(one, 'properties.privateEndpointConnections').filter((connection) => idKey(textAt(connection, 'properties.privateEndpoint.id')) !== idKey(id)) }))
    },
  }
}

/** Approving or refusing a connection on the target's side; the endpoint is told. */
export const endpointConnection: Maker = ({ state, stored: before, id }, body) => {
  if (before === null) return refuse('PrivateEndpointConnectionNotFound', `There is no connection ${id} to approve.`)
  const said = at(body, 'properties.privateLinkServiceConnectionState') as JsonObject | undefined
  const [status, old] = [textAt({ said: said ?? null }, 'said.status'), textAt(before, 'properties.privateLinkServiceConnectionState.status')]
  if (old === 'Disconnected' || (old === 'Rejected' && status === 'Approved')) return conflict('PrivateEndpointConnectionCannotBeApproved', `The connection ${id} is ${old}; its endpoint has to be created again.`)
  const endpoint = textAt(before, 'properties.privateEndpoint.id')
  const next_ = { ...(at(before, 'properties.privateLinkServiceConnectionState') as JsonObject), ...said }
  const { name, type, ...rest } = withProperties(before, { ...(at(body, 'properties') as JsonObject), privateEndpoint: { id: endpoint }, privateLinkServiceConnectionState: next_, provisioningState: 'Succeeded' })
  const whole = before['name'] === undefined ? rest : { ...rest, name: name ?? '', type: type ?? '' }
  return { body: whole, holds: [parentKeyOf(id)], finish: () => setStatus(state, endpoint, { status, description: textAt(said ?? {}, 'description') || 'Approved', actionsRequired: 'None' }) }
}

/** Gives an endpoint's connection another state; its zone group writes or removes its records. */
function setStatus(state: State, endpoint: string, said: JsonObject): void {
  change(state, endpoint, (one) => ['privateLinkServiceConnections', 'manualPrivateLinkServiceConnections'].reduce<JsonObject>((body, key) => (
    withAt(body, `properties.${key}`, objectsAt(body, `properties.${key}`).map((connection) => withProperties(connection, { privateLinkServiceConnectionState: said })))
  ), one))
  for (const group of state.shelf.childrenOf(endpoint, 'microsoft.network/privateendpoints/privatednszonegroups')) writeConfigs(state, group)
}

/** Takes a connection away from the target's side: the endpoint stays and is disconnected (F65). */
export const withoutConnection: Remover = ({ state, stored: before }) => ({
  finish: () => setStatus(state, textAt(before ?? {}, 'properties.privateEndpoint.id'), { status: 'Disconnected', description: 'The owner has removed the connection.', actionsRequired: 'None' }),
})
