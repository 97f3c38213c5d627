import type { StepMessages } from '../messages.ts'
import { pathSentence } from '../privatePath.ts'
import type { PlaceData } from '../rule.ts'
import { found, namesIn, throughGroups, worded } from '../sentences.ts'
import type { StorageChoices } from './choices.ts'
import type { rules } from './rules.ts'

/** The sentence of a fault behind the sub-resource that it is about; a bare name would not say what it is. */
const about = (data: PlaceData, sentence: string): string => {
  const group = worded(data['group'])
  return group === '' ? sentence : `Sub-resource ${group}: ${sentence}`
}

const conditions: Readonly<Record<string, string>> = {
  studio: ' This holds if the studio is used, which Azure does not record.', parallelRunStep: ' It is needed if ParallelRunStep or batch endpoints are used, which Azure does not record.',
}

/** What a finding holds only with, while nobody has said whether it is so. */
const condition = (data: PlaceData): string => conditions[worded(data['condition'])] ?? ''

/** The words of the storage step. */
export const messages = {
  title: 'Storage',
  intro: 'The article supports a private or a service endpoint for each storage account of the workspace. The account is closed to other networks only after its private way is there.',
  section: 'Secure Azure storage accounts',
  questions: {
    accounts: {
      title: 'How does the network reach each account?',
      why: 'The default account needs blob and file. Other accounts need the sub-resources that your datastores use; a data lake needs dfs and blob together.',
      answers: {
        privateEndpoint: { label: 'Private endpoint', caption: 'One endpoint and one zone per sub-resource. Endpoints may sit in another subnet than the computes.' },
        serviceEndpoint: {
          label: 'Service endpoint',
          caption: 'The compute subnet gets the service endpoint and becomes a rule of the firewall. Subnets of the network that are admitted already get the service endpoint too. With the studio, computes, rule and workspace endpoint share the compute subnet. Enabling it drops open connections from a subnet to storage.',
        },
      },
    },
    parallelRunStep: {
      title: 'Do pipelines here use ParallelRunStep or batch endpoints?',
      why: 'Azure does not record this. Both need the queue and table services; without endpoints for them such jobs stop when the account closes.',
      answers: {
        used: { label: 'Yes', caption: 'Adds endpoints for queue and table on the default account: 2 more addresses, 2 more zones.' },
        notUsed: { label: 'No', caption: 'Nothing is added. It can be changed later by running the plan again.' },
      },
    },
    admits: {
      title: 'What does the closed account still let in?',
      why: 'The workspace service itself reaches the account from outside the network, for example to preview data in the studio. Its identity also gets a data role on the account where it has none.',
      answers: {
        thisWorkspace: { label: 'This workspace only', caption: 'A resource instance rule for this workspace. AzureServices is taken out of the bypass; Logging, Metrics and all other rules stay.' },
        trustedServices: { label: 'All trusted Azure services', caption: 'Broader: every Microsoft service on the trusted list. STOR-08 is then reported at level should.' },
      },
    },
    publicAccess: {
      title: 'How far is the public endpoint closed?',
      why: 'The article selects networks. What is closed further already stays so, and an account behind a service endpoint always keeps its public endpoint with Deny.',
      answers: {
        selectedNetworks: { label: 'Selected networks', caption: 'publicNetworkAccess Enabled with defaultAction Deny. What is left to a network security perimeter stays with it.' },
        disabled: { label: 'Switched off', caption: 'publicNetworkAccess Disabled with defaultAction Deny, for accounts with private endpoints. Instance rules stay effective by documentation; sources differ.' },
        keep: { label: 'Leave it as it is', caption: 'The private way is added; who else gets in does not change. STOR-06 may then be reported at level must.' },
      },
    },
    anonymousAccess: {
      title: 'May containers allow anonymous reading?',
      why: 'The article suggests to switch this off together with the private way.',
      answers: {
        off: { label: 'No', caption: 'allowBlobPublicAccess becomes false. Readers without credentials are refused, also those from inside.' },
        keep: { label: 'Leave it as it is', caption: 'STOR-11 is reported at level should while it is allowed.' },
      },
    },
  },
  because: {
    privateEndpointIsFreer: () => 'Proposed because a service endpoint would tie compute, storage and the workspace endpoint to one subnet. Private endpoints may sit in different subnets.',
    wayIsThere: () => 'Proposed because an account is reached this way already.',
    endpointsAreThere: () => 'Proposed because the default account has endpoints for queue and table.',
    narrowest: () => 'Proposed because it is the narrowest rule that the article names.',
    closedAlready: () => 'Proposed because public access is switched off already.',
    articleForm: () => 'Proposed because it is the form that the article describes.',
    articleTip: () => 'Proposed because the article suggests it.',
  },
  notes: {
    'STOR-17': 'With private endpoints an account may go further and switch public access off. Instance rules and trusted services stay effective; Deny is set as well, so that scanners agree.',
    'STOR-22': 'Enabling a service endpoint on a subnet changes the addresses that storage sees and drops open connections; rules for public addresses of that subnet stop matching. Choose a quiet hour.',
    'STOR-29': 'Without these steps the studio cannot preview data, show it in the designer, deploy from the designer, submit automated ML, or label data.',
    'STOR-32': 'File shares that are mounted under the public name have to be mounted again once the private endpoint is there.',
    'STOR-35': 'ML-assisted labelling does not support a default account behind a network. Use another account for it.',
    'STOR-36': 'Against data leaving to foreign accounts, Azure offers a service endpoint policy on the compute subnet with your account and the alias /services/Azure/MachineLearning. It needs the service endpoint Microsoft.Storage there, and it is independent of private endpoints.',
    'STOR-38': 'The read-only secondary of a geo-redundant account needs an endpoint of its own (blob_secondary). Ringfence does not make it.',
    'STOR-39': 'When account keys are rotated later, synchronise them with the workspace and its datastores.',
  },
  rules: {
    'way-to-account-is-decided': {
      title: 'Each account has a private or service endpoint',
      what: () => 'No private endpoint leads to it and no subnet is admitted: nobody has decided yet how the network reaches it.',
      why: 'The article knows two private ways to an account. Without one, data travels over the public endpoint.',
      remedy: 'Choose a private endpoint or a service endpoint for it.',
    },
    'blob-and-file-are-private': {
      title: 'Blob and file of the default account have approved private endpoints',
      what: (data) => about(data, pathSentence(data)),
      why: 'Jobs, notebooks and the studio use both services of the default account. While an endpoint is missing and no compute subnet is admitted, this plan leaves public access as it is.',
      remedy: 'Make the endpoint; where its connection waits, approve it, and where it was rejected or cut, make it again.',
    },
    'queue-and-table-are-private-where-used': {
      title: 'Queue and table are private where they are used',
      what: (data) => `${about(data, pathSentence(data))}${condition(data)}`,
      why: 'ParallelRunStep and batch endpoints keep their work list in queue and table. Without private endpoints such jobs stop when the account closes.',
      remedy: 'Answer whether they are used; if so, endpoints for queue and table are added.',
    },
    'used-sub-resources-are-private': {
      title: 'The sub-resources that datastores use have private endpoints',
      what: (data) => about(data, pathSentence(data)),
      why: 'A datastore leads to this sub-resource. Another account needs only those that are used. While an endpoint is missing and no compute subnet is admitted, this plan leaves public access as it is.',
      remedy: 'Add an endpoint for the sub-resource, or take it off the list if nobody uses it.',
    },
    'data-lake-has-dfs-and-blob': {
      title: 'A data lake has endpoints for dfs and blob',
      what: (data) => `${about(data, pathSentence(data))} isHnsEnabled is true, so both names are used.`,
      why: 'Calls to one of the two names are passed on to the other, and fail there without an endpoint.',
      remedy: 'Add the missing endpoint; it uses the zone that is there.',
    },
    'workspace-and-account-endpoints-share-a-network': {
      title: 'Endpoints of workspace and storage are in one network',
      what: (data) => about(data, `Its endpoints are in ${namesIn(data['accountNetworks'])}, those of the workspace in ${namesIn(data['workspaceNetworks'])}.${condition(data)}`),
      why: 'The studio needs workspace and storage endpoint in the same network; subnets may differ.',
      remedy: 'Add an endpoint for the account in the network of the workspace endpoint.',
    },
    'account-kind-allows-endpoints': {
      title: 'The account is of a kind that takes private endpoints',
      what: (data) => found(data, 'a general-purpose v1 account takes no private endpoint.'),
      why: 'Azure refuses the endpoint on such an account.',
      remedy: 'Upgrade the account to StorageV2, or choose a service endpoint.',
    },
    'extra-account-has-an-endpoint-here': {
      title: 'Other accounts with endpoints have one in this network, too',
      what: () => 'It has a private endpoint in another network and none here, while this network has endpoints for blob.',
      why: 'Names of accounts with endpoints elsewhere lead into the blob zone here, where no record stands for them.',
      remedy: 'Add an endpoint for blob in this network.',
    },
    'account-names-lead-to-endpoints': {
      title: 'The names of each storage endpoint resolve to its address',
      what: (data) => about(data, pathSentence(data)),
      why: 'Clients find an endpoint by name only: zone group, link to the network that resolves, and record have to agree.',
      remedy: 'Complete what is missing: zone group, link or record. A record that another endpoint took is written again with the zone group.',
    },
    'only-selected-networks-reach-the-account': {
      title: 'Only selected networks reach the account',
      what: (data) => found(data, 'any network reaches the public endpoint.'),
      why: 'Credentials alone keep the data from the internet. A private endpoint does not change that. While no private way is there or planned, this plan leaves public access as it is.',
      remedy: 'Set defaultAction to Deny, after the private way and its exceptions are in place.',
    },
    'closed-account-lets-the-workspace-in': {
      title: 'The firewall lets this workspace in',
      what: (data) => `resourceAccessRules has no entry for this workspace in its tenant${worded(data['value']) === '' ? '' : ` (it names ${namesIn(data['value'])})`}, and bypass does not hold AzureServices.`,
      why: 'The workspace service reaches the account from outside the network. A closed account refuses it without an exception.',
      remedy: 'Add a resource instance rule for this workspace; rules of others stay.',
    },
    'only-this-workspace-is-let-in': {
      title: 'Trusted services in general are not let in',
      what: (data) => `${found(data, 'every service on Microsoft’s trusted list passes the firewall.')}${data['usedBy'] === undefined ? '' : ` By it comes in ${namesIn(data['usedBy'])}, which uses the account as well.`}`,
      why: 'An instance rule for this workspace is narrower and does the same for Azure Machine Learning.',
      remedy: 'Add the instance rule and take AzureServices out of the bypass; Logging and Metrics stay. Other workspaces in the snapshot that use the account get a rule too; whatever else comes in by the bypass needs one of its own first.',
    },
    'anonymous-access-is-off': {
      title: 'Anonymous access is off',
      what: (data) => found(data, 'containers may be opened to readers without credentials.'),
      why: 'The article suggests to switch it off once the account is private.',
      remedy: 'Set allowBlobPublicAccess to false.',
    },
    'endpoint-is-the-only-way': {
      title: 'An account with a private endpoint is closed to the public',
      what: (data) => found(data, 'the private endpoint is there, and the public one still answers any network.'),
      why: 'Making a private endpoint closes nothing.',
      remedy: 'Set defaultAction to Deny.',
    },
    'firewall-lists-have-room': {
      title: 'The lists of the firewall have room',
      what: (data) => `${worded(data['property'])} holds ${worded(data['count'])} of ${worded(data['limit'])} entries.`,
      why: 'Azure refuses the next entry.',
      remedy: 'Remove entries that nobody uses.',
    },
    'admitted-addresses-are-public': {
      title: 'Admitted addresses are public IPv4',
      what: (data) => `ipRules holds ${worded(data['value'])}. ${worded(data['why'])}`,
      why: 'The public endpoint never sees private addresses, and storage refuses other forms. Clients in the account’s own region are not matched at all.',
      remedy: 'Write public addresses or ranges up to /30; admit Azure clients by a subnet or a private endpoint.',
    },
    'no-client-of-the-same-region-needs-an-admitted-address': {
      title: 'No client in the region of the account needs an admitted address',
      what: (data) => `ipRules admits ${worded(data['value'])}. These rules have no effect on clients in the Azure region ${worded(data['region'])}, where the account is.`,
      why: 'Azure services in the account’s own region come with private addresses, so no rule for public ones meets them.',
      remedy: 'Make sure that these addresses are of clients outside that region; admit clients inside it by a subnet or a private endpoint.',
    },
    'studio-does-not-depend-on-admitted-addresses': {
      title: 'The studio does not depend on admitted addresses',
      what: (data) => `ipRules admits ${worded(data['value'])}.${condition(data)}`,
      why: 'SDK and CLI can reach the account from an admitted address, the studio cannot.',
      remedy: 'Use the studio from inside the network.',
    },
    'clients-of-a-public-workspace-are-admitted': {
      title: 'Clients of a public workspace are admitted to its closed account',
      what: () => 'The workspace answers the public and has no endpoint; the account is closed and ipRules is empty, so clients outside reach one and not the other.',
      why: 'A public workspace with closed services works only for clients whose addresses are admitted. It is supported and discouraged.',
      remedy: 'Give the workspace a private endpoint, or admit the public address of each client.',
    },
    'instance-rules-are-accepted-by-storage': {
      title: 'Storage accepts every instance rule',
      what: (data) => `resourceAccessRules holds ${namesIn(data['value'])}, a private endpoint. It lets nothing in.`,
      why: 'Old tools left such entries. Since then storage refuses every write of the firewall that holds one.',
      remedy: 'Drop the entry when the firewall is written; all others stay. The plan names it and asks.',
    },
    'admitted-subnets-have-the-service-endpoint': {
      title: 'Admitted subnets have the service endpoint for storage',
      what: (data) => data['subnet'] === undefined
        ? 'virtualNetworkRules is empty: no subnet is admitted.'
        : `${namesIn(data['subnet'])} is admitted, and its serviceEndpoints are ${worded(data['value']) || 'empty'}.`,
      why: 'A rule for a subnet matches only traffic that comes by its service endpoint.',
      remedy: 'Enable Microsoft.Storage on the subnet first, then admit the subnet.',
    },
    'compute-subnets-are-admitted': {
      title: 'The subnets of the computes are admitted',
      what: (data) => `Computes are in ${namesIn(data['subnet'])}; virtualNetworkRules admits ${namesIn(data['value'])}.`,
      why: 'With a service endpoint the rule has to name the network and subnet where training or inference runs.',
      remedy: 'Admit this subnet, or move the computes.',
    },
    'workspace-endpoint-is-in-an-admitted-subnet': {
      title: 'The workspace endpoint is in an admitted subnet',
      what: (data) => `The workspace endpoint is in ${namesIn(data['subnets'])}; virtualNetworkRules admits ${namesIn(data['value'])}.${condition(data)}`,
      why: 'The studio needs workspace endpoint and storage service endpoint in the same subnet.',
      remedy: 'Put the workspace endpoint into the admitted subnet, or choose private endpoints for the account.',
    },
    'public-endpoint-stays-on-for-admitted-subnets': {
      title: 'The public endpoint stays on for admitted subnets',
      what: (data) => found(data, 'the rules for subnets have no effect.'),
      why: 'Rules for subnets are rules of the public endpoint.',
      remedy: 'Set publicNetworkAccess to Enabled and defaultAction to Deny.',
    },
    'service-endpoint-reaches-the-account': {
      title: 'The service endpoint reaches the region of the account',
      what: (data) => data['region'] === undefined
        ? `serviceEndpoints holds ${worded(data['value'])}; a subnet takes only one of them.`
        : `${namesIn(data['subnet'])} is admitted by ${worded(data['value'])} in ${worded(data['networkRegion'])}, which does not reach ${worded(data['region'])}, the region of the account.`,
      why: 'Microsoft.Storage covers the region of the network and its pair, Microsoft.Storage.Global any region.',
      remedy: 'Use Microsoft.Storage.Global alone, or a private endpoint.',
    },
    'computes-know-the-service-endpoint-policy': {
      title: 'Computes are younger than the support for endpoint policies',
      what: (data) => found(data, 'it was made before December 2022, and its subnet has a service endpoint policy.'),
      why: 'Older computes do not work with the policy.',
      remedy: 'Make the compute instance again; scale the cluster to zero once.',
    },
    'workspace-identity-has-a-data-role': {
      title: 'The workspace identity has a data role on the account',
      what: (data) => `Principal ${worded(data['principal'])} is given neither Storage Blob Data Contributor nor Reader directly, here or above. ${throughGroups}`,
      why: 'The exception in the firewall admits the way only. What the workspace may do with the data is a role.',
      remedy: 'Give it Storage Blob Data Contributor on the account.',
    },
    'workspace-identity-reads-storage-endpoints': {
      title: 'The workspace identity reads the storage endpoints',
      what: (data) => `Principal ${worded(data['principal'])} is not given Reader directly on this endpoint or above. ${throughGroups}${condition(data)}`,
      why: 'The studio looks the private endpoints of blob, file and dfs up with the workspace identity.',
      remedy: 'Give it Reader on the endpoint.',
    },
    'workspace-identity-reads-extra-accounts': {
      title: 'The workspace identity reads the data of other accounts',
      what: (data) => `Principal ${worded(data['principal'])} is not given Storage Blob Data Reader directly on this account or above. ${throughGroups}${condition(data)}`,
      why: 'The studio previews data of other accounts with the workspace identity. Each user needs the same role, which is not read here.',
      remedy: 'Give the workspace identity, and each user of the studio, Storage Blob Data Reader.',
    },
    'datastores-do-not-need-forbidden-keys': {
      title: 'No datastore needs keys that the account forbids',
      what: (data) => data['mode'] === undefined
        ? `allowSharedKeyAccess is false, and ${worded(data['datastores'])} signs in with the account key.`
        : 'allowSharedKeyAccess is false, and systemDatastoresAuthMode of the workspace is AccessKey.',
      why: 'Without shared keys, whatever signs in with the account key is refused.',
      remedy: 'Give roles first, then change the datastore or the workspace to identity mode.',
    },
    'default-account-is-of-a-supported-kind': {
      title: 'The default account is of a supported kind',
      what: (data) => found(data, 'Azure Machine Learning does not support this for a default account.'),
      why: 'New workspaces are refused with such an account; the hierarchical namespace cannot be switched off again.',
      remedy: 'The account of a workspace cannot be changed; plan a new workspace with another one.',
    },
    'computes-reach-the-file-endpoint': {
      title: 'Port 445 is open from the computes to the file endpoint',
      what: (data) => data['route'] === undefined
        ? `${namesIn(data['rule'])} of ${namesIn(data['group'])} (priority ${worded(data['priority'])}) denies TCP 445 from ${worded(data['sources']) === '*' ? 'anywhere' : worded(data['sources'])} to the file endpoint.`
        : `The route ${namesIn(data['route'])} (${worded(data['prefix'])}, next hop ${worded(data['nextHop'])}) takes what goes to the file endpoint elsewhere.`,
      why: 'Nodes mount the default file share over port 445, also inside one network.',
      remedy: 'Let TCP 445 pass from the computes to the endpoint: allow VirtualNetwork TCP 445 before the denial, or take the route for its address out of the table.',
    },
  },
} satisfies StepMessages<typeof rules, keyof StorageChoices>

/** The words of the table of accounts. */
export const tableWords = {
  caption: 'Storage accounts of the workspace',
  account: 'Account',
  role: 'Role, read from the workspace',
  reach: 'Reached through',
  groups: 'Sub-resources',
  isDefault: 'default',
  datastore: 'datastore',
  lake: 'Data Lake Gen2',
  reachOf: (name: string) => `${name} is reached through`,
  groupsOf: (name: string) => `Sub-resources of ${name} with an endpoint`,
  unread: (names: string) => `Named by datastores and not readable: ${names}. Nothing is planned for them.`,
} as const
