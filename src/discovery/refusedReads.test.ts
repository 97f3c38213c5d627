import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { armId } from '../base/armId.ts'
import { identity, ids, open } from '../estate/fixtures/open.ts'
import { seen } from '../estate/questions.ts'
import { readingOf } from './inline.ts'
import { inheritedRoles, refusedReads, targetOf } from './refusedReads.ts'
import type { Snapshot } from './snapshot.ts'

const reading = readingOf([], [ids.workspace])
const refused = (id: string, type?: string | null) =>
  refusedReads({ refused: [{ id, status: 403, code: 'AuthorizationFailed', ...(type === undefined ? {} : { type }) }] } as unknown as Snapshot, reading, open.workspace).map(({ id: scope, type: what }) => [scope, what])

describe('what an address names', () => {
  it.each([
    [ids.vault, ids.vault, null],
    [`${ids.workspace}/computes`, ids.workspace, 'Microsoft.MachineLearningServices/workspaces/computes'],
    [`${ids.networkGroup}/providers/Microsoft.Network/privateEndpoints`, ids.networkGroup, 'Microsoft.Network/privateEndpoints'],
    [`${ids.account}/providers/Microsoft.Authorization/roleAssignments`, ids.account, 'Microsoft.Authorization/roleAssignments'],
    [`https://management.azure.com${ids.subscription}/providers/Microsoft.Network/virtualNetworks?api-version=2024-05-01`, ids.subscription, 'Microsoft.Network/virtualNetworks'],
    [`${ids.network}/subnets/`, ids.network, 'Microsoft.Network/virtualNetworks/subnets'],
    [`${ids.subscription}/resourceGroups`, ids.subscription, 'Microsoft.Resources/resourceGroups'],
    [`${ids.subscription}/providers`, ids.subscription, 'Microsoft.Resources/providers'],
    [`${ids.subscription}/providers/Microsoft.Network`, `${ids.subscription}/providers/Microsoft.Network`, null],
    [ids.group, ids.group, null],
  ])('%s', (text, id, type) => { expect(targetOf(text)).toEqual({ id, type }) })

  it('is something for every text', () => {
    fc.assert(fc.property(fc.string(), (text) => { expect(typeof targetOf(text).id).toBe('string') }))
  })
})

describe('refused reads', () => {
  it('are a resource, or the type that was to be listed in a scope', () => {
    expect(refused(ids.vault)).toEqual([[ids.vault, null]])
    expect(refused(ids.group, 'Microsoft.Network/privateEndpoints')).toEqual([[ids.group, 'Microsoft.Network/privateEndpoints']])
    expect(refused(`${ids.workspace}/computes`)).toEqual([[ids.workspace, 'Microsoft.MachineLearningServices/workspaces/computes']])
    expect(refused(`${ids.workspace}/computes`, 'Microsoft.MachineLearningServices/workspaces/computes')).toEqual([[ids.workspace, 'Microsoft.MachineLearningServices/workspaces/computes']])
  })

  it('make verdicts unknown where a list was refused by its address', () => {
    const listed = refusedReads({ refused: [{ id: `${ids.networkGroup}/providers/Microsoft.Network/privateEndpoints`, status: 403, code: 'x' }] } as unknown as Snapshot, reading, open.workspace)
    const estate = { ...open, unread: listed }
    expect([seen(estate, 'Microsoft.Network/privateEndpoints', ids.network), seen(estate, 'Microsoft.Network/natGateways', ids.network)]).toEqual([false, true])
  })

  it('above subscriptions count for the workspace’s own, and none is lost', () => {
    const group = '/providers/Microsoft.Management/managementGroups/corp'
    expect(refused(`${group}/providers/Microsoft.Authorization/policyAssignments`)).toEqual([[ids.subscription, 'Microsoft.Authorization/policyAssignments']])
    expect(refused(`${group}/providers/Microsoft.Authorization/roleAssignments/4711`)).toEqual([[ids.subscription, 'Microsoft.Authorization/roleAssignments']])
    expect(refused(group)).toEqual([[ids.subscription, 'Microsoft.Management/managementGroups']])
  })
})

describe('roles from above subscriptions', () => {
  const assigned = (id: string, principalId: string) => ({ id, type: 'Microsoft.Authorization/roleAssignments', properties: { principalId, scope: '/providers/Microsoft.Management/managementGroups/corp' } })
  const above = '/providers/Microsoft.Management/managementGroups/corp/providers/Microsoft.Authorization/roleAssignments/4711'

  it('leave it unknown what the workspace’s identity holds; others’ concern nobody', () => {
    expect(inheritedRoles([assigned(above, identity)], open.workspace)).toEqual([{ id: ids.subscription, type: 'Microsoft.Authorization/roleAssignments', status: 200, code: 'InheritedRole' }])
    expect(inheritedRoles([assigned('/providers/Microsoft.Authorization/roleAssignments/4711', identity)], open.workspace)).toHaveLength(1)
    expect(inheritedRoles([assigned(above, 'somebody else')], open.workspace)).toEqual([])
    expect(inheritedRoles([assigned(armId(`${ids.subscription}/providers/Microsoft.Authorization/roleAssignments/1`), identity)], open.workspace)).toEqual([])
  })
})
