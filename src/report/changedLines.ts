import { isObject, type Json, type JsonObject } from '../base/json.ts'
import type { Change } from '../changes/change.ts'

/** One property that a change writes: its ARM path and its value before and after, as JSON; null where there is no such side. */
export interface ChangedLine {
  readonly path: string
  readonly before: string | null
  readonly after: string | null
}

/** The properties that a change writes, in the order of its body. */
export function changedLines(change: Change): readonly ChangedLine[] {
  switch (change.do) {
    case 'create': return leaves(change.body).map(([path, value]) => ({ path, before: null, after: JSON.stringify(value) }))
    case 'update': return leaves(change.patch).flatMap(([path, value]) => {
      const line = { path, before: textAt(change.before, path), after: JSON.stringify(value) }
      return line.before === line.after ? [] : [line]
    })
    case 'delete': case 'action': case 'manual': return []
  }
}

/** Values by path; a list is one value, since ARM replaces it whole. */
function leaves(body: JsonObject, prefix = ''): readonly (readonly [path: string, value: Json])[] {
  return Object.entries(body).flatMap(([key, value]): readonly (readonly [string, Json])[] =>
    isObject(value) && Object.keys(value).length > 0 ? leaves(value, `${prefix}${key}.`) : [[`${prefix}${key}`, value]])
}

function textAt(body: Json, path: string): string | null {
  const value = path.split('.').reduce<Json | undefined>((inner, key) => (isObject(inner) ? inner[key] : undefined), body)
  return value === undefined ? null : JSON.stringify(value)
}
