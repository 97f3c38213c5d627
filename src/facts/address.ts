// Generated from knowledge/ by scripts/facts.mjs; run npm run generate after a change there. The comment above an entry names its sources.

/** A range that no prefix may overlap, or that deserves a warning. */
export interface ReservedRange {
  readonly cidr: string
  readonly kind: string
  readonly severity: 'error' | 'warning'
  readonly appliesTo?: string
}

/** A subnet that a service asks for; `name` is exact where `exactName` says so. */
export interface SpecialSubnet {
  readonly name: string
  readonly exactName: boolean
  readonly for: readonly string[]
  readonly minPrefix?: number
  readonly maxPrefix?: number
  readonly recommendedPrefix?: number
  readonly wizardMinPrefix?: number
  readonly dedicated?: boolean
  readonly delegation?: string | null
}

/** How many addresses a usual set of endpoints takes, and the smallest subnet that holds them. */
export interface AddressPlan {
  readonly name: string
  readonly ips?: number
  readonly breakdown?: Readonly<Record<string, number>>
  readonly smallestSubnet?: string
  readonly formula?: string
  readonly note?: string
}

/** Ranges that no network may overlap. */
export const reservedRanges = [
  // A, TUT
  { cidr: '172.17.0.0/16', kind: 'docker-bridge', severity: 'error' },
  // VNET-FAQ
  { cidr: '224.0.0.0/4', kind: 'multicast', severity: 'error' },
  // VNET-FAQ
  { cidr: '255.255.255.255/32', kind: 'broadcast', severity: 'error' },
  // VNET-FAQ
  { cidr: '127.0.0.0/8', kind: 'loopback', severity: 'error' },
  // VNET-FAQ
  { cidr: '169.254.0.0/16', kind: 'link-local', severity: 'error' },
  // VNET-FAQ
  { cidr: '168.63.129.16/32', kind: 'azure-internal-dns', severity: 'error' },
  // INF1
  { cidr: '10.0.0.0/16', kind: 'aks-default-service-cidr', appliesTo: 'VNets that will host AKS inference', severity: 'warning' },
] as const satisfies readonly ReservedRange[]

/** The private ranges of RFC 1918 (VNET-FAQ, ST-LIM, KV-NET, PL2). */
export const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] as const

/** Azure's rules for subnets (VNET-FAQ): addresses kept in each, and the smallest and largest prefix. */
export const subnetRules = {
  reservedPerSubnet: 5,
  reserved: ['network address', 'first three hosts (gateway and two DNS)', 'broadcast address'],
  usableFormula: '2^(32-prefix) - 5',
  usable: { '/29': 3, '/28': 11, '/27': 27, '/26': 59, '/25': 123, '/24': 251 },
  smallestPrefix: 29,
  largestPrefix: 2,
  ipv6Prefix: 64,
} as const

/** Usual sets of endpoints. */
export const addressPlans = [
  // DOMAIN
  {
    name: 'minimum (workspace, blob, file, vault, registry without replicas)',
    ips: 8,
    breakdown: { workspace: 3, blob: 1, file: 1, vault: 1, registry: 2 },
    smallestSubnet: '/28',
  },
  // DOMAIN
  { name: 'with ParallelRunStep (queue, table)', ips: 10, smallestSubnet: '/28' },
  // DOMAIN
  { name: 'with Azure Monitor scope', ips: 23, smallestSubnet: '/27' },
  // TR1, TUT
  {
    name: 'compute subnet',
    formula: 'sum(cluster maxNodeCount) + compute instances + load-balancer headroom',
    note: 'one IP per cluster node and per compute instance; plan /24 as the tutorial does',
  },
] as const satisfies readonly AddressPlan[]

/** Subnets with rules of their own. */
export const specialSubnets = [
  // VPN, ER
  {
    name: 'GatewaySubnet',
    exactName: true,
    for: ['VPN gateway', 'ExpressRoute gateway'],
    minPrefix: 29,
    recommendedPrefix: 27,
    wizardMinPrefix: 27,
    dedicated: true,
  },
  // BAS, BASFAQ, BASNSG
  { name: 'AzureBastionSubnet', exactName: true, for: ['Bastion Basic/Standard/Premium'], minPrefix: 26, dedicated: true },
  // AFW
  { name: 'AzureFirewallSubnet', exactName: true, for: ['Azure Firewall'], minPrefix: 26, dedicated: true },
  // AFW
  { name: 'AzureFirewallManagementSubnet', exactName: true, for: ['Azure Firewall Basic, forced tunnelling'], minPrefix: 26, dedicated: true },
  // RESOLVER
  {
    name: '(dns resolver inbound)',
    exactName: false,
    for: ['DNS Private Resolver inbound endpoint'],
    minPrefix: 28,
    maxPrefix: 24,
    dedicated: true,
    delegation: 'Microsoft.Network/dnsResolvers',
  },
  // RESOLVER
  {
    name: '(dns resolver outbound)',
    exactName: false,
    for: ['DNS Private Resolver outbound endpoint'],
    minPrefix: 28,
    maxPrefix: 24,
    dedicated: true,
    delegation: 'Microsoft.Network/dnsResolvers',
  },
  // ACR-PL, AMPLS-C
  { name: '(private endpoints)', exactName: false, for: ['all private endpoints'], minPrefix: 28, recommendedPrefix: 27, delegation: null },
  // TR1, TUT
  { name: '(training)', exactName: false, for: ['compute clusters and instances'], recommendedPrefix: 24, delegation: 'must be empty' },
  // TUT, PLAN
  { name: '(scoring)', exactName: false, for: ['AKS inference'], recommendedPrefix: 24 },
] as const satisfies readonly SpecialSubnet[]
