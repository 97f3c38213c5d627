import type { Consumer } from '../addressPlan.ts'
import type { StepMessages } from '../messages.ts'
import type { PlaceData } from '../rule.ts'
import { namesIn, worded } from '../sentences.ts'
import type { SubnetNeed } from '../subnets.ts'
import type { AddressSpaceChoices } from './choices.ts'
import type { Apart, Conflict } from './conflicts.ts'
import type { rules } from './rules.ts'


const reservedFor: Readonly<Record<string, string>> = {
  'docker-bridge': 'the default range of the Docker bridge', multicast: 'kept for multicast', broadcast: 'the broadcast address', loopback: 'kept for loopback',
  'link-local': 'kept for link-local addresses', 'azure-internal-dns': 'Azure’s own resolver', 'aks-default-service-cidr': 'the default service range of Kubernetes clusters',
}

const reserved = (data: PlaceData): string => `${worded(data['value'])} meets ${worded(data['range'])}, ${reservedFor[worded(data['kind'])] ?? worded(data['kind'])}.`

const ownRanges: Readonly<Record<string, string>> = { serviceCidr: 'The service range', dockerBridgeCidr: 'The range of the Docker bridge' }

/** What is wrong with the ranges that a Kubernetes cluster keeps for itself. */
const clusterFault = (data: PlaceData): string => {
  if (data['fault'] === 'outside') return `The DNS address ${worded(data['value'])} of the cluster lies outside its service range ${worded(data['range'])}.`
  return ownRanges[worded(data['property'])] === undefined ? reserved(data) : `${ownRanges[worded(data['property'])]} ${worded(data['value'])} of the cluster overlaps ${namesIn(data['other'])} ${worded(data['range'])}.`
}

const joins: Readonly<Record<string, string>> = { peered: 'the peered network', site: 'the site', clients: 'the VPN clients of', declared: 'a range that was declared' }

const subnetFault = (data: PlaceData): string => {
  switch (worded(data['fault'])) {
    case 'outside': return `${worded(data['value'])} lies outside the network’s prefixes ${worded(data['prefixes'])}.`
    case 'overlap': return `${worded(data['value'])} overlaps ${namesIn(data['other'])} ${worded(data['range'])}.`
    case 'name': return `The subnet is called ${worded(data['value'])}; the service looks for the exact name.`
    case 'securityGroup': return `The security group ${namesIn(data['value'])} is on it; a gateway subnet takes none.`
    case 'routeTable': return `The route table ${namesIn(data['value'])} is on it; Bastion’s subnet takes none.`
    case 'guests': return `Beside its own service it holds ${[data['value']].flat().map((each) => namesIn(each as string)).join(', ')}.`
    case 'shared': return `It is delegated to ${worded(data['value'])}; a resolver endpoint wants a subnet of its own.`
    case 'management': return 'The firewall is of the Basic tier and its network has no AzureFirewallManagementSubnet.'
    default: return data['least'] === undefined ? `${worded(data['value'])} is not a size that is allowed here.` : `${worded(data['value'])} is smaller than /${worded(data['least'])}.`
  }
}

const limitWords: Readonly<Record<string, string>> = { privateEndpoints: 'private endpoints', subnets: 'subnets', dnsServers: 'DNS servers', privateAddresses: 'private addresses' }

