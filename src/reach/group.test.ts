import { describe, expect, it } from 'vitest'
import { childId } from '../base/armId.ts'
import { rangesOf } from '../base/cidr.ts'
import type { SecurityRule } from '../estate/network.ts'
import { ids } from '../estate/fixtures/open.ts'
import { deniesTheInternet, type Flow, passing } from './group.ts'

const group = childId(ids.networkGroup, 'nsg', 'x')
const rule = (priority: number, change: Partial<SecurityRule>): SecurityRule => ({
  id: childId(group, 'securityRules', `r${priority}`), groupId: group, direction: 'Outbound', access: 'Allow', priority, protocol: 'Tcp', sources: ['*'], sourcePorts: ['*'],
  destinations: ['*'], destinationPorts: ['443'], description: null, ...change,
})
const deny = rule(4096, { access: 'Deny', protocol: '*', destinationPorts: ['*'] })
const near = rangesOf(['10.20.1.0/24'])
const storage: Flow = { direction: 'Outbound', far: { tag: 'Storage.westeurope' }, protocol: 'Tcp', port: '443', near }
function passes(rules: readonly SecurityRule[], flow: Flow = storage): string {
  const verdict = passing([...rules].sort((one, other) => one.priority - other.priority), flow)
  return verdict.by === null ? `${verdict.passes} by default` : verdict.passes
}

