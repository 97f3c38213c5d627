/** What a client's question for a service's name is answered with: the address of a private endpoint, a public one, or nothing. */
import { type ArmId, idKey, nameOf, typeOf } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import type { PrivateEndpoint } from '../estate/network.ts'
import { connectionsFromElsewhere, entryOf, leadsTo, networkOf, seen } from '../estate/questions.ts'
import { resolvingNetworkIds } from '../estate/resolution.ts'
import { type Hop, hopOf } from './journey.ts'
import { endpointsTo, type EndpointName, groupOf, hostOf, namesIn, type ServiceGoal, zoneOf } from './names.ts'

/** Where a name leads, with the hops that say why. `endpoint`'s address is null while only Azure can say it. */
export type Answer =
  | { readonly leads: 'private'; readonly endpoint: PrivateEndpoint; readonly addresses: readonly string[]; readonly hops: readonly Hop[] }
  | { readonly leads: 'public' | 'nowhere' | 'unknown'; readonly hops: readonly Hop[] }

const zoneType = 'microsoft.network/privatednszones'
const linkType = `${zoneType}/virtualnetworklinks`

/** Whether the public name of a service points into its privatelink zone: it does as soon as an endpoint exists, wherever (arm-protocol 14). */
function privateName(estate: Estate, goal: ServiceGoal): 'yes' | 'no' | 'unknown' {
  const { targetId } = goal
  // Azure Monitor's names are everybody's: they point there always (MON-24).
  if (groupOf(goal.service) === 'azuremonitor') return 'yes'
  const known = endpointsTo(estate, goal)
  if (known.some(({ status }) => status === 'approved')) return 'yes'
  // Connections from elsewhere do not say which sub-resource they lead to; dead ones and waiting ones may still be in the name.
  if (known.length > 0 || connectionsFromElsewhere(estate, targetId).length > 0) return 'unknown'
  return seen(estate, 'Microsoft.Network/privateEndpoints', targetId) ? 'no' : 'unknown'
}

/** Whether a zone of this name can be there, and linked, though we do not see it. */
function mayBeHidden(estate: Estate, zone: string): boolean {
  const refused = estate.unread.some(({ id, type }) => {
    const listed = idKey(type ?? typeOf(id))
    if (listed !== zoneType && listed !== linkType) return false
    const below = idKey(id).split(`/providers/${zoneType}/`)[1]
    return below === undefined || below.split('/')[0] === zone
  })
  const named = estate.zoneGroups.flatMap(({ zones }) => zones.map(({ zoneId }) => zoneId)).some((id) => idKey(nameOf(id)) === zone && entryOf(estate.zones, id) === undefined)
  return refused || named
}

/** The zone of this name that is linked to a network, with its link. */
const linkOf = (estate: Estate, zone: string, networkId: ArmId) =>
  estate.zoneLinks.find((link) => link.networkId === networkId && idKey(nameOf(link.zoneId)) === zone)

/** What the name leads to for whoever asks as `networkId` does; null: nobody can read which servers are asked. */
export function answerFor(estate: Estate, goal: ServiceGoal, networkId: ArmId | null, asked: Hop): readonly Answer[] {
  const resolving = networkId === null ? 'unknown' : resolvingNetworkIds(estate, networkId)
  const cname = privateName(estate, goal)
  const host = hostOf(estate, goal)
  if (resolving === 'unknown') {
    // A name without an endpoint has one answer, whoever is asked.
    if (cname === 'no') return [publicly([hopOf('name', 'passes', 'publicName', { data: { host } }), hopOf('zone', 'skipped', 'noPrivateName')])]
    const because = networkId === null ? asked : hopOf('name', 'unknown', 'serversUnread', { at: networkId, data: { host } })
    return [{ leads: 'unknown', hops: [{ ...because, data: { host, ...because.data } }] }]
  }
  const hops = [{ ...asked, data: { host, networks: resolving.map(nameOf), ...asked.data } }]
  return resolving.map((network) => inNetwork(estate, goal, { network, cname, hops }))
}

/** A name that public DNS answers: no zone is asked. */
export const publicName = (host: string): Answer => publicly([hopOf('name', 'passes', 'publicName', { data: { host } }), hopOf('zone', 'skipped', 'notAsked')])

