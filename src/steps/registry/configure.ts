import { type ArmId, childId, nameOf, subscriptionOf } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import { endpointsOf, entryOf, networkOf, registryOf, withEntries } from '../../estate/questions.ts'
import type { Compute, Registry } from '../../estate/services.ts'
import type { Choices } from '../choices.ts'
import { withPrivatePath } from '../makePrivatePath.ts'
import { freeOrLeft, nameFor, placed } from '../names.ts'
import { withGrant } from '../roleAssignment.ts'
import type { Proposed } from '../step.ts'
import { chosenNetworkId, chosenSubnetId, placesComputes } from '../subnets.ts'
import type { RegistryChoices } from './choices.ts'
import { buildCluster, clientNetworks, clusters, isGpu, isManaged, pullRoles } from './subject.ts'

/** A size with a CPU, offered where no cluster of the workspace shows what people here use. Quota is not readable. */
const usualSize = 'Standard_DS3_v2'
const registryName = { shortest: 5, longest: 50 }

/** First answers: private by the article, the cluster that can build already, and nothing taken away from how nodes pull. */
export function propose(current: Estate, earlier: Choices): Proposed<RegistryChoices> {
  const build = proposedBuild(current, earlier)
  const isAbsent = current.workspace.registryId === null
  return {
    answers: {
      decision: 'private',
      absent: isAbsent ? { use: 'new', name: newName(current, earlier) } : 'undecided',
      build: build.answer,
      publicAccess: 'disable',
      adminUser: 'keep',
    },
    because: {
      decision: { word: 'article' },
      ...(isAbsent ? { absent: { word: 'noRegistry' } } : {}),
      build: build.because,
      publicAccess: { word: 'articleTip' },
      adminUser: { word: 'yours' },
    },
  }
}

function newName(current: Estate, earlier: Choices): string {
  const plain = nameFor(earlier, 'cr', nameOf(current.workspace.id)).replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase()
  return plain.padEnd(registryName.shortest, '0').slice(0, registryName.longest)
}

function proposedBuild(current: Estate, earlier: Choices): { readonly answer: RegistryChoices['build']; readonly because: { readonly word: string; readonly data?: Readonly<Record<string, string>> } } {
  const chosen = chosenNetworkId(earlier)
  const inside = chosen === null ? clientNetworks(current) : [chosen]
  const able = clusters(current).filter((cluster) => canBuild(cluster) && (isManaged(current) || isInside(cluster, inside)))
  const named = buildCluster(current)
  const best = able.find((cluster) => cluster === named) ?? able[0]
  if (best !== undefined) return { answer: { use: 'existing', name: nameOf(best.id) }, because: { word: 'clusterCanBuild', data: { cluster: nameOf(best.id) } } }
  const size = clusters(current).map((cluster) => cluster.size).find((each) => each !== null && !isGpu(each)) ?? usualSize
  return { answer: { use: 'new', name: freeName(current), size, maxNodes: 2 }, because: { word: 'noClusterCanBuild' } }
}

/** What the article asks of the cluster that builds: CPU size and no managed identity (ACR-13, ACR-19). */
const canBuild = ({ size, identity }: Compute): boolean => size !== null && !isGpu(size) && identity === 'none'

/** And in the network (ACR-14). */
const isInside = ({ subnetId }: Compute, networks: readonly ArmId[]): boolean => subnetId !== null && networks.includes(networkOf(subnetId))

function freeName(current: Estate): string {
  const taken = new Set(current.computes.map(({ id }) => nameOf(id).toLowerCase()))
  return ['cpu-build', 'cpu-build-images', 'image-build', 'image-builder', 'cpu-images'].find((name) => !taken.has(name)) ?? 'cpu-image-build'
}

/** Applies the answers: the registry itself, its tier and private path, the cluster that builds, and last who is shut out. */
export function configure(estate: Estate, own: RegistryChoices, choices: Choices): Estate {
  const attached = withRegistry(estate, own, choices)
  if (own.decision !== 'private') return attached
  const registry = registryOf(attached)
  if (registry === null || registry === 'unread') return attached
  const ready = withTier(attached, registry, own)
  const reached = withProvider(withPrivatePath(ready, choices, { targetId: registry.id, group: 'registry' }), registry.id)
  const made = entryOf(estate.registries, registry.id) === undefined ? 'new' : 'before'
  return closed(withPullRight(withBuildCluster(reached, own, choices), registry, made), registry.id, own)
}

