import { nameOf } from '../../../base/armId.ts'
import type { Estate } from '../../../estate/estate.ts'
import { connectionsFromElsewhere, networkOf, relation, seen, workspaceNetworkIds } from '../../../estate/questions.ts'
import type { Compute } from '../../../estate/services.ts'
import { directionTo, wayOutOf } from '../../../reach/egress.ts'
import type { Choices } from '../../choices.ts'
import { flowVerdict, unclearFlow, unclearWayOut } from '../../outboundFlow.ts'
import { type Place, type Rulebook, unknownAt } from '../../rule.ts'
import { buildCluster, clusters, isGpu, isManaged, isPrivate, networksOf, ofBuildCluster, ofSecured, subnetEntry } from '../subject.ts'
import { computeType } from '../../serviceEndpoint.ts'

/** ACR-11 and ACR-15: a name is set. Whether it leads to a cluster is ACR-12. */
const buildIsSet = (estate: Estate, choices: Choices): readonly Place[] =>
  ofSecured(estate, choices, () => (buildCluster(estate) === 'none' ? [{ at: estate.workspace.id, data: { imageBuildCompute: estate.workspace.imageBuildCompute } }] : []))

/** ACR-12: the named cluster exists; without a name, some cluster does. */
function buildExists(estate: Estate, choices: Choices): readonly Place[] {
  return ofSecured(estate, choices, () => {
    const at = estate.workspace.id
    const name = estate.workspace.imageBuildCompute
    const cluster = buildCluster(estate)
    if (cluster === 'missing') return [{ at, data: { imageBuildCompute: name, computes: clusters(estate).map(({ id }) => nameOf(id)) } }]
    if (cluster === 'unread') return [unknownAt(at, computeType)]
    if (cluster !== 'none') return cluster.kind === 'AmlCompute' ? [] : [{ at: cluster.id, data: { imageBuildCompute: name, computeType: cluster.kind } }]
    if (clusters(estate).length > 0) return []
    return seen(estate, 'Microsoft.MachineLearningServices/workspaces/computes', at) ? [{ at, data: { imageBuildCompute: name, computes: [] } }] : [unknownAt(at, computeType)]
  })
}

/** ACR-13. */
const buildIsCpu = (estate: Estate, choices: Choices): readonly Place[] =>
  ofSecured(estate, choices, () => ofBuildCluster(estate, ({ id, size }) => {
    if (size === null) return [unknownAt(id, 'vmSize')]
    return isGpu(size) ? [{ at: id, data: { vmSize: size } }] : []
  }))

/** ACR-14. A managed network holds its clusters itself. */
function buildIsInside(estate: Estate, choices: Choices): readonly Place[] {
  return ofSecured(estate, choices, (registry) => ofBuildCluster(estate, ({ id, kind, subnetId }): readonly Place[] => {
    if (kind !== 'AmlCompute' || isManaged(estate)) return []
    if (subnetId === null) return [{ at: id, data: { subnet: null } }]
    const near = networksOf(estate, registry)
    const inside = near.length > 0 ? near : connectionsFromElsewhere(estate, registry.id).length > 0 ? [] : workspaceNetworkIds(estate)
    if (inside.length === 0) return [unknownAt(id, 'endpointNetwork', { subnet: subnetId })]
    if (inside.includes(networkOf(subnetId))) return []
    const peered = inside.some((each) => relation(estate, each, networkOf(subnetId)) === 'peered')
    return [{ at: id, ...(peered ? { level: 'should' as const } : {}), data: { subnet: subnetId, networks: inside } }]
  }))
}

const toHosts = { tag: 'Internet', port: 443 } as const

/** ACR-17: package hosts have no service tag, so a group that denies the internet denies them. Which are needed is asked in outbound. */
function packagesReachable(estate: Estate, choices: Choices): readonly Place[] {
  const { packages } = choices.outbound
  if (packages !== 'undecided' && packages.length === 0) return []
  return ofSecured(estate, choices, () => ofBuildCluster(estate, ({ subnetId }) => {
    if (subnetId === null) return []
    const subnet = subnetEntry(estate, subnetId)
    const verdict = subnet === undefined ? 'unknown' : flowVerdict(estate, subnet, toHosts)
    if (verdict === 'allowed') return []
    const asked = packages === 'undecided' ? { condition: 'packages' } : {}
    const dropped = subnet !== undefined && directionTo(estate, subnet, 'Internet').way === 'nowhere'
    return verdict === 'denied' ? [{ at: subnetId, data: { ...asked, by: dropped ? 'route' : 'securityGroup' } }] : [unknownAt(subnetId, subnet === undefined ? subnetId : unclearFlow(estate, subnet, toHosts), asked)]
  }))
}

