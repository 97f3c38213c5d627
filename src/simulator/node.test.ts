import { describe, expect, it } from 'vitest'
import { virtualClock } from './clock.ts'
import { startLocalAzure } from './node.ts'
import { emptyWorld, type World } from './world.ts'

const world: World = { ...emptyWorld(virtualClock('2026-11-23T08:00:00Z')), subscriptions: Array.from({ length: 3 }, (_, index) => ({ id: `s${index}`, name: `S${index}`, tenantId: emptyWorld(virtualClock('2026-11-23T08:00:00Z')).tenants[0]?.id ?? '', state: 'Enabled' })), pageSize: { list: 2, graph: 2 }, faults: [{ fault: 'F01', on: { path: '/tenants' } }] }

describe('a local Azure', () => {
  it('answers on local ports: links lead back to it, posted forms arrive, lost answers are lost', async () => {
    const azure = await startLocalAzure({ world, port: 0 })
    try {
      const headers = { authorization: `Bearer ${azure.cloud.token()}` }
      const first = await (await fetch(`${azure.arm}/subscriptions?api-version=2022-12-01`, { headers })).json() as { value: unknown[]; nextLink: string }
      expect(new URL(first.nextLink).origin).toBe(azure.arm)
      expect(((await (await fetch(first.nextLink, { headers })).json()) as { value: unknown[] }).value).toHaveLength(1)
      const posted = await fetch(`${azure.arm}/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify({ query: 'resourcecontainers' }) })
      expect([posted.status, ((await posted.json()) as { totalRecords: number }).totalRecords]).toEqual([200, 3])
      const token = await fetch(`${azure.authority}/organizations/oauth2/v2.0/token`, { method: 'POST', headers: { origin: 'http://localhost' }, body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'x', client_id: 'y' }) })
      expect([token.status, ((await token.json()) as { error: string }).error]).toEqual([400, 'invalid_grant'])
      await expect(fetch(`${azure.arm}/tenants?api-version=2022-12-01`, { headers })).rejects.toThrow(TypeError)
      expect(azure.metadata('organizations')['authorization_endpoint']).toBe(`${azure.authority}/organizations/oauth2/v2.0/authorize`)
    } finally {
      await azure.close()
    }
  })
})
