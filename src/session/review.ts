/** What a review link is made of, and what follows from one: the same computations as of an estate that was read. */
import type { ArmId } from '../base/armId.ts'
import type { Slices } from '../base/slices.ts'
import { digest } from '../changes/digest.ts'
import { type RoleName, role } from '../facts/ask.ts'
import { roleIds } from '../facts/roles.ts'
import type { Review } from '../review/content.ts'
import type { Design } from '../review/mask/mask.ts'
import { itemsOf, type Reviewed } from '../review/reply.ts'
import { type Made, makeReview } from '../review/review.ts'
import { roleAssignmentId } from '../steps/roleAssignment.ts'
import { baseOf, type View, viewOf } from './derive.ts'

/** The digest of no plan: what can answer nothing. */
export const noDigest = '0'.repeat(64)

const roleNames = Object.keys(roleIds) as readonly RoleName[]

/** The name of a built-in role by its GUID; empty for any other. */
export const roleNamed = (guid: string): RoleName | '' => roleNames.find((name) => role(name) === guid) ?? ''

/** The id under which a plan of ours gives a role (by its GUID) to a principal; null for a role that no plan gives. */
export const assignmentId = (scope: ArmId, principalId: string, given: string): ArmId | null => {
  const name = roleNamed(given)
  return name === '' ? null : roleAssignmentId(scope, principalId, name)
}

/** A review with what its reader will see. */
export interface Shown extends Made {
  readonly view: View
}

/** What to make a review of, whether with the names, and when (ISO 8601, UTC). */
export interface Sharing {
  readonly design: Design
  readonly names: Review['names']
  readonly madeAt: string
}

/** The view that opening a review gives. */
export function* viewed({ estate, choices }: Pick<Review, 'estate' | 'choices'>): Slices<View> {
  const base = yield* baseOf(estate)
  return yield* viewOf(base, choices)
}

/** The review of a design with its digest, and the view that its reader gets. */
export function* shownTo({ design, names, madeAt }: Sharing): Slices<Shown> {
  yield
  const { review, masked } = makeReview({ design, names, madeAt, assignmentId, digestOf: () => noDigest })
  yield
  const view = yield* viewed(review)
  return { review: { ...review, digest: digest(view.plan) }, masked, view }
}

/** A plan as replies answer it. */
export const reviewedOf = (view: View): Reviewed => ({ digest: digest(view.plan), workspaceId: view.base.current.workspace.id, items: itemsOf(view.plan, view.validation) })
