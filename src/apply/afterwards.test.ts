/** Before and after a run: the forecast, the diagnosis, the evidence file; no secret leaves the call that needs it. */
import { describe, expect, it } from 'vitest'
import { armId, idKey } from '../base/armId.ts'
import type { JsonObject } from '../base/json.ts'
import type { Change } from '../changes/change.ts'
import { collect } from '../discovery/collect.ts'
import type { Collected } from '../discovery/collecting.ts'
import { readEstate } from '../discovery/readEstate.ts'
import { group, ids } from '../simulator/scenarios/bodies.ts'
import { open } from '../simulator/scenarios/open.ts'
import { secured } from '../simulator/scenarios/secured.ts'
import { runReport } from '../session/runReport.ts'
import { diagnosisSays, diagnosisText } from './afterMessages.en.ts'
import { diagnose } from './diagnose.ts'
import { reportIn, resultsIn } from './diagnosisReport.ts'
import { recordOf, type RunRecord } from './evidence.ts'
import { beginningOf, idOf, origin, placeOf, type Place, type Planned, plannedAgain, plannedFor, ran, seenIn } from './fixtures/runs.ts'
import type { Forecast } from './forecast.ts'
import { type Preflight, preflight } from './preflight.ts'
import type { Entry } from './journal.ts'
import { checksOf } from './readBack.ts'
import type { PlanAgain } from './resume.ts'
import { compared } from './verify.ts'
import { withoutTokens } from './withoutTokens.ts'

const planned = plannedFor(open)
const signal = new AbortController().signal
const template: JsonObject = {
  $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#', contentVersion: '1.0.0.0',
  resources: [{ type: 'Microsoft.Network/privateDnsZones', apiVersion: '2024-06-01', name: 'privatelink.vaultcore.azure.net', location: 'global' }],
}

const collecting = ({ arm }: Place): Promise<Collected> => collect({ arm, cloud: 'AzureCloud', workspaceId: ids.workspace, takenAt: '2026-11-23T08:00:00Z', signal, report: () => undefined })

/** The estate as everybody reviews it: read once. */
const reviewed = collecting(placeOf(open))

