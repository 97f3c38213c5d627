import { type ArmId, nameOf } from '../base/armId.ts'
import { type EndpointGroup, forwarders, zones } from '../facts/ask.ts'
import type { Estate } from '../estate/estate.ts'
import type { PrivateEndpoint } from '../estate/network.ts'
import { computeSubnetIds, connectionsFromElsewhere, endpointsOf, entryOf, leadsTo, networkOf, relation, seen } from '../estate/questions.ts'
import { resolvingNetworkIds } from '../estate/resolution.ts'
import { type Place, type PlaceData, unknownAt } from './rule.ts'
import { hiddenEndpoint, type Unread } from './unread.ts'

/** What is wrong on the private way to one sub-resource of a service: name → zone → link → record → endpoint. */
export type PathFault =
  | { readonly fault: 'noEndpoint'; readonly at: ArmId }
  | { readonly fault: 'notApproved'; readonly at: ArmId; readonly status: PrivateEndpoint['status'] }
  | { readonly fault: 'apart' | 'perhapsApart'; readonly at: ArmId; readonly network: ArmId; readonly clients: readonly ArmId[] }
  | { readonly fault: 'notInGroup' | 'zoneUnseen'; readonly at: ArmId; readonly zone: string }
  | { readonly fault: 'notLinked'; readonly at: ArmId; readonly zone: string; readonly network: ArmId }
  | { readonly fault: 'otherZone'; readonly at: ArmId; readonly zone: string; readonly network: ArmId }
  | { readonly fault: 'unfinished'; readonly at: ArmId; readonly zone: string; readonly network: ArmId }
  | { readonly fault: 'noRecord'; readonly at: ArmId; readonly zone: string; readonly host: string; readonly fallsBack: boolean }
  | { readonly fault: 'wrongRecord'; readonly at: ArmId; readonly zone: string; readonly host: string; readonly found: readonly string[]; readonly expected: string }
  | { readonly fault: 'unread'; readonly at: ArmId; readonly what: Unread }

const peeringType = 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings'
const linkType = 'Microsoft.Network/privateDnsZones/virtualNetworkLinks'
/** The type of the address records of a zone. */
export const recordType = 'Microsoft.Network/privateDnsZones/A'

/** The target of a private path. */
export interface PathTarget {
  readonly targetId: ArmId
  readonly group: EndpointGroup
}

/** The zone and relative record name of a host among `zoneNames`; null for a host of none of them. */
export function recordOf(host: string, group: EndpointGroup, zoneNames: readonly string[], estate: Estate): { readonly zone: string; readonly name: string } | null {
  const lower = host.toLowerCase()
  const suffixes = zoneNames.flatMap((zone) => {
    const own = zone.replace(/^privatelink\./, '')
    // A vault answers to two public names, and both lead to its one zone.
    const all = group === 'vault' ? [own, ...forwarders('vault', estate.cloud)] : [own]
    return all.map((suffix) => ({ zone, suffix }))
  })
  const match = suffixes
    .filter(({ suffix }) => lower.endsWith(`.${suffix}`))
    .sort((one, other) => other.suffix.length - one.suffix.length)[0]
  return match === undefined ? null : { zone: match.zone, name: lower.slice(0, -match.suffix.length - 1) }
}

/**
 * Everything wrong or unknown on the private path to a target, as its clients in `networkIds` see it, and computes of the workspace that get
 * there. Empty: the path holds (STOR-40, KV-04, ACR-08, WKSP-04, MON-12, CONN-21).
 */
export function pathFaults(estate: Estate, target: PathTarget, networkIds: readonly ArmId[]): readonly PathFault[] {
  const endpoints = nearest(estate, endpointsOf(estate, target.targetId, target.group), networkIds)
  if (endpoints.length === 0) return absentFaults(estate, target)
  const live = endpoints.filter(({ status }) => status === 'approved')
  if (live.length === 0) return endpoints.map(({ id, status }) => ({ fault: 'notApproved', at: id, status }))
  const apart = networkIds.length === 0 ? [] : live.flatMap((endpoint) => apartFaults(estate, endpoint, networkIds))
  if (apart.length >= live.length) return apart
  const faults = clientsOf(estate, live, networkIds).flatMap((client) => faultsFor(estate, target.group, live, client))
  return [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()]
}

