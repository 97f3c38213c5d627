/** Before and after a run: the forecast, the diagnosis, the evidence file; no secret leaves the call that needs it. */
import { describe, expect, it } from 'vitest'
import { armId, idKey } from '../base/armId.ts'
import type { JsonObject } from '../base/json.ts'
import type { Change } from '../changes/change.ts'
import { collect } from '../discovery/collect.ts'
import type { Collected } from '../discovery/collecting.ts'
import { group, ids } from '../simulator/scenarios/bodies.ts'
import { open } from '../simulator/scenarios/open.ts'
import { diagnose, resultsIn } from './diagnose.ts'
import { evidenceOf } from './evidence.ts'
import { beginningOf, origin, placeOf, type Place, plannedAgain, plannedFor, ran, seenIn } from './fixtures/runs.ts'
import type { Forecast } from './forecast.ts'
import { type Preflight, preflight } from './preflight.ts'
import { compared } from './verify.ts'

const planned = plannedFor(open)
const signal = new AbortController().signal
const template: JsonObject = {
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#', contentVersion: '1.0.0.0',
  resources: [{ type: 'Microsoft.Network/privateDnsZones', apiVersion: '2024-06-01', name: 'privatelink.vaultcore.azure.net', location: 'global' }],
}

const collecting = ({ arm }: Place): Promise<Collected> => collect({ arm, cloud: 'AzureCloud', workspaceId: ids.workspace, takenAt: '2026-11-23T08:00:00Z', signal, report: () => undefined })

async function forecasts(place: Place, more: Partial<Preflight> = {}): Promise<ReadonlyMap<string, Forecast>> {
  const told: Forecast[] = []
  const before = await collecting(placeOf(open))
  const found = await preflight({
    arm: place.arm, clock: place.clock, origin, signal, plan: planned.plan, reviewed: before.ok ? before.snapshot : planned.snapshot, desired: planned.desired, tell: (one) => told.push(one),
    collect: () => collecting(place), templates: [{ group: armId(group), name: 'ringfence', template, parameters: {} }], ...more,
  })
  if (!found.ok) throw new Error(found.failure.is)
  expect(told).toHaveLength(found.forecasts.length)
  return new Map(found.forecasts.map((one) => [one.question, one]))
}

describe('the preflight', () => {
  it('says what is fine, what is not, and what is an estimate', async () => {
    const found = await forecasts(placeOf(open))
    expect(Object.fromEntries([...found].map(([question, { result }]) => [question, result]))).toMatchObject({ estate: 'fine', rights: 'fine', locks: 'fine', addresses: 'fine', denyAssignments: 'fine', names: 'fine', validate: 'fine', whatIf: 'estimate' })
  })

  it('finds a lock, a changed estate and a policy before anything is sent', async () => {
    const lock: JsonObject = { id: `${group}/providers/Microsoft.Authorization/locks/keep`, name: 'keep', type: 'Microsoft.Authorization/locks', properties: { level: 'ReadOnly' } }
    const place = placeOf({ ...open, resources: [...(open['resources'] as readonly JsonObject[]).map((body) => (body['id'] === ids.account ? { ...body, properties: { ...(body['properties'] as JsonObject), allowSharedKeyAccess: false } } : body)), lock] }, {
      change: (world) => ({ ...world, policies: [{ name: 'zones', scope: group, type: 'Microsoft.Network/privateDnsZones', property: 'location', wanted: 'nowhere', effect: 'deny' }] }),
    })
    const found = await forecasts(place)
    expect(found.get('estate')).toMatchObject({ result: 'refused', found: [ids.account] })
    expect(found.get('locks')).toMatchObject({ result: 'refused', found: [lock['id']] })
    expect(found.get('validate')).toMatchObject({ result: 'refused' })
    expect(place.writes().filter(({ method }) => method !== 'POST')).toEqual([])
  })

  it('names changes without a right, and namespaces that nobody registers', async () => {
    const place = placeOf(open)
    const collect = () => Promise.resolve({ ok: true as const, snapshot: { ...planned.snapshot, permissions: { [group]: [{ actions: ['*/read'], notActions: [] }] }, providers: { [ids.account.split('/')[2] ?? '']: { 'Microsoft.Network': 'NotRegistered' } } } })
    const found = await forecasts(place, { collect, templates: [] })
    expect(found.get('rights')?.result).toBe('refused')
    expect(found.get('rights')?.keys.length).toBeGreaterThan(3)
    expect(found.get('providers')).toMatchObject({ result: 'refused', found: [expect.stringContaining('Microsoft.Network') as unknown] })
  })
})

