/** Comparing what was read after a run with what its plan wanted; on files alone. */
import { compared } from '../apply/verify.ts'
import { readEstate } from '../discovery/readEstate.ts'
import { planFrom } from '../session/applySite.ts'
import { respell } from '../steps/respell.ts'
import { choicesIn, snapshotIn } from './files.ts'
import { type Output, Refused } from './output.ts'

/** The options of the comparison. */
export interface VerifyValues {
  readonly snapshot?: string | undefined
  readonly before?: string | undefined
  readonly choices?: string | undefined
}

/** Prints how the estate differs from what was planned for it. Exit code 0: as planned, and nothing is left to do but tasks by hand; else 2. */
export function printVerification({ snapshot, before, choices }: VerifyValues, output: Output): number {
  const [found, earlier] = [snapshotIn(snapshot, '--snapshot'), snapshotIn(before, '--before')]
  if (choices === undefined) throw new Refused('verify needs --choices FILE, the answers that were planned with')
  if (found.workspaceId.toLowerCase() !== earlier.workspaceId.toLowerCase()) throw new Refused(`--snapshot is of ${found.workspaceId}, --before of ${earlier.workspaceId}; give two snapshots of one workspace`)
  const again = planFrom(respell(choicesIn(choices), readEstate(earlier)))
  const { plan } = again(earlier)
  const number = new Map(plan.map(({ key }, index) => [key, index + 1]))
  const named = new Map(plan.map((change) => [change.key, change]))
  const { compared: many, unlike, checks, again: left } = compared(found, again, plan)
  output.out(`${JSON.stringify({
    compared: many,
    unlike: unlike.map(({ key, missing, unlike: properties }) => ({ number: number.get(key) ?? null, id: named.get(key)?.id ?? null, missing: missing === 'yes', properties })),
    checks: checks.map(({ name, held, missing, unread }) => ({ name, held, missing, unread })),
    left: left.map(({ do: does, phase, id }) => ({ do: does, phase, id })),
  }, null, 2)}\n`)
  return unlike.length === 0 && checks.every(({ missing }) => missing.length === 0) && left.every((change) => change.do === 'manual') ? 0 : 2
}
