import { isList, isObject, type Json, type JsonObject } from '../base/json.ts'
import type { Change, ChangeKey, Phase } from './change.ts'

/** The way back from a part of a plan. */
export interface Undo {
  /** What restores the values that were read and deletes what was made to close, doors first; nothing of it closes anything that was open before the plan. */
  readonly changes: readonly Change[]
  /**
   * Done and not, or not wholly, taken back, in the plan's order: what was created and only adds, or was registered, stays, what a person
   * did is theirs, and some values Azure does not take back, such as the tier of a registry that has an endpoint by now.
   */
  readonly left: readonly Change[]
}

/** What stays, by id: what was made, and everything that the bodies of what was made refer to. */
interface Staying {
  readonly made: ReadonlySet<string>
  readonly referredTo: ReadonlySet<string>
}

const textsIn = (value: Json): readonly string[] => {
  if (typeof value === 'string') return [value.toLowerCase()]
  return isList(value) ? value.flatMap(textsIn) : isObject(value) ? Object.values(value).flatMap(textsIn) : []
}

function staying(past: readonly Change[]): Staying {
  const creates = past.flatMap((change) => (change.do === 'create' && !change.closes ? [change] : []))
  return { made: new Set(creates.map(({ id }) => id)), referredTo: new Set(creates.flatMap(({ body }) => textsIn(body))) }
}

/** A body without what lies at some paths, in any letters, and without objects that are then empty. */
function without(body: JsonObject, paths: readonly string[], path = ''): JsonObject {
  return Object.fromEntries(Object.entries(body).flatMap(([key, value]): readonly (readonly [string, Json])[] => {
    const here = (path === '' ? key : `${path}.${key}`).toLowerCase()
    if (paths.includes(here)) return []
    if (!isObject(value) || !paths.some((other) => other.startsWith(`${here}.`))) return [[key, value]]
    const inner = without(value, paths, here)
    return Object.keys(inner).length === 0 ? [] : [[key, inner]]
  }))
}

/** The paths of a change that stay as they are now. */
const lastingPaths = (change: Change, { referredTo }: Staying): readonly string[] =>
  change.do !== 'update' ? [] : Object.entries(change.lasting ?? {}).flatMap(([path, when]) => (when === 'always' || referredTo.has(change.id.toLowerCase()) ? [path.toLowerCase()] : []))

/** The change that takes one back; null for what stays. A deletion is taken back only where nothing stands in its place. */
function reversed(change: Change, stays: Staying): Change | null {
  // What lockdown shut is opened again, which only adds; what prepare added is taken away.
  const phase: Phase = change.phase === 'lockdown' ? 'prepare' : 'lockdown'
  switch (change.do) {
    case 'update': {
      const { lasting: _, ...rest } = change
      const paths = lastingPaths(change, stays)
      const patch = without(change.before, paths)
      return Object.keys(patch).length === 0 ? null : { ...rest, phase, closes: false, patch, before: without(change.patch, paths) }
    }
    case 'delete': return stays.made.has(change.id) ? null : { ...change, phase, closes: false, do: 'create', body: change.before, secrets: [] }
    // A rule or route that shuts a way out is in force as long as it is there.
    case 'create': return change.closes ? { ...change, phase, closes: false, do: 'delete', before: change.body } : null
    case 'action': case 'manual': return null
  }
}

/** By key: the done changes that wait for a change, directly or through changes that stay. */
function followers(done: readonly Change[], stays: ReadonlySet<ChangeKey>): (key: ChangeKey) => readonly ChangeKey[] {
  const direct = new Map<ChangeKey, ChangeKey[]>()
  for (const { key, after } of done) for (const before of after) direct.set(before, [...(direct.get(before) ?? []), key])
  const known = new Map<ChangeKey, readonly ChangeKey[]>()
  const find = (key: ChangeKey): readonly ChangeKey[] => {
    const before = known.get(key)
    if (before !== undefined) return before
    const found = [...new Set((direct.get(key) ?? []).flatMap((next) => (stays.has(next) ? find(next) : [next])))]
    known.set(key, found)
    return found
  }
  return find
}

/**
 * The plan backwards, from what each change replaced: for the changes in `done`, last first, so that what was closed is opened before what
 * replaced it goes. Each waits for the ways back of all that waited for it. `others` were done in other parts of the same run: what they made stays too.
 */
export function undo(plan: readonly Change[], done: ReadonlySet<ChangeKey>, others: readonly Change[] = []): Undo {
  const past = plan.filter(({ key }) => done.has(key))
  const stays = staying([...past, ...others])
  const back = past.toReversed().flatMap((change) => {
    const way = reversed(change, stays)
    return way === null ? [] : [{ from: change.key, way }]
  })
  const undone = new Set(back.map(({ from }) => from))
  const left = past.filter((change) => !undone.has(change.key) || lastingPaths(change, stays).length > 0)
  const counts = new Map<string, number>()
  const keys = new Map(back.map(({ from, way: { phase, id } }): readonly [ChangeKey, ChangeKey] => {
    const n = counts.get(`${phase}/${id}`) ?? 0
    counts.set(`${phase}/${id}`, n + 1)
    return [from, `${phase}/${n}/${id}`]
  }))
  const waitsFor = followers(past, new Set(past.map(({ key }) => key).filter((key) => !undone.has(key))))
  const changes = back.map(({ from, way }): Change => ({ ...way, key: keys.get(from) ?? way.key, after: waitsFor(from).flatMap((key) => keys.get(key) ?? []).sort() }))
  return { changes, left }
}
