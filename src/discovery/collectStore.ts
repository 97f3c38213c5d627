/** What a collection has read so far, and how each read ended. */
import type { Failure } from '../arm/failure.ts'
import { type ArmId, idKey, parseArmId, subscriptionOf } from '../base/armId.ts'
import { type Ask, keyOf, type Progress } from './collectAsks.ts'
import type { Known } from './collectBelonging.ts'
import { type Identified, namedBy, types } from './collectReferences.ts'
import { cutShort, type Outcome, rowless } from './collectRead.ts'
import { whatIsRead } from './collectWords.ts'
import type { Collecting, Reading } from './collecting.ts'
import { type Snapshot, typeKey } from './snapshot.ts'

/** What was read, growing. Keys are `idKey`s, and `keyOf` an ask. */
export interface Store {
  readonly workspaceId: ArmId
  readonly fresh: Map<string, Identified>
  readonly rows: Map<string, Identified>
  readonly indexed: Map<string, ArmId>
  readonly ended: Map<string, 'read' | 'refused'>
  readonly failures: { readonly ask: Ask; readonly failure: Failure }[]
  readonly readings: Map<string, Reading>
  readonly permissions: Map<string, { readonly scope: ArmId; readonly entries: Outcome['permissions'] }>
  readonly usages: Map<string, { readonly network: ArmId; readonly list: Outcome['usages'] }>
  readonly providers: Map<string, { readonly subscription: string; readonly states: Outcome['providers'] }>
  requests: number
  /** Reads in a row without an answer. */
  silent: number
  /** What ends the collection before it is whole. */
  end: Failure | null
}

/** An empty store. */
export const storeOf = (workspaceId: ArmId): Store => ({
  workspaceId, fresh: new Map(), rows: new Map(), indexed: new Map(), ended: new Map(), failures: [], readings: new Map(), permissions: new Map(), usages: new Map(), providers: new Map(), requests: 0, silent: 0, end: null,
})

/** After so many reads in a row without an answer, the network may be gone, or something between holds back answers of one kind. */
const MOST_SILENT = 4

/** Whether it is time to ask for the workspace once more, which did answer: without an answer to that, nothing more will come. */
export const isQuiet = ({ silent }: Store): boolean => silent >= MOST_SILENT

/** Changes what is told of a read. */
export function tell({ readings, workspaceId }: Store, ask: Ask, change: Partial<Reading>): void {
  const key = keyOf(ask)
  readings.set(key, { key, what: whatIsRead(ask, workspaceId), state: 'waiting', found: null, failure: null, ...readings.get(key), ...change })
}

/** How far the collection is. */
export const collectingOf = ({ workspaceId, readings, requests }: Store): Collecting => ({ workspaceId, readings: [...readings.values()], requests })

/** Keeps what came of an ask. */
export function take(store: Store, ask: Ask, outcome: Outcome): void {
  const failure = outcome.failure ?? (outcome.cut === 'cut' ? cutShort : null)
  keepBodies(store, outcome)
  if (outcome.failure === null) keepBesides(store, ask, outcome)
  store.silent = failure?.is === 'silent' ? store.silent + 1 : 0
  store.ended.set(keyOf(ask), failure === null ? 'read' : 'refused')
  if (failure !== null) {
    store.failures.push({ ask, failure })
    if (endsAll(store, ask, failure)) store.end ??= failure
  }
  tell(store, ask, { state: failure === null ? 'read' : failure.is === 'notFound' ? 'absent' : 'refused', found: foundIn(ask, outcome), failure })
}

/** How many things came; rights are not counted. */
const foundIn = (ask: Ask, { bodies, rows, indexed, usages, providers }: Outcome): number | null =>
  (ask.is === 'permissions' ? null : bodies.length + rows.length + indexed.length + usages.length + Object.keys(providers).length)

/**
 * Notes where Resource Graph answered and showed nothing at all of a subscription that has what the workspace names: it is behind, or it shows this
 * account nothing, so that what it leaves out may still be there.
 */
