import { type ArmId, nameOf } from '../../../base/armId.ts'
import type { Estate } from '../../../estate/estate.ts'
import {
  connectionsFromElsewhere, defaultAccount, endpointsOf, hasEndpoint, networkOf, publicly, registryOf, relation, seen, vaultOf,
} from '../../../estate/questions.ts'
import { hasManagedNetwork } from '../../../reach/managedNetwork.ts'
import type { Choices } from '../../choices.ts'
import { concernedAccounts, servedNetworkIds } from '../../concerned.ts'
import { type PathFault, pathFaults } from '../../privatePath.ts'
import { anyEndpoint } from '../../privateWay.ts'
import { type Place, type Rulebook, unknownAt } from '../../rule.ts'
import { hiddenEndpoint } from '../../unread.ts'

const listing = 'Microsoft.Network/privateEndpoints'

/** Everything wrong on the private path to the workspace. */
export const workspaceFaults = (estate: Estate, choices: Choices): readonly PathFault[] =>
  pathFaults(estate, { targetId: estate.workspace.id, group: 'amlworkspace' }, servedNetworkIds(estate, choices))

/** Whether the workspace is reached by an endpoint, or will be. */
export const isPrivate = (estate: Estate, choices: Choices): boolean => hasEndpoint(estate, estate.workspace.id) || choices.workspace.reach === 'privateEndpoint'

/** A missing endpoint is an error once something works only through it: nodes without public address outside the managed network (PRE-05), or closed public access. */
function missingEndpoint(estate: Estate, choices: Choices): readonly Place[] {
  const { id, exposure } = estate.workspace
  if (anyEndpoint(estate, id)) return []
  if (!seen(estate, listing, id)) return [unknownAt(id, listing)]
  const nodes = hasManagedNetwork(estate) ? [] : estate.computes.filter(({ publicIp }) => publicIp === false).map((compute) => nameOf(compute.id))
  const isNeeded = nodes.length > 0 || exposure.publicAccess === 'closed' || choices.workspace.publicAccess === 'disable'
  const data = { property: 'properties.privateEndpointConnections', value: [], nodes, publicAccess: exposure.publicAccess }
  return [{ at: id, data, ...(isNeeded ? {} : { level: 'should' as const }) }]
}

/** Connections that carry nothing; a dead one beside a living one is only untidy. */
function unapproved(estate: Estate, choices: Choices): readonly Place[] {
  const { id } = estate.workspace
  const faults = workspaceFaults(estate, choices).flatMap((fault) => (fault.fault === 'notApproved' ? [{ at: fault.at, data: { status: fault.status } }] : []))
  const isReached = hasEndpoint(estate, id) && faults.length === 0
  const dead = endpointsOf(estate, id)
    .filter((endpoint) => endpoint.status !== 'approved' && faults.every(({ at }) => at !== endpoint.id))
    .map((endpoint) => ({ at: endpoint.id, data: { status: endpoint.status }, level: 'should' as const }))
  const elsewhere = connectionsFromElsewhere(estate, id)
    .filter(({ status }) => status !== 'approved')
    .map((connection) => ({ at: connection.id, data: { status: connection.status }, ...(isReached ? { level: 'should' as const } : {}) }))
  return [...faults, ...dead, ...elsewhere]
}

/** What of the workspace's services still answers the public while the workspace has an endpoint. */
function publicServices(estate: Estate): readonly Place[] {
  if (!hasEndpoint(estate, estate.workspace.id)) return []
  const accounts = concernedAccounts(estate).map(({ at, entry }) => ({ at, entry }))
  const [vault, registry] = [vaultOf(estate), registryOf(estate)]
  const { vaultId, registryId } = estate.workspace
  const services = [
    ...accounts,
    { at: vaultId, entry: vault === 'unread' ? null : vault },
    ...(registry === null || registryId === null ? [] : [{ at: registryId, entry: registry === 'unread' ? null : registry }]),
  ]
  return services.flatMap(({ at, entry }): readonly Place[] => {
    if (entry === null) return [unknownAt(at, at)]
    const state = publicly(entry.exposure)
    if (state === 'unknown') return [unknownAt(at, 'properties.publicNetworkAccess')]
    return state === 'open' ? [{ at, data: { property: 'properties.publicNetworkAccess', value: 'Enabled' } }] : []
  })
}

const approvedNetworks = (estate: Estate, targetId: ArmId, group?: string): readonly ArmId[] =>
  [...new Set(endpointsOf(estate, targetId, group).filter(({ status }) => status === 'approved').map(({ subnetId }) => networkOf(subnetId)))].sort()