/** The words of the address space. */
export const messages = {
  title: 'Address space',
  intro: 'Which addresses the plan needs, where they come from, and which ranges must not meet.',
  section: 'Prerequisites',
  questions: {
    network: { title: 'Which network holds computes and endpoints?', why: 'The article asks for one virtual network in the region and subscription of the workspace. Existing prefixes are never changed.' },
    endpointSubnet: { title: 'Which subnet holds the private endpoints?', why: 'Each endpoint takes one to fourteen addresses. Network policies for endpoints are switched off there.' },
    computeSubnet: { title: 'Which subnet holds the computes?', why: 'Each node of a cluster and each compute instance takes one address.' },
    bastionSubnet: { title: 'Which subnet holds Bastion?', why: 'It has the exact name AzureBastionSubnet and is /26 or larger.' },
    jumpBoxSubnet: { title: 'Which subnet holds the jump box?', why: 'The machine that people use through Bastion. It has no public address.' },
    otherRanges: { title: 'Which ranges on premises or elsewhere will be joined?', why: 'Azure cannot know them. Two networks that are joined must not use the same addresses.' },
  },
  because: {
    alreadyThere: ({ name: network }) => `Proposed because ${String(network)} is there already.`,
    candidate: ({ name: network, region }) => `Proposed because ${String(network)} is in the workspace’s subscription and region (${String(region)}).`,
    noNetwork: ({ prefix }) => `Proposed because no network could be reused; ${String(prefix)} meets no range in the snapshot.`,
    noRange: () => 'No free private range was found.',
    noNetworkYet: () => 'Choose a network first.',
    computesAreHere: ({ name: subnet }) => `Proposed because the workspace’s computes are in ${String(subnet)}, and a compute cannot change its subnet.`,
    admitted: ({ name: subnet }) => `Proposed because the storage account admits ${String(subnet)} already.`,
    tied: ({ name: subnet }) => `Proposed because the storage account is reached by a service endpoint from ${String(subnet)}: compute, storage rule and workspace endpoint then share one subnet.`,
    endpointsAreHere: ({ name: subnet }) => `Proposed because private endpoints are in ${String(subnet)} and it has room.`,
    noSpaceLeft: () => 'Proposed because the network has no free range for a subnet of its own.',
    machineIsHere: ({ name: subnet }) => `Proposed because a machine is in ${String(subnet)} already.`,
    ownSubnet: ({ prefix, usable }) => `Proposed because ${String(prefix)} is free and gives out ${String(usable)} addresses.`,
    bastionSize: ({ prefix }) => `Proposed because ${String(prefix)} is the first free range of the size that Bastion asks for.`,
    managedNetwork: () => 'Left out because computes live in the managed network that Azure ML runs.',
    noFreeRange: () => 'The network has no free range that is large enough.',
  },
  notes: {
    'ADDR-04': 'Planning addresses is up to you. If a site that will be joined uses 172.16.0.0/16, this network cannot use it, although Azure would accept it.',
    'ADDR-11': 'Where network policies stay on, security groups and routes apply to endpoints as well. A route for 0.0.0.0/0 does not override the endpoint’s own /32.',
    'ADDR-12': 'One subnet can hold everything. Separate subnets for training, scoring and endpoints are the usual layout.',
  },
  rules: {
    'admitted-subnets-are-still-there': {
      title: 'Subnets that a storage firewall admits are still there',
      what: (data) => `A rule of the firewall admits ${namesIn(data['subnet'])}, and Azure says of it NetworkSourceDeleted: the subnet was deleted${data['again'] === true ? '. A subnet of that name is there again, and the rule does not admit it' : ''}.`,
      why: 'Such a rule lets nothing in, and it does not come back to life when the subnet is made again.',
      remedy: 'Add the rule anew where the subnet is to be admitted. The plan drops the dead one when it writes the firewall.',
    },
    'range-is-not-dockers': { title: 'The network does not meet Docker’s range', what: reserved, why: 'Containers on computes use 172.17.0.0/16 for themselves, so addresses of the network there cannot be reached.', remedy: 'Choose another range; a prefix without subnets can be taken out of the network.' },
    'range-is-not-reserved': { title: 'The network does not meet a reserved range', what: reserved, why: 'Azure uses these ranges itself.', remedy: 'Choose another range.' },
    'ranges-to-join-do-not-overlap': {
      title: 'Ranges to be joined do not overlap',
      what: (data) => data['declared'] === false
        ? 'The network is or will be joined to others, and no range on premises was declared.'
        : `${worded(data['value'])} overlaps ${worded(data['range'])} of ${joins[worded(data['what'])] ?? ''} ${data['other'] === null ? '' : namesIn(data['other'])}`.trimEnd().concat('.'),
      why: 'Traffic to an address that exists on both sides reaches only one of them.',
      remedy: 'Declare the ranges on premises, and choose a network range that meets none of them.',
    },
    'dns-servers-are-azures': { title: 'The network asks Azure’s resolver', what: (data) => `dhcpOptions.dnsServers is ${worded(data['value'])}: names are resolved by servers of your own.`, why: 'Private names then depend on what these servers forward, and on zones linked to their network.', remedy: 'Take the step Connecting: it lists the zones to forward.' },
    'aks-ranges-are-apart': { title: 'Ranges of Kubernetes inference are apart', what: clusterFault, why: 'The service range and the Docker bridge of a Kubernetes cluster must not overlap subnets.', remedy: 'Compare the ranges of the cluster with the network’s subnets; make the cluster with ranges that are free there, and with a DNS address inside the service range.' },
    'range-is-private': { title: 'The network uses private ranges', what: (data) => `${worded(data['value'])} lies outside the private ranges of RFC 1918.`, why: 'Azure accepts it, but public owners of these addresses become unreachable from the network.', remedy: 'Confirm that the range is yours, or choose a private one.' },
    'network-is-within-limits': { title: 'The network is within Azure’s limits', what: (data) => `It has ${worded(data['count'])} ${limitWords[worded(data['what'])] ?? ''}; the limit is ${worded(data['most'])}.`, why: 'Azure refuses what goes beyond.', remedy: 'Use a second network, or remove what is not needed.' },
    'subnets-fit-and-are-apart': { title: 'Subnets fit and do not overlap', what: subnetFault, why: 'A subnet lies inside one prefix of its network, meets no other, and is between /29 and /2.', remedy: 'Choose the free range that is offered.' },
    'new-names-are-free': {
      title: 'Names of new networks and subnets are free',
      what: (data) => data['with'] === 'planned'
        ? `Two new subnets are to be called ${worded(data['value'])}; only one of them can be made.`
        : `${namesIn(data['other'])} has that name already${data['range'] === null ? '' : ` with ${worded(data['range'])}`}, so ${worded(data['value'])} is not made${data['wanted'] === null ? '' : ` with ${worded(data['wanted'])}`}.`,
      why: 'Azure takes a name once, whatever its letters’ case. What is there keeps its range, and what was planned for the new range would land in it.',
      remedy: 'Choose another name for what is new, or choose what exists.',
    },
    'network-has-room-for-its-gateway': {
      title: 'The network has room for the gateway to be built',
      what: (data) => `The network has no GatewaySubnet and no free range of /${worded(data['least'])} for one.`,
      why: 'A gateway lives in a subnet of its own in the network, /27 or larger.',
      remedy: 'Leave a range of that size to it: choose smaller or other ranges for new subnets, or another way in.',
    },
    'chosen-subnets-belong-to-no-service': {
      title: 'Chosen subnets belong to no other service',
      what: (data) => data['fault'] === 'name' ? `${worded(data['value'])} is a name that Azure keeps for a service of its own.` : `It is delegated to ${worded(data['value'])}.`,
      why: 'A subnet with such a name or delegation belongs to that service; endpoints, computes and machines are refused in it or break it.',
      remedy: 'Choose another subnet, or a new one with a name of its own.',
    },
    'compute-subnet-is-not-delegated': { title: 'The compute subnet is not delegated', what: (data) => `It is delegated to ${worded(data['value'])}.`, why: 'A delegated subnet belongs to another service.', remedy: 'Choose another subnet for computes.' },
    'endpoint-subnet-has-policies-off': { title: 'Network policies are off where endpoints are', what: (data) => `privateEndpointNetworkPolicies is ${worded(data['value'])}.`, why: 'The article’s page on workspace endpoints asks to switch them off first. Where they are on, security groups and routes apply to endpoints.', remedy: 'Set Disabled; the plan does it for the chosen subnet.' },
    'gateway-subnet-fits-its-gateway': { title: 'GatewaySubnet fits its gateway', what: subnetFault, why: 'Gateways live in a subnet of this exact name, /27 or larger, without a security group and with nothing else in it.', remedy: 'Enlarge the subnet, take the security group off, or move what else is in it.' },
    'bastion-subnet-fits-its-host': { title: 'AzureBastionSubnet fits its host', what: subnetFault, why: 'Bastion wants this exact name, /26 or larger, nothing else in it and no route table.', remedy: 'Give Bastion a subnet of its own of that size.' },
    'firewall-subnet-fits-its-firewall': { title: 'The firewall’s subnets fit', what: subnetFault, why: 'Azure Firewall wants /26, and its Basic tier a second subnet for management.', remedy: 'Enlarge or add the subnet.' },
    'resolver-subnet-fits-its-endpoint': { title: 'Resolver subnets fit', what: subnetFault, why: 'Each endpoint of a DNS resolver wants a subnet of its own, /28 to /24.', remedy: 'Give the endpoint a subnet of that size.' },
    'new-subnet-says-its-outbound-access': { title: 'New subnets say whether they have outbound access', what: () => 'defaultOutboundAccess is not set on this new subnet.', why: 'Newer API versions make subnets private, older ones do not: left out, the meaning depends on the version.', remedy: 'Choose the way out on the step Outbound access.' },
    'compute-subnet-keeps-its-policies': { title: 'Policies on the compute subnet are no fault', what: (data) => `privateEndpointNetworkPolicies is ${worded(data['value'])} on the compute subnet. That is no fault: only an old preview asked to switch it off.`, why: 'Old instructions still name it.', remedy: 'Nothing has to be done.' },
    'endpoint-subnet-has-room': {
      title: 'The endpoint subnet has room',
      what: (data) => `${data['condition'] === 'parallelRunStep' ? 'If pipelines use ParallelRunStep: ' : ''}${worded(data['needed'])} more addresses are needed and ${worded(data['free'])} of ${worded(data['limit'])} are free.`,
      why: 'An endpoint that finds no address is not made. Azure keeps five addresses of every subnet.',
      remedy: 'Choose a larger or a second subnet; existing endpoints stay where they are.',
    },
    'compute-subnet-has-room': {
      title: 'The compute subnet has room',
      what: (data) => `${worded(data['nodes'])} nodes at most, ${worded(data['instances'])} instances, ${worded(data['others'])} addresses of others and ${worded(data['endpoints'])} of endpoints to come need ${worded(data['needed'])}; the subnet gives out ${worded(data['limit'])}.`,
      why: 'A cluster that finds no address does not scale. Azure keeps five addresses of every subnet.',
      remedy: 'Use a larger subnet for new computes, or lower the largest node count.',
    },
    'shared-subnet-is-known': {
      title: 'A subnet that everything shares is large enough',
      what: (data) => `${worded(data['accounts'])} is reached from here by a service endpoint, so computes, storage rule and workspace endpoint share this one subnet.${data['tight'] === true ? ' It has no room left.' : ''}`,
      why: 'With service endpoints the three cannot be in different subnets.',
      remedy: 'Plan the subnet for all of them together.',
    },
  },
} satisfies StepMessages<typeof rules, keyof AddressSpaceChoices>

