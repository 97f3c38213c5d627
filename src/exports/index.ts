import type { Slices } from '../base/slices.ts'
import { armJson, writeArmJson } from './armJson/armJson.ts'
import { bicep, writeBicep } from './bicep/bicep.ts'
import { cli } from './cli/cli.ts'
import { slicedLaid } from './deployables.ts'
import type { Export, Exported, ExportInput } from './exportFile.ts'
import { terraform, writeTerraform } from './terraform/terraform.ts'

/** The formats by the name that the page and the command line use. */
export const exportFormats = { bicep, arm: armJson, terraform, cli } as const satisfies Readonly<Record<string, Export>>

/** The name of a format. */
export type ExportFormat = keyof typeof exportFormats

/** Every format's files, in slices. */
export function* slicedExports(input: ExportInput): Slices<Readonly<Record<ExportFormat, Exported>>> {
  const plan = yield* slicedLaid(input)
  yield
  const armFiles = writeArmJson(plan)
  yield
  const bicepFiles = writeBicep(plan, armFiles)
  yield
  const terraformFiles = writeTerraform(plan)
  yield
  return { bicep: bicepFiles, arm: armFiles, terraform: terraformFiles, cli: cli(input) }
}
