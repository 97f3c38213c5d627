import type { ArmId } from '../../../base/armId.ts'
import { type Range, contains, overlaps, parseRange, rangeOf } from '../../../base/cidr.ts'
import { rulesOf } from '../../../estate/egress.ts'
import type { Estate } from '../../../estate/estate.ts'
import type { SecurityRule, Subnet } from '../../../estate/network.ts'
import { computeSubnets, endpointsOf, entryOf } from '../../../estate/questions.ts'
import type { StorageAccount } from '../../../estate/services.ts'
import { type Place, type Rulebook, unknownAt } from '../../rule.ts'
import { computeType, computesRead } from '../../serviceEndpoint.ts'
import { atDefault } from '../accounts.ts'

/** What of a default account Azure Machine Learning does not support (WS). */
function unsupported({ id, kind, sku, hierarchical }: StorageAccount): readonly Place[] {
  if (kind === 'BlobStorage') return [{ at: id, data: { property: 'kind', value: kind } }]
  if (sku.toLowerCase().startsWith('premium')) return [{ at: id, data: { property: 'sku.name', value: sku } }]
  return hierarchical ? [{ at: id, data: { property: 'properties.isHnsEnabled', value: true } }] : []
}

const filePort = 445

const holdsPort = (ports: readonly string[], wanted: number): boolean =>
  ports.some((text) => {
    if (text === '*') return true
    const [first = Number.NaN, last = first] = text.split('-').map(Number)
    return first <= wanted && wanted <= last
  })

/** Whether a list of tags and ranges holds the addresses, or for a denial a part of them. */
const holds = (entries: readonly string[], ranges: readonly Range[], access: SecurityRule['access']): boolean =>
  entries.some((text) => {
    if (text === '*' || text.toLowerCase() === 'virtualnetwork') return true
    const range = parseRange(text) ?? rangeOf(text)
    return range !== null && ranges.some((each) => (access === 'Allow' ? contains(range, each) : overlaps(range, each)))
  })

const rangesOfSubnet = (subnet: Subnet | undefined): readonly Range[] => subnet?.prefixes.flatMap((prefix) => parseRange(prefix) ?? []) ?? []

/** The first rule that decides whether a compute subnet reaches a file endpoint; Azure's own default rules below let it pass. */
function denial(rules: readonly SecurityRule[], from: readonly Range[], to: readonly Range[]): SecurityRule | undefined {
  const first = rules.find((rule) =>
    ['*', 'tcp'].includes(rule.protocol.toLowerCase()) && holdsPort(rule.destinationPorts, filePort) &&
    holds(rule.sources, from, rule.access) && holds(rule.destinations, to, rule.access))
  return first?.access === 'Deny' ? first : undefined
}

const blockedFrom = (estate: Estate, accountId: ArmId, subnet: Subnet): readonly Place[] =>
  endpointsOf(estate, accountId, 'file').flatMap((endpoint): readonly Place[] => {
    const rules = rulesOf(estate, subnet, 'Outbound')
    if (rules === null) return []
    if (rules === 'unread') return [unknownAt(subnet.id, subnet.securityGroupId ?? 'its security group')]
    const rule = denial(rules, rangesOfSubnet(subnet), rangesOfSubnet(entryOf(estate.subnets, endpoint.subnetId)))
    return rule === undefined ? [] : [{ at: subnet.id, data: { rule: rule.id, priority: rule.priority, endpoint: endpoint.id } }]
  })

/** The default account itself, and the way of the file share to the computes. */
export const accountRules = {
  'default-account-is-of-a-supported-kind': {
    requirement: 'STOR-19', level: 'should',
    broken: (estate, choices) => atDefault(estate, choices, ({ account }) => unsupported(account)),
  },
  'computes-reach-the-file-endpoint': {
    requirement: 'STOR-30', level: 'should',
    broken: (estate, choices) => atDefault(estate, choices, ({ account }) =>
      endpointsOf(estate, account.id, 'file').length > 0 && !computesRead(estate) ? [unknownAt(account.id, computeType)] : computeSubnets(estate).flatMap((subnet) => blockedFrom(estate, account.id, subnet))),
  },
} as const satisfies Rulebook
