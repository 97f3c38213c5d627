import type { Rulebook } from '../rule.ts'
import { accountRules } from './rules/account.ts'
import { firewallRules } from './rules/firewall.ts'
import { identityRules } from './rules/identity.ts'
import { pathRules } from './rules/paths.ts'
import { serviceEndpointRules } from './rules/serviceEndpoint.ts'

/** The article's rules about storage accounts (STOR). */
export const rules = { ...pathRules, ...firewallRules, ...serviceEndpointRules, ...identityRules, ...accountRules } as const satisfies Rulebook
