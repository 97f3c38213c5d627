import type { Step } from '../step.ts'
import { type OutboundChoices, outboundChoices } from './choices.ts'
import { configure } from './configure.ts'
import { propose } from './propose.ts'
import { rules } from './rules.ts'

/** What computes reach on the internet, and what reaches them: the article's required public internet access. */
export const outbound: Step<OutboundChoices> = {
  section: '#required-public-internet-access',
  asks: outboundChoices,
  propose,
  configure,
  rules,
  open: (own) => [
    ...(own.egress === 'undecided' ? (['egress'] as const) : []),
    ...(own.egress === 'firewallRoute' && own.firewallAddress === null ? (['firewallAddress'] as const) : []),
    ...(own.rules === 'undecided' ? (['rules'] as const) : []),
    ...(own.packages === 'undecided' && own.rules === 'requiredOnly' ? (['packages'] as const) : []),
  ],
}
