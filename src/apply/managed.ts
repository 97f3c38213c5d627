/** What a fresh body says at the paths that a change manages, in the same words as the plan: reading and managing are inverse. */
import { isList, isObject, type Json, type JsonObject } from '../base/json.ts'
import { idKey } from '../base/armId.ts'
import type { Body } from '../changes/change.ts'
import type { Estate } from '../estate/estate.ts'
import { expanded, readingOf } from '../discovery/inline.ts'
import { component } from '../resources/component.ts'
import { endpointConnections } from '../resources/endpointConnection.ts'
import { linkScope } from '../resources/linkScope.ts'
import { logWorkspace } from '../resources/logWorkspace.ts'
import { natGateway } from '../resources/natGateway.ts'
import { networkInterface } from '../resources/networkInterface.ts'
import { peering } from '../resources/peering.ts'
import { registry } from '../resources/registry.ts'
import type { Kept, Reading, ResourceType } from '../resources/resourceType.ts'
import { securityRule } from '../resources/securityRule.ts'
import { storageAccount } from '../resources/storageAccount.ts'
import { subnet } from '../resources/subnet.ts'
import { tableRoute } from '../resources/tableRoute.ts'
import { vault } from '../resources/vault.ts'
import { virtualNetwork } from '../resources/virtualNetwork.ts'
import { workspace } from '../resources/workspace.ts'
import { zoneGroup } from '../resources/zoneGroup.ts'
import { zoneLink } from '../resources/zoneLink.ts'

interface Managed {
  readonly type: string
  readonly of: (body: Body, reading: Reading) => Body | null
  readonly atomic: readonly string[]
}

/** What is managed of an entry is in the entry: no type looks at the rest of the estate, which a fresh body does not come with. A test reads every type so. */
const nowhere = {} as Estate

const managed = <List extends Kept>(type: ResourceType<List>): Managed => ({
  type: idKey(type.type),
  of: (body, reading) => {
    const entry = type.read(body, reading)
    return entry === null ? null : (type.manage?.(entry, nowhere) ?? {})
  },
  atomic: type.atomic ?? [],
})

/** Every type that a plan updates; a test compares this list with plans. */
const types: ReadonlyMap<string, Managed> = new Map([
  managed(virtualNetwork), managed(subnet), managed(peering), managed(securityRule), managed(tableRoute), managed(natGateway), managed(networkInterface),
  managed(logWorkspace), managed(component), managed(linkScope), managed(registry), managed(vault), managed(storageAccount), managed(workspace),
  managed(zoneGroup), managed(zoneLink), ...endpointConnections.map(managed),
].map((each) => [each.type, each]))

/** Whether changes of a type can be compared with a fresh body. */
export const isManaged = (type: string): boolean => types.has(idKey(type))

/** Paths of a type that are sent complete or not at all. */
export const atomicOf = (type: string): readonly string[] => types.get(idKey(type))?.atomic ?? []

/** What we manage of a fresh body; null where we do not understand it. */
export function managedIn(type: string, body: Body): Body | null {
  const found = types.get(idKey(type))
  if (found === undefined) return null
  try {
    return found.of(body, readingOf(expanded([body]), []))
  } catch {
    return null
  }
}

/** A value in which texts of ids and of ARM's words have one spelling. */
export function lowered(value: Json): Json {
  if (typeof value === 'string') return value.toLowerCase().split(',').map((word) => word.trim()).sort().join(', ')
  if (isList(value)) return value.map(lowered)
  return isObject(value) ? loweredObject(value) : value
}

/** The same for an object; its keys stay. */
export const loweredObject = (value: JsonObject): JsonObject => Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, lowered(inner)]))
