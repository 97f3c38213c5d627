import { describe, expect, it } from 'vitest'
import { segmentsOf, slotOf } from './windowed.ts'

const heightOf = (segments: ReturnType<typeof segmentsOf>) => segments.reduce((sum, one) => sum + (one.is === 'gap' ? one.rows : one.to - one.from), 0)

describe('a list that is drawn in part', () => {
  it('is as high as the whole one, wherever the window and the chosen row are', () => {
    const seen = [[-10, 20, null], [40, 70, 3], [40, 70, 55], [40, 70, 99], [90, 140, 0], [200, 260, 5], [-10, 0, 50]] as const
    expect(seen.map(([from, to, also]) => heightOf(segmentsOf(100, { from, to }, also)))).toEqual(seen.map(() => 100))
  })

  it('draws what is near the window, and the chosen row besides', () => {
    expect(segmentsOf(100, { from: 40, to: 70 }, 3)).toEqual([{ is: 'gap', rows: 3 }, { is: 'rows', from: 3, to: 4 }, { is: 'gap', rows: 36 }, { is: 'rows', from: 40, to: 70 }, { is: 'gap', rows: 30 }])
    expect(segmentsOf(100, { from: 40, to: 70 }, 55)).toEqual([{ is: 'gap', rows: 40 }, { is: 'rows', from: 40, to: 70 }, { is: 'gap', rows: 30 }])
  })

  it('draws all of a short one, and nothing of none', () => {
    expect([segmentsOf(3, { from: 0, to: 3 }, 1), segmentsOf(0, { from: 0, to: 0 }, null), segmentsOf(3, { from: 0, to: 3 }, 9)]).toEqual([[{ is: 'rows', from: 0, to: 3 }], [], [{ is: 'rows', from: 0, to: 3 }]])
  })

  it('gives each drawn row a slot of its own, and the chosen row the same one wherever the window is', () => {
    for (const [from, also] of [[0, null], [36, 3], [36, 38], [9_958, 0], [120, 99]] as const) {
      const drawn = [...Array.from({ length: 42 }, (_, index) => from + index), ...(also === null ? [] : [also])]
      const slots = [...new Set(drawn)].map((index) => slotOf(index, 42, also))
      expect(new Set(slots).size).toBe(slots.length)
    }
    expect([slotOf(3, 42, 3), slotOf(45, 42, 3), slotOf(45, 42, 45)]).toEqual(['3', 'beside', '3'])
  })
})
