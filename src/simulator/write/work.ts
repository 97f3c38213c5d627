/** Begins the work that a write asks for: what is seen meanwhile, what is there in the end, and the first answer in the service's own style. */
import type { Json, JsonObject } from '../../base/json.ts'
import type { Said } from '../arm/errors.ts'
import { enveloped } from '../arm/errors.ts'
import { bare, json, type Reply, text } from '../reply.ts'
import { parentKeyOf } from '../shelf.ts'
import { guid, next, type State } from '../state.ts'
import type { FaultId, Switch } from '../switches.ts'
import type { Built, Writing } from './building.ts'
import { type DurationName, medians, millisecondsOf } from './durations.ts'
import { change, drop, inState, keep } from './keep.ts'
import { linksOf } from './links.ts'
import type { Ending, Operation } from './operations.ts'
import { hasState } from './shape.ts'
import { withEtags } from './types/networks.ts'
import { at, objectsAt, textAt, withAt, withProperties } from './values.ts'

const isNetworkPart = (type: string): boolean => /^microsoft\.network\/(virtualnetworks|networksecuritygroups|routetables)\//.test(type)

/** The body with a state, where bodies of the type have one; what a network's body carries has the same. */
function stated(type: string, body: JsonObject, word: string): JsonObject {
  if (!hasState(type)) return body
  const lists = ['subnets', 'securityRules', 'routes'].filter((key) => at(body, `properties.${key}`) !== undefined && type.split('/').length === 2 && !type.endsWith('natgateways'))
  const own = lists.map((key): readonly [string, Json] => [key, objectsAt(body, `properties.${key}`).map((one) => (one['properties'] === undefined ? one : inState(one, word)))])
  return withProperties(inState(body, word), Object.fromEntries(own))
}

/** A body with its state and a new etag, kept where it lies. */
function store(state: State, type: string, body: JsonObject, word: string): JsonObject {
  const whole = withEtags(type, stated(type, body, word), next(state))
  keep(state, whole)
  return whole
}

const words: Readonly<Record<string, readonly [create: string, update: string]>> = { network: ['Updating', 'Updating'], vault: ['RegisteringDns', 'Updating'] }

const workingWord = ({ kind, stored, method }: Writing): string => (method === 'DELETE' ? 'Deleting' : (words[kind.style] ?? ['Creating', 'Updating'])[stored === null ? 0 : 1])

/** Codes that faults end work with. */
const codes: Readonly<Partial<Record<FaultId, Said>>> = {
  F26: { code: 'InternalServerError', message: 'An error occurred.' },
  F35: { code: 'InternalServerError', message: 'The last change of the resource failed.' },
  F36: { code: 'AnotherOperationInProgress', message: 'Another operation on this or a dependent resource is in progress.', details: [] },
  F37: { code: 'StorageAccountOperationInProgress', message: 'An operation is currently performing on this storage account that requires exclusive access.' },
  F39: { code: 'PreconditionFailed', message: "The condition 'If-Match' was not met." },
  F40: { code: 'PreconditionFailed', message: "The condition 'If-None-Match: *' was not met." },
  F93: { code: 'ResourceGroupDeletionTimeout', message: 'Deletion did not finish within the allowed time.' },
}

function endingOf(faults: readonly Switch[], failure: Said | undefined): Ending {
  const fault = faults.find((one) => codes[one.fault] !== undefined)
  const canceled = faults.some((one) => one.fault === 'F28' && one.variant === 'canceled')
  const said = fault === undefined ? failure : { ...(codes[fault.fault] ?? { code: '', message: '' }), ...(fault.name === undefined ? {} : { code: fault.name }) }
  if (canceled) return { ok: false, word: 'Canceled', said: said ?? { code: 'OperationPreempted', message: 'The operation was preempted by another one.' } }
  if (said === undefined) return { ok: true }
  const shape = fault?.fault === 'F93' ? { shape: 'capitalised' as const } : fault?.variant === 'noCode' ? { shape: 'noCode' as const } : {}
  return { ok: false, word: 'Failed', said, ...shape }
}

