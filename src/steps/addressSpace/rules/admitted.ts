import { entryOf } from '../../../estate/questions.ts'
import type { Rulebook } from '../../rule.ts'

/** Rules about subnets that firewalls admit: ADDR-24. */
export const admittedRules = {
  'admitted-subnets-are-still-there': {
    requirement: 'ADDR-24', level: 'info',
    broken: (estate) => estate.storageAccounts.flatMap(({ id, exceptions: { goneSubnetIds = [] } }) =>
      goneSubnetIds.map((subnet) => ({ at: id, data: { property: 'properties.networkAcls.virtualNetworkRules[].state', value: 'NetworkSourceDeleted', subnet, again: entryOf(estate.subnets, subnet) !== undefined } }))),
  },
} as const satisfies Rulebook
