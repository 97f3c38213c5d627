/** From a snapshot's bodies to what readers look at: children that stand inside their parents become bodies of their own, every id gets one spelling. */
import { type ArmId, childId, idKey, parseArmId, spelling } from '../base/armId.ts'
import { isObject, type Json, type JsonObject } from '../base/json.ts'
import { objectsAt } from '../resources/accessors.ts'
import type { Reading } from '../resources/resourceType.ts'
import { typeKey } from './snapshot.ts'

/** Which lists of which types hold children that are also written on their own. */
const inlineLists: Readonly<Record<string, readonly string[]>> = {
  'microsoft.network/virtualnetworks': ['subnets', 'virtualNetworkPeerings'],
  'microsoft.network/networksecuritygroups': ['securityRules'],
  'microsoft.network/routetables': ['routes'],
  'microsoft.machinelearningservices/workspaces': ['privateEndpointConnections'],
  'microsoft.storage/storageaccounts': ['privateEndpointConnections'],
  'microsoft.keyvault/vaults': ['privateEndpointConnections'],
  'microsoft.containerregistry/registries': ['privateEndpointConnections'],
  'microsoft.insights/privatelinkscopes': ['privateEndpointConnections'],
}

/** The id of a child: its own, or the one that its name gives it; null when it has neither. */
function childIdOf(parent: ArmId, list: string, child: JsonObject): ArmId | null {
  const id = parseArmId(child['id'])
  if (id !== null) return id
  const name = child['name']
  return typeof name === 'string' && name !== '' ? childId(parent, list, name) : null
}

function childrenOf(body: JsonObject): readonly JsonObject[] {
  const parent = parseArmId(body['id'])
  if (parent === null) return []
  const type = typeKey(body)
  return (inlineLists[type] ?? []).flatMap((list) =>
    objectsAt(body, `properties.${list}`).flatMap((child) => {
      const id = childIdOf(parent, list, child)
      // A bare reference is no body.
      return id === null || !isObject(child['properties']) ? [] : [{ ...child, id, type: `${type}/${list}` }]
    }),
  )
}

/** The bodies with their inline children, each id once: a body of its own comes before what a parent says of it. */
export function expanded(resources: readonly JsonObject[]): readonly JsonObject[] {
  const found = new Map<string, JsonObject>()
  for (const body of [...resources, ...resources.flatMap(childrenOf)]) {
    const id = parseArmId(body['id'])
    if (id !== null && !found.has(idKey(id))) found.set(idKey(id), body)
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, body]) => body)
}

/** Every text in the values that has the shape of an id; keys count, since identities are written as keys. */
export function mentions(values: readonly Json[]): readonly string[] {
  const seen = new Set<string>()
  const open: Json[] = [...values]
  const look = (text: string): void => {
    const id = text.startsWith('/') ? parseArmId(text) : null
    if (id !== null) seen.add(id)
  }
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === 'string') look(value)
    else if (Array.isArray(value)) value.forEach((item: Json) => open.push(item))
    else if (isObject(value)) {
      for (const [key, inner] of Object.entries(value)) {
        look(key)
        open.push(inner)
      }
    }
  }
  return [...seen]
}

/** What readers may look at, over `bodies` as `expanded` gives them; `others` are further texts that may hold ids (scopes, refusals). */
export function readingOf(bodies: readonly JsonObject[], others: readonly string[]): Reading {
  const ids = bodies.flatMap(({ id }) => parseArmId(id) ?? [])
  const spelled = spelling(ids, [...mentions(bodies), ...mentions(others)])
  const byType = new Map<string, JsonObject[]>()
  for (const body of bodies) {
    const sameType = byType.get(typeKey(body))
    if (sameType === undefined) byType.set(typeKey(body), [body])
    else sameType.push(body)
  }
  const byId = new Map(bodies.flatMap((body) => {
    const id = parseArmId(body['id'])
    return id === null ? [] : [[idKey(id), body] as const]
  }))
  return {
    of: (type) => byType.get(type.toLowerCase()) ?? [],
    at: (id) => (id === null ? undefined : byId.get(idKey(id))),
    id: (value) => {
      const id = parseArmId(value)
      return id === null ? null : spelled(id)
    },
  }
}
