import { describe, expect, it } from 'vitest'
import { armId } from '../base/armId.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import { undecided } from '../steps/choices.ts'
import { backToProposal, choose, failed, keepUnparsed, opened, opening, start, toCorrect, visit } from './session.ts'

const snapshot = {
  ringfence: 1, takenAt: '2026-11-23T08:00:00Z', cloud: 'AzureCloud', workspaceId: armId('/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w'),
  resources: [], permissions: {}, usages: {}, providers: {}, refused: [],
} as unknown as Snapshot
const design = opened({ snapshot, choices: undecided, unparsed: {}, visited: [] })

describe('a session', () => {
  it('says what is being opened and what failed', () => {
    expect(opening('a.json')).toEqual({ at: 'start', opening: 'a.json', failed: null })
    expect(failed({ what: 'noDraft' })).toEqual({ at: 'start', opening: null, failed: { what: 'noDraft' } })
  })

  it('replaces only the steps that were answered', () => {
    const next = choose(design, { keyVault: { reach: 'privateEndpoint', publicAccess: 'keep' } })
    expect(next.at === 'design' && next.choices).toEqual({ ...undecided, keyVault: { reach: 'privateEndpoint', publicAccess: 'keep' } })
  })

  it('keeps text that does not parse until it does, by field', () => {
    const typed = keepUnparsed(keepUnparsed(design, 'addressSpace.a', '10.'), 'storage.b', 'x')
    expect(typed.at === 'design' && toCorrect(typed.unparsed, 'addressSpace')).toEqual(['addressSpace.a'])
    const mended = keepUnparsed(typed, 'addressSpace.a', null)
    expect(mended.at === 'design' && mended.unparsed).toEqual({ 'storage.b': 'x' })
  })

  it('is the same value when nothing changes, so that nothing is saved or derived again', () => {
    expect(keepUnparsed(design, 'storage.b', null)).toBe(design)
    const once = visit(design, 'storage')
    expect(visit(once, 'storage')).toBe(once)
  })

  it('goes back to the proposal of one step, its unparsed texts included', () => {
    const proposal = { ...undecided, keyVault: { reach: 'privateEndpoint', publicAccess: 'disabled' } } as const
    const typed = keepUnparsed(keepUnparsed(design, 'keyVault.a', 'x'), 'storage.b', 'y')
    const back = backToProposal(typed, 'keyVault', proposal)
    expect(back.at === 'design' && [back.choices.keyVault, back.unparsed]).toEqual([proposal.keyVault, { 'storage.b': 'y' }])
  })

  it('ignores answers while nothing is open', () => {
    expect([choose(start, {}), keepUnparsed(start, 'a.b', 'x'), visit(start, 'access'), backToProposal(start, 'access', undecided)]).toEqual([start, start, start, start])
  })
})
