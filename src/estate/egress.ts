import type { Estate } from './estate.ts'
import type { SecurityRule, Subnet } from './network.ts'
import { entryOf } from './questions.ts'

/** The rules of a subnet's security group in one direction by priority; null without a group, `unread` when it is not in the snapshot. */
export function rulesOf(estate: Estate, subnet: Subnet, direction: SecurityRule['direction']): readonly SecurityRule[] | 'unread' | null {
  if (subnet.securityGroupId === null) return null
  if (entryOf(estate.securityGroups, subnet.securityGroupId) === undefined) return 'unread'
  return estate.securityRules
    .filter((rule) => rule.groupId === subnet.securityGroupId && rule.direction === direction)
    .sort((one, other) => one.priority - other.priority)
}

const everywhere = new Set(['*', 'internet', '0.0.0.0/0', 'any'])

/** Whether a rule denies traffic to the internet as such. */
export const deniesInternet = (rule: SecurityRule): boolean =>
  rule.access === 'Deny' && rule.destinations.some((destination) => everywhere.has(destination.toLowerCase()))
