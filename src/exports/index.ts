import type { Slices } from '../base/slices.ts'
import { armJson, writeArmJson } from './armJson/armJson.ts'
import { bicep, writeBicep } from './bicep/bicep.ts'
import { slicedLaid } from './deployables.ts'
import type { Export, Exported, ExportInput } from './exportFile.ts'

/** The formats by the name that the page and the command line use. */
export const exportFormats = { bicep, arm: armJson } as const satisfies Readonly<Record<string, Export>>

/** The name of a format. */
export type ExportFormat = keyof typeof exportFormats

/** Every format's files, in slices. */
export function* slicedExports(input: ExportInput): Slices<Readonly<Record<ExportFormat, Exported>>> {
  const plan = yield* slicedLaid(input)
  yield
  const bicepFiles = writeBicep(plan)
  yield
  return { bicep: bicepFiles, arm: writeArmJson(plan) }
}
