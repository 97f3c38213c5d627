import type { StepMessages } from '../messages.ts'
import type { PlaceData, RuleMessages } from '../rule.ts'
import { namesIn, worded } from '../sentences.ts'
import { neverJudged } from '../unread.en.ts'
import type { OutboundChoices } from './choices.ts'
import type { rules } from './rules.ts'


/** What a denied row says: the rule or route that decides, and the flow. */
function denied(data: PlaceData): string {
  const flow = `Outbound ${protocolName(data['protocol'])} ${worded(data['ports'])} to ${worded(data['tag'])} from ${namesIn(data['subnet'])}`
  if (data['route'] !== undefined) return `${flow} is dropped by the route ${worded(data['route'])} (${worded(data['prefix'])}), whose next hop is None.`
  return `${flow} is denied by the rule ${worded(data['denies'])} (priority ${worded(data['priority'])})${room(data)}.`
}

/** How many allow rules fit before a deny, where they are few. */
function room({ free }: PlaceData): string {
  if (free === 0) return ', before which no number is free: that rule needs a higher one first'
  return typeof free === 'number' && free < 10 ? `, before which ${free === 1 ? 'one number is' : `${free} numbers are`} free` : ''
}

/** Why a subnet has no way out. */
function noWayOut({ because, by }: PlaceData): string {
  if (because === 'dropped') return `The route ${namesIn(by)} sends the internet traffic of the subnet nowhere: its next hop is None, which no NAT gateway changes.`
  if (because === 'natWithoutAddress') return `The NAT gateway ${namesIn(by)} has no public address or prefix, and the subnet has no default outbound access.`
  return 'The subnet has no NAT gateway, no route to a firewall and no default outbound access.'
}

/** What of the internet is taken away although it is open as a whole. */
const openTo = (data: PlaceData): string => {
  const partly = data['partly']
  const open = Array.isArray(partly) && partly.length > 0
    ? `No rule or route takes the internet as a whole away from the subnet; ${partly.join(', ')} ${partly.length === 1 ? 'takes' : 'take'} parts of it`
    : data['decision'] === 'openOnPurpose' ? 'All outbound traffic is allowed' : 'All outbound traffic is allowed: neither a security group nor a firewall denies any'
  return data['decision'] === 'openOnPurpose' ? `${open}, on purpose.` : `${open}.`
}

const protocolName = (value: PlaceData[string] | undefined): string => (value === '*' ? 'traffic of any protocol on port' : worded(value).toUpperCase())

const required = (title: string, why: string): RuleMessages => ({ title, what: denied, why, remedy: 'Let it pass where it is stopped: by an allow rule with a lower number than the deny (raise the deny’s number where none is free), by a route that leads out, and in a firewall on the way.' })

/** The words of the fields inside a question. */
export const fieldWords = {
  packagesNeeded: {
    label: 'Are package sources of others needed?',
    answers: {
      some: { label: 'Yes, these', caption: 'Their host names are listed below for the firewall’s application rules.' },
      none: { label: 'None', caption: 'Images and packages come from a private source, or from Microsoft’s own images.' },
    },
  },
  managedNetwork: 'Computes live in the managed network that Azure ML runs, with a way out and rules of its own. What is answered here changes nothing for them.',
  addressFault: 'An IPv4 address is needed, such as 10.0.1.4.',
  allowed: {
    title: 'What a firewall on the way has to let through',
    text: 'Required and situational traffic, each by itself. Ringfence does not read the rules of a firewall, so compare them with this list.',
    parts: {
      tags: 'By service tag, in network rules',
      hosts: 'By host name, in application rules',
      insteadOfTags: 'By host name, for a firewall that knows no service tags',
    },
    partText: {
      tags: 'Azure keeps the addresses behind a tag up to date.',
      hosts: 'No tag covers these names. Application rules see HTTP on 80 and HTTPS on 443.',
      insteadOfTags: 'Host names on 80 and 443 belong into application rules, other ports and UDP into network rules.',
    },
    head: { to: 'To', port: 'Protocol and ports', purpose: 'For', need: 'Needed' },
    required: 'required',
    when: (condition: string): string => `situational: ${condition}`,
    alsoWritten: (purpose: string, alias: string): string => `${purpose}; one of Microsoft’s pages writes the tag ${alias}`,
    inPlaceOf: (regional: string): string => `in place of ${regional}, for all regions`,
    port: (protocol: string, ports: readonly string[]): string => `${protocol === '*' ? 'TCP and UDP' : protocol.toUpperCase()} ${ports.join(', ')}`,
    own: 'The service lists what this workspace needs by itself; the right to read the workspace is enough to ask:',
    copyList: 'Copy as a table',
    copyWhat: 'what the firewall has to let through',
    copyOwn: 'the request for the workspace’s own list',
  },
} as const

