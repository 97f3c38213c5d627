/** Asks Azure for one thing, and says what came. Nothing here throws for what Azure or the network does. */
import type { Arm, Ask as Request } from '../arm/client.ts'
import type { Failure } from '../arm/failure.ts'
import type { Pages } from '../arm/paging.ts'
import { type ArmId, idKey, parentOf, parseArmId, typeOf } from '../base/armId.ts'
import { isObject, type Json, type JsonObject } from '../base/json.ts'
import { apiVersion } from '../facts/ask.ts'
import { numberAt, textAt, textsAt } from '../resources/accessors.ts'
import { type Ask, worthReading } from './collectAsks.ts'
import { bodyOf, foundByGraph, foundInHubs } from './collectGraph.ts'
import { type Identified, types } from './collectReferences.ts'
import type { Snapshot } from './snapshot.ts'
import { graphVersion, managerVersion } from './versions.ts'

/** What came of an ask; with a failure, what came before it. */
export interface Outcome {
  /** Bodies as ARM answers them. */
  readonly bodies: readonly Identified[]
  /** Bodies as Resource Graph shows them. */
  readonly rows: readonly Identified[]
  /** Ids of a group's index. */
  readonly indexed: readonly ArmId[]
  readonly permissions: Snapshot['permissions'][string]
  readonly usages: Snapshot['usages'][string]
  readonly providers: Readonly<Record<string, string>>
  readonly cut: 'whole' | 'cut'
  readonly failure: Failure | null
}

/** How to ask: the client, the caller's stop, and what counts requests. */
export interface Asking {
  readonly arm: Arm
  readonly signal: AbortSignal
  readonly count: () => void
}

const nothing: Outcome = { bodies: [], rows: [], indexed: [], permissions: [], usages: [], providers: {}, cut: 'whole', failure: null }

const authorization = 'Microsoft.Authorization'
const usagesOf = (network: ArmId): string => `${typeOf(network)}/usages`

/** Asks, and reads what came. */
export async function read(ask: Ask, { arm, signal, count }: Asking): Promise<Outcome> {
  const listed = async (path: string, version: string, query?: Request['query']): Promise<Items> => collected(arm.pages({ path, apiVersion: version, query, signal }), count)
  const bodiesOf = async (path: string, type: string, keep: (body: JsonObject) => boolean = () => true, query?: Request['query']): Promise<Outcome> => {
    const { items, failure } = await listed(path, apiVersion(type), query)
    return { ...nothing, failure, bodies: items.filter(keep).flatMap((item) => identified(item, apiVersion(type))) }
  }
  switch (ask.is) {
    case 'graph': {
      const { items, cut, failure } = await collected(arm.graphPages({ query: ask.query, apiVersion: graphVersion, signal }), count)
      return { ...nothing, cut, failure, rows: items.flatMap((row) => bodyOf(row) ?? []) }
    }
    case 'body': case 'named': {
      count()
      const version = apiVersion(typeOf(ask.id))
      const answer = await arm.get({ path: ask.id, apiVersion: version, signal })
      if (!answer.ok) return { ...nothing, failure: ask.is === 'named' && answer.failure.is === 'notFound' ? null : answer.failure }
      const bodies = isObject(answer.body) ? identified(answer.body, version) : []
      return { ...nothing, bodies, failure: bodies.length === 0 ? unsaid(answer.status, 'Unreadable') : null }
    }
    case 'inGroup': {
      const wanted = new Set(ask.ids.map(idKey))
      return bodiesOf(`${ask.group}/providers/${ask.type}`, ask.type, (body) => wanted.has(idKey(textAt(body, 'id') ?? '')))
    }
    case 'children': return bodiesOf(`${ask.of}/${ask.type.split('/').at(-1) ?? ''}`, ask.type)
    case 'firstOf': {
      const version = apiVersion(ask.type)
      const { items, failure } = await collected(arm.pages({ path: `${ask.of}/${ask.type.split('/').at(-1) ?? ''}`, apiVersion: version, signal }), count, 1)
      return { ...nothing, failure, bodies: items.flatMap((item) => identified(item, version)) }
    }
    case 'locks': return bodiesOf(`${ask.scope}/providers/${authorization}/locks`, `${authorization}/locks`)
    case 'roles': return bodiesOf(`${ask.scope}/providers/${authorization}/roleAssignments`, `${authorization}/roleAssignments`, () => true, { $filter: `principalId eq '${ask.principal}'` })
    case 'groupIndex': {
      const { items, failure } = await listed(`${ask.group}/resources`, managerVersion)
      return { ...nothing, failure, indexed: items.flatMap((item) => worthReading(item) ?? []) }
    }
    case 'permissions': {
      const { items, failure } = await listed(`${ask.scope}/providers/${authorization}/permissions`, apiVersion(`${authorization}/permissions`))
      return { ...nothing, failure, permissions: items.map((entry) => ({ ...entry, actions: [...textsAt(entry, 'actions')], notActions: [...textsAt(entry, 'notActions')] })) }
    }
    case 'usages': {
      const { items, failure } = await listed(`${ask.network}/usages`, apiVersion(usagesOf(ask.network)))
      return { ...nothing, failure, usages: items.flatMap(usageOf) }
    }
    case 'providers': {
      const { items, failure } = await listed(`${ask.subscription}/providers`, managerVersion)
      return { ...nothing, failure, providers: Object.fromEntries(items.flatMap(registrationOf)) }
    }
  }
}