function withRegistry(estate: Estate, { absent, adminUser }: RegistryChoices, choices: Choices): Estate {
  if (estate.workspace.registryId !== null || absent === 'undecided') return estate
  const at = estate.workspace.id
  if (absent === 'later') return { ...estate, tasks: withEntries(estate.tasks, [{ id: childId(at, 'tasks', 'createRegistry'), task: 'createRegistry', data: { workspace: at } }]) }
  if (absent.use === 'existing') return { ...estate, workspace: { ...estate.workspace, registryId: absent.id } }
  const wanted = placed(choices, 'Microsoft.ContainerRegistry/registries', absent.name)
  if (wanted === null) return estate
  // One that a run made before it stopped is there in Azure's letters (F81).
  const id = freeOrLeft(wanted, estate.registries, () => true)
  const made: Registry = {
    id, region: estate.workspace.region, sku: 'Premium', adminUser: adminUser === 'on', replicas: [],
    exposure: { publicAccess: 'open', defaultAction: 'open' }, exceptions: { trustedServices: 'allowed', subnetIds: [], addresses: [] },
  }
  return { ...estate, workspace: { ...estate.workspace, registryId: id }, registries: entryOf(estate.registries, id) === undefined ? withEntries(estate.registries, [made]) : estate.registries }
}

/**
 * Tier, trusted services and administrator user. Subnets admitted by service endpoint cannot stay beside a private endpoint
 * (ACR-07), and no stable interface can take them out (ACR-06), so that is a task by hand.
 */
function withTier(estate: Estate, registry: Registry, own: RegistryChoices): Estate {
  const { subnetIds } = registry.exceptions
  const changed: Registry = {
    ...registry, sku: 'Premium', adminUser: registry.adminUser || own.adminUser === 'on',
    exceptions: { ...registry.exceptions, trustedServices: 'allowed', subnetIds: [] },
  }
  const tasks = subnetIds.length === 0 ? estate.tasks : withEntries(estate.tasks, [{ id: childId(registry.id, 'tasks', 'removeSubnetRules'), task: 'removeSubnetRules' as const, data: { registry: registry.id, subnets: subnetIds } }])
  return { ...estate, registries: withEntries(estate.registries, [changed]), tasks }
}

/** The provider of the registry in the endpoint's subscription (ACR-28); one that could not be read is left alone. */
function withProvider(estate: Estate, registryId: ArmId): Estate {
  const subscriptions = new Set(endpointsOf(estate, registryId).map(({ id }) => subscriptionOf(id).toLowerCase()))
  const missing = estate.providers.filter(({ id, namespace, state }) => subscriptions.has(subscriptionOf(id).toLowerCase()) && namespace.toLowerCase() === 'microsoft.containerregistry' && state === 'notRegistered')
  return missing.length === 0 ? estate : { ...estate, providers: withEntries(estate.providers, missing.map((provider) => ({ ...provider, state: 'registered' as const }))) }
}

function withBuildCluster(estate: Estate, { build }: RegistryChoices, choices: Choices): Estate {
  if (build === 'undecided') return estate
  const existing = estate.computes.find(({ id }) => nameOf(id).toLowerCase() === build.name.toLowerCase())
  const named: Estate = { ...estate, workspace: { ...estate.workspace, imageBuildCompute: existing === undefined ? build.name : nameOf(existing.id) } }
  if (existing !== undefined) return named
  const inManagedNetwork = isManaged(estate) || !placesComputes(choices)
  const subnetId = inManagedNetwork ? null : chosenSubnetId(choices, 'computeSubnet')
  if (build.use === 'existing' || (subnetId === null && !inManagedNetwork)) return estate
  const made: Compute = {
    id: childId(estate.workspace.id, 'computes', build.name), region: estate.workspace.region, kind: 'AmlCompute', size: build.size, subnetId,
    publicIp: choices.outbound.newCompute === 'withPublicIp', identity: 'none', maxNodes: build.maxNodes, createdAt: null,
  }
  return { ...named, computes: withEntries(estate.computes, [made]) }
}

/** The right to pull for the workspace's identity (ACR-10); where nobody can tell whether it is held, a task by hand, and nothing where nobody can tell which role counts. */
function withPullRight(estate: Estate, registry: Registry, made: 'new' | 'before'): Estate {
  const names = pullRoles(registry)
  return names === null ? estate : withGrant(estate, { scope: registry.id, names, made })
}

/** The public endpoint is switched off (ACR-20) only where a private one is there to replace it. */
function closed(estate: Estate, registryId: ArmId, { publicAccess }: RegistryChoices): Estate {
  const registry = entryOf(estate.registries, registryId)
  const isReached = endpointsOf(estate, registryId, 'registry').some(({ status }) => status === 'approved')
  if (registry === undefined || publicAccess !== 'disable' || !isReached) return estate
  return { ...estate, registries: withEntries(estate.registries, [{ ...registry, exposure: { ...registry.exposure, publicAccess: 'closed' } }]) }
}
