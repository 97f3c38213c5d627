import { z } from 'zod'
import { anId, listOf } from '../../estate/entry.ts'
import { idOfGroup } from '../ids.ts'

/** Azure's limits for tags: 50 on a resource, no `<>%&\?/` in a name, and names that differ in more than the case of letters. */
const tags = z.record(
  z.string().min(1).max(512).regex(/^[^<>%&\\?/]*$/, 'a tag’s name must not hold any of < > % & \\ ? /'),
  z.string().max(256),
).refine((all) => Object.keys(all).length <= 50, 'at most 50 tags').refine((all) => new Set(Object.keys(all).map((name) => name.toLowerCase())).size === Object.keys(all).length, 'names of tags have to differ in more than the case of their letters')

/** Begins with a letter, a digit or a placeholder, and knows no placeholder but these three. */
const namePattern = z.string().min(1).max(60).regex(
  /^(?![._-])(?:[A-Za-z0-9._-]|\{group\})*\{kind\}(?:[A-Za-z0-9._-]|\{(?:kind|group)\})*\{name\}(?:[A-Za-z0-9._-]|\{(?:kind|group|name)\})*$/,
  'has to hold {kind} and then {name}, may hold {group}, with letters, digits, . _ - between, and begins with none of . _ -',
)

/** Where new resources go: an existing resource group, the pattern of their names (`{kind}`, `{name}`, `{group}`) and their tags. */
const placement = z.strictObject({
  resourceGroup: z.union([idOfGroup, z.literal('undecided')]),
  namePattern,
  tags,
}).readonly()

export const accessChoices = z.strictObject({
  /** How the plan is delivered; some rights matter only for apply (PRE-10 to PRE-12). */
  delivery: z.enum(['apply', 'export']),
  /** The article's own network, or the managed alternative that it recommends to consider (PRE-03). */
  path: z.enum(['customNetwork', 'managedNetwork']),
  /** Is the studio used? Azure does not record it. */
  studio: z.enum(['used', 'notUsed', 'undecided']),
  placement,
  /** Scopes that another team owns: their changes are exported apart. */
  otherTeams: listOf(z.strictObject({ scope: anId, team: z.string().min(1).max(80) }).readonly()),
}).readonly()
export type AccessChoices = z.infer<typeof accessChoices>

/** The answers of somebody who has answered nothing. */
export const accessUndecided: AccessChoices = {
  delivery: 'export', path: 'customNetwork', studio: 'undecided', placement: { resourceGroup: 'undecided', namePattern: '{kind}-{name}', tags: {} }, otherTeams: [],
}
