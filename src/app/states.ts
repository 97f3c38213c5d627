/** The state of each step, as the rail says it. Pure. */
import { judgeRisks } from '../review/risks.ts'
import type { Design } from '../session/session.ts'
import type { View } from '../session/derive.ts'
import { toCorrect } from '../session/session.ts'
import type { StepId } from '../steps/choices.ts'
import { type Counts, countsOf } from '../steps/counts.ts'

/** A step's state: the first of these that applies. `n` counts what the word is about, `accepted` the findings that somebody accepted. */
export interface StepState {
  readonly is: 'must' | 'answer' | 'unknown' | 'notOpened' | 'done'
  readonly n: number
  readonly accepted: number
}

/** What a step still lacks. */
export interface Missing {
  /** Fields that wait for an answer, as `<step>.<field>`. */
  readonly answers: readonly string[]
  /** Fields whose text does not parse. */
  readonly toCorrect: readonly string[]
  readonly must: number
  readonly unknown: number
  /** Findings that stay and are accepted; they count nowhere else. */
  readonly accepted: number
}

/** Counts of the findings that stay, on `day` (`YYYY-MM-DD`): what was accepted for longer counts apart. */
export function stayingCounts({ validation }: Pick<View, 'validation'>, { risks }: Pick<Design, 'risks'>, day: string): Counts & { readonly accepted: number } {
  const { standing, accepted } = judgeRisks(validation, risks, day)
  return { ...countsOf(standing), accepted: accepted.length }
}

/** What a step lacks with the choices of the view, on `day`. */
export function missingIn(view: View, design: Design, step: StepId, day: string): Missing {
  const { must, unknown, accepted } = stayingCounts({ validation: view.validation.filter((finding) => finding.step === step) }, design, day)
  return { answers: view.open[step].map((field) => `${step}.${field}`), toCorrect: toCorrect(design.unparsed, step), must, unknown, accepted }
}

/** A step's state in the rail, on `day`. */
export function stateOf(view: View, design: Design, step: StepId, day: string): StepState {
  const { answers, toCorrect: wrong, must, unknown, accepted } = missingIn(view, design, step, day)
  const open = answers.length + wrong.length
  if (must > 0) return { is: 'must', n: must, accepted }
  if (open > 0) return { is: 'answer', n: open, accepted }
  if (unknown > 0) return { is: 'unknown', n: unknown, accepted }
  return { is: design.visited.includes(step) ? 'done' : 'notOpened', n: 0, accepted }
}
