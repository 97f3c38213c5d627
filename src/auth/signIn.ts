/** Signing in with Entra by redirect, and silent tokens. Only `signIn` and `signOut` leave the page; both are for a click. */
import { type AccountInfo, CacheLookupPolicy, InteractionRequiredAuthError, type IPublicClientApplication, type RedirectRequest } from '@azure/msal-browser'
import { failureOf, type SignInFailure } from './codes.ts'
import { type Again, type Ask, type Identity, identityOf, passes, profileOf, remains } from './people.ts'
import { keepAsk, type Shelf, takeAsk } from './pending.ts'

/** What is asked of a silent token: claims that Azure demands, and whether a stored token will do. */
export interface TokenAsk {
  readonly claims: string | null
  readonly from: 'store' | 'issuer'
}

/** A token, or the code of why there is none without a person. */
export type Token = { readonly ok: true; readonly token: string } | { readonly ok: false; readonly code: string }

/** Who is signed in, and what can be done about it. */
export interface SignIn {
  readonly identity: () => Identity
  /** Calls `listener` after every change; gives what ends that. */
  readonly listen: (listener: () => void) => () => void
  readonly signIn: (ask: Ask) => Promise<void>
  /** Forgets every account and token of this tab, then ends the session at Entra. */
  readonly signOut: () => Promise<void>
  readonly use: (accountId: string) => void
  /** Silent tokens of whoever is the current account now, for one directory (null: the account's own). Rejects with a TypeError where there was no answer at all. */
  readonly tokens: (tenant: string | null) => (ask: TokenAsk) => Promise<Token>
  /** The id of a directory that is asked for by a domain, once a token of it has come; what was asked until then. */
  readonly directoryOf: (tenant: string | null) => string | null
  /** Looks again at what MSAL keeps; AuthProvider calls it. */
  readonly look: (inProgress: string) => void
}

/** What the sign-in needs from outside. `scope` is the one scope that is ever asked for. */
export interface Outside {
  readonly msal: IPublicClientApplication
  /** Origin of the sign-in service. */
  readonly authority: string
  /** The directory that a first sign-in goes to: an id, or `organizations`. */
  readonly tenant: string
  readonly scope: string
  readonly shelf: () => Shelf
  /** Whether the network is there: a page that leaves without it is gone. */
  readonly online: () => boolean
}

/** What changes while the page is open. */
interface Desk {
  identity: Identity
  again: Again | null
  inProgress: string
  readonly listeners: Set<() => void>
  /** Ids of directories by the name that they were asked for with, in lower case: addresses of the portal name a domain, MSAL's entries hold the id. */
  readonly directories: Map<string, string>
}

const NO_STORAGE: SignInFailure = { why: 'storage', code: 'storage_not_supported', correlation: null }
const NO_NETWORK: SignInFailure = { why: 'offline', code: 'no_network_connectivity', correlation: null }

/** The protocol's word for a sign-in service that is too busy (fault F19). */
const BUSY = 'temporarily_unavailable'

const same = (one: Identity, other: Identity): boolean => JSON.stringify(one) === JSON.stringify(other)

function publish({ msal }: Outside, desk: Desk): void {
  const next = identityOf(msal.getAllAccounts(), msal.getActiveAccount(), desk.again)
  if (same(next, desk.identity)) return
  desk.identity = next
  for (const listener of desk.listeners) listener()
}

/** The way back: whoever comes from Entra brings a code, an error, or nothing. */
async function arrived({ msal, shelf }: Outside, desk: Desk): Promise<void> {
  const ask = takeAsk(shelf)
  try {
    // The bridge has been at the page's own address already, its fragment included; MSAL has nowhere to go.
    const result = await msal.handleRedirectPromise({ navigateToLoginRequestUrl: false })
    if (result !== null) msal.setActiveAccount(result.account)
  } catch (error) {
    desk.again = { ...(ask ?? { account: 'choose', tenant: null, claims: null }), failed: failureOf(error) }
    if (msal.getAllAccounts().length > 0 && desk.again.failed !== null) desk.again = remains(desk.again, desk.again.failed)
  }
  if (msal.getActiveAccount() === null) msal.setActiveAccount(msal.getAllAccounts()[0] ?? null)
}

async function leave(outside: Outside, desk: Desk, ask: Ask): Promise<void> {
  const { msal, scope, authority, tenant, shelf, online } = outside
  const account = msal.getActiveAccount()
  const isSame = ask.account === 'same' && account !== null
  const request: RedirectRequest = {
    scopes: [scope],
    authority: `${authority}/${ask.tenant ?? (isSame ? account.tenantId : tenant)}`,
    ...(isSame ? { account } : { prompt: 'select_account' }),
    ...(ask.claims === null ? {} : { claims: ask.claims }),
  }
  const failed = (failure: SignInFailure): void => {
    desk.again = account === null ? { ...ask, failed: failure } : remains(ask, failure)
    publish(outside, desk)
  }
  if (!online()) return failed(NO_NETWORK)
  if (!keepAsk(shelf, ask)) return failed(NO_STORAGE)
  try {
    await msal.acquireTokenRedirect(request)
  } catch (error) {
    const failure = failureOf(error)
    // The page is on its way already; a second click changes nothing.
    if (failure.code === 'interaction_in_progress') return
    takeAsk(shelf)
    failed(failure)
  }
}

