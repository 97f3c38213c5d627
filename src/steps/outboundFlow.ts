import { rangesOf } from '../base/cidr.ts'
import { rulesOf } from '../estate/egress.ts'
import type { Estate } from '../estate/estate.ts'
import type { Subnet } from '../estate/network.ts'
import { directionTo } from '../reach/egress.ts'
import { deniesTheInternet, passing } from '../reach/group.ts'

/** One port of TCP towards a service tag, or towards `Internet` for hosts that no tag holds. */
export interface OutboundFlow {
  readonly tag: string
  readonly port: number
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
