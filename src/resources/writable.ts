import { restate } from '../changes/restate.ts'
import type { Body } from '../changes/change.ts'
import { readOnlyPaths, secretPaths } from './wire/paths.ts'

/** A body as read without what only Azure writes and without what may never be written down, for a type in any case. Unknown properties stay. */
export function writable(type: string, body: Body): Body {
  const key = type.toLowerCase()
  return restate(body, {}, [...(readOnlyPaths[key] ?? []), ...(secretPaths[key] ?? [])])
}
