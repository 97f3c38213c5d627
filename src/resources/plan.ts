import { type ArmId, idKey, isWithin, parentOf, subscriptionOf, typeOf } from '../base/armId.ts'
import { atOnce, type Slices } from '../base/slices.ts'
import type { Body, Change, ChangeKey, Phase } from '../changes/change.ts'
import { inOrder } from '../changes/order.ts'
import type { Estate } from '../estate/estate.ts'
import { prepared } from '../estate/phases.ts'
import { ownerOf } from '../estate/rights.ts'
import { type Draft, draftsOf, idsIn, replacedBy, type Span, taskDrafts } from './drafts.ts'
import type { Kept, Reading, ResourceType } from './resourceType.ts'
import { rightTasks } from './rightTasks.ts'

/** A resource type with its generics closed, so that all types stand in one list. */
export interface PlannedType {
  readonly drafts: (span: Span) => readonly Draft[]
  readonly replaced: (pictures: { readonly from: Estate; readonly to: Estate }) => readonly ArmId[]
  readonly managed: readonly ManagedType[]
}

/** What a plan may change of existing resources of one type (its key: the type in lower case). */
export interface ManagedType {
  readonly key: string
  /** What a body says at the paths that changes of it touch, in the words of a plan; null where the body is not understood. */
  readonly of: (body: Body, reading: Reading) => Body | null
  /** Paths that are sent complete or not at all. */
  readonly atomic: readonly string[]
}

function managedOf<List extends Kept>({ type, read, manage, atomic = [] }: ResourceType<List>): readonly ManagedType[] {
  if (manage === undefined) return []
  const of = (body: Body, reading: Reading): Body | null => {
    const entry = read(body, reading)
    return entry === null ? null : manage(entry)
  }
  return [{ key: idKey(type), of, atomic }]
}

/** Closes the generics of a resource type. */
export const planned = <List extends Kept>(type: ResourceType<List>): PlannedType => ({
  drafts: (span) => draftsOf(type, span),
  replaced: (pictures) => replacedBy(type, pictures),
  managed: managedOf(type),
})

/** Types that are told as one: a resource and, right behind it, what belongs to it. */
export const side = (...types: readonly PlannedType[]): PlannedType => ({
  drafts: (span) => types.flatMap((type) => type.drafts(span)),
  replaced: (pictures) => types.flatMap((type) => type.replaced(pictures)),
  managed: types.flatMap(({ managed }) => managed),
})

interface Numbered extends Draft {
  readonly key: ChangeKey
  /** Position of its type in the list of types: the order in which equals are told. */
  readonly place: number
}

/** Several changes of one resource in one phase are done in this order. */
const sequence = { delete: 0, create: 1, action: 2, update: 3, manual: 4 } as const

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** Gives every draft its key: `phase/n/id`, n counting the changes of one resource in one phase. */
function numbered(drafts: readonly (Draft & { readonly place: number })[]): readonly Numbered[] {
  const counts = new Map<ArmId, number>()
  const ranked = [...drafts].sort(
    (one, other) => sequence[one.what.do] - sequence[other.what.do] || Number(other.first) - Number(one.first) || one.place - other.place || compare(one.id, other.id),
  )
  return ranked.map((draft) => {
    const n = counts.get(draft.id) ?? 0
    counts.set(draft.id, n + 1)
    return { ...draft, key: `${draft.phase}/${n}/${draft.id}` }
  })
}

function* draftsBetween(types: readonly PlannedType[], from: Estate, to: Estate, phase: Phase): Slices<readonly Numbered[]> {
  const replaced = new Set(types.flatMap((type) => type.replaced({ from, to })))
  const span = { from, to, phase, replaced }
  const drafts: (readonly Draft[])[] = []
  for (const type of types) {
    drafts.push(type.drafts(span))
    yield
  }
  return numbered([...drafts, taskDrafts(span)].flatMap((some, place) => some.map((draft) => ({ ...draft, place }))))
}

