import type { Step } from '../step.ts'
import { type RegistryChoices, registryChoices } from './choices.ts'
import { configure, propose } from './configure.ts'
import { rules } from './rules.ts'

/** The section on Azure Container Registry and image builds. */
export const registry: Step<RegistryChoices> = {
  section: '#enable-azure-container-registry-acr',
  asks: registryChoices,
  propose,
  configure,
  rules,
  open: (own, estate) => {
    const absent = estate.workspace.registryId === null
    const wanted = [
      ...(own.decision === 'undecided' ? (['decision'] as const) : []),
      ...(absent && own.absent === 'undecided' ? (['absent'] as const) : []),
      ...(own.decision === 'private' && own.build === 'undecided' ? (['build'] as const) : []),
    ]
    return wanted
  },
}
