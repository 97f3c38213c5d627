import { describe, expect, it } from 'vitest'
import { armId } from '../base/armId.ts'
import { atOnce } from '../base/slices.ts'
import { digest } from '../changes/digest.ts'
import type { Estate } from '../estate/estate.ts'
import { ids } from '../estate/fixtures/open.ts'
import { prepared } from '../estate/phases.ts'
import { role } from '../facts/ask.ts'
import { designs, madeAt } from '../review/fixtures/reviews.ts'
import { grantIn } from '../review/grants.ts'
import type { Design } from '../review/mask/mask.ts'
import { itemsOf, type Reply } from '../review/reply.ts'
import { seal } from '../review/seal.ts'
import { unseal } from '../review/unseal.ts'
import { baseOf, viewOf } from './derive.ts'
import { differenceOf } from './drifting.ts'
import { newestAnswers, replied, understood } from './replies.ts'
import { reviewedOf, shownTo, viewed } from './review.ts'

const design = designs.lake
const identity = design.estate.workspace.principalId ?? ''
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
  const [owner, given] = [{ id: armId(`${ids.group}/providers/Microsoft.Authorization/roleAssignments/owner`), scope: ids.group, principalId: 'somebody', role: role('Owner') }, view.desired.tasks.flatMap(({ task, data }) => (task === 'assignRole' ? [{ scope: armId(String(data['scope'])), role: String(data['roleId']) }] : []))]
  /** An estate whose role assignments were read; `by` has been given the roles that the plan asks for. */
  const withRoles = (estate: Estate, by: string | null = null): Estate => ({
    ...estate, tasks: [], roleAssignments: [owner, ...estate.roleAssignments, ...(by === null ? [] : given.map(({ scope, role: of }) => ({ id: armId(`${scope}/providers/Microsoft.Authorization/roleAssignments/${by}-${of}`), scope, principalId: by, role: of })))],
  })
  const words = (shown: typeof masked, estate: Estate) => {
    const difference = atOnce(differenceOf(shown.review, shown.view, atOnce(baseOf(estate))))
    return difference.is === 'compared' ? [...new Set(difference.rows.map(({ is, left }) => `${is} ${left}`))].sort() : difference.is
  }

  it.each([['masked', masked], ['kept', kept]] as const)('with names %s is all open while nothing was done, and all done at the end', (_, shown) => {
    expect(given.length).toBeGreaterThan(0)
    expect(words(shown, withRoles(design.estate))).toEqual(['open all'])
    expect(words(shown, withRoles(view.desired, identity))).toEqual(['done null'])
    expect(words(shown, withRoles(prepared(design.estate, view.desired), identity))).toEqual(['done null', 'open all', 'open lockdown'])
  })

  it.each([['masked', masked], ['kept', kept]] as const)('with names %s says which roles are given, and that one given to somebody else is not the planned one', (_, shown) => {
    const roles = (estate: Estate) => {
      const difference = atOnce(differenceOf(shown.review, shown.view, atOnce(baseOf(estate))))
      return difference.is === 'compared' ? difference.rows.flatMap(({ id, is }) => (grantIn(id) === null ? [] : [`${grantIn(id)?.principalId} ${is}`])).sort() : []
    }
    const [made, byHand] = [view.desired.roleAssignments, given].map((list) => (is: string): readonly string[] => list.map(() => `workspace ${is}`))
    if (made === undefined || byHand === undefined) throw new Error('no roles')
    expect(roles({ ...view.desired, tasks: [], roleAssignments: [] })).toEqual([...made('unread'), ...byHand('unread')])
    expect(roles(withRoles(view.desired))).toEqual([...made('done'), ...byHand('open')])
    expect(roles(withRoles(view.desired, identity))).toEqual([...made('done'), ...byHand('done')])
    expect(roles(withRoles(view.desired, 'somebody'))).toEqual([...made('done'), ...byHand('open')])
  })

  it('names what somebody changed otherwise, and does not compare another workspace', () => {
    expect(words(masked, { ...design.estate, vaults: design.estate.vaults.map((vault) => ({ ...vault, softDelete: false })) })).toContain('otherwise null')
    expect(words(masked, other.estate)).toBe('otherWorkspace')
  })
})
