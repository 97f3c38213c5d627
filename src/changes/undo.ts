import type { Change, ChangeKey, Phase } from './change.ts'

/** The way back from a part of a plan. */
export interface Undo {
  /** What restores the values that were read, doors first; nothing of it closes anything that was open before the plan. */
  readonly changes: readonly Change[]
  /** Done and not taken back, in the plan's order: what was created or registered stays, what a person did is theirs. */
  readonly left: readonly Change[]
}

/** The change that takes one back; null for what stays. A deletion is taken back only where nothing stands in its place. */
function reversed(change: Change, made: ReadonlySet<string>): Change | null {
  // What lockdown shut is opened again, which only adds; what prepare added is taken away.
  const phase: Phase = change.phase === 'lockdown' ? 'prepare' : 'lockdown'
  const common = { ...change, phase, closes: false }
  switch (change.do) {
    case 'update': return { ...common, do: 'update', by: change.by, patch: change.before, before: change.patch }
    case 'delete': return made.has(change.id) ? null : { ...common, do: 'create', body: change.before, secrets: [] }
    case 'create': case 'action': case 'manual': return null
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
 * replaced it goes. Each waits for the ways back of all that waited for it.
 */
export function undo(plan: readonly Change[], done: ReadonlySet<ChangeKey>): Undo {
  const past = plan.filter(({ key }) => done.has(key))
  const made = new Set<string>(past.flatMap((change) => (change.do === 'create' ? [change.id] : [])))
  const back = past.toReversed().flatMap((change) => {
    const way = reversed(change, made)
    return way === null ? [] : [{ from: change.key, way }]
  })
  const undone = new Set(back.map(({ from }) => from))
  const left = past.filter(({ key }) => !undone.has(key))
  const counts = new Map<string, number>()
  const keys = new Map(back.map(({ from, way: { phase, id } }): readonly [ChangeKey, ChangeKey] => {
    const n = counts.get(`${phase}/${id}`) ?? 0
    counts.set(`${phase}/${id}`, n + 1)
    return [from, `${phase}/${n}/${id}`]
  }))
  const waitsFor = followers(past, new Set(left.map(({ key }) => key)))
  const changes = back.map(({ from, way }): Change => ({ ...way, key: keys.get(from) ?? way.key, after: waitsFor(from).flatMap((key) => keys.get(key) ?? []).sort() }))
  return { changes, left }
}
