import { type ArmId, idKey, isWithin, typeOf } from '../base/armId.ts'
import { isList, isObject, type Json, type JsonObject } from '../base/json.ts'
import type { Body, Change, ManualTask, Phase } from '../changes/change.ts'
import { difference, replaced } from '../changes/difference.ts'
import type { Estate } from '../estate/estate.ts'
import { entriesOf, type EntryOf, type Kept, type ResourceType } from './resourceType.ts'

/** What is to be done to one resource, before the plan numbers and orders it. */
export interface Draft {
  readonly what: What
  readonly id: ArmId
  readonly type: string
  readonly apiVersion: string
  readonly phase: Phase
  readonly locks: readonly ArmId[]
  readonly interrupts: boolean
  readonly closes: boolean
  /** Entries whose changes come before. */
  readonly needs: readonly ArmId[]
  /** Whoever refers to the resource waits for this update too. */
  readonly first: boolean
  /** Place among the closings. */
  readonly closing: number
  /** It waits for all else of its phase. */
  readonly last: boolean
}

type Distribute<Some> = Some extends Change ? Omit<Some, 'key' | 'id' | 'type' | 'apiVersion' | 'phase' | 'after' | 'locks' | 'interrupts' | 'closes' | 'owner'> : never
type What = Distribute<Change>

/** Two pictures and the phase that leads from one to the other; `replaced` names what is deleted and created again, of every type. */
export interface Span {
  readonly from: Estate
  readonly to: Estate
  readonly phase: Phase
  readonly replaced: ReadonlySet<ArmId>
}

/** Place of closings that name none: the network's. */
const networkPlace = 5

function entries<List extends Kept>(type: ResourceType<List>, estate: Estate): ReadonlyMap<ArmId, EntryOf<List>> {
  const held = entriesOf(estate, type.list).filter((entry) => type.holds?.(entry) ?? true)
  return new Map(held.map((entry) => [entry.id, entry]))
}

/** The entries of a type that can only be deleted and created again. */
export function replacedBy<List extends Kept>(type: ResourceType<List>, { from, to }: { readonly from: Estate; readonly to: Estate }): readonly ArmId[] {
  const { replaces } = type
  if (replaces === undefined) return []
  const before = entries(type, from)
  return [...entries(type, to)].flatMap(([id, after]) => {
    const old = before.get(id)
    return old !== undefined && replaces(old, after) ? [id] : []
  })
}

const merged = (one: JsonObject, other: JsonObject): JsonObject =>
  Object.entries(other).reduce<JsonObject>((whole, [key, value]) => {
    const old = whole[key]
    return { ...whole, [key]: isObject(old) && isObject(value) ? merged(old, value) : value }
  }, one)

function withoutNulls(body: JsonObject): JsonObject {
  const kept = Object.entries(body).filter(([, value]) => value !== null)
  return Object.fromEntries(kept.map(([key, value]): readonly [string, Json] => [key, isObject(value) ? withoutNulls(value) : value]))
}

/** The tags of new resources that a type takes. DNS zones take 15, and no name with blanks, other special signs or a digit at its start (tag-resources, Limitations). */
function tagsOn(type: string, { newTags }: Estate): Estate['newTags'] {
  if (type !== 'Microsoft.Network/privateDnsZones') return newTags
  return Object.fromEntries(Object.entries(newTags).filter(([name]) => /^[A-Za-z][A-Za-z0-9._-]*$/.test(name)).slice(0, 15))
}

/** The whole body of a new resource, with the tags of new resources where a type of its own has them. */
export function newBody<List extends Kept>(type: ResourceType<List>, entry: EntryOf<List>, estate: Estate): Body {
  const body = withoutNulls(merged(type.create?.(entry, estate) ?? {}, type.manage?.(entry) ?? {}))
  const tags = 'location' in body && typeOf(entry.id).split('/').length === 2 ? tagsOn(type.type, estate) : {}
  // What is made again keeps its own tags; policies may still ask for the new ones.
  const own = isObject(body['tags']) ? body['tags'] : {}
  return Object.keys(tags).length > 0 ? { ...body, tags: { ...tags, ...own } } : body
}

/** The paths at whose end a patch writes something. */
function written(patch: JsonObject, atomic: readonly string[], path = ''): readonly string[] {
  return Object.entries(patch).flatMap(([key, value]) => {
    const here = path === '' ? key : `${path}.${key}`
    return isObject(value) && !atomic.includes(here) ? written(value, atomic, here) : [here]
  })
}

const overlap = (one: string, other: string): boolean => {
  const [a, b] = [one, other].map((path) => path.toLowerCase().replaceAll('[', '.['))
  return a === b || (b?.startsWith(`${a ?? ''}.`) ?? false) || (a?.startsWith(`${b ?? ''}.`) ?? false)
}

/** The part of a body at the paths that `has` accepts, going down as far as a path goes. */
function only(body: JsonObject, has: (path: string) => 'whole' | 'part' | 'none', path = ''): JsonObject {
  return Object.fromEntries(
    Object.entries(body).flatMap(([key, value]): readonly (readonly [string, Json])[] => {
      const here = path === '' ? key : `${path}.${key}`
      const found = has(here)
      if (found === 'whole') return [[key, value]]
      const inner = found === 'part' && isObject(value) ? only(value, has, here) : {}
      return Object.keys(inner).length === 0 ? [] : [[key, inner]]
    }),
  )
}

const at = (paths: readonly string[]) => (path: string) =>
  paths.includes(path) ? 'whole' : paths.some((wanted) => wanted.startsWith(`${path}.`)) ? 'part' : 'none'

