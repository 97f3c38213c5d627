import { type ArmId, parentOf, typeOf } from '../base/armId.ts'
import type { Body, Secret, Team } from '../changes/change.ts'

/** Ids that must come before, by what asks for it. */
export interface Awaited {
  readonly prepare: readonly ArmId[]
  /** Those that a change of prepare awaits beyond something by hand, so that no one deployment can hold both. */
  readonly byHand: readonly ArmId[]
  readonly lockdown: readonly ArmId[]
  /** What changes of lockdown await of lockdown itself, also through others, nearest first: one that cannot be kept must not take the rest with it. */
  readonly closings: readonly ArmId[]
}

/** All changes of one resource, folded into what it is in each phase. */
export interface Folded {
  readonly id: ArmId
  readonly type: string
  readonly apiVersion: string
  readonly owner: Team
  /** `existing`: the bodies restate what was read. */
  readonly state: 'new' | 'existing'
  /** Where the resource is made; `lockdown` ones are absent before. */
  readonly from: 'prepare' | 'lockdown'
  /** The phases in which the plan changes it. */
  readonly phases: ReadonlySet<'prepare' | 'lockdown'>
  readonly prepare: Body
  readonly lockdown: Body
  readonly secrets: readonly Secret[]
  /** The changes' numbers in the plan, from 1. */
  readonly numbers: readonly number[]
  /** Resources whose requirements this one also answers: itself and the children written inside it. */
  readonly answers: readonly ArmId[]
  readonly after: Awaited
  readonly locks: readonly ArmId[]
}

/** Whether `id` is a child or an extension of another resource, and which. */
export function hostOf(id: ArmId): ArmId | null {
  const parent = parentOf(id)
  return typeOf(parent).toLowerCase().startsWith('microsoft.resources/') ? null : parent
}
