import { describe, expect, it } from 'vitest'
import type { Change } from '../changes/change.ts'
import type { Estate } from '../estate/estate.ts'
import { ids, open } from '../estate/fixtures/open.ts'
import { secured, securedIds } from '../estate/fixtures/secured.ts'
import { plan } from './index.ts'

const linkWrite = 'Microsoft.Network/privateDnsZones/virtualNetworkLinks/write'
const endpointWrite = 'Microsoft.Network/privateEndpoints/write'

/** Two pictures seen by somebody who may do everything in the groups but some actions, or of whom nothing is known. */
const planned = (notActions: readonly string[] | 'unknown'): readonly Change[] => {
  const seen = (estate: Estate): Estate => (notActions === 'unknown' ? estate
    : { ...estate, permissions: [ids.subscription, ids.group, ids.networkGroup].map((scope) => ({ scope, entries: [{ actions: ['*'], notActions }] })) })
  return plan(seen(open), seen(secured))
}
const asks = (changes: readonly Change[]) => changes.flatMap((change) => (change.do === 'manual' && change.task.task === 'changeOwnedElsewhere' ? [{ key: change.key, scope: change.task.data['scope'], what: [change.task.data['what'] ?? []].flat() }] : []))

describe('a right that the caller does not hold (PRE-13)', () => {
  const changes = planned([endpointWrite])
  const tasks = asks(changes)
  const endpoints = changes.filter(({ type, do: what }) => type === 'Microsoft.Network/privateEndpoints' && what === 'create')

  it('is asked for by one task at the place where it is needed, with the action', () => {
    expect(tasks.map(({ scope, what }) => [scope, what])).toEqual([[ids.networkGroup, [endpointWrite]]])
  })

  it('comes before every change that needs it, and before no other', () => {
    const [task] = tasks
    expect(endpoints.length).toBeGreaterThan(1)
    expect(changes.filter(({ after }) => task !== undefined && after.includes(task.key)).map(({ key }) => key).sort()).toEqual(endpoints.map(({ key }) => key).sort())
    expect(changes.findIndex(({ key }) => key === task?.key)).toBeLessThan(Math.min(...endpoints.map((change) => changes.indexOf(change))))
  })

  it('is asked for at each place anew, each place once', () => {
    const both = asks(planned([endpointWrite, linkWrite]))
    expect(new Set(both.map(({ key }) => key)).size).toBe(both.length)
    expect(new Set(both.flatMap(({ what }) => what))).toEqual(new Set([endpointWrite, linkWrite]))
  })

  it('changes nothing else of the plan; held or unknown, it is no task', () => {
    const rest = changes.filter(({ key }) => !tasks.some((task) => task.key === key)).map(({ key }) => key).sort()
    expect(planned([]).map(({ key }) => key).sort()).toEqual(rest)
    expect([asks(planned([])), asks(planned('unknown'))]).toEqual([[], []])
    expect(planned([]).map(({ key }) => key)).toContain(`prepare/0/${securedIds.vaultEndpoint}`)
  })
})
