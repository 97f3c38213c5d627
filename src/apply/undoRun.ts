/** The way back from a run, made of its journal: exactly what it changed, doors opened first. Pure. */
import type { Change, ChangeKey } from '../changes/change.ts'
import { undo } from '../changes/undo.ts'
import { type Entry, type Segment, segmentsOf, sentIn } from './journal.ts'
import { valuesBefore } from './takeBack.ts'

/** What puts a run back, and what stays: resources that were created, registrations, what people did. */
export interface WayBack {
  readonly plan: readonly Change[]
  readonly left: readonly Change[]
}

/** Whether what a run created is left, or deleted with a person's consent. */
export type Created = 'leave' | 'delete'

/** The way back from everything that a journal says was done. */
export function wayBack(entries: readonly Entry[], created: Created): WayBack {
  const segments = segmentsOf(entries).toReversed()
  const all = segments.flatMap((segment) => segment.plan.filter(({ key }) => doneIn(segment).has(key)))
  const parts = segments.map((segment) => partBack(segment, created, all))
  const counts = new Map<string, number>()
  let before: readonly ChangeKey[] = []
  const plan: Change[] = []
  for (const part of parts) {
    // Each part waits for the parts that came after it in time.
    const keys = new Map(part.plan.map((change): readonly [ChangeKey, ChangeKey] => {
      const place = `${change.phase}/${change.id}`
      const n = counts.get(place) ?? 0
      counts.set(place, n + 1)
      return [change.key, `${change.phase}/${n}/${change.id}`]
    }))
    const own = part.plan.map((change): Change => ({ ...change, key: keys.get(change.key) ?? change.key, after: [...change.after.flatMap((key) => keys.get(key) ?? []), ...before] }))
    plan.push(...own)
    before = own.length > 0 ? own.map(({ key }) => key) : before
  }
  return { plan, left: parts.flatMap(({ left }) => left) }
}

/** What a part did. What nobody heard of again may have happened too; the way back reads before it writes, and writes nothing where it did not. */
function doneIn({ entries }: Segment): ReadonlySet<ChangeKey> {
  const reopened = new Set(entries.flatMap((entry) => (entry.is === 'takenBack' ? [entry.key] : [])))
  return new Set(sentIn(entries).filter(({ settled, sending }) => settled?.as !== 'refused' && settled?.as !== 'failed' && !reopened.has(sending.key)).map(({ sending }) => sending.key))
}

function partBack(segment: Segment, created: Created, all: readonly Change[]): WayBack {
  const { plan, entries } = segment
  // The first attempt that was not refused saw the resource as it was before this run touched it.
  const replaced = new Map(sentIn(entries).filter(({ settled }) => settled?.as !== 'refused').toReversed().map(({ sending }) => [sending.key, sending.replaced]))
  const asRead = plan.map((change): Change => {
    const raw = replaced.get(change.key)
    if (raw === undefined || raw === null) return change
    return change.do === 'update' ? { ...change, before: valuesBefore(change, raw) } : change.do === 'delete' ? { ...change, before: raw } : change
  })
  const back = undo(asRead, doneIn(segment), all)
  if (created === 'leave') return { plan: back.changes, left: back.left }
  const made = back.left.filter((change) => change.do === 'create').toReversed()
  // Keys only have to differ here; `wayBack` numbers them anew.
  const key = ({ id }: Change): ChangeKey => `lockdown/${plan.length}/${id}`
  const removals = made.map((change): Change => ({
    ...change, key: key(change), phase: 'lockdown', closes: false, interrupts: true, do: 'delete', before: change.do === 'create' ? change.body : {},
    after: [...back.changes.map((one) => one.key), ...made.filter(({ after }) => after.includes(change.key)).map(key)],
  }))
  return { plan: [...back.changes, ...removals], left: back.left.filter((change) => change.do !== 'create') }
}