const notAt = (paths: readonly string[]) => (path: string) =>
  paths.includes(path) ? 'none' : paths.some((wanted) => wanted.startsWith(`${path}.`)) ? 'part' : 'whole'

/** The patches that turn one managed body into the other, those of `first` apart, each with what goes together. */
function patches<List extends Kept>(type: ResourceType<List>, before: Body, after: Body): readonly { readonly patch: Body; readonly first: boolean }[] {
  const { atomic = [], first = [], alongside = {} } = type
  const whole = difference(before, after, atomic)
  const more = written(whole, atomic).flatMap((path) => alongside[path] ?? [])
  const complete = merged(withoutNulls(only(after, at(more))), whole)
  return [
    { patch: only(complete, at(first)), first: true },
    { patch: only(complete, notAt(first)), first: false },
  ].filter(({ patch }) => Object.keys(patch).length > 0)
}

interface Pair<List extends Kept> {
  readonly before: EntryOf<List>
  readonly after: EntryOf<List>
}

function updates<List extends Kept>(type: ResourceType<List>, { before, after }: Pair<List>, { from }: Span): readonly { readonly what: What; readonly first: boolean }[] {
  if (type.manage === undefined) return []
  const { atomic = [], update: by = 'patch', irreversible = {} } = type
  const old = type.manage(before)
  const unknown = from.unknownParts.filter(({ id }) => id === before.id).map(({ path }) => path)
  return patches(type, old, type.manage(after)).map(({ patch, first }) => {
    const touched = unknown.filter((path) => written(patch, atomic).some((other) => overlap(path, other)))
    const lasting = Object.fromEntries(Object.entries(irreversible).filter(([path]) => written(patch, atomic).some((other) => overlap(path, other))))
    const lasts = Object.keys(lasting).length === 0 ? {} : { lasting }
    if (touched.length === 0) return { what: { do: 'update', by, patch, before: replaced(old, patch, atomic), ...lasts }, first }
    const task: ManualTask = { task: 'changeUnknownPart', data: { paths: touched, wanted: JSON.stringify(patch) } }
    return { what: { do: 'manual', task }, first }
  })
}

/** The changes of one type between two pictures. No type compares anything itself. */
export function draftsOf<List extends Kept>(type: ResourceType<List>, span: Span): readonly Draft[] {
  const { from, to, phase } = span
  const [old, wanted] = [entries(type, from), entries(type, to)]
  const draft = (entry: EntryOf<List>, what: What, more: Partial<Pick<Draft, 'first' | 'closes' | 'interrupts'>> = {}): Draft => {
    const asked = what.do !== 'delete' && (phase === 'prepare' || what.do === 'create')
    return {
      what, phase, id: entry.id, type: type.type, apiVersion: type.apiVersion,
      locks: type.locks?.(entry, to) ?? [entry.id],
      needs: asked ? (type.after?.(entry, to) ?? []).filter((id) => id !== entry.id) : [],
      interrupts: false, closes: false, first: false, closing: type.closing ?? networkPlace, last: false, ...more,
    }
  }
  const remade = (id: ArmId): boolean => [...span.replaced].some((parent) => isWithin(id, parent))
  const create = (entry: EntryOf<List>): Draft =>
    draft(entry, { do: 'create', body: newBody(type, entry, to), secrets: type.secrets?.(entry) ?? [] }, {
      interrupts: type.interrupts?.(null, entry, from, to) ?? false,
      closes: phase === 'lockdown' && type.removable !== true && !remade(entry.id),
    })
  const remove = (entry: EntryOf<List>): Draft => draft(entry, { do: 'delete', before: newBody(type, entry, { ...from, newTags: {} }) }, { interrupts: true })

  const ids = [...new Set([...old.keys(), ...wanted.keys()])].sort()
  return ids.flatMap((id): readonly Draft[] => {
    const [before, after] = [old.get(id), wanted.get(id)]
    if (after === undefined) return before !== undefined && type.removable === true && phase === 'lockdown' ? [remove(before)] : []
    const action = type.acts?.(before ?? null, after) ?? null
    if (action !== null) return [draft(after, { do: 'action', method: 'POST', action })]
    if (before === undefined) return type.create === undefined ? [] : [create(after)]
    if (span.replaced.has(id)) return type.create === undefined ? [] : [remove(before), create(after)]
    if (remade(id) && type.create !== undefined) return [create(after)]
    const interrupts = type.interrupts?.(before, after, from, to) ?? false
    return updates(type, { before, after }, span).map(({ what, first }) => draft(after, what, { first, interrupts, closes: phase === 'lockdown' }))
  })
}

/** Tasks by hand that the second picture has and the first has not. */
export function taskDrafts({ from, to, phase }: Span): readonly Draft[] {
  const there = new Set(from.tasks.map((task) => JSON.stringify(task)))
  return to.tasks
    .filter((task) => !there.has(JSON.stringify(task)))
    .sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
    .map(({ id, task, data }) => ({
      what: { do: 'manual', task: { task, data } }, id, phase, type: typeOf(id), apiVersion: '', locks: [], needs: [], interrupts: false, closes: false,
      // Computes are made again once all is there that they need, and before anything closes.
      first: false, closing: networkPlace, last: task === 'recreateCompute',
    }))
}

/** The ids that a body holds, in lower case. */
export const idsIn = (value: Json): readonly string[] => {
  if (typeof value === 'string') return value.startsWith('/subscriptions/') ? [idKey(value)] : []
  if (isList(value)) return value.flatMap(idsIn)
  return isObject(value) ? Object.values(value).flatMap(idsIn) : []
}