const conflictText = (found: Conflict): string => {
  switch (found.conflict) {
    case 'nameTaken': return `A subnet called ${found.other} is there or planned with the range ${found.range}. Choose another name, or choose that subnet.`
    case 'overlaps': return `Overlaps ${found.other} ${found.range}.`
    case 'reserved': return `Meets ${found.range}, ${reservedFor[found.other] ?? found.other}.`
    case 'gateway': return `Takes the last room for GatewaySubnet, which needs /${found.least} for the way in that you chose.`
    case 'outside': return `Lies outside the network’s range ${found.range}.`
    case 'size': return `Has to be between /${found.least} and /${found.most}.`
    case 'small': return `Gives out ${found.usable} addresses; ${found.needed} are needed.`
  }
}

/** The words of the plan itself: map, demand, ranges apart. */
export const planWords = {
  whoNeeds: 'Who needs addresses',
  apart: 'Ranges that must not meet this network',
  columns: { need: 'For', subnet: 'Subnet', range: 'Range', needed: 'Needed', usable: 'Usable', left: 'Left' },
  apartColumns: { range: 'Range', what: 'What it is', known: 'Known from', against: (prefix: string) => `Against ${prefix}` },
  needs: {
    endpointSubnet: 'Private endpoints', computeSubnet: 'Training and image build', bastionSubnet: 'Bastion', jumpBoxSubnet: 'Jump box',
  } satisfies Record<SubnetNeed, string>,
  fixedSize: { endpointSubnet: '', computeSubnet: 'no compute yet', bastionSubnet: '/26 or larger, exact name', jumpBoxSubnet: '' } satisfies Record<SubnetNeed, string>,
  consumers: {
    workspace: 'workspace', storage: 'storage', vault: 'vault', registry: 'registry', monitor: 'monitor', nodes: 'nodes at most', instances: 'instances', inUse: 'in use', jumpBox: 'machine',
  } satisfies Record<Consumer, string>,
  apartNames: { docker: 'Docker bridge', peered: 'peered network', site: 'site', clients: 'VPN clients', declared: 'declared' } satisfies Record<Apart['what'], string>,
  knownFrom: { docker: 'article', peered: 'peering, as read', site: 'gateway, as read', clients: 'gateway, as read', declared: 'your answer' } satisfies Record<Apart['what'], string>,
  states: { new: 'new', existing: 'exists', undecided: 'not chosen' },
  isApart: 'apart',
  meets: 'meets it',
  nothingDeclared: 'nothing declared',
  kept: 'Azure keeps five addresses in every subnet; they are taken off “Usable”. Existing ranges cannot be edited here.',
  conflict: (found: Conflict, instead: string | null): string => `${conflictText(found)}${instead === null ? '' : ` First free range: ${instead}.`}`,
  useIt: 'Use it',
  networks: { existing: (network: string, region: string) => `${network}, ${region}`, fresh: 'A new network' },
  networkName: 'Name of the new network',
  networkPrefix: 'Its range',
  subnetOf: (need: string) => `Subnet for: ${need}`,
  rangeOf: (need: string) => `Range for: ${need}`,
  nameOf: (need: string) => `Name of the new subnet for: ${need}`,
  freshSubnet: 'A new subnet',
  noRangeKnown: 'There are none',
  otherRanges: 'Ranges, separated by commas',
  otherRangesHint: 'Write “none” when nothing else is joined.',
  none: 'none',
  notARange: 'This is no IPv4 range, such as 10.64.1.0/26.',
  rangesOverlap: 'The ranges of one network must not overlap.',
  notANetworkName: 'A network’s name has 2 to 64 letters, digits, dots, underscores and hyphens, begins with a letter or digit and ends in one or in an underscore.',
  notAName: 'Letters, digits, . _ and - are allowed, up to 80 characters.',
  method: { title: 'How will people reach the workspace?', why: 'Asked here because subnets and ranges depend on it. The step Connecting asks the rest.' },
  methods: {
    alreadyConnected: { label: 'A connection is there already', caption: 'A peered hub or a gateway joins people’s networks to this one. Their ranges must not overlap.' },
    bastion: { label: 'Bastion and a jump box', caption: 'Adds AzureBastionSubnet (/26) and a subnet for the machine.' },
    vpnPointToSite: { label: 'VPN, single computers', caption: 'Needs GatewaySubnet (/27) and a pool of client addresses. Building gateways follows later; it stays a task by hand.' },
    vpnSiteToSite: { label: 'VPN, a whole site', caption: 'Needs GatewaySubnet (/27) and the ranges of the site. Building gateways follows later; it stays a task by hand.' },
    expressRoute: { label: 'ExpressRoute', caption: 'Needs GatewaySubnet (/27) and the ranges of the site. Building gateways follows later; it stays a task by hand.' },
  },
  map: {
    oneRow: (addresses: string) => `one row = ${addresses} addresses`,
    total: (total: string, free: string) => `${total} addresses · ${free} free`,
    docker: 'meets the Docker bridge',
    free: (count: string) => `${count} free`,
    continued: 'continued',
    subnet: (length: number, used: number | null) => `/${length}${used === null ? '' : ` · ${used} in use`}`,
    legend: { exists: 'in use', planned: 'planned', free: 'free', conflict: 'conflict' },
    label: (network: string) => `Address map of ${network}. The tables beside it say the same in words.`,
    noNetwork: 'No network is chosen yet.',
  },
} as const
