import { describe, expect, it } from 'vitest'
import { armId, childId } from '../base/armId.ts'
import type { Estate } from './estate.ts'
import { ids, open } from './fixtures/open.ts'
import { peersOf, relation } from './questions.ts'
import { resolvingNetworkIds } from './resolution.ts'

const networkNamed = (group: string, name: string) => armId(`/subscriptions/hub/resourceGroups/${group}/providers/Microsoft.Network/virtualNetworks/${name}`)
const hub = networkNamed('rg-hub', 'vnet-hub')
/** Of the same range as the hub, and before it by name. */
const lab = networkNamed('rg-aaa', 'aaa-lab')

const peering = (from: typeof hub, to: typeof hub, connected: boolean): Estate['peerings'][number] =>
  ({ id: childId(from, 'virtualNetworkPeerings', 'p'), networkId: from, remoteNetworkId: to, remotePrefixes: ['10.50.0.0/20'], connected, usesRemoteGateways: false })

const asking = (peerings: Estate['peerings'], servers = ['10.50.4.4', '10.50.4.5']): Estate => ({
  ...open,
  networks: [...[lab, hub].map((id) => ({ id, region: 'westeurope', prefixes: ['10.50.0.0/20'], dnsServers: [] })), ...open.networks.map((network) => ({ ...network, dnsServers: servers }))],
  peerings,
})
const resolving = (estate: Estate) => resolvingNetworkIds(estate, ids.network)

describe('the networks in which names are resolved', () => {
  it('are the network itself with Azure DNS, or where it holds its own servers', () => {
    expect(resolving(open)).toEqual([ids.network])
    expect(resolving(asking([], ['10.20.7.4']))).toEqual([ids.network])
  })
  it('are peered ones that hold its DNS servers, whichever end of the peering was read', () => {
    expect(resolving(asking([peering(ids.network, hub, true)]))).toEqual([hub])
    expect(resolving(asking([peering(hub, ids.network, true)]))).toEqual([hub])
  })
  it('are not known where only a network of the same range, or one that is not joined, has such addresses', () => {
    expect(resolving(asking([]))).toBe('unknown')
    expect(resolving(asking([peering(ids.network, hub, false)]))).toBe('unknown')
    expect(resolving(asking([peering(ids.network, hub, true)], ['10.50.4.4', '10.99.0.4']))).toBe('unknown')
  })
})

describe('two networks', () => {
  it('are joined by a peering that is connected, and by no other', () => {
    const related = (connected: boolean) => { const estate = asking([peering(ids.network, hub, connected)]); return [relation(estate, ids.network, hub), relation(estate, hub, ids.network), peersOf(estate, ids.network), peersOf(estate, hub)] }
    expect(related(true)).toEqual(['peered', 'peered', [hub], [ids.network]])
    expect(related(false)).toEqual(['unrelated', 'unrelated', [], []])
  })
})
