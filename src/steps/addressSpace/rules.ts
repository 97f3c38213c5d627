import type { Rulebook } from '../rule.ts'
import { admittedRules } from './rules/admitted.ts'
import { rangeRules } from './rules/ranges.ts'
import { roomRules } from './rules/room.ts'
import { subnetRulebook } from './rules/subnets.ts'

/** The article's warning about address ranges, and what Azure asks of subnets (ADDR). */
export const rules = { ...rangeRules, ...subnetRulebook, ...roomRules, ...admittedRules } satisfies Rulebook
