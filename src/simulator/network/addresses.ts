/** Addresses of subnets: which are used, and which come next. */
import { idKey } from '../../base/armId.ts'
import { addressText, parseRange, rangeOf } from '../../base/cidr.ts'
import type { JsonObject } from '../../base/json.ts'
import { objectsIn } from '../fields.ts'
import { parentKeyOf } from '../shelf.ts'
import type { State } from '../state.ts'
import { at, objectsAt, textAt, textsAt } from '../write/values.ts'

/** The first address, the next three and the last one of every subnet are Azure's (facts.json `subnetRules`). */
const keptAtStart = 4
const kept = 5

const interfaceType = 'microsoft.network/networkinterfaces'

/** The prefixes of a subnet. */
export function prefixesOf(subnet: JsonObject): readonly string[] {
  const several = textsAt(subnet, 'properties.addressPrefixes')
  const one = textAt(subnet, 'properties.addressPrefix')
  return several.length > 0 || one === '' ? several : [one]
}

const addressesIn = (interfaces: readonly JsonObject[], subnet: string): readonly string[] =>
  interfaces.flatMap((body) => objectsAt(body, 'properties.ipConfigurations'))
    .filter((config) => idKey(textAt(config, 'properties.subnet.id')) === idKey(subnet))
    .map((config) => textAt(config, 'properties.privateIPAddress')).filter((address) => address !== '')

/** Addresses that the world counts as used without saying by whom. */
function unnamed(state: State, subnet: string): number {
  const network = Object.entries(state.world.usages).find(([id]) => idKey(id) === parentKeyOf(subnet))?.[1] ?? []
  const count = network.find((one) => idKey(textAt(one, 'id')) === idKey(subnet))?.['currentValue']
  const named = addressesIn(state.world.resources.filter((body) => idKey(textAt(body, 'id')).includes(interfaceType)), subnet).length
  return typeof count === 'number' ? Math.max(0, count - named) : 0
}

/** How many addresses of a subnet are used. */
export const usedIn = (state: State, subnet: string): number => addressesIn(state.shelf.ofType(interfaceType), subnet).length + unnamed(state, subnet)

/** How many addresses a subnet can give out in all. */
export const sizeOf = (subnet: JsonObject): number => prefixesOf(subnet).reduce((sum, text) => {
  const range = parseRange(text)
  return range === null ? sum : sum + Math.max(0, range.last - range.first + 1 - kept)
}, 0)

/** The next so many free addresses of a subnet, or null when it is too full. */
export function freeIn(state: State, subnet: JsonObject, count: number): readonly string[] | null {
  const id = textAt(subnet, 'id')
  if (sizeOf(subnet) - usedIn(state, id) < count) return null
  const used = new Set(addressesIn(state.shelf.ofType(interfaceType), id))
  const found: string[] = []
  for (const text of prefixesOf(subnet)) {
    const range = parseRange(text)
    if (range === null) continue
    for (let address = range.first + keptAtStart; address < range.last && found.length < count; address += 1) {
      if (!used.has(addressText(address))) found.push(addressText(address))
    }
  }
  return found.length === count ? found : null
}

/** Whether an address lies in one of these prefixes. */
export function isIn(address: string, prefixes: readonly string[]): boolean {
  const one = rangeOf(address)
  return one !== null && prefixes.some((text) => {
    const range = parseRange(text)
    return range !== null && range.first <= one.first && one.last <= range.last
  })
}

/** What sits in a subnet and keeps it from being taken away. */
export function usersOf(state: State, subnet: string): readonly string[] {
  const inside = (body: JsonObject, path: string): boolean => objectsAt(body, path).some((config) => idKey(textAt(config, 'properties.subnet.id')) === idKey(subnet))
  const types = ['microsoft.network/networkinterfaces', 'microsoft.network/bastionhosts', 'microsoft.network/virtualnetworkgateways', 'microsoft.network/azurefirewalls']
  const configured = types.flatMap((type) => state.shelf.ofType(type)).filter((body) => inside(body, 'properties.ipConfigurations'))
  const endpoints = state.shelf.ofType('microsoft.network/privateendpoints').filter((body) => idKey(textAt(body, 'properties.subnet.id')) === idKey(subnet))
  const computes = state.shelf.ofType('microsoft.machinelearningservices/workspaces/computes').filter((body) => idKey(textAt(body, 'properties.properties.subnet.id')) === idKey(subnet))
  return [...configured, ...endpoints, ...computes].map((body) => textAt(body, 'id'))
}

/** The usages of a network: the world's, with what has changed since, and new subnets. */
export function usagesOf(state: State, network: string): readonly JsonObject[] {
  const base = Object.entries(state.world.usages).find(([id]) => idKey(id) === idKey(network))?.[1] ?? []
  const body = state.shelf.get(network)
  const subnets = body === null ? [] : objectsIn(asObject(at(body, 'properties')), 'subnets')
  const known = new Set(base.map((one) => idKey(textAt(one, 'id'))))
  const gone = (one: JsonObject): boolean => !subnets.some((subnet) => idKey(textAt(subnet, 'id')) === idKey(textAt(one, 'id')))
  const counted = base.filter((one) => !gone(one)).map((one) => ({ ...one, currentValue: usedIn(state, textAt(one, 'id')) }))
  const added = subnets.filter((subnet) => base.length > 0 && !known.has(idKey(textAt(subnet, 'id')))).map((subnet): JsonObject => ({
    currentValue: usedIn(state, textAt(subnet, 'id')), id: textAt(subnet, 'id'), limit: sizeOf(subnet), name: { localizedValue: 'Subnet size and usage', value: 'SubnetSpace' }, unit: 'Count',
  }))
  return [...counted, ...added]
}

const asObject = (value: unknown): JsonObject => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value as JsonObject : {})
