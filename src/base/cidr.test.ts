import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { addressText, contains, firstFree, freeRanges, overlapPairs, overlaps, parseRange, rangeOf, rangesOf, smallestPrefixFor, usable } from './cidr.ts'
import type { Range, Span } from './cidr.ts'

const range = (text: string): Range => {
  const parsed = parseRange(text)
  if (parsed === null) throw new Error(`no range: ${text}`)
  return parsed
}

const docker = range('172.17.0.0/16')

/** Small spans, so that a model can look at every address. */
const aSpan = fc.tuple(fc.nat(200), fc.nat(30)).map(([first, more]): Span => ({ first, last: first + more }))
const spans = fc.array(aSpan, { maxLength: 12 })
const has = (list: readonly Span[], address: number): boolean => list.some(({ first, last }) => first <= address && address <= last)
const addresses = Array.from({ length: 240 }, (_, index) => index)
const anyPrefix = fc.tuple(fc.nat({ max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 32 })).map(([address, prefix]) => `${addressText(address)}/${prefix}`)

/** The quickest of five runs, in milliseconds; only ratios of two such times are asserted. */
const quickest = (run: () => void): number =>
  Math.min(...Array.from({ length: 5 }, () => {
    const started = performance.now()
    run()
    return performance.now() - started
  }))

describe('parseRange', () => {
  it.each([
    ['172.17.0.0/16', true], ['172.17.255.0/24', true], ['172.16.0.0/12', true], ['172.16.0.0/15', true], ['172.0.0.0/8', true],
    ['172.17.0.1/16', true], ['0.0.0.0/0', true], ['172.16.0.0/16', false], ['172.18.0.0/16', false],
  ])('sees whether %s overlaps the Docker range (C39)', (text, answer) => {
    expect(overlaps(range(text), docker)).toBe(answer)
  })

  it('drops host bits and tells (C39, C12)', () => {
    expect(parseRange('172.17.0.1/16')).toEqual({ first: docker.first, last: docker.last, prefix: 16, text: '172.17.0.0/16', hostBits: true })
    expect(parseRange('203.0.113.7/24')).toMatchObject({ text: '203.0.113.0/24', hostBits: true })
    expect(parseRange('20.140.152.52/30')).toMatchObject({ text: '20.140.152.52/30', hostBits: false })
  })

  it.each(['203.0.113.7', '::ffff:172.17.0.0/112', '2001:db8::/48', '10.0.0.0/33', '10.0.0/8', '10.0.0.256/8', '010.0.0.0/8', ' 10.0.0.0/8', '10.0.0.0/8\n', '', '10.0.0.0/-1', '10.0.0.0/'])('refuses %j', (text) => {
    expect(parseRange(text)).toBeNull()
  })

  it('accepts what z.cidrv4() accepts, and nothing else', () => {
    const shape = z.cidrv4()
    const nearly = fc.oneof(anyPrefix, fc.stringMatching(/^[0-9./ ]{0,20}$/), fc.string())
    fc.assert(fc.property(nearly, (text) => { expect(parseRange(text) !== null).toBe(shape.safeParse(text).success) }))
  })

  it('gives a text that reads back as the same range', () => {
    fc.assert(fc.property(anyPrefix, (text) => {
      const one = range(text)
      expect(range(one.text)).toEqual({ ...one, hostBits: false })
      expect(one.last - one.first + 1).toBe(2 ** (32 - one.prefix))
    }))
  })

  it('reads single addresses as ranges of one', () => {
    expect(rangeOf('203.0.113.7')).toMatchObject({ text: '203.0.113.7/32', prefix: 32, hostBits: false })
    expect(rangeOf('203.0.113.7/32')).toBeNull()
    expect(rangesOf(['10.0.0.0/8', 'fd00::/8', '10.1.0.0/16']).map(({ text }) => text)).toEqual(['10.0.0.0/8', '10.1.0.0/16'])
  })
})

