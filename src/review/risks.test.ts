import { describe, expect, it } from 'vitest'
import { ids } from '../estate/fixtures/open.ts'
import { aRisk, type Risk } from './content.ts'
import { judgeRisks, withoutRisk, withRisk } from './risks.ts'

const risk: Risk = { rule: 'registry-is-premium', at: ids.registry, reason: 'Comes with the budget of Q1.', until: '2027-03-31' }
const here = { rule: 'registry-is-premium', at: ids.registry, level: 'must' }
const there = { ...here, at: ids.vault }

describe('an accepted risk', () => {
  it('hides its findings until the end of its last day, and shows them again after it', () => {
    expect(judgeRisks([here, there], [risk], '2027-03-31')).toEqual({ standing: [there], accepted: [{ finding: here, risk }], expired: [], idle: [] })
    expect(judgeRisks([here, there], [risk], '2027-04-01')).toEqual({ standing: [here, there], accepted: [], expired: [{ finding: here, risk }], idle: [] })
  })

  it('finds its place whatever the letters of the id, and is idle where nothing is broken', () => {
    expect(judgeRisks([{ ...here, at: ids.registry.toUpperCase() }], [risk], '2027-01-01').accepted).toHaveLength(1)
    expect(judgeRisks([there], [risk], '2027-01-01').idle).toEqual([risk])
  })

  it('replaces an earlier one for the same rule and place', () => {
    const later = { ...risk, until: '2027-06-30' }
    expect(withRisk([risk], later)).toEqual([later])
    expect(judgeRisks([here], [later, risk], '2027-05-01').accepted).toEqual([{ finding: here, risk: later }])
    expect(withoutRisk([risk], here)).toEqual([])
  })

  it('has a reason, a real day, and nothing else', () => {
    const fits = (part: object) => aRisk.safeParse({ ...risk, ...part }).success
    expect([fits({}), fits({ reason: '  ' }), fits({ reason: 'x'.repeat(501) }), fits({ until: '2027-02-30' }), fits({ until: 'soon' }), fits({ who: 'me' })]).toEqual([true, false, false, false, false, false])
  })
})
