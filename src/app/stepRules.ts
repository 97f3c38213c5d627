/** The rules of one step, now and with the choices, for the column beside its questions. Pure. */
import { type CountedWord, weightOf, wordOf } from '../steps/counts.ts'
import type { Pair } from '../steps/index.ts'
import type { StepId } from '../steps/choices.ts'
import type { Finding } from '../steps/rule.ts'

/** A rule of a step: its weightiest word now and with the choices (null: kept), and at how many places. */
export interface StepRule {
  readonly rule: string
  readonly now: CountedWord | null
  readonly after: CountedWord | null
  readonly places: number
}

const worst = (findings: readonly (Finding | null)[]): CountedWord | null => {
  const words = findings.flatMap((finding) => (finding === null ? [] : [wordOf(finding)]))
  return words.toSorted((one, other) => weightOf[one] - weightOf[other])[0] ?? null
}

const rank = ({ now, after }: StepRule): number => Math.min(weightOf[after ?? 'info'] + (after === null ? 4 : 0), 4 + weightOf[now ?? 'info'])

/** The step's rules by name: those that matter first, what stays broken before what the choices settle. */
export function rulesOf(step: StepId, names: readonly string[], pairs: readonly Pair[]): readonly StepRule[] {
  const own = pairs.filter((pair) => pair.step === step)
  const rules = names.map((rule): StepRule => {
    const places = own.filter((pair) => pair.rule === rule)
    return { rule, now: worst(places.map(({ now }) => now)), after: worst(places.map(({ chosen }) => chosen)), places: places.length }
  })
  return rules.toSorted((one, other) => rank(one) - rank(other))
}
