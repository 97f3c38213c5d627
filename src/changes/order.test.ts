import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inOrder } from './order.ts'

const step = (key: string, ...after: readonly string[]) => ({ key, after })
const byKey = ({ key }: { readonly key: string }) => key
const keys = (steps: readonly { readonly key: string }[]) => steps.map(byKey)

/** Steps without a circle: each waits only for some of those before it. */
const acyclic = fc.array(fc.array(fc.nat(30), { maxLength: 4 }), { maxLength: 20 }).map((lists) =>
  lists.map((list, index) => step(`s${String((index * 7) % 20).padStart(2, '0')}-${index}`, ...list.filter((other) => other < index).map((other) => `s${String((other * 7) % 20).padStart(2, '0')}-${other}`))))

describe('an order in which steps can be done', () => {
  it('puts each step after what it waits for', () => {
    fc.assert(fc.property(acyclic, (steps) => {
      const places = new Map(keys(inOrder(steps, byKey)).map((key, index) => [key, index]))
      expect(places.size).toBe(steps.length)
      for (const { key, after } of steps) for (const before of after) expect(places.get(before)).toBeLessThan(places.get(key) ?? -1)
    }))
  })

  it('does not depend on the order of the input', () => {
    fc.assert(fc.property(acyclic.chain((steps) => fc.tuple(fc.constant(steps), fc.shuffledSubarray(steps, { minLength: steps.length }))), ([steps, shuffled]) => {
      expect(keys(inOrder(shuffled, byKey))).toEqual(keys(inOrder(steps, byKey)))
    }))
  })

  it('takes the smallest rank among those that may come next', () => {
    expect(keys(inOrder([step('c'), step('a', 'c'), step('b')], byKey))).toEqual(['b', 'c', 'a'])
  })

  it('takes what is not among the steps as done', () => {
    expect(keys(inOrder([step('a', 'elsewhere')], byKey))).toEqual(['a'])
  })

  it('names the circle when steps wait for each other', () => {
    expect(() => inOrder([step('free'), step('a', 'b'), step('b', 'c'), step('c', 'b')], byKey)).toThrow('changes wait for each other: b, c')
  })
})