describe('a flow through a group', () => {
  it('goes out where no rule meets it', () => {
    expect(passes([])).toBe('yes by default')
    expect(passes([rule(100, { destinations: ['AzureMonitor'] })])).toBe('yes by default')
  })

  it.each([
    ['the tag itself, in other letters', { destinations: ['storage.WestEurope'] }],
    ['the global tag', { destinations: ['Storage'] }],
    ['Internet', { destinations: ['Internet'] }],
    ['any protocol', { protocol: '*', destinations: ['Storage'] }],
    ['a range of ports', { destinations: ['Storage'], destinationPorts: ['400-500'] }],
    ['one of several tags', { destinations: ['AzureMonitor', 'Storage'] }],
    ['a source that holds the subnet', { destinations: ['Storage'], sources: ['10.20.0.0/16'] }],
  ] as const)('is met by %s', (_, change) => {
    expect(passes([rule(100, change), deny])).toBe('yes')
  })

  it.each([
    ['another region', { destinations: ['Storage.northeurope'] }],
    ['another tag that begins alike', { destinations: ['StorageSync'] }],
    ['another protocol', { protocol: 'Udp', destinations: ['Storage'] }],
    ['another port', { destinations: ['Storage'], destinationPorts: ['445'] }],
    ['a source beside the subnet', { destinations: ['Storage'], sources: ['10.20.2.0/24'] }],
    ['a part of the subnet', { destinations: ['Storage'], sources: ['10.20.1.0/25'] }],
    ['some source ports', { destinations: ['Storage'], sourcePorts: ['1024'] }],
    ['VirtualNetwork', { destinations: ['VirtualNetwork'] }],
    ['private addresses', { destinations: ['10.0.0.0/8'] }],
  ] as const)('is not met by %s, so the deny decides', (_, change) => {
    expect(passes([rule(100, change), deny])).toBe('no')
  })

  it('is broken by an earlier deny of a part', () => {
    expect(passes([rule(100, { access: 'Deny', destinations: ['Storage'], sources: ['10.20.1.0/25'] }), rule(200, { destinations: ['Storage'] }), deny])).toBe('no')
  })

  it('is kept when the deny comes after the allow', () => {
    expect(passes([rule(100, { destinations: ['Storage'] }), rule(200, { access: 'Deny', destinations: ['Storage'] })])).toBe('yes')
  })

  it('asks for any protocol where the row does', () => {
    const batch: Flow = { ...storage, far: { tag: 'BatchNodeManagement.westeurope' }, protocol: '*' }
    expect(passes([rule(100, { destinations: ['BatchNodeManagement'] }), deny], batch)).toBe('no')
    expect(passes([rule(100, { destinations: ['BatchNodeManagement'], protocol: '*' }), deny], batch)).toBe('yes')
  })

  it('does not know what only a rule of addresses would decide', () => {
    expect(passes([rule(100, { destinations: ['20.60.0.0/16'] }), deny])).toBe('unknown')
    expect(passes([rule(100, { access: 'Deny', destinations: ['20.60.0.0/16'] }), rule(200, { destinations: ['Storage'] }), deny])).toBe('unknown')
    expect(passes([rule(100, { access: 'Deny', destinations: ['20.60.0.0/16'] })])).toBe('unknown')
    expect(passes([rule(100, { destinations: ['20.60.0.0/16'] }), rule(200, { destinations: ['Storage'] }), deny])).toBe('yes')
    expect(passes([rule(100, { destinations: ['AzureCloud'] }), deny])).toBe('unknown')
    const [some, others] = [{ destinations: ['20.60.0.0/16'] }, { access: 'Deny', destinations: ['20.61.0.0/16'] }] as const
    expect(passes([rule(100, some), rule(200, others), rule(300, { destinations: ['Storage'] })])).toBe('unknown')
    expect(passes([rule(100, others), rule(200, some), deny])).toBe('unknown')
  })

  it('compares addresses with the ranges of a network', () => {
    const inside: Flow = { ...storage, far: { ranges: rangesOf(['10.20.2.0/26']) } }
    expect(passes([rule(100, { destinations: ['10.20.0.0/16'] }), deny], inside)).toBe('yes')
    expect(passes([rule(100, { destinations: ['10.20.2.0/27'] }), deny], inside)).toBe('no')
    expect(passes([rule(100, { access: 'Deny', destinations: ['Internet'] })], inside)).toBe('yes by default')
  })

  it('is denied by source ports that a client may have, and by no others', () => {
    const fromPorts = (...sourcePorts: readonly string[]) => passes([rule(100, { access: 'Deny', sourcePorts })])
    expect([fromPorts('22'), fromPorts('0-1023'), fromPorts('22', '50000'), fromPorts('1000-2000'), fromPorts('1024-65535')]).toEqual(['yes by default', 'yes by default', 'no', 'no', 'no'])
    expect(passes([rule(100, { sourcePorts: ['1024-65535'] }), deny])).toBe('yes')
  })

  it('does not know whether a rule for some addresses holds the one that Azure has not told', () => {
    const somewhere: Flow = { ...storage, far: { ranges: rangesOf(['10.20.2.0/26']) }, untold: 'far' }
    expect(passes([rule(100, { access: 'Deny', destinations: ['10.20.2.5'] })], somewhere)).toBe('unknown')
    expect(passes([rule(100, { destinations: ['10.20.2.0/27'] }), deny], somewhere)).toBe('unknown')
    expect(passes([rule(100, { access: 'Deny', destinations: ['10.20.2.0/24'] })], somewhere)).toBe('no')
    expect(passes([rule(100, { access: 'Deny', destinations: ['10.20.3.0/24'] })], somewhere)).toBe('yes by default')
    expect(passes([rule(100, { direction: 'Inbound', access: 'Deny', destinations: ['10.20.1.5'] })], { ...somewhere, direction: 'Inbound', untold: 'near' })).toBe('unknown')
  })

  it('does not know who is in an application security group', () => {
    const inside: Flow = { ...storage, far: { ranges: rangesOf(['10.20.2.0/26']) } }
    const machines = childId(ids.networkGroup, 'providers/Microsoft.Network/applicationSecurityGroups', 'machines')
    expect(passes([rule(100, { sources: [machines] }), deny], inside)).toBe('unknown')
    expect(passes([rule(100, { destinations: [machines] }), deny])).toBe('no')
  })

  it('reads inbound rules by their sources', () => {
    const inbound: Flow = { ...storage, direction: 'Inbound', far: { tag: 'AzureMachineLearning' }, port: '44224' }
    expect(passes([rule(100, { direction: 'Inbound', sources: ['AzureMachineLearning'], destinationPorts: ['44224'] })], inbound)).toBe('yes')
    expect(passes([rule(100, { direction: 'Inbound', sources: ['20.0.0.0/8'], destinationPorts: ['44224'] })], inbound)).toBe('unknown')
    expect(passes([], inbound)).toBe('no by default')
    expect(passes([], { ...inbound, far: { ranges: rangesOf(['10.20.2.0/26']) } })).toBe('yes by default')
    expect(passes([rule(100, {})], inbound)).toBe('no by default')
  })
})

describe('deniesTheInternet', () => {
  it('is true of a final deny and false of allows, of other ports and of tags', () => {
    expect(deniesTheInternet([rule(100, { destinations: ['Storage'] }), deny], near)).toBe(true)
    expect(deniesTheInternet([rule(100, { destinations: ['Storage'] })], near)).toBe(false)
    expect(deniesTheInternet([rule(100, { access: 'Deny', destinations: ['Internet'], destinationPorts: ['25'] })], near)).toBe(false)
    expect(deniesTheInternet([rule(100, { access: 'Deny', destinations: ['Storage'] })], near)).toBe(false)
    expect(deniesTheInternet([rule(100, { destinations: ['Internet'] }), deny], near)).toBe(false)
  })
})
