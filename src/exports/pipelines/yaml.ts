/** YAML as documents. Every text from outside is quoted, and means nothing to the pipeline that reads it. */
import { before, type Document, indent, line, lines } from '../../base/document.ts'
import { oneLine } from '../messages.en.ts'

// `${{ }}` is an expression of both kinds of pipelines, `$( )` and `$[ ]` are of Azure Pipelines. Azure has no name with `$` in it that a plan holds.
const EXPRESSIONS = /\$(?=\{\{|\(|\[)/g

// YAML takes neither of these two, escaped or not (YAML 1.2.2, 5.1); `oneLine` takes out the other characters that it does not.
const NONCHARACTERS = /[\uFFFE\uFFFF]/g

/** A text on one line that no pipeline takes for an expression. */
export const inert = (text: string): string => oneLine(text).replaceAll(NONCHARACTERS, ' ').replaceAll(EXPRESSIONS, '$ ')

/** A text between double quotes, one line for each of `texts`: what JSON escapes, YAML reads the same way. */
export const quoted = (...texts: readonly string[]): string => JSON.stringify(texts.map(inert).join('\n'))

/** `key: value` for a value that is YAML already. */
export const entry = (key: string, value: string): Document => line(`${key}: ${value}`)

/** `key:` with what belongs to it, one step to the right; nothing where there is nothing. */
export const under = (key: string, inner: Document, style = ''): Document => (inner.length === 0 ? [] : [...line(`${key}:${style}`), ...indent(inner)])

/** An entry of a list: a document behind its dash. */
export const item = (document: Document): Document => [...before('- ', document.slice(0, 1)), ...indent(document.slice(1))]

/** `key: |` with lines as they are, but for expressions. */
export const literal = (key: string, texts: readonly string[]): Document => under(key, lines(...texts.map(inert)), ' |')

/** A comment; it stays on its line. */
export const remark = (text: string): string => `# ${inert(text)}`
