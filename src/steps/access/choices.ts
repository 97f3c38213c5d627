import { z } from 'zod'
import { anId, listOf } from '../../estate/entry.ts'

/** Where new resources go: an existing resource group, the pattern of their names (`{kind}`, `{name}`, `{group}`) and their tags. */
const placement = z.strictObject({
  resourceGroup: z.union([anId, z.literal('undecided')]),
  namePattern: z.string().min(1).max(60).regex(/^[A-Za-z0-9{}._-]*\{kind\}[A-Za-z0-9{}._-]*\{name\}[A-Za-z0-9{}._-]*$/, 'must hold {kind} and then {name}, with letters, digits, . _ - between'),
  tags: z.record(z.string().min(1).max(512), z.string().max(256)),
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
