/** Texts of other people as Markdown. */
import { oneLine } from './messages.en.ts'

/** A code span: it keeps whatever it holds, except the fence itself and, in a table, the bar. */
export const code = (text: string): string => `\`${oneLine(text).replaceAll('`', "'").replaceAll('|', '\\|')}\``

/** A sentence with names from outside: what would begin a link, code, a tag or a column does not. */
export const prose = (text: string): string => oneLine(text).replaceAll(/[\\`*[\]<>|]/g, '\\$&')

/** A text from outside in a table. */
export const cell = (text: string): string => oneLine(text).replaceAll(/[\\`*_{}[\]<>()#+!|~-]/g, '\\$&')
