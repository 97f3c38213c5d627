import type { Because, By, Hop, HopName, Service } from '../../reach/journey.ts'
import type { Family } from '../../reach/forecast.ts'

type Data = Hop['data']

const text = (value: Data[string] | undefined): string => [value ?? ''].flat().join(', ')
const countOf = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** What is asked for, in few words. */
export const serviceWords: Readonly<Record<Service, string>> = {
  api: 'studio and API', notebooks: 'notebooks', blob: 'blobs', file: 'file shares', queue: 'queues', table: 'tables', dfs: 'data lake', vault: 'key vault', registry: 'container registry', ingestion: 'telemetry', query: 'telemetry queries',
}

/** By what a path gets in, as a cell says it. */
export const byWords: Readonly<Record<By, string>> = {
  privateEndpoint: 'private', serviceEndpoint: 'service endpoint', public: 'public', admittedAddress: 'by address', trustedService: 'trusted service', instanceRule: 'instance rule',
}

/** What a group of closings is about, under its numbers. */
export const familyWords: Readonly<Record<Family, string>> = { registry: 'registry', vault: 'key vault', storage: 'storage', monitor: 'monitoring', workspace: 'workspace', network: 'network' }

/** The stages, as the detail of a cell names them. */
export const hopWords: Readonly<Record<HopName, string>> = {
  origin: 'From', name: 'Name', zone: 'Zone', record: 'Record', address: 'Address', route: 'Route', group: 'Security group', firewall: 'Service firewall',
}

/** What becomes of a hop, in words. */
export const verdictWords: Readonly<Record<Hop['verdict'], string>> = { passes: 'passes', fails: 'stops here', unknown: 'not known', skipped: 'not asked' }

const nothing = 'does not apply here'

