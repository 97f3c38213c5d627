import type { Step } from '../step.ts'
import { type AccessChoices, accessChoices } from './choices.ts'
import { configure } from './configure.ts'
import { propose } from './propose.ts'
import { rules } from './rules.ts'

/** The article's prerequisites, and where the plan's new resources and other teams' scopes lie. */
export const access: Step<AccessChoices> = {
  section: '#prerequisites',
  asks: accessChoices,
  propose,
  configure,
  rules,
  open: (own) => [...(own.studio === 'undecided' ? (['studio'] as const) : []), ...(own.placement.resourceGroup === 'undecided' ? (['placement'] as const) : [])],
}
