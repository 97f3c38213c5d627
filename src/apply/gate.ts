/** The gate before a closing: a pure predicate over what was just read (arm-protocol.md section 14). */
import { isRunning, stateOf } from '../arm/states.ts'
import { type ArmId, childId, idKey, nameOf, typeOf } from '../base/armId.ts'
import type { Json, JsonObject } from '../base/json.ts'
import type { Body, Change } from '../changes/change.ts'
import type { Door } from '../estate/entry.ts'
import type { Estate } from '../estate/estate.ts'
import { endpointsOf, entryOf, publicly } from '../estate/questions.ts'
import { answerFor } from '../reach/dns.ts'
import { hopOf, type Journey } from '../reach/journey.ts'
import { reach } from '../reach/reach.ts'
import { objectsAt, textAt, valueAt } from '../resources/accessors.ts'
import type { Evidence, EvidenceName, GateReport } from './progress.ts'
import { connectionOf, connectionsIn, endpointsFor, goalsFor, networksFor, pathsOver } from './targets.ts'

/** Evidence is good for so long. */
export const VALID = 60_000

/**
 * All that the gate looks at. The target, what replaces it and what the paths lead over were read since `at`; other services stand as the run
 * last saw them, and the way in as a person attested it.
 */
export interface GateView {
  readonly change: Change
  /** As Azure says it is, and as it will be once the body is written. */
  readonly now: Estate
  readonly after: Estate
  readonly desired: Estate
  readonly bodies: ReadonlyMap<string, Body | null>
  /** What targets list that do not say it in their own body, by target. */
  readonly connections: ReadonlyMap<string, readonly JsonObject[]>
  readonly unread: readonly ArmId[]
  /** What of the ways of the journeys could not be read. */
  readonly dark: readonly ArmId[]
  /** The body about to be sent; null where the change deletes or creates none. */
  readonly body: Body | null
  readonly journeys: readonly Journey[]
  readonly wayInAt: number | null
  /** Whether what is replaced will be kept before anything is sent. */
  readonly stored: 'yes' | 'no'
  readonly at: number
}

type Row = Omit<Evidence, 'name' | 'at'>

const read = (found: readonly string[]): Row => ({ result: 'read', found })
const missing = (found: readonly string[]): Row => ({ result: 'missing', found })
const unread = (found: readonly string[]): Row => ({ result: 'unread', found })

/** Missing counts more than unread, unread more than read. */
const judged = (parts: readonly { readonly name: string; readonly is: 'read' | 'missing' | 'unread' }[]): Row => {
  const of = (is: 'missing' | 'unread'): readonly string[] => parts.filter((part) => part.is === is).map(({ name }) => name)
  if (of('missing').length > 0) return missing(of('missing'))
  return of('unread').length > 0 ? unread(of('unread')) : read(parts.map(({ name }) => name))
}

const hidden = ({ unread: ids }: GateView, id: ArmId): boolean => ids.some((one) => idKey(one) === idKey(id))

/** Storage account, vault or registry: what has a firewall that can admit subnets. */
const guarded = (estate: Estate, id: ArmId) => entryOf(estate.storageAccounts, id) ?? entryOf(estate.vaults, id) ?? entryOf(estate.registries, id)

/** The public doors of a service; none of what is no service. */
function doorsOf(estate: Estate, id: ArmId): readonly Door[] {
  if (id === estate.workspace.id) return [estate.workspace.exposure.publicAccess]
  const service = guarded(estate, id)
  if (service !== undefined) return [publicly(service.exposure)]
  const flows = entryOf(estate.components, id) ?? entryOf(estate.logWorkspaces, id)
  return flows === undefined ? [] : [flows.exposure.ingestion, flows.exposure.query]
}

/** Where no endpoint is wanted: what shuts a door needs a rule for a subnet in its place. */
function replaced({ change: { id }, now, after, desired }: GateView): Row | null {
  const before = doorsOf(now, id)
  const isShut = doorsOf(after, id).some((door, index) => door === 'closed' && before[index] !== 'closed')
  return isShut && (guarded(desired, id)?.exceptions.subnetIds ?? []).length === 0 ? missing([nameOf(id)]) : null
}

