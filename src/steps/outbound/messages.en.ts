import type { StepMessages } from '../messages.ts'
import type { PlaceData, RuleMessages } from '../rule.ts'
import type { OutboundChoices } from './choices.ts'
import type { rules } from './rules.ts'

const text = (value: PlaceData[string] | undefined): string => (Array.isArray(value) ? value.join(', ') : String(value ?? ''))
const name = (value: PlaceData[string] | undefined): string => text(value).split('/').at(-1) ?? ''

const unreadWords: Readonly<Record<string, string>> = {
  firewallRules: 'The subnet sends its traffic to a firewall, whose rules are not part of a snapshot.',
  securityRules: 'The security group of the subnet was not readable.',
  routes: 'The route table of the subnet was not readable.',
  enableNodePublicIp: 'Azure did not say whether the computes here have public addresses.',
}

const unread = (data: PlaceData): string | null => {
  const what = data['unread']
  if (what === undefined) return null
  if (data['addresses'] !== undefined) return `The rule ${name(what)} speaks of addresses (${text(data['addresses'])}), which cannot be compared with the tag ${text(data['tag'])}.`
  return unreadWords[text(what)] ?? `This could not be judged: ${name(what)} was not readable.`
}

/** What a denied row says: the rule that decides, and the flow. */
const denied = (data: PlaceData): string =>
  unread(data) ?? `Outbound ${protocolName(data['protocol'])} ${text(data['ports'])} to ${text(data['tag'])} from ${name(data['subnet'])} is denied by the rule ${text(data['denies'])} (priority ${text(data['priority'])}).`

const protocolName = (value: PlaceData[string] | undefined): string => (value === '*' ? 'traffic of any protocol on port' : text(value).toUpperCase())

const required = (title: string, why: string): RuleMessages => ({ title, what: denied, why, remedy: 'Allow it by a rule with a lower number than the deny, in the security group and in a firewall on the way.' })

