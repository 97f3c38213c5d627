import { nameOf, typeOf, type ArmId } from '../base/armId.ts'
import { networkRules, regionTag } from '../facts/ask.ts'
import type { NetworkRuleId } from '../facts/networkRules.ts'
import type { Estate } from '../estate/estate.ts'
import type { Subnet } from '../estate/network.ts'
import { entryOf, networkOf, seen } from '../estate/questions.ts'
import { type Answer, answerFor, publicName } from './dns.ts'
import { carriedBy, type Client, ownBuildDoor, type Passed, publicDoor, serviceDoor } from './firewall.ts'
import { type By, type Hop, hopOf, type Journey, type Origin, type Route, routeOf, type Service } from './journey.ts'
import { groupOf, hostOf, type ServiceGoal } from './names.ts'
import { hasManagedNetwork } from './managedNetwork.ts'
import { privateHops, publicHops } from './network.ts'
import { originHop } from './origin.ts'

type FromSubnet = Extract<Origin, { at: 'subnet' }>
type FromGateway = Extract<Origin, { at: 'gateway' }>

/**
 * A journey walked over an estate, hop by hop: who → name → zone → record → address → route and security group → the service's firewall
 * and its exceptions. What was not read gives `unknown`, never a guess.
 */
export function reach(estate: Estate, journey: Journey): Route {
  const start = originHop(estate, journey.from)
  if (start.verdict === 'fails') return routeOf([start], null)
  const { from, goal } = journey
  if (goal.to === 'service') {
    const missing = notYet(estate, goal)
    if (missing !== null) return routeOf([start, missing], null)
  }
  switch (from.at) {
    case 'undecided': return routeOf([start], null)
    case 'workspace': return goal.to === 'service' ? fromAzure(start, serviceDoor(estate, goal)) : routeOf([start], null)
    case 'build': return goal.to === 'service' ? fromBuild(estate, goal, start) : routeOf([start], null)
    case 'internet': case 'azureNetwork':
      if (goal.to !== 'service') return routeOf([start, ...skipped, hopOf('firewall', 'skipped', 'azureService')], 'public')
      return from.at === 'azureNetwork' ? fromAzureNetwork(estate, goal, start) : outside(estate, goal, start, clientOf(from))
    case 'subnet': return fromSubnet(estate, journey, from, start)
    case 'gateway': return goal.to === 'service' ? fromGateway(estate, goal, from, start) : routeOf([start], null)
  }
}

const clientOf = ({ addresses }: Extract<Origin, { at: 'internet' }>): Client => ({ subnetId: null, addresses: addresses.length === 0 ? 'anybody' : addresses })

const skipped: readonly Hop[] = [hopOf('route', 'skipped', 'notAsked'), hopOf('group', 'skipped', 'notAsked')]

/** The target of a journey is not made yet; null when it is there, or when nobody could have seen it. */
function notYet(estate: Estate, { service, targetId }: ServiceGoal): Hop | null {
  const { workspace } = estate
  const referred = [workspace.id, workspace.storageAccountId, workspace.vaultId, workspace.registryId, workspace.componentId].includes(targetId)
  const there = referred || [estate.storageAccounts, estate.vaults, estate.registries].some((list) => entryOf<{ readonly id: ArmId }>(list, targetId) !== undefined)
  return there || !seen(estate, typeOf(targetId), targetId) ? null : hopOf('name', 'fails', 'targetNotYet', { at: targetId, data: { service } })
}

const fromAzure = (start: Hop, { hop, by }: Passed): Route => routeOf([start, ...skipped, hop], by)

/** Images are built by the cluster that the workspace names; without one by the registry itself. */
function fromBuild(estate: Estate, goal: ServiceGoal, start: Hop): Route {
  const name = estate.workspace.imageBuildCompute
  if (name === null) return fromAzure(start, ownBuildDoor(estate, goal))
  const cluster = estate.computes.find(({ id }) => nameOf(id).toLowerCase() === name.toLowerCase())
  if (cluster === undefined) return routeOf([start], null)
  if (cluster.subnetId === null) return fromAzureNetwork(estate, goal, start)
  const from: FromSubnet = { at: 'subnet', subnetId: cluster.subnetId, interfaceId: null, ownAddress: cluster.publicIp === null ? 'unknown' : cluster.publicIp ? 'yes' : 'no', through: null }
  const placed = originHop(estate, from)
  return placed.verdict === 'passes' ? fromSubnet(estate, { goal }, from, start) : routeOf([start, placed], null)
}

/** A client whose question is answered by public DNS. */
function outside(estate: Estate, goal: ServiceGoal, start: Hop, client: Client): Route {
  const answer = publicName(hostOf(estate, goal))
  const { hop, by } = publicDoor(estate, goal, client)
  return routeOf([start, ...answer.hops, ...skipped, hop], by)
}

/**
 * Computes in no subnet of ours. A managed network has outbound rules and endpoints of its own, which are not read: what is open is reached where
 * it allows the internet, and of all else nobody can tell.
 */
function fromAzureNetwork(estate: Estate, goal: ServiceGoal, start: Hop): Route {
  const openly = outside(estate, goal, start, { subnetId: null, addresses: 'unknown' })
  const { id, managedNetwork } = estate.workspace
  if (!hasManagedNetwork(estate) || (managedNetwork === 'AllowInternetOutbound' && openly.outcome === 'reaches')) return openly
  return routeOf([start, hopOf('route', 'unknown', 'managedRules', { at: id })], null)
}

