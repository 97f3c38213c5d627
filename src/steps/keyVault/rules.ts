import type { ArmId } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import { computeSubnetIds, connectionsFromElsewhere, endpointsOf, entryOf, mayBeLeftToPerimeter, networkOf, publicly, relation, seen, vaultOf } from '../../estate/questions.ts'
import type { Vault } from '../../estate/services.ts'
import { limit } from '../../facts/ask.ts'
import type { Choices } from '../choices.ts'
import { servedNetworkIds } from '../concerned.ts'
import { keyUsers } from '../customerKeys.ts'
import { pathFaults, placeOf } from '../privatePath.ts'
import { type Way, wayTo } from '../privateWay.ts'
import { addressRule } from '../publicAddress.ts'
import { type Place, type Rulebook, unknownAt } from '../rule.ts'
import { admittingEndpoints, computeType, computesRead, isAskedFor, vaultEndpoint } from '../serviceEndpoint.ts'
import { hiddenEndpoint } from '../unread.ts'

const listing = 'Microsoft.Network/privateEndpoints'
const rulesProperty = 'properties.networkAcls.virtualNetworkRules'

/** The places that `judge` finds at the vault; a vault that the snapshot does not hold is unknown. */
function atVault(estate: Estate, choices: Choices, judge: (vault: Vault, way: Way) => readonly Place[]): readonly Place[] {
  const vault = vaultOf(estate)
  if (vault === 'unread') return [unknownAt(estate.workspace.vaultId, estate.workspace.vaultId)]
  return judge(vault, wayTo(estate, { id: vault.id, subnetIds: vault.exceptions.subnetIds }, choices.keyVault.reach))
}

/** As `atVault`, for a vault that is reached in one way; where endpoints could not be listed the answer is unknown. */
const atVaultBy = (estate: Estate, choices: Choices, wanted: 'privateEndpoint' | 'serviceEndpoint', judge: (vault: Vault) => readonly Place[]): readonly Place[] =>
  atVault(estate, choices, (vault, way) => (way === wanted ? judge(vault) : way === 'unread' ? [unknownAt(vault.id, listing)] : []))

const networksOf = (estate: Estate, targetId: ArmId): readonly ArmId[] =>
  endpointsOf(estate, targetId).filter(({ status }) => status === 'approved').map(({ subnetId }) => networkOf(subnetId))