/** The words of a status as faults spell them (F28, F94). */
function spelled(faults: readonly Switch[]): Operation['words'] {
  if (faults.some(({ fault }) => fault === 'F94')) return { running: 'Dequeued', emptyError: true }
  const one = faults.find(({ fault }) => fault === 'F28')
  if (one === undefined) return undefined
  return one.variant === 'lower' ? { running: 'inprogress', ended: 'succeeded' } : { running: one.variant === 'deleted' ? 'Deleted' : 'Initializing' }
}

/** The body as faults change it behind the caller's back: F34 in the end, F53 as a policy does. */
const changedBy = (faults: readonly Switch[], body: JsonObject): JsonObject =>
  faults.filter(({ fault, name }) => (fault === 'F34' || fault === 'F53') && name?.startsWith('properties.') === true).reduce((changed, one) => withAt(changed, one.name ?? '', one.value), body)

/** What the work changes when it is done, or when it has failed: a failed write leaves things as they were, unless the fault says that they stay broken (F35). */
function ended(writing: Writing, built: Built, ending: Ending): () => void {
  const { state, id, type, stored, faults, method } = writing
  return () => {
    if (isNetworkPart(type)) change(state, parentKeyOf(id), (parent) => inState(parent, 'Succeeded'))
    if (!ending.ok) return failed(writing, built)
    if (method === 'DELETE') drop(state, id)
    else store(state, type, changedBy(faults, carriedNow(state, type, id, built.body)), 'Succeeded')
    built.finish?.()
    if (stored === null) lateGroup(writing)
  }
}

const carriedLists = ['subnets', 'securityRules', 'routes', 'virtualNetworkPeerings', 'privateEndpointConnections', 'privateEndpoints', 'ipConfigurations']

/** Children that were written while their parent worked stay: the work's own body is older than they are. */
function carriedNow(state: State, type: string, id: string, body: JsonObject): JsonObject {
  const now = state.shelf.get(id)
  if (now === null) return body
  if (type.startsWith('microsoft.network/networkinterfaces') || type.startsWith('microsoft.network/privateendpoints')) return body
  return withProperties(body, Object.fromEntries(carriedLists.flatMap((key) => (at(now, `properties.${key}`) === undefined ? [] : [[key, at(now, `properties.${key}`) ?? null]]))))
}

function failed({ state, id, type, stored, faults, kind }: Writing, built: Built): void {
  if (faults.some(({ fault }) => fault === 'F35')) return void store(state, type, built.body, 'Failed')
  built.undo?.()
  if (stored !== null) keep(state, stored)
  else if (kind.style !== 'dns' || state.shelf.get(id) !== null) drop(state, id)
}

/** F53: a policy gives a new endpoint a zone group of its own, later. */
function lateGroup({ state, id, faults }: Writing): void {
  const one = faults.find(({ fault, variant }) => fault === 'F53' && variant === 'zoneGroup')
  if (one === undefined) return
  const zone = one.name ?? ''
  const group = {
    id: `${id}/privateDnsZoneGroups/deployedByPolicy`, name: 'deployedByPolicy', type: 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups',
    properties: { provisioningState: 'Succeeded', privateDnsZoneConfigs: [{ name: 'zone', properties: { privateDnsZoneId: zone, recordSets: [] } }] },
  }
  state.works.later.push({ at: state.world.clock.now() + (one.seconds ?? 600) * 1000, happen: () => keep(state, group) })
}

function lasting({ state, id, kind, stored, method, faults }: Writing, built: Built): number {
  const name: DurationName = built.lasts ?? (method === 'DELETE' ? kind.remove : stored === null ? kind.create : kind.update)
  const longer = faults.find(({ fault }) => fault === 'F33')
  return millisecondsOf(state.world.pace ?? medians, name, `${method} ${id}`) + (longer === undefined ? 0 : (longer.seconds ?? 5400) * 1000)
}

