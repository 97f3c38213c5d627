import { type ArmId, childId, groupOf, nameOf, resourceId, subscriptionOf } from '../base/armId.ts'
import { limit, zones } from '../facts/ask.ts'
import type { Zone, ZoneGroup } from '../estate/dns.ts'
import type { Estate } from '../estate/estate.ts'
import type { PrivateEndpoint } from '../estate/network.ts'
import { endpointsOf, entryOf, networkOf, withEntries } from '../estate/questions.ts'
import { resolvingNetworkIds } from '../estate/resolution.ts'
import type { Task } from '../estate/services.ts'
import type { Choices } from './choices.ts'
import { free, nameFor, placed, zoneScope } from './names.ts'
import { type PathTarget, nearest, pathFaults, recordOf } from './privatePath.ts'
import { chosenSubnetId } from './subnets.ts'

/** How many zones fit into one zone group (WKSP-06). */
const zonesPerGroup = limit('zones-per-group')

/**
 * The estate with a private path to the target: endpoint in the chosen subnet, approved; its zones, reused wherever they are or
 * created; zone group; links to the networks that resolve. Who writes records is `choices.workspace.dnsWriter`: for others it
 * becomes a task. Unchanged while subnet or placement are undecided; twice is once.
 */
export function withPrivatePath(estate: Estate, choices: Choices, target: PathTarget): Estate {
  const subnetId = chosenSubnetId(choices, 'endpointSubnet')
  if (subnetId === null) return estate
  const endpoint = settledEndpoint(estate, choices, target, subnetId)
  if (endpoint === null) return estate
  const reached = approvedAtTarget({ ...estate, endpoints: withEntries(estate.endpoints, [endpoint]) }, endpoint)
  return choices.workspace.dnsWriter === 'thisPlan' ? withNames(reached, choices, target, endpoint) : withWritingTask(reached, choices, target, endpoint)
}

/** The endpoint as it should be: the one that is there, approved or made again, else a new one. */
function settledEndpoint(estate: Estate, choices: Choices, { targetId, group }: PathTarget, subnetId: ArmId): PrivateEndpoint | null {
  const networkId = networkOf(subnetId)
  const candidates = nearest(endpointsOf(estate, targetId, group), [networkId]).filter((each) => networkOf(each.subnetId) === networkId)
  const [best] = [...candidates].sort((one, other) => worth(other) - worth(one))
  if (best !== undefined) {
    if (best.status === 'approved') return best
    // Rejected and disconnected connections cannot be mended; the endpoint is made again under its name (WKSP-02).
    return best.status === 'pending' ? { ...best, status: 'approved' } : { ...best, status: 'approved', names: 'pending' }
  }
  const wanted = placed(choices, 'Microsoft.Network/privateEndpoints', nameFor(choices, 'pep', endpointName(targetId, group)))
  const region = entryOf(estate.networks, networkId)?.region
  if (wanted === null || region === undefined) return null
  const id = free(wanted, estate.endpoints.map((each) => each.id))
  return { id, region, subnetId, targetId, groups: [group], status: 'approved', manual: false, names: 'pending' }
}

const worth = ({ status }: PrivateEndpoint): number => ({ approved: 3, pending: 2, rejected: 1, disconnected: 0 })[status]

const endpointName = (targetId: ArmId, group: string): string =>
  ['amlworkspace', 'vault', 'registry', 'azuremonitor'].includes(group) ? nameOf(targetId) : `${nameOf(targetId)}-${group}`

/**
 * Approving is a write at the target; where its list does not show the connection, its owner has to do it (PRE-14). The connection of an
 * endpoint that is made again goes with the old one.
 */
function approvedAtTarget(estate: Estate, endpoint: PrivateEndpoint): Estate {
  const own = estate.connections.filter(({ endpointId }) => endpointId === endpoint.id)
  const dead = new Set(own.filter(({ status }) => status === 'rejected' || status === 'disconnected').map(({ id }) => id))
  const waiting = own.filter(({ status }) => status === 'pending')
  if (dead.size === 0 && waiting.length === 0) return estate
  const kept = estate.connections.filter(({ id }) => !dead.has(id))
  return { ...estate, connections: withEntries(kept, waiting.map((each) => ({ ...each, status: 'approved' as const }))) }
}

function withNames(estate: Estate, choices: Choices, target: PathTarget, endpoint: PrivateEndpoint): Estate {
  const names = zones(target.group, estate.cloud)
  const chosen = names.flatMap((name) => chosenZone(estate, choices, name, endpoint) ?? [])
  const grouped = withGroup({ ...estate, zones: withEntries(estate.zones, chosen) }, endpoint, chosen)
  const resolving = resolvingNetworkIds(estate, networkOf(endpoint.subnetId))
  const linkTo = resolving === 'unknown' ? [networkOf(endpoint.subnetId)] : resolving
  const linked = linkTo.reduce((current, networkId) => withLinks(current, chosen, networkId), grouped)
  return withExpectedRecords(linked, target, endpoint, chosen)
}

/** An existing zone of the name: that of the endpoint's group, else one linked where names resolve, else any readable one; else a new one. */
function chosenZone(estate: Estate, choices: Choices, name: string, endpoint: PrivateEndpoint): Zone | null {
  const sameName = estate.zones.filter((zone) => zone.name === name)
  const own = estate.zoneGroups.find(({ endpointId }) => endpointId === endpoint.id)?.zones.find(({ zoneId }) => nameOf(zoneId).toLowerCase() === name)
  const resolving = resolvingNetworkIds(estate, networkOf(endpoint.subnetId))
  const linked = sameName.find(({ id }) => estate.zoneLinks.some((link) => link.zoneId === id && (resolving === 'unknown' || resolving.includes(link.networkId))))
  const near = sameName.find(({ id }) => subscriptionOf(id) === subscriptionOf(endpoint.id))
  const existing = (own && entryOf(estate.zones, own.zoneId)) ?? linked ?? near ?? sameName[0]
  if (existing !== undefined) return existing
  const scope = zoneScope(choices)
  return scope === null ? null : { id: resourceId(scope, 'Microsoft.Network/privateDnsZones', name), name }
}

