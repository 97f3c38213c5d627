import { describe, expect, it } from 'vitest'
import { armId, type ArmId } from '../base/armId.ts'
import type { Body } from '../changes/change.ts'
import { expanded, readingOf } from '../discovery/inline.ts'
import { secured } from '../estate/fixtures/secured.ts'
import { endpointConnections } from './endpointConnection.ts'
import { plan } from './index.ts'
import { privateEndpoint } from './privateEndpoint.ts'
import { publicHost } from './publicHost.ts'
import { record } from './record.ts'
import { zone } from './zone.ts'
import { zoneGroup } from './zoneGroup.ts'
import { zoneLink } from './zoneLink.ts'

const group = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg'
const at = (type: string, name: string): ArmId => armId(`${group}/providers/${type}/${name}`)
const id = at('Microsoft.Network/privateEndpoints', 'pep')
const nicId = at('Microsoft.Network/networkInterfaces', 'pep.nic')
const target = at('Microsoft.KeyVault/vaults', 'kv')
const subnet = at('Microsoft.Network/virtualNetworks', 'v/subnets/s')
const vaultZone = at('Microsoft.Network/privateDnsZones', 'privatelink.vaultcore.azure.net')

const connection = (status: string, to: string = target): Body => ({
  name: 'pep', properties: { privateLinkServiceId: to, groupIds: ['vault'], privateLinkServiceConnectionState: { status } },
})
const endpoint = (properties: Body = {}): Body => ({
  id, type: 'Microsoft.Network/privateEndpoints', location: 'westeurope',
  properties: { provisioningState: 'Succeeded', subnet: { id: subnet }, privateLinkServiceConnections: [connection('Approved')], manualPrivateLinkServiceConnections: [], networkInterfaces: [{ id: nicId }], ...properties },
})
const nic: Body = {
  id: nicId, type: 'Microsoft.Network/networkInterfaces', location: 'westeurope',
  properties: { ipConfigurations: [{ properties: { privateIPAddress: '10.0.0.5', privateLinkConnectionProperties: { fqdns: ['KV.vault.azure.net'] } } }] },
}
const groupBody: Body = {
  id: `${id}/privateDnsZoneGroups/default`, type: 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups',
  properties: { privateDnsZoneConfigs: [{ name: 'vault', properties: { privateDnsZoneId: vaultZone, recordSets: [{ fqdn: 'kv.privatelink.vaultcore.azure.net', ipAddresses: ['10.0.0.6'] }] } }] },
}
const vaultBody = (status: string): Body => ({
  id: target, type: 'Microsoft.KeyVault/vaults', location: 'westeurope',
  properties: { privateEndpointConnections: [{ id: `${target}/privateEndpointConnections/c`, properties: { privateEndpoint: { id: id.toLowerCase().replace('resourcegroups', 'resourceGroups') }, privateLinkServiceConnectionState: { status } } }] },
})

const read = (body: Body, ...others: readonly Body[]) => privateEndpoint.read(body, readingOf(expanded([body, ...others]), []))

