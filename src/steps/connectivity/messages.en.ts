import type { StepMessages } from '../messages.ts'
import type { PlaceData } from '../rule.ts'
import { namesIn, worded } from '../sentences.ts'
import type { ConnectivityChoices } from './choices.ts'
import type { rules } from './rules.ts'

const methodNames: Readonly<Record<string, string>> = {
  alreadyConnected: 'an existing connection', bastion: 'Bastion', vpnPointToSite: 'a point-to-site VPN', vpnSiteToSite: 'a site-to-site VPN', expressRoute: 'ExpressRoute',
}

const noWayOut = 'nothing carries its traffic to the internet: no NAT gateway with an address, no route to a firewall, no public address of its own and no default outbound access'

/** What stops people on the way to the workspace, by the reason of the hop. */
const stopSentences: Readonly<Record<string, (data: PlaceData) => string>> = {
  notLinked: (data) => `${worded(data['zone'])} is not linked to ${worded(data['network'])}, where its names are asked for, so the answer is a public address`,
  fallsBack: (data) => `${worded(data['zone'])} has no record, and its link falls back to the public address`,
  noPrivateName: () => 'its names lead to public addresses',
  recordMissing: (data) => `${worded(data['zone'])} has no record for ${worded(data['host'])}`,
  strangeAddress: (data) => `the record of ${worded(data['host'])} is ${worded(data['found'])}, and the private endpoint has ${worded(data['expected'])}`,
  notApproved: (data) => `the connection of the private endpoint is ${worded(data['status'])}`,
  notPeered: (data) => `${worded(data['from'])} is not peered with ${worded(data['to'])}`,
  blackHole: (data) => `the route ${worded(data['prefix'])} leads to ${worded(data['nextHop'])}`,
  denies: (data) => `${worded(data['group'])} denies port ${worded(data['port'])}${data['tag'] === undefined ? ' of the private endpoint' : ` to ${worded(data['tag'])}`}${worded(data['rule']) === '' ? '' : ` by ${worded(data['rule'])}`}`,
  noWayOut: () => noWayOut,
}

const stopped = (data: PlaceData): string => stopSentences[worded(data['stop'])]?.(data) ?? `it is stopped on the way (${worded(data['stop'])})`

const accessSentence = (data: PlaceData): string => `Public access of the workspace is ${worded(data['publicNetworkAccess'])}.`

/** WKSP-26: what stops a way that is there. */
function wayStopped(data: PlaceData): string {
  const way = data['machine'] === undefined ? `people who come in by ${worded(data['way'])}` : `${worded(data['machine'])}, which ${worded(data['way'])} opens`
  const need = data['stop'] === 'noWayOut' || data['tag'] !== undefined ? ' Without it nobody signs in there.' : ''
  return `No way in leads to the workspace while public access is off. From ${way}: ${stopped(data)}.${need} ${accessSentence(data)}`
}

const serviceWords: Readonly<Record<string, string>> = { api: 'studio and API', notebooks: 'notebooks', blob: 'blobs', file: 'file shares' }
const servicesIn = (data: PlaceData): string => [data['services'] ?? []].flat().map((service) => serviceWords[String(service)] ?? String(service)).join(', ')

/** What stops a flow to the internet: the subnet or its routes, or the group of a machine's own interface. */
const outwardStopped = (data: PlaceData, denied: string): string =>
  data['stop'] === 'denies' ? `${data['by'] === 'interface' ? 'the security group of the machine’s own interface' : 'the subnet'} ${denied}` : stopped(data)

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1)

/** Labels of the fields within a question, and what is wrong with a text that does not parse. */
export const fieldWords = {
  bastionName: 'Name of the host',
  bastionNameFault: 'A host’s name has at most 80 letters, digits, dots, hyphens and underscores, and begins with a letter or digit.',
  tier: 'Tier',
  machineName: 'Name of the machine',
  machineNameFault: 'A Windows machine’s name has 2 to 15 letters, digits and hyphens, begins with a letter and ends in a letter or digit.',
  size: 'Size',
  sizeFault: 'A size such as Standard_D2s_v5.',
  adminName: 'Name of the administrator',
  adminNameFault: 'The name has 3 to 20 lower-case letters, digits, hyphens and underscores, and begins with a letter. Azure refuses usual names such as admin, administrator, guest, root, test and user1.',
} as const

