import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Edge, grouped, orderOf, precedes, reduced, sequence } from './ordering.ts'

const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
const edges: fc.Arbitrary<readonly Edge[]> = fc.array(fc.record({ before: fc.constantFrom(...keys), after: fc.constantFrom(...keys) }), { maxLength: 24 })
const kind = (key: string): string => (key < 'd' ? 'low' : key < 'g' ? 'middle' : 'high')
const traits = (key: string): readonly string[] => [kind(key)]

describe('ordering', () => {
  it('never runs in a circle, whatever edges it is asked for', () => {
    fc.assert(fc.property(edges, (asked) => {
      const order = orderOf(keys, asked)
      for (const key of keys) expect(precedes(order, key, key)).toBe(false)
    }))
  })

  it('keeps every edge that has no circle with earlier ones', () => {
    expect(precedes(orderOf(['a', 'b'], [{ before: 'a', after: 'b' }, { before: 'b', after: 'a' }]), 'a', 'b')).toBe(true)
  })

  it('means the same when reduced', () => {
    fc.assert(fc.property(edges, (asked) => {
      const order = orderOf(keys, asked)
      const short = reduced(order)
      for (const one of keys) for (const other of keys) expect(precedes(short, one, other)).toBe(precedes(order, one, other))
    }))
  })

  it('is kept by a sequence', () => {
    fc.assert(fc.property(edges, (asked) => {
      const order = orderOf(keys, asked)
      const done = sequence(keys, order, traits)
      expect([...done].sort()).toEqual(keys)
      for (const other of keys) expect(done.slice(done.indexOf(other)).filter((one) => precedes(order, one, other))).toEqual([])
    }))
  })

  it('is kept by groups that are finished one after the other', () => {
    fc.assert(fc.property(edges, (asked) => {
      const order = orderOf(keys, asked)
      const groups = grouped(sequence(keys, order, traits), order, { kind, apart: () => false })
      const groupOf = (key: string): number => groups.findIndex((group) => group.members.includes(key))
      const between = orderOf(groups.map((_, index) => String(index)), groups.flatMap((group, index) => [...group.after].map((before) => ({ before: String(before), after: String(index) }))))
      const edgesBetween = keys.flatMap((after) => [...(order.before.get(after) ?? [])].map((before) => [groupOf(before), groupOf(after)] as const)).filter(([before, after]) => before !== after)
      expect(edgesBetween.filter(([before, after]) => before > after || !precedes(between, String(before), String(after)))).toEqual([])
    }))
  })

  it('puts what has one kind into one group when nothing stands between', () => {
    const order = orderOf(keys, [{ before: 'a', after: 'd' }, { before: 'd', after: 'b' }])
    const groups = grouped(sequence(keys, order, traits), order, { kind, apart: () => false })
    expect(groups.map((group) => [group.kind, group.members.join('')])).toEqual([['low', 'ac'], ['middle', 'def'], ['low', 'b'], ['high', 'gh']])
  })
})
