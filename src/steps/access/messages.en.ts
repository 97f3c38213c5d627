import type { StepMessages } from '../messages.ts'
import type { PlaceData } from '../rule.ts'
import { namesIn, worded } from '../sentences.ts'
import { neverJudged } from '../unread.en.ts'
import type { AccessChoices } from './choices.ts'
import type { rules } from './rules.ts'


/** A refused action, with the built-in roles that hold it. */
const refusal = (data: PlaceData): string => {
  const roles = worded(data['roles'])
  return `The permissions that Azure reports do not hold ${worded(data['action'])} here.${roles === '' ? '' : ` Roles that hold it: ${roles}.`}`
}

const neededRight = (data: PlaceData): string => {
  if (data['use'] === 'handOver') return `You do not hold ${worded(data['action'])} inside this scope. Its changes are exported apart, for ${worded(data['team'])}.`
  if (data['use'] === 'later') return `A subnet of this workspace refers to this resource, and the permissions that Azure reports do not hold ${worded(data['action'])} on it. This plan does not write that subnet; a later write of it would be refused.`
  return refusal(data)
}

const place = (data: PlaceData, what: string, other: string): string =>
  `${what} is in another ${worded(data['differs'])} (${worded(data['value'])}) than ${other}.`

/** Where Azure keeps what the key of a workspace encrypts, and what that means here (learn.microsoft.com, concept-customer-managed-keys). */
const sameVault = 'The key can be changed for another one of the same vault only.'
const keptBy: Readonly<Record<string, string>> = {
  managedGroup: ` Azure keeps a part of it in a resource group of its own in your subscription (Azure Cosmos DB, Azure AI Search, storage), which nobody can take over: it is not read here, and this plan makes no endpoint for it. ${sameVault}`,
  outsideSubscription: ` Azure keeps a part of it outside your subscription, where this plan has nothing to do. ${sameVault}`,
}

/** The words of the fields inside a question. */
export const fieldWords = {
  group: 'Resource group', otherGroup: 'Another group, by its id', groupFault: 'The id of a resource group is needed: /subscriptions/…/resourceGroups/name.',
  pattern: 'Pattern of names', patternHint: '{kind} is the abbreviation of the kind, {name} what it is for, {group} the resource group: {kind}-{name} gives pep-kv-demand.',
  patternFault: 'It has to hold {kind} and then {name}, and may hold {group}, with letters, digits, dots, underscores and hyphens beside them. It begins with a letter, a digit or one of these three.',
  tags: 'Tags of new resources', tagsHint: 'name=value, separated by commas; a value that holds a comma goes in double quotes. Tags of existing resources are never changed. Private DNS zones take 15 tags at most, whose names begin with a letter and hold letters, digits, dots, underscores and hyphens only; they get the first of those.',
  tagsFault: 'Each tag is name=value: at most 50 tags, each name once in letters of any case, names without < > % & \\ ? / and up to 512 characters, values up to 256.',
  teams: 'Teams and their scopes', teamsHint: 'team: scope id, separated by semicolons, such as Network team: /subscriptions/…/resourceGroups/rg-hub. Empty when everything is yours.',
  teamsFault: 'Each entry is a team, a colon, and the id of a subscription, group or resource.',
} as const

const actions = (count: number): string => `${count} ${count === 1 ? 'action' : 'actions'}`

/** The words of the table of rights. */
export const rightsWords = {
  title: 'What you have to be allowed to do',
  why: 'First the three actions that the article asks for, then what the plan of these answers needs. Judged from the permissions that Azure reports for you, entry by entry; deny assignments, conditions and policies are not in them, so this is a forecast.',
  article: 'What the article asks for', plan: 'What the plan needs',
  columns: { right: 'Right', action: 'Action', where: 'Where', who: 'Who holds it' },
  state: { allowed: 'expected', refused: 'not held', unknown: 'unknown' },
  none: 'No network concerns this workspace yet, so the article’s actions have no place.', nothing: 'These answers change nothing, so the plan needs no right.',
  folded: {
    unknown: (count: number) => `${actions(count)} unknown: the permissions API gave no answer for the resource or its resource group`,
    allowed: (count: number) => `${actions(count)} expected`,
  },
  you: 'you, as it looks', unknown: 'ask for Reader there', roles: (roles: readonly string[]) => roles.join(', '), noRole: 'no role is recorded',
} as const

