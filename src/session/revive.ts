/** Answers from an earlier visit, read through the schemas of this version. */
import { type Risk, risksSchema } from '../review/content.ts'
import { type Reply, repliesSchema } from '../review/reply.ts'
import type { Choices, StepId } from '../steps/choices.ts'
import { steps } from '../steps/index.ts'
import { stepIds } from '../steps/order.ts'
import type { Kept } from './draft.ts'
import type { Unparsed } from './session.ts'

/** What of a draft can be used; `replaced` names the steps whose answers no longer fit and are the proposal's again. */
export interface Revived {
  readonly choices: Choices
  readonly unparsed: Unparsed
  readonly visited: readonly StepId[]
  readonly replaced: readonly StepId[]
  readonly risks: readonly Risk[]
  readonly replies: readonly Reply[]
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null

/** Answers for storage accounts that came since are the proposed ones. */
const withNewAccounts = (storage: Choices['storage'], proposed: Choices['storage']): Choices['storage'] => {
  const answered = new Set(storage.accounts.map(({ id }) => id))
  const missing = proposed.accounts.filter(({ id }) => !answered.has(id))
  return missing.length === 0 ? storage : { ...storage, accounts: [...storage.accounts, ...missing] }
}

/** Step by step: the kept answer where it still fits its schema, else the proposed one. */
export function revive(kept: Kept, proposal: Choices): Revived {
  const stored = isRecord(kept.choices) ? kept.choices : {}
  const read = stepIds.map((id) => ({ id, parsed: steps[id].asks.safeParse(stored[id]) }))
  const fits = read.flatMap(({ id, parsed }) => (parsed.success ? [[id, parsed.data] as const] : []))
  const texts = isRecord(kept.unparsed) ? Object.entries(kept.unparsed).filter((entry): entry is [string, string] => typeof entry[1] === 'string') : []
  const visited: readonly unknown[] = Array.isArray(kept.visited) ? kept.visited : []
  const choices: Choices = { ...proposal, ...Object.fromEntries(fits) }
  return {
    choices: { ...choices, storage: withNewAccounts(choices.storage, proposal.storage) },
    unparsed: Object.fromEntries(texts),
    visited: stepIds.filter((id) => visited.includes(id)),
    replaced: read.flatMap(({ id, parsed }) => (parsed.success ? [] : [id])),
    risks: risksSchema.safeParse(kept.risks ?? []).data ?? [],
    replies: repliesSchema.safeParse(kept.replies ?? []).data ?? [],
  }
}
