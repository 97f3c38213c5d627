/** What exports know of ARM types beyond what a plan says: module, noun, order of modules, fields beside `properties`. */

interface Known {
  /** File of the Bicep module. */
  readonly theme: string
  /** For parameter descriptions and for names where a resource's own gives none. */
  readonly noun: string
}

const KNOWN: Readonly<Record<string, Known>> = {
  'microsoft.network': { theme: 'network', noun: 'network resource' },
  'microsoft.network/virtualnetworks': { theme: 'network', noun: 'virtual network' },
  'microsoft.network/virtualnetworks/subnets': { theme: 'network', noun: 'subnet' },
  'microsoft.network/virtualnetworks/virtualnetworkpeerings': { theme: 'network', noun: 'peering' },
  'microsoft.network/networksecuritygroups': { theme: 'network', noun: 'network security group' },
  'microsoft.network/networksecuritygroups/securityrules': { theme: 'network', noun: 'security rule' },
  'microsoft.network/routetables': { theme: 'network', noun: 'route table' },
  'microsoft.network/routetables/routes': { theme: 'network', noun: 'route' },
  'microsoft.network/natgateways': { theme: 'network', noun: 'NAT gateway' },
  'microsoft.network/publicipaddresses': { theme: 'network', noun: 'public IP address' },
  'microsoft.network/azurefirewalls': { theme: 'network', noun: 'firewall' },
  'microsoft.network/privatednszones': { theme: 'dns', noun: 'private DNS zone' },
  'microsoft.network/privatednszones/virtualnetworklinks': { theme: 'dnsLinks', noun: 'zone link' },
  'microsoft.network/privateendpoints': { theme: 'privateEndpoints', noun: 'private endpoint' },
  'microsoft.network/privateendpoints/privatednszonegroups': { theme: 'privateEndpoints', noun: 'DNS zone group' },
  'microsoft.network/networkinterfaces': { theme: 'connectivity', noun: 'network interface' },
  'microsoft.network/bastionhosts': { theme: 'connectivity', noun: 'Bastion host' },
  'microsoft.network/virtualnetworkgateways': { theme: 'connectivity', noun: 'gateway' },
  'microsoft.network/connections': { theme: 'connectivity', noun: 'gateway connection' },
  'microsoft.network/localnetworkgateways': { theme: 'connectivity', noun: 'local network gateway' },
  'microsoft.network/dnsresolvers': { theme: 'connectivity', noun: 'DNS resolver' },
  'microsoft.compute': { theme: 'connectivity', noun: 'compute resource' },
  'microsoft.compute/virtualmachines': { theme: 'connectivity', noun: 'virtual machine' },
  'microsoft.storage': { theme: 'storage', noun: 'storage resource' },
  'microsoft.storage/storageaccounts': { theme: 'storage', noun: 'storage account' },
  'microsoft.keyvault': { theme: 'keyVault', noun: 'vault resource' },
  'microsoft.keyvault/vaults': { theme: 'keyVault', noun: 'key vault' },
  'microsoft.containerregistry': { theme: 'registry', noun: 'registry resource' },
  'microsoft.containerregistry/registries': { theme: 'registry', noun: 'container registry' },
  'microsoft.insights': { theme: 'monitoring', noun: 'monitoring resource' },
  'microsoft.insights/components': { theme: 'monitoring', noun: 'Application Insights resource' },
  'microsoft.insights/privatelinkscopes': { theme: 'monitoring', noun: 'Azure Monitor private link scope' },
  'microsoft.insights/privatelinkscopes/scopedresources': { theme: 'monitoring', noun: 'scoped resource' },
  'microsoft.operationalinsights': { theme: 'monitoring', noun: 'Log Analytics resource' },
  'microsoft.operationalinsights/workspaces': { theme: 'monitoring', noun: 'Log Analytics workspace' },
  'microsoft.machinelearningservices': { theme: 'workspace', noun: 'machine learning resource' },
  'microsoft.machinelearningservices/workspaces': { theme: 'workspace', noun: 'machine learning workspace' },
  'microsoft.machinelearningservices/workspaces/computes': { theme: 'compute', noun: 'compute' },
  'microsoft.machinelearningservices/workspaces/datastores': { theme: 'datastores', noun: 'datastore' },
  'microsoft.managedidentity': { theme: 'identities', noun: 'managed identity' },
  'microsoft.authorization/roleassignments': { theme: 'roles', noun: 'role assignment' },
  'microsoft.authorization/locks': { theme: 'locks', noun: 'lock' },
}

