import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../base/json.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import { changedBetween } from './changed.ts'

const group = '/subscriptions/s/resourceGroups/g'
const body = (name: string, properties: JsonObject) => ({ id: `${group}/providers/Microsoft.Storage/storageAccounts/${name}`, name, type: 'Microsoft.Storage/storageAccounts', properties })
const snapshot = (part: Partial<Snapshot>) => ({
  ringfence: 1, takenAt: 't', cloud: 'AzureCloud', workspaceId: `${group}/w`, resources: [], permissions: {}, usages: {}, providers: {}, refused: [], ...part,
}) as unknown as Snapshot

describe('what another reading found changed', () => {
  it('is one list of resources, reads, rights and registrations', () => {
    const before = snapshot({
      resources: [body('a', { access: 'Enabled' }), body('gone', {})], permissions: { [group]: [{ actions: ['*'], notActions: [] }] }, providers: { s: { 'Microsoft.Network': 'NotRegistered' } },
      refused: [{ id: `${group}/b`, status: 403, code: 'AuthorizationFailed' }],
    })
    const after = snapshot({
      resources: [body('a', { access: 'Disabled', rules: [1] }), body('new', {})], permissions: { [group]: [{ actions: ['*/read'], notActions: [] }] }, providers: { s: { 'Microsoft.Network': 'Registered' } },
      refused: [{ id: `${group}/c`, status: 403, code: 'AuthorizationFailed' }],
    })
    expect(changedBetween(before, after).map(({ id, what, paths }) => [what, id.split('/').at(-1), paths])).toEqual([
      ['changed', 'a', [{ path: 'access', before: '"Enabled"', after: '"Disabled"' }, { path: 'rules', before: null, after: '[1]' }]],
      ['added', 'new', []], ['removed', 'gone', []], ['unread', 'c', []], ['readable', 'b', []], ['rights', 'g', []],
      ['registration', 's', [{ path: 'Microsoft.Network', before: 'NotRegistered', after: 'Registered' }]],
    ])
  })

  it('is nothing between two equal ones', () => {
    const one = snapshot({ resources: [body('a', { access: 'Enabled' })] })
    expect(changedBetween(one, one)).toEqual([])
  })
})
