/** The way out through a NAT gateway: the one that a subnet has, the one of its network, or a new one. */
import { type ArmId, nameOf, resourceId } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import type { NatGateway, Subnet } from '../../estate/network.ts'
import { entryOf, withEntries } from '../../estate/questions.ts'
import { hasAddress, mainDirection, takesNatGateway } from '../../reach/egress.ts'
import type { Choices } from '../choices.ts'
import { isLeftAddress, isLeftNatGateway } from '../leftBehind.ts'
import { freeOrLeft, nameFor, placed, scopeNear } from '../names.ts'

const addressType = 'Microsoft.Network/publicIPAddresses'

/**
 * The subnet's NAT gateway where it would carry the traffic and lacks nothing but an address (NET-23). Addresses of other tiers are not planned,
 * and a gateway takes those of its own tier only.
 */
export function withoutAddress(estate: Estate, subnet: Subnet): NatGateway | undefined {
  const gateway = entryOf(estate.natGateways, subnet.natGatewayId)
  const isBare = gateway !== undefined && gateway.tier === undefined && !hasAddress(gateway)
  return isBare && mainDirection(estate, subnet).way === 'internet' ? gateway : undefined
}

/**
 * The estate with a NAT gateway that carries the subnet's traffic: its own, given an address where it has none; the one that another subnet of the
 * network has; else a new one. None where a route takes the traffic elsewhere: it would carry nothing.
 */
export function withNatGateway(estate: Estate, choices: Choices, subnet: Subnet): Estate {
  const bare = withoutAddress(estate, subnet)
  if (bare !== undefined) return withAddress(estate, choices, bare)
  if (!takesNatGateway(estate, subnet)) return estate
  const near = estate.subnets.filter(({ networkId }) => networkId === subnet.networkId).map(({ natGatewayId }) => entryOf(estate.natGateways, natGatewayId))
  const shared = near.find((gateway) => gateway !== undefined && hasAddress(gateway))
  const made = shared === undefined ? madeNatGateway(estate, choices, subnet.networkId) : { estate, id: shared.id }
  if (made === null) return estate
  return { ...made.estate, subnets: withEntries(made.estate.subnets, [{ ...subnet, natGatewayId: made.id }]) }
}

/** A static address for a gateway that is there; both have to be in one region and one subscription. */
function withAddress(estate: Estate, choices: Choices, gateway: NatGateway): Estate {
  const scope = scopeNear(choices, gateway.id)
  if (scope === null) return estate
  return attached(estate, gateway, resourceId(scope, addressType, nameFor(choices, 'pip', nameOf(gateway.id))))
}

/** The gateway with one address of the wanted name, or of the next one that is free. */
function attached(estate: Estate, gateway: NatGateway, wanted: ArmId): Estate {
  const id = freeOrLeft(wanted, estate.publicAddresses, isLeftAddress(estate, gateway.region))
  return {
    ...estate,
    natGateways: withEntries(estate.natGateways, [{ ...gateway, publicAddressIds: [id] }]),
    publicAddresses: withEntries(estate.publicAddresses, [{ id, region: gateway.region, sku: 'Standard', allocation: 'Static' }]),
  }
}

function madeNatGateway(estate: Estate, choices: Choices, networkId: ArmId): { readonly estate: Estate; readonly id: ArmId } | null {
  const region = entryOf(estate.networks, networkId)?.region
  const gateway = placed(choices, 'Microsoft.Network/natGateways', nameFor(choices, 'ng', nameOf(networkId)))
  const address = placed(choices, addressType, nameFor(choices, 'pip', `ng-${nameOf(networkId)}`))
  if (region === undefined || gateway === null || address === null) return null
  const id = freeOrLeft(gateway, estate.natGateways, isLeftNatGateway(estate, region))
  if (entryOf(estate.natGateways, id) !== undefined) return { id, estate }
  return { id, estate: attached(estate, { id, region, publicAddressIds: [] }, address) }
}
