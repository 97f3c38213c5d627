/** What a review shows, from its view: every item that can be answered beside what it is about. Pure; the pages only draw it. */
import type { Change } from '../../changes/change.ts'
import type { Risk } from '../../review/content.ts'
import { type Item, itemsOf } from '../../review/reply.ts'
import { judgeRisks } from '../../review/risks.ts'
import { type AcceptedRisk, desiredInput, type Said } from '../../report/input.ts'
import { type ChangeRow, type RuleCounts, type FindingRow, type Report, reportOf } from '../../report/report.ts'
import type { View } from '../../session/derive.ts'
import type { Pair } from '../../steps/index.ts'
import type { Finding } from '../../steps/rule.ts'

/** The name of an item among responses. */
export const nameOfItem = ({ is, key }: Pick<Item, 'is' | 'key'>): string => `${is} ${key}`

/** A change that can be answered. */
export interface ChangeItem {
  readonly item: Item
  readonly change: Change
  readonly row: ChangeRow
}

/** A finding that stays, which can be answered. */
export interface FindingItem {
  readonly item: Item
  readonly finding: Finding
  readonly before: FindingRow['before']
  readonly risk: (AcceptedRisk['risk'] & { readonly state: 'holds' | 'expired' }) | null
}

/** A section of the article: counts before and after, what stays, what the plan settles. */
export interface ReviewSection {
  readonly step: string
  readonly title: string
  readonly before: RuleCounts
  readonly after: RuleCounts
  readonly staying: readonly FindingItem[]
  readonly settled: readonly FindingRow[]
}

/** A whole review. */
export interface ReviewRows {
  readonly report: Report
  readonly items: readonly Item[]
  readonly closings: readonly ChangeItem[]
  readonly additions: readonly ChangeItem[]
  readonly byHand: readonly ChangeItem[]
  readonly accepted: readonly FindingItem[]
  readonly sections: readonly ReviewSection[]
}

const stateOf = (finding: Finding, judged: ReturnType<typeof judgeRisks<Finding>>): FindingItem['risk'] => {
  const [holds, expired] = [judged.accepted, judged.expired].map((list) => list.find((each) => each.finding === finding)?.risk)
  return holds !== undefined ? { ...holds, state: 'holds' } : expired === undefined ? null : { ...expired, state: 'expired' }
}

/** The rows of a review, risks judged on `today` (`YYYY-MM-DD`). */
export function reviewRows(view: View, risks: readonly Risk[], today: string): ReviewRows {
  const judged = judgeRisks(view.validation, risks, today)
  const report = reportOf(desiredInput(view, { accepted: judged.accepted, expired: judged.expired, answers: new Map(), reviewer: null }))
  const items = itemsOf(view.plan, view.validation)
  const changes = view.plan.flatMap((change, index): readonly ChangeItem[] => {
    const [item, row] = [items[index], report.changes[index]]
    return item === undefined || row === undefined ? [] : [{ item, change, row }]
  })
  const pairs = new Map(view.pairs.flatMap((pair): readonly (readonly [Finding, Pair])[] => (pair.chosen === null ? [] : [[pair.chosen, pair]])))
  const staying = view.validation.flatMap((finding, index): readonly FindingItem[] => {
    const item = items[view.plan.length + index]
    const now = pairs.get(finding)?.now ?? null
    return item === undefined ? [] : [{ item, finding, before: now === null ? null : now.verdict === 'unknown' ? 'unknown' : now.level, risk: stateOf(finding, judged) }]
  })
  const isByHand = ({ change }: ChangeItem) => change.do === 'manual'
  return {
    report, items,
    closings: changes.filter((each) => !isByHand(each) && each.change.phase === 'lockdown'),
    additions: changes.filter((each) => !isByHand(each) && each.change.phase === 'prepare'),
    byHand: changes.filter(isByHand),
    accepted: staying.filter(({ risk }) => risk !== null),
    sections: report.sections.map((section) => ({
      step: section.step, title: section.title, before: section.before, after: section.after,
      staying: staying.filter(({ finding, risk }) => finding.step === section.step && risk === null), settled: section.rows.filter(({ after }) => after === null),
    })),
  }
}

/** What people said, for a report: risks judged on `today`, and the newest answers. */
export function saidOf(view: View, risks: readonly Risk[], today: string, answers: Pick<Said, 'answers' | 'reviewer'>): Said {
  const { accepted, expired } = judgeRisks(view.validation, risks, today)
  return { accepted, expired, ...answers }
}

/** How many responses there are of each kind, and which items still need a note. */
export function tally(responses: Readonly<Record<string, { readonly response: 'accept' | 'question' | 'refuse'; readonly note: string }>>, items: readonly Item[]) {
  const given = items.flatMap((item) => {
    const response = responses[nameOfItem(item)]
    return response === undefined ? [] : [{ item, ...response }]
  })
  const of = (word: 'accept' | 'question' | 'refuse') => given.filter(({ response }) => response === word).length
  return { given, accept: of('accept'), question: of('question'), refuse: of('refuse'), noNote: given.filter(({ response, note }) => response !== 'accept' && note.trim() === '') }
}
