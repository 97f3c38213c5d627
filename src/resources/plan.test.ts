import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { armId, childId, idKey, nameOf, parentOf } from '../base/armId.ts'
import type { Change, ChangeKey } from '../changes/change.ts'
import type { Estate } from '../estate/estate.ts'
import { anyEstate } from '../estate/fixtures/arbitrary.ts'
import { hub } from '../estate/fixtures/hub.ts'
import { ids, open, tenant } from '../estate/fixtures/open.ts'
import { secured, securedIds } from '../estate/fixtures/secured.ts'
import { joined } from '../estate/lists.ts'
import { upTo } from '../estate/phases.ts'
import { plan } from './index.ts'

/** The only one of a list. */
function only<Some>(list: readonly Some[]): Some {
  const [first, ...others] = list
  if (first === undefined || others.length > 0) throw new Error(`expected one, found ${list.length}`)
  return first
}

const updatesOf = (changes: readonly Change[], id: string) => changes.flatMap((change) => (change.do === 'update' && change.id === id ? [change] : []))
const place = (changes: readonly Change[], found: (change: Change) => boolean): number => changes.findIndex(found)

/** All that a change waits for, directly or not. */
function behind(changes: readonly Change[], key: ChangeKey): ReadonlySet<ChangeKey> {
  const byKey = new Map(changes.map((change) => [change.key, change]))
  const seen = new Set<ChangeKey>()
  const walk = (at: ChangeKey): void => byKey.get(at)?.after.forEach((next) => {
    if (seen.has(next)) return
    seen.add(next)
    walk(next)
  })
  walk(key)
  return seen
}

/** Two drawn estates give a long plan; a few dozen pairs show what there is to see. */
const few = { numRuns: 25 }

const bent = (estate: Estate, change: Partial<Estate>): Estate => ({ ...estate, ...change })
const registryWith = (estate: Estate, sku: string) => estate.registries.map((registry) => ({ ...registry, sku }))

describe('a plan', () => {
  it('is empty between equal estates', () => {
    for (const estate of [open, secured, hub]) expect(plan(estate, estate)).toEqual([])
    fc.assert(fc.property(anyEstate, (estate) => { expect(plan(estate, estate)).toEqual([]) }), few)
  })

  it('does not depend on the order of the input', () => {
    const backwards = (estate: Estate): Estate => ({ ...estate, ...joined([estate], ([list = []]) => [...list].reverse()) })
    expect(plan(backwards(open), backwards(secured))).toEqual(plan(open, secured))
    fc.assert(fc.property(anyEstate, anyEstate, (current, desired) => {
      expect(plan(backwards(current), backwards(desired))).toEqual(plan(current, desired))
    }), few)
  })

  it('names each change once, in an order in which it can be done, and waits for its own changes only', () => {
    fc.assert(fc.property(anyEstate, fc.oneof(anyEstate, fc.constant(secured)), (current, desired) => {
      const changes = plan(current, desired)
      const places = new Map(changes.map(({ key }, index) => [key, index]))
      expect(places.size).toBe(changes.length)
      for (const { key, after } of changes) for (const before of after) expect(places.get(before)).toBeLessThan(places.get(key) ?? -1)
    }), few)
  })

  it('leaves nothing to do once it is carried out', () => {
    const changes = plan(open, secured)
    const done = upTo(open, secured, new Set(changes.map(({ phase, id }) => `${phase}/${id}` as const)))
    expect(plan(done, secured)).toEqual([])
  })

  it('has as many changes left after any part of it as it had without that part', () => {
    const changes = plan(open, secured)
    fc.assert(fc.property(fc.nat(changes.length), (length) => {
      const done = upTo(open, secured, new Set(changes.slice(0, length).map(({ phase, id }) => `${phase}/${id}` as const)))
      const left = new Set(plan(done, secured).map(({ id }) => id))
      const expected = new Set(changes.slice(length).map(({ id }) => id))
      expect([...left].filter((id) => !expected.has(id))).toEqual([])
    }), { numRuns: 20 })
  })

  it('only adds in prepare and only closes in lockdown', () => {
    const changes = plan(open, secured)
    expect(changes.filter(({ phase, closes }) => (phase === 'lockdown') !== closes)).toEqual([])
    expect(changes.findLastIndex(({ phase }) => phase === 'prepare')).toBeLessThan(changes.findIndex(({ phase }) => phase === 'lockdown'))
  })
})

