/** Fields whose texts are Azure's words and never an administrator's: kept, unless they hold an address. Every other text is masked. */
export const vocabulary: ReadonlySet<string> = new Set([
  'region', 'location', 'kind', 'size', 'sku', 'os', 'credentials', 'vpnType', 'protocol', 'tier', 'state', 'code', 'type', 'namespace', 'sourcePorts', 'destinationPorts',
  'sources', 'destinations', 'prefix', 'delegations', 'serviceEndpoints', 'actions', 'notActions', 'path', 'groups', 'identity', 'tunnels', 'replicas', 'rule',
])

/** What a word of Azure's can look like; anything else is masked even there. */
export const azureWord = /^[A-Za-z0-9 .,_*/:()[\]-]{0,160}$/
