import { describe, expect, it } from 'vitest'
import { BrowserAuthError, InteractionRequiredAuthError, ServerError } from '@azure/msal-browser'
import { failureOf, type Refusal, whyOf } from './codes.ts'

const entra = (error: string, number: number | null, suberror = ''): Refusal => new ServerError(error, 'c-1', number === null ? '' : `AADSTS${number}: some text. Trace ID: t Correlation ID: c Timestamp: now`, suberror)

describe('why a sign-in was refused', () => {
  it.each([
    ['cancelled', entra('access_denied', 65004, 'cancel')],
    ['cancelled', new BrowserAuthError('user_cancelled', 'c-1')],
    ['consent', entra('access_denied', 65004)],
    ['consent', new InteractionRequiredAuthError('interaction_required', 'c-1', 'AADSTS65001: x', 'consent_required')],
    ['consent', new InteractionRequiredAuthError('invalid_grant', 'c-1', '', 'consent_required')],
    ['adminConsent', entra('access_denied', 90094)],
    ['wrongTenant', entra('interaction_required', 50020)],
    ['wrongTenant', entra('unauthorized_client', 700016)],
    // A personal account is refused the scope of Azure Resource Manager (cases.json C60).
    ['wrongTenant', entra('invalid_scope', 70011)],
    ['wrongTenant', entra('invalid_tenant', 90002)],
    ['conditionalAccess', entra('access_denied', 53003)],
    ['conditionalAccess', new InteractionRequiredAuthError('interaction_required', 'c-1', '', 'basic_action')],
    ['blockedApp', entra('interaction_required', 50105)],
    ['blockedApp', entra('access_denied', null)],
    ['cookies', new InteractionRequiredAuthError('login_required', 'c-1', 'AADSTS50058: x')],
    ['cookies', new BrowserAuthError('timed_out', 'c-1')],
    ['offline', new BrowserAuthError('timed_out', 'c-1', 'failed_to_redirect')],
    ['offline', new BrowserAuthError('no_network_connectivity', 'c-1')],
    ['storage', new BrowserAuthError('no_token_request_cache_error', 'c-1')],
    ['clock', entra('invalid_grant', 500133)],
    ['busy', new ServerError('temporarily_unavailable', 'c-1', 'x', '', '90033', 429)],
    ['redirectUri', entra('invalid_request', 50011)],
    ['ended', entra('invalid_grant', 700084, 'bad_token')],
    ['ended', new InteractionRequiredAuthError('refresh_token_expired', 'c-1')],
    ['unknown', entra('invalid_client', 7000218)],
  ] as const)('is %s for %o', (why, refusal) => {
    expect(whyOf(refusal)).toBe(why)
  })

  it('reads the number wherever it stands', () => {
    const texts = [{ errorCode: 'x', errorNo: 53003 }, { errorCode: 'x', errorNo: '53003' }, { errorCode: '53003 90033' }, { errorCode: 'x', errorMessage: 'Error(s): 53003 - Description: AADSTS53003: blocked' }]
    expect(texts.map(failureOf)).toEqual(texts.map(() => ({ why: 'conditionalAccess', code: 'AADSTS53003', correlation: null })))
  })

  it('stays with the word of the protocol for a number that is not known', () => {
    expect(whyOf(entra('access_denied', 9_999_999))).toBe('blockedApp')
  })
})

describe('a failure to show', () => {
  it('has a code and the id to quote, and no text of anybody', () => {
    expect(failureOf(entra('access_denied', 90094))).toEqual({ why: 'adminConsent', code: 'AADSTS90094', correlation: 'c-1' })
    expect(failureOf(new BrowserAuthError('user_cancelled', ''))).toEqual({ why: 'cancelled', code: 'user_cancelled', correlation: null })
  })

  it('is made of whatever was thrown', () => {
    expect([new RangeError('secret'), 'text', null].map(failureOf)).toEqual([
      { why: 'unknown', code: 'RangeError', correlation: null }, { why: 'unknown', code: 'unknown', correlation: null }, { why: 'unknown', code: 'unknown', correlation: null },
    ])
  })
})
