/** What Azure shows of tasks by hand: done, not yet with what is missing, or not to be read; and what of them is a person's word. */
import { describe, expect, it } from 'vitest'
import { armId } from '../base/armId.ts'
import type { Json, JsonObject } from '../base/json.ts'
import type { TaskName } from '../base/taskName.ts'
import type { Change } from '../changes/change.ts'
import { hub } from '../simulator/scenarios/hub.ts'
import { ids } from '../simulator/scenarios/bodies.ts'
import { open } from '../simulator/scenarios/open.ts'
import { secured } from '../simulator/scenarios/secured.ts'
import { withAt } from '../simulator/write/values.ts'
import { checkedByHand, isShown } from './byHand.ts'
import type { Site } from './closing.ts'
import { beginningOf, idOf, nothingAsked, origin, placeOf, type Place, plannedFor, ran } from './fixtures/runs.ts'
import { memoryLocks } from './journal.ts'
import type { Ports } from './loop.ts'
import { goOn } from './runs.ts'
import { stateOf } from './state.ts'

const planned = plannedFor(open)

/** A run's site on a place, without the run. */
const siteOf = ({ arm, clock }: Place, of = planned): Site => ({
  state: stateOf(beginningOf(of), clock.now()),
  desk: { arm, clock, origin, signal: new AbortController().signal, plan: of.plan, note: () => Promise.resolve(), secret: () => Promise.resolve(null), saw: () => undefined, tell: () => undefined, gate: () => Promise.resolve({ until: Infinity }) },
})

const bent = (id: string, path: string, value: Json): JsonObject =>
  ({ ...open, resources: (open['resources'] as readonly JsonObject[]).map((body) => (idOf(body).toLowerCase() === id.toLowerCase() ? withAt(body, path, value) : body)) })

const task = (name: TaskName, data: Readonly<Record<string, string | readonly string[]>>, id: string = ids.workspace): Change =>
  ({ key: `prepare/0/${id}/tasks/x`, id: armId(id), type: 'T', apiVersion: '2024-11-01', phase: 'prepare', after: [], locks: [], interrupts: false, closes: false, owner: null, do: 'manual', task: { task: name, data } })

const store = armId(`${ids.workspace}/datastores/workspaceblobstore`)
const identity = task('setDatastoreIdentity', { datastore: store })
const registry = task('createRegistry', { workspace: ids.workspace })
const subnet = `${ids.network}/subnets/snet-training`
const cluster = `${ids.workspace}/computes/cpu-train`
const group = ids.workspace.split('/providers/')[0] ?? ''

