/** A bucket of requests that refills steadily, as arithmetic on one instant. */

/** How many requests may go at once, and milliseconds until one more may. */
export interface Rate {
  readonly burst: number
  readonly every: number
}

/** Hands out the instants at which requests may go. */
export interface Bucket {
  /** The instant at which the next request may go; takes none out. */
  readonly next: (now: number) => number
  /** Takes one request out: the instant at which it may go. */
  readonly take: (now: number) => number
  /** No more than `left` requests from `now` on, before it refills. */
  readonly cap: (now: number, left: number) => void
}

/** A full bucket. */
export function bucket({ burst, every }: Rate): Bucket {
  /** When it will be full again. */
  let full = Number.NEGATIVE_INFINITY
  const next = (now: number): number => Math.max(now, Math.max(full, now) - (burst - 1) * every)
  return {
    next,
    take: (now) => {
      const at = next(now)
      full = Math.max(full, now) + every
      return at
    },
    cap: (now, left) => {
      full = Math.max(full, now + Math.max(0, burst - left) * every)
    },
  }
}
