import { groupOf, idKey } from '../base/armId.ts'
import type { AsRead, Change, Reason } from '../changes/change.ts'
import { bodiesAsRead, readEstate } from '../discovery/readEstate.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import type { Estate } from '../estate/estate.ts'
import type { ExportInput } from '../exports/exportFile.ts'
import { plan } from '../resources/index.ts'
import { writable } from '../resources/writable.ts'
import type { Choices } from '../steps/choices.ts'
import { desiredEstate } from '../steps/index.ts'
import { reasons } from '../steps/reasons.ts'

/** Everything that can be handed over for a snapshot and choices. */
export interface Delivery {
  readonly current: Estate
  readonly desired: Estate
  readonly plan: readonly Change[]
  readonly reasons: ReadonlyMap<string, Reason>
  readonly input: ExportInput
}

/** The plan of a snapshot and choices, with all that an export reads. */
export const deliverable = (snapshot: Snapshot, choices: Choices): Delivery => deliver(readEstate(snapshot), bodiesAsRead(snapshot), choices)

/** The same from an estate that is read already. */
export function deliver(current: Estate, asRead: AsRead, choices: Choices): Delivery {
  const desired = desiredEstate(current, choices)
  const changes = plan(current, desired)
  const why = reasons(current, choices)
  const { resourceGroup } = choices.access.placement
  const own = groupOf(current.workspace.id) ?? current.workspace.id
  return {
    current, desired, plan: changes, reasons: why,
    input: {
      plan: changes, asRead, reasons: why, writable,
      about: { workspaceId: current.workspace.id, cloud: current.cloud, takenAt: current.takenAt, home: resourceGroup === 'undecided' ? own : resourceGroup },
    },
  }
}

/** The reason of a change, when its steps gave one. */
export const reasonOf = (why: ReadonlyMap<string, Reason>, change: Change): Reason | null => why.get(idKey(change.id)) ?? null
