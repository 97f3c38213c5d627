import { describe, expect, it } from 'vitest'
import { armId, nameOf, parentOf } from '../base/armId.ts'
import { identity, ids, open } from '../estate/fixtures/open.ts'
import { secured } from '../estate/fixtures/secured.ts'
import { role } from '../facts/ask.ts'
import { identityHolds, roleAssignmentId, withGrant } from './roleAssignment.ts'

const names = ['Storage Blob Data Contributor', 'Storage Blob Data Reader'] as const
const grant = { scope: ids.vault, names: ['Reader'], made: 'before' } as const

describe('the id of a role assignment', () => {
  it('is a GUID on its scope, the same every time and in any letters', () => {
    const id = roleAssignmentId(ids.account, identity, 'Reader')
    expect(nameOf(id)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect([parentOf(id), nameOf(roleAssignmentId(ids.account, identity.toUpperCase(), 'Reader'))]).toEqual([ids.account, nameOf(id)])
  })
  it('differs by scope, principal and role', () => {
    const all = [roleAssignmentId(ids.account, identity, 'Reader'), roleAssignmentId(ids.vault, identity, 'Reader'), roleAssignmentId(ids.account, 'another', 'Reader'), roleAssignmentId(ids.account, identity, 'AcrPull')]
    expect(new Set(all.map(nameOf)).size).toBe(4)
  })
})

describe('the workspace identity', () => {
  it('holds what it has on the scope or above, and nothing is concluded from assignments that were not read', () => {
    expect([secured, open, { ...secured, workspace: { ...secured.workspace, principalId: null } }].map((estate) => identityHolds(estate, ids.account, names))).toEqual(['held', 'unknown', 'unknown'])
    expect([identityHolds(secured, ids.vault, ['Reader']), identityHolds({ ...secured, roleAssignments: secured.roleAssignments.map((each) => ({ ...each, scope: ids.subscription, role: role('Reader') })) }, ids.vault, ['Reader'])]).toEqual(['notHeld', 'held'])
  })
  it('holds a role that has a condition perhaps', () => {
    const conditional = { ...secured, roleAssignments: secured.roleAssignments.map((each) => ({ ...each, conditional: true as const })) }
    expect([identityHolds(conditional, ids.account, names), identityHolds({ ...conditional, roleAssignments: [...conditional.roleAssignments, ...secured.roleAssignments] }, ids.account, names)]).toEqual(['unknown', 'held'])
  })
  it('is given a role once where assignments were read', () => {
    const given = withGrant(secured, grant)
    expect(given.roleAssignments.filter(({ scope }) => scope === ids.vault)).toEqual([{ id: roleAssignmentId(ids.vault, identity, 'Reader'), scope: ids.vault, principalId: identity, role: role('Reader') }])
    expect(withGrant(given, grant)).toEqual(given)
  })
  it('is given a role by hand where nobody knows what it has, and that counts as done', () => {
    const asked = withGrant(open, grant)
    expect([asked.roleAssignments, asked.tasks.map(({ task, data }) => [task, data['role'], data['scope']])]).toEqual([[], [['assignRole', 'Reader', ids.vault]]])
    expect([identityHolds(asked, ids.vault, ['Reader']), withGrant(asked, grant)]).toEqual(['held', asked])
  })
  it('is not taken as read by what a plan itself adds', () => {
    const added = withGrant(open, { ...grant, made: 'new' })
    expect([added.roleAssignments.length, identityHolds(added, ids.account, names)]).toEqual([1, 'unknown'])
  })
  it('is not taken as read by what a plan has added, in whatever letters Azure answers (F81)', () => {
    const added = withGrant(open, { ...grant, made: 'new' })
    const answered = { ...added, roleAssignments: added.roleAssignments.map((each) => ({ ...each, id: armId(each.id.replace('Microsoft.Authorization/roleAssignments', 'microsoft.authorization/roleassignments')) })) }
    expect(identityHolds(answered, ids.account, names)).toBe('unknown')
  })
})
