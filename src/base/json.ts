/** JSON values, and parsing that never throws and never lets a key reach a prototype. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

const HOSTILE = new Set(['__proto__', 'constructor', 'prototype'])

/** The value of `text`, or a sentence saying why there is none. Keys that could reach a prototype are dropped. */
export function parseJson(text: string): { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly why: string } {
  try {
    const value: Json = JSON.parse(text.replace(/^\uFEFF/, ''), (key, inner: Json) => (HOSTILE.has(key) ? undefined : inner)) as Json
    return { ok: true, value }
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : 'not JSON' }
  }
}

/** Whether `value` is a JSON object. */
export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)

/** `value` with the keys of every object sorted, so that equal values have equal texts. */
export function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)).map(([key, inner]) => [key, sorted(inner)]))
}

/** Whether `value` is a JSON list; `Array.isArray` alone gives up the type of the items. */
export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)
