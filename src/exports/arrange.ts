import { type ArmId, groupOf, idKey, parseArmId } from '../base/armId.ts'
import { isObject, type Json } from '../base/json.ts'
import { type Folded, hostOf } from './folded.ts'
import { type Edge, grouped, type Order, orderOf, sequence } from './ordering.ts'
import { rankOf, themeOf } from './types.ts'

/** Resources of one theme in one resource group, to be written into one file. */
export interface Part {
  readonly theme: string
  readonly group: ArmId
  readonly members: readonly Folded[]
  /** Indices of the parts that must be finished before. */
  readonly after: ReadonlySet<number>
}

/** What one team deploys at once. */
export interface Round {
  readonly team: string | null
  readonly parts: readonly Part[]
}

/** Resources in rounds and parts, in an order that both keep. */
export interface Arranged {
  readonly rounds: readonly Round[]
  /** What comes before what, by `idKey`. */
  readonly order: Order
}

/** The resources in rounds (one team each, in the order in which they are deployed) and parts (one file each). */
export function arrange(folded: readonly Folded[]): Arranged {
  const byKey = new Map(folded.map((one) => [idKey(one.id), one]))
  const ask = <Answer>(key: string, question: (one: Folded) => Answer): Answer => {
    const one = byKey.get(key)
    if (one === undefined) throw new Error(`no such resource: ${key}`)
    return question(one)
  }
  const kindOf = (one: Folded): string => `${themeOf(one.type)} ${idKey(groupOf(one.id) ?? '')}`
  const traits = (key: string): readonly string[] => traitsByKey.get(key) ?? []
  const hosts = new Map(folded.map((one) => [idKey(one.id), hostKey(one)]))
  const keys = [...byKey.keys()].sort((one, other) => ask(one, rank) - ask(other, rank))

  const needed = orderOf(keys, neededEdges(folded))
  const stages = stagesOf(folded, keys, needed)
  const roundOf = (one: Folded): string => `${one.owner === null ? 'own' : `team ${one.owner}`} ${stages.get(idKey(one.id)) ?? 0}`
  const traitsByKey = new Map(folded.map((one) => [idKey(one.id), [roundOf(one), kindOf(one), one.phases.has('prepare') ? 'first' : 'last']]))
  const order = withLocks(folded, sequence(keys, needed, traits), { order: needed, roundOf })
  const all = sequence(keys, order, traits)
  const rounds = grouped(all, order, { kind: (key) => ask(key, roundOf), apart: () => false }).map(({ members }): Round => {
    const parts = grouped(members, order, { kind: (key) => ask(key, kindOf), apart: (key, member) => hosts.get(member) === key })
    return {
      team: ask(members[0] ?? '', (one) => one.owner),
      parts: parts.map(({ members: own, after }) => {
        const resources = own.flatMap((key) => byKey.get(key) ?? [])
        const [first] = resources
        const group = first === undefined ? null : groupOf(first.id)
        if (first === undefined || group === null) throw new Error('a part without a resource group')
        return { theme: themeOf(first.type), group, members: resources, after }
      }),
    }
  })
  return { rounds, order }
}

const rank = (one: Folded): number => rankOf(themeOf(one.type))

const hostKey = (one: Folded): string | null => {
  const host = hostOf(one.id)
  return host === null ? null : idKey(host)
}

/**
 * The order comes from what refers to what and from `prepare`, which together have no circle. What only `lockdown` asks is kept where
 * it does not contradict that: a lockdown is deployed after a finished prepare. What prepare changes too must not wait there for
 * more than prepare asks (a registry becomes Premium before its endpoint is made), but its closing keeps its place among the closings.
 */
function neededEdges(folded: readonly Folded[]): readonly Edge[] {
  const edges = (from: readonly ArmId[], to: Folded): readonly Edge[] => from.map((id) => ({ before: idKey(id), after: idKey(to.id) }))
  const made = new Map(folded.filter((one) => one.state === 'new').map((one) => [idKey(one.id), one.id]))
  return [
    ...folded.flatMap((one) => edges(mentioned(one, made), one)),
    ...folded.flatMap((one) => edges(one.after.prepare, one)),
    ...folded.flatMap((one) => edges(one.after.closings, one)),
    ...folded.flatMap((one) => (one.phases.has('prepare') ? [] : edges(one.after.lockdown, one))),
  ]
}

/** The new resources that a body or an id names, or names a part of. */
function mentioned(one: Folded, made: ReadonlyMap<string, ArmId>): readonly ArmId[] {
  const host = hostOf(one.id)
  const texts = new Set([one.prepare, one.lockdown].flatMap((body) => [...idsIn(body)]))
  const found = [...texts].flatMap((text) => made.get(prefixes(text).find((prefix) => made.has(prefix)) ?? '') ?? [])
  return [...(host === null ? [] : [host]), ...found].filter((id) => idKey(id) !== idKey(one.id) && made.has(idKey(id)))
}

/** An id and what it lies in, innermost first, by `idKey`. */
export function prefixes(id: string): readonly string[] {
  const segments = idKey(id).split('/')
  return segments.map((_, index) => segments.slice(0, segments.length - index).join('/'))
}

function* idsIn(value: Json): Generator<string> {
  if (typeof value === 'string') {
    if (parseArmId(value) !== null) yield value
  } else if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) yield* idsIn(item)
  } else if (isObject(value)) {
    for (const inner of Object.values(value)) yield* idsIn(inner)
  }
}

/** How many times people have to do something before a resource, by `idKey`: what lies beyond that is deployed in a later round. */
function stagesOf(folded: readonly Folded[], keys: readonly string[], order: Order): ReadonlyMap<string, number> {
  const beyond = new Map(folded.map((one) => [idKey(one.id), new Set(one.after.byHand.map(idKey))]))
  const stages = new Map<string, number>()
  for (const key of sequence(keys, order, () => [])) {
    const earlier = [...(order.before.get(key) ?? [])].map((before) => (stages.get(before) ?? 0) + (beyond.get(key)?.has(before) === true ? 1 : 0))
    stages.set(key, Math.max(0, ...earlier))
  }
  return stages
}

/** One after the other, in the order given, for those that share a lock. Rounds are deployed at different times, so their locks do not meet. */
function withLocks(folded: readonly Folded[], keys: readonly string[], { order, roundOf }: { readonly order: Order; readonly roundOf: (one: Folded) => string }): Order {
  const byKey = new Map(folded.map((one) => [idKey(one.id), one]))
  const last = new Map<string, string>()
  const edges: Edge[] = []
  for (const key of keys) {
    const one = byKey.get(key)
    if (one === undefined) continue
    for (const lock of one.locks) {
      const name = `${roundOf(one)} ${idKey(lock)}`
      const before = last.get(name)
      if (before !== undefined) edges.push({ before, after: key })
      last.set(name, key)
    }
  }
  return orderOf(keys, edges, order)
}
