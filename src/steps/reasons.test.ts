import { describe, expect, it } from 'vitest'
import { childId, idKey } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import { ids, open } from '../estate/fixtures/open.ts'
import { secured, securedIds } from '../estate/fixtures/secured.ts'
import type { Choices } from './choices.ts'
import { desiredEstate, findings, propose } from './index.ts'
import { reasons } from './reasons.ts'

const bent = (status: 'pending' | 'rejected'): Estate => ({
  ...secured, endpoints: secured.endpoints.map((each) => (each.id === securedIds.blobEndpoint ? { ...each, status } : each)),
  connections: secured.connections.map((each) => (each.endpointId === securedIds.blobEndpoint ? { ...each, status } : each)),
})
/** Nobody has said whether pipelines run, so that STOR-03 stays. */
const unsaid = (estate: Estate): Choices => { const { choices } = propose(estate); return { ...choices, storage: { ...choices.storage, parallelRunStep: 'undecided' } } }
const requirementsOf = (estate: Estate, id: string) => reasons(estate, unsaid(estate)).get(idKey(id))?.requirements

describe('the reasons of changes', () => {
  it('name nothing that stays as it is', () => {
    const fewer: Estate = { ...bent('pending'), endpoints: bent('pending').endpoints.filter(({ groups }) => !groups.includes('queue') && !groups.includes('table')) }
    expect(findings(desiredEstate(fewer, unsaid(fewer)), unsaid(fewer)).map(({ requirement }) => requirement)).toContain('STOR-03')
    expect([...reasons(fewer, unsaid(fewer)).values()].flatMap(({ requirements }) => requirements).filter((id) => id === 'STOR-03')).toEqual([])
  })

  it('of an approval are those of its endpoint', () => {
    const connection = secured.connections.find(({ endpointId }) => endpointId === securedIds.blobEndpoint)
    expect(requirementsOf(bent('pending'), connection?.id ?? '')).toEqual(['STOR-02'])
  })

  it('hold for what is made again with an endpoint', () => {
    const rejected = bent('rejected')
    const group = secured.zoneGroups.find(({ endpointId }) => endpointId === securedIds.blobEndpoint)
    const role = secured.roleAssignments.find(({ scope }) => scope === securedIds.blobEndpoint)
    const expected = requirementsOf(rejected, securedIds.blobEndpoint)
    expect(expected).toContain('STOR-02')
    expect([group, role].map((each) => requirementsOf(rejected, each?.id ?? ''))).toEqual([expected, expected])
  })

  it('of a task about what nobody could judge name what it settles', () => {
    expect(requirementsOf({ ...open, roleAssignments: [] }, childId(ids.account, 'tasks', 'assign-StorageBlobDataContributor'))).toEqual(expect.arrayContaining(['STOR-02']))
    const unread: Estate = { ...secured, roleAssignments: [] }
    expect(requirementsOf(unread, childId(ids.account, 'tasks', 'assign-StorageBlobDataContributor'))).toContain('STOR-10')
  })
})
