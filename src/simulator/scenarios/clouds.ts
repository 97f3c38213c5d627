/** The same world in another cloud: its hosts, and its names in every body (facts.json `clouds` and `privateLink`, knowledge/facts.json). */
import { isObject, type Json, type JsonObject } from '../../base/json.ts'
import type { Endpoints, World } from '../world.ts'

/** The hosts of Azure Government. */
export const governmentCloud: Endpoints = {
  arm: 'https://management.usgovcloudapi.net', authority: 'https://login.microsoftonline.us', aliases: [], resource: 'https://management.usgovcloudapi.net',
}

/** The hosts of the cloud that 21Vianet runs. Its sign-in service has two names. */
export const chinaCloud: Endpoints = {
  arm: 'https://management.chinacloudapi.cn', authority: 'https://login.partner.microsoftonline.cn', aliases: ['https://login.chinacloudapi.cn'], resource: 'https://management.chinacloudapi.cn',
}

type Names = readonly (readonly [string, string])[]

/** Longer names stand before those that they end with. */
const governmentNames: Names = [
  ['core.windows.net', 'core.usgovcloudapi.net'], ['vaultcore.azure.net', 'vaultcore.usgovcloudapi.net'], ['vault.azure.net', 'vault.usgovcloudapi.net'], ['azurecr.io', 'azurecr.us'], ['api.azureml.ms', 'api.ml.azure.us'],
  ['notebooks.azure.net', 'notebooks.usgovcloudapi.net'], ['monitor.azure.com', 'monitor.azure.us'], ['opinsights.azure.com', 'opinsights.azure.us'], ['azure-automation.net', 'azure-automation.us'],
  ['westeurope', 'usgovvirginia'],
]

const chinaNames: Names = [
  ['core.windows.net', 'core.chinacloudapi.cn'], ['vaultcore.azure.net', 'vaultcore.azure.cn'], ['vault.azure.net', 'vault.azure.cn'], ['azurecr.io', 'azurecr.cn'], ['api.azureml.ms', 'api.ml.azure.cn'],
  ['notebooks.azure.net', 'notebooks.chinacloudapi.cn'], ['westeurope', 'chinanorth3'],
]

const renamed = (text: string, names: Names): string => names.reduce((rest, [from, to]) => rest.replaceAll(from, to), text)

function inside(value: Json, names: Names): Json {
  if (typeof value === 'string') return renamed(value, names)
  if (Array.isArray(value)) return value.map((one: Json) => inside(one, names))
  return isObject(value) ? inObject(value, names) : value
}

const inObject = (body: JsonObject, names: Names): JsonObject => Object.fromEntries(Object.entries(body).map(([key, value]) => [renamed(key, names), inside(value, names)]))

const keyed = <T>(table: Readonly<Record<string, T>>, names: Names): Readonly<Record<string, T>> => Object.fromEntries(Object.entries(table).map(([key, value]) => [renamed(key, names), value]))

const moved = (world: World, endpoints: Endpoints, names: Names): World => ({
  ...world,
  endpoints,
  resources: world.resources.map((body) => inObject(body, names)),
  permissions: keyed(world.permissions, names),
  usages: Object.fromEntries(Object.entries(keyed(world.usages, names)).map(([id, list]) => [id, list.map((one) => inObject(one, names))])),
  refused: world.refused.map((one) => ({ ...one, id: renamed(one.id, names) })),
})

/** The world as it would be in Azure Government. */
export const government = (world: World): World => moved(world, governmentCloud, governmentNames)

/** The world as it would be in the cloud that 21Vianet runs. */
export const china = (world: World): World => moved(world, chinaCloud, chinaNames)
