import { describe, expect, it } from 'vitest'
import { childId } from '../../base/armId.ts'
import { ids, open } from '../../estate/fixtures/open.ts'
import { secured } from '../../estate/fixtures/secured.ts'
import { type Choices, undecided } from '../choices.ts'
import { choiceKey, demandRows, networksToChoose, parseNetworkName, parsePrefix, parsePrefixes, parseSubnetName, subnetsToChoose } from './answers.ts'
import { freshNetwork, freshSubnet, subnetsFor, withNetworkRange } from './propose.ts'

const inNetwork: Choices = {
  ...undecided, addressSpace: { ...undecided.addressSpace, network: { use: 'existing', id: ids.network }, computeSubnet: { use: 'existing', id: ids.computeSubnet }, endpointSubnet: { use: 'new', name: 'snet-endpoints', prefix: '10.20.2.0/27' } },
}

describe('texts of the address space', () => {
  it('puts a range into its normal form', () => {
    expect(parsePrefix(' 10.20.2.7/27 ', 'why')).toEqual({ ok: true, value: '10.20.2.0/27' })
    expect(parsePrefix('10.20.2.0', 'why')).toEqual({ ok: false, why: 'why' })
  })

  it('reads ranges between commas and blanks, and the word for none', () => {
    expect(parsePrefixes('10.0.0.0/16, 192.168.0.0/24', 'none', 'why')).toEqual({ ok: true, value: ['10.0.0.0/16', '192.168.0.0/24'] })
    expect(parsePrefixes('None', 'none', 'why')).toEqual({ ok: true, value: [] })
    expect([parsePrefixes('', 'none', 'why'), parsePrefixes('10.0.0.0/16, x', 'none', 'why')]).toEqual([{ ok: false, why: 'why' }, { ok: false, why: 'why' }])
  })

  it.each([['snet-a', true], ['a', true], ['-a', false], ['snet a', false], ['', false], ['a'.repeat(81), false]])('takes %j as a subnet name: %s', (name, ok) => {
    expect(parseSubnetName(name, 'why').ok).toBe(ok)
  })

  it.each([['vnet-a', true], ['v', false], ['vnet-', false], ['a'.repeat(65), false]])('takes %j as a network name: %s', (name, ok) => {
    expect(parseNetworkName(name, 'why').ok).toBe(ok)
  })
})

describe('what can be chosen', () => {
  it('offers the networks of the workspace’s region and subscription, and the subnets of the chosen one', () => {
    expect(networksToChoose(open, undecided)).toEqual([{ id: ids.network, region: 'westeurope' }])
    expect(subnetsToChoose(open, inNetwork, 'endpointSubnet')).toEqual([ids.computeSubnet])
    expect(subnetsToChoose(open, undecided, 'endpointSubnet')).toEqual([])
  })

  it('offers no subnet that belongs to a service, unless it is chosen already', () => {
    const [first] = open.subnets
    if (first === undefined) throw new Error('the fixture has a subnet')
    const named = (name: string, delegations: readonly string[] = []) => ({ ...first, id: childId(ids.network, 'subnets', name), delegations })
    const web = named('snet-web', ['Microsoft.Web/serverFarms'])
    const estate = { ...open, subnets: [first, named('AzureBastionSubnet'), named('RouteServerSubnet'), web] }
    expect(subnetsToChoose(estate, inNetwork, 'endpointSubnet')).toEqual([ids.computeSubnet])
    expect(subnetsToChoose(estate, inNetwork, 'bastionSubnet')).toEqual([childId(ids.network, 'subnets', 'AzureBastionSubnet')])
    const there: Choices = { ...inNetwork, addressSpace: { ...inNetwork.addressSpace, jumpBoxSubnet: { use: 'existing', id: web.id } } }
    expect(subnetsToChoose(estate, there, 'jumpBoxSubnet')).toEqual([ids.computeSubnet, web.id])
  })

  it('names a choice by its id, or by what it is', () => {
    expect([inNetwork.addressSpace.computeSubnet, inNetwork.addressSpace.endpointSubnet, inNetwork.addressSpace.bastionSubnet].map(choiceKey)).toEqual([ids.computeSubnet, 'new', 'undecided'])
  })

  it('lays subnets out anew for another network', () => {
    const network = freshNetwork(open, undecided)
    expect(network).toEqual({ use: 'new', name: 'vnet-mlw-demand', prefixes: ['10.1.0.0/20'] })
    expect(subnetsFor(open, undecided, network ?? 'undecided').endpointSubnet).toEqual({ use: 'new', name: 'snet-endpoints', prefix: '10.1.1.0/26' })
  })

  it('moves new subnets along when the range of a new network changes, and leaves those that still fit', () => {
    const choices: Choices = { ...undecided, addressSpace: { ...undecided.addressSpace, ...subnetsFor(open, undecided, { use: 'new', name: 'vnet', prefixes: ['10.1.0.0/20'] }) } }
    const moved = withNetworkRange(open, choices, { use: 'new', name: 'vnet', prefixes: ['10.9.0.0/20'] })
    expect([moved.computeSubnet, moved.endpointSubnet]).toMatchObject([{ prefix: '10.9.0.0/24' }, { prefix: '10.9.1.0/26' }])
    expect(withNetworkRange(open, choices, { use: 'new', name: 'vnet', prefixes: ['10.1.0.0/16'] })).toMatchObject({ computeSubnet: choices.addressSpace.computeSubnet, endpointSubnet: choices.addressSpace.endpointSubnet })
  })

  it('finds a new subnet beside what is chosen already', () => {
    expect(freshSubnet(open, inNetwork, 'computeSubnet')).toEqual({ use: 'new', name: 'snet-training-2', prefix: '10.20.0.0/24' })
    expect(freshSubnet(open, { ...inNetwork, connectivity: { ...undecided.connectivity, method: 'bastion' } }, 'bastionSubnet')).toEqual({ use: 'new', name: 'AzureBastionSubnet', prefix: '10.20.0.0/26' })
  })
})

describe('the demand table', () => {
  it('counts what is needed, usable and left', () => {
    expect(demandRows(open, inNetwork).map(({ need, needed, usable, left, found }) => [need, needed, usable, left, found])).toEqual([['computeSubnet', 5, 251, 240, null], ['endpointSubnet', 25, 27, 2, null]])
  })

  it('counts what is in use once, and nothing more for a secured estate', () => {
    const choices: Choices = { ...inNetwork, addressSpace: { ...inNetwork.addressSpace, endpointSubnet: { use: 'existing', id: ids.endpointSubnet } }, storage: { ...undecided.storage, parallelRunStep: 'notUsed' } }
    expect(demandRows(secured, choices).find(({ need }) => need === 'endpointSubnet')).toMatchObject({ parts: [{ consumer: 'inUse', count: 21 }], needed: 21, usable: 59, left: 38 })
  })

  it('shows Bastion’s rows with Bastion only', () => {
    expect(demandRows(open, { ...inNetwork, connectivity: { ...undecided.connectivity, method: 'bastion' } }).map(({ need }) => need)).toEqual(['computeSubnet', 'endpointSubnet', 'bastionSubnet', 'jumpBoxSubnet'])
  })
})
