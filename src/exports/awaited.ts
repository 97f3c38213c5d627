/** What comes before a change, where something that no file does may lie between. */
import type { Change, ChangeKey, Phase } from '../changes/change.ts'
import type { OmittedBecause } from './exportFile.ts'

/** A written change that another one awaits; `byHand` where people have to do something between the two. */
export interface Earlier {
  readonly change: Change
  readonly byHand: boolean
}

/** Whether people do what is left out: providers are registered before everything else, so nothing waits for that. */
export const isByHand = (because: OmittedBecause | undefined): boolean => because !== undefined && because !== 'action'

/** Answers what a change awaits directly or beyond what is left out of the files, within a phase beyond that. `whyNot` says why a change is left out. */
export function awaitedBy(byKey: ReadonlyMap<ChangeKey, Change>, whyNot: ReadonlyMap<Change, OmittedBecause>): (change: Change) => readonly Earlier[] {
  return (change) => {
    const found: Earlier[] = []
    const seen = new Set<Change>()
    const walk = (from: Change, byHand: boolean): void => {
      for (const other of from.after.flatMap((key) => byKey.get(key) ?? [])) {
        const because = whyNot.get(other)
        if (because === undefined) found.push({ change: other, byHand })
        if (because === undefined || other.phase !== change.phase || seen.has(other)) continue
        seen.add(other)
        walk(other, byHand || isByHand(because))
      }
    }
    walk(change, false)
    return found
  }
}

/** All that a change awaits of its own phase, also through others, nearest first. */
export function throughout(change: Change, byKey: ReadonlyMap<ChangeKey, Change>, phase: Phase): readonly Change[] {
  const found = new Set<Change>()
  let edge: readonly Change[] = [change]
  while (edge.length > 0) {
    edge = [...new Set(edge.flatMap(({ after }) => after).flatMap((key) => byKey.get(key) ?? []))].filter((other) => other.phase === phase && !found.has(other))
    for (const other of edge) found.add(other)
  }
  return [...found]
}
