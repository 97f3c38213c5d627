import { type ArmId, childId, groupOf, nameOf } from '../base/armId.ts'
import { limit, zones } from '../facts/ask.ts'
import type { Zone, ZoneGroup } from '../estate/dns.ts'
import type { Estate } from '../estate/estate.ts'
import type { PrivateEndpoint } from '../estate/network.ts'
import { computeSubnetIds, endpointsOf, entryOf, leadsTo, networkOf, relation, seen, withEntries } from '../estate/questions.ts'
import type { Task } from '../estate/services.ts'
import type { Choices } from './choices.ts'
import { askedZone, chosenZone, resolversOf, rivals, type Way } from './chosenZone.ts'
import { computeSubnetIdsWith } from './concerned.ts'
import { free, nameFor, placed } from './names.ts'
import { type PathTarget, pathFaults, recordOf, recordType } from './privatePath.ts'
import { chosenSubnetId } from './subnets.ts'

/** How many zones fit into one zone group (WKSP-06). */
const zonesPerGroup = limit('zones-per-group')

/**
 * The estate with a private path to the target: endpoint in the chosen subnet, approved, or that of a peered network where a second one would
 * take its record; zones, reused wherever they are or created; zone group; links to the networks that resolve. Who writes records is `choices.workspace.dnsWriter`: for others it
 * becomes a task. Unchanged while subnet or placement are undecided; twice is once.
 */
export function withPrivatePath(estate: Estate, choices: Choices, target: PathTarget): Estate {
  const subnetId = chosenSubnetId(choices, 'endpointSubnet')
  if (subnetId === null) return estate
  const endpoint = settledEndpoint(estate, choices, target, subnetId)
  if (endpoint === null) return estate
  const reached = approvedAtTarget({ ...estate, endpoints: withEntries(estate.endpoints, [endpoint]) }, endpoint)
  const way: Way = { target, endpoint, client: networkOf(subnetId) }
  return choices.workspace.dnsWriter === 'thisPlan' ? withNames(reached, choices, way) : withWritingTask(reached, choices, way)
}

/** The endpoint as it should be: the one that is there, approved or made again; else that of a peered network whose record would change hands; else a new one. */
function settledEndpoint(estate: Estate, choices: Choices, target: PathTarget, subnetId: ArmId): PrivateEndpoint | null {
  const { targetId, group } = target
  const networkId = networkOf(subnetId)
  const candidates = endpointsOf(estate, targetId, group).filter((each) => networkOf(each.subnetId) === networkId)
  const [best] = [...candidates].sort((one, other) => worth(other) - worth(one))
  if (best !== undefined) {
    if (best.status === 'approved') return best
    // Rejected and disconnected connections cannot be mended; the endpoint is made again under its name (WKSP-02).
    return best.status === 'pending' ? { ...best, status: 'approved' } : { ...best, status: 'approved', names: 'pending' }
  }
  const shared = rivals(estate, target, networkId).find((rival) => relation(estate, networkId, networkOf(rival.subnetId)) === 'peered')
  if (shared !== undefined) return shared
  const wanted = placed(choices, 'Microsoft.Network/privateEndpoints', nameFor(choices, 'pep', endpointName(targetId, group)))
  const region = entryOf(estate.networks, networkId)?.region
  if (wanted === null || region === undefined) return null
  const id = free(wanted, estate.endpoints.map((each) => each.id))
  return { id, region, subnetId, targetId, groups: [group], status: 'approved', manual: false, names: 'pending' }
}

/** Whether an approved endpoint, there or planned, leads to a target: without one nothing takes the place of its public way, and it stays open. */
export const hasPrivatePath = (estate: Estate, { targetId, group }: PathTarget): boolean =>
  endpointsOf(estate, targetId, group).some(({ status }) => status === 'approved')

/** Whether one of the admitted subnets is of the computes, so that a service behind its firewall is reached without an endpoint. */
export const admitsComputes = (estate: Estate, choices: Choices, subnetIds: readonly ArmId[]): boolean =>
  computeSubnetIdsWith(estate, choices).some((id) => subnetIds.includes(id))

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

function withNames(estate: Estate, choices: Choices, way: Way): Estate {
  const names = zones(way.target.group, estate.cloud)
  const chosen = names.flatMap((name) => chosenZone(estate, choices, name, way) ?? [])
  const known: Estate = { ...estate, zones: withEntries(estate.zones, chosen) }
  const grouped = withGroup(known, way.endpoint, chosen)
  const linked = resolvingFor(grouped, way).reduce((current, networkId) => withLinks(current, chosen, networkId), grouped)
  // A group that stays as it is writes nothing; what is not in a zone that was read is missing there.
  const silent = grouped === known ? chosen.filter(({ id }) => entryOf(estate.zones, id) !== undefined && seen(estate, recordType, id)) : []
  return withOtherZonesTask(withExpectedRecords(linked, way, { chosen, silent }), way, chosen)
}

