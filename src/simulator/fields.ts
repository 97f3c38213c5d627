/** Reading parts of a body whose shape nobody promised. */
import { isObject, type JsonObject } from '../base/json.ts'

/** The text in a field, or ''. */
export const textIn = (body: JsonObject, key: string): string => (typeof body[key] === 'string' ? body[key] : '')

/** The object in a field, or an empty one. */
export const objectIn = (body: JsonObject, key: string): JsonObject => (isObject(body[key]) ? body[key] : {})

/** The objects in a field's list. */
export function objectsIn(body: JsonObject, key: string): readonly JsonObject[] {
  const list = body[key]
  if (!Array.isArray(list)) return []
  const items: readonly unknown[] = list
  return items.filter(isObject)
}
