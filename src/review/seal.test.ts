import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { childId } from '../base/armId.ts'
import type { Json } from '../base/json.ts'
import { anyEstate } from '../estate/fixtures/arbitrary.ts'
import { open } from '../estate/fixtures/open.ts'
import { propose } from '../steps/index.ts'
import { textOf } from './base64.ts'
import { newest } from './code/dictionary.ts'
import { write } from './code/write.ts'
import { enclose, linkText } from './envelope.ts'
import { privateChoices, tenEndpoints } from './fixtures/draws.ts'
import { designs, reviewOf } from './fixtures/reviews.ts'
import { limits } from './limits.ts'
import { seal, sealLocked, sealReply } from './seal.ts'
import { squeeze } from './squeeze.ts'
import { unseal, unsealLocked, unsealReply } from './unseal.ts'

/** `SEEDS=300` draws as many as the issue asks for. */
const few = 5
const seeds = Number(process.env['SEEDS'] ?? few)
const ORIGIN = 'https://ringfence.northvale.example/'
const small = reviewOf(designs.lake)
const sealed = seal(small)
const payload = sealed.fragment?.replace('#/review/', '') ?? ''
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** A link with any content, its checksum right: what somebody with our source can make. */
const forged = (content: Json): string => linkText(enclose('review', { version: 1, encryption: 'none', body: squeeze(write(content, newest), newest.sample) }))
const forgedBytes = (body: Uint8Array): string => linkText(enclose('review', { version: 1, encryption: 'none', body }))
const opened = (text: string): string => unseal(text).is
const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json
/** Both ends hold the same values; keys come back in the schemas' order. */
const contentOf = (arrived: string | Uint8Array): unknown => { const result = unseal(arrived); return result.is === 'open' ? result.content : result }

describe('a sealed review', () => {
  it.each(Object.entries(designs))('gives %s back, masked as a link and with names as a file', (_, design) => {
    const [masked, kept] = [reviewOf(design), reviewOf(design, 'kept')]
    expect(contentOf(`${ORIGIN}${seal(masked).fragment ?? ''}`)).toEqual(masked)
    expect(contentOf(seal(kept).bytes)).toEqual(kept)
  })

  it('gives drawn estates back', () => {
    const choices = [propose(open).choices, privateChoices(open)]
    fc.assert(fc.property(anyEstate, fc.constantFrom(...choices), fc.constantFrom('masked' as const, ...Array<'kept'>(7).fill('kept')), (estate, answers, names) => {
      const review = reviewOf({ estate, choices: answers, risks: [] }, names)
      expect(contentOf(seal(review).bytes)).toEqual(review)
    }), { numRuns: seeds, seed: 1511 })
  })

  it.each(['kept', 'masked'] as const)('gives a network of thousands of machines back, whose content is far larger than its file, names %s', (names) => {
    const machine = (index: number) => ({ id: childId(open.workspace.id, 'virtualMachines', `vm-team${index}-${(index * 104_729) % 7_919}`), region: 'westeurope', size: 'Standard_D4s_v5', os: 'Linux' as const, interfaceIds: [childId(open.workspace.id, 'networkInterfaces', `nic-${index}`)] })
    const review = reviewOf({ ...designs.open, estate: { ...designs.open.estate, machines: Array.from({ length: 4_000 }, (_, index) => machine(index)) } }, names)
    expect(contentOf(seal(review).bytes)).toEqual(review)
  })

  it.each(['kept', 'masked'] as const)('stays below 1,024 characters at p95, origin included, for draws of the plan with ten endpoints, names %s', (names) => {
    const sizes = fc.sample(tenEndpoints, { seed: 42, numRuns: names === 'kept' ? Math.min(seeds, 200) : Math.ceil(seeds / 10) })
      .map((design) => ORIGIN.length + (seal(reviewOf(design, names)).fragment?.length ?? Number.POSITIVE_INFINITY)).sort((one, other) => one - other)
    expect(sizes[Math.ceil(sizes.length * 0.95) - 1]).toBeLessThanOrEqual(limits.aim)
  })

  it('is a file only, with the same bytes, where a link would be too long', () => {
    const many = Array.from({ length: 30 }, (_, index) => ({ rule: 'registry-is-premium', at: open.workspace.id, reason: `${index} ${Array.from({ length: 60 }, (__, at) => (index * 7919 + at * 104_729).toString(36)).join('')}`.slice(0, 500), until: '2027-01-01' }))
    const large = reviewOf({ ...designs.open, risks: many }, 'kept')
    const { fragment, bytes } = seal(large)
    expect(fragment).toBeNull()
    expect(contentOf(bytes)).toEqual(large)
  })

  it('is the same text for the same review', () => {
    expect(seal(reviewOf(designs.lake)).fragment).toBe(sealed.fragment)
  })
})

