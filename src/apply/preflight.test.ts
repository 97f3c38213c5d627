/** Each question of the preflight against answers as ARM gives them: what is refused, what is worth a look, and what stays unknown because nobody could read it. */
import { expect, it } from 'vitest'
import { armId, idKey } from '../base/armId.ts'
import type { JsonObject } from '../base/json.ts'
import type { Change } from '../changes/change.ts'
import { apiVersion } from '../facts/ask.ts'
import { group, ids, networks, subscription } from '../simulator/scenarios/bodies.ts'
import { open } from '../simulator/scenarios/open.ts'
import type { World } from '../simulator/world.ts'
import type { Choices } from '../steps/choices.ts'
import { broken } from './fixtures/laws.ts'
import { beginningOf, origin, placeOf, type Place, plannedFor, ran } from './fixtures/runs.ts'
import type { Forecast, Question } from './forecast.ts'
import { whatHappened } from './messages.en.ts'
import { type Preflight, preflight } from './preflight.ts'

const chosen = (choices: Choices): Choices => ({ ...choices, connectivity: { ...choices.connectivity, method: 'bastion' } })
const planned = plannedFor(open, chosen)
const { snapshot, desired } = planned
const id = subscription.split('/')[2] ?? ''
const registered = { ...snapshot, providers: { [id]: { ...snapshot.providers[id], 'Microsoft.Compute': 'Registered' } } }

async function asked(change: (world: World) => World = (world) => world, more: Partial<Preflight> = {}): Promise<{ readonly place: Place; readonly of: (question: Question) => Partial<Forecast> }> {
  const place = placeOf(open, { change })
  const found = await preflight({
    arm: place.arm, clock: place.clock, origin, signal: new AbortController().signal, plan: planned.plan, reviewed: registered, desired, tell: () => undefined, collect: () => Promise.resolve({ ok: true, snapshot: registered }), templates: [], ...more,
  })
  if (!found.ok) throw new Error(found.failure.is)
  return { place, of: (question) => found.forecasts.find((one) => one.question === question) ?? {} }
}

const is = (forecast: Partial<Forecast>) => [forecast.result, forecast.details?.map((one) => [one.at, one.is])]
const making = (type: string, end: string): Change => {
  const change = planned.plan.find((one) => one.do === 'create' && idKey(one.type) === idKey(type))
  if (change?.do !== 'create') throw new Error(`the plan makes no ${type}`)
  const at = armId(`${group}/providers/${type}/${end}`)
  return { ...change, id: at, key: `prepare/0/${at}` }
}
const endingIn = (end: string): readonly Change[] => planned.plan.filter((change) => idKey(change.id).endsWith(idKey(end)))
const jumpBox = endingIn('virtualMachines/vm-jump')

it('asks each region and each provider once, for what the plan makes, and writes nothing', async () => {
  const { place, of } = await asked()
  const reads = place.asked.filter(({ method }) => method === 'GET').map(({ path }) => path.slice(subscription.length))
  expect(reads.filter((path) => /usages|skus|vmSizes|^\/providers\/[^/]+$/.test(path)).sort()).toEqual([
    '/providers/Microsoft.Compute', '/providers/Microsoft.Compute/locations/westeurope/usages', '/providers/Microsoft.Compute/skus', '/providers/Microsoft.Network', '/providers/Microsoft.Network/locations/westeurope/usages',
  ])
  expect(new Set(reads).size).toBe(reads.length)
  expect([of('offers'), of('quotas'), of('names'), of('providers'), of('denyAssignments')].map(({ result }) => result)).toEqual(['fine', 'fine', 'fine', 'fine', 'fine'])
  expect(place.writes().filter(({ path }) => !path.endsWith('checkNameAvailability'))).toEqual([])
})

