import type { TaskName } from '../../base/taskName.ts'
import type { Change, Lasting, ManualTask } from '../../changes/change.ts'
import { type Method, methods } from '../../facts/connectivity.ts'

/** What ARM's types are called in plain words, by type in lower case. */
const kinds: Readonly<Record<string, string>> = {
  'microsoft.authorization/roleassignments': 'role assignment',
  'microsoft.compute/virtualmachines': 'virtual machine',
  'microsoft.containerregistry/registries': 'container registry',
  'microsoft.containerregistry/registries/privateendpointconnections': 'endpoint connection',
  'microsoft.insights/components': 'Application Insights component',
  'microsoft.insights/privatelinkscopes': 'private link scope',
  'microsoft.insights/privatelinkscopes/scopedresources': 'member of the private link scope',
  'microsoft.keyvault/vaults': 'key vault',
  'microsoft.keyvault/vaults/privateendpointconnections': 'endpoint connection',
  'microsoft.machinelearningservices/workspaces': 'workspace',
  'microsoft.machinelearningservices/workspaces/computes': 'compute',
  'microsoft.machinelearningservices/workspaces/datastores': 'datastore',
  'microsoft.machinelearningservices/workspaces/privateendpointconnections': 'endpoint connection',
  'microsoft.network/azurefirewalls': 'firewall',
  'microsoft.network/bastionhosts': 'Bastion host',
  'microsoft.network/natgateways': 'NAT gateway',
  'microsoft.network/networkinterfaces': 'network interface',
  'microsoft.network/networksecuritygroups': 'network security group',
  'microsoft.network/networksecuritygroups/securityrules': 'security rule',
  'microsoft.network/privatednszones': 'private DNS zone',
  'microsoft.network/privatednszones/virtualnetworklinks': 'zone link',
  'microsoft.network/privatednszones/a': 'DNS record',
  'microsoft.network/privateendpoints': 'private endpoint',
  'microsoft.network/privateendpoints/privatednszonegroups': 'zone group',
  'microsoft.network/publicipaddresses': 'public address',
  'microsoft.network/routetables': 'route table',
  'microsoft.network/routetables/routes': 'route',
  'microsoft.network/virtualnetworkgateways': 'virtual network gateway',
  'microsoft.network/virtualnetworks': 'virtual network',
  'microsoft.network/virtualnetworks/subnets': 'subnet',
  'microsoft.operationalinsights/workspaces': 'Log Analytics workspace',
  'microsoft.resources/providers': 'resource provider',
  'microsoft.storage/storageaccounts': 'storage account',
  'microsoft.storage/storageaccounts/privateendpointconnections': 'endpoint connection',
}

/** A type in plain words; the type itself when it has none. */
export const kindOf = (type: string): string => kinds[type.toLowerCase()] ?? (/\/tasks$/i.test(type) ? 'task' : type)

/** Who feels a closing, by type in lower case. */
const losses: Readonly<Record<string, string>> = {
  'microsoft.containerregistry/registries': 'Clients outside the network can no longer pull or push images. Builds by the registry itself stop.',
  'microsoft.keyvault/vaults': 'Clients outside the network can no longer read secrets and keys.',
  'microsoft.storage/storageaccounts': 'Clients outside the network lose blobs and files of this account.',
  'microsoft.machinelearningservices/workspaces': 'The studio, the SDK and the CLI work from inside the network only.',
  'microsoft.insights/components': 'Telemetry and queries from outside the network are refused.',
  'microsoft.operationalinsights/workspaces': 'Logs and queries from outside the network are refused.',
  'microsoft.network/networksecuritygroups/securityrules': 'Traffic that no earlier rule allows is dropped.',
  'microsoft.network/routetables/routes': 'Outbound traffic of the subnet takes the new way.',
  'microsoft.network/virtualnetworks/subnets': 'Traffic of the subnet is subject to the security group or route table.',
}

const blankNames = 'Computes and image builds in networks already linked to this zone: the name does not resolve until its records are written, in the next change.'

const sharedRecord = 'Networks that use another private endpoint of the same service: this zone has one record for both, which leads to this endpoint from then on. The finding WKSP-07 with your choices names the other endpoint and the zone.'

/** Who notices a change. */
export const noticed = (change: Change): string => {
  if (change.closes) return losses[change.type.toLowerCase()] ?? 'Whoever uses what is closed.'
  if (!change.interrupts) return 'Nobody.'
  if (change.type.toLowerCase() === 'microsoft.network/privateendpoints/privatednszonegroups') return sharedRecord
  const isNameless = change.do === 'create' && change.type.toLowerCase() === 'microsoft.network/privateendpoints'
  return isNameless ? blankNames : 'Open connections may drop once while it happens.'
}

const keptBy = (lasting: Lasting | undefined): string | null => {
  const when = Object.values(lasting ?? {})
  if (when.includes('always')) return 'It cannot be: Azure keeps this change.'
  return when.length === 0 ? null : 'Write the values as read again, unless a private endpoint needs the new ones by then: while it is there, they stay.'
}

