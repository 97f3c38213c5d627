import type { Step } from '../step.ts'
import { type ConnectivityChoices, connectivityChoices } from './choices.ts'
import { configure, propose } from './configure.ts'
import { rules } from './rules.ts'

/** The section on connecting to the workspace. */
export const connectivity: Step<ConnectivityChoices> = {
  section: '#securely-connect-to-your-workspace',
  asks: connectivityChoices,
  propose,
  configure,
  rules,
  open: ({ method, resolution }) => [...(method === 'undecided' ? (['method'] as const) : []), ...(resolution === 'undecided' ? (['resolution'] as const) : [])],
}