/** Endpoints that matter: those in `networkIds` when there are any, else those in networks joined to them, else all. */
function nearest(estate: Estate, endpoints: readonly PrivateEndpoint[], networkIds: readonly ArmId[]): readonly PrivateEndpoint[] {
  const within = (far: 'same' | 'peered') => endpoints.filter(({ subnetId }) => networkIds.some((id) => relation(estate, id, networkOf(subnetId)) === far))
  const [near, joined] = [within('same'), within('peered')]
  return near.length > 0 ? near : joined.length > 0 ? joined : endpoints
}

/** An endpoint that none of the clients' networks gets to. A gateway may join networks that are not peered, and nobody can read that. */
function apartFaults(estate: Estate, { id, subnetId }: PrivateEndpoint, networkIds: readonly ArmId[]): readonly PathFault[] {
  const network = networkOf(subnetId)
  if (networkIds.some((from) => relation(estate, from, network) !== 'unrelated')) return []
  const doubtful = networkIds.find((from) => entryOf(estate.networks, from) === undefined || !seen(estate, peeringType, from) || goesThroughGateway(estate, from))
  return [{ fault: doubtful === undefined ? 'apart' : 'perhapsApart', at: id, network, clients: networkIds }]
}

const goesThroughGateway = (estate: Estate, id: ArmId): boolean =>
  estate.gateways.some(({ networkId }) => networkId === id) || estate.peerings.some(({ networkId, connected, usesRemoteGateways }) => networkId === id && connected && usesRemoteGateways)

/** The networks whose names count: those of the endpoints, else those joined to them; and computes in a network joined to them. */
function clientsOf(estate: Estate, live: readonly PrivateEndpoint[], networkIds: readonly ArmId[]): readonly ArmId[] {
  const homes = [...new Set(live.map(({ subnetId }) => networkOf(subnetId)))]
  const reaches = (id: ArmId): boolean => homes.some((home) => relation(estate, id, home) !== 'unrelated')
  const near = networkIds.filter((id) => homes.includes(id))
  const asking = near.length > 0 ? near : networkIds.length > 0 ? networkIds.filter(reaches) : homes
  return [...new Set([...asking, ...computeSubnetIds(estate).map(networkOf).filter(reaches)])]
}

/** What is wrong for clients in one network: one endpoint that they get to and whose names they resolve is enough. */
function faultsFor(estate: Estate, group: EndpointGroup, live: readonly PrivateEndpoint[], client: ArmId): readonly PathFault[] {
  const ways = nearest(estate, live, [client]).map((endpoint) => zoneFaults(estate, group, endpoint, client))
  return ways.reduce((best, faults) => (faults.length < best.length ? faults : best))
}

function absentFaults(estate: Estate, { targetId }: PathTarget): readonly PathFault[] {
  if (!seen(estate, 'Microsoft.Network/privateEndpoints', targetId)) return [{ fault: 'unread', at: targetId, what: 'Microsoft.Network/privateEndpoints' }]
  // The target knows an endpoint that the snapshot does not hold: it may be the one asked for.
  const elsewhere = connectionsFromElsewhere(estate, targetId).find(({ status }) => status === 'approved')
  return elsewhere !== undefined ? [{ fault: 'unread', at: targetId, what: hiddenEndpoint(elsewhere) }] : [{ fault: 'noEndpoint', at: targetId }]
}

/** Somebody else writes this endpoint's records; the task says what has to be there. */
const writtenElsewhere = (estate: Estate, endpoint: PrivateEndpoint): boolean =>
  estate.tasks.some(({ task, data }) => task === 'writeRecords' && data['endpoint'] === endpoint.id)

