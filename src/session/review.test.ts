import { describe, expect, it } from 'vitest'
import { atOnce } from '../base/slices.ts'
import { digest } from '../changes/digest.ts'
import { prepared } from '../estate/phases.ts'
import { designs, madeAt } from '../review/fixtures/reviews.ts'
import type { Design } from '../review/mask/mask.ts'
import { itemsOf, type Reply } from '../review/reply.ts'
import { seal } from '../review/seal.ts'
import { unseal } from '../review/unseal.ts'
import { baseOf, viewOf } from './derive.ts'
import { differenceOf } from './drifting.ts'
import { newestAnswers, replied, understood } from './replies.ts'
import { reviewedOf, shownTo, viewed } from './review.ts'

const design = designs.lake
const view = atOnce(viewOf(atOnce(baseOf(design.estate)), design.choices))
const [masked, kept] = [atOnce(shownTo({ design, names: 'masked', madeAt })), atOnce(shownTo({ design, names: 'kept', madeAt }))]

const other: Design = JSON.parse(JSON.stringify(design).replaceAll('mlw-demand', 'mlw-parcel')) as Design

const replyTo = (shown: typeof masked, part: Partial<Reply> = {}): Reply => {
  const { digest: own, workspaceId, items } = reviewedOf(shown.view)
  return {
    digest: own, workspaceId, reviewer: 'R. Okafor', repliedAt: madeAt, note: '', ...part,
    responses: items.map(({ is, key, print }, index) => ({ is, key, print, response: index % 2 === 0 ? 'accept' as const : 'refuse' as const, note: index % 2 === 0 ? '' : 'Not before May.' })),
  }
}

describe('a review', () => {
  it.each([['masked', masked], ['kept', kept]] as const)('with names %s opens with the plan whose digest it carries', (_, { review }) => {
    const opened = unseal(seal(review).bytes)
    if (opened.is !== 'open') throw new Error(opened.is)
    expect(digest(atOnce(viewed(opened.content)).plan)).toBe(opened.content.digest)
  })
})

describe('a reply', () => {
  it.each([['masked', masked], ['kept', kept]] as const)('to a link with names %s stands beside every item of its author', (_, shown) => {
    const read = atOnce(understood(replyTo(shown), view, design))
    if (read.is !== 'merged') throw new Error(read.because)
    const { merged: [first], byItem } = replied([read.own], view)
    expect(first?.merged).toMatchObject({ is: 'merged', plan: 'same', changed: [], gone: [], open: [] })
    expect([...byItem.values()].flat().every(({ holds, reviewer }) => holds === 'yes' && reviewer === 'R. Okafor')).toBe(true)
    const second = itemsOf(view.plan, view.validation)[1]
    expect(newestAnswers(replied([read.own], view)).get(second?.key ?? '')).toMatchObject({ response: 'refuse', note: 'Not before May.' })
  })

  it('says what has changed once the plan is another', () => {
    const read = atOnce(understood(replyTo(masked), view, design))
    if (read.is !== 'merged') throw new Error(read.because)
    const choices = { ...design.choices, keyVault: { reach: 'privateEndpoint', publicAccess: 'disabled' } as const }
    const later = atOnce(viewOf(view.base, choices))
    const { merged: [first] } = replied([read.own], later)
    expect(first?.merged).toMatchObject({ is: 'merged', plan: 'changed' })
    const again = atOnce(understood(replyTo(masked), later, { ...design, choices }))
    expect(again.is === 'merged' && again.merged.plan === 'changed' && again.merged.changed.some(({ item }) => item.at === masked.review.estate.workspace.vaultId)).toBe(true)
  })

  it('to another workspace is refused', () => {
    expect(atOnce(understood(replyTo(atOnce(shownTo({ design: other, names: 'masked', madeAt }))), view, design))).toEqual({ is: 'refused', because: 'otherWorkspace' })
  })
})

describe('drift since a review', () => {
  const words = (shown: typeof masked, estate: typeof design.estate) => {
    const difference = atOnce(differenceOf(shown.review, shown.view, atOnce(baseOf(estate))))
    return difference.is === 'compared' ? [...new Set(difference.rows.map(({ is, left }) => `${is} ${left}`))].sort() : difference.is
  }

  it.each([['masked', masked], ['kept', kept]] as const)('with names %s is all open while nothing was done, and all done at the end', (_, shown) => {
    expect(words(shown, design.estate)).toEqual(['open all'])
    expect(words(shown, { ...view.desired, tasks: [] })).toEqual(['done null'])
    expect(words(shown, { ...prepared(design.estate, view.desired), tasks: [] })).toEqual(['done null', 'open all', 'open lockdown'])
  })

  it('names what somebody changed otherwise, and does not compare another workspace', () => {
    expect(words(masked, { ...design.estate, vaults: design.estate.vaults.map((vault) => ({ ...vault, softDelete: false })) })).toContain('otherwise null')
    expect(words(masked, other.estate)).toBe('otherWorkspace')
  })
})
