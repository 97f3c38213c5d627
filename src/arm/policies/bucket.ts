/** A bucket of requests that refills steadily, as arithmetic on one instant. */

/** How many requests may go at once, and milliseconds until one more may. */
export interface Rate {
  readonly burst: number
  readonly every: number
}

/** Hands out the instants at which requests may go. */
export interface Bucket {
  /** Takes one request out: the instant at which it may go. */
  readonly take: (now: number) => number
  /** No more than `left` requests from `now` on, before it refills. */
  readonly cap: (now: number, left: number) => void
}

/** A full bucket. */
export function bucket({ burst, every }: Rate): Bucket {
  /** When it will be full again. */
  let full = Number.NEGATIVE_INFINITY
  return {
    take: (now) => {
      full = Math.max(full, now)
      const at = Math.max(now, full - (burst - 1) * every)
      full += every
      return at
    },
    cap: (now, left) => {
      full = Math.max(full, now + Math.max(0, burst - left) * every)
    },
  }
}
