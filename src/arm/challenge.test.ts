import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyCharacter } from '../base/fixtures/anyCharacter.ts'
import { challengesIn, claimsIn, tenantIn } from './challenge.ts'

const numRuns = Number(process.env['SEEDS'] ?? 20)
const claims = '{"access_token":{"nbf":{"essential":true,"value":"1604106651"},"ü":"ÿ?>"}}'
const base64 = btoa(String.fromCharCode(...new TextEncoder().encode(claims)))
const base64url = base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

describe('claims are found', () => {
  it.each([
    ['as documented (F12)', `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="${base64}"`],
    ['whatever the error says (F13)', `Bearer authorization_uri="https://x/", error="invalid_token", error_description="Session revoked, sign in \\"again\\"", claims="${base64}"`],
    ['beside another scheme (F14)', `Bearer realm="", claims="${base64}", PoP realm="", nonce="n==", claims="e30x"`],
    ['behind another scheme', `PoP realm="", claims="e30", Bearer claims="${base64}"`],
    ['in the second of two Bearer challenges', `Bearer realm="a", Bearer realm="b", claims="${base64}"`],
    ['in the other alphabet, without padding', `Bearer claims="${base64url}"`],
    ['without quotes, in other letters', `bearer CLAIMS=${base64url}`],
    ['behind a scheme with a bare token', `Negotiate YIIB==, Bearer claims="${base64}"`],
  ])('%s', (_, header) => {
    expect(claimsIn(header)).toBe(claims)
  })
})

it('what is no JSON object in base64 is no claim', () => {
  for (const value of ['', 'e', '!!!!', btoa('not json'), btoa('[1]'), btoa('"text"')]) expect(claimsIn(`Bearer claims="${value}"`)).toBeNull()
  expect(claimsIn(`PoP claims="${base64}"`)).toBeNull()
  expect(claimsIn('Bearer claims="unfinished')).toBeNull()
})

it('the tenant is read from the address of the sign-in', () => {
  expect(tenantIn('Bearer authorization_uri="https://login.windows.net/72f988bf-0000-0000-0000-000000000000", error="invalid_token"')).toBe('72f988bf-0000-0000-0000-000000000000')
  expect(tenantIn('Bearer authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"')).toBeNull()
  expect(tenantIn('Bearer authorization_uri="no address"')).toBeNull()
})

it('every header is taken apart without an exception, and quickly', () => {
  fc.assert(fc.property(fc.string({ maxLength: 400 }), (header) => {
    expect([Array.isArray(challengesIn(header)), claimsIn(header) === null]).toEqual([true, true])
  }), { numRuns: numRuns * 5 })
  expect(challengesIn(`Bearer ${'a="\\'.repeat(200_000)}`).length).toBe(1)
})

it('every claims object survives either alphabet', () => {
  fc.assert(fc.property(fc.dictionary(fc.string({ unit: anyCharacter }).filter((key) => !/proto|constructor/.test(key)), fc.string({ unit: anyCharacter })), (object) => {
    const json = JSON.stringify(object)
    const text = btoa(String.fromCharCode(...new TextEncoder().encode(json))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
    expect(claimsIn(`Bearer realm="", claims="${text}"`)).toBe(json)
  }), { numRuns })
})
