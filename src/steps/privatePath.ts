import { type ArmId, nameOf } from '../base/armId.ts'
import { type EndpointGroup, forwarders, zones } from '../facts/ask.ts'
import type { Estate } from '../estate/estate.ts'
import type { PrivateEndpoint } from '../estate/network.ts'
import { connectionsFromElsewhere, endpointsOf, entryOf, networkOf, seen } from '../estate/questions.ts'
import { resolvingNetworkIds } from '../estate/resolution.ts'
import { type Place, type PlaceData, unknownAt } from './rule.ts'

/** What is wrong on the private way to one sub-resource of a service: name → zone → link → record → endpoint. */
export type PathFault =
  | { readonly fault: 'noEndpoint'; readonly at: ArmId }
  | { readonly fault: 'notApproved'; readonly at: ArmId; readonly status: PrivateEndpoint['status'] }
  | { readonly fault: 'notInGroup'; readonly at: ArmId; readonly zone: string }
  | { readonly fault: 'notLinked'; readonly at: ArmId; readonly zone: string; readonly network: ArmId }
  | { readonly fault: 'noRecord'; readonly at: ArmId; readonly zone: string; readonly host: string; readonly fallsBack: boolean }
  | { readonly fault: 'wrongRecord'; readonly at: ArmId; readonly zone: string; readonly host: string; readonly found: readonly string[]; readonly expected: string }
  | { readonly fault: 'unread'; readonly at: ArmId; readonly what: string }

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

/** Endpoints that matter: those in `networkIds` when there are any, else all. */
export function nearest(endpoints: readonly PrivateEndpoint[], networkIds: readonly ArmId[]): readonly PrivateEndpoint[] {
  const near = endpoints.filter(({ subnetId }) => networkIds.includes(networkOf(subnetId)))
  return near.length > 0 ? near : endpoints
}

/** Everything wrong or unknown on the private path to a target, as its clients in `networkIds` see it. Empty: the path holds (STOR-40, KV-04, ACR-08, WKSP-04, MON-12, CONN-21). */
export function pathFaults(estate: Estate, target: PathTarget, networkIds: readonly ArmId[]): readonly PathFault[] {
  const endpoints = nearest(endpointsOf(estate, target.targetId, target.group), networkIds)
  if (endpoints.length === 0) return absentFaults(estate, target)
  const live = endpoints.filter(({ status }) => status === 'approved')
  if (live.length === 0) return endpoints.map(({ id, status }) => ({ fault: 'notApproved', at: id, status }))
  return live.flatMap((endpoint) => zoneFaults(estate, target.group, endpoint))
}

function absentFaults(estate: Estate, { targetId }: PathTarget): readonly PathFault[] {
  if (!seen(estate, 'Microsoft.Network/privateEndpoints', targetId)) return [{ fault: 'unread', at: targetId, what: 'Microsoft.Network/privateEndpoints' }]
  // The target knows an endpoint that the snapshot does not hold: it may be the one asked for.
  const elsewhere = connectionsFromElsewhere(estate, targetId).filter(({ status }) => status === 'approved')
  return elsewhere.length > 0 ? [{ fault: 'unread', at: targetId, what: elsewhere[0]?.endpointId ?? 'the endpoint of another subscription' }] : [{ fault: 'noEndpoint', at: targetId }]
}

/** Somebody else writes this endpoint's records; the task says what has to be there. */
const writtenElsewhere = (estate: Estate, endpoint: PrivateEndpoint): boolean =>
  estate.tasks.some(({ task, data }) => task === 'writeRecords' && data['endpoint'] === endpoint.id)

