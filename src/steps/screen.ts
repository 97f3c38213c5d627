import type { Estate } from '../estate/estate.ts'
import type { JudgedRight } from '../estate/rights.ts'
import type { Choices } from './choices.ts'

/** What a step's screen is given. It decides nothing: rules say what is right, `configure` what happens. */
export interface ScreenProps {
  readonly current: Estate
  readonly desired: Estate
  readonly choices: Choices
  /** The first answers, to tell a proposed answer from a chosen one. */
  readonly proposal: Choices
  /** Why a field of this step has its proposed answer, in words; null when it was not proposed. */
  readonly because: (field: string) => string | null
  /** What the plan of these choices needs to be allowed to do, each right once. */
  readonly rights: readonly JudgedRight[]
  /** Replaces the given steps' parts whole. */
  readonly choose: (part: Partial<Choices>) => void
  /** Text that does not parse yet, by field id such as `addressSpace.endpointSubnet.prefix`. */
  readonly unparsed: Readonly<Record<string, string>>
  /** Keeps such a text; null when the field parses again. */
  readonly keepUnparsed: (field: string, text: string | null) => void
}