describe('opening a link', () => {
  it('refuses it cut at every length, and says how much arrived', () => {
    for (let length = 0; length < payload.length; length += 1) expect(unseal(payload.slice(0, length))).toMatchObject({ is: 'truncated', arrived: length })
    expect(unseal(`${ORIGIN}#/review/${payload.slice(0, -10)}`)).toEqual({ is: 'truncated', sent: ORIGIN.length + 9 + payload.length, arrived: ORIGIN.length + 9 + payload.length - 10 })
    for (let length = 0; length < sealed.bytes.length; length += 1) expect(unseal(sealed.bytes.subarray(0, length)).is).toBe('truncated')
  })

  it('refuses it with any character another one, and with a bit of any byte turned', () => {
    for (let at = 0; at < payload.length; at += 1) {
      const other = letters.charAt((letters.indexOf(payload.charAt(at)) + 1 + (at % 62)) % 64)
      expect(opened(payload.slice(0, at) + other + payload.slice(at + 1))).not.toBe('open')
    }
    // One bit of each byte, another one from byte to byte; with many seeds all eight.
    for (let bit = 0; bit < sealed.bytes.length * 8; bit += seeds > few ? 1 : 9) {
      const bytes = Uint8Array.from(sealed.bytes)
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(unseal(bytes).is).not.toBe('open')
    }
  })

  it('refuses what stands behind it, and what is no letter of it', () => {
    expect([`${payload}A`, `${payload}.`, `${payload}AAAA`, ` ${payload} `, `${payload.slice(0, 40)} ${payload.slice(41)}`].map(opened)).toEqual(['altered', 'altered', 'altered', 'open', 'altered'])
  })

  it.each([
    ['Bicep playground', '#eJx1j0EKwjAQRe85xeA+CxUE3QjeQVyEdGyDaRImU2gR725aLbqRWf3HvP8mhpQ'], ['draw.io', '#R7VpZc6M4EP41rtp9sAsQ5ngc28nuVGW2UpOp2WcFZNAGIyLk2J5fvy0hLgMeJ3FmtvYhRK3WofvrS8KT0XJ7'],
    ['TypeScript playground', 'code/MYewdgzgLgBAllApgWwjAvDA3gKBjAIxABsQ4YBfAblyA'], ['Mermaid', 'pako:eNpVjstqw0AMRX9FaNVC_QNeFJo47SbQ0mTn8UKdUTyD52EeMiH43ztOuokW4uqcK'],
    ['a token', 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUPOrhC0g'], ['an ordinary address', 'https://example.com/some/where?a=b'], ['a reply', sealReply({
      digest: '0'.repeat(64), workspaceId: open.workspace.id, reviewer: 'N', repliedAt: '2026-11-24T15:00:00Z', note: '', responses: [],
    }).fragment?.replace('#/reply/', '') ?? ''],
  ])('calls a link of another product foreign: %s', (_, text) => {
    expect(opened(text)).toBe('foreign')
  })

  it('says that a newer version made it', () => {
    expect(unseal(linkText(enclose('review', { version: 2, encryption: 'none', body: Uint8Array.of(1, 2, 3) })))).toEqual({ is: 'newer', version: 2, known: 1 })
  })

  it('refuses bombs while they inflate', () => {
    const bomb = deflateRawSync(new Uint8Array(16_000_000))
    const before = process.memoryUsage().arrayBuffers
    expect(bomb.length).toBeLessThan(limits.sealed)
    expect(opened(forgedBytes(bomb))).toBe('content')
    expect(opened(forgedBytes(deflateRawSync(new Uint8Array(200_000))))).toBe('content')
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(12_000_000)
    expect(unseal(new Uint8Array(limits.sealed * 2)).is).toBe('tooLarge')
    expect(opened('A'.repeat(limits.sealed * 2))).toBe('tooLarge')
  })

  it('refuses deep nesting, long lists, long texts, and ids that grow out of each other', () => {
    const nested = (depth: number): Json => (depth === 0 ? 1 : [nested(depth - 1)])
    const grown = Array.from({ length: 101 }, (_, index) => `/${'a'.repeat(19)}/${'b'.repeat(19)}`.repeat(index + 1))
    for (const content of [nested(200), grown, 'long '.repeat(900), Array.from({ length: 50_000 }, () => 1), { ...small, choices: { ...small.choices, extra: [] } }, { ...small, risks: Array.from({ length: 101 }, () => small.risks[0]) }, { ...small, extra: 1 }, { ...small, digest: 'x' }, [], 'text', null])
      expect(opened(forged(plain(content)))).toBe('content')
  })

  it.each(['__proto__', 'constructor', 'prototype'])('refuses a key called %s wherever it stands', (name) => {
    const hostile = (at: Json): Json => ({ ...(at as object), tags: Object.fromEntries([['a', 'b'], [name, 'polluted']]) })
    const review = plain(small) as { choices: { access: { placement: Json } } }
    review.choices.access.placement = hostile(review.choices.access.placement)
    expect(opened(forged(review as unknown as Json))).toBe('content')
    expect(opened(forged(Object.fromEntries([[name, { polluted: true }]])))).toBe('content')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('never throws and never reaches a prototype, whatever arrives', () => {
    const arrives = fc.oneof(
      fc.string(), fc.base64String().map((text) => `#/review/${text}`), fc.uint8Array({ maxLength: 400 }).map(forgedBytes), fc.uint8Array({ maxLength: 300 }).map((bytes) => forgedBytes(squeeze(bytes, newest.sample))),
      fc.jsonValue({ maxDepth: 3 }).map((value) => forged(value as Json)), fc.uint8Array({ maxLength: 200 }),
    )
    const keys = Object.getOwnPropertyNames(Object.prototype).join()
    fc.assert(fc.property(arrives, (arrived) => unseal(arrived).is !== 'open' && unsealReply(arrived).is !== 'open'), { numRuns: seeds * 6, seed: 7 })
    expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(keys)
  })

  it('refuses changed content even when its checksum is right, or gives something that fits the schemas', () => {
    const bytes = write(plain(small), newest)
    fc.assert(fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const other = Uint8Array.from(bytes)
      other[at] = (other[at] ?? 0) ^ by
      expect(['open', 'content']).toContain(opened(forgedBytes(squeeze(other, newest.sample))))
    }), { numRuns: seeds * 2, seed: 3 })
  })
})

