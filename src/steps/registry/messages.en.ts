import type { StepMessages } from '../messages.ts'
import { pathSentence } from '../privatePath.ts'
import { namesIn, throughGroups, worded } from '../sentences.ts'
import type { PlaceData } from '../rule.ts'
import type { RegistryChoices } from './choices.ts'
import type { rules } from './rules.ts'

/** Labels of the fields within a question, and what is wrong with a text that does not parse. */
export const fieldWords = {
  registryName: 'Name of the new registry',
  registryNameFault: 'A registry’s name has 5 to 50 letters and digits.',
  existingRegistry: 'Registry',
  cluster: 'Cluster',
  clusterName: 'Name of the new cluster',
  clusterNameFault: 'A cluster’s name has 3 to 16 letters, digits and hyphens, begins with a letter and does not end in a hyphen, or in a hyphen and digits.',
  size: 'Size',
  sizeFault: 'A size with a CPU, such as Standard_DS3_v2. Sizes that begin with Standard_N have a GPU.',
  maxNodes: 'Most nodes at once',
  maxNodesFault: 'A whole number from 1 to 100.',
} as const

const deniedBy = (by: PlaceData[string] | undefined): string => (by === 'route' ? 'a route of the subnet sends the internet nowhere' : 'the subnet’s security group denies the internet')

/** Why the subnet of the cluster has no way out. */
function lacking({ because, by, subnet }: PlaceData): string {
  if (because === 'dropped') return `the route ${namesIn(by)} sends the internet traffic of ${namesIn(subnet)} nowhere: its next hop is None, which no NAT gateway changes`
  if (because === 'natWithoutAddress') return `${namesIn(by)}, the NAT gateway of ${namesIn(subnet)}, has no public address or prefix`
  return `${namesIn(subnet)} has neither NAT gateway nor a route to a firewall`
}