describe('a private endpoint', () => {
  it('takes its names from its network interface first, then from its zone group, then from its own list', () => {
    const own = { customDnsConfigs: [{ fqdn: 'kv.vault.azure.net', ipAddresses: ['10.0.0.7'] }] }
    expect(read(endpoint(own), nic, groupBody)?.names).toEqual([{ host: 'kv.vault.azure.net', address: '10.0.0.5' }])
    expect(read(endpoint(own), groupBody)?.names).toEqual([{ host: 'kv.vault.azure.net', address: '10.0.0.6' }])
    expect(read(endpoint(own))?.names).toEqual([{ host: 'kv.vault.azure.net', address: '10.0.0.7' }])
  })

  it('has no names where none is readable, whether Azure is done with it or not: it may have some, with or without records', () => {
    expect(read(endpoint())?.names).toBeNull()
    expect(read(endpoint({ provisioningState: 'Updating' }))?.names).toBeNull()
    expect(read(endpoint({ provisioningState: 'Updating' }), nic)?.names).toEqual([{ host: 'kv.vault.azure.net', address: '10.0.0.5' }])
  })

  it('believes its target before itself, whatever the case of the ids', () => {
    const shouting = endpoint({ privateLinkServiceConnections: [connection('Approved', target.toUpperCase())] })
    expect(read(shouting, vaultBody('Disconnected'))).toMatchObject({ status: 'disconnected', targetId: target })
    expect(read(endpoint(), vaultBody('Timeout'))?.status).toBe('disconnected')
    expect(read(endpoint())?.status).toBe('approved')
  })

  it('that failed is as good as disconnected, whatever its target says: no write mends it (F35, F66)', () => {
    expect(read(endpoint({ provisioningState: 'Failed' }), vaultBody('Approved'))?.status).toBe('disconnected')
    expect(read(endpoint({ provisioningState: 'failed' }), vaultBody('Rejected'))?.status).toBe('rejected')
    expect(read(endpoint({ provisioningState: 'Updating' }), vaultBody('Approved'))?.status).toBe('approved')
  })

  it('requested by hand is read as such, and asks with a message', () => {
    const manual = read(endpoint({ privateLinkServiceConnections: [], manualPrivateLinkServiceConnections: [connection('Pending')] }))
    expect(manual).toMatchObject({ manual: true, status: 'pending', groups: ['vault'] })
    if (manual === null) throw new Error('read above')
    const properties = { privateLinkServiceId: target, groupIds: ['vault'], requestMessage: expect.any(String) as string }
    expect(privateEndpoint.create?.(manual, secured)).toEqual({
      location: 'westeurope', properties: { subnet: { id: subnet }, manualPrivateLinkServiceConnections: [{ name: 'pep', properties }] },
    })
  })

  it('names its sub-resource in the letters of the facts, and as Azure does where they have none', () => {
    const of = (group: string) => read(endpoint({ privateLinkServiceConnections: [{ name: 'pep', properties: { privateLinkServiceId: target, groupIds: [group] } }] }))?.groups
    expect([of('Vault'), of('AMLWorkspace'), of('blob_secondary')]).toEqual([['vault'], ['amlworkspace'], ['blob_secondary']])
  })

  it('without a connection or a subnet is none that we understand', () => {
    expect(read(endpoint({ privateLinkServiceConnections: [] }))).toBeNull()
    expect(read(endpoint({ subnet: null }))).toBeNull()
  })

  it('is replaced when its connection is gone or it leads elsewhere, and not when it waits for approval', () => {
    const one = read(endpoint())
    if (one === null) throw new Error('read above')
    expect(privateEndpoint.replaces?.({ ...one, status: 'rejected' }, one)).toBe(true)
    expect(privateEndpoint.replaces?.(one, { ...one, groups: ['blob'] })).toBe(true)
    expect(privateEndpoint.replaces?.({ ...one, status: 'pending' }, one)).toBe(false)
  })

  it('keeps the network and its target to itself while it is written', () => {
    const one = read(endpoint())
    expect(one === null ? [] : privateEndpoint.locks?.(one, secured)).toEqual([at('Microsoft.Network/virtualNetworks', 'v'), target])
  })
})

describe('public names of private records', () => {
  it.each([
    ['st.privatelink.blob.core.windows.net', 'st.blob.core.windows.net'],
    ['kv.privatelink.vaultcore.azure.net', 'kv.vault.azure.net'],
    ['kv.privatelink.vaultcore.usgovcloudapi.net', 'kv.vault.usgovcloudapi.net'],
    ['kv.privatelink.vaultcore.azure.cn', 'kv.vault.azure.cn'],
    ['*.g.inference.westeurope.privatelink.api.azureml.ms', '*.g.inference.westeurope.api.azureml.ms'],
    ['CR.privatelink.azurecr.io.', 'cr.azurecr.io'],
    ['plain.example.net', 'plain.example.net'],
  ])('%s stands for %s', (name, host) => { expect(publicHost(name)).toBe(host) })
})

