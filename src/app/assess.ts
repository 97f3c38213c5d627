/** What the assessment counts and lists, from pairs of findings. Pure; the pages only draw it. */
import type { StatusWord } from '../components/statusWord.ts'
import type { Pair } from '../steps/index.ts'
import type { Finding } from '../steps/rule.ts'
import type { AssessmentRoute, LevelFilter } from './routes.ts'
import { stepIds } from '../steps/order.ts'
import type { StepId } from '../steps/choices.ts'
import { countsOf, type CountedWord, type Counts, weightOf, wordOf } from '../steps/counts.ts'

/** One row of a list: a finding now, what becomes of it, and the id that the address carries. */
export interface Row {
  readonly id: string
  readonly pair: Pair
  readonly now: CountedWord | null
  readonly after: CountedWord | null
  /** The finding that its sentence is about: the one now, else the one with the choices. */
  readonly finding: Finding
}

const rank = ({ now, after }: Row): number => weightOf[now ?? after ?? 'info']

/** The rows of all pairs, the weightiest first, then in the order of steps and rules. */
export function rowsOf(pairs: readonly Pair[]): readonly Row[] {
  const numbers = new Map<string, number>()
  const rows = pairs.flatMap((pair): readonly Row[] => {
    const finding = pair.now ?? pair.chosen
    if (finding === null) return []
    const number = (numbers.get(pair.rule) ?? 0) + 1
    numbers.set(pair.rule, number)
    return [{ id: `${pair.rule}~${number}`, pair, finding, now: pair.now === null ? null : wordOf(pair.now), after: pair.chosen === null ? null : wordOf(pair.chosen) }]
  })
  return rows.toSorted((one, other) => rank(one) - rank(other) || stepIds.indexOf(one.pair.step as StepId) - stepIds.indexOf(other.pair.step as StepId))
}

/** One line of the table by section. `kept` counts rules without any finding. */
export interface Section extends Counts {
  readonly step: StepId
  readonly kept: number
}

/** The findings by section; `rulesOf` names a step's rules. */
export const sectionsOf = (findings: readonly Finding[], rulesOf: (step: StepId) => readonly string[]): readonly Section[] =>
  stepIds.map((step) => {
    const own = findings.filter((finding) => finding.step === step)
    const found = new Set(own.map(({ rule }) => rule))
    return { step, ...countsOf(own), kept: rulesOf(step).filter((rule) => !found.has(rule)).length }
  })

const admits = (level: LevelFilter, row: Row): boolean => {
  switch (level) {
    case 'all': return row.now !== null
    case 'stays': return row.after === 'must'
    case 'must': case 'should': case 'info': case 'unknown': return row.now === level
  }
}

/** The rows that the filters of the address admit. */
export const filtered = (rows: readonly Row[], { level, section }: Pick<AssessmentRoute, 'level' | 'section'>): readonly Row[] =>
  rows.filter((row) => admits(level, row) && (section === 'all' || row.pair.step === section))

/** How many rows each filter admits within a section. */
export const filterCounts = (rows: readonly Row[], section: AssessmentRoute['section']): Readonly<Record<LevelFilter, number>> => {
  const of = (level: LevelFilter) => filtered(rows, { level, section }).length
  return { all: of('all'), must: of('must'), should: of('should'), info: of('info'), unknown: of('unknown'), stays: of('stays') }
}

/** Rows of one rule and one word, shown as one. */
export interface Group {
  readonly id: string
  readonly rows: readonly [Row, ...Row[]]
}

/** From how many rows on a list is grouped by rule. */
export const groupedFrom = 50

/** Rows by rule and word, in the order of their first row; each alone where there are fewer than fifty. */
export function groupsOf(rows: readonly Row[]): readonly Group[] {
  if (rows.length < groupedFrom) return rows.map((row) => ({ id: row.id, rows: [row] }))
  const groups = new Map<string, [Row, ...Row[]]>()
  for (const row of rows) {
    const key = `${row.pair.rule}/${row.now ?? ''}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return [...groups.values()].map((members) => ({ id: members[0].id, rows: members }))
}

/** What becomes of rows: the weightiest word that stays, or kept. */
export function becomes(rows: readonly Row[]): { readonly word: StatusWord; readonly stays: 'still' | 'new' | 'changed' } {
  const left = rows.filter(({ after }) => after !== null).toSorted((one, other) => weightOf[one.after ?? 'info'] - weightOf[other.after ?? 'info'])
  const worst = left[0]
  if (worst?.after === undefined || worst.after === null) return { word: 'kept', stays: 'changed' }
  return { word: worst.after, stays: worst.now === worst.after ? 'still' : worst.now === null ? 'new' : 'changed' }
}
