/** The part of the program that carries plans out. One chunk. */
import { browserLocks, browserStore } from '../apply/journalIdb.ts'
import { systemClock } from '../arm/clock.ts'
import { applier } from './applyRun.ts'
import type { ApplyActions } from './applyState.ts'
import { runsDatabase } from './draft.ts'
import type { ApplyWork } from './ports.ts'

/** Carries plans out with the journal and the locks of this browser. */
export const browserApplier = (work: ApplyWork): ApplyActions =>
  applier({ clock: systemClock, journal: browserStore(runsDatabase), locks: browserLocks(navigator.locks), newId: () => crypto.randomUUID() })(work)
