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
