import { describe, expect, it } from 'vitest'
import { overviewWords } from './designMessages.en.ts'
import { areRefusals, type Way, wayOf } from './unreadWays.ts'

describe('what helps with something unread', () => {
  it.each([
    [403, 'AuthorizationFailed', 'right'], [404, 'ResourceNotFound', 'gone'], [404, 'SubscriptionNotFound', 'directory'], [401, 'InvalidAuthenticationTokenTenant', 'directory'], [200, 'InheritedRole', 'inherited'],
    [200, 'Unreadable', 'form'], [200, 'NotJson', 'again'], [200, 'NoRows', 'index'], [200, 'ResultTruncated', 'index'], [0, 'NoAnswer', 'again'], [500, 'InternalServerError', 'again'], [429, 'TooManyRequests', 'again'],
  ] as const)('is for %i %s: %s', (status, code, way) => {
    expect(wayOf({ status, code })).toBe(way)
  })

  it('is asking for Reader only where each was refused for want of a right', () => {
    expect([areRefusals([{ status: 403, code: 'AuthorizationFailed' }]), areRefusals([{ status: 403, code: 'AuthorizationFailed' }, { status: 200, code: 'Unreadable' }])]).toEqual([true, false])
  })

  it('is said in words that never ask for a right that would not help', () => {
    const ways: Readonly<Record<Exclude<Way, 'right'>, true>> = { gone: true, directory: true, inherited: true, form: true, index: true, again: true }
    const said = (Object.keys(ways) as (keyof typeof ways)[]).map((way) => overviewWords.ways[way])
    expect(said.every((text) => text.length > 0 && !/Reader|\bright\b/.test(text))).toBe(true)
    expect(new Set(said).size).toBe(said.length)
  })
})
