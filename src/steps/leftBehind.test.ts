import { describe, expect, it } from 'vitest'
import { armId, childId, nameOf } from '../base/armId.ts'
import { ids, open } from '../estate/fixtures/open.ts'
import { secured } from '../estate/fixtures/secured.ts'
import type { Estate } from '../estate/estate.ts'
import type { Choices } from './choices.ts'
import { desiredEstate, propose } from './index.ts'
import { isLeftAddress, isLeftGroup, isLeftInterface, isLeftNatGateway, isLeftTable } from './leftBehind.ts'

const proposed = propose(open).choices
/** A network of its own with a way in over Bastion, so that everything has to be made. */
const base: Choices = {
  ...proposed,
  addressSpace: {
    ...proposed.addressSpace, network: { use: 'new', name: 'vnet-new', prefixes: ['10.9.0.0/20'] }, endpointSubnet: { use: 'new', name: 'snet-endpoints', prefix: '10.9.1.0/26' }, computeSubnet: { use: 'new', name: 'snet-training', prefix: '10.9.0.0/24' },
    bastionSubnet: { use: 'new', name: 'AzureBastionSubnet', prefix: '10.9.2.0/26' }, jumpBoxSubnet: { use: 'new', name: 'snet-jumpbox', prefix: '10.9.3.0/28' },
  },
  connectivity: { ...proposed.connectivity, method: 'bastion' },
  outbound: { ...proposed.outbound, egress: 'natGateway', rules: 'requiredOnly' },
}
const routed: Choices = { ...base, outbound: { ...base.outbound, egress: 'firewallRoute', firewallAddress: '10.9.4.4' } }

const idsIn = (estate: Estate): readonly string[] =>
  Object.values(estate).flatMap((entries: unknown) => (Array.isArray(entries) ? entries.flatMap((entry: { readonly id?: string }) => entry.id ?? []) : [])).sort()

/** What is made before the one that refers to it. */
const made = ['publicAddresses', 'natGateways', 'routeTables', 'routes', 'securityGroups', 'securityRules', 'interfaces', 'bastions', 'networks', 'zones', 'linkScopes'] as const

/** The estate in which a run stopped once it had made those. */
function stoppedAfter(desired: Estate, lists: readonly (typeof made)[number][]): Estate {
  const left = { ...open, ...Object.fromEntries(lists.map((list) => [list, desired[list]])) }
  return { ...left, interfaces: left.interfaces.map((one) => (open.interfaces.some(({ id }) => id === one.id) ? one : { ...one, machineId: null })) }
}

describe('what a run that stopped has left behind', () => {
  it.each([['a NAT gateway', base], ['a route', routed]] as const)('is used again by the next plan, with %s: nothing is made twice under a second name', (_, choices) => {
    const desired = desiredEstate(open, choices)
    expect(idsIn(desired).length).toBeGreaterThan(idsIn(open).length + 15)
    const wanted = new Set(idsIn(desired))
    const twice = [1, 2, 4, 7, made.length].flatMap((many) => idsIn(desiredEstate(stoppedAfter(desired, made.slice(0, many)), choices)).filter((id) => !wanted.has(id)).map((id) => `after ${many}: ${nameOf(armId(id))}`))
    expect(twice).toEqual([])
  })

  it('is told from what belongs to somebody else', () => {
    const [subnet] = secured.subnets.filter(({ securityGroupId }) => securityGroupId !== null)
    const group = { id: armId(`${ids.networkGroup}/providers/Microsoft.Network/networkSecurityGroups/nsg-x`), region: 'westeurope' }
    const ruled = (name: string): Estate => ({ ...secured, securityRules: secured.securityRules.slice(0, 1).map((rule) => ({ ...rule, id: childId(group.id, 'securityRules', name), groupId: group.id })) })
    const left = (estate: Estate, region = 'westeurope') => isLeftGroup(estate, region, ['allow-', 'deny-internet'])(group)
    expect([left(secured), left(ruled('allow-out-arm')), left(ruled('let-partner-in')), left(secured, 'northeurope'), left({ ...secured, subnets: subnet === undefined ? [] : [{ ...subnet, securityGroupId: group.id }] })]).toEqual([true, true, false, false, false])
    const used = secured.publicAddresses.map(isLeftAddress(secured, 'westeurope'))
    expect([used, secured.publicAddresses.map(isLeftAddress({ ...secured, bastions: [], natGateways: [], interfaces: [] }, 'westeurope'))]).toEqual([used.map(() => false), used.map(() => true)])
    expect([secured.natGateways.map(isLeftNatGateway(secured, 'westeurope')), secured.interfaces.map((one) => isLeftInterface(one.subnetId)(one))].flat()).not.toContain(true)
    const table = { id: armId(`${ids.networkGroup}/providers/Microsoft.Network/routeTables/rt-x`), region: 'westeurope' }
    const route = { id: childId(table.id, 'routes', 'to-site'), tableId: table.id, prefix: '0.0.0.0/0', nextHop: 'VirtualAppliance' as const, nextHopAddress: '10.0.0.4' }
    expect([secured, { ...secured, routes: [route] }].map((estate) => isLeftTable(estate, 'westeurope', ['default-to-firewall'])(table))).toEqual([true, false])
  })
})