function endpointsSucceeded(view: GateView): Row {
  return judged(endpointsFor(view.change, view.desired).map(({ id }) => {
    const body = view.bodies.get(idKey(id))
    if (hidden(view, id)) return { name: nameOf(id), is: 'unread' as const }
    return { name: nameOf(id), is: body !== undefined && body !== null && stateOf(body)?.toLowerCase() === 'succeeded' ? ('read' as const) : ('missing' as const) }
  }))
}

/** The target's own list is the word that counts, in its body or by itself; the endpoint's is not asked. */
function approvedByTarget(view: GateView): Row {
  return judged(endpointsFor(view.change, view.desired).map(({ id, targetId }) => {
    const own = connectionOf(connectionsIn(view.bodies.get(idKey(targetId))), id)
    if (hidden(view, targetId) || (own === undefined && hidden(view, childId(targetId, 'privateEndpointConnections', '*')))) return { name: nameOf(id), is: 'unread' as const }
    const status = textAt(own ?? connectionOf(view.connections.get(idKey(targetId)) ?? [], id), 'properties.privateLinkServiceConnectionState.status')
    return { name: nameOf(id), is: status?.toLowerCase() === 'approved' ? ('read' as const) : ('missing' as const) }
  }))
}

interface Named { readonly record: Row; readonly link: Row }

/** What the names of the service lead to, for everybody who has to reach it. */
function names(view: GateView): Named {
  const answers = networksFor(view.change, view.desired).flatMap((network) => goalsFor(view.change, view.desired).flatMap((goal) =>
    answerFor(view.now, goal, network, hopOf('name', 'passes', 'resolvedBy', { at: network })).map((answer) => ({ answer, name: `${goal.service} ${nameOf(network)}` }))))
  const isOf = (hop: string, fails: 'nowhere' | 'public') => answers.map(({ answer, name }) => {
    const found = answer.hops.filter((one) => one.hop === hop)
    const bad = found.some(({ verdict }) => verdict === 'fails') || (answer.leads === fails)
    return { name, is: bad ? ('missing' as const) : answer.leads === 'unknown' ? ('unread' as const) : ('read' as const) }
  })
  const addresses = [...new Set(answers.flatMap(({ answer }) => (answer.leads === 'private' ? answer.addresses : [])))]
  const record = judged(isOf('record', 'nowhere'))
  return { record: record.result === 'read' ? read(addresses) : record, link: judged(isOf('zone', 'public')) }
}

const lists = ['ipRules', 'virtualNetworkRules', 'resourceAccessRules', 'ipv6Rules'] as const

/** Every rule that the firewall has now and that is wanted further is in the body about to be sent, and so are those that are wanted anew (F60, F61). */
function exceptionsInBody({ change, body, bodies, desired }: GateView): Row | null {
  const where = ['properties.networkAcls', 'properties.networkRuleSet'].find((path) => valueAt(body ?? {}, path) !== undefined)
  if (where === undefined || body === null) return null
  const fresh = bodies.get(idKey(change.id)) ?? {}
  const unwanted = removedBy(change)
  const keyOf = (rule: JsonObject): string => idKey(textAt(rule, 'id') ?? textAt(rule, 'resourceId') ?? textAt(rule, 'value') ?? '')
  const sent = new Set(lists.flatMap((list) => objectsAt(body, `${where}.${list}`).map(keyOf)))
  const had = lists.flatMap((list) => objectsAt(fresh, `${where}.${list}`).map(keyOf)).filter((key) => !unwanted.has(key))
  const account = entryOf(desired.storageAccounts, change.id)
  const wanted = account === undefined ? [] : account.exceptions.instances.map(({ resourceId }) => idKey(resourceId))
  const lost = [...new Set([...had, ...wanted])].filter((key) => !sent.has(key))
  return lost.length > 0 ? missing(lost) : read([...sent].map((key) => key.split('/').at(-1) ?? key))
}

