import { write } from '../../base/document.ts'
import type { Json } from '../../base/json.ts'
import { jsonDocument } from '../armJson/jsonDocument.ts'
import { slug } from '../deployables.ts'
import type { Export, ExportFile } from '../exportFile.ts'
import { lookOf } from '../pipelines/pipeline.ts'
import { pipelineFiles } from '../pipelines/pipelines.ts'
import { bashScript } from './bash.ts'
import { bashLibrary } from './bashLibrary.ts'
import { bodyPath, type Owned, spokenOf } from './calls.ts'
import { expectedFile } from './expected.ts'
import { jqProgram } from './jqProgram.ts'
import { powerShellScript } from './powerShell.ts'
import { powerShellLibrary } from './powerShellLibrary.ts'
import { cliPipeline, DID } from './pipeline.ts'
import { cliReadMe } from './readMe.ts'

/** The plan as scripts for the Azure CLI: a folder for each team, with every change at its place, tasks by hand too. */
export const cli: Export = (input) => {
  const teams = [...new Set(input.plan.map(({ owner }) => owner))]
  const folders = teams.map((team, index) => ({ folder: teams.length > 1 ? `${index + 1}-${slug(team)}` : '', team, changes: input.plan.filter(({ owner }) => owner === team) }))
  const pipeline = cliPipeline(folders, input)
  return { look: lookOf(pipeline).map((command) => command.replace(DID, '')), files: [cliReadMe(folders, input), ...pipelineFiles(pipeline), ...folders.flatMap(({ folder, team }) => filesOf(folder, { team, input }))], omitted: [] }
}

function filesOf(folder: string, owned: Owned): readonly ExportFile[] {
  const at = (path: string): string => (folder === '' ? path : `${folder}/${path}`)
  const json = (path: string, value: Json): ExportFile => ({ path: at(path), language: 'json', text: write(jsonDocument(value)) })
  const spoken = spokenOf(owned)
  return [
    { path: at('deploy.sh'), language: 'bash', text: bashScript(owned) },
    { path: at('deploy.ps1'), language: 'powershell', text: powerShellScript(owned) },
    json('expected.json', expectedFile(spoken, owned.input)),
    ...spoken.flatMap(([, change]) => (change.do === 'create' || change.do === 'update' ? [json(bodyPath(change, owned.input), change.do === 'create' ? change.body : change.patch)] : [])),
    { path: at('lib/changes.sh'), language: 'bash', text: bashLibrary },
    { path: at('lib/changes.ps1'), language: 'powershell', text: powerShellLibrary },
    { path: at('lib/changes.jq'), language: 'text', text: jqProgram },
  ]
}
