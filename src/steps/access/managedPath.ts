import { type ArmId, childId } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import { withEntries } from '../../estate/questions.ts'
import type { Compute, Task } from '../../estate/services.ts'
import { hasManagedNetwork } from '../../reach/managedNetwork.ts'
import type { Choices } from '../choices.ts'
import { placesComputes } from '../subnets.ts'

const moving: readonly string[] = ['AmlCompute', 'ComputeInstance']

/**
 * The estate of a workspace that takes the managed path: a task to switch its managed network on, whose isolation mode is for people to decide
 * and cannot be undone, and one for each compute, which moves by being made again only (PRE-05, PRE-06). Unchanged on the other path, and once it is on.
 */
export function withManagedNetwork(estate: Estate, choices: Choices): Estate {
  if (placesComputes(choices) || hasManagedNetwork(estate)) return estate
  const moved = estate.computes.filter(({ kind }) => moving.includes(kind))
  return {
    ...estate, computes: withEntries(estate.computes, moved.map((each) => ({ ...each, subnetId: null, publicIp: null }))),
    tasks: withEntries(estate.tasks, [switching(estate.workspace.id), ...moved.map(remaking)]),
  }
}

const switching = (workspace: ArmId): Task => ({ id: childId(workspace, 'tasks', 'useManagedNetwork'), task: 'useManagedNetwork', data: { workspace } })

/** When it was made tells the new compute from the old one, which may be in no subnet either. */
const remaking = ({ id, createdAt }: Compute): Task => ({ id: childId(id, 'tasks', 'recreateCompute'), task: 'recreateCompute', data: { compute: id, createdAt: createdAt ?? '' } })
