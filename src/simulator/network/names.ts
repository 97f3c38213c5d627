/** The names of services that private endpoints lead to, by cloud (facts.json `privateLink`, `workspaceFqdns`). */
import { idKey } from '../../base/armId.ts'
import type { JsonObject } from '../../base/json.ts'
import { objectsIn, objectIn } from '../fields.ts'
import type { Shelf } from '../shelf.ts'
import { typeKeyOf } from '../shelf.ts'
import type { World } from '../world.ts'
import { textAt } from '../write/values.ts'

/** Suffixes of a cloud's public names; the private zone is the same with `privatelink.` before it, but for vaults. */
interface Suffixes {
  readonly core: string
  readonly vault: string
  readonly vaultZone: string
  readonly registry: string
  readonly api: string
  readonly notebooks: string
  readonly monitor: string
  readonly insights: string
  readonly automation: string
}

const publicNames: Suffixes = {
  core: 'core.windows.net', vault: 'vault.azure.net', vaultZone: 'vaultcore.azure.net', registry: 'azurecr.io', api: 'api.azureml.ms', notebooks: 'notebooks.azure.net', monitor: 'monitor.azure.com',
  insights: 'opinsights.azure.com', automation: 'agentsvc.azure-automation.net',
}

const governmentNames: Suffixes = {
  core: 'core.usgovcloudapi.net', vault: 'vault.usgovcloudapi.net', vaultZone: 'vaultcore.usgovcloudapi.net', registry: 'azurecr.us', api: 'api.ml.azure.us', notebooks: 'notebooks.usgovcloudapi.net',
  monitor: 'monitor.azure.us', insights: 'opinsights.azure.us', automation: 'agentsvc.azure-automation.us',
}

const chinaNames: Suffixes = {
  core: 'core.chinacloudapi.cn', vault: 'vault.azure.cn', vaultZone: 'vaultcore.azure.cn', registry: 'azurecr.cn', api: 'api.ml.azure.cn', notebooks: 'notebooks.chinacloudapi.cn', monitor: 'monitor.azure.cn',
  insights: 'opinsights.azure.cn', automation: 'agentsvc.azure-automation.cn',
}

/** The suffixes of a world's cloud, which the name that tokens are for tells. */
export function suffixesOf({ endpoints }: World): Suffixes {
  if (endpoints.resource.includes('usgovcloudapi')) return governmentNames
  return endpoints.resource.includes('chinacloudapi') ? chinaNames : publicNames
}

/** One name of a target: its host, its private zone and the record in it; names with one `address` share it. */
export interface PrivateName {
  readonly host: string
  readonly zone: string
  readonly record: string
  readonly address: number
  readonly member: string
}

const privatelink = (suffix: string): string => `privatelink.${suffix}`
const named = (record: string, suffix: string, address: number, member: string): PrivateName => ({ host: `${record}.${suffix}`.toLowerCase(), zone: privatelink(suffix), record: record.toLowerCase(), address, member })

const storageGroups = new Set(['blob', 'file', 'queue', 'table', 'dfs', 'web'])

/** A label of a name has 63 letters at most (facts.json `workspaceFqdns`). */
const notebookLabel = (name: string, region: string, guid: string): string => `ml-${name.slice(0, 63 - `ml--${region}-${guid}`.length)}-${region}-${guid}`

function workspaceNames(target: JsonObject, { api, notebooks }: Suffixes): readonly PrivateName[] {
  const [guid, region] = [textAt(target, 'properties.workspaceId'), textAt(target, 'location')]
  return [
    named(`${guid}.workspace.${region}`, api, 0, 'default'), named(`${guid}.workspace.${region}.cert`, api, 0, 'default'),
    named(`${notebookLabel(textAt(target, 'name'), region, guid)}.${region}`, notebooks, 1, 'notebook'), named(`*.${guid}.inference.${region}`, api, 2, 'inference'),
  ]
}

const monitorRecords = ['api', 'global.in.ai', 'profiler', 'live', 'diagservices-query', 'snapshot', 'global.handler.control']

