/** The resources of a running cloud, found by id, by type, and by parent. */
import { idKey } from '../base/armId.ts'
import type { JsonObject } from '../base/json.ts'
import { objectIn, objectsIn, textIn } from './fields.ts'

/** Bodies by id. A child that its parent's body carries is found there and kept nowhere else, so that there is one truth. */
export interface Shelf {
  readonly get: (id: string) => JsonObject | null
  /** All bodies of a type, in the order of arrival. */
  readonly ofType: (type: string) => readonly JsonObject[]
  readonly childrenOf: (parent: string, type: string) => readonly JsonObject[]
  readonly all: () => readonly JsonObject[]
  /** All bodies of the types (lower case) that pass, with their type. */
  readonly matching: (passes: (type: string) => boolean) => readonly (readonly [type: string, body: JsonObject])[]
  readonly put: (body: JsonObject) => void
  readonly remove: (id: string) => void
}

/** Children that lie in a property of their parent, by type. */
const carried: Readonly<Record<string, string>> = {
  'microsoft.network/virtualnetworks/subnets': 'subnets',
  'microsoft.network/virtualnetworks/virtualnetworkpeerings': 'virtualNetworkPeerings',
  'microsoft.network/networksecuritygroups/securityrules': 'securityRules',
  'microsoft.network/routetables/routes': 'routes',
  'microsoft.storage/storageaccounts/privateendpointconnections': 'privateEndpointConnections',
  'microsoft.keyvault/vaults/privateendpointconnections': 'privateEndpointConnections',
  'microsoft.containerregistry/registries/privateendpointconnections': 'privateEndpointConnections',
  'microsoft.machinelearningservices/workspaces/privateendpointconnections': 'privateEndpointConnections',
  'microsoft.insights/privatelinkscopes/privateendpointconnections': 'privateEndpointConnections',
}

/** The property of the parent that children of a type (lower case) lie in, or null where they lie by themselves. */
export const carriedIn = (type: string): string | null => carried[type] ?? null

/** The type of an id, in lower case; also for ids above subscriptions, which have no ARM id of ours. */
export function typeKeyOf(id: string): string {
  const segments = id.toLowerCase().split('/').slice(1)
  const at = segments.lastIndexOf('providers')
  if (at < 0) return segments.length > 2 ? 'microsoft.resources/resourcegroups' : 'microsoft.resources/subscriptions'
  return [segments[at + 1] ?? '', ...segments.slice(at + 2).filter((_, index) => index % 2 === 0)].join('/')
}

/** The id without its last type and name: the parent of a child resource. */
export const parentKeyOf = (id: string): string => id.toLowerCase().split('/').slice(0, -2).join('/')

const idOf = (body: JsonObject): string => textIn(body, 'id')

const inside = (parent: JsonObject | undefined, property: string | undefined): readonly JsonObject[] =>
  parent === undefined || property === undefined ? [] : objectsIn(objectIn(parent, 'properties'), property)

const nameIn = (id: string): string => id.toLowerCase().split('/').at(-1) ?? ''

/** A shelf with these bodies on it. Bodies without an id are left out. */
export function shelfOf(bodies: readonly JsonObject[]): Shelf {
  const byId = new Map<string, JsonObject>()
  const byType = new Map<string, Set<string>>()
  const put = (body: JsonObject): void => {
    const key = idKey(idOf(body))
    if (key === '') return
    byId.set(key, body)
    const type = typeKeyOf(key)
    const keys = byType.get(type) ?? new Set<string>()
    byType.set(type, keys.add(key))
  }
  const remove = (id: string): void => {
    byId.delete(idKey(id))
    byType.get(typeKeyOf(id))?.delete(idKey(id))
  }
  const present = (keys: Iterable<string>): readonly JsonObject[] => [...keys].flatMap((key) => [byId.get(key)].filter((body) => body !== undefined))
  const childrenOf = (parent: string, type: string): readonly JsonObject[] => {
    const key = idKey(parent)
    const own = present([...(byType.get(type.toLowerCase()) ?? [])].filter((child) => parentKeyOf(child) === key))
    const names = new Set(own.map((body) => idKey(idOf(body))))
    return [...own, ...inside(byId.get(key), carried[type.toLowerCase()]).filter((body) => !names.has(idKey(idOf(body))))]
  }
  const get = (id: string): JsonObject | null => {
    const found = byId.get(idKey(id))
    if (found !== undefined) return found
    const name = nameIn(id)
    return inside(byId.get(parentKeyOf(id)), carried[typeKeyOf(id)]).find((body) => nameIn(idOf(body)) === name || textIn(body, 'name').toLowerCase() === name) ?? null
  }
  for (const body of bodies) put(body)
  const matching = (passes: (type: string) => boolean): readonly (readonly [string, JsonObject])[] =>
    [...byType].filter(([type]) => passes(type)).flatMap(([type, keys]) => present(keys).map((body) => [type, body] as const))
  return { get, childrenOf, matching, ofType: (type) => present(byType.get(type.toLowerCase()) ?? []), all: () => [...byId.values()], put, remove }
}
