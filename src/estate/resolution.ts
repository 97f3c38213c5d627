import { overlaps, parseRange, rangeOf } from '../base/cidr.ts'
import type { ArmId } from '../base/armId.ts'
import type { Estate } from './estate.ts'
import { entryOf, peersOf } from './questions.ts'

/** Azure's own resolver, reachable inside a network only (facts azureDns). */
export const azureResolver = '168.63.129.16'

/** Whether a network asks Azure's resolver itself: no DNS servers, or Azure's address only (ADDR-18). */
export const asksAzure = (dnsServers: readonly string[]): boolean => dnsServers.every((server) => server === azureResolver)

/**
 * The networks whose zone links decide what names a network resolves: itself with Azure DNS, else the networks that hold its DNS
 * servers (CONN-21). `unknown` when a server is in none that is joined to it, since ranges of others can be the same, or when the network is
 * not in the snapshot.
 */
export function resolvingNetworkIds(estate: Estate, networkId: ArmId): readonly ArmId[] | 'unknown' {
  const network = entryOf(estate.networks, networkId)
  if (network === undefined) return 'unknown'
  if (asksAzure(network.dnsServers)) return [networkId]
  const joined = [networkId, ...peersOf(estate, networkId)].flatMap((id) => entryOf(estate.networks, id) ?? [])
  const holders = network.dnsServers
    .filter((server) => server !== azureResolver)
    .map((server) => {
      const address = rangeOf(server)
      if (address === null) return undefined
      return joined.find(({ prefixes }) =>
        prefixes.some((prefix) => {
          const range = parseRange(prefix)
          return range !== null && overlaps(range, address)
        }))
    })
  const found = holders.flatMap((holder) => holder?.id ?? [])
  return found.length < holders.length || found.length === 0 ? 'unknown' : [...new Set(found)].sort()
}