it('names what changed since the review: the resource and its property', async () => {
  const resources = [...snapshot.resources.map((body) => (body['id'] === ids.account ? { ...body, properties: { ...(body['properties'] as JsonObject), allowSharedKeyAccess: false } } : body)), { id: `${networks}/providers/Microsoft.Network/routeTables/rt`, type: 'Microsoft.Network/routeTables' }]
  const { of } = await asked(undefined, { plan: endingIn('storageAccounts/stdemand'), collect: () => Promise.resolve({ ok: true, snapshot: { ...registered, resources } }) })
  expect(of('estate')).toMatchObject({ result: 'refused', details: [{ at: ids.account, is: 'changed', data: { paths: ['properties.allowSharedKeyAccess'] } }, { is: 'appeared' }], keys: endingIn('storageAccounts/stdemand').map(({ key }) => key) })
})

it('asks for a provider that the snapshot does not name, and says unknown only where nobody may read it', async () => {
  const unnamed = { plan: jumpBox, collect: () => Promise.resolve({ ok: true as const, snapshot }) }
  const registration = (state: string) => (world: World): World => ({ ...world, providers: { [id]: { ...world.providers[id], 'Microsoft.Compute': state } } })
  const compute = `${subscription}/providers/Microsoft.Compute`
  expect((await asked(registration('Registered'), unnamed)).of('providers')).toMatchObject({ result: 'fine' })
  expect((await asked(registration('NotRegistered'), unnamed)).of('providers')).toMatchObject({ result: 'refused', found: [compute], keys: jumpBox.map(({ key }) => key) })
  const refused = await asked((world) => ({ ...world, faults: [{ fault: 'F48', on: { path: 'providers/Microsoft.Compute', method: 'GET', times: 'always' } }] }), unnamed)
  expect(refused.of('providers')).toMatchObject({ result: 'unknown', found: [compute] })
  expect([refused.of('offers').result, refused.of('quotas').result]).toEqual(['unknown', 'unknown'])
})

it('says which names are taken and until when a deleted vault holds one, and takes an unread answer for unknown (F57)', async () => {
  const plan = [making('Microsoft.Network/publicIPAddresses', 'x'), making('Microsoft.Network/publicIPAddresses', 'x')].map((change, index): Change => {
    const [type, name] = [['Microsoft.KeyVault/vaults', 'kv-new'], ['Microsoft.ContainerRegistry/registries', 'crnew']][index] ?? []
    const at = armId(`${group}/providers/${type ?? ''}/${name ?? ''}`)
    return { ...change, id: at, key: `prepare/0/${at}`, type: type ?? '', apiVersion: apiVersion(type ?? '') }
  })
  // As recorded: azure-types example keyvault-deleted-get.
  const vaultAt = `${subscription}/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/kv-new`
  const deletedVaults: readonly JsonObject[] = [{ id: vaultAt, name: 'kv-new', type: 'Microsoft.KeyVault/deletedVaults', properties: { vaultId: `${group}/providers/Microsoft.KeyVault/vaults/kv-new`, location: 'westeurope', tags: {}, deletionDate: '2026-11-01T04:54:56Z', scheduledPurgeDate: '2027-01-30T04:54:56Z' } }]
  const held = await asked((world) => ({ ...world, deletedVaults, takenNames: ['crnew'] }), { plan })
  expect(held.of('names')).toMatchObject({ result: 'refused', details: [{ at: 'kv-new', is: 'heldByDeletedVault', data: { until: '2027-01-30T04:54:56Z' } }, { at: 'crnew', is: 'taken' }], keys: plan.map(({ key }) => key) })
  expect((await asked(undefined, { plan })).of('names')).toMatchObject({ result: 'fine' })
  expect((await asked((world) => ({ ...world, faults: [{ fault: 'F48', on: { path: 'checkNameAvailability', times: 'always' } }] }), { plan })).of('names')).toMatchObject({ result: 'unknown', trouble: { status: 403 } })
})

