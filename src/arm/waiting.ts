/** What a client waits for by itself, so that whoever shows a request can say why nothing comes. */

/** A request that does not go yet. `names`: whose work it waits for, as ids, as far as Azure's answer names them. */
export interface Waiting {
  readonly method: string
  readonly path: string
  readonly until: number
  /** Other work, a limit on many requests, or a time that Azure named for this one. */
  readonly for: 'busy' | 'throttled' | 'askedToWait'
  readonly names: readonly string[]
}

/** Hears of a wait when it begins. */
export type Listener = (waiting: Waiting) => void

/** Tells everybody who listens. */
export interface Waitings {
  readonly tell: (request: Request, waiting: Pick<Waiting, 'until' | 'for' | 'names'>) => void
  /** Gives what ends the listening. */
  readonly listen: (listener: Listener) => () => void
}

/** Nobody listens yet. */
export function waitings(): Waitings {
  const listeners = new Set<Listener>()
  return {
    tell: ({ method, url }, waiting) => {
      for (const listener of listeners) listener({ method, path: new URL(url).pathname, ...waiting })
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
