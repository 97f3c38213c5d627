/** Rights that are told beside those of a plan, or before there is one: approvals of endpoints (PRE-14), joins that a later write of a subnet would need (PRE-30), and zones to mend. */
import { type ArmId, typeOf } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import type { Subnet } from '../../estate/network.ts'
import { connectionsFromElsewhere, entryOf, networkOf } from '../../estate/questions.ts'
import { resolvingNetworkIds } from '../../estate/resolution.ts'
import { type JudgedRight, type NeededRight, ownerOf, type PlannedRight, right } from '../../estate/rights.ts'
import { isEndpointGroup, zones } from '../../facts/ask.ts'
import { linkedAction, rolesHolding } from '../../facts/rights.ts'
import { missingEndpoints } from '../addressPlan.ts'
import type { Choices } from '../choices.ts'
import { computeSubnetIdsWith, endpointSubnetIdsWith, ownEndpoints } from '../concerned.ts'
import { chosenNetworkId } from '../subnets.ts'

const subnetType = 'Microsoft.Network/virtualNetworks/subnets'

const linked = (type: string, ids: readonly ArmId[]): readonly NeededRight[] => ids.flatMap((scope) => {
  const action = linkedAction(type, typeOf(scope))
  return action === null ? [] : [{ scope, action }]
})

const once = (needs: readonly NeededRight[]): readonly NeededRight[] =>
  needs.filter(({ scope, action }, index) => needs.findIndex((other) => other.scope === scope && other.action === action) === index)

/** What of a subnet Azure checks the join on with every write of it, not only of what is added (PRE-30). */
const referencesOf = ({ securityGroupId, routeTableId, natGatewayId, serviceEndpointPolicyIds }: Subnet): readonly ArmId[] =>
  [securityGroupId, routeTableId, natGatewayId, ...serviceEndpointPolicyIds].flatMap((id) => id ?? [])

/** Joins that a later write of a subnet would need: of the subnets that hold computes and endpoints. */
export const referencesOfSubnets = (estate: Estate, choices: Choices): readonly NeededRight[] =>
  once([...computeSubnetIdsWith(estate, choices), ...endpointSubnetIdsWith(estate, choices)].flatMap((id) => {
    const subnet = entryOf(estate.subnets, id)
    return subnet === undefined ? [] : linked(subnetType, referencesOf(subnet))
  }))

/** Approvals that endpoints to existing targets need: of those still to come, of new ones, and of those that wait. */
export function approvalNeeds(estate: Estate, choices: Choices): readonly NeededRight[] {
  const coming = missingEndpoints(estate, choices, chosenNetworkId(choices)).filter(({ answer }) => answer === 'given')
  const waiting = ownEndpoints(estate).filter(({ status, names }) => status === 'pending' || names === 'pending')
  const elsewhere = connectionsFromElsewhere(estate, estate.workspace.id).filter(({ status }) => status === 'pending')
  return once(linked('Microsoft.Network/privateEndpoints', [...coming, ...waiting, ...elsewhere].map(({ targetId }) => targetId)))
}

const zoneJoin = 'Microsoft.Network/privateDnsZones/join/action'
const linkWrite = 'Microsoft.Network/privateDnsZones/virtualNetworkLinks/write'

/** What mending the names of endpoints that are there needs at existing zones: told before there is a plan, which then says it of itself (PRE-13). */
export function mendingNeeds(estate: Estate, choices: Choices): readonly NeededRight[] {
  if (choices.workspace.dnsWriter !== 'thisPlan') return []
  return once(ownEndpoints(estate).filter(({ status }) => status === 'approved').flatMap((endpoint) => {
    const resolving = resolvingNetworkIds(estate, networkOf(endpoint.subnetId))
    const grouped = estate.zoneGroups.filter(({ endpointId }) => endpointId === endpoint.id).flatMap(({ zones: written }) => written.map(({ zoneId }) => zoneId))
    const isLinked = (zoneId: ArmId, networkId?: ArmId): boolean => estate.zoneLinks.some((link) => link.zoneId === zoneId && (networkId === undefined || link.networkId === networkId))
    return endpoint.groups.filter(isEndpointGroup).flatMap((group) => zones(group, estate.cloud)).flatMap((name): readonly NeededRight[] => {
      const candidates = estate.zones.filter((zone) => zone.name === name)
      const scope = (candidates.find(({ id }) => grouped.includes(id)) ?? candidates.find(({ id }) => isLinked(id)) ?? candidates[0])?.id
      if (scope === undefined) return []
      const unlinked = resolving !== 'unknown' && resolving.some((network) => !isLinked(scope, network))
      return [...(grouped.includes(scope) ? [] : [{ scope, action: zoneJoin }]), ...(unlinked ? [{ scope, action: linkWrite }] : [])]
    })
  }))
}

/** The needs with their rights, their owners and the roles that hold them. */
export const judged = (estate: Estate, choices: Choices, needs: readonly NeededRight[]): readonly JudgedRight[] =>
  needs.map((each) => ({ ...each, right: right(estate, each.scope, each.action), owner: ownerOf(each.scope, { owners: choices.access.otherTeams }), roles: rolesHolding(each.action) }))

/** Whether a planned right is the approval at an endpoint's target. */
export const isApproval = ({ action }: NeededRight): boolean => /\/privateEndpointConnectionsApproval\/action$/i.test(action)

/** Whether a planned right is asked for because a written subnet refers to the scope. */
export const isReference = ({ action, writes }: PlannedRight): boolean =>
  action.toLowerCase().endsWith('/join/action') && writes.some((type) => type.toLowerCase() === subnetType.toLowerCase())
