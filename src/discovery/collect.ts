/** Reads one workspace and everything that belongs to it, wave by wave: each asks for what the ones before made known. */
import type { Arm } from '../arm/client.ts'
import { type ArmId, idKey, parseArmId, subscriptionOf } from '../base/armId.ts'
import type { CloudId } from '../facts/clouds.ts'
import { type Ask, firstAsks, keyOf, nextAsks } from './collectAsks.ts'
import { belonging, type Belonging } from './collectBelonging.ts'
import { queryAround, zoneNamesOf } from './collectGraph.ts'
import { read, refusalOf } from './collectRead.ts'
import { besidesOf, collectingOf, doubtGraph, isQuiet, knownIn, progressOf, type Store, storeOf, take, tell } from './collectStore.ts'
import type { Collected, Collecting } from './collecting.ts'
import { type Snapshot, withoutSecrets } from './snapshot.ts'

/** What a collection needs. `takenAt` is the time that the snapshot will carry; `report` hears of every change. */
export interface Collection {
  readonly arm: Arm
  readonly cloud: CloudId
  readonly workspaceId: string
  readonly takenAt: string
  readonly signal: AbortSignal
  readonly report: (collecting: Collecting) => void
  /** How many things are read at once: 4 when left out, which is what the client lets through. */
  readonly atOnce?: number
}

/** Two waves are enough where Resource Graph answers; without it one name leads to the next. */
const MOST_WAVES = 8

/** The snapshot of a workspace, or why there is none. Never throws for what Azure or the network does. */
export async function collect(collection: Collection): Promise<Collected> {
  const { arm, cloud, workspaceId, signal, report, atOnce = 4 } = collection
  const id = parseArmId(workspaceId)
  if (id === null) return { ok: false, failure: { is: 'astray', why: 'path', at: workspaceId } }
  const store = storeOf(id)
  const zoneNames = zoneNamesOf(cloud)
  const own = new AbortController()
  const asking = { arm, signal: AbortSignal.any([signal, own.signal]), count: () => { store.requests += 1 } }
  const change = (act: () => void): void => {
    act()
    report(collectingOf(store))
  }
  const probe = async (): Promise<void> => {
    store.silent = 0
    const { failure } = await read({ is: 'body', id }, asking)
    if (failure?.is === 'silent') store.end ??= failure
  }
  const ask = async (one: Ask): Promise<void> => {
    if (store.end !== null || signal.aborted) return
    change(() => tell(store, one, { state: 'reading' }))
    const outcome = await read(one, asking)
    // What was broken off by the end of the whole says nothing of its own.
    if (store.end !== null || signal.aborted) return
    change(() => take(store, one, outcome))
    if (isQuiet(store)) await probe()
    if (store.end !== null) own.abort()
  }

  let belongs: Belonging = belonging(knownIn(store), { workspaceId: id, zoneNames, indexed: [], inventory: 'growing' })
  let asks = firstAsks(id, queryAround(id, zoneNames))
  for (let wave = 0; wave < MOST_WAVES && asks.length > 0; wave += 1) {
    const next = asks
    change(() => { for (const one of next) tell(store, one, {}) })
    await pooled(next, atOnce, ask)
    if (signal.aborted) return { ok: false, failure: { is: 'stopped' } }
    if (store.end !== null) return { ok: false, failure: store.end }
    if (wave === 0) change(() => doubtGraph(store))
    const known = knownIn(store)
    belongs = belonging(known, { workspaceId: id, zoneNames, indexed: [...store.indexed.values()], inventory: wave === 0 ? 'growing' : 'whole' })
    asks = unasked(store, nextAsks(id, progressOf(store, known), belongs))
  }
  return { ok: true, snapshot: snapshotOf(store, belongs, collection) }
}

/** Does the work for each, so many at once. */
async function pooled(asks: readonly Ask[], atOnce: number, work: (ask: Ask) => Promise<void>): Promise<void> {
  const queue = [...asks]
  const worker = async (): Promise<void> => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) await work(one)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, queue.length) }, worker))
}

const unasked = ({ ended }: Store, asks: readonly Ask[]): readonly Ask[] => [...new Map(asks.map((one) => [keyOf(one), one])).values()].filter((one) => !ended.has(keyOf(one)))

const byId = (one: { readonly id: string }, other: { readonly id: string }): number => (idKey(one.id) < idKey(other.id) ? -1 : idKey(one.id) > idKey(other.id) ? 1 : 0)

/** What was read, in an order that does not depend on who answered first. */
function snapshotOf(store: Store, belongs: Belonging, { cloud, takenAt }: Collection): Snapshot {
  const { workspaceId, fresh, rows } = store
  const shown = belongs.ids.flatMap((id) => (fresh.has(idKey(id)) ? [] : (rows.get(idKey(id)) ?? [])))
  const bodies = [...fresh.values(), ...shown].toSorted(byId).map(withoutSecrets)
  return {
    ringfence: 1, takenAt, cloud, workspaceId: fresh.get(idKey(workspaceId))?.id ?? workspaceId, resources: bodies, ...besidesOf(store), refused: [...refusals(store, belongs)],
  }
}

/** Reads that failed. A subscription whose groups answered in its place has refused nothing; what cannot be listed there is told of every subscription concerned. */
function refusals({ failures, ended }: Store, { ids }: Belonging): Snapshot['refused'] {
  const subscriptions = [...new Map(ids.map((id) => [idKey(subscriptionOf(id)), `/subscriptions/${subscriptionOf(id)}` as ArmId])).values()]
  const isReplaced = ({ ask }: Store['failures'][number]): boolean =>
    (ask.is === 'locks' || ask.is === 'roles') && [...ended.keys()].some((key) => key.startsWith(`${ask.is} ${idKey(ask.scope)}/`) && (ask.is === 'locks' || key.endsWith(` ${ask.principal}`)))
  const told = failures.filter((one) => !isReplaced(one)).flatMap(({ ask, failure }) => refusalOf(ask, failure, subscriptions))
  const unique = new Map(told.map((one) => [`${idKey(one.id)} ${one.type ?? ''}`, one]))
  return [...unique].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, one]) => one)
}
