// Generated from knowledge/ by scripts/facts.mjs; run npm run generate after a change there. The comment above an entry names its sources.

/** What a tier of the container registry allows. */
export interface RegistryTier {
  readonly privateLink: boolean
  readonly ipRules?: boolean
  readonly serviceEndpoint?: boolean | 'preview'
  readonly publicAccessOff?: boolean
  readonly dataEndpoint?: boolean
  readonly legacy?: boolean
  readonly notes?: readonly string[]
}

/** The tiers. */
export const registryTiers = {
  // ACR-SKU, ACR-PL, ACR-IP, TFACR
  Basic: { privateLink: false, ipRules: false, serviceEndpoint: false, publicAccessOff: false, dataEndpoint: false },
  // ACR-SKU, ACR-PL, ACR-IP, TFACR
  Standard: { privateLink: false, ipRules: false, serviceEndpoint: false, publicAccessOff: false, dataEndpoint: false },
  // ACR-SKU, ACR-PL, ACR-IP, ACR-SE, TFACR
  Premium: {
    privateLink: true,
    ipRules: true,
    serviceEndpoint: 'preview',
    publicAccessOff: true,
    dataEndpoint: true,
    notes: ['exportPolicy disabled needs publicNetworkAccess Disabled', 'publicNetworkAccess Disabled overrides all IP rules'],
  },
  // SCHEMA
  Classic: { privateLink: false, legacy: true },
} as const satisfies Readonly<Record<string, RegistryTier>>

/** How the tier changes (ACR-SKU). */
export const tierChange = { property: 'Microsoft.ContainerRegistry/registries sku.name', downtime: 'none', direction: 'any, as long as the target tier has enough storage' } as const

/** VM sizes that are no CPU sizes, as a pattern with flags (A, GPU): not a CPU size: cannot be the image-build cluster. */
export const gpuVmSizes = { pattern: '^Standard_N', flags: 'i' } as const
