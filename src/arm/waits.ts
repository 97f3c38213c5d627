/** What Azure asked to be spared and until when, kept beyond this page: one that dies while it waits must not make the next one impatient (faults F20, F31). */
import { isObject, parseJson } from '../base/json.ts'
import { LONGEST_WAIT } from './headers.ts'

/** A kind of requests below a subscription or beside all of them, such a kind for one provider, or one method and path; and until when none of them may go (milliseconds since 1970). */
export interface Wait { readonly key: string; readonly until: number }

/** Where waits are kept. Both ends are synchronous: nothing lies between hearing of a wait and keeping it. */
export interface Waits {
  readonly read: () => readonly Wait[]
  readonly keep: (wait: Wait) => void
}

/** Waits that end with the program. */
export const noWaits: Waits = { read: () => [], keep: () => undefined }

/** Where a text is kept; null when there is none. */
export interface Shelf { readonly read: () => string | null; readonly write: (text: string) => void }

/** What of kept values are waits that still hold. A clock that was set back must not hold anything longer than Azure may ask for. */
export const stillHeld = (values: readonly unknown[], now: number): readonly Wait[] =>
  values.filter(isWait).filter(({ until }) => until > now).map(({ key, until }) => ({ key, until: Math.min(until, now + LONGEST_WAIT) }))

const isWait = (value: unknown): value is Wait => isObject(value) && typeof value['key'] === 'string' && typeof value['until'] === 'number'

/** Waits on a shelf that several clients share. Azure counts by account, so those of `who` hold back `who` alone; what says no account holds back everybody. One that forbids or loses it costs patience with what was heard before, and nothing else. */
export function waitsOn({ read, write }: Shelf, now: () => number, who = ''): Waits {
  const entries = (): readonly unknown[] => {
    try {
      const parsed = parseJson(read() ?? '')
      return parsed.ok && Array.isArray(parsed.value) ? parsed.value : []
    } catch {
      return []
    }
  }
  const isOurs = (entry: unknown): boolean => isObject(entry) && (entry['who'] ?? who) === who
  return {
    read: () => stillHeld(entries().filter(isOurs), now()),
    keep: (wait) => {
      try {
        const others = entries().filter((entry) => isWait(entry) && entry.until > now() && !(isOurs(entry) && entry.key === wait.key))
        write(JSON.stringify([...others, { ...wait, who }]))
      } catch {
        // Storage is forbidden or full.
      }
    },
  }
}
