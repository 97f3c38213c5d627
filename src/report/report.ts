/** What a report says, as data: Markdown, the printed page and the review page show the same. */
import { type ArmId, idKey, nameOf, typeOf } from '../base/armId.ts'
import type { Change } from '../changes/change.ts'
import { type Pair, rulebooks } from '../steps/index.ts'
import { stepIds } from '../steps/order.ts'
import { countsOf, type CountedWord, wordOf } from '../steps/counts.ts'
import type { Finding } from '../steps/rule.ts'
import { type ChangedLine, changedLines } from './changedLines.ts'
import type { AcceptedRisk, Answer, ReportInput } from './input.ts'
import { findingText, ruleWords, titleOf } from '../steps/words.ts'

/** How many findings there are of each kind, and how many rules have none. */
export type RuleCounts = Readonly<Record<CountedWord | 'kept', number>>

/** One rule at one place, in both pictures. */
export interface FindingRow {
  readonly key: string
  readonly rule: string
  readonly requirement: string
  readonly title: string
  readonly at: ArmId
  readonly name: string
  readonly before: CountedWord | null
  readonly after: CountedWord | null
  readonly what: string
  readonly why: string
  readonly remedy: string
  readonly accepted: AcceptedRisk['risk'] | null
  readonly expired: AcceptedRisk['risk'] | null
  readonly answer: Answer | null
}

/** A section of the article with its findings. */
export interface Section {
  readonly step: string
  readonly title: string
  readonly before: RuleCounts
  readonly after: RuleCounts
  readonly rows: readonly FindingRow[]
}

/** One change of the plan. */
export interface ChangeRow {
  readonly number: number
  readonly key: string
  readonly id: ArmId
  readonly name: string
  readonly type: string
  readonly do: Change['do']
  readonly phase: Change['phase']
  readonly closes: boolean
  readonly interrupts: boolean
  readonly owner: string | null
  readonly lines: readonly ChangedLine[]
  readonly task: string | null
  readonly because: { readonly step: string; readonly requirements: readonly string[] } | null
  readonly answer: Answer | null
}

/** A whole report. */
export interface Report {
  readonly picture: ReportInput['picture']
  readonly workspace: { readonly id: ArmId; readonly name: string }
  readonly cloud: string
  readonly takenAt: string
  readonly digest: string
  readonly reviewer: string | null
  readonly before: RuleCounts
  readonly after: RuleCounts
  readonly sections: readonly Section[]
  readonly changes: readonly ChangeRow[]
  readonly allowed: ReportInput['allowed']
  readonly charges: ReportInput['charges']
}

const wordIn = (finding: Finding | null): CountedWord | null => (finding === null ? null : wordOf(finding))

function countsWith(findings: readonly Finding[], rules: readonly string[]): RuleCounts {
  const broken = new Set(findings.map(({ rule }) => rule))
  return { ...countsOf(findings), kept: rules.filter((rule) => !broken.has(rule)).length }
}

const present = (findings: readonly (Finding | null)[]): readonly Finding[] => findings.filter((finding) => finding !== null)

/** The report of a design. */
export function reportOf(input: ReportInput): Report {
  const sections = stepIds.map((step): Section => {
    const own = input.pairs.filter((pair) => pair.step === step)
    const rules = Object.keys(rulebooks[step])
    return {
      step, title: titleOf(step), before: countsWith(present(own.map(({ now }) => now)), rules), after: countsWith(present(own.map(({ chosen }) => chosen)), rules), rows: rowsOf(own, input),
    }
  })
  const sum = (of: (section: Section) => RuleCounts): RuleCounts => {
    const total = (word: keyof RuleCounts) => sections.reduce((all, section) => all + of(section)[word], 0)
    return { must: total('must'), should: total('should'), info: total('info'), unknown: total('unknown'), kept: total('kept') }
  }
  const { picture, workspaceId, cloud, takenAt, digest, reviewer } = input
  return {
    picture, workspace: { id: workspaceId, name: nameOf(workspaceId) }, cloud, takenAt, digest, reviewer,
    before: sum(({ before }) => before), after: sum(({ after }) => after), sections, changes: input.plan.map((change, index) => changeRow(change, index + 1, input)), allowed: input.allowed, charges: input.charges,
  }
}

function rowsOf(pairs: readonly Pair[], input: ReportInput): readonly FindingRow[] {
  const counts = new Map<string, number>()
  return pairs.flatMap((pair): readonly FindingRow[] => {
    const finding = pair.chosen ?? pair.now
    if (finding === null) return []
    const name = `${pair.step}/${pair.rule}@${pair.at}`
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    const key = count === 1 ? name : `${name}#${count}`
    const words = ruleWords(pair.step, pair.rule)
    const about = (risks: readonly AcceptedRisk[]) => risks.find(({ finding: { rule, at } }) => rule === pair.rule && idKey(at) === idKey(pair.at))?.risk ?? null
    return [{
      key, rule: pair.rule, requirement: finding.requirement, title: words.title, at: pair.at, name: nameOf(pair.at), before: wordIn(pair.now), after: wordIn(pair.chosen),
      what: findingText(finding), why: words.why, remedy: words.remedy, accepted: pair.chosen === null ? null : about(input.accepted), expired: pair.chosen === null ? null : about(input.expired),
      answer: input.answers.get(key) ?? null,
    }]
  })
}

function changeRow(change: Change, number: number, { reasons, answers }: ReportInput): ChangeRow {
  const reason = reasons.get(idKey(change.id))
  const { key, id, type, phase, closes, interrupts, owner } = change
  return {
    number, key, id, name: nameOf(id), type: type === '' ? typeOf(id) : type, do: change.do, phase, closes, interrupts, owner, lines: changedLines(change),
    task: change.do === 'manual' ? change.task.task : null,
    because: reason === undefined ? null : { step: titleOf(reason.step), requirements: reason.requirements }, answer: answers.get(key) ?? null,
  }
}
