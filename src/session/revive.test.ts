import { describe, expect, it } from 'vitest'
import { undecided } from '../steps/choices.ts'
import type { Kept } from './draft.ts'
import { revive } from './revive.ts'

const head = { key: 'k', workspace: 'w', takenAt: 't', savedAt: 's' }
const keptOf = (part: Partial<Kept>): Kept => ({ head, choices: undecided, unparsed: {}, visited: [], ...part })

describe('a draft that comes back', () => {
  it('has its answers, texts and visits again', () => {
    const choices = { ...undecided, keyVault: { reach: 'serviceEndpoint', publicAccess: 'keep' } }
    expect(revive(keptOf({ choices, unparsed: { 'storage.x': '10.' }, visited: ['storage'] }), undecided)).toEqual({ choices, unparsed: { 'storage.x': '10.' }, visited: ['storage'], replaced: [] })
  })

  it('has the proposed answers of a step whose answers no longer fit, and names the step', () => {
    const proposal = { ...undecided, keyVault: { reach: 'privateEndpoint', publicAccess: 'disabled' } } as const
    const { choices, replaced } = revive(keptOf({ choices: { ...undecided, keyVault: { reach: 'tunnel' } } }), proposal)
    expect([choices.keyVault, replaced]).toEqual([proposal.keyVault, ['keyVault']])
  })

  it('is the proposal where nothing sensible was kept', () => {
    const { choices, unparsed, visited } = revive(keptOf({ choices: null, unparsed: [1], visited: 'storage' }), undecided)
    expect([choices, unparsed, visited]).toEqual([undecided, {}, []])
  })
})
