import { describe, expect, it } from 'vitest'
import { type ArmId, armId, childId } from '../../base/armId.ts'
import { anEstate, type Estate } from '../../estate/estate.ts'
import { hub, hubIds } from '../../estate/fixtures/hub.ts'
import { ids, open } from '../../estate/fixtures/open.ts'
import { secured, securedIds } from '../../estate/fixtures/secured.ts'
import type { Workspace } from '../../estate/services.ts'
import { type Choices, undecided } from '../choices.ts'
import { type Examples, checkExamples, placesIn, placed } from '../examples.ts'
import type { WorkspaceChoices } from './choices.ts'
import { configure, propose } from './configure.ts'
import { messages } from './messages.en.ts'
import type { Rule } from '../rule.ts'
import { findingText } from '../words.ts'
import { rules } from './rules.ts'
import { workspace as step } from './step.ts'

const bent = (estate: Estate, workspace: Partial<Workspace>): Estate => ({ ...estate, workspace: { ...estate.workspace, ...workspace } })
const endpoint = (bend: Partial<Estate['endpoints'][number]>, id: ArmId = securedIds.workspaceEndpoint): Estate => ({ ...secured, endpoints: secured.endpoints.map((each) => (each.id === id ? { ...each, ...bend } : each)) })
const unread = (estate: Estate, type: string, id: ArmId = ids.subscription): Estate => ({ ...estate, unread: [{ id, type, status: 403, code: 'AuthorizationFailed' }] })
const listing = 'Microsoft.Network/privateEndpoints'
const unlisted = unread(open, listing)
const computeType = 'Microsoft.MachineLearningServices/workspaces/computes'
const fromElsewhere = (estate: Estate, status: Estate['connections'][number]['status'], targetId: ArmId = ids.workspace): Estate => ({
  ...estate, connections: [...estate.connections, { id: childId(targetId, 'privateEndpointConnections', 'foreign'), targetId, endpointId: armId('/subscriptions/other/resourceGroups/rg/providers/Microsoft.Network/privateEndpoints/pep-x'), status }],
})
const choosing = (own: Partial<WorkspaceChoices>, more: Choices = undecided): Choices => ({ ...more, workspace: { ...more.workspace, ...own } })
const privately = choosing({ reach: 'privateEndpoint' })
const connecting = (connectivity: Partial<Choices['connectivity']>, more: Choices = undecided): Choices => ({ ...more, connectivity: { ...more.connectivity, ...connectivity } })

