import { armJson } from './armJson/armJson.ts'
import { bicep } from './bicep/bicep.ts'
import type { Export } from './exportFile.ts'

/** The formats by the name that the page and the command line use. */
export const exportFormats = { bicep, arm: armJson } as const satisfies Readonly<Record<string, Export>>

/** The name of a format. */
export type ExportFormat = keyof typeof exportFormats