export function doubtGraph(store: Store): void {
  const { workspaceId, fresh, rows, failures, ended } = store
  const graph = [...ended.keys()].find((key) => key.startsWith('graph around'))
  const isHome = (id: ArmId): boolean => idKey(subscriptionOf(id)) === idKey(subscriptionOf(workspaceId))
  const named = namedBy[types.workspace]?.(fresh.get(idKey(workspaceId)) ?? {}) ?? []
  if (graph === undefined || failures.some(({ ask }) => ask.is === 'graph') || !named.some(isHome) || [...rows.values()].some(({ id }) => isHome(id))) return
  const reading = store.readings.get(graph)
  failures.push({ ask: { is: 'graph', what: 'around', query: '' }, failure: rowless })
  ended.set(graph, 'refused')
  if (reading !== undefined) store.readings.set(graph, { ...reading, state: 'refused', failure: rowless })
}

function keepBodies({ fresh, rows, indexed }: Store, outcome: Outcome): void {
  for (const body of outcome.bodies) fresh.set(idKey(body.id), body)
  for (const row of outcome.rows) rows.set(idKey(row.id), row)
  for (const id of outcome.indexed) indexed.set(idKey(id), id)
}

function keepBesides({ permissions, usages, providers }: Store, ask: Ask, outcome: Outcome): void {
  if (ask.is === 'permissions') permissions.set(idKey(ask.scope), { scope: ask.scope, entries: outcome.permissions })
  if (ask.is === 'usages') usages.set(idKey(ask.network), { network: ask.network, list: outcome.usages })
  if (ask.is === 'providers') providers.set(idKey(ask.subscription), { subscription: subscriptionOf(ask.subscription), states: outcome.providers })
}

/** Without the workspace there is nothing, and without a sign-in there is nothing more. A resource of another directory is only not readable from here. */
function endsAll({ workspaceId }: Store, ask: Ask, failure: Failure): boolean {
  if (ask.is === 'body' && idKey(ask.id) === idKey(workspaceId)) return true
  if (failure.is === 'signIn') return !failure.fault.codes.includes('InvalidAuthenticationTokenTenant')
  return failure.is === 'stopped'
}

/** What is known now, found by id and by type: what ARM said before what Resource Graph showed. */
export function knownIn({ fresh, rows }: Store): Known {
  const byType = new Map<string, Identified[]>()
  for (const body of new Map([...rows, ...fresh]).values()) {
    if (parseArmId(body.id) === null) continue
    const same = byType.get(typeKey(body))
    if (same === undefined) byType.set(typeKey(body), [body])
    else same.push(body)
  }
  return { at: (id) => fresh.get(idKey(id)) ?? rows.get(idKey(id)), ofType: (type) => byType.get(type) ?? [] }
}

/** The store as those see it who decide what is asked next. */
export const progressOf = (store: Store, known: Known): Progress => ({
  known,
  isFresh: (id) => store.fresh.has(idKey(id)),
  ended: (key) => store.ended.get(key),
  rightsAt: (scope) => store.permissions.get(idKey(scope))?.entries ?? [],
  registrations: (subscription) => store.providers.get(idKey(subscription))?.states ?? {},
  graph: store.failures.some(({ ask, failure }) => ask.is === 'graph' && ask.what === 'around' && failure !== cutShort) ? 'refused' : 'read',
})

/** Rights, addresses in use and registrations, as a snapshot has them, each in one order. */
export function besidesOf({ permissions, usages, providers }: Store): Pick<Snapshot, 'permissions' | 'usages' | 'providers'> {
  const ordered = <Value>(map: ReadonlyMap<string, Value>): readonly Value[] => [...map].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, value]) => value)
  return {
    permissions: Object.fromEntries(ordered(permissions).map(({ scope, entries }) => [scope, entries])),
    usages: Object.fromEntries(ordered(usages).filter(({ list }) => list.length > 0).map(({ network, list }) => [network, list])),
    providers: Object.fromEntries(ordered(providers).map(({ subscription, states }) => [subscription, states])),
  }
}