describe('the safety order', () => {
  const changes = plan(open, secured)

  it('STOR-23 allows before it denies', () => {
    const [allow, deny] = updatesOf(changes, ids.account)
    const rules = [{ tenantId: tenant, resourceId: ids.workspace }]
    expect(allow).toMatchObject({ phase: 'prepare', closes: false, patch: { properties: { networkAcls: { defaultAction: 'Allow', resourceAccessRules: rules } } } })
    expect(deny).toMatchObject({ phase: 'lockdown', closes: true, patch: { properties: { networkAcls: { defaultAction: 'Deny', resourceAccessRules: rules } } } })
    expect(behind(changes, deny?.key ?? 'lockdown/0/')).toContain(allow?.key)
  })

  it('shuts the workspace last of all, behind every way in (WKSP-26)', () => {
    const last = changes.at(-1)
    expect(last).toMatchObject({ id: ids.workspace, do: 'update', patch: { properties: { publicNetworkAccess: 'Disabled' } } })
    expect(behind(changes, last?.key ?? 'lockdown/0/').size).toBe(changes.length - 1)
  })

  it('closes registry, vault, storage, monitoring, network and workspace, one after another', () => {
    const closings = changes.filter(({ closes }) => closes)
    expect(closings.map(({ id }) => id).filter((id) => !id.includes('/Microsoft.Network/'))).toEqual([ids.registry, ids.vault, ids.account, ids.logWorkspace, ids.component, ids.workspace])
    closings.slice(1).forEach(({ after }, index) => { expect(after).toEqual([closings[index]?.key]) })
  })

  it('closes nothing before all that is prepared', () => {
    const prepare = changes.filter(({ phase }) => phase === 'prepare').map(({ key }) => key)
    for (const { key } of changes.filter(({ phase }) => phase === 'lockdown')) expect([...behind(changes, key)]).toEqual(expect.arrayContaining(prepare))
  })

  it('makes the registry Premium before it gets an endpoint, in a change of its own (ACR-03)', () => {
    const upgrade = only(updatesOf(changes, ids.registry).filter(({ phase }) => phase === 'prepare'))
    const endpoint = only(changes.filter((change) => change.do === 'create' && change.type === 'Microsoft.Network/privateEndpoints' && JSON.stringify(change.body).includes(ids.registry)))
    expect(upgrade).toMatchObject({ patch: { sku: { name: 'Premium' } }, before: { sku: { name: 'Standard' } } })
    expect(endpoint.after).toContain(upgrade.key)
  })

  it('links a zone after every group that writes into it', () => {
    for (const link of secured.zoneLinks) {
      const writers = secured.zoneGroups.filter(({ zones }) => zones.some(({ zoneId }) => zoneId === link.zoneId))
      expect(writers.length).toBeGreaterThan(0)
      for (const { id } of writers) expect(behind(changes, `prepare/0/${link.id}`).has(`prepare/0/${id}`)).toBe(true)
    }
  })

  it('links a zone after the person who writes its records', () => {
    const [link] = secured.zoneLinks
    if (link === undefined) throw new Error('the fixture has links')
    const task = { id: childId(only(secured.endpoints.filter(({ targetId }) => targetId === ids.vault)).id, 'tasks', 'writeRecords'), task: 'writeRecords' as const, data: { zones: [nameOf(link.zoneId)] } }
    const [first, second] = plan(bent(secured, { zoneLinks: secured.zoneLinks.slice(1) }), bent(secured, { tasks: [task] }))
    expect([first?.id, second?.id]).toEqual([task.id, link.id])
    expect(second?.after).toEqual([first?.key])
  })

  it('writes an endpoint\'s records right behind the endpoint', () => {
    for (const { id, endpointId } of secured.zoneGroups) expect(place(changes, (change) => change.id === id)).toBe(place(changes, (change) => change.id === endpointId) + 1)
  })

  it('creates the build cluster behind the workspace\'s endpoint, names and links, and names it to the workspace then (C28)', () => {
    const cluster = only(changes.filter(({ type, do: kind }) => type.endsWith('/computes') && kind === 'create'))
    const endpoint = only(secured.endpoints.filter(({ targetId }) => targetId === ids.workspace))
    const named = only(updatesOf(changes, ids.workspace).filter(({ phase }) => phase === 'prepare'))
    expect(behind(changes, cluster.key).has(`prepare/0/${endpoint.id}`)).toBe(true)
    expect(behind(changes, cluster.key).has(`prepare/0/${childId(endpoint.id, 'privateDnsZoneGroups', 'default')}`)).toBe(true)
    expect(named.patch).toEqual({ properties: { imageBuildCompute: nameOf(cluster.id) } })
    expect(named.after).toContain(cluster.key)
  })

  it('lets endpoints of one network wait for each other by a lock', () => {
    const endpoints = changes.filter(({ type }) => type === 'Microsoft.Network/privateEndpoints')
    expect(endpoints.every(({ locks }) => locks.includes(ids.network))).toBe(true)
  })

  it('makes what writes the records of an endpoint right behind it, whatever the names are, and its task too', () => {
    const group = (endpointId: Estate['endpoints'][number]['id']): Estate['zoneGroups'][number] => ({ id: childId(endpointId, 'privateDnsZoneGroups', 'default'), endpointId, zones: [] })
    const [one] = secured.endpoints
    if (one === undefined) throw new Error('the fixture has endpoints')
    const endpoints = ['pep-st', 'pep-st-blob', 'pep-st.file', 'pep-st_x'].map((name) => ({ ...one, id: armId(`${ids.networkGroup}/providers/Microsoft.Network/privateEndpoints/${name}`) }))
    const byTask = endpoints.slice(0, 2).map(({ id }) => ({ id: childId(id, 'tasks', 'writeRecords'), task: 'writeRecords' as const, data: { endpoint: id, zones: [] } }))
    const desired = bent(secured, { endpoints: [...secured.endpoints, ...endpoints], zoneGroups: [...secured.zoneGroups, ...endpoints.slice(2).map(({ id }) => group(id))], tasks: byTask })
    const order = plan(secured, desired).map(({ id }) => id)
    expect(order).toHaveLength(8)
    for (const { id } of [...endpoints.slice(2).map((each) => group(each.id)), ...byTask]) expect(order[order.indexOf(id) - 1]).toBe(parentOf(id))
  })

  it('lets people make a compute again once all else is prepared, and closes nothing before', () => {
    const task = { id: childId(ids.cluster, 'tasks', 'recreateCompute'), task: 'recreateCompute' as const, data: { compute: ids.cluster, subnet: ids.computeSubnet } }
    const moved = plan(bent(open, { computes: open.computes.map((each) => ({ ...each, subnetId: null })) }), bent(secured, { tasks: [task] }))
    const at = place(moved, (change) => change.do === 'manual')
    expect(at).toBe(moved.findLastIndex(({ phase }) => phase === 'prepare'))
    const waitsFor = behind(moved, moved[at]?.key ?? 'prepare/0/')
    expect(moved.slice(0, at).filter(({ key }) => !waitsFor.has(key))).toEqual([])
    const closings = moved.filter(({ closes }) => closes)
    expect(closings.length).toBeGreaterThan(3)
    for (const { key } of closings) expect(behind(moved, key)).toContain(moved[at]?.key)
  })

  it('puts the service endpoint on a subnet before the rule that needs it (STOR-12)', () => {
    const desired = bent(open, {
      subnets: open.subnets.map((subnet) => ({ ...subnet, serviceEndpoints: ['Microsoft.Storage'] })),
      storageAccounts: open.storageAccounts.map((account) => ({ ...account, exceptions: { ...account.exceptions, subnetIds: [ids.computeSubnet] } })),
    })
    const [subnet, account] = plan(open, desired)
    expect([subnet?.id, account?.id]).toEqual([ids.computeSubnet, ids.account])
    expect(subnet?.interrupts).toBe(true)
    expect(account?.after).toEqual([subnet?.key])
  })

  it('gives a NAT gateway the address that it lacks, whole and after the address is made', () => {
    const bare = bent(secured, { natGateways: secured.natGateways.map((gateway) => ({ ...gateway, publicAddressIds: [] })), publicAddresses: secured.publicAddresses.filter(({ id }) => id !== securedIds.natAddress) })
    const [address, gateway] = plan(bare, secured)
    expect([address?.id, address?.do]).toEqual([securedIds.natAddress, 'create'])
    expect(gateway).toMatchObject({ id: securedIds.natGateway, do: 'update', by: 'put', patch: { properties: { publicIpAddresses: [{ id: securedIds.natAddress }] } }, after: [address?.key] })
    const refusing = (estate: Estate): Estate => bent(estate, { permissions: [{ scope: securedIds.natGateway, entries: [{ actions: ['*/read'], notActions: [] }] }] })
    const asked = plan(refusing(bare), refusing(secured)).find((change) => change.do === 'manual')
    expect(asked).toMatchObject({ task: { task: 'changeOwnedElsewhere', data: { scope: securedIds.natGateway, what: ['Microsoft.Network/natGateways/write'] } } })
  })

  it('registers a namespace before what is created in it, and before an endpoint that leads to it', () => {
    const registrations = secured.providers.map((provider) => (provider.namespace === 'Microsoft.ContainerRegistry' ? { ...provider, state: 'notRegistered' as const } : provider))
    const endpoints = secured.endpoints.filter(({ targetId }) => targetId === ids.registry)
    const before = bent(secured, { providers: registrations, endpoints: [], zoneGroups: [] })
    const [action, created] = plan(before, bent(secured, { endpoints, zoneGroups: [] })).filter(({ do: kind }) => kind !== 'manual')
    expect(action).toMatchObject({ do: 'action', method: 'POST', action: 'register' })
    expect(created?.after).toContain(action?.key)
  })

  it('marks what can be felt: a link of a zone to a network', () => {
    const felt = changes.filter(({ interrupts }) => interrupts)
    expect(felt.length).toBe(secured.zoneLinks.length)
  })

  it('marks an endpoint whose zone is linked already: its names have no answer there until its records are written', () => {
    const [group] = secured.zoneGroups.filter(({ zones }) => zones.length === 1)
    const endpoint = secured.endpoints.find(({ id }) => id === group?.endpointId)
    if (group === undefined || endpoint === undefined) throw new Error('the fixture has zone groups')
    const zoneId = group.zones[0]?.zoneId
    const without = bent(secured, { endpoints: secured.endpoints.filter(({ id }) => id !== endpoint.id), zoneGroups: secured.zoneGroups.filter(({ id }) => id !== group.id), records: secured.records.filter((record) => record.zoneId !== zoneId) })
    const isFelt = (current: Estate, desired: Estate = secured) => plan(current, desired).find((change) => change.id === endpoint.id)?.interrupts
    const links = (change: (link: Estate['zoneLinks'][number]) => readonly Estate['zoneLinks'][number][]): Estate => bent(without, { zoneLinks: without.zoneLinks.flatMap((link) => (link.zoneId === zoneId ? change(link) : [link])) })
    expect(isFelt(without)).toBe(true)
    expect(isFelt(links(() => []))).toBe(false)
    expect(isFelt(links((link) => [{ ...link, fallsBack: true }]))).toBe(false)
    const second = { ...endpoint, id: armId(`${ids.networkGroup}/providers/Microsoft.Network/privateEndpoints/pep-second`) }
    const more = bent(secured, { endpoints: [...secured.endpoints, second] })
    expect(plan(secured, more).map(({ id, interrupts }) => [id, interrupts])).toEqual([[second.id, false]])
  })
})

