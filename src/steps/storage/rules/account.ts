import { type ArmId, nameOf } from '../../../base/armId.ts'
import type { Estate } from '../../../estate/estate.ts'
import type { PrivateEndpoint, Subnet } from '../../../estate/network.ts'
import { endpointAddresses, computeSubnets, endpointsOf, entryOf, networkOf, relation, seen } from '../../../estate/questions.ts'
import type { StorageAccount } from '../../../estate/services.ts'
import type { Hop } from '../../../reach/journey.ts'
import { privateHops } from '../../../reach/network.ts'
import { type Place, type PlaceData, type Rulebook, unknownAt } from '../../rule.ts'
import { worded } from '../../sentences.ts'
import { computeType, computesRead } from '../../serviceEndpoint.ts'
import { atDefault } from '../accounts.ts'

/** What of a default account Azure Machine Learning does not support (WS). */
function unsupported({ id, kind, sku, hierarchical }: StorageAccount): readonly Place[] {
  if (kind === 'BlobStorage') return [{ at: id, data: { property: 'kind', value: kind } }]
  if (sku.toLowerCase().startsWith('premium')) return [{ at: id, data: { property: 'sku.name', value: sku } }]
  return hierarchical ? [{ at: id, data: { property: 'properties.isHnsEnabled', value: true } }] : []
}

const filePort = '445'
const peeringType = 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings'

/** The file endpoints that a network's traffic goes to: those in it, else those in networks peered with it. */
function nearEndpoints(estate: Estate, accountId: ArmId, networkId: ArmId): readonly PrivateEndpoint[] {
  const all = endpointsOf(estate, accountId, 'file')
  const related = (wanted: 'same' | 'peered') => all.filter(({ subnetId }) => relation(estate, networkId, networkOf(subnetId)) === wanted)
  const own = related('same')
  return own.length > 0 ? own : related('peered')
}

/** What could not be read of the way, as the place's evidence says it. */
function unseen({ because, at, data }: Hop, subnet: Subnet): Place {
  if (because === 'groupUnclear') return unknownAt(subnet.id, 'unclearGroup', { rule: nameOf(at ?? subnet.id) })
  if (because === 'appliance') return unknownAt(subnet.id, 'firewallRules', { nextHop: worded(data['nextHopAddress']) || worded(data['nextHop']) })
  return unknownAt(subnet.id, at ?? subnet.id)
}

/** The place where TCP 445 is stopped on its way from computes to an endpoint: by a route, or by the group of either subnet. */
function stoppedAt(estate: Estate, subnet: Subnet, endpoint: PrivateEndpoint): readonly Place[] {
  const addresses = endpointAddresses(endpoint)
  const [route, group] = privateHops(estate, { networkId: subnet.networkId, subnet, nic: null }, { endpoint, addresses, port: filePort })
  // Whether the networks are joined at all is the business of STOR-15 and STOR-40.
  const hops = [route, group].flatMap((hop) => (hop === undefined || (hop.hop === 'route' && !routeWords.has(hop.because)) ? [] : [hop]))
  const failing = hops.find(({ verdict }) => verdict === 'fails')
  if (failing !== undefined) return [{ at: subnet.id, data: evidence(estate, failing, endpoint.id) }]
  const unclear = hops.find(({ verdict }) => verdict === 'unknown')
  return unclear === undefined ? [] : [unseen(unclear, subnet)]
}

/** Reasons of the hop "route" that a route table gives. */
const routeWords: ReadonlySet<Hop['because']> = new Set(['blackHole', 'appliance', 'tableUnread'])

function evidence(estate: Estate, hop: Hop, endpoint: ArmId): PlaceData {
  if (hop.hop === 'route') return { route: hop.at, prefix: worded(hop.data['prefix']), nextHop: worded(hop.data['nextHop']), endpoint }
  const rule = entryOf(estate.securityRules, hop.at)
  return { rule: hop.at, priority: rule?.priority ?? null, group: rule?.groupId ?? null, sources: rule?.sources ?? [], endpoint }
}

function blockedFrom(estate: Estate, accountId: ArmId, subnet: Subnet): readonly Place[] {
  const near = nearEndpoints(estate, accountId, subnet.networkId)
  if (near.length > 0) return near.flatMap((endpoint) => stoppedAt(estate, subnet, endpoint))
  const isKnown = endpointsOf(estate, accountId, 'file').length === 0 || seen(estate, peeringType, subnet.networkId)
  return isKnown ? [] : [unknownAt(subnet.id, peeringType)]
}

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
