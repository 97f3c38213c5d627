/** The printed table of requirements (docs/requirements.md), read back for the page. Must agree with `coveragePage`. */
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
