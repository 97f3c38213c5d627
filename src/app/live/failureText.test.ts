import { describe, expect, it } from 'vitest'
import { faultOf, silentFault } from '../../arm/errors.ts'
import type { Failure } from '../../arm/failure.ts'
import type { SignInWhy } from '../../session/live.ts'
import { failureText, needsSignIn } from './failureText.ts'
import { signInFailure } from './failureWords.en.ts'

const ids = { request: 'r-1', correlation: 'c-1', sent: 's-1' }
const refused = (status: number, code: string, message = '') => ({ status, fault: faultOf(JSON.stringify({ error: { code, message } })), ids })

/** Every member of the union, and every kind inside it. */
const failures: { readonly [Is in Failure['is']]: readonly Extract<Failure, { is: Is }>[] } = {
  stopped: [{ is: 'stopped' }],
  silent: [{ is: 'silent', ids: { request: null, correlation: null, sent: 's-1' } }],
  ambiguous: [{ is: 'ambiguous', status: 504, fault: null, ids }],
  astray: (['origin', 'redirect', 'endless', 'path'] as const).map((why) => ({ is: 'astray', why, at: 'https://elsewhere.example' })),
  signIn: [
    { is: 'signIn', claims: null, tenant: null, ...refused(401, 'ExpiredAuthenticationToken') }, { is: 'signIn', claims: '{}', tenant: null, ...refused(401, 'InvalidAuthenticationToken') },
    { is: 'signIn', claims: null, tenant: 'other', ...refused(401, 'InvalidAuthenticationTokenTenant') },
  ],
  denied: (['rights', 'linkedRights', 'denyAssignment', 'policy', 'other'] as const).map((by) => ({ is: 'denied', by, ...refused(403, 'AuthorizationFailed') })),
  notFound: ['ResourceNotFound', 'ResourceGroupNotFound', 'SubscriptionNotFound'].map((code) => ({ is: 'notFound', ...refused(404, code) })),
  throttled: [{ is: 'throttled', until: null, ...refused(429, 'TooManyRequests') }, { is: 'throttled', until: 1, ...refused(429, 'TooManyRequests') }],
  busy: [{ is: 'busy', names: [], wait: null, ...refused(409, 'AnotherOperationInProgress') }],
  conflict: [{ is: 'conflict', ...refused(409, 'Conflict') }, { is: 'conflict', ...refused(409, 'ReadOnlyDisabledSubscription') }],
  stale: [{ is: 'stale', ...refused(412, 'PreconditionFailed') }],
  unexpected: [{ is: 'unexpected', status: 200, fault: silentFault, ids }, { is: 'unexpected', ...refused(500, 'InternalServerError', 'Something broke.') }],
}

const all = Object.values(failures).flat()
const about = { reading: 'mlw-credit' }

describe('a failed reading', () => {
  it.each(all.map((failure) => [failure.is, 'by' in failure ? failure.by : 'why' in failure ? failure.why : 'status' in failure ? `${failure.status}` : '', failure] as const))('%s %s is said in sentences, for one workspace and for the list', (_, __, failure) => {
    for (const one of [about, 'list'] as const) {
      const { what, stays, advice } = failureText(failure, one)
      expect([what, stays, advice].every((text) => /^[A-Zm].+\.$/.test(text)), `${what} ${stays} ${advice}`).toBe(true)
      expect(`${what} ${stays} ${advice}`).not.toMatch(/\bundefined\b|please|secure|validated|rollback/i)
    }
  })

  it('has Azure’s own id, else the one that was sent, else none', () => {
    expect([failures.stale, failures.silent, failures.stopped].map(([failure]) => failureText(failure as Failure, about).correlation)).toEqual(['c-1', 's-1', null])
  })

  it('repeats what Azure answered', () => {
    expect([failures.stale, failures.silent, failures.ambiguous].map(([failure]) => failureText(failure as Failure, about).answer)).toEqual(['412 PreconditionFailed', '', ''])
  })

  it('names the right that is missing, and offers the request for it', () => {
    const failure: Failure = {
      is: 'denied', by: 'rights',
      ...refused(403, 'AuthorizationFailed', "The client 'a' with object id 'b' does not have authorization to perform action 'Microsoft.MachineLearningServices/workspaces/read' over scope '/subscriptions/s' or the scope is invalid."),
    }
    expect(failureText(failure, about)).toMatchObject({ what: 'This account may not read mlw-credit.', stays: 'It lacks Microsoft.MachineLearningServices/workspaces/read on /subscriptions/s. Reading changes nothing in Azure.', next: 'request' })
  })

  it('asks for patience, not for a sign-in, where the sign-in service is busy', () => {
    const failure: Failure = { is: 'signIn', claims: null, tenant: null, ...refused(401, 'temporarily_unavailable') }
    expect([needsSignIn(failure), needsSignIn(failures.signIn[0] ?? null), needsSignIn(null)]).toEqual([false, true, false])
    expect(failureText(failure, about)).toMatchObject({ what: 'The sign-in service is busy.', advice: 'Try again in a minute.', next: 'again' })
  })

  it('leads to the sign-in only where that helps', () => {
    expect(all.filter((failure) => failureText(failure, about).next === 'signIn').map(({ is }) => is)).toEqual(['signIn', 'signIn', 'signIn'])
  })

  it('says that a page came instead of data', () => {
    expect(failureText(failures.unexpected[0] as Failure, about).what).toContain('a page came instead of data')
  })
})

describe('a failed sign-in', () => {
  const whys: { readonly [Why in SignInWhy]: true } = {
    cancelled: true, consent: true, adminConsent: true, wrongTenant: true, conditionalAccess: true, blockedApp: true, cookies: true, storage: true, clock: true, offline: true, busy: true, redirectUri: true,
    ended: true, unknown: true,
  }

  it('is said in our own words, each with something to do', () => {
    const said = (Object.keys(whys) as SignInWhy[]).map((why) => signInFailure({ why }))
    expect(said.every(([what, next]) => /^[A-Z].+\.$/.test(what) && /^[A-Z].+\.$/.test(next) && !/AADSTS|https?:|please/i.test(what + next))).toBe(true)
    expect(new Set(said.map(([what]) => what)).size).toBe(said.length)
  })
})
