import type { Run } from '../../apply/progress.ts'
import { useSession } from '../page.ts'
import { railWords as words } from './rail.en.ts'

const isDone = ({ stand }: Run['changes'][number]): boolean => stand === 'done' || stand === 'skipped'

/** How far a run is, for the rail. */
export function railState(run: Run | null): string {
  if (run === null) return words.none
  if (run.end !== null) return words[run.end.is]
  return run.stands === 'needsYou' ? words.needsYou : words.some(run.changes.filter(isDone).length, run.changes.length)
}

/** The state of a run in the rail. */
export const RailState = () => useSession(({ applying: { going, open } }) => (going === null && open !== null ? words.paused : railState(going?.run ?? null)))
