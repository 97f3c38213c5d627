/** How texts of a known form become few bytes and the same text again. Each `…Text` is the exact inverse; what would not come back is no such text. */
import { addressText } from '../../base/cidr.ts'
import type { Dictionary } from './dictionary.ts'

/** An id as what it lies in, the piece between, and its own name. */
export interface IdParts {
  readonly parent: string
  readonly piece: string
  readonly name: string
}

/** `/a/providers/N/t/x` as `/a`, `/providers/N/t/`, `x`; null for a text that is no path of names. */
export function idParts(text: string): IdParts | null {
  if (!/^(\/[^/]+){2,}$/.test(text)) return null
  const segments = text.split('/').slice(1)
  const back = (count: number): string => segments.at(-count)?.toLowerCase() ?? ''
  const own = back(2) === 'providers' ? 2 : segments.length >= 4 && back(4) === 'providers' ? 4 : 2
  const start = segments.length - own
  return { parent: start === 0 ? '' : `/${segments.slice(0, start).join('/')}`, piece: `/${segments.slice(start, -1).join('/')}/`, name: segments.at(-1) ?? '' }
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const HEX = /^([0-9a-f]{2}){4,64}$/

const bytesOfHex = (hex: string): readonly number[] => (hex.match(/../g) ?? []).map((two) => Number.parseInt(two, 16))

/** Bytes as hexadecimal. */
export const hexText = (bytes: readonly number[]): string => bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** The bytes of an even hexadecimal text. */
export const hexBytes = (text: string): readonly number[] | null => (HEX.test(text) ? bytesOfHex(text) : null)

/** The sixteen bytes of a GUID in lower case. */
export const guidBytes = (text: string): readonly number[] | null => (GUID.test(text) ? bytesOfHex(text.replaceAll('-', '')) : null)

/** The GUID of sixteen bytes. */
export function guidText(bytes: readonly number[]): string {
  const hex = hexText(bytes)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

const MASKED_GUID = '00000000-0000-4000-8000-'

/** The GUID that stands for another one. */
export const maskedGuid = (number: number): string => `${MASKED_GUID}${String(number).padStart(12, '0')}`

/** Which masked GUID a text is. */
export function maskedGuidNumber(text: string): number | null {
  const number = text.startsWith(MASKED_GUID) ? Number(text.slice(MASKED_GUID.length)) : Number.NaN
  return Number.isSafeInteger(number) && maskedGuid(number) === text ? number : null
}

const bytesOfAddress = (address: string): readonly number[] => address.split('.').map(Number)

/** The four bytes of an IPv4 address. */
export function addressBytes(text: string): readonly number[] | null {
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(text)) return null
  const bytes = bytesOfAddress(text)
  return bytes.every((byte) => byte < 256) && bytes.join('.') === text ? bytes : null
}

/** How many bytes of an address a prefix of this length needs. */
export const rangeLength = (prefix: number): number => Math.ceil(prefix / 8)

/** A prefix length and as many bytes as it needs; null for a range with anything behind them. */
export function rangeBytes(text: string): readonly [prefix: number, ...bytes: number[]] | null {
  const [address = '', length = ''] = text.split('/')
  const [prefix, bytes] = [Number(length), addressBytes(address)]
  if (bytes === null || !/^\d{1,2}$/.test(length) || prefix > 32) return null
  const kept = bytes.slice(0, rangeLength(prefix))
  return rangeText(prefix, kept) === text ? [prefix, ...kept] : null
}

/** The range of a prefix length and its bytes. */
export const rangeText = (prefix: number, bytes: readonly number[]): string => `${addressTextOf(bytes)}/${prefix}`

/** The address of up to four bytes. */
export const addressTextOf = (bytes: readonly number[]): string => addressText([0, 1, 2, 3].reduce((sum, at) => sum * 256 + (bytes[at] ?? 0), 0))

const EPOCH = Date.UTC(2020, 0, 1) / 1000

/** Seconds since 2020 of `YYYY-MM-DDThh:mm:ssZ`. */
export function timeNumber(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text)) return null
  const number = Date.parse(text) / 1000 - EPOCH
  return number >= 0 && timeText(number) === text ? number : null
}

/** The time of seconds since 2020; the empty text for one that no calendar holds. */
export function timeText(number: number): string {
  const time = new Date((number + EPOCH) * 1000)
  return Number.isNaN(time.getTime()) ? '' : time.toISOString().replace('.000Z', 'Z')
}

/** The number that a text of digits says. */
export function numberIn(text: string): number | null {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  return String(number) === text ? number : null
}

/** The letters before the pseudonym of a name behind `piece`. */
export const lettersOf = ({ letters }: Dictionary, piece: string): string => letters.get(piece.toLowerCase()) ?? letters.get('') ?? ''

/** The pseudonym number `number`; numbers beyond the list get two words. */
export function pseudonym(dictionary: Dictionary, number: number): string {
  const { pseudonyms } = dictionary
  const [first, second] = [number % pseudonyms.length, Math.floor(number / pseudonyms.length)]
  return second === 0 ? (pseudonyms[first] ?? '') : `${pseudonyms[first] ?? ''}${second}`
}

/** Which pseudonym a text is. */
export function pseudonymNumber(dictionary: Dictionary, text: string): number | null {
  const [, word = '', count = '0'] = /^([a-z]+)([1-9]\d{0,3})?$/.exec(text) ?? []
  const first = dictionary.pseudonymNumbers.get(word)
  if (first === undefined) return null
  const number = first + Number(count) * dictionary.pseudonyms.length
  return pseudonym(dictionary, number) === text ? number : null
}