async function forecasts(place: Place, more: Partial<Preflight> = {}): Promise<ReadonlyMap<string, Forecast>> {
  const told: Forecast[] = []
  const before = await reviewed
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
    expect([found.get('estate')?.result, JSON.stringify(found.get('estate')).includes(ids.account)]).toEqual(['refused', true])
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
  const acls = { bypass: 'None', defaultAction: 'Deny', ipRules: [], virtualNetworkRules: [], resourceAccessRules: [] }
  const shut = { ...open, resources: (open['resources'] as readonly JsonObject[]).map((body) => (body['id'] === ids.account ? { ...body, properties: { ...(body['properties'] as JsonObject), networkAcls: acls } } : body)) }
  const asked = ({ arm, clock }: Place) => diagnose(arm, { clock, origin, signal }, armId(ids.workspace))
  const item = { code: 'CustomDNSInUse', level: 'Odd', message: 'm' }

  it('DIAG-01 is asked of ARM after a run, by POST, and followed to its end', async () => {
    const place = placeOf(shut)
    expect(await asked(place)).toMatchObject({ is: 'results', at: place.clock.now(), results: [{ list: 'storageAccountResults', step: 'storage', level: 'error' }] })
    expect(place.writes().map(({ method, path }) => [method, path])).toEqual([['POST', `${ids.workspace}/diagnose`]])
  })

  it('DIAG-02 tells nine lists apart, and keeps one that it does not know with the others', () => {
    const parts = ['userDefinedRoute', 'networkSecurityRule', 'resourceLock', 'dnsResolution', 'storageAccount', 'keyVault', 'containerRegistry', 'applicationInsights', 'other', 'requiredResourceProvider']
    const found = resultsIn({ value: Object.fromEntries(parts.map((part) => [`${part}Results`, [item]])) })
    expect(found.map(({ step }) => step)).toEqual(['outbound', 'outbound', 'access', 'workspace', 'storage', 'keyVault', 'registry', 'monitoring', null, null])
  })

  it('DIAG-03 knows three levels, and takes another for a warning', () => {
    expect(resultsIn({ otherResults: ['Error', 'Warning', 'Information', 'Odd'].map((level) => ({ ...item, level })) }).map(({ level }) => level)).toEqual(['error', 'warning', 'information', 'warning'])
  })

  it('DIAG-04 says of an empty answer that no problem was found, and what that does not prove', async () => {
    expect([resultsIn({}), resultsIn(null), resultsIn({ value: { other: [item] } })]).toEqual([[], [], []])
    const found = await asked(placeOf(open))
    expect([found.is, diagnosisText(found)]).toEqual(['results', expect.stringContaining('does not prove')])
  })

  it('DIAG-05 reads both spellings of its lists', () => {
    const wanted = [{ list: 'dnsResolutionResults', step: 'workspace', level: 'warning', code: 'CustomDNSInUse', message: 'm' }]
    expect([resultsIn({ value: { dnsResolutionResults: [item] } }), resultsIn({ dns_resolution_results: [item], storage_account_results: [] })]).toEqual([wanted, wanted])
  })

  it('DIAG-05 reads a report as Python prints it, as JSON, and with other lines around it; other text is none', () => {
    const wanted = [{ list: 'dnsResolutionResults', step: 'workspace', level: 'warning', code: 'CustomDnsInUse', message: "VNet 'v' is not using Azure default dns" }]
    const printed = `>>> print(resp)\n{'value': {'user_defined_route_results': [], 'dns_resolution_results': [{'code': 'CustomDnsInUse', 'level': 'Warning', 'message': "VNet 'v' is not using Azure default dns"}], 'other_results': None}}\n`
    const json = JSON.stringify({ value: { dnsResolutionResults: [{ code: 'CustomDnsInUse', level: 'Warning', message: "VNet 'v' is not using Azure default dns" }] } })
    expect([reportIn(printed), reportIn(json)]).toEqual([wanted, wanted])
    expect(['{}', "{'value': {}}", '{"value": {"otherResults": []}}'].map(reportIn)).toEqual([[], [], []])
    expect(['', 'no report', '{"a": 1}', '{"value": 3}', '[]', "{'value': {"].map(reportIn)).toEqual([null, null, null, null, null, null])
  })

  it('says that there is none where Azure refuses it, or hides where its result is: never that no problem was found', async () => {
    const refused = await asked(placeOf(shut, { faults: [{ fault: 'F50', on: { path: '/diagnose', times: 'always' } }] }))
    const unseen = await asked(placeOf(shut, { change: (world) => ({ ...world, cors: 'none' }) }))
    expect([refused, unseen].map((one) => [one.is, diagnosisText(one)])).toEqual([['refused', diagnosisSays.refused], ['unseen', diagnosisSays.unseen]])
  })
})

const planAgain = (choices: Planned['choices']): PlanAgain => (snapshot) => ({ ...plannedAgain(snapshot, choices), journeys: [] })

