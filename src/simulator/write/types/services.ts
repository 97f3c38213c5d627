/** Storage accounts, vaults and registries. */
import type { Json, JsonObject } from '../../../base/json.ts'
import { suffixesOf } from '../../network/names.ts'
import { subscriptionOf } from '../../router.ts'
import type { State } from '../../state.ts'
import { conflict, type Maker, type Outcome, refuse, type Remover, type Writing } from '../building.ts'
import { at, equal, objectsAt, textAt, withProperties } from '../values.ts'

const isTaken = (state: State, name: string): boolean => (state.world.takenNames ?? []).some((one) => one.toLowerCase() === name.toLowerCase())
const now = (state: State): string => new Date(state.world.clock.now()).toISOString()
const nameOf = (id: string): string => id.split('/').at(-1) ?? ''

/** Whether another resource has the name, which is one for all of Azure. */
const isUsed = ({ state, id, type }: Writing): boolean =>
  isTaken(state, nameOf(id)) || state.shelf.ofType(type).some((one) => textAt(one, 'name').toLowerCase() === nameOf(id).toLowerCase() && textAt(one, 'id').toLowerCase() !== id.toLowerCase())

/** A property that stays as it was made. */
function changedForGood({ stored }: Writing, body: JsonObject, paths: readonly string[]): string | null {
  return stored === null ? null : (paths.find((path) => at(body, path) !== undefined && at(stored, path) !== undefined && !equal(at(body, path), at(stored, path))) ?? null)
}

/** Networks rules that a PATCH or PUT leaves out are gone: the object is replaced whole (F61). */
const rulesOf = (sent: Json | undefined): JsonObject => ({
  bypass: 'AzureServices', virtualNetworkRules: [], ipRules: [], defaultAction: 'Allow', ...(typeof sent === 'object' ? sent as JsonObject : {}),
})

/** A subnet's rule needs the service endpoint on that subnet. */
function withoutServiceEndpoint({ state }: Writing, rules: readonly JsonObject[], service: string): Outcome | null {
  const wrong = rules.find((rule) => {
    const subnet = state.shelf.get(textAt(rule, 'id'))
    return at(rule, 'ignoreMissingVnetServiceEndpoint') !== true && subnet !== null && !objectsAt(subnet, 'properties.serviceEndpoints').some((one) => textAt(one, 'service').toLowerCase().startsWith(service.toLowerCase()))
  })
  return wrong === undefined ? null : refuse('SubnetsHaveNoServiceEndpointsConfigured', `Subnet ${textAt(wrong, 'id')} does not have a service endpoint for ${service} configured.`)
}

const accountName = /^[a-z0-9]{3,24}$/

function accountObstacle(writing: Writing, body: JsonObject): Outcome | null {
  const name = nameOf(writing.id)
  if (!accountName.test(name)) return refuse('AccountNameInvalid', `${name} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only.`)
  if (writing.stored === null && isUsed(writing)) return conflict('StorageAccountAlreadyTaken', `The storage account named ${name} is already taken.`)
  const fixed = changedForGood(writing, body, ['location', 'properties.isHnsEnabled', 'properties.encryption.requireInfrastructureEncryption'])
  if (fixed !== null) return conflict('PropertyChangeNotAllowed', `The property '${fixed}' cannot be changed once the account exists.`)
  const [before, after] = [writing.stored ?? {}, body].map((one) => textAt(one, 'properties.largeFileSharesState'))
  if (after === 'Disabled' && before === 'Enabled') return refuse('InvalidRequestPropertyValue', "The value 'Disabled' is not allowed for property largeFileSharesState.")
  return withoutServiceEndpoint(writing, objectsAt(body, 'properties.networkAcls.virtualNetworkRules'), 'Microsoft.Storage')
}

