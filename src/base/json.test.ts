import { expect, it } from 'vitest'
import { parseJson, sorted } from './json.ts'

it('parsing gives a value or a reason, and never a hostile key', () => {
  expect(parseJson('{"a":{"__proto__":{"x":1},"constructor":2,"b":3}}')).toEqual({ ok: true, value: { a: { b: 3 } } })
  expect(parseJson('{').ok).toBe(false)
  expect(parseJson('\uFEFF[1]')).toEqual({ ok: true, value: [1] })
})

it('sorted objects of equal content have equal texts', () => {
  expect(JSON.stringify(sorted({ b: [{ d: 1, c: 2 }], a: null }))).toBe('{"a":null,"b":[{"c":2,"d":1}]}')
})