it('says which sizes and kinds a region does not offer, and which sizes this subscription may not have', async () => {
  const sku = (name: string, restrictions: readonly JsonObject[]): JsonObject => ({ resourceType: 'virtualMachines', name, family: 'standardDSv5Family', locations: ['westeurope'], capabilities: [{ name: 'vCPUs', value: '2' }], restrictions })
  const restricted = (type: string): JsonObject => ({ type, values: ['westeurope'], restrictionInfo: { locations: ['westeurope'] }, reasonCode: 'NotAvailableForSubscription' })
  const skus = (...items: readonly JsonObject[]) => (world: World): World => ({ ...world, regional: { 'microsoft.compute/skus': items } })
  expect(is((await asked(skus(sku('Standard_D4s_v5', [])), { plan: jumpBox })).of('offers'))).toEqual(['refused', [['Standard_D2s_v5', 'sizeMissing']]])
  expect((await asked(skus(sku('Standard_D2s_v5', [restricted('Location')])), { plan: jumpBox })).of('offers')).toMatchObject({ result: 'refused', details: [{ is: 'sizeRestricted', data: { reasons: ['NotAvailableForSubscription'] } }], keys: jumpBox.map(({ key }) => key) })
  expect((await asked(skus(sku('standard_d2s_V5', [restricted('Zone')])), { plan: jumpBox })).of('offers')).toMatchObject({ result: 'fine' })
  expect(is((await asked((world) => ({ ...world, notOffered: ['microsoft.network/bastionhosts'] }), { plan: planned.plan.filter(({ type }) => type === 'Microsoft.Network/bastionHosts') })).of('offers'))).toEqual(['refused', [['Microsoft.Network/bastionHosts', 'kindMissing']]])
})

it('says which limits leave no room, what a later start needs, and which counters it did not find (F56)', async () => {
  const counter = (name: string, currentValue: number, limit: number, type?: string): JsonObject => ({ currentValue, limit, name: { value: name, localizedValue: name }, unit: 'Count', ...(type === undefined ? {} : { type }) })
  const usages = (list: string, ...items: readonly JsonObject[]) => (world: World): World => ({ ...world, regional: { [`microsoft.${list}/locations/usages`]: items } })
  const endpoints = planned.plan.filter((change) => change.do === 'create' && change.type === 'Microsoft.Network/privateEndpoints')
  const network = await asked(usages('network', counter('PrivateEndpoints', 98, 100), counter('NetworkInterfaces', 65_536, -1)), { plan: [...endpoints, ...planned.plan.filter(({ type }) => type === 'Microsoft.Network/natGateways')] })
  expect(network.of('quotas')).toMatchObject({
    result: 'refused', keys: endpoints.map(({ key }) => key), details: [{ at: 'PrivateEndpoints', is: 'tooFew', data: { region: 'westeurope', need: endpoints.length, left: 2, limit: 100 } }, { at: 'NatGateways', is: 'uncounted' }],
  })
  expect(is((await asked(usages('compute', counter('cores', 99, 100), counter('virtualMachines', 1, 25_000), counter('standardDSv5Family', 0, 10)), { plan: jumpBox })).of('quotas'))).toEqual(['refused', [['cores', 'tooFew']]])
  const clusterAt = armId(`${ids.workspace}/computes/build`)
  const cluster: Change = { ...making('Microsoft.Network/publicIPAddresses', 'x'), id: clusterAt, key: `prepare/0/${clusterAt}`, type: 'Microsoft.MachineLearningServices/workspaces/computes', do: 'create', body: { location: 'westeurope', properties: { computeType: 'AmlCompute', properties: { vmSize: 'STANDARD_DS3_v2' } } }, secrets: [] }
  const family = (limit: number, kind: string): JsonObject => counter('standardDSv2Family', 0, limit, `Microsoft.MachineLearningServices/vmFamily/${kind}/usages`)
  const idle = await asked(usages('machinelearningservices', counter('TotalClusters', 1, 200), family(0, 'dedicatedCores'), family(-1, 'lowPriorityCores')), { plan: [cluster] })
  expect(idle.of('quotas')).toMatchObject({ result: 'attention', details: [{ at: 'standardDSv2Family', is: 'tooFewLater', data: { need: 4, left: 0, limit: 0 } }] })
})

