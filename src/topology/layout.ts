/** The strip of the assessment: a row per service, what its own firewall admits at the left, the private path at the right. */
import type { ArmId } from '../base/armId.ts'
import type { Door } from '../estate/entry.ts'
import type { Estate } from '../estate/estate.ts'
import type { PrivateEndpoint } from '../estate/network.ts'
import { componentOf, connectionsFromElsewhere, endpointsOf, entryOf, networkOf, publicly, registryOf, vaultOf, workspaceNetworkIds } from '../estate/questions.ts'
import type { Component, Registry, StorageAccount, Vault } from '../estate/services.ts'

/** What a service's firewall lets in. `some`: the named exceptions; `trusted`: trusted services only; `unread`: we could not look. */
export type Admits =
  | { readonly is: 'any' | 'none' | 'trusted' | 'unknown' | 'unread' }
  | { readonly is: 'some'; readonly subnets: number; readonly addresses: number; readonly instances: number }

/** The private way to a service. */
export type PrivateWay =
  | { readonly is: 'endpoints'; readonly addresses: readonly string[]; readonly elsewhere: number }
  | { readonly is: 'serviceEndpoint' | 'notApproved' | 'none' | 'needsPremium' | 'needsMigration' | 'unread' }

/** One service of the workspace. */
export interface StripRow {
  readonly id: ArmId
  readonly kind: 'workspace' | 'defaultStorage' | 'storage' | 'vault' | 'registry' | 'component'
  /** What tells more about it: a tier, a kind; empty when there is nothing to tell. */
  readonly detail: string
  readonly admits: Admits
  readonly way: PrivateWay
}

/** A network of the workspace, with the subnets that its computes or endpoints are in. */
export interface StripNetwork {
  readonly id: ArmId
  readonly prefixes: readonly string[] | 'unread'
  readonly subnets: readonly { readonly id: ArmId; readonly used: number | null }[]
}

/** The whole strip. */
export interface Strip {
  readonly rows: readonly StripRow[]
  readonly networks: readonly StripNetwork[]
  /** Networks that are peered and could not be read. */
  readonly unreadNetworks: number
}

/** The strip of an estate. */
export function layout(estate: Estate): Strip {
  const vault = vaultOf(estate)
  const registry = registryOf(estate)
  const component = componentOf(estate)
  const missing = estate.storageAccounts.some(({ id }) => id === estate.workspace.storageAccountId) ? [] : [unreadRow(estate.workspace.storageAccountId, 'defaultStorage')]
  return {
    rows: [
      { id: estate.workspace.id, kind: 'workspace', detail: '', admits: ofDoor(estate.workspace.exposure.publicAccess), way: wayTo(estate, estate.workspace.id) },
      ...missing,
      ...accounts(estate).map((account) => storageRow(estate, account)),
      vault === 'unread' ? unreadRow(estate.workspace.vaultId, 'vault') : vaultRow(estate, vault),
      ...(registry === null ? [] : [registry === 'unread' ? unreadRow(estate.workspace.registryId ?? estate.workspace.id, 'registry') : registryRow(estate, registry)]),
      ...(component === null ? [] : [component === 'unread' ? unreadRow(estate.workspace.componentId ?? estate.workspace.id, 'component') : componentRow(estate, component)]),
    ],
    networks: workspaceNetworkIds(estate).map((id) => networkOfStrip(estate, id)),
    unreadNetworks: unreadPeers(estate),
  }
}

const unreadRow = (id: ArmId, kind: StripRow['kind']): StripRow => ({ id, kind, detail: '', admits: { is: 'unread' }, way: { is: 'unread' } })

/** The default account first, then those that the workspace's datastores name. */
function accounts(estate: Estate): readonly StorageAccount[] {
  const named = new Set(estate.datastores.flatMap(({ accountName }) => (accountName === null ? [] : [accountName.toLowerCase()])))
  const own = estate.storageAccounts.filter(({ id }) => id === estate.workspace.storageAccountId)
  return [...own, ...estate.storageAccounts.filter((account) => !own.includes(account) && named.has((account.id.split('/').at(-1) ?? '').toLowerCase()))]
}

const ofDoor = (door: Door): Admits => ({ is: door === 'open' ? 'any' : door === 'closed' ? 'none' : 'unknown' })

interface Exceptions {
  readonly subnetIds: readonly ArmId[]
  readonly addresses: readonly string[]
}

interface Firewall {
  readonly exposure: { readonly publicAccess: Door; readonly defaultAction: Door }
  readonly exceptions: Exceptions
}

