import type { ArmId } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import { type Review, reduced } from './content.ts'
import { type Design, mask, type Masked } from './mask/mask.ts'
import { upright } from './people.ts'

/** What a review is made of. */
export interface Making {
  readonly design: Design
  readonly names: Review['names']
  /** ISO 8601, in UTC. */
  readonly madeAt: string
  /** The digest of the plan of a design. */
  readonly digestOf: (design: Design) => string
  /** The id under which a plan of ours gives a role (by its GUID) to a principal; null for a role that no plan gives. */
  readonly assignmentId: (scope: ArmId, principalId: string, role: string) => ArmId | null
}

/** The review of a design, and the mask's way back; `masked` null where names are kept. */
export interface Made {
  readonly review: Review
  readonly masked: Masked | null
}

/** The review of a design as a link carries it: masked or not, never with people, and with the digest of exactly the plan that opening it computes. */
export function makeReview({ design, names, madeAt, digestOf, assignmentId }: Making): Made {
  const masked = names === 'masked' ? mask(design) : null
  const changed = masked?.design ?? upright({ ...design, estate: reduced(design.estate) })
  const shown = { ...changed, estate: withOwnAssignments(design.estate, changed.estate, assignmentId) }
  return { review: { names, madeAt, digest: digestOf(shown), ...shown }, masked: masked === null ? null : { ...masked, design: shown } }
}

/** Assignments that a plan of ours made are told by their ids, which follow from scope and principal: where those are others now, so is the id. */
function withOwnAssignments(before: Estate, after: Estate, idOf: Making['assignmentId']): Estate {
  return {
    ...after,
    roleAssignments: after.roleAssignments.map((assignment, index) => {
      const old = before.roleAssignments[index]
      const isOurs = old !== undefined && idOf(old.scope, old.principalId, old.role) === old.id
      return isOurs ? { ...assignment, id: idOf(assignment.scope, assignment.principalId, assignment.role) ?? assignment.id } : assignment
    }),
  }
}