describe('a passphrase', () => {
  // As often as links say: the frozen corpus holds a locked one, which has to open.
  const iterations = 1_000
  const chance = { salt: new Uint8Array(16).fill(3), iv: new Uint8Array(12).fill(5) }

  it('locks a link that opens with it and with no other, and does not open changed', async () => {
    const { fragment, bytes } = await sealLocked(small, { passphrase: 'café au lait', iterations, chance })
    const link = `${ORIGIN}${fragment ?? ''}`
    expect(link.length).toBeLessThanOrEqual(limits.aim)
    expect(unseal(link)).toEqual({ is: 'locked' })
    expect(await unsealLocked(link, 'cafe\u0301 au lait', iterations)).toEqual({ is: 'open', content: small, encryption: 'passphrase' })
    expect(await unsealLocked(link, 'Café au lait', iterations)).toEqual({ is: 'wrongPassphrase' })
    const body = Uint8Array.from(bytes.subarray(10))
    body[40] = (body[40] ?? 0) ^ 1
    expect(await unsealLocked(textOf(enclose('review', { version: 1, encryption: 'passphrase', body })), 'café au lait', iterations)).toEqual({ is: 'wrongPassphrase' })
    expect(await unsealLocked(textOf(enclose('review', { version: 1, encryption: 'passphrase', body: body.subarray(0, 20) })), 'x')).toEqual({ is: 'wrongPassphrase' })
  })

  it('does not take random bytes of another size', async () => {
    await expect(sealLocked(small, { passphrase: 'x', chance: { ...chance, iv: new Uint8Array(4) } })).rejects.toThrow('16 and 4 bytes')
  })
})
