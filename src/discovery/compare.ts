/** What is different between two snapshots of a workspace. Pure. */
import { idKey } from '../base/armId.ts'
import { isList, isObject, type Json, type JsonObject } from '../base/json.ts'
import { typeKey, type Snapshot } from './snapshot.ts'

/** A property whose value differs, such as `properties.subnets[snet-a].properties.addressPrefix`; null where it is not there. */
export interface Difference {
  readonly path: string
  readonly before: Json
  readonly after: Json
}

/** A resource that is there in one of the snapshots only. */
export interface Appearance {
  readonly id: string
  readonly type: string
}

type Refusal = Snapshot['refused'][number]
type Entries = Snapshot['permissions'][string]

/** Everything that differs. What could not be read in one of the snapshots is under `refused`, not under `added` or `removed`. */
export interface SnapshotChanges {
  readonly added: readonly Appearance[]
  readonly removed: readonly Appearance[]
  readonly changed: readonly (Appearance & { readonly differences: readonly Difference[] })[]
  readonly rights: readonly { readonly scope: string; readonly before: Entries | null; readonly after: Entries | null }[]
  readonly registrations: readonly { readonly subscription: string; readonly namespace: string; readonly before: string | null; readonly after: string | null }[]
  readonly refused: { readonly now: readonly Refusal[]; readonly noLonger: readonly Refusal[] }
}

/** What changes by itself, or says nothing about a setting; names in lower case. */
const noise: ReadonlySet<string> = new Set([
  'etag', 'systemdata', 'apiversion', 'provisioningstate', 'provisioningerrors', 'resourceguid', 'modifiedon', 'modifieddate', 'updatedon', 'updatedby', 'lastmodifiedtime', 'lastskuupdate', 'quotanextresettime', 'dataingestionstatus',
  'currentnodecount', 'targetnodecount', 'nodestatecounts', 'allocationstate', 'allocationstatetransitiontime', 'lastoperation', 'errors', 'ingressbytestransferred', 'egressbytestransferred',
])

/** The differences, in the order of ids. */
export function changedBetween(before: Snapshot, after: Snapshot): SnapshotChanges {
  const [was, is] = [bodiesOf(before), bodiesOf(after)]
  const keys = [...new Set([...was.keys(), ...is.keys()])].sort()
  const both = keys.flatMap((key) => ({ was: was.get(key), is: is.get(key), key }))
  return {
    added: both.flatMap(({ was: old, is: now, key }) => (old === undefined && now !== undefined && !isRefused(before, key, now) ? [appearance(now)] : [])),
    removed: both.flatMap(({ was: old, is: now, key }) => (old !== undefined && now === undefined && !isRefused(after, key, old) ? [appearance(old)] : [])),
    changed: both.flatMap(({ was: old, is: now }) => {
      const differences = old === undefined || now === undefined ? [] : differencesIn(old, now, '')
      return now === undefined || differences.length === 0 ? [] : [{ ...appearance(now), differences }]
    }),
    rights: rightsChanged(before.permissions, after.permissions),
    registrations: registrationsChanged(before.providers, after.providers),
    refused: { now: refusalsMissing(after, before), noLonger: refusalsMissing(before, after) },
  }
}

const bodiesOf = ({ resources }: Snapshot): ReadonlyMap<string, JsonObject> => new Map(resources.map((body) => [idKey(textOf(body['id'])), body]))
const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
const appearance = (body: JsonObject): Appearance => ({ id: textOf(body['id']), type: textOf(body['type']) })

/** Whether a snapshot was refused the resource, or the list that it would be in. */
const isRefused = ({ refused }: Snapshot, key: string, body: JsonObject): boolean => {
  const type = typeKey(body)
  return refused.some((one) => (one.type === undefined || one.type === null ? idKey(one.id) === key : idKey(one.type) === type && key.startsWith(`${idKey(one.id)}/`)))
}

const refusalKey = ({ id, type }: Refusal): string => `${idKey(id)} ${idKey(type ?? '')}`

function refusalsMissing(here: Snapshot, there: Snapshot): readonly Refusal[] {
  const known = new Set(there.refused.map(refusalKey))
  return here.refused.filter((one) => !known.has(refusalKey(one)))
}

const entriesText = (entries: Entries): string =>
  entries.map(({ actions, notActions }) => JSON.stringify([actions.map(idKey).sort(), notActions.map(idKey).sort()])).sort().join()

