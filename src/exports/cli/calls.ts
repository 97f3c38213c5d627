import { idKey, nameOf } from '../../base/armId.ts'
import type { Change, ChangeKey, Phase, Team } from '../../changes/change.ts'
import { taskText } from '../byHand.ts'
import { environmentName } from '../deployables.ts'
import type { ExportInput } from '../exportFile.ts'
import { oneLine } from '../messages.en.ts'
import { reasonLines } from '../modules.ts'
import { cliWords as words } from './messages.en.ts'
import { addressOf, fileName } from './quoting.ts'

/** One line of a script: its comments, the function, and what that is told. */
export interface Call {
  readonly comments: readonly string[]
  readonly name: 'change' | 'require' | 'task' | 'secret'
  readonly values: readonly string[]
}

/** One folder: what one team has the rights for. */
export interface Owned {
  readonly team: Team
  readonly input: ExportInput
}

/** What the read-me says of a folder: whose it is, and the team's changes. */
export interface Folder {
  readonly folder: string
  readonly team: Team
  readonly changes: readonly Change[]
}

const numberOf = ({ plan }: ExportInput, change: Change): number => plan.indexOf(change) + 1

/** The file of what a change sends; one that sends nothing has none, and names a file that is there. */
export const bodyPath = (change: Change, input: ExportInput): string =>
  change.do === 'create' || change.do === 'update' ? `bodies/${String(numberOf(input, change)).padStart(3, '0')}-${change.do}-${fileName(nameOf(change.id))}.json` : 'expected.json'

/** What is said of a change, or asked of it, beside its number. */
const saying = (change: Change, input: ExportInput, verb: string): readonly string[] =>
  change.do === 'manual'
    ? [verb, String(numberOf(input, change)), `${taskText(change, input)} (${oneLine(change.id)})`]
    : [verb, String(numberOf(input, change)), oneLine(nameOf(change.id)), addressOf(change.id), change.apiVersion, bodyPath(change, input), ...(change.do === 'action' ? [encodeURIComponent(change.action)] : [])]

function written(change: Change, input: ExportInput): readonly Call[] {
  const comments = [words.number(numberOf(input, change), reasonLines([change.id], input)), ...(input.said?.get(idKey(change.id)) ?? [])]
  const values = saying(change, input, change.do === 'update' ? change.by : change.do)
  if (change.do === 'manual') return [{ comments, name: 'task', values: values.slice(1) }]
  const secrets = change.do === 'create' ? change.secrets : []
  const asked = secrets.map(({ parameter, description }): Call => ({ comments: [], name: 'secret', values: [environmentName(parameter), oneLine(description)] }))
  const [first, ...rest]: readonly Call[] = [...asked, { comments: [], name: 'change', values }]
  return first === undefined ? [] : [{ ...first, comments }, ...rest]
}

/** A change that somebody has to have made: this team in an earlier phase, or another team. */
function required(change: Change, { team, input }: Owned): Call {
  if (change.do === 'manual') return { comments: [], name: 'task', values: saying(change, input, '').slice(1) }
  const isOwn = change.owner === team
  return { comments: isOwn ? [] : [words.elsewhere(change.owner)], name: 'require', values: saying(change, input, isOwn ? 'own' : 'other') }
}

/** Those of other teams' changes that an own change of the phase waits for. */
function awaited({ team, input: { plan } }: Owned, phase: Phase): ReadonlySet<ChangeKey> {
  return new Set(plan.filter((change) => change.owner === team && change.phase === phase).flatMap(({ after }) => after))
}

/** The changes of a phase in the plan's order. Lockdown begins by asking for all that prepare makes, whoever makes it. */
export function callsOf(owned: Owned, phase: Phase): readonly Call[] {
  const { team, input } = owned
  const { plan } = input
  const waited = awaited(owned, phase)
  const own = plan.filter((change) => change.phase === phase).flatMap((change) => (change.owner === team ? written(change, input) : waited.has(change.key) ? [required(change, owned)] : []))
  const first = phase === 'prepare' || own.length === 0 ? [] : plan.filter((change) => change.phase === 'prepare').map((change) => required(change, owned))
  return [...first.map((call, index) => (index === 0 ? { ...call, comments: [words.first, ...call.comments] } : call)), ...own]
}

/** The changes that a folder speaks of, by number: its own and those that it asks for. */
export function spokenOf(owned: Owned): readonly (readonly [number, Change])[] {
  const { team, input } = owned
  const waited = new Set([...awaited(owned, 'prepare'), ...awaited(owned, 'lockdown')])
  const locks = input.plan.some((change) => change.owner === team && change.phase === 'lockdown')
  const isSpokenOf = (change: Change): boolean => change.owner === team || waited.has(change.key) || (locks && change.phase === 'prepare')
  return input.plan.filter(isSpokenOf).map((change) => [numberOf(input, change), change])
}
