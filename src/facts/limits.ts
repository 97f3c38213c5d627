// Generated from knowledge/ by scripts/facts.mjs; run npm run generate after a change there. The comment above an entry names its sources.

/** A documented limit; `was` is an older value that pages still show, `highScale` one that a preview setting allows. */
export interface Limit {
  readonly what: string
  readonly value: number
  readonly was?: number
  readonly highScale?: number
  readonly property?: string
  readonly note?: string
}

/** The documented limits. */
export const limits = {
  // PE-LIM
  'pe-per-vnet': {
    what: 'private endpoints per VNet',
    value: 1000,
    highScale: 5000,
    property: 'Microsoft.Network/virtualNetworks properties.privateEndpointVNetPolicies = Basic',
    note: 'highScale is a preview (feature Microsoft.Network/EnableMaxPrivateEndpointsVia64kPath), not in Government or 21Vianet, resets connections once and needs privateEndpointNetworkPolicies Enabled or RouteTableEnabled on every endpoint subnet, against ADDR-10',
  },
  // PE-LIM
  'pe-peered': { what: 'private endpoints across peered VNets', value: 4000, highScale: 20000, note: 'highScale: see pe-per-vnet' },
  // PE-LIM
  'pe-per-sub': { what: 'private endpoints per subscription', value: 64000 },
  // PE-LIM, PE-DNSI
  'zonegroups-per-pe': { what: 'DNS zone groups per private endpoint', value: 1 },
  // PE-LIM, PE-DNSI
  'zones-per-group': { what: 'DNS zones per zone group', value: 5 },
  // PE-LIM
  'pe-per-kv': { what: 'private endpoints per key vault', value: 64 },
  // PE-LIM
  'kv-with-pe': { what: 'key vaults with private endpoints per subscription', value: 400 },
  // ST-FW, ST-SCALE
  'st-iprules': { what: 'IP rules per storage account', value: 400, was: 200 },
  // ST-FW, ST-SCALE
  'st-vnetrules': { what: 'VNet rules per storage account', value: 400, was: 200 },
  // ST-SCALE
  'st-resrules': { what: 'resource instance rules per storage account', value: 200 },
  // ST-SCALE
  'st-pe': { what: 'private endpoints per storage account', value: 200 },
  // KV-NET
  'kv-vnetrules': { what: 'VNet rules per key vault', value: 200 },
  // KV-NET
  'kv-iprules': { what: 'IPv4 rules per key vault', value: 1000 },
  // ACR-PL
  'acr-pe': { what: 'private endpoints per registry (Premium)', value: 200 },
  // ACR-IP
  'acr-iprules': { what: 'IP rules per registry (Premium)', value: 100 },
  // ACR-SE
  'acr-vnetrules': { what: 'VNet rules per registry (preview feature)', value: 100 },
  // PL2, SCHEMA
  'ws-iprules': { what: 'IP rules per workspace (v2 feature, preview API)', value: 200 },
  // AMPLS-L
  'ampls-per-vnet': { what: 'private link scopes per VNet', value: 1 },
  // AMPLS-L
  'ampls-pe': { what: 'private endpoints per private link scope', value: 10 },
  // AMPLS-L
  'ampls-law': { what: 'Log Analytics workspaces per scope', value: 3000, note: 'preview increase from 300' },
  // AMPLS-L
  'ampls-ai': { what: 'Application Insights components per scope', value: 10000, note: 'preview increase from 1000' },
  // AMPLS-L
  'ampls-per-resource': { what: 'scopes per monitor resource', value: 100, note: 'preview increase from 5' },
  // NETLIM
  subnets: { what: 'subnets per VNet', value: 3000 },
  // NETLIM
  dnsservers: { what: 'DNS servers per VNet', value: 20 },
  // NETLIM
  peerings: { what: 'peerings per VNet', value: 500 },
  // NETLIM
  gateways: { what: 'VPN gateways per VNet', value: 1 },
  // NETLIM
  ergateways: { what: 'ExpressRoute gateways per VNet', value: 1 },
  // NETLIM
  nsgrules: { what: 'rules per NSG', value: 1000 },
  // NETLIM
  routes: { what: 'routes per route table', value: 400 },
  // NETLIM
  privateips: { what: 'private IPs per VNet', value: 65536 },
  // SCHEMA
  'pe-request-message': { what: 'characters in a manual connection request message', value: 140 },
  // RESOLVER
  'resolver-rules': { what: 'rules per DNS forwarding ruleset', value: 1000 },
  // DNS
  'notebook-label': { what: 'characters in the notebook host label', value: 63 },
} as const satisfies Readonly<Record<string, Limit>>

/** The id of a limit, such as `pe-per-vnet`. */
export type LimitId = keyof typeof limits
