/** The words of what was not read: one table, and one sentence for details and reports. */
import { type ArmId, idKey, nameOf, typeOf } from '../base/armId.ts'
import type { PlaceData } from './rule.ts'
import { worded } from './sentences.ts'
import type { UnreadList, UnreadState } from './unread.ts'

const refused = (subject: string, them: 'it' | 'them'): string => `Not judged: ${subject} could not be read. Read again with an account that may read ${them}.`
const noAnswer = (subject: string): string => `Not judged: ${subject} is not in Azure’s answer, or in a form that is not understood here. Look at the resource in the Azure portal.`

const lists: Readonly<Record<UnreadList, string>> = {
  'Microsoft.Authorization/locks': 'the locks',
  'Microsoft.Authorization/roleAssignments': 'the role assignments',
  'Microsoft.Insights/components': 'the Application Insights components',
  'Microsoft.Insights/privateLinkScopes': 'the private link scopes of Azure Monitor',
  'Microsoft.Insights/privateLinkScopes/scopedResources': 'the members of the private link scope',
  'Microsoft.MachineLearningServices/workspaces/computes': 'the computes of the workspace',
  'Microsoft.MachineLearningServices/workspaces/datastores': 'the datastores of the workspace',
  'Microsoft.Network/bastionHosts': 'the Bastion hosts',
  'Microsoft.Network/connections': 'the connections of gateways',
  'Microsoft.Network/networkInterfaces': 'the network interfaces',
  'Microsoft.Network/privateDnsZones/A': 'the records of the private DNS zones',
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks': 'the network links of the private DNS zones',
  'Microsoft.Network/privateEndpoints': 'the private endpoints',
  'Microsoft.Network/privateEndpoints/privateDnsZoneGroups': 'the DNS zone groups of the private endpoints',
  'Microsoft.Network/virtualNetworkGateways': 'the virtual network gateways',
  'Microsoft.Network/virtualNetworks': 'the virtual networks',
  'Microsoft.Network/virtualNetworks/subnets': 'the subnets',
  'Microsoft.Network/virtualNetworks/virtualNetworkPeerings': 'the peerings of the virtual networks',
}

/** What one resource of a type is called; types are lower-case here. */
const kinds: Readonly<Record<string, string>> = {
  'microsoft.containerregistry/registries': 'container registry', 'microsoft.insights/components': 'Application Insights component', 'microsoft.insights/privatelinkscopes': 'private link scope',
  'microsoft.keyvault/vaults': 'key vault', 'microsoft.network/natgateways': 'NAT gateway', 'microsoft.network/networksecuritygroups': 'security group', 'microsoft.network/privatednszones': 'private DNS zone',
  'microsoft.network/privateendpoints': 'private endpoint', 'microsoft.network/publicipaddresses': 'public IP address', 'microsoft.network/routetables': 'route table', 'microsoft.network/virtualnetworks': 'virtual network',
  'microsoft.network/virtualnetworks/subnets': 'subnet', 'microsoft.operationalinsights/workspaces': 'Log Analytics workspace', 'microsoft.storage/storageaccounts': 'storage account',
}

const byHand = 'Compare it by hand.'
const askPeople = 'Answer in Connecting how names resolve where people sit.'
const forward = (data: PlaceData): string => `${worded(data['names'])} have to be forwarded to ${worded(data['resolver'])}. ${askPeople}`