describe('a task by hand', () => {
  it.each<readonly [string, Change, readonly [string, string, Json] | null, readonly string[] | 'done']>([
    ['a datastore without the workspace identity', identity, [store, 'properties.serviceDataAccessAuthIdentity', 'None'], ['properties.serviceDataAccessAuthIdentity']],
    ['a datastore with it', identity, [store, 'properties.serviceDataAccessAuthIdentity', 'WorkspaceSystemAssignedIdentity'], 'done'],
    ['a workspace without a registry', registry, [ids.workspace, 'properties.containerRegistry', null], ['properties.containerRegistry']],
    ['a workspace with one', registry, null, 'done'],
    ['a registry whose subnet rules are gone', task('removeSubnetRules', { registry: ids.registry, subnets: ['a'] }), null, 'done'],
    ['a registry that still has one', task('removeSubnetRules', { registry: ids.registry, subnets: ['a'] }), [ids.registry, 'properties.networkRuleSet', { defaultAction: 'Deny', ipRules: [], virtualNetworkRules: [{ id: subnet, action: 'Allow' }] }], ['properties.networkRuleSet.virtualNetworkRules']],
    ['a subnet without the service endpoint', task('addServiceEndpoint', { subnet, endpoint: 'Microsoft.Storage' }), null, ['properties.serviceEndpoints']],
    ['a subnet with it, or with the one for every region', task('addServiceEndpoint', { subnet, endpoint: 'Microsoft.Storage' }), [ids.network, 'properties.subnets', [{ id: subnet, name: 'snet-training', properties: { addressPrefix: '10.20.1.0/24', serviceEndpoints: [{ service: 'microsoft.storage.global' }] } }]], 'done'],
    ['a compute that is not there', task('recreateCompute', { compute: `${ids.workspace}/computes/none`, subnet }), null, [`${ids.workspace}/computes/none`]],
    ['a workspace without a managed network', task('useManagedNetwork', { workspace: ids.workspace }), null, ['properties.managedNetwork.isolationMode']],
    ['a workspace with one', task('useManagedNetwork', { workspace: ids.workspace }), [ids.workspace, 'properties.managedNetwork', { isolationMode: 'AllowOnlyApprovedOutbound' }], 'done'],
    ['a compute that is still the one in the subnet', task('recreateCompute', { compute: cluster, createdAt: '' }), [cluster, 'properties.properties.subnet', { id: subnet }], ['properties.properties.subnet.id']],
    ['a compute that is still the old one', task('recreateCompute', { compute: cluster, createdAt: '2026-01-01T00:00:00Z' }), [cluster, 'properties', { computeType: 'AmlCompute', createdOn: '2026-01-01T00:00:00Z', properties: {} }], ['properties.createdOn']],
    ['a compute made again in the managed network', task('recreateCompute', { compute: cluster, createdAt: '2026-01-01T00:00:00Z' }), [cluster, 'properties', { computeType: 'AmlCompute', createdOn: '2026-02-01T00:00:00Z', properties: {} }], 'done'],
    ['a network without a gateway', task('buildGateway', { network: ids.network, method: 'vpnPointToSite' }), null, ['properties.gatewayType']],
    ['a part that is as wanted', task('changeUnknownPart', { paths: ['properties.x'], wanted: JSON.stringify({ properties: { enableSoftDelete: true } }) }, ids.vault), [ids.vault, 'properties.enableSoftDelete', true], 'done'],
    ['a part that is otherwise', task('changeUnknownPart', { paths: ['properties.x'], wanted: JSON.stringify({ properties: { enableSoftDelete: true } }) }, ids.vault), [ids.vault, 'properties.enableSoftDelete', false], ['properties.enableSoftDelete']],
    ['rights that are held', task('changeOwnedElsewhere', { scope: group, what: ['Microsoft.Storage/storageAccounts/write'] }), null, 'done'],
    ['a role that is not held', task('assignRole', { scope: ids.account, role: 'Reader', roleId: 'acdd72a7-3385-48ef-bd42-f606fba81ae7', principal: '00000000-0000-0000-0000-000000000001' }), null, ['Reader']],
  ])('is seen by its own reading: %s', async (_, change, bend, wanted) => {
    const check = await checkedByHand(change, siteOf(placeOf(bend === null ? open : bent(...bend))))
    expect(check === null ? 'done' : check.is === 'notYet' ? check.missing.map(({ path }) => path) : check.is).toEqual(wanted)
  })

  it('is seen by its own reading: an endpoint that its target approved, and one that is not there', async () => {
    const endpoint = (secured['resources'] as readonly JsonObject[]).map(idOf).find((id) => /\/privateEndpoints\/[^/]*blob$/i.test(id)) ?? ''
    const found = await Promise.all([endpoint, `${endpoint}-2`].map((id) => checkedByHand(task('approveEndpoint', { endpoint: id, target: ids.account, groups: ['blob'] }), siteOf(placeOf(secured)))))
    expect(found.map((check) => (check === null ? 'done' : check.missing.map(({ path }) => path)))).toEqual(['done', [`${endpoint}-2`]])
  })

  it('is not known where Azure lets nobody look, and never taken for done', async () => {
    const place = placeOf(open, { change: (world) => ({ ...world, otherwise: [] }) })
    expect(await checkedByHand(identity, siteOf(place))).toMatchObject({ is: 'unread', missing: [] })
    expect((await checkedByHand(task('changeOwnedElsewhere', { scope: group, what: ['Microsoft.Storage/storageAccounts/write'] }), siteOf(place)))?.is).not.toBe('canAsk')
  })

  it('rests on a person’s word alone where no interface shows it', () => {
    expect((['forwardDns', 'removeClosedEntry'] as const).map((name) => isShown(task(name, {})))).toEqual([false, false])
    expect(plannedFor(hub).plan.filter((change) => change.do === 'manual').map((change) => [change.do === 'manual' ? change.task.task : '', isShown(change)])).toContainEqual(['writeRecords', true])
  })
})