const OTHER: Known = { theme: 'other', noun: 'resource' }
// An approval follows its endpoint and precedes the closing of its target, so it cannot stand in either's module.
const APPROVAL: Known = { theme: 'approvals', noun: 'endpoint connection' }

function known(type: string): Known {
  const parts = type.toLowerCase().split('/')
  if (parts.at(-1) === 'privateendpointconnections') return APPROVAL
  const prefixes = parts.map((_, index) => parts.slice(0, parts.length - index).join('/'))
  return prefixes.map((prefix) => KNOWN[prefix]).find((found) => found !== undefined) ?? OTHER
}

/** The module that a type belongs to. */
export const themeOf = (type: string): string => known(type).theme

/** What a resource of the type is called in a sentence. */
export const nounOf = (type: string): string => known(type).noun

const THEMES = [
  'network', 'identities', 'dns', 'storage', 'keyVault', 'registry', 'monitoring', 'privateEndpoints', 'approvals', 'dnsLinks', 'roles', 'compute', 'datastores',
  'workspace', 'connectivity', 'locks', 'other',
]

/** The place of a theme among the modules, where nothing else decides. */
export const rankOf = (theme: string): number => THEMES.indexOf(theme)

/** The fields that ARM has beside `properties` (Azure/azure-resource-manager-rpc v1.0/resource-api-reference.md), in the order in which people write them. */
export const ENVELOPE = ['location', 'extendedLocation', 'zones', 'tags', 'kind', 'sku', 'plan', 'identity', 'managedBy', 'properties']

const PLAIN = ['location', 'tags', 'properties']
const TYPED: Readonly<Record<string, readonly string[]>> = {
  'microsoft.network/virtualnetworks': [...PLAIN, 'extendedLocation'],
  'microsoft.network/privateendpoints': [...PLAIN, 'extendedLocation'],
  'microsoft.network/natgateways': [...PLAIN, 'sku', 'zones'],
  'microsoft.network/publicipaddresses': [...PLAIN, 'sku', 'zones', 'extendedLocation'],
  'microsoft.network/bastionhosts': [...PLAIN, 'sku', 'zones'],
  'microsoft.storage/storageaccounts': [...PLAIN, 'kind', 'sku', 'identity', 'extendedLocation', 'zones'],
  'microsoft.keyvault/vaults': PLAIN,
  'microsoft.containerregistry/registries': [...PLAIN, 'sku', 'identity'],
  'microsoft.machinelearningservices/workspaces': [...PLAIN, 'kind', 'sku', 'identity'],
  'microsoft.machinelearningservices/workspaces/computes': [...PLAIN, 'sku', 'identity'],
  'microsoft.insights/components': [...PLAIN, 'kind'],
  'microsoft.operationalinsights/workspaces': [...PLAIN, 'identity'],
  'microsoft.network/privatednszones/virtualnetworklinks': PLAIN,
}

/** Whether the compiler's types have `field` of `type` (measured with Bicep 0.49.2); a child that is not listed has `properties` only. */
export function isTyped(type: string, field: string): boolean {
  const fallback = type.split('/').length > 2 ? ['properties'] : PLAIN
  return (TYPED[type.toLowerCase()] ?? fallback).includes(field)
}
