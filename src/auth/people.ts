/** Who is signed in, as a pure reading of what MSAL keeps and of what went wrong. */
import type { SignInFailure } from './codes.ts'

/** Somebody who is signed in, in the directory (tenant id) that their tokens are for. */
export interface Account {
  readonly id: string
  readonly name: string
  readonly username: string
  readonly tenant: string
}

/** What a person signs in for: which account, which directory (null: the account's own, or any), which claims (JSON text). */
export interface Ask {
  readonly account: 'choose' | 'same'
  readonly tenant: string | null
  readonly claims: string | null
}

/** What only a person can end: a sign-in that is needed again, and why it did not come about by itself. */
export type Again = Ask & { readonly failed: SignInFailure | null }

/** Who uses the page, once that is known. */
export type Identity =
  | { readonly is: 'out'; readonly failed: SignInFailure | null }
  | { readonly is: 'in'; readonly account: Account; readonly others: readonly Account[]; readonly again: Again | null }

/** What is read of an account that MSAL keeps. The same person has one entry for each directory; `homeAccountId` is common to all. */
export interface Profile {
  readonly homeAccountId: string
  readonly tenantId: string
  readonly username: string
  readonly name?: string | undefined
}

const accountOf = ({ homeAccountId, tenantId, username, name }: Profile): Account => ({ id: homeAccountId, name: name === undefined || name === '' ? username : name, username, tenant: tenantId })

const isHome = ({ homeAccountId, tenantId }: Profile): boolean => homeAccountId.toLowerCase().endsWith(`.${tenantId.toLowerCase()}`)

/** The entry that stands for a person: the one of their own directory, else the first; null when there is none. */
export function profileOf<Kept extends Profile>(profiles: readonly Kept[], id: string): Kept | null {
  const own = profiles.filter(({ homeAccountId }) => homeAccountId === id)
  return own.find(isHome) ?? own[0] ?? null
}

/** Who is signed in, and who else; with nobody it is the failure that remains. */
export function identityOf(profiles: readonly Profile[], current: Profile | null, again: Again | null): Identity {
  const account = current ?? profiles[0]
  if (account === undefined) return { is: 'out', failed: again?.failed ?? null }
  const ids = [...new Set(profiles.map(({ homeAccountId }) => homeAccountId))].filter((id) => id !== account.homeAccountId)
  const others = ids.flatMap((id) => profileOf(profiles, id) ?? []).map(accountOf)
  return { is: 'in', account: accountOf(account), others, again }
}

/** What remains of a sign-in that failed: nothing where somebody only thought better of another account or directory. */
export const remains = (ask: Ask, failed: SignInFailure): Again | null => (failed.why === 'cancelled' && ask.claims === null ? null : { ...ask, failed })

/** Kinds of failure that signing in again does not mend: the network is away, or the service asks for patience. */
export const passes = ({ why }: SignInFailure): boolean => why === 'offline' || why === 'busy'
