import { groupOf, nameOf } from '../../../base/armId.ts'
import { rangesOf } from '../../../base/cidr.ts'
import { deniesInternet, rulesOf } from '../../../estate/egress.ts'
import type { Estate } from '../../../estate/estate.ts'
import type { Subnet } from '../../../estate/network.ts'
import { entryOf } from '../../../estate/questions.ts'
import type { Compute, KubernetesNetwork } from '../../../estate/services.ts'
import { passing } from '../../../reach/group.ts'
import type { Choices } from '../../choices.ts'
import { type Place, type Rulebook, unknownAt } from '../../rule.ts'
import { publicRegistryRows, rowOf } from '../need.ts'
import { placesIn } from './required.ts'

interface Cluster {
  readonly compute: Compute
  readonly network: KubernetesNetwork
  readonly subnet: Subnet
}

/** What is said of each Kubernetes cluster; unknown where it does not say its subnet, or that was not readable. */
const perCluster = (estate: Estate, judge: (cluster: Cluster) => readonly Place[]): readonly Place[] =>
  estate.computes.filter(({ kind }) => kind === 'AKS' || kind === 'Kubernetes').flatMap((compute): readonly Place[] => {
    const { id, kubernetes: network } = compute
    if (network === undefined || network.subnetId === null) return [unknownAt(id, 'kubernetesSubnet')]
    const subnet = entryOf(estate.subnets, network.subnetId)
    return subnet === undefined ? [unknownAt(network.subnetId, network.subnetId)] : judge({ compute, network, subnet })
  })

/** Images of Microsoft, and those of a registry that is reached by its public address. */
const imagesReached = (estate: Estate, choices: Choices): readonly Place[] =>
  perCluster(estate, ({ subnet }) =>
    [rowOf(estate, 'out-mcr') ?? [], rowOf(estate, 'out-afd-firstparty') ?? [], publicRegistryRows(estate, choices)].flat().flatMap((row) => placesIn(estate, subnet, row)))

/** Denies that stand before the rules that every group ends with: of the network itself, or of the internet. */
const defaultsDenied = (estate: Estate, { subnet }: Cluster): readonly Place[] => {
  const list = rulesOf(estate, subnet, 'Outbound')
  if (list === null) return []
  if (list === 'unread') return [unknownAt(subnet.securityGroupId ?? subnet.id, 'securityRules', { subnet: subnet.id })]
  const denies = list.filter((rule) => deniesInternet(rule) || (rule.access === 'Deny' && rule.destinations.some((each) => each.toLowerCase() === 'virtualnetwork')))
  return denies.map(({ id, destinations }) => ({ at: id, data: { subnet: subnet.id, destinations } }))
}

/** Scoring at a public address comes in from the internet, which a group without a rule of its own keeps out. */
const scoringLetIn = (estate: Estate, { subnet, network, compute }: Cluster): readonly Place[] => {
  const rules = rulesOf(estate, subnet, 'Inbound')
  if (network.publicScoring !== true || rules === null || rules === 'unread') return []
  const { passes, by } = passing(rules, { direction: 'Inbound', protocol: 'Tcp', port: '443', near: rangesOf(subnet.prefixes), far: { tag: 'Internet' } })
  if (passes === 'yes') return []
  const at = subnet.securityGroupId ?? subnet.id
  const data = { subnet: subnet.id, cluster: nameOf(compute.id), scoring: true }
  return passes === 'unknown' ? [unknownAt(at, 'unclearRule', { ...data, tag: 'Internet', rule: nameOf(by.id), addresses: by.destinations })] : [{ at, data }]
}

/** A cluster in a network that was made before it needs a role there; its identity is the cluster's own property and not read. */
const roleUnread = (estate: Estate): readonly Place[] =>
  perCluster(estate, ({ compute, subnet }) => [unknownAt(compute.id, 'kubernetesIdentity', { group: nameOf(groupOf(subnet.id) ?? subnet.networkId) })])

/** Rules about subnets of Kubernetes clusters for inference: NET-21, NET-33 and NET-35. */
export const kubernetesRules = {
  'kubernetes-reaches-its-images': { requirement: 'NET-21', level: 'should', broken: imagesReached },
  'kubernetes-keeps-the-default-rules': { requirement: 'NET-33', level: 'should', broken: (estate) => perCluster(estate, (cluster) => [...defaultsDenied(estate, cluster), ...scoringLetIn(estate, cluster)]) },
  'kubernetes-may-use-its-network': { requirement: 'NET-35', level: 'must', broken: roleUnread },
} satisfies Rulebook