describe('what is read back', () => {
  const closed = plannedFor(secured)
  const checks = (change: (bodies: readonly JsonObject[]) => readonly JsonObject[]) => checksOf(readEstate({ ...closed.snapshot, resources: change(closed.snapshot.resources) }), closed.desired)

  it('DIAG-07 lists each name once with the address that it has to have, a vault by the name that people use', () => {
    const found = compared(closed.snapshot, planAgain(closed.choices), []).lookUps.map(({ host, address }) => `${host} ${address}`)
    expect(found).toEqual(expect.arrayContaining(['kv-demand.vault.azure.net 10.20.2.9', 'stdemand.blob.core.windows.net 10.20.2.7', 'crdemand.azurecr.io 10.20.2.11']))
    expect([new Set(found).size, found.filter((name) => /vaultcore|\*/.test(name))]).toEqual([found.length, []])
  })

  it('DIAG-08 says of endpoints, zone groups, links, names, doors, modes and the build cluster how many hold, and which do not', () => {
    const missing = (change: Parameters<typeof checks>[0]) => checks(change).flatMap(({ name, missing: which }) => (which.length === 0 ? [] : [[name, ...which]]))
    expect(checks((bodies) => bodies).map(({ name, held }) => [name, held])).toEqual([
      ['endpointsApproved', 6], ['zoneGroups', 6], ['zonesLinked', 10], ['namesPrivate', 8], ['doorsClosed', 11], ['accessModes', 1], ['buildCluster', 1],
    ])
    expect(missing((bodies) => bodies.filter((body) => !/vaultcore\.azure\.net\/virtualNetworkLinks/i.test(idOf(body))))).toEqual([['zonesLinked', 'privatelink.vaultcore.azure.net, vnet-demand'], ['namesPrivate', 'kv-demand vault, vnet-demand']])
    expect(missing((bodies) => bodies.map((body) => (body['id'] === ids.account ? { ...body, properties: { ...(body['properties'] as JsonObject), networkAcls: { defaultAction: 'Allow' } } } : body)))).toEqual([['doorsClosed', 'stdemand defaultAction']])
const pending = (body: JsonObject): JsonObject => JSON.parse(/pep-kv-demand/.test(JSON.stringify(body)) ? JSON.stringify(body).replaceAll('"Approved"', '"Pending"') : JSON.stringify(body)) as JsonObject
    expect(missing((bodies) => bodies.map(pending))[0]).toEqual(['endpointsApproved', 'pep-kv-demand'])
  })

  it.each<readonly [what: string, type: string, hidden: RegExp]>([
    ['endpointsApproved', 'Microsoft.Network/privateEndpoints', /\/privateEndpoints\/[^/]+$/i],
    ['zoneGroups', 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups', /\/privateDnsZoneGroups\//i],
    ['zonesLinked', 'Microsoft.Network/privateDnsZones/virtualNetworkLinks', /\/virtualNetworkLinks\//i],
    ['accessModes', 'Microsoft.Insights/privateLinkScopes', /\/privateLinkScopes\//i],
    ['buildCluster', 'Microsoft.MachineLearningServices/workspaces/computes', /\/computes\//i],
  ])('says of %s that they could not be read, never that they are missing, where Azure refused their list', (what, type, hidden) => {
    const { snapshot, desired } = closed
    const refused = [...snapshot.refused, { id: type.startsWith('Microsoft.Machine') ? ids.workspace : group.split('/').slice(0, 3).join('/'), type, status: 403, code: 'AuthorizationFailed' }]
    const row = checksOf(readEstate({ ...snapshot, resources: snapshot.resources.filter((body) => !hidden.test(idOf(body))), refused }), desired).find(({ name }) => name === what)
    expect([row?.held, row?.missing, (row?.unread ?? []).length > 0]).toEqual([0, [], true])
  })
})

describe('the evidence of a run', () => {
  const ends = ['subnets/snet-jumpbox', 'networkInterfaces/nic-vm-jump', 'virtualMachines/vm-jump', 'assign-AcrPull', 'natGateways/ng-vnet-demand', 'publicIPAddresses/pip-ng-vnet-demand']
  const plan: readonly Change[] = planned.plan.filter(({ id }) => ends.some((end) => idKey(id).endsWith(idKey(end))))

  async function recorded(from: Place): Promise<{ readonly record: RunRecord; readonly entries: readonly Entry[]; readonly report: string }> {
    const { run, store } = await ran(from, beginningOf(planned, { plan }))
    const entries = store.all.get('run') ?? []
    const verification = compared(seenIn(open, from.cloud), planAgain(planned.choices), plan)
    const diagnosis = await diagnose(from.arm, { clock: from.clock, origin, signal }, armId(ids.workspace))
    const record = recordOf({ run, kind: 'forward', plan, left: [], entries, before: planned.snapshot, verification, diagnosis, checked: {}, writtenAt: '2026-11-23T09:00:00Z' })
    return { record, entries, report: runReport(record, { diagnosis, findings: { before: [], after: [] } }) }
  }

  const place = placeOf(open)
  const whole = recorded(place)

  it('tells what was read from Azure apart from what a person attested, in its file and in its report', async () => {
    const { record, report } = await whole
    expect(record).toMatchObject({ ringfenceEvidence: 1, end: { is: 'done' }, attested: { statements: [{ what: 'byHand' }] }, readFromAzure: { verification: { unlike: [] }, diagnosis: { is: 'results' } } })
    expect(record.requests.map(({ change, became }) => [typeof change, became])).toEqual(record.requests.map(() => ['number', 'done']))
    const [azure, attested] = [report.slice(report.indexOf('## Read from Azure'), report.indexOf('## Attested by a person')), report.slice(report.indexOf('## Attested by a person'))]
    expect([azure.includes('A task by hand is done'), attested.includes('A task by hand is done'), azure.includes(`${plan.length - 1} of ${plan.length - 1} changed entries`)]).toEqual([false, true, true])
    expect(report.split('\n').filter((line) => /^\| \d+ \| \d{4}-/.test(line) && line.includes(' PUT '))).toHaveLength(record.requests.filter(({ method }) => method === 'PUT').length)
    expect(report.split('\n').filter((line) => /^# |^## /.test(line))).toEqual([
      '# Run on `mlw-demand`', '## The plan, and what became of it', '## What was sent', '## Read from Azure', '## Attested by a person',
    ])
  })

  it('says why a run paused, with the id to quote and Azure’s own words, none of which becomes markup', async () => {
    const { record, report } = await recorded(placeOf(open, { faults: [{ fault: 'F52', on: { path: '/natGateways/', times: 'always' } }] }))
    expect(report).toMatch(/^Paused: \d of \d changes are done\.$/m)
    expect(report).toMatch(/## Why it paused[^#]*disallowed by policy[^#]*Correlation id: `[^`]+`/)
    if (record.end?.is !== 'paused') throw new Error(record.end?.is)
    const hostile = { ...record, end: { ...record.end, trouble: { ...record.end.trouble, said: 'deny <b>all</b> | [x](https://evil.example) `y`\n# z' } } }
    const shown = runReport(hostile, { diagnosis: null, findings: { before: [], after: null } })
    expect(shown).toContain(String.raw`Azure says: deny \<b\>all`)
    expect(shown).not.toMatch(/<b>|\]\(https:\/\/evil|^# z/m)
  })

  it('holds no token, key, password or signed link, wherever one was planted', async () => {
    const { record, entries, report } = await whole
    expect(place.asked.some(({ body }) => body.includes('Not-a-true-1'))).toBe(true)
    expect([JSON.stringify(entries), JSON.stringify(record), report].map((text) => /Not-a-true-1|bearer/i.test(text))).toEqual([false, false, false])

    const secrets = ['eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbmEifQ.c2lnbmVk', 'c2Vjcm0LWtleS1vZi1hbg==', 'sv=2024&sig=abcdefgh%3D', 'P@ss"word\\1', 'opaque-Token_value.1']
    const [token = '', key = '', query = '', password = '', opaque = ''] = secrets
    const said = `Authorization: Bearer ${opaque}; token ${token}; see https://st.blob.core.windows.net/c?${query} and AccountKey=${key};EndpointSuffix=x, https://management.azure.com/operations/1?t=1&c=${token}`
    const planted = { said, nested: [{ adminPassword: password, ConnectionString: `InstrumentationKey=${key};x`, primaryKey: key, access_token: opaque }], url: `https://x.example/a?${query}` }
    const kept = [withoutTokens(JSON.stringify(planted)), withoutTokens(said)]
    expect(kept.flatMap((text) => secrets.filter((secret) => text.includes(secret) || text.includes(JSON.stringify(secret).slice(1, -1))))).toEqual([])
    expect(JSON.parse(kept[0] ?? '')).toMatchObject({ nested: [{ adminPassword: '(left out)' }], url: 'https://x.example/a?(left out)' })
    expect(withoutTokens(JSON.stringify(record))).toBe(JSON.stringify(record))
  })

  it('tells a mistake of ours as one, with its message; that the journal cannot be kept is another matter', async () => {
    const some = planned.plan.filter(({ id }) => /snet-jumpbox|nic-vm-jump|vm-jump|ng-vnet-demand|snet-endpoints/.test(id))
    const { run } = await ran(placeOf(open), beginningOf(planned, { plan: some }), { secret: () => Promise.reject(new Error('no such field')) })
    expect(run.end).toMatchObject({ is: 'paused', trouble: { text: 'stopped', remedy: 'report', data: { mistake: 'no such field' } } })
  })

  it('a value that nobody gives stops its change alone', async () => {
    const some = planned.plan.filter(({ id }) => /snet-jumpbox|nic-vm-jump|vm-jump|ng-vnet-demand|snet-endpoints/.test(id))
    const { run } = await ran(placeOf(open), beginningOf(planned, { plan: some }), { secret: () => Promise.resolve(null) })
    expect(run.end).toMatchObject({ is: 'paused', trouble: { text: 'secretMissing', remedy: 'giveSecret' } })
    expect(run.changes.filter(({ stand }) => stand === 'done').length).toBe(run.changes.length - 1)
  })
})
