/** Whether a way in leads to the workspace: the product's own journeys, walked from where people work, once the public way is shut (CONN-01, CONN-16). */
import { type ArmId, nameOf } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import type { Gateway, NetworkInterface } from '../../estate/network.ts'
import { connectionsFromElsewhere, endpointsOf, networkOf } from '../../estate/questions.ts'
import { resolvingNetworkIds } from '../../estate/resolution.ts'
import { type EndpointGroup, networkRules } from '../../facts/ask.ts'
import type { NetworkRuleId } from '../../facts/networkRules.ts'
import type { Goal, Hop, Journey, Origin, Route, TagFlow } from '../../reach/journey.ts'
import { groupOf, type ServiceGoal } from '../../reach/names.ts'
import { reach } from '../../reach/reach.ts'
import type { Choices } from '../choices.ts'
import { concernedNetworkIds } from '../concerned.ts'
import { zoneUnseen } from '../privatePath.ts'
import { type Place, type PlaceData, unknownAt } from '../rule.ts'
import { bastionsServing, clientInterfaces, openedInterfaces, ways, waysInto } from './ways.ts'
import type { Unread, UnreadState } from '../unread.ts'

/** A hop that does not let people pass, or that could not be seen. */
export interface Stop {
  readonly verdict: 'fails' | 'unknown'
  readonly hop: Hop
}

/** A way that the estate shows, by its gateway or by a host and a machine. `stop` null: it leads to the workspace, as far as this rule asks. */
export interface JudgedWay {
  readonly id: ArmId
  readonly machineId: ArmId | null
  readonly stop: Stop | null
}

/** A machine as the place where people work. Its own public address and its interface's own security group count. */
export const workplace = ({ id, subnetId, securityGroupId, publicAddressId }: NetworkInterface, through: 'bastion' | null = null): Extract<Origin, { at: 'subnet' }> =>
  ({ at: 'subnet', subnetId, interfaceId: securityGroupId === null ? null : id, ownAddress: publicAddressId === null ? 'no' : 'yes', through })

const journey = (from: Origin, goal: Goal): Journey => ({ id: '', who: 'administrators', from, goal })
const closed = (estate: Estate): Estate => ({ ...estate, workspace: { ...estate.workspace, exposure: { publicAccess: 'closed' } } })

/** Names that have a public answer say so in an earlier hop than the door that is shut. */
const publicAnswers: readonly Hop['because'][] = ['notLinked', 'fallsBack', 'noPrivateName']

/** What stops a route that has to arrive by a private endpoint; null where it does. */
function privateStop(estate: Estate, { from, goal }: { readonly from: Origin; readonly goal: ServiceGoal }): Stop | null {
  const stop = stopOf(reach(closed(estate), journey(from, goal)))
  const isHidden = stop?.hop.because === 'notLinked' && mayBeWrittenUnseen(estate, goal, String(stop.hop.data['zone']))
  return stop === null || !isHidden ? stop : { ...stop, verdict: 'unknown' }
}

/** Whether no zone of this name is in sight, and every endpoint's names may be in one: that nothing is linked is then not known (as for STOR-40, WKSP-04). */
function mayBeWrittenUnseen(estate: Estate, { targetId, service }: ServiceGoal, zone: string): boolean {
  const endpoints = endpointsOf(estate, targetId, groupOf(service))
  return endpoints.length > 0 && endpoints.every((endpoint) => zoneUnseen(estate, endpoint, zone))
}

function stopOf({ outcome, by, hops }: Route): Stop | null {
  if (outcome === 'reaches' && by === 'privateEndpoint') return null
  if (outcome === 'unknown') { const hop = hops.find(({ verdict }) => verdict === 'unknown'); return hop === undefined ? null : { verdict: 'unknown', hop } }
  const failing = hops.find(({ verdict }) => verdict === 'fails')
  const answer = hops.find(({ because }) => publicAnswers.includes(because))
  const hop = failing === undefined || failing.hop === 'firewall' ? (answer ?? failing) : failing
  return hop === undefined ? null : { verdict: 'fails', hop }
}

/** What stops a flow to public services of Azure from a machine. */
export function outwardStop(estate: Estate, nic: NetworkInterface, flows: readonly TagFlow[]): Stop | null {
  const { outcome, hops } = reach(estate, journey(workplace(nic), { to: 'tags', flows }))
  const hop = outcome === 'reaches' ? undefined : hops.find(({ verdict }) => verdict === outcome)
  return hop === undefined || outcome === 'reaches' ? null : { verdict: outcome, hop }
}

