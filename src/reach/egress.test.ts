import { describe, expect, it } from 'vitest'
import { childId, resourceId } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import { ids, open } from '../estate/fixtures/open.ts'
import { secured, securedIds } from '../estate/fixtures/secured.ts'
import type { Subnet, TableRoute } from '../estate/network.ts'
import { directionTo, mainDirection, takesNatGateway, wayOutOf } from './egress.ts'

type Route = readonly [prefix: string, nextHop: TableRoute['nextHop']]

const table = resourceId(ids.networkGroup, 'Microsoft.Network/routeTables', 'rt')
const withRoutes = (estate: Estate, ...routes: readonly Route[]): Estate => ({
  ...estate, routeTables: [{ id: table, region: 'westeurope' }],
  routes: routes.map(([prefix, nextHop]) => ({ id: childId(table, 'routes', prefix.replace('/', '-')), tableId: table, prefix, nextHop, nextHopAddress: null })),
  subnets: estate.subnets.map((each) => (each.id === ids.computeSubnet ? { ...each, routeTableId: table } : each)),
})
const bent = (estate: Estate, change: Partial<Subnet>): Estate => ({ ...estate, subnets: estate.subnets.map((each) => (each.id === ids.computeSubnet ? { ...each, ...change } : each)) })
const computeSubnet = (estate: Estate): Subnet => estate.subnets.find(({ id }) => id === ids.computeSubnet) ?? (() => { throw new Error('the fixture has a subnet') })()
const direction = (estate: Estate, tag: string): string => directionTo(estate, computeSubnet(estate), tag).way
const main = (estate: Estate): string => mainDirection(estate, computeSubnet(estate)).way
const wayOut = (estate: Estate): string => { const { egress, because } = wayOutOf(estate, computeSubnet(estate)); return `${egress} ${because}` }
const isPrivate = bent(secured, { natGatewayId: null })

/** All public addresses but a few reserved ones, without a default route. */
const allButPrivate = ['0.0.0.0/5', '8.0.0.0/7', '11.0.0.0/8', '12.0.0.0/6', '16.0.0.0/4', '32.0.0.0/3', '64.0.0.0/2', '128.0.0.0/1'].map((prefix): Route => [prefix, 'VirtualAppliance'])

describe('the way to the internet', () => {
  const cases: readonly (readonly [string, readonly Route[], string, string])[] = [
    ['no route', [], 'internet', 'internet'],
    ['a default route', [['0.0.0.0/0', 'VirtualAppliance']], 'appliance', 'appliance'],
    ['two halves in its place', [['0.0.0.0/1', 'VirtualAppliance'], ['128.0.0.0/1', 'VirtualAppliance']], 'appliance', 'appliance'],
    ['every public range in its place', allButPrivate, 'appliance', 'appliance'],
    ['halves are narrower than a default route', [['0.0.0.0/0', 'Internet'], ['0.0.0.0/1', 'None'], ['128.0.0.0/1', 'None']], 'nowhere', 'nowhere'],
    ['a gateway', [['0.0.0.0/0', 'VirtualNetworkGateway']], 'appliance', 'appliance'],
    ['nowhere', [['0.0.0.0/0', 'None']], 'nowhere', 'nowhere'],
    ['a route into the network itself', [['0.0.0.0/0', 'VnetLocal']], 'unclear', 'unclear'],
    ['a quarter', [['64.0.0.0/2', 'VirtualAppliance']], 'internet', 'mixed'],
    ['a few addresses', [['203.0.113.0/24', 'None']], 'internet', 'mixed'],
    ['a few addresses that go out all the same', [['20.118.99.224/32', 'Internet']], 'internet', 'internet'],
    ['private addresses', [['10.0.0.0/8', 'VirtualAppliance'], ['172.16.0.0/12', 'None'], ['192.168.0.0/16', 'None']], 'internet', 'internet'],
    ['the network’s own addresses', [['10.20.0.0/16', 'VirtualAppliance']], 'internet', 'internet'],
    ['IPv6', [['::/0', 'None'], ['fd00::/8', 'None']], 'internet', 'internet'],
  ]
  it.each(cases)('%s', (_, routes, most, tag) => {
    const estate = withRoutes(open, ...routes)
    expect([main(estate), direction(estate, 'AzureMonitor'), direction(estate, 'Internet')]).toEqual([most, tag, tag])
  })

  it('is the one of a route for the tag, that of the region before that of all regions', () => {
    const estate = withRoutes(open, ['0.0.0.0/0', 'VirtualAppliance'], ['Storage', 'None'], ['Storage.WestEurope', 'Internet'], ['AzureMachineLearning', 'Internet'])
    expect(['Storage.westeurope', 'Storage.northeurope', 'Storage', 'AzureMachineLearning', 'AzureMonitor', 'Internet'].map((tag) => direction(estate, tag))).toEqual(['internet', 'nowhere', 'nowhere', 'internet', 'appliance', 'appliance'])
    expect(direction(withRoutes(open, ['Storage.westeurope', 'None']), 'Storage')).toBe('mixed')
    expect(direction(withRoutes(open, ['AzureCloud', 'None']), 'AzureMonitor')).toBe('mixed')
  })

  it('is past every route where a service endpoint carries it', () => {
    const estate = bent(withRoutes(open, ['0.0.0.0/0', 'None']), { serviceEndpoints: ['Microsoft.Storage', 'Microsoft.KeyVault'] })
    expect(['Storage.westeurope', 'Storage.northeurope', 'AzureKeyVault.westeurope', 'AzureContainerRegistry.westeurope'].map((tag) => direction(estate, tag))).toEqual(['carried', 'nowhere', 'carried', 'nowhere'])
  })

  it('is not known with a table, or a route in it, that was not readable', () => {
    const estate = withRoutes(open)
    expect([main({ ...estate, routeTables: [] }), direction({ ...estate, routeTables: [] }, 'AzureMonitor')]).toEqual(['unread', 'unread'])
    expect(main({ ...estate, unread: [{ id: childId(table, 'routes', 'ecmp'), type: null, status: 200, code: 'Unreadable' }] })).toBe('unread')
  })
})

