import { describe, expect, it } from 'vitest'
import { childId } from '../base/armId.ts'
import type { RoleAssignment } from '../estate/access.ts'
import { prepared } from '../estate/phases.ts'
import { ids, open } from '../estate/fixtures/open.ts'
import { secured, securedIds } from '../estate/fixtures/secured.ts'
import type { Estate } from '../estate/estate.ts'
import { type RoleName, role } from '../facts/ask.ts'
import { roleIds } from '../facts/roles.ts'
import { roleAssignmentId } from '../steps/roleAssignment.ts'
import { drift } from './drift.ts'
import { grantIn, grantsOf } from './grants.ts'

const pictures = { current: open, desired: secured }
const rows = (now: Estate) => drift(pictures, now)
const roleNamed = (guid: string): string => Object.entries(roleIds).find(([, id]) => id === guid)?.[0] ?? ''
const own = open.workspace.principalId ?? ''
const granted = (name: RoleName, scope: RoleAssignment['scope'], principalId: string): RoleAssignment => ({ id: roleAssignmentId(scope, principalId, name), scope, principalId, role: role(name) })
const withGrants = (estate: Estate, roleAssignments: readonly RoleAssignment[]): Estate => ({ ...estate, roleAssignments: grantsOf({ ...estate, roleAssignments }, roleNamed) })
const of = (now: Estate, id: string) => rows(now).find((row) => row.id === id)

describe('drift since a review', () => {
  it('is nothing but open changes while nobody has done anything', () => {
    expect(new Set(rows(withGrants(open, [granted('Owner', ids.group, 'x')])).map(({ is, left, planned }) => `${is} ${left} ${planned}`))).toEqual(new Set(['open all yes']))
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

  it('says of a planned role assignment whether it is there, and names one that nobody planned', () => {
    const pictures = { current: withGrants(open, [granted('Reader', ids.workspace, 'x')]), desired: withGrants(secured, [granted('Reader', ids.workspace, 'x'), granted('AcrPull', ids.registry, own)]) }
    const rowsOf = (...grants: readonly RoleAssignment[]) => drift(pictures, withGrants(pictures.current, [granted('Reader', ids.workspace, 'y'), ...grants])).flatMap(({ id, ...row }) => {
      const grant = grantIn(id)
      return grant === null ? [] : [{ ...grant, ...row }]
    })
    const planned = { scope: ids.registry, role: 'AcrPull', principalId: 'workspace', planned: 'yes', left: null }
    const others = { scope: ids.registry, role: 'AcrPull', principalId: 'other', planned: 'no', left: null, is: 'otherwise' }
    expect(rowsOf()).toEqual([{ ...planned, is: 'open', left: 'all' }])
    expect(rowsOf(granted('AcrPull', ids.registry, own))).toEqual([{ ...planned, is: 'done' }])
    expect(rowsOf(granted('AcrPull', ids.registry, 'y'), granted('AcrPull', ids.registry, own), granted('AcrPull', ids.registry, 'z'))).toEqual([others, others, { ...planned, is: 'done' }])
    expect(drift(pictures, { ...open, roleAssignments: [] }).filter(({ id }) => grantIn(id) !== null).map(({ is }) => is)).toEqual(['unread', 'unread'])
  })

  it('counts a role that the plan leaves to somebody by hand, and compares none of others where the review holds none', () => {
    const task = { id: childId(ids.registry, 'tasks', 'assign-AcrPull'), task: 'assignRole', data: { scope: ids.registry, role: 'AcrPull', roleId: role('AcrPull'), principal: own } } as const
    const desired = { ...secured, roleAssignments: [], tasks: [task] }
    const pictures = { current: withGrants(open, []), desired: { ...desired, roleAssignments: grantsOf(desired, roleNamed) } }
    const states = (...grants: readonly RoleAssignment[]) => drift(pictures, withGrants(open, grants)).flatMap(({ id, is }) => (grantIn(id) === null ? [] : [is]))
    expect([states(), states(granted('Owner', ids.group, 'x')), states(granted('Owner', ids.group, 'x'), granted('AcrPull', ids.registry, own))]).toEqual([['unread'], ['open'], ['done']])
  })

  it('does not call gone what could not be read', () => {
    const now = { ...open, vaults: [], unread: [{ id: ids.group, type: 'Microsoft.KeyVault/vaults', status: 403, code: 'AuthorizationFailed' }] }
    expect(of(now, ids.vault)).toMatchObject({ is: 'unread' })
  })
})
