/** A way back in words: what is put back, what is deleted, what stays and why. Pure. */
import type { Change } from '../../changes/change.ts'
import { changedLines } from '../../report/changedLines.ts'
import { kindOf } from '../plan/messages.en.ts'
import { applyWords } from './messages.en.ts'
import { rowName } from './rows.ts'

const words = applyWords.undo

export interface UndoRow { readonly key: string; readonly name: string; readonly kind: string; readonly what: string }

/** The parts of a way back. */
export interface Undoing { readonly putBack: readonly UndoRow[]; readonly deleted: readonly UndoRow[]; readonly stays: readonly UndoRow[] }

const LONGEST = 80
const short = (value: string | null): string => (value === null ? words.absent : value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value)

/** Whether a change deletes what was made to close: it opens a door, as the values that are put back do, and is no matter of consent. */
const opens = ({ do: what, phase }: Change): boolean => what === 'delete' && phase === 'prepare'

/** The values that a way back writes; a resource that was deleted is made again. */
const valuesOf = (change: Change): string =>
  opens(change) ? words.openedAgain : change.do === 'create' ? words.madeAgain : changedLines(change).map(({ path, before, after }) => words.value(path.replace(/^properties\./, ''), short(before), short(after))).join(', ')

const rowOf = (change: Change, what: string): UndoRow => ({ key: change.key, name: rowName(change), kind: kindOf(change.type), what })

/** The parts of a way back, in its order: doors first. */
export const undoing = (plan: readonly Change[], left: readonly Change[]): Undoing => ({
  putBack: plan.filter((change) => change.do !== 'delete' || opens(change)).map((change) => rowOf(change, valuesOf(change))),
  deleted: plan.filter((change) => change.do === 'delete' && !opens(change)).map((change) => rowOf(change, words.made)),
  stays: left.map((change) => rowOf(change, words.why[change.do])),
})
