import { type ArmId, nameOf } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import { endpointsOf, entryOf, networkOf, placedComputes, registryOf, seen, workspaceNetworkIds } from '../../estate/questions.ts'
import type { Compute, Registry } from '../../estate/services.ts'
import type { RoleName } from '../../facts/ask.ts'
import { gpuVmSizes } from '../../facts/registry.ts'
import type { Choices } from '../choices.ts'
import { anyEndpoint } from '../privateWay.ts'
import { type Place, unknownAt } from '../rule.ts'
import { computeType } from '../serviceEndpoint.ts'

/** Places for the registry where there is one: none without a registry, unknown where it was not readable. */
export function ofRegistry(estate: Estate, places: (registry: Registry) => readonly Place[]): readonly Place[] {
  const registry = registryOf(estate)
  if (registry === null) return []
  if (registry === 'unread') return [unknownAt(estate.workspace.registryId ?? estate.workspace.id, estate.workspace.registryId ?? estate.workspace.id)]
  return places(registry)
}

/** A private endpoint leads to the registry, whatever its state, or the choices say that one will. */
export const isPrivate = (estate: Estate, choices: Choices, registry: Registry): boolean =>
  anyEndpoint(estate, registry.id) || choices.registry.decision === 'private'

/** "Secured" of the catalogue's reading: private endpoint, VNet rules or public access off, or chosen so. */
export const isSecured = (estate: Estate, choices: Choices, registry: Registry): boolean =>
  isPrivate(estate, choices, registry) || registry.exceptions.subnetIds.length > 0 || registry.exposure.publicAccess === 'closed'

/** Places for a secured registry. */
export const ofSecured = (estate: Estate, choices: Choices, places: (registry: Registry) => readonly Place[]): readonly Place[] =>
  ofRegistry(estate, (registry) => (isSecured(estate, choices, registry) ? places(registry) : []))

/** The networks that a registry's private or service endpoints are in. */
export function networksOf(estate: Estate, registry: Registry): readonly ArmId[] {
  const subnets = [...endpointsOf(estate, registry.id).map(({ subnetId }) => subnetId), ...registry.exceptions.subnetIds]
  return [...new Set(subnets.map(networkOf))].sort()
}

/** The networks of the computes, else those that the workspace lives in. */
export function clientNetworks(estate: Estate): readonly ArmId[] {
  const computes = [...new Set(placedComputes(estate).map(({ subnetId }) => networkOf(subnetId)))].sort()
  return computes.length > 0 ? computes : workspaceNetworkIds(estate)
}

/** The computes that are clusters. */
export const clusters = (estate: Estate): readonly Compute[] => estate.computes.filter(({ kind }) => kind === 'AmlCompute')

/** Whether a size is no CPU size and so cannot build images (ACR-13; GPU). */
export const isGpu = (size: string): boolean => new RegExp(gpuVmSizes.pattern, gpuVmSizes.flags).test(size)

/** The workspace's build cluster: `none` when no name is set, `missing` when no compute has the name, `unread` when computes could not be listed. */
export function buildCluster(estate: Estate): Compute | 'none' | 'missing' | 'unread' {
  const name = estate.workspace.imageBuildCompute
  if (name === null || name === '') return 'none'
  const found = estate.computes.find(({ id }) => nameOf(id).toLowerCase() === name.toLowerCase())
  if (found !== undefined) return found
  return seen(estate, 'Microsoft.MachineLearningServices/workspaces/computes', estate.workspace.id) ? 'missing' : 'unread'
}

/** Places for the build cluster itself; a missing or unset one is another rule's, one that could not be listed is unknown. */
export function ofBuildCluster(estate: Estate, places: (cluster: Compute) => readonly Place[]): readonly Place[] {
  const cluster = buildCluster(estate)
  if (cluster === 'none' || cluster === 'missing') return []
  return cluster === 'unread' ? [unknownAt(estate.workspace.id, computeType)] : places(cluster)
}

/** A subnet that the snapshot may not hold. */
export const subnetEntry = (estate: Estate, id: ArmId | null) => entryOf(estate.subnets, id)

/**
 * Roles that hold the right to pull, the one to give first: AcrPull by name, the two others by `*` (ROLEDATA). Where roles are given by
 * repository none of these does (ACR-10). Null where the registry does not say which.
 */
export function pullRoles({ repositoryRoles }: Registry): readonly [RoleName, ...RoleName[]] | null {
  if (repositoryRoles === undefined) return ['AcrPull', 'Contributor', 'Owner']
  return repositoryRoles === 'on' ? ['Container Registry Repository Reader'] : null
}

/** Computes of a workspace with a managed network are in it and in no subnet of the customer (PRE-05). */
export const isManaged = (estate: Estate): boolean => estate.workspace.managedNetwork !== 'Disabled'