function zoneFaults(estate: Estate, group: EndpointGroup, endpoint: PrivateEndpoint, client: ArmId): readonly PathFault[] {
  if (writtenElsewhere(estate, endpoint)) return []
  if (!seen(estate, 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups', endpoint.id))
    return [{ fault: 'unread', at: endpoint.id, what: 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups' }]
  const needed = zones(group, estate.cloud)
  const grouped = estate.zoneGroups.filter(({ endpointId }) => endpointId === endpoint.id).flatMap((each) => each.zones)
  return needed.flatMap((zone): readonly PathFault[] => {
    const member = grouped.find(({ zoneId }) => nameOf(zoneId).toLowerCase() === zone)
    // Records written by hand do as well as a zone group, as long as they are there and right (WKSP-18).
    const zoneId = member?.zoneId ?? estate.zones.find(({ id, name }) => name === zone && holdsRecords(estate, { group, endpoint }, id))?.id
    return zoneId === undefined ? [{ fault: zoneUnseen(estate, endpoint, zone) ? 'zoneUnseen' : 'notInGroup', at: endpoint.id, zone }] : askedFaults(estate, { group, endpoint }, zoneId, client)
  })
}

/**
 * Whether an endpoint's names may be in a zone that the account may not read: Azure Resource Graph leaves such zones out without a word,
 * and records written by others need no zone group.
 */
export const zoneUnseen = (estate: Estate, endpoint: PrivateEndpoint, zone: string): boolean =>
  !estate.zones.some(({ name }) => name === zone) && !estate.zoneGroups.some(({ endpointId }) => endpointId === endpoint.id)

interface Written {
  readonly group: EndpointGroup
  readonly endpoint: PrivateEndpoint
}

/** What clients in a network find in the zones that they ask, when the endpoint's records are in `zoneId`. */
function askedFaults(estate: Estate, written: Written, zoneId: ArmId, client: ArmId): readonly PathFault[] {
  const isHeld = entryOf(estate.zones, zoneId) !== undefined
  if (!isHeld || !seen(estate, linkType, zoneId)) return [{ fault: 'unread', at: zoneId, what: isHeld ? linkType : zoneId }]
  const resolving = resolvingNetworkIds(estate, client)
  const asked: readonly PathFault[] = resolving === 'unknown' ? [{ fault: 'unread', at: client, what: 'dnsNetwork' }] : resolving.flatMap((network) => linkFaults(estate, written, zoneId, network))
  // In the zone of another name space that is asked instead, other records count.
  return asked.some(({ fault }) => fault === 'otherZone') ? asked : [...asked, ...recordFaults(estate, written, zoneId)]
}

/** A network is linked to one zone of a name at most, and asks no other. */
function linkFaults(estate: Estate, written: Written, zoneId: ArmId, network: ArmId): readonly PathFault[] {
  const zone = nameOf(zoneId).toLowerCase()
  const links = estate.zoneLinks.filter((link) => link.networkId === network && nameOf(link.zoneId).toLowerCase() === zone)
  const link = links.find((each) => each.zoneId === zoneId) ?? links[0]
  if (link === undefined) return [{ fault: 'notLinked', at: zoneId, zone, network }]
  if (link.unfinished === true) return [{ fault: 'unfinished', at: link.id, zone, network }]
  if (link.zoneId === zoneId || holdsRecords(estate, written, link.zoneId)) return []
  return seen(estate, recordType, link.zoneId) ? [{ fault: 'otherZone', at: link.zoneId, zone, network }] : [{ fault: 'unread', at: link.zoneId, what: recordType }]
}

const hostsIn = (estate: Estate, { group, endpoint }: Written, zone: string) =>
  Array.isArray(endpoint.names)
    ? endpoint.names.flatMap(({ host, address }: { readonly host: string; readonly address: string }) => {
        const record = recordOf(host, group, zones(group, estate.cloud), estate)
        return record?.zone === zone ? [{ host, name: record.name, address }] : []
      })
    : []

const recordNamed = (estate: Estate, zoneId: ArmId, name: string) => estate.records.find((entry) => entry.zoneId === zoneId && entry.name.toLowerCase() === name)

/** Whether every name of an endpoint stands in a zone, with its address. */
function holdsRecords(estate: Estate, written: Written, zoneId: ArmId): boolean {
  const hosts = hostsIn(estate, written, nameOf(zoneId).toLowerCase())
  return hosts.length > 0 && hosts.every(({ name, address }) => { const record = recordNamed(estate, zoneId, name); return record !== undefined && leadsTo(written.endpoint, record, address) })
}

function recordFaults(estate: Estate, written: Written, zoneId: ArmId): readonly PathFault[] {
  const zone = nameOf(zoneId).toLowerCase()
  const { group, endpoint } = written
  if (endpoint.names === 'pending') return []
  if (!seen(estate, recordType, zoneId)) return [{ fault: 'unread', at: zoneId, what: recordType }]
  const fallsBack = estate.zoneLinks.some((link) => link.zoneId === zoneId && link.fallsBack)
  // A vault's two hosts share one record; one fault for it is enough.
  const hosts = new Map(hostsIn(estate, written, zone).map((host) => [host.name, host]))
  // Of Azure Monitor's zones, some hold names of others only: which depends on what is in the scope.
  if (endpoint.names === null || (hosts.size === 0 && group !== 'azuremonitor')) return [{ fault: 'unread', at: endpoint.id, what: 'endpointNames' }]
  return [...hosts.values()].flatMap(({ host, name, address }): readonly PathFault[] => {
    const record = recordNamed(estate, zoneId, name)
    if (record === undefined) return [{ fault: 'noRecord', at: zoneId, zone, host, fallsBack }]
    return leadsTo(endpoint, record, address) ? [] : [{ fault: 'wrongRecord', at: zoneId, zone, host, found: record.addresses, expected: address }]
  })
}

/** Faults of which nobody knows whether they are any. */
const doubts: readonly PathFault['fault'][] = ['perhapsApart', 'unfinished']

/** A fault as a finding's place; what could not be read, or is not complete yet, is `unknown`, never broken. */
export function placeOf(fault: PathFault, data: PlaceData = {}): Place {
  if (fault.fault === 'unread') return unknownAt(fault.at, fault.what, data)
  if (fault.fault === 'zoneUnseen') return unknownAt(fault.at, 'hiddenZone', { ...data, zone: fault.zone })
  const { at, ...rest } = fault
  return { at, ...(doubts.includes(fault.fault) ? { verdict: 'unknown' as const } : {}), data: { ...data, ...rest } }
}

const sentences: Readonly<Record<Exclude<PathFault['fault'], 'unread' | 'zoneUnseen'>, (data: PlaceData) => string>> = {
  noEndpoint: () => 'No private endpoint leads to it.',
  notApproved: (data) => `The connection of its private endpoint is ${text(data['status'])}; only an approved one carries traffic.`,
  apart: (data) => `Its private endpoint is in ${lastSegment(data['network'])}, which is neither the network of its clients (${lastSegments(data['clients'])}) nor peered with it.`,
  perhapsApart: (data) => `Its private endpoint is in ${lastSegment(data['network'])}; whether that is joined to the network of its clients (${lastSegments(data['clients'])}) could not be read.`,
  notInGroup: (data) => `The private endpoint has no zone group entry for ${text(data['zone'])}, and no matching records stand in a zone of that name.`,
  notLinked: (data) => `The zone ${text(data['zone'])} is not linked to ${lastSegment(data['network'])}, where names are resolved.`,
  otherZone: (data) => `${lastSegment(data['network'])}, where names are resolved, is linked to another zone of the name ${text(data['zone'])}, and the endpoint writes no record there. Azure links a network to one zone of a name only.`,
  unfinished: (data) => `The link of the zone ${text(data['zone'])} to ${lastSegment(data['network'])}, where names are resolved, is not complete: Azure is still making it, or failed.`,
  noRecord: (data) => `The zone ${text(data['zone'])} has no record for ${text(data['host'])}${data['fallsBack'] === true ? '; its link falls back to the public address, silently' : ''}.`,
  wrongRecord: (data) => `The record of ${text(data['host'])} in ${text(data['zone'])} is ${text(data['found'])}; the endpoint has ${text(data['expected'])}.`,
}

/** A sentence for the `what` of a rule about a private path; `data` is what `placeOf` gave. */
export function pathSentence(data: PlaceData): string {
  const known: Readonly<Record<string, (data: PlaceData) => string>> = sentences
  return known[text(data['fault'])]?.(data) ?? 'The private path is not complete.'
}

const text = (value: PlaceData[string] | undefined): string => [value ?? ''].flat().join(', ')

const lastSegments = (value: PlaceData[string] | undefined): string => [value ?? ''].flat().map(lastSegment).join(', ')

const lastSegment = (value: PlaceData[string] | undefined): string => text(value).split('/').at(-1) ?? ''
