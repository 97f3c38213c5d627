import { type Document, line, lines, spaced, write } from '../../base/document.ts'
import type { ExportFile } from '../exportFile.ts'
import { azureSetUp, pipelineWords as words } from './messages.en.ts'
import type { Part, Pipeline, PipelineStage } from './pipeline.ts'
import { scriptOf } from './script.ts'
import { entry, item, literal, quoted, remark, under } from './yaml.ts'

/** `azure-pipelines.yml`: the plan as a pipeline of Azure DevOps. */
export const azurePipelinesFile = (pipeline: Pipeline): ExportFile => ({ path: 'azure-pipelines.yml', language: 'yaml', text: write(definition(pipeline)) })

function definition(pipeline: Pipeline): Document {
  const { stages, takenAt, workspace } = pipeline
  const connections = [...new Set(stages.flatMap(({ parts }) => parts.map(connectionOf)))]
  return spaced(
    lines(...[words.title(workspace), words.planned(takenAt), words.stages, words.secretless, ...azureSetUp(connections, { ...pipeline, keepsState: pipeline.tool === 'terraform' })].map(remark)),
    lines('trigger: none', 'pr: none'),
    under('parameters', [...item(stageParameter(stages)), ...(pipeline.tool === 'scripts' ? item(didParameter) : [])]),
    under('variables', entry('FOLDER', '.')),
    under('pool', entry('vmImage', 'ubuntu-latest')),
    under('stages', stages.flatMap((stage) => item(under(`\${{ if eq(parameters.stage, '${stage.name}') }}`, item(stageOf(stage, pipeline)))))),
  )
}

const stageParameter = (stages: readonly PipelineStage[]): Document => [
  ...entry('name', 'stage'), ...entry('displayName', quoted(words.choose)), ...entry('type', 'string'), ...entry('default', stages[0]?.name ?? ''), ...under('values', stages.flatMap(({ name }) => item(line(name)))),
]
// A parameter without a default has to be given.
const didParameter: Document = [...entry('name', 'did'), ...entry('displayName', quoted(words.did)), ...entry('type', 'string'), ...entry('default', '""')]

/** A team signs in through a connection of its own. */
const connectionOf = ({ folder }: Part): string => (folder === '' ? 'ringfence' : `ringfence-${folder}`)

/** A stage: for each folder what it would change, an approval, the change. */
function stageOf(stage: PipelineStage, pipeline: Pipeline): Document {
  const jobs = stage.parts.flatMap((part, index) => {
    const idOf = (what: string, number = index + 1): string => `${what}_${number}`
    const first = index === 0 ? stage.first : []
    const after = (job: string): Document => entry('dependsOn', job)
    return [
      ...item([...entry('job', idOf('look')), ...entry('displayName', quoted(words.look(part.folder))), ...(index === 0 ? [] : after(idOf('change', index))), ...under('steps', steps(words.look(part.folder), part, pipeline, false))]),
      ...item([...entry('job', idOf('approve')), ...entry('displayName', quoted(words.approve(part.folder))), ...after(idOf('look')), ...lines('pool: server', `timeoutInMinutes: ${PATIENCE}`), ...under('steps', approval(first))]),
      ...item([...entry('job', idOf('change')), ...entry('displayName', quoted(words.change(stage.phase, part.folder))), ...after(idOf('approve')), ...under('steps', steps(words.change(stage.phase, part.folder), part, pipeline, true))]),
    ]
  })
  const last = pipeline.stages.at(-1) === stage && pipeline.last.length > 0
    ? item([...entry('job', 'afterwards'), ...entry('displayName', quoted(words.lastHead)), ...entry('dependsOn', `change_${stage.parts.length}`), ...lines('pool: server', `timeoutInMinutes: ${PATIENCE}`), ...under('steps', validation('resume', [words.lastHead, ...pipeline.last.map((text) => `- ${text}`)]))])
    : []
  return [...entry('stage', stage.name.replaceAll('-', '_')), ...entry('displayName', quoted(stage.name)), ...under('jobs', [...jobs, ...last])]
}

// Three days, the most that the documentation of the task shows; the job has to outlast the task in it (learn.microsoft.com, ManualValidation@1).
const PATIENCE = 4320

const approval = (first: readonly string[]): Document => validation('reject', first.length === 0 ? [words.readIt] : [words.firstHead, ...first.map((text) => `- ${text}`)])

/** What people read and answer; without an answer the run goes on or ends: what only tells what is next must not fail it. */
const validation = (silence: 'reject' | 'resume', instructions: readonly string[]): Document => item([
  ...entry('task', 'ManualValidation@1'), ...entry('timeoutInMinutes', String(PATIENCE - 10)), ...under('inputs', [...entry('notifyUsers', '""'), ...entry('onTimeout', silence), ...literal('instructions', instructions)]),
])

function steps(name: string, part: Part, pipeline: Pipeline, changes: boolean): Document {
  const values = [...pipeline.secrets.map((variable) => `${variable}: $(${variable})`), ...(pipeline.tool === 'scripts' ? ['DID: ${{ parameters.did }}'] : [])]
  return [
    ...item(entry('checkout', 'self')),
    ...(pipeline.tool === 'terraform' ? item([...entry('task', 'TerraformInstaller@1'), ...under('inputs', entry('terraformVersion', 'latest'))]) : []),
    ...item([
      ...entry('task', 'AzureCLI@2'), ...entry('displayName', quoted(name)), ...under('env', lines(...values)),
      ...under('inputs', [
        ...entry('azureSubscription', connectionOf(part)), ...lines('scriptType: bash', 'scriptLocation: inlineScript', 'workingDirectory: $(Build.SourcesDirectory)/$(FOLDER)'), ...scriptOf('inlineScript', part, pipeline, changes),
      ]),
    ]),
  ]
}
