/** What-if beside the plan: which entries agree, which say something else, and which are known noise (F77). */
import { describe, expect, it } from 'vitest'
import { type ArmId, resourceId } from '../base/armId.ts'
import type { JsonObject } from '../base/json.ts'
import type { Change } from '../changes/change.ts'
import { group } from '../simulator/scenarios/bodies.ts'
import { foreseen } from './foreseen.ts'

const id = (type: string, name: string): ArmId => resourceId(group as ArmId, type, name)
const account = id('Microsoft.Storage/storageAccounts', 'st')
const zone = id('Microsoft.Network/privateDnsZones', 'privatelink.vaultcore.azure.net')

const common = { apiVersion: '', phase: 'prepare', after: [], locks: [], interrupts: false, closes: false, owner: null } as const
const update: Change = {
  ...common, key: `prepare/0/${account}`, id: account, type: 'Microsoft.Storage/storageAccounts', do: 'update', by: 'patch',
  patch: { properties: { networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices', ipRules: [{ value: '203.0.113.7' }] } } }, before: { properties: { networkAcls: { defaultAction: 'Allow', bypass: 'AzureServices', ipRules: [] } } },
}
const create: Change = { ...common, key: `prepare/0/${zone}`, id: zone, type: 'Microsoft.Network/privateDnsZones', do: 'create', body: { location: 'global' }, secrets: [] }

const delta = (path: string, propertyChangeType: string, more: JsonObject = {}): JsonObject => ({ path, propertyChangeType, ...more })
const modify = (...deltas: readonly JsonObject[]): JsonObject => ({ resourceId: account.toUpperCase(), changeType: 'Modify', delta: deltas })
const planned = [delta('properties.networkAcls.defaultAction', 'Modify', { before: 'Allow', after: 'Deny' }), delta('properties.networkAcls.ipRules', 'Array', { children: [delta('0', 'Create', { after: { value: '203.0.113.7' } })] })]
const ofAccount = (...deltas: readonly JsonObject[]) => foreseen([modify(...deltas)], [update]).details

describe('what-if beside the plan', () => {
  it('agrees where it makes what the plan makes, and changes the paths that the plan changes', () => {
    expect(foreseen([modify(...planned), { resourceId: zone, changeType: 'Create', after: {} }], [update, create])).toEqual({
      details: [{ at: account, is: 'agrees', data: { plan: ['properties.networkAcls.defaultAction', 'properties.networkAcls.ipRules'] } }, { at: zone, is: 'agrees', data: { plan: 'makes' } }], keys: [],
    })
  })

  it('counts as noise what a template leaves out, what has no effect and what ARM did not work out, and nothing else', () => {
    const noise = [delta('properties.minimumTlsVersion', 'Delete', { before: 'TLS1_2' }), delta('tags', 'NoEffect'), delta('properties.endpoint', 'Modify', { after: "[reference('x').host]" })]
    expect(ofAccount(...planned, ...noise)).toMatchObject([{ is: 'agrees' }, { at: '', is: 'noise', data: { count: 3 } }])
    expect(ofAccount(...planned, delta('properties.ipv6Rules', 'Array', { children: [delta('0', 'Delete')] }))).toMatchObject([{ is: 'otherwise', data: { paths: ['properties.ipv6Rules'] } }])
  })

  it('names the paths that ARM foresees beside the plan, however deep they stand, and those that it does not foresee', () => {
    expect(ofAccount(...planned, delta('properties', 'Modify', { children: [delta('encryption.keySource', 'Modify', { after: 'Microsoft.Keyvault' })] }))).toMatchObject([{ is: 'otherwise', data: { does: 'modify', paths: ['properties.encryption.keySource'] } }])
    expect(ofAccount(delta('properties.networkAcls.ipRules', 'Array', { children: [delta('0', 'NoEffect')] }), delta('properties.networkAcls.ipRules[0].value', 'Create'))).toMatchObject([{ is: 'notForeseen', data: { paths: ['properties.networkAcls.defaultAction'] } }, { is: 'noise' }])
  })

  it('tells what the plan does not name, what is there already, what ARM cannot work out and what it leaves out', () => {
    const other = id('Microsoft.Network/virtualNetworks', 'vnet')
    const said = foreseen([
      { resourceId: other, changeType: 'Modify', delta: [delta('properties.dhcpOptions', 'Modify')] }, { resourceId: id('Microsoft.Network/routeTables', 'rt'), changeType: 'Ignore' }, { resourceId: zone, changeType: 'NoChange' },
      { resourceId: id('Microsoft.Resources/deployments', 'd'), changeType: 'Create' }, { resourceId: id('Microsoft.Insights/components', 'c'), changeType: 'Unsupported', unsupportedReason: 'Nested' },
    ], [update, create])
    expect(said.details.map(({ at, is, data }) => [at, is, data['does'] ?? data['reason']])).toEqual([
      [other, 'notPlanned', 'modify'], [zone, 'otherwise', 'nochange'], [id('Microsoft.Insights/components', 'c'), 'notEvaluated', 'Nested'], [account, 'notListed', undefined],
    ])
    expect(said.keys).toEqual([create.key])
  })
})
