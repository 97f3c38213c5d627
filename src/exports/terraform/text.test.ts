import { describe, expect, it } from 'vitest'
import { line, write } from '../../base/document.ts'
import { readHcl } from '../fixtures/hcl.ts'
import { HOSTILE } from '../fixtures/hostile.ts'
import { attributes } from './attributes.ts'
import { key, snake, text } from './text.ts'

const read = (quoted: string): unknown => readHcl(`a = ${quoted}\n`).attributes.get('a')?.value(() => null)

describe('HCL texts', () => {
  it('escape what begins a template, a line or a direction of writing, and nothing else', () => {
    expect(text('a"b\\c')).toBe('"a\\"b\\\\c"')
    expect(text('${x} %{y} $${z} $ %')).toBe('"$${x} %%{y} $$${z} $ %"')
    expect(text('a\nb\r\tc\u0007\u2028\u202e')).toBe('"a\\nb\\r\\tc\\u0007\\u2028\\u202e"')
    expect(text('Zugänge 한국어 😀 it’s')).toBe('"Zugänge 한국어 😀 it’s"')
  })

  it.each(HOSTILE.map((own) => [own]))('are read back as they were: %j', (own) => {
    expect(read(text(own))).toBe(own)
  })

  it('are keys without quotes only where no word of the language is meant', () => {
    expect(['name', '_a1', 'for', 'null', 'true', 'a-b', '1a', ''].map(key)).toEqual(['name', '_a1', '"for"', '"null"', '"true"', '"a-b"', '"1a"', '""'])
  })

  it('become names with low lines', () => {
    expect(['jumpBoxPassword', 'kvDemandId', 'stcreditprd01', 'nsgTrain2'].map(snake)).toEqual(['jump_box_password', 'kv_demand_id', 'stcreditprd01', 'nsg_train2'])
  })
})

it('signs of neighbours on one line stand below each other, and a value of several lines ends the group', () => {
  const lines = attributes([['a', line('1')], ['한국', line('2')], ['list', [...line('['), ...line(']')]], ['long_name', line('3')], ['b', line('4')]])
  expect(write(lines)).toBe('a  = 1\n한국 = 2\nlist = [\n]\nlong_name = 3\nb         = 4\n')
})