/** A hop's reason as a sentence; `data` is the hop's. */
export const hopSentences: Readonly<Record<Because, (data: Data) => string>> = {
  there: ({ subnet, cluster }) => `${text(subnet ?? cluster)} is there`,
  anywhere: () => 'any public address',
  subnetNotYet: ({ subnet }) => `${text(subnet)} is not made yet`,
  subnetUnread: ({ subnet }) => `${text(subnet)} was not readable`,
  wayThere: ({ way, machine }) => (machine === undefined ? `by ${text(way)}` : `by ${text(way)} to ${text(machine)}`),
  wayByHand: () => 'by the gateway that is built by hand, once that is done',
  wayNotYet: () => 'no gateway with a connection serves the network yet',
  wayUnseen: () => 'Azure does not show this way in, or it was not readable',
  wayUndecided: () => 'nobody has said how administrators come in; answer it under Connecting',
  noBastion: () => 'no Bastion host serves the network yet',
  noMachine: () => 'no machine stands in the subnet yet',
  buildsInRegistry: () => 'the registry builds images itself; the workspace names no build cluster',
  clusterUnread: ({ cluster }) => `the build cluster ${text(cluster)} was not readable`,
  azureItself: () => 'the workspace’s own service in Azure',
  publicName: ({ host }) => `${text(host)} has a public answer only`,
  resolvedBy: ({ host, networks }) => `${text(host)}, asked where ${text(networks)} resolves names`,
  resolvedAsAttested: ({ host, networks }) => `${text(host)} resolves as in ${text(networks)}: attested by a person, not read from Azure`,
  forwardedByHand: ({ host, networks }) => `${text(host)} is forwarded to ${text(networks)} by a task by hand, once that is done`,
  serversUnread: ({ host }) => `${text(host)} is asked of DNS servers that were not readable`,
  resolutionUndecided: ({ host }) => `nobody has said how ${text(host)} resolves where people sit; answer it under Connecting`,
  endpointsUnread: ({ zone }) => `${text(zone)} holds no record, and whether the name points there was not readable`,
  targetNotYet: () => 'the service is not made yet',
  noPrivateName: () => 'no private endpoint, so the name points into no private zone',
  linked: ({ zone, network }) => `${text(zone)} is linked to ${text(network)}`,
  notLinked: ({ zone, network }) => `${text(zone)} is not linked to ${text(network)}, so the public answer holds`,
  zoneUnread: ({ zone, network }) => `whether ${text(zone)} is linked to ${text(network)} was not readable`,
  writtenByHand: ({ zone }) => `${text(zone)} is written by a task by hand, once that is done`,
  recordThere: ({ names, zone }) => `${text(names)} in ${text(zone)}`,
  recordExpected: ({ zone }) => `expected: Azure writes it into ${text(zone)} with the zone group`,
  recordMissing: ({ host, zone }) => `${text(zone)} has no record for ${text(host)}, so the answer is that the name does not exist`,
  fallsBack: ({ zone }) => `${text(zone)} has no record; its link falls back to the public answer`,
  recordsUnread: ({ zone }) => `the records of ${text(zone)} were not readable`,
  namesUnread: ({ zone }) => `the endpoint’s names in ${text(zone)} were not readable`,
  privateAddress: ({ addresses }) => (text(addresses) === '' ? 'the private endpoint’s address' : `${text(addresses)} of the private endpoint`),
  publicAddress: () => 'a public address of the service',
  strangeAddress: ({ host, found, expected }) => `the record of ${text(host)} is ${text(found)}; the endpoint has ${text(expected)}`,
  sameNetwork: ({ to }) => `inside ${text(to)}`,
  peered: ({ from, to }) => `${text(from)} is peered with ${text(to)}`,
  notPeered: ({ from, to }) => `${text(from)} is not peered with ${text(to)}`,
  peeringUnread: ({ from, to }) => `the peering of ${text(from)} with ${text(to)} was readable from one side only`,
  throughGateway: ({ from, to }) => `${text(from)} may reach ${text(to)} through a gateway; its routes are not read`,
  networkUnread: () => 'the network was not readable',
  goesOut: ({ egress }) => ({ natGateway: 'out by the NAT gateway', default: 'out by Azure’s default outbound access', ownAddress: 'out by the machines’ own public addresses' })[text(egress)] ?? 'out to the internet',
  serviceEndpoint: () => 'by the subnet’s service endpoint, past routes to the internet',
  noWayOut: () => 'the subnet has no way out to the internet',
  routeUnclear: ({ prefix }) => `the route ${text(prefix)} takes a part of the internet elsewhere, and whether the service lies in that part cannot be told`,
  managedRules: () => 'the outbound rules of the managed network are not read',
  natUnclear: () => 'the NAT gateway was not readable, or has no public address',
  appliance: () => 'through a firewall or gateway whose own rules are not read',
  tableUnread: () => 'the route table was not readable',
  blackHole: ({ prefix, nextHop }) => `the route ${text(prefix)} leads to ${text(nextHop)}`,
  endpointRegion: ({ network, account }) => `the service endpoint serves ${text(network)} and its paired region; the account is in ${text(account)}`,
  endpointPolicy: () => 'a service endpoint policy decides which accounts are reached; it is not read',
  letsThrough: ({ group, rule, tag }) => `${text(group)} lets ${text(tag) === '' ? 'it' : text(tag)} pass${text(rule) === '' ? ' by Azure’s default rules' : ` by ${text(rule)}`}`,
  denies: ({ group, rule, tag, port }) => `${text(group)} denies ${text(tag) === '' ? '' : `${text(tag)} `}port ${text(port)}${text(rule) === '' ? ' by Azure’s default rules' : ` by ${text(rule)}`}`,
  groupUnread: () => 'the security group was not readable',
  groupUnclear: ({ rule }) => `the rule ${text(rule)} names something that cannot be compared`,
  noGroup: () => 'no security group is asked',
  approved: () => 'the private endpoint is approved',
  notApproved: ({ status }) => `the private endpoint’s connection is ${text(status)}; only an approved one carries traffic`,
  publicOpen: () => 'open to every network',
  publicClosed: () => 'public access is off',
  notAdmitted: () => 'selected networks only, and no exception names this client',
  admittedSubnet: ({ subnet }) => `${text(subnet)} is an exception`,
  admittedAddress: ({ addresses }) => `${text(addresses)} is an exception`,
  trustedService: () => 'trusted Azure services are let in',
  instanceRule: () => 'an instance rule lets this workspace in',
  addressUnknown: ({ addresses }) => `some addresses are let in (${text(addresses)}); whether this client has one of them is not known`,
  exposureUnread: () => 'the firewall’s state was not readable',
  targetUnread: () => 'the service was not readable',
  needsCluster: () => 'public access is limited, and the registry’s own builds come from addresses that no exception names',
  notAsked: () => nothing,
  azureService: () => 'public services of Azure have no firewall of this estate',
}

