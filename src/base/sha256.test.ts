import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { sha256 } from './sha256.ts'

it('sha256 agrees with the vector of FIPS 180-4 for "abc"', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

it('sha256 agrees with Node for text outside ASCII and for bytes', () => {
  const text = 'Zugänge, 저장소, 🔒'
  expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'))
  expect(sha256(new Uint8Array([0, 255, 7]))).toBe(createHash('sha256').update(Uint8Array.of(0, 255, 7)).digest('hex'))
})
