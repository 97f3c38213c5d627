/** Faults that are no switch: how the world is, how the sign-in and the clock behave, what Azure says before a run. The user's text, and that what must not happen does not. */
import { describe, expect, it } from 'vitest'
import type { Clock } from '../arm/clock.ts'
import { connect } from '../arm/connect.ts'
import type { Token } from '../arm/policies/bearer.ts'
import { armId, idKey } from '../base/armId.ts'
import type { JsonObject } from '../base/json.ts'
import type { Change } from '../changes/change.ts'
import { group, ids, networks } from '../simulator/scenarios/bodies.ts'
import { open } from '../simulator/scenarios/open.ts'
import type { Switch } from '../simulator/switches.ts'
import { parts } from './fixtures/faultRuns.ts'
import { broken } from './fixtures/laws.ts'
import { agreeable, beginningOf, origin, placeOf, type Place, type Planned, plannedFor, ran } from './fixtures/runs.ts'
import { nextAction, whatHappened } from './messages.en.ts'
import { preflight } from './preflight.ts'
import type { End } from './progress.ts'

const planned = plannedFor(open)
const withResources = (...more: readonly JsonObject[]): JsonObject => ({ ...open, resources: [...(open['resources'] as readonly JsonObject[]), ...more] })
const changed = (id: string, properties: JsonObject): JsonObject =>
  ({ ...open, resources: (open['resources'] as readonly JsonObject[]).map((body) => (body['id'] === id ? { ...body, properties: { ...(body['properties'] as JsonObject), ...properties } } : body)) })
const prepared = (ends: readonly string[], { plan }: Pick<Planned, 'plan'> = planned): readonly Change[] => plan.filter((change) => change.phase === 'prepare' && ends.some((end) => idKey(change.id).endsWith(idKey(end))))
/** A closing without its gate: what it sends is what matters here. */
const ungated = (end: string, { plan }: Pick<Planned, 'plan'>): readonly Change[] => plan.filter((change) => change.closes && change.id.endsWith(end)).map((change): Change => ({ ...change, phase: 'prepare', closes: false, after: [] }))

const told = (end: End | null): readonly string[] => (end?.is === 'paused' ? [whatHappened[end.trouble.text](end.trouble.data), nextAction[end.trouble.remedy]] : [end?.is ?? ''])

/** Carries changes out, and gives how the run ended and which laws it broke. */
async function outcome(place: Place, plan: readonly Change[], { of = planned, arm = place.arm, clock = place.clock }: { readonly of?: Planned; readonly arm?: Place['arm']; readonly clock?: Clock } = {}) {
  const { run, store } = await ran({ arm, clock }, beginningOf(of, { plan }), { people: 'end' })
  return { told: told(run.end), broken: broken({ place, plan, entries: store.all.get('run') ?? [] }) }
}

const methods = (place: Place): readonly string[] => place.writes().map(({ method, path }) => `${method} ${path.split('/').at(-1) ?? ''}`)

describe('signing in during a run', () => {
  /** A place whose sign-in gives no token while `code` says why. */
  const signingIn = (place: Place, code: () => string | null) => {
    const tokens = (): Promise<Token> => {
      const why = code()
      return Promise.resolve(why === null ? { ok: true, token: place.cloud.token() } : { ok: false, code: why })
    }
    let [asked, sent] = [0, 0]
    const arm = connect({ fetch: (request) => (sent += 1, place.cloud.fetch(request)), clock: place.clock, origin, tokens: () => (asked += 1, tokens()), run: 'run', newId: () => 'id' })
    return { arm, asked: () => asked, sent: () => sent }
  }

  it('F16: a renewal that needs a person pauses the run with one button, and sends nothing meanwhile', async () => {
    const place = placeOf(open)
    const { arm, asked, sent } = signingIn(place, () => 'interaction_required')
    expect((await outcome(place, prepared([...parts.storage, ...parts.subnet]), { arm })).told).toEqual(['Azure no longer accepts this sign-in. The running Azure operations are not affected.', 'Sign in'])
    expect([asked() <= 4, sent()]).toEqual([true, 0])
  })

  it('F19: a busy sign-in service pauses the run, which goes on later; it is not asked in a loop', async () => {
    const place = placeOf(open)
    let busy = true
    const { arm, asked, sent } = signingIn(place, () => (busy ? 'temporarily_unavailable' : null))
    const plan = prepared(parts.storage)
    expect((await outcome(place, plan, { arm })).told).toEqual(['The sign-in service is busy. The running Azure operations are not affected.', 'Try again'])
    expect([asked() <= 4, sent()]).toEqual([true, 0])
    busy = false
    expect((await outcome(place, plan, { arm })).told).toEqual(['done'])
  })
})

