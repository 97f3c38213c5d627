import { describe, expect, it } from 'vitest'
import { ids, open } from '../../estate/fixtures/open.ts'
import { secured, securedIds } from '../../estate/fixtures/secured.ts'
import { plan } from '../../resources/index.ts'
import { rightsOf } from '../../resources/rights.ts'
import { holderText, shortAction } from './rights.messages.en.ts'
import { rangesText, rightRows } from './rightRows.ts'

const current = { ...open, permissions: [ids.group, ids.networkGroup].map((scope) => ({ scope, entries: [{ actions: ['Microsoft.Network/*'], notActions: [] }] })) }
const changes = plan(current, secured)
const byChange = rightsOf(changes, { current, desired: secured })
const numbers = new Map(changes.map(({ key }, index) => [key, index + 1]))
const needs = [...byChange.values()].flatMap((each) => each.needs).filter(({ scope, action }, index, all) => all.findIndex((other) => other.scope === scope && other.action === action) === index)

describe('rows of rights', () => {
  const rows = rightRows(needs, byChange, numbers)

  it('tell each action once for what is known of it, what is not held first', () => {
    expect(new Set(rows.map(({ action, right }) => `${right} ${action.toLowerCase()}`)).size).toBe(rows.length)
    expect(rows.findLastIndex(({ right }) => right === 'refused')).toBeLessThan(rows.findIndex(({ right }) => right === 'allowed'))
  })

  it('name every scope and every change that needs it', () => {
    const writes = rows.find(({ action }) => action === 'Microsoft.Network/privateEndpoints/write')
    const endpoints = changes.filter((change) => change.do === 'create' && change.type === 'Microsoft.Network/privateEndpoints')
    expect(writes?.changes).toEqual(endpoints.map(({ key }) => numbers.get(key)))
    expect(writes?.scopes).toContain(securedIds.vaultEndpoint)
    expect(new Set(rows.flatMap((row) => row.changes)).size).toBe(changes.filter((change) => change.do !== 'manual').length)
  })
})

describe('words of rights', () => {
  it('join numbers that follow one another', () => {
    expect([rangesText([]), rangesText([3]), rangesText([3, 4]), rangesText([1, 2, 3, 7, 9, 10])]).toEqual(['', '3', '3, 4', '1 to 3, 7, 9, 10'])
  })

  it('say who holds a right', () => {
    expect(shortAction('Microsoft.Network/virtualNetworks/subnets/join/action')).toBe('virtualNetworks/subnets/join/action')
    expect(shortAction('Microsoft.Insights/register/action')).toBe('Microsoft.Insights/register/action')
    expect(holderText({ owner: 'Network team', roles: ['Owner'] })).toBe('Network team holds it')
    expect([holderText({ owner: null, roles: ['Owner', 'Contributor'] }), holderText({ owner: null, roles: [] })]).toEqual(['Roles that hold it: Owner, Contributor', ''])
  })
})