function fromSubnet(estate: Estate, { goal }: Pick<Journey, 'goal'>, from: FromSubnet, start: Hop): Route {
  const subnet = entryOf(estate.subnets, from.subnetId)
  if (subnet === undefined) return routeOf([start], null)
  const nic = entryOf(estate.interfaces, from.interfaceId) ?? null
  const leaving = { subnet, nic, ownAddress: from.ownAddress }
  if (goal.to === 'tags') return routeOf([start, ...publicHops(estate, leaving, goal.flows, 'byInternet'), hopOf('firewall', 'skipped', 'azureService')], 'public')
  const networkId = networkOf(subnet.id)
  const asked = hopOf('name', 'passes', 'resolvedBy', { at: networkId })
  return worst(answerFor(estate, goal, networkId, asked).map((answer) => walk(answer, {
    start,
    privately: (endpoint, addresses) => privateHops(estate, { networkId, subnet, nic }, { endpoint, addresses, port: portOf(goal.service) }),
    publicly: () => fromInside(estate, goal, leaving),
  })))
}

/** Traffic from a subnet to the public address of a service: past the internet routes where a service endpoint carries it. */
function fromInside(estate: Estate, goal: ServiceGoal, leaving: { readonly subnet: Subnet; readonly nic: Parameters<typeof publicHops>[1]['nic']; readonly ownAddress: FromSubnet['ownAddress'] }): Walked {
  const { carries, why } = carriedBy(estate, goal, leaving.subnet.id)
  const flow = { tag: tagOf(estate, goal), protocol: 'Tcp' as const, port: portOf(goal.service) }
  const hops = publicHops(estate, leaving, [flow], carries === 'yes' ? 'direct' : 'byInternet')
  const { hop, by } = publicDoor(estate, goal, { subnetId: carries === 'yes' ? leaving.subnet.id : null, addresses: 'unknown' })
  // Not knowing whether it is carried matters only where the firewall asks for it.
  const doubtful = why !== null && by !== 'public'
  return { hops: [...(doubtful ? [why, ...hops.slice(1)] : hops), doubtful && hop.verdict === 'fails' ? { ...hop, verdict: 'unknown' } : hop], by }
}

/** People who come in by a gateway: their traffic enters the network, their names resolve where somebody said that they do. */
function fromGateway(estate: Estate, goal: ServiceGoal, from: FromGateway, start: Hop): Route {
  const attested = from.resolution === 'attested'
  const forwarded = from.resolution === 'forwarders' && estate.tasks.some(({ task, data }) => task === 'forwardDns' && data['network'] === from.networkId)
  const asked = attested ? hopOf('name', 'passes', 'resolvedAsAttested', { at: from.networkId })
    : forwarded ? hopOf('name', 'passes', 'forwardedByHand', { at: from.networkId }) : hopOf('name', 'unknown', 'resolutionUndecided', { at: from.networkId })
  const answers = answerFor(estate, goal, attested || forwarded ? from.networkId : null, asked)
  return worst(answers.map((answer) => walk(answer, {
    start,
    privately: (endpoint, addresses) => privateHops(estate, { networkId: from.networkId, subnet: null, nic: null }, { endpoint, addresses, port: portOf(goal.service) }),
    // From a site or a client computer a public address is reached by its own line, as anybody reaches it.
    publicly: () => {
      const { hop, by } = publicDoor(estate, goal, { subnetId: null, addresses: 'unknown' })
      return { hops: [...skipped, hop], by }
    },
  })))
}

interface Walked {
  readonly hops: readonly Hop[]
  readonly by: By | null
}

interface Ways {
  readonly start: Hop
  readonly privately: (endpoint: Extract<Answer, { leads: 'private' }>['endpoint'], addresses: readonly string[]) => readonly Hop[]
  readonly publicly: () => Walked
}

/** From the answer of DNS to the service's firewall. */
function walk(answer: Answer, { start, privately, publicly }: Ways): Route {
  switch (answer.leads) {
    case 'private': {
      const { endpoint, addresses, hops } = answer
      // An endpoint's status is its target's word already, and only an approved one is answered.
      return routeOf([start, ...hops, ...privately(endpoint, addresses), hopOf('firewall', 'passes', 'approved', { at: endpoint.id })], 'privateEndpoint')
    }
    case 'public': {
      const { hops, by } = publicly()
      return routeOf([start, ...answer.hops, ...hops], by)
    }
    case 'nowhere': case 'unknown': return routeOf([start, ...answer.hops], null)
  }
}

const weight = { fails: 2, unknown: 1, reaches: 0 } as const

/** Where several servers may be asked, the worst answer counts. */
const worst = (routes: readonly Route[]): Route =>
  routes.reduce((found, route) => (weight[route.outcome] > weight[found.outcome] ? route : found), routes[0] ?? routeOf([], null))

/** Shares are mounted by SMB (STOR-30); all else is HTTPS. */
const portOf = (service: Service): string => (service === 'file' ? '445' : '443')

const rowOf: Readonly<Record<ReturnType<typeof groupOf>, NetworkRuleId>> = {
  amlworkspace: 'out-aml-tcp', blob: 'out-storage', file: 'out-storage', queue: 'out-storage', table: 'out-storage', dfs: 'out-storage', vault: 'out-keyvault-hbi', registry: 'out-acr-aks', azuremonitor: 'out-monitor',
}

/** The service tag of a service's public addresses, in its own region. */
function tagOf(estate: Estate, { service, targetId }: ServiceGoal): string {
  const row = networkRules(estate.cloud).find(({ id }) => id === rowOf[groupOf(service)])
  const region = [...estate.storageAccounts, ...estate.vaults, ...estate.registries].find(({ id }) => id === targetId)?.region ?? estate.workspace.region
  return (row?.tag ?? 'Internet').replace('{region}', regionTag(region))
}