/** Storage, vault and registry as far as they have a private way: their networks by endpoint or VNet rule. */
function servicesWithNetworks(estate: Estate): readonly { readonly id: ArmId; readonly networks: readonly ArmId[] }[] {
  const read = [defaultAccount(estate), vaultOf(estate), registryOf(estate)].flatMap((entry) => (entry === 'unread' || entry === null ? [] : [entry]))
  return read
    .map(({ id, exceptions }) => ({ id, networks: [...new Set([...approvedNetworks(estate, id), ...exceptions.subnetIds.map(networkOf)])].sort() }))
    .filter(({ networks }) => networks.length > 0)
}

/** A service of the workspace that the snapshot does not hold. */
function unreadServices(estate: Estate): ArmId | undefined {
  const { storageAccountId, vaultId, registryId } = estate.workspace
  if (defaultAccount(estate) === 'unread') return storageAccountId
  if (vaultOf(estate) === 'unread') return vaultId
  return registryOf(estate) === 'unread' ? (registryId ?? undefined) : undefined
}

/** With endpoints in several networks: one holds all services, and each reaches all of them. */
function spread(estate: Estate): readonly Place[] {
  const { id } = estate.workspace
  const networks = approvedNetworks(estate, id)
  const elsewhere = connectionsFromElsewhere(estate, id).filter(({ status }) => status === 'approved')
  if (elsewhere[0] !== undefined) return [unknownAt(id, hiddenEndpoint(elsewhere[0]))]
  if (networks.length < 2) return []
  const unread = unreadServices(estate)
  if (unread !== undefined) return [unknownAt(id, unread)]
  const services = servicesWithNetworks(estate)
  const together = networks.some((network) => services.every((service) => service.networks.includes(network)))
  const apart: readonly Place[] = together ? [] : [{ at: id, data: { networks, services: services.map((service) => service.id) } }]
  const unreached = networks.flatMap((network): readonly Place[] => {
    const out = services.filter((service) => service.networks.every((other) => relation(estate, network, other) === 'unrelated')).map((service) => service.id)
    return out.length === 0 ? [] : [{ at: network, level: 'should', data: { services: out } }]
  })
  return [...apart, ...unreached]
}

/** Where the default account, or one of its two services, has no private way into a network of the workspace's endpoints. */
function accountElsewhere(estate: Estate): readonly Place[] {
  const account = defaultAccount(estate)
  if (account === 'unread') return [unknownAt(estate.workspace.storageAccountId, estate.workspace.storageAccountId)]
  const workspaceNetworks = approvedNetworks(estate, estate.workspace.id)
  const isInside = (networks: readonly ArmId[]): boolean => networks.some((network) => workspaceNetworks.includes(network))
  // A rule for a subnet lets in to every service, an endpoint leads to one.
  const admitted = [...new Set(account.exceptions.subnetIds.map(networkOf))].sort()
  const services = ['blob', 'file'].map((group) => ({ group, networks: approvedNetworks(estate, account.id, group) })).filter(({ networks }) => networks.length > 0)
  const outside = services.filter(({ networks }) => !isInside(networks))
  if (isInside(admitted) || (services.length > 0 && outside.length === 0)) return []
  const elsewhere = [estate.workspace.id, account.id].flatMap((id) => connectionsFromElsewhere(estate, id).filter(({ status }) => status === 'approved'))[0]
  if (elsewhere !== undefined) return [unknownAt(account.id, hiddenEndpoint(elsewhere))]
  // Without a way to either there is nothing to compare; that it is missing is said elsewhere (WKSP-01, STOR-01, STOR-02).
  if (workspaceNetworks.length === 0 || (services.length === 0 && admitted.length === 0)) return []
  if (services.length === 0) return [{ at: account.id, data: { workspaceNetworks, accountNetworks: admitted } }]
  return outside.map(({ group, networks }) => ({ at: account.id, data: { group, workspaceNetworks, accountNetworks: [...networks, ...admitted] } }))
}

/** The workspace's endpoint, and the networks that it shares with the services. */
export const endpointRules = {
  'workspace-has-an-endpoint': {
    requirement: 'WKSP-01', level: 'must',
    broken: missingEndpoint,
  },
  'workspace-endpoint-is-approved': {
    requirement: 'WKSP-02', level: 'must',
    broken: unapproved,
  },
  'services-of-a-private-workspace-are-closed': {
    requirement: 'WKSP-03', level: 'should',
    broken: publicServices,
  },
  'one-workspace-network-holds-every-service': {
    requirement: 'WKSP-15', level: 'must',
    broken: spread,
  },
  'default-account-is-in-the-workspace-network': {
    requirement: 'WKSP-27', level: 'must',
    broken: accountElsewhere,
  },
} as const satisfies Rulebook
