import { describe, expect, it } from 'vitest'
import { fileSizeLimit, openSnapshot, type OpenFailure, withoutSecrets } from './snapshot.ts'

const group = '/subscriptions/11111111-1111-1111-1111-111111111111/resourceGroups/rg-ml/providers'
const workspaceId = `${group}/Microsoft.MachineLearningServices/workspaces/mlw`
const workspace = {
  id: workspaceId,
  properties: { storageAccount: `${group}/Microsoft.Storage/storageAccounts/st`, keyVault: `${group}/Microsoft.KeyVault/vaults/kv` },
}
const file = {
  ringfence: 1, takenAt: '2026-11-23T08:12:41Z', cloud: 'AzureCloud', workspaceId, resources: [workspace] as object[],
  permissions: {}, usages: {}, providers: {}, refused: [] as object[],
}
const failureOf = (content: unknown): OpenFailure | null => {
  const opened = openSnapshot(typeof content === 'string' ? content : JSON.stringify(content))
  return opened.ok ? null : opened.failure
}

describe('openSnapshot', () => {
  it('opens a file with its bodies as they are', () => {
    const odd = { id: `${group}/Microsoft.Odd/things/one`, anything: [1, { two: null }] }
    const opened = openSnapshot(JSON.stringify({ ...file, resources: [workspace, odd], note: 'kept' }))
    expect(opened.ok && opened.snapshot.resources).toEqual([workspace, odd])
  })

  it('names what a file lacks', () => {
    const { refused, takenAt, ...rest } = file
    expect(refused).toEqual([])
    expect(takenAt).not.toBe('')
    expect(failureOf({ ...rest, resources: [workspace, { name: 'no id' }] })).toEqual({ is: 'notSnapshot', missing: ['takenAt', 'resources[1]', 'refused'] })
    expect(failureOf('[]')).toEqual({ is: 'notSnapshot', missing: ['the whole file'] })
    expect(failureOf({})).toMatchObject({ is: 'notSnapshot' })
    expect(failureOf({ ...file, cloud: 'AzureGermanCloud' })).toEqual({ is: 'notSnapshot', missing: ['cloud'] })
  })

  it('says why a text is not JSON', () => {
    expect(failureOf('{"ringfence": 1')).toMatchObject({ is: 'notJson' })
    expect(failureOf('')).toMatchObject({ is: 'notJson' })
    expect(failureOf('['.repeat(200_000))).toMatchObject({ is: 'notJson' })
  })

  it('tells a file of a later version from one that is none', () => {
    expect(failureOf({ ringfence: 2, somethingNew: true })).toEqual({ is: 'newer', version: 2 })
    expect(failureOf({ ...file, ringfence: 0 })).toEqual({ is: 'notSnapshot', missing: ['ringfence'] })
  })

  it('refuses by size before it reads', () => {
    expect(openSnapshot('never parsed', fileSizeLimit + 1)).toEqual({ ok: false, failure: { is: 'tooLarge', bytes: fileSizeLimit + 1, limit: fileSizeLimit } })
  })

  it('finds the workspace whatever the letters of its id', () => {
    expect(failureOf({ ...file, workspaceId: workspaceId.toLowerCase() })).toBeNull()
    expect(failureOf({ ...file, resources: [] })).toEqual({ is: 'noWorkspace', workspaceId })
    expect(failureOf({ ...file, resources: [], refused: [{ id: workspaceId.toUpperCase(), status: 403, code: 'AuthorizationFailed' }] }))
      .toEqual({ is: 'workspaceRefused', workspaceId, status: 403, code: 'AuthorizationFailed' })
    expect(failureOf({ ...file, resources: [{ id: workspaceId, name: 'mlw' }] }))
      .toEqual({ is: 'workspaceUnreadable', workspaceId, missing: ['properties.storageAccount', 'properties.keyVault'] })
  })

  it('drops secrets on opening', () => {
    const connection = { id: `${group}/Microsoft.Network/connections/cn`, properties: { sharedKey: 'not-for-us', connectionType: 'IPsec' } }
    const opened = openSnapshot(JSON.stringify({ ...file, resources: [workspace, connection] }))
    expect(opened.ok && opened.snapshot.resources[1]).toEqual({ ...connection, properties: { connectionType: 'IPsec' } })
  })
})

describe('withoutSecrets', () => {
  it('drops what the schema marks, in lists too, by the type of the id', () => {
    const body = {
      id: `${group}/microsoft.network/VirtualNetworkGateways/gw`,
      properties: { vpnClientConfiguration: { radiusServers: [{ radiusServerAddress: '10.0.0.4', radiusServerSecret: 'x' }, { radiusServerAddress: '10.0.0.5' }], radiusServerSecret: 'y' } },
    }
    expect(withoutSecrets(body)).toEqual({
      ...body, properties: { vpnClientConfiguration: { radiusServers: [{ radiusServerAddress: '10.0.0.4' }, { radiusServerAddress: '10.0.0.5' }] } },
    })
  })

  it('leaves other bodies as they are', () => {
    expect(withoutSecrets(workspace)).toEqual(workspace)
  })
})
