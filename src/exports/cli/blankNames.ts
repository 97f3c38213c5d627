import type { ArmId } from '../../base/armId.ts'
import type { ChangeKey } from '../../changes/change.ts'
import type { ExportInput } from '../exportFile.ts'
import { blankNames } from '../first.ts'

/** `blankNames` of the scripts: they write one change after the other, so a zone group follows its endpoint at once unless it waits for a task. */
export function scriptedBlankNames(input: ExportInput): readonly string[] {
  const keyOf = (id: ArmId): ChangeKey | undefined => input.plan.find((change) => change.do === 'create' && change.id === id)?.key
  return blankNames(input, (endpoint, group) => input.plan.some(({ id, after }) => id === group && after.some((key) => key === keyOf(endpoint))))
}