/** TCP 443 to the tag of a row of the article; none where the cloud has no such row. */
export function flowTo(estate: Estate, row: NetworkRuleId): readonly TagFlow[] {
  const tag = networkRules(estate.cloud).find(({ id }) => id === row)?.tag ?? null
  return tag === null ? [] : [{ tag, protocol: 'Tcp', port: '443' }]
}

/** What everybody who works with the workspace needs of the internet: to sign in and, in the studio, its pages (CONN-16, CONN-18). */
const publicNeeds = (estate: Estate, choices: Choices): readonly TagFlow[] =>
  [...flowTo(estate, 'out-aad'), ...(choices.access.studio === 'used' ? flowTo(estate, 'out-afd-frontend') : [])]

/** Whether anything private leads to a service already: without it there is no name to judge, and its own section says so. */
const isPrivate = (estate: Estate, targetId: ArmId, group: EndpointGroup): boolean =>
  endpointsOf(estate, targetId, group).some(({ status }) => status === 'approved')
  || (group === 'amlworkspace' && connectionsFromElsewhere(estate, targetId).some(({ status }) => status === 'approved'))

/** From a machine: the workspace's name leads to its private address, the address is reached, and the way out that people need is there. */
function machineStop(estate: Estate, choices: Choices, nic: NetworkInterface): Stop | null {
  const { id } = estate.workspace
  const inward = isPrivate(estate, id, 'amlworkspace') ? privateStop(estate, { from: workplace(nic, 'bastion'), goal: { to: 'service', service: 'api', targetId: id } }) : null
  if (inward?.verdict === 'fails') return inward
  // What is not known of the way out is said of the studio (CONN-18).
  const outward = outwardStop(estate, nic, publicNeeds(estate, choices))
  return outward?.verdict === 'fails' ? outward : inward
}

/**
 * From where a gateway's people sit. Nobody can read how names resolve there, so until somebody says that DNS servers forward to the network,
 * only what comes after the name is judged here (CONN-06 asks for the name).
 */
function gatewayStop(estate: Estate, choices: Choices, { kind }: Gateway, networkId: ArmId): Stop | null {
  const { id } = estate.workspace
  if (!isPrivate(estate, id, 'amlworkspace')) return null
  const resolution = choices.connectivity.resolution === 'forwarders' ? 'forwarders' : 'attested'
  const stop = privateStop(estate, { from: { at: 'gateway', networkId, kind, resolution }, goal: { to: 'service', service: 'api', targetId: id } })
  const isJudged = resolution === 'forwarders' || stop?.hop.hop === 'route' || stop?.hop.hop === 'group'
  return isJudged ? stop : null
}

/** The ways into the workspace's networks that the estate shows, each followed to the workspace. */
export function judgedWays(estate: Estate, choices: Choices): readonly JudgedWay[] {
  const networks = concernedNetworkIds(estate, choices)
  const gateways = networks.flatMap((network) => waysInto(estate, network).gateways.map((gateway): JudgedWay =>
    ({ id: gateway.id, machineId: null, stop: gatewayStop(estate, choices, gateway, network) })))
  const machines = kindsOf(openedInterfaces(estate, networks)).map((nic): JudgedWay =>
    ({ id: bastionsServing(estate, networkOf(nic.subnetId))[0]?.id ?? nic.id, machineId: nic.machineId, stop: machineStop(estate, choices, nic) }))
  return [...gateways, ...machines]
}

/** What tells apart how interfaces fare: the subnet, the group of their own, and whether they have a public address. */
const kindOf = ({ subnetId, securityGroupId, publicAddressId }: NetworkInterface): string => `${subnetId} ${securityGroupId ?? ''} ${publicAddressId === null ? '' : 'public'}`

/** One interface of each kind, the first. */
export const kindsOf = (interfaces: readonly NetworkInterface[]): readonly NetworkInterface[] =>
  [...new Map([...interfaces].reverse().map((nic) => [kindOf(nic), nic])).values()].reverse()

/** The machines on which people work with the workspace: those in its networks and, where nobody comes in otherwise, those in joined networks that a Bastion host opens. */
export function workplaces(estate: Estate, choices: Choices): readonly NetworkInterface[] {
  const networks = concernedNetworkIds(estate, choices)
  const here = clientInterfaces(estate, networks)
  const opened = openedInterfaces(estate, networks)
  if (ways(estate, choices).gateways.length > 0 || opened.some((nic) => here.includes(nic))) return here
  return [...here, ...leadingOr(estate, choices, opened)]
}

