import { idKey } from '../../../base/armId.ts'
import type { Estate } from '../../../estate/estate.ts'
import { hasEndpoint, publicly, registryOf, seen } from '../../../estate/questions.ts'
import type { Choices } from '../../choices.ts'
import { candidateNetworks, concernedNetworkIds, subnetsIn } from '../../concerned.ts'
import { keyUsers } from '../../customerKeys.ts'
import { type Place, type Rulebook, unknownAt } from '../../rule.ts'
import { computeType, computesRead } from '../../serviceEndpoint.ts'

const own = new Set(['AmlCompute', 'ComputeInstance'])
const ownComputes = (estate: Estate) => estate.computes.filter(({ kind }) => own.has(kind))
const networkType = 'Microsoft.Network/virtualNetworks'

/** Computes of a workspace with a managed network live there; choices that want one in a custom network cannot be kept. */
function managedNetwork(estate: Estate, choices: Choices): readonly Place[] {
  const { managedNetwork: mode, id } = estate.workspace
  if (mode === 'Disabled') return []
  const { build } = choices.registry
  const wantsCluster = typeof build !== 'string' && build.use === 'new'
  const accepted = choices.access.path === 'managedNetwork' && !wantsCluster
  return [{ at: id, ...(accepted || (ownComputes(estate).length === 0 && !wantsCluster) ? { level: 'should' as const } : {}), data: { property: 'managedNetwork.isolationMode', value: mode } }]
}

function missingNetwork(estate: Estate, choices: Choices): readonly Place[] {
  if (concernedNetworkIds(estate, choices).length > 0) return []
  if (candidateNetworks(estate).some(({ id }) => subnetsIn(estate, id).length > 0)) return []
  const { id } = estate.workspace
  const unread = estate.unread.some(({ id: scope, type }) => idKey(type ?? '') === idKey(networkType) || idKey(scope).includes(`/providers/${idKey(networkType)}/`))
  return unread || !seen(estate, networkType, id) ? [unknownAt(id, networkType)] : [{ at: id, data: { networks: estate.networks.length } }]
}

/** Whether the registry is or will be private. */
function registryPrivacy(estate: Estate, choices: Choices): 'yes' | 'no' | 'unknown' {
  if (choices.registry.decision === 'private') return 'yes'
  const registry = registryOf(estate)
  if (registry === null) return 'no'
  if (registry === 'unread') return 'unknown'
  return hasEndpoint(estate, registry.id) || registry.exceptions.subnetIds.length > 0 || registry.exposure.publicAccess === 'closed' ? 'yes' : 'no'
}

function missingCluster(estate: Estate, choices: Choices): readonly Place[] {
  const secured = registryPrivacy(estate, choices)
  if (secured === 'no' || estate.computes.some(({ kind }) => kind === 'AmlCompute')) return []
  const { id } = estate.workspace
  if (secured === 'unknown') return [unknownAt(id, estate.workspace.registryId ?? id)]
  return computesRead(estate) ? [{ at: id, data: { computes: estate.computes.length } }] : [unknownAt(id, computeType)]
}

/** "Public workspace, closed resources" is allowed and discouraged. */
function publicOnPurpose(estate: Estate, choices: Choices): readonly Place[] {
  const { workspace } = estate
  if (choices.workspace.publicAccess !== 'keep' || workspace.exposure.publicAccess === 'closed') return []
  const closed = [...estate.storageAccounts, ...estate.vaults].some(({ exposure }) => publicly(exposure) === 'closed')
  if (!closed) return []
  return workspace.exposure.publicAccess === 'unknown' ? [unknownAt(workspace.id, 'properties.publicNetworkAccess')] : [{ at: workspace.id, data: { property: 'publicNetworkAccess', value: 'Enabled' } }]
}

/** What is encrypted with a key of the customer's is no fault, and has limits of its own (gaps 48). */
const underOwnKeys = (estate: Estate): readonly Place[] =>
  keyUsers(estate).map(({ id, vaultId, data }) => ({ at: id, level: 'info', data: { vault: vaultId, ...(data === undefined ? {} : { keptBy: data }) } }))

/** A user-assigned identity has the roles that people gave it, and has to approve what a managed network makes (gaps 48). */
function borrowedIdentity({ workspace }: Estate, choices: Choices): readonly Place[] {
  const { id, identity, actsAs, managedNetwork: mode } = workspace
  if (!/userassigned/i.test(identity) || (actsAs === undefined && /systemassigned/i.test(identity))) return []
  const isManaged = mode !== 'Disabled' || choices.access.path === 'managedNetwork'
  return [{ at: id, ...(isManaged ? {} : { level: 'info' as const }), data: { property: 'identity.type', value: identity, named: actsAs !== undefined } }]
}

/** Rules about the workspace itself and the chosen path: PRE-02, PRE-05, PRE-06, PRE-09, PRE-24, PRE-26, PRE-29. */
export const workspaceRules = {
  'workspace-is-readable': {
    requirement: 'PRE-02', level: 'must',
    broken: (estate) => estate.unread.filter(({ id, type }) => type === null && idKey(id) === idKey(estate.workspace.id)).map(({ status, code }) => ({ at: estate.workspace.id, data: { status, code } })),
  },
  'workspace-has-no-managed-network': { requirement: 'PRE-05', level: 'must', broken: managedNetwork },
  'managed-path-recreates-no-compute': {
    requirement: 'PRE-06', level: 'should',
    broken: (estate, choices) => {
      if (choices.access.path !== 'managedNetwork' || estate.workspace.managedNetwork !== 'Disabled') return []
      const places: readonly Place[] = ownComputes(estate).map(({ id, kind }) => ({ at: id, data: { property: 'computeType', value: kind } }))
      return computesRead(estate) ? places : [...places, unknownAt(estate.workspace.id, computeType)]
    },
  },
  'network-and-subnet-exist': { requirement: 'PRE-09', level: 'must', broken: missingNetwork },
  'cluster-exists-for-a-private-registry': { requirement: 'PRE-24', level: 'should', broken: missingCluster },
  'workspace-is-of-the-plain-kind': {
    requirement: 'PRE-26', level: 'should',
    broken: ({ workspace }) => (workspace.kind.toLowerCase() === 'default' ? [] : [{ at: workspace.id, data: { property: 'kind', value: workspace.kind } }]),
  },
  'workspace-acts-with-the-identity-that-azure-made': { requirement: 'PRE-26', level: 'should', broken: borrowedIdentity },
  'data-is-encrypted-with-keys-of-azure': { requirement: 'PRE-26', level: 'should', broken: underOwnKeys },
  'workspace-is-not-public-beside-closed-services': { requirement: 'PRE-29', level: 'should', broken: publicOnPurpose },
} satisfies Rulebook