const other = armId(`${ids.networkGroup}/providers/Microsoft.Network/virtualNetworks/vnet-other`)
const otherSubnet = childId(other, 'subnets', 'snet-x')
const secondEndpoint: Estate['endpoints'][number] = { ...(secured.endpoints.find(({ id }) => id === securedIds.workspaceEndpoint) ?? never()), id: childId(ids.networkGroup, 'providers/Microsoft.Network/privateEndpoints', 'pep-zweite'), subnetId: otherSubnet }
function never(): never { throw new Error('the fixture has a workspace endpoint') }
const twoNetworks: Estate = { ...secured, endpoints: [...secured.endpoints, secondEndpoint] }
const twoPeered: Estate = { ...twoNetworks, peerings: [{ id: childId(ids.network, 'virtualNetworkPeerings', 'p'), networkId: ids.network, remoteNetworkId: other, remotePrefixes: [], connected: true, usesRemoteGateways: false }] }
const scattered: Estate = { ...twoPeered, endpoints: twoPeered.endpoints.map((each) => (each.targetId === ids.vault ? { ...each, subnetId: otherSubnet } : each)) }
const sharing: Estate = {
  ...secured, endpoints: [...secured.endpoints, { ...secondEndpoint, subnetId: ids.computeSubnet }],
  zoneGroups: [...secured.zoneGroups, ...secured.zoneGroups.filter(({ endpointId }) => endpointId === securedIds.workspaceEndpoint).map((group) => ({ ...group, id: childId(secondEndpoint.id, 'privateDnsZoneGroups', 'default'), endpointId: secondEndpoint.id }))],
}
const ofWorkspace = (estate: Estate) => estate.zoneGroups.find(({ endpointId }) => endpointId === securedIds.workspaceEndpoint) ?? never()
const withGroup = (group: Estate['zoneGroups'][number]): Estate => ({ ...secured, zoneGroups: [...secured.zoneGroups.filter(({ id }) => id !== group.id), group] })
const halfGroup = withGroup({ ...ofWorkspace(secured), zones: ofWorkspace(secured).zones.slice(1) })
const apiZone = ofWorkspace(secured).zones[0]?.zoneId ?? never()
const withLinks = (bend: Partial<Estate['zoneLinks'][number]>): Estate => ({ ...secured, zoneLinks: secured.zoneLinks.map((link) => (link.zoneId === apiZone ? { ...link, ...bend } : link)) })
const apiInHub = armId(apiZone.replace(/\/resourceGroups\/[^/]+/, '/resourceGroups/rg-hub'))
const twoZones: Estate = { ...secured, zoneLinks: [...secured.zoneLinks, ...secured.zoneLinks.filter(({ zoneId }) => zoneId === apiZone).map((link) => ({ ...link, id: childId(apiInHub, 'virtualNetworkLinks', 'lnk'), zoneId: apiInHub }))] }
const withServers = (estate: Estate, dnsServers: readonly string[]): Estate => ({ ...estate, networks: estate.networks.map((network) => ({ ...network, dnsServers })) })
const vpn: Estate['gateways'][number] = { id: childId(ids.networkGroup, 'providers/Microsoft.Network/virtualNetworkGateways', 'vgw'), region: 'westeurope', networkId: ids.network, kind: 'Vpn', vpnType: 'RouteBased', sku: 'VpnGw1AZ', clientPools: [], tunnels: [] }
const withVpn = (dnsServers: readonly string[]): Estate => ({ ...withServers(secured, dnsServers), gateways: [vpn] })
const aks = (region: string): Estate['computes'][number] => ({ id: childId(ids.workspace, 'computes', 'aks'), region, kind: 'Kubernetes', size: null, subnetId: null, publicIp: null, identity: 'none', maxNodes: null, createdAt: null })
const listed = (estate: Estate): Estate => bent(estate, { allowedAddresses: ['203.0.113.0/24'], exposure: { publicAccess: 'open' } })
const openService = (estate: Estate): Estate => ({ ...estate, vaults: estate.vaults.map((vault) => ({ ...vault, exposure: { publicAccess: 'open', defaultAction: 'open' } })) })

