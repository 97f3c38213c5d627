import { dequal } from 'dequal'
import { isList, isObject, type Json, type JsonObject } from '../base/json.ts'
import type { Body } from './change.ts'

/** Lists that hold the same values in another order are equal: what we manage in lists are sets. */
function same(one: Json | undefined, other: Json | undefined): boolean {
  if (isList(one) && isList(other)) {
    if (one.length !== other.length) return false
    const left = [...other]
    return one.every((item) => {
      const at = left.findIndex((candidate) => same(item, candidate))
      if (at >= 0) left.splice(at, 1)
      return at >= 0
    })
  }
  if (isObject(one) && isObject(other)) {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)])
    return [...keys].every((key) => same(one[key], other[key]))
  }
  return dequal(one ?? null, other ?? null)
}

interface Where {
  readonly path: string
  readonly atomic: readonly string[]
}

function below(before: JsonObject, after: JsonObject, { path, atomic }: Where): JsonObject {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return Object.fromEntries(
    keys.flatMap((key): readonly (readonly [string, Json])[] => {
      const [old, wanted] = [before[key], after[key]]
      if (same(old, wanted)) return []
      const here = path === '' ? key : `${path}.${key}`
      if (atomic.includes(here) || !isObject(old) || !isObject(wanted)) return [[key, wanted ?? null]]
      return [[key, below(old, wanted, { path: here, atomic })]]
    }),
  )
}

/**
 * The smallest merge patch that leads from one managed body to another; empty when they are equal. Lists and the paths in `atomic`
 * are given whole. What `after` does not hold any more is null.
 */
export const difference = (before: Body, after: Body, atomic: readonly string[] = []): Body => below(before, after, { path: '', atomic })

function former(before: JsonObject, patch: JsonObject, { path, atomic }: Where): JsonObject {
  return Object.fromEntries(
    Object.entries(patch).map(([key, wanted]): readonly [string, Json] => {
      const old = before[key] ?? null
      const here = path === '' ? key : `${path}.${key}`
      const whole = atomic.includes(here) || !isObject(wanted) || !isObject(old)
      return [key, whole ? old : former(old, wanted, { path: here, atomic })]
    }),
  )
}

/** What a patch replaces: the values of `before` where the patch has one, `atomic` paths whole; null where there was none. */
export const replaced = (before: Body, patch: Body, atomic: readonly string[] = []): Body => former(before, patch, { path: '', atomic })
