import { describe, expect, it } from 'vitest'
import { atOnce } from '../../base/slices.ts'
import { designs } from '../../review/fixtures/reviews.ts'
import { baseOf, viewOf } from '../../session/derive.ts'
import { commentsOn } from '../../session/said.ts'
import { reviewedOf } from '../../session/review.ts'
import { findingItem } from './replied.ts'
import { nameOfItem, reviewRows, tally } from './rows.ts'
import { dayAfter, today } from './today.ts'

const { estate, choices } = designs.lake
const view = atOnce(viewOf(atOnce(baseOf(estate)), choices))
const [first] = view.validation
const risks = first === undefined ? [] : [{ rule: first.rule, at: first.at, reason: 'It goes with the old store.', until: '2027-03-31' }]
const rows = reviewRows(view, risks, '2027-03-31')

describe('the rows of a review', () => {
  it('hold every item exactly once, closings apart from what only adds', () => {
    const all = [...rows.closings, ...rows.additions, ...rows.byHand, ...rows.accepted, ...rows.sections.flatMap(({ staying }) => staying)].map(({ item }) => nameOfItem(item))
    expect(all.toSorted()).toEqual(rows.items.map(nameOfItem).toSorted())
    expect(rows.closings.every(({ change }) => change.phase === 'lockdown')).toBe(true)
    expect(rows.closings.length).toBeGreaterThan(0)
  })

  it('show an accepted finding apart until its last day, and say so after it', () => {
    expect(rows.accepted.map(({ risk }) => risk?.state)).toContain('holds')
    expect(new Set(reviewRows(view, risks, '2027-04-01').accepted.map(({ risk }) => risk?.state))).toEqual(new Set(['expired']))
  })

  it('name findings as replies do', () => {
    const names = view.validation.map((finding) => findingItem(view.validation, finding))
    expect(names).toEqual(rows.items.slice(view.plan.length).map(nameOfItem))
  })
})

describe('responses', () => {
  it('are counted, and a question without a note is noticed', () => {
    const [one, two] = rows.items
    if (one === undefined || two === undefined) throw new Error('no items')
    const counted = tally({ [nameOfItem(one)]: { response: 'accept', note: '' }, [nameOfItem(two)]: { response: 'question', note: ' ' }, 'change gone': { response: 'refuse', note: 'x' } }, rows.items)
    expect([counted.given.length, counted.accept, counted.question, counted.refuse, counted.noNote.map(({ item }) => item)]).toEqual([2, 1, 1, 0, [two]])
  })
})

describe('comments of an export', () => {
  it('tell risks that hold and the newest answers, and nothing of expired ones', () => {
    const { digest, workspaceId, items } = reviewedOf(view)
    const [change] = items
    if (change === undefined) throw new Error('no items')
    const reply = (repliedAt: string, response: 'accept' | 'refuse') => ({ digest, workspaceId, reviewer: 'R. Okafor', repliedAt, note: '', responses: [{ is: change.is, key: change.key, print: change.print, response, note: response === 'accept' ? '' : 'Not yet.' }] })
    const comments = commentsOn(view, { risks, replies: [reply('2026-11-26T08:00:00Z', 'refuse'), reply('2026-11-25T08:00:00Z', 'accept')] }, '2027-01-01')
    expect([...comments.values()].flat()).toEqual([`Accepted until 2027-03-31 (${first?.rule}): It goes with the old store.`, 'Refused by R. Okafor: Not yet.'])
    expect(commentsOn(view, { risks, replies: [] }, '2027-04-01').size).toBe(0)
  })
})

describe('days', () => {
  it('are those of this zone', () => {
    expect([today(new Date(2026, 10, 5)), dayAfter(30, new Date(2026, 10, 5))]).toEqual(['2026-11-05', '2026-12-05'])
  })
})
