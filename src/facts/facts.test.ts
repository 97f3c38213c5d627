import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { addressPlans } from './address.ts'
import {
  addressDemand, apiVersion, azureCloudTag, cloudOf, forwarders, limit, networkRules, operation, plannedDemand, regionTag, role, suffix, zones, type CloudId,
} from './ask.ts'

const root = new URL('../../', import.meta.url)
const known = JSON.parse(readFileSync(new URL('knowledge/facts.json', root), 'utf8'))
const every: readonly CloudId[] = ['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud']

describe('facts', () => {
  it('are what knowledge/ says now (npm run generate)', async () => {
    const { factFiles } = (await import('../../scripts/facts.mjs')) as { readonly factFiles: () => ReadonlyMap<string, string> }
    const { requirementFiles } = (await import('../../scripts/requirements.mjs')) as { readonly requirementFiles: () => ReadonlyMap<string, string> }
    const files = [...factFiles(), ...requirementFiles()]
    expect(files.length).toBeGreaterThan(15)
    expect(files.filter(([path, text]) => readFileSync(new URL(path, root), 'utf8') !== text).map(([path]) => path)).toEqual([])
  })

  it('give zones by cloud, and none where none is documented', () => {
    expect(every.map((cloud) => zones('blob', cloud))).toEqual([
      ['privatelink.blob.core.windows.net'], ['privatelink.blob.core.usgovcloudapi.net'], ['privatelink.blob.core.chinacloudapi.cn'],
    ])
    expect(zones('azuremonitor', 'AzureChinaCloud')).toEqual([])
    expect(zones('azuremonitor', 'AzureUSGovernment')).toHaveLength(6)
  })

  it('give every zone, forwarder and demand of the document', () => {
    for (const { groupId, dnsZones, publicForwarders, ips } of known.privateLink) {
      expect(addressDemand(groupId)).toBe(ips.base)
      expect(plannedDemand(groupId)).toBe(ips.plan ?? ips.base)
      for (const cloud of every) expect([zones(groupId, cloud), forwarders(groupId, cloud)]).toEqual([dnsZones[cloud], publicForwarders[cloud]])
    }
  })

  it('add up to the document’s address plans', () => {
    const least = addressDemand('amlworkspace') + addressDemand('blob') + addressDemand('file') + addressDemand('vault') + addressDemand('registry')
    expect([least, least + addressDemand('queue') + addressDemand('table')]).toEqual([addressPlans[0].ips, addressPlans[1].ips])
    expect(least + addressDemand('queue') + addressDemand('table') + addressDemand('azuremonitor')).toBe(addressPlans[2].ips)
  })

  it('leave out traffic that a cloud does not need', () => {
    const ids = (cloud: CloudId) => networkRules(cloud).map((rule) => rule.id)
    expect(ids('AzureCloud')).toEqual(known.networkRules.map((rule: { id: string }) => rule.id))
    expect(ids('AzureCloud').filter((id) => !ids('AzureChinaCloud').includes(id))).toEqual(['out-afd-frontend'])
  })

  it('spell a region as tags do, and AzureCloud in its own way', () => {
    expect([regionTag('West Europe'), regionTag('francecentral')]).toEqual(['westeurope', 'francecentral'])
    expect([azureCloudTag('westeurope'), azureCloudTag('France Central')]).toEqual(['AzureCloud.westeurope', 'AzureCloud.centralfrance'])
  })

  it('give suffixes, roles, limits and rights', () => {
    expect(suffix('storage', 'AzureChinaCloud')).toBe('core.chinacloudapi.cn')
    expect(cloudOf('AzureUSGovernment').arm).toBe('https://management.usgovcloudapi.net')
    expect(role('Reader')).toBe(known.rbac.roleIds.Reader)
    expect(limit('zones-per-group')).toBe(5)
    expect(operation('rbac-pe').actions).toContain('Microsoft.Network/privateEndpoints/write')
  })

  it('give a child type its parent’s version, whatever the case, and throw for an unknown one', () => {
    expect(apiVersion('microsoft.storage/storageaccounts/blobServices')).toBe('2025-06-01')
    expect(apiVersion('Microsoft.Network/privateDnsZones/virtualNetworkLinks')).toBe('2024-06-01')
    expect(apiVersion('Microsoft.Network/privateEndpoints/privateDnsZoneGroups')).toBe('2025-05-01')
    expect(apiVersion('Microsoft.Authorization/roleAssignments')).toBe('2022-04-01')
    expect(() => apiVersion('Contoso.Things/boxes')).toThrow('Contoso.Things/boxes')
  })
})
