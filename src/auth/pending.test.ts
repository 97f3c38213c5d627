import { describe, expect, it } from 'vitest'
import { keepAsk, type Shelf, takeAsk, wasUsed } from './pending.ts'

function shelf(): Shelf & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>()
  return { kept, getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key) }
}

const ask = { account: 'same', tenant: 't2', claims: '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}' } as const
const blocked = (): Shelf => {
  throw new DOMException('The operation is insecure.', 'SecurityError')
}

describe('what a person left the page for', () => {
  it('is there when they come back, once', () => {
    const one = shelf()
    expect(keepAsk(() => one, ask)).toBe(true)
    expect([takeAsk(() => one), takeAsk(() => one), one.kept.size]).toEqual([ask, null, 0])
  })

  it('is nothing where the browser stores nothing', () => {
    expect([keepAsk(blocked, ask), takeAsk(blocked)]).toEqual([false, null])
  })

  it.each(['', 'x', '[]', 'null', '{"account":"other"}', '{"account":7}'])('is nothing where something else is kept: %s', (text) => {
    const one = shelf()
    one.kept.set('ringfence.signIn', text)
    expect(takeAsk(() => one)).toBeNull()
  })
})

describe('whether a tab has to do with a sign-in', () => {
  const storage = (...keys: readonly string[]) => () => ({ length: keys.length, key: (index: number) => keys[index] ?? null })

  it('shows in what MSAL keeps, and in what we keep while a person is away', () => {
    expect([storage(), storage('ringfence.open'), storage('ringfence.open', 'msal.version'), storage('ringfence.signIn')].map(wasUsed)).toEqual(['no', 'no', 'yes', 'yes'])
  })

  it('is taken for granted where storage cannot be looked at', () => {
    expect(wasUsed(() => { throw new DOMException('The operation is insecure.', 'SecurityError') })).toBe('yes')
  })
})
