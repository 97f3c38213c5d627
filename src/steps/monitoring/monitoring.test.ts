import { describe, expect, it } from 'vitest'
import { type ArmId, armId, childId, nameOf } from '../../base/armId.ts'
import type { Estate } from '../../estate/estate.ts'
import { hub, hubIds } from '../../estate/fixtures/hub.ts'
import { ids, open } from '../../estate/fixtures/open.ts'
import { secured, securedIds } from '../../estate/fixtures/secured.ts'
import type { LinkScope } from '../../estate/services.ts'
import { zones } from '../../facts/ask.ts'
import { type Choices, undecided } from '../choices.ts'
import { checkExamples, type Examples, placesIn } from '../examples.ts'
import { scopeBy, scopesOf } from './answers.ts'
import { configure, propose } from './configure.ts'
import { rules } from './rules.ts'
import { monitoring as step } from './step.ts'
import { findingText } from '../words.ts'

const unread = (estate: Estate, ...types: readonly string[]): Estate => ({ ...estate, unread: types.map((type) => ({ id: ids.subscription, type, status: 403, code: 'AuthorizationFailed' })) })
const refusedScope = (estate: Estate): Estate => ({ ...estate, unread: [{ id: otherScope, type: null, status: 403, code: 'AuthorizationFailed' }] })
const choosing = (monitoring: Partial<Choices['monitoring']>): Choices => ({ ...undecided, monitoring: { ...undecided.monitoring, ...monitoring } })
const bend = (bent: Partial<LinkScope>): Estate => ({ ...secured, linkScopes: secured.linkScopes.map((scope) => ({ ...scope, ...bent })) })
const endpoint = (bent: Partial<Estate['endpoints'][number]>): Estate => ({ ...secured, endpoints: secured.endpoints.map((each) => (each.id === securedIds.scopeEndpoint ? { ...each, ...bent } : each)) })
const without = (estate: Estate): Estate => ({ ...estate, endpoints: estate.endpoints.filter(({ id }) => id !== securedIds.scopeEndpoint), zoneGroups: estate.zoneGroups.filter(({ endpointId }) => endpointId !== securedIds.scopeEndpoint), connections: estate.connections.filter(({ endpointId }) => endpointId !== securedIds.scopeEndpoint) })
const noComponent: Estate = { ...open, components: [], workspace: { ...open.workspace, componentId: null } }
const unreadComponent: Estate = { ...secured, components: [] }
const unreadScope: Estate = { ...secured, linkScopes: [] }
const classic: Estate = { ...open, components: open.components.map((component) => ({ ...component, logWorkspaceId: null })) }
const unscoped: Estate = { ...secured, scopedResources: [] }
const restricted: Estate = { ...secured, components: open.components, scopedResources: [] }
/** The scope that serves the network does not hold the component, which stays public. */
const foreign = (bent: Partial<LinkScope>): Estate => ({ ...bend(bent), components: open.components, scopedResources: [] })
const excluded = { connection: secured.connections.filter(({ endpointId }) => endpointId === securedIds.scopeEndpoint).map(({ id }) => nameOf(id)).join(), query: 'PrivateOnly' as const, ingestion: null }
/** A flag of the Log Analytics workspace is another word than Enabled and Disabled, such as SecuredByPerimeter. */
const perimeter = (estate: Estate): Estate => ({ ...estate, logWorkspaces: estate.logWorkspaces.map((each) => ({ ...each, exposure: { ...each.exposure, ingestion: 'unknown' } })) })
const otherScope = armId(`${ids.group}/providers/Microsoft.Insights/privateLinkScopes/ampls-other`)
const [own] = secured.endpoints.filter(({ id }) => id === securedIds.scopeEndpoint)
const twoScopes: Estate = { ...secured, endpoints: [...secured.endpoints, ...(own === undefined ? [] : [{ ...own, id: armId(`${own.id}-2`), targetId: otherScope }])] }
const otherNetwork = armId(`${ids.networkGroup}/providers/Microsoft.Network/virtualNetworks/vnet-other`)
const withOther: Estate = { ...secured, networks: [...secured.networks, { id: otherNetwork, region: 'westeurope', prefixes: ['10.99.0.0/16'], dnsServers: [] }] }
const linkedOther: Estate = { ...withOther, zoneLinks: [...withOther.zoneLinks, ...withOther.zones.filter(({ name }) => name === 'privatelink.monitor.azure.com').map(({ id }) => ({ id: childId(id, 'virtualNetworkLinks', 'other'), zoneId: id, networkId: otherNetwork, registers: false, fallsBack: false }))] }
const otherZone = armId(`${ids.group}/providers/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net`)
const twoBlobZones: Estate = {
  ...secured, zoneGroups: secured.zoneGroups.map((each) => (each.endpointId === securedIds.blobEndpoint ? { ...each, zones: each.zones.map((zone) => ({ ...zone, zoneId: otherZone })) } : each)),
}
const monitorOnly = zones('azuremonitor', 'AzureCloud').filter((zone) => !zones('blob', 'AzureCloud').includes(zone))
const emptied: Estate = { ...without(secured), components: open.components, linkScopes: [], scopedResources: [], records: secured.records.filter(({ zoneId }) => !monitorOnly.includes(nameOf(zoneId))) }
const china: Estate = { ...secured, cloud: 'AzureChinaCloud' }

