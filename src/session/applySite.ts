/** What the parts of a run share: the page's store, the journal of this browser, a client of the directory that the design was read in. */
import type { JournalStore, RunLocks } from '../apply/journal.ts'
import type { PlanAgain } from '../apply/resume.ts'
import type { Arm } from '../arm/client.ts'
import type { Clock } from '../arm/clock.ts'
import type { Collected } from '../discovery/collecting.ts'
import { readEstate } from '../discovery/readEstate.ts'
import { plan as planOf } from '../resources/index.ts'
import type { Choices } from '../steps/choices.ts'
import { desiredEstate } from '../steps/index.ts'
import { journeys } from '../steps/journeys.ts'
import { respell } from '../steps/respell.ts'
import { putApplying } from './applyEffects.ts'
import type { Applying, Going } from './applyState.ts'
import type { ApplyWork } from './ports.ts'
import type { Design } from './session.ts'

/** What carrying out needs of the browser. */
export interface ApplyOutside {
  readonly clock: Clock
  readonly journal: JournalStore
  readonly locks: RunLocks
  readonly newId: () => string
}

/** A client and what goes with it, for the directory that the design was read in. */
export interface Desk {
  readonly arm: Arm
  readonly origin: string
  readonly collect: (signal: AbortSignal) => Promise<Collected>
}

/** All that the parts of a run share. */
export interface Site extends ApplyOutside, ApplyWork {
  readonly applying: () => Applying
  readonly put: (part: Partial<Applying>) => void
  readonly putGoing: (part: Partial<Going>) => void
  readonly design: () => Design | null
  /** Null where nobody is signed in, or a part of the program could not be loaded. */
  readonly desk: (design: Design) => Promise<Desk | null>
}

/** The plan for an estate as it was just read, from the same answers. */
export const planFrom = (choices: Choices): PlanAgain => (snapshot) => {
  const current = readEstate(snapshot)
  // What is there since may be spelled otherwise than when the answers were given (F81).
  const answers = respell(choices, current)
  const desired = desiredEstate(current, answers)
  return { desired, plan: planOf(current, desired), journeys: journeys(current, answers) }
}

/** The site of a page. */
export function siteOf(outside: ApplyOutside, work: ApplyWork): Site {
  const { store, ports, settled } = work
  const applying = () => store.getState().applying
  const put = (part: Partial<Applying>) => putApplying(store, part)
  return {
    ...outside, ...work, applying, put,
    putGoing: (part) => {
      const { going } = applying()
      if (going !== null) put({ going: { ...going, ...part } })
    },
    design: () => {
      const { session } = store.getState()
      return session.at === 'design' ? session : null
    },
    desk: async ({ snapshot, origin }) => {
      const [collector, live] = await Promise.all([ports.collector().catch(() => null), settled()])
      if (collector === null || live === null || live.identity().is !== 'in') return null
      const arm = live.arm(origin.from === 'azure' ? origin.tenant : null)
      return {
        arm, origin: live.origin,
        collect: (signal) => collector.collect({ arm, cloud: live.cloud, workspaceId: snapshot.workspaceId, takenAt: ports.now(), signal, report: () => undefined }),
      }
    },
  }
}
