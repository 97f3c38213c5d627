/** Taking one closing back while its run is paused: what it replaced is sent, and the run can go on later. */
import type { ChangeKey } from '../changes/change.ts'
import type { Desk } from './desk.ts'
import { isOpen, journalForm, type RunLocks, segmentsOf } from './journal.ts'
import { carryOut } from './life.ts'
import type { Ports } from './loop.ts'
import { closingsIn } from './past.ts'
import type { Trouble } from './progress.ts'
import { takenBack } from './takeBack.ts'
import { watched } from './thrown.ts'

/** The closing that a person pointed at. */
export interface PuttingBack { readonly run: string; readonly key: ChangeKey; readonly signal: AbortSignal }

/** `over`: there is no such closing to take back any more; `taken`: another tab carries the run out. */
export type PutBack = { readonly is: 'done' | 'over' | 'taken' } | { readonly is: 'paused'; readonly trouble: Trouble }

/** Takes one closing of a paused run back, under the lock of the run: a read, and one write. */
export async function putBack({ run, key, signal }: PuttingBack, { arm, clock, origin, store, secret }: Ports, locks: RunLocks): Promise<PutBack> {
  const held = await locks.hold(run, async (): Promise<PutBack> => {
    const entries = await store.read(run)
    const closing = closingsIn(entries).find(({ change }) => change.key === key)
    const isOurs = entries.every((entry) => entry.is !== 'begun' || entry.form === journalForm)
    const back = closing === undefined || !isOurs || !isOpen(entries) ? null : takenBack(closing.change, closing.replaced?.body ?? null)
    if (back === null) return { is: 'over' }
    const { note, failedWith } = watched((entry) => store.append(run, entry))
    const desk: Desk = {
      arm, clock, origin, signal, secret, plan: segmentsOf(entries).flatMap(({ plan }) => plan), note, saw: () => undefined, tell: () => undefined, gate: () => Promise.resolve({ until: Infinity }),
    }
    try {
      const ended = await carryOut(back, desk)
      if (ended.is === 'paused') return ended
      await note({ is: 'takenBack', at: clock.now(), key })
      return { is: 'done' }
    } catch (error) {
      return { is: 'paused', trouble: failedWith(error) }
    }
  })
  return held.is === 'taken' ? held : held.result
}
