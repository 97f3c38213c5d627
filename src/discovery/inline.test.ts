import { describe, expect, it } from 'vitest'
import { armId } from '../base/armId.ts'
import type { Body } from '../changes/change.ts'
import { expanded, mentions, readingOf } from './inline.ts'

const group = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-net/providers'
const network = `${group}/Microsoft.Network/virtualNetworks/vnet-a`
const subnet = (name: string, prefix: string): Body => ({ id: `${network}/subnets/${name}`, name, properties: { addressPrefix: prefix } })

describe('expanded', () => {
  it('makes bodies of the children inside their parents', () => {
    const vault = `${group}/Microsoft.KeyVault/vaults/kv`
    const bodies = expanded([
      { id: network, properties: { subnets: [subnet('one', '10.0.0.0/24'), { name: 'two', properties: {} }], virtualNetworkPeerings: [{ name: 'p', properties: {} }] } },
      { id: vault, properties: { privateEndpointConnections: [{ name: 'c', properties: {} }, { properties: {} }, { id: `${vault}/privateEndpointConnections/bare` }] } },
    ])
    expect(bodies.map(({ id }) => id)).toEqual([
      vault, `${vault}/privateEndpointConnections/c`, network, `${network}/subnets/one`, `${network}/subnets/two`, `${network}/virtualNetworkPeerings/p`,
    ])
  })

  it('prefers a body of its own, whatever the letters, and any order gives the same', () => {
    const parent: Body = { id: network, properties: { subnets: [subnet('one', '10.0.0.0/24')] } }
    const own = { ...subnet('ONE', '10.0.9.0/24'), etag: 'fresh' }
    expect(expanded([parent, own])).toEqual([parent, own])
    expect(expanded([own, parent])).toEqual([parent, own])
  })
})

describe('readingOf', () => {
  const zone = `${group}/Microsoft.Network/privateDnsZones/z`
  const bodies = expanded([{ id: network, properties: { note: `${zone.toLowerCase()}/A/www`, subnets: [subnet('one', '10.0.0.0/24')] } }])

  it('gives every id the spelling of its resource, else one that was seen', () => {
    const reading = readingOf(bodies, [zone])
    expect(reading.id(` ${network.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions')}/ `)).toBe(network)
    expect(reading.id(zone.toLowerCase())).toBe(zone)
    expect(reading.id('vnet-a')).toBeNull()
    expect(reading.id(7)).toBeNull()
  })

  it('finds bodies by type and by id without case', () => {
    const reading = readingOf(bodies, [])
    expect(reading.of('MICROSOFT.network/virtualnetworks/Subnets')).toHaveLength(1)
    expect(reading.of('Microsoft.Network/routeTables')).toEqual([])
    expect(reading.at(armId(`${network}/subnets/ONE`))).toMatchObject({ properties: { addressPrefix: '10.0.0.0/24' } })
    expect(reading.at(null)).toBeUndefined()
  })
})

describe('mentions', () => {
  it('finds ids in values, lists and keys, however deep', () => {
    const deep = Array.from({ length: 20_000 }).reduce<readonly unknown[]>((inner) => [inner], [network]) as unknown as Body
    expect(mentions([{ userAssignedIdentities: { [`${network}/x/y`]: {} }, text: 'none', list: [null, 1, true] }, deep]).toSorted()).toEqual([network, `${network}/x/y`])
  })
})