function zoneFaults(estate: Estate, group: EndpointGroup, endpoint: PrivateEndpoint): readonly PathFault[] {
  if (writtenElsewhere(estate, endpoint)) return []
  if (!seen(estate, 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups', endpoint.id))
    return [{ fault: 'unread', at: endpoint.id, what: 'privateDnsZoneGroups' }]
  const needed = zones(group, estate.cloud)
  const grouped = estate.zoneGroups.filter(({ endpointId }) => endpointId === endpoint.id).flatMap((each) => each.zones)
  return needed.flatMap((zone): readonly PathFault[] => {
    const member = grouped.find(({ zoneId }) => nameOf(zoneId).toLowerCase() === zone)
    if (member === undefined) return withoutGroup(estate, group, endpoint, zone)
    return [...linkFaults(estate, endpoint, member.zoneId), ...recordFaults(estate, group, endpoint, member.zoneId)]
  })
}

/** Records written by hand do as well as a zone group, as long as they are there and right (WKSP-18). */
function withoutGroup(estate: Estate, group: EndpointGroup, endpoint: PrivateEndpoint, zone: string): readonly PathFault[] {
  const hosts = hostsIn(estate, group, endpoint, zone)
  const byHand = estate.zones.find(({ id, name }) => name === zone && hosts.length > 0 && hosts.every(({ name: record, address }) =>
    estate.records.some((entry) => entry.zoneId === id && entry.name.toLowerCase() === record && entry.addresses.includes(address))))
  return byHand === undefined ? [{ fault: 'notInGroup', at: endpoint.id, zone }] : linkFaults(estate, endpoint, byHand.id)
}

function linkFaults(estate: Estate, endpoint: PrivateEndpoint, zoneId: ArmId): readonly PathFault[] {
  const zone = nameOf(zoneId).toLowerCase()
  if (entryOf(estate.zones, zoneId) === undefined || !seen(estate, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks', zoneId))
    return [{ fault: 'unread', at: zoneId, what: 'the zone and its links' }]
  const resolving = resolvingNetworkIds(estate, networkOf(endpoint.subnetId))
  if (resolving === 'unknown') return [{ fault: 'unread', at: networkOf(endpoint.subnetId), what: 'the network of its DNS servers' }]
  return resolving
    .filter((network) => !estate.zoneLinks.some((link) => link.zoneId === zoneId && link.networkId === network))
    .map((network) => ({ fault: 'notLinked', at: zoneId, zone, network }))
}

const hostsIn = (estate: Estate, group: EndpointGroup, endpoint: PrivateEndpoint, zone: string) =>
  Array.isArray(endpoint.names)
    ? endpoint.names.flatMap(({ host, address }: { readonly host: string; readonly address: string }) => {
        const record = recordOf(host, group, zones(group, estate.cloud), estate)
        return record?.zone === zone ? [{ host, name: record.name, address }] : []
      })
    : []

function recordFaults(estate: Estate, group: EndpointGroup, endpoint: PrivateEndpoint, zoneId: ArmId): readonly PathFault[] {
  const zone = nameOf(zoneId).toLowerCase()
  if (endpoint.names === 'pending') return []
  if (endpoint.names === null) return [{ fault: 'unread', at: endpoint.id, what: 'its network interface' }]
  if (entryOf(estate.zones, zoneId) === undefined) return []
  if (!seen(estate, 'Microsoft.Network/privateDnsZones/A', zoneId)) return [{ fault: 'unread', at: zoneId, what: 'the records of the zone' }]
  const fallsBack = estate.zoneLinks.some((link) => link.zoneId === zoneId && link.fallsBack)
  // A vault's two hosts share one record; one fault for it is enough.
  const hosts = new Map(hostsIn(estate, group, endpoint, zone).map((host) => [host.name, host]))
  return [...hosts.values()].flatMap(({ host, name, address }): readonly PathFault[] => {
    const record = estate.records.find((entry) => entry.zoneId === zoneId && entry.name.toLowerCase() === name)
    if (record === undefined) return [{ fault: 'noRecord', at: zoneId, zone, host, fallsBack }]
    return record.addresses.includes(address) ? [] : [{ fault: 'wrongRecord', at: zoneId, zone, host, found: record.addresses, expected: address }]
  })
}

/** A fault as a finding's place; what could not be read is `unknown`, never broken. */
export function placeOf(fault: PathFault, data: PlaceData = {}): Place {
  if (fault.fault === 'unread') return unknownAt(fault.at, fault.what, data)
  const { at, ...rest } = fault
  return { at, data: { ...data, ...rest } }
}

const sentences: Readonly<Record<Exclude<PathFault['fault'], 'unread'>, (data: PlaceData) => string>> = {
  noEndpoint: () => 'No private endpoint leads to it.',
  notApproved: (data) => `The connection of its private endpoint is ${text(data['status'])}; only an approved one carries traffic.`,
  notInGroup: (data) => `The private endpoint has no zone group entry for ${text(data['zone'])}, and no matching records stand in a zone of that name.`,
  notLinked: (data) => `The zone ${text(data['zone'])} is not linked to ${lastSegment(data['network'])}, where names are resolved.`,
  noRecord: (data) => `The zone ${text(data['zone'])} has no record for ${text(data['host'])}${data['fallsBack'] === true ? '; its link falls back to the public address, silently' : ''}.`,
  wrongRecord: (data) => `The record of ${text(data['host'])} in ${text(data['zone'])} is ${text(data['found'])}; the endpoint has ${text(data['expected'])}.`,
}

/** A sentence for the `what` of a rule about a private path; `data` is what `placeOf` gave. */
export function pathSentence(data: PlaceData): string {
  const known: Readonly<Record<string, (data: PlaceData) => string>> = sentences
  const sentence = known[text(data['fault'])]
  if (sentence !== undefined) return sentence(data)
  return data['unread'] === undefined ? 'The private path is not complete.' : `The private path could not be followed: ${lastSegment(data['unread'])} was not readable.`
}

const text = (value: PlaceData[string] | undefined): string => [value ?? ''].flat().join(', ')

const lastSegment = (value: PlaceData[string] | undefined): string => text(value).split('/').at(-1) ?? ''
