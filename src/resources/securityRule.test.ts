import { describe, expect, it } from 'vitest'
import { armId } from '../base/armId.ts'
import type { Body } from '../changes/change.ts'
import { readingOf } from '../discovery/inline.ts'
import { open } from '../estate/fixtures/open.ts'
import type { SecurityRule } from '../estate/network.ts'
import { securityRule } from './securityRule.ts'

const groupId = armId('/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-net/providers/Microsoft.Network/networkSecurityGroups/nsg-a')
const id = armId(`${groupId}/securityRules/r`)
const ruleBody = (properties: Body): Body => ({ id, properties: { protocol: 'TCP', access: 'allow', direction: 'Outbound', priority: 200, ...properties } })
const read = (properties: Body): SecurityRule | null => securityRule.read(ruleBody(properties), readingOf([], []))

const entry: SecurityRule = {
  id, groupId, direction: 'Outbound', access: 'Allow', priority: 200, protocol: 'Tcp',
  sources: ['10.0.0.0/24'], sourcePorts: ['*'], destinations: ['AzureMachineLearning'], destinationPorts: ['443', '18881'], description: null,
}

describe('securityRule', () => {
  it('merges singular and plural properties', () => {
    expect(read({
      sourceAddressPrefix: '10.0.0.0/24', sourceAddressPrefixes: [], sourcePortRange: '*', destinationAddressPrefix: 'AzureMachineLearning', destinationPortRanges: ['443', '18881'],
    })).toEqual(entry)
    expect(read({ sourceAddressPrefix: 'a', sourceAddressPrefixes: ['a', 'b'] })?.sources).toEqual(['a', 'b'])
  })

  it('keeps application security groups, so that a rule with one never looks like a rule for nobody', () => {
    const application = `${groupId.replace('networkSecurityGroups/nsg-a', 'applicationSecurityGroups/asg-a')}`
    expect(read({ sourceApplicationSecurityGroups: [{ id: application }] })?.sources).toEqual([application])
  })

  it('does not understand a rule without priority or with another word for access', () => {
    expect(securityRule.read({ id, properties: { protocol: '*', access: 'Allow', direction: 'Inbound' } }, readingOf([], []))).toBeNull()
    expect(read({ access: 'AlwaysAllow' })).toBeNull()
  })

  it('is created with the property that the number of values asks for, and reads back the same', () => {
    const body = securityRule.create?.(entry, open) ?? {}
    expect(body).toEqual({
      properties: {
        direction: 'Outbound', access: 'Allow', priority: 200, protocol: 'Tcp', sourceAddressPrefix: '10.0.0.0/24', sourcePortRange: '*',
        destinationAddressPrefix: 'AzureMachineLearning', destinationPortRanges: ['443', '18881'],
      },
    })
    expect(securityRule.read({ ...body, id }, readingOf([], []))).toEqual(entry)
  })

  it('waits, when it denies, for the allow rules above it', () => {
    const below = { ...entry, id: armId(`${groupId}/securityRules/below`), priority: 4001 }
    const inbound = { ...entry, id: armId(`${groupId}/securityRules/inbound`), direction: 'Inbound' as const }
    const deny = { ...entry, id: armId(`${groupId}/securityRules/deny`), access: 'Deny' as const, priority: 4000 }
    const estate = { ...open, securityRules: [entry, below, inbound, deny] }
    expect(securityRule.after?.(deny, estate)).toEqual([entry.id])
    expect(securityRule.after?.(entry, estate)).toEqual([])
  })
})
