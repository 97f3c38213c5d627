import { type ArmId, idKey, isWithin, parentOf, typeOf } from '../base/armId.ts'
import type { DnsRecord } from './dns.ts'
import type { Door } from './entry.ts'
import type { Estate } from './estate.ts'
import type { PrivateEndpoint, Subnet } from './network.ts'
import type { Component, Compute, LogWorkspace, Registry, StorageAccount, Vault } from './services.ts'

/** The entry with this id; undefined when the snapshot does not hold it. */
export const entryOf = <Entry extends { readonly id: ArmId }>(entries: readonly Entry[], id: ArmId | null): Entry | undefined =>
  id === null ? undefined : entries.find((entry) => entry.id === id)

/** Whether the entries of `type` inside `scope` could be listed. Stands before every verdict "missing". */
export function seen(estate: Estate, type: string, scope: ArmId): boolean {
  const wanted = idKey(type)
  return !estate.unread.some((refused) => {
    const listed = refused.type ?? typeOf(refused.id)
    const covers = isWithin(scope, refused.id) || (refused.type === null && isWithin(refused.id, scope))
    return covers && idKey(listed) === wanted
  })
}

/** What a reference leads to: the entry, or `unread` when the snapshot does not hold it. */
const referred = <Entry extends { readonly id: ArmId }>(entries: readonly Entry[], id: ArmId): Entry | 'unread' => entryOf(entries, id) ?? 'unread'

/** The workspace's default storage account. */
export const defaultAccount = (estate: Estate): StorageAccount | 'unread' => referred(estate.storageAccounts, estate.workspace.storageAccountId)

/** The workspace's key vault. */
export const vaultOf = (estate: Estate): Vault | 'unread' => referred(estate.vaults, estate.workspace.vaultId)

/** The workspace's registry; null when it has none yet. */
export const registryOf = (estate: Estate): Registry | 'unread' | null =>
  estate.workspace.registryId === null ? null : referred(estate.registries, estate.workspace.registryId)

/** The workspace's Application Insights component; null when it has none. */
export const componentOf = (estate: Estate): Component | 'unread' | null =>
  estate.workspace.componentId === null ? null : referred(estate.components, estate.workspace.componentId)

/** The Log Analytics workspace behind a component; null for a classic one. */
export const logWorkspaceOf = (estate: Estate, component: Component): LogWorkspace | 'unread' | null =>
  component.logWorkspaceId === null ? null : referred(estate.logWorkspaces, component.logWorkspaceId)

/** Private endpoints in the estate that lead to a resource, one sub-resource of it when `group` is given. */
export const endpointsOf = (estate: Estate, targetId: ArmId, group?: string): readonly PrivateEndpoint[] =>
  estate.endpoints.filter((endpoint) => endpoint.targetId === targetId && (group === undefined || endpoint.groups.includes(group)))

/** Connections that the target lists and whose endpoint the snapshot does not hold: endpoints of others, or that we may not read. */
export const connectionsFromElsewhere = (estate: Estate, targetId: ArmId) =>
  estate.connections.filter((connection) => connection.targetId === targetId && entryOf(estate.endpoints, connection.endpointId) === undefined)

/** Whether anything private leads to a resource: an endpoint here, or a live connection from elsewhere. */
export const hasEndpoint = (estate: Estate, targetId: ArmId): boolean =>
  endpointsOf(estate, targetId).length > 0 || connectionsFromElsewhere(estate, targetId).some(({ status }) => status === 'approved')

/** The network of a subnet, by id alone. */
export const networkOf = (subnetId: ArmId): ArmId => parentOf(subnetId)

/** The private addresses that an endpoint's names have; none while Azure has not told them. */
export const endpointAddresses = ({ names }: Pick<PrivateEndpoint, 'names'>): readonly string[] =>
  Array.isArray(names) ? names.map(({ address }: { readonly address: string }) => address) : []

/** Whether a record leads to an address of an endpoint, and nowhere else: of several addresses, each is answered in turn. */
export function leadsTo(endpoint: PrivateEndpoint, record: DnsRecord, address: string): boolean {
  const own = endpointAddresses(endpoint)
  return record.addresses.includes(address) && record.addresses.every((each) => own.includes(each))
}

/** The computes that live in a customer's subnet. */
export const placedComputes = (estate: Estate) =>
  estate.computes.flatMap((compute) => (compute.subnetId === null ? [] : [{ ...compute, subnetId: compute.subnetId }]))

/** Clusters and instances that Azure keeps in a network of its own. */
export const computesOutside = (estate: Estate): readonly Compute[] =>
  estate.computes.filter(({ subnetId, kind }) => subnetId === null && (kind === 'AmlCompute' || kind === 'ComputeInstance'))

/** Subnets that hold computes, those known by id only included. */
export const computeSubnetIds = (estate: Estate): readonly ArmId[] => [...new Set(placedComputes(estate).map(({ subnetId }) => subnetId))].sort()

/** The computes' subnets that the snapshot holds. */
export const computeSubnets = (estate: Estate): readonly Subnet[] =>
  computeSubnetIds(estate).flatMap((id) => entryOf(estate.subnets, id) ?? [])

/** The networks that this workspace lives in: those of its own endpoints, else those of its computes. */
export function workspaceNetworkIds(estate: Estate): readonly ArmId[] {
  const own = endpointsOf(estate, estate.workspace.id).map(({ subnetId }) => networkOf(subnetId))
  const chosen = own.length > 0 ? own : computeSubnetIds(estate).map(networkOf)
  return [...new Set(chosen)].sort()
}

/** The networks joined to one by peering, by id. A peering that is only begun, or whose other end is gone, carries nothing. */
export const peersOf = (estate: Estate, networkId: ArmId): readonly ArmId[] =>
  [...new Set(estate.peerings.filter(({ connected }) => connected).flatMap((peering) =>
    peering.networkId === networkId ? [peering.remoteNetworkId] : peering.remoteNetworkId === networkId ? [peering.networkId] : []))].sort()

/** Whether two networks are the same, peered, or neither. */
export function relation(estate: Estate, one: ArmId, other: ArmId): 'same' | 'peered' | 'unrelated' {
  if (one === other) return 'same'
  return peersOf(estate, one).includes(other) ? 'peered' : 'unrelated'
}

/** Whether the public endpoint of a service answers any network. `unknown` when the read does not say. */
export function publicly(exposure: { readonly publicAccess: Door; readonly defaultAction: Door }): Door {
  if (exposure.publicAccess === 'closed' || exposure.defaultAction === 'closed') return 'closed'
  return exposure.publicAccess === 'open' && exposure.defaultAction === 'open' ? 'open' : 'unknown'
}

/**
 * Whether public access may be left to a network security perimeter, which sets the firewall and its exceptions aside (KV-14): the word in
 * the answer is neither Enabled nor Disabled, and the only other one that Azure has is SecuredByPerimeter.
 */
export const mayBeLeftToPerimeter = ({ publicAccess }: { readonly publicAccess: Door }): boolean => publicAccess === 'unknown'

/** Adds or replaces entries by id; the list stays sorted by id, so that configuring twice gives the same. */
export function withEntries<Entry extends { readonly id: ArmId }>(entries: readonly Entry[], more: readonly Entry[]): readonly Entry[] {
  const replaced = new Set(more.map(({ id }) => id))
  return [...entries.filter(({ id }) => !replaced.has(id)), ...more].sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0))
}