/** A storage account. */
export const storageAccount: Maker = (writing, body) => {
  const refused = accountObstacle(writing, body)
  if (refused !== null) return refused
  const { state, id, stored } = writing
  const { core } = suffixesOf(state.world)
  const skuName = textAt(body, 'sku.name')
  const made = stored === null
    ? {
        privateEndpointConnections: [], creationTime: now(state), primaryLocation: textAt(body, 'location'), statusOfPrimary: 'available',
        primaryEndpoints: Object.fromEntries(['blob', 'dfs', 'file', 'queue', 'table'].map((group) => [group, `https://${nameOf(id)}.${group}.${core}/`])),
        encryption: { services: { blob: { enabled: true, keyType: 'Account' }, file: { enabled: true, keyType: 'Account' } }, keySource: 'Microsoft.Storage' },
      }
    : {}
  const rules = (at(body, 'properties.networkAcls.virtualNetworkRules') === undefined ? [] : objectsAt(body, 'properties.networkAcls.virtualNetworkRules')).map((one): JsonObject => ({ action: 'Allow', ...one, state: 'Succeeded' }))
  const acls = rulesOf(at(body, 'properties.networkAcls'))
  const properties = { ...made, supportsHttpsTrafficOnly: true, ...(at(body, 'properties') as JsonObject | undefined), networkAcls: { ...acls, virtualNetworkRules: rules } }
  const whole = withProperties({ ...body, sku: { name: skuName, tier: skuName.split('_')[0] ?? 'Standard' } }, properties)
  return { body: whole }
}

/** A vault's own rules: its name may be held by a deleted one (F57). Access policies that a PUT leaves out are gone (F58). */
export const vault: Maker = (writing, body) => {
  const { state, id, stored } = writing
  const name = nameOf(id)
  const held = state.deletedVaults.get(name.toLowerCase())
  const mode = textAt(writing.sent, 'properties.createMode')
  if (stored === null && held !== undefined && mode !== 'recover') {
    const isOwn = textAt(held, 'properties.vaultId').toLowerCase().startsWith(`/subscriptions/${(subscriptionOf(id) ?? '').toLowerCase()}/`)
    return isOwn
      ? conflict('ConflictError', `A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault '${name}'.`)
      : conflict('VaultAlreadyExists', `The vault name '${name}' is already in use.`)
  }
  if (stored === null && isUsed(writing)) return conflict('VaultAlreadyExists', `The vault name '${name}' is already in use.`)
  const isProtected = stored !== null && at(stored, 'properties.enablePurgeProtection') === true
  if (isProtected && at(body, 'properties.enablePurgeProtection') === false) return refuse('BadRequest', "The property 'enablePurgeProtection' cannot be set to false.", 'properties.enablePurgeProtection')
  const rules = at(body, 'properties.networkAcls') === undefined ? {} : { networkAcls: { ...rulesOf(at(body, 'properties.networkAcls')) } }
  const refused = withoutServiceEndpoint(writing, objectsAt(body, 'properties.networkAcls.virtualNetworkRules'), 'Microsoft.KeyVault')
  if (refused !== null) return refused
  const uri = `https://${name}.${suffixesOf(state.world).vault}`
  const { createMode, ...properties } = (at(body, 'properties') ?? {}) as JsonObject
  void createMode
  const defaults = { accessPolicies: [], enabledForDeployment: false, enableSoftDelete: true, softDeleteRetentionInDays: 90, publicNetworkAccess: 'Enabled' }
  const whole: JsonObject = { ...body, properties: { ...defaults, ...properties, ...rules, vaultUri: `${uri}/` } }
  return {
    body: whole, ...(stored === null ? { meanwhile: withProperties(whole, { vaultUri: uri }) } : {}),
    begin: () => {
      if (mode === 'recover') state.deletedVaults.delete(name.toLowerCase())
    },
  }
}

const day = 86_400_000

