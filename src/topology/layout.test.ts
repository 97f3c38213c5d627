import { describe, expect, it } from 'vitest'
import { ids, open } from '../estate/fixtures/open.ts'
import { secured } from '../estate/fixtures/secured.ts'
import { layout } from './layout.ts'

const rowOf = (strip: ReturnType<typeof layout>, id: string) => strip.rows.find((row) => row.id === id)

describe('the strip', () => {
  it('shows every service of an open workspace as open, in a fixed order', () => {
    const { rows } = layout(open)
    expect(rows.map(({ kind }) => kind).slice(0, 2)).toEqual(['workspace', 'defaultStorage'])
    expect(rows.filter(({ admits }) => admits.is === 'any').map(({ id }) => id)).toEqual(expect.arrayContaining([ids.workspace, ids.account, ids.vault, ids.registry]))
  })

  it('shows a private path with its addresses for each service of a closed one, and nothing open', () => {
    const { rows } = layout(secured)
    expect(rows.filter(({ way }) => way.is !== 'endpoints').map(({ id }) => id)).toEqual([])
    expect(rows.filter(({ admits }) => admits.is === 'any')).toEqual([])
  })

  it('says that a registry below Premium and a classic component cannot have a path yet', () => {
    const estate = {
      ...open,
      registries: open.registries.map((registry) => ({ ...registry, sku: 'Standard' })),
      components: open.components.map((component) => ({ ...component, logWorkspaceId: null })),
    }
    const strip = layout(estate)
    expect([rowOf(strip, ids.registry)?.way.is, rowOf(strip, ids.component)?.way.is]).toEqual(['needsPremium', 'needsMigration'])
  })

  it('never shows a service that could not be read as closed', () => {
    const strip = layout({ ...open, vaults: [], registries: [], components: [], storageAccounts: [] })
    expect(strip.rows.slice(1).map(({ admits, way }) => [admits.is, way.is])).toEqual([['unread', 'unread'], ['unread', 'unread'], ['unread', 'unread'], ['unread', 'unread']])
  })

  it('counts what a closed account still lets in', () => {
    const strip = layout({
      ...open,
      storageAccounts: open.storageAccounts.map((account) => ({
        ...account, exposure: { ...account.exposure, defaultAction: 'closed' as const }, exceptions: { bypass: [], instances: [], subnetIds: [ids.computeSubnet], addresses: ['203.0.113.7'] },
      })),
    })
    expect([rowOf(strip, ids.account)?.admits, rowOf(strip, ids.account)?.way.is]).toEqual([{ is: 'some', subnets: 1, addresses: 1, instances: 0 }, 'serviceEndpoint'])
  })

  it('counts peered networks that could not be read', () => {
    const far = ids.network.replace('vnet-demand', 'vnet-hub') as typeof ids.network
    const peering = { id: `${ids.network}/virtualNetworkPeerings/p` as typeof ids.network, networkId: ids.network, remoteNetworkId: far, remotePrefixes: [], connected: true, usesRemoteGateways: false }
    expect(layout({ ...open, peerings: [peering] }).unreadNetworks).toBe(1)
  })
})
