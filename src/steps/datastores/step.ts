import type { Step } from '../step.ts'
import { type DatastoresChoices, datastoresChoices } from './choices.ts'
import { configure, propose } from './configure.ts'
import { rules } from './rules.ts'

/** The section on datastores and datasets. */
export const datastores: Step<DatastoresChoices> = {
  section: '#datastores-and-datasets',
  asks: datastoresChoices,
  propose,
  configure,
  rules,
  open: ({ validation }) => (validation === 'undecided' ? ['validation'] : []),
}