/** The words of the prerequisites. */
export const messages = {
  title: 'Prerequisites',
  intro: 'What has to be there before anything is made private, what you must be allowed to do, and where new resources go.',
  section: 'Prerequisites',
  questions: {
    delivery: {
      title: 'How will the plan be carried out?',
      why: 'Some rights matter only to the person who writes to Azure. Ringfence writes nothing to Azure until you select Start on Apply.',
      answers: {
        export: { label: 'As files, by somebody with the rights', caption: 'Rights that you do not hold are reported as warnings. The files say whose rights each part needs.' },
        apply: { label: 'By my own account', caption: 'Rights that you do not hold are reported as errors, before anything is written.' },
      },
    },
    path: {
      title: 'Which kind of network isolates the workspace?',
      why: 'The article describes a network of your own. It recommends to consider a managed virtual network first, which Azure ML runs for you.',
      answers: {
        customNetwork: { label: 'A virtual network of our own', caption: 'Fits where policy asks for own networks, where on-premises systems are reached by other ways than HTTPS, or where firewall logs are needed. Every step here applies.' },
        managedNetwork: { label: 'A managed virtual network', caption: 'Less upkeep. Computes move into it by being made again, and it cannot be switched off. Only the private ways into the workspace and its services apply here.' },
      },
    },
    studio: {
      title: 'Do people work in the studio?',
      why: 'Azure does not record it. The studio reads storage through the workspace and from the browser, which needs rights and rules of its own.',
      answers: {
        used: { label: 'Yes', caption: 'Adds Reader on the storage endpoints for the workspace identity. Rules about the studio are judged as they stand.' },
        notUsed: { label: 'No', caption: 'Rules about the studio are left out.' },
      },
    },
    placement: { title: 'Where do new resources go?', why: 'A resource group that exists, the pattern of their names, and tags that your policies ask for. Endpoints need not be in the group of what they lead to.' },
    otherTeams: { title: 'Which scopes does another team own?', why: 'Changes inside these scopes are exported apart, in files that the other team can run with its own rights alone.' },
  },
  because: {
    fileFirst: () => 'Proposed because files can be read and tried by others before anything is written.',
    articlePath: () => 'Proposed because it is what the article describes, and the workspace has no managed network.',
    managedAlready: () => 'Proposed because the workspace has a managed network already, and that cannot be undone.',
    endpointsAreHere: ({ name: group }) => `Proposed because private endpoints of this workspace are in ${String(group)} already.`,
    networkIsHere: ({ name: group }) => `Proposed because the network is in ${String(group)} and you may write there.`,
    workspaceIsHere: ({ name: group }) => `Proposed because the workspace is in ${String(group)}.`,
    noRefusal: () => 'Proposed as none, because no write right that the plan needs was refused.',
    refused: ({ names }) => `Proposed because your write rights were refused in ${String(names)}.`,
  },
  notes: {
    'PRE-01': 'The article asks you to read the network security overview and the guidance on enterprise security first. Both explain which parts talk to which.',
    'PRE-03': 'A managed virtual network is the alternative that the article recommends to consider. It is run by Azure ML and needs no subnets, routes or security groups of yours.',
    'PRE-04': 'A managed network fits teams that want little upkeep, managed online endpoints, serverless Spark or foundation models. An own network fits where policy demands it, for on-premises resources without HTTPS, Kubernetes or attached machines, and for firewall and flow logs.',
    'PRE-07': 'The article describes SDK v1, whose support ended on 30 June 2026. What it says about networks holds for v2 as well; the code does not.',
    'PRE-08': 'The CLI extension for v1 has been without support since 30 September 2025. Snippets that need it say so.',
    'PRE-15': 'Rights are a forecast. They are judged entry by entry from what the permissions API reports; deny assignments, conditions and policies are not in it.',
    'PRE-22': 'Computes in a network of your own are not supported in a subscription that is managed through Azure Lighthouse. Whether you come in that way cannot be seen here, since a snapshot holds neither the tenant of a subscription nor who manages it: sign in to its home tenant.',
    'PRE-25': 'With a private endpoint on the workspace, deploying to Container Instances in a virtual network is not supported. Managed online endpoints are the way on.',
    'PRE-28': 'Services of the workspace may lie in another region. That works, with more latency and with charges for the transfer.',
  },
  rules: {
    'workspace-is-readable': {
      title: 'The workspace is readable',
      what: (data) => `Reading the workspace was refused (${worded(data['status'])} ${worded(data['code'])}).`,
      why: 'Every other rule starts from what the workspace refers to.',
      remedy: 'Ask for Reader on the workspace, or open another snapshot.',
    },
    'workspace-has-no-managed-network': {
      title: 'The workspace has no managed network',
      what: (data) => `managedNetwork.isolationMode is ${worded(data['value'])}: the computes of this workspace live in a network that Azure ML manages.`,
      why: 'With a managed network, computes and the image build cluster cannot be in a network of your own, and the setting cannot be undone.',
      remedy: 'Take the managed path: only private ways into the workspace and its services apply.',
    },
    'managed-path-recreates-no-compute': {
      title: 'No compute has to be made again',
      what: (data) => `This compute (${worded(data['value'])}) has to be deleted and made again when the workspace moves to a managed network.`,
      why: 'A managed network takes in only computes that are made after it was switched on.',
      remedy: 'Plan when each compute is made again, or keep a network of your own.',
    },
    'network-and-subnet-exist': {
      title: 'A network with a subnet for computes exists',
      what: () => 'No compute names a subnet, and the snapshot holds no network with a subnet in the region and subscription of the workspace.',
      why: 'Private endpoints and computes need a network with subnets to live in.',
      remedy: 'Choose or plan a network on the step Address space.',
    },
    'cluster-exists-for-a-private-registry': {
      title: 'A compute cluster exists while the registry is private',
      what: () => 'The registry is or will be private, and the workspace has no compute cluster.',
      why: 'A private registry cannot build images for Azure ML; a compute cluster does it instead.',
      remedy: 'Plan a cluster on the step Container registry.',
    },
    'workspace-is-of-the-plain-kind': {
      title: 'The workspace is of kind Default',
      what: (data) => `kind is ${worded(data['value'])}. The article covers workspaces of kind Default only.`,
      why: 'Hubs, projects and feature stores share resources and follow rules of their own, which are not checked here.',
      remedy: 'Read the findings as a first orientation, and the documents of this kind for the rest.',
    },
    'workspace-acts-with-the-identity-that-azure-made': {
      title: 'The workspace acts with the identity that Azure made for it',
      what: (data) => `identity.type is ${worded(data['value'])}${data['named'] === true ? ', and primaryUserAssignedIdentity names the one that acts' : ''}: Azure gives this identity no role by itself.`,
      why: 'A private registry lets a workspace in as a trusted service by its system-assigned identity only. In a managed network, the identity approves the private endpoints that Azure ML makes there.',
      remedy: 'See that it holds Contributor on storage account, vault, registry and component, and Key Vault Administrator on a vault that uses roles. With a managed network it needs Azure AI Enterprise Network Connection Approver on what the endpoints lead to.',
    },
    'data-is-encrypted-with-keys-of-azure': {
      title: 'Data is encrypted with keys that Azure keeps',
      what: (data) => `Its data is encrypted with a key of yours in ${data['vault'] === null ? 'a key vault that is not in the snapshot' : namesIn(data['vault'])}.${keptBy[worded(data['keptBy'])] ?? ''}`,
      why: 'Nobody reads the data while the vault of the key cannot be used, so what closes that vault closes the data too.',
      remedy: 'Nothing has to be changed for this plan. Keep soft delete and purge protection of that vault on, and trusted services let in.',
    },
    'workspace-is-not-public-beside-closed-services': {
      title: 'The workspace is not left public beside closed services',
      what: () => 'publicNetworkAccess stays Enabled while storage or the key vault are closed.',
      why: 'It is supported and discouraged: anybody with a sign-in reaches the workspace from anywhere.',
      remedy: 'Close public access on the step Workspace, or have the choice confirmed by those who answer for security.',
    },
    'computes-share-network-region-and-subscription': {
      title: 'Network, computes and workspace share region and subscription',
      what: (data) => place(data, 'The network', 'the workspace'),
      why: 'Computes can only join a network in the region and the subscription of their workspace.',
      remedy: 'Choose a network in the region and subscription of the workspace.',
    },
    'computes-are-in-the-workspace-region': {
      title: 'Computes are in the region of the workspace',
      what: (data) => `computeLocation is ${worded(data['value'])}, the workspace is in ${worded(data['workspace'])}.`,
      why: 'With a private endpoint on the workspace, clusters and instances of v1 have to be in its region.',
      remedy: 'Make the compute again in the region of the workspace.',
    },
    'endpoints-are-beside-their-network': {
      title: 'Private endpoints are in region and subscription of their network',
      what: (data) => place(data, 'The private endpoint', 'its network'),
      why: 'An endpoint takes its addresses from a subnet, so it belongs where the subnet is. Its target may lie elsewhere.',
      remedy: 'Make the endpoint again in the region and subscription of its network.',
    },
    'computes-are-in-the-endpoint-network': {
      title: 'Computes are in the network of the workspace endpoint, or in the managed one',
      what: (data) => data['value'] === null ? 'This compute is in no network of yours.' : `This compute is in ${namesIn(data['value'])}, outside the network of the workspace endpoint.`,
      why: 'Once the workspace has a private endpoint, computes outside its network stop working.',
      remedy: 'Plan to make the compute again in the network of the endpoint.',
    },
    'no-lock-stops-clusters': {
      title: 'No lock stops clusters from scaling',
      what: (data) => `A ${worded(data['value'])} lock on ${namesIn(data['scope'])} reaches the workspace or its network.`,
      why: 'Clusters make and delete network resources when they scale. A lock on the resource group stops that.',
      remedy: 'Remove the lock, or move it to the single resources that it is for.',
    },
    'policies-allow-security-groups-of-computes': {
      title: 'No policy forbids the security groups that computes with public addresses need',
      what: neverJudged,
      why: 'Azure ML makes a security group for each compute with a public address in your network. Where a policy forbids that, the compute is not made.',
      remedy: 'Ask whoever keeps the policies for an exemption on the resource group of the network, or make computes without a public address.',
    },
    'providers-are-registered': {
      title: 'Resource providers are registered',
      what: (data) => `${worded(data['namespace'])} is ${data['value'] === 'registering' ? 'still being registered' : 'not registered'} in subscription ${worded(data['subscription'])}.`,
      why: 'Private endpoints need the providers of their targets registered in the subscription that holds the endpoints.',
      remedy: 'Register the provider; the plan does it where it may.',
    },
    'instance-rules-name-the-own-tenant': {
      title: 'Instance rules name the tenant of the workspace',
      what: (data) => `An instance rule names this workspace under tenant ${worded(data['value'])}; the workspace is in ${worded(data['workspace'])}.`,
      why: 'A rule for another tenant admits nothing.',
      remedy: 'Write the rule again with the tenant of the workspace.',
    },
    'caller-reads-the-network': {
      title: 'You may read the network',
      what: refusal,
      why: 'The article asks for Microsoft.Network/*/read on the network. A template deployment does not need it.',
      remedy: 'Ask for Reader on the network.',
    },
    'caller-joins-the-network': {
      title: 'You may join the network',
      what: refusal,
      why: 'The article asks for it: linking a zone or placing a resource joins the network.',
      remedy: 'Ask for Network Contributor on the network, or for a custom role with this action.',
    },
    'caller-joins-the-subnets': {
      title: 'You may join the subnets',
      what: refusal,
      why: 'The article asks for it on every subnet that computes or endpoints use.',
      remedy: 'Ask for Network Contributor on the network, or for a custom role with this action.',
    },
    'needed-rights-are-held': {
      title: 'The rights that the changes need are held',
      what: neededRight,
      why: 'Azure refuses the write at this resource, and what depends on it waits.',
      remedy: 'Ask for one of the roles at this scope, or name the team that owns it, so that its part is exported apart.',
    },
    'caller-approves-endpoints': {
      title: 'You may approve the private endpoints',
      what: refusal,
      why: 'Without this right the endpoint has to be requested with a message, and it stays Pending until the owner of the target approves it. Where you may make the endpoint, the plan requests it so and holds a task for the owner.',
      remedy: 'Ask the owner of the target to approve the connection, or for one of the roles.',
    },
    'subnet-references-can-be-joined': {
      title: 'What the subnets refer to can be joined',
      what: neededRight,
      why: 'A write of a subnet sends all that it refers to, and Azure checks the join right on each: security group, route table, NAT gateway, service endpoint policy.',
      remedy: 'Ask the owner of this resource for the right, or have the subnet written by somebody who holds it.',
    },
  },
} satisfies StepMessages<typeof rules, keyof AccessChoices>
