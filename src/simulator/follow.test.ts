/** The product's client follows every style of long-running work on the simulated ARM, whichever headers a page may read, to the same end. */
import { describe, expect, it } from 'vitest'
import { type Clock, reasonOf } from '../arm/clock.ts'
import { connect } from '../arm/connect.ts'
import { finish, type Outcome } from '../arm/finish.ts'
import type { Json } from '../base/json.ts'
import { seenFrom } from './browser.ts'
import { virtualClock } from './clock.ts'
import { openCloud } from './cloud.ts'
import { endpointTo, group, ids, net, versionOf, world } from './fixtures/writing.ts'
import type { CorsProfile } from './world.ts'

const origin = 'https://management.azure.com'
const zone = net('privateDnsZones', 'privatelink.blob.core.windows.net')

/** Style, what is sent, and the state of the resource in the end; null when it is gone. */
const writes: readonly (readonly [style: string, method: 'PUT' | 'PATCH' | 'DELETE', id: string, body: Json | undefined, state: string | null])[] = [
  ['network', 'PUT', `${ids.network}/subnets/a`, { properties: { addressPrefix: '10.20.5.0/24' } }, 'Succeeded'],
  ['endpoint', 'PUT', net('privateEndpoints', 'pep'), endpointTo(ids.account, 'blob', `${ids.network}/subnets/snet-training`), 'Succeeded'],
  ['dns', 'PUT', zone, { location: 'global' }, 'Succeeded'],
  ['storage', 'PUT', `${group}/providers/Microsoft.Storage/storageAccounts/stnew`, { location: 'westeurope', kind: 'StorageV2', sku: { name: 'Standard_LRS' } }, 'Succeeded'],
  ['vault', 'PUT', `${group}/providers/Microsoft.KeyVault/vaults/kv-new`, { location: 'westeurope', properties: { tenantId: '4f0d9b7e-6c1a-4e52-8d3f-a90c5b2e7f14', sku: { family: 'A', name: 'standard' }, accessPolicies: [] } }, 'Succeeded'],
  ['registry', 'PATCH', ids.registry, { sku: { name: 'Premium' } }, 'Succeeded'],
  ['workspace', 'PATCH', ids.workspace, { properties: { description: 'new' } }, 'Succeeded'],
  ['compute', 'DELETE', `${ids.workspace}/computes/cpu-train`, undefined, null],
]

describe.each(['all', 'lro', 'none'] as const satisfies readonly CorsProfile[])('with the CORS profile %s', (cors) => {
  it.each(writes)('%s is followed to its end', async (...[, method, id, body, state]) => {
    const time = virtualClock('2026-11-23T08:00:00Z')
    // Patience for one answer never ends; every other wait is over at once.
    const clock: Clock = { now: time.now, sleep: (milliseconds, signal) => (milliseconds >= 120_000 ? new Promise((_, reject) => signal?.addEventListener('abort', () => reject(reasonOf(signal)), { once: true })) : time.sleep(milliseconds)) }
    const cloud = openCloud(world({ cors }, time))
    const arm = connect({ fetch: seenFrom('https://app.example', cloud.fetch), clock, origin, tokens: () => Promise.resolve({ ok: true, token: cloud.token() }), newId: () => 'i', run: 'r' })
    const ask = { path: id, apiVersion: versionOf(id) }
    const sends = { PUT: arm.put, PATCH: arm.patch, DELETE: arm.delete }
    const first = await sends[method](body === undefined ? ask : { ...ask, body })
    const outcome: Outcome | null = first.ok ? await finish({ arm, clock, origin, write: { method, path: id }, resource: ask, startedAt: time.now() }, first) : null
    expect([first.ok, outcome?.is]).toEqual([true, 'done'])
    const properties = cloud.body(id)?.['properties'] as { readonly provisioningState: string } | undefined
    expect(properties?.provisioningState ?? null).toBe(state)
  })
})
