import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../base/json.ts'
import { virtualClock } from './clock.ts'
import { type Cloud, openCloud } from './cloud.ts'
import { textIn } from './fields.ts'
import { ask, examples, type Parsed } from './fixtures/asking.ts'
import { shapeOf } from './shapes.ts'
import { typeKeyOf } from './shelf.ts'
import { emptyWorld, type World } from './world.ts'

// Recorded exchanges of ../shared/azure-types/examples: the world is made of the recorded body, the recorded request is sent, and the answer has to be the recorded one.

const example = (name: string): Parsed => examples.get(name)
const subscriptionIn = (url: string): string => url.split('/')[2]?.split('?')[0] ?? ''

function worldAround(url: string, resources: readonly JsonObject[], change: Partial<World> = {}): Cloud {
  const base = emptyWorld(virtualClock('2026-11-23T08:00:00Z'))
  return openCloud({ ...base, subscriptions: [{ id: subscriptionIn(url), name: 'Recorded', tenantId: base.tenants[0]?.id ?? '', state: 'Enabled' }], resources, ...change })
}

/** The group, and the parent of a list, that the recording takes for granted. */
function around(url: string): readonly JsonObject[] {
  const path = (url.split('?')[0] ?? '').split('/')
  const group = path[3]?.toLowerCase() === 'resourcegroups' ? [path.slice(0, 5).join('/')] : []
  const parent = path.length > 9 && path.length % 2 === 0 ? [path.slice(0, -1).join('/')] : []
  return [...group, ...parent].map((id) => ({ id, name: id.split('/').at(-1) ?? '' }))
}

const isRead = (name: string): boolean => {
  const { source, request } = example(name)
  return source.kind === 'recorded traffic' && (request.method === 'GET' || request.method === 'HEAD')
}

/** Reads of parts that the simulator does not play, each with the reason. */
const leftOut: Readonly<Record<string, string>> = {
  'compute-operation-failed': 'a status of the writing half', 'deployments-operation-get': 'a deployment', 'deployments-operations-list': 'a deployment', 'deployments-operationstatus-running': 'a deployment',
  'deployments-operationstatus-succeeded': 'a deployment', 'deployments-whatif-result': 'a deployment', 'deployments-get': 'a deployment', 'deployments-get-failed': 'a deployment', 'deployments-head': 'a deployment',
  'keyvault-deleted-get': 'deleted vaults', 'keyvault-deleted-missing': 'deleted vaults', 'keyvault-purge-pending': 'a status of the writing half', 'network-operation-inprogress': 'a status of the writing half',
  'network-operation-succeeded': 'a status of the writing half', 'network-operationresults-pending': 'a status of the writing half', 'network-servicetags': 'a list of a region', 'network-usages': 'a list of a region',
  'operationresults-conflict': 'a status of the writing half', 'operationresults-done': 'a status of the writing half', 'operationresults-pending': 'a status of the writing half', 'storage-put-done': 'a status of the writing half',
  'storage-put-pending': 'a status of the writing half', 'vnet-checkip-invalid': 'a question about one address', 'vnet-checkip-reserved': 'a question about one address',
  'keyvault-list': 'the second page of a list, by a token of Azure’s own', 'roledefinition-get': 'role definitions, which the simulator has only when a world names them',
  'roledefinitions-list': 'a filter by role name',
  'resources-list-by-rg-2025': 'types outside of the published list', 'resources-list-by-rg': 'types outside of the published list',
  'subscriptions-list': 'compared below', 'subscriptions-get': 'compared below', 'locations-list': 'compared below', 'provider-get': 'compared below', 'vm-get-missing': 'compared below', 'resourcegroup-head-missing': 'compared below',
}

const replayed = [...examples.keys()].filter((name) => isRead(name) && leftOut[name] === undefined)

/** Bodies that ARM's lists leave short are not whole resources. */
const generic = new Set(['resources-list-by-subscription'])

const compared = (name: string, body: Parsed): Parsed => (generic.has(name) ? body.value.map((one: JsonObject) => one['id']) : (body.value ?? body))

describe('the recorded reads', () => {
  it.skipIf(examples.size > 0)('are absent: ../shared/azure-types/examples', () => {
    expect(examples.size).toBe(0)
  })

  it.skipIf(examples.size === 0)('are replayed or left out by name', () => {
    expect(Object.keys(leftOut).filter((name) => !examples.has(name))).toEqual([])
    expect(replayed.length).toBeGreaterThanOrEqual(19)
  })

  it.each(replayed)('are answered as recorded: %s', async (name) => {
    const { request, response } = example(name)
    const bodies: readonly JsonObject[] = response.body.value ?? [response.body]
    const known = bodies.map((body) => ({ ...body, id: textIn(body, 'id').replace(/^(?!\/)/, '/') })).filter(({ id }) => shapeOf(typeKeyOf(id)) !== null)
    const { status, body } = await ask(worldAround(request.url, [...around(request.url), ...known]), withKnownVersion(request.url))
    expect([name, status]).toEqual([name, response.status])
    expect(compared(name, body)).toEqual(compared(name, response.body.value === undefined ? response.body : { value: known }))
  })
})

