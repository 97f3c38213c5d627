import { describe, expect, it } from 'vitest'
import { prepared } from '../estate/phases.ts'
import { ids, open } from '../estate/fixtures/open.ts'
import { secured, securedIds } from '../estate/fixtures/secured.ts'
import type { Estate } from '../estate/estate.ts'
import { drift } from './drift.ts'

const pictures = { current: open, desired: secured }
const rows = (now: Estate) => drift(pictures, now)
const of = (now: Estate, id: string) => rows(now).find((row) => row.id === id)

describe('drift since a review', () => {
  it('is nothing but open changes while nobody has done anything', () => {
    expect(new Set(rows(open).map(({ is, left, planned }) => `${is} ${left} ${planned}`))).toEqual(new Set(['open all yes']))
  })

  it('is nothing but done changes when all of it is done, whatever names Azure gave', () => {
    const named = { ...secured, endpoints: secured.endpoints.map((endpoint) => ({ ...endpoint, names: null })), computes: secured.computes.map((compute) => ({ ...compute, createdAt: '2026-12-01T00:00:00Z' })) }
    expect(new Set(rows(named).map(({ is }) => is))).toEqual(new Set(['done']))
  })

  it('tells what is prepared from what is locked down', () => {
    const between = prepared(open, secured)
    expect(of(between, ids.account)).toMatchObject({ is: 'open', left: 'lockdown' })
    expect(of(between, securedIds.blobEndpoint)).toMatchObject({ is: 'done' })
  })

  it('names what somebody changed otherwise, planned or not', () => {
    const now = {
      ...open, logWorkspaces: [], vaults: open.vaults.map((vault) => ({ ...vault, softDelete: false })), networks: open.networks.map((network) => ({ ...network, dnsServers: ['10.9.9.9'] })),
    }
    expect([of(now, ids.vault)?.is, of(now, ids.network), of(now, ids.logWorkspace)?.is]).toEqual(['otherwise', { id: ids.network, is: 'otherwise', left: null, planned: 'no' }, 'otherwise'])
  })

  it('does not call gone what could not be read', () => {
    const now = { ...open, vaults: [], unread: [{ id: ids.group, type: 'Microsoft.KeyVault/vaults', status: 403, code: 'AuthorizationFailed' }] }
    expect(of(now, ids.vault)).toMatchObject({ is: 'unread' })
  })
})
