/** What a visit to live Azure needs from outside: who is signed in, and a client of ARM. `main.tsx` has it made of sign-in and client. */
import type { Arm } from '../arm/client.ts'
import type { CloudId } from '../facts/clouds.ts'

/** Somebody who is signed in, in the directory (tenant id) that their tokens are for. */
export interface Account {
  readonly id: string
  readonly name: string
  readonly username: string
  readonly tenant: string
}

/** Why a sign-in, or a silent renewal, did not come about: the kinds that a person can act on. */
export type SignInWhy =
  | 'cancelled' | 'consent' | 'adminConsent' | 'wrongTenant' | 'conditionalAccess' | 'blockedApp' | 'cookies' | 'storage' | 'clock' | 'offline' | 'busy' | 'redirectUri' | 'ended' | 'unknown'

/** A refused sign-in: the library's or Entra's own code, and the id by which Entra's log knows it. */
export interface SignInFailure {
  readonly why: SignInWhy
  readonly code: string
  readonly correlation: string | null
}

/** What the page's configuration file has that does not fit: the property's path (empty: the whole file), what was found, what fits. */
export interface ConfigFault {
  readonly property: string
  readonly found: string
  readonly expected: string
}

/** What a person has to sign in again for: another directory, or claims that Azure demands (JSON text). */
export interface SignInAsk {
  readonly account: 'choose' | 'same'
  readonly tenant: string | null
  readonly claims: string | null
}

/** Who uses the page. `off`: this site is not set up for sign-in, with the fault of its configuration where there is one. */
export type Identity =
  | { readonly is: 'unknown' }
  | { readonly is: 'off'; readonly fault: ConfigFault | null }
  | { readonly is: 'out'; readonly failed: SignInFailure | null }
  | { readonly is: 'in'; readonly account: Account; readonly others: readonly Account[]; readonly again: (SignInAsk & { readonly failed: SignInFailure | null }) | null }

/** Live Azure of one configuration. Nothing in it starts an interaction but `signIn` and `signOut`, which leave the page. */
export interface Live {
  readonly cloud: CloudId
  /** Where ARM answers; links to follow have to be there. */
  readonly origin: string
  /** Host of ARM and of sign-in, to say on the start page where requests will go. */
  readonly hosts: { readonly arm: string; readonly signIn: string }
  readonly identity: () => Identity
  /** Calls `listener` after every change of `identity`; gives what ends that. */
  readonly listen: (listener: () => void) => () => void
  readonly signIn: (ask: SignInAsk) => Promise<void>
  readonly signOut: () => Promise<void>
  /** Makes another signed-in account the current one. */
  readonly use: (accountId: string) => void
  /** A client with tokens of the current account for one directory; null: the account's own. */
  readonly arm: (tenant: string | null) => Arm
  /** The id of a directory that was asked for by a domain, once it has given a token; what was asked until then. */
  readonly directoryOf: (tenant: string | null) => string | null
}

/** Live Azure, or the fault of the configuration that keeps it away; loaded on first use. */
export type LoadLive = () => Promise<{ readonly ok: true; readonly live: Live } | { readonly ok: false; readonly fault: ConfigFault | null }>
