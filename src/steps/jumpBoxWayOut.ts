/** How a new jump box subnet goes out: as the computes do, so that it is no way past what was chosen for them (CONN-16, NET-24). */
import type { Estate } from '../estate/estate.ts'
import type { TableRoute } from '../estate/network.ts'
import { entryOf } from '../estate/questions.ts'
import { hasAddress, mainDirection } from '../reach/egress.ts'
import type { Choices } from './choices.ts'
import { computeSubnetIdsWith } from './concerned.ts'
import { chosenNetworkId } from './subnets.ts'

/** A NAT gateway of the network, a default route, or nothing but Azure's own outbound access, where the computes have no other way either. */
export type JumpBoxWayOut =
  | { readonly by: 'natGateway' | 'default' }
  | ({ readonly by: 'route' } & Pick<TableRoute, 'nextHop' | 'nextHopAddress'>)

/** The way out of a new jump box subnet. */
export function jumpBoxWayOut(estate: Estate, choices: Choices): JumpBoxWayOut {
  const { egress, firewallAddress } = choices.outbound
  if (egress === 'natGateway') return { by: 'natGateway' }
  if (egress === 'firewallRoute' && firewallAddress !== null) return { by: 'route', nextHop: 'VirtualAppliance', nextHopAddress: firewallAddress }
  const computes = computeSubnetIdsWith(estate, choices).flatMap((id) => entryOf(estate.subnets, id) ?? [])
  const routed = computes.map((subnet) => mainDirection(estate, subnet)).find(({ way, by }) => way === 'appliance' && by !== null)?.by ?? null
  if (routed !== null) return { by: 'route', nextHop: routed.nextHop, nextHopAddress: routed.nextHopAddress }
  const networkId = chosenNetworkId(choices)
  const isShared = estate.subnets.some((subnet) => {
    const gateway = subnet.networkId === networkId ? entryOf(estate.natGateways, subnet.natGatewayId) : undefined
    return gateway !== undefined && hasAddress(gateway)
  })
  return { by: isShared ? 'natGateway' : 'default' }
}