describe('clocks', () => {
  it('F87: a laptop that sleeps for three hours finds the work done, and asks for it once', async () => {
    const place = placeOf(open)
    let slept = false
    const clock: Clock = { now: () => place.clock.now(), sleep: (milliseconds, signal) => {
      const long = !slept && place.writes().length > 0
      slept ||= long
      return place.clock.sleep(long ? milliseconds + 10_800_000 : milliseconds, signal)
    } }
    const { told: end, broken } = await outcome(place, prepared(parts.subnet), { clock })
    expect([end, broken, methods(place), place.asked.length < 12]).toEqual([['done'], [], ['PUT snet-endpoints'], true])
  })

  it.each([-1, 1])('F88: a device clock that is wrong by %i day waits as long as Azure asks, by the clock of Azure', async (days) => {
    const fault: Switch = { fault: 'F20', seconds: 30, on: { path: ids.account, method: 'PATCH' } }
    const place = placeOf(open, { faults: [fault] })
    const clock: Clock = { now: () => place.clock.now() + days * 86_400_000, sleep: place.clock.sleep }
    const sent: number[] = []
    const arm = connect({ fetch: (request) => (request.method === 'PATCH' && sent.push(place.clock.now()), place.cloud.fetch(request)), clock, origin, tokens: () => Promise.resolve({ ok: true, token: place.cloud.token() }), run: 'run', newId: () => 'id' })
    expect((await outcome(place, prepared(parts.storage), { arm, clock })).told).toEqual(['done'])
    const [first = 0, second = 0, ...more] = sent
    const waited = second - first
    expect([waited >= 30_000, waited < 60_000, more]).toEqual([true, true, []])
  })
})

describe('what a write would lose', () => {
  it('F58: access policies of a vault stay, since a vault is patched and never written whole', async () => {
    const accessPolicies = [{ tenantId: 't', objectId: 'o', permissions: { secrets: ['get'] } }]
    const file = changed(ids.vault, { accessPolicies, enableRbacAuthorization: false })
    const of = plannedFor(file)
    const place = placeOf(file)
    const { told: end, broken } = await outcome(place, ungated('/vaults/kv-demand', of), { of })
    expect([end, broken, methods(place)]).toEqual([['done'], [], ['PATCH kv-demand']])
    expect(place.cloud.body(ids.vault)).toMatchObject({ properties: { accessPolicies } })
  })

  it('F61: rules of a firewall stay, since the whole of it is written from a fresh reading', async () => {
    const networkAcls = { defaultAction: 'Allow', bypass: 'AzureServices', ipRules: [{ value: '203.0.113.9', action: 'Allow' }], virtualNetworkRules: [], resourceAccessRules: [], newerRules: ['kept'] }
    const file = changed(ids.account, { networkAcls })
    const of = plannedFor(file)
    const place = placeOf(file)
    const { told: end } = await outcome(place, prepared(parts.storage, of), { of })
    expect([end, methods(place)]).toEqual([['done'], ['PATCH stdemand']])
    expect(place.cloud.body(ids.account)).toMatchObject({ properties: { networkAcls: { ipRules: networkAcls.ipRules, newerRules: ['kept'], resourceAccessRules: [expect.anything() as unknown] } } })
  })
})