describe('the way out of a subnet', () => {
  const noAddress: Estate = { ...secured, natGateways: secured.natGateways.map((each) => ({ ...each, publicAddressIds: [] })) }
  const prefixed: Estate = { ...noAddress, natGateways: noAddress.natGateways.map((each) => ({ ...each, publicPrefixIds: [securedIds.natAddress] })) }
  it.each([
    ['a NAT gateway', secured, 'natGateway natGateway'],
    ['a NAT gateway with a prefix', prefixed, 'natGateway natGateway'],
    ['a NAT gateway without an address, in a private subnet', noAddress, 'none natWithoutAddress'],
    ['a NAT gateway without an address', bent(noAddress, { defaultOutbound: true }), 'unknown natWithoutAddress'],
    ['a NAT gateway that was not read', { ...secured, natGateways: [] }, 'unknown natUnread'],
    ['a NAT gateway behind a route to nowhere', withRoutes(secured, ['0.0.0.0/0', 'None']), 'none dropped'],
    ['a NAT gateway behind halves to a firewall', withRoutes(secured, ['0.0.0.0/1', 'VirtualAppliance'], ['128.0.0.0/1', 'VirtualAppliance']), 'appliance routed'],
    ['a NAT gateway and a quarter to a firewall', withRoutes(secured, ['64.0.0.0/2', 'VirtualAppliance']), 'natGateway natGateway'],
    ['a NAT gateway but for some addresses', withRoutes(secured, ['203.0.113.0/24', 'None']), 'unknown routesDiffer'],
    ['a NAT gateway and an unread table', { ...withRoutes(secured), routeTables: [] }, 'unknown tableUnread'],
    ['none in a private subnet', isPrivate, 'none private'],
    ['a private subnet, but for some addresses', withRoutes(isPrivate, ['203.0.113.0/24', 'VirtualAppliance']), 'unknown routesDiffer'],
    ['Azure’s own', open, 'default defaultAccess'],
    ['Azure’s own and a firewall for some addresses', withRoutes(open, ['203.0.113.0/24', 'VirtualAppliance']), 'default defaultAccess'],
  ] as const)('%s', (_, estate, expected) => {
    expect(wayOut(estate)).toBe(expected)
  })

  it('takes a NAT gateway where no route decides', () => {
    const takes = (estate: Estate): boolean => takesNatGateway(estate, computeSubnet(estate))
    expect([open, isPrivate, withRoutes(isPrivate, ['203.0.113.0/24', 'VirtualAppliance'])].map(takes)).toEqual([true, true, true])
    expect([secured, withRoutes(open, ['0.0.0.0/0', 'None']), withRoutes(open, ['0.0.0.0/1', 'VirtualAppliance'], ['128.0.0.0/1', 'VirtualAppliance']), { ...withRoutes(open), routeTables: [] }].map(takes)).toEqual([false, false, false, false])
  })
})