/** What is wrong with the address that was answered for the firewall, by what it lacks. */
const firewallFaults: Readonly<Record<string, (data: PlaceData) => string>> = {
  otherSubnet: (data) => `The firewall’s address ${worded(data['value'])} lies in the computes’ subnet itself, whose default route would send its own traffic back to it.`,
  privateAddress: (data) => `The firewall’s address ${worded(data['value'])} is public and in no network that was read; a route’s next hop is an address inside the networks.`,
}

/** The words of the required public internet access. */
export const messages = {
  title: 'Outbound access',
  intro: 'What computes have to reach on the internet, what has to reach them, and by which way. Required and situational traffic are told apart, as in the article.',
  section: 'Required public internet access',
  questions: {
    newCompute: {
      title: 'Do new computes get a public address?',
      why: 'It decides about inbound traffic: a compute with a public address is managed by the service through port 44224, one without is managed through the workspace endpoint.',
      answers: {
        withoutPublicIp: { label: 'No public address', caption: 'No inbound rule is needed. The compute needs the workspace endpoint and a way out.' },
        withPublicIp: { label: 'A public address', caption: 'Adds an inbound rule for AzureMachineLearning TCP 44224 and, beside a firewall, a direct route for the service.' },
      },
    },
    egress: {
      title: 'How do computes without a public address reach the internet?',
      why: 'They have no way out of their own, and Azure’s default outbound access is not to be relied on: new networks no longer have it.',
      answers: {
        existing: { label: 'As they do now', caption: 'The NAT gateway or the route of the subnet stays as it is. A new compute subnet in the same network gets the same.' },
        natGateway: { label: 'Through a NAT gateway', caption: 'Adds a NAT gateway with one static public address, or uses the one of the subnet or its network; one without an address gets one. It costs by the hour and by data.' },
        firewallRoute: { label: 'Through a firewall', caption: 'Adds a default route to the firewall’s private address. The firewall has to allow the required traffic itself.' },
        none: { label: 'Not at all', caption: 'Computes without a public address will not start; NET-23 is then reported at level must.' },
      },
    },
    firewallAddress: { title: 'What is the firewall’s private address?', why: 'It becomes the next hop of the default route.' },
    rules: {
      title: 'Which outbound rules does the compute subnet get?',
      why: 'A list of allow rules restricts nothing without a deny at its end. A deny without the required rows stops computes.',
      answers: {
        keep: { label: 'Leave them as they are', caption: 'No rule is added. What is denied now stays denied.' },
        requiredOnly: { label: 'Required traffic, then deny the internet', caption: 'Adds the rows that are missing, those of services that are reached by a public address, and a final deny. Package sources such as PyPI are host names, which a security group cannot allow.' },
        openOnPurpose: { label: 'Open on purpose', caption: 'No deny is added; required rows that a deny stops are let through. Recorded as a note.' },
      },
    },
    packages: {
      title: 'Which package sources do computes need?',
      why: 'Azure does not record it. These are host names of others, which only a firewall with application rules can allow.',
      answers: {
        python: { label: 'Python: Anaconda and PyPI', caption: 'anaconda.com, *.anaconda.com, *.anaconda.org, pypi.org' },
        r: { label: 'R: CRAN', caption: 'cloud.r-project.org' },
        pytorch: { label: 'PyTorch', caption: '*.pytorch.org' },
        tensorflow: { label: 'TensorFlow', caption: '*.tensorflow.org' },
        vscode: { label: 'Visual Studio Code', caption: 'Its update, marketplace and extension hosts' },
      },
    },
    rstudio: {
      title: 'Is RStudio used on compute instances?',
      why: 'It talks to the service on a port of its own.',
      answers: { used: { label: 'Yes', caption: 'Adds AzureMachineLearning TCP 8787.' }, notUsed: { label: 'No', caption: 'Nothing is added.' } },
    },
  },
  because: {
    withoutPublicIp: () => 'Proposed because it needs no inbound traffic from the internet.',
    natIsThere: () => 'Proposed because the subnet has a NAT gateway.',
    routeIsThere: () => 'Proposed because the subnet sends its traffic to a firewall or gateway already.',
    routesUnread: () => 'Proposed because the route table was not readable, so nothing about it is changed.',
    routeDrops: () => 'Proposed because a route sends the internet traffic of the subnet nowhere: no NAT gateway changes that, and we change no route that is there. Take it out or change its next hop first.',
    natWithoutAddress: () => 'Proposed because the subnet has a NAT gateway already: what it lacks is a public address or prefix, and this version plans no addresses of the gateway’s tier.',
    natGetsAddress: () => 'Proposed because the subnet has a NAT gateway that has no public address or prefix: it gets a static address.',
    natUnread: () => 'Proposed because the NAT gateway of the subnet was not readable, so nothing about it is changed.',
    routeInside: () => 'Proposed because a route sends the internet into the network itself, and we change no route that is there.',
    routesDiffer: () => 'Proposed because the routes of the subnet decide where its traffic goes, and we change no route that is there.',
    noWayOut: () => 'Proposed because the compute subnet has neither a NAT gateway nor a route to a firewall.',
    firewallIsThere: () => 'Proposed because a firewall is in the network or in one joined to it.',
    listRestricts: () => 'Proposed because the security group denies the internet already; only missing rows are added.',
    denyInTheWay: () => 'Proposed because a rule stops required traffic, and nothing else restricts the subnet.',
    nothingRestricts: () => 'Proposed because nothing restricts the subnet today: which package hosts computes need is for you to say first.',
    firewallDecides: () => 'Proposed because the subnet’s traffic goes to a firewall, which decides what passes.',
    managedNetwork: () => 'Proposed because computes live in the managed network that Azure ML runs, with a way out and rules of its own.',
    rstudioIsRare: () => 'Proposed because the article lists it as situational.',
  },
  notes: {
    'NET-01': 'Azure ML needs public internet access. The article’s required table holds outbound rows only; its one inbound row is for computes with a public address. The page on exfiltration names BatchNodeManagement inbound as well, without a port; no other page asks for it.',
    'NET-17': 'Where a firewall wants addresses instead of service tags, Microsoft publishes them as a list, and the CLI and PowerShell print them. They change.',
    'NET-19': 'Visual Studio Code on a compute instance needs public repositories. Behind a proxy, HTTP_PROXY and HTTPS_PROXY belong into its shell profile, by a set-up script.',
    'NET-20': 'Remote Visual Studio Code uses the ports 8704 to 8710 between client and compute instance; the page gives neither direction nor tag.',
    'NET-22': 'Firewalls have an article of their own: host names on 80 and 443 become application rules, all else network rules.',
    'NET-28': 'For computes with public addresses Azure ML makes security groups, addresses and load balancers. They count against quotas; those of clusters vanish at zero nodes, those of instances on deletion.',
    'NET-29': 'WebSockets to *.instances.azureml.net and *.instances.azureml.ms have to pass a firewall or proxy, or terminals and notebooks on compute instances stay silent.',
    'NET-30': 'The service lists the endpoints of one workspace itself; a read right on the workspace is enough to ask.',
    'NET-31': 'For firewalls without service tags Microsoft lists the host names by cloud.',
    'NET-32': 'With a service endpoint policy against exfiltration, curated environments work only in their latest version, with images from mcr.microsoft.com.',
  },
  rules: {
    'entra-id-is-reachable': required('Microsoft Entra ID is reachable', 'Computes sign in there.'),
    'service-api-is-reachable': required('The service API is reachable', 'Jobs, notebooks and IntelliSense talk to it on 443 and 18881.'),
    'compute-instances-are-manageable': required('Compute instances can be made and deleted', 'Making, updating and deleting them uses UDP 5831, in a rule of its own because the protocol differs.'),
    'batch-is-reachable': required('The Batch back end is reachable', 'Nodes of clusters and instances are run by Azure Batch. The row asks for any protocol.'),
    'resource-manager-is-reachable': required('Azure Resource Manager is reachable', 'Computes, the CLI and the SDK make resources through it.'),
    'regional-storage-is-reachable': required('Storage of the region is reachable', 'Batch and the service keep files there that nodes need to start.'),
    'front-door-is-reachable': required('Azure Front Door is reachable', 'It is the entry to the studio and holds images for AutoML.'),
    'microsoft-images-are-reachable': required('Microsoft’s images are reachable', 'Base images come from Microsoft’s registry.'),
    'image-data-path-is-reachable': required('The data path of Microsoft’s images is reachable', 'Without AzureFrontDoor.FirstParty pulls fail although the registry itself answers.'),
    'private-endpoints-are-reachable': required('Private endpoints are reachable', 'A deny of everything comes before the default rules, so traffic to the endpoints needs a rule of its own.'),
    'rstudio-is-reachable': required('RStudio is reachable', 'RStudio uses port 8787 of the service.'),
    'public-file-share-is-reachable': required('The public file share is reachable', 'The workspace’s file share is mounted over its public endpoint, on port 445.'),
    'monitor-is-reachable': required('Azure Monitor is reachable', 'Metrics and logs go to its public endpoints while it is not behind a private link scope. Support needs them too.'),
    'batch-vault-is-reachable': required('The vault of the Batch service is reachable', 'The workspace is marked for high business impact, and Batch then reads from a key vault.'),
    'vault-behind-a-service-endpoint-is-reachable': required('A vault behind a service endpoint is reachable', 'A service endpoint leads to the vault’s public address. A security group counts that as internet traffic, so the vault’s tag needs a rule of its own.'),
    'public-registry-is-reachable': required('A registry that stays public is reachable', 'Computes pull images from the registry’s public address, which a deny of the internet cuts off.'),
    'service-reaches-public-computes': {
      title: 'The service reaches computes with public addresses',
      what: (data) => data['denies'] === undefined
        ? `No rule lets AzureMachineLearning TCP 44224 in to ${namesIn(data['subnet'])}, where ${data['planned'] === true ? 'new computes get' : 'a compute has'} a public address.`
        : `Inbound TCP 44224 from AzureMachineLearning to ${namesIn(data['subnet'])} is denied by the rule ${worded(data['denies'])} (priority ${worded(data['priority'])}).`,
      why: 'The service manages such computes from outside. A security group on the subnet must agree with the one that Azure ML makes itself.',
      remedy: 'Allow inbound TCP 44224 from AzureMachineLearning, or make computes without a public address.',
    },
    'package-sources-are-reachable': {
      title: 'Package sources are reachable',
      what: (data) => data['condition'] === 'packages'
        ? data['route'] !== undefined ? `If computes install packages: the route ${worded(data['route'])} of ${namesIn(data['subnet'])} sends the internet nowhere.` : `If computes install packages: the security group of ${namesIn(data['subnet'])} denies the internet, and no rule of a security group can allow host names.`
        : data['route'] !== undefined ? `The route ${worded(data['route'])} of ${namesIn(data['subnet'])} sends the internet nowhere, and so the sources chosen (${worded(data['packages'])}).`
        : `The security group of ${namesIn(data['subnet'])} denies the internet. The sources chosen (${worded(data['packages'])}) are host names, which it cannot allow.`,
      why: 'Image builds and jobs that install packages fail without them.',
      remedy: 'Allow the hosts on a firewall with application rules, use a private package source, or images that hold the packages.',
    },
    'computes-have-a-way-out': {
      title: 'Computes without public addresses have a way out',
      what: (data) => data['lacks'] === 'workspaceEndpoint'
        ? 'This compute has no public address, and the workspace has no private endpoint through which the service could manage it.'
        : (firewallFaults[worded(data['lacks'])] ?? noWayOut)(data),
      why: 'A compute without a public address has no internet by itself and is managed through the workspace endpoint.',
      remedy: 'Choose a NAT gateway with a public address, or a default route to a firewall, and a private endpoint for the workspace; where a route with next hop None takes the traffic, take that out first.',
    },
    'egress-is-explicit': {
      title: 'The way out is explicit',
      what: (data) => data['because'] === 'dropped' || data['because'] === 'natWithoutAddress' ? noWayOut(data) : data['value'] === false ? 'defaultOutboundAccess is false, and the subnet has no other way out.' : 'The subnet has no way out but Azure’s default outbound access.',
      why: 'Default outbound access is not to be relied on: its addresses change, and new networks no longer have it.',
      remedy: 'Choose a NAT gateway with a public address, or a default route to a firewall; where a route with next hop None takes the traffic, take that out first.',
    },
    'internet-routes-work': {
      title: 'Routes to the internet work',
      what: (data) => `The route for ${worded(data['prefix'])} has next hop Internet, and ${namesIn(data['subnet'])} is private: defaultOutboundAccess is false, ${data['because'] === 'natWithoutAddress' ? `the NAT gateway ${namesIn(data['by'])} has no public address` : 'there is no NAT gateway'}, and not every compute there has a public address.`,
      why: 'In a private subnet such a route leads nowhere, except for computes with a public address.',
      remedy: 'Give the subnet a NAT gateway with a public address.',
    },
    'service-bypasses-the-firewall': {
      title: 'Answers of the service bypass the firewall',
      what: (data) => `${data['planned'] === true ? `New computes in ${namesIn(data['subnet'])} get` : `Computes in ${namesIn(data['subnet'])} have`} public addresses, traffic to the internet goes to ${data['nextHop'] === 'VirtualNetworkGateway' ? 'the virtual network gateway' : data['firewall'] === null ? 'an appliance' : worded(data['firewall'])}, and no route sends AzureMachineLearning to the internet directly.`,
      why: 'The service comes in by the compute’s public address; an answer through the firewall has another one and is dropped.',
      remedy: 'Add a route for AzureMachineLearning with next hop Internet.',
    },
    'outbound-is-decided': {
      title: 'Outbound traffic of computes is decided',
      what: openTo,
      why: 'Open is a valid choice. It is recorded, because data can leave to any place.',
      remedy: 'Say on this step which it shall be.',
    },
    'allow-list-ends-in-a-deny': {
      title: 'A list of allow rules ends in a deny',
      what: (data) => `The security group allows ${worded(data['allows'])} and denies nothing after that: the default rules let everything out.`,
      why: 'Such a list looks like a restriction and is none.',
      remedy: 'Add a final deny of the internet, or say that outbound traffic is open on purpose.',
    },
    'storage-rule-is-narrow': {
      title: 'The storage rule lets no data leave',
      what: (data) => `The rule allows ${worded(data['value'])}: every storage account of the region can be reached from ${namesIn(data['subnet'])}.`,
      why: 'The row is required. It also lets data leave to accounts of others.',
      remedy: 'Add a service endpoint policy with the alias /services/Azure/MachineLearning to the subnet.',
    },
    'front-door-rule-is-narrow': {
      title: 'The Front Door rule lets no data leave',
      what: (data) => `The rule allows ${worded(data['value'])}: every site behind Azure Front Door can be reached from ${namesIn(data['subnet'])}.`,
      why: 'The row is required. It also lets data leave to sites of others.',
      remedy: 'On a firewall, allow the two host names of the studio and of AutoML instead.',
    },
    'no-stray-service-endpoint': {
      title: 'No service endpoint is left beside private endpoints',
      what: (data) => `serviceEndpoints holds ${worded(data['value'])}, no account admits this subnet by it, and no service endpoint policy limits it.`,
      why: 'Traffic to any storage account then passes by the firewall and its routes.',
      remedy: 'Remove the service endpoint in a maintenance window, since open connections drop, or add a service endpoint policy.',
    },
    'kubernetes-reaches-its-images': required('Kubernetes clusters reach their images', 'A cluster for inference pulls Microsoft’s images, and those of a registry that is reached by its public address. AKS and Kubernetes compute need hosts of their own besides, which only a firewall can allow.'),
    'kubernetes-may-use-its-network': {
      title: 'A Kubernetes cluster may use the network that it is in',
      what: neverJudged,
      why: 'A cluster in a network that was made before it puts its load balancers and addresses there with its own identity.',
      remedy: 'Give the identity of the cluster Network Contributor on the resource group of the network.',
    },
    'kubernetes-keeps-the-default-rules': {
      title: 'The security group of a Kubernetes subnet keeps the default rules',
      what: (data) => data['scoring'] === true
        ? `If the scoring address of ${worded(data['cluster'])} is called from outside: no rule of the security group lets TCP 443 from the internet in to ${namesIn(data['subnet'])}.`
        : `The rule denies ${worded(data['destinations'])} to ${namesIn(data['subnet'])} before the default outbound rules, which a Kubernetes cluster relies on.`,
      why: 'The guidance for inference keeps the default outbound rules, and adds an inbound rule for a scoring address that is called from outside.',
      remedy: 'Take the deny off this subnet, or give the cluster a subnet of its own; where scoring is called from outside, allow its port in to the scoring address.',
    },
  },
} satisfies StepMessages<typeof rules, keyof OutboundChoices>
