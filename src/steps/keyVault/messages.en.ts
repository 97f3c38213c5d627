import type { StepMessages } from '../messages.ts'
import { pathSentence } from '../privatePath.ts'
import { found, namesIn, worded } from '../sentences.ts'
import { neverJudged } from '../unread.en.ts'
import type { KeyVaultChoices } from './choices.ts'
import type { rules } from './rules.ts'

/** The words of the key vault step. */
export const messages = {
  title: 'Key vault',
  intro: 'The vault of the workspace holds the credentials of storage, registry and datastores. It is reached by private or service endpoint, in the network of the workspace endpoint.',
  section: 'Secure Azure Key Vault',
  questions: {
    reach: {
      title: 'How does the network reach the vault?',
      why: 'The vault has to be in the same network as the private endpoint of the workspace, whichever way is chosen.',
      answers: {
        privateEndpoint: { label: 'Private endpoint', caption: 'One endpoint, one zone. Trusted services stay let in.' },
        serviceEndpoint: { label: 'Service endpoint', caption: 'The compute subnet gets Microsoft.KeyVault and is admitted, and subnets of the network that are admitted already get it too; the public endpoint stays on with Deny. It can take 15 minutes to work.' },
      },
    },
    publicAccess: {
      title: 'How far is the public endpoint closed?',
      why: 'Trusted services stay let in either way. A vault behind a service endpoint keeps its public endpoint with Deny.',
      answers: {
        selectedNetworks: { label: 'Selected networks', caption: 'publicNetworkAccess enabled with defaultAction Deny. What is switched off already, or left to a network security perimeter, stays so.' },
        disabled: { label: 'Switched off', caption: 'publicNetworkAccess disabled with defaultAction Deny; with a private endpoint only.' },
        keep: { label: 'Leave it as it is', caption: 'The private way is added; who else gets in does not change.' },
      },
    },
  },
  because: {
    wayIsThere: () => 'Proposed because the vault is reached this way already.',
    sameNetwork: () => 'Proposed because a private endpoint puts the vault into the network of the workspace endpoint, in any subnet.',
    closedAlready: () => 'Proposed because public access is switched off already.',
    articleForm: () => 'Proposed because it is the form that the article describes.',
  },
  notes: {
    'KV-01': 'The vault holds the connection string of the storage account, passwords of the registry and connection strings of datastores.',
    'KV-10': 'With a private endpoint, public access can be switched off altogether. Trusted services keep working.',
    'KV-11': 'Once the firewall is on, an administrator outside the network sees the vault in the portal, but none of its secrets.',
    'KV-13': 'A service endpoint can need 15 minutes to take effect.',
    'KV-15': 'Vault and default storage account of a workspace are fixed when it is made. Neither can be changed afterwards.',
    'KV-17': 'Public DNS keeps resolving the vault’s name. That is by design and says nothing about access.',
  },
  rules: {
    'way-to-vault-is-decided': {
      title: 'The vault has a private or service endpoint',
      what: () => 'No private endpoint leads to it and no subnet is admitted: nobody has decided yet how the network reaches it.',
      why: 'The vault holds the credentials of the other services.',
      remedy: 'Choose a private endpoint or a service endpoint.',
    },
    'vault-is-in-the-workspace-network': {
      title: 'The vault is in the network of the workspace endpoint',
      what: (data) => data['relation'] === 'peered'
        ? `It is reached from ${namesIn(data['vaultNetworks'])}, which is peered with ${namesIn(data['workspaceNetworks'])}. The article asks for the same network; later pages accept a peered one.`
        : `It is reached from ${namesIn(data['vaultNetworks'])}, which is not connected with ${namesIn(data['workspaceNetworks'])}, where the workspace endpoint is.`,
      why: 'Jobs fetch credentials from the vault inside the workspace’s network.',
      remedy: 'Add an endpoint for the vault, or admit a subnet, in the network of the workspace endpoint.',
    },
    'vault-has-a-private-path': {
      title: 'The vault has a private endpoint whose name resolves',
      what: pathSentence,
      why: 'Clients find the endpoint by name only: endpoint, zone group, link and record have to agree. While no approved endpoint and no admitted compute subnet is there or planned, this plan leaves public access as it is.',
      remedy: 'Complete what is missing: endpoint, approval, zone group, link to the resolving network, or record.',
    },
    'only-selected-networks-reach-the-vault': {
      title: 'Only selected networks reach the vault',
      what: (data) => found(data, 'any network reaches the public endpoint.'),
      why: 'A service endpoint closes nothing by itself. While no compute subnet is admitted, this plan leaves public access as it is.',
      remedy: 'Set publicNetworkAccess to enabled and defaultAction to Deny, after the subnets are admitted.',
    },
    'compute-subnets-reach-the-vault': {
      title: 'The subnets of the computes reach the vault',
      what: (data) => {
        if (data['subnet'] === undefined) return 'virtualNetworkRules is empty: no subnet is admitted.'
        return data['property'] === 'properties.serviceEndpoints'
          ? `${namesIn(data['subnet'])} is admitted, and its serviceEndpoints are ${worded(data['value']) || 'empty'}.`
          : `Computes are in ${namesIn(data['subnet'])}; virtualNetworkRules admits ${namesIn(data['value'])}.`
      },
      why: 'Experiments fetch credentials from the subnet where they run. A rule matches only traffic that comes by the service endpoint.',
      remedy: 'Enable Microsoft.KeyVault on the subnet first, then admit the subnet.',
    },
    'trusted-services-reach-a-vault-behind-a-service-endpoint': {
      title: 'Trusted services pass the firewall of a vault behind a service endpoint',
      what: (data) => found(data, 'trusted Microsoft services are refused.'),
      why: 'Azure Machine Learning reaches the vault as a trusted service.',
      remedy: 'Set bypass to AzureServices.',
    },
    'trusted-services-reach-a-vault-behind-an-endpoint': {
      title: 'Trusted services pass the firewall of a vault behind a private endpoint',
      what: (data) => found(data, 'trusted Microsoft services are refused.'),
      why: 'Azure Machine Learning is on the list of trusted services. Azure leaves the firewall out of its answer while public access is off; then this is not known.',
      remedy: 'Set bypass to AzureServices; whoever opens the vault again writes the whole firewall with Deny.',
    },
    'trusted-services-reach-the-vault-of-your-keys': {
      title: 'Trusted services pass the firewall of the vault that holds your keys',
      what: (data) => `${found(data, 'trusted Microsoft services are refused')}, and ${namesIn(data['users'])} ${[data['users'] ?? []].flat().length === 1 ? 'is' : 'are'} encrypted with a key in this vault.`,
      why: 'Storage, registry and workspace use the key as trusted services. Refused there, they cannot read their own data.',
      remedy: 'Set bypass to AzureServices on that vault. The plan does it for the vault of the workspace only.',
    },
    'public-access-of-the-vault-is-not-left-to-a-perimeter': {
      title: 'Public access to the vault is not left to a network security perimeter',
      what: neverJudged,
      why: 'A perimeter in enforced mode overrides the exception for trusted services, by which Azure Machine Learning reaches the vault. Ringfence sees a perimeter by this word only, not one that is associated beside Enabled or Disabled.',
      remedy: 'Look up the vault’s public access. If a perimeter secures it, add an access rule for the subscription of the workspace to the profile of the vault in that perimeter.',
    },
    'public-endpoint-of-the-vault-stays-on-for-admitted-subnets': {
      title: 'The public endpoint stays on for admitted subnets',
      what: (data) => found(data, 'the rules for subnets have no effect.'),
      why: 'Rules for subnets are rules of the public endpoint.',
      remedy: 'Set publicNetworkAccess to enabled and defaultAction to Deny.',
    },
    'vault-lists-are-accepted': {
      title: 'The lists of the firewall have room and hold public IPv4',
      what: (data) => data['count'] === undefined
        ? `ipRules holds ${worded(data['value'])}. ${worded(data['why'])}`
        : `${worded(data['property'])} holds ${worded(data['count'])} of ${worded(data['limit'])} entries.`,
      why: 'Azure refuses the next entry of a full list, and addresses that are not public IPv4.',
      remedy: 'Remove entries that nobody uses; admit Azure clients by a subnet or a private endpoint.',
    },
    'deleted-secrets-can-be-restored': {
      title: 'Soft delete is on',
      what: (data) => found(data, 'a deleted secret is gone at once.'),
      why: 'On older vaults without it, registering a datastore of the same name again can fail.',
      remedy: 'Switch soft delete on. It cannot be switched off again.',
    },
  },
} satisfies StepMessages<typeof rules, keyof KeyVaultChoices>
