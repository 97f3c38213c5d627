/** Texts that are made of names: hosts, names of new resources, what a person typed. */
import { type Found, newFinder } from './finder.ts'
import type { Names } from './names.ts'
import type { RangeMask } from './ranges.ts'

interface Known {
  readonly names: Names
  readonly ranges: RangeMask
  readonly publicTokens: ReadonlySet<string>
}

const GUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi
const RANGE = /\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?/g
const MAIL = /[^\s@<>"']+@[^\s@<>"']+\.[^\s@<>"']+/g
const PIECE = /[A-Za-z0-9\u0080-\uFFFF]+/g
/** Cuts a text at what was found in it: what was found is replaced, the rest goes on to `others`. */
function cut(text: string, at: readonly Found[], found: (text: string) => string, others: (text: string) => string): string {
  let [out, done] = ['', 0]
  for (const match of at) {
    out += others(text.slice(done, match.index)) + found(match.text)
    done = match.index + match.text.length
  }
  return out + others(text.slice(done))
}

const matches = (text: string, what: RegExp): readonly Found[] => [...text.matchAll(what)].map(({ index, 0: found }) => ({ index, text: found }))

/**
 * A text with every known name, GUID, mail address and range in it replaced. Of a name nothing else stays but Azure's own words and short
 * numbers; of prose, which a person wrote for the reader, the other words stay.
 */
export function maskedAsText(text: string, { names, ranges, publicTokens }: Known, kind: 'name' | 'prose' = 'name'): string {
  const piece = (each: string): string => (publicTokens.has(each.toLowerCase()) || /^\d{1,3}$/.test(each) || each.length === 1 ? each : names.whole(each))
  const pieces = (rest: string): string => (kind === 'prose' ? rest : rest.replaceAll(PIECE, piece))
  const ofNames = (rest: string): string => cut(rest, names.find(rest), (found) => names.whole(found), pieces)
  const ofRanges = (rest: string): string => cut(rest, matches(rest, RANGE), ranges, ofNames)
  const ofGuids = (rest: string): string => cut(rest, matches(rest, GUID), names.guid, ofRanges)
  return text.includes('@') ? cut(text, matches(text, MAIL), () => names.whole('mail address'), ofGuids) : ofGuids(text)
}

/** What gives a text its originals again, in place of every pseudonym in it. */
export function unmasking(pairs: ReadonlyMap<string, string>): (text: string) => string {
  const [back, finder] = [new Map([...pairs].map(([original, masked]) => [masked.toLowerCase(), original])), newFinder()]
  for (const masked of back.keys()) finder.add(masked)
  return (text) => cut(text, finder.find(text), (found) => back.get(found.toLowerCase()) ?? found, (rest) => rest)
}
