import { describe, expect, it } from 'vitest'
import { unknownParts } from './unknownParts.ts'

describe('unknownParts', () => {
  it('names the managed paths that are there and say something else', () => {
    expect(unknownParts({ properties: { publicNetworkAccess: null, networkAcls: { defaultAction: 'Deny', ipRules: [] } } }, {
      properties: { publicNetworkAccess: 'SecuredByPerimeter', networkAcls: { defaultAction: 'Deny', ipRules: [{ value: '203.0.113.7' }] } },
    })).toEqual(['properties.publicNetworkAccess', 'properties.networkAcls.ipRules'])
  })

  it('takes absent and null for nothing said', () => {
    expect(unknownParts({ properties: { a: 'x', b: { c: 1 } } }, { properties: { a: null } })).toEqual([])
    expect(unknownParts({ properties: { a: 'x' } }, {})).toEqual([])
  })

  it('compares texts without case, sets written with commas and lists without order', () => {
    expect(unknownParts({ bypass: 'AzureServices, Logging', ids: [{ id: '/A' }, { id: '/b' }] }, { bypass: 'logging,azureservices', ids: [{ id: '/B' }, { id: '/a' }] })).toEqual([])
  })

  it('lets an item of a list say more than we read', () => {
    expect(unknownParts({ rules: [{ id: '/a' }] }, { rules: [{ id: '/a', state: 'Succeeded' }] })).toEqual([])
    expect(unknownParts({ rules: [{ id: '/a', action: 'Allow' }] }, { rules: [{ id: '/a' }] })).toEqual(['rules'])
    expect(unknownParts({ rules: [{ id: '/a' }] }, { rules: [{ id: '/a' }, { odd: true }] })).toEqual(['rules'])
  })
})
