import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../base/json.ts'
import { hub } from '../simulator/scenarios/hub.ts'
import { open } from '../simulator/scenarios/open.ts'
import { secured } from '../simulator/scenarios/secured.ts'
import { worldOf } from '../simulator/scenarios/snapshot.ts'
import { changedBetween, type SnapshotChanges } from './compare.ts'
import { azureOf } from './fixtures/azure.ts'
import { collectFrom, snapshotIn, text } from './fixtures/collected.ts'
import { openSnapshot, type Snapshot } from './snapshot.ts'

const nothing: SnapshotChanges = { added: [], removed: [], changed: [], rights: [], registrations: [], refused: { now: [], noLonger: [] } }

function opened(file: JsonObject): Snapshot {
  const result = openSnapshot(JSON.stringify(file))
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.snapshot
}

const before = opened(open)
const properties = (body: JsonObject): JsonObject => body['properties'] as JsonObject
const changed = (name: string, change: (body: JsonObject) => JsonObject): Snapshot => ({ ...before, resources: before.resources.map((body) => (body['name'] === name ? change(body) : body)) })

describe('what changed between two snapshots', () => {
  it.each([['open', open], ['hub', hub], ['secured', secured]] as const)('is nothing between the file of %s and the same collected', async (_, file) => {
    const snapshot = snapshotIn(await collectFrom(azureOf((clock) => worldOf(file, clock)), { workspaceId: text(file['workspaceId']) }))
    expect({ ...changedBetween(opened(file), snapshot), rights: [] }).toEqual(nothing)
    expect({ ...changedBetween(snapshot, opened(file)), rights: [] }).toEqual(nothing)
  })

  it('is what was added and removed', () => {
    const fewer = { ...before, resources: before.resources.filter(({ name }) => name !== 'cpu-train') }
    const [computes] = [before.resources.find(({ name }) => name === 'cpu-train')]
    expect(changedBetween(before, fewer)).toEqual({ ...nothing, removed: [{ id: computes?.['id'], type: computes?.['type'] }] })
    expect(changedBetween(fewer, before)).toEqual({ ...nothing, added: [{ id: computes?.['id'], type: computes?.['type'] }] })
  })

  it('is what differs, property by property, with both values', () => {
    const after = changed('stdemand', (body) => ({ ...body, tags: { owner: 'ana' }, properties: { ...properties(body), publicNetworkAccess: 'Disabled', networkAcls: { ...(properties(body)['networkAcls'] as JsonObject), defaultAction: 'Deny', ipRules: [{ value: '203.0.113.7' }] } } }))
    expect(changedBetween(before, after).changed).toMatchObject([{
      type: 'Microsoft.Storage/storageAccounts',
      differences: [
        { path: 'tags.owner', before: null, after: 'ana' }, { path: 'properties.publicNetworkAccess', before: 'Enabled', after: 'Disabled' }, { path: 'properties.networkAcls.defaultAction', before: 'Allow', after: 'Deny' },
        { path: 'properties.networkAcls.ipRules', before: [], after: [{ value: '203.0.113.7' }] },
      ],
    }])
  })

  it('names the items of lists', () => {
    const after = changed('vnet-demand', (body) => {
      const subnets = properties(body)['subnets'] as readonly JsonObject[]
      const [first = {}] = subnets
      return { ...body, properties: { ...properties(body), subnets: [{ ...first, properties: { ...properties(first), addressPrefix: '10.20.9.0/24' } }, { name: 'snet-new', properties: { addressPrefix: '10.20.5.0/24' } }] } }
    })
    expect(changedBetween(before, after).changed.flatMap(({ differences }) => differences)).toEqual([
      { path: 'properties.subnets[snet-training].properties.addressPrefix', before: '10.20.1.0/24', after: '10.20.9.0/24' },
      { path: 'properties.subnets[snet-new]', before: null, after: { name: 'snet-new', properties: { addressPrefix: '10.20.5.0/24' } } },
    ])
  })

  it('is not what only the writing differs in, or what moves by itself', () => {
    const after = changed('crdemand', (body) => ({
      ...body, id: text(body['id']).toUpperCase().replace('/SUBSCRIPTIONS', '/subscriptions'), type: 'microsoft.containerregistry/registries', etag: 'x', systemData: { lastModifiedAt: 'now' }, zones: null, apiVersion: '2025-11-01',
      properties: { ...properties(body), provisioningState: 'Updating', encryption: null, zonePins: [] },
    }))
    expect(changedBetween(before, after)).toEqual(nothing)
    expect(changedBetween(before, { ...before, resources: before.resources.toReversed() })).toEqual(nothing)
  })

  it('is rights and registrations', () => {
    const [scope = ''] = Object.keys(before.permissions)
    const [subscription = ''] = Object.keys(before.providers)
    const after: Snapshot = {
      ...before, permissions: { [scope.toUpperCase()]: [{ actions: ['*/read'], notActions: [] }] }, providers: { [subscription]: { ...before.providers[subscription], 'Microsoft.KeyVault': 'Unregistered' } },
    }
    const { rights, registrations, ...rest } = changedBetween(before, after)
    expect(rights).toMatchObject([{ before: [{ actions: ['*'] }], after: [{ actions: ['*/read'] }] }])
    expect(registrations).toEqual([{ subscription, namespace: 'Microsoft.KeyVault', before: 'Registered', after: 'Unregistered' }])
    expect(rest).toEqual({ added: [], removed: [], changed: [], refused: { now: [], noLonger: [] } })
  })

  it('is a refusal, and not a removal, where a resource or its list was not readable', () => {
    const kept = before.resources.filter(({ name }) => name !== 'kv-demand' && !text(name).startsWith('workspace'))
    const vault = before.resources.find(({ name }) => name === 'kv-demand')
    const refused = [{ id: text(vault?.['id']), status: 403, code: 'AuthorizationFailed' }, { id: before.workspaceId, type: 'Microsoft.MachineLearningServices/workspaces/datastores', status: 403, code: 'AuthorizationFailed' }]
    const after: Snapshot = { ...before, resources: kept, refused }
    expect(changedBetween(before, after)).toEqual({ ...nothing, refused: { now: refused, noLonger: [] } })
    expect(changedBetween(after, before)).toEqual({ ...nothing, refused: { now: [], noLonger: refused } })
  })
})
