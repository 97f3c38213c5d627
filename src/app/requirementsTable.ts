/** The printed table of requirements (docs/requirements.md), read back for the page. Must agree with `coveragePage`. */
import { ruleWords, titleOf } from '../steps/words.ts'

export interface RequirementRow {
  readonly id: string
  readonly kind: string
  readonly text: string
  readonly where: string
}

const cells = (line: string): readonly string[] => line.slice(2, -2).split(/(?<!\\) \| /).map((cell) => cell.replaceAll('\\|', '|').trim())

/** The rows of the page's table; the table of counts has fewer columns and is left out. */
export const rowsIn = (page: string): readonly RequirementRow[] =>
  page.split('\n').flatMap((line) => {
    if (!/^\| [A-Z]+-\d+ \|/.test(line)) return []
    const [id, kind, text, where] = cells(line)
    return id === undefined || kind === undefined || text === undefined ? [] : [{ id, kind, text, where: where ?? '' }]
  })

const ruleAt = (place: string): string => {
  const [step = '', rule = ''] = place.split('/')
  return `${titleOf(step)}: ${ruleWords(step, rule).title}`
}

/** Where a requirement went, a line each, in the words of the pages: a rule by its step and its statement, a note by its step; what tests show and reasons for leaving out stand as they are. */
export function placesOf({ kind, where }: Pick<RequirementRow, 'kind' | 'where'>): readonly string[] {
  switch (kind) {
    case 'rule': return where.split('; ').map(ruleAt)
    case 'information': return where.split('; ').map(titleOf)
    // Each title of a test begins with the id.
    case 'plan behaviour': return where.split(/; (?=[A-Z]+-\d+ )/).map((title) => title.replace(/^[A-Z]+-\d+ /, ''))
    default: return [where]
  }
}
