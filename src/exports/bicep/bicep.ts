import { writeArmJson } from '../armJson/armJson.ts'
import { block, line, write } from '../../base/document.ts'
import type { Deployable } from '../declarations.ts'
import { laid, type Laid } from '../deployables.ts'
import type { Export, Exported, ExportFile } from '../exportFile.ts'
import { lookOf, pipelineOf } from '../pipelines/pipeline.ts'
import { pipelineFiles } from '../pipelines/pipelines.ts'
import { readMe } from '../readMe.ts'
import { templateManner } from '../templateManner.ts'
import { mainText, parametersText } from './main.ts'
import { moduleText } from './module.ts'

/** The plan as Bicep: one folder per deployable with its main file, modules and parameter file, and a read-me. */
export const bicep: Export = (input) => {
  const plan = laid(input)
  return writeBicep(plan, writeArmJson(plan))
}

/** The same of a plan that is laid out already. Bicep compiles to what the ARM templates say, so their limits are its own. */
export function writeBicep({ input, all, omitted }: Laid, { beyond }: Pick<Exported, 'beyond'>): Exported {
  const pipeline = pipelineOf({ input, all, omitted }, manner, 'az')
  return { files: [readMe({ manner, all, omitted, input }), ...pipelineFiles(pipeline), ...all.flatMap(filesOf)], omitted, look: lookOf(pipeline), ...(beyond === undefined ? {} : { beyond }) }
}

const manner = templateManner((_, at) => `--parameters ${at}main.bicepparam`)

function filesOf(deployable: Deployable): readonly ExportFile[] {
  const at = (path: string): string => (deployable.folder === '' ? path : `${deployable.folder}/${path}`)
  return [
    { path: at('main.bicep'), language: 'bicep', text: mainText(deployable) },
    { path: at('main.bicepparam'), language: 'bicepparam', text: parametersText(deployable) },
    { path: at('bicepconfig.json'), language: 'json', text: CONFIGURATION },
    ...deployable.modules.map((module): ExportFile => ({ path: at(`modules/${module.symbol}.bicep`), language: 'bicep', text: moduleText(module) })),
  ]
}

// All of the linter's rules stay at their defaults; none is switched off.
const CONFIGURATION = write(block('{', block('"analyzers": {', block('"core": {', line('"enabled": true'), '}'), '}'), '}'))