/** Rules that the plan itself takes away. */
function removedBy(change: Change): ReadonlySet<string> {
  if (change.do !== 'update') return new Set()
  const keys = (value: Json): readonly string[] => lists.flatMap((list) => objectsAt(value, list).map((rule) => idKey(textAt(rule, 'id') ?? textAt(rule, 'resourceId') ?? textAt(rule, 'value') ?? '')))
  const at = (body: Body): readonly string[] => ['properties.networkAcls', 'properties.networkRuleSet'].flatMap((path) => keys(valueAt(body, path) ?? {}))
  const kept = new Set(at(change.patch))
  return new Set(at(change.before).filter((key) => !kept.has(key)))
}

/** A closed registry builds no images: a cluster must be named, and be there (F63). */
function buildCluster(view: GateView): Row | null {
  const { now, change } = view
  if (idKey(typeOf(change.id)) !== 'microsoft.containerregistry/registries' || now.workspace.registryId !== change.id) return null
  const name = now.workspace.imageBuildCompute
  if (name === null) return missing(['imageBuildCompute'])
  if (hidden(view, childId(now.workspace.id, 'computes', '*'))) return unread([name])
  return now.computes.some(({ id }) => nameOf(id).toLowerCase() === name.toLowerCase()) ? read([name]) : missing([name])
}

function nothingRuns({ change, bodies, desired }: GateView): Row {
  const ids = [change.id, ...endpointsFor(change, desired).map(({ id }) => id)]
  const running = ids.filter((id) => {
    const state = stateOf(bodies.get(idKey(id)) ?? {})
    return state !== null && isRunning(state)
  })
  return running.length > 0 ? missing(running.map(nameOf)) : read([])
}

const reachesIn = (estate: Estate, journey: Journey): boolean => reach(estate, journey).outcome === 'reaches'

/**
 * No journey that is to work in the end may fail once the body is written: none to what is closed, whose public door is then no way out,
 * and of the others none that works now. Where nobody sets out from yet, as no reading shows, nobody is cut off.
 */
function pathsKept({ change, journeys: all, now, after, desired, dark }: GateView): Row {
  const journeys = pathsOver(change, all)
  const isTo = ({ goal }: Journey): boolean => goal.to === 'service' && goal.targetId === change.id
  const isCut = (journey: Journey): boolean => {
    const { outcome, failsAt } = reach(after, journey)
    return outcome === 'fails' && ((isTo(journey) && failsAt !== 'origin') || reachesIn(now, journey))
  }
  const broken = journeys.filter((journey) => reachesIn(desired, journey) && isCut(journey))
  if (broken.length > 0) return missing(broken.map(({ id }) => id))
  return dark.length > 0 ? unread(dark.map(nameOf)) : read([`${journeys.length}`])
}

/** The proofs of a closing, in the order in which they are told. */
export function gate(view: GateView): GateReport {
  const { change, desired, at } = view
  const private_ = endpointsFor(change, desired).length > 0 || endpointsOf(desired, change.id).length > 0
  const named = private_ ? names(view) : null
  const all: readonly (readonly [EvidenceName, Row | null])[] = [
    ['endpointsSucceeded', private_ ? endpointsSucceeded(view) : replaced(view)],
    ['approvedByTarget', private_ ? approvedByTarget(view) : null],
    ['recordsEqualAddresses', named?.record ?? null],
    ['zonesLinked', named?.link ?? null],
    ['exceptionsInBody', exceptionsInBody(view)],
    ['buildCluster', buildCluster(view)],
    ['restoringBodyStored', view.stored === 'yes' ? { result: 'stored', found: [] } : missing([])],
    ['nothingRuns', nothingRuns(view)],
    ['pathsKept', pathsKept(view)],
    ['wayIn', view.wayInAt === null ? missing([]) : { result: 'attested', found: [] }],
  ]
  const evidence = all.flatMap(([name, row]): readonly Evidence[] => (row === null ? [] : [{ name, ...row, at: name === 'wayIn' ? (view.wayInAt ?? at) : at }]))
  return { evidence, open: evidence.filter(({ result }) => result === 'missing' || result === 'unread').map(({ name }) => name), at, validUntil: at + VALID }
}