const publicly = (hops: readonly Hop[], record: Hop = hopOf('record', 'skipped', 'notAsked')): Answer =>
  ({ leads: 'public', hops: [...hops, record, hopOf('address', 'passes', 'publicAddress')] })

interface Asked {
  readonly network: ArmId
  readonly cname: 'yes' | 'no' | 'unknown'
  readonly hops: readonly Hop[]
}

function inNetwork(estate: Estate, goal: ServiceGoal, { network, cname, hops }: Asked): Answer {
  const privateZone = zoneOf(goal.service, estate)
  if (privateZone === undefined) return publicly([...hops, hopOf('zone', 'skipped', 'noPrivateName')])
  const byHand = writtenByHand(estate, goal, network, privateZone)
  if (byHand !== undefined) {
    const told = { at: byHand.id, data: { zone: privateZone } }
    return privately(byHand, [], [...hops, hopOf('zone', 'passes', 'writtenByHand', told)], hopOf('record', 'passes', 'writtenByHand', told))
  }
  // A zone named as the public names themselves takes them over, with an endpoint or without.
  const taken = linkOf(estate, privateZone.replace(/^privatelink\./, ''), network)
  const link = taken ?? linkOf(estate, privateZone, network)
  if (taken === undefined && cname === 'no') return publicly([...hops, hopOf('zone', 'skipped', 'noPrivateName', { at: goal.targetId })])
  if (link === undefined) {
    if (mayBeHidden(estate, privateZone)) return { leads: 'unknown', hops: [...hops, hopOf('zone', 'unknown', 'zoneUnread', { data: { zone: privateZone, network: nameOf(network) } })] }
    return publicly([...hops, hopOf('zone', 'passes', 'notLinked', { at: network, data: { zone: privateZone, network: nameOf(network) } })])
  }
  if (link.unfinished === true) return { leads: 'unknown', hops: [...hops, hopOf('zone', 'unknown', 'zoneUnread', { at: link.id, data: { zone: privateZone, network: nameOf(network) } })] }
  const zone = hopOf('zone', 'passes', 'linked', { at: link.zoneId, data: { zone: idKey(nameOf(link.zoneId)), network: nameOf(network) } })
  return inZone(estate, goal, { zoneId: link.zoneId, fallsBack: link.fallsBack, certain: taken !== undefined || cname === 'yes', hops: [...hops, zone] })
}

/** An endpoint whose records somebody else writes, in a network that asks the same servers; what the task says is then taken as done. */
function writtenByHand(estate: Estate, goal: ServiceGoal, network: ArmId, zone: string): PrivateEndpoint | undefined {
  return endpointsTo(estate, goal).find((endpoint) => {
    const task = estate.tasks.some(({ task: kind, data }) => kind === 'writeRecords' && data['endpoint'] === endpoint.id && [data['zones'] ?? []].flat().includes(zone))
    const resolving = resolvingNetworkIds(estate, networkOf(endpoint.subnetId))
    return task && endpoint.status === 'approved' && (networkOf(endpoint.subnetId) === network || (resolving !== 'unknown' && resolving.includes(network)))
  })
}

interface InZone {
  readonly zoneId: ArmId
  readonly fallsBack: boolean
  /** Whether the name certainly points into this zone. */
  readonly certain: boolean
  readonly hops: readonly Hop[]
}

