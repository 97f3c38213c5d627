import { type Document, line, lines, spaced, write } from '../../base/document.ts'
import { slug } from '../deployables.ts'
import type { ExportFile } from '../exportFile.ts'
import { gitHubSetUp, pipelineWords as words } from './messages.en.ts'
import type { Part, Pipeline, PipelineStage } from './pipeline.ts'
import { scriptOf } from './script.ts'
import { entry, item, literal, quoted, remark, under } from './yaml.ts'

/** `deploy.yml`: the plan as a workflow of GitHub Actions. */
export const gitHubFile = (pipeline: Pipeline): ExportFile => ({ path: 'deploy.yml', language: 'yaml', text: write(workflow(pipeline)) })

function workflow(pipeline: Pipeline): Document {
  const { stages, workspace, takenAt } = pipeline
  const environments = [...new Set(stages.flatMap((stage) => stage.parts.flatMap((part) => [environmentOf(part, 'look'), environmentOf(part, stage.phase)])))]
  return spaced(
    lines(...[words.planned(takenAt), words.stages, words.secretless, ...gitHubSetUp(environments, { ...pipeline, keepsState: pipeline.tool === 'terraform' })].map(remark)),
    entry('name', quoted(words.title(workspace))),
    under('on', under('workflow_dispatch', under('inputs', [...under('stage', stageInput(stages)), ...(pipeline.tool === 'scripts' ? under('did', didInput) : [])]))),
    under('permissions', lines('contents: read', 'id-token: write')),
    under('concurrency', lines(`group: ${quoted(`ringfence-${slug(workspace)}`)}`, 'cancel-in-progress: false')),
    under('defaults', under('run', entry('shell', 'bash'))),
    under('env', entry('FOLDER', '.')),
    under('jobs', spaced(...stages.flatMap((stage) => jobsOf(stage, pipeline)))),
  )
}

const stageInput = (stages: readonly PipelineStage[]): Document => [
  ...entry('description', quoted(words.choose)), ...lines('type: choice', 'required: true'), ...under('options', stages.flatMap(({ name }) => item(line(name)))),
]
const didInput: Document = [...entry('description', quoted(words.did)), ...lines('type: string', 'required: false', 'default: ""')]

/** Reviewers stand with an environment, and a team signs in as its own application: one for each folder and phase. */
const environmentOf = ({ folder }: Part, phase: 'look' | PipelineStage['phase']): string => ['ringfence', ...(folder === '' ? [] : [folder]), phase].join('-')

/** The jobs of a stage, one after the other: what a folder would change can be seen once the one before it is there. */
function jobsOf(stage: PipelineStage, pipeline: Pipeline): readonly Document[] {
  const idOf = (index: number, what: string): string => [stage.name, ...(stage.parts.length > 1 ? [index + 1] : []), what].join('-')
  const isLast = pipeline.stages.at(-1) === stage
  return stage.parts.flatMap((part, index) => {
    const job = (what: 'look' | 'change', after: string | null, steps: Document): Document =>
      under(idOf(index, what), [
        ...entry('name', quoted(what === 'look' ? words.look(part.folder) : words.change(stage.phase, part.folder))), ...entry('if', isChosen(stage.name)), ...(after === null ? [] : entry('needs', after)),
        ...lines('runs-on: ubuntu-latest', `environment: ${environmentOf(part, what === 'look' ? what : stage.phase)}`), ...under('steps', [...ready(part, pipeline), ...steps]),
      ])
    const told = index === 0 && stage.first.length > 0 ? [words.firstHead, '', ...stage.first.map((text) => `- ${text}`)] : [words.readIt]
    const last = isLast && index === stage.parts.length - 1 && pipeline.last.length > 0 ? summary(words.next, [words.lastHead, '', ...pipeline.last.map((text) => `- ${text}`)]) : []
    return [
      job('look', index === 0 ? null : idOf(index - 1, 'change'), [...summary(words.before, told), ...run(words.look(part.folder), part, pipeline, false)]),
      job('change', idOf(index, 'look'), [...run(words.change(stage.phase, part.folder), part, pipeline, true), ...last]),
    ]
  })
}

const isChosen = (stage: string): string => `inputs.stage == '${stage}'`

function ready({ subscription }: Part, { cloud, tool }: Pipeline): Document {
  const national = CLOUDS[cloud]
  return [
    ...item(entry('uses', 'actions/checkout@v4')),
    ...item([...entry('uses', 'azure/login@v2'), ...under('with', [
      ...lines('client-id: ${{ vars.AZURE_CLIENT_ID }}', 'tenant-id: ${{ vars.AZURE_TENANT_ID }}'), ...entry('subscription-id', quoted(subscription)),
      ...(national === null ? [] : lines(`environment: ${national.environment}`, `audience: ${national.audience}`)),
    ])]),
    ...(tool === 'terraform' ? item([...entry('uses', 'hashicorp/setup-terraform@v3'), ...under('with', lines('terraform_version: "^1.11.0"', 'terraform_wrapper: false'))]) : []),
  ]
}

// github.com/Azure/login, README: what a national cloud is called, and for whom its token is made.
const CLOUDS = {
  AzureCloud: null,
  AzureUSGovernment: { environment: 'azureusgovernment', audience: 'api://AzureADTokenExchangeUSGov' },
  AzureChinaCloud: { environment: 'azurechinacloud', audience: 'api://AzureADTokenExchangeChina' },
} as const

/** Puts lines onto the page of the run. They are handed over as data: no shell reads them. */
const summary = (name: string, texts: readonly string[]): Document => item([
  ...entry('name', quoted(name)), ...under('env', entry('TEXT', quoted(...texts))), ...literal('run', [`printf '%s\\n' "$TEXT" >> "$GITHUB_STEP_SUMMARY"`]),
])

function run(name: string, part: Part, pipeline: Pipeline, changes: boolean): Document {
  const values = [...pipeline.secrets.map((variable) => `${variable}: \${{ secrets.${variable} }}`), ...(pipeline.tool === 'scripts' ? ['DID: ${{ inputs.did }}'] : [])]
  return item([...entry('name', quoted(name)), ...entry('working-directory', '${{ env.FOLDER }}'), ...under('env', lines(...values)), ...scriptOf('run', part, pipeline, changes)])
}
