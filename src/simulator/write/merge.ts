/** From what was sent to the whole resource: PUT replaces, PATCH merges, and what only Azure writes stays (arm-protocol.md sections 4 and 10). */
import { isList, isObject, type JsonObject } from '../../base/json.ts'
import { badRequest } from '../arm/errors.ts'
import type { Reply } from '../reply.ts'
import { shapeOf } from '../shapes.ts'
import type { Writing } from './building.ts'
import { readOnlyOf, written } from './shape.ts'
import { at, equal, keyIn, merged, textAt, withProperties } from './values.ts'

const nameIn = (id: string): string => id.split('/').at(-1) ?? ''

/** The parts of a stored resource that a request cannot change. */
function kept(type: string, stored: JsonObject): { readonly top: JsonObject; readonly inner: JsonObject } {
  const names = readOnlyOf(type)
  const of = (body: JsonObject, wanted: readonly string[]): JsonObject => Object.fromEntries(wanted.flatMap((name) => {
    const key = keyIn(body, name)
    return key === null ? [] : [[key, body[key] ?? null]]
  }))
  const properties = stored['properties']
  return { top: of(stored, names.top.filter((name) => name !== 'apiVersion')), inner: of(isObject(properties) ? properties : {}, names.inner) }
}

/** The envelope of a new resource. */
const envelope = (id: string, type: string): JsonObject => ({ id, name: nameIn(id), type: shapeOf(type)?.type ?? type })

/** Only lists of objects with names need it, and nothing else lies beside them: a body's text with `apiVersion` would never be answered. */
function asPut({ id, type, stored, sent }: Writing): JsonObject {
  const tidy = written(type, sent)
  if (stored === null) return { ...tidy, ...envelope(id, type), ...(tidy['properties'] === undefined ? { properties: {} } : {}) }
  const { top, inner } = kept(type, stored)
  return { ...withProperties(tidy, inner), ...envelope(textAt(stored, 'id') || id, type), ...top }
}

/** What a PATCH names, as paths. A property of the body is one path, of its `properties` one each. */
function pathsOf(sent: JsonObject): readonly string[] {
  return Object.entries(sent).flatMap(([key, value]) => (key.toLowerCase() === 'properties' && isObject(value) ? Object.keys(value).map((name) => `properties.${name}`) : [key]))
}

/** The 400 for a PATCH that names what this type does not take, or null. */
export function wrongPatch({ kind, sent, type, stored }: Writing): Reply | null {
  const allowed = kind.patch === 'tags' ? ['tags'] : isList(kind.patch) ? kind.patch : null
  if (allowed === null || typeof allowed === 'string') return null
  const takes = new Set(allowed.map((path) => path.toLowerCase()))
  const wrong = pathsOf(sent).find((path) => !takes.has(path.toLowerCase()) && !equal(at(sent, path), stored === null ? undefined : at(stored, path)))
  return wrong === undefined ? null : badRequest(`The property '${wrong}' cannot be changed by PATCH of '${type}'.`, wrong)
}

function asPatch({ id, type, stored, sent, kind }: Writing): JsonObject {
  const before = stored ?? {}
  const { top, inner } = kept(type, before)
  const changed = merged(before, sent, new Set(['tags', ...(kind.atomic ?? [])]))
  return { ...withProperties(changed, inner), ...envelope(textAt(before, 'id') || id, type), ...top }
}

/** The whole resource as this write wants it. */
export const wanted = (writing: Writing): JsonObject => (writing.method === 'PATCH' ? asPatch(writing) : asPut(writing))
