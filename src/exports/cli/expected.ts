import { idKey } from '../../base/armId.ts'
import { isObject, type JsonObject } from '../../base/json.ts'
import type { Body, Change } from '../../changes/change.ts'
import { replaced } from '../../changes/difference.ts'
import { restate } from '../../changes/restate.ts'
import { environmentName } from '../deployables.ts'
import type { ExportInput } from '../exportFile.ts'

/** The resource after a change, as far as the plan knows it; null: it is not there. */
function after(state: Body | null, change: Change): Body | null {
  switch (change.do) {
    case 'create': return change.body
    case 'update': return restate(state ?? {}, change.patch, [])
    case 'delete': return null
    case 'action': case 'manual': return state
  }
}

/** A state as a change can be compared with it: an update only speaks of its own paths. */
const seenBy = (change: Change, state: Body | null): Body | null => (state !== null && change.do === 'update' ? replaced(state, change.patch) : state)

/** What a body does not say is no null in Azure, which fills in what it likes. */
const withoutNulls = (body: Body): Body =>
  Object.fromEntries(Object.entries(body).flatMap(([key, value]) => (value === null ? [] : [[key, isObject(value) ? withoutNulls(value) : value]])))

/** What an updated resource has to say before: in Azure's own words where it was read, else in the plan's. */
function beforeOf(change: Extract<Change, { do: 'update' }>, earlier: readonly Change[], input: ExportInput): Body {
  const read = input.asRead.get(idKey(change.id))
  const isMade = earlier.some((other) => other.do === 'create')
  if (read === undefined && !isMade) return change.before
  const start = read === undefined ? null : input.writable(change.type, read)
  const before = replaced(earlier.reduce(after, start) ?? {}, change.patch)
  return isMade ? withoutNulls(before) : before
}

/**
 * What a script compares a resource with: what it says before the change (`before`, null: absent, {}: anything), and what later changes of
 * the same resource make of it (`later`), so that a script that runs again takes it for done.
 */
export function expectedOf(change: Change, input: ExportInput): JsonObject {
  const same = input.plan.filter((other) => idKey(other.id) === idKey(change.id) && other.do !== 'manual')
  const at = same.indexOf(change)
  const states: (Body | null)[] = []
  let state = same.slice(0, at + 1).reduce(after, input.asRead.get(idKey(change.id)) ?? null)
  for (const other of same.slice(at + 1)) {
    state = after(state, other)
    states.push(seenBy(change, state))
  }
  const secrets = change.do === 'create' ? change.secrets.map(({ path, parameter }) => ({ path, variable: environmentName(parameter) })) : []
  return {
    do: change.do,
    ...(change.do === 'update' ? { by: change.by, type: idKey(change.type) } : {}),
    before: change.do === 'create' ? null : change.do === 'update' ? beforeOf(change, same.slice(0, at), input) : {},
    ...(states.length === 0 ? {} : { later: states }),
    ...(secrets.length === 0 ? {} : { secrets }),
  }
}

/** `expected.json`: by number what each change is compared with, and by type what only Azure writes. */
export function expectedFile(changes: readonly (readonly [number, Change])[], input: ExportInput): JsonObject {
  const types = [...new Set(changes.flatMap(([, change]) => (change.do === 'update' ? [idKey(change.type)] : [])))].sort()
  return {
    changes: Object.fromEntries(changes.filter(([, change]) => change.do !== 'manual').map(([number, change]) => [String(number), expectedOf(change, input)])),
    readOnly: Object.fromEntries(types.map((type) => [type, input.readOnly(type)])),
  }
}
