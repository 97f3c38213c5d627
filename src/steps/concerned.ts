/** What of an estate the article is about: the networks, subnets, storage accounts and private link targets that concern this workspace. */
import { type ArmId, idKey, nameOf, subscriptionOf } from '../base/armId.ts'
import { rangesOf } from '../base/cidr.ts'
import type { Estate } from '../estate/estate.ts'
import type { PrivateEndpoint, Subnet, VirtualNetwork } from '../estate/network.ts'
import { computeSubnetIds, entryOf, networkOf, workspaceNetworkIds } from '../estate/questions.ts'
import type { Datastore, StorageAccount } from '../estate/services.ts'
import { regionTag } from '../facts/ask.ts'
import type { Choices } from './choices.ts'
import { type SubnetNeed, chosenNetworkId, chosenSubnetId, placesComputes } from './subnets.ts'

const distinct = (ids: readonly (ArmId | null)[]): readonly ArmId[] => [...new Set(ids.flatMap((id) => id ?? []))].sort()

/** The chosen network; null while it is undecided, or is new and not made yet. */
function settledNetwork(estate: Estate, choices: Choices): ArmId | null {
  const { network } = choices.addressSpace
  const id = chosenNetworkId(choices)
  return network !== 'undecided' && network.use === 'new' && entryOf(estate.networks, id) === undefined ? null : id
}

/** The subnet chosen for a need; null while it is undecided, or is new and not made yet, and for computes in a managed network. */
export function settledSubnet(estate: Estate, choices: Choices, need: SubnetNeed): ArmId | null {
  if (need === 'computeSubnet' && !placesComputes(choices)) return null
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

/** The networks whose private paths count: those that the workspace lives in, else the chosen one. */
export function servedNetworkIds(estate: Estate, choices: Choices): readonly ArmId[] {
  const own = workspaceNetworkIds(estate)
  const chosen = chosenNetworkId(choices)
  return own.length > 0 || chosen === null ? own : [chosen]
}

/** A storage account that the workspace works with. `at` is the account, or what names it when the snapshot does not hold it (`entry` null). */
export interface ConcernedAccount {
  readonly at: ArmId
  readonly name: string
  readonly isDefault: boolean
  readonly entry: StorageAccount | null
  /** ARM's datastoreType of the datastores that lead to it. */
  readonly kinds: readonly string[]
}

/** Datastores that name a storage account; Data Lake Gen1 and databases do not. */
const ofStorage: readonly string[] = ['AzureBlob', 'AzureFile', 'AzureDataLakeGen2']

/** The datastores that Azure ML makes itself; nobody registers them by script. */
const madeByAzure: ReadonlySet<string> = new Set(['workspaceblobstore', 'workspacefilestore', 'workspaceartifactstore', 'workspaceworkingdirectory', 'azureml_globaldatasets'])

/** Whether people made a datastore. */
export const isOwn = ({ id }: Datastore): boolean => !madeByAzure.has(idKey(nameOf(id)))

/** The default account and those that datastores name. */
export function concernedAccounts(estate: Estate): readonly ConcernedAccount[] {
  const defaultId = estate.workspace.storageAccountId
  const defaultName = idKey(nameOf(defaultId))
  const named = new Map<string, Datastore[]>()
  for (const datastore of estate.datastores) {
    if (datastore.accountName === null || !ofStorage.includes(datastore.kind)) continue
    const name = idKey(datastore.accountName)
    named.set(name, [...(named.get(name) ?? []), datastore])
  }
  const kindsOf = (name: string): readonly string[] => [...new Set((named.get(name) ?? []).map(({ kind }) => kind))].sort()
  const others = [...named].filter(([name]) => name !== defaultName).sort(([one], [other]) => (one < other ? -1 : 1))
  return [
    { at: defaultId, name: nameOf(defaultId), isDefault: true, entry: estate.storageAccounts.find(({ id }) => id === defaultId) ?? null, kinds: kindsOf(defaultName) },
    ...others.flatMap(([name, datastores]): readonly ConcernedAccount[] => {
      const entry = estate.storageAccounts.find(({ id }) => idKey(nameOf(id)) === name) ?? null
      const at = entry?.id ?? datastores[0]?.id
      return at === undefined ? [] : [{ at, name: entry === null ? name : nameOf(entry.id), isDefault: false, entry, kinds: kindsOf(name) }]
    }),
  ]
}

/** The resources whose private endpoints are this workspace's business. */
export function concernedTargets(estate: Estate): readonly ArmId[] {
  const accounts = concernedAccounts(estate).flatMap(({ entry }) => entry?.id ?? [])
  const { id, vaultId, registryId } = estate.workspace
  return [...new Set([id, ...accounts, vaultId, ...(registryId === null ? [] : [registryId]), ...estate.linkScopes.map((scope) => scope.id)])]
}
