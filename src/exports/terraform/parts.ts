/** Parts of a body: what the plan changes of an existing resource, and what is secret. */
import { isObject, type Json } from '../../base/json.ts'
import type { Expression, Field } from '../expression.ts'
import { wellFormed } from '../hosts.ts'

/** The fields that the patches name, whole where a patch gives no object. ARM's names compare without case. */
export function patched(fields: readonly Field[], patches: readonly Json[]): readonly Field[] {
  return fields.flatMap(([name, own]): readonly Field[] => {
    const found = patches.flatMap((patch) => valuesOf(patch, name))
    if (found.length === 0) return []
    if (own.is !== 'object' || own.fields.length === 0 || !found.every(isObject)) return [[name, own]]
    const inner = patched(own.fields, found)
    return inner.length === 0 ? [] : [[name, { is: 'object', fields: inner }]]
  })
}

const valuesOf = (patch: Json, name: string): readonly Json[] =>
  isObject(patch) ? Object.entries(patch).flatMap(([other, value]) => (wellFormed(other).toLowerCase() === name.toLowerCase() ? [value] : [])) : []

/** The fields that lead to values of which `isWanted` is true; objects that would lead to none are left out. */
export function leading(fields: readonly Field[], isWanted: (value: Expression) => boolean): readonly Field[] {
  return fields.flatMap(([name, own]): readonly Field[] => {
    if (own.is !== 'object' || own.fields.length === 0) return isWanted(own) ? [[name, own]] : []
    const inner = leading(own.fields, isWanted)
    return inner.length === 0 ? [] : [[name, { is: 'object', fields: inner }]]
  })
}
