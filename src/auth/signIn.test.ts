import { type AccountInfo, CacheLookupPolicy, type IPublicClientApplication, type SilentRequest } from '@azure/msal-browser'
import { describe, expect, it } from 'vitest'
import { startSignIn } from './signIn.ts'

const home = '11111111-1111-1111-1111-111111111111'
const fabrikam = '22222222-2222-2222-2222-222222222222'
const entry = (tenantId: string): AccountInfo => ({ homeAccountId: `kim.${home}`, localAccountId: 'kim', environment: 'login.microsoftonline.com', tenantId, username: 'kim@contoso.example' })

/** What the sign-in asks of MSAL for silent tokens; a directory that answered once has an entry from then on. */
async function signedIn() {
  const asked: SilentRequest[] = []
  const entries = [entry(home)]
  const msal = {
    initialize: () => Promise.resolve(), handleRedirectPromise: () => Promise.resolve(null),
    getAllAccounts: () => entries, getActiveAccount: () => entries[0] ?? null, setActiveAccount: () => undefined,
    acquireTokenSilent: (request: SilentRequest) => {
      asked.push(request)
      const tenantId = request.authority?.endsWith(home) === true ? home : fabrikam
      if (!entries.some((one) => one.tenantId === tenantId)) entries.push(entry(tenantId))
      return Promise.resolve({ accessToken: 'one', tenantId })
    },
  } as unknown as IPublicClientApplication
  const shelf = () => ({ getItem: () => null, setItem: () => undefined, removeItem: () => undefined })
  const signIn = await startSignIn({ msal, authority: 'https://login.microsoftonline.com', tenant: 'organizations', scope: 's', shelf, online: () => true })
  return { signIn, asked }
}

describe('silent tokens for a directory', () => {
  it.each([['its id', fabrikam], ['its domain, as addresses of the portal name it', 'Fabrikam.example']])('named by %s come from the issuer once, and from storage afterwards', async (_, tenant) => {
    const { signIn, asked } = await signedIn()
    const store = { claims: null, from: 'store' } as const
    await signIn.tokens(tenant)(store)
    await signIn.tokens(tenant)(store)
    expect(asked.map(({ authority, account, cacheLookupPolicy, forceRefresh }) => [authority, account?.tenantId, cacheLookupPolicy, forceRefresh])).toEqual([
      [`https://login.microsoftonline.com/${tenant}`, home, CacheLookupPolicy.RefreshToken, undefined], [`https://login.microsoftonline.com/${fabrikam}`, fabrikam, undefined, false],
    ])
    expect([signIn.directoryOf(tenant), signIn.directoryOf('other.example'), signIn.directoryOf(null)]).toEqual([fabrikam, 'other.example', null])
  })
})
