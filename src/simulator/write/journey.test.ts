import { describe, expect, it } from 'vitest'
import { desk, endpointTo, group, groupInto, ids, net, world } from '../fixtures/writing.ts'

const subnet = `${ids.network}/subnets/snet-endpoints`
const zone = net('privateDnsZones', 'privatelink.blob.core.windows.net')
const endpoint = net('privateEndpoints', 'pep-blob')
const account = 'stdemand.blob.core.windows.net'

describe('the way to a private storage account', () => {
  it('is walked as in Azure: subnet, zone, endpoint, zone group, link, closing', async () => {
    const at = desk(world())
    const there = { subnet: `${ids.network}/subnets/snet-training` }
    expect(at.cloud.reaches(there, { id: ids.account, group: 'blob' })).toEqual({ ok: true, by: 'public' })
    expect((await at.done('PUT', subnet, { properties: { addressPrefix: '10.20.2.0/26', defaultOutboundAccess: false } })).state).toBe('Succeeded')
    expect((await at.done('PUT', zone, { location: 'global' }, { 'if-none-match': '*' })).state).toBe('Succeeded')
    const made = await at.done('PUT', endpoint, endpointTo(ids.account, 'blob', subnet))
    expect([made.first.status, made.state]).toEqual([201, 'Succeeded'])
    expect(made.body.properties.customDnsConfigs).toEqual([{ fqdn: account, ipAddresses: ['10.20.2.4'] }])
    expect((await at.get(ids.account)).body.properties.privateEndpointConnections[0].properties.privateLinkServiceConnectionState.status).toBe('Approved')
    const grouped = await at.done('PUT', `${endpoint}/privateDnsZoneGroups/default`, groupInto(zone))
    expect(grouped.body.properties.privateDnsZoneConfigs[0].properties.recordSets[0]).toMatchObject({ recordSetName: 'stdemand', ipAddresses: ['10.20.2.4'] })
    expect((await at.get(endpoint)).body.properties.customDnsConfigs).toEqual([])
    expect(at.cloud.resolve(account, ids.network)).toEqual({ is: 'public' })
    const link = await at.done('PUT', `${zone}/virtualNetworkLinks/l`, { location: 'global', properties: { virtualNetwork: { id: ids.network }, registrationEnabled: false } }, { 'if-none-match': '*' })
    expect([link.first.status, link.body.properties.virtualNetworkLinkState]).toEqual([202, 'Completed'])
    expect(at.cloud.resolve(account, ids.network)).toEqual({ is: 'private', addresses: ['10.20.2.4'], record: `${zone}/A/stdemand` })
    const acls = { defaultAction: 'Deny', bypass: 'AzureServices', ipRules: [], virtualNetworkRules: [], resourceAccessRules: [] }
    const closed = await at.send('PATCH', ids.account, { properties: { networkAcls: acls } })
    expect([closed.status, closed.body.properties.networkAcls.defaultAction]).toEqual([200, 'Deny'])
    expect(at.cloud.reaches(there, { id: ids.account, group: 'blob' })).toEqual({ ok: true, by: 'endpoint' })
    expect(at.cloud.reaches({ address: '203.0.113.9' }, { id: ids.account, group: 'blob' })).toMatchObject({ ok: false, at: 'firewall' })
  })

  it('ends nowhere with a zone of the wrong name, and in a missing name when the link comes before the records', async () => {
    const at = desk(world())
    const wrong = net('privateDnsZones', 'privatelink.blob.core.windows.nett')
    await at.done('PUT', subnet, { properties: { addressPrefix: '10.20.2.0/26' } })
    for (const one of [zone, wrong]) await at.done('PUT', one, { location: 'global' })
    await at.done('PUT', endpoint, endpointTo(ids.account, 'blob', subnet))
    const grouped = await at.done('PUT', `${endpoint}/privateDnsZoneGroups/default`, groupInto(wrong))
    expect([grouped.state, grouped.body.properties.privateDnsZoneConfigs[0].properties.recordSets]).toEqual(['Succeeded', []])
    await at.done('PUT', `${zone}/virtualNetworkLinks/l`, { location: 'global', properties: { virtualNetwork: { id: ids.network } } })
    expect(at.cloud.resolve(account, ids.network)).toEqual({ is: 'missing', zone: zone.toLowerCase() })
    await at.done('PATCH', `${zone}/virtualNetworkLinks/l`, { properties: { resolutionPolicy: 'NxDomainRedirect' } })
    expect(at.cloud.resolve(account, ids.network)).toEqual({ is: 'public' })
  })
})

describe('the other services', () => {
  it('are changed in their own styles', async () => {
    const at = desk(world())
    const premium = await at.done('PATCH', ids.registry, { sku: { name: 'Premium' } })
    expect([premium.first.status, premium.first.body.properties.provisioningState, premium.body.sku.tier, premium.state]).toEqual([200, 'Updating', 'Premium', 'Succeeded'])
    expect((await at.done('PATCH', ids.registry, { properties: { publicNetworkAccess: 'Disabled' } })).body.properties.publicNetworkAccess).toBe('Disabled')
    expect((await at.send('PATCH', ids.vault, { properties: { publicNetworkAccess: 'Disabled' } })).body.properties.publicNetworkAccess).toBe('Disabled')
    const cluster = await at.done('PUT', `${ids.workspace}/computes/cpu-build`, { location: 'westeurope', properties: { computeType: 'AmlCompute', properties: { vmSize: 'Standard_DS3_v2', scaleSettings: { maxNodeCount: 1, minNodeCount: 0 } } } })
    expect([cluster.first.status, cluster.state]).toEqual([201, 'Succeeded'])
    const patched = await at.done('PATCH', ids.workspace, { properties: { imageBuildCompute: 'cpu-build', publicNetworkAccess: 'Disabled' } })
    expect([patched.first.status, patched.first.text, patched.body.properties.imageBuildCompute, patched.body.properties.publicNetworkAccess]).toEqual([202, '', 'cpu-build', 'Disabled'])
    const scope = `${group}/providers/Microsoft.Insights/privateLinkScopes/ampls`
    expect((await at.send('PUT', scope, { location: 'global', properties: { accessModeSettings: { queryAccessMode: 'Open', ingestionAccessMode: 'Open' } } })).status).toBe(201)
    const scoped = await at.done('PUT', `${scope}/scopedResources/appi`, { properties: { linkedResourceId: ids.component } })
    expect([scoped.first.status, scoped.state]).toEqual([202, 'Succeeded'])
    const component = (await at.get(ids.component)).body
    expect((await at.send('PUT', ids.component, { ...component, properties: { ...component.properties, publicNetworkAccessForQuery: 'Disabled' } })).status).toBe(200)
    const diagnosed = await at.send('POST', `${ids.workspace}/diagnose?api-version=2025-06-01`, { value: {} })
    expect(diagnosed.status).toBe(202)
  })
})
