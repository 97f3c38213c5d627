import type { Now, OpenReview } from './reviewState.ts'
import type { State } from './store.ts'

/** What a review is compared with: the snapshot that was chosen, else the estate that is open in this tab; null where there is neither. */
export function nowOf({ now }: OpenReview, { session, base }: Pick<State, 'session' | 'base'>): Now | null {
  if (now !== null && now !== 'reading' && !('failed' in now)) return now
  return now === null && session.at === 'design' && base !== null ? { snapshot: session.snapshot, origin: session.origin, base } : null
}
