/** What a fresh body says at the paths that a change manages, in the same words as the plan: reading and managing are inverse. */
import { idKey } from '../base/armId.ts'
import { isList, isObject, type Json, type JsonObject } from '../base/json.ts'
import type { Body } from '../changes/change.ts'
import { expanded, readingOf } from '../discovery/inline.ts'
import { managedTypes } from '../resources/index.ts'

const managedOf = (type: string) => managedTypes.get(idKey(type))

/** Paths of a type that are sent complete or not at all. */
export const atomicOf = (type: string): readonly string[] => managedOf(type)?.atomic ?? []

/** What we manage of a fresh body; null where we do not understand it. */
export function managedIn(type: string, body: Body): Body | null {
  const found = managedOf(type)
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
