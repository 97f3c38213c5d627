/** What belongs to a workspace, as far as it is known so far. Pure: each wave of reading makes it know more, until nothing is missing. */
import { type ArmId, idKey, nameOf, parentOf, subscriptionOf, typeOf } from '../base/armId.ts'
import type { JsonObject } from '../base/json.ts'
import { numberAt, regionOf, textAt } from '../resources/accessors.ts'
import {
  type Identified, approvedEndpoints, attachmentsOf, connectedEndpoints, endpointsIn, gatewaysOf, hostsIn, linkedResource, namedBy, networksLetIn, networksOf, peersOf, resourceIn, standingIn, targetsOf, types, zonesOf,
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
  /** `whole`: Resource Graph has been asked about the hubs, too, so that what is unknown stays so unless it is asked for by its id. */
  readonly inventory: 'growing' | 'whole'
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
  /** Endpoints of unknown place, approved by a service that none of ours leads to; not more than a few. */
  readonly hidden: readonly ArmId[]
}

/** What has been found so far, growing. */
interface Finding extends Sought {
  readonly known: Known
  readonly found: Map<string, ArmId>
  readonly own: Set<string>
  readonly peers: Set<string>
  readonly attached: Set<string>
  /** Endpoints elsewhere: they belong as the one way to a service, and their networks do not. */
  readonly apart: Set<string>
}

const services: ReadonlySet<string> = new Set([types.workspace, types.account, types.vault, types.registry])
const MOST_CANDIDATES = 5
/** So many things are asked for one by one that a network names and Resource Graph keeps back. */
const MOST_STANDING = 20
/** The same for endpoints that only a service names. */
const MOST_HIDDEN = 10

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
  const { workspaceId, indexed, inventory } = sought
  const finding: Finding = { ...sought, known, found: new Map([workspaceId, ...indexed].map((id) => [idKey(id), id])), own: new Set(), peers: new Set(), attached: new Set(), apart: new Set() }
  const { found, own, peers, attached } = finding
  grow(finding)
  const hidden = inventory === 'whole' ? addElsewhere(finding) : []
  grow(finding)
  return {
    ids: [...found.values()], own, peers, attached, candidates: candidates(finding), zonesWithOtherLinks: zonesWithOtherLinks(finding), unknownAccounts: unknownAccounts(finding), hidden,
  }
}

function grow(finding: Finding): void {
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

const isOurs = (finding: Finding, id: ArmId, target: ArmId): boolean => idKey(target) === idKey(finding.workspaceId) || isHome(finding, id) || isAround(finding, finding.known.at(id))

/** The services found, as far as they are known. */
const servicesOf = (finding: Finding): readonly Identified[] => [...services].flatMap((type) => foundOf(finding, type))

/** Endpoints of others to the same services are left out: connections tell of them, and their networks are none of this workspace's. */
function addEndpoints(finding: Finding): void {
  const { known, found } = finding
  for (const service of servicesOf(finding)) add(finding, connectedEndpoints(service).filter((id) => isOurs(finding, id, service.id)))
  addAll(finding, types.endpoint, (body) => targetsOf(body).some((target) => found.has(idKey(target)) && services.has(typeKey(target)) && isOurs(finding, idOf(body), target)))
  // Whatever subscription it is in, a scope with an endpoint around decides how Azure Monitor's names resolve there.
  for (const body of known.ofType(types.endpoint)) {
    const scopes = targetsOf(body).filter((target) => typeKey(target) === types.linkScope)
    if (scopes.length > 0 && isAround(finding, body)) add(finding, [idOf(body), ...scopes])
  }
  for (const scope of foundOf(finding, types.linkScope)) {
    const linked = isLinked(finding, scope)
    add(finding, connectedEndpoints(scope).filter((id) => linked || isAround(finding, known.at(id))))
  }
}

/** Where no endpoint of ours leads to a service, those of others are looked at: which is unknown would be told as unreadable. Gives those still to be asked for. */
function addElsewhere(finding: Finding): readonly ArmId[] {
  const { known, apart } = finding
  const lonely = servicesOf(finding).filter((service) => !connectedEndpoints(service).some((id) => isOurs(finding, id, service.id)))
  const ids = [...new Map(lonely.flatMap(approvedEndpoints).map((id) => [idKey(id), id])).values()].slice(0, MOST_HIDDEN)
  const shown = ids.filter((id) => known.at(id) !== undefined)
  for (const id of shown) apart.add(idKey(id))
  add(finding, shown)
  return ids.filter((id) => known.at(id) === undefined)
}

/** Whether a monitoring scope holds the workspace's Application Insights or its logs: either side may say so. */
function isLinked(finding: Finding, scope: Identified): boolean {
  const { known, found } = finding
  const sources = [types.component, types.logWorkspace].flatMap((type) => foundOf(finding, type))
  return sources.some((body) => namedBy[typeKey(idOf(body))]?.(body).some((id) => idKey(id) === key(scope)))
    || known.ofType(types.scopedResource).some((body) => idKey(parentOf(idOf(body))) === key(scope) && linkedResource(body).some((id) => found.has(idKey(id))))
}

function addNetworks(finding: Finding): void {
  const { known, own, peers, attached, apart } = finding
  const users = [...foundOf(finding, types.endpoint).filter((body) => !apart.has(key(body))), ...childrenOf(finding, types.compute)].flatMap(networksOf)
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

/** The hosts of an endpoint, in lower case, by whatever tells them: its interfaces, its zone group, its own list. */
export function hostsOf(known: Known, id: ArmId): readonly string[] {
  const body = known.at(id) ?? {}
  const interfaces = (namedBy[types.endpoint]?.(body) ?? []).flatMap((each) => known.at(each) ?? [])
  const groups = known.ofType(types.zoneGroup).filter((group) => idKey(parentOf(idOf(group))) === idKey(id))
  return [...interfaces, ...groups, body].flatMap(hostsIn)
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
