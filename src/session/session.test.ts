import { describe, expect, it } from 'vitest'
import { armId } from '../base/armId.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import { undecided } from '../steps/choices.ts'
import type { Listing, WorkspaceRow } from './search.ts'
import { everything } from './search.ts'
import {
  backToProposal, choose, chooseRow, discovering, failed, keepUnparsed, listed, opened, opening, picking, progressed, readFailed, searchFor, start, toCorrect, visit,
} from './session.ts'

const snapshot = {
  ringfence: 1, takenAt: '2026-11-23T08:00:00Z', cloud: 'AzureCloud', workspaceId: armId('/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w'),
  resources: [], permissions: {}, usages: {}, providers: {}, refused: [],
} as unknown as Snapshot
const design = opened({ snapshot, origin: { from: 'file', name: 'a.json' }, choices: undecided, unparsed: {}, visited: [] })

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

const row = (name: string): WorkspaceRow => ({ id: `/w/${name}`, name, kind: 'Default', region: 'r', resourceGroup: 'g', subscription: 's', subscriptionName: null, subscriptionState: null, tenant: null, network: 'public', endpoints: 0 })
const listing: Listing = { rows: [row('one'), row('two')], total: 2, state: 'done', cut: 'whole', failure: null }

describe('choosing a workspace', () => {
  const pick = listed(picking('t', everything), listing)

  it('begins with an empty list of a directory', () => {
    expect(picking('t', everything)).toMatchObject({ at: 'pick', tenant: 't', chosen: null, listing: { rows: [], state: 'running' } })
  })

  it('keeps the choice while the search finds it, and drops it otherwise', () => {
    const chosen = chooseRow(pick, '/w/one')
    expect([searchFor(chosen, { text: 'on' }), searchFor(chosen, { text: 'tw' }), searchFor(chosen, { region: 'elsewhere' })].map((one) => one.at === 'pick' && one.chosen)).toEqual(['/w/one', null, null])
  })

  it('is the same value when the same row is chosen again', () => {
    const chosen = chooseRow(pick, '/w/one')
    expect(chooseRow(chosen, '/w/one')).toBe(chosen)
  })

  it('hears of nothing elsewhere', () => {
    expect([listed(start, listing), searchFor(start, { text: 'x' }), chooseRow(start, 'x')]).toEqual([start, start, start])
  })
})

describe('reading a workspace', () => {
  const target = { workspaceId: '/w/one', tenant: null }
  const progress = { workspaceId: '/w/one', readings: [], requests: 3 }

  it('goes on until it fails, and not after', () => {
    const going = progressed(discovering(target, 'now', design), progress)
    const ended = readFailed(going, { what: 'program' })
    expect([going, progressed(ended, { ...progress, requests: 4 })]).toEqual([
      { at: 'discover', target, since: 'now', progress, failed: null, before: design }, { at: 'discover', target, since: 'now', progress, failed: { what: 'program' }, before: design },
    ])
  })

  it('hears of nothing elsewhere', () => {
    expect([progressed(start, progress), readFailed(start, { what: 'program' })]).toEqual([start, start])
  })
})
