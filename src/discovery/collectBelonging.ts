/** What belongs to a workspace, as far as it is known so far. Pure: each wave of reading makes it know more, until nothing is missing. */
import { type ArmId, idKey, nameOf, parentOf, subscriptionOf, typeOf } from '../base/armId.ts'
import type { JsonObject } from '../base/json.ts'
import { numberAt, regionOf, textAt } from '../resources/accessors.ts'
import {
  type Identified, attachmentsOf, connectedEndpoints, endpointsIn, gatewaysOf, linkedResource, namedBy, networksLetIn, networksOf, peersOf, resourceIn, standingIn, targetsOf, types, zonesOf,
} from './collectReferences.ts'

/** Bodies that were read, or that Resource Graph showed. Types in lower case. */
export interface Known {
  readonly at: (id: string) => Identified | undefined
  readonly ofType: (type: string) => readonly Identified[]
}

/** What is looked for. */
export interface Sought {
  readonly workspaceId: ArmId
  /** Names of the private DNS zones that matter in this cloud, in lower case. */
  readonly zoneNames: ReadonlySet<string>
  /** What a group's index named, where Resource Graph said nothing. */
  readonly indexed: readonly ArmId[]
}

/** What belongs to the workspace; the sets hold `idKey`s. */
export interface Belonging {
  readonly ids: readonly ArmId[]
  /** Networks that the workspace, its computes or its services use. */
  readonly own: ReadonlySet<string>
  /** Networks peered with those. */
  readonly peers: ReadonlySet<string>
  /** What hangs on the subnets of its own networks. */
  readonly attached: ReadonlySet<string>
  /** Further networks of its subscription and region, where it could be put; not more than a few. */
  readonly candidates: readonly ArmId[]
  /** Zones that count more links, or fewer, than were shown. */
  readonly zonesWithOtherLinks: readonly ArmId[]
  /** Names of storage accounts that datastores use and that were not shown. */
  readonly unknownAccounts: readonly string[]
}

/** What has been found so far, growing. */
interface Finding extends Sought {
  readonly known: Known
  readonly found: Map<string, ArmId>
  readonly own: Set<string>
  readonly peers: Set<string>
  readonly attached: Set<string>
}

const services: ReadonlySet<string> = new Set([types.workspace, types.account, types.vault, types.registry])
const MOST_CANDIDATES = 5
/** So many things are asked for one by one that a network names and Resource Graph keeps back. */
const MOST_STANDING = 20

const idOf = ({ id }: Identified): ArmId => id
const key = ({ id }: Identified): string => idKey(id)
const typeKey = (id: ArmId): string => idKey(typeOf(id))
const subscriptionKey = (id: string): string => idKey(subscriptionOf(id as ArmId))
const isHome = ({ workspaceId }: Finding, id: ArmId): boolean => subscriptionKey(id) === subscriptionKey(workspaceId)
const isAround = ({ own, peers }: Finding, body: JsonObject | undefined): boolean =>
  body !== undefined && networksOf(body).some((id) => own.has(idKey(id)) || peers.has(idKey(id)))

/** The workspace's own children of a type. */
const childrenOf = ({ known, workspaceId }: Finding, type: string): readonly Identified[] => known.ofType(type).filter((body) => idKey(parentOf(idOf(body))) === idKey(workspaceId))

/** What of a type has been found and is known. */
const foundOf = ({ known, found }: Finding, type: string): readonly Identified[] => known.ofType(type).filter((body) => found.has(key(body)))

function add({ found }: Finding, ids: readonly ArmId[]): void {
  for (const id of ids) if (!found.has(idKey(id))) found.set(idKey(id), id)
}

const addAll = (finding: Finding, type: string, test: (body: Identified) => boolean): void => add(finding, finding.known.ofType(type).filter(test).map(idOf))