function withGroup(estate: Estate, endpoint: PrivateEndpoint, chosen: readonly Zone[]): Estate {
  const present = estate.zoneGroups.find(({ endpointId }) => endpointId === endpoint.id)
  const kept = present?.zones ?? []
  const needed = chosen.filter(({ id }) => !kept.some(({ zoneId }) => zoneId === id))
  if (needed.length === 0 && present !== undefined) return estate
  const expected = new Set(chosen.map(({ name }) => name))
  // A zone of a needed name but another id is replaced; zones that serve something else stay.
  const others = kept.filter(({ zoneId }) => !expected.has(nameOf(zoneId).toLowerCase()) || chosen.some(({ id }) => id === zoneId))
  const all = [...others, ...needed.map(({ id, name }) => ({ name: name.replaceAll('.', '-'), zoneId: id }))]
  const group: ZoneGroup = { id: present?.id ?? childId(endpoint.id, 'privateDnsZoneGroups', 'default'), endpointId: endpoint.id, zones: all.slice(0, zonesPerGroup) }
  const beyond = all.slice(zonesPerGroup)
  const tasks = beyond.length === 0 ? estate.tasks : withEntries(estate.tasks, [recordsTask(endpoint, beyond.map(({ zoneId }) => nameOf(zoneId)), 'groupIsFull')])
  return { ...estate, zoneGroups: withEntries(estate.zoneGroups, [group]), tasks }
}

function withLinks(estate: Estate, chosen: readonly Zone[], networkId: ArmId): Estate {
  const missing = chosen.filter(({ id }) => !estate.zoneLinks.some((link) => link.zoneId === id && link.networkId === networkId))
  const links = missing.map(({ id }) => ({ id: childId(id, 'virtualNetworkLinks', `lnk-${nameOf(networkId)}`), zoneId: id, networkId, registers: false, fallsBack: false }))
  return { ...estate, zoneLinks: withEntries(estate.zoneLinks, links) }
}

/**
 * Azure writes the records of a zone group; where the addresses are known already, so are the records. A record that another
 * endpoint took (KV-04 of C05) is written again only when the group is, so it becomes a task.
 */
function withExpectedRecords(estate: Estate, target: PathTarget, endpoint: PrivateEndpoint, chosen: readonly Zone[]): Estate {
  if (!Array.isArray(endpoint.names)) return estate
  const names: readonly { readonly host: string; readonly address: string }[] = endpoint.names
  const expected = names.flatMap(({ host, address }) => {
    const record = recordOf(host, target.group, chosen.map(({ name }) => name), estate)
    const zone = chosen.find(({ name }) => name === record?.zone)
    return record === null || zone === undefined ? [] : [{ id: childId(zone.id, 'A', record.name), zoneId: zone.id, name: record.name, addresses: [address] }]
  })
  const there = (wanted: (typeof expected)[number]) => estate.records.find((entry) => entry.zoneId === wanted.zoneId && entry.name.toLowerCase() === wanted.name)
  const taken = expected.filter((wanted) => { const found = there(wanted); return found !== undefined && !wanted.addresses.every((address) => found.addresses.includes(address)) })
  const lost = expected.filter((wanted) => there(wanted) === undefined)
  const written = [...lost, ...taken].map((wanted) => ({ ...wanted, id: there(wanted)?.id ?? wanted.id }))
  const groupUnchanged = estate.zoneGroups.some(({ endpointId }) => endpointId === endpoint.id)
  const tasks = taken.length > 0 && groupUnchanged ? withEntries(estate.tasks, [recordsTask(endpoint, [...new Set(taken.map(({ zoneId }) => nameOf(zoneId)))], 'recordTaken')]) : estate.tasks
  return { ...estate, records: withEntries(estate.records, written), tasks }
}

/** Zones that somebody else writes into, or has to link or mend; what the task says is then taken as done. */
function withWritingTask(estate: Estate, choices: Choices, target: PathTarget, endpoint: PrivateEndpoint): Estate {
  if (estate.tasks.some(({ task, data }) => task === 'writeRecords' && data['endpoint'] === endpoint.id)) return estate
  const needed = zones(target.group, estate.cloud)
  const grouped = estate.zoneGroups.filter(({ endpointId }) => endpointId === endpoint.id).flatMap((group) => group.zones.map(({ zoneId }) => nameOf(zoneId).toLowerCase()))
  const faulty = pathFaults(estate, target, [networkOf(endpoint.subnetId)]).flatMap((fault) => ('zone' in fault ? [fault.zone] : []))
  const missing = needed.filter((zone) => !grouped.includes(zone) || faulty.includes(zone))
  return missing.length === 0 ? estate : { ...estate, tasks: withEntries(estate.tasks, [recordsTask(endpoint, missing, choices.workspace.dnsWriter)]) }
}

/** A task's id is that of its resource with the task's name, so that each is listed once. */
export const recordsTask = (endpoint: PrivateEndpoint, zoneNames: readonly string[], because: string): Task => ({
  id: childId(endpoint.id, 'tasks', 'writeRecords'), task: 'writeRecords', data: { endpoint: endpoint.id, zones: zoneNames, because, group: groupOf(endpoint.id) ?? endpoint.id },
})
