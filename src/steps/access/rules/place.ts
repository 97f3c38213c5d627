import { type ArmId, groupOf, idKey, isWithin, subscriptionOf } from '../../../base/armId.ts'
import type { Estate } from '../../../estate/estate.ts'
import { connectionsFromElsewhere, endpointsOf, entryOf, hasEndpoint, networkOf, placedComputes, seen } from '../../../estate/questions.ts'
import { regionTag } from '../../../facts/ask.ts'
import { hasManagedNetwork } from '../../../reach/managedNetwork.ts'
import type { Choices } from '../../choices.ts'
import { concernedNetworkIds, concernedNetworks, ownEndpoints } from '../../concerned.ts'
import { type Place, type Rulebook, unknownAt } from '../../rule.ts'
import { hiddenEndpoint } from '../../unread.ts'
import { computeType, computesRead } from '../../serviceEndpoint.ts'
import { placesComputes } from '../../subnets.ts'

const sameRegion = (one: string, other: string): boolean => regionTag(one) === regionTag(other)

/** Networks that hold computes, and the chosen one. */
const computeNetworks = (estate: Estate, choices: Choices) => {
  const holding = placedComputes(estate).map(({ subnetId }) => networkOf(subnetId))
  const { network } = choices.addressSpace
  return concernedNetworks(estate, choices).filter(({ id }) => holding.includes(id) || (network !== 'undecided' && network.use === 'existing' && network.id === id))
}

function apart(estate: Estate, choices: Choices): readonly Place[] {
  const { workspace } = estate
  return computeNetworks(estate, choices).flatMap(({ id, network }): readonly Place[] => {
    if (subscriptionOf(id).toLowerCase() !== subscriptionOf(workspace.id).toLowerCase()) return [{ at: id, data: { differs: 'subscription', value: subscriptionOf(id), workspace: subscriptionOf(workspace.id) } }]
    if (network === undefined) return [unknownAt(id, id)]
    return sameRegion(network.region, workspace.region) ? [] : [{ at: id, data: { differs: 'region', value: network.region, workspace: workspace.region } }]
  })
}

const ownKinds = new Set(['AmlCompute', 'ComputeInstance'])
const ownComputes = (estate: Estate) => estate.computes.filter(({ kind }) => ownKinds.has(kind))
const computesUnread = (estate: Estate): readonly Place[] => (computesRead(estate) ? [] : [unknownAt(estate.workspace.id, computeType)])

function computesElsewhere(estate: Estate): readonly Place[] {
  if (!hasEndpoint(estate, estate.workspace.id)) return []
  const far = ownComputes(estate).filter(({ region }) => !sameRegion(region, estate.workspace.region))
  return [...far.map(({ id, region }) => ({ at: id, data: { property: 'computeLocation', value: region, workspace: estate.workspace.region } })), ...computesUnread(estate)]
}

function endpointsElsewhere(estate: Estate): readonly Place[] {
  return ownEndpoints(estate).flatMap(({ id, subnetId, region }): readonly Place[] => {
    const networkId = networkOf(subnetId)
    if (subscriptionOf(id).toLowerCase() !== subscriptionOf(networkId).toLowerCase()) return [{ at: id, data: { differs: 'subscription', value: subscriptionOf(id), network: networkId } }]
    const network = entryOf(estate.networks, networkId)
    if (network === undefined) return [unknownAt(networkId, networkId)]
    return sameRegion(network.region, region) ? [] : [{ at: id, data: { differs: 'region', value: region, network: networkId } }]
  })
}

/** With a workspace endpoint, computes outside its network lose the workspace; those in the workspace's managed network reach it from there (PRE-05). */
function strandedComputes(estate: Estate): readonly Place[] {
  const own = endpointsOf(estate, estate.workspace.id)
  if (own.length === 0) return connectionsFromElsewhere(estate, estate.workspace.id).filter(({ status }) => status === 'approved').slice(0, 1).map((each) => unknownAt(estate.workspace.id, hiddenEndpoint(each)))
  const networks = own.map(({ subnetId }) => networkOf(subnetId))
  const isManaged = hasManagedNetwork(estate)
  const stranded = ownComputes(estate).filter(({ subnetId }) => (subnetId === null ? !isManaged : !networks.includes(networkOf(subnetId))))
  return [...stranded.map(({ id, subnetId }) => ({ at: id, data: { property: 'subnet.id', value: subnetId } })), ...computesUnread(estate)]
}

const lockType = 'Microsoft.Authorization/locks'

