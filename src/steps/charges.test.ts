import { describe, expect, it } from 'vitest'
import { nameOf } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import { open } from '../estate/fixtures/open.ts'
import { secured } from '../estate/fixtures/secured.ts'
import { charges } from './charges.ts'
import { chargeText } from './charges.en.ts'
import type { Choices } from './choices.ts'
import { desiredEstate, propose } from './index.ts'

const proposed = (estate: Estate): Choices => propose(estate).choices
const billed = (estate: Estate, choices: Choices = proposed(estate)) => charges(estate, desiredEstate(estate, choices))
const whats = (estate: Estate, choices?: Choices) => billed(estate, choices).map(({ what }) => what)
const connected = (method: Choices['connectivity']['method'], resolution: Choices['connectivity']['resolution'] = 'undecided'): Choices => {
  const choices = proposed(open)
  return { ...choices, connectivity: { ...choices.connectivity, method, resolution } }
}

describe('what a plan makes Azure bill for', () => {
  it('is everything with a price that the plan makes: endpoints, zones, gateway, addresses, host, machine, tier and cluster', () => {
    const found = billed(open)
    expect(found.map(({ what }) => what)).toEqual(['privateEndpoint', 'zone', 'natGateway', 'publicAddress', 'bastion', 'machine', 'registryTier'])
    const desired = desiredEstate(open, proposed(open))
    expect(found[0]?.names).toEqual(desired.endpoints.map(({ id }) => nameOf(id)).sort())
    expect(found.find(({ what }) => what === 'registryTier')).toMatchObject({ tier: open.registries[0]?.sku })
  })

  it('is nothing of what is there already', () => {
    expect(whats(secured)).toEqual([])
  })

  it('is what people are asked to build, too', () => {
    expect(whats(open, connected('vpnPointToSite', 'forwarders'))).toEqual(expect.arrayContaining(['vpnGateway', 'resolver']))
    expect(whats(open, connected('expressRoute'))).toContain('expressRoute')
    expect(whats(open, connected('expressRoute'))).not.toContain('vpnGateway')
    const choices = proposed(open)
    expect(whats(open, { ...choices, access: { ...choices.access, path: 'managedNetwork' } })).toContain('managedNetwork')
  })

  it('tells the traffic that a firewall passes apart from a gateway that is made, and a new registry from a raised tier', () => {
    const choices = proposed(open)
    const routed = whats(open, { ...choices, outbound: { ...choices.outbound, egress: 'firewallRoute', firewallAddress: '10.50.1.4' } })
    expect([routed.includes('firewall'), routed.includes('natGateway')]).toEqual([true, false])
    const none: Estate = { ...open, registries: [], workspace: { ...open.workspace, registryId: null } }
    expect(whats(none)).toContain('newRegistry')
    const building: Choices = { ...choices, registry: { ...choices.registry, build: { use: 'new', name: 'cpu-images', size: 'Standard_DS3_v2', maxNodes: 2 } } }
    expect(whats(open, building)).toContain('cluster')
  })

  it('has words for each, without an amount', () => {
    const all = [...billed(open), ...billed(open, connected('vpnSiteToSite', 'forwarders')), ...billed(open, connected('expressRoute'))]
    expect(all.map((charge) => Object.values(chargeText(charge)).join(' ')).filter((text) => /undefined|[€$]|\bUSD\b/.test(text))).toEqual([])
    expect(chargeText({ what: 'registryTier', names: ['cr'], tier: 'Basic' }).what).toBe('Container registry, Premium instead of Basic')
  })
})
