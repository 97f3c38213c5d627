import { z } from 'zod'
import { listOf } from '../../estate/entry.ts'

export const outboundChoices = z.strictObject({
  /** New computes with or without a public address. */
  newCompute: z.enum(['withoutPublicIp', 'withPublicIp']),
  /** How computes without a public address reach the internet (NET-23); `existing`: what the subnet has already. */
  egress: z.enum(['existing', 'natGateway', 'firewallRoute', 'none', 'undecided']),
  /** The firewall's private address, for the default route. */
  firewallAddress: z.union([z.ipv4(), z.null()]),
  /** The compute subnet's outbound rules (NET-34): leave as they are, required rows and a final deny, or open on purpose. */
  rules: z.enum(['keep', 'requiredOnly', 'openOnPurpose', 'undecided']),
  /** Package sources computes need (NET-18). */
  packages: z.union([listOf(z.enum(['python', 'r', 'pytorch', 'tensorflow', 'vscode'])), z.literal('undecided')]),
  rstudio: z.enum(['used', 'notUsed']),
}).readonly()
export type OutboundChoices = z.infer<typeof outboundChoices>

export const outboundUndecided: OutboundChoices = {
  newCompute: 'withoutPublicIp', egress: 'undecided', firewallAddress: null, rules: 'undecided', packages: 'undecided', rstudio: 'notUsed',
}