/** The words of the connectivity step. */
export const messages = {
  title: 'Connecting',
  intro: 'Once its public access is off, the workspace is reached from inside the network only. Somebody has to have a way in before that.',
  section: 'Securely connect to your workspace',
  questions: {
    method: {
      title: 'How do people reach the workspace?',
      why: 'At least one way has to exist before public access is switched off. Its subnets and DNS belong to the address plan.',
      answers: {
        alreadyConnected: { label: 'They are connected already', caption: 'Through a gateway, a hub, Virtual WAN or a Bastion host. Nothing is added.' },
        bastion: { label: 'Azure Bastion with a jump box', caption: 'A host with a static public address, its subnet of /26 or larger, and a Windows machine without public address. People work on that machine.' },
        vpnPointToSite: { label: 'VPN gateway, point-to-site', caption: 'Single computers, each with a VPN client. Gateways are not planned by this version: choosing it leaves a task by hand.' },
        vpnSiteToSite: { label: 'VPN gateway, site-to-site', caption: 'A whole site through a VPN device. Gateways are not planned by this version: choosing it leaves a task by hand.' },
        expressRoute: { label: 'ExpressRoute', caption: 'A private line from a provider. Gateways are not planned by this version: choosing it leaves a task by hand.' },
      },
    },
    bastion: {
      title: 'What is the Bastion host called, and which tier does it have?',
      why: 'A tier can be raised later and not lowered. A host that serves the network already is used again.',
      answers: {
        Basic: { label: 'Basic', caption: 'Enough for RDP and SSH in the browser.' },
        Standard: { label: 'Standard', caption: 'The next tier, for whoever needs more than that.' },
      },
    },
    jumpBox: {
      title: 'What is the jump box called, and how large is it?',
      why: 'A Windows machine in its own subnet, without public address. Its password is a parameter of the export and stands in no plan, link or draft.',
    },
    resolution: {
      title: 'How do names resolve where people sit?',
      why: 'The studio and the browser ask for the names of workspace and storage. Only resolvers inside the network know their private addresses.',
      answers: {
        azureDns: { label: 'By Azure DNS, on machines in the network', caption: 'Enough for a jump box. Computers outside cannot ask Azure DNS.' },
        forwarders: { label: 'By DNS servers that forward to Azure', caption: 'A task by hand lists the public names to forward to a resolver in the network.' },
        attested: { label: 'It works already: somebody has tried it', caption: 'Your word. Nothing of it can be read from Azure.' },
      },
    },
  },
  because: {
    gateway: (data) => `Proposed because ${data['gateway']} is connected and serves the network.`,
    peeredGateway: () => 'Proposed because the network uses the gateway of a peered one.',
    bastion: (data) => `Proposed because ${data['bastion']} and a machine to open are there.`,
    nothing: () => 'Proposed because no way in was found, and this one can be built by the plan.',
    buildable: () => 'Proposed so that the plan can build it.',
    machinesInside: () => 'Proposed because people work on a machine in a network that asks Azure DNS.',
  },
  notes: {
    'CONN-02': 'Point-to-site VPN: every computer has a VPN client; traffic crosses the internet encrypted. People sign in with Entra ID (OpenVPN and the Azure VPN Client), certificates or RADIUS; Windows users need administrator rights to connect.',
    'CONN-03': 'Site-to-site VPN: a device joins the site to the network.',
    'CONN-04': 'ExpressRoute: a private line from a connectivity provider.',
    'CONN-05': 'Bastion: a machine in the network is opened by RDP or SSH in the browser, and people develop on it. It is not supported where 0.0.0.0/0 is advertised into the network over ExpressRoute or VPN. On its subnet Azure takes a security group with Bastion’s full set of rules only; this plan puts none there.',
    'CONN-13': 'Over ExpressRoute, throughput to private endpoints may be about half, and connections drop in gateway maintenance: set client TCP time-outs to 15 to 30 s.',
    'CONN-14': 'Bastion tiers: Developer needs no subnet and no public address and does not reach peered networks; Basic, Standard and Premium do. A tier can be raised, not lowered.',
    'CONN-19': 'Proxies can be in the way. Let them pass the names of the endpoint and of compute instances by, or let the proxy resolve names in Azure.',
    'CONN-20': 'Trouble is looked for in this order: workspace diagnostics, DNS, DNS over HTTPS in the browser, proxy. A 403 usually means that the public endpoint was reached.',
    'DIAG-09': 'With DNS servers of your own, the portal shows the names that an endpoint needs, with their addresses, when it is opened as https://portal.azure.com/?feature.privateendpointmanagedns=false (portal.azure.us in Azure Government, portal.azure.cn in Azure operated by 21Vianet). Compare them with what nslookup answers on a machine that is connected.',
  },
  rules: {
    'a-way-in-exists': {
      title: 'Somebody has a way into the network',
      what: (data) => `No connected gateway and no Bastion host with a machine serves the workspace’s network${data['method'] === 'undecided' ? ', and none is planned' : ''}. ${accessSentence(data)}`,
      why: 'With public access off and no way in, nobody reaches the workspace.',
      remedy: 'Choose a way in, or say that there is one. Until then the plan leaves the public access of the workspace as it is.',
    },
    'a-way-in-leads-to-the-workspace': {
      title: 'A way in leads to the workspace',
      what: wayStopped,
      why: 'With public access off, people need more than a way into the network: the names of the workspace have to lead to its private address, and they have to be able to sign in.',
      remedy: 'Mend what stops the way, or choose another way in. Until then the plan leaves the public access of the workspace as it is.',
    },
    'name-resolution-is-planned': {
      title: 'It is planned how names resolve where people sit',
      what: (data) => data['resolution'] === 'azureDns'
          ? `People come in by ${methodNames[worded(data['method'])] ?? 'a gateway'}, and computers outside the network cannot ask Azure DNS.`
          : `People come in by ${methodNames[worded(data['method'])] ?? 'a gateway'}, and nobody has said how names resolve there.`,
      why: 'Through a gateway the network is there and its names are not, unless DNS on the other side forwards them.',
      remedy: 'Forward the public names to a resolver in the network, or attest that it works.',
    },
    'dns-servers-network-is-linked': {
      title: 'Zones are linked to the network of the DNS servers',
      what: (data) => `${worded(data['zone'])} is not linked to ${namesIn(data['network'])}, which holds the DNS servers of the workspace’s network.`,
      why: 'Names are resolved where the DNS servers are; a link to the spoke alone is never asked.',
      remedy: 'Link the zone to the network of the DNS servers.',
    },
    'client-gateway-is-route-based': {
      title: 'A VPN gateway for clients is route-based',
      what: (data) => `vpnType is ${worded(data['vpnType'])}.`,
      why: 'Point-to-site needs a route-based gateway, and the type cannot be changed.',
      remedy: 'Make the gateway again as RouteBased.',
    },
    'client-pool-meets-no-other-range': {
      title: 'The pool of VPN clients meets no other range',
      what: (data) => `The pool ${worded(data['pool'])} overlaps ${worded(data['prefix'])}${worded(data['of']) === '' ? '' : ` of ${worded(data['of'])}`}.`,
      why: 'Addresses in both are routed to one of them only.',
      remedy: 'Give the clients another pool.',
    },
    'client-tunnels-have-a-future': {
      title: 'VPN clients use OpenVPN or IKEv2',
      what: (data) => `vpnClientProtocols is ${worded(data['vpnClientProtocols'])}. Clients that connect by SSTP are cut off on ${worded(data['date'])}${[data['vpnClientProtocols'] ?? []].flat().length === 1 ? ', and the gateway has no other tunnel' : ''}.`,
      why: 'SSTP can no longer be enabled, and stops working on that day.',
      remedy: 'Set the tunnels of the gateway to OpenVPN or IKEv2, and give the clients their new profile before that day.',
    },
    'gateway-is-zone-redundant': {
      title: 'The VPN gateway has a zone-redundant tier',
      what: (data) => `sku.name is ${worded(data['sku.name'])}${/^basic$/i.test(worded(data['sku.name'])) ? ': IKEv2 only, so no sign-in with Entra ID and no RADIUS' : ''}.`,
      why: 'Other tiers can no longer be made, and existing ones are being moved.',
      remedy: 'Move it to a tier whose name ends in AZ.',
    },
    'network-has-one-gateway-of-a-kind': {
      title: 'The network has one gateway of a kind',
      what: (data) => `It has ${worded(data['gateways'])}, all of kind ${worded(data['gatewayType'])}.`,
      why: 'A network takes one VPN and one ExpressRoute gateway; building one takes up to 45 minutes.',
      remedy: 'Use the gateway that is there.',
    },
    'bastion-address-is-static': {
      title: 'The Bastion host has a Standard, static address',
      what: (data) => `sku.name is ${worded(data['sku.name'])}, publicIPAllocationMethod is ${worded(data['publicIPAllocationMethod'])}.`,
      why: 'A host takes no other public address, except in the Developer tier, which has none.',
      remedy: 'Give it a Standard address with static allocation.',
    },
    'jump-box-has-no-public-address': {
      title: 'Machines in the network have no public address',
      what: (data) => `Its interface has the public address ${namesIn(data['publicIPAddress'])}.`,
      why: 'Bastion reaches the machine by its private address; a public one is a second way in.',
      remedy: 'Take the public address off the interface.',
    },
    'private-names-work-on-the-jump-box': {
      title: 'Machines on which people work reach private addresses by name',
      what: (data) => `It does not reach ${servicesIn(data)} by the private address: ${stopped(data)}.`,
      why: 'People on this machine use the public addresses, and get nowhere once those are closed.',
      remedy: 'Mend what it names: link zones to the network that resolves names for this machine, and peer networks from both sides. Or work on a machine in the workspace’s own network.',
    },
    'bastion-resolves-azure': {
      title: 'No zone keeps Bastion from Azure’s own names',
      what: (data) => `The zone ${worded(data['zone'])} is linked to ${namesIn(data['network'])}, where the host is.`,
      why: 'A zone of exactly this name hides Azure’s own addresses, and the host stops working. Zones that begin with privatelink are fine.',
      remedy: 'Unlink the zone from the host’s network.',
    },
    'studio-works-from-inside': {
      title: 'The studio opens on machines in the network',
      what: (data) => {
        const sentence = outwardStopped(data, `does not let TCP 443 out to ${worded(data['tag'])}`)
        return `${data['condition'] === 'studio' ? `If the studio is used: ${sentence}` : capital(sentence)}.`
      },
      why: 'The studio’s pages come from Azure Front Door, also for a browser inside the network.',
      remedy: 'Allow the tag outbound in the security group; a subnet without a way out needs a NAT gateway or a route to a firewall.',
    },
    'bastion-is-supported-with-private-zones': {
      title: 'Bastion is supported beside private zones in this cloud',
      what: (data) => `The cloud is ${worded(data['cloud'])}, and private zones are linked to the host’s network: ${worded(data['zones'])}.`,
      why: 'According to its FAQ, Bastion with private DNS zones is not supported in national clouds.',
      remedy: 'Use VPN or ExpressRoute, or try it before public access is switched off.',
    },
    'sign-in-pages-load-inside': {
      title: 'Sign-in pages load on machines in the network',
      what: (data) => `${capital(outwardStopped(data, 'denies the internet'))}. These hosts of the sign-in pages have no service tag: ${worded(data['hosts'])}.`,
      why: 'A browser there cannot sign in with the article’s rules alone.',
      remedy: 'Allow the hosts with an application rule of a firewall that the subnet’s traffic passes; a security group cannot express it.',
    },
  },
} satisfies StepMessages<typeof rules, keyof ConnectivityChoices>
