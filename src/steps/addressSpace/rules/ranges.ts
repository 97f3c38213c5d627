import type { ArmId } from '../../../base/armId.ts'
import { contains, overlaps, parseRange, rangeOf, rangesOf } from '../../../base/cidr.ts'
import type { Estate } from '../../../estate/estate.ts'
import { entryOf, networkOf, seen } from '../../../estate/questions.ts'
import { asksAzure } from '../../../estate/resolution.ts'
import type { KubernetesNetwork } from '../../../estate/services.ts'
import { privateRanges, reservedRanges } from '../../../facts/address.ts'
import { limit } from '../../../facts/ask.ts'
import { rangesToJoin } from '../../addressPlan.ts'
import type { Choices } from '../../choices.ts'
import { candidateNetworks, concernedNetworkIds, concernedNetworks, subnetsIn } from '../../concerned.ts'
import { type Level, type Place, type Rulebook, unknownAt } from '../../rule.ts'

/** What `judge` says of each concerned network; an unread one is unknown. A lone candidate is judged as `should`, before anybody chose it. */
function perNetwork(estate: Estate, choices: Choices, judge: (id: ArmId, prefixes: readonly string[]) => readonly Place[]): readonly Place[] {
  const concerned = concernedNetworks(estate, choices)
  if (concerned.length > 0) return concerned.flatMap(({ id, network }) => (network === undefined ? [unknownAt(id, id)] : judge(id, network.prefixes)))
  const [only, ...others] = candidateNetworks(estate)
  if (only === undefined || others.length > 0) return []
  return judge(only.id, only.prefixes).map((place) => ({ ...place, level: 'should' as Level }))
}

const property = 'addressSpace.addressPrefixes'

/** Prefixes that have an address in common with one of the ranges. */
const meeting = (id: ArmId, prefixes: readonly string[], ranges: readonly { readonly cidr: string; readonly kind: string }[]): readonly Place[] =>
  prefixes.flatMap((prefix) => ranges.filter(({ cidr }) => meet(prefix, cidr)).map(({ cidr, kind }) => ({ at: id, data: { property, value: prefix, range: cidr, kind } })))

function meet(one: string, other: string): boolean {
  const [left, right] = [parseRange(one), parseRange(other)]
  return left !== null && right !== null && overlaps(left, right)
}

const docker = reservedRanges.filter(({ kind }) => kind === 'docker-bridge')
const azureOwn = reservedRanges.filter(({ kind, severity }) => severity === 'error' && kind !== 'docker-bridge')
const forAks = reservedRanges.filter(({ kind }) => kind === 'aks-default-service-cidr')
const unofficial = (prefix: string): boolean => {
  const range = parseRange(prefix)
  return range !== null && !rangesOf(privateRanges).some((each) => contains(each, range))
}

function joinedRanges(estate: Estate, choices: Choices, id: ArmId, prefixes: readonly string[]): readonly Place[] {
  const others = rangesToJoin(estate, choices, id)
  const met = prefixes.flatMap((prefix) => others.filter(({ text }) => meet(prefix, text)).map(({ text, what, name }) => ({ at: id, data: { property, value: prefix, range: text, what, other: name } })))
  if (met.length > 0) return met
  const silent = estate.peerings.filter(({ networkId, remotePrefixes }) => networkId === id && remotePrefixes.length === 0)
  if (silent.length > 0) return silent.map((peering) => unknownAt(peering.id, 'remoteAddressSpace'))
  return joinsAnything(estate, choices, id) && choices.addressSpace.otherRanges === 'undecided' && !others.some(({ what }) => what === 'site') ? [{ at: id, level: 'should', data: { declared: false } }] : []
}

/** Whether sites or clients reach the network, now or by the chosen way in. */
function joinsAnything(estate: Estate, choices: Choices, id: ArmId): boolean {
  if (['alreadyConnected', 'vpnPointToSite', 'vpnSiteToSite', 'expressRoute'].includes(choices.connectivity.method)) return true
  const reachable = [id, ...estate.peerings.filter(({ networkId, usesRemoteGateways }) => networkId === id && usesRemoteGateways).map(({ remoteNetworkId }) => remoteNetworkId)]
  return estate.gateways.some(({ networkId }) => reachable.includes(networkId)) || estate.peerings.some(({ networkId, usesRemoteGateways }) => networkId === id && usesRemoteGateways)
}