/**
 * The place of each change of a phase among those that may be next: by type, what lies in a resource right behind it (a name points into
 * a linked zone from the moment its endpoint exists), and so is what a person has to do about a new resource.
 */
function ranked(drafts: readonly Numbered[]): readonly (readonly [ChangeKey, string])[] {
  const made = new Map(drafts.filter(({ what }) => what.do === 'create').map(({ id, place }) => [id, place]))
  return drafts.map(({ key, id, what, place }) => {
    const beside = what.do === 'manual' ? (made.get(parentOf(id)) ?? place) : place
    // The sign of a segment sorts before all that names may hold.
    return [key, `${String(beside).padStart(3, '0')} ${key.replaceAll('/', '\u0001')}`]
  })
}

const mentions = ({ what }: Draft): readonly string[] => (what.do === 'create' ? idsIn(what.body) : what.do === 'update' ? idsIn(what.patch) : [])

/** An id and everything that it lies in, in lower case. */
function lineage(id: string): readonly string[] {
  const segments = id.split('/')
  return segments.map((_, index) => segments.slice(0, segments.length - index).join('/')).filter((ancestor) => ancestor !== '')
}

const namespaceOf = (id: string): string => (typeOf(id as ArmId).split('/')[0] ?? '').toLowerCase()

function grouped(drafts: readonly Numbered[], by: (draft: Numbered) => string): ReadonlyMap<string, readonly Numbered[]> {
  const groups = new Map<string, Numbered[]>()
  for (const draft of drafts) {
    const group = groups.get(by(draft))
    if (group === undefined) groups.set(by(draft), [draft])
    else group.push(draft)
  }
  return groups
}

/** Which changes of the same phase each change waits for: what it refers to, lies in, or asks for; what comes last for all the rest. */
function* waits(all: readonly Numbered[]): Slices<ReadonlyMap<ChangeKey, ReadonlySet<ChangeKey>>> {
  const drafts = all.filter(({ last }) => !last)
  const byId = grouped(drafts, ({ id }) => idKey(id))
  const on = (id: string) => byId.get(idKey(id)) ?? []
  const tasks = grouped(drafts.filter(({ what }) => what.do === 'manual'), ({ id }) => parentOf(id))

  const referredTo = (draft: Numbered): readonly Numbered[] =>
    mentions(draft).flatMap(lineage).flatMap(on).filter(({ what, first, id }) => (what.do === 'create' || first) && id !== draft.id)
  const parents = (draft: Numbered): readonly Numbered[] =>
    on(parentOf(draft.id)).filter(({ what, needs }) =>
      draft.what.do === 'create' ? what.do !== 'delete' && !needs.includes(draft.id) : draft.what.do !== 'delete' && what.do === 'create')
  const children = (draft: Numbered): readonly Numbered[] =>
    draft.what.do !== 'delete' ? [] : drafts.filter(({ what, id }) => what.do === 'delete' && id !== draft.id && isWithin(id, draft.id))
  const registrations = (draft: Numbered): readonly Numbered[] => {
    if (draft.what.do === 'action' || draft.what.do === 'manual') return []
    const spaces = new Set([idKey(draft.id), ...mentions(draft)].map(namespaceOf))
    return [...spaces].flatMap((space) => on(`/subscriptions/${subscriptionOf(draft.id)}/providers/${space}`)).filter(({ what }) => what.do === 'action')
  }
  const earlier = (draft: Numbered): readonly Numbered[] => {
    const own = on(draft.id)
    return own.slice(0, own.indexOf(draft))
  }
  // A task of a resource is told by an id inside it: who waits for the resource waits for the person too.
  const asked = (draft: Numbered): readonly Numbered[] => draft.needs.flatMap((id) => [...on(id), ...(tasks.get(id) ?? [])]).filter(({ what }) => what.do !== 'delete')

  const found = new Map<ChangeKey, ReadonlySet<ChangeKey>>()
  for (const draft of drafts) {
    const before = [referredTo, parents, children, registrations, earlier, asked].flatMap((find) => find(draft))
    found.set(draft.key, new Set(before.map(({ key }) => key).filter((key) => key !== draft.key)))
    yield
  }
  const open = ends(found)
  return new Map([...found, ...all.filter(({ last }) => last).map(({ key }) => [key, new Set(open)] as const)])
}

