/** From what a write replaced to the change that puts it back. Pure. */
import { isObject, type Json, type JsonObject } from '../base/json.ts'
import type { Body, Change } from '../changes/change.ts'
import { valueAt } from '../resources/accessors.ts'

/** The values that stood where a patch wrote, from the body that was replaced; what was not there is null. */
export function formerly(patch: JsonObject, replaced: JsonObject, path = ''): JsonObject {
  return Object.fromEntries(Object.entries(patch).map(([key, value]): readonly [string, Json] => {
    const old = valueAt(replaced, key) ?? null
    const deeper = isObject(value) && isObject(old) && path === '' && key === 'properties'
    return [key, deeper ? formerly(value, old, key) : old]
  }))
}

/** The change that takes a closing back, made of what it replaced. */
export function takenBack(change: Change, replaced: Body | null): Change | null {
  const common = { ...change, closes: false, after: [] }
  switch (change.do) {
    case 'update': return { ...common, do: 'update', by: change.by, patch: valuesBefore(change, replaced), before: change.patch }
    case 'create': return { ...common, do: 'delete', before: change.body }
    case 'delete': return { ...common, do: 'create', body: replaced ?? change.before, secrets: [] }
    case 'action': case 'manual': return null
  }
}

/** Raw values where Azure had some, else the plan's word for their absence (an absent switch means open). */
const settingsOf = (raw: JsonObject, planned: JsonObject): JsonObject => Object.fromEntries(Object.entries(raw).map(([key, value]): readonly [string, Json] => {
  const word = planned[key] ?? null
  return [key, isObject(value) && isObject(word) && key === 'properties' ? settingsOf(value, word) : (value ?? word)]
}))


/** What stood where an update wrote: Azure's own values as they were read, byte for byte. */
export const valuesBefore = (change: Extract<Change, { do: 'update' }>, replaced: Body | null): Body =>
  replaced === null ? change.before : settingsOf(formerly(change.patch, replaced), change.before)