describe('endpoints and zones', () => {
  it('F62: a registry below Premium gets no endpoint, and no tier that nobody chose', async () => {
    const place = placeOf(open)
    const { told: end, broken } = await outcome(place, prepared(['subnets/snet-endpoints', 'privateEndpoints/pep-crdemand']))
    expect([end, broken, methods(place)]).toEqual([[whatHappened.tierTooLow({}), nextAction.planAgain], [], ['PUT snet-endpoints', 'PUT pep-crdemand']])
  })

  const elsewhere = `${group}/providers/Microsoft.Network/privateDnsZones/privatelink.vaultcore.azure.net`
  const link = (zone: string, name: string): JsonObject => ({ id: `${zone}/virtualNetworkLinks/${name}`, name, type: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks', location: 'global', properties: { provisioningState: 'Succeeded', registrationEnabled: false, virtualNetwork: { id: ids.network }, virtualNetworkLinkState: 'Completed' } })
  const zone = (id: string): JsonObject => ({ id, name: id.split('/').at(-1) ?? '', type: 'Microsoft.Network/privateDnsZones', location: 'global', properties: { provisioningState: 'Succeeded' } })
  const linked = prepared(parts.linked)

  it('F69: a network that is linked to another zone of the name is told, and the link is not tried again', async () => {
    const place = placeOf(withResources(zone(elsewhere), link(elsewhere, 'lnk-hub')))
    const { told: end, broken } = await outcome(place, linked)
    expect([end, broken]).toEqual([['The network is linked to another zone of the same name.', nextAction.planAgain], []])
    expect(methods(place).filter((one) => one.endsWith('lnk-vnet-demand'))).toHaveLength(1)
    expect(place.cloud.body(`${elsewhere}/virtualNetworkLinks/lnk-hub`)).not.toBeNull()
  })

  it('F70: a zone group that is there under another name is used as it is', async () => {
    const [endpoint, grouping] = ['privateEndpoints/pep-kv-demand', 'privateDnsZoneGroups/default'].map((end) => linked.find(({ id }) => id.endsWith(end)))
    if (endpoint === undefined || grouping?.do !== 'create') throw new Error('the plan has no group')
    const first = placeOf(open)
    await ran(first, beginningOf(planned, { plan: linked.filter(({ id }) => !/privateDnsZoneGroups|virtualNetworkLinks/.test(id)) }), { people: 'end' })
    const body = { name: 'deployedByPolicy', properties: grouping.body['properties'] }
    await first.cloud.fetch(new Request(`${origin}${endpoint.id}/privateDnsZoneGroups/deployedByPolicy?api-version=${grouping.apiVersion}`, { method: 'PUT', headers: { authorization: `Bearer ${first.cloud.token()}`, 'content-type': 'application/json' }, body: JSON.stringify(body) }))
    await first.clock.sleep(600_000)
    const place = placeOf({ ...open, resources: first.cloud.bodies() })
    const { told: end, broken } = await outcome(place, [{ ...grouping, after: [] }])
    expect([end, broken, methods(place)]).toEqual([['done'], [], []])
    expect(place.cloud.body(`${endpoint.id}/privateDnsZoneGroups/deployedByPolicy`)).not.toBeNull()
  })

  it('F71: no name of a service is without an answer while zones are filled and linked', async () => {
    const place = placeOf(open)
    const missing = new Set<string>()
    const { run } = await ran(place, beginningOf(planned, { plan: linked }), { people: 'end', tell: () => {
      const found = place.cloud.resolve('kv-demand.vault.azure.net', ids.network)
      if (found.is === 'missing') missing.add(found.zone)
    } })
    expect([run.end?.is, [...missing], place.cloud.resolve('kv-demand.vault.azure.net', ids.network).is]).toEqual(['done', [], 'private'])
  })

  it('F96: what is to be deleted and is gone already is done, without a request to delete it', async () => {
    const [made] = prepared(parts.zone)
    if (made === undefined) throw new Error('the plan has no zone')
    const { key, id, type, apiVersion, phase } = made
    const gone = { ...made, do: 'delete', key, id, type, apiVersion, phase, after: [], closes: false } as Change
    const place = placeOf(open)
    expect([(await outcome(place, [gone])).told, methods(place)]).toEqual([['done'], []])
  })
})

describe('a registry without a place to build', () => {
  it('F63: is not closed, and the missing build cluster is named', async () => {
    const closing = planned.plan.filter((change) => change.closes && change.id === ids.registry).map((change): Change => ({ ...change, after: [] }))
    const place = placeOf(open)
    const { run } = await ran(place, beginningOf(planned, { plan: closing, wayInConfirmedAt: 1 }), { people: 'end', person: agreeable })
    expect(run.changes[0]?.gate?.open).toContain('buildCluster')
    expect([run.end?.is, place.writes()]).toEqual(['paused', []])
  })
})

describe('before a run', () => {
  const template = { $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#', contentVersion: '1.0.0.0', resources: [] }

  it.each([
    ['F52', undefined, 'policyRefused', 'changePlan'], ['F73', undefined, 'templateInvalid', 'report'],
    ['F78', undefined, 'templateTooLarge', 'report'], ['F78', 'job', 'templateTooLarge', 'report'],
  ] as const)('%s, variant %s: what ARM says of the template is told, and nothing is deployed', async (fault, variant, text, remedy) => {
    const place = placeOf(open, { faults: [{ fault, ...(variant === undefined ? {} : { variant }), on: { path: '/validate', times: 'always' } }] })
    const found = await preflight({
      arm: place.arm, clock: place.clock, origin, signal: new AbortController().signal, plan: [], reviewed: planned.snapshot, desired: planned.desired, tell: () => undefined,
      collect: () => Promise.resolve({ ok: true, snapshot: planned.snapshot }), templates: [{ group: armId(networks), name: 'ringfence', template, parameters: {} }],
    })
    expect(found).toMatchObject({ ok: true, forecasts: expect.arrayContaining([expect.objectContaining({ question: 'validate', result: 'refused', trouble: expect.objectContaining({ text, remedy, wrote: 'nothing' }) as unknown })]) as unknown })
    expect(place.writes().map(({ method }) => method).filter((method) => method !== 'POST')).toEqual([])
  })
})