interface Items { readonly items: readonly JsonObject[]; readonly cut: 'whole' | 'cut'; readonly failure: Failure | null }

async function collected(pages: Pages, count: () => void, most = Infinity): Promise<Items> {
  const items: JsonObject[] = []
  let cut: Items['cut'] = 'whole'
  count()
  let before = 0
  for await (const page of pages) {
    if (before > 0) count()
    before += 1
    if (!page.ok) return { items, cut, failure: page.failure }
    items.push(...page.items.filter((item: Json): item is JsonObject => isObject(item)))
    if (page.cut === 'cut') cut = 'cut'
    if (before === most) break
  }
  return { items, cut, failure: null }
}

/** A body says which version of the interface it was asked in. One without an id is none. */
function identified(body: JsonObject, version: string): readonly Identified[] {
  const id = anyId(body['id'])
  return id === null ? [] : [{ ...body, id, apiVersion: version }]
}

/** Role assignments may lie above subscriptions, where no id of ours is. */
const anyId = (value: Json | undefined): ArmId | null => parseArmId(value) ?? (typeof value === 'string' && value.startsWith('/') ? (value as ArmId) : null)

/** An answer of success that does not hold what was asked for, as a failure with a code of ours. */
const unsaid = (status: number, code: string): Failure =>
  ({ is: 'unexpected', status, fault: { code, message: '', target: null, causes: [], codes: [], policies: [] }, ids: { request: null, correlation: null, sent: null } })

function usageOf(item: JsonObject): Outcome['usages'] {
  const [id, currentValue, limit] = [parseArmId(item['id']), numberAt(item, 'currentValue'), numberAt(item, 'limit')]
  return id === null || currentValue === null || limit === null ? [] : [{ ...item, id, currentValue, limit }]
}

/** The providers whose types are read; a subscription names some two hundred. */
const concerned: ReadonlySet<string> = new Set(Object.values(types).map((type) => type.split('/')[0] ?? ''))

function registrationOf(item: JsonObject): readonly (readonly [string, string])[] {
  const [namespace, state] = [textAt(item, 'namespace'), textAt(item, 'registrationState')]
  return namespace === null || state === null || !concerned.has(namespace.toLowerCase()) ? [] : [[namespace, state]]
}

const inNetworks = ['Microsoft.Network/virtualNetworks/virtualNetworkPeerings', 'Microsoft.Network/virtualNetworkGateways', 'Microsoft.Network/bastionHosts', 'Microsoft.Network/networkInterfaces']

type Refusal = Snapshot['refused'][number]

/** A failed ask as a snapshot tells it: what could not be read, in which scope, and Azure's answer. */
export function refusalOf(ask: Ask, failure: Failure, subscriptions: readonly ArmId[]): readonly Refusal[] {
  const said = answerIn(failure)
  const of = (id: string, type: string): readonly Refusal[] => [{ id, type, ...said }]
  switch (ask.is) {
    // Nobody knows what stands in a network that is not shown.
    case 'body': return [{ id: ask.id, ...said }, ...(idKey(typeOf(ask.id)) === types.network ? inNetworks.flatMap((type) => of(ask.id, type)) : [])]
    case 'inGroup': return []
    case 'graph': case 'groupIndex': return subscriptions.flatMap((id) => (ask.is === 'graph' && ask.what === 'further' ? foundInHubs : foundByGraph).flatMap((type) => of(id, type)))
    case 'children': case 'firstOf': return of(ask.of, ask.type)
    case 'named': return of(parentOf(ask.id), typeOf(ask.id))
    case 'locks': return of(ask.scope, `${authorization}/locks`)
    case 'roles': return of(ask.scope, `${authorization}/roleAssignments`)
    case 'permissions': return of(ask.scope, `${authorization}/permissions`)
    case 'usages': return of(ask.network, usagesOf(ask.network))
    case 'providers': return of(ask.subscription, 'Microsoft.Resources/providers')
  }
}

/** Rows that Resource Graph kept back. */
export const cutShort: Failure = unsaid(200, 'ResultTruncated')

/** Resource Graph showed nothing where there is something. */
export const rowless: Failure = unsaid(200, 'NoRows')

function answerIn(failure: Failure): { readonly status: number; readonly code: string } {
  switch (failure.is) {
    case 'stopped': return { status: 0, code: 'Stopped' }
    case 'silent': return { status: 0, code: 'NoAnswer' }
    case 'astray': return { status: 0, code: failure.why === 'endless' ? 'EndlessList' : 'UnexpectedAddress' }
    case 'ambiguous': return { status: failure.status ?? 0, code: failure.fault?.code ?? 'NoAnswer' }
    case 'signIn': case 'denied': case 'notFound': case 'throttled': case 'busy': case 'conflict': case 'stale': case 'unexpected': return { status: failure.status, code: failure.fault.code ?? (failure.status < 300 ? 'NotJson' : 'NoCode') }
  }
}