function inZone(estate: Estate, goal: ServiceGoal, { zoneId, fallsBack, certain, hops }: InZone): Answer {
  const zone = idKey(nameOf(zoneId))
  const all = endpointsTo(estate, goal)
  const endpoints = all.filter(({ status }) => status === 'approved')
  const stop = (hop: Hop): Answer => ({ leads: hop.verdict === 'fails' ? 'nowhere' : 'unknown', hops: [...hops, hop] })
  if (entryOf(estate.zones, zoneId) === undefined || !seen(estate, 'Microsoft.Network/privateDnsZones/A', zoneId)) return stop(hopOf('record', 'unknown', 'recordsUnread', { at: zoneId, data: { zone } }))
  const found = endpoints.map((endpoint) => ({ endpoint, ...recordsFor(estate, zoneId, { endpoint, names: namesIn(estate, endpoint, goal.service, zone) }) }))
  const whole = found.find(({ right, wanted }) => wanted > 0 && right.length === wanted)
  if (whole !== undefined) return privately(whole.endpoint, whole.right, hops, hopOf('record', 'passes', 'recordThere', { at: zoneId, data: { zone, names: whole.right.map(({ host }) => host) } }))
  const wrong = found.flatMap((each) => each.wrong)[0]
  if (wrong !== undefined) {
    const record = hopOf('record', 'passes', 'recordThere', { at: zoneId, data: { zone, names: [wrong.host] } })
    return { leads: certain ? 'nowhere' : 'unknown', hops: [...hops, record, hopOf('address', certain ? 'fails' : 'unknown', 'strangeAddress', { at: zoneId, data: { ...wrong } })] }
  }
  const expected = endpoints.find((endpoint) => endpoint.names === 'pending' && estate.zoneGroups.some((group) => group.endpointId === endpoint.id && group.zones.some((each) => each.zoneId === zoneId)))
  if (expected !== undefined) return privately(expected, [], hops, hopOf('record', 'passes', 'recordExpected', { at: zoneId, data: { zone } }))
  // A record that outlives its connection, or comes before its approval, leads to an endpoint that carries nothing.
  const dead = all.filter(({ status }) => status !== 'approved').find((endpoint) => recordsFor(estate, zoneId, { endpoint, names: namesIn(estate, endpoint, goal.service, zone) }).right.length > 0)
  if (dead !== undefined) return stop(hopOf('address', certain ? 'fails' : 'unknown', 'notApproved', { at: dead.id, data: { status: dead.status } }))
  const nameless = endpoints.find((endpoint) => endpoint.names !== 'pending' && namesIn(estate, endpoint, goal.service, zone).length === 0)
  if (nameless !== undefined) return stop(hopOf('record', 'unknown', 'namesUnread', { at: nameless.id, data: { zone } }))
  if (groupOf(goal.service) === 'azuremonitor' && all.length === 0 && maybeScoped(estate, goal.targetId, zoneId)) return stop(hopOf('record', 'unknown', 'endpointsUnread', { at: zoneId, data: { zone } }))
  const ungrouped = endpoints.find(({ id, names }) => names === 'pending' && !seen(estate, 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups', id))
  if (ungrouped !== undefined) return stop(hopOf('record', 'unknown', 'namesUnread', { at: ungrouped.id, data: { zone } }))
  if (fallsBack) return publicly(hops, hopOf('record', 'passes', 'fallsBack', { at: zoneId, data: { zone } }))
  return stop(hopOf('record', certain ? 'fails' : 'unknown', certain ? 'recordMissing' : 'endpointsUnread', { at: zoneId, data: { zone, host: hostOf(estate, goal) } }))
}

/** Whether a scope that we do not see, or another one whose records are in the zone, may carry a component's telemetry. */
function maybeScoped(estate: Estate, componentId: ArmId, zoneId: ArmId): boolean {
  const scopes = estate.scopedResources.filter(({ linkedId }) => linkedId === componentId).map(({ scopeId }) => scopeId)
  const types = ['Microsoft.Insights/privateLinkScopes', 'Microsoft.Insights/privateLinkScopes/scopedResources', 'Microsoft.Network/privateEndpoints']
  return estate.records.some((each) => each.zoneId === zoneId) || scopes.some((id) => connectionsFromElsewhere(estate, id).length > 0) || types.some((type) => !seen(estate, type, componentId))
}

const privately = (endpoint: PrivateEndpoint, names: readonly EndpointName[], hops: readonly Hop[], record: Hop): Answer => {
  const addresses = [...new Set(names.map(({ address }) => address))].sort()
  return { leads: 'private', endpoint, addresses, hops: [...hops, record, hopOf('address', 'passes', 'privateAddress', { at: endpoint.id, data: { addresses } })] }
}

/** The names of an endpoint whose record has its address, and those whose record has another. */
function recordsFor(estate: Estate, zoneId: ArmId, { endpoint, names }: { readonly endpoint: PrivateEndpoint; readonly names: readonly EndpointName[] }) {
  const pairs = names.map((name) => ({ name, record: estate.records.find((each) => each.zoneId === zoneId && each.name.toLowerCase() === name.record) }))
  return {
    wanted: names.length,
    right: pairs.filter(({ name, record }) => record !== undefined && leadsTo(endpoint, record, name.address)).map(({ name }) => name),
    wrong: pairs.flatMap(({ name, record }) => (record === undefined || leadsTo(endpoint, record, name.address) ? [] : [{ host: name.host, expected: name.address, found: record.addresses }])),
  }
}