/** Grows the set of what belongs until one more round finds nothing. */
export function belonging(known: Known, sought: Sought): Belonging {
  const { workspaceId, indexed } = sought
  const finding: Finding = { ...sought, known, found: new Map([workspaceId, ...indexed].map((id) => [idKey(id), id])), own: new Set(), peers: new Set(), attached: new Set() }
  const { found, own, peers, attached } = finding
  const size = (): number => found.size + own.size + peers.size + attached.size
  for (let before = -1; before !== size();) {
    before = size()
    addNamed(finding)
    addEndpoints(finding)
    addNetworks(finding)
    addSurroundings(finding)
    addZones(finding)
  }
  return { ids: [...found.values()], own, peers, attached, candidates: candidates(finding), zonesWithOtherLinks: zonesWithOtherLinks(finding), unknownAccounts: unknownAccounts(finding) }
}

function addNamed(finding: Finding): void {
  const { known, found } = finding
  for (const id of found.values()) {
    const body = known.at(id)
    if (body !== undefined) add(finding, namedBy[typeKey(id)]?.(body) ?? [])
  }
  const names = accountNames(finding)
  addAll(finding, types.account, (body) => names.has(nameOf(idOf(body)).toLowerCase()))
}

const accountNames = (finding: Finding): ReadonlySet<string> =>
  new Set(childrenOf(finding, types.datastore).flatMap((body) => textAt(body, 'properties.accountName')?.toLowerCase() ?? []))

/** Endpoints of others to the same services are left out: connections tell of them, and their networks are none of this workspace's. */
function addEndpoints(finding: Finding): void {
  const { known, found, workspaceId } = finding
  const isOurs = (id: ArmId, target: ArmId): boolean => idKey(target) === idKey(workspaceId) || isHome(finding, id) || isAround(finding, known.at(id))
  for (const service of found.values()) {
    const body = services.has(typeKey(service)) ? known.at(service) : undefined
    if (body !== undefined) add(finding, connectedEndpoints(body).filter((id) => isOurs(id, service)))
  }
  addAll(finding, types.endpoint, (body) => targetsOf(body).some((target) => found.has(idKey(target)) && services.has(typeKey(target)) && isOurs(idOf(body), target)))
  for (const scope of foundOf(finding, types.linkScope)) {
    const linked = isLinked(finding, scope)
    add(finding, connectedEndpoints(scope).filter((id) => linked || isAround(finding, known.at(id))))
  }
}

/** Whether a monitoring scope holds the workspace's Application Insights or its logs: either side may say so. */
function isLinked(finding: Finding, scope: Identified): boolean {
  const { known, found } = finding
  const sources = [types.component, types.logWorkspace].flatMap((type) => foundOf(finding, type))
  return sources.some((body) => namedBy[typeKey(idOf(body))]?.(body).some((id) => idKey(id) === key(scope)))
    || known.ofType(types.scopedResource).some((body) => idKey(parentOf(idOf(body))) === key(scope) && linkedResource(body).some((id) => found.has(idKey(id))))
}

function addNetworks(finding: Finding): void {
  const { known, own, peers, attached } = finding
  const users = [...foundOf(finding, types.endpoint), ...childrenOf(finding, types.compute)].flatMap(networksOf)
  const letIn = [types.account, types.vault, types.registry].flatMap((type) => foundOf(finding, type).flatMap(networksLetIn)).filter((id) => isHome(finding, id))
  for (const id of [...users, ...letIn]) own.add(idKey(id))
  const others = known.ofType(types.network).filter((body) => peersOf(body).some((id) => own.has(idKey(id)))).map(idOf)
  const near = [...[...own].flatMap((id) => peersOf(known.at(id) ?? {})), ...others].filter((id) => !own.has(idKey(id)))
  for (const id of near) peers.add(idKey(id))
  for (const id of own) peers.delete(id)
  add(finding, [...users, ...letIn, ...near])
  addAll(finding, types.network, (body) => isHome(finding, idOf(body)))
  for (const network of foundOf(finding, types.network)) {
    const ids = attachmentsOf(network)
    const isOwn = own.has(key(network))
    if (isOwn) for (const id of ids) attached.add(idKey(id))
    add(finding, isOwn ? [...ids, ...[...endpointsIn(network), ...standingUnknown(finding, network)].filter((id) => known.at(id) === undefined)] : ids.filter((id) => known.at(id) !== undefined))
  }
}

