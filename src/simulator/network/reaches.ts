/** Whether a service is reached from a place: name, endpoint, network, rules, firewall, in this order. A small witness: one target, port 443, no appliances on the way. */
import { idKey } from '../../base/armId.ts'
import type { JsonObject } from '../../base/json.ts'
import { parentKeyOf, typeKeyOf } from '../shelf.ts'
import type { State } from '../state.ts'
import { at, objectsAt, textAt, textsAt } from '../write/values.ts'
import { isIn } from './addresses.ts'
import { endpointsTo, groupIn, heldBy, privateNames, statusOf } from './names.ts'
import { resolve } from './resolve.ts'

/** Where somebody is: in a subnet, or on the internet with an address. */
export type Place = { readonly subnet: string } | { readonly address: string }

/** What is to be reached. */
export interface Goal {
  readonly id: string
  /** The group of the service, such as `blob`; the only one when left out. */
  readonly group?: string
}

/** Reached, and by which way; or where it ends, and why. */
export type Reached =
  | { readonly ok: true; readonly by: 'endpoint' | 'public' | 'serviceEndpoint' }
  | { readonly ok: false; readonly at: 'name' | 'endpoint' | 'network' | 'rules' | 'outbound' | 'firewall'; readonly why: string }

const ends = (where: (Reached & { readonly ok: false })['at'], why: string): Reached => ({ ok: false, at: where, why })

const onlyGroup: Readonly<Record<string, string>> = {
  'microsoft.keyvault/vaults': 'vault', 'microsoft.containerregistry/registries': 'registry', 'microsoft.machinelearningservices/workspaces': 'amlworkspace', 'microsoft.insights/privatelinkscopes': 'azuremonitor',
}

/** The service tag of a target's public addresses. */
const tagOf: Readonly<Record<string, string>> = {
  'microsoft.storage/storageaccounts': 'storage', 'microsoft.keyvault/vaults': 'azurekeyvault', 'microsoft.containerregistry/registries': 'azurecontainerregistry', 'microsoft.machinelearningservices/workspaces': 'azuremachinelearning',
}

const several = (rule: JsonObject, one: string, many: string): readonly string[] => [textAt(rule, `properties.${one}`), ...textsAt(rule, `properties.${many}`)].filter((text) => text !== '')

function coversPort(text: string): boolean {
  const [first = '', last = first] = text.split('-')
  return text === '*' || (Number(first) <= 443 && 443 <= Number(last))
}

/** Whether a group lets traffic out to where `covers` says; what no rule is about goes out. */
function letsOut(state: State, subnet: JsonObject, covers: (prefix: string) => boolean): boolean {
  const group = state.shelf.get(textAt(subnet, 'properties.networkSecurityGroup.id'))
  const rules = group === null ? [] : objectsAt(group, 'properties.securityRules')
  const outbound = rules.filter((rule) => textAt(rule, 'properties.direction').toLowerCase() === 'outbound').toSorted((one, other) => Number(at(one, 'properties.priority')) - Number(at(other, 'properties.priority')))
  const first = outbound.find((rule) => ['*', 'tcp'].includes(textAt(rule, 'properties.protocol').toLowerCase())
    && several(rule, 'destinationPortRange', 'destinationPortRanges').some(coversPort) && several(rule, 'destinationAddressPrefix', 'destinationAddressPrefixes').some(covers))
  return first === undefined || textAt(first, 'properties.access').toLowerCase() === 'allow'
}

/** Whether two networks are one, or peered from both sides. */
function joined(state: State, one: string, other: string): boolean {
  if (idKey(one) === idKey(other)) return true
  const leads = (from: string, to: string): boolean => objectsAt(state.shelf.get(from) ?? {}, 'properties.virtualNetworkPeerings')
    .some((peering) => idKey(textAt(peering, 'properties.remoteVirtualNetwork.id')) === idKey(to) && textAt(peering, 'properties.peeringState') === 'Connected')
  return leads(one, other) && leads(other, one)
}

