/** Text as data: printers build documents, and one writer lays them out. No printer writes a line break or an indenting space. */

type Piece = { readonly is: 'line'; readonly text: string } | { readonly is: 'indent'; readonly inner: Document }
/** Lines and indented parts, in order. */
export type Document = readonly Piece[]

const INDENT = '  '

/** One line. Throws for a text with a line break: quoting it is the printer's task. */
export function line(text: string): Document {
  if (/[\n\r]/.test(text)) throw new Error(`a line holds a line break: ${JSON.stringify(text)}`)
  return [{ is: 'line', text }]
}

/** An empty line. */
export const blank: Document = line('')

/** One line for each text. */
export const lines = (...texts: readonly string[]): Document => texts.flatMap(line)

/** `inner`, one step to the right. */
export const indent = (inner: Document): Document => [{ is: 'indent', inner }]

/** `open` and `close` on lines of their own, with `body` indented between them. */
export const block = (open: string, body: Document, close: string): Document => [...line(open), ...indent(body), ...line(close)]

/** The parts one after the other, with an empty line between those that are not empty. */
export const spaced = (...parts: readonly Document[]): Document =>
  parts.filter((part) => part.length > 0).flatMap((part, index) => (index === 0 ? part : [...blank, ...part]))

function edgeLine(document: Document, edge: 'first' | 'last', change: (text: string) => string): Document {
  const at = edge === 'first' ? 0 : document.length - 1
  return document.map((piece, index): Piece => {
    if (index !== at) return piece
    return piece.is === 'line' ? { is: 'line', text: change(piece.text) } : { is: 'indent', inner: edgeLine(piece.inner, edge, change) }
  })
}

/** The document with `text` before its first line. */
export const before = (text: string, document: Document): Document => edgeLine(document, 'first', (own) => `${text}${own}`)

/** The document with `text` behind its last line. */
export const behind = (document: Document, text: string): Document => edgeLine(document, 'last', (own) => `${own}${text}`)

function laidOut(document: Document, margin: string): readonly string[] {
  return document.flatMap((piece) => {
    if (piece.is === 'indent') return laidOut(piece.inner, margin + INDENT)
    return [piece.text === '' ? '' : `${margin}${piece.text}`]
  })
}

/** The text of a document: two spaces a step, LF, a final line break, no space at a line's end that was not asked for. */
export const write = (document: Document): string => `${laidOut(document, '').join('\n')}\n`
