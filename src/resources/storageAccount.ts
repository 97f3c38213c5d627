import { parentOf } from '../base/armId.ts'
import type { Body } from '../changes/change.ts'
import type { StorageAccount } from '../estate/services.ts'
import { apiVersion } from '../facts/ask.ts'
import { access, action, doorAt, doorWord, flagAt, knownAt, objectsAt, regionOf, ruleValuesAt, textAt, wordAt } from './accessors.ts'
import { vaultAt } from './customerKey.ts'
import type { Reading, ResourceType } from './resourceType.ts'
import type { StorageAccountWire } from './wire/storageAccount.ts'

const type = 'Microsoft.Storage/storageAccounts'

const kinds = ['Storage', 'StorageV2', 'BlobStorage', 'FileStorage', 'BlockBlobStorage'] as const
const bypassWords = ['AzureServices', 'Logging', 'Metrics'] as const

/** `networkAcls.bypass` as a set in one order (STOR-09); absent means AzureServices (SCHEMA). */
function bypassOf(body: Body): StorageAccount['exceptions']['bypass'] {
  const text = textAt(body, 'properties.networkAcls.bypass')
  if (text === null) return ['AzureServices']
  const words = new Set(text.split(',').map((word) => word.trim().toLowerCase()))
  return bypassWords.filter((word) => words.has(word.toLowerCase()))
}

function anonymous(body: Body): StorageAccount['exposure']['anonymousAccess'] {
  const allowed = flagAt(body, 'properties.allowBlobPublicAccess')
  if (allowed === null) return 'unknown'
  return allowed ? 'open' : 'closed'
}

/** Azure's word for a rule whose subnet was deleted; it lets nothing in, also once a subnet of that name is there again (ADDR-24). */
const gone = 'NetworkSourceDeleted'

/** The subnets of the rules for subnets: those that Azure calls dead apart. */
function subnetsOf(body: Body, reading: Reading): Pick<StorageAccount['exceptions'], 'subnetIds' | 'goneSubnetIds'> {
  const all = objectsAt(body, 'properties.networkAcls.virtualNetworkRules')
  const ids = (dead: boolean) => all.filter((rule) => (wordAt(rule, 'state', [gone]) !== null) === dead).flatMap((rule) => reading.id(textAt(rule, 'id')) ?? [])
  const goneSubnetIds = ids(true)
  return { subnetIds: ids(false), ...(goneSubnetIds.length === 0 ? {} : { goneSubnetIds }) }
}

/** The customer's key that encrypts the account; Azure's own otherwise (gaps 48). */
const customerKey = (body: Body, reading: Reading): Pick<StorageAccount, 'customerKey'> =>
  wordAt(body, 'properties.encryption.keySource', ['Microsoft.Keyvault']) === null ? {} : { customerKey: { vaultId: vaultAt(body, 'properties.encryption.keyvaultproperties.keyvaulturi', reading) } }

function read(body: Body, reading: Reading): StorageAccount | null {
  const id = reading.id(body['id'])
  if (id === null) return null
  const rules = 'properties.networkAcls.resourceAccessRules'
  return {
    id,
    region: regionOf(body),
    kind: knownAt(body, 'kind', kinds) || 'Storage',
    sku: textAt(body, 'sku.name') ?? '',
    hierarchical: flagAt(body, 'properties.isHnsEnabled') ?? false,
    sharedKeys: flagAt(body, 'properties.allowSharedKeyAccess') ?? true,
    exposure: {
      publicAccess: doorAt(body, 'properties.publicNetworkAccess', access),
      defaultAction: doorAt(body, 'properties.networkAcls.defaultAction', action),
      anonymousAccess: anonymous(body),
    },
    exceptions: {
      bypass: bypassOf(body),
      instances: objectsAt(body, rules).map((rule) => {
        const resource = textAt(rule, 'resourceId') ?? ''
        return { tenantId: textAt(rule, 'tenantId') ?? '', resourceId: reading.id(resource) ?? resource }
      }),
      ...subnetsOf(body, reading),
      addresses: ruleValuesAt(body, 'properties.networkAcls.ipRules'),
    },
    ...customerKey(body, reading),
  }
}

/** The account's firewall; null while its default action is not known, which is never written. */
function networkAcls({ exposure, exceptions }: StorageAccount): Body | null {
  const defaultAction = doorWord(exposure.defaultAction, action)
  if (defaultAction === null) return null
  return {
    defaultAction,
    bypass: exceptions.bypass.length === 0 ? 'None' : bypassWords.filter((word) => exceptions.bypass.includes(word)).join(', '),
    ipRules: exceptions.addresses.map((value) => ({ value, action: 'Allow' })),
    virtualNetworkRules: [...exceptions.subnetIds.map((id) => ({ id, action: 'Allow' })), ...(exceptions.goneSubnetIds ?? []).map((id) => ({ id, action: 'Allow', state: gone }))],
    resourceAccessRules: exceptions.instances.map(({ tenantId, resourceId }) => ({ tenantId, resourceId })),
  }
}

/** Storage accounts: public access, firewall, anonymous access. Every rule of the firewall is kept, since ARM replaces the lists (STOR-09). */
export const storageAccount: ResourceType<'storageAccounts', StorageAccountWire> = {
  type,
  apiVersion: apiVersion(type),
  list: 'storageAccounts',
  read,
  create: (account) => ({
    location: account.region,
    kind: account.kind,
    sku: { name: account.sku },
    properties: { isHnsEnabled: account.hierarchical, allowSharedKeyAccess: account.sharedKeys, supportsHttpsTrafficOnly: true, minimumTlsVersion: 'TLS1_2' },
  }),
  manage: (account) => ({
    properties: {
      publicNetworkAccess: doorWord(account.exposure.publicAccess, access),
      allowBlobPublicAccess: account.exposure.anonymousAccess === 'unknown' ? null : account.exposure.anonymousAccess === 'open',
      networkAcls: networkAcls(account),
    },
  }),
  atomic: ['properties.networkAcls'],
  update: 'patch',
  // A rule for a subnet needs the service endpoint on that subnet first (STOR-12), and a dead rule goes with a person's yes (STOR-41).
  after: (account, { tasks }) => [
    ...account.exceptions.subnetIds,
    ...tasks.filter(({ id, task }) => task === 'removeClosedEntry' && parentOf(id) === account.id).map(({ id }) => id),
  ],
  closing: 3,
}
