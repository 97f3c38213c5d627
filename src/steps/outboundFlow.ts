import { rangesOf } from '../base/cidr.ts'
import { rulesOf } from '../estate/egress.ts'
import type { Estate } from '../estate/estate.ts'
import type { Subnet } from '../estate/network.ts'
import { directionTo, type WayOut } from '../reach/egress.ts'
import { deniesTheInternet, passing } from '../reach/group.ts'
import type { UnreadState } from './unread.ts'

/** One port of TCP towards a service tag, or towards `Internet` for hosts that no tag holds. */
export interface OutboundFlow {
  readonly tag: string
  readonly port: number
}

/** What keeps a way out from being judged. */
export const unclearWayOut = ({ because }: WayOut): UnreadState =>
  because === 'natUnread' || because === 'natWithoutAddress' || because === 'routesDiffer' || because === 'routeInside' ? because : 'routes'

/** What keeps a flow out of a subnet from being judged. */
export function unclearFlow(estate: Estate, subnet: Subnet, { tag }: OutboundFlow): UnreadState {
  if (rulesOf(estate, subnet, 'Outbound') === 'unread') return 'securityRules'
  const { way } = directionTo(estate, subnet, tag)
  return way === 'appliance' ? 'firewallRules' : way === 'unread' ? 'routes' : 'outbound'
}

/** Whether a subnet lets a flow out. `unknown`: a group, a route, a firewall or an address decides that cannot be compared with a tag. */
export type FlowVerdict = 'allowed' | 'denied' | 'unknown'

/** What the subnet's security group and routes together say of a flow. */
export function flowVerdict(estate: Estate, subnet: Subnet, flow: OutboundFlow): FlowVerdict {
  const grouped = groupVerdict(estate, subnet, flow)
  if (grouped === 'denied') return 'denied'
  const { way } = directionTo(estate, subnet, flow.tag)
  if (way === 'nowhere') return 'denied'
  // What a firewall on the way lets through is not read.
  return way === 'internet' || way === 'carried' ? grouped : 'unknown'
}

function groupVerdict(estate: Estate, subnet: Subnet, { tag, port }: OutboundFlow): FlowVerdict {
  const rules = rulesOf(estate, subnet, 'Outbound')
  if (rules === 'unread') return 'unknown'
  const near = rangesOf(subnet.prefixes)
  // A deny of one tag takes a part of the internet away, not the hosts that are in no tag.
  if (tag === 'Internet') return deniesTheInternet(rules ?? [], near) ? 'denied' : 'allowed'
  const { passes } = passing(rules ?? [], { direction: 'Outbound', far: { tag }, protocol: 'Tcp', port: String(port), near })
  return passes === 'unknown' ? 'unknown' : passes === 'no' ? 'denied' : 'allowed'
}
