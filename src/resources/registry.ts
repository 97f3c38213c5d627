import type { Body } from '../changes/change.ts'
import type { Registry } from '../estate/services.ts'
import { apiVersion } from '../facts/ask.ts'
import { access, action, doorAt, doorWord, flagAt, knownAt, regionOf, ruleIdsAt, ruleValuesAt, textAt, valueAt, wordAt } from './accessors.ts'
import { vaultAt } from './customerKey.ts'
import type { Reading, ResourceType } from './resourceType.ts'
import type { RegistryWire } from './wire/registry.ts'

const type = 'Microsoft.ContainerRegistry/registries'

/** Trusted services pass unless the registry says None; absent means AzureServices (SCHEMA). */
function trustedServices(body: Body): Registry['exceptions']['trustedServices'] {
  const path = 'properties.networkRuleBypassOptions'
  if (valueAt(body, path) === undefined) return 'allowed'
  const word = wordAt(body, path, ['AzureServices', 'None'])
  if (word === null) return 'unknown'
  return word === 'AzureServices' ? 'allowed' : 'refused'
}

/** Replicated regions but the home region, which Azure lists as a replication too. */
function replicasOf(body: Body, reading: Reading): readonly string[] {
  const own = `${textAt(body, 'id')?.toLowerCase() ?? ''}/`
  const regions = reading.of(`${type}/replications`).filter((replica) => textAt(replica, 'id')?.toLowerCase().startsWith(own) === true).map(regionOf)
  return [...new Set(regions)].filter((region) => region !== regionOf(body)).sort()
}

/** Absent means roles for the whole registry, which is all that there was before the property. */
function repositoryRoles(body: Body): Pick<Registry, 'repositoryRoles'> {
  const path = 'properties.roleAssignmentMode'
  if (valueAt(body, path) === undefined) return {}
  switch (wordAt(body, path, ['LegacyRegistryPermissions', 'AbacRepositoryPermissions'])) {
    case 'LegacyRegistryPermissions': return {}
    case 'AbacRepositoryPermissions': return { repositoryRoles: 'on' }
    case null: return { repositoryRoles: 'unknown' }
  }
}

/** The customer's key that encrypts the images, where there is one (gaps 48). */
const customerKey = (body: Body, reading: Reading): Pick<Registry, 'customerKey'> =>
  wordAt(body, 'properties.encryption.status', ['enabled']) === null ? {} : { customerKey: { vaultId: vaultAt(body, 'properties.encryption.keyVaultProperties.keyIdentifier', reading) } }

const skus = ['Classic', 'Basic', 'Standard', 'Premium'] as const

function read(body: Body, reading: Reading): Registry | null {
  const id = reading.id(body['id'])
  if (id === null) return null
  return {
    id,
    region: regionOf(body),
    sku: knownAt(body, 'sku.name', skus),
    adminUser: flagAt(body, 'properties.adminUserEnabled') ?? false,
    replicas: replicasOf(body, reading),
    ...repositoryRoles(body),
    ...customerKey(body, reading),
    exposure: {
      publicAccess: doorAt(body, 'properties.publicNetworkAccess', access),
      defaultAction: doorAt(body, 'properties.networkRuleSet.defaultAction', action),
    },
    exceptions: {
      trustedServices: trustedServices(body),
      subnetIds: ruleIdsAt(body, 'properties.networkRuleSet.virtualNetworkRules', reading),
      addresses: ruleValuesAt(body, 'properties.networkRuleSet.ipRules'),
    },
  }
}

/** The registry's rules; stable interfaces have none for subnets (ACR-06). Null while the default action is not known. */
function networkRuleSet({ exposure, exceptions }: Registry): Body | null {
  const defaultAction = doorWord(exposure.defaultAction, action)
  if (defaultAction === null) return null
  return { defaultAction, ipRules: exceptions.addresses.map((value) => ({ value, action: 'Allow' })) }
}

function bypass(trusted: Registry['exceptions']['trustedServices']): string | null {
  if (trusted === 'unknown') return null
  return trusted === 'allowed' ? 'AzureServices' : 'None'
}

/** Container registries: tier first, since only Premium takes an endpoint (ACR-03), then administrator user, public access and trusted services. */
export const registry: ResourceType<'registries', RegistryWire> = {
  type,
  apiVersion: apiVersion(type),
  list: 'registries',
  read,
  create: (entry) => ({ location: entry.region }),
  manage: (entry) => ({
    sku: { name: entry.sku },
    properties: {
      adminUserEnabled: entry.adminUser,
      publicNetworkAccess: doorWord(entry.exposure.publicAccess, access),
      networkRuleBypassOptions: bypass(entry.exceptions.trustedServices),
      networkRuleSet: networkRuleSet(entry),
    },
  }),
  atomic: ['properties.networkRuleSet'],
  first: ['sku'],
  // Only Premium has private endpoints (ACR-03), so a registry that has one cannot leave it.
  irreversible: { 'sku.name': 'whileReferredTo' },
  update: 'patch',
  closing: 1,
}
