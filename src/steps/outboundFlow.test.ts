import { describe, expect, it } from 'vitest'
import { childId } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import { ids, open } from '../estate/fixtures/open.ts'
import { secured, securedIds } from '../estate/fixtures/secured.ts'
import { flowVerdict } from './outboundFlow.ts'

const monitor = { tag: 'AzureMonitor', port: 443 }
const frontDoor = { tag: 'AzureFrontDoor.FrontEnd', port: 443 }

const verdict = (estate: Estate, flow: Parameters<typeof flowVerdict>[2]) => {
  const subnet = estate.subnets.find(({ id }) => id === ids.computeSubnet)
  return subnet === undefined ? 'no subnet' : flowVerdict(estate, subnet, flow)
}

const rule = (name: string, bent: Partial<Estate['securityRules'][number]>): Estate['securityRules'][number] => ({
  id: childId(securedIds.securityGroup, 'securityRules', name), groupId: securedIds.securityGroup, direction: 'Outbound', access: 'Allow', priority: 100, protocol: 'Tcp',
  sources: ['*'], sourcePorts: ['*'], destinations: ['AzureMonitor'], destinationPorts: ['443'], description: null, ...bent,
})
const bent = (...rules: Estate['securityRules']): Estate => ({ ...secured, securityRules: [...rules, ...secured.securityRules] })

describe('an outbound flow', () => {
  it('is allowed by the default rules without a group', () => {
    expect(verdict(open, monitor)).toBe('allowed')
  })

  it('is allowed by its own tag, in any letters, and denied by the final rule otherwise', () => {
    expect([verdict(secured, frontDoor), verdict(secured, { ...frontDoor, tag: 'AzureFrontDoor.Frontend' }), verdict(secured, monitor)]).toEqual(['allowed', 'allowed', 'denied'])
  })

  it('is denied as the internet by the final rule, and not by the deny of one tag', () => {
    const oneTag = bent(rule('one', { access: 'Deny', destinations: ['Storage'] }))
    expect([verdict(secured, { tag: 'Internet', port: 443 }), verdict({ ...oneTag, securityRules: oneTag.securityRules.slice(0, 1) }, { tag: 'Internet', port: 443 })]).toEqual(['denied', 'allowed'])
  })

  it('is unknown where only addresses could allow it', () => {
    expect(verdict(bent(rule('by', { destinations: ['20.50.0.0/16'] })), monitor)).toBe('unknown')
  })

  it('is unknown behind a firewall, an unread table or an unread group, and denied by a route to nowhere', () => {
    const table = childId(ids.networkGroup, 'providers/Microsoft.Network/routeTables', 'rt')
    const routed = (nextHop: Estate['routes'][number]['nextHop']): Estate => ({
      ...open, subnets: open.subnets.map((each) => ({ ...each, routeTableId: table })), routeTables: [{ id: table, region: 'westeurope' }],
      routes: [{ id: childId(table, 'routes', 'default'), tableId: table, prefix: '0.0.0.0/0', nextHop, nextHopAddress: null }],
    })
    expect([routed('VirtualAppliance'), { ...routed('VirtualAppliance'), routeTables: [], routes: [] }, { ...secured, securityGroups: [] }, routed('None')].map((estate) => verdict(estate, monitor)))
      .toEqual(['unknown', 'unknown', 'unknown', 'denied'])
  })
})
