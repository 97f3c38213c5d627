import type { Rulebook } from '../rule.ts'
import { placeRules } from './rules/place.ts'
import { rightRules } from './rules/rights.ts'
import { workspaceRules } from './rules/workspace.ts'

/** The article's prerequisites: what must be there, where it must lie, and what the caller must be allowed to do (PRE). */
export const rules = { ...workspaceRules, ...placeRules, ...rightRules } satisfies Rulebook
