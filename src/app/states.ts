/** The state of each step, as the rail says it. Pure. */
import type { Design } from '../session/session.ts'
import type { View } from '../session/derive.ts'
import { toCorrect } from '../session/session.ts'
import type { StepId } from '../steps/choices.ts'
import { countsOf } from './assess.ts'

/** A step's state: the first of these that applies. `n` counts what the word is about. */
export interface StepState {
  readonly is: 'must' | 'answer' | 'unknown' | 'notOpened' | 'done'
  readonly n: number
}

/** What a step still lacks. */
export interface Missing {
  /** Fields that wait for an answer, as `<step>.<field>`. */
  readonly answers: readonly string[]
  /** Fields whose text does not parse. */
  readonly toCorrect: readonly string[]
  readonly must: number
  readonly unknown: number
}

/** What a step lacks with the choices of the view. */
export function missingIn(view: View, design: Design, step: StepId): Missing {
  const { must, unknown } = countsOf(view.validation.filter((finding) => finding.step === step))
  return { answers: view.open[step].map((field) => `${step}.${field}`), toCorrect: toCorrect(design.unparsed, step), must, unknown }
}

/** A step's state in the rail. */
export function stateOf(view: View, design: Design, step: StepId): StepState {
  const { answers, toCorrect: wrong, must, unknown } = missingIn(view, design, step)
  const open = answers.length + wrong.length
  if (must > 0) return { is: 'must', n: must }
  if (open > 0) return { is: 'answer', n: open }
  if (unknown > 0) return { is: 'unknown', n: unknown }
  return design.visited.includes(step) ? { is: 'done', n: 0 } : { is: 'notOpened', n: 0 }
}
