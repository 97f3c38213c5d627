/** Generates the catalogue of requirements, src/steps/requirements.json and its ids, from knowledge/requirements.md. `--check` compares instead of writing. */
import { isMain, textOf, writeOrCheck } from './files.mjs'

const SECTIONS = ['PRE', 'ADDR', 'WKSP', 'STOR', 'KV', 'ACR', 'DATA', 'MON', 'CONN', 'NET', 'DIAG']
const ROW = /^\| ([A-Z]+-\d+) \| (.*) \|$/
const LEVELS = { E: 'must', W: 'should', I: 'info' }

/**
 * The level that a severity gives without a condition: a bare letter, or one whose remark names no other letter. `conditional` is everything else,
 * such as "E when Allow" or "W (E for ReadOnly)".
 */
function levelOf(severity) {
  const [, letter, rest] = /^([EWI])(.*)$/.exec(severity) ?? []
  if (letter === undefined) return 'conditional'
  const bare = rest === '' || /^ \((?!.*\b[EWI]\b)[^)]*\)$/.test(rest) || /^, (?!.*\b[EWI]\b)/.test(rest)
  return bare ? LEVELS[letter] : 'conditional'
}

function requirementOf(line) {
  const [, id, cells] = ROW.exec(line) ?? []
  const section = id?.replace(/-\d+$/, '')
  if (id === undefined || !SECTIONS.includes(section)) return []
  const parts = cells.split(' | ')
  if (parts.length !== 6) throw new Error(`${id} has ${parts.length + 1} cells, expected 7`)
  const [text, check, when, severity, remedy, source] = parts
  return [[id, { text, check, when, severity, level: levelOf(severity), remedy, source, section }]]
}

const catalogue = Object.fromEntries(textOf('knowledge/requirements.md').split('\n').flatMap(requirementOf))

const jsonText = `{\n${Object.entries(catalogue)
  .map(([id, entry]) => `${JSON.stringify(id)}: ${JSON.stringify(entry, null, 1)}`)
  .join(',\n')}\n}\n`

/** The ids in lines of one section each, so that a new id is a difference of one line. */
const union = SECTIONS.map(
  (section) =>
    `  | ${Object.keys(catalogue)
      .filter((id) => catalogue[id].section === section)
      .map((id) => `'${id}'`)
      .join(' | ')}`,
).join('\n')

const typeText = `// Generated from knowledge/requirements.md by scripts/requirements.mjs; run npm run generate after a change there.
import catalogue from './requirements.json'

/** The id of a numbered line of the catalogue. */
export type RequirementId =
${union}

/** A section of the catalogue: the prefix of its ids. */
export type RequirementSection = ${SECTIONS.map((section) => `'${section}'`).join(' | ')}

/** One line of the catalogue, as the document words it. */
export interface Requirement {
  readonly text: string
  /** The ARM type and property, or the call, that shows the state. */
  readonly check: string
  readonly when: string
  /** The document's own word: E, W or I, often with a condition. */
  readonly severity: string
  /** The level where the severity has no condition. */
  readonly level: 'must' | 'should' | 'info' | 'conditional'
  readonly remedy: string
  /** Keys of \`facts/sources.ts\` and issue numbers; a trailing \`+\` marks what goes beyond the article. */
  readonly source: string
  readonly section: RequirementSection
}

/** The catalogue. */
export const requirements = catalogue as Readonly<Record<RequirementId, Requirement>>
`

/** The generated files: path to text. */
export const requirementFiles = () =>
  new Map([
    ['src/steps/requirements.json', jsonText],
    ['src/steps/requirements.ts', typeText],
  ])

if (isMain(import.meta.url)) writeOrCheck(requirementFiles())
