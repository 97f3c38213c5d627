import type { Step } from '../step.ts'
import { asksForRanges } from './answers.ts'
import { type AddressSpaceChoices, addressSpaceChoices } from './choices.ts'
import { configure } from './configure.ts'
import { propose } from './propose.ts'
import { rules } from './rules.ts'

/** The virtual network, its ranges and its subnets: the article's prerequisite and its warning about 172.17.0.0/16. */
export const addressSpace: Step<AddressSpaceChoices> = {
  section: '#prerequisites',
  asks: addressSpaceChoices,
  propose,
  configure,
  rules,
  open: (own, estate) => [
    ...(own.network === 'undecided' ? (['network'] as const) : []),
    // Computes of a managed network need no subnet.
    ...(own.computeSubnet === 'undecided' && estate.workspace.managedNetwork === 'Disabled' ? (['computeSubnet'] as const) : []),
    ...(own.endpointSubnet === 'undecided' ? (['endpointSubnet'] as const) : []),
    ...(own.otherRanges === 'undecided' && asksForRanges(estate) ? (['otherRanges'] as const) : []),
  ],
}
