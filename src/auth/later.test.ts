import { describe, expect, it } from 'vitest'
import { later } from './later.ts'
import type { Identity } from './people.ts'
import type { SignIn } from './signIn.ts'

const ask = { account: 'choose', tenant: null, claims: null } as const
const out: Identity = { is: 'out', failed: null }
const signedIn: Identity = { is: 'in', account: { id: 'a', name: 'A', username: 'a@contoso.example', tenant: 't' }, others: [], again: null }

/** A sign-in that signs in at once, and what was asked of it. */
function library() {
  const asked: string[] = []
  const listeners = new Set<() => void>()
  let identity: Identity = out
  const signIn: SignIn = {
    identity: () => identity,
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    signIn: ({ account }) => {
      asked.push(account)
      identity = signedIn
      for (const listener of listeners) listener()
      return Promise.resolve()
    },
    signOut: () => Promise.resolve(), use: (id) => void asked.push(id), tokens: () => () => Promise.resolve({ ok: true, token: 'one' }), directoryOf: (tenant) => tenant, look: () => undefined,
  }
  return { asked, signIn }
}

describe('a sign-in that is loaded later', () => {
  it('knows that nobody is signed in without loading anything', () => {
    let loads = 0
    const one = later(() => {
      loads += 1
      return Promise.resolve(library().signIn)
    })
    expect([one.identity(), loads]).toEqual([out, 0])
  })

  it('loads once, and says from then on what the library says', async () => {
    const { signIn, asked } = library()
    let loads = 0
    const one = later(() => {
      loads += 1
      return Promise.resolve(signIn)
    })
    const heard: string[] = []
    const end = one.listen(() => heard.push(one.identity().is))
    await Promise.all([one.signIn(ask), one.signIn(ask)])
    expect([loads, asked, heard.at(-1), one.identity()]).toEqual([1, ['choose', 'choose'], 'in', signedIn])
    expect(await one.tokens(null)({ claims: null, from: 'store' })).toEqual({ ok: true, token: 'one' })
    end()
    const before = heard.length
    await one.signIn(ask)
    expect(heard.length).toBe(before)
  })

  it('says so where the library does not come, and tries again at the next click', async () => {
    let loads = 0
    const { signIn } = library()
    const one = later(() => ((loads += 1) === 1 ? Promise.reject(new Error('no network')) : Promise.resolve(signIn)))
    await expect(one.signIn(ask)).rejects.toThrow('no network')
    expect(one.identity()).toEqual({ is: 'out', failed: { why: 'offline', code: 'sign_in_not_loaded', correlation: null } })
    await one.signIn(ask)
    expect([loads, one.identity()]).toEqual([2, signedIn])
  })
})
