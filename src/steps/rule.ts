import type { ArmId } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import type { PlannedRight } from '../estate/rights.ts'
import type { Choices } from './choices.ts'
import type { RequirementId } from './requirements.ts'
import type { Unread } from './unread.ts'

/** Where the article is published (facts.json source A, `v1/how-to-secure-workspace-vnet.md`). */
export const articleAddress = 'https://learn.microsoft.com/azure/machine-learning/v1/how-to-secure-workspace-vnet'

/** Error, warning, note. */
export type Level = 'must' | 'should' | 'info'

/** What fills a finding's sentence; shown as evidence. */
export type PlaceData = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** Where a rule is broken. `unknown`: it cannot be judged there. `level` lowers the rule's own level (never raises it). */
export interface Place {
  readonly at: ArmId
  readonly verdict?: 'unknown'
  readonly level?: Level
  readonly data?: PlaceData
}

/** One sentence of the article, made checkable. No place means kept. */
export interface Rule {
  readonly requirement: RequirementId
  /** Requirements that the same check answers. */
  readonly also?: readonly RequirementId[]
  readonly level: Level
  /** `planned`: the rights that the plan of the choices needs; absent where there is no plan, as in an assessment. */
  readonly broken: (estate: Estate, choices: Choices, planned?: readonly PlannedRight[]) => readonly Place[]
}

/** A section's rules by name; a name says what is true when the rule is kept. */
export type Rulebook = Readonly<Record<string, Rule>>

/** The words of a rule: `title` is the rule as a statement, `what` the fault at one place, `why` it matters, `remedy` the one next action. */
export interface RuleMessages {
  readonly title: string
  readonly what: (data: PlaceData) => string
  readonly why: string
  readonly remedy: string
  /** The field whose question "Fix this" goes to (`reach`, or `addressSpace.network` for another step's); absent: the step's first open question. */
  readonly question?: string
}

/** One place where a rule is broken, or cannot be judged. */
export interface Finding {
  readonly step: string
  readonly rule: string
  readonly requirement: RequirementId
  readonly also: readonly RequirementId[]
  readonly level: Level
  readonly verdict?: 'unknown'
  readonly at: ArmId
  readonly data: PlaceData
}

/** A place that cannot be judged because `what` was not read or is not recorded in Azure; `data` fills its sentence. */
export const unknownAt = (at: ArmId, what: Unread, data: PlaceData = {}): Place => ({ at, verdict: 'unknown', data: { ...data, unread: what } })
