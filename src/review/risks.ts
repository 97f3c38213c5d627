import { idKey } from '../base/armId.ts'
import type { Risk } from './content.ts'

/** What of a finding a risk is about. */
interface At {
  readonly rule: string
  readonly at: string
}

/** A finding beside the acceptance that is about it. */
export interface Accepted<Finding> {
  readonly finding: Finding
  readonly risk: Risk
}

/** Findings by what was accepted. `standing` is everything that shows: those that nobody accepted, and those whose acceptance has expired. */
export interface Judged<Finding> {
  readonly standing: readonly Finding[]
  readonly accepted: readonly Accepted<Finding>[]
  readonly expired: readonly Accepted<Finding>[]
  /** Acceptances without a finding: the rule is kept there now. */
  readonly idle: readonly Risk[]
}

const keyOf = ({ rule, at }: At): string => `${rule}@${idKey(at)}`

/** Findings judged by accepted risks on `today` (`YYYY-MM-DD`); an acceptance holds to the end of its last day. The later of two counts. */
export function judgeRisks<Finding extends At>(findings: readonly Finding[], risks: readonly Risk[], today: string): Judged<Finding> {
  const latest = new Map([...risks].sort((one, other) => (one.until < other.until ? -1 : 1)).map((risk) => [keyOf(risk), risk]))
  const about = findings.flatMap((finding) => {
    const risk = latest.get(keyOf(finding))
    return risk === undefined ? [] : [{ finding, risk }]
  })
  const accepted = about.filter(({ risk }) => risk.until >= today)
  const holds = new Set(accepted.map(({ finding }) => finding))
  const found = new Set(findings.map(keyOf))
  return {
    standing: findings.filter((finding) => !holds.has(finding)),
    accepted,
    expired: about.filter(({ risk }) => risk.until < today),
    idle: risks.filter((risk) => !found.has(keyOf(risk))),
  }
}

/** Risks with one more; an earlier one for the same rule and place is replaced. */
export const withRisk = (risks: readonly Risk[], risk: Risk): readonly Risk[] => [...withoutRisk(risks, risk), risk]

/** Risks without the one for a rule and place. */
export const withoutRisk = (risks: readonly Risk[], gone: At): readonly Risk[] => risks.filter((risk) => keyOf(risk) !== keyOf(gone))
