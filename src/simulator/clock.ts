/** Time, handed in: the simulator never asks the machine. */

/** Milliseconds since 1970, and waiting. */
export interface Clock {
  readonly now: () => number
  readonly sleep: (milliseconds: number) => Promise<void>
}

/** A clock that stands still until somebody waits or moves it; waiting takes no real time. */
export function virtualClock(start: string): Clock & { readonly advance: (milliseconds: number) => void } {
  let now = Date.parse(start)
  const advance = (milliseconds: number): void => {
    now += milliseconds
  }
  return {
    now: () => now,
    advance,
    sleep: (milliseconds) => {
      advance(milliseconds)
      return Promise.resolve()
    },
  }
}
