/** Comparing what was read after a run with what its plan wanted; on files alone. */
import { checkNames } from '../apply/afterMessages.en.ts'
import type { Check } from '../apply/readBack.ts'
import { compared } from '../apply/verify.ts'
import { idKey, isWithin, parseArmId, typeOf } from '../base/armId.ts'
import type { Change } from '../changes/change.ts'
import { bodiesAsRead, readEstate } from '../discovery/readEstate.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import type { Unread } from '../estate/access.ts'
import { planFrom } from '../session/applySite.ts'
import { respell } from '../steps/respell.ts'
import { choicesIn, snapshotIn } from './files.ts'
import { refusalLines } from './liveWords.ts'
import { type Output, Refused } from './output.ts'

/** The options of the comparison. */
export interface VerifyValues {
  readonly snapshot?: string | undefined
  readonly before?: string | undefined
  readonly choices?: string | undefined
}

/** Prints how the estate differs from what was planned for it. Exit code 0: as planned, and nothing is left to do but tasks by hand; 2: it differs; 3: what was read does not differ, and something was not read. */
export function printVerification({ snapshot, before, choices }: VerifyValues, output: Output): number {
  const [found, earlier] = [snapshotIn(snapshot, '--snapshot'), snapshotIn(before, '--before')]
  if (choices === undefined) throw new Refused('verify needs --choices FILE, the answers that were planned with')
  if (found.workspaceId.toLowerCase() !== earlier.workspaceId.toLowerCase()) throw new Refused(`--snapshot is of ${found.workspaceId}, --before of ${earlier.workspaceId}; give two snapshots of one workspace`)
  const again = planFrom(respell(choicesIn(choices), readEstate(earlier)))
  const { plan } = again(earlier)
  const isHidden = hiddenIn(found)
  const { compared: many, unlike, checks, again: next } = compared(found, again, plan.filter((change) => !isHidden(change)))
  // What is hidden is planned as if it were not there.
  const left = next.filter((change) => !isHidden(change))
  const reads = missed({ found, earlier, hidden: plan.filter(isHidden), checks })
  const number = new Map(plan.map(({ key }, index) => [key, index + 1]))
  const named = new Map(plan.map((change) => [change.key, change]))
  output.out(`${JSON.stringify({
    compared: many,
    unlike: unlike.map(({ key, missing, unlike: properties }) => ({ number: number.get(key) ?? null, id: named.get(key)?.id ?? null, missing: missing === 'yes', properties })),
    checks: checks.map(({ name, held, missing, unread }) => ({ name, held, missing, unread })),
    left: left.map(({ do: does, phase, id }) => ({ do: does, phase, id })),
    unread: reads.map((read) => ({ ...read, changes: plan.filter((change) => isHidden(change) && covers(read, change)).map(({ key }) => number.get(key)) })),
  }, null, 2)}\n`)
  const differs = unlike.length > 0 || checks.some(({ missing }) => missing.length > 0) || left.some((change) => change.do !== 'manual')
  const lines = unreadLines(reads, checks)
  for (const line of [...lines, ...(differs || lines.length === 0 ? [] : [notSaid])]) output.err(`ringfence: ${line}\n`)
  return differs ? 2 : lines.length === 0 ? 0 : 3
}

const notSaid = 'it cannot be said whether all is as planned: what was read does not differ, and the above was not read. Get it readable, collect again, then verify again'

const unreadLines = (reads: readonly Unread[], checks: readonly Check[]): readonly string[] =>
  [...refusalLines(reads), ...checks.flatMap(({ name, unread }) => (unread.length === 0 ? [] : [`${checkNames[name]}: not known from what was read: ${unread.join('; ')}`]))]

type Place = Pick<Change, 'id' | 'type'>

/** Whether something is hidden by a refused read: of itself, of what it lies in, or of the list that it would be in. */
const covers = (read: Unread, { id, type }: Place): boolean => isWithin(id, read.id) && (read.type === null || isWithin(type, read.type))

/** Which changes cannot be compared: their resources are not in the snapshot, and would not be if they were there. */
function hiddenIn(found: Snapshot): (change: Change) => boolean {
  const [bodies, { unread }] = [bodiesAsRead(found), readEstate(found)]
  return (change) => change.do !== 'manual' && !bodies.has(idKey(change.id)) && unread.some((read) => covers(read, change))
}

interface Missing { readonly found: Snapshot; readonly earlier: Snapshot; readonly hidden: readonly Change[]; readonly checks: readonly Check[] }

/** The refused reads on which the comparison depends: they hide a change, what the plan was made on, a service of the workspace, or what its names lead to. */
function missed({ found, earlier, hidden, checks }: Missing): readonly Unread[] {
  const { unread, workspace: { storageAccountId, vaultId, registryId, componentId } } = readEstate(found)
  const now = bodiesAsRead(found)
  const ids = [storageAccountId, vaultId, registryId, componentId, ...[...bodiesAsRead(earlier).keys()].filter((id) => !now.has(id)).map(parseArmId)].filter((id) => id !== null)
  const places: readonly Place[] = [...hidden, ...ids.map((id) => ({ id, type: typeOf(id) }))]
  const isNameless = checks.some(({ name, unread: parts }) => name === 'namesPrivate' && parts.length > 0)
  return unread.filter((read) => places.some((place) => covers(read, place)) || (isNameless && isWithin(read.type ?? typeOf(read.id), 'Microsoft.Network')))
}
