/** ARM's words for how far an operation or a resource is. */
import { isObject, type Json } from '../base/json.ts'

/** What a state word means. Words that we do not know mean that it goes on (arm-protocol.md section 5.1). */
export type Meaning = 'running' | 'succeeded' | 'failed'

const MEANINGS: Readonly<Record<string, Meaning>> = { succeeded: 'succeeded', failed: 'failed', canceled: 'failed', cancelled: 'failed' }

/** The meaning of a state word, whatever its letters' case. */
export const meaningOf = (state: string): Meaning => MEANINGS[state.toLowerCase()] ?? 'running'

/** Whether a state word says that something is still going on. */
export const isRunning = (state: string): boolean => meaningOf(state) === 'running'

/** A resource's `provisioningState`; null when it has none. */
export function stateOf(body: Json): string | null {
  const properties = isObject(body) ? body['properties'] : null
  const state = isObject(properties) ? properties['provisioningState'] : null
  return typeof state === 'string' && state !== '' ? state : null
}

/** The `status` of an operation; null when it has none. */
export function statusOf(body: Json): string | null {
  const status = isObject(body) ? body['status'] : null
  return typeof status === 'string' && status !== '' ? status : null
}
