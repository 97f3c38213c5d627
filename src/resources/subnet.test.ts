import { describe, expect, it } from 'vitest'
import { armId } from '../base/armId.ts'
import type { Body } from '../changes/change.ts'
import { readingOf } from '../discovery/inline.ts'
import { open } from '../estate/fixtures/open.ts'
import type { SecurityRule, Subnet } from '../estate/network.ts'
import { subnet } from './subnet.ts'

const network = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-net/providers/Microsoft.Network'
const id = armId(`${network}/virtualNetworks/vnet-a/subnets/snet-a`)
const groupId = armId(`${network}/networkSecurityGroups/nsg-a`)

const bare: Body = { id, properties: { addressPrefix: '10.0.0.0/24' } }
const full: Body = {
  id,
  properties: {
    provisioningState: 'Succeeded',
    addressPrefixes: ['10.0.0.0/24', '10.0.1.0/24'],
    networkSecurityGroup: { id: groupId.replace('nsg-a', 'NSG-A') },
    routeTable: { id: `${network}/routeTables/rt-a` },
    natGateway: { id: `${network}/natGateways/ng-a` },
    serviceEndpoints: [{ provisioningState: 'Succeeded', service: 'Microsoft.Storage', locations: ['westeurope', 'northeurope'] }],
    serviceEndpointPolicies: [{ id: `${network}/serviceEndpointPolicies/sep-a` }],
    delegations: [{ name: 'd', properties: { serviceName: 'Microsoft.Web/serverFarms' } }],
    privateEndpointNetworkPolicies: 'enabled',
    defaultOutboundAccess: false,
  },
}
const read = (body: Body): Subnet => {
  const entry = subnet.read(body, readingOf([body, { id: groupId, properties: {} }], []))
  if (entry === null) throw new Error('not read')
  return entry
}

describe('subnet', () => {
  it('reads what is absent as its documented default', () => {
    expect(read(bare)).toEqual({
      id, networkId: `${network}/virtualNetworks/vnet-a`, prefixes: ['10.0.0.0/24'], securityGroupId: null, routeTableId: null, natGatewayId: null,
      serviceEndpoints: [], serviceEndpointPolicyIds: [], delegations: [], endpointPolicies: 'Disabled', defaultOutbound: null,
    })
  })

  it('reads references in the spelling of the resource and words without case', () => {
    expect(read(full)).toMatchObject({
      prefixes: ['10.0.0.0/24', '10.0.1.0/24'], securityGroupId: groupId, serviceEndpoints: ['Microsoft.Storage'], delegations: ['Microsoft.Web/serverFarms'],
      endpointPolicies: 'Enabled', defaultOutbound: false,
    })
  })

  it('does not understand a network policy that it does not know', () => {
    expect(subnet.read({ id, properties: { privateEndpointNetworkPolicies: 'Sometimes' } }, readingOf([], []))).toBeNull()
  })

  it('manages what it read, and nothing that is not there', () => {
    expect(subnet.manage?.(read(bare))).toEqual({ properties: { privateEndpointNetworkPolicies: 'Disabled' } })
    expect(subnet.manage?.(read(full))).toEqual({
      properties: {
        networkSecurityGroup: { id: groupId },
        routeTable: { id: `${network}/routeTables/rt-a` },
        natGateway: { id: `${network}/natGateways/ng-a` },
        serviceEndpoints: [{ service: 'Microsoft.Storage' }],
        serviceEndpointPolicies: [{ id: `${network}/serviceEndpointPolicies/sep-a` }],
        privateEndpointNetworkPolicies: 'Enabled',
      },
    })
  })

  it('says on creation whether outbound access is given by default (ADDR-19)', () => {
    expect(subnet.create?.({ ...read(bare), defaultOutbound: false }, open)).toEqual({ properties: { addressPrefix: '10.0.0.0/24', defaultOutboundAccess: false } })
    expect(subnet.create?.(read(full), open)).toEqual({
      properties: {
        addressPrefixes: ['10.0.0.0/24', '10.0.1.0/24'],
        delegations: [{ name: 'Microsoft.Web.serverFarms', properties: { serviceName: 'Microsoft.Web/serverFarms' } }],
        defaultOutboundAccess: false,
      },
    })
  })

  it('can be felt when a service endpoint comes to a subnet that exists (STOR-22)', () => {
    const before = read(bare)
    const after = { ...before, serviceEndpoints: ['Microsoft.Storage'] }
    expect(subnet.interrupts?.(before, after, open, open)).toBe(true)
    expect(subnet.interrupts?.(null, after, open, open)).toBe(false)
    expect(subnet.interrupts?.(after, { ...after, serviceEndpoints: ['microsoft.storage'] }, open, open)).toBe(false)
  })

  it('waits for the allow rules of the group that is put on it, and locks its network', () => {
    const rule: SecurityRule = {
      id: armId(`${groupId}/securityRules/allow`), groupId, direction: 'Outbound', access: 'Allow', priority: 100, protocol: 'Tcp',
      sources: ['*'], sourcePorts: ['*'], destinations: ['AzureActiveDirectory'], destinationPorts: ['443'], description: null,
    }
    const deny: SecurityRule = { ...rule, id: armId(`${groupId}/securityRules/deny`), access: 'Deny', priority: 4000 }
    expect(subnet.after?.(read(full), { ...open, securityRules: [rule, deny] })).toEqual([rule.id])
    expect(subnet.locks?.(read(full), open)).toEqual([`${network}/virtualNetworks/vnet-a`])
  })
})
