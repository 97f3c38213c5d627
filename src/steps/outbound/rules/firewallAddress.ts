/** Whether the firewall's address that was answered can be the next hop of the computes' default route (NET-23). */
import { contains, rangeOf, rangesOf } from '../../../base/cidr.ts'
import type { Estate } from '../../../estate/estate.ts'
import { entryOf } from '../../../estate/questions.ts'
import { privateRanges } from '../../../facts/address.ts'
import type { Choices } from '../../choices.ts'
import { settledSubnet } from '../../concerned.ts'
import type { Place } from '../../rule.ts'

/** Two addresses that take no traffic out: one in the subnet whose route it is, and a public one that lies in no network that is known. */
export function firewallAddressFaults(estate: Estate, choices: Choices): readonly Place[] {
  const { egress, firewallAddress } = choices.outbound
  const hop = egress === 'firewallRoute' && firewallAddress !== null ? rangeOf(firewallAddress) : null
  const subnet = entryOf(estate.subnets, settledSubnet(estate, choices, 'computeSubnet'))
  if (hop === null || subnet === undefined) return []
  const isIn = (prefixes: readonly string[]): boolean => rangesOf(prefixes).some((range) => contains(range, hop))
  const data = { property: 'nextHopIpAddress', value: firewallAddress }
  if (isIn(subnet.prefixes)) return [{ at: subnet.id, data: { ...data, lacks: 'otherSubnet' } }]
  const known = [...privateRanges, ...estate.networks.flatMap(({ prefixes }) => prefixes), ...estate.peerings.flatMap(({ remotePrefixes }) => remotePrefixes)]
  return isIn(known) ? [] : [{ at: subnet.id, data: { ...data, lacks: 'privateAddress' } }]
}