/** Takes a vault away; its name stays held. */
export const withoutVault: Remover = ({ state, id, stored }) => ({
  finish: () => {
    const time = state.world.clock.now()
    const days = at(stored ?? {}, 'properties.softDeleteRetentionInDays')
    const location = textAt(stored ?? {}, 'location')
    state.deletedVaults.set(nameOf(id).toLowerCase(), {
      id: `/subscriptions/${subscriptionOf(id) ?? ''}/providers/Microsoft.KeyVault/locations/${location}/deletedVaults/${nameOf(id)}`, name: nameOf(id), type: 'Microsoft.KeyVault/deletedVaults',
      properties: {
        vaultId: id, location, tags: at(stored ?? {}, 'tags') ?? {}, deletionDate: new Date(time).toISOString(), scheduledPurgeDate: new Date(time + (typeof days === 'number' ? days : 90) * day).toISOString(),
        ...(at(stored ?? {}, 'properties.enablePurgeProtection') === true ? { purgeProtectionEnabled: true } : {}),
      },
    })
  },
})

/** Settings that a registry has in the Premium tier alone. */
const premium: readonly (readonly [path: string, free: readonly string[]])[] = [
  ['properties.publicNetworkAccess', ['Enabled']], ['properties.networkRuleSet.defaultAction', ['Allow']], ['properties.dataEndpointEnabled', []],
]

/** A registry: network settings need the Premium tier that it has already, not one that comes with the same request (F62; the code is unverified). */
export const registry: Maker = (writing, body) => {
  const { state, id, stored, sent, method } = writing
  const name = nameOf(id)
  if (!/^[a-zA-Z0-9]{5,50}$/.test(name)) return refuse('RegistryNameInvalid', `The registry name '${name}' is not valid.`)
  if (stored === null && isUsed(writing)) return conflict('AlreadyInUse', `The registry DNS name ${name.toLowerCase()}.${suffixesOf(state.world).registry} is already in use.`)
  const tier = textAt(method === 'PATCH' ? stored ?? {} : body, 'sku.name')
  if (textAt(body, 'sku.name') === '') return refuse('MissingRequiredParameter', 'The sku is required.', 'sku.name')
  const wanted = premium.find(([path, free]) => {
    const value = at(sent, path)
    return value !== undefined && value !== null && value !== false && !(typeof value === 'string' && free.includes(value))
  })
  const isNamed = wanted !== undefined || objectsAt(sent, 'properties.networkRuleSet.ipRules').length > 0
  if (tier !== 'Premium' && isNamed) return refuse('SkuNotSupported', `The setting '${wanted?.[0] ?? 'properties.networkRuleSet'}' needs the Premium tier; the registry has ${tier}.`)
  const isSmaller = stored !== null && textAt(stored, 'sku.name') === 'Premium' && textAt(body, 'sku.name') !== 'Premium'
  if (isSmaller && objectsAt(stored, 'properties.privateEndpointConnections').length > 0) return refuse('CannotDowngradeRegistry', 'The registry has private endpoints, which need the Premium tier.')
  const skuName = textAt(body, 'sku.name')
  const made = stored === null ? { loginServer: `${name.toLowerCase()}.${suffixesOf(state.world).registry}`, creationDate: now(state), privateEndpointConnections: [] } : {}
  const rules = at(body, 'properties.networkRuleSet') === undefined ? {} : { networkRuleSet: { defaultAction: 'Allow', ipRules: [], ...(at(body, 'properties.networkRuleSet') as JsonObject) } }
  const defaults = { adminUserEnabled: false, publicNetworkAccess: 'Enabled', networkRuleBypassOptions: 'AzureServices', zoneRedundancy: 'Disabled' }
  const isUpgrade = stored !== null && textAt(stored, 'sku.name') !== skuName
  return { body: withProperties({ ...body, sku: { name: skuName, tier: skuName } }, { ...defaults, ...made, ...(at(body, 'properties') as JsonObject | undefined), ...rules }), ...(isUpgrade ? { lasts: 'registryUpgrade' as const } : {}) }
}
