import type { Arm } from '../arm/client.ts'
import { graphPath } from '../base/graphPath.ts'
import type { Ports } from './ports.ts'
import type { Signing } from './signing.ts'
import type { Store } from './store.ts'

/** Work that another one replaces: the newest alone may still say something, until its signal is aborted. */
export function turns() {
  let current = new AbortController()
  return {
    stop: () => current.abort(),
    begin: (): AbortSignal => {
      current.abort()
      current = new AbortController()
      return current.signal
    },
  }
}

/** What listing and reading work with. */
export interface Parts {
  readonly store: Store
  readonly ports: Ports
  readonly sign: Signing
}

/** Shows what the client waits for by itself, as long as the signal is not aborted. */
export function showWaits(store: Store, { waiting }: Arm, signal: AbortSignal): void {
  waiting(({ path, until }) => {
    const { held } = store.getState()
    if (!signal.aborted && until > (held?.until ?? 0)) store.setState({ held: { of: path.toLowerCase() === graphPath.toLowerCase() ? 'graph' : 'resources', until } })
  })
}
