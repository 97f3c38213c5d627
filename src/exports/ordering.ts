/** Orders and groups: which resource comes before which, and how few groups keep that order between groups too. */

/** `before` has to be finished when `after` begins. */
export interface Edge {
  readonly before: string
  readonly after: string
}

/** Orders that never run in a circle. */
export interface Order {
  /** What comes directly before a key. */
  readonly before: ReadonlyMap<string, ReadonlySet<string>>
}

/** Whether `before` comes before `after`, directly or through others. */
export function precedes(order: Order, before: string, after: string): boolean {
  const seen = new Set<string>()
  const open = [after]
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    for (const earlier of order.before.get(key) ?? []) {
      if (earlier === before) return true
      if (!seen.has(earlier)) {
        seen.add(earlier)
        open.push(earlier)
      }
    }
  }
  return false
}

/** The order that the edges ask for, taken one by one; an edge that would close a circle with earlier ones is left out. */
export function orderOf(keys: readonly string[], edges: readonly Edge[], start?: Order): Order {
  const before = new Map<string, Set<string>>(keys.map((key) => [key, new Set(start?.before.get(key) ?? [])]))
  const order = { before }
  for (const edge of edges) {
    const own = before.get(edge.after)
    if (own === undefined || !before.has(edge.before) || edge.before === edge.after || own.has(edge.before)) continue
    if (!precedes(order, edge.after, edge.before)) own.add(edge.before)
  }
  return order
}

/** The order without the edges that others imply. */
export function reduced(order: Order): Order {
  const before = [...order.before].map(([key, earlier]): [string, ReadonlySet<string>] => {
    const others = (one: string): boolean => [...earlier].some((other) => other !== one && precedes(order, one, other))
    return [key, new Set([...earlier].filter((one) => !others(one)))]
  })
  return { before: new Map(before) }
}

/**
 * The keys in an order that keeps to `order`: whenever there is a choice, first what resembles the key before most, then what
 * stands first in `keys`. `traits` gives what two keys may share, weightiest first.
 */
export function sequence(keys: readonly string[], order: Order, traits: (key: string) => readonly string[]): readonly string[] {
  const left = new Set(keys)
  const done: string[] = []
  while (left.size > 0) {
    const ready = [...left].filter((key) => [...(order.before.get(key) ?? [])].every((earlier) => !left.has(earlier)))
    const last = done.at(-1)
    const next = best(ready, (key) => (last === undefined ? 0 : shared(traits(last), traits(key))))
    if (next === undefined) throw new Error(`the order runs in a circle: ${[...left].join(', ')}`)
    left.delete(next)
    done.push(next)
  }
  return done
}

function shared(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((trait, index) => trait !== other[index])
  return differs < 0 ? one.length : differs
}

const best = (keys: readonly string[], likeness: (key: string) => number): string | undefined =>
  keys.reduce<string | undefined>((found, key) => (found === undefined || likeness(key) > likeness(found) ? key : found), undefined)

/** What `grouped` asks of its caller. */
export interface Grouping {
  /** What the members of a group have in common. */
  readonly kind: (key: string) => string
  /** Whether a key cannot join a group that has this member. */
  readonly apart: (key: string, member: string) => boolean
}

/** A group of keys with one kind. `after` are the indices of groups that must be finished before. */
export interface Group {
  readonly kind: string
  readonly members: readonly string[]
  readonly after: ReadonlySet<number>
}

/** The keys, given in an order that keeps to `order`, in as few groups as an order between whole groups allows; the groups stand in that order. */
export function grouped(keys: readonly string[], order: Order, { kind, apart }: Grouping): readonly Group[] {
  const groups: { readonly kind: string; readonly members: string[]; readonly after: Set<number> }[] = []
  const groupOf = new Map<string, number>()
  const follows = (later: number, earlier: number): boolean =>
    [...(groups[later]?.after ?? [])].some((direct) => direct === earlier || follows(direct, earlier))
  for (const key of keys) {
    const needed = new Set([...(order.before.get(key) ?? [])].flatMap((earlier) => groupOf.get(earlier) ?? []))
    const fits = groups.findIndex(
      (group, index) => group.kind === kind(key) && ![...needed].some((other) => other !== index && follows(other, index)) && !group.members.some((member) => apart(key, member)),
    )
    const at = fits < 0 ? groups.length : fits
    const group = groups[at] ?? { kind: kind(key), members: [], after: new Set<number>() }
    if (fits < 0) groups.push(group)
    group.members.push(key)
    for (const other of needed) if (other !== at) group.after.add(other)
    groupOf.set(key, at)
  }
  return inOrder(groups)
}

// A group may have been begun before one that it has to wait for.
function inOrder(groups: readonly Group[]): readonly Group[] {
  const keys = groups.map((_, index) => String(index))
  const order: Order = { before: new Map(groups.map((group, index) => [String(index), new Set([...group.after].map(String))])) }
  const done = sequence(keys, order, () => [])
  return done.flatMap((key) => groups[Number(key)] ?? []).map((group) => ({ ...group, after: new Set([...group.after].map((index) => done.indexOf(String(index)))) }))
}