/** The words of the container registry's step. */
export const messages = {
  title: 'Container registry',
  intro: 'A registry behind the network needs the Premium tier and a private endpoint, and a compute cluster that builds images in its place.',
  section: 'Enable Azure Container Registry (ACR)',
  questions: {
    decision: {
      title: 'How is the container registry reached?',
      why: 'Images of your environments are kept in it. A registry that stays public builds images itself and needs nothing of this section.',
      answers: {
        private: { label: 'Private endpoint', caption: 'Premium tier, an endpoint with its zone, trusted services let in, and a cluster that builds images.' },
        publicOnPurpose: { label: 'Public, on purpose', caption: 'Nothing is changed. Whoever has credentials reaches it from any network that it admits now.' },
      },
    },
    absent: {
      title: 'Which registry does the workspace get?',
      why: 'The workspace has none yet. By default Azure Machine Learning makes one, public, the first time it builds an image.',
      answers: {
        new: { label: 'A new Premium registry', caption: 'It is made by this plan and attached to the workspace. The name has to be free in all of Azure.' },
        existing: { label: 'One that exists', caption: 'It is attached to the workspace. It needs the Premium tier.' },
        later: { label: 'The one that Azure Machine Learning makes later', caption: 'A task by hand: train or deploy once, read the workspace again, and come back to this step.' },
      },
    },
    build: {
      title: 'Which cluster builds images?',
      why: 'A registry behind a network cannot build them for Azure Machine Learning. The cluster has a CPU size, is in the network, and has no managed identity.',
      answers: {
        existing: { label: 'A cluster of this workspace', caption: 'Its name is set as imageBuildCompute. Nothing else of the cluster changes.' },
        new: { label: 'A new cluster', caption: 'Made in the compute subnet with no node running; its size needs quota, which is not readable here.' },
      },
    },
    publicAccess: {
      title: 'Is the public endpoint of the registry switched off?',
      why: 'The article offers it as a further step once the private endpoint answers.',
      answers: {
        disable: { label: 'Switch it off', caption: 'Last in the plan. It ends az acr build with the registry’s own agents, and access by service endpoint.' },
        keep: { label: 'Leave it as it is', caption: 'The private endpoint is added; the public one keeps its rules.' },
      },
    },
    adminUser: {
      title: 'How do nodes pull images?',
      why: 'They use the administrator user’s credentials by default. The article forbids managed identities on clusters while the registry is private.',
      answers: {
        on: { label: 'Switch the administrator user on', caption: 'Keeps the article’s rule. It is one shared credential, and scanners object to it.' },
        keep: { label: 'Leave it as it is', caption: 'With the user off, nodes need an identity with AcrPull, as the v2 guidance has it; ACR-19 is then reported.' },
      },
    },
  },
  because: {
    article: () => 'Proposed because the article secures the registry with a private endpoint.',
    articleTip: () => 'Proposed because the article names it once the registry is behind the network.',
    noRegistry: () => 'Proposed because a registry made now is private from the start, and one made later by Azure Machine Learning is not.',
    clusterCanBuild: (data) => `Proposed because ${data['cluster']} has a CPU size, is in the network and has no identity.`,
    noClusterCanBuild: () => 'Proposed because no cluster of the workspace has a CPU size, is in the network and has no identity.',
    yours: () => 'Proposed because it takes nothing away from how images are pulled today.',
  },
  notes: {
    'ACR-02': 'The workspace names its registry in containerRegistry; the last segment of that id is the registry’s name. az ml workspace show prints it.',
    'ACR-16': 'An empty imageBuildCompute gives image builds back to the registry. That works only while the registry is not behind a network.',
    'ACR-20': 'With a private endpoint in place, public access to the registry can be switched off as well.',
    'ACR-25': 'In a network of your own, a private registry has to be the one attached to the workspace. Pulling from another private registry through a workspace connection is not supported.',
    'ACR-26': 'Where a policy demands tags, the automatic creation of a registry fails. Make the registry by hand or with this plan, which can set tags.',
    'ACR-27': 'Serverless image builds of the v2 tools work only while no linked resource is restricted. A build cluster works in both cases.',
    'ACR-29': 'A cluster that a template has made cannot be changed by a template. To change one, it is made again.',
  },
  rules: {
    'registry-exists': {
      title: 'The workspace has a container registry',
      what: () => 'The workspace has no container registry yet.',
      why: 'Azure Machine Learning makes one when it first needs it, public, and this plan would then not cover it.',
      remedy: 'Make a Premium registry or attach one; or train or deploy once, and read the workspace again.',
    },
    'registry-is-decided': {
      title: 'It is decided how the registry is reached',
      what: (data) => {
        if (data['decision'] === 'publicOnPurpose') return `It is said to be public on purpose, and ${data['publicNetworkAccess'] === 'Disabled' ? 'publicNetworkAccess is Disabled' : 'its firewall denies all networks'} without a private endpoint: nobody reaches it.`
        const dead = worded(data['privateEndpointConnections'])
        return `${dead === '' ? 'No private endpoint leads to it' : `Connections of private endpoints are ${dead}, none leads to it,`} and publicNetworkAccess is ${worded(data['publicNetworkAccess'])}: nobody has decided yet whether it is to be private.`
      },
      why: 'A registry holds the images that run on your computes. Public on purpose is a decision, too, where public access is on.',
      remedy: 'Choose the private endpoint, or say that it is public on purpose. One that is closed then has to be opened by its owner: this plan opens nothing.',
    },
    'registry-is-premium': {
      title: 'The registry has the Premium tier',
      what: (data) => `sku.name is ${worded(data['sku.name'])}: this tier takes no private endpoint.`,
      why: 'Private endpoints exist in the Premium tier only.',
      remedy: 'Change the tier to Premium. There is no downtime, and images stay where they are.',
    },
    'registry-shares-the-network': {
      title: 'The registry’s endpoint is in the network of the computes',
      what: (data) => data['relation'] === 'peered'
        ? `Its endpoint is in ${namesIn(data['endpointNetworks'])}, which is peered with ${namesIn(data['network'])}. The article asks for the same network; later pages accept a peered one.`
        : `Its endpoint is in ${namesIn(data['endpointNetworks'])}, which is not connected with ${namesIn(data['network'])}, where the computes are.`,
      why: 'The article asks for one network for registry, storage account and computes. From an unconnected one the endpoint cannot be reached.',
      remedy: 'Add an endpoint for the registry in the network of the computes.',
    },
    'registry-admits-the-computes-subnet': {
      title: 'A registry with a service endpoint admits the subnet of computes and storage',
      what: (data) => `Its network rules admit ${namesIn(data['virtualNetworkRules'])}, not ${namesIn(data['subnet'])}, which holds computes or is admitted by the storage account.`,
      why: 'With a service endpoint the article asks for the same network and subnet as storage account and computes.',
      remedy: 'Replace the service endpoint by a private endpoint.',
    },
    'registry-has-no-service-endpoint': {
      title: 'The registry is not reached by service endpoint',
      what: (data) => `virtualNetworkRules admits ${namesIn(data['virtualNetworkRules'])} by service endpoint.`,
      why: 'That is a preview without further development, for AKS and virtual machines only; trusted services have no effect with it, and stable interfaces do not have the property.',
      remedy: 'Replace it by a private endpoint.',
    },
    'registry-has-one-kind-of-endpoint': {
      title: 'Private and service endpoints are not combined on the registry',
      what: (data) => `It has a private endpoint, and virtualNetworkRules still admits ${namesIn(data['virtualNetworkRules'])}.`,
      why: 'Azure does not support both on one registry.',
      remedy: 'Remove the rules for subnets.',
    },
    'registry-has-a-private-path': {
      title: 'The registry has a private endpoint whose names resolve',
      what: pathSentence,
      why: 'Nodes pull images and clients push them by name: endpoint, zone, link and records have to agree, for the registry and for each region’s data.',
      remedy: 'Complete what is missing: endpoint, approval, zone group, link to the resolving network, or record.',
    },
    'registry-lets-trusted-services-in': {
      title: 'Trusted services may pass the registry’s firewall',
      what: () => 'networkRuleBypassOptions is None: the workspace service may not pass.',
      why: 'Azure Machine Learning reaches a private registry as a trusted service.',
      remedy: 'Set networkRuleBypassOptions to AzureServices.',
    },
    'workspace-identity-pulls-images': {
      title: 'The workspace identity may pull images',
      what: (data) => data['missingRole'] === undefined ? `The identity of the workspace is ${worded(data['identity'])}; trusted access works with a system-assigned one.` : `The workspace identity is given no ${worded(data['missingRole'])} on it directly. ${throughGroups}`,
      why: 'Being let in as a trusted service takes the workspace’s system-assigned identity with the right to pull.',
      remedy: 'Give the workspace identity AcrPull on the registry, or Container Registry Repository Reader where it uses ABAC: there AcrPull, Contributor and Owner let nobody pull.',
    },
    'images-are-built-by-a-cluster': {
      title: 'A cluster is named that builds images',
      what: () => 'imageBuildCompute is empty: images are left to the registry, which cannot build them behind a network.',
      why: 'A registry behind a network cannot build images for Azure Machine Learning; the named cluster does.',
      remedy: 'Set the name of a cluster. The portal cannot; this plan, the CLI, the SDK and REST can.',
    },
    'build-cluster-exists': {
      title: 'The cluster that builds images exists',
      what: (data) => {
        if (data['computeType'] !== undefined) return `imageBuildCompute names ${worded(data['imageBuildCompute'])}, which is of kind ${worded(data['computeType'])} and no cluster.`
        if (worded(data['imageBuildCompute']) === '') return 'The workspace has no compute cluster.'
        const others = worded(data['computes'])
        return `imageBuildCompute names ${worded(data['imageBuildCompute'])}, and no compute has that name${others === '' ? '' : `. Clusters that exist: ${others}`}.`
      },
      why: 'Builds fail with ImageBuildComputeNotValid while the name leads nowhere.',
      remedy: 'Name a CPU cluster that exists, or make one.',
    },
    'build-cluster-has-cpus': {
      title: 'The cluster that builds images has a CPU size',
      what: (data) => `vmSize is ${worded(data['vmSize'])}, a size with a GPU.`,
      why: 'Only CPU sizes are supported for image builds.',
      remedy: 'Name a cluster with a CPU size.',
    },
    'build-cluster-is-in-the-network': {
      title: 'The cluster that builds images is in the registry’s network',
      what: (data) => data['subnet'] === null ? 'The cluster is in no subnet of yours.' : `The cluster is in ${namesIn(data['subnet'])}; the registry is reached from ${namesIn(data['networks'])}.`,
      why: 'From outside the network the cluster cannot push what it built.',
      remedy: 'Name a cluster in the network, or make one there. A cluster cannot be moved.',
    },
    'build-cluster-reaches-packages': {
      title: 'The cluster that builds images reaches package sources',
      what: (data) => data['condition'] === 'packages'
        ? `If packages from public sources are needed: ${deniedBy(data['by'])}, and their hosts have no service tag.`
        : `The packages that you named come from public hosts; ${deniedBy(data['by'])}, and those hosts have no service tag.`,
      why: 'An image build downloads what your environments list.',
      remedy: 'Allow the hosts on a firewall, use private packages, or use images that already hold them.',
    },
    'build-cluster-has-a-way-out': {
      title: 'The cluster that builds images has a way to the internet',
      what: (data) => `Its nodes have no public address, and ${lacking(data)}.`,
      why: 'Images of the Microsoft Container Registry and packages are fetched from the internet.',
      remedy: 'Put a NAT gateway with a public address on the subnet, or a default route to a firewall; where a route with next hop None takes the traffic, take that out first.',
    },
    'clusters-have-no-identity': {
      title: 'Clusters have no managed identity while the registry is private',
      what: (data) => `identity.type is ${worded(data['identity.type'])}${data['buildsImages'] === true ? ', and this cluster builds the images' : ''}.`,
      why: 'The article forbids a managed identity on a cluster while the registry has a private or service endpoint. The v2 page no longer has this sentence; the workspace’s own identity is not meant.',
      remedy: 'Make the cluster again without an identity, with the administrator user of the registry on for pulling.',
    },
    'nodes-can-pull-images': {
      title: 'Nodes have credentials to pull images',
      what: (data) => `adminUserEnabled is false, and these computes have no managed identity: ${worded(data['computes'])}.`,
      why: 'Nodes pull with the administrator user’s credentials unless they have an identity of their own. Without either, jobs fail when the image is pulled.',
      remedy: 'Switch the administrator user on, which scanners object to, or give the computes an identity with AcrPull (Container Registry Repository Reader where it uses ABAC), which ACR-19 then reports for clusters. The choice is yours.',
    },
    'closing-cuts-no-subnet-off': {
      title: 'Nobody depends on a service endpoint of a closed registry',
      what: (data) => `publicNetworkAccess is Disabled, so the rules for ${namesIn(data['virtualNetworkRules'])} have no effect.`,
      why: 'Switching public access off ends az acr build with the registry’s own agents and all access by service endpoint.',
      remedy: 'Move those subnets to the private endpoint; build in an agent pool or a cluster.',
    },
    'hand-written-records-are-complete': {
      title: 'Records written by hand name the registry and each region’s data endpoint',
      what: (data) => `The endpoint has no zone group, and these records are missing: ${worded(data['records'])}.`,
      why: 'A pull goes to the registry’s name and then to the data endpoint of a region. A new replica brings new names.',
      remedy: 'Write the records, or let a zone group do it.',
    },
    'replicas-have-room': {
      title: 'The endpoint subnets have room for replicas',
      what: (data) => `All ${worded(data['limit'])} addresses are in use, and the registry is replicated to ${worded(data['replicas'])}.`,
      why: 'Each replica takes an address in every endpoint subnet. With one of them full, adding a replica fails and the error names no subnet.',
      remedy: 'Make room first, /27 or larger. After adding a replica, look whether the connection is still approved.',
    },
    'registry-is-within-limits': {
      title: 'The registry is within its limits',
      what: (data) => `${worded(data['what'])} would have ${worded(data['count'])} entries; the limit is ${worded(data['limit'])}.`,
      why: 'Azure refuses a further one.',
      remedy: 'Remove endpoints or rules that nobody uses.',
    },
    'registry-provider-is-registered': {
      title: 'The endpoint’s subscription may use container registries',
      what: (data) => `registrationState of Microsoft.ContainerRegistry is ${worded(data['registrationState'])} in the subscription of the endpoint.`,
      why: 'An endpoint for a registry needs the provider in its own subscription, too.',
      remedy: 'Register Microsoft.ContainerRegistry there.',
    },
  },
} satisfies StepMessages<typeof rules, keyof RegistryChoices>