describe('comparing', () => {
  it('agrees with a look at every address', () => {
    fc.assert(fc.property(aSpan, aSpan, (one, other) => {
      const both = addresses.filter((address) => has([one], address) && has([other], address))
      expect(overlaps(one, other)).toBe(both.length > 0)
      expect(contains(one, other)).toBe(both.length === other.last - other.first + 1)
    }))
  })

  it('finds each overlapping pair once', () => {
    fc.assert(fc.property(spans, (list) => {
      const found = overlapPairs(list.map((span, id) => ({ ...span, id }))).map(([one, other]) => [one.id, other.id].sort((a, b) => a - b).join())
      const expected = list.flatMap((one, id) => list.flatMap((other, next) => (next > id && overlaps(one, other) ? [`${id},${next}`] : [])))
      expect([...found].sort()).toEqual([...expected].sort())
    }))
  })

  it('looks through 10,000 ranges quicker than comparing even a fiftieth of them with each', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => range(`${10 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}.0/24`))
    const all = [...many.toReversed(), range('10.5.0.0/16')]
    const sweep = quickest(() => expect(overlapPairs(all)).toHaveLength(256))
    const peer = quickest(() => {
      let found = 0
      for (const one of all.slice(-200)) for (const other of all) if (one !== other && overlaps(one, other)) found += 1
      expect(found).toBe(256)
    })
    process.stdout.write(`cidr: the sweep over 10,000 ranges takes ${(sweep / peer).toFixed(3)} of comparing a fiftieth of them with each\n`)
    expect(sweep / peer).toBeLessThan(1)
  })
})

describe('free space', () => {
  it('agrees with a look at every address', () => {
    fc.assert(fc.property(spans, spans, (within, used) => {
      const free = freeRanges(within, used)
      expect(addresses.filter((address) => has(free, address))).toEqual(addresses.filter((address) => has(within, address) && !has(used, address)))
    }))
  })

  it('gives the lowest free prefix inside one of the ranges', () => {
    fc.assert(fc.property(spans, spans, fc.integer({ min: 27, max: 32 }), (within, used, prefix) => {
      const length = 2 ** (32 - prefix)
      const fits = addresses.filter((start) => start % length === 0 && within.some((one) => contains(one, { first: start, last: start + length - 1 }))
        && !used.some((one) => overlaps(one, { first: start, last: start + length - 1 })))
      const found = firstFree(within, used, prefix)
      expect(found === null ? [] : [range(found).first]).toEqual(fits.slice(0, 1))
    }))
  })

  it('finds a /27 beside 1,000 used ones quicker than trying each place', () => {
    const used = Array.from({ length: 1_000 }, (_, index) => range(`10.0.${index >> 3}.${(index & 7) * 32}/27`))
    const gap = quickest(() => expect(firstFree([range('10.0.0.0/16')], used, 27)).toBe('10.0.125.0/27'))
    const peer = quickest(() => {
      let place = range('10.0.0.0/27').first
      while (used.some((one) => overlaps(one, { first: place, last: place + 31 }))) place += 32
      expect(place).toBe(range('10.0.125.0/27').first)
    })
    process.stdout.write(`cidr: the first free /27 takes ${(gap / peer).toFixed(3)} of trying each place\n`)
    expect(gap / peer).toBeLessThan(1)
  })

  it('does not join two prefixes of a network into one subnet', () => {
    expect(firstFree([range('10.0.0.0/24'), range('10.0.1.0/24')], [], 23)).toBeNull()
    expect(firstFree([range('10.0.0.0/24')], [range('10.0.0.0/8')], 27)).toBeNull()
  })
})

describe('subnet sizes', () => {
  it.each([[29, 3], [28, 11], [27, 27], [26, 59], [24, 251], [32, 0], [0, 2 ** 32 - 5]])('/%i gives out %i addresses', (prefix, count) => {
    expect(usable(prefix)).toBe(count)
  })

  it('finds the smallest subnet that is large enough', () => {
    expect([1, 3, 4, 11, 12, 59, 60, 2 ** 33].map(smallestPrefixFor)).toEqual([29, 29, 28, 28, 27, 26, 25, 0])
    fc.assert(fc.property(fc.integer({ min: 4, max: 100_000 }), (count) => {
      const prefix = smallestPrefixFor(count)
      expect(usable(prefix)).toBeGreaterThanOrEqual(count)
      expect(usable(prefix + 1)).toBeLessThan(count)
    }))
  })
})
