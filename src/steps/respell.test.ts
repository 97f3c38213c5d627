import { describe, expect, it } from 'vitest'
import { armId } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import { open } from '../estate/fixtures/open.ts'
import { desiredEstate, propose } from './index.ts'
import { respell } from './respell.ts'

const none: Estate = { ...open, networks: [], subnets: [], peerings: [], computes: [], interfaces: [], machines: [] }
const { choices } = propose(none)

/** The estate once network and subnets are made, as Azure answers them; nothing else is made yet. */
function half(letters: (id: string) => string): Estate {
  const { networks, subnets } = desiredEstate(none, choices)
  const respelt = (id: string) => armId(letters(id))
  return { ...none, networks: networks.map((each) => ({ ...each, id: respelt(each.id) })), subnets: subnets.map((each) => ({ ...each, id: respelt(each.id), networkId: respelt(each.networkId), natGatewayId: null })) }
}

describe('answers in the letters of an estate', () => {
  it.each([
    ['as we do', (id: string) => id],
    ['its group in capitals', (id: string) => id.replace(/resourceGroups\/[^/]+/, (group) => `resourceGroups/${group.slice(15).toUpperCase()}`)],
    ['its provider in small letters', (id: string) => id.replace('Microsoft.Network/virtualNetworks', 'microsoft.network/virtualnetworks')],
  ])('lead to the same endpoints once the new network is made and Azure spells it %s (F81)', (_, letters) => {
    const estate = half(letters)
    const { endpoints, networks } = desiredEstate(estate, respell(choices, estate))
    expect(choices.addressSpace.network).toMatchObject({ use: 'new' })
    expect([endpoints.map(({ targetId, groups }) => [targetId, groups]), networks]).toEqual([desiredEstate(none, choices).endpoints.map(({ targetId, groups }) => [targetId, groups]), estate.networks])
  })
})
