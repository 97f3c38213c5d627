import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../base/json.ts'
import { bytesOf, textOf } from '../base64.ts'
import { newest } from './dictionary.ts'
import { read } from './read.ts'
import { write } from './write.ts'

const back = (value: Json): Json | undefined => read(write(value, newest), newest)

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }), fc.uuid(), fc.ipV4(), fc.tuple(fc.ipV4(), fc.nat(40)).map(([address, prefix]) => `${address}/${prefix}`), fc.constantFrom(...newest.words), fc.nat().map(String),
  fc.array(fc.constantFrom('subscriptions', 'providers', 'Microsoft.Network', 'a', 'vnet-acorn', 'subnets', '00000000-0000-4000-8000-000000000007', ''), { maxLength: 9 }).map((segments) => `/${segments.join('/')}`),
  fc.tuple(fc.constantFrom('st', 'vnet-', '', 'pep-'), fc.constantFrom(...newest.pseudonyms), fc.constantFrom('', '1', '01', '42', '10000')).map((parts) => parts.join('')),
  fc.date({ min: new Date('2019-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }).map((date) => date.toISOString().replace(/\.\d+Z$/, 'Z')), fc.constantFrom('2026-02-30T00:00:00Z', '010.1.1.1', '10.0.0.1/08', '007', 'ABCDEF0123', 'abcdef0123'),
  fc.stringMatching(/^[0-9a-f]{2,70}$/),
)
const anyJson = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, anyText, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number)), fc.boolean(), fc.constant(null), tie('list'), tie('object')),
  list: fc.array(tie('value'), { maxLength: 9 }),
  object: fc.dictionary(fc.oneof(anyText, fc.string()).filter((key) => !['__proto__', 'constructor', 'prototype'].includes(key)), tie('value'), { maxKeys: 6 }),
})).value as fc.Arbitrary<Json>

describe('the code of links', () => {
  it('gives every value back', () => {
    fc.assert(fc.property(anyJson, (value) => {
      expect(back(value)).toEqual(value)
    }), { numRuns: 400, seed: 20 })
  })

  it('names a text by its number the second time', () => {
    const id = '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml'
    expect(write([id, id], newest).length - write([id], newest).length).toBe(1)
  })

  it('reads any bytes without throwing', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
      expect(() => read(bytes, newest)).not.toThrow()
    }), { numRuns: 500, seed: 21 })
  })

  it('ends for counts that no bytes follow', () => {
    for (const tag of [16, 17, 15, 21, 5]) expect(read(Uint8Array.of(tag, 255, 255, 255, 255, 15), newest)).toBeUndefined()
  })
})

describe('base64url', () => {
  it('gives bytes back, as RFC 4648 writes them', () => {
    expect(['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) => textOf(new TextEncoder().encode(text)))).toEqual(['', 'Zg', 'Zm8', 'Zm9v', 'Zm9vYg', 'Zm9vYmE', 'Zm9vYmFy'])
    fc.assert(fc.property(fc.uint8Array(), (bytes) => {
      expect(bytesOf(textOf(bytes))).toEqual(bytes)
    }), { numRuns: 60, seed: 1 })
  })

  it('has one text for each run of bytes', () => {
    expect(['Zh', 'Zm9', 'Z', 'Zg==', 'Z+', 'Zm9v\n'].map(bytesOf)).toEqual([null, null, null, null, null, null])
  })
})
