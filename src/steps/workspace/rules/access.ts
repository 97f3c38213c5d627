import { nameOf } from '../../../base/armId.ts'
import { regionTag } from '../../../facts/ask.ts'
import { hasEndpoint, seen } from '../../../estate/questions.ts'
import { isPublicRange } from '../../publicAddress.ts'
import { type Rulebook, unknownAt } from '../../rule.ts'
import { isPrivate } from './endpoint.ts'

/** Kinds of compute that are Kubernetes clusters (ARM's computeType). */
const kubernetes: readonly string[] = ['AKS', 'Kubernetes']

/** How many addresses a workspace's list takes (WKSP-22). */
const mostAddresses = 200

const computeType = 'Microsoft.MachineLearningServices/workspaces/computes'

/** Who else reaches the workspace, and by which interface. */
export const accessRules = {
  'public-access-is-off': {
    requirement: 'WKSP-08', also: ['WKSP-09'], level: 'should',
    broken: (estate) => {
      const { id, exposure } = estate.workspace
      if (!hasEndpoint(estate, id)) return []
      const property = 'properties.publicNetworkAccess'
      if (exposure.publicAccess === 'unknown') return [unknownAt(id, property)]
      return exposure.publicAccess === 'open' ? [{ at: id, data: { property, value: 'Enabled' } }] : []
    },
  },
  'legacy-mode-is-off': {
    requirement: 'WKSP-13', level: 'should',
    broken: (estate, choices) => {
      const { id, legacyMode } = estate.workspace
      // Without an endpoint the row does not apply, yet the mode ties the workspace to tools that are no longer supported (PRE-07).
      return legacyMode ? [{ at: id, data: { property: 'properties.v1LegacyMode', value: true }, ...(isPrivate(estate, choices) ? {} : { level: 'info' as const }) }] : []
    },
  },
  'no-address-list-beside-compute-instances': {
    requirement: 'WKSP-22', level: 'should',
    broken: (estate) => {
      const { id, allowedAddresses, exposure } = estate.workspace
      if (allowedAddresses.length === 0 || exposure.publicAccess === 'closed') return []
      if (!seen(estate, computeType, id)) return [unknownAt(id, computeType)]
      const instances = estate.computes.filter(({ kind }) => kind === 'ComputeInstance').map((compute) => nameOf(compute.id))
      const astray = allowedAddresses.filter((address) => !isPublicRange(address))
      return [{ at: id, data: { property: 'properties.networkAcls.ipRules', value: allowedAddresses, instances, astray, most: mostAddresses }, ...(instances.length > 0 ? {} : { level: 'info' as const }) }]
    },
  },
  'kubernetes-is-in-the-workspace-region': {
    requirement: 'WKSP-23', level: 'should',
    broken: (estate, choices) => {
      const { id, region: expected } = estate.workspace
      if (!isPrivate(estate, choices)) return []
      if (!seen(estate, computeType, id)) return [unknownAt(id, computeType)]
      // Whether a private cluster has a public name is a property of the cluster itself, which is not read.
      return estate.computes.filter(({ kind }) => kubernetes.includes(kind)).map((compute) =>
        compute.region !== '' && regionTag(compute.region) !== regionTag(expected) ? { at: compute.id, data: { property: 'properties.computeLocation', value: compute.region, expected } } : unknownAt(compute.id, 'kubernetesName'))
    },
  },
} as const satisfies Rulebook