/** The words of the fields inside a question. */
export const fieldWords = {
  packagesNeeded: {
    label: 'Are package sources of others needed?',
    answers: {
      some: { label: 'Yes, these', caption: 'They are listed for the firewall’s application rules.' },
      none: { label: 'None', caption: 'Images and packages come from a private source, or from Microsoft’s own images.' },
    },
  },
  managedNetwork: 'Computes live in the managed network that Azure ML runs, with a way out and rules of its own. What is answered here changes nothing for them.',
  addressFault: 'An IPv4 address is needed, such as 10.0.1.4.',
} as const

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
        existing: { label: 'As they do now', caption: 'The NAT gateway or the route of the subnet stays as it is.' },
        natGateway: { label: 'Through a NAT gateway', caption: 'Adds a NAT gateway with one static public address, or uses the one of the network. It costs by the hour and by data.' },
        firewallRoute: { label: 'Through a firewall', caption: 'Adds a default route to the firewall’s private address. The firewall has to allow the required traffic itself.' },
        none: { label: 'Not at all', caption: 'Computes without a public address will not start: rule NET-23 reports must.' },
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
    'NET-01': 'Azure ML needs public internet access. The article’s required table holds outbound rows only; its one inbound row is for computes with a public address.',
    'NET-17': 'Where a firewall wants addresses instead of service tags, Microsoft publishes them as a list, and the CLI and PowerShell print them. They change.',
    'NET-19': 'Visual Studio Code on a compute instance needs public repositories. Behind a proxy, HTTP_PROXY and HTTPS_PROXY belong into its shell profile, by a set-up script.',
    'NET-20': 'Remote Visual Studio Code uses the ports 8704 to 8710 between client and compute instance; the page gives neither direction nor tag.',
    'NET-21': 'A Kubernetes cluster for inference has outbound needs of its own: mcr.microsoft.com, the hosts of Kubernetes compute and, with limited egress, AzureContainerRegistry of the region. Its subnets are not part of a snapshot.',
    'NET-22': 'Firewalls have an article of their own: host names on 80 and 443 become application rules, all else network rules.',
    'NET-28': 'For computes with public addresses Azure ML makes security groups, addresses and load balancers. They count against quotas; those of clusters vanish at zero nodes, those of instances on deletion.',
    'NET-29': 'WebSockets to *.instances.azureml.net and *.instances.azureml.ms have to pass a firewall or proxy, or terminals and notebooks on compute instances stay silent.',
    'NET-30': 'The service lists the endpoints of one workspace itself; a read right on the workspace is enough to ask.',
    'NET-31': 'For firewalls without service tags Microsoft lists the host names by cloud.',
    'NET-32': 'With a service endpoint policy against exfiltration, curated environments work only in their latest version, with images from mcr.microsoft.com.',
    'NET-33': 'A security group on a Kubernetes subnet keeps the default outbound rules, and lets the scoring address in where it is called from outside.',
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
      what: (data) => unread(data) ?? (data['denies'] === undefined
        ? `No rule lets AzureMachineLearning TCP 44224 in to ${name(data['subnet'])}, where a compute has a public address.`
        : `Inbound TCP 44224 from AzureMachineLearning to ${name(data['subnet'])} is denied by the rule ${text(data['denies'])} (priority ${text(data['priority'])}).`),
      why: 'The service manages such computes from outside. A security group on the subnet must agree with the one that Azure ML makes itself.',
      remedy: 'Allow inbound TCP 44224 from AzureMachineLearning, or make computes without a public address.',
    },
    'package-sources-are-reachable': {
      title: 'Package sources are reachable',
      what: (data) => unread(data) ?? (data['condition'] === 'packages'
        ? `If computes install packages: the security group of ${name(data['subnet'])} denies the internet, and no rule of a security group can allow host names.`
        : `The security group of ${name(data['subnet'])} denies the internet. The sources chosen (${text(data['packages'])}) are host names, which it cannot allow.`),
      why: 'Image builds and jobs that install packages fail without them.',
      remedy: 'Allow the hosts on a firewall with application rules, use a private package source, or images that hold the packages.',
    },
    'computes-have-a-way-out': {
      title: 'Computes without public addresses have a way out',
      what: (data) => unread(data) ?? (data['lacks'] === 'workspaceEndpoint'
        ? 'This compute has no public address, and the workspace has no private endpoint through which the service could manage it.'
        : 'The subnet has no NAT gateway, no route to a firewall and no default outbound access.'),
      why: 'A compute without a public address has no internet by itself and is managed through the workspace endpoint.',
      remedy: 'Choose a NAT gateway or a route to a firewall, and a private endpoint for the workspace.',
    },
    'egress-is-explicit': {
      title: 'The way out is explicit',
      what: (data) => unread(data) ?? (data['value'] === false ? 'defaultOutboundAccess is false, and the subnet has no other way out.' : 'The subnet has no way out but Azure’s default outbound access.'),
      why: 'Default outbound access is not to be relied on: its addresses change, and new networks no longer have it.',
      remedy: 'Choose a NAT gateway or a route to a firewall.',
    },
    'internet-routes-work': {
      title: 'Routes to the internet work',
      what: (data) => unread(data) ?? `The route for ${text(data['prefix'])} has next hop Internet, and ${name(data['subnet'])} is private: defaultOutboundAccess is false and there is no NAT gateway.`,
      why: 'In a private subnet such a route leads nowhere.',
      remedy: 'Add a NAT gateway to the subnet.',
    },
    'service-bypasses-the-firewall': {
      title: 'Answers of the service bypass the firewall',
      what: (data) => unread(data) ?? `Computes in ${name(data['subnet'])} have public addresses, all traffic goes to ${text(data['firewall'])}, and no route sends AzureMachineLearning to the internet directly.`,
      why: 'The service comes in by the compute’s public address; an answer through the firewall has another one and is dropped.',
      remedy: 'Add a route for AzureMachineLearning with next hop Internet.',
    },
    'outbound-is-decided': {
      title: 'Outbound traffic of computes is decided',
      what: (data) => unread(data) ?? (data['decision'] === 'openOnPurpose' ? 'All outbound traffic is allowed, on purpose.' : 'All outbound traffic is allowed: neither a security group nor a firewall denies any.'),
      why: 'Open is a valid choice. It is recorded, because data can leave to any place.',
      remedy: 'Say on this step which it shall be.',
    },
    'allow-list-ends-in-a-deny': {
      title: 'A list of allow rules ends in a deny',
      what: (data) => unread(data) ?? `The security group allows ${text(data['allows'])} and denies nothing after that: the default rules let everything out.`,
      why: 'Such a list looks like a restriction and is none.',
      remedy: 'Add a final deny of the internet, or say that outbound traffic is open on purpose.',
    },
    'storage-rule-is-narrow': {
      title: 'The storage rule lets no data leave',
      what: (data) => unread(data) ?? `The rule allows ${text(data['value'])}: every storage account of the region can be reached from ${name(data['subnet'])}.`,
      why: 'The row is required. It also lets data leave to accounts of others.',
      remedy: 'Add a service endpoint policy with the alias /services/Azure/MachineLearning to the subnet.',
    },
    'front-door-rule-is-narrow': {
      title: 'The Front Door rule lets no data leave',
      what: (data) => unread(data) ?? `The rule allows ${text(data['value'])}: every site behind Azure Front Door can be reached from ${name(data['subnet'])}.`,
      why: 'The row is required. It also lets data leave to sites of others.',
      remedy: 'On a firewall, allow the two host names of the studio and of AutoML instead.',
    },
    'no-stray-service-endpoint': {
      title: 'No service endpoint is left beside private endpoints',
      what: (data) => unread(data) ?? `serviceEndpoints holds ${text(data['value'])}, no account admits this subnet by it, and no service endpoint policy limits it.`,
      why: 'Traffic to any storage account then passes by the firewall and its routes.',
      remedy: 'Remove the service endpoint in a maintenance window, since open connections drop, or add a service endpoint policy.',
    },
  },
} satisfies StepMessages<typeof rules, keyof OutboundChoices>