/** The words around the table of paths. */
export const pathWords = {
  kept: 'At every moment of the plan, each path that works now and is meant to work afterwards keeps working, as far as Azure Resource Manager can tell.',
  keptKnown: 'Of the paths that could be followed, each that works now and is meant to work afterwards keeps working at every moment of the plan, as far as Azure Resource Manager can tell.',
  broken: (count: number) => `${countOf(count, 'path ends', 'paths end')} that nobody chose to end. Nothing has been written. Open the cell that says so: it names the hop to mend before Apply.`,
  counts: (ends: number, unknown: number) => {
    if (ends === 0 && unknown === 0) return 'No path ends and all are known.'
    if (unknown === 0) return `${countOf(ends, 'path ends', 'paths end')} on purpose.`
    return `${ends === 0 ? 'No path ends' : countOf(ends, 'path ends', 'paths end')} on purpose, ${unknown} ${unknown === 1 ? 'is' : 'are'} unknown.`
  },
  gap: (from: string, to: string, first: number, last: number) =>
    `Between changes ${first} and ${last}, ${from.charAt(0).toLowerCase()}${from.slice(1)} cannot reach ${to}: the name points into a linked zone before its record is there. Do these changes in a quiet hour, one right after the other.`,
  caption: 'Who loses which path, and when',
  from: 'From', to: 'To', now: 'Now', prepared: 'After prepare', note: 'Note',
  filterLabel: 'Which paths are shown', all: 'All', changes: 'Changes', ends: 'Ends', unknown: 'Unknown',
  none: 'No path of this kind.',
  legend: 'A dot means: as in the column before. “Private” is over a private endpoint, “public” over the service’s public address. Select a cell to see its hops.',
  lost: 'ends', closed: 'closed', stopped: 'stopped', noneYet: 'none yet', isUnknown: 'unknown',
  same: (moment: string, word: string) => `${moment}: ${word}, as before`,
  cell: (moment: string, word: string) => `${moment}: ${word}`,
  onPurpose: 'on purpose', notMeant: 'nobody chose this', fresh: 'new', interrupted: 'in between',
  administrators: (way: string) => `Administrators by ${way}`,
  ways: { bastion: 'Bastion', Vpn: 'VPN', ExpressRoute: 'ExpressRoute', unseen: 'their own way', undecided: 'a way not chosen yet' },
  outside: 'Anybody outside', listed: (count: number) => countOf(count, 'listed address', 'listed addresses'), apart: 'Computes outside the network',
  build: 'Image build', workspace: 'Workspace service', computes: (subnet: string) => `Computes in ${subnet}`, machines: (subnet: string) => `Machines in ${subnet}`, subnet: (subnet: string) => `Subnet ${subnet}`,
  tags: 'Azure services for outbound', and: (parts: readonly string[]) => (parts.length < 2 || parts.some((part) => part.includes(' and ')) ? parts.join(', ') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`),
  of: (services: string, name: string) => `${services} of ${name}`,
  hopsOf: (host: string) => `Hops to ${host}`,
  hop: 'Hop', says: 'What decides', verdict: 'Result',
} as const
