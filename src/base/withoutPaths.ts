import { isList, isObject, type Json, type JsonObject } from './json.ts'

/** `properties.subnets[].etag` as its segments, the list's own segment being `[]`. */
const segmentsOf = (path: string): readonly string[] => path.toLowerCase().replaceAll('[]', '.[]').split('.').filter((segment) => segment !== '')

function without(value: Json, paths: readonly (readonly string[])[]): Json {
  if (paths.length === 0) return value
  const inside = (segment: string) => paths.filter(([first]) => first === segment || first === '*').map(([, ...rest]) => rest)
  if (isList(value)) return value.map((item) => without(item, inside('[]')))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]): readonly (readonly [string, Json])[] => {
      const next = inside(key.toLowerCase())
      return next.some((rest) => rest.length === 0) ? [] : [[key, without(inner, next)]]
    }),
  )
}

/**
 * `body` without the properties at `paths`, such as `properties.subnets[].etag`: names compare without case, as ARM's do, `[]` stands
 * for every item of a list and `*` for every name.
 */
export function withoutPaths(body: JsonObject, paths: readonly string[]): JsonObject {
  const rest = without(body, paths.map(segmentsOf))
  return isObject(rest) ? rest : {}
}
