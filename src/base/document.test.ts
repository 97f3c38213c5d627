import { describe, expect, it } from 'vitest'
import { before, behind, blank, block, indent, line, lines, spaced, write } from './document.ts'

describe('document', () => {
  it('is laid out with two spaces a step and a final line break', () => {
    expect(write(block('a: {', block('b: {', line('c: 1'), '}'), '}'))).toBe('a: {\n  b: {\n    c: 1\n  }\n}\n')
  })

  it('leaves no space on empty lines, however deep', () => {
    expect(write(indent([...line('a'), ...blank, ...line('b')]))).toBe('  a\n\n  b\n')
  })

  it('puts one empty line between parts and none for parts that are empty', () => {
    expect(write(spaced(line('a'), [], lines('b', 'c')))).toBe('a\n\nb\nc\n')
  })

  it('takes text before its first and behind its last line', () => {
    expect(write(behind(before('key: ', block('{', line('a'), '}')), ','))).toBe('key: {\n  a\n},\n')
  })

  it('refuses a line break inside a line', () => {
    expect(() => line('a\nb')).toThrow('line break')
  })
})