function byEndpoint(state: State, subnet: JsonObject, { id, group = '' }: Goal, address: string): Reached {
  const endpoint = endpointsTo(state.shelf, id).find((one) => groupIn(one) === group && heldBy(state.shelf, one).some((held) => held.address === address))
  if (endpoint === undefined) return ends('endpoint', `no endpoint of ${id} has ${address}`)
  if (statusOf(endpoint) !== 'Approved' || textAt(endpoint, 'properties.provisioningState') !== 'Succeeded') return ends('endpoint', `${textAt(endpoint, 'id')} is ${statusOf(endpoint)}, ${textAt(endpoint, 'properties.provisioningState')}`)
  if (!joined(state, parentKeyOf(textAt(subnet, 'id')), parentKeyOf(textAt(endpoint, 'properties.subnet.id')))) return ends('network', `${textAt(endpoint, 'id')} is in a network that is not connected`)
  const covers = (prefix: string): boolean => prefix === '*' || prefix.toLowerCase() === 'virtualnetwork' || isIn(address, [prefix])
  return letsOut(state, subnet, covers) ? { ok: true, by: 'endpoint' } : ends('rules', `${textAt(subnet, 'properties.networkSecurityGroup.id')} denies ${address}`)
}

const closed = (target: JsonObject): boolean => ['publicNetworkAccess', 'publicNetworkAccessForQuery'].some((key) => /^(disabled|securedbyperimeter)$/i.test(textAt(target, `properties.${key}`)))

/** What a service's firewall says to a caller on its public address. */
function firewall(target: JsonObject, place: Place): Reached {
  const id = textAt(target, 'id')
  if (closed(target)) return ends('firewall', `${id} has no public access`)
  const rules = at(target, 'properties.networkAcls') === undefined ? 'networkRuleSet' : 'networkAcls'
  if (textAt(target, `properties.${rules}.defaultAction`) !== 'Deny') return { ok: true, by: 'public' }
  if ('subnet' in place) {
    const isNamed = objectsAt(target, `properties.${rules}.virtualNetworkRules`).some((rule) => idKey(textAt(rule, 'id')) === idKey(place.subnet))
    return isNamed ? { ok: true, by: 'serviceEndpoint' } : ends('firewall', `${id} does not name the subnet`)
  }
  const isListed = isIn(place.address, objectsAt(target, `properties.${rules}.ipRules`).map((rule) => textAt(rule, 'value')).map((text) => (text.includes('/') ? text : `${text}/32`)))
  return isListed ? { ok: true, by: 'public' } : ends('firewall', `${id} does not list ${place.address}`)
}

const hasService = (subnet: JsonObject, type: string): boolean =>
  objectsAt(subnet, 'properties.serviceEndpoints').some((one) => textAt(one, 'service').toLowerCase().startsWith(type.split('/')[0] ?? ' '))

/** Whether a subnet has a way to public addresses: outbound by default, a gateway, or a route of its own. */
const hasWayOut = (subnet: JsonObject): boolean =>
  at(subnet, 'properties.defaultOutboundAccess') !== false || at(subnet, 'properties.natGateway') !== undefined || at(subnet, 'properties.routeTable') !== undefined

function byPublic(state: State, subnet: JsonObject, target: JsonObject, place: Place): Reached {
  const type = typeKeyOf(textAt(target, 'id'))
  const tag = tagOf[type] ?? 'azuremonitor'
  const covers = (prefix: string): boolean => ['*', 'internet', 'azurecloud', tag].includes(prefix.toLowerCase()) || prefix.toLowerCase().startsWith(`${tag}.`)
  if (!letsOut(state, subnet, covers)) return ends('rules', `${textAt(subnet, 'properties.networkSecurityGroup.id')} denies ${tag}`)
  if (!hasService(subnet, type) && !hasWayOut(subnet)) return ends('outbound', `${textAt(subnet, 'id')} has no way to public addresses`)
  return firewall(target, place)
}

/** Whether somebody at a place reaches a service. */
export function reaches(state: State, place: Place, goal: Goal): Reached {
  const target = state.shelf.get(goal.id)
  if (target === null) return ends('name', `${goal.id} is not there`)
  if (!('subnet' in place)) return firewall(target, place)
  const subnet = state.shelf.get(place.subnet)
  if (subnet === null) return ends('network', `${place.subnet} is not there`)
  const group = goal.group ?? onlyGroup[typeKeyOf(goal.id)] ?? 'blob'
  const host = privateNames(state.world, state.shelf, target, group)[0]?.host
  const found = host === undefined ? { is: 'public' as const } : resolve(state, host, parentKeyOf(place.subnet))
  if (found.is === 'missing') return ends('name', `${host ?? ''} is not in ${found.zone}`)
  if (found.is === 'forwarded') return ends('name', `${host ?? ''} is asked at ${found.servers.join(', ')}, which is not known here`)
  return found.is === 'private' ? byEndpoint(state, subnet, { ...goal, group }, found.addresses[0] ?? '') : byPublic(state, subnet, target, place)
}
