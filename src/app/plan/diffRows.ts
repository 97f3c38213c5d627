import { type Json, type JsonObject, isObject } from '../../base/json.ts'
import type { Body, Change } from '../../changes/change.ts'

/** One property of a change: as read and as planned; undefined where there is no such side. */
export interface DiffRow {
  /** The ARM path, `properties.` included; the screen drops it. */
  readonly path: string
  readonly before: Json | undefined
  readonly after: Json | undefined
  readonly same: boolean
}

/** The properties of a change, changed ones first as the body has them, then the unchanged ones beside them. */
export function diffRows(change: Change): readonly DiffRow[] {
  switch (change.do) {
    case 'create': return leaves(change.body).map(({ path, value }) => ({ path, before: undefined, after: value, same: false }))
    case 'delete': return leaves(change.before).map(({ path, value }) => ({ path, before: value, after: undefined, same: false }))
    case 'update': return updateRows(change.before, change.patch)
    case 'action': case 'manual': return []
  }
}

function updateRows(before: Body, patch: Body): readonly DiffRow[] {
  const changed = leaves(patch).map(({ path, value }): DiffRow => {
    const old = at(before, path)
    return { path, before: old, after: value, same: JSON.stringify(old) === JSON.stringify(value) }
  })
  const touched = (path: string): boolean => changed.some((row) => path === row.path || path.startsWith(`${row.path}.`) || row.path.startsWith(`${path}.`))
  const kept = leaves(before).filter(({ path }) => !touched(path)).map(({ path, value }): DiffRow => ({ path, before: value, after: value, same: true }))
  return [...changed.filter(({ same }) => !same), ...changed.filter(({ same }) => same), ...kept]
}

/** Lists are one value: ARM replaces them whole. */
function leaves(body: JsonObject, prefix = ''): readonly { readonly path: string; readonly value: Json }[] {
  return Object.entries(body).flatMap(([key, value]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`
    return isObject(value) && Object.keys(value).length > 0 ? leaves(value, path) : [{ path, value }]
  })
}

function at(body: Json, path: string): Json | undefined {
  let value: Json | undefined = body
  for (const key of path.split('.')) value = isObject(value) ? value[key] : undefined
  return value
}

/** The path without the leading `properties.`, as the screen shows it. */
export const shownPath = (path: string): string => path.replace(/^properties\./, '')