/** Those from which the workspace is reached; all where none is, or where that is not known. */
function leadingOr(estate: Estate, choices: Choices, interfaces: readonly NetworkInterface[]): readonly NetworkInterface[] {
  const leading = new Set(kindsOf(interfaces).filter((nic) => machineStop(estate, choices, nic) === null).map(kindOf))
  return leading.size > 0 ? interfaces.filter((nic) => leading.has(kindOf(nic))) : interfaces
}

/** The machine that people open by a Bastion host to work with what is in a network: one from which the workspace is reached, before others. */
export const jumpBoxInto = (estate: Estate, choices: Choices, networkId: ArmId): NetworkInterface | undefined => {
  const opened = openedInterfaces(estate, [networkId])
  const near = [...opened.filter(({ subnetId }) => networkOf(subnetId) === networkId), ...opened]
  return leadingOr(estate, choices, near)[0]
}

/**
 * A machine that a Bastion host opens and that is not known to lead nowhere. Where nothing private is there yet, it has to ask for names where the
 * networks do, since their zones will be linked there.
 */
export const usableJumpBox = (estate: Estate, choices: Choices, networks: readonly ArmId[]): NetworkInterface | undefined =>
  kindsOf(openedInterfaces(estate, networks)).find((nic) => machineStop(estate, choices, nic)?.verdict !== 'fails' && asksWhere(estate, networkOf(nic.subnetId), networks))

function asksWhere(estate: Estate, networkId: ArmId, networks: readonly ArmId[]): boolean {
  const [asked, others] = [resolvingNetworkIds(estate, networkId), networks.map((id) => resolvingNetworkIds(estate, id))]
  return networks.includes(networkId) || asked === 'unknown' || isPrivate(estate, estate.workspace.id, 'amlworkspace') || others.some((other) => other === 'unknown' || other.some((id) => asked.includes(id)))
}

/** What a machine asks for by private names: the workspace, and the storage that a browser and the SDK read and write themselves (gaps 51). */
const services = ['api', 'notebooks', 'blob', 'file'] as const

/** A service whose private address a machine does not get to. */
export interface Missed extends Stop {
  readonly service: (typeof services)[number]
}

/** The services that have a private endpoint, and that a machine does not reach by it (CONN-16). */
export const missedBy = (estate: Estate, nic: NetworkInterface): readonly Missed[] => services.flatMap((service): readonly Missed[] => {
  const { id, storageAccountId } = estate.workspace
  const targetId = groupOf(service) === 'amlworkspace' ? id : storageAccountId
  const stop = isPrivate(estate, targetId, groupOf(service)) ? privateStop(estate, { from: workplace(nic), goal: { to: 'service', service, targetId } }) : null
  return stop === null ? [] : [{ ...stop, service }]
})

/** A failing hop as data for a sentence: `stop` is its reason. */
export const stopData = ({ because, data }: Hop): PlaceData => ({ ...data, stop: because })

/** What was not read, by the reason of the hop that was not seen. */
const unseenBy: Readonly<Partial<Record<Hop['because'], UnreadState>>> = {
  serversUnread: 'dnsNetwork', notLinked: 'hiddenZone', zoneUnread: 'linkedZone', namesUnread: 'endpointNames', peeringUnread: 'peering', throughGateway: 'peering', appliance: 'firewallRules', tableUnread: 'routes', routeUnclear: 'unclearRoute', natUnclear: 'unclearNat', groupUnread: 'securityRules', groupUnclear: 'unclearGroup',
}

/** What was not read where a hop was not seen. */
export function unseen({ because, at }: Hop): Unread {
  if (because === 'recordsUnread' || because === 'endpointsUnread') return 'Microsoft.Network/privateDnsZones/A'
  return (because === 'subnetUnread' || because === 'networkUnread' ? at : null) ?? unseenBy[because] ?? 'way'
}

/** A place that could not be judged for a hop that was not seen; the hop's data fill the sentence. */
export const unseenAt = (at: ArmId, hop: Hop, data: PlaceData): Place => unknownAt(at, unseen(hop), { ...hop.data, ...data })

/** The name of a way for a sentence. */
export const wayData = ({ id, machineId }: JudgedWay): PlaceData => ({ way: nameOf(id), ...(machineId === null ? {} : { machine: nameOf(machineId) }) })
