import { describe, expect, it } from 'vitest'
import { addressRule } from './publicAddress.ts'

describe('addressRule', () => {
  it.each([
    ['203.0.113.7', 'accept', '203.0.113.7'],
    ['203.0.113.7/32', 'rewrite', '203.0.113.7'],
    ['20.140.152.52/30', 'accept', '20.140.152.52/30'],
    ['198.51.100.0/24', 'accept', '198.51.100.0/24'],
    ['203.0.113.7/24', 'rewrite', '203.0.113.0/24'],
    ['  198.51.100.0/24 ', 'accept', '198.51.100.0/24'],
  ])('reads %s as %s %s', (text, verdict, value) => {
    expect(addressRule(text)).toMatchObject({ verdict, value })
  })

  it('offers both addresses of a /31', () => {
    expect(addressRule('203.0.113.6/31')).toMatchObject({ verdict: 'reject', instead: ['203.0.113.6', '203.0.113.7'] })
  })

  it.each(['10.0.0.0/8', '192.168.1.0/24', '172.20.0.0/16', '172.16.0.9', '169.254.1.1', '2001:db8::/48', '203.0.113', 'word', '', '203.0.113.300', '203.0.113.0/33', '010.0.0.1'])('refuses %j with a sentence', (text) => {
    const rule = addressRule(text)
    expect(rule.verdict).toBe('reject')
    expect(rule.why).toMatch(/\.$/)
  })

  it('accepts all addresses with a warning', () => {
    expect(addressRule('0.0.0.0/0')).toEqual({ verdict: 'accept', value: '0.0.0.0/0', why: 'This admits every address: it equals the default action Allow.' })
  })
})
