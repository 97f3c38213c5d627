import { type ArmId, groupOf, idKey, nameOf, subscriptionOf } from '../base/armId.ts'
import { atOnce, type Slices } from '../base/slices.ts'
import type { Team } from '../changes/change.ts'
import { arrange, type Arranged, type Round } from './arrange.ts'
import type { Deployable, Module } from './declarations.ts'
import type { Exported, ExportInput } from './exportFile.ts'
import { fold } from './fold.ts'
import type { Folded } from './folded.ts'
import { moduleOf } from './modules.ts'
import { sharedBy } from './parameters.ts'
import { orderOf, reduced } from './ordering.ts'
import { camel, names, pascal } from './symbols.ts'

/** What every format writes down: the deployables of a plan, and what no template can hold. */
export interface Laid {
  readonly input: ExportInput
  readonly all: readonly Deployable[]
  readonly omitted: Exported['omitted']
}

/** A plan laid out. */
export const laid = (input: ExportInput): Laid => atOnce(slicedLaid(input))

/** A plan laid out once for all formats, in slices. */
export function* slicedLaid(input: ExportInput): Slices<Laid> {
  const { folded, omitted } = fold(input)
  yield
  return { input, all: yield* slicedDeployables(folded, input), omitted }
}

/** The resources of a plan as deployables, in the order in which they are deployed: one folder per team, more where two teams wait for each other. */
export const deployables = (folded: readonly Folded[], input: ExportInput): readonly Deployable[] => atOnce(slicedDeployables(folded, input))

function* slicedDeployables(folded: readonly Folded[], input: ExportInput): Slices<readonly Deployable[]> {
  const arranged = arrange(folded)
  const all: Deployable[] = []
  for (const [index, round] of arranged.rounds.entries()) {
    yield
    all.push(yield* deployable(round, arranged.rounds.length > 1 ? index + 1 : null, { arranged, folded, input }))
  }
  return all
}

interface Whole {
  readonly arranged: Arranged
  readonly folded: readonly Folded[]
  readonly input: ExportInput
}

function* deployable(round: Round, number: number | null, whole: Whole): Slices<Deployable> {
  const members = round.parts.flatMap((part) => part.members)
  const target = targetOf(round, whole.input)
  const give = names()
  const shared = sharedBy(members, whole.folded, whole.input, give)
  const symbols = round.parts.map((_, index) => give(`module ${index}`, fileName(round, index, target)))
  const order = reduced(orderOf(symbols, round.parts.flatMap((part, index) => [...part.after].map((earlier) => ({ before: symbols[earlier] ?? '', after: symbols[index] ?? '' })))))
  const modules: Module[] = []
  for (const [index, part] of round.parts.entries()) {
    yield
    const symbol = symbols[index] ?? ''
    modules.push(moduleOf(part, {
      symbol,
      deployment: deploymentName(nameOf(whole.input.about.workspaceId), number, symbol),
      after: symbols.filter((other) => order.before.get(symbol)?.has(other) ?? false),
      order: whole.arranged.order,
      shared,
      input: whole.input,
    }))
  }
  const used = new Set(modules.flatMap((module) => module.parameters.map((parameter) => parameter.name)))
  return {
    folder: number === null ? '' : `${number}-${slug(round.team)}`,
    team: round.team,
    target,
    parameters: shared.parameters().filter((parameter) => used.has(parameter.name)),
    modules,
  }
}

/** The administrator's own deployment targets the home group; another team's the group where most of its resources lie. */
function targetOf(round: Round, { about }: ExportInput): ArmId {
  if (round.team === null) return about.home
  const groups = round.parts.flatMap((part) => part.members.map(() => part.group))
  const count = (group: ArmId): number => groups.filter((other) => idKey(other) === idKey(group)).length
  return [...groups].sort((one, other) => count(other) - count(one) || (one < other ? -1 : 1))[0] ?? about.home
}

function fileName(round: Round, index: number, target: ArmId): string {
  const part = round.parts[index]
  if (part === undefined) return 'other'
  const isHere = idKey(part.group) === idKey(target)
  const alike = round.parts.filter((other) => other.theme === part.theme)
  const groups = new Set(alike.map((other) => idKey(other.group)))
  const base = isHere || groups.size === 1 ? part.theme : `${part.theme}${pascal(nameOf(part.group))}`
  const earlier = round.parts.slice(0, index).some((other) => other.theme === part.theme && idKey(other.group) === idKey(part.group))
  return earlier && part.members.every((one) => !one.phases.has('prepare')) ? `${base}Lockdown` : base
}

const PHASE_BEHIND = '-lockdown'.length

// Deployment names: 1 to 64 of letters, digits, `-`, `.`, `_`, `(`, `)` (templates.md section 6). A name that is cut keeps its end, which tells modules apart.
function deploymentName(workspace: string, number: number | null, symbol: string): string {
  const end = `${number === null ? '' : `-${number}`}-${symbol}`.slice(-36)
  const room = 64 - PHASE_BEHIND - end.length
  return `ringfence-${workspace.replaceAll(/[^A-Za-z0-9._()-]/g, '-')}`.slice(0, room) + end
}

/** A team's part in the name of its folder. */
export function slug(team: Team): string {
  if (team === null) return 'own-team'
  const words = team.toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== '')
  return words.length === 0 ? 'other-team' : words.join('-').slice(0, 40)
}

/** The symbolic name of a deployable's target, for people: the resource group and its subscription. */
export const targetWords = (target: ArmId): { readonly group: string; readonly subscription: string } => ({
  group: nameOf(groupOf(target) ?? target),
  subscription: subscriptionOf(target),
})

/** A word for a secret's environment variable: `jumpBoxPassword` becomes `JUMP_BOX_PASSWORD`. */
export const environmentName = (parameter: string): string => camel(parameter).replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase()
