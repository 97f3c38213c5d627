/** When people do what the files leave out, seen from the deployments. */
import { idKey } from '../base/armId.ts'
import type { Change, ChangeKey } from '../changes/change.ts'
import { prefixes } from './arrange.ts'
import { awaitedBy, isByHand } from './awaited.ts'
import type { Deployable } from './declarations.ts'
import type { Laid } from './deployables.ts'
import type { ExportInput } from './exportFile.ts'
import { messages, oneLine } from './messages.en.ts'

/** Changes by hand, in the plan's order. */
export interface ByHand {
  /** By the number of deployables whose prepare comes before; something in a later one waits for them. */
  readonly between: ReadonlyMap<number, readonly Change[]>
  /** When prepare is deployed, before it is tested. */
  readonly prepared: readonly Change[]
  readonly beforeLockdown: readonly Change[]
  readonly afterLockdown: readonly Change[]
}

/** The changes that people make of a plan that is laid out. */
export function byHand({ input: { plan }, all, omitted }: Laid): ByHand {
  const whyNot = new Map(omitted.map(({ change, because }) => [change, because]))
  const hands = omitted.flatMap(({ change, because }) => (isByHand(because) ? [change] : []))
  const byKey = new Map<ChangeKey, Change>(plan.map((change) => [change.key, change]))
  const earlier = awaitedBy(byKey, whyNot)
  const awaited = beyond(plan.filter((change) => !whyNot.has(change)), byKey, whyNot)
  const roundAfter = (change: Change): number => Math.max(0, ...earlier(change).map((one) => roundOf(one.change, all) + 1))
  const isBetween = (change: Change): boolean => change.phase === 'prepare' && awaited.has(change)
  const isLast = (change: Change): boolean => change.phase === 'lockdown' && !awaited.has(change) && earlier(change).some((one) => one.change.phase === 'lockdown')
  const between = new Map<number, Change[]>()
  for (const change of hands.filter(isBetween)) between.set(roundAfter(change), [...between.get(roundAfter(change)) ?? [], change])
  return {
    between,
    prepared: hands.filter((change) => change.phase === 'prepare' && !isBetween(change)),
    beforeLockdown: hands.filter((change) => change.phase === 'lockdown' && !isLast(change)),
    afterLockdown: hands.filter(isLast),
  }
}

/** What is left out and awaited by one of the changes in its own phase, directly or through others that are left out. */
function beyond(changes: readonly Change[], byKey: ReadonlyMap<ChangeKey, Change>, whyNot: ReadonlyMap<Change, unknown>): ReadonlySet<Change> {
  const found = new Set<Change>()
  const open = [...changes]
  for (let change = open.pop(); change !== undefined; change = open.pop()) {
    for (const other of change.after.flatMap((key) => byKey.get(key) ?? [])) {
      if (!whyNot.has(other) || other.phase !== change.phase || found.has(other)) continue
      found.add(other)
      open.push(other)
    }
  }
  return found
}

/** The place of the deployable that makes a change, or what it lies in; -1 for none. */
function roundOf({ id }: Change, all: readonly Deployable[]): number {
  const holds = (key: string): number => all.findIndex(({ modules }) => modules.some(({ declarations }) => declarations.some((one) => idKey(one.id) === key)))
  return prefixes(id).map(holds).find((index) => index >= 0) ?? -1
}

/** A task by hand in words, on one line. */
export const taskText = ({ task }: Extract<Change, { do: 'manual' }>, { tasks }: Pick<ExportInput, 'tasks'>): string =>
  oneLine(tasks?.(task) ?? messages.task(task.task, Object.values(task.data).flat()))