/** A claims challenge says what it wants in the error, else in what was asked. */
const claimsOwed = (error: unknown, asked: string | null): string | null =>
  error instanceof InteractionRequiredAuthError && error.claims !== '' ? error.claims : asked

/**
 * The entry of a person in a directory, and where a token for it may come from. MSAL looks for stored tokens in the directory of the entry that it is
 * given, whatever the authority says; a directory that the person has no entry in yet is therefore always asked.
 */
function entryIn(msal: IPublicClientApplication, account: AccountInfo, tenant: string, from: TokenAsk['from']) {
  const known = msal.getAllAccounts().find(({ homeAccountId, tenantId }) => homeAccountId === account.homeAccountId && tenantId.toLowerCase() === tenant.toLowerCase())
  return { account: known ?? account, ...(known === undefined ? { cacheLookupPolicy: CacheLookupPolicy.RefreshToken } : { forceRefresh: from === 'issuer' }) }
}

const directoryIn = ({ directories }: Desk, tenant: string): string => directories.get(tenant.toLowerCase()) ?? tenant

async function token(outside: Outside, desk: Desk, { account, tenant }: { readonly account: AccountInfo; readonly tenant: string | null }, ask: TokenAsk): Promise<Token> {
  const { msal, scope, authority } = outside
  const isCurrent = (): boolean => msal.getActiveAccount()?.homeAccountId === account.homeAccountId
  const asked = tenant ?? account.tenantId
  const directory = directoryIn(desk, asked)
  try {
    const { accessToken, tenantId } = await msal.acquireTokenSilent({
      scopes: [scope], authority: `${authority}/${directory}`, ...entryIn(msal, account, directory, ask.from), ...(ask.claims === null ? {} : { claims: ask.claims }),
    })
    if (tenantId !== '') desk.directories.set(asked.toLowerCase(), tenantId)
    if (ask.from === 'issuer' && isCurrent() && desk.again?.tenant === tenant) {
      desk.again = null
      publish(outside, desk)
    }
    return { ok: true, token: accessToken }
  } catch (error) {
    const failed = failureOf(error)
    if (failed.why === 'offline') throw new TypeError('the sign-in service did not answer', { cause: error })
    if (isCurrent() && !passes(failed)) {
      desk.again = { account: 'same', tenant, claims: claimsOwed(error, ask.claims), failed }
      publish(outside, desk)
    }
    // A service that asks for patience has one code, so that nobody is sent to sign in for it.
    return { ok: false, code: failed.why === 'busy' ? BUSY : failed.code }
  }
}

/** Starts MSAL and finishes a sign-in that the page comes back from. Nothing is shown, nobody is asked. */
export async function startSignIn(outside: Outside): Promise<SignIn> {
  const { msal } = outside
  const desk: Desk = { identity: { is: 'out', failed: null }, again: null, inProgress: 'none', listeners: new Set(), directories: new Map() }
  await msal.initialize()
  await arrived(outside, desk)
  publish(outside, desk)
  return {
    identity: () => desk.identity,
    listen: (listener) => {
      desk.listeners.add(listener)
      return () => void desk.listeners.delete(listener)
    },
    signIn: (ask) => (desk.inProgress === 'none' ? leave(outside, desk, ask) : Promise.resolve()),
    signOut: async () => {
      const loginHint = msal.getActiveAccount()?.loginHint
      desk.again = null
      msal.setActiveAccount(null)
      await msal.clearCache()
      publish(outside, desk)
      await msal.logoutRedirect(loginHint === undefined ? {} : { logoutHint: loginHint }).catch(() => undefined)
    },
    use: (accountId) => {
      const account = profileOf(msal.getAllAccounts(), accountId)
      if (account === null || account.homeAccountId === msal.getActiveAccount()?.homeAccountId) return
      msal.setActiveAccount(account)
      desk.again = null
      publish(outside, desk)
    },
    tokens: (tenant) => {
      const account = msal.getActiveAccount()
      return (ask) => (account === null ? Promise.resolve({ ok: false, code: 'no_account_error' }) : token(outside, desk, { account, tenant }, ask))
    },
    directoryOf: (tenant) => (tenant === null ? null : directoryIn(desk, tenant)),
    look: (inProgress) => {
      desk.inProgress = inProgress
      publish(outside, desk)
    },
  }
}
