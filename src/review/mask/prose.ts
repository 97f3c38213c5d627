/** Texts that are made of names: hosts, names of new resources, what a person typed. */
import { anyOf, type Names } from './names.ts'
import type { RangeMask } from './ranges.ts'

interface Known {
  readonly names: Names
  readonly ranges: RangeMask
  readonly publicTokens: ReadonlySet<string>
}

const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi
const MAIL = /[^\s@<>"']+@[^\s@<>"']+\.[^\s@<>"']+/g
const PIECE = /[A-Za-z0-9\u0080-\uFFFF]+/g
/** Cuts a text at what an expression finds: what is found is replaced, the rest goes on to `others`. */
function cut(text: string, find: RegExp | null, found: (text: string) => string, others: (text: string) => string): string {
  if (find === null) return others(text)
  let [out, at] = ['', 0]
  for (const match of text.matchAll(find)) {
    out += others(text.slice(at, match.index)) + found(match[0])
    at = match.index + match[0].length
  }
  return out + others(text.slice(at))
}

/**
 * A text with every known name, GUID, mail address and range in it replaced. Of a name nothing else stays but Azure's own words and short
 * numbers; of prose, which a person wrote for the reader, the other words stay.
 */
export function maskedAsText(text: string, { names, ranges, publicTokens }: Known, kind: 'name' | 'prose' = 'name'): string {
  const piece = (each: string): string => (publicTokens.has(each.toLowerCase()) || /^\d{1,3}$/.test(each) || each.length === 1 ? each : names.whole(each))
  const pieces = (rest: string): string => (kind === 'prose' ? rest : rest.replaceAll(PIECE, piece))
  const ofNames = (rest: string): string => cut(rest, names.finder(), (found) => names.whole(found), pieces)
  const ofRanges = (rest: string): string => cut(rest, /\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?/g, ranges, ofNames)
  const ofGuids = (rest: string): string => cut(rest, GUID, names.guid, ofRanges)
  return text.includes('@') ? cut(text, MAIL, () => names.whole('mail address'), ofGuids) : ofGuids(text)
}

/** A text with every pseudonym in it replaced by its original. */
export function unmaskText(text: string, pairs: ReadonlyMap<string, string>): string {
  const back = new Map([...pairs].map(([original, masked]) => [masked.toLowerCase(), original]))
  return cut(text, anyOf(back.keys()), (found) => back.get(found.toLowerCase()) ?? found, (rest) => rest)
}
