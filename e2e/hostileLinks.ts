/** Review links made to cost their reader time or memory; each has the header and checksum of a whole one. */
import { randomBytes } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { small, tag } from '../src/review/code/tags.ts'
import { enclose, linkText } from '../src/review/envelope.ts'
import { limits } from '../src/review/limits.ts'

const sealed = (body: Uint8Array): string => `#/review/${linkText(enclose('review', { version: 1, encryption: 'none', body }))}`
const squeezed = (content: Uint8Array): string => sealed(deflateRawSync(content, { level: 9 }))

const varint = (number: number): readonly number[] => (number < 128 ? [number] : [(number % 128) + 128, ...varint(Math.floor(number / 128))])
const listOf = (count: number, item: readonly number[]): readonly number[] => [tag.list, ...varint(count - small.list.count), ...Array.from({ length: count }, () => item).flat()]

/** The first text that is remembered, as long as one may be, then `count` references to it. */
const echoes = (count: number): Uint8Array =>
  Uint8Array.from([small.list.first + 2, tag.text, ...varint(4_000), ...Array.from({ length: 4_000 }, () => 0x61), ...listOf(count, [small.earlier.first])])

/** Hostile links by what they try. */
export const hostileLinks: Readonly<Record<string, string>> = {
  'a bomb of 90 MB': squeezed(new Uint8Array(90_000_000)),
  'the largest content, of nulls': squeezed(new Uint8Array(limits.inflated)),
  'lists 200,000 deep': squeezed(new Uint8Array(200_000).fill(small.list.first + 1)),
  '39,000 numbers': squeezed(Uint8Array.from(listOf(39_000, [small.int.first]))),
  '39,000 echoes of a long text': squeezed(echoes(39_000)),
  '900 echoes of a long text': squeezed(echoes(900)),
  'noise as long as a file may be': sealed(randomBytes(limits.sealed - 100)),
  'noise that inflates': squeezed(randomBytes(60_000)),
  'longer than any link': `#/review/${'A'.repeat(limits.sealed * 2)}`,
}
