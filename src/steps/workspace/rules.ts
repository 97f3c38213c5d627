import type { Rulebook } from '../rule.ts'
import { accessRules } from './rules/access.ts'
import { endpointRules } from './rules/endpoint.ts'
import { nameRules } from './rules/names.ts'

/** The article's rules about the workspace's private endpoint, its names and its public access (WKSP). */
export const rules = { ...endpointRules, ...nameRules, ...accessRules } as const satisfies Rulebook