/** How a change is taken back. */
export const takenBack = (change: Change): string => {
  switch (change.do) {
    case 'create': return 'Delete it; nothing existing depends on it before the lock-down.'
    case 'update': return keptBy(change.lasting) ?? 'Write the values as read again: one request.'
    case 'delete': return 'Make it again from the values as read.'
    case 'action': return 'Not needed: a registered provider costs nothing.'
    case 'manual': return 'By the person who did it.'
  }
}

/** A task by hand: what it is called and what has to be done. */
export const taskWords: Readonly<Record<TaskName, { readonly title: string; readonly text: (data: Readonly<Record<string, string | readonly string[]>>) => string }>> = {
  forwardDns: { title: 'Forward names to Azure', text: (data) => `On the DNS servers outside Azure, forward ${list(data['names'])} to a resolver inside the network.` },
  writeRecords: {
    title: 'Write the DNS records of a private endpoint',
    text: (data) => `${because[String(data['because'])] ?? 'Somebody else writes these records.'} Zones: ${list(data['zones'])}. Check afterwards that each name resolves to the endpoint’s address.`,
  },
  approveEndpoint: {
    title: 'Approve a private endpoint',
    text: (data) => `You do not hold the right to approve connections of ${lastName(data['target'])}, so the plan requests this one. The owner of ${lastName(data['target'])} approves the connection of ${lastName(data['endpoint'])} (${list(data['groups'])}); until then it carries no traffic.`,
  },
  createRegistry: { title: 'Have the workspace create its registry', text: () => 'Train or deploy once, or attach a registry; then take a new snapshot and plan again.' },
  recreateCompute: {
    title: 'Make a compute again',
    text: (data) => data['subnet'] === undefined ? `A managed network takes in only computes that are made after it was switched on. Delete ${lastName(data['compute'])} and make it again without a subnet, before anything is closed.` : `${lastName(data['compute'])} is in no network of yours: once the workspace has its private endpoint and the services are closed, it reaches none of them. Its network cannot be changed. Delete it and make it again in ${lastName(data['subnet'])}, before anything is closed.`,
  },
  assignRole: {
    title: 'Assign a role',
    text: (data) => `Give the workspace’s own identity${list(data['principal']) === '' ? '' : ` (object id ${list(data['principal'])})`} the role ${list(data['role'])} on ${lastName(data['scope'])}. Whether it holds it already was not readable.`,
  },
  removeClosedEntry: { title: 'Approve the removal of an invalid firewall entry', text: (data) => `The storage firewall holds an entry that Azure no longer accepts; every write fails while it is there: ${list(data['entry'])}. The plan drops it.` },
  changeOwnedElsewhere: { title: 'Ask another team', text: (data) => `The permissions that Azure reports for you on ${lastName(data['scope'])} do not hold what the plan needs there. Ask whoever administers it for a role that does, or name the team that owns it: ${list(data['what'])}.` },
  removeSubnetRules: { title: 'Remove subnet rules from the registry', text: (data) => `${list(data['registry'])} admits ${list(data['subnets'])} by service endpoint, beside which Azure supports no private endpoint. Current interfaces cannot write these rules; remove them with the Azure CLI (az acr network-rule remove). Until the private endpoint answers, those subnets do not reach a registry whose firewall denies others.` },
  addServiceEndpoint: { title: 'Enable a service endpoint in another network', text: (data) => `A service that the workspace uses admits ${lastName(data['subnet'])}, which is in another network than the chosen one and has no service endpoint for it, so the rule lets nothing in. Ask whoever runs that network to enable ${list(data['endpoint'])} on the subnet; connections that are open from there to the service drop. If nobody there needs the service, have the subnet taken off its firewall instead.` },
  setDatastoreIdentity: { title: 'Let the studio read a datastore with the workspace identity', text: (data) => `In the studio, open the datastore ${lastName(data['datastore'])}, choose Update authentication, and let the workspace managed identity be used for previews.` },
  changeUnknownPart: { title: 'Change a part that Ringfence does not understand', text: (data) => `These properties hold something it does not know, so it does not write them: ${list(data['paths'])}. Wanted: ${list(data['wanted'])}.` },
  useManagedNetwork: {
    title: 'Switch the managed network on',
    text: (data) => `Switch on the managed virtual network of ${lastName(data['workspace'])}, which is Disabled, and provision it. Decide first whether its computes may reach the internet (AllowInternetOutbound) or approved destinations only (AllowOnlyApprovedOutbound): it cannot be switched off again. Its outbound rules are yours to add, and not read here.`,
  },
  buildGateway: { title: 'Build the gateway', text: gatewayText },
}

