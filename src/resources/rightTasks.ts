/** Tasks for the rights that a plan needs and its own team does not hold: one for each place to ask at, before what needs it (PRE-13). */
import { type ArmId, childId, groupOf, nameOf, typeOf } from '../base/armId.ts'
import type { Draft } from './drafts.ts'
import { type Asking, type Pictures, plannedRights } from './rights.ts'

const taskId = (place: ArmId): ArmId => childId(place, 'tasks', 'changeOwnedElsewhere')

const askingOf = ({ what, id, type }: Draft): Asking => ({ ...what, id, type })

/** The places to ask at, each with its refused actions. What another team owns is that team's to do. */
function refusals(pictures: Pictures): (drafts: readonly Draft[]) => ReadonlyMap<ArmId, readonly string[]> {
  const planned = plannedRights(pictures)
  return (drafts) => {
    const places = new Map<ArmId, readonly string[]>()
    for (const { scope, action, right, owner } of planned(drafts.map(askingOf))) {
      if (right === 'refused' && owner === null) places.set(scope, [...(places.get(scope) ?? []), action])
    }
    return places
  }
}

const taskDraft = (place: ArmId, what: readonly string[]): Draft => {
  const id = taskId(place)
  return {
    what: { do: 'manual', task: { task: 'changeOwnedElsewhere', data: { scope: place, name: nameOf(place), group: groupOf(place) ?? place, what } } },
    id, type: typeOf(id), apiVersion: '', phase: 'prepare', locks: [], needs: [], interrupts: false, closes: false, first: false, closing: 0, last: false,
  }
}

/** What a plan asks for first: the tasks, and its drafts made to wait for them. */
export interface Asked {
  readonly tasks: readonly Draft[]
  readonly waiting: <Some extends Draft>(draft: Some) => Some
}

/** The tasks for the drafts of both phases. */
export function rightTasks(drafts: readonly Draft[], pictures: Pictures): Asked {
  const refused = refusals(pictures)
  const places = refused(drafts)
  const waiting = <Some extends Draft>(draft: Some): Some =>
    places.size === 0 ? draft : { ...draft, needs: [...draft.needs, ...[...refused([draft]).keys()].map(taskId)] }
  return { tasks: [...places].sort(([one], [other]) => (one < other ? -1 : 1)).map(([place, what]) => taskDraft(place, what)), waiting }
}