/** Scopes in either; one that was not asked in one of them has no entries there, which is no change of rights by itself. */
function rightsChanged(before: Snapshot['permissions'], after: Snapshot['permissions']): SnapshotChanges['rights'] {
  const [was, is] = [byKey(before), byKey(after)]
  return [...was].flatMap(([key, old]) => {
    const now = is.get(key)
    return now === undefined || entriesText(old.value) === entriesText(now.value) ? [] : [{ scope: now.name, before: old.value, after: now.value }]
  }).toSorted((one, other) => (one.scope < other.scope ? -1 : 1))
}

function registrationsChanged(before: Snapshot['providers'], after: Snapshot['providers']): SnapshotChanges['registrations'] {
  const [was, is] = [byKey(before), byKey(after)]
  return [...is].flatMap(([subscription, now]) => {
    const old = was.get(subscription)
    if (old === undefined) return []
    const states = byKey(old.value)
    return [...byKey(now.value)].flatMap(([key, { name, value }]) => {
      const state = states.get(key)?.value ?? null
      return state?.toLowerCase() === value.toLowerCase() ? [] : [{ subscription: now.name, namespace: name, before: state, after: value }]
    })
  })
}

const byKey = <Value>(table: Readonly<Record<string, Value>>): ReadonlyMap<string, { readonly name: string; readonly value: Value }> =>
  new Map(Object.entries(table).map(([name, value]) => [name.toLowerCase(), { name, value }]))

/** Absent, null and empty say the same: ARM leaves out what Resource Graph writes as empty. */
const isNothing = (value: Json | undefined): boolean => value === undefined || value === null || value === ''

function differencesIn(before: JsonObject, after: JsonObject, path: string): readonly Difference[] {
  const [was, is] = [byKey(before), byKey(after)]
  return [...new Set([...was.keys(), ...is.keys()])].filter((key) => !noise.has(key)).flatMap((key) => {
    const name = is.get(key)?.name ?? was.get(key)?.name ?? key
    return differencesOf(was.get(key)?.value ?? null, is.get(key)?.value ?? null, path === '' ? name : `${path}.${name}`)
  })
}

function differencesOf(before: Json, after: Json, path: string): readonly Difference[] {
  if (isObject(before) && isObject(after)) return differencesIn(before, after, path)
  if (isList(before) && isList(after)) return listDifferences(before, after, path)
  return same(before, after) ? [] : [{ path, before, after }]
}

/** Items with a name are compared one by one; others as a set, since ARM does not keep an order. */
function listDifferences(before: readonly Json[], after: readonly Json[], path: string): readonly Difference[] {
  const [was, is] = [named(before), named(after)]
  if (was === null || is === null) return sameSet(before, after) ? [] : [{ path, before, after }]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [old, now] = [was.get(key), is.get(key)]
    return differencesOf(old?.body ?? null, now?.body ?? null, `${path}[${now?.name ?? old?.name ?? key}]`)
  })
}

type NamedItems = ReadonlyMap<string, { readonly name: string; readonly body: JsonObject }>

/** The items by their names, or by the last part of their ids; null where one has neither or shares it. */
function named(items: readonly Json[]): NamedItems | null {
  const found = new Map<string, { readonly name: string; readonly body: JsonObject }>()
  for (const item of items) {
    const name = isObject(item) ? textOf(item['name']) || (textOf(item['id']).split('/').at(-1) ?? '') : ''
    if (!isObject(item) || name === '' || found.has(name.toLowerCase())) return null
    found.set(name.toLowerCase(), { name, body: item })
  }
  return found
}

function sameSet(before: readonly Json[], after: readonly Json[]): boolean {
  if (before.length !== after.length) return false
  const left = [...before]
  return after.every((item) => {
    const at = left.findIndex((other) => differencesOf(other, item, '').length === 0)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  })
}

/** Ids and types compare without case. */
function same(before: Json, after: Json): boolean {
  if (isNothing(before) && isNothing(after)) return true
  if (typeof before === 'string' && typeof after === 'string') return before === after || (isIdLike(before) && before.toLowerCase() === after.toLowerCase())
  if (isEmptyObject(before) && isNothing(after)) return true
  if (isNothing(before) && isEmptyObject(after)) return true
  return before === after
}

const isIdLike = (text: string): boolean => text.startsWith('/') || /^microsoft\.[a-z]+\//i.test(text)
const isEmptyObject = (value: Json): boolean => (isList(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0)
