import { type ArmId, sameId } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import type { Subnet, VirtualNetwork } from '../../estate/network.ts'
import { entryOf, withEntries } from '../../estate/questions.ts'
import type { Choices } from '../choices.ts'
import { sharedWayOut } from '../computeWayOut.ts'
import { jumpBoxWayOut } from '../jumpBoxWayOut.ts'
import { withRecreated } from '../recreate.ts'
import { type SubnetNeed, chosenNetworkId, chosenSubnetId } from '../subnets.ts'
import type { AddressSpaceChoices } from './choices.ts'
import { activeNeeds } from './conflicts.ts'

/** The estate with the chosen network and subnets, network policies off where endpoints go (ADDR-10), and computes that have to move. Existing ranges never change. */
export function configure(estate: Estate, own: AddressSpaceChoices, choices: Choices): Estate {
  const networked = withNetwork(estate, own, choices)
  return withRecreated(withPoliciesOff(activeNeeds(choices).reduce((current, need) => withSubnet(current, own, choices, need), networked), choices), choices)
}

function withNetwork(estate: Estate, { network }: AddressSpaceChoices, choices: Choices): Estate {
  const id = chosenNetworkId(choices)
  if (network === 'undecided' || network.use === 'existing' || id === null || hasName(estate.networks, id)) return estate
  const made: VirtualNetwork = { id, region: estate.workspace.region, prefixes: network.prefixes, dnsServers: [] }
  return { ...estate, networks: withEntries(estate.networks, [made]) }
}

/** Whether the name is in use, in letters of any case; the rules tell where that is not what the answers mean (new-names-are-free). */
const hasName = (entries: readonly { readonly id: ArmId }[], id: ArmId): boolean => entries.some((entry) => sameId(entry.id, id))

function withSubnet(estate: Estate, own: AddressSpaceChoices, choices: Choices, need: SubnetNeed): Estate {
  const choice = own[need]
  const networkId = chosenNetworkId(choices)
  const id = chosenSubnetId(choices, need)
  if (choice === 'undecided' || choice.use === 'existing' || networkId === null || id === null) return estate
  if (entryOf(estate.networks, networkId) === undefined || hasName(estate.subnets, id)) return estate
  const shared = need === 'computeSubnet' && choices.outbound.egress === 'existing' ? sharedWayOut(estate, choices) : null
  const made: Subnet = {
    id, networkId, prefixes: [choice.prefix], securityGroupId: null, routeTableId: null, natGatewayId: null, ...shared, serviceEndpoints: [], serviceEndpointPolicyIds: [], delegations: [],
    endpointPolicies: 'Disabled', defaultOutbound: defaultOutbound(estate, choices, need),
  }
  return { ...estate, subnets: withEntries(estate.subnets, [made]) }
}

/** Azure's own outbound access is said in so many words (ADDR-19): off where another way out is planned or none is needed. */
function defaultOutbound(estate: Estate, choices: Choices, need: SubnetNeed): boolean {
  const { egress } = choices.outbound
  switch (need) {
    case 'endpointSubnet': return false
    case 'computeSubnet': return egress === 'undecided' || (egress === 'existing' && sharedWayOut(estate, choices) === null)
    case 'jumpBoxSubnet': return jumpBoxWayOut(estate, choices).by === 'default'
    case 'bastionSubnet': return true
  }
}

function withPoliciesOff(estate: Estate, choices: Choices): Estate {
  const subnet = entryOf(estate.subnets, chosenSubnetId(choices, 'endpointSubnet'))
  return subnet === undefined || subnet.endpointPolicies === 'Disabled' ? estate : { ...estate, subnets: withEntries(estate.subnets, [{ ...subnet, endpointPolicies: 'Disabled' }]) }
}