const examples: Record<keyof typeof rules, Examples> = {
  'workspace-has-an-endpoint': { breaks: [open, fromElsewhere(open, 'rejected')], keeps: [secured, fromElsewhere(open, 'approved')], unknown: [unlisted] },
  'workspace-endpoint-is-approved': {
    breaks: [endpoint({ status: 'pending' }), endpoint({ status: 'disconnected' }), fromElsewhere(open, 'pending'), { ...secured, endpoints: [...secured.endpoints, { ...secondEndpoint, status: 'disconnected' }] }],
    // The target lists every connection with its state, so that nothing can be unread once the workspace is read.
    keeps: [secured, open, fromElsewhere(open, 'approved')], unknown: [],
  },
  'services-of-a-private-workspace-are-closed': {
    breaks: [openService(secured)], keeps: [secured, open, bent({ ...secured, registries: [] }, { registryId: null })],
    unknown: [{ ...secured, vaults: [] }, { ...secured, registries: [] }, { ...secured, storageAccounts: [] }, { ...secured, vaults: secured.vaults.map((vault) => ({ ...vault, exposure: { publicAccess: 'unknown', defaultAction: 'open' } })) }],
  },
  'one-workspace-network-holds-every-service': { breaks: [twoNetworks, scattered], keeps: [secured, open, twoPeered], unknown: [fromElsewhere(secured, 'approved'), { ...twoPeered, vaults: [] }] },
  'default-account-is-in-the-workspace-network': {
    breaks: [endpoint({ subnetId: otherSubnet }), endpoint({ subnetId: otherSubnet }, securedIds.fileEndpoint)], keeps: [secured, open, { ...endpoint({ subnetId: otherSubnet }), storageAccounts: secured.storageAccounts.map((account) => ({ ...account, exceptions: { ...account.exceptions, subnetIds: [otherSubnet] } })) }],
    unknown: [{ ...secured, storageAccounts: [] }, fromElsewhere(endpoint({ subnetId: otherSubnet }), 'approved', ids.account)],
  },
  'workspace-names-lead-to-the-endpoint': {
    breaks: [{ ...halfGroup, records: [] }, withLinks({ networkId: other }), { ...secured, records: [] }],
    keeps: [secured, open, endpoint({ status: 'pending' }), endpoint({ names: 'pending' })],
    unknown: [endpoint({ names: null }), fromElsewhere(open, 'approved'), unread(secured, 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups'), { ...secured, zones: [] }, withServers(secured, ['192.0.2.53'])],
  },
  'zones-of-the-workspace-endpoint-are-linked': { breaks: [{ ...secured, zoneLinks: [] }], keeps: [secured, open, withLinks({ networkId: other })], unknown: [{ ...secured, zones: [] }, unread(secured, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks')] },
  'endpoint-has-one-zone-group-of-at-most-five-zones': {
    breaks: [withGroup({ ...ofWorkspace(secured), id: childId(securedIds.workspaceEndpoint, 'privateDnsZoneGroups', 'second') }), withGroup({ ...ofWorkspace(secured), zones: [1, 2, 3, 4, 5, 6].map((index) => ({ name: `z${index}`, zoneId: apiZone })) })],
    keeps: [secured, open, halfGroup], unknown: [unread(secured, 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups')],
  },
  'endpoints-of-one-target-do-not-share-a-record': { breaks: [sharing], keeps: [secured, open, twoNetworks], unknown: [fromElsewhere(secured, 'approved'), unread(twoNetworks, 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups')] },
  // A link that was not read cannot be the second one.
  'network-is-linked-to-one-zone-of-a-name': { breaks: [twoZones], keeps: [secured, open, hub], unknown: [] },
  'own-dns-servers-forward-to-azure': {
    breaks: [], keeps: [secured, hub, open, withServers(secured, ['168.63.129.16']), [withServers(secured, ['10.20.9.4']), connecting({ resolution: 'attested' })]],
    unknown: [withServers(secured, ['10.20.9.4']), [hub, privately], [{ ...open, networks: [] }, privately]],
  },
  'dns-on-premises-forwards-into-the-network': {
    breaks: [], keeps: [secured, hub, [secured, connecting({ method: 'bastion' })], [withVpn([]), connecting({ resolution: 'attested' })]], unknown: [withVpn([]), [hub, privately], [secured, connecting({ method: 'expressRoute' })], [{ ...hub, gateways: [] }, privately], unread(secured, 'Microsoft.Network/virtualNetworkGateways')],
  },
  'records-follow-the-endpoint': { breaks: [halfGroup, { ...secured, zoneGroups: [] }], keeps: [secured, open, { ...halfGroup, records: [] }, { ...secured, zoneGroups: [], zones: [], zoneLinks: [], records: [] }], unknown: [unread(secured, 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups')] },
  'azure-resolver-is-among-the-servers-beside-a-vpn-gateway': {
    breaks: [withVpn(['10.20.9.4'])], keeps: [secured, hub, withVpn([]), withVpn(['10.20.9.4', '168.63.129.16']), withServers(secured, ['10.20.9.4'])], unknown: [unread(withServers(secured, ['10.20.9.4']), 'Microsoft.Network/virtualNetworkGateways')],
  },
  'missing-records-do-not-fall-back-to-the-public-address': { breaks: [withLinks({ fallsBack: true }), { ...withLinks({ fallsBack: true }), records: [] }], keeps: [secured, open, { ...secured, records: [] }], unknown: [{ ...secured, zones: [], zoneLinks: [] }, unread({ ...secured, zoneLinks: [] }, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks')] },
  'links-of-private-link-zones-register-nothing': { breaks: [withLinks({ registers: true })], keeps: [secured, open, withLinks({ registers: true, networkId: other })], unknown: [unread({ ...secured, zoneLinks: [] }, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks')] },
  'public-access-is-off': { breaks: [bent(secured, { exposure: { publicAccess: 'open' } })], keeps: [secured, open], unknown: [bent(secured, { exposure: { publicAccess: 'unknown' } })] },
  // The workspace is always read, or there is no estate.
  'legacy-mode-is-off': { breaks: [bent(secured, { legacyMode: true }), bent(open, { legacyMode: true }), [bent(open, { legacyMode: true }), privately]], keeps: [secured, open], unknown: [] },
  'no-address-list-beside-compute-instances': { breaks: [listed(secured), { ...listed(open), computes: [] }], keeps: [secured, open, bent(secured, { allowedAddresses: ['203.0.113.0/24'] })], unknown: [unread(listed(secured), computeType)] },
  'kubernetes-is-in-the-workspace-region': { breaks: [{ ...secured, computes: [aks('northeurope')] }], keeps: [secured, { ...open, computes: [aks('northeurope')] }], unknown: [unread(secured, computeType), { ...secured, computes: [aks('West Europe')] }] },
}

const levelsOf = (rule: keyof typeof rules, world: Estate | readonly [Estate, Choices]) => placesIn(rules[rule], world).map(({ level }) => level)

describe('the rules about the workspace', () => {
  checkExamples('workspace', rules, examples)

  it('name all that has to be forwarded, storage too, since the browser of the studio asks for it itself (gaps 51)', () => {
    const names = (name: 'own-dns-servers-forward-to-azure' | 'dns-on-premises-forwards-into-the-network', estate: Estate) => placesIn(rules[name], estate).map(({ data }) => data?.['names'])
    const all = expect.arrayContaining(['api.azureml.ms', 'notebooks.azure.net', 'blob.core.windows.net', 'file.core.windows.net', 'vault.azure.net']) as unknown
    expect(names('own-dns-servers-forward-to-azure', withServers(secured, ['10.20.9.4']))).toEqual([all])
    expect(names('dns-on-premises-forwards-into-the-network', withVpn([]))).toEqual([all])
  })

  it('say of a list of addresses which entries no workspace takes, and that it is longer than 200', () => {
    const whatOf = (allowedAddresses: readonly string[]): string =>
      placesIn(rules['no-address-list-beside-compute-instances'], { ...bent(secured, { allowedAddresses, exposure: { publicAccess: 'open' } }), computes: [] }).map(({ data = {} }) => findingText({ step: 'workspace', rule: 'no-address-list-beside-compute-instances', data })).join()
    expect(whatOf(['203.0.113.0/24'])).not.toMatch(/public IPv4|200/)
    expect(whatOf(['203.0.113.7', '10.1.0.0/16', 'fd00::/64'])).toContain('10.1.0.0/16, fd00::/64 are no public IPv4 addresses or ranges')
    expect(whatOf(Array.from({ length: 201 }, (_, index) => `203.0.${index}.0/24`))).toContain('The list has 201 entries; 200 is the limit')
  })

  it('note legacy mode of a public workspace and warn of it beside an endpoint', () => {
    expect(levelsOf('legacy-mode-is-off', bent(open, { legacyMode: true }))).toEqual(['info'])
    expect(levelsOf('legacy-mode-is-off', bent(secured, { legacyMode: true }))).toEqual([undefined])
  })

  it('make a missing endpoint an error only where something works through it alone', () => {
    const nodesWithAddress: Estate = { ...open, computes: open.computes.map((compute) => ({ ...compute, publicIp: true })) }
    expect([levelsOf('workspace-has-an-endpoint', open), levelsOf('workspace-has-an-endpoint', nodesWithAddress)]).toEqual([[undefined], ['should']])
    expect(levelsOf('workspace-has-an-endpoint', bent(nodesWithAddress, { exposure: { publicAccess: 'closed' } }))).toEqual([undefined])
    expect(levelsOf('workspace-has-an-endpoint', [nodesWithAddress, choosing({ publicAccess: 'disable' })])).toEqual([undefined])
  })
  it('say of nodes in the managed network nothing that is not so: they reach the workspace from there (PRE-05)', () => {
    const managed = bent({ ...open, computes: open.computes.map((each) => ({ ...each, subnetId: null, publicIp: false })) }, { managedNetwork: 'AllowInternetOutbound' })
    expect(placesIn(rules['workspace-has-an-endpoint'], managed).map(({ level, data }) => [level, data?.['nodes']])).toEqual([['should', []]])
  })
  it('call a dead endpoint beside a living one untidy', () => {
    expect(levelsOf('workspace-endpoint-is-approved', { ...secured, endpoints: [...secured.endpoints, { ...secondEndpoint, status: 'disconnected' }] })).toEqual(['should'])
  })
  it('report the networks of two endpoints at must together and at should one by one', () => {
    expect([levelsOf('one-workspace-network-holds-every-service', twoNetworks), levelsOf('one-workspace-network-holds-every-service', scattered)]).toEqual([['should'], [undefined]])
  })
  it('take a link that falls back as worth knowing, and as a warning together with a missing record', () => {
    const rule = 'missing-records-do-not-fall-back-to-the-public-address'
    expect([levelsOf(rule, withLinks({ fallsBack: true })), levelsOf(rule, { ...withLinks({ fallsBack: true }), records: [] })]).toEqual([['info'], [undefined]])
  })
  it('name the hub where its zones have to be linked', () => {
    const lost: Estate = { ...hub, endpoints: secured.endpoints, zoneGroups: [{ ...ofWorkspace(secured), zones: ofWorkspace(secured).zones.map((zone) => ({ ...zone, zoneId: hubIds.zone(zone.zoneId.split('/').at(-1) ?? '') })) }], zoneLinks: [] }
    expect(placesIn(rules['workspace-names-lead-to-the-endpoint'], lost).filter(({ data }) => data?.['fault'] === 'notLinked').map(({ data }) => data?.['network'])).toEqual([hubIds.network, hubIds.network])
  })
})

const answered = (estate: Estate, own: Partial<WorkspaceChoices> = {}): Choices => choosing({ ...propose(estate).answers, ...own }, placed)
const desired = (estate: Estate, choices: Choices = answered(estate)): Estate => configure(estate, choices.workspace, choices)
const connectedBy = (method: Choices['connectivity']['method']): Choices => ({ ...answered(open), connectivity: { ...undecided.connectivity, method } })
const mine = ({ endpoints }: Estate) => endpoints.filter(({ targetId }) => targetId === ids.workspace)

describe('the workspace, configured', () => {
  it.each([['open', open], ['secured', secured], ['hub', hub], ['half a zone group', { ...halfGroup, records: [] }], ['a pending endpoint', endpoint({ status: 'pending' })]])('%s: the proposal leaves no rule broken that must hold, is valid, and twice is once', (_, estate) => {
    const choices = answered(estate)
    const result = desired(estate, choices)
    expect(anEstate.safeParse(result).error).toBeUndefined()
    expect(desired(result, choices)).toEqual(result)
    const broken = Object.entries<Rule>(rules).filter(([, rule]) => rule.broken(result, choices).some(({ level = rule.level, verdict }) => level === 'must' && verdict === undefined))
    expect(broken.map(([name]) => name)).toEqual([])
  })
  it('changes nothing while undecided', () => {
    expect(configure(open, undecided.workspace, placed)).toEqual(open)
  })
  it('leaves a secured estate as it is', () => {
    expect(desired(secured)).toEqual(secured)
  })
  it('gets an endpoint with two zones in one group, and public access off', () => {
    const result = desired(open, connectedBy('alreadyConnected'))
    expect(mine(result).map(({ groups }) => groups)).toEqual([['amlworkspace']])
    expect(result.zoneGroups.map(({ zones }) => zones.length)).toEqual([2])
    expect(result.workspace.exposure.publicAccess).toBe('closed')
  })
  it('leaves it open while nobody has a way in, and closes it with one that is there or planned (WKSP-26)', () => {
    const after = (estate: Estate, choices: Choices) => desired(estate, choices).workspace.exposure.publicAccess
    expect((['undecided', 'bastion', 'alreadyConnected', 'vpnPointToSite'] as const).map((method) => after(open, connectedBy(method)))).toEqual(['open', 'open', 'closed', 'closed'])
    const opened = bent(secured, { exposure: { publicAccess: 'open' } })
    expect(after(opened, answered(opened))).toBe('closed')
    expect(after({ ...opened, gateways: [], bastions: [] }, answered(opened))).toBe('open')
    expect(after({ ...secured, gateways: [], bastions: [] }, answered(secured))).toBe('closed')
  })
  it.each<readonly [string, Estate, Partial<WorkspaceChoices>, Partial<Choices['addressSpace']>]>([
    ['nobody decided how it is reached', open, { reach: 'undecided' }, {}],
    ['no subnet is chosen for its endpoint', open, {}, { endpointSubnet: 'undecided' }],
    ['the network could not be read', { ...open, networks: [] }, {}, {}],
  ])('stays open where %s, whoever has a way in, and the missing endpoint must be there', (_, estate, own, more) => {
    const by = connectedBy('alreadyConnected')
    const choices: Choices = { ...by, workspace: { ...by.workspace, ...own }, addressSpace: { ...by.addressSpace, ...more } }
    const result = desired(estate, choices)
    expect(result.workspace.exposure.publicAccess).toBe('open')
    expect(placesIn(rules['workspace-has-an-endpoint'], [result, choices]).map(({ level, verdict }) => [level, verdict])).toEqual([[undefined, undefined]])
  })
  it('keeps public access and legacy mode when that is chosen', () => {
    const legacy = bent(open, { legacyMode: true })
    expect(desired(legacy, answered(legacy, { publicAccess: 'keep', legacyMode: 'keep' })).workspace).toEqual(legacy.workspace)
    expect(desired(legacy).workspace.legacyMode).toBe(false)
  })
  it('goes into the compute subnet beside storage behind a service endpoint', () => {
    const choices: Choices = { ...answered(open), storage: { ...undecided.storage, accounts: [{ id: ids.account, reach: 'serviceEndpoint', groups: [] }] } }
    expect(mine(desired(open, choices)).map(({ subnetId }) => subnetId)).toEqual([ids.computeSubnet])
  })
  it('has its links mended without making them again', () => {
    const estate = withLinks({ registers: true })
    expect(desired(estate)).toEqual(secured)
    expect(desired(estate, answered(estate, { dnsWriter: 'azurePolicy' })).zoneLinks).toEqual(estate.zoneLinks)
  })
  it('leaves zones that another team writes to a task', () => {
    const result = desired(hub)
    expect([result.zones.length, result.zoneGroups, result.tasks.map(({ task }) => task)]).toEqual([hub.zones.length, [], ['writeRecords']])
  })
})

describe('zones that exist and are another team\'s', () => {
  it('become a task also where only a link is missing', () => {
    const grouped: Estate = {
      ...hub, zoneLinks: [], endpoints: secured.endpoints.filter(({ id }) => id === securedIds.workspaceEndpoint),
      zoneGroups: [{ ...ofWorkspace(secured), zones: ofWorkspace(secured).zones.map((zone) => ({ ...zone, zoneId: hubIds.zone(zone.zoneId.split('/').at(-1) ?? '') })) }],
    }
    const choices = answered(grouped)
    const result = desired(grouped, choices)
    expect([choices.workspace.dnsWriter, result.tasks.map(({ data }) => data['zones'])]).toEqual(['otherTeam', [['privatelink.api.azureml.ms', 'privatelink.notebooks.azure.net']]])
    expect(rules['workspace-names-lead-to-the-endpoint'].broken(result, choices)).toEqual([])
    expect(desired(result, choices)).toEqual(result)
  })
})

describe('first answers for the workspace', () => {
  it('reuse zones where they are, unless they are another team\'s', () => {
    const own: Estate = { ...hub, permissions: [...open.permissions, { scope: hubIds.subscription, entries: [{ actions: ['*'], notActions: [] }] }] }
    expect([open, own, hub].map((estate) => propose(estate).because['zoneGroup']?.word)).toEqual(['withTheRest', 'besideTheOthers', 'withTheRest'])
    expect([open, own, hub].map((estate) => { const { dnsWriter, zoneGroup } = propose(estate).answers; return [dnsWriter, zoneGroup] })).toEqual([['thisPlan', null], ['thisPlan', hubIds.group], ['otherTeam', null]])
  })
  it('leave DNS to others where endpoints are in use without a zone group and no zone is shown', () => {
    const unseen: Estate = { ...secured, zoneGroups: [], zones: [], zoneLinks: [], records: [] }
    const { answers, because } = propose(unseen)
    expect([answers.dnsWriter, because['dnsWriter']?.word]).toEqual(['otherTeam', 'zonesUnseen'])
    expect(propose({ ...unseen, endpoints: unseen.endpoints.map((each) => ({ ...each, status: 'pending' })) }).answers.dnsWriter).toBe('thisPlan')
    expect(propose({ ...secured, zoneGroups: [] }).answers.dnsWriter).toBe('thisPlan')
    const result = desired(unseen)
    expect([result.zones, result.zoneGroups, result.tasks.map(({ task }) => task)]).toEqual([[], [], ['writeRecords']])
  })
  it('leave legacy mode where the workspace is in it', () => {
    expect([propose(bent(open, { legacyMode: true })).answers.legacyMode, propose(open).answers.legacyMode]).toEqual(['off', 'keep'])
  })
  it('have a reason in words, and leave nothing open', () => {
    expect([open, secured, hub].every((estate) => Object.values(propose(estate).because).every(({ word }) => word in messages.because))).toBe(true)
    expect([step.open(propose(open).answers, open), step.open(undecided.workspace, open)]).toEqual([[], ['reach', 'publicAccess']])
  })
})
