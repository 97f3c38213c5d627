import { expect, it } from 'vitest'
import { jsonFromPython } from './python.ts'

const read = (text: string): unknown => JSON.parse(jsonFromPython(text))

it('reads what Python prints: either quotes, its escapes, None, True, False, and a comma at the end', () => {
  expect(read(String.raw`{'a': [], 'None': None, "b": [True, False, -1.5,], 'c': "it's 'so'", 'd': 'say "so"', 'e': 'a\'b\\n\n\x41\u00e4',}`)).toEqual({
    a: [], None: null, b: [true, false, -1.5], c: "it's 'so'", d: 'say "so"', e: 'a\'b\\n\nA\u00e4',
  })
})

it('leaves commas and words inside texts alone', () => {
  expect(read(`{'message': 'None, ] True', 'x': ', }'}`)).toEqual({ message: 'None, ] True', x: ', }' })
})

it('makes no JSON of anything else', () => {
  expect(['{print(1)}', "{'a': Nothing}", "{'a': 'b", '{1, 2}'].map((text) => { try { return read(text) } catch { return null } })).toEqual([null, null, null, null])
})