describe('a planned change that a person makes instead', () => {
  it('is done once its resource is as planned, else what differs is named', async () => {
    const [made] = planned.plan.filter((change) => change.do === 'create')
    const [changed] = planned.plan.filter((change) => change.do === 'update' && change.phase === 'lockdown')
    if (made === undefined || changed === undefined || changed.do !== 'update') throw new Error('no such changes')
    const site = siteOf(placeOf(open))
    expect((await checkedByHand(made, site))?.missing.map(({ path }) => path)).toEqual([made.id])
    expect((await checkedByHand(changed, site))?.missing.every(({ path, expected, found }) => path.startsWith('properties.') && expected !== found)).toBe(true)
  })
})

describe('a run with a task by hand', () => {
  const plan = [{ ...identity, key: `prepare/0/${store}/tasks/setDatastoreIdentity` as const }]
  const without = bent(store, 'properties.serviceDataAccessAuthIdentity', 'None')
  const wanted = placeOf(bent(store, 'properties.serviceDataAccessAuthIdentity', 'WorkspaceSystemAssignedIdentity')).cloud.body(store)

  it('says what is missing, and goes on without anybody’s word once Azure shows it', async () => {
    const place = placeOf(without)
    let isMade = false
    const arm = place.client((fetch) => async (request) => (isMade && decodeURIComponent(request.url).includes(store) ? Response.json(wanted) : fetch(request)))
    const seen: (string | undefined)[] = []
    const { run, store: journal } = await ran({ arm, clock: place.clock }, beginningOf(planned, { plan }), { person: ({ changes: [change], stands }, control) => {
      if (stands !== 'needsYou' || change === undefined) return
      if (change.check?.is !== seen.at(-1)) seen.push(change.check?.is)
      if (change.check?.is === 'canAsk') control.checkByHand(change.key)
      if (change.check?.is !== 'notYet') return
      isMade = true
      control.checkByHand(change.key)
    } })
    expect([seen, run.end?.is, run.changes[0]?.attested]).toEqual([['canAsk', 'asking', 'notYet', 'asking'], 'done', 'no'])
    expect((journal.all.get('run') ?? []).map(({ is }) => is)).toEqual(['begun', 'settled', 'ended'])
  })

  it('comes back to the task when it goes on after a pause', async () => {
    const place = placeOf(without)
    const first = await ran(place, beginningOf(planned, { plan }), { person: ({ stands }, control) => { if (stands === 'needsYou') control.pause() } })
    expect(first.run.end).toMatchObject({ is: 'paused', trouble: { text: 'stopped', remedy: 'continue' } })
    const { arm, clock } = place
    const ports: Ports = { arm, clock, origin, store: first.store, secret: () => Promise.resolve(null), tell: () => undefined, people: 'end' }
    const again = () => goOn({
      run: 'run', options: nothingAsked, signal: new AbortController().signal, collect: () => Promise.resolve({ ok: true, snapshot: planned.snapshot }), planAgain: () => ({ desired: planned.desired, plan, journeys: [] }),
    }, ports, memoryLocks(), (running) => { if (said) running.control.didByHand(plan[0]?.key ?? 'prepare/0/') })
    let said = false
    expect(await again()).toMatchObject({ run: { end: { is: 'paused', key: plan[0]?.key, trouble: { text: 'byHandOpen', remedy: 'doByHand' } }, changes: [{ stand: 'byHand', number: 1 }] } })
    said = true
    expect(await again()).toMatchObject({ run: { end: { is: 'done' }, changes: [{ stand: 'done', attested: 'yes' }] } })
  })
})