/** The place that a resource's links name. */
function locationOf({ state, id }: Writing, body: JsonObject): string {
  const own = textAt(body, 'location')
  return (own === '' || own === 'global' ? textAt(state.shelf.get(parentKeyOf(id)) ?? state.shelf.get(id.split('/').slice(0, 5).join('/')) ?? {}, 'location') : own) || 'westeurope'
}

/** Begins the work and answers. Work that takes no time has happened already when the answer goes out. */
export function begun(writing: Writing, built: Built): Reply {
  const { state, id, kind, faults, method } = writing
  const ending = endingOf(faults, built.failure)
  const began = state.world.clock.now()
  const milliseconds = lasting(writing, built)
  if (milliseconds === 0 || (kind.patch === 'tags' && method === 'PATCH')) {
    if (!ending.ok) return enveloped(409, ending.said)
    meanwhile(writing, built, ending)
    ended(writing, built, ending)()
    return atOnce(writing, method === 'DELETE' ? null : state.shelf.get(id))
  }
  const operation: Operation = {
    key: guid(next(state)), id, method, style: kind.style, version: writing.version, began, ends: began + milliseconds, holds: [id, ...(built.holds ?? [])].map((one) => one.toLowerCase()), ending,
    ...(spelled(faults) === undefined ? {} : { words: spelled(faults) ?? {} }), finish: ended(writing, built, ending), result: () => state.shelf.get(id),
  }
  const seen = meanwhile(writing, built, ending)
  state.works.running.set(operation.key, operation)
  return firstAnswer(writing, seen, linksOf(state, operation, locationOf(writing, built.body)))
}

/** What is there while the work goes on. A failed precondition of private DNS touches nothing. */
function meanwhile(writing: Writing, built: Built, ending: Ending): JsonObject {
  const { state, id, type, stored, method, kind } = writing
  if (!ending.ok && kind.style === 'dns') return stored ?? built.body
  if (ending.ok || method !== 'DELETE') built.begin?.()
  if (isNetworkPart(type)) change(state, parentKeyOf(id), (parent) => inState(parent, 'Updating'))
  return store(state, type, method === 'DELETE' ? stored ?? built.body : built.meanwhile ?? built.body, workingWord(writing))
}

/** 200 or 201 with the resource; DELETE 200 without a body, but for role assignments. */
function atOnce({ type, stored, kind, method }: Writing, body: JsonObject | null): Reply {
  if (body === null) {
    if (type === 'microsoft.authorization/roleassignments') return json(200, stored ?? {})
    return kind.style === 'storage' ? text(200, 'text/plain; charset=utf-8', '') : bare(200)
  }
  const isPlain = /\/(components|privateendpointconnections)$/.test(type) || kind.style === 'vault' || kind.style === 'storage'
  const etag = textAt(body, 'etag')
  return json(stored === null && method === 'PUT' && !isPlain ? 201 : 200, body, etag === '' ? {} : { etag })
}

const asynchronous = { 'azure-asyncnotification': 'Enabled' }

/** The first answer to work that goes on (arm-protocol.md section 5.4). */
function firstAnswer({ state, kind, stored, method }: Writing, body: JsonObject, links: Readonly<Record<string, string>>): Reply {
  const created = stored === null ? 201 : 200
  if (method === 'DELETE') return bare(202, kind.style === 'network' ? { ...links, ...asynchronous } : links)
  switch (kind.style) {
    case 'network': return json(created, body, { ...links, ...asynchronous, 'x-ms-arm-service-request-id': guid(next(state)) })
    case 'dns': return json(202, {}, links)
    case 'storage': return { status: 202, headers: { 'content-type': 'text/plain; charset=utf-8', 'content-length': '0', 'retry-after': '17', ...links }, body: null }
    case 'learning':
    case 'monitor': return bare(202, links)
    case 'vault': return json(200, body)
    case 'registry':
    case 'learningCompute':
    case 'machine':
    case 'logs':
    case 'group':
    case 'deployment':
    case 'now': return json(created, body, links)
  }
}
