/** Markdown from texts of other people: nothing of theirs becomes markup. Pure. */
import { blank, type Document, line } from '../base/document.ts'
import { oneLine } from '../exports/messages.en.ts'
import type { ChangedLine } from './changedLines.ts'

/** A title with what stands below it; nothing where there is nothing. */
export const section = (title: string, body: Document): Document => (body.length === 0 ? [] : [...line(title), ...blank, ...body])

/** The line below the head of a table. */
export const ruler = (head: string): string => `|${'---|'.repeat(head.split('|').length - 2)}`

/** A code span: it keeps whatever it holds, except the fence itself and, in a table, the bar. */
export const code = (value: string): string => `\`${oneLine(value).replaceAll('`', "'").replaceAll('|', '\\|')}\``

/** Text in which nothing is markup: no link, also none of the bare addresses and mentions that GitHub makes links of. */
export const text = (value: string): string =>
  oneLine(value).replaceAll(/[\\`*_[\]<>#|~&]/g, String.raw`\$&`).replaceAll(/:\/\/|@|www\./gi, (found) => `${found.charAt(0)}\u200B${found.slice(1)}`)

const LONGEST = 120
const short = (value: string): string => (value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value)
/** One property that a change writes, with both its values. */
export const changed = ({ path, before, after }: ChangedLine): string =>
  code(`${path.replace(/^properties\./, '')}: ${before === null ? '' : `${short(before)} → `}${short(after ?? '')}`)