/** The ranges that a cluster keeps for itself, against the subnets of its network (else of the networks that concern this workspace), and its DNS address. */
function clusterRanges(estate: Estate, choices: Choices, id: ArmId, { subnetId, serviceRange, dnsAddress, dockerRange }: KubernetesNetwork): readonly Place[] {
  const [service, dns] = [parseRange(serviceRange ?? ''), rangeOf(dnsAddress ?? '')]
  const astray = service !== null && dns !== null && !contains(service, dns) ? [{ at: id, data: { property: 'dnsServiceIP', value: dnsAddress, range: service.text, fault: 'outside' } }] : []
  const networks = subnetId === null ? concernedNetworkIds(estate, choices) : [networkOf(subnetId)]
  const own = [['serviceCidr', serviceRange], ['dockerBridgeCidr', dockerRange]] as const
  return [...astray, ...networks.flatMap((network): readonly Place[] => {
    if (entryOf(estate.networks, network) === undefined) return [unknownAt(network, network)]
    const taken = subnetsIn(estate, network).flatMap((subnet) => subnet.prefixes.map((prefix) => ({ prefix, other: subnet.id })))
    return own.flatMap(([name, value]) => (value === null ? [] : taken.filter(({ prefix }) => meet(value, prefix)).map(({ prefix, other }): Place => ({ at: id, data: { property: name, value, range: prefix, other } }))))
  })]
}

function limits(estate: Estate, id: ArmId, dnsServers: readonly string[]): readonly Place[] {
  const counts = [
    { what: 'privateEndpoints', count: estate.endpoints.filter(({ subnetId }) => networkOf(subnetId) === id).length, most: limit('pe-per-vnet') },
    { what: 'subnets', count: subnetsIn(estate, id).length, most: limit('subnets') },
    { what: 'dnsServers', count: dnsServers.length, most: limit('dnsservers') },
    { what: 'privateAddresses', count: estate.usages.filter(({ subnetId }) => networkOf(subnetId) === id).reduce((sum, { used }) => sum + used, 0), most: limit('privateips') },
  ]
  return counts.filter(({ count, most }) => count >= most).map(({ count, most, what }) => ({ at: id, ...(count === most ? { level: 'should' as const } : {}), data: { what, count, most } }))
}

/** Rules about the ranges of networks: ADDR-01 to ADDR-03, ADDR-18, ADDR-20 to ADDR-22. */
export const rangeRules = {
  'range-is-not-dockers': {
    requirement: 'ADDR-01', level: 'must',
    broken: (estate, choices) => perNetwork(estate, choices, (id, prefixes) => meeting(id, prefixes, docker)),
  },
  'range-is-not-reserved': {
    requirement: 'ADDR-02', level: 'must',
    broken: (estate, choices) => perNetwork(estate, choices, (id, prefixes) => meeting(id, prefixes, azureOwn)),
  },
  'ranges-to-join-do-not-overlap': {
    requirement: 'ADDR-03', level: 'must',
    broken: (estate, choices) => concernedNetworks(estate, choices).flatMap(({ id, network }) => (network === undefined ? [unknownAt(id, id)] : joinedRanges(estate, choices, id, network.prefixes))),
  },
  'dns-servers-are-azures': {
    requirement: 'ADDR-18', level: 'info',
    broken: (estate, choices) => concernedNetworks(estate, choices).flatMap(({ id, network }): readonly Place[] => {
      if (network === undefined) return [unknownAt(id, id)]
      return asksAzure(network.dnsServers) ? [] : [{ at: id, data: { property: 'dhcpOptions.dnsServers', value: network.dnsServers } }]
    }),
  },
  'aks-ranges-are-apart': {
    requirement: 'ADDR-20', level: 'must',
    broken: (estate, choices) => {
      const clusters = estate.computes.filter(({ kind }) => kind === 'AKS' || kind === 'Kubernetes')
      const told = clusters.flatMap(({ id, kubernetes }) => (kubernetes === undefined ? [] : clusterRanges(estate, choices, id, kubernetes)))
      const silent = clusters.filter(({ kubernetes }) => kubernetes?.serviceRange === undefined || kubernetes.serviceRange === null)
      if (silent.length === 0) return told
      const places = perNetwork(estate, choices, (id, prefixes) => meeting(id, prefixes, forAks).map((place) => ({ ...place, level: 'should' })))
      // The service range of such a cluster is a property of the AKS cluster itself, which is not read: without a meeting default it stays open.
      return [...told, ...(places.length > 0 ? places : silent.map(({ id }) => unknownAt(id, 'kubernetesRange')))]
    },
  },
  'range-is-private': {
    requirement: 'ADDR-21', level: 'should',
    broken: (estate, choices) => perNetwork(estate, choices, (id, prefixes) => prefixes.filter(unofficial).map((prefix) => ({ at: id, data: { property, value: prefix } }))),
  },
  'network-is-within-limits': {
    requirement: 'ADDR-22', level: 'must',
    broken: (estate, choices) => concernedNetworks(estate, choices).flatMap(({ id, network }): readonly Place[] => {
      if (network === undefined) return [unknownAt(id, id)]
      const places = limits(estate, id, network.dnsServers)
      return places.length > 0 || seen(estate, 'Microsoft.Network/privateEndpoints', id) ? places : [unknownAt(id, 'Microsoft.Network/privateEndpoints')]
    }),
  },
} satisfies Rulebook
