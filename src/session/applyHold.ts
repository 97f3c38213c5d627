/** Holding a run of this tab: its levers, what it needs from outside, and its end. */
import type { Running } from '../apply/apply.ts'
import type { Ports as RunPorts } from '../apply/loop.ts'
import type { Run } from '../apply/progress.ts'
import type { Held } from '../apply/runs.ts'
import type { Desk, Site } from './applySite.ts'
import type { Going, NotGoing } from './applyState.ts'
import { messageOf } from './ports.ts'
import type { Design } from './session.ts'

/** The levers of the run that goes, and the answer that a secret waits for. */
export interface Levers { running: Running | null; answer: ((value: string | null) => void) | null; asked: Promise<unknown>; over: Promise<unknown> }

/** What a run of this page needs from outside. */
export const portsOf = (site: Site, desk: Desk, levers: Levers): RunPorts => ({
  arm: desk.arm, clock: site.clock, origin: desk.origin, store: site.journal, people: 'stay',
  tell: (run) => site.putGoing({ run }),
  secret: (secret, change) => {
    // One at a time; nothing keeps what is typed.
    const answer = levers.asked.then(() => new Promise<string | null>((resolve) => {
      levers.answer = resolve
      site.putGoing({ secret: { secret, change } })
    }))
    levers.asked = answer
    return answer
  },
})

/** A run of this tab that does not go yet. */
export const goingOf = (site: Site, design: Design, part: Pick<Going, 'id' | 'kind' | 'plan'> & Partial<Going>): Going => ({
  workspaceId: design.snapshot.workspaceId, before: design.snapshot, findingsBefore: site.store.getState().base?.assessment ?? [], run: null, not: null, secret: null, after: null, left: [], isComparing: false, undoes: null, ...part,
})

/** Whether a run goes that is neither over nor about to be, or is about to begin. */
export function isBusy(site: Site, levers: Levers): boolean {
  const { going } = site.applying()
  return (levers.running !== null && (going?.run?.end ?? null) === null) || (going?.isComparing === true && going.not === null)
}

/** A run that was asked for: how it is held, why it does not go, or null where that is told elsewhere. */
export type Asked = Extract<Held, { is: 'ended' }> | { readonly is: 'not'; readonly why: NotGoing } | null

/** What became of asking for a run, as the page tells it. */
export const askedOf = (held: Held): Asked => (held.is === 'taken' ? { is: 'not', why: { is: 'taken' } } : held)

/** Holds a run to its end; null where it did not go. */
export function hold(site: Site, levers: Levers, work: (hear: (running: Running) => void) => Promise<Asked>): Promise<Run | null> {
  const held = heldToItsEnd(site, levers, work)
  levers.over = held
  return held
}

async function heldToItsEnd(site: Site, levers: Levers, work: (hear: (running: Running) => void) => Promise<Asked>): Promise<Run | null> {
  try {
    const asked = await work((running) => { levers.running = running })
    if (asked?.is === 'ended') {
      site.putGoing({ run: asked.run, secret: null })
      return asked.run
    }
    if (asked !== null) site.putGoing({ not: asked.why })
  } catch (error) {
    site.putGoing({ not: { is: 'mistake', message: messageOf(error) } })
  } finally {
    levers.running = null
  }
  return null
}
