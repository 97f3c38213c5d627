import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newFinder } from './finder.ts'

const finderOf = (...texts: readonly string[]) => {
  const finder = newFinder()
  texts.forEach((text) => finder.add(text))
  return finder
}

/** The same, said by one expression, whose size and making grow with every text. */
function said(texts: readonly string[], text: string): readonly (readonly [number, string])[] {
  const all = texts.filter((each) => each.length >= 3).sort((one, other) => other.length - one.length).map((each) => each.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`))
  return all.length === 0 ? [] : [...text.matchAll(new RegExp(`(?<![A-Za-z0-9])(?:${all.join('|')})(?![A-Za-z0-9])`, 'gi'))].map(({ index, 0: found }) => [index, found] as const)
}

describe('a finder', () => {
  it('finds the longest text at a place, whole, whatever the case', () => {
    expect(finderOf('stdemand', 'vnet-demand', 'vnet', 'an').find('a VNET-demand, vnets, vnet an stdemand2')).toEqual([{ index: 2, text: 'VNET-demand' }, { index: 22, text: 'vnet' }])
  })

  it('finds what one expression of all texts would', () => {
    const part = fc.string({ unit: fc.constantFrom('a', 'B', '1', '-', '.', '*', '_', ' '), maxLength: 6 })
    fc.assert(fc.property(fc.array(part, { maxLength: 12 }), fc.array(part, { maxLength: 12 }), (texts, pieces) => {
      const text = pieces.join('')
      expect(finderOf(...texts).find(text).map((found) => [found.index, found.text])).toEqual(said(texts, text))
    }), { numRuns: 400 })
  })

  it('takes time by the text, not by how many texts it knows', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `vm-team${index}`)
    const finder = finderOf(...many)
    const start = performance.now()
    for (const each of many) finder.find(`/virtualMachines/${each}`)
    expect(performance.now() - start).toBeLessThan(3_000)
  })
})
