import type { Body } from '../changes/change.ts'
import type { Vault } from '../estate/services.ts'
import { apiVersion } from '../facts/ask.ts'
import { access, action, doorAt, doorWord, flagAt, regionOf, ruleIdsAt, ruleValuesAt, valueAt, wordAt } from './accessors.ts'
import type { Reading, ResourceType } from './resourceType.ts'
import type { VaultWire } from './wire/vault.ts'

const type = 'Microsoft.KeyVault/vaults'

const words = ['AzureServices', 'None'] as const

/** Trusted services pass unless the firewall says None; absent means AzureServices (SCHEMA). */
function trustedServices(body: Body): Vault['exceptions']['trustedServices'] {
  const path = 'properties.networkAcls.bypass'
  if (valueAt(body, path) === undefined) return 'allowed'
  const word = wordAt(body, path, words)
  if (word === null) return 'unknown'
  return word === 'AzureServices' ? 'allowed' : 'refused'
}

function read(body: Body, reading: Reading): Vault | null {
  const id = reading.id(body['id'])
  if (id === null) return null
  const publicAccess = doorAt(body, 'properties.publicNetworkAccess', access)
  // Azure leaves the firewall out of the answer while public access is off: that says nothing about it (KV-08).
  const hidden = publicAccess !== 'open' && valueAt(body, 'properties.networkAcls') === undefined
  return {
    id,
    region: regionOf(body),
    softDelete: flagAt(body, 'properties.enableSoftDelete') ?? true,
    exposure: { publicAccess, defaultAction: hidden ? 'unknown' : doorAt(body, 'properties.networkAcls.defaultAction', action) },
    exceptions: {
      trustedServices: hidden ? 'unknown' : trustedServices(body),
      subnetIds: ruleIdsAt(body, 'properties.networkAcls.virtualNetworkRules', reading),
      addresses: ruleValuesAt(body, 'properties.networkAcls.ipRules'),
    },
  }
}

/** The vault's firewall. Null when nothing is known of it; once it is to be written it is complete, with Deny where nobody said otherwise (KV-08). */
function networkAcls({ exposure, exceptions }: Vault): Body | null {
  const silent = exposure.defaultAction === 'unknown' && exceptions.trustedServices === 'unknown'
  if (silent && exposure.publicAccess !== 'open') return null
  return {
    defaultAction: doorWord(exposure.defaultAction, action) ?? action.closed,
    bypass: exceptions.trustedServices === 'refused' ? 'None' : 'AzureServices',
    ipRules: exceptions.addresses.map((value) => ({ value })),
    virtualNetworkRules: exceptions.subnetIds.map((id) => ({ id })),
  }
}

/** Key vaults: public access, and the firewall, which is written with it. */
export const vault: ResourceType<'vaults', VaultWire> = {
  type,
  apiVersion: apiVersion(type),
  list: 'vaults',
  read,
  create: (entry, { workspace }) => ({
    location: entry.region,
    properties: { tenantId: workspace.tenantId, sku: { family: 'A', name: 'standard' }, enableSoftDelete: entry.softDelete },
  }),
  manage: (entry) => ({
    properties: { publicNetworkAccess: doorWord(entry.exposure.publicAccess, access), networkAcls: networkAcls(entry) },
  }),
  atomic: ['properties.networkAcls'],
  alongside: { 'properties.publicNetworkAccess': ['properties.networkAcls'] },
  update: 'patch',
  // A rule for a subnet needs the service endpoint on that subnet first (KV-06).
  after: (entry) => entry.exceptions.subnetIds,
  closing: 2,
}
