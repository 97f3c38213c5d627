import { describe, expect, it } from 'vitest'
import { armId, childId } from '../base/armId.ts'
import type { Estate } from './estate.ts'
import { ids, open } from './fixtures/open.ts'
import { covers, right, rightPlaces } from './rights.ts'

const join = 'Microsoft.Network/virtualNetworks/subnets/join/action'
type Entry = { readonly actions: readonly string[]; readonly notActions: readonly string[] }
const rights = (scope: Estate['permissions'][number]['scope'], ...entries: readonly Entry[]): Estate => ({ ...open, permissions: [...open.permissions, { scope, entries }] })

describe('rights', () => {
  it.each([
    ['*', join, true],
    ['*/read', join, false],
    ['microsoft.network/*', join, true],
    ['Microsoft.Network/virtualNetworks/*', join, true],
    ['Microsoft.Network/virtualNetworks/subnets/join/action', join.toUpperCase(), true],
    ['Microsoft.Network/virtualNetworks/read', 'Microsoft.Network/*/read', false],
    ['*/read', 'Microsoft.Network/*/read', true],
    ['Microsoft.Network/*/join/action', join, true],
    ['Microsoft.Network.virtualNetworks/*', join, false],
  ])('%s covers %s: %s', (pattern, action, expected) => {
    expect(covers(pattern, action)).toBe(expected)
  })

  it('inherits the answer of the subscription', () => {
    expect(right(open, ids.computeSubnet, join)).toBe('allowed')
  })

  it('takes the nearest scope, whatever its case', () => {
    expect(right(rights(armId(ids.network.toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions')), { actions: ['*/read'], notActions: [] }), ids.computeSubnet, join)).toBe('refused')
  })

  it('does not know what may be held nearer: a resource group counts, a subscription that refuses says nothing of what is below it', () => {
    const answered = (scope: Estate['permissions'][number]['scope']): Estate => ({ ...open, permissions: [{ scope, entries: [{ actions: ['*/read'], notActions: [] }] }] })
    expect(right(answered(ids.subscription), ids.computeSubnet, join)).toBe('unknown')
    expect(right(answered(ids.subscription), ids.networkGroup, join)).toBe('unknown')
    expect(right(answered(ids.subscription), ids.subscription, join)).toBe('refused')
    expect(right(answered(ids.networkGroup), ids.computeSubnet, join)).toBe('refused')
    expect(right(answered(ids.network), ids.computeSubnet, join)).toBe('refused')
    expect(right(answered(ids.subscription), ids.computeSubnet, 'Microsoft.Network/virtualNetworks/read')).toBe('allowed')
  })

  it('lets a second entry give what the first takes away', () => {
    const bounded = { actions: ['*'], notActions: ['Microsoft.Network/*'] }
    expect(right(rights(ids.network, bounded), ids.computeSubnet, join)).toBe('refused')
    expect(right(rights(ids.network, bounded, { actions: [join], notActions: [] }), ids.computeSubnet, join)).toBe('allowed')
  })

  it('knows nothing of scopes that nobody asked about', () => {
    expect(right({ ...open, permissions: [] }, ids.computeSubnet, join)).toBe('unknown')
    expect(right(open, childId(armId('/subscriptions/00000000-0000-0000-0000-000000000001'), 'resourceGroups', 'rg'), join)).toBe('unknown')
  })
})

describe('places of rights', () => {
  it('are resources by name, children with their parent, and several by their group', () => {
    expect(rightPlaces([ids.vault, ids.computeSubnet]).map(({ name, group }) => [name, group])).toEqual([['kv-demand', 'rg-ml'], ['vnet-demand/snet-training', 'rg-net']])
    expect(rightPlaces([ids.vault, ids.account, ids.registry]).map(({ name, group, scopes }) => [name, group, scopes.length])).toEqual([[null, 'rg-ml', 3]])
    expect(rightPlaces([ids.subscription]).map(({ scopes }) => scopes)).toEqual([[ids.subscription]])
  })
})
