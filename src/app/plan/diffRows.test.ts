import { expect, it } from 'vitest'
import { armId } from '../../base/armId.ts'
import type { Change } from '../../changes/change.ts'
import { diffRows, shownPath } from './diffRows.ts'

const account = armId('/subscriptions/a/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/st')
const common = { key: 'lockdown/1/st', id: account, type: 'Microsoft.Storage/storageAccounts', apiVersion: '2025-06-01', phase: 'lockdown', after: [], locks: [], interrupts: false, closes: true, owner: null } as const

it('an update shows what changes first, with both sides, and then what stays', () => {
  const change: Change = {
    ...common, do: 'update', by: 'patch', patch: { properties: { networkAcls: { defaultAction: 'Deny', ipRules: [] } } },
    before: { properties: { publicNetworkAccess: 'Enabled', networkAcls: { defaultAction: 'Allow', ipRules: [], bypass: 'None' } } },
  }
  expect(diffRows(change)).toEqual([
    { path: 'properties.networkAcls.defaultAction', before: 'Allow', after: 'Deny', same: false },
    { path: 'properties.networkAcls.ipRules', before: [], after: [], same: true },
    { path: 'properties.publicNetworkAccess', before: 'Enabled', after: 'Enabled', same: true },
    { path: 'properties.networkAcls.bypass', before: 'None', after: 'None', same: true },
  ])
})

it('a create shows each property once, lists whole', () => {
  const change: Change = { ...common, do: 'create', body: { location: 'westeurope', properties: { groupIds: ['blob'] } }, secrets: [] }
  expect(diffRows(change).map(({ path, after }) => [shownPath(path), after])).toEqual([['location', 'westeurope'], ['groupIds', ['blob']]])
})
