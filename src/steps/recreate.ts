/** Computes that have to be made again in the network, because no write moves them there. */
import { childId, type ArmId } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import { computesOutside, entryOf, hasEndpoint, withEntries } from '../estate/questions.ts'
import type { Compute, Task } from '../estate/services.ts'
import type { Choices } from './choices.ts'
import { chosenSubnetId, placesComputes } from './subnets.ts'

/** Whether the choices close something that computes outside the network then lose. */
const closesSomething = (estate: Estate, { workspace, keyVault, registry, storage }: Choices): boolean =>
  hasEndpoint(estate, estate.workspace.id) || workspace.reach === 'privateEndpoint' || workspace.publicAccess === 'disable' || keyVault.reach !== 'undecided' || registry.decision === 'private'
  || storage.accounts.some(({ reach }) => reach !== 'undecided')

/** Computes outside every network that are to be made again in the chosen subnet: with a private endpoint the workspace no longer serves them (PRE-19), and closed services refuse them. */
export const recreated = (estate: Estate, choices: Choices): readonly Compute[] =>
  placesComputes(choices) && estate.workspace.managedNetwork === 'Disabled' && closesSomething(estate, choices) ? computesOutside(estate) : []

const publicIps = { withPublicIp: true, withoutPublicIp: false, undecided: null } as const

/** The estate with those computes in the subnet, and a task by hand for each; unchanged while the subnet is not there. */
export function withRecreated(estate: Estate, choices: Choices): Estate {
  const subnetId = chosenSubnetId(choices, 'computeSubnet')
  const moved = recreated(estate, choices)
  if (subnetId === null || moved.length === 0 || entryOf(estate.subnets, subnetId) === undefined) return estate
  const publicIp = publicIps[choices.outbound.newCompute]
  return {
    ...estate, computes: withEntries(estate.computes, moved.map((each) => ({ ...each, subnetId, publicIp }))), tasks: withEntries(estate.tasks, moved.map(({ id }) => taskOf(id, subnetId))),
  }
}

const taskOf = (compute: ArmId, subnet: ArmId): Task => ({ id: childId(compute, 'tasks', 'recreateCompute'), task: 'recreateCompute', data: { compute, subnet } })
