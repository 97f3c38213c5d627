import { describe, expect, it } from 'vitest'
import { armId } from '../base/armId.ts'
import { compare, type Pair } from '../steps/index.ts'
import type { Finding } from '../steps/rule.ts'
import { becomes, filterCounts, filtered, groupsOf, type Row, rowsOf, sectionsOf } from './assess.ts'
import { countsOf, wordOf } from '../steps/counts.ts'

const at = armId('/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a')
const finding = (part: Partial<Finding>): Finding => ({ step: 'storage', rule: 'r', requirement: 'STOR-01', also: [], level: 'must', at, data: {}, ...part })
const pairs = (now: readonly Partial<Finding>[], later: readonly Partial<Finding>[]) => compare(now.map(finding), later.map(finding))
const pair = (now: Partial<Finding> | null, later: Partial<Finding> | null): Pair => {
  const [only] = pairs(now === null ? [] : [now], later === null ? [] : [later])
  if (only === undefined) throw new Error('a pair of nothing')
  return only
}
const settled = pair({ rule: 'settled' }, null)
const stays = pair({ rule: 'stays' }, { rule: 'stays' })
const comes = pair(null, { rule: 'comes', step: 'registry' })
const advice = pair({ rule: 'advice', level: 'info', step: 'access' }, { rule: 'advice', level: 'info', step: 'access' })
const unseen = pair({ rule: 'unseen', verdict: 'unknown', step: 'keyVault' }, { rule: 'unseen', verdict: 'unknown', step: 'keyVault' })
const rows = rowsOf([advice, comes, unseen, settled, stays])
const rulesOf = (list: readonly Row[]) => list.map((row) => row.pair.rule)

describe('the assessment', () => {
  it('counts what cannot be judged as unknown, whatever its level', () => {
    expect([wordOf(finding({ verdict: 'unknown' })), countsOf([finding({}), finding({ verdict: 'unknown' }), finding({ level: 'info' })])]).toEqual(['unknown', { must: 1, should: 0, info: 1, unknown: 1 }])
  })

  it('lists the weightiest first, then in the order of the steps', () => {
    expect(rulesOf(rows)).toEqual(['settled', 'stays', 'comes', 'unseen', 'advice'])
  })

  it('shows what is broken now, and apart from it what is at must with the choices, new findings included', () => {
    expect([rulesOf(filtered(rows, { level: 'all', section: 'all' })), rulesOf(filtered(rows, { level: 'stays', section: 'all' }))]).toEqual([['settled', 'stays', 'unseen', 'advice'], ['stays', 'comes']])
  })

  it('filters by level and section, and counts each filter', () => {
    expect(rulesOf(filtered(rows, { level: 'must', section: 'storage' }))).toEqual(['settled', 'stays'])
    expect(filterCounts(rows, 'all')).toEqual({ all: 4, must: 2, should: 0, info: 1, unknown: 1, stays: 2 })
  })

  it('counts by section, and never a rule with a finding as kept', () => {
    const sections = sectionsOf([finding({ rule: 'one', verdict: 'unknown' }), finding({ rule: 'two' }), finding({ rule: 'two' })], (step) => (step === 'storage' ? ['one', 'two', 'three'] : ['other']))
    expect(sections.find(({ step }) => step === 'storage')).toEqual({ step: 'storage', must: 2, should: 0, info: 0, unknown: 1, kept: 1 })
    expect(sections.find(({ step }) => step === 'access')?.kept).toBe(1)
  })

  it('gives each row an address of its own', () => {
    const many = rowsOf([pair({ rule: 'x' }, null), pair({ rule: 'x' }, null)])
    expect(many.map(({ id }) => id)).toEqual(['x~1', 'x~2'])
  })

  it('is grouped by rule from fifty rows on', () => {
    const some = rowsOf(Array.from({ length: 49 }, (_, index) => pair({ rule: index % 2 === 0 ? 'even' : 'odd' }, null)))
    const many = rowsOf(Array.from({ length: 300 }, (_, index) => pair({ rule: index % 2 === 0 ? 'even' : 'odd' }, null)))
    expect([groupsOf(some).length, groupsOf(many).map((group) => group.rows.length)]).toEqual([49, [150, 150]])
  })

  it('says kept only when every row of a group is', () => {
    expect([becomes(rowsOf([settled])), becomes(rowsOf([settled, stays])), becomes(rowsOf([comes]))]).toEqual([
      { word: 'kept', stays: 'changed' }, { word: 'must', stays: 'still' }, { word: 'must', stays: 'new' },
    ])
  })
})
