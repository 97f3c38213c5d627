import type { ArmId } from '../base/armId.ts'
import { isList, isObject, type Json, type JsonObject } from '../base/json.ts'
import type { Body } from '../changes/change.ts'
import type { Door } from '../estate/entry.ts'
import type { Reading } from './resourceType.ts'

/** A property by name; ARM's names compare without case. */
function member(value: Json | undefined, name: string): Json | undefined {
  if (!isObject(value)) return undefined
  if (Object.hasOwn(value, name)) return value[name]
  const key = Object.keys(value).find((candidate) => candidate.toLowerCase() === name.toLowerCase())
  return key === undefined ? undefined : value[key]
}

/** What stands at a path such as `properties.networkAcls.bypass`; null and absent are both undefined. */
export function valueAt(body: Json | undefined, path: string): Json | undefined {
  const value = path.split('.').reduce<Json | undefined>(member, body)
  return value === null ? undefined : value
}

/** The text at a path; null when there is none or an empty one. */
export function textAt(body: Json | undefined, path: string): string | null {
  const value = valueAt(body, path)
  return typeof value === 'string' && value !== '' ? value : null
}

/** The boolean at a path; null when there is none. */
export function flagAt(body: Json | undefined, path: string): boolean | null {
  const value = valueAt(body, path)
  return typeof value === 'boolean' ? value : null
}

/** The number at a path; null when there is none. */
export function numberAt(body: Json | undefined, path: string): number | null {
  const value = valueAt(body, path)
  return typeof value === 'number' ? value : null
}

const listAt = (body: Json | undefined, path: string): readonly Json[] => {
  const value = valueAt(body, path)
  return isList(value) ? value : []
}

/** The objects of the list at a path. */
export const objectsAt = (body: Json | undefined, path: string): readonly JsonObject[] => listAt(body, path).filter(isObject)

/** The texts of the list at a path. */
export const textsAt = (body: Json | undefined, path: string): readonly string[] =>
  listAt(body, path).filter((item): item is string => typeof item === 'string')

/** The word among `words` that stands at a path, compared without case; null when there is none or another. */
export function wordAt<Word extends string>(body: Json | undefined, path: string, words: readonly Word[]): Word | null {
  const text = textAt(body, path)?.toLowerCase()
  return words.find((word) => word.toLowerCase() === text) ?? null
}

/** The text at a path: in the letters of `words` where it is one of them, as it stands otherwise; empty when there is none. */
export const knownAt = (body: Json | undefined, path: string, words: readonly string[]): string => wordAt(body, path, words) ?? textAt(body, path) ?? ''

/** A region in ARM's spelling: no blanks, lower case. */
export const regionOf = (body: Body): string => (textAt(body, 'location') ?? '').replaceAll(' ', '').toLowerCase()

/** A door that is open at the word `open` and closed at the word `closed`; another word is unknown, an absent one is `absent`. */
export function doorAt(body: Json | undefined, path: string, words: { readonly open: string; readonly closed: string; readonly absent: Door }): Door {
  if (valueAt(body, path) === undefined) return words.absent
  const word = wordAt(body, path, [words.open, words.closed])
  if (word === null) return 'unknown'
  return word === words.open ? 'open' : 'closed'
}

/** The word that ARM has for a door; null for an unknown one, which is never written. */
export const doorWord = (door: Door, words: { readonly open: string; readonly closed: string }): string | null =>
  door === 'unknown' ? null : words[door]

/** The words of ARM's public-access switches; absent means Enabled (SCHEMA), another word such as SecuredByPerimeter is unknown. */
export const access = { open: 'Enabled', closed: 'Disabled', absent: 'open' } as const

/** The words of a firewall's default action. */
export const action = { open: 'Allow', closed: 'Deny', absent: 'open' } as const

/** The subnets (`id`) that the rules at a path name, in the estate's spelling. */
export const ruleIdsAt = (body: Body, path: string, reading: Reading): readonly ArmId[] =>
  objectsAt(body, path).flatMap((rule) => reading.id(textAt(rule, 'id')) ?? [])

/** The addresses (`value`) that the rules at a path name. */
export const ruleValuesAt = (body: Body, path: string): readonly string[] => objectsAt(body, path).flatMap((rule) => textAt(rule, 'value') ?? [])