/** Versions that the published list has no longer are replaced; the list itself is tested elsewhere. */
function withKnownVersion(url: string): string {
  const [path = ''] = url.split('?')
  const type = path.endsWith('/resources') ? 'Microsoft.Resources/resources' : typeKeyOf(path)
  const versions = shapeOf(type)?.versions ?? []
  const asked = /api-version=([\w-]+)/.exec(url)?.[1] ?? ''
  return versions.includes(asked) ? url : url.replace(asked, versions.at(-1) ?? '')
}

describe.skipIf(examples.size === 0)('answers that the simulator makes itself', () => {
  const keys = (body: Parsed): readonly string[] => Object.keys(body).toSorted()

  it('have the recorded properties: a subscription', async () => {
    const { request, response } = example('subscriptions-get')
    const { body } = await ask(worldAround(request.url, []), '/subscriptions/00000000-0000-0000-0000-000000000000?api-version=2020-01-01')
    expect(keys(body)).toEqual(keys(response.body))
    const list = await ask(worldAround(request.url, []), '/subscriptions?api-version=2020-01-01')
    expect(keys(list.body.value[0])).toEqual(keys(example('subscriptions-list').response.body.value[0]))
  })

  it('have the recorded properties: a provider and its types', async () => {
    const { request, response } = example('provider-get')
    const cloud = worldAround(request.url, [], { providers: { '00000000-0000-0000-0000-000000000000': { 'Microsoft.ContainerRegistry': 'Registered' } } })
    const { status, body } = await ask(cloud, request.url)
    expect(status).toBe(200)
    expect([body.id, body.namespace, body.registrationState]).toEqual([response.body.id, response.body.namespace, response.body.registrationState])
    for (const key of keys(body)) expect(keys(response.body)).toContain(key)
    for (const key of keys(body.resourceTypes[0])) expect(keys(response.body.resourceTypes[0])).toContain(key)
  })

  it('have the recorded properties: a region', async () => {
    const { request, response } = example('locations-list')
    const group = { id: '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg', name: 'rg', type: 'Microsoft.Resources/resourceGroups', location: 'eastus' }
    const { body } = await ask(worldAround(request.url, [group]), request.url.replace('2020-01-01', '2022-12-01'))
    for (const key of keys(body.value[0])) expect([...keys(response.body.value[0]), 'type', 'regionalDisplayName']).toContain(key)
  })

  it('have the recorded status and no body: a group that is not there', async () => {
    const { request, response } = example('resourcegroup-head-missing')
    const answer = await ask(worldAround(request.url, []), request.url, { method: 'HEAD' })
    expect([answer.status, answer.text, answer.headers.get('x-ms-failure-cause')]).toEqual([response.status, '', response.headers['x-ms-failure-cause']])
  })

  it('have the recorded status and shape: a resource that is not there', async () => {
    const { request, response } = example('vm-get-missing')
    const group = { id: request.url.split('/providers/')[0], name: 'rg', type: 'Microsoft.Resources/resourceGroups', location: 'eastus' }
    const { status, body } = await ask(worldAround(request.url, [group]), request.url)
    expect(status).toBe(response.status)
    expect(keys(body.error)).toEqual(keys(response.body.error))
  })

  it('carry the headers that every recorded answer has', async () => {
    const { request, response } = example('subscriptions-get')
    const { headers } = await ask(worldAround(request.url, []), request.url)
    for (const name of Object.keys(response.headers).filter((one) => !one.startsWith('x-ms-ratelimit'))) expect([name, headers.has(name)]).toEqual([name, true])
    expect(headers.get('x-ms-routing-request-id')).toMatch(/^[A-Z]+:\d{8}T\d{6}Z:[0-9a-f-]{36}$/)
    expect(headers.get('x-ms-ratelimit-remaining-subscription-reads')).toBe('249')
    expect(headers.get('x-ms-ratelimit-remaining-subscription-global-reads')).toBe('3749')
  })

  it('have the documented shape of a Resource Graph page', async () => {
    const { responses } = example('spec-resourcegraph-query-basic').example
    const rows: readonly JsonObject[] = responses['200'].body.data
    const id = textIn(rows[0] ?? {}, 'id').split('/')[2] ?? ''
    const cloud = worldAround(`/subscriptions/${id}`, rows.map((row) => ({ ...row })))
    const sent = { query: 'Resources | project id, name, type, location, tags | limit 3', subscriptions: [id] }
    const { body, headers } = await ask(cloud, '/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01', { method: 'POST', body: sent })
    expect(body).toEqual(responses['200'].body)
    expect([headers.get('x-ms-user-quota-remaining'), headers.get('x-ms-user-quota-resets-after')]).toEqual(['14', '00:00:05'])
  })
})
