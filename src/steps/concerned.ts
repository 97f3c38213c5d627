/** Which networks and subnets a step speaks of: those that the workspace lives in, and those that were chosen for it. */
import { type ArmId, subscriptionOf } from '../base/armId.ts'
import { rangesOf } from '../base/cidr.ts'
import type { Estate } from '../estate/estate.ts'
import type { PrivateEndpoint, Subnet, VirtualNetwork } from '../estate/network.ts'
import { computeSubnetIds, entryOf, networkOf, workspaceNetworkIds } from '../estate/questions.ts'
import { regionTag } from '../facts/ask.ts'
import type { Choices } from './choices.ts'
import { type SubnetNeed, chosenNetworkId, chosenSubnetId } from './subnets.ts'

const distinct = (ids: readonly (ArmId | null)[]): readonly ArmId[] => [...new Set(ids.flatMap((id) => id ?? []))].sort()

/** The chosen network; null while it is undecided, or is new and not made yet. */
function settledNetwork(estate: Estate, choices: Choices): ArmId | null {
  const { network } = choices.addressSpace
  const id = chosenNetworkId(choices)
  return network !== 'undecided' && network.use === 'new' && entryOf(estate.networks, id) === undefined ? null : id
}

/** The subnet chosen for a need; null while it is undecided, or is new and not made yet. */
export function settledSubnet(estate: Estate, choices: Choices, need: SubnetNeed): ArmId | null {
  const choice = choices.addressSpace[need]
  const id = chosenSubnetId(choices, need)
  return choice !== 'undecided' && choice.use === 'new' && entryOf(estate.subnets, id) === undefined ? null : id
}

/** The private endpoints of the workspace and of what belongs to it. */
export function ownEndpoints(estate: Estate): readonly PrivateEndpoint[] {
  const { workspace } = estate
  const targets = new Set<ArmId | null>([workspace.id, workspace.vaultId, workspace.registryId, workspace.storageAccountId, ...estate.storageAccounts.map(({ id }) => id), ...estate.linkScopes.map(({ id }) => id)])
  return estate.endpoints.filter(({ targetId }) => targets.has(targetId))
}

/** The networks that hold the workspace's endpoints and computes, and the chosen one; others in a snapshot concern nobody. */
export const concernedNetworkIds = (estate: Estate, choices: Choices): readonly ArmId[] =>
  distinct([...workspaceNetworkIds(estate), ...computeSubnetIds(estate).map(networkOf), settledNetwork(estate, choices)])

/** The subnets that hold computes, and the one chosen for them. */
export const computeSubnetIdsWith = (estate: Estate, choices: Choices): readonly ArmId[] =>
  distinct([...computeSubnetIds(estate), settledSubnet(estate, choices, 'computeSubnet')])

/** The subnets that hold the workspace's endpoints, and the one chosen for them. */
export const endpointSubnetIdsWith = (estate: Estate, choices: Choices): readonly ArmId[] =>
  distinct([...ownEndpoints(estate).map(({ subnetId }) => subnetId), settledSubnet(estate, choices, 'endpointSubnet')])

/** Networks that could hold computes of the workspace: its region and its subscription (PRE-16). */
export const candidateNetworks = (estate: Estate): readonly VirtualNetwork[] =>
  estate.networks.filter(({ id, region }) => regionTag(region) === regionTag(estate.workspace.region) && subscriptionOf(id) === subscriptionOf(estate.workspace.id))

/** The subnets of a network, sorted by their first address. */
export const subnetsIn = (estate: Estate, networkId: ArmId): readonly Subnet[] =>
  estate.subnets.filter((subnet) => subnet.networkId === networkId).sort((one, other) => (rangesOf(one.prefixes)[0]?.first ?? 0) - (rangesOf(other.prefixes)[0]?.first ?? 0))

/** A concerned network's entry, or its id where the snapshot does not hold it. */
export const concernedNetworks = (estate: Estate, choices: Choices): readonly { readonly id: ArmId; readonly network: VirtualNetwork | undefined }[] =>
  concernedNetworkIds(estate, choices).map((id) => ({ id, network: entryOf(estate.networks, id) }))
