/** A sign-in whose library is loaded when somebody signs in, for a tab in which nobody has yet. */
import type { Identity } from './people.ts'
import type { SignIn } from './signIn.ts'

/** Nobody is signed in until `start` says otherwise; it is asked at the first act of a person, and again where it failed. */
export function later(start: () => Promise<SignIn>): SignIn {
  const listeners = new Set<() => void>()
  let identity: Identity = { is: 'out', failed: null }
  let [starting, there]: [Promise<SignIn> | null, SignIn | null] = [null, null]
  const put = (next: Identity): void => {
    identity = next
    for (const listener of listeners) listener()
  }
  const begin = async (): Promise<SignIn> => {
    try {
      const found = await start()
      there = found
      found.listen(() => put(found.identity()))
      put(found.identity())
      return found
    } catch (error) {
      starting = null
      put({ is: 'out', failed: { why: 'offline', code: 'sign_in_not_loaded', correlation: null } })
      throw error
    }
  }
  const started = (): Promise<SignIn> => (starting ??= begin())
  return {
    identity: () => identity,
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    signIn: async (ask) => (await started()).signIn(ask),
    signOut: async () => (await started()).signOut(),
    use: (accountId) => void started().then((found) => found.use(accountId), () => undefined),
    tokens: (tenant) => async (ask) => (await started()).tokens(tenant)(ask),
    directoryOf: (tenant) => (there === null ? tenant : there.directoryOf(tenant)),
    look: () => undefined,
  }
}
