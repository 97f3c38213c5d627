import { describe, expect, it } from 'vitest'
import type { SignInFailure } from './codes.ts'
import { identityOf, passes, type Profile, profileOf, remains } from './people.ts'

const ana: Profile = { homeAccountId: 'ana.T1', tenantId: 't1', username: 'ana@contoso.example', name: 'Ana Lind' }
const anaAsGuest: Profile = { ...ana, tenantId: 't2' }
const jo: Profile = { homeAccountId: 'jo.t1', tenantId: 't1', username: 'jo@contoso.example', name: '' }
const failure = (why: SignInFailure['why']): SignInFailure => ({ why, code: 'x', correlation: null })
const choose = { account: 'choose', tenant: null, claims: null } as const

describe('who is signed in', () => {
  it('is nobody, with the failure that is left', () => {
    expect(identityOf([], null, null)).toEqual({ is: 'out', failed: null })
    expect(identityOf([], null, { ...choose, failed: failure('consent') })).toEqual({ is: 'out', failed: failure('consent') })
  })

  it('is the current account in its directory, and each other person once', () => {
    expect(identityOf([ana, jo, anaAsGuest], jo, null)).toEqual({
      is: 'in', account: { id: 'jo.t1', name: 'jo@contoso.example', username: 'jo@contoso.example', tenant: 't1' }, others: [{ id: 'ana.T1', name: 'Ana Lind', username: 'ana@contoso.example', tenant: 't1' }], again: null,
    })
    expect(identityOf([ana, anaAsGuest], anaAsGuest, null)).toMatchObject({ is: 'in', account: { tenant: 't2' }, others: [] })
  })

  it('is the first account where none is the current one', () => {
    expect(identityOf([jo, ana], null, null)).toMatchObject({ account: { id: 'jo.t1' } })
  })
})

describe('the entry of a person', () => {
  it('is the one of their own directory, whatever the case of its id', () => {
    expect(profileOf([anaAsGuest, ana], 'ana.T1')).toBe(ana)
    expect([profileOf([anaAsGuest], 'ana.T1'), profileOf([ana], 'nobody')]).toEqual([anaAsGuest, null])
  })
})

describe('a sign-in that failed', () => {
  it('leaves nothing when somebody thought better of another account or directory', () => {
    expect(remains(choose, failure('cancelled'))).toBeNull()
    expect(remains({ account: 'same', tenant: 't2', claims: null }, failure('cancelled'))).toBeNull()
  })

  it('stays needed when Azure demands claims, or when it was refused', () => {
    const stepUp = { account: 'same', tenant: null, claims: '{}' } as const
    expect(remains(stepUp, failure('cancelled'))).toEqual({ ...stepUp, failed: failure('cancelled') })
    expect(remains(choose, failure('blockedApp'))).toEqual({ ...choose, failed: failure('blockedApp') })
  })

  it('passes by itself when the network is away or the service is busy', () => {
    expect((['offline', 'busy', 'ended', 'cookies', 'conditionalAccess'] as const).map((why) => passes(failure(why)))).toEqual([true, true, false, false, false])
  })
})