/** ACR-18: Azure's own outbound access is a way out today; that it is not to be relied on is NET-24. */
function buildHasEgress(estate: Estate, choices: Choices): readonly Place[] {
  return ofSecured(estate, choices, () => ofBuildCluster(estate, ({ id, subnetId, publicIp }): readonly Place[] => {
    if (subnetId === null || publicIp === true) return []
    const subnet = subnetEntry(estate, subnetId)
    if (subnet === undefined) return [unknownAt(id, subnetId, { subnet: subnetId, enableNodePublicIp: publicIp })]
    const way = wayOutOf(estate, subnet)
    const { egress, because, at: by } = way
    const data = { subnet: subnetId, enableNodePublicIp: publicIp, because, by }
    if (egress === 'unknown' || (egress === 'none' && publicIp === null)) return [unknownAt(id, egress === 'unknown' ? unclearWayOut(way) : 'enableNodePublicIp', data)]
    return egress === 'none' ? [{ at: id, data }] : []
  }))
}

/** ACR-19: must for the build cluster, a warning for the others. */
function clustersWithoutIdentity(estate: Estate, choices: Choices): readonly Place[] {
  return ofSecured(estate, choices, (registry) => {
    if (!isPrivate(estate, choices, registry) && registry.exceptions.subnetIds.length === 0) return []
    if (!seen(estate, 'Microsoft.MachineLearningServices/workspaces/computes', estate.workspace.id)) return [unknownAt(estate.workspace.id, computeType)]
    const build = buildCluster(estate)
    return clusters(estate).filter(({ identity }) => identity !== 'none').map((cluster): Place => ({
      at: cluster.id, ...(cluster === build ? {} : { level: 'should' as const }), data: { 'identity.type': cluster.identity, buildsImages: cluster === build },
    }))
  })
}

const needsToPull = ({ kind, identity }: Compute): boolean => (kind === 'AmlCompute' || kind === 'ComputeInstance') && identity === 'none'

/** ACR-31: with the administrator user off, computes without identity have nothing to pull with. Both ways out have a price, so it is never a must. */
function nodesCanPull(estate: Estate, choices: Choices): readonly Place[] {
  return ofSecured(estate, choices, (registry) => {
    if (registry.adminUser) return []
    if (!seen(estate, 'Microsoft.MachineLearningServices/workspaces/computes', estate.workspace.id)) return [unknownAt(estate.workspace.id, computeType)]
    const without = estate.computes.filter(needsToPull).map(({ id }) => nameOf(id))
    return without.length === 0 ? [] : [{ at: registry.id, data: { adminUserEnabled: false, computes: without } }]
  })
}

/** Image builds while the registry is private, and how nodes pull. */
export const build = {
  'images-are-built-by-a-cluster': { requirement: 'ACR-11', also: ['ACR-15'], level: 'must', broken: buildIsSet },
  'build-cluster-exists': { requirement: 'ACR-12', level: 'must', broken: buildExists },
  'build-cluster-has-cpus': { requirement: 'ACR-13', level: 'must', broken: buildIsCpu },
  'build-cluster-is-in-the-network': { requirement: 'ACR-14', level: 'must', broken: buildIsInside },
  'build-cluster-reaches-packages': { requirement: 'ACR-17', level: 'should', broken: packagesReachable },
  'build-cluster-has-a-way-out': { requirement: 'ACR-18', level: 'must', broken: buildHasEgress },
  'clusters-have-no-identity': { requirement: 'ACR-19', level: 'must', broken: clustersWithoutIdentity },
  'nodes-can-pull-images': { requirement: 'ACR-31', level: 'should', broken: nodesCanPull },
} satisfies Rulebook