/** What a firewall lets in. With public access off its exceptions for networks and addresses count for nothing. */
function admitted({ exposure, exceptions: { subnetIds, addresses } }: Firewall, instances: number, trusted: 'yes' | 'no'): Admits {
  const door = publicly(exposure)
  if (door !== 'closed') return ofDoor(door)
  const counts = subnetIds.length + addresses.length + instances > 0 && exposure.publicAccess !== 'closed'
  return counts ? { is: 'some', subnets: subnetIds.length, addresses: addresses.length, instances } : { is: trusted === 'yes' ? 'trusted' : 'none' }
}

const trustOf = ({ trustedServices }: Vault['exceptions']): 'yes' | 'no' => (trustedServices === 'allowed' ? 'yes' : 'no')

function wayTo(estate: Estate, id: ArmId): PrivateWay {
  const endpoints = endpointsOf(estate, id)
  const approved = endpoints.filter(({ status }) => status === 'approved')
  const elsewhere = connectionsFromElsewhere(estate, id).filter(({ status }) => status === 'approved').length
  if (approved.length + elsewhere > 0) return { is: 'endpoints', addresses: addressesOf(approved), elsewhere }
  return { is: endpoints.length > 0 ? 'notApproved' : 'none' }
}

const addressesOf = (endpoints: readonly PrivateEndpoint[]): readonly string[] =>
  [...new Set(endpoints.flatMap(({ names }) => (names === null || names === 'pending' ? [] : names.map(({ address }) => address))))].sort(byAddress)

const byAddress = (one: string, other: string): number => {
  const [left, right] = [one.split('.').map(Number), other.split('.').map(Number)]
  const at = left.findIndex((part, index) => part !== right[index])
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0)
}

const orService = (way: PrivateWay, { subnetIds }: Exceptions): PrivateWay => (way.is === 'none' && subnetIds.length > 0 ? { is: 'serviceEndpoint' } : way)

function storageRow(estate: Estate, account: StorageAccount): StripRow {
  const { id, kind, hierarchical, exceptions } = account
  const trusted = exceptions.bypass.includes('AzureServices') ? 'yes' : 'no'
  return {
    id, kind: id === estate.workspace.storageAccountId ? 'defaultStorage' : 'storage', detail: hierarchical ? 'Data Lake' : kind === 'StorageV2' ? '' : kind,
    admits: admitted(account, exceptions.instances.length, trusted), way: orService(wayTo(estate, id), exceptions),
  }
}

const vaultRow = (estate: Estate, vault: Vault): StripRow => ({
  id: vault.id, kind: 'vault', detail: '', admits: admitted(vault, 0, trustOf(vault.exceptions)), way: orService(wayTo(estate, vault.id), vault.exceptions),
})

function registryRow(estate: Estate, registry: Registry): StripRow {
  const { id, sku, exceptions } = registry
  const way = orService(wayTo(estate, id), exceptions)
  return {
    id, kind: 'registry', detail: sku,
    admits: admitted(registry, 0, trustOf(exceptions)),
    way: way.is === 'none' && sku !== 'Premium' ? { is: 'needsPremium' } : way,
  }
}

/** A component is reached through the private link scopes that it is in. */
function componentRow(estate: Estate, { id, logWorkspaceId, exposure }: Component): StripRow {
  const door: Door = exposure.ingestion === 'open' || exposure.query === 'open' ? 'open' : exposure.ingestion === 'closed' && exposure.query === 'closed' ? 'closed' : 'unknown'
  const ways = estate.scopedResources.filter(({ linkedId }) => linkedId === id).map(({ scopeId }) => wayTo(estate, scopeId))
  const way = ways.find(({ is }) => is === 'endpoints') ?? ways.find(({ is }) => is === 'notApproved') ?? { is: 'none' as const }
  return { id, kind: 'component', detail: logWorkspaceId === null ? 'classic' : '', admits: ofDoor(door), way: way.is === 'none' && logWorkspaceId === null ? { is: 'needsMigration' } : way }
}

function networkOfStrip(estate: Estate, id: ArmId): StripNetwork {
  const used = new Set([...estate.endpoints.map(({ subnetId }) => subnetId), ...estate.computes.flatMap(({ subnetId }) => subnetId ?? [])])
  return {
    id,
    prefixes: entryOf(estate.networks, id)?.prefixes ?? 'unread',
    subnets: [...used].filter((subnetId) => networkOf(subnetId) === id).sort().map((subnetId) => ({
      id: subnetId, used: estate.usages.find((usage) => usage.subnetId === subnetId)?.used ?? null,
    })),
  }
}

const unreadPeers = (estate: Estate): number =>
  new Set(estate.peerings.map(({ remoteNetworkId }) => remoteNetworkId).filter((id) => entryOf(estate.networks, id) === undefined)).size
