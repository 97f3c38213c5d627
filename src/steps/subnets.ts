import { type ArmId, childId } from '../base/armId.ts'
import type { AddressSpaceChoices } from './addressSpace/choices.ts'
import type { Choices } from './choices.ts'
import { placed } from './names.ts'

/** The needs that have a subnet of their own. */
export type SubnetNeed = 'endpointSubnet' | 'computeSubnet' | 'bastionSubnet' | 'jumpBoxSubnet'

/** Whether computes live in a network of the administrator's own. On the managed path Azure ML runs theirs: no subnet and no way out of ours is for them. */
export const placesComputes = (choices: Choices): boolean => choices.access.path === 'customNetwork'

/** The chosen network's id; null while it is undecided, or while a new one has no place yet. */
export function chosenNetworkId(choices: Choices): ArmId | null {
  const { network } = choices.addressSpace
  if (network === 'undecided') return null
  return network.use === 'existing' ? network.id : placed(choices, 'Microsoft.Network/virtualNetworks', network.name)
}

/** The id of the subnet chosen for a need; null while it is undecided. */
export function chosenSubnetId(choices: Choices, need: SubnetNeed): ArmId | null {
  const subnet: AddressSpaceChoices[SubnetNeed] = choices.addressSpace[need]
  if (subnet === 'undecided') return null
  if (subnet.use === 'existing') return subnet.id
  const networkId = chosenNetworkId(choices)
  return networkId === null ? null : childId(networkId, 'subnets', subnet.name)
}
