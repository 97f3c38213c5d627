/** What a pipeline does, before it is written for GitHub Actions or Azure Pipelines. */
import { nameOf } from '../../base/armId.ts'
import type { Phase } from '../../changes/change.ts'
import { targetWords, type Laid } from '../deployables.ts'
import type { ExportInput } from '../exportFile.ts'
import { beforeDeploying } from '../first.ts'
import type { Commands, Manner } from '../readMe.ts'
import { stagesOf } from '../stages.ts'

/** A folder in a stage, with the subscription that its commands are signed in to first (a GUID). `folder` is empty when there is only one. */
export interface Part {
  readonly folder: string
  readonly subscription: string
  readonly commands: Commands
}

/** What one run does: somebody starts it by its name, reads what would change, and approves. `first` is what people have to have done, as sentences of Markdown. */
export interface PipelineStage {
  readonly name: string
  readonly phase: Phase
  readonly first: readonly string[]
  readonly parts: readonly Part[]
}

/** A pipeline of a plan. */
export interface Pipeline {
  readonly workspace: string
  readonly takenAt: string
  readonly cloud: ExportInput['about']['cloud']
  /** `scripts` take the numbers of tasks that people say are done. */
  readonly tool: 'az' | 'terraform' | 'scripts'
  readonly stages: readonly PipelineStage[]
  /** What people do after the last stage. */
  readonly last: readonly string[]
  /** The environment variables whose values no file holds. */
  readonly secrets: readonly string[]
}

/** The pipeline of files that a read-me tells how to deploy. */
export function pipelineOf(laid: Laid, manner: Manner, tool: 'az' | 'terraform'): Pipeline {
  const { stages, last } = stagesOf(laid)
  const { actions, endpoints } = beforeDeploying(laid)
  const parts = stages.map(({ phase, first, folders }, index) => ({
    phase, first: index === 0 ? [...actions, ...endpoints, ...first] : first,
    parts: folders.map((one): Part => ({ folder: one.folder, subscription: targetWords(one.target).subscription, commands: manner.commands[phase](one) })),
  }))
  const secrets = laid.all.flatMap(({ parameters }) => parameters.filter(({ secret }) => secret).map(({ name }) => manner.variable(name)))
  return { ...planOf(laid.input), tool, ...namedStages(parts, last), secrets: [...new Set(secrets)] }
}

/** The commands that a pipeline begins with. */
export const lookOf = ({ stages }: Pipeline): readonly string[] => {
  const { ready = [], look = [] } = stages[0]?.parts[0]?.commands ?? {}
  return [...ready, ...look]
}

/** What every pipeline says of its plan. */
export const planOf = ({ about }: ExportInput): Pick<Pipeline, 'workspace' | 'takenAt' | 'cloud'> => ({ workspace: nameOf(about.workspaceId), takenAt: about.takenAt, cloud: about.cloud })

/** Stages that deploy something, by name: what people do before one that deploys nothing comes before the next. */
export function namedStages(all: readonly Omit<PipelineStage, 'name'>[], last: readonly string[]): Pick<Pipeline, 'stages' | 'last'> {
  const kept: Omit<PipelineStage, 'name'>[] = []
  let first: readonly string[] = []
  for (const stage of all) {
    first = [...first, ...stage.first]
    if (stage.parts.length === 0) continue
    kept.push({ ...stage, first })
    first = []
  }
  const many = kept.filter(({ phase }) => phase === 'prepare').length > 1
  return { stages: kept.map((stage, index) => ({ ...stage, name: many && stage.phase === 'prepare' ? `prepare-${index + 1}` : stage.phase })), last: [...first, ...last] }
}