describe('changes of existing resources', () => {
  it('write the smallest patch and say what it replaces', () => {
    const change = only(plan(open, bent(open, { workspace: { ...open.workspace, legacyMode: false, exposure: { publicAccess: 'closed' } } })))
    expect(change).toMatchObject({ key: `lockdown/0/${ids.workspace}`, by: 'patch', patch: { properties: { publicNetworkAccess: 'Disabled' } }, before: { properties: { publicNetworkAccess: 'Enabled' } } })
    expect(change).toHaveProperty('patch', { properties: { publicNetworkAccess: 'Disabled' } })
  })

  it('keep all rules of a firewall that they change (STOR-09)', () => {
    const instances = [{ tenantId: tenant, resourceId: `${ids.group}/providers/Microsoft.Synapse/workspaces/syn` }]
    const account = (change: Partial<Estate['storageAccounts'][number]['exposure']>) =>
      open.storageAccounts.map((one) => ({ ...one, exposure: { ...one.exposure, ...change }, exceptions: { ...one.exceptions, instances, addresses: ['203.0.113.7'] } }))
    const change = only(plan(bent(open, { storageAccounts: account({}) }), bent(open, { storageAccounts: account({ defaultAction: 'closed' }) })))
    expect(change).toMatchObject({
      patch: { properties: { networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices', resourceAccessRules: instances, ipRules: [{ value: '203.0.113.7', action: 'Allow' }] } } },
    })
  })

  it('write a vault\'s firewall complete whenever its public access changes, with Deny where nothing is known (KV-08, C20)', () => {
    const hidden = bent(open, { vaults: open.vaults.map((vault) => ({ ...vault, exposure: { publicAccess: 'closed', defaultAction: 'unknown' }, exceptions: { ...vault.exceptions, trustedServices: 'unknown' } })) })
    const reopened = bent(open, { vaults: open.vaults.map((vault) => ({ ...vault, exposure: { publicAccess: 'open', defaultAction: 'closed' } })) })
    const change = only(plan(hidden, reopened))
    expect(change).toMatchObject({
      phase: 'prepare',
      patch: { properties: { publicNetworkAccess: 'Enabled', networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices', ipRules: [], virtualNetworkRules: [] } } },
    })
    expect(plan(hidden, hidden)).toEqual([])
    const admitting = bent(open, { vaults: open.vaults.map((vault) => ({ ...vault, exceptions: { ...vault.exceptions, addresses: ['203.0.113.7'] } })) })
    expect(updatesOf(plan(open, admitting), ids.vault).map(({ patch }) => Object.keys(patch['properties'] ?? {}))).toEqual([['networkAcls']])
  })

  it('switch automatic registration of a link off without touching anything else of it (C08)', () => {
    const registering = bent(secured, { zoneLinks: secured.zoneLinks.map((link, index) => ({ ...link, registers: index === 0, fallsBack: true })) })
    const desired = bent(secured, { zoneLinks: secured.zoneLinks.map((link) => ({ ...link, fallsBack: true })) })
    expect(only(plan(registering, desired))).toMatchObject({ by: 'patch', patch: { properties: { registrationEnabled: false } }, phase: 'prepare', interrupts: false })
  })

  it('never change a compute (ACR-29)', () => {
    const bigger = bent(open, { computes: open.computes.map((compute) => ({ ...compute, maxNodes: 9, size: 'Standard_D64s_v5' })) })
    expect(plan(open, bigger)).toEqual([])
  })

  it('become a task by hand where they would touch what we do not understand', () => {
    const partly = bent(open, { unknownParts: [{ id: ids.account, path: 'properties.networkAcls.ipRules' }] })
    const desired = bent(partly, { storageAccounts: open.storageAccounts.map((account) => ({ ...account, exposure: { ...account.exposure, defaultAction: 'closed' } })) })
    expect(only(plan(partly, desired))).toMatchObject({ do: 'manual', id: ids.account, phase: 'lockdown', task: { task: 'changeUnknownPart', data: { paths: ['properties.networkAcls.ipRules'] } } })
    const other = bent(partly, { storageAccounts: open.storageAccounts.map((account) => ({ ...account, exposure: { ...account.exposure, anonymousAccess: 'closed' } })) })
    expect(only(plan(partly, other)).do).toBe('update')
  })

  it('drop a dead storage rule with the first write of the firewall (STOR-41, C10)', () => {
    const gone = { tenantId: tenant, resourceId: `${ids.networkGroup}/providers/Microsoft.Network/privateEndpoints/old` }
    const instance = { tenantId: tenant, resourceId: ids.workspace }
    const rules = (...instances: readonly (typeof gone)[]) => bent(open, { storageAccounts: open.storageAccounts.map((account) => ({ ...account, exceptions: { ...account.exceptions, instances } })) })
    expect(only(plan(rules(gone), rules(instance)))).toMatchObject({ phase: 'prepare', patch: { properties: { networkAcls: { resourceAccessRules: [instance] } } } })
    const tasks = [{ id: childId(ids.account, 'tasks', 'removeClosedEntry-old'), task: 'removeClosedEntry' as const, data: { entry: gone.resourceId } }]
    expect(plan(rules(gone), bent(rules(instance), { tasks })).map(({ do: kind }) => kind)).toEqual(['manual', 'update'])
  })

  it('approve a waiting connection behind its endpoint', () => {
    const endpoint = only(secured.endpoints.filter(({ targetId }) => targetId === ids.vault))
    const connection = { id: childId(ids.vault, 'privateEndpointConnections', 'c'), targetId: ids.vault, endpointId: endpoint.id, status: 'pending' as const }
    const others = secured.connections.filter(({ targetId }) => targetId !== ids.vault)
    const waiting = bent(secured, { connections: [...others, connection] })
    expect(only(plan(waiting, bent(secured, { connections: [...others, { ...connection, status: 'approved' }] })))).toMatchObject({
      type: 'Microsoft.KeyVault/vaults/privateEndpointConnections', by: 'put', locks: [ids.vault],
      patch: { properties: { privateLinkServiceConnectionState: { status: 'Approved' } } },
    })
  })
})

describe('what can only be replaced', () => {
  const endpoint = only(secured.endpoints.filter(({ targetId }) => targetId === ids.vault))
  const groupId = only(secured.zoneGroups.filter(({ endpointId }) => endpointId === endpoint.id)).id
  const dead = (estate: Estate) => bent(estate, { endpoints: estate.endpoints.map((one) => (one.id === endpoint.id ? { ...one, status: 'disconnected' as const } : one)) })

  it('is deleted and created again in lockdown, with its children (WKSP-02)', () => {
    const changes = plan(dead(secured), secured)
    expect(changes.map(({ key, do: kind }) => [key, kind])).toEqual([
      [`lockdown/0/${endpoint.id}`, 'delete'], [`lockdown/1/${endpoint.id}`, 'create'], [`lockdown/0/${groupId}`, 'create'],
    ])
    expect(changes.some(({ closes }) => closes)).toBe(false)
    expect(changes.map(({ after }) => after.length)).toEqual([0, 1, 1])
  })

  it('comes before every closing', () => {
    const current = dead(bent(secured, { vaults: open.vaults }))
    const changes = plan(current, secured)
    const closing = only(updatesOf(changes, ids.vault))
    expect(changes.at(-1)?.key).toBe(closing.key)
    expect([...behind(changes, closing.key)].sort()).toEqual(changes.slice(0, -1).map(({ key }) => key).sort())
  })

  it('includes a zone group with a wrong zone, but not one that lacks a zone (C02)', () => {
    const two = only(secured.zoneGroups.filter(({ endpointId }) => secured.endpoints.some(({ id, targetId }) => id === endpointId && targetId === ids.workspace)))
    const withZones = (zones: typeof two.zones) => bent(secured, { zoneGroups: secured.zoneGroups.map((group) => (group.id === two.id ? { ...group, zones } : group)) })
    expect(only(plan(withZones(two.zones.slice(1)), secured))).toMatchObject({
      phase: 'prepare', do: 'update', by: 'put', patch: { properties: { privateDnsZoneConfigs: two.zones.map(({ name, zoneId }) => ({ name, properties: { privateDnsZoneId: zoneId } })) } },
    })
    const wrong = armId(`${ids.group}/providers/Microsoft.Network/privateDnsZones/privatelink.wrong`)
    expect(plan(withZones([{ name: 'wrong', zoneId: wrong }]), secured).map(({ phase, do: kind }) => [phase, kind])).toEqual([['lockdown', 'delete'], ['lockdown', 'create']])
  })

  it('is the only thing that is ever deleted', () => {
    fc.assert(fc.property(anyEstate, anyEstate, (current, desired) => {
      const deleted = plan(current, desired).filter(({ do: kind }) => kind === 'delete')
      expect(deleted.every(({ type, phase }) => phase === 'lockdown' && /privateEndpoints|privateDnsZoneGroups|virtualNetworkLinks/.test(type))).toBe(true)
    }), few)
  })
})

describe('what a change carries', () => {
  it('is the team whose scope holds it most closely', () => {
    const owners = [{ scope: ids.networkGroup, team: 'network' }, { scope: ids.subscription, team: 'platform' }]
    const changes = plan(open, bent(secured, { owners }))
    expect(changes.find(({ id }) => id === ids.computeSubnet)?.owner).toBe('network')
    expect(changes.find(({ id }) => id === ids.account)?.owner).toBe('platform')
    expect(plan(open, secured).every(({ owner }) => owner === null)).toBe(true)
  })

  it('are the tags of new resources on new resources, not on children or existing ones', () => {
    const newTags = { team: 'ml' }
    const tagged = plan(open, bent(secured, { newTags })).filter((change) => change.do === 'create' && 'tags' in change.body)
    expect(tagged.length).toBeGreaterThan(5)
    expect(tagged.every(({ type }) => type.split('/').length === 2)).toBe(true)
    expect(JSON.stringify(plan(open, bent(secured, { newTags })).filter(({ do: kind }) => kind === 'update'))).not.toContain('tags')
  })

  it('are on private DNS zones those of them that Azure takes there: 15, by names of a letter and letters, digits, dots, underscores and hyphens', () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`tag-${index}`, 'x']))
    const tagsOn = (newTags: Readonly<Record<string, string>>, type: string) =>
      plan(open, bent(secured, { newTags })).flatMap((change) => (change.do === 'create' && change.type === type ? [change.body['tags']] : []))[0]
    expect(Object.keys(tagsOn(many, 'Microsoft.Network/privateDnsZones') ?? {})).toHaveLength(15)
    expect(Object.keys(tagsOn(many, 'Microsoft.Network/privateEndpoints') ?? {})).toHaveLength(20)
    expect(tagsOn({ 'Cost Center': '1', '2nd': '2', 'größe': '3', owner: 'ana' }, 'Microsoft.Network/privateDnsZones')).toEqual({ owner: 'ana' })
    expect(tagsOn({ 'Cost Center': '1' }, 'Microsoft.Network/privateDnsZones')).toBeUndefined()
  })

  it('is no secret: the jump box\'s password is a parameter', () => {
    const machine = only(plan(open, secured).filter(({ type }) => idKey(type) === 'microsoft.compute/virtualmachines'))
    expect(machine).toMatchObject({ do: 'create', secrets: [{ path: 'properties.osProfile.adminPassword' }] })
    expect(JSON.stringify(machine)).not.toMatch(/"adminPassword":/)
  })

  it('is a task that only a person can do, once', () => {
    const tasks = [{ id: ids.network, task: 'forwardDns' as const, data: { names: ['api.azureml.ms'] } }]
    const desired = bent(open, { tasks })
    expect(only(plan(open, desired))).toMatchObject({ do: 'manual', id: ids.network, phase: 'prepare', closes: false, task: { task: 'forwardDns', data: { names: ['api.azureml.ms'] } } })
    expect(plan(desired, desired)).toEqual([])
  })

  it('has no null in a new body', () => {
    const bodies = plan(bent(open, { registries: registryWith(open, 'Premium') }), secured).flatMap((change) => (change.do === 'create' ? [change.body] : []))
    expect(JSON.stringify(bodies)).not.toContain('null')
  })
})
