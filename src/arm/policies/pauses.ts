/** What may not be sent before a time that Azure named: whole kinds after a 429, so that no request of the kind renews the wait, and single requests (faults F20 to F22). */
import type { Wait, Waits } from '../waits.ts'

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
  /** The pause that holds any of the keys back the longest; null when none does. `answer` is the refusal that began it, where there was one in this program. */
  readonly over: (keys: readonly string[], now: number) => { readonly until: number; readonly answer: Response | null } | null
  readonly begin: (throttle: Throttle) => number
  /** One request, or the poll of its work, is not to come before then. */
  readonly hold: (wait: Wait, answer: Response | null) => void
  /** A request sent at `sentAt` was accepted. */
  readonly accepted: (keys: readonly string[], sentAt: number) => void
}

/** The pauses that are kept from before, and those to come. */
export function pauses(waits: Waits): Pauses {
  const all = new Map<string, Pause>(waits.read().map(({ key, until }) => [key, { until, inRow: 1, answer: null }]))
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
      waits.keep({ key, until })
      return until
    },
    hold: ({ key, until }, answer) => {
      if (until <= (all.get(key)?.until ?? 0)) return
      all.set(key, { until, inRow: 1, answer })
      waits.keep({ key, until })
    },
    accepted: (keys, sentAt) => {
      for (const key of keys) if ((all.get(key)?.until ?? Infinity) <= sentAt) all.delete(key)
    },
  }
}
