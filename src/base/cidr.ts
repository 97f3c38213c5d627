/** IPv4 ranges as numbers: parse, compare, find overlaps and free space. Nothing here knows which ranges Azure forbids; that is `facts`. */
import { z } from 'zod'

/** The addresses from `first` to `last`, both included. */
export interface Span {
  readonly first: number
  readonly last: number
}

/** An IPv4 prefix. `text` has no host bits; `hostBits` says that the text it was read from had some. */
export interface Range extends Span {
  readonly prefix: number
  readonly text: string
  readonly hostBits: boolean
}

const ADDRESSES = 2 ** 32
/** Azure keeps five addresses of every subnet (ADDR-06) and makes none smaller than /29 or larger than /2 (ADDR-05). */
const KEPT = 5
const SMALLEST = 29
const LARGEST = 2

const size = (prefix: number): number => 2 ** (32 - prefix)
const numberOf = (address: string): number => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)

/** The dotted form of an address number. */
export const addressText = (address: number): string => [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join('.')

const rangeFrom = (address: number, prefix: number): Range => {
  const first = address - (address % size(prefix))
  return { first, last: first + size(prefix) - 1, prefix, text: `${addressText(first)}/${prefix}`, hostBits: first !== address }
}

/** The range written in `text`, or null when it is no IPv4 prefix; host bits are dropped and told. */
export function parseRange(text: string): Range | null {
  if (!z.regexes.cidrv4.test(text)) return null
  const slash = text.indexOf('/')
  return rangeFrom(numberOf(text.slice(0, slash)), Number(text.slice(slash + 1)))
}

/** The range of one address, or null when `address` is no IPv4 address. */
export const rangeOf = (address: string): Range | null => (z.regexes.ipv4.test(address) ? rangeFrom(numberOf(address), 32) : null)

/** The ranges of those texts that are IPv4 prefixes; the others are left out. */
export const rangesOf = (texts: readonly string[]): readonly Range[] => texts.flatMap((text) => parseRange(text) ?? [])

/** Whether the two have an address in common. */
export const overlaps = (one: Span, other: Span): boolean => one.first <= other.last && other.first <= one.last

/** Whether every address of `inner` is in `outer`. */
export const contains = (outer: Span, inner: Span): boolean => outer.first <= inner.first && inner.last <= outer.last

/** How many addresses of a subnet of this prefix length can be given out. */
export const usable = (prefix: number): number => Math.max(0, size(prefix) - KEPT)

/** The longest prefix of a subnet that gives out so many addresses; 0 when even that is too small. */
export function smallestPrefixFor(addresses: number): number {
  for (let prefix = SMALLEST; prefix >= LARGEST; prefix -= 1) if (usable(prefix) >= addresses) return prefix
  return 0
}

const byFirst = (one: Span, other: Span): number => one.first - other.first || other.last - one.last

/** Every two of them that have an address in common, each pair once, in order of their first addresses. */
export function overlapPairs<Item extends Span>(ranges: readonly Item[]): readonly (readonly [Item, Item])[] {
  const pairs: (readonly [Item, Item])[] = []
  let open: Item[] = []
  for (const range of [...ranges].sort(byFirst)) {
    open = open.filter(({ last }) => last >= range.first)
    for (const earlier of open) pairs.push([earlier, range])
    open.push(range)
  }
  return pairs
}

/** The same addresses as few, sorted spans that do not touch. */
function joined(spans: readonly Span[]): readonly Span[] {
  const out: Span[] = []
  for (const span of [...spans].sort(byFirst)) {
    const before = out.at(-1)
    if (before !== undefined && span.first <= before.last + 1) out[out.length - 1] = { first: before.first, last: Math.max(before.last, span.last) }
    else out.push({ first: span.first, last: span.last })
  }
  return out
}

/** What of `within` is in none of `used`, as sorted spans. */
export function freeRanges(within: readonly Span[], used: readonly Span[]): readonly Span[] {
  const free: Span[] = []
  const taken = joined(used)
  let at = 0
  for (const { first, last } of joined(within)) {
    while (at < taken.length && (taken[at]?.last ?? ADDRESSES) < first) at += 1
    let next = first
    for (let index = at; index < taken.length; index += 1) {
      const block = taken[index]
      if (block === undefined || block.first > last) break
      if (block.first > next) free.push({ first: next, last: block.first - 1 })
      next = block.last + 1
    }
    if (next <= last) free.push({ first: next, last })
  }
  return free
}

/** The lowest free prefix of this length inside `within`, or null when there is none. Each of `within` is looked at by itself, since a subnet cannot cross two prefixes. */
export function firstFree(within: readonly Span[], used: readonly Span[], prefix: number): string | null {
  for (const range of [...within].sort(byFirst)) {
    for (const { first, last } of freeRanges([range], used)) {
      const start = Math.ceil(first / size(prefix)) * size(prefix)
      if (start + size(prefix) - 1 <= last) return `${addressText(start)}/${prefix}`
    }
  }
  return null
}
