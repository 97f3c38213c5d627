import { describe, expect, it } from 'vitest'
import { childId } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import { ids, open } from '../estate/fixtures/open.ts'
import { secured, securedIds } from '../estate/fixtures/secured.ts'
import type { Choices } from './choices.ts'
import { desiredEstate, findings, propose } from './index.ts'

/** Without Bastion, so that a jump box is built. */
const without: Estate = { ...secured, bastions: [], interfaces: [], machines: [], subnets: secured.subnets.filter(({ id }) => id === ids.computeSubnet || id === ids.endpointSubnet) }
const table = childId(ids.networkGroup, 'providers/Microsoft.Network/routeTables', 'rt-training')
const routedTo = (nextHop: Estate['routes'][number]['nextHop'], nextHopAddress: string | null): Estate => ({
  ...without, natGateways: [], routeTables: [{ id: table, region: 'westeurope' }], routes: [{ id: childId(table, 'routes', 'all'), tableId: table, prefix: '0.0.0.0/0', nextHop, nextHopAddress }],
  subnets: without.subnets.map((subnet) => (subnet.id === ids.computeSubnet ? { ...subnet, natGatewayId: null, routeTableId: table } : subnet)),
})
const choosing = (estate: Estate, outbound: Partial<Choices['outbound']>): Choices => {
  const { choices } = propose(estate)
  return { ...choices, outbound: { ...choices.outbound, ...outbound }, connectivity: { ...choices.connectivity, method: 'bastion', resolution: 'azureDns' } }
}

/** The new jump box subnet: its NAT gateway, the routes of its table, and whether Azure's own outbound access is on. */
function wayOut(estate: Estate, outbound: Partial<Choices['outbound']>) {
  const choices = choosing(estate, outbound)
  const desired = desiredEstate(estate, choices)
  const subnet = desired.subnets.find(({ id }) => desired.interfaces.some(({ subnetId, machineId }) => machineId !== null && subnetId === id))
  const routes = desired.routes.filter(({ tableId }) => tableId === subnet?.routeTableId).map(({ prefix, nextHop, nextHopAddress }) => [prefix, nextHop, nextHopAddress])
  return { nat: subnet?.natGatewayId ?? null, routes, default: subnet?.defaultOutbound }
}

describe('a new jump box subnet', () => {
  it('goes out by the NAT gateway that the computes have, or get', () => {
    expect(wayOut(without, { egress: 'existing' })).toEqual({ nat: securedIds.natGateway, routes: [], default: false })
    expect(wayOut(without, { egress: 'natGateway' })).toEqual({ nat: securedIds.natGateway, routes: [], default: false })
    expect(wayOut({ ...open, usages: [] }, { egress: 'natGateway' })).toMatchObject({ nat: expect.stringContaining('/natGateways/'), routes: [], default: false })
  })

  it('goes through the firewall or gateway through which the computes go', () => {
    expect(wayOut(without, { egress: 'firewallRoute', firewallAddress: '10.50.1.4' })).toEqual({ nat: null, routes: [['0.0.0.0/0', 'VirtualAppliance', '10.50.1.4']], default: false })
    expect(wayOut(routedTo('VirtualAppliance', '10.50.1.5'), { egress: 'existing' })).toEqual({ nat: null, routes: [['0.0.0.0/0', 'VirtualAppliance', '10.50.1.5']], default: false })
    expect(wayOut(routedTo('VirtualNetworkGateway', null), { egress: 'existing' })).toEqual({ nat: null, routes: [['0.0.0.0/0', 'VirtualNetworkGateway', null]], default: false })
  })

  it('has Azure’s own outbound access only where there is no other way', () => {
    expect(wayOut({ ...open, usages: [] }, { egress: 'existing' })).toEqual({ nat: null, routes: [], default: true })
    expect(wayOut(without, { egress: 'none' })).toEqual({ nat: securedIds.natGateway, routes: [], default: false })
  })

  it('is a way in that leads to the workspace, whichever way out it has', () => {
    const left = (['existing', 'natGateway', 'firewallRoute', 'none'] as const).map((egress) => {
      const choices = choosing(without, { egress, firewallAddress: egress === 'firewallRoute' ? '10.50.1.4' : null })
      return findings(desiredEstate(without, choices), choices).filter(({ requirement }) => requirement === 'CONN-01' || requirement === 'CONN-16').map(({ rule }) => rule)
    })
    expect(left).toEqual([[], [], [], []])
  })
})
