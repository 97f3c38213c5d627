/** How a new compute subnet goes out where computes are to go out as they do now: as a subnet of theirs in the same network does (NET-23, NET-24). */
import type { Estate } from '../estate/estate.ts'
import type { Subnet } from '../estate/network.ts'
import { computeSubnets } from '../estate/questions.ts'
import { wayOutOf } from '../reach/egress.ts'
import type { Choices } from './choices.ts'
import { chosenNetworkId } from './subnets.ts'

/** What a subnet goes out by. */
type WayOutParts = Pick<Subnet, 'natGatewayId' | 'routeTableId'>

/** The NAT gateway and the route table of the first compute subnet of the chosen network with a way out of its own; null where none has one. */
export function sharedWayOut(estate: Estate, choices: Choices): WayOutParts | null {
  const networkId = chosenNetworkId(choices)
  const model = computeSubnets(estate).find((subnet) => subnet.networkId === networkId && ['natGateway', 'appliance'].includes(wayOutOf(estate, subnet).egress))
  return model === undefined ? null : { natGatewayId: model.natGatewayId, routeTableId: model.routeTableId }
}
