/** Answers that say that a request did not begin, because another change of the same thing is running (faults F23, F36, F37). */
import type { Fault } from './errors.ts'

/** Codes that say so, in lower case (arm-protocol.md section 9). */
const CODES = new Set([
  'anotheroperationinprogress', 'retryableerror', 'retryableerrorduetoanotheroperation', 'referencedresourcenotprovisioned', 'storageaccountoperationinprogress',
])

/** What a busy answer says: whom it waits for, as far as its text names them, and how long at least. */
export interface Busy {
  readonly names: readonly string[]
  readonly wait: number | null
}

/** What the fault of a 409 or 429 says about another operation; null when it speaks of something else. */
export function busyIn(status: number, fault: Fault): Busy | null {
  if (status !== 409 && status !== 429) return null
  if (!fault.codes.some((code) => CODES.has(code.toLowerCase()))) return null
  const texts = fault.causes.map(({ message }) => message)
  return { names: [...new Set(texts.flatMap(idsIn))], wait: waitIn(texts) }
}

const idsIn = (text: string): readonly string[] =>
  [...text.matchAll(/\/subscriptions\/[^\s'"`?#,;<>()[\]]+/gi)].map(([id]) => id.replace(/[./]+$/, ''))

/** "The call can be retried in 14 seconds." */
function waitIn(texts: readonly string[]): number | null {
  const seconds = texts.flatMap((text) => [...text.matchAll(/retr(?:y|ied)\D{0,24}?(\d{1,4})\s*seconds?/gi)].map(([, count]) => Number(count)))
  return seconds.length === 0 ? null : Math.max(...seconds) * 1000
}
