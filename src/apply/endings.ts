/** How a run ends. Pure but for the time. */
import { nameOf } from '../base/armId.ts'
import type { Change, ChangeKey } from '../changes/change.ts'
import type { Schedule } from '../changes/schedule.ts'
import { ownTrouble } from './classify.ts'
import type { Loop } from './loop.ts'
import type { End, Trouble } from './progress.ts'

/** Whether nothing of ours is under way. */
export const isQuiet = ({ running, restoring }: Loop): boolean => running.size === 0 && restoring.size === 0

/** Closings were taken back, which is what a person asked for. */
export const takenBackNow = (names: readonly string[]): Trouble => ownTrouble('takenBack', 'continue', { wrote: 'written', data: { names } })

/** How the run ends now that nothing runs; null when it goes on. */
export function endOf(loop: Loop, next: Schedule, wayIn: readonly Change[]): End | null {
  const { state, desk, ports, restored, watching } = loop
  const at = desk.clock.now()
  const pausedBy = (key: ChangeKey | null, trouble: Trouble): End => ({ is: 'paused', at, key, trouble })
  const { halted } = state
  if (halted !== null) {
    const names = restored.flatMap((key) => state.changes.get(key)?.id ?? []).map(nameOf)
    return pausedBy(halted.key, halted.trouble.text === 'takenBack' ? takenBackNow(names) : halted.trouble)
  }
  if (next.run === 'done' && state.beginning.kind === 'undo') return { is: 'restored', at, restored: [...state.changes.keys()], stays: [] }
  if (next.run === 'done') return watching.size > 0 ? null : { is: 'done', at }
  if (next.run === 'prepared') return pausedBy(null, ownTrouble('preparedOnly', 'continue'))
  const waitsForPeople = next.ask.length > 0 || next.byHand.length > 0 || wayIn.length > 0
  if (next.run === 'going' && wayIn.length === 0) return null
  if (next.run === 'paused' || !waitsForPeople) {
    const first = [...state.changes.values()].find(({ key, trouble }) => trouble !== null && state.schedule.get(key)?.is === 'paused')
    return pausedBy(first?.key ?? null, first?.trouble ?? ownTrouble('stopped', 'continue'))
  }
  if (ports.people === 'stay' || next.start.length > wayIn.length) return null
  if (wayIn[0] !== undefined) return pausedBy(wayIn[0].key, ownTrouble('evidenceMissing', 'confirmWayIn', { data: { missing: ['wayIn'] } }))
  if (next.ask[0] !== undefined) return pausedBy(next.ask[0].key, ownTrouble('agreementOpen', 'agree'))
  return pausedBy(next.byHand[0]?.key ?? null, ownTrouble('byHandOpen', 'doByHand'))
}