const elsewhereId = armId('/subscriptions/99999999-0000-0000-0000-000000000000/resourceGroups/rg-log/providers/Microsoft.OperationalInsights/workspaces/log-central')
/** The target is in another subscription, whose tenant no snapshot holds. */
const elsewhere: Estate = { ...classic, logWorkspaces: open.logWorkspaces.map((each) => ({ ...each, id: elsewhereId })) }

const examples: Record<keyof typeof rules, Examples> = {
  'component-is-workspace-based': { breaks: [classic, [classic, choosing({ decision: 'publicOnPurpose' })]], keeps: [open, secured, noComponent], unknown: [unreadComponent] },
  'log-workspace-takes-resource-permissions': {
    breaks: [[{ ...classic, logWorkspaces: open.logWorkspaces.map((each) => ({ ...each, resourcePermissions: false })) }, choosing({ migrateTo: ids.logWorkspace })]],
    keeps: [open, classic, [classic, choosing({ migrateTo: ids.logWorkspace })]], unknown: [[{ ...classic, logWorkspaces: [] }, choosing({ migrateTo: ids.logWorkspace })], [elsewhere, choosing({ migrateTo: elsewhereId })]],
  },
  'monitoring-is-decided': { breaks: [open, emptied], keeps: [secured, noComponent, [open, choosing({ decision: 'publicOnPurpose' })]], unknown: [unreadComponent, unread(open, 'Microsoft.Insights/privateLinkScopes'), refusedScope(open)] },
  'component-is-in-a-scope': { breaks: [unscoped, [open, choosing({ decision: 'linkScope' })]], keeps: [open, secured, emptied], unknown: [unreadComponent, unread(unscoped, 'Microsoft.Insights/privateLinkScopes'), refusedScope(unscoped)] },
  'scope-is-open': {
    breaks: [bend({ query: 'PrivateOnly' }), bend({ ingestion: 'PrivateOnly' }), bend({ query: null, ingestion: 'PrivateOnly' }), foreign({ query: 'PrivateOnly' }), [foreign({ ingestion: 'PrivateOnly' }), choosing({ decision: 'publicOnPurpose' })], foreign({ exclusions: [excluded] })],
    keeps: [secured, open, foreign({}), foreign({ query: 'PrivateOnly', exclusions: [{ ...excluded, query: 'Open' }] }), without(foreign({ query: 'PrivateOnly' })), { ...foreign({ query: 'PrivateOnly' }), components: [], workspace: noComponent.workspace }],
    unknown: [unreadComponent, unreadScope, bend({ query: null }), bend({ ingestion: null }), { ...foreign({}), linkScopes: [] }, foreign({ ingestion: null })],
  },
  'scope-has-no-exclusions': {
    breaks: [bend({ exclusions: [{ connection: 'pep-x', query: 'PrivateOnly', ingestion: null }] })], keeps: [secured, open, bend({ exclusions: [{ connection: 'pep-x', query: 'Open', ingestion: 'Open' }] })], unknown: [unreadComponent, unreadScope],
  },
  'scope-endpoint-is-approved': { breaks: [endpoint({ status: 'pending' }), endpoint({ status: 'rejected' })], keeps: [secured, open, without(secured)], unknown: [unreadComponent, unreadScope, unread(secured, 'Microsoft.Network/privateEndpoints')] },
  'log-workspace-is-in-the-scope': {
    breaks: [{ ...secured, scopedResources: secured.scopedResources.filter(({ linkedId }) => linkedId === ids.component) }], keeps: [secured, open],
    unknown: [unreadComponent, unread({ ...secured, scopedResources: secured.scopedResources.filter(({ linkedId }) => linkedId === ids.component) }, 'Microsoft.Insights/privateLinkScopes/scopedResources')],
  },
  'scope-has-an-endpoint': {
    breaks: [without(secured), endpoint({ subnetId: childId(otherNetwork, 'subnets', 'x') })], keeps: [secured, open],
    unknown: [unreadComponent, unreadScope, china, unread(without(secured), 'Microsoft.Network/privateEndpoints'), { ...without(secured), connections: secured.connections }],
  },
  'network-has-one-scope': { breaks: [twoScopes], keeps: [secured, open], unknown: [unreadComponent, unread(secured, 'Microsoft.Network/privateEndpoints')] },
  'no-other-network-is-moved': { breaks: [linkedOther], keeps: [secured, withOther, open], unknown: [unreadComponent, unreadScope, unread(linkedOther, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks')] },
  'scope-names-resolve': {
    breaks: [{ ...secured, zoneLinks: [] }, { ...secured, records: secured.records.filter(({ name }) => name !== 'api') }], keeps: [secured, open, without(secured)],
    unknown: [unreadComponent, unreadScope, china, endpoint({ names: null })],
  },
  'blob-zone-is-shared': { breaks: [twoBlobZones], keeps: [secured, open], unknown: [unreadComponent, unreadScope, unread({ ...secured, zoneGroups: [] }, 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups')] },
  'scope-subnet-has-room': {
    breaks: [{ ...secured, subnets: secured.subnets.map((subnet) => ({ ...subnet, prefixes: ['10.20.2.0/28'] })) }, { ...endpoint({ names: 'pending' }), usages: [{ subnetId: ids.endpointSubnet, used: 50, limit: 59 }] }],
    keeps: [secured, open, endpoint({ names: 'pending' })], unknown: [unreadComponent, unreadScope, { ...secured, subnets: [] }],
  },
  'component-and-logs-let-in-the-same': {
    breaks: [{ ...secured, logWorkspaces: open.logWorkspaces }], keeps: [secured, open, { ...open, logWorkspaces: secured.logWorkspaces }],
    unknown: [unreadComponent, { ...secured, logWorkspaces: [] }, { ...secured, components: secured.components.map((each) => ({ ...each, exposure: { ingestion: 'closed', query: 'unknown' } })) }, perimeter(open), perimeter(secured)],
  },
  'telemetry-gets-out': { breaks: [restricted, [restricted, choosing({ decision: 'publicOnPurpose' })]], keeps: [secured, open, noComponent], unknown: [unreadComponent, { ...restricted, subnets: [] }, { ...restricted, securityGroups: [] }] },
  'portal-works-from-inside': {
    breaks: [{ ...secured, subnets: secured.subnets.map((subnet) => ({ ...subnet, securityGroupId: securedIds.securityGroup })), securityRules: secured.securityRules.filter(({ access }) => access === 'Deny') }],
    keeps: [secured, open], unknown: [unreadComponent, { ...secured, subnets: secured.subnets.filter(({ id }) => id !== securedIds.jumpBoxSubnet) }],
  },
  'scope-is-within-limits': {
    breaks: [{ ...secured, endpoints: [...secured.endpoints, ...Array.from({ length: 10 }, (_, number) => ({ ...endpoint({}).endpoints[0], id: armId(`${securedIds.scopeEndpoint}-${number}`), region: 'westeurope', subnetId: ids.endpointSubnet, targetId: securedIds.scope, groups: ['azuremonitor'], status: 'approved' as const, manual: false, names: null }))] }],
    keeps: [secured, open], unknown: [unreadComponent, unreadScope, unread(secured, 'Microsoft.Network/privateEndpoints')],
  },
  'scope-is-global': { breaks: [bend({ location: 'westeurope' })], keeps: [secured, open, bend({ location: 'Global' })], unknown: [unreadComponent, unreadScope] },
  'monitor-zones-are-not-empty': {
    breaks: [emptied], keeps: [secured, open, { ...emptied, zoneLinks: emptied.zoneLinks.map((link) => ({ ...link, fallsBack: true })) }],
    unknown: [unread(emptied, 'Microsoft.Network/privateDnsZones/A'), { ...emptied, networks: emptied.networks.map((network) => ({ ...network, dnsServers: ['192.0.2.4'] })) }],
  },
}

describe('the rules of monitoring', () => {
  checkExamples('monitoring', rules, examples)

  it('say of linked zones without a scope that they are empty, and nothing of the scope that is not there (C37)', () => {
    const broken = Object.values(rules).filter((rule) => placesIn(rule, emptied).length > 0).map(({ requirement }) => requirement)
    expect(broken.filter((id) => id !== 'MON-15')).toEqual(['MON-23', 'MON-24'])
    expect(placesIn(rules['monitor-zones-are-not-empty'], emptied)).toEqual([{ at: ids.network, data: { zones: monitorOnly.toSorted() } }])
  })

  it('warn of a scope of others that serves the network in private mode only, and name its network', () => {
    expect(placesIn(rules['scope-is-open'], foreign({ query: 'PrivateOnly' }))).toEqual([{ at: securedIds.scope, level: 'should', data: { queryAccessMode: 'PrivateOnly', ingestionAccessMode: 'Open', component: ids.component } }])
  })

  it('say that a perimeter may decide who sends and reads', () => {
    const places = placesIn(rules['component-and-logs-let-in-the-same'], perimeter(open))
    expect(places.map(({ at, data }) => [at, findingText({ step: 'monitoring', rule: 'component-and-logs-let-in-the-same', data: data ?? {} })])).toEqual([[ids.logWorkspace, expect.stringContaining('SecuredByPerimeter')]])
  })

  it('do not count a sixth zone in Government as missing where the group is full', () => {
    const names = zones('azuremonitor', 'AzureUSGovernment')
    const zoned = names.map((name) => ({ id: armId(`${ids.group}/providers/Microsoft.Network/privateDnsZones/${name}`), name }))
    const world: Estate = {
      ...endpoint({ names: 'pending' }), cloud: 'AzureUSGovernment', zones: zoned, records: [], zoneLinks: zoned.map(({ id }) => ({ id: childId(id, 'virtualNetworkLinks', 'l'), zoneId: id, networkId: ids.network, registers: false, fallsBack: false })),
      zoneGroups: [{ id: childId(securedIds.scopeEndpoint, 'privateDnsZoneGroups', 'default'), endpointId: securedIds.scopeEndpoint, zones: zoned.slice(0, 5).map(({ id, name }) => ({ name, zoneId: id })) }],
    }
    expect(placesIn(rules['scope-names-resolve'], world).map(({ verdict }) => verdict)).toEqual(['unknown'])
  })
})

const ready: Choices = {
  ...undecided,
  access: { ...undecided.access, placement: { ...undecided.access.placement, resourceGroup: ids.group } },
  addressSpace: { ...undecided.addressSpace, network: { use: 'existing', id: ids.network }, endpointSubnet: { use: 'existing', id: ids.computeSubnet }, computeSubnet: { use: 'existing', id: ids.computeSubnet } },
}
const proposed = (estate: Estate): Choices => ({ ...ready, monitoring: propose(estate, ready).answers })
const mustPlaces = (estate: Estate, choices: Choices) =>
  Object.entries(rules).flatMap(([name, rule]) => (rule.level === 'must' ? placesIn(rule, [estate, choices]).filter(({ verdict, level }) => verdict === undefined && level === undefined).map((place) => [name, place]) : []))

const worlds: Readonly<Record<string, Estate>> = {
  open, secured, hub, classic, noComponent, emptied, 'no endpoint': without(secured), unscoped, 'private only': bend({ query: 'PrivateOnly', exclusions: [{ connection: 'pep-x', query: 'PrivateOnly', ingestion: null }] }),
  'a pending endpoint': endpoint({ status: 'pending' }), Government: { ...open, cloud: 'AzureUSGovernment' }, China: { ...open, cloud: 'AzureChinaCloud' },
}

describe('configuring monitoring', () => {
  it.each(Object.entries(worlds))('keeps every must rule with the proposal and is done once: %s', (_, estate) => {
    const choices = proposed(estate)
    const once = configure(estate, choices.monitoring, choices)
    expect(step.open(choices.monitoring, estate)).toEqual([])
    expect(step.asks.safeParse(choices.monitoring).success).toBe(true)
    expect(configure(once, choices.monitoring, choices)).toEqual(once)
    expect(mustPlaces(once, choices)).toEqual([])
  })

  it('changes nothing while nothing is answered, and nothing when public on purpose', () => {
    expect(Object.values(worlds).map((estate) => configure(estate, undecided.monitoring, ready))).toEqual(Object.values(worlds))
    expect(configure(open, { ...propose(open, ready).answers, decision: 'publicOnPurpose' }, ready)).toEqual(open)
  })

  it('changes nothing of a secured estate', () => {
    const choices = proposed(secured)
    expect([choices.monitoring.scope, configure(secured, choices.monitoring, choices)]).toEqual([{ use: 'existing', id: securedIds.scope }, secured])
  })

  it('puts component and Log Analytics workspace into a new scope in open mode', () => {
    const made = configure(open, propose(open, ready).answers, ready)
    const scope = `${ids.group}/providers/Microsoft.Insights/privateLinkScopes/ampls-mlw-demand`
    expect([made.linkScopes, made.scopedResources.map(({ id, linkedId }) => [id, linkedId]), made.endpoints.map(({ targetId, groups }) => [targetId, groups]), made.components]).toEqual([
      [{ id: scope, location: 'global', query: 'Open', ingestion: 'Open', exclusions: [] }],
      [[`${scope}/scopedResources/scoped-appi-demand`, ids.component], [`${scope}/scopedResources/scoped-log-demand`, ids.logWorkspace]],
      [[scope, ['azuremonitor']]], open.components,
    ])
  })

  it('knows the scope that it made, in whatever letters Azure answers (F81)', () => {
    const { answers } = propose(open, ready)
    const made = configure(open, answers, ready)
    const [scope] = made.linkScopes
    const answered = armId((scope?.id ?? '').replace('Microsoft.Insights', 'microsoft.insights').replace(/resourceGroups\/[^/]+/, (group) => `resourceGroups/${group.slice(15).toUpperCase()}`))
    const respelt = (id: ArmId): ArmId => (id === scope?.id ? answered : id)
    const found: Estate = {
      ...made, linkScopes: made.linkScopes.map((each) => ({ ...each, id: answered })), scopedResources: made.scopedResources.map((each) => ({ ...each, scopeId: respelt(each.scopeId) })),
      endpoints: made.endpoints.map((each) => ({ ...each, targetId: respelt(each.targetId) })),
    }
    expect(configure(found, answers, ready)).toEqual(found)
  })

  it('uses the hub\'s scope where the hub resolves, and makes no second endpoint (MON-10)', () => {
    const hubScope = armId(`${hubIds.group}/providers/Microsoft.Insights/privateLinkScopes/ampls-hub`)
    const world: Estate = {
      ...hub, linkScopes: [{ id: hubScope, location: 'global', query: 'Open', ingestion: 'Open', exclusions: [] }],
      endpoints: [{ id: armId(`${hubIds.group}/providers/Microsoft.Network/privateEndpoints/pep-ampls`), region: 'westeurope', subnetId: hubIds.dnsSubnet, targetId: hubScope, groups: ['azuremonitor'], status: 'approved', manual: false, names: null }],
    }
    const answers = propose(world, ready).answers
    const made = configure(world, answers, ready)
    expect([answers.scope, made.endpoints, made.scopedResources.map(({ scopeId }) => scopeId)]).toEqual([{ use: 'existing', id: hubScope }, world.endpoints, [hubScope, hubScope]])
  })

  it('makes no scope while one that was not readable may serve the network', () => {
    const { answers, because } = propose(refusedScope(open), ready)
    expect([answers.scope, because['scope']?.word, configure(refusedScope(open), answers, ready)]).toEqual(['undecided', 'scopesUnread', refusedScope(open)])
    expect(propose(refusedScope(secured), ready).answers.scope).toMatchObject({ use: 'existing' })
  })

  it('proposes to leave Azure Monitor public where no zones are documented, and makes no endpoint there', () => {
    const china: Estate = { ...open, cloud: 'AzureChinaCloud' }
    const choices: Choices = { ...ready, monitoring: { ...propose(open, ready).answers, decision: 'linkScope' } }
    const made = configure(china, choices.monitoring, choices)
    expect([propose(china, ready).answers.decision, made.endpoints, made.scopedResources.length, mustPlaces(made, choices)]).toEqual(['publicOnPurpose', [], 2, []])
  })

  it('closes the public flags only when told to, and only beside an endpoint', () => {
    const close = (choices: Choices) => configure(open, { ...propose(open, choices).answers, publicAccess: 'close' }, choices)
    expect([close(ready).components, close(ready).logWorkspaces].flat().map(({ exposure }) => exposure)).toEqual([{ ingestion: 'closed', query: 'closed' }, { ingestion: 'closed', query: 'closed' }])
    expect(close({ ...ready, addressSpace: undecided.addressSpace }).components).toEqual(open.components)
  })

  it('leaves a flag that a perimeter decides with the perimeter', () => {
    const made = configure(perimeter(open), { ...propose(perimeter(open), ready).answers, publicAccess: 'close' }, ready)
    expect([made.components, made.logWorkspaces].flat().map(({ exposure }) => exposure)).toEqual([{ ingestion: 'closed', query: 'closed' }, { ingestion: 'unknown', query: 'closed' }])
  })
})

describe('first values of an answer about the scope', () => {
  it('are the proposed one, the first that exists, or the usual name', () => {
    expect([scopeBy('new', open, { use: 'new', name: 'ampls-x' }), scopeBy('new', secured, 'undecided'), scopeBy('existing', secured, 'undecided'), scopeBy('existing', open, 'undecided')])
      .toEqual([{ use: 'new', name: 'ampls-x' }, { use: 'new', name: 'ampls' }, { use: 'existing', id: securedIds.scope }, 'undecided'])
    expect(scopesOf(secured, { use: 'existing', id: otherScope })).toEqual([securedIds.scope, otherScope])
  })
})
