/** Which change of the plan a finding leads to. Pure. */
import { idKey, isWithin } from '../base/armId.ts'
import type { Change, Reason } from '../changes/change.ts'
import type { Finding } from '../steps/rule.ts'

/**
 * The number of the change that answers a finding: one whose reason names its requirement, at the finding's place or inside it when
 * there is one there, else the first. Null when no change names the requirement.
 */
export function changeFor({ requirement, at }: Finding, plan: readonly Change[], reasons: ReadonlyMap<string, Reason>): number | null {
  const named = plan.flatMap((change, index) => (reasons.get(idKey(change.id))?.requirements.includes(requirement) === true ? [{ number: index + 1, id: change.id }] : []))
  const near = named.find(({ id }) => idKey(id) === idKey(at)) ?? named.find(({ id }) => isWithin(id, at)) ?? named[0]
  return near?.number ?? null
}
