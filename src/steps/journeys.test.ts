import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { childId } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import { anyEstate } from '../estate/fixtures/arbitrary.ts'
import { ids, open } from '../estate/fixtures/open.ts'
import { secured, securedIds } from '../estate/fixtures/secured.ts'
import type { Journey } from '../reach/journey.ts'
import { type Choices, undecided } from './choices.ts'
import { desiredEstate, propose } from './index.ts'
import { journeys } from './journeys.ts'

const short = ({ who, from, goal }: Journey) => `${who} ${from.at} ${goal.to === 'service' ? goal.service : 'tags'}`
const of = (who: Journey['who'], all: readonly Journey[]) => all.filter((journey) => journey.who === who)
const withMethod = (method: Choices['connectivity']['method'], estate: Estate = open): readonly Journey[] => {
  const { choices } = propose(estate)
  return of('administrators', journeys(estate, { ...choices, connectivity: { ...choices.connectivity, method, resolution: 'attested' } }))
}

describe('journeys', () => {
  it('of an open estate are those of its people, its service, its computes and everybody outside', () => {
    const all = journeys(open, propose(open).choices)
    expect(of('workspace', all).map(short)).toEqual(['workspace workspace blob', 'workspace workspace file', 'workspace workspace vault', 'workspace workspace registry'])
    expect(of('computes', all).map(short)).toEqual(['api', 'blob', 'file', 'vault', 'registry', 'ingestion', 'tags'].map((to) => `computes subnet ${to}`))
    expect(of('build', all).map(short)).toEqual(['build build registry'])
    expect(of('outside', all)).toHaveLength(8)
    expect([...of('listed', all), ...of('otherSubnet', all), ...of('machines', all)]).toEqual([])
  })

  it('have ids of their own, the same in current and desired for whoever is in both', () => {
    fc.assert(fc.property(anyEstate, (estate) => {
      const { choices } = propose(estate)
      const [now, then] = [journeys(estate, choices), journeys(desiredEstate(estate, choices), choices)]
      expect(new Set(now.map(({ id }) => id)).size).toBe(now.length)
      expect(of('workspace', then).map(({ id }) => id)).toEqual(expect.arrayContaining(of('workspace', now).map(({ id }) => id)))
    }), { numRuns: 30 })
  })

  it('of administrators begin where the chosen way in ends', () => {
    expect(withMethod('undecided').map(({ from }) => from.at)).toEqual(['undecided', 'undecided', 'undecided', 'undecided'])
    expect(withMethod('vpnPointToSite')[0]?.from).toEqual({ at: 'gateway', networkId: ids.network, kind: 'Vpn', resolution: 'attested' })
    expect(withMethod('expressRoute')[0]?.from).toMatchObject({ at: 'gateway', kind: 'ExpressRoute' })
    expect(withMethod('bastion')[0]?.from).toMatchObject({ at: 'subnet', through: 'bastion' })
  })

  it('of administrators use the host and the machine that are there where no gateway is', () => {
    expect(withMethod('alreadyConnected', secured)[0]?.from).toMatchObject({ at: 'subnet', subnetId: securedIds.jumpBoxSubnet, through: 'bastion' })
    expect(withMethod('alreadyConnected')[0]?.from).toMatchObject({ at: 'gateway', kind: 'unseen' })
  })

  it('of administrators follow the group of the jump box’s own interface, and begin at a machine that has a way out', () => {
    const group = { ...secured, interfaces: secured.interfaces.map((each) => ({ ...each, securityGroupId: securedIds.securityGroup })) }
    expect(withMethod('alreadyConnected', group)[0]?.from).toMatchObject({ subnetId: securedIds.jumpBoxSubnet, interfaceId: securedIds.jumpBoxInterface })
    expect(withMethod('bastion', group)[0]?.from).toMatchObject({ subnetId: securedIds.jumpBoxSubnet, interfaceId: securedIds.jumpBoxInterface })
    const first = { id: childId(ids.networkGroup, 'providers/Microsoft.Network/networkInterfaces', 'nic-a'), region: 'westeurope', subnetId: ids.endpointSubnet, publicAddressId: null, securityGroupId: null, machineId: childId(ids.networkGroup, 'providers/Microsoft.Compute/virtualMachines', 'vm-a') }
    expect(withMethod('alreadyConnected', { ...secured, interfaces: [first, ...secured.interfaces] })[0]?.from).toMatchObject({ subnetId: securedIds.jumpBoxSubnet })
  })

  it('of administrators begin at a Bastion host where a gateway is there and nobody comes in by it', () => {
    const idle: Estate['gateways'][number] = { id: childId(ids.networkGroup, 'providers/Microsoft.Network/virtualNetworkGateways', 'vpng'), region: 'westeurope', networkId: ids.network, kind: 'Vpn', vpnType: 'RouteBased', sku: 'VpnGw1AZ', clientPools: [], tunnels: [] }
    expect(withMethod('alreadyConnected', { ...secured, gateways: [idle] })[0]?.from).toMatchObject({ at: 'subnet', through: 'bastion' })
    expect(withMethod('alreadyConnected', { ...secured, gateways: [{ ...idle, clientPools: ['172.16.40.0/24'] }] })[0]?.from).toMatchObject({ at: 'gateway' })
  })

  it('without choices leave the way in undecided and throw nothing', () => {
    fc.assert(fc.property(anyEstate, (estate) => {
      expect(of('administrators', journeys(estate, undecided)).every(({ from }) => from.at === 'undecided')).toBe(true)
    }), { numRuns: 30 })
  })

  it('name computes outside any network, and extra accounts by what datastores read', () => {
    const apart = journeys({ ...open, computes: open.computes.map((each) => ({ ...each, subnetId: null })) }, undecided)
    expect(of('computes', apart).every(({ from }) => from.at === 'azureNetwork')).toBe(true)
    const lake: Estate['storageAccounts'][number] = { ...firstAccount(), id: ids.lake, hierarchical: true }
    const store: Estate['datastores'][number] = { id: childId(ids.workspace, 'datastores', 'lake'), kind: 'AzureDataLakeGen2', accountName: 'stlake', container: 'c', isDefault: false, credentials: 'None', identity: 'none' }
    const more = journeys({ ...open, storageAccounts: [...open.storageAccounts, lake], datastores: [...open.datastores, store] }, undecided)
    expect(of('computes', more).filter(({ goal }) => goal.to === 'service' && goal.targetId === ids.lake).map(short)).toEqual(['computes subnet dfs'])
  })

  it('name who else is let in: addresses, subnets that are not ours, and machines', () => {
    const other = childId(ids.network, 'subnets', 'snet-agents')
    const admitted: Estate = { ...open, storageAccounts: [{ ...firstAccount(), exceptions: { ...firstAccount().exceptions, subnetIds: [ids.computeSubnet, other], addresses: ['203.0.113.7', '198.51.100.0/24'] } }] }
    const all = journeys(admitted, undecided)
    expect(of('listed', all).map(({ from }) => from)).toContainEqual({ at: 'internet', addresses: ['203.0.113.7', '198.51.100.0/24'] })
    expect(of('otherSubnet', all).map(({ from }) => (from.at === 'subnet' ? from.subnetId : null))).toEqual([other, other])
    expect(of('machines', journeys(secured, undecided)).map(short)).toEqual(['machines subnet api', 'machines subnet blob', 'machines subnet file'])
  })
})

function firstAccount(): Estate['storageAccounts'][number] {
  const [account] = open.storageAccounts
  if (account === undefined) throw new Error('the fixture has an account')
  return account
}
