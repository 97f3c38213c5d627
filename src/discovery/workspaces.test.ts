import { describe, expect, it } from 'vitest'
import { scenarios } from '../simulator/scenarios/index.ts'
import { many } from '../simulator/scenarios/variants.ts'
import { emptyWorld, type World } from '../simulator/world.ts'
import { workspaceOf } from './fixtures/workspaces.ts'
import type { Listing } from './collecting.ts'
import { answering, type Azure, azureOf, said } from './fixtures/azure.ts'
import { listWorkspaces } from './workspaces.ts'

async function all({ arm }: Azure, signal = new AbortController().signal): Promise<readonly Listing[]> {
  const seen: Listing[] = []
  for await (const listing of listWorkspaces(arm, signal)) seen.push(listing)
  return seen
}

const world = (change: (base: World) => Partial<World>) => (clock: World['clock']): World => {
  const base = emptyWorld(clock)
  return { ...base, ...change(base) }
}

/** More than one page, and quickly made. */
const some = (clock: World['clock']): World => many(scenarios.open(clock), { subscriptions: 40, workspaces: 2000 })

describe('the listing of workspaces', () => {
  it('says what a workspace is, where it is, and how its network is', async () => {
    const [last] = (await all(azureOf(scenarios.secured))).slice(-1)
    expect(last).toMatchObject({ state: 'done', total: 1, cut: 'whole', failure: null })
    expect(last?.rows).toEqual([{
      id: '/subscriptions/7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10/resourceGroups/rg-ml/providers/Microsoft.MachineLearningServices/workspaces/mlw-demand', name: 'mlw-demand', kind: 'Default',
      region: 'westeurope', resourceGroup: 'rg-ml', subscription: '7d3a1c52-0f4e-4a7b-9d61-3b8e2f5c9a10', subscriptionName: 'Subscription 1', subscriptionState: 'Enabled', tenant: '4f0d9b7e-6c1a-4e52-8d3f-a90c5b2e7f14', network: 'private', endpoints: 1,
    }])
  })

  it('tells networks apart, a managed one first', async () => {
    const subscription = '11111111-1111-4111-8111-111111111111'
    const resources = [
      workspaceOf(subscription, 'a', { publicNetworkAccess: 'Enabled' }), workspaceOf(subscription, 'b', { publicNetworkAccess: 'Disabled', privateEndpointConnections: [] }),
      workspaceOf(subscription, 'c', { publicNetworkAccess: 'Enabled', managedNetwork: { isolationMode: 'AllowInternetOutbound' } }), workspaceOf(subscription, 'd', {}),
    ]
    const azure = azureOf(world((base) => ({ resources, subscriptions: [{ id: subscription, name: 'Production', tenantId: base.tenants[0]?.id ?? '', state: 'Enabled' }] })))
    const last = (await all(azure)).at(-1)
    expect(last?.rows.map(({ network, endpoints, subscriptionName }) => [network, endpoints, subscriptionName])).toEqual([
      ['public', null, 'Production'], ['private', 0, 'Production'], ['managed', null, 'Production'], ['unknown', null, 'Production'],
    ])
  })

  it('has 10,000 of 500 subscriptions in pages of 1000, each page usable as it comes', async () => {
    const azure = azureOf(scenarios.many)
    const seen = await all(azure)
    expect(seen.map(({ rows, state }) => [rows.length, state])).toEqual([...Array.from({ length: 10 }, (_, index) => [(index + 1) * 1000, 'running']), [10_001, 'running'], [10_001, 'done']])
    const last = seen.at(-1)
    expect(last?.total).toBe(10_001)
    expect(last?.rows.every(({ subscriptionName }) => subscriptionName !== null)).toBe(true)
    // What was drawn is not made anew by the pages that follow.
    expect(seen.at(-2)?.rows.every((row, index) => row === last?.rows[index])).toBe(true)
    expect(last?.rows.map(({ id }) => id)).toEqual(last?.rows.map(({ id }) => id).toSorted())
    expect(new Set(last?.rows.map(({ kind }) => kind))).toEqual(new Set(['Default', 'Hub', 'Project', 'FeatureStore']))
  })

  it('keeps what came when it is stopped', async () => {
    const stop = new AbortController()
    const seen: Listing[] = []
    for await (const listing of listWorkspaces(azureOf(some).arm, stop.signal)) {
      seen.push(listing)
      if (listing.rows.length === 1000) stop.abort()
    }
    expect(seen.at(-1)).toMatchObject({ state: 'stopped', failure: null, total: 2001 })
    expect(seen.at(-1)?.rows).toHaveLength(1000)
  })

  it('keeps what came before a failure, and tells it', async () => {
    const refuse = answering((request, count) => (request.method === 'POST' && count > 2 ? said(403, { error: { code: 'AuthorizationFailed', message: 'no' } }) : null))
    const last = (await all(azureOf(some, refuse))).at(-1)
    expect(last).toMatchObject({ state: 'failed', failure: { is: 'denied', status: 403 } })
    expect(last?.rows.length).toBeGreaterThan(0)
  })

  it('says so when Azure keeps rows back', async () => {
    const cut = answering((request) => (request.method === 'POST' ? said(200, { totalRecords: 5000, count: 0, resultTruncated: 'true', data: [], facets: [] }) : null))
    expect((await all(azureOf(scenarios.open, cut))).at(-1)).toMatchObject({ state: 'done', cut: 'cut', total: 5000 })
  })

  it('says which subscription is switched off', async () => {
    expect((await all(azureOf(scenarios.disabled))).at(-1)?.rows.map(({ subscriptionState }) => subscriptionState)).toEqual(['Disabled'])
  })

  it.each([
    ['refuses', () => said(403, { error: { code: 'AuthorizationFailed', message: 'no' } })], ['is not there', () => said(404, { error: { code: 'NotFound', message: 'no' } })],
    ['shows nothing', () => said(200, { totalRecords: 0, count: 0, resultTruncated: 'false', data: [], facets: [] })],
    ['answers with a page of a gateway', () => new Response('<html></html>', { headers: { 'content-type': 'text/html', 'access-control-allow-origin': '*' } })],
  ])('asks each of a few subscriptions where Resource Graph %s', async (_, answer) => {
    const without = answering((request) => (request.method === 'POST' ? answer() : null))
    const [last, by] = [(await all(azureOf(scenarios.secured, without))).at(-1), (await all(azureOf(scenarios.secured))).at(-1)]
    expect(last).toEqual(by)
  })

  it('asks none of many, and keeps the failure', async () => {
    const azure = azureOf(scenarios.many, answering((request) => (request.method === 'POST' ? said(403, { error: { code: 'AuthorizationFailed', message: 'no' } }) : null)))
    expect((await all(azure)).at(-1)).toMatchObject({ state: 'failed', rows: [], failure: { is: 'denied' } })
    expect(azure.asked.length).toBeLessThan(5)
  })

  it('keeps the failure of Resource Graph where the subscriptions refuse, too', async () => {
    const refuse = answering((request) => (request.method === 'POST' || request.url.includes('/providers/') ? said(403, { error: { code: 'AuthorizationFailed', message: 'no' } }) : null))
    expect((await all(azureOf(scenarios.open, refuse))).at(-1)).toMatchObject({ state: 'failed', failure: { is: 'denied' } })
  })

  it('is empty where there is none', async () => {
    expect(await all(azureOf(scenarios.noWorkspace))).toMatchObject([{ rows: [], state: 'running' }, { rows: [], state: 'done', total: 0 }])
  })
})
