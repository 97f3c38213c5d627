/** Ten bytes before every sealed content. Their layout is that of all versions, so that an older program can still say what it was given. */
import { sha256 } from '../base/sha256.ts'
import { bytesOf, textOf } from './base64.ts'

/** What a link is: a review, or the answer to one. */
export type Kind = 'review' | 'reply'

const MARKS: Readonly<Record<Kind, number>> = { review: 0xb1, reply: 0xb5 }
const HEADER = 10
const ENCRYPTED = 1

/** A sealed content whose bytes arrived as they were sent. */
export interface Envelope {
  readonly version: number
  readonly encryption: 'none' | 'passphrase'
  readonly body: Uint8Array
}

/** What can be wrong with bytes before anybody looks into them; counts are characters of the payload. */
export type EnvelopeFailure =
  | { readonly is: 'foreign' }
  | { readonly is: 'truncated'; readonly sent: number | null; readonly arrived: number }
  | { readonly is: 'altered' }

const checksum = (head: Uint8Array, body: Uint8Array): readonly number[] => {
  const all = new Uint8Array(head.length + body.length)
  all.set(head)
  all.set(body, head.length)
  return [0, 2, 4, 6].map((at) => Number.parseInt(sha256(all).slice(at, at + 2), 16))
}

/** The first bytes of an envelope: what encryption binds itself to. */
export const markOf = (kind: Kind, version: number, encryption: Envelope['encryption']): Uint8Array =>
  Uint8Array.of(MARKS[kind], version, encryption === 'none' ? 0 : ENCRYPTED)

/** A body with its header: mark, version, flags, length, checksum. */
export function enclose(kind: Kind, { version, encryption, body }: Envelope): Uint8Array {
  const head = Uint8Array.of(...markOf(kind, version, encryption), body.length >> 16, (body.length >> 8) & 255, body.length & 255)
  return Uint8Array.from([...head, ...checksum(head, body), ...body])
}

/** How many characters so many bytes are. */
const characters = (bytes: number): number => Math.ceil((bytes * 4) / 3)

/** The envelope in the text of a link, or what is wrong with it. */
export function openText(kind: Kind, text: string): Envelope | EnvelopeFailure {
  // The first letter holds the part of the mark in which the kinds differ.
  const isOurs = text === '' || text.startsWith(textOf(Uint8Array.of(MARKS[kind])).charAt(0))
  if (text.length < 8) return isOurs ? { is: 'truncated', sent: null, arrived: text.length } : { is: 'foreign' }
  const [start, whole] = [bytesOf(text.slice(0, 8)), bytesOf(text)]
  if (start === null || start[0] !== MARKS[kind]) return { is: 'foreign' }
  const sent = characters(HEADER + lengthIn(start))
  if (text.length < sent) return { is: 'truncated', sent, arrived: text.length }
  return whole === null || text.length > sent ? { is: 'altered' } : openBytes(kind, whole)
}

const lengthIn = (head: Uint8Array): number => (head[3] ?? 0) * 65536 + (head[4] ?? 0) * 256 + (head[5] ?? 0)

/** The envelope in the bytes of a file, or what is wrong with it. */
export function openBytes(kind: Kind, bytes: Uint8Array): Envelope | EnvelopeFailure {
  if (bytes.length > 0 && bytes[0] !== MARKS[kind]) return { is: 'foreign' }
  const sent = bytes.length < 6 ? null : HEADER + lengthIn(bytes)
  if (sent === null || bytes.length < sent) return { is: 'truncated', sent: sent === null ? null : characters(sent), arrived: characters(bytes.length) }
  const [head, sum, body] = [bytes.subarray(0, 6), bytes.subarray(6, HEADER), bytes.subarray(HEADER)]
  const expected = checksum(head, body)
  if (bytes.length > sent || expected.some((byte, at) => sum[at] !== byte)) return { is: 'altered' }
  const [, version = 0, flags = 0] = head
  return flags > ENCRYPTED ? { is: 'altered' } : { version, encryption: flags === ENCRYPTED ? 'passphrase' : 'none', body }
}

/** An envelope as text for a link. */
export const linkText = (bytes: Uint8Array): string => textOf(bytes)