it('names a deny assignment that stands over a change, and none that leaves the action out (F50)', async () => {
  const denial = (permissions: readonly JsonObject[]): JsonObject => ({
    id: `${group}/providers/Microsoft.Authorization/denyAssignments/d`, name: 'd', type: 'Microsoft.Authorization/denyAssignments',
    properties: { denyAssignmentName: 'Stack', scope: group, permissions, doNotApplyToChildScopes: false, principals: [{ id: '00000000-0000-0000-0000-000000000000', type: 'SystemDefined' }], excludePrincipals: [], isSystemProtected: true },
  })
  const plan = [...endingIn('vaults/kv-demand'), ...endingIn('storageAccounts/stdemand')]
  const over = (permission: JsonObject) => asked((world) => ({ ...world, resources: [...world.resources, denial([permission])] }), { plan })
  const vaultKeys = endingIn('vaults/kv-demand').map(({ key }) => key)
  expect((await over({ actions: ['Microsoft.KeyVault/vaults/write'], notActions: [] })).of('denyAssignments')).toMatchObject({ result: 'attention', details: [{ at: 'Stack', is: 'denies', data: { scope: group } }], keys: vaultKeys })
  expect((await over({ actions: ['*'], notActions: ['*/write'] })).of('denyAssignments')).toMatchObject({ result: 'fine' })
})

it('says of a lost answer to a question what is true of questions: nothing was written, and nothing read again', async () => {
  const templates = [{ group: armId(group), name: 'forecast', template: { $schema: 'x', resources: [] }, parameters: {} }]
  for (const fault of ['F02', 'F03'] as const) {
    const { of } = await asked((world) => ({ ...world, faults: [{ fault, on: { path: '/deployments/', times: 'always' } }] }), { plan: jumpBox, templates })
    for (const question of ['validate', 'whatIf'] as const) {
      const { result, trouble } = of(question)
      expect([question, result, trouble?.wrote, whatHappened[trouble?.text ?? 'stopped']({})]).toEqual([question, 'unknown', 'nothing', 'No usable answer to this question came back. Asking writes nothing.'])
    }
  }
})

it('takes the missing right to ask about a template for unknown: the run deploys none', async () => {
  const templates = [{ group: armId(group), name: 'forecast', template: { $schema: 'x', resources: [] }, parameters: {} }]
  const { of } = await asked((world) => ({ ...world, permissions: {}, otherwise: [{ actions: ['*'], notActions: ['Microsoft.Resources/deployments/*'], dataActions: [], notDataActions: [] }] }), { plan: jumpBox, templates })
  expect([of('validate'), of('whatIf')]).toMatchObject([{ result: 'unknown', trouble: { text: 'rightMissing' } }, { result: 'unknown' }])
})

it('a provider that nobody registered is registered by the run, once, before what is made of it, and its operation is waited for (F55)', async () => {
  const states = { ...snapshot.providers[id], 'Microsoft.Compute': 'NotRegistered' }
  const file = { ...open, providers: { [id]: states } }
  const whole = plannedFor(file, chosen)
  const plan = whole.plan.filter(({ id: of, do: what }) => what === 'action' || /snet-jumpbox|nic-vm-jump|vm-jump|ng-vnet-demand$/.test(of))
  const place = placeOf(file, { change: (world) => ({ ...world, providers: { [id]: { ...world.providers[id], ...states } } }) })
  const { run, store } = await ran(place, beginningOf(whole, { plan }))
  const writes = place.writes().map(({ method, path }) => `${method} ${path.split('/').slice(-2).join('/')}`)
  expect([run.end?.is, writes.filter((one) => one.startsWith('POST')), writes.indexOf('POST Microsoft.Compute/register') < writes.indexOf('PUT virtualMachines/vm-jump')]).toEqual(['done', ['POST Microsoft.Compute/register'], true])
  expect(broken({ place, plan, entries: store.all.get('run') ?? [] })).toEqual([])
  const again = await asked(undefined, { plan: whole.plan, collect: () => Promise.resolve({ ok: true, snapshot: { ...registered, providers: { [id]: states } } }) })
  expect(again.of('providers')).toMatchObject({ result: 'fine' })
})
