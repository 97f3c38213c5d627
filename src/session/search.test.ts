import { describe, expect, it } from 'vitest'
import { everything, finds, foundIn, hitsIn, regionsIn, subscriptionsIn, type WorkspaceRow } from './search.ts'

const row = (part: Partial<WorkspaceRow>): WorkspaceRow => ({
  id: `/subscriptions/${part.subscription ?? 's-1'}/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/${part.name ?? 'w'}`, name: 'w', kind: 'Default', region: 'westeurope', resourceGroup: 'rg', subscription: 's-1',
  subscriptionName: 'Risk Prod', subscriptionState: 'Enabled', tenant: null, network: 'public', endpoints: 0, ...part,
})
const rows = [row({ name: 'mlw-credit', resourceGroup: 'rg-credit-ml' }), row({ name: 'mlw-fraud', subscription: 's-2', subscriptionName: null, region: 'northeurope' }), row({ name: 'mlw-hub', kind: 'Hub', subscriptionName: 'Risk Prod 2' })]

const names = (found: readonly WorkspaceRow[]) => found.map(({ name }) => name)

describe('a search', () => {
  it.each([
    ['', ['mlw-credit', 'mlw-fraud', 'mlw-hub']], ['MLW', ['mlw-credit', 'mlw-fraud', 'mlw-hub']], ['  credit  RISK ', ['mlw-credit']], ['northeurope', ['mlw-fraud']], ['risk 2', ['mlw-hub']], ['s-2', ['mlw-fraud']],
    ['rg-credit', ['mlw-credit']], ['hub', ['mlw-hub']], ['rgs-1', []], ['(', []],
  ])('for "%s" finds rows with every word, without case', (text, found) => {
    expect(names(foundIn(rows, { ...everything, text }))).toEqual(found)
  })

  it('is narrowed by subscription and region', () => {
    expect([names(foundIn(rows, { ...everything, subscription: 's-2' })), names(foundIn(rows, { text: 'mlw', subscription: 's-1', region: 'northeurope' }))]).toEqual([['mlw-fraud'], []])
  })

  it('finds one row as it finds many', () => {
    expect(rows.map((one) => finds({ ...everything, text: 'credit' }, one))).toEqual([true, false, false])
  })

  it('offers what is there, with counts, the id where the name is not known', () => {
    expect(subscriptionsIn(rows)).toEqual([{ value: 's-1', label: 'Risk Prod 2', count: 2 }, { value: 's-2', label: 's-2', count: 1 }])
    expect(regionsIn(rows).map(({ value, count }) => [value, count])).toEqual([['northeurope', 1], ['westeurope', 2]])
  })

  it('shows where it hit, with every letter kept', () => {
    expect([hitsIn('mlw-credit', 'CRED ml'), hitsIn('a.b', '.'), hitsIn('mlw', '')]).toEqual([['', 'ml', 'w-', 'cred', 'it'], ['a', '.', 'b'], ['mlw']])
  })
})
