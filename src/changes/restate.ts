import { isList, isObject, type Json, type JsonObject } from '../base/json.ts'
import { withoutPaths } from '../base/withoutPaths.ts'
import type { Body } from './change.ts'

/** ARM's property names compare without case: the spelling of the body as read wins. */
const spelled = (body: JsonObject, key: string): string =>
  Object.hasOwn(body, key) ? key : (Object.keys(body).find((candidate) => candidate.toLowerCase() === key.toLowerCase()) ?? key)

/** Whether all that `part` says is true of `whole`; texts compare without case, as ids and ARM's words do. */
function says(whole: Json | undefined, part: Json): boolean {
  if (typeof whole === 'string' && typeof part === 'string') return whole.toLowerCase() === part.toLowerCase()
  if (isObject(whole) && isObject(part)) return Object.entries(part).every(([key, value]) => says(whole[spelled(whole, key)], value))
  if (isList(whole) && isList(part)) return whole.length === part.length && part.every((item, index) => says(whole[index], item))
  return (whole ?? null) === part
}

/** The patch's list; an item that the body has already stays as it was read, with whatever else it holds. */
const restatedList = (asRead: Json | undefined, items: readonly Json[]): readonly Json[] => {
  const known = isList(asRead) ? asRead : []
  return items.map((item) => (isObject(item) ? (known.find((candidate) => says(candidate, item)) ?? item) : item))
}

function merged(asRead: JsonObject, patch: JsonObject): JsonObject {
  const changes = Object.entries(patch).map(([key, wanted]): readonly [string, Json] => {
    const name = spelled(asRead, key)
    const old = asRead[name]
    if (isList(wanted)) return [name, restatedList(old, wanted)]
    return [name, isObject(wanted) ? merged(isObject(old) ? old : {}, wanted) : wanted]
  })
  return Object.fromEntries([...Object.entries(asRead), ...changes])
}

/**
 * The whole body: as read, with the patch merged in (null sets null, a list replaces the list), without the read-only paths.
 * Properties that nobody knows stay.
 */
export function restate(asRead: Body, patch: Body, readOnly: readonly string[]): Body {
  return withoutPaths(merged(asRead, patch), readOnly)
}
