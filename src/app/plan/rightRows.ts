/** Rights as rows of a table: one an action and what is known of it. Pure. */
import type { ArmId } from '../../base/armId.ts'
import type { ChangeKey } from '../../changes/change.ts'
import type { ChangeRights, JudgedRight, Right } from '../../estate/rights.ts'

/** An action with all scopes where it is needed and the numbers of the changes that need it. */
export interface RightRow {
  readonly action: string
  readonly right: Right
  readonly scopes: readonly ArmId[]
  readonly changes: readonly number[]
  readonly roles: readonly string[]
}

const weight: Readonly<Record<Right, number>> = { refused: 0, unknown: 1, allowed: 2 }

/** The rows of a team's rights: not held first, then unknown, then expected; by action. */
export function rightRows(needs: readonly JudgedRight[], byChange: ReadonlyMap<ChangeKey, ChangeRights>, numbers: ReadonlyMap<ChangeKey, number>): readonly RightRow[] {
  const rows = new Map<string, RightRow>()
  for (const { action, right, scope, roles } of needs) {
    const key = `${right} ${action.toLowerCase()}`
    const before = rows.get(key)
    rows.set(key, { action: before?.action ?? action, right, roles, changes: [], scopes: [...(before?.scopes ?? []), scope] })
  }
  const needing = ({ action, right, scopes }: RightRow): readonly number[] =>
    [...byChange].flatMap(([change, rights]) => {
      const asks = rights.needs.some((need) => need.right === right && need.action.toLowerCase() === action.toLowerCase() && scopes.includes(need.scope))
      const number = numbers.get(change)
      return asks && number !== undefined ? [number] : []
    }).sort((one, other) => one - other)
  return [...rows.values()].map((row) => ({ ...row, changes: needing(row) }))
    .sort((one, other) => weight[one.right] - weight[other.right] || (one.action < other.action ? -1 : 1))
}

/** Numbers as people say them: `3 to 7, 9`. */
export function rangesText(numbers: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const number of numbers) {
    const last = ranges.at(-1)
    if (last !== undefined && number === last[1] + 1) last[1] = number
    else ranges.push([number, number])
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : last === first + 1 ? `${first}, ${last}` : `${first} to ${last}`)).join(', ')
}
