import { isObject, type Json, type JsonObject } from '../base/json.ts'

/**
 * Paths that stand in `body` and that `managed`, what we read of it, does not give back; absent and null say nothing.
 * Texts compare without case, as ARM compares ids and words, and lists without order; an item may say more in the body than we do.
 */
export const unknownParts = (managed: JsonObject, body: JsonObject): readonly string[] => differing(managed, body, '')

const differing = (managed: JsonObject, body: JsonObject, path: string): readonly string[] =>
  Object.entries(managed).flatMap(([key, ours]) => {
    const theirs = body[key] ?? null
    const here = path === '' ? key : `${path}.${key}`
    if (theirs === null) return []
    if (isObject(ours) && isObject(theirs)) return differing(ours, theirs, here)
    return says(theirs, ours) ? [] : [here]
  })

/** Whether `theirs` says all that `ours` says, and, but for details of an item, no more. */
function says(theirs: Json, ours: Json): boolean {
  if (Array.isArray(ours)) return Array.isArray(theirs) && sameItems(theirs, ours)
  if (isObject(ours)) return isObject(theirs) && Object.entries(ours).every(([key, value]) => says(theirs[key] ?? null, value))
  if (typeof ours === 'string' && typeof theirs === 'string') return words(ours) === words(theirs)
  return ours === theirs
}

function sameItems(theirs: readonly Json[], ours: readonly Json[]): boolean {
  if (theirs.length !== ours.length) return false
  const left = [...theirs]
  return ours.every((item) => {
    const at = left.findIndex((candidate) => says(candidate, item))
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}

/** A text for comparing; ARM writes sets as words with commas between them, in any order. */
const words = (text: string): string => text.toLowerCase().split(',').map((word) => word.trim()).sort().join()
