/** Which directory a path of the sign-in service means. */
import type { State } from '../state.ts'
import type { Account } from '../world.ts'

const shared = new Set(['common', 'organizations'])

/** Whether the name is there: a directory's id or domain, or a word that stands for the account's own. */
export const isTenant = (state: State, name: string): boolean =>
  shared.has(name.toLowerCase()) || state.world.tenants.some(({ id, domain }) => id.toLowerCase() === name.toLowerCase() || domain.toLowerCase() === name.toLowerCase())

/** The directory that an account signs in to under this name, or null when the account is not in it. */
export function tenantFor(state: State, name: string, account: Account): string | null {
  if (shared.has(name.toLowerCase())) return account.tenants[0]?.id ?? null
  const found = state.world.tenants.find(({ id, domain }) => id.toLowerCase() === name.toLowerCase() || domain.toLowerCase() === name.toLowerCase())
  return account.tenants.some(({ id }) => id === found?.id) ? (found?.id ?? null) : null
}
