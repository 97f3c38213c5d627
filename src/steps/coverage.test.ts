import { describe, expect, it } from 'vitest'
import { contradictions, coverage, coveragePage, type Claims } from './coverage.ts'
import { steps } from './index.ts'
import { stepIds } from './order.ts'
import { requirements } from './requirements.ts'
import type { Rule } from './rule.ts'

const rule = (requirement: Rule['requirement'], level: Rule['level']): Rule => ({ requirement, level, broken: () => [] })
const none: Claims = { rulebooks: {}, notes: {}, behaviours: [], excluded: {} }
const catalogue = { 'STOR-01': requirements['STOR-01'], 'STOR-02': requirements['STOR-02'], 'STOR-23': requirements['STOR-23'] }

it('covers every step once, in the order of the article', () => {
  expect(Object.keys(steps)).toEqual(stepIds)
})

describe('coverage', () => {
  it('gives every id its kind and leaves the others open', () => {
    const claims: Claims = { ...none, rulebooks: { storage: { 'blob-is-private': rule('STOR-02', 'must') } }, behaviours: ['STOR-23 allows before it denies'] }
    expect(coverage(catalogue, claims)).toEqual([
      { id: 'STOR-01', kind: 'open', where: [] },
      { id: 'STOR-02', kind: 'rule', where: ['storage/blob-is-private'] },
      { id: 'STOR-23', kind: 'plan behaviour', where: ['STOR-23 allows before it denies'] },
    ])
  })

  it('counts what a rule answers beside its own id', () => {
    const claims: Claims = { ...none, rulebooks: { storage: { both: { ...rule('STOR-02', 'must'), also: ['STOR-01'] } } } }
    expect(coverage(catalogue, claims).map((row) => row.kind)).toEqual(['rule', 'rule', 'open'])
  })

  it('finds no contradiction in two rules of one id', () => {
    expect(contradictions(catalogue, { ...none, rulebooks: { storage: { one: rule('STOR-02', 'must'), two: rule('STOR-02', 'must') } } })).toEqual([])
  })

  it('names an unknown id', () => {
    expect(contradictions(catalogue, { ...none, excluded: { 'STOR-99': 'not ours' } })).toEqual(['STOR-99 is not in the catalogue: excluded (not ours)'])
  })

  it('names an id of two kinds', () => {
    const claims: Claims = { ...none, notes: { storage: { 'STOR-02': 'text' } }, excluded: { 'STOR-02': 'not ours' } }
    expect(contradictions(catalogue, claims)).toEqual(['STOR-02 is of two kinds: information (storage) and excluded (not ours)'])
  })

  it('names a rule whose level differs from an unconditional severity only', () => {
    const claims: Claims = { ...none, rulebooks: { storage: { one: rule('STOR-02', 'info'), two: rule('STOR-01', 'info') } } }
    expect(contradictions(catalogue, claims)).toEqual(['one has level info, and STOR-02 says must'])
  })

  it('prints a page whose counts add up', () => {
    const page = coveragePage(requirements, coverage(requirements, none))
    expect(page).toContain('| open | 288 |')
    expect(page.split('\n').filter((line) => /^\| [A-Z]+-\d+ \| open \|/.test(line))).toHaveLength(288)
  })
})
