import { before, type Document, indent, line } from '../../base/document.ts'

/** A name and its value. */
export type Attribute = readonly [name: string, value: Document]

// What `terraform fmt` counts is what people see as one letter.
const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })
const width = (text: string): number => [...letters.segment(text)].length

const isShort = ([, value]: Attribute): boolean => value.length === 1

/** Attributes as `terraform fmt` lays them out: the signs of neighbours of one line each stand below each other (templates.md 4.4). */
export function attributes(all: readonly Attribute[]): Document {
  return all.flatMap((own, index) => {
    const [name, value] = own
    return before(`${name}${' '.repeat(isShort(own) ? widest(all, index) - width(name) : 0)} = `, value)
  })
}

/** The width of the widest name among the short attributes around one. */
function widest(all: readonly Attribute[], index: number): number {
  const from = all.findLastIndex((one, at) => at < index && !isShort(one)) + 1
  const to = all.findIndex((one, at) => at > index && !isShort(one))
  return Math.max(...all.slice(from, to < 0 ? all.length : to).map(([name]) => width(name)))
}

/** A block with what is in it. */
export const block = (head: string, body: Document): Document => [...line(`${head} {`), ...indent(body), ...line('}')]
