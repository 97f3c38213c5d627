import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { restate } from './restate.ts'

const asRead = {
  id: '/subscriptions/s/x', etag: 'W/"1"', tags: { team: 'a' },
  properties: {
    provisioningState: 'Succeeded',
    addressPrefix: '10.0.0.0/24',
    unheardOf: { deep: [1, 2] },
    serviceEndpoints: [{ service: 'Microsoft.Storage', locations: ['westeurope'], provisioningState: 'Succeeded' }],
    networkSecurityGroup: { id: '/subscriptions/s/nsg' },
  },
}

describe('restate', () => {
  it('gives the body back when there is nothing to change', () => {
    expect(restate(asRead, {}, [])).toEqual(asRead)
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), (body) => {
      const plain = JSON.parse(JSON.stringify(body)) as typeof asRead
      expect(restate(plain, {}, [])).toEqual(plain)
    }))
  })

  it('keeps properties that nobody knows and drops the read-only ones', () => {
    expect(restate(asRead, { properties: { natGateway: { id: '/subscriptions/s/ng' } } }, ['id', 'etag', 'properties.provisioningState', 'properties.serviceEndpoints[].provisioningState'])).toEqual({
      tags: { team: 'a' },
      properties: {
        addressPrefix: '10.0.0.0/24',
        unheardOf: { deep: [1, 2] },
        serviceEndpoints: [{ service: 'Microsoft.Storage', locations: ['westeurope'] }],
        networkSecurityGroup: { id: '/subscriptions/s/nsg' },
        natGateway: { id: '/subscriptions/s/ng' },
      },
    })
  })

  it('replaces a list and leaves the items that were there as they were read', () => {
    const patch = { properties: { serviceEndpoints: [{ service: 'microsoft.storage' }, { service: 'Microsoft.KeyVault' }] } }
    expect(restate(asRead, patch, []).properties).toMatchObject({
      serviceEndpoints: [{ service: 'Microsoft.Storage', locations: ['westeurope'], provisioningState: 'Succeeded' }, { service: 'Microsoft.KeyVault' }],
    })
  })

  it('sets null where the patch says null', () => {
    expect(restate(asRead, { properties: { networkSecurityGroup: null } }, []).properties).toMatchObject({ networkSecurityGroup: null })
  })

  it('writes under the name that the body has, whatever the case of the patch', () => {
    expect(restate({ properties: { IngestionMode: 'x' } }, { properties: { ingestionMode: 'y' } }, [])).toEqual({ properties: { IngestionMode: 'y' } })
  })

  it('drops paths inside lists and inside maps of any key', () => {
    const body = { identity: { users: { one: { clientId: 'a', kept: 1 } } }, list: [{ secret: 1, kept: 2 }] }
    expect(restate(body, {}, ['identity.users.*.clientId', 'list[].secret'])).toEqual({ identity: { users: { one: { kept: 1 } } }, list: [{ kept: 2 }] })
  })
})
