import type { ArmId } from '../../../base/armId.ts'
import type { Estate } from '../../../estate/estate.ts'
import { computeSubnetIds, computeSubnets, endpointsOf, entryOf, placedComputes, seen } from '../../../estate/questions.ts'
import type { StorageAccount } from '../../../estate/services.ts'
import { ifStudio, studioLevel } from '../../privateWay.ts'
import { type Place, type Rulebook, unknownAt } from '../../rule.ts'
import { admittingEndpoints, computeType, computesRead, isAskedFor, storageEndpoint, storageEverywhere, storageReaches } from '../../serviceEndpoint.ts'
import { atAccountsBy } from '../accounts.ts'

const property = 'properties.networkAcls.virtualNetworkRules'

/** What is missing for the account's VNet rules to work: a rule at all, and the service endpoint on each rule's subnet. */
function unserved(estate: Estate, { id, exceptions }: StorageAccount): readonly Place[] {
  if (exceptions.subnetIds.length === 0) return [{ at: id, data: { property, value: [] } }]
  return exceptions.subnetIds.flatMap((subnetId): readonly Place[] => {
    const subnet = entryOf(estate.subnets, subnetId)
    if (subnet === undefined) return [unknownAt(id, subnetId)]
    return admittingEndpoints(subnet, storageEndpoint).length > 0 || isAskedFor(estate, subnetId, storageEndpoint) ? [] : [{ at: id, data: { property: 'properties.serviceEndpoints', value: subnet.serviceEndpoints, subnet: subnetId } }]
  })
}

/** Subnets of computes that no rule of the account admits. */
const unadmitted = (estate: Estate, { id, exceptions }: StorageAccount): readonly Place[] =>
  !computesRead(estate) ? [unknownAt(id, computeType)] : exceptions.subnetIds.length === 0 ? [] : computeSubnetIds(estate).filter((subnetId) => !exceptions.subnetIds.includes(subnetId)).map((subnet) => ({ at: id, data: { property, value: exceptions.subnetIds, subnet } }))

function workspaceElsewhere(estate: Estate, { id, exceptions }: StorageAccount, more: Partial<Place>): readonly Place[] {
  const subnets: readonly ArmId[] = endpointsOf(estate, estate.workspace.id).map(({ subnetId }) => subnetId)
  if (subnets.some((subnet) => exceptions.subnetIds.includes(subnet))) return []
  if (!seen(estate, 'Microsoft.Network/privateEndpoints', estate.workspace.id)) return [unknownAt(id, 'Microsoft.Network/privateEndpoints')]
  // Without endpoint or rule there is nothing to compare; that they are missing is said elsewhere (WKSP-01, STOR-12).
  if (subnets.length === 0 || exceptions.subnetIds.length === 0) return []
  return [{ at: id, data: { property, value: exceptions.subnetIds, subnets }, ...more }]
}

/** Rules whose service endpoint does not reach the account's region, or stands beside its exclusive other. */
const outOfScope = (estate: Estate, { id, region, exceptions }: StorageAccount): readonly Place[] =>
  exceptions.subnetIds.flatMap((subnetId): readonly Place[] => {
    const subnet = entryOf(estate.subnets, subnetId)
    if (subnet === undefined) return [unknownAt(id, subnetId)]
    const present = admittingEndpoints(subnet, storageEndpoint)
    if (present.length > 1) return [{ at: subnetId, data: { property: 'properties.serviceEndpoints', value: present } }]
    if (present.length === 0 || present.includes(storageEverywhere)) return []
    const network = entryOf(estate.networks, subnet.networkId)
    if (network === undefined) return [unknownAt(id, subnet.networkId)]
    const reaches = storageReaches(network.region, region)
    if (reaches === 'unknown') return [unknownAt(id, 'pairedRegion', { subnet: subnetId, networkRegion: network.region, region })]
    return reaches === 'yes' ? [] : [{ at: id, data: { property: 'properties.serviceEndpoints', value: present, subnet: subnetId, networkRegion: network.region, region } }]
  })

/** Azure's own change that makes older computes miss a service endpoint policy (DLE). */
const policiesWorkSince = '2022-12-01'

const olderComputes = (estate: Estate): readonly Place[] => {
  if (!computesRead(estate)) return [unknownAt(estate.workspace.id, computeType)]
  const guarded = new Set(computeSubnets(estate).filter(({ serviceEndpointPolicyIds }) => serviceEndpointPolicyIds.length > 0).map(({ id }) => id))
  return placedComputes(estate).filter(({ subnetId }) => guarded.has(subnetId)).flatMap(({ id, createdAt }): readonly Place[] => {
    if (createdAt === null) return [unknownAt(id, 'properties.createdOn')]
    return createdAt < policiesWorkSince ? [{ at: id, data: { property: 'properties.createdOn', value: createdAt } }] : []
  })
}

/** Accounts reached through a service endpoint: subnet and rule, which subnet, and which regions. */
export const serviceEndpointRules = {
  'admitted-subnets-have-the-service-endpoint': {
    requirement: 'STOR-12', level: 'must',
    broken: (estate, choices) => atAccountsBy(estate, choices, 'serviceEndpoint', ({ account }) => unserved(estate, account)),
  },
  'compute-subnets-are-admitted': {
    requirement: 'STOR-13', level: 'must',
    broken: (estate, choices) => atAccountsBy(estate, choices, 'serviceEndpoint', ({ account }) => unadmitted(estate, account)),
  },
  'workspace-endpoint-is-in-an-admitted-subnet': {
    requirement: 'STOR-14', level: 'must',
    broken: (estate, choices) => {
      const level = studioLevel(choices)
      return level === null ? [] : ifStudio(choices, atAccountsBy(estate, choices, 'serviceEndpoint', ({ account }) => workspaceElsewhere(estate, account, { level })))
    },
  },
  'public-endpoint-stays-on-for-admitted-subnets': {
    requirement: 'STOR-16', level: 'must',
    broken: (estate, choices) => atAccountsBy(estate, choices, 'serviceEndpoint', ({ account: { id, exposure } }) => {
      if (exposure.publicAccess === 'unknown') return [unknownAt(id, 'properties.publicNetworkAccess')]
      return exposure.publicAccess === 'closed' ? [{ at: id, data: { property: 'properties.publicNetworkAccess', value: 'Disabled' } }] : []
    }),
  },
  'service-endpoint-reaches-the-account': {
    requirement: 'STOR-21', level: 'must',
    broken: (estate, choices) => atAccountsBy(estate, choices, 'serviceEndpoint', ({ account }) => outOfScope(estate, account)),
  },
  'computes-know-the-service-endpoint-policy': {
    requirement: 'STOR-37', level: 'should',
    broken: (estate) => olderComputes(estate),
  },
} as const satisfies Rulebook
