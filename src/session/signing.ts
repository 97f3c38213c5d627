/** Who is signed in, as the store shows it. The part of the program that signs in is loaded when it is first needed. */
import type { Account, Identity, Live, SignInAsk } from './live.ts'
import type { Ports } from './ports.ts'
import type { State, Store } from './store.ts'

/** Signed-in Azure, and waiting for it. */
export interface Signing {
  /** Live Azure; null where this site is not set up for it, or its part of the program could not be loaded. Loads it once. */
  readonly live: () => Promise<Live | null>
  /** The same, once it is known who is signed in. */
  readonly settled: () => Promise<Live | null>
  /** Leaves the page to sign in. */
  readonly signIn: (ask: SignInAsk) => Promise<void>
}

const accountOf = (identity: Identity): Account | null => (identity.is === 'in' ? identity.account : null)

const isSame = (one: Account | null, other: Account | null): boolean => one?.id === other?.id && one?.tenant === other?.tenant

/** Resolves once it is known who is signed in: a redirect that comes back takes its time. */
const known = (live: Live): Promise<Live> => new Promise((resolve) => {
  if (live.identity().is !== 'unknown') return resolve(live)
  const end = live.listen(() => {
    if (live.identity().is === 'unknown') return
    end()
    resolve(live)
  })
})

/** Keeps the store's identity; `changed` is called when another account, or none, is the current one. */
export function signing(store: Store, ports: Ports, changed: (account: Account | null) => void): Signing {
  const put = (part: Partial<State>) => store.setState(part)
  let loading: Promise<Live | null> | null = null
  const follow = (live: Live): Live => {
    const tell = () => {
      const before = accountOf(store.getState().identity)
      const identity = live.identity()
      put({ identity })
      if (!isSame(before, accountOf(identity))) {
        put({ directories: null })
        changed(accountOf(identity))
      }
    }
    live.listen(tell)
    put({ site: { cloud: live.cloud, hosts: live.hosts }, identity: live.identity() })
    return live
  }
  const load = async (): Promise<Live | null> => {
    try {
      const loaded = await ports.live()
      if (loaded.ok) return follow(loaded.live)
      put({ site: null, identity: { is: 'off', fault: loaded.fault } })
    } catch {
      // So that the next attempt loads it anew.
      loading = null
      put({ site: 'unloadable' })
    }
    return null
  }
  const live = () => {
    if (loading === null && store.getState().site === 'unloadable') put({ site: null })
    loading ??= load()
    return loading
  }
  const settled = async () => {
    const found = await live()
    return found === null ? null : known(found)
  }
  const signIn = async (ask: SignInAsk) => {
    const found = await settled()
    if (found === null) return
    put({ leaving: 'yes' })
    // What keeps it from leaving is told by the identity.
    await found.signIn(ask).catch(() => ports.tab.intend(null))
    put({ leaving: 'no' })
  }
  return { live, settled, signIn }
}
