/** Pauses of whole kinds of requests after a 429, so that no request of the kind renews the wait (faults F20 to F22). */

/** Waits when nothing says how long, by how often in a row. */
const STEPS = [5000, 10_000, 20_000, 40_000, 60_000]

interface Pause {
  readonly until: number
  readonly inRow: number
  readonly answer: Response | null
}

/** What refused, when, and for how long. */
export interface Throttle {
  readonly key: string
  readonly sentAt: number
  readonly now: number
  readonly wait: number | null
  readonly answer: Response | null
}

/** The pauses of a client, by key. */
export interface Pauses {
  /** The pause that holds any of the keys back the longest; null when none does. */
  readonly over: (keys: readonly string[], now: number) => { readonly until: number; readonly answer: Response | null } | null
  readonly begin: (throttle: Throttle) => number
  /** A request sent at `sentAt` was accepted. */
  readonly accepted: (keys: readonly string[], sentAt: number) => void
}

/** No pause yet. */
export function pauses(): Pauses {
  const all = new Map<string, Pause>()
  return {
    over: (keys, now) =>
      keys.map((key) => all.get(key)).filter((pause) => pause !== undefined && pause.until > now)
        .reduce<Pause | null>((longest, pause) => (pause !== undefined && pause.until > (longest?.until ?? 0) ? pause : longest), null),
    begin: ({ key, sentAt, now, wait, answer }) => {
      const last = all.get(key)
      // Requests that were under way when a pause began say nothing new about how long it must be.
      const inRow = last === undefined ? 1 : sentAt < last.until ? last.inRow : last.inRow + 1
      const until = Math.max(last?.until ?? 0, now + (wait ?? STEPS[inRow - 1] ?? 60_000))
      all.set(key, { until, inRow, answer })
      return until
    },
    accepted: (keys, sentAt) => {
      for (const key of keys) if ((all.get(key)?.until ?? Infinity) <= sentAt) all.delete(key)
    },
  }
}
