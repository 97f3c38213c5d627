/** What stands above a run: how much is done, how long it took, how long it may take. Pure. */
import type { Run } from '../../apply/progress.ts'
import type { Change, ChangeKey } from '../../changes/change.ts'
import { remainingWays } from '../../changes/schedule.ts'
import { expectedOf } from '../../session/applyWords.ts'
import { spanText } from './times.ts'


/** How far a run is. */
export interface Counts { readonly done: number; readonly all: number; readonly prepared: number; readonly toPrepare: number; readonly closed: number; readonly toClose: number; readonly running: number; readonly left: number }

/** What was taken back is open again, and not done. */
const isDone = (stand: string): boolean => stand === 'done'

/** Counts of a run. */
export function countsOf({ changes }: Pick<Run, 'changes'>): Counts {
  const early = changes.filter(({ phase }) => phase === 'prepare')
  const late = changes.filter(({ phase }) => phase === 'lockdown')
  const done = (of: typeof changes): number => of.filter(({ stand }) => isDone(stand)).length
  return {
    done: done(changes), all: changes.length, prepared: done(early), toPrepare: early.length, closed: done(late), toClose: late.length,
    running: changes.filter(({ stand }) => ['reading', 'sent', 'polling', 'verifying'].includes(stand)).length, left: changes.length - done(changes),
  }
}

/** What no measure exists for: ten seconds, and thirty at most. */
const UNMEASURED = { p50: 10_000, p95: 30_000 }

/** The longest way through what is left, in half of the cases and in almost all; null where nothing is left. */
export function expectedLeft(plan: readonly Change[], done: ReadonlySet<ChangeKey>): string | null {
  const left = plan.filter(({ key, do: what }) => !done.has(key) && what !== 'manual')
  if (left.length === 0) return null
  const longest = (of: 'p50' | 'p95'): number => Math.max(...remainingWays(left, (change) => (expectedOf(change) ?? UNMEASURED)[of]).values())
  return spanText(longest('p50'), longest('p95'))
}

/** The keys of what is done. */
export const doneIn = ({ changes }: Pick<Run, 'changes'>): ReadonlySet<ChangeKey> => new Set(changes.filter(({ stand }) => isDone(stand)).map(({ key }) => key))