/** Whole sentences: each says what is missing and what helps, which for what Azure does not record is no other account. */
const states: Readonly<Record<UnreadState, (data: PlaceData) => string>> = {
  accountFirewall: (data) => noAnswer(`whether the firewall of ${worded(data['account']) || 'the storage account'} is closed`),
  addresses: () => refused('the number of addresses in use in this subnet', 'it'),
  bastionAddress: () => noAnswer('the public address of the Bastion host'),
  cnameRecord: () => 'Not judged: the CNAME record of management.privatelink.azure.com is not among the records that are read. Look for it in the zone.',
  datastoreAccount: (data) => refused(`the storage account ${worded(data['account'])}`, 'it'),
  dnsNetwork: () => 'Not judged: the network holds DNS servers of its own, and the network in which they are could not be read. Read again with an account that may read it.',
  documentedZones: (data) => `Not judged: no private DNS zones are documented for ${worded(data['cloud'])}. Ask the operator of that cloud.`,
  endpointNames: () => noAnswer('the list of names and addresses of the private endpoint'),
  endpointNetwork: () => 'Not judged: the network of the private endpoint could not be read, or is not chosen yet. Choose it in Address space, or read again with an account that may read it.',
  firewallRules: (data) => `Not judged: ${worded(data['nextHop']) === '' ? 'a firewall, an appliance or a gateway' : worded(data['nextHop'])} on the way decides about this traffic, and its rules are not part of a snapshot. Check there that it passes.`,
  forwarders: (data) => `Not judged: how the DNS servers of the network (${worded(data['servers'])}) forward names is not recorded in Azure. ${forward(data)}`,
  forwardersOnPremises: (data) => `Not judged: how DNS on premises forwards names is not recorded in Azure. ${forward(data)}`,
  fullZoneGroup: (data) => `Not judged: the zone group is full, and how ${worded(data['zone'])} is kept beside it is not recorded in Azure. Look at the zone in the Azure portal.`,
  hiddenEndpoint: () => refused('the private endpoint behind an approved connection', 'it'),
  hiddenZone: (data) => `Not judged: the private endpoint has no zone group, and this account sees no zone ${worded(data['zone'])}. It may be in a subscription that this account may not read. Ask who keeps the private DNS zones of your organization, or read again with an account that may read them.`,
  keyVaultOfKey: () => 'Not judged: the key vault that holds the key of yours is not in the snapshot. Look at its firewall in the Azure portal.',
  identityPrincipal: () => noAnswer('the principal of the workspace identity'),
  kubernetesIdentity: (data) => `Not judged: whether the identity of the cluster holds Network Contributor on the resource group ${worded(data['group'])} of its network is not known, since the identity is a property of the Kubernetes cluster itself, which is not part of a snapshot. Look at the access control of that group in the Azure portal.`,
  kubernetesName: () => 'Not judged: whether the cluster is private and still has a public name is a property of the Kubernetes cluster itself, which is not part of a snapshot. Look at the cluster in the Azure portal: a private cluster with a public FQDN is not supported here.',
  kubernetesRange: () => 'Not judged: the service range of the cluster is not in the compute. It is a property of the Kubernetes cluster itself, which is not part of a snapshot. Look at the cluster in the Azure portal.',
  kubernetesSubnet: () => 'Not judged: the subnet of the cluster is not in the compute. It is a property of the Kubernetes cluster itself, which is not part of a snapshot. Look at the cluster in the Azure portal.',
  linkedZone: (data) => `Not judged: whether ${worded(data['zone'])} is linked to ${worded(data['network'])} could not be read, or the link is not complete. Read again with an account that may read it.`,
  nameResolution: () => `Not judged: how names resolve where people sit is not recorded in Azure. ${askPeople}`,
  natUnread: () => 'Not judged: the NAT gateway of the subnet could not be read, so whether it has a public address is not known. Read again with an account that may read it.',
  natWithoutAddress: () => 'Not judged: the NAT gateway of the subnet has no public address or prefix of its own, and whether traffic then leaves by default outbound access is not documented. Give it an address.',
  outbound: () => `Not judged: a route or a rule of the security group is for addresses, which cannot be compared with a service tag. ${byHand}`,
  ownersOfAddresses: (data) => `${worded(data['nodes'])} nodes at most and ${worded(data['instances'])} instances share the subnet’s ${worded(data['limit'])} addresses with others. ${worded(data['used'])} are in use, and the count does not say whose they are: the room is enough only if at least ${worded(data['ownAtLeast'])} of those are nodes or instances that run now.`,
  ownPrincipal: () => 'Not judged: a user-assigned identity acts for the workspace, and the roles of the workspace’s own identity are not read. Look at the access control of the registry in the Azure portal.',
  pairedRegion: (data) => `Not judged: whether ${worded(data['region'])} is the paired region of ${worded(data['networkRegion'])} is not documented. ${byHand}`,
  peering: (data) => `Not judged: whether ${worded(data['from'])} reaches ${worded(data['to'])}, through a gateway or by a peering that was read from one side only, is not known. Test it from there.`,
  perimeter: () => 'Not judged: public network access is neither Enabled nor Disabled. With SecuredByPerimeter, a network security perimeter decides who gets in, and its access rules are not read. Look at them in the Azure portal.',
  permissions: (data) => `Whether you may do ${worded(data['action'])} here is not known: the permissions API gave no answer for this resource or its resource group. Read again, or look at its access control in the Azure portal.`,
  policies: () => 'Not judged: Azure Policy is not part of a snapshot. Look in the Azure portal whether a policy forbids making network security groups in the resource group of the network.',
  providers: (data) => refused(`whether ${worded(data['namespace'])} is registered in subscription ${worded(data['subscription'])}`, 'it'),
  remoteGateway: () => refused('the gateway of the peered network', 'it'),
  routeInside: () => 'Not judged: a route sends the internet into the network itself (next hop VnetLocal), which knows no public address, and what becomes of that traffic is not documented. Change its next hop.',
  routes: () => 'Not judged: the route table of the subnet could not be read, or a route in it is of a kind that is not understood. Read again with an account that may read it.',
  routesDiffer: () => `Not judged: routes send parts of the internet different ways, one of which leads nowhere, and whether a service lies in that part cannot be told. ${byHand}`,
  routesOfAddresses: (data) => `Not judged: the route for ${worded(data['prefix'])} takes a part of the internet another way, and whether ${worded(data['tag'])} lies in that part cannot be told. ${byHand}`,
  securityRules: () => refused('the security group of the subnet', 'it'),
  serviceAddresses: () => `Not judged: routes of addresses lead to the internet directly, and whether they are those of AzureMachineLearning cannot be told. ${byHand}`,
  tenant: () => 'Not judged: this workspace is in another subscription than the component, and the tenant of a subscription is not part of a snapshot. Both have to be in one tenant; look at the directory of both subscriptions in the Azure portal.',
  unclearGroup: (data) => `Not judged: whether the rule ${worded(data['rule'])} concerns this traffic cannot be told. ${byHand}`,
  unclearNat: () => 'Not judged: the NAT gateway of the subnet could not be read, or has no public address of its own, so whether it carries this traffic is not known. Look at it in the Azure portal.',
  unclearRoute: () => `Not judged: which route of the subnet takes this traffic cannot be told. ${byHand}`,
  unclearRule: (data) => (/^azurecloud\b/i.test(worded(data['addresses']))
    ? `Not judged: the rule ${worded(data['rule'])} is for the tag ${worded(data['addresses'])}, and whether that holds the addresses of ${worded(data['tag'])} is not documented. ${byHand}`
    : `Not judged: the rule ${worded(data['rule'])} is for addresses (${worded(data['addresses'])}), which cannot be compared with the tag ${worded(data['tag'])}. ${byHand}`),
  way: () => 'Not judged: a part of the way was not in the snapshot. Read again with an account that may read all of it.',
}

const resource = (id: ArmId): string => `the ${kinds[idKey(typeOf(id))] ?? 'resource'} ${nameOf(id)}`

/** Why a finding could not be judged, and what helps; null for one that was. What is neither list, state nor id is a property in ARM's spelling. */
export function unreadSentence(data: PlaceData): string | null {
  const what = worded(data['unread'])
  if (what === '') return null
  if (what.startsWith('/')) return refused(resource(what as ArmId), 'it')
  const list: Readonly<Record<string, string>> = lists
  const state: Readonly<Record<string, (data: PlaceData) => string>> = states
  return list[what] === undefined ? (state[what]?.(data) ?? noAnswer(what)) : refused(list[what], 'them')
}

/** The `what` of a rule of which Azure never tells whether it is kept. */
export const neverJudged = (data: PlaceData): string => unreadSentence(data) ?? 'Not judged.'
