import { block as braced, line, spaced, write } from '../../base/document.ts'
import type { Deployable } from '../declarations.ts'
import { laid, type Laid } from '../deployables.ts'
import type { Export, Exported, ExportFile, ExportInput } from '../exportFile.ts'
import { lookOf, pipelineOf } from '../pipelines/pipeline.ts'
import { pipelineFiles } from '../pipelines/pipelines.ts'
import { readMe } from '../readMe.ts'
import { attributes, block } from './attributes.ts'
import { configurationOf } from './configuration.ts'
import { mainText, outputsText } from './main.ts'
import { manner } from './manner.ts'
import { text } from './text.ts'
import { valuesText, variablesText } from './variables.ts'

/** The plan as Terraform, with the azapi provider alone: one folder per deployable, each with a state of its own, and a read-me. */
export const terraform: Export = (input) => writeTerraform(laid(input))

/** The same of a plan that is laid out already. */
export function writeTerraform({ input, all, omitted }: Laid): Exported {
  const pipeline = pipelineOf({ input, all, omitted }, manner, 'terraform')
  return { files: [readMe({ manner, all, omitted, input }), ...pipelineFiles(pipeline), ...all.flatMap((own) => filesOf(own, input))], omitted, look: lookOf(pipeline) }
}

function filesOf(deployable: Deployable, input: ExportInput): readonly ExportFile[] {
  const configuration = configurationOf(deployable, input)
  const { cloud } = input.about
  const texts: readonly (readonly [string, string])[] = [
    ['versions.tf', VERSIONS],
    ['providers.tf', write(block(`provider ${text('azapi')}`, attributes([['environment', line(text(ENVIRONMENTS[cloud]))]])))],
    ['variables.tf', variablesText(configuration)],
    ['main.tf', mainText(configuration, cloud)],
    ['outputs.tf', outputsText(configuration)],
    ['terraform.tfvars', valuesText(configuration)],
  ]
  return texts.map(([path, own]) => ({ path: deployable.folder === '' ? path : `${deployable.folder}/${path}`, language: 'hcl', text: own }))
}

// Azure/terraform-provider-azapi docs/index.md.
const ENVIRONMENTS: Readonly<Record<ExportInput['about']['cloud'], string>> = { AzureCloud: 'public', AzureUSGovernment: 'usgovernment', AzureChinaCloud: 'china' }

// `sensitive_body` can only be written, never read back: Terraform has such arguments since 1.11 (developer.hashicorp.com/terraform/language/resources/ephemeral).
const VERSIONS = write(block('terraform', spaced(
  attributes([['required_version', line(text('>= 1.11.0'))]]),
  block('required_providers', attributes([['azapi', braced('{', attributes([['source', line(text('Azure/azapi'))], ['version', line(text('~> 2.10'))]]), '}')]])),
)))