/** The locks that reach clusters and their network, by whatever scope. */
function lockPlaces(estate: Estate, choices: Choices): readonly Place[] {
  const concerned = [estate.workspace.id, ...concernedNetworkIds(estate, choices)]
  const reached = concerned.flatMap((id) => [id, groupOf(id) ?? id])
  const locks = estate.locks.filter(({ scope }) => reached.some((id) => isWithin(id, scope)))
  const unread = concerned.filter((id) => !seen(estate, lockType, id) || !seen(estate, lockType, groupOf(id) ?? id)).map((id) => unknownAt(id, lockType))
  return [...locks.map(({ id, level, scope }): Place => ({ at: id, ...(level === 'ReadOnly' ? {} : { level: 'should' as const }), data: { property: 'level', value: level, scope } })), ...unread]
}

/** Azure ML makes security groups for computes with a public address in a subnet; whether a policy forbids that is not read, so it is never more than a question. */
function policiesUnread(estate: Estate, choices: Choices): readonly Place[] {
  const { newCompute, egress } = choices.outbound
  const isPlanned = newCompute === 'withPublicIp' && egress !== 'undecided' && placesComputes(choices)
  return isPlanned || placedComputes(estate).some(({ publicIp, kind }) => publicIp === true && ownKinds.has(kind)) ? [unknownAt(estate.workspace.id, 'policies')] : []
}

/** The namespaces that PRE-23 names. */
const namespaces = ['Microsoft.Network', 'Microsoft.MachineLearningServices', 'Microsoft.Storage', 'Microsoft.KeyVault', 'Microsoft.ContainerRegistry', 'Microsoft.Insights'] as const

/** The subscriptions that hold endpoints or will: those of the endpoints and of the networks concerned, else the workspace's. */
export function endpointSubscriptions(estate: Estate, choices: Choices): readonly string[] {
  const holders: readonly ArmId[] = [...ownEndpoints(estate).map(({ id }) => id), ...concernedNetworkIds(estate, choices)]
  return [...new Set((holders.length > 0 ? holders : [estate.workspace.id]).map((id) => subscriptionOf(id).toLowerCase()))].sort()
}

/** Whether a provider is one of those that have to be registered for endpoints here. */
export const isNeededProvider = (estate: Estate, choices: Choices, id: ArmId, namespace: string): boolean =>
  endpointSubscriptions(estate, choices).includes(subscriptionOf(id).toLowerCase()) && namespaces.some((each) => idKey(each) === idKey(namespace))

function unregistered(estate: Estate, choices: Choices): readonly Place[] {
  return endpointSubscriptions(estate, choices).flatMap((subscription) => namespaces.flatMap((namespace): readonly Place[] => {
    const provider = estate.providers.find(({ id, namespace: name }) => subscriptionOf(id).toLowerCase() === subscription && idKey(name) === idKey(namespace))
    if (provider === undefined) return [unknownAt(estate.workspace.id, 'providers', { namespace, subscription })]
    if (provider.state === 'registered') return []
    return [{ at: provider.id, ...(provider.state === 'registering' ? { level: 'info' as const } : {}), data: { property: 'registrationState', value: provider.state, namespace, subscription } }]
  }))
}

/** Instance rules of accounts that name this workspace under another tenant. */
function foreignTenants(estate: Estate): readonly Place[] {
  const { id, tenantId } = estate.workspace
  return estate.storageAccounts.flatMap((account) =>
    account.exceptions.instances
      .filter(({ resourceId, tenantId: tenant }) => idKey(resourceId) === idKey(id) && tenant.toLowerCase() !== tenantId.toLowerCase())
      .map(({ tenantId: tenant }) => ({ at: account.id, data: { property: 'resourceAccessRules[].tenantId', value: tenant, workspace: tenantId } })))
}

/** Rules about where things lie: PRE-16 to PRE-21, PRE-23, PRE-27. */
export const placeRules = {
  'computes-share-network-region-and-subscription': { requirement: 'PRE-16', level: 'must', broken: apart },
  'computes-are-in-the-workspace-region': { requirement: 'PRE-17', level: 'must', broken: computesElsewhere },
  'endpoints-are-beside-their-network': { requirement: 'PRE-18', level: 'must', broken: endpointsElsewhere },
  'computes-are-in-the-endpoint-network': { requirement: 'PRE-19', level: 'should', broken: strandedComputes },
  'no-lock-stops-clusters': { requirement: 'PRE-20', level: 'must', broken: lockPlaces },
  'policies-allow-security-groups-of-computes': { requirement: 'PRE-21', level: 'should', broken: policiesUnread },
  'providers-are-registered': { requirement: 'PRE-23', level: 'must', broken: unregistered },
  'instance-rules-name-the-own-tenant': {
    requirement: 'PRE-27', level: 'must',
    broken: (estate) => {
      const unread = estate.workspace.storageAccountId
      return entryOf(estate.storageAccounts, unread) === undefined ? [...foreignTenants(estate), unknownAt(unread, unread)] : foreignTenants(estate)
    },
  },
} satisfies Rulebook
