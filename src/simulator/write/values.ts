/** Small operations on bodies: comparing, finding and setting parts, merging. */
import { isList, isObject, type Json, type JsonObject } from '../../base/json.ts'

/** Whether two values are the same, whatever the order of properties. */
export function equal(one: Json | undefined, other: Json | undefined): boolean {
  if (isObject(one) && isObject(other)) {
    const keys = Object.keys(one)
    return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && equal(one[key], other[key]))
  }
  if (isList(one) && isList(other)) return one.length === other.length && one.every((item: Json, index) => equal(item, other[index]))
  return one === other
}

/** The key of an object that a name stands for, since ARM compares names without case; null when there is none. */
export function keyIn(object: Readonly<Record<string, unknown>>, name: string): string | null {
  if (Object.hasOwn(object, name)) return name
  const lower = name.toLowerCase()
  return Object.keys(object).find((key) => key.toLowerCase() === lower) ?? null
}

/** The value at a path such as `properties.networkAcls`, or undefined. */
export function at(body: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = body
  for (const name of path.split('.')) {
    if (!isObject(value)) return undefined
    const key = keyIn(value, name)
    value = key === null ? undefined : value[key]
  }
  return value
}

/** The text at a path, or ''. */
export function textAt(body: JsonObject, path: string): string {
  const value = at(body, path)
  return typeof value === 'string' ? value : ''
}

/** The objects in the list at a path. */
export function objectsAt(body: JsonObject, path: string): readonly JsonObject[] {
  const value = at(body, path)
  if (!isList(value)) return []
  const items: readonly unknown[] = value
  return items.filter(isObject)
}

/** The texts in the list at a path. */
export function textsAt(body: JsonObject, path: string): readonly string[] {
  const value = at(body, path)
  return isList(value) ? value.filter((one: Json): one is string => typeof one === 'string') : []
}

/** The body with another value at a path; undefined takes it away. */
export function withAt(body: JsonObject, path: string, value: Json | undefined): JsonObject {
  const [name = '', ...rest] = path.split('.')
  const key = keyIn(body, name) ?? name
  if (rest.length > 0) {
    const inner = body[key]
    return { ...body, [key]: withAt(isObject(inner) ? inner : {}, rest.join('.'), value) }
  }
  if (value !== undefined) return { ...body, [key]: value }
  return Object.fromEntries(Object.entries(body).filter(([one]) => one !== key))
}

/** The body with more properties in its `properties`. */
export function withProperties(body: JsonObject, more: JsonObject): JsonObject {
  const properties = body['properties']
  return { ...body, properties: { ...(isObject(properties) ? properties : {}), ...more } }
}

/** JSON merge patch: null takes away, a list replaces, and what lies at an atomic path is replaced whole. `path` is where we are. */
export function merged(before: JsonObject, patch: JsonObject, atomic: ReadonlySet<string>, path = ''): JsonObject {
  return Object.entries(patch).reduce<JsonObject>((body, [name, value]) => {
    const key = keyIn(body, name) ?? name
    const here = path === '' ? name : `${path}.${name}`
    if (value === null) return withAt(body, key, undefined)
    if (!isObject(value) || atomic.has(here.toLowerCase())) return { ...body, [key]: value }
    const inner = body[key]
    return { ...body, [key]: merged(isObject(inner) ? inner : {}, value, atomic, here) }
  }, before)
}
