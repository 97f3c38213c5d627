import { isObject, type Json } from '../base/json.ts'
import type { Body } from '../changes/change.ts'
import { restate } from '../changes/restate.ts'

const said = (body: Body, key: string): Json => Object.entries(body).find(([own]) => own.toLowerCase() === key.toLowerCase())?.[1] ?? null

/** The parts of `before` that `patch` changes and `body` does not say. */
function unsaid(body: Body, patch: Body, before: Body): Body {
  return Object.fromEntries(Object.entries(patch).flatMap(([key, wanted]): readonly (readonly [string, Json])[] => {
    const [was, is] = [said(before, key), said(body, key)]
    if (was === null) return []
    if (is === null) return [[key, was]]
    const inner = isObject(was) && isObject(is) && isObject(wanted) ? unsaid(is, wanted, was) : {}
    return Object.keys(inner).length === 0 ? [] : [[key, inner]]
  }))
}

/**
 * The body with the values that the plan found (`before`) where a patch changes something that Azure left out of its answer: sent without
 * them, a resource might keep what the patch has set.
 */
export const spelledOut = (body: Body, patch: Body, before: Body): Body => restate(body, unsaid(body, patch, before), [])