/** What a network says stands in it and nothing has shown; the interfaces of endpoints come with those. */
function standingUnknown({ known }: Finding, network: Identified): readonly ArmId[] {
  const named = new Set(endpointsIn(network).flatMap((id) => namedBy[types.endpoint]?.(known.at(id) ?? {}) ?? []).map(idKey))
  return standingIn(network).filter((id) => !named.has(idKey(id))).slice(0, MOST_STANDING)
}

/** What stands in the networks, and the monitoring scopes of the subscriptions concerned. */
function addSurroundings(finding: Finding): void {
  const { found } = finding
  for (const type of [types.firewall, types.bastion, types.gateway]) addAll(finding, type, (body) => isAround(finding, body))
  addAll(finding, types.gatewayConnection, (body) => gatewaysOf(body).some((id) => found.has(idKey(id))))
  addAll(finding, types.networkInterface, (body) => {
    const endpoint = resourceIn(textAt(body, 'properties.privateEndpoint.id'))
    return isAround(finding, body) && (endpoint === null || found.has(idKey(endpoint)))
  })
  const subscriptions = subscriptionsOf(finding)
  addAll(finding, types.linkScope, (body) => subscriptions.has(subscriptionKey(idOf(body))))
}

/** The subscriptions of the workspace, its networks and its logs. */
function subscriptionsOf(finding: Finding): ReadonlySet<string> {
  const { workspaceId, own, peers } = finding
  const sources = [types.component, types.logWorkspace].flatMap((type) => foundOf(finding, type).map(key))
  return new Set([workspaceId, ...own, ...peers, ...sources].map(subscriptionKey))
}

/** Zones that an endpoint writes into, that serve its networks, or that stand ready in a subscription concerned. */
function addZones(finding: Finding): void {
  const { known, found, zoneNames } = finding
  add(finding, known.ofType(types.zoneGroup).filter((body) => found.has(idKey(parentOf(idOf(body))))).flatMap(zonesOf))
  const linked = new Set(known.ofType(types.zoneLink).filter((body) => isAround(finding, body)).map((body) => idKey(parentOf(idOf(body)))))
  const subscriptions = subscriptionsOf(finding)
  addAll(finding, types.zone, (body) => zoneNames.has(nameOf(idOf(body)).toLowerCase()) && (linked.has(key(body)) || subscriptions.has(subscriptionKey(idOf(body)))))
  addAll(finding, types.zoneLink, (body) => found.has(idKey(parentOf(idOf(body)))))
}

function candidates(finding: Finding): readonly ArmId[] {
  const { known, own, peers, workspaceId } = finding
  const region = regionOf(known.at(workspaceId) ?? {})
  const others = foundOf(finding, types.network).filter((body) => !own.has(key(body)) && !peers.has(key(body)) && regionOf(body) === region)
  return others.map(idOf).sort().slice(0, MOST_CANDIDATES)
}

/** A zone counts its links itself, so it tells when Resource Graph is behind or keeps some back. Of a zone that is not shown nothing is known. */
function zonesWithOtherLinks(finding: Finding): readonly ArmId[] {
  const counts = new Map<string, number>()
  for (const link of finding.known.ofType(types.zoneLink)) {
    const zone = idKey(parentOf(idOf(link)))
    counts.set(zone, (counts.get(zone) ?? 0) + 1)
  }
  return [...finding.found.values()].filter((id) => {
    if (typeKey(id) !== types.zone) return false
    const zone = finding.known.at(id)
    const counted = numberAt(zone, 'properties.numberOfVirtualNetworkLinks')
    return zone === undefined || (counted !== null && counted !== (counts.get(idKey(id)) ?? 0))
  })
}

function unknownAccounts(finding: Finding): readonly string[] {
  const shown = new Set(finding.known.ofType(types.account).map((body) => nameOf(idOf(body)).toLowerCase()))
  return [...accountNames(finding)].filter((name) => !shown.has(name)).sort()
}
