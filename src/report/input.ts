import type { ArmId } from '../base/armId.ts'
import type { Change, Reason } from '../changes/change.ts'
import { digest } from '../changes/digest.ts'
import type { Estate } from '../estate/estate.ts'
import { type Charge, charges } from '../steps/charges.ts'
import type { Choices } from '../steps/choices.ts'
import type { Pair } from '../steps/index.ts'
import { type AllowList, allowList, passesFirewall } from '../steps/outbound/allowList.ts'
import type { Finding } from '../steps/rule.ts'

/** A finding that its administrator accepts until a day, and whether that day has passed. */
export interface AcceptedRisk {
  readonly finding: Finding
  readonly risk: { readonly reason: string; readonly until: string }
}

/** What a reviewer said of one item. */
export interface Answer {
  readonly response: 'accept' | 'question' | 'refuse'
  readonly note: string
}

/** What a report is written from; everything in it was computed elsewhere. Without choices, `picture` is `current` and there is no plan. */
export interface ReportInput {
  readonly picture: 'current' | 'desired'
  readonly workspaceId: ArmId
  readonly cloud: string
  readonly takenAt: string
  /** The SHA-256 of the plan. */
  readonly digest: string
  /** Findings now, and in the picture asked about. */
  readonly pairs: readonly Pair[]
  readonly plan: readonly Change[]
  /** By `idKey`. */
  readonly reasons: ReadonlyMap<string, Reason>
  readonly accepted: readonly AcceptedRisk[]
  readonly expired: readonly AcceptedRisk[]
  /** A reviewer's answers by the key of a change, or `step/rule@at` of a finding. */
  readonly answers: ReadonlyMap<string, Answer>
  readonly reviewer: string | null
  /** What a firewall on the way has to let through; null where none is on the way, or nothing was chosen. */
  readonly allowed: AllowList | null
  /** What Azure bills for because of the plan; null without one. */
  readonly charges: readonly Charge[] | null
}

/** A current estate with its findings, judged as if nothing had been answered. */
interface Assessed {
  readonly current: Estate
  readonly assessment: readonly Finding[]
}

/** What follows from choices, as the session derives it. */
interface Viewed {
  readonly base: Assessed
  readonly pairs: readonly Pair[]
  readonly plan: readonly Change[]
  readonly reasons: ReadonlyMap<string, Reason>
  readonly desired: Estate
  readonly choices: Choices
}

/** What people said: accepted risks by whether they still hold, and a reviewer's answers. */
export type Said = Pick<ReportInput, 'accepted' | 'expired' | 'answers' | 'reviewer'>

/** Nobody has said anything. */
export const nothingSaid: Said = { accepted: [], expired: [], answers: new Map(), reviewer: null }

const about = ({ workspace, cloud, takenAt }: Estate) => ({ workspaceId: workspace.id, cloud, takenAt })

/** The input of a report on the estate as read. */
export const currentInput = ({ current, assessment }: Assessed, said: Said = nothingSaid): ReportInput => ({
  picture: 'current', ...about(current), digest: digest([]), plan: [], reasons: new Map(), allowed: null, charges: null, ...said,
  pairs: assessment.map((finding) => ({ step: finding.step, rule: finding.rule, at: finding.at, now: finding, chosen: finding })),
})

/** The input of a report on the estate as it would be. */
export const desiredInput = ({ base, pairs, plan, reasons, desired, choices }: Viewed, said: Said = nothingSaid): ReportInput => ({
  picture: 'desired', ...about(base.current), digest: digest(plan), pairs, plan, reasons, allowed: passesFirewall(desired, choices) ? allowList(desired, choices) : null,
  charges: charges(base.current, desired), ...said,
})
