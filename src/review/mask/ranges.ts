/** Address ranges moved elsewhere: what overlaps, contains or lies inside still does, and the place inside a network stays. */
import { addressText, contains, overlaps, parseRange, type Range, rangeOf, type Span } from '../../base/cidr.ts'
import { sha256 } from '../../base/sha256.ts'

/** Gives the text of an address or range in its new place. */
export type RangeMask = (text: string) => string

const ADDRESS = /\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?/g

/** Whether a text is nothing but addresses and ranges. */
export const isRangeText = (text: string): boolean => /^[\d./-]+$/.test(text) && rangesIn(text).length > 0

const rangesIn = (text: string): readonly Range[] => (text.match(ADDRESS) ?? []).flatMap((each) => parseRange(each) ?? rangeOf(each) ?? [])

const size = (prefix: number): number => 2 ** (32 - prefix)
const span = (text: string): Range => {
  const range = parseRange(text)
  if (range === null) throw new Error(`not a range: ${text}`)
  return range
}

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map(span)
/** Neither is routed on the internet (RFC 2544, RFC 6598), so no pseudonym points at somebody. */
const PUBLIC = ['198.18.0.0/15', '100.64.0.0/10'].map(span)
/** A range keeps its place where fewer others of its size are to be had. */
const FEWEST = 8

interface Moved {
  readonly from: Range
  readonly to: number
}

/** Where ranges like this one may go: the private block that it is in, or ranges that nobody owns. */
function home(range: Range): Range | null {
  const own = PRIVATE.find((block) => contains(block, range))
  const blocks = own === undefined ? (PRIVATE.some((block) => overlaps(block, range)) ? [] : PUBLIC) : [own]
  return blocks.find((block) => block.prefix <= range.prefix && size(block.prefix) / size(range.prefix) >= FEWEST) ?? null
}

/** The widest of the ranges: each other one lies in one of them. */
function widest(ranges: readonly Range[]): readonly Range[] {
  const sorted = [...ranges].sort((one, other) => one.first - other.first || one.prefix - other.prefix)
  const out: Range[] = []
  for (const range of sorted) if (out.at(-1) === undefined || !contains(out.at(-1) ?? range, range)) out.push(range)
  return out
}

/**
 * A mask for all ranges in `texts`. What overlaps a range in `named`, which rules know by its numbers, stays in place, as do ranges
 * as wide as a private block; everything else moves by the secret `key`, the same range to the same place as far as room allows.
 */
export function maskRanges(texts: readonly string[], named: readonly string[], key: string): RangeMask {
  const special = named.flatMap(rangesIn).filter(({ prefix, text }) => prefix > 0 && !PRIVATE.some((block) => block.text === text))
  const all = texts.filter(isRangeText).flatMap(rangesIn)
  const isWide = (range: Range): boolean => home(range) === null || special.some((each) => overlaps(each, range))
  const wide = all.filter(isWide)
  const roots = widest(all.filter((range) => !isWide(range)))
  const moved = placed(roots, { wide, special, key })
  return (text) => text.replaceAll(ADDRESS, (each) => movedText(each, moved))
}

interface Around {
  readonly wide: readonly Range[]
  readonly special: readonly Range[]
  readonly key: string
}

function placed(roots: readonly Range[], around: Around): readonly Moved[] {
  const moved: Moved[] = []
  for (const from of roots) {
    const taken = moved.map(({ from: old, to }): Span => ({ first: to, last: to + size(old.prefix) - 1 }))
    moved.push({ from, to: placeFor(from, roots, taken, around) })
  }
  return moved
}

/** The first place in the key's own order that is free of every range there was and there is; where there is none, its own, which nobody else takes. */
function placeFor(from: Range, roots: readonly Range[], taken: readonly Span[], { wide, special, key }: Around): number {
  const container = [...wide, home(from) ?? from].filter((range) => contains(range, from)).sort((one, other) => other.prefix - one.prefix)[0]
  const block = container !== undefined && container.prefix >= (home(from)?.prefix ?? 0) ? container : (home(from) ?? from)
  const count = size(block.prefix) / size(from.prefix)
  const holding = (at: Span) => wide.filter((range) => overlaps(range, at)).map(({ text }) => text).sort().join()
  const met = (at: Span) => PRIVATE.filter((each) => overlaps(each, at)).map(({ text }) => text).join()
  const isFree = (at: Span) => [...special, ...taken, ...roots].every((each) => !overlaps(each, at))
  const fits = (at: Span) => holding(at) === holding(from) && met(at) === met(from) && isFree(at)
  const first = Number.parseInt(sha256(`${key}/${from.text}`).slice(0, 8), 16) % count
  const candidates = [...Array(Math.min(count, 512)).keys()].map((index) => block.first + ((first + index * 13) % count) * size(from.prefix))
  return (candidates.map((at): Span => ({ first: at, last: at + size(from.prefix) - 1 })).find(fits) ?? from).first
}

function movedText(text: string, moved: readonly Moved[]): string {
  const [address = '', length] = text.split('/')
  const [point, range] = [rangeOf(address), parseRange(text) ?? rangeOf(text)]
  const root = range === null ? undefined : moved.find(({ from }) => contains(from, range))
  if (point === null || root === undefined) return text
  const next = addressText(point.first - root.from.first + root.to)
  return length === undefined ? next : `${next}/${length}`
}
