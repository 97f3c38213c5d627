// Generated from knowledge/ by scripts/facts.mjs; run npm run generate after a change there. The comment above an entry names its sources.

/** Something that Azure has ended or will end. */
export interface Retirement {
  readonly what: string
  readonly date: string | null
  readonly state: string
}

/** What is ending, and when. */
export const retirements = [
  // V1DEP
  { what: 'Azure ML SDK v1', date: '2026-06-30', state: 'support ended' },
  // CLIDEP
  { what: 'Azure ML CLI v1 (azure-cli-ml)', date: '2025-09-30', state: 'support ended, still runs' },
  // GEN1
  { what: 'Data Lake Storage Gen1', date: '2024-02-29', state: 'retired' },
  // AI, EOL
  { what: 'classic Application Insights', date: '2024-02-29', state: 'retirement banner on classic resources' },
  // DOA
  { what: 'default outbound access for new VNets', date: '2026-03-31', state: 'new VNets created with later API versions get private subnets' },
  // VPNSKU
  {
    what: 'VPN gateway SKUs VpnGw1-5 without AZ',
    date: '2026-09 (page names both 16 and 30 September; creation blocked since 2025-01-01)',
    state: 'migrated to AZ SKUs',
  },
  // SSTP
  { what: 'SSTP tunnels of point-to-site VPN', date: '2027-03-31', state: 'cannot be enabled since 2026-03-31, stops working on the date' },
  // TFDOC
  { what: 'Azure Database for PostgreSQL single server', date: '2025-03-28', state: 'retired' },
  // ACR-SE
  { what: 'ACR service endpoints', date: null, state: 'preview, no further development planned' },
] as const satisfies readonly Retirement[]

/** What the workspace's legacy mode means (V2API). */
export const legacyMode = {
  defaultTrueWhen: 'workspace with private endpoint created with an API version older than 2022-05-01, or it had one when the flag was introduced',
  defaultFalseWhen: 'API version 2022-05-01 or newer, or no private endpoint',
  trueMeans: 'v2 API is blocked; most operations stay inside the VNet',
  falseMeans: 'v2 API works; its calls go over public ARM with metadata and parameters',
  switchDelay: '30 to 60 minutes or more from true to false',
} as const

/** How long Azure's documents say that things take. */
export const documentedTimes: readonly { readonly what: string; readonly value: string }[] = [
  // VPN
  { what: 'VPN gateway', value: 'up to 45 minutes' },
  // KV-PL
  { what: 'key vault deployment with endpoint', value: '5-10 minutes' },
  // KV-NET
  { what: 'key vault service endpoint takes effect', value: 'up to 15 minutes' },
  // CL1
  { what: 'compute cluster', value: 'about 5 minutes' },
  // V2API
  { what: 'legacy mode true to false', value: '30-60 minutes or more' },
  // AI
  { what: 'Application Insights migration', value: 'up to 24 hours' },
  // MVN
  { what: 'managed network first compute', value: 'about 30 minutes' },
  // ACR-IP
  { what: 'registry network rule takes effect', value: 'a few minutes' },
  // CONI
  { what: 'Bastion', value: 'about 10 minutes (secondary sources)' },
  // ROLES
  { what: 'role change', value: 'up to an hour (15 minutes to an hour for role updates)' },
]