describe('the diagnosis', () => {
  it('is asked of ARM, and each result knows its step', async () => {
    const acls = { bypass: 'None', defaultAction: 'Deny', ipRules: [], virtualNetworkRules: [], resourceAccessRules: [] }
    const file = { ...open, resources: (open['resources'] as readonly JsonObject[]).map((body) => (body['id'] === ids.account ? { ...body, properties: { ...(body['properties'] as JsonObject), networkAcls: acls } } : body)) }
    const place = placeOf(file)
    const found = await diagnose(place.arm, { clock: place.clock, origin, signal }, armId(ids.workspace))
    expect(found).toMatchObject({ ok: true, results: [{ list: 'storageAccountResults', step: 'storage', level: 'error' }] })
  })

  it('reads both spellings, keeps unknown levels as warnings, and takes nothing for a problem that is none', () => {
    const item = { code: 'CustomDNSInUse', level: 'Odd', message: 'm' }
    const wanted = [{ list: 'dnsResolutionResults', step: 'workspace', level: 'warning', code: 'CustomDNSInUse', message: 'm' }]
    expect(resultsIn({ value: { dnsResolutionResults: [item] } })).toEqual(wanted)
    expect(resultsIn({ dns_resolution_results: [item], storage_account_results: [] })).toEqual(wanted)
    expect([resultsIn({}), resultsIn(null), resultsIn({ value: { other: [item] } })]).toEqual([[], [], []])
  })
})

describe('the evidence file', () => {
  it('tells what was read from Azure apart from what a person attested, and holds neither token nor secret', async () => {
    const ends = ['subnets/snet-jumpbox', 'networkInterfaces/nic-vm-jump', 'virtualMachines/vm-jump', 'assign-AcrPull', 'natGateways/ng-vnet-demand', 'publicIPAddresses/pip-ng-vnet-demand']
    const plan: readonly Change[] = planned.plan.filter(({ id }) => ends.some((end) => idKey(id).endsWith(idKey(end))))
    const place = placeOf(open)
    const { run, store } = await ran(place, beginningOf(planned, { plan }))
    expect(run.end?.is).toBe('done')
    const entries = store.all.get('run') ?? []
    const verification = compared(seenIn(open, place.cloud), (snapshot) => {
      const again = plannedAgain(snapshot, planned.choices)
      return { desired: again.desired, plan: again.plan, journeys: [] }
    }, plan)
    const file = evidenceOf({ run, plan, entries, before: planned.snapshot, verification, diagnosis: [], writtenAt: '2026-11-23T09:00:00Z' })
    const text = JSON.stringify([file, entries])
    expect(place.asked.some(({ body }) => body.includes('Not-a-true-1'))).toBe(true)
    expect([text.includes('Not-a-true-1'), /bearer/i.test(text)]).toEqual([false, false])
    expect(file).toMatchObject({ ringfenceEvidence: 1, end: { is: 'done' }, attested: { statements: [{ what: 'byHand' }] }, readFromAzure: { verification: { unlike: [] } } })
    expect(JSON.stringify(file)).toContain('"became":"done"')
  })

  it('a value that nobody gives stops its change alone', async () => {
    const plan = planned.plan.filter(({ id }) => /snet-jumpbox|nic-vm-jump|vm-jump|ng-vnet-demand|snet-endpoints/.test(id))
    const { run } = await ran(placeOf(open), beginningOf(planned, { plan }), { secret: () => Promise.resolve(null) })
    expect(run.end).toMatchObject({ is: 'paused', trouble: { text: 'secretMissing', remedy: 'giveSecret' } })
    expect(run.changes.filter(({ stand }) => stand === 'done').length).toBe(run.changes.length - 1)
  })
})
