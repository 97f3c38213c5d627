import { describe, expect, it } from 'vitest'
import { armId, childId, groupId, resourceId } from '../base/armId.ts'
import { camel, idParameterFor, names, symbolFor } from './symbols.ts'

const group = groupId('057e9144-5fbe-4022-a875-cb75421612b4', 'rg')
const of = (type: string, name: string): string => symbolFor(resourceId(group, type, name), type)

describe('symbols', () => {
  it('are identifiers, whatever a resource is called', () => {
    for (const name of ['snet-endpoints', '1st', '한국어', '---', 'a b', "it's", '${x}', '😀', 'Ünïcode', 'x'.repeat(80)]) {
      expect(of('Microsoft.Network/networkSecurityGroups', name)).toMatch(/^[A-Za-z_][A-Za-z0-9_]*$/)
    }
  })

  it('read as people write them', () => {
    expect(of('Microsoft.Network/virtualNetworks', 'vnet-credit-prd')).toBe('vnetCreditPrd')
    expect(of('Microsoft.Network/privateDnsZones', 'privatelink.blob.core.windows.net')).toBe('zoneBlob')
    expect(of('Microsoft.Network/publicIPAddresses', '20.1.2.3')).toBe('publicIPAddress20123')
    expect(camel('PIP-NAT')).toBe('pipNAT')
  })

  it('carry the parent of children that are often called alike', () => {
    const zone = resourceId(group, 'Microsoft.Network/privateDnsZones', 'privatelink.azurecr.io')
    expect(symbolFor(childId(zone, 'virtualNetworkLinks', 'lnk'), 'Microsoft.Network/privateDnsZones/virtualNetworkLinks')).toBe('zoneAzurecrIoLink')
    const endpoint = resourceId(group, 'Microsoft.Network/privateEndpoints', 'pep-kv')
    expect(symbolFor(childId(endpoint, 'privateDnsZoneGroups', 'default'), 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups')).toBe('pepKvDns')
  })

  it('differ without regard to case, and are not words of the language', () => {
    const give = names()
    expect([give('1', 'snetA'), give('2', 'SnetA'), give('3', 'sneta'), give('1', 'other'), give('4', 'environment')]).toEqual(['snetA', 'SnetA2', 'sneta3', 'snetA', 'environment2'])
  })

  it('never name a parameter as if it held a secret', () => {
    const vault = armId('/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv-secrets-prd')
    expect(idParameterFor(vault, 'Microsoft.KeyVault/vaults')).toBe('vaultId')
  })
})
