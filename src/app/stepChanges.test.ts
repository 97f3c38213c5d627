import { describe, expect, it } from 'vitest'
import { armId } from '../base/armId.ts'
import type { Change } from '../changes/change.ts'
import { alike, changedIn } from './stepChanges.ts'

const account = (name: string) => armId(`/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/${name}`)
const common = { type: 'Microsoft.Storage/storageAccounts', apiVersion: '1', phase: 'lockdown', after: [], locks: [], interrupts: false, closes: true, owner: null } as const
const close = (name: string, before: string): Change =>
  ({ ...common, do: 'update', by: 'patch', key: `lockdown/0/${account(name)}`, id: account(name), patch: { properties: { publicNetworkAccess: 'Disabled' } }, before: { properties: { publicNetworkAccess: before } } })
const task = (name: string): Change =>
  ({ ...common, do: 'manual', key: `lockdown/1/${account(name)}`, id: account(name), task: { task: 'createRegistry', data: {} } })

describe('changes that do the same', () => {
  it('are told together, in the order of their first', () => {
    const [a, b, c] = [close('a', 'Enabled'), close('b', 'Unknown'), close('c', 'Enabled')]
    expect(alike([a, b, c])).toEqual([[a, c], [b]])
  })

  it('are apart when one of them does not close, and so is each task by hand', () => {
    const [a, open] = [close('a', 'Enabled'), { ...close('b', 'Enabled'), closes: false }]
    expect(alike([a, open, task('a'), task('b')]).map(({ length }) => length)).toEqual([1, 1, 1, 1])
  })
})

it('an id among values is told by its name', () => {
  expect(changedIn({ properties: { networkSecurityGroup: { id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/nsg-a' } } }, {}))
    .toEqual([{ path: 'networkSecurityGroup.id', before: 'none', after: '…/nsg-a' }])
})