/** A scope's names depend on what is in it: regional ones for components, three for each region of log workspaces. */
function scopeNames(target: JsonObject, shelf: Shelf, { monitor, insights, automation, core }: Suffixes): readonly PrivateName[] {
  const linked = shelf.childrenOf(textAt(target, 'id'), 'microsoft.insights/privatelinkscopes/scopedresources').map((one) => textAt(one, 'properties.linkedResourceId'))
  const of = (type: string): readonly JsonObject[] => linked.filter((id) => typeKeyOf(id) === type).map((id) => shelf.get(id)).filter((one) => one !== null)
  const regions = [...new Set(of('microsoft.insights/components').map((one) => textAt(one, 'location')))]
  const records = [...monitorRecords, ...regions.flatMap((region) => [`${region}-5.in.ai`, `${region}.livediagnostics`])].map((record) => [record, monitor] as const)
  const logs = of('microsoft.operationalinsights/workspaces').map((one) => textAt(one, 'properties.customerId')).flatMap((guid) => [[guid, `oms.${insights}`], [guid, `ods.${insights}`], [guid, automation]] as const)
  return [...records, ...logs, ['scadvisorcontentpl', `blob.${core}`] as const].map(([record, suffix], index) => named(record, suffix, index, record))
}

/** The groups that a type of target offers, or null for a type whose groups are not known here. */
export function groupsOf(type: string): readonly string[] | null {
  switch (type) {
    case 'microsoft.storage/storageaccounts': return ['blob', 'table', 'queue', 'file', 'web', 'dfs']
    case 'microsoft.keyvault/vaults': return ['vault']
    case 'microsoft.containerregistry/registries': return ['registry']
    case 'microsoft.machinelearningservices/workspaces': return ['amlworkspace']
    case 'microsoft.insights/privatelinkscopes': return ['azuremonitor']
    default: return null
  }
}

/** The names that an endpoint of this target and group gets. */
export function privateNames(world: World, shelf: Shelf, target: JsonObject, group: string): readonly PrivateName[] {
  const suffixes = suffixesOf(world)
  const name = textAt(target, 'name')
  switch (typeKeyOf(textAt(target, 'id'))) {
    case 'microsoft.storage/storageaccounts': return storageGroups.has(group) ? [named(name, `${group}.${suffixes.core}`, 0, group)] : []
    case 'microsoft.keyvault/vaults': return [{ host: `${name}.${suffixes.vault}`.toLowerCase(), zone: privatelink(suffixes.vaultZone), record: name.toLowerCase(), address: 0, member: 'default' }]
    case 'microsoft.containerregistry/registries': return [
      named(`${name}.${textAt(target, 'location')}.data`, suffixes.registry, 0, `registry_data_${textAt(target, 'location')}`), named(name, suffixes.registry, 1, 'registry'),
    ]
    case 'microsoft.machinelearningservices/workspaces': return workspaceNames(target, suffixes)
    case 'microsoft.insights/privatelinkscopes': return scopeNames(target, shelf, suffixes)
    default: return []
  }
}

/** The connections of an endpoint, automatic and manual. */
export const connectionsIn = (endpoint: JsonObject): readonly JsonObject[] =>
  ['privateLinkServiceConnections', 'manualPrivateLinkServiceConnections'].flatMap((key) => objectsIn(objectIn(endpoint, 'properties'), key))

/** The id of an endpoint's target, or ''. */
export const targetOf = (endpoint: JsonObject): string => textAt(connectionsIn(endpoint)[0] ?? {}, 'properties.privateLinkServiceId')

/** The state of an endpoint's connection. */
export const statusOf = (endpoint: JsonObject): string => textAt(connectionsIn(endpoint)[0] ?? {}, 'properties.privateLinkServiceConnectionState.status')

/** The group of an endpoint's connection. */
export const groupIn = (endpoint: JsonObject): string => {
  const groups = objectIn(connectionsIn(endpoint)[0] ?? {}, 'properties')['groupIds']
  const first: unknown = Array.isArray(groups) ? groups[0] : undefined
  return typeof first === 'string' ? first : ''
}

/** The endpoints that lead to a target. */
export const endpointsTo = (shelf: Shelf, target: string): readonly JsonObject[] => shelf.ofType('microsoft.network/privateendpoints').filter((one) => idKey(targetOf(one)) === idKey(target))

/** An address of an endpoint, with the hosts that have it, as its interface tells. */
export interface Held {
  readonly host: string
  readonly address: string
}

/** What an endpoint's interfaces say: hosts and addresses. */
export const heldBy = (shelf: Shelf, endpoint: JsonObject): readonly Held[] =>
  objectsIn(objectIn(endpoint, 'properties'), 'networkInterfaces').map((one) => shelf.get(textAt(one, 'id'))).filter((one) => one !== null).flatMap((body) => objectsIn(objectIn(body, 'properties'), 'ipConfigurations')).flatMap((config) => {
    const fqdns: unknown = objectIn(objectIn(config, 'properties'), 'privateLinkConnectionProperties')['fqdns']
    return Array.isArray(fqdns) ? fqdns.filter((host: unknown): host is string => typeof host === 'string').map((host) => ({ host: host.toLowerCase(), address: textAt(config, 'properties.privateIPAddress') })) : []
  })
