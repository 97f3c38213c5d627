import { z } from 'zod'

export const keyVaultChoices = z.strictObject({
  reach: z.enum(['privateEndpoint', 'serviceEndpoint', 'undecided']),
  /** Selected networks (enabled and Deny), or disabled (KV-10, private endpoint only). */
  publicAccess: z.enum(['selectedNetworks', 'disabled', 'keep']),
}).readonly()
export type KeyVaultChoices = z.infer<typeof keyVaultChoices>

export const keyVaultUndecided: KeyVaultChoices = { reach: 'undecided', publicAccess: 'keep' }
