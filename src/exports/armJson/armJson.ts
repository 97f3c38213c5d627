import { write } from '../../base/document.ts'
import type { Json } from '../../base/json.ts'
import type { Export, Exported, ExportFile } from '../exportFile.ts'
import { environmentName, laid, type Laid } from '../deployables.ts'
import { beyondLimits } from '../limits.ts'
import { lookOf, pipelineOf } from '../pipelines/pipeline.ts'
import { pipelineFiles } from '../pipelines/pipelines.ts'
import { readMe } from '../readMe.ts'
import { templateManner } from '../templateManner.ts'
import { jsonDocument } from './jsonDocument.ts'
import { parameterFile, template } from './template.ts'

/** The plan as ARM templates: one folder per deployable with template and parameter file, and a read-me. */
export const armJson: Export = (input) => writeArmJson(laid(input))

/** The same of a plan that is laid out already. */
export function writeArmJson({ input, all, omitted }: Laid): Exported {
  const files = all.flatMap((deployable): readonly ExportFile[] => {
    const at = (path: string): string => (deployable.folder === '' ? path : `${deployable.folder}/${path}`)
    return [jsonFile(at('azuredeploy.json'), template(deployable)), jsonFile(at('azuredeploy.parameters.json'), parameterFile(deployable))]
  })
  const pipeline = pipelineOf({ input, all, omitted }, manner, 'az')
  return { files: [readMe({ manner, all, omitted, input }), ...pipelineFiles(pipeline), ...files], omitted, look: lookOf(pipeline), beyond: beyondLimits(files) }
}

const manner = templateManner(({ parameters }, at) => {
  const secrets = parameters.filter(({ secret }) => secret).map(({ name }) => `--parameters ${name}="\${${environmentName(name)}:?}"`)
  return [`--template-file ${at}azuredeploy.json --parameters ${at}azuredeploy.parameters.json`, ...secrets].join(' ')
})

const jsonFile = (path: string, json: Json): ExportFile => ({ path, language: 'json', text: write(jsonDocument(json)) })