/** Whether vault and workspace endpoint are in one network; peered ones are reported lower (A against W2). */
function neighbours(estate: Estate, vault: Vault, way: Way): readonly Place[] {
  if (way === 'undecided') return []
  if (way === 'unread') return [unknownAt(vault.id, listing)]
  const workspaceNetworks = networksOf(estate, estate.workspace.id)
  const vaultNetworks = way === 'privateEndpoint' ? networksOf(estate, vault.id) : vault.exceptions.subnetIds.map(networkOf)
  const relations = workspaceNetworks.flatMap((one) => vaultNetworks.map((other) => relation(estate, one, other)))
  if (relations.includes('same')) return []
  const elsewhere = [estate.workspace.id, vault.id].flatMap((id) => connectionsFromElsewhere(estate, id).filter(({ status }) => status === 'approved'))[0]
  if (elsewhere !== undefined) return [unknownAt(vault.id, hiddenEndpoint(elsewhere))]
  // Without endpoints there is nothing to compare; that they are missing is said elsewhere (WKSP-01, KV-04, KV-06).
  if (relations.length === 0) return []
  const data = { vault: vault.id, workspaceNetworks, vaultNetworks }
  if (relations.includes('peered')) return [{ at: vault.id, level: 'should', data: { ...data, relation: 'peered' } }]
  const unseen = workspaceNetworks.find((network) => entryOf(estate.networks, network) === undefined || !seen(estate, 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings', network))
  return unseen === undefined ? [{ at: vault.id, data: { ...data, relation: 'unrelated' } }] : [unknownAt(vault.id, unseen, data)]
}

/** Subnets that must be admitted and are not, and admitted ones without the service endpoint. */
function unserved(estate: Estate, { id, exceptions }: Vault): readonly Place[] {
  if (exceptions.subnetIds.length === 0) return [{ at: id, data: { property: rulesProperty, value: [] } }]
  if (!computesRead(estate)) return [unknownAt(id, computeType)]
  const unadmitted = computeSubnetIds(estate).filter((subnet) => !exceptions.subnetIds.includes(subnet)).map((subnet) => ({ at: id, data: { property: rulesProperty, value: exceptions.subnetIds, subnet } }))
  const bare = exceptions.subnetIds.flatMap((subnetId): readonly Place[] => {
    const subnet = entryOf(estate.subnets, subnetId)
    if (subnet === undefined) return [unknownAt(id, subnetId)]
    return admittingEndpoints(subnet, vaultEndpoint).length > 0 || isAskedFor(estate, subnetId, vaultEndpoint) ? [] : [{ at: id, data: { property: 'properties.serviceEndpoints', value: subnet.serviceEndpoints, subnet: subnetId } }]
  })
  return [...unadmitted, ...bare]
}

const refusing = ({ id, exceptions, exposure }: Vault): readonly Place[] => {
  const property = 'properties.networkAcls.bypass'
  if (mayBeLeftToPerimeter(exposure)) return [unknownAt(id, 'perimeter', { property })]
  if (exceptions.trustedServices === 'unknown') return [unknownAt(id, property)]
  return exceptions.trustedServices === 'refused' ? [{ at: id, data: { property, value: 'None' } }] : []
}

function counts(estate: Estate, { id, exceptions }: Vault): readonly Place[] {
  const endpoints = Math.max(endpointsOf(estate, id).length, estate.connections.filter(({ targetId }) => targetId === id).length)
  const all = [
    ['properties.networkAcls.ipRules', exceptions.addresses.length, limit('kv-iprules')],
    [rulesProperty, exceptions.subnetIds.length, limit('kv-vnetrules')],
    ['properties.privateEndpointConnections', endpoints, limit('pe-per-kv')],
  ] as const
  const full = all.filter(([, count, most]) => count >= most).map(([property, count, most]) => ({ at: id, data: { property, count, limit: most } }))
  // A vault keeps single addresses as /32, so only what is no public IPv4 range is a fault.
  const refused = exceptions.addresses.flatMap((address) => {
    const rule = addressRule(address.replace(/\/3[12]$/, ''))
    return rule.verdict === 'reject' ? [{ at: id, data: { property: 'properties.networkAcls.ipRules', value: address, why: rule.why } }] : []
  })
  return [...full, ...refused]
}

/** A vault behind its firewall, whose key storage, registry or workspace use as trusted services: it is the workspace's own, or another one (gaps 48). */
function keysShutIn(estate: Estate): readonly Place[] {
  const users = keyUsers(estate)
  const named = [...new Set(users.flatMap(({ vaultId }) => vaultId ?? []))].sort()
  const nameless = users.filter(({ vaultId }) => vaultId === null).map(({ id }) => unknownAt(id, 'keyVaultOfKey'))
  return [...nameless, ...named.flatMap((id): readonly Place[] => {
    const vault = entryOf(estate.vaults, id)
    if (vault === undefined) return [unknownAt(id, id)]
    if (publicly(vault.exposure) === 'open') return []
    return refusing(vault).map((place) => ({ ...place, data: { ...place.data, users: users.filter(({ vaultId }) => vaultId === id).map((user) => user.id) } }))
  })]
}

/** The article's rules about the key vault (KV). */
export const rules = {
  'way-to-vault-is-decided': {
    requirement: 'KV-02', level: 'must',
    broken: (estate, choices) => atVault(estate, choices, ({ id }, way) => (way === 'undecided' ? [{ at: id }] : way === 'unread' ? [unknownAt(id, listing)] : [])),
  },
  'vault-is-in-the-workspace-network': {
    requirement: 'KV-03', level: 'must',
    broken: (estate, choices) => atVault(estate, choices, (vault, way) => neighbours(estate, vault, way)),
  },
  'vault-has-a-private-path': {
    requirement: 'KV-04', level: 'must',
    broken: (estate, choices) => atVaultBy(estate, choices, 'privateEndpoint', ({ id }) =>
      pathFaults(estate, { targetId: id, group: 'vault' }, servedNetworkIds(estate, choices)).map((fault) => placeOf(fault, { vault: id }))),
  },
  'only-selected-networks-reach-the-vault': {
    requirement: 'KV-05', level: 'must',
    broken: (estate, choices) => atVaultBy(estate, choices, 'serviceEndpoint', ({ id, exposure }) => {
      const property = 'properties.networkAcls.defaultAction'
      if (publicly(exposure) === 'unknown') return [unknownAt(id, property)]
      return publicly(exposure) === 'open' ? [{ at: id, data: { property, value: 'Allow' } }] : []
    }),
  },
  'compute-subnets-reach-the-vault': {
    requirement: 'KV-06', level: 'must',
    broken: (estate, choices) => atVaultBy(estate, choices, 'serviceEndpoint', (vault) => unserved(estate, vault)),
  },
  'trusted-services-reach-a-vault-behind-a-service-endpoint': {
    requirement: 'KV-07', level: 'must',
    broken: (estate, choices) => atVaultBy(estate, choices, 'serviceEndpoint', refusing),
  },
  'trusted-services-reach-a-vault-behind-an-endpoint': {
    requirement: 'KV-08', level: 'should',
    broken: (estate, choices) => atVaultBy(estate, choices, 'privateEndpoint', refusing),
  },
  'trusted-services-reach-the-vault-of-your-keys': { requirement: 'KV-08', level: 'should', broken: keysShutIn },
  'public-access-of-the-vault-is-not-left-to-a-perimeter': {
    requirement: 'KV-14', level: 'should',
    broken: (estate, choices) => atVault(estate, choices, ({ id, exposure }) =>
      mayBeLeftToPerimeter(exposure) ? [unknownAt(id, 'perimeter', { property: 'properties.publicNetworkAccess' })] : []),
  },
  'public-endpoint-of-the-vault-stays-on-for-admitted-subnets': {
    requirement: 'KV-09', level: 'must',
    broken: (estate, choices) => atVaultBy(estate, choices, 'serviceEndpoint', ({ id, exposure }) => {
      const property = 'properties.publicNetworkAccess'
      if (exposure.publicAccess === 'unknown') return [unknownAt(id, property)]
      return exposure.publicAccess === 'closed' ? [{ at: id, data: { property, value: 'disabled' } }] : []
    }),
  },
  'vault-lists-are-accepted': {
    requirement: 'KV-12', level: 'must',
    broken: (estate, choices) => atVault(estate, choices, (vault) => counts(estate, vault)),
  },
  'deleted-secrets-can-be-restored': {
    requirement: 'KV-16', level: 'should',
    broken: (estate, choices) => atVault(estate, choices, ({ id, softDelete }) => (softDelete ? [] : [{ at: id, data: { property: 'properties.enableSoftDelete', value: false } }])),
  },
} as const satisfies Rulebook