/** Where names are resolved for the clients, and for computes in networks joined to the endpoint's that have none of their own. */
function resolvingFor(estate: Estate, { target, endpoint, client }: Way): readonly ArmId[] {
  const home = networkOf(endpoint.subnetId)
  const served = new Set(endpointsOf(estate, target.targetId, target.group).map(({ subnetId }) => networkOf(subnetId)))
  const computes = computeSubnetIds(estate).map(networkOf).filter((id) => !served.has(id) && relation(estate, id, home) === 'peered')
  return [...new Set([client, ...computes].flatMap((id) => resolversOf(estate, id)))]
}

/** The clients ask a zone that the endpoint's group cannot take up, since the group's own zone of the name serves others. */
function withOtherZonesTask(estate: Estate, { endpoint, client }: Way, chosen: readonly Zone[]): Estate {
  const other = chosen.filter(({ id, name }) => resolversOf(estate, client).some((network) => (askedZone(estate, name, network) ?? id) !== id))
  return other.length === 0 ? estate : { ...estate, tasks: withEntries(estate.tasks, [recordsTask(endpoint, other.map(({ name }) => name), 'otherZone')]) }
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

/** Azure refuses to link a network to a second zone of a name (F69); a name of a link may belong to another network of the same name. */
function withLinks(estate: Estate, chosen: readonly Zone[], networkId: ArmId): Estate {
  const missing = chosen.filter(({ name }) => askedZone(estate, name, networkId) === undefined)
  const taken = estate.zoneLinks.map(({ id }) => id)
  const links = missing.map(({ id }) => ({ id: free(childId(id, 'virtualNetworkLinks', `lnk-${nameOf(networkId)}`), taken), zoneId: id, networkId, registers: false, fallsBack: false }))
  return { ...estate, zoneLinks: withEntries(estate.zoneLinks, links) }
}

/**
 * Azure writes the records of a zone group; where the addresses are known already, so are the records. A record that another
 * endpoint took (KV-04 of C05), or that went with another endpoint (WKSP-07), is written again only when the group is, so it becomes a task.
 */
function withExpectedRecords(estate: Estate, { target, endpoint }: Way, { chosen, silent }: { readonly chosen: readonly Zone[]; readonly silent: readonly Zone[] }): Estate {
  if (!Array.isArray(endpoint.names)) return estate
  const names: readonly { readonly host: string; readonly address: string }[] = endpoint.names
  const expected = names.flatMap(({ host, address }) => {
    const record = recordOf(host, target.group, chosen.map(({ name }) => name), estate)
    const zone = chosen.find(({ name }) => name === record?.zone)
    return record === null || zone === undefined ? [] : [{ id: childId(zone.id, 'A', record.name), zoneId: zone.id, name: record.name, addresses: [address] }]
  })
  const there = (wanted: (typeof expected)[number]) => estate.records.find((entry) => entry.zoneId === wanted.zoneId && entry.name.toLowerCase() === wanted.name)
  const taken = expected.filter((wanted) => { const found = there(wanted); return found !== undefined && !wanted.addresses.every((address) => leadsTo(endpoint, found, address)) })
  const lost = expected.filter((wanted) => there(wanted) === undefined)
  const written = [...lost, ...taken].map((wanted) => ({ ...wanted, id: there(wanted)?.id ?? wanted.id }))
  const missing = lost.filter(({ zoneId }) => silent.some(({ id }) => id === zoneId))
  const again = [...new Set([...taken, ...missing].map(({ zoneId }) => nameOf(zoneId)))]
  const tasks = again.length > 0 ? withEntries(estate.tasks, [recordsTask(endpoint, again, taken.length > 0 ? 'recordTaken' : 'recordLost')]) : estate.tasks
  return { ...estate, records: withEntries(estate.records, written), tasks }
}

/** Zones that somebody else writes into, or has to link or mend; what the task says is then taken as done. */
function withWritingTask(estate: Estate, choices: Choices, { target, endpoint, client }: Way): Estate {
  if (estate.tasks.some(({ task, data }) => task === 'writeRecords' && data['endpoint'] === endpoint.id)) return estate
  const needed = zones(target.group, estate.cloud)
  const grouped = estate.zoneGroups.filter(({ endpointId }) => endpointId === endpoint.id).flatMap((group) => group.zones.map(({ zoneId }) => nameOf(zoneId).toLowerCase()))
  const faulty = pathFaults(estate, target, [client]).flatMap((fault) => ('zone' in fault ? [fault.zone] : []))
  const missing = needed.filter((zone) => !grouped.includes(zone) || faulty.includes(zone))
  return missing.length === 0 ? estate : { ...estate, tasks: withEntries(estate.tasks, [recordsTask(endpoint, missing, choices.workspace.dnsWriter)]) }
}

/** A task's id is that of its resource with the task's name, so that each is listed once. */
export const recordsTask = (endpoint: PrivateEndpoint, zoneNames: readonly string[], because: string): Task => ({
  id: childId(endpoint.id, 'tasks', 'writeRecords'), task: 'writeRecords', data: { endpoint: endpoint.id, zones: zoneNames, because, group: groupOf(endpoint.id) ?? endpoint.id },
})
