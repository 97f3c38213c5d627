import { strFromU8 } from 'fflate'
import type { Json } from '../../base/json.ts'
import type { Dictionary } from './dictionary.ts'
import { hostile, remembered, small, type Span, tag } from './tags.ts'
import { addressTextOf, guidText, hexText, lettersOf, maskedGuid, pseudonym, rangeLength, rangeText, timeText } from './texts.ts'

/** No content of ours comes near these. */
export const readLimits = { depth: 32, values: 400_000, text: 4_000, letters: 4_000_000 } as const

interface Page {
  readonly bytes: Uint8Array
  readonly dictionary: Dictionary
  readonly earlier: string[]
  at: number
  values: number
  letters: number
  /** Once something does not fit, everything after it reads as nothing. */
  broken: boolean
}

/** The value that `write` made into these bytes; undefined for bytes that it does not write. Never throws, and stays within `readLimits`. */
export function read(bytes: Uint8Array, dictionary: Dictionary): Json | undefined {
  const page: Page = { bytes, dictionary, earlier: [], at: 0, values: 0, letters: 0, broken: false }
  const value = take(page, 0)
  return page.broken || page.at !== bytes.length ? undefined : value
}

function broken(page: Page): null {
  page.broken = true
  return null
}

function byte(page: Page): number {
  const next = page.bytes[page.at]
  if (next === undefined || page.broken) return broken(page) ?? 0
  page.at += 1
  return next
}

function varint(page: Page): number {
  let [number, factor] = [0, 1]
  for (let count = 0; count < 7; count += 1) {
    const next = byte(page)
    number += (next % 128) * factor
    if (next < 128) return number
    factor *= 128
  }
  return broken(page) ?? 0
}

/** As many bytes; none when there are fewer left. */
function some(page: Page, count: number): readonly number[] {
  if (count > page.bytes.length - page.at) {
    broken(page)
    return []
  }
  page.at += count
  return [...page.bytes.subarray(page.at - count, page.at)]
}

/** A count of values to come, each of which takes a byte at least. */
function count(page: Page): number {
  const number = varint(page)
  return number > page.bytes.length - page.at ? (broken(page) ?? 0) : number
}

const within = ({ first, count: size }: Span, head: number): boolean => head >= first && head < first + size

/** The number that a small tag or a large one says; undefined when the tag says something else. */
function numbered(page: Page, span: Span, large: number, head: number): number | undefined {
  if (within(span, head)) return head - span.first
  return head === large ? varint(page) + span.count : undefined
}

function take(page: Page, depth: number): Json {
  page.values += 1
  if (depth > readLimits.depth || page.values > readLimits.values) return broken(page)
  const head = byte(page)
  if (page.broken) return null
  if (head === tag.null) return null
  if (head === tag.false) return false
  if (head === tag.true) return true
  if (head === tag.number) return takeNumber(page)
  const int = numbered(page, small.int, tag.int, head)
  if (int !== undefined) return int
  const length = numbered(page, small.list, tag.list, head)
  if (length !== undefined) return takeList(page, length, depth)
  const shape = numbered(page, small.shape, tag.shape, head)
  if (shape !== undefined) return takeShape(page, shape, depth)
  if (head === tag.object) return takeObject(page, depth)
  return textFrom(page, head, '', depth)
}

function takeNumber(page: Page): number {
  const number = Number(literal(page))
  return Number.isFinite(number) ? number : (broken(page) ?? 0)
}

function takeList(page: Page, length: number, depth: number): Json {
  if (length > page.bytes.length - page.at) return broken(page)
  const items: Json[] = []
  for (let index = 0; index < length && !page.broken; index += 1) items.push(take(page, depth + 1))
  return items
}

function takeShape(page: Page, number: number, depth: number): Json {
  const shape = page.dictionary.shapes[number]
  if (shape === undefined) return broken(page)
  return Object.fromEntries(shape.map((key) => [key, page.broken ? null : take(page, depth + 1)]))
}

function takeObject(page: Page, depth: number): Json {
  const fields = new Map<string, Json>()
  const length = count(page)
  for (let index = 0; index < length && !page.broken; index += 1) {
    const key = takeText(page, '', depth + 1)
    if (hostile.has(key) || fields.has(key)) return broken(page)
    fields.set(key, take(page, depth + 1))
  }
  return Object.fromEntries(fields)
}

function takeText(page: Page, piece: string, depth: number): string {
  page.values += 1
  if (depth > readLimits.depth || page.values > readLimits.values) return broken(page) ?? ''
  return textFrom(page, byte(page), piece, depth)
}

/** The text that begins with this tag. Whatever was not known before is remembered in the order of its end, as the writer does. */
function textFrom(page: Page, head: number, piece: string, depth: number): string {
  const known = knownText(page, head)
  const text = known ?? newText(page, head, piece, depth)
  page.letters += text.length
  if (text.length > readLimits.text || page.letters > readLimits.letters) return broken(page) ?? ''
  if (known === undefined && text.length >= remembered) page.earlier.push(text)
  return text
}

/** Texts that are not remembered: those that are known, and those that are written whole every time. */
function knownText(page: Page, head: number): string | undefined {
  const word = numbered(page, small.word, tag.word, head)
  if (word !== undefined) return page.dictionary.words[word] ?? (broken(page) ?? '')
  const earlier = numbered(page, small.earlier, tag.earlier, head)
  if (earlier !== undefined) return page.earlier[earlier] ?? (broken(page) ?? '')
  switch (head) {
    case tag.range: return takeRange(page)
    case tag.address: return addressTextOf(some(page, 4))
    case tag.time: return timeText(varint(page))
    case tag.digits: return String(varint(page))
    default: return undefined
  }
}

function takeRange(page: Page): string {
  const prefix = byte(page)
  return prefix > 32 ? (broken(page) ?? '') : rangeText(prefix, some(page, rangeLength(prefix)))
}

function newText(page: Page, head: number, piece: string, depth: number): string {
  const { dictionary } = page
  switch (head) {
    case tag.text: return literal(page)
    case tag.guid: return guidText(some(page, 16))
    case tag.maskedGuid: return maskedGuid(varint(page))
    case tag.hex: return hexText(some(page, count(page)))
    case tag.plainPseudonym: return lettersOf(dictionary, piece) + pseudonym(dictionary, varint(page))
    case tag.pseudonym: return (dictionary.forms[byte(page)]?.[1] ?? '') + pseudonym(dictionary, varint(page))
    case tag.id: return takeId(page, depth)
    case tag.joined: return takeJoined(page, depth)
    default: return broken(page) ?? ''
  }
}

function takeId(page: Page, depth: number): string {
  const parent = takeText(page, '', depth + 1)
  const own = takeText(page, '', depth + 1)
  return parent + own + takeText(page, own, depth + 1)
}

function takeJoined(page: Page, depth: number): string {
  const length = count(page)
  let text = ''
  for (let index = 0; index < length && !page.broken; index += 1) text += takeText(page, '', depth + 1)
  return text
}

function literal(page: Page): string {
  const length = varint(page)
  if (length > readLimits.text * 3) return broken(page) ?? ''
  return strFromU8(Uint8Array.from(some(page, length)))
}
