import { describe, expect, it } from 'vitest'
import { armId } from '../base/armId.ts'
import { admitsText, admitsWord, drawn, shortened, wayText } from './stripWords.ts'

describe('the labels of the strip', () => {
  it('name one kind of exception and count several', () => {
    expect([
      admitsText({ is: 'some', subnets: 0, addresses: 0, instances: 1 }), admitsText({ is: 'some', subnets: 2, addresses: 0, instances: 0 }), admitsText({ is: 'some', subnets: 1, addresses: 2, instances: 0 }),
    ]).toEqual(['1 instance', '2 subnets', '3 exceptions'])
  })

  it('never call what is unknown closed', () => {
    expect([admitsWord({ is: 'unknown' }), admitsWord({ is: 'unread' }), admitsWord({ is: 'any' }), admitsWord({ is: 'trusted' })]).toEqual(['unknown', 'unread', 'open', 'closed'])
  })

  it('shorten addresses to their range', () => {
    const way = (addresses: readonly string[], elsewhere = 0) => wayText({ is: 'endpoints', addresses, elsewhere })
    expect([way(['10.0.1.4']), way(['10.0.1.4', '10.0.1.9']), way(['10.0.1.4', '10.0.2.9']), way([], 1), way([])]).toEqual(['10.0.1.4', '10.0.1.4–9', '2 addresses', 'from elsewhere', 'endpoint'])
  })

  it('leave accounts beyond the third to the list', () => {
    const id = armId('/subscriptions/s/resourceGroups/g/providers/a/b/c')
    const row = (kind: 'storage' | 'vault') => ({ id, kind, detail: '', admits: { is: 'any' }, way: { is: 'none' } }) as const
    const { rows, left } = drawn([...Array.from({ length: 100 }, () => row('storage')), row('vault')])
    expect([rows.length, left]).toEqual([4, 97])
  })

  it('keep both ends of a long name', () => {
    expect([shortened('kv-demand', 17), shortened('mlw-international-credit-prod', 17)]).toEqual(['kv-demand', 'mlw-inte…dit-prod'])
  })
})
