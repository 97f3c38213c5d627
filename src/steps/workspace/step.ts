import type { Step } from '../step.ts'
import { type WorkspaceChoices, workspaceChoices } from './choices.ts'
import { configure, propose } from './configure.ts'
import { rules } from './rules.ts'

/** The article's section on the workspace's private endpoint. */
export const workspace: Step<WorkspaceChoices> = {
  section: '#secure-the-workspace-with-private-endpoint',
  asks: workspaceChoices,
  propose,
  configure,
  rules,
  open: ({ reach, publicAccess }) => [...(reach === 'undecided' ? (['reach'] as const) : []), ...(publicAccess === 'undecided' ? (['publicAccess'] as const) : [])],
}
