/** Everything that follows from the current estate and the choices, in slices short enough that the page stays free between them. */
import { idKey } from '../base/armId.ts'
import type { Slices } from '../base/slices.ts'
import type { Change, ChangeKey } from '../changes/change.ts'
import type { Estate } from '../estate/estate.ts'
import { prepared } from '../estate/phases.ts'
import type { ChangeRights } from '../estate/rights.ts'
import { slicedPlan } from '../resources/index.ts'
import { type Pictures, plannedRights, rightsOf } from '../resources/rights.ts'
import { rightsByOwner, type TeamRights } from '../resources/teamRights.ts'
import { type Choices, type StepId, undecided } from '../steps/choices.ts'
import { compare, findingsOf, type Judging, openQuestions, type Pair, type Proposal, propose, rulebooks, slicedDesired } from '../steps/index.ts'
import { stepIds } from '../steps/order.ts'
import { reasonsFrom, type Touched } from '../steps/reasons.ts'
import type { Finding } from '../steps/rule.ts'

/** What follows from the current estate alone. */
export interface Base {
  readonly current: Estate
  readonly proposal: Proposal
  /** Findings on the current estate, judged as if nothing had been answered. */
  readonly assessment: readonly Finding[]
}

/** What follows from the choices, too. */
export interface View {
  readonly base: Base
  readonly choices: Choices
  readonly desired: Estate
  /** Desired with every door as open as it is now: what stands between the two phases. */
  readonly prepared: Estate
  /** Findings on the desired estate. */
  readonly validation: readonly Finding[]
  readonly pairs: readonly Pair[]
  /** Fields that wait for an answer only a person has, by step. */
  readonly open: Readonly<Record<StepId, readonly string[]>>
  readonly plan: readonly Change[]
  /** By `idKey`: which step touched an entry, and which requirements that answers. */
  readonly reasons: ReadonlyMap<string, Touched>
  /** What each change needs to be allowed to do, and the same by the team that has to hold it. */
  readonly rights: { readonly byChange: ReadonlyMap<ChangeKey, ChangeRights>; readonly teams: readonly TeamRights[] }
}

/** The names of a step's rules. */
export const ruleNames = (step: StepId): readonly string[] => Object.keys(rulebooks[step])

/** The requirement of a rule; the empty text for a rule that does not exist. */
export const requirementOf = (step: StepId, rule: string): string => rulebooks[step][rule]?.requirement ?? ''

/** The base of an estate. */
export function* baseOf(current: Estate): Slices<Base> {
  const proposal = propose(current)
  yield
  return { current, proposal, assessment: yield* judged({ estate: current, choices: undecided }) }
}

/** All findings, with a pause after each rule's. */
function* judged(judging: Judging): Slices<readonly Finding[]> {
  const all: Finding[] = []
  for (const step of stepIds) {
    for (const rule of ruleNames(step)) {
      for (const finding of findingsOf(step, rule, judging)) all.push(finding)
      yield
    }
  }
  return all
}

/** The view of a base with choices. */
export function* viewOf(base: Base, choices: Choices): Slices<View> {
  const { current } = base
  const desired = yield* slicedDesired(current, choices)
  const open = openQuestions(choices, current)
  yield
  const between = prepared(current, desired)
  yield
  const changes = yield* slicedPlan(current, desired)
  yield
  const byChange = yield* judgedRights(changes, { current, desired })
  const planned = plannedRights({ current, desired })(changes)
  const validation = yield* judged({ estate: desired, choices, planned })
  const pairs = compare(base.assessment, validation)
  const answered = yield* judged({ estate: current, choices, planned })
  const touched = yield* reasonsFrom(current, choices, { now: [base.assessment, answered], later: validation })
  yield
  const rights = { byChange, teams: rightsByOwner(changes, byChange, { current, desired }) }
  return { base, choices, desired, prepared: between, validation, pairs, open, plan: changes, reasons: new Map([...touched, ...asked(changes)]), rights }
}

/** A task that asks for a right is the plan's own, so no step touched it. */
const asked = (changes: readonly Change[]): readonly (readonly [string, Touched])[] =>
  changes.flatMap((change) => (change.do === 'manual' && change.task.task === 'changeOwnedElsewhere' ? [[idKey(change.id), { step: 'access', requirements: ['PRE-13'] }] as const] : []))

/** The rights of every change, some changes at a time. */
function* judgedRights(changes: readonly Change[], pictures: Pictures): Slices<ReadonlyMap<ChangeKey, ChangeRights>> {
  const byChange = new Map<ChangeKey, ChangeRights>()
  for (let from = 0; from < changes.length; from += 50) {
    for (const [key, rights] of rightsOf(changes.slice(from, from + 50), pictures)) byChange.set(key, rights)
    yield
  }
  return byChange
}
