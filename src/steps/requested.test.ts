import { describe, expect, it } from 'vitest'
import type { Estate } from '../estate/estate.ts'
import { ids, open } from '../estate/fixtures/open.ts'
import { secured, securedIds } from '../estate/fixtures/secured.ts'
import { plan } from '../resources/index.ts'
import { desiredEstate, findings, propose } from './index.ts'

const approval = 'Microsoft.Storage/storageAccounts/PrivateEndpointConnectionsApproval/action'
const refusing = (estate: Estate, ...notActions: readonly string[]): Estate =>
  ({ ...estate, permissions: [ids.subscription, ids.group, ids.networkGroup].map((scope) => ({ scope, entries: [{ actions: ['*'], notActions }] })) })

const planned = (estate: Estate) => {
  const { choices } = propose(estate)
  const desired = desiredEstate(estate, choices)
  return { choices, desired, changes: plan(estate, desired) }
}

describe('an endpoint whose connection the caller may not approve', () => {
  const { choices, desired, changes } = planned(refusing(open, approval))
  const made = changes.filter((change) => change.do === 'create' && change.type === 'Microsoft.Network/privateEndpoints')
  const asking = (id: string): boolean => JSON.stringify(made.find((change) => change.id === id)).includes('"manualPrivateLinkServiceConnections"')

  it('is requested with a message, and only there', () => {
    const toAccount = desired.endpoints.filter(({ targetId }) => targetId === ids.account).map(({ id }) => id)
    expect(made.filter(({ id }) => asking(id)).map(({ id }) => id)).toEqual(toAccount)
    expect([toAccount.length, made.length > toAccount.length]).toEqual([2, true])
    expect(made.filter(({ id }) => asking(id)).every((change) => JSON.stringify(change).includes('"requestMessage"'))).toBe(true)
  })

  it('has a task for the owner of the target behind it, and no closing before that is done', () => {
    const tasks = changes.filter((change) => change.do === 'manual' && change.task.task === 'approveEndpoint')
    expect(tasks.map(({ after }) => after)).toEqual(tasks.map(({ id }) => [`prepare/0/${id.replace('/tasks/approveEndpoint', '')}`]))
    const order = changes.map(({ key }) => key)
    expect(tasks.length).toBe(2)
    expect(Math.max(...tasks.map(({ key }) => order.indexOf(key)))).toBeLessThan(changes.findIndex(({ closes }) => closes))
  })

  it('has its names written once it is approved, so that none leads to what carries nothing', () => {
    const tasks = new Map(changes.flatMap((change) => (change.do === 'manual' && change.task.task === 'approveEndpoint' ? [[change.id.replace('/tasks/approveEndpoint', ''), change.key]] : [])))
    const groups = changes.filter(({ id, type }) => type.endsWith('/privateDnsZoneGroups') && [...tasks.keys()].some((endpoint) => id.startsWith(endpoint)))
    expect(groups.map(({ id, after }) => after.some((key) => key === tasks.get(id.replace('/privateDnsZoneGroups/default', ''))))).toEqual([true, true])
  })

  it('is said to wait for its owner, in the plan as well', () => {
    expect(findings(desired, choices).filter(({ requirement }) => requirement === 'PRE-14').map(({ at, level }) => [at, level])).toEqual([[ids.account, 'should']])
    expect(desiredEstate(desired, choices)).toEqual(desired)
  })

  it('is approved at once where the caller may, where nobody knows, and where somebody else has to make it', () => {
    const asked = (estate: Estate): readonly string[] => planned(estate).desired.tasks.filter(({ task }) => task === 'approveEndpoint').map(({ id }) => id)
    expect([open, { ...open, permissions: [] }, refusing(open, approval, 'Microsoft.Network/privateEndpoints/write')].flatMap(asked)).toEqual([])
  })

  it('waits behind the endpoint that is made again in its place', () => {
    const rejected: Estate = {
      ...refusing(secured, approval), endpoints: secured.endpoints.map((each) => (each.id === securedIds.blobEndpoint ? { ...each, status: 'rejected' } : each)),
      connections: secured.connections.map((each) => (each.endpointId === securedIds.blobEndpoint ? { ...each, status: 'rejected' } : each)),
    }
    const found = planned(rejected).changes
    const task = found.find((change) => change.do === 'manual')
    const again = found.find((change) => change.do === 'create' && change.id === securedIds.blobEndpoint)
    expect([task?.phase, again?.phase, task?.after]).toEqual(['lockdown', 'lockdown', [again?.key]])
  })
})
