import { strToU8 } from 'fflate'
import { isList, type Json, type JsonObject } from '../../base/json.ts'
import { type Dictionary, shapeKey } from './dictionary.ts'
import { remembered, small, type Span, tag } from './tags.ts'
import { addressBytes, guidBytes, hexBytes, idParts, lettersOf, maskedGuidNumber, numberIn, pseudonymNumber, rangeBytes, timeNumber } from './texts.ts'

/** Where bytes go, and the texts that were written before: each is named by its number from then on. */
interface Page {
  readonly dictionary: Dictionary
  readonly bytes: number[]
  readonly earlier: Map<string, number>
}

/** `value` as bytes: texts that both ends know are numbers, objects of a known shape are their values in order. `read` gives it back. */
export function write(value: Json, dictionary: Dictionary): Uint8Array {
  const page: Page = { dictionary, bytes: [], earlier: new Map() }
  put(page, value)
  return Uint8Array.from(page.bytes)
}

function varint({ bytes }: Page, number: number): void {
  let rest = number
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  bytes.push(rest)
}

function numbered(page: Page, { first, count }: Span, large: number, number: number): void {
  if (number < count) return void page.bytes.push(first + number)
  page.bytes.push(large)
  varint(page, number - count)
}

function put(page: Page, value: Json): void {
  if (value === null) page.bytes.push(tag.null)
  else if (typeof value === 'boolean') page.bytes.push(value ? tag.true : tag.false)
  else if (typeof value === 'number') putNumber(page, value)
  else if (typeof value === 'string') putText(page, value)
  else if (isList(value)) {
    numbered(page, small.list, tag.list, value.length)
    for (const item of value) put(page, item)
  } else putObject(page, value)
}

function putNumber(page: Page, value: number): void {
  if (Number.isSafeInteger(value) && value >= 0) return numbered(page, small.int, tag.int, value)
  page.bytes.push(tag.number)
  putLiteral(page, String(value))
}

function putObject(page: Page, value: JsonObject): void {
  const keys = Object.keys(value)
  const shape = page.dictionary.shapeNumbers.get(shapeKey(keys))
  if (shape === undefined) {
    page.bytes.push(tag.object)
    varint(page, keys.length)
    for (const key of keys) {
      putText(page, key)
      put(page, value[key] ?? null)
    }
    return
  }
  numbered(page, small.shape, tag.shape, shape)
  for (const key of page.dictionary.shapes[shape] ?? []) put(page, value[key] ?? null)
}

function putLiteral(page: Page, text: string): void {
  const bytes = strToU8(text)
  varint(page, bytes.length)
  for (const byte of bytes) page.bytes.push(byte)
}

/** Writes a text in the shortest of the ways that give it back; `piece` is what it stands behind in an id. */
function putText(page: Page, text: string, piece = ''): void {
  const word = page.dictionary.wordNumbers.get(text)
  if (word !== undefined) return numbered(page, small.word, tag.word, word)
  const before = page.earlier.get(text)
  if (before !== undefined) return numbered(page, small.earlier, tag.earlier, before)
  if (putFormed(page, text)) return
  putNamed(page, text, piece)
  remember(page, text)
}

function remember({ earlier }: Page, text: string): void {
  if (text.length >= remembered) earlier.set(text, earlier.size)
}

const plain = (page: Page, kind: number, bytes: readonly number[] | null): boolean => {
  if (bytes === null) return false
  page.bytes.push(kind, ...bytes)
  return true
}

const counted = (page: Page, kind: number, number: number | null): boolean => {
  if (number === null) return false
  page.bytes.push(kind)
  varint(page, number)
  return true
}

/** Ranges, times and numbers: short enough to be written whole every time. */
const putFormed = (page: Page, text: string): boolean =>
  plain(page, tag.range, rangeBytes(text)) || plain(page, tag.address, addressBytes(text)) || counted(page, tag.time, timeNumber(text)) || counted(page, tag.digits, numberIn(text))

function putNamed(page: Page, text: string, piece: string): void {
  const { dictionary } = page
  const letters = lettersOf(dictionary, piece)
  const own = text.startsWith(letters) ? pseudonymNumber(dictionary, text.slice(letters.length)) : null
  if (own !== null) return void counted(page, tag.plainPseudonym, own)
  if (counted(page, tag.maskedGuid, maskedGuidNumber(text)) || plain(page, tag.guid, guidBytes(text)) || putHex(page, text)) return
  const parts = idParts(text)
  if (parts !== null) {
    page.bytes.push(tag.id)
    putText(page, parts.parent)
    putText(page, parts.piece)
    return putText(page, parts.name, parts.piece)
  }
  if (putOtherPseudonym(page, text)) return
  const joined = partsOf(page, text)
  if (joined.length > 1) {
    page.bytes.push(tag.joined)
    varint(page, joined.length)
    for (const part of joined) putText(page, part)
    return
  }
  page.bytes.push(tag.text)
  putLiteral(page, text)
}

function putHex(page: Page, text: string): boolean {
  const bytes = hexBytes(text)
  return bytes !== null && plain(page, tag.hex, [bytes.length, ...bytes])
}

/** A pseudonym whose letters are another kind's than its place says. */
function putOtherPseudonym(page: Page, text: string): boolean {
  const { forms } = page.dictionary
  for (const [index, [, letters]] of forms.entries()) {
    const number = text.startsWith(letters) ? pseudonymNumber(page.dictionary, text.slice(letters.length)) : null
    if (number === null) continue
    page.bytes.push(tag.pseudonym, index)
    varint(page, number)
    return true
  }
  return false
}

const WORTH = 5

/** The text in parts that were written before or that both ends know; one part when there is nothing to win. */
function partsOf(page: Page, text: string): readonly string[] {
  if (text.length <= WORTH) return [text]
  const found = longestIn(text, page.earlier.keys()) ?? longestIn(text, page.dictionary.words)
  if (found === undefined) return [text]
  const at = text.indexOf(found)
  const [front, rest] = [text.slice(0, at), text.slice(at + found.length)]
  return [...(front === '' ? [] : partsOf(page, front)), found, ...(rest === '' ? [] : partsOf(page, rest))]
}

function longestIn(text: string, known: Iterable<string>): string | undefined {
  let best: string | undefined
  for (const each of known) if (each.length >= WORTH && each.length > (best?.length ?? 0) && each.length < text.length && text.includes(each)) best = each
  return best
}
