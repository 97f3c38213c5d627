import { describe, expect, it } from 'vitest'
import { atOnce } from '../base/slices.ts'
import { digest } from '../changes/digest.ts'
import type { Estate } from '../estate/estate.ts'
import { baseOf, viewOf } from '../session/derive.ts'
import { desiredEstate, findings, propose } from '../steps/index.ts'
import type { Review } from './content.ts'
import { assignmentId, designs, digestOf, madeAt } from './fixtures/reviews.ts'
import type { Design } from './mask/mask.ts'
import { makeReview } from './review.ts'
import { seal } from './seal.ts'
import { unseal } from './unseal.ts'

const { lake } = designs
/** The lake's estate when its plan is done: it holds role assignments of ours. */
const applied: Estate = { ...desiredEstate(lake.estate, lake.choices), owners: [], newTags: {}, tasks: [] }
const again: Design = { estate: applied, choices: propose(applied).choices, risks: [] }

const words = ({ estate, choices }: Design): readonly string[] => findings(estate, choices).map(({ step, rule, level, verdict }) => `${step} ${rule} ${level} ${verdict ?? ''}`).sort()

describe('a review', () => {
  it.each(['masked', 'kept'] as const)('computes to the plan whose digest it carries when it is opened, names %s', (names: Review['names']) => {
    const { review } = makeReview({ design: lake, names, madeAt, digestOf, assignmentId })
    const opened = unseal(seal(review).bytes)
    if (opened.is !== 'open') throw new Error(opened.is)
    const { estate, choices, digest: carried } = opened.content
    expect(digest(atOnce(viewOf(atOnce(baseOf(estate)), choices)).plan)).toBe(carried)
  })

  it.each(['masked', 'kept'] as const)('of an estate that has been secured by a plan breaks the same rules, names %s', (names: Review['names']) => {
    expect(applied.roleAssignments.some(({ id, scope, principalId, role }) => assignmentId(scope, principalId, role) === id)).toBe(true)
    expect(words(makeReview({ design: again, names, madeAt, digestOf: () => '0'.repeat(64), assignmentId }).review)).toEqual(words(again))
  })
})