/** What a task is called, with what it is about, so that two tasks of one kind can be told apart. */
export function taskTitle({ task, data }: ManualTask): string {
  const { title } = taskWords[task]
  if (task === 'assignRole') return `Assign ${list(data['role'])} on ${lastName(data['scope'])}`
  if (task === 'recreateCompute') return `Make ${lastName(data['compute'])} again in ${data['subnet'] === undefined ? 'the managed network' : lastName(data['subnet'])}`
  if (task === 'changeOwnedElsewhere') return `${title}: ${lastName(data['scope'])}`
  if (task === 'addServiceEndpoint') return `${title}: ${lastName(data['subnet'])}`
  if (task === 'setDatastoreIdentity') return `${title}: ${lastName(data['datastore'])}`
  return task === 'writeRecords' || task === 'approveEndpoint' ? `${title}: ${lastName(data['endpoint'])}` : title
}

const because: Readonly<Record<string, string>> = {
  azurePolicy: 'Azure Policy writes them.', otherTeam: 'Another team writes them.',
  groupIsFull: 'The zone group is full: it takes five zones.',
  otherZone: 'The network asks another zone of this name than the one in the endpoint’s zone group, which other networks ask. Azure links a network to one zone of a name only.',
  recordLost: 'The zone group is there, and its record is not: it was deleted by hand, or with another endpoint of the same service. Writing the zone group again brings it back.',
  recordTaken: 'Another endpoint has taken the record; writing the zone group again gives it back and takes it from the other network. Use one zone per network, so that neither endpoint overwrites the other’s record.',
}

/** By the way in that was chosen. */
const gateways: Readonly<Record<string, string>> = {
  vpnPointToSite: 'the point-to-site VPN gateway', vpnSiteToSite: 'the site-to-site VPN gateway', expressRoute: 'the ExpressRoute gateway',
}

/** The facts of a way in whose gateway is built by hand. */
const gatewayFacts: Readonly<Record<string, Method>> = { vpnPointToSite: methods['vpn-p2s'], vpnSiteToSite: methods['vpn-s2s'], expressRoute: methods.expressroute }

function gatewayText(data: ManualTask['data']): string {
  const [chosen, range] = [list(data['method']), list(data['range'])]
  const build = `Ringfence does not plan gateways. Build ${gateways[chosen] ?? 'the gateway'}, then take a new snapshot.`
  const facts = gatewayFacts[chosen]
  if (facts === undefined) return build
  const place = range === 'there' ? ', which the network has' : range === 'none' ? '; the network has no free range of that size' : range === '' ? '' : `; ${range} is free`
  return [
    build, `It lies in a subnet called GatewaySubnet of /27 or larger${place}.`, `Tiers: ${facts.skus.join(', ')}.`, `Have at hand: ${facts.inputs.join('; ')}.`, `DNS: ${facts.dns}.`, `Time: ${facts.provisioning}.`,
    ...(facts.notes ?? []).map((note) => `Note: ${note}.`),
  ].join(' ')
}

const lastName = (value: string | readonly string[] | undefined): string => list(value).split('/').at(-1) ?? ''

const list = (value: string | readonly string[] | undefined): string => (value === undefined ? '' : [value].flat().join(', '))

export const planMessages = {
  title: 'Plan',
  intro: (changes: number, tasks: number, time: string) =>
    `${changes} ${changes === 1 ? 'change' : 'changes'} and ${tasks} ${tasks === 1 ? 'task' : 'tasks'} by hand turn the estate as read ${time} into the desired one. Nothing has been written.`,
  empty: 'Nothing to change: with these choices the desired estate is the estate as read. This says that settings agree; it does not test traffic.',
  emptyNext: 'A report that says which rules are kept, broken or unknown can be kept:',
  export: 'Export',
  all: (count: number) => `All ${count}`, prepare: (count: number) => `Prepare ${count}`, lockdown: (count: number) => `Lock down ${count}`, byHand: (count: number) => `By hand ${count}`,
  unchanged: 'Unchanged properties',
  prepareHead: 'Prepare', prepareText: 'only adds; nothing is closed',
  lockdownHead: 'Lock down', lockdownText: 'only closes, after what replaces it',
  zonesTogether: 'private DNS zones',
  filterLabel: 'Which changes are shown', treeLabel: 'Changes by resource',
  property: 'Property', asRead: 'As read', planned: 'Planned', fresh: 'New',
  whyHere: 'Why', whyAfter: 'After', noticed: 'Who notices', takeBack: 'Take back', owner: 'Whose rights', right: 'Right', requirement: 'For',
  nothingBefore: 'nothing has to come before', moreAfter: (count: number) => `and ${count} more`,
  copyBody: 'the change as JSON', secret: 'asked for when it is deployed, never stored',
  does: { create: 'create', update: 'update', delete: 'delete', action: 'register', manual: 'by hand' },
  registers: 'No property changes: the subscription is registered for this resource provider.',
  closes: 'closes',
  changes: (count: number) => `${count} changes`,
  noneOfThese: 'No change of this kind.', loading: 'Loading …',
  parts: { changes: 'Changes', paths: 'Paths', rights: 'Rights', review: 'Review' }, partsLabel: 'Parts of the plan',
} as const