describe('DNS entries', () => {
  const link: Body = {
    id: `${vaultZone}/virtualNetworkLinks/l`, type: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks', location: 'global',
    properties: { virtualNetwork: { id: at('Microsoft.Network/virtualNetworks', 'v') }, registrationEnabled: true, resolutionPolicy: 'NxDomainRedirect' },
  }

  it('are read: zone, link, record, group', () => {
    const reading = readingOf([], [])
    const aRecord: Body = { id: `${vaultZone}/A/KV`, type: 'Microsoft.Network/privateDnsZones/A', properties: { aRecords: [{ ipv4Address: '10.0.0.5' }] } }
    expect(zone.read({ id: vaultZone.replace('privatelink', 'PrivateLink') }, reading)?.name).toBe('privatelink.vaultcore.azure.net')
    expect(zoneLink.read(link, reading)).toMatchObject({ zoneId: vaultZone, registers: true, fallsBack: true })
    expect(record.read(aRecord, reading)).toMatchObject({ zoneId: vaultZone, name: 'kv', addresses: ['10.0.0.5'] })
    expect(zoneGroup.read(groupBody, reading)).toEqual({ id: `${id}/privateDnsZoneGroups/default`, endpointId: id, zones: [{ name: 'vault', zoneId: vaultZone }] })
  })

  it('say whether a link is complete: under way or failed it may lead nowhere, and without a word it is', () => {
    const inState = (properties: Body) => zoneLink.read({ ...link, properties: { virtualNetwork: { id: at('Microsoft.Network/virtualNetworks', 'v') }, ...properties } }, readingOf([], []))?.unfinished
    expect([{ virtualNetworkLinkState: 'InProgress', provisioningState: 'Failed' }, { virtualNetworkLinkState: 'InProgress' }, { virtualNetworkLinkState: 'Completed', provisioningState: 'Failed' }].map(inState)).toEqual([true, true, true])
    expect([{}, { virtualNetworkLinkState: 'Completed', provisioningState: 'Succeeded' }, { virtualNetworkLinkState: 'Completed', provisioningState: 'Updating' }].map(inState)).toEqual([undefined, undefined, undefined])
  })

  it('write of an existing link only whether it registers machines (C08, WKSP-28)', () => {
    const entry = zoneLink.read(link, readingOf([], []))
    expect(entry === null ? null : zoneLink.manage?.(entry)).toEqual({ properties: { registrationEnabled: true } })
  })

  it('write all zones of a group in one request (C02)', () => {
    const [entry] = secured.zoneGroups.filter(({ zones }) => zones.length > 1)
    expect(entry).toBeDefined()
    expect(entry === undefined ? null : zoneGroup.manage?.(entry)).toEqual({
      properties: { privateDnsZoneConfigs: entry?.zones.map(({ name, zoneId }) => ({ name, properties: { privateDnsZoneId: zoneId } })) },
    })
  })
})

describe('connections as their targets list them', () => {
  it('belong to the type of their target, and approving is all that is written', () => {
    const [, , vaults] = endpointConnections
    const own = expanded([vaultBody('Pending')]).find((body) => body['id'] === `${target}/privateEndpointConnections/c`)
    const entry = own === undefined ? null : (vaults?.read(own, readingOf([endpoint(), own], [])) ?? null)
    expect(entry).toEqual({ id: `${target}/privateEndpointConnections/c`, targetId: target, endpointId: id, status: 'pending' })
    if (entry === null) throw new Error('read above')
    expect(endpointConnections.filter(({ holds }) => holds?.(entry))).toEqual([vaults])
    expect(vaults?.manage?.({ ...entry, status: 'approved' })).toEqual({ properties: { privateLinkServiceConnectionState: { status: 'Approved' } } })
  })
})

describe('an endpoint that is made again', () => {
  const [old] = secured.endpoints
  if (old === undefined) throw new Error('the fixture has endpoints')
  const tagged = { ...secured, endpoints: secured.endpoints.map((each) => (each.id === old.id ? { ...each, status: 'disconnected' as const, tags: { owner: 'ana' } } : each)) }
  const again = (newTags: Readonly<Record<string, string>>) =>
    plan(tagged, { ...tagged, newTags, endpoints: tagged.endpoints.map((each) => (each.id === old.id ? { ...each, status: 'approved' as const, names: 'pending' as const } : each)) })
      .flatMap((change) => (change.id !== old.id ? [] : change.do === 'create' ? [change.body['tags']] : change.do === 'delete' ? [change.before['tags']] : []))

  it('keeps its tags, and what undo would make again has them too', () => {
    expect(again({})).toEqual([{ owner: 'ana' }, { owner: 'ana' }])
  })

  it('gets the tags of new resources beside its own, which win', () => {
    expect(again({ owner: 'new', cost: '7' })).toEqual([{ owner: 'ana' }, { owner: 'ana', cost: '7' }])
  })

  it('keeps what was set for its interface: the name, fixed addresses and application security groups', () => {
    const chosen = {
      customNetworkInterfaceName: 'nic-own', ipConfigurations: [{ name: 'fixed', properties: { groupId: 'blob', memberName: 'blob', privateIPAddress: '10.0.0.7' } }],
      applicationSecurityGroups: [{ id: '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers/Microsoft.Network/applicationSecurityGroups/asg' }],
    }
    const body = endpoint()
    const entry = read({ ...body, properties: { ...(body['properties'] as Body), ...chosen } })
    expect(entry === null ? null : privateEndpoint.create?.(entry, secured)).toMatchObject({ properties: chosen })
    expect(read({ ...body, properties: { ...(body['properties'] as Body), customNetworkInterfaceName: '', ipConfigurations: [], applicationSecurityGroups: [] } })).not.toHaveProperty('chosen')
  })
  it('is read with its tags, and without any where it has none', () => {
    expect([read({ ...endpoint(), tags: { owner: 'ana' } })?.tags, read({ ...endpoint(), tags: {} })?.tags, read(endpoint())?.tags]).toEqual([{ owner: 'ana' }, undefined, undefined])
  })
})
