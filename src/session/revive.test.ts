import { describe, expect, it } from 'vitest'
import { armId } from '../base/armId.ts'
import { type Choices, undecided } from '../steps/choices.ts'
import type { Kept } from './draft.ts'
import { revive } from './revive.ts'

const head = { key: 'k', workspace: 'w', takenAt: 't', savedAt: 's' }
const keptOf = (part: Partial<Kept>): Kept => ({ head, choices: undecided, unparsed: {}, visited: [], ...part })

describe('a draft that comes back', () => {
  it('has its answers, texts and visits again', () => {
    const choices = { ...undecided, keyVault: { reach: 'serviceEndpoint', publicAccess: 'keep' } }
    expect(revive(keptOf({ choices, unparsed: { 'storage.x': '10.' }, visited: ['storage'] }), undecided)).toEqual({ choices, unparsed: { 'storage.x': '10.' }, visited: ['storage'], replaced: [], risks: [], replies: [] })
  })

  it('has the proposed answers of a step whose answers no longer fit, and names the step', () => {
    const proposal = { ...undecided, keyVault: { reach: 'privateEndpoint', publicAccess: 'disabled' } } as const
    const { choices, replaced } = revive(keptOf({ choices: { ...undecided, keyVault: { reach: 'tunnel' } } }), proposal)
    expect([choices.keyVault, replaced]).toEqual([proposal.keyVault, ['keyVault']])
  })

  it('has the proposed answer for a storage account that came since', () => {
    const [one, other] = ['/subscriptions/s/a', '/subscriptions/s/b'].map((id) => ({ id: armId(id), reach: 'privateEndpoint' as const, groups: [] }))
    const [mine, proposed] = [[{ ...one, reach: 'serviceEndpoint' }], [one, other]].map((accounts) => ({ ...undecided, storage: { ...undecided.storage, accounts } }) as Choices)
    expect(revive(keptOf({ choices: mine }), proposed ?? undecided).choices.storage.accounts).toEqual([{ ...one, reach: 'serviceEndpoint' }, other])
  })

  it('is the proposal where nothing sensible was kept', () => {
    const { choices, unparsed, visited } = revive(keptOf({ choices: null, unparsed: [1], visited: 'storage' }), undecided)
    expect([choices, unparsed, visited]).toEqual([undecided, {}, []])
  })
})