/** The keys that nothing else waits for: whoever waits for these waits for all. */
function ends(after: ReadonlyMap<ChangeKey, ReadonlySet<ChangeKey>>): readonly ChangeKey[] {
  const named = new Set([...after.values()].flatMap((keys) => [...keys]))
  return [...after.keys()].filter((key) => !named.has(key))
}

/** Closings are done one service after another: registry, vault, storage, monitoring, network, workspace. */
const closingOrder = (drafts: readonly Numbered[]): readonly Numbered[] =>
  drafts.filter(({ closes }) => closes).sort((one, other) => one.closing - other.closing || one.place - other.place || compare(one.id, other.id) || compare(one.key, other.key))

/**
 * What each change waits for. In prepare: what it needs. In lockdown: all of prepare, then what is replaced, then the closings in a chain,
 * so that after any set of changes that is closed under `after` no door is shut whose replacement is not there.
 *
 * A closing waits for all of prepare and not only for its own replacement: "everything that only adds comes first" (safest order of a
 * brownfield lockdown, arm-protocol section 14). Ways cross services: the way in of the administrators, a build cluster that pulls from
 * storage, zones that change names for a whole network; and one switch `phase` in the exports can only mean the whole of prepare.
 */
function* afters(prepare: readonly Numbered[], lockdown: readonly Numbered[]): Slices<ReadonlyMap<ChangeKey, readonly ChangeKey[]>> {
  const early = yield* waits(prepare)
  const allPrepared = ends(early)
  const replacing = lockdown.filter(({ closes }) => !closes)
  const middle = yield* waits(replacing)
  const allReplaced = ends(middle)
  const chain = closingOrder(lockdown).map(({ key }) => key)
  const beforeChain = allReplaced.length > 0 ? allReplaced : allPrepared
  const sets: readonly (readonly [ChangeKey, Iterable<ChangeKey>])[] = [
    ...early,
    ...[...middle].map(([key, keys]) => [key, keys.size > 0 ? keys : allPrepared] as const),
    ...chain.map((key, index) => [key, index === 0 ? beforeChain : chain.slice(index - 1, index)] as const),
  ]
  return new Map(sets.map(([key, keys]) => [key, [...keys].sort()]))
}

/**
 * The changes that lead from one picture to the other, in an order in which they can be done: first what only adds (current to prepared),
 * then what only closes (prepared to desired). Equal pictures give none; the order of the input does not matter. Throws when changes wait
 * for each other, which is a mistake of ours.
 */
export const planWith = (types: readonly PlannedType[], current: Estate, desired: Estate): readonly Change[] => atOnce(slicedPlanWith(types, current, desired))

/** The same for a page, which has to stay free between the slices. */
export function* slicedPlanWith(types: readonly PlannedType[], current: Estate, desired: Estate): Slices<readonly Change[]> {
  const between = prepared(current, desired)
  yield
  const adding = yield* draftsBetween(types, current, between, 'prepare')
  const lockdown = yield* draftsBetween(types, between, desired, 'lockdown')
  const asked = rightTasks([...adding, ...lockdown], { current, desired })
  yield
  const prepare = [...adding.map(asked.waiting), ...numbered(asked.tasks.map((draft) => ({ ...draft, place: types.length })))]
  const after = yield* afters(prepare, lockdown)
  const places = new Map([...ranked(prepare), ...ranked(lockdown)])
  const changes = [...prepare, ...lockdown].map(({ what, key, id, type, apiVersion, phase, locks, interrupts, closes }): Change => ({
    ...what, key, id, type, apiVersion, phase, after: after.get(key) ?? [], locks, interrupts, closes, owner: ownerOf(id, desired),
  }))
  yield
  return inOrder(changes, ({ phase, key }) => `${phase === 'prepare' ? 0 : 1} ${places.get(key) ?? ''}`)
}
