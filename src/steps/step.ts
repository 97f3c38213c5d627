import type { z } from 'zod'
import type { Estate } from '../estate/estate.ts'
import type { Choices } from './choices.ts'
import type { Rulebook } from './rule.ts'

/** First answers and, by field name, why each is proposed (a key of the step's `because` words with what fills it). */
export interface Proposed<Own> {
  readonly answers: Own
  readonly because: Readonly<Partial<Record<keyof Own & string, Because>>>
}

/** Names a sentence in the step's messages (`because`) and fills it. */
export interface Because {
  readonly word: string
  readonly data?: Readonly<Record<string, string | number>>
}

/** One section of the article: what it asks, proposes, does to the estate, and demands of it. */
export interface Step<Own> {
  /** The article's anchor. */
  readonly section: `#${string}`
  readonly asks: z.ZodType<Own>
  /** First answers from the current estate; `earlier` holds the proposals of the steps before it (others still undecided). Names and layouts are settled here. */
  readonly propose: (current: Estate, earlier: Choices) => Proposed<Own>
  /** Applies the step's answers; pure, and twice is once. */
  readonly configure: (estate: Estate, own: Own, choices: Choices) => Estate
  readonly rules: Rulebook
  /** The fields that still need an answer which only a person has. */
  readonly open: (own: Own, estate: Estate) => readonly (keyof Own & string)[]
}
