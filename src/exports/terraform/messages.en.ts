import type { OmittedBecause } from '../exportFile.ts'
import { omittedBecause } from '../messages.en.ts'

/** The words of Terraform's files. */
export const words = {
  updated: 'It exists: only what the plan changes is merged into it. terraform destroy leaves it as it is then.',
  wrongPhase: 'The phase is prepare or lockdown.',
  resourceGroups: 'Ids of the resource groups in which something is made, by their names.',
  outputs: 'Ids of the resources that this configuration makes or changes, by their names in main.tf.',
} as const

/** Why a change is not in Terraform's files. */
export const because: Readonly<Record<OmittedBecause, string>> = {
  ...omittedBecause,
  manual: 'A task by hand: no resource does it.',
  delete: 'Terraform deletes only what it has made. Delete it by hand.',
  unknownBody: 'Its body was not read, so nobody could say what prepare would set back.',
}

/** What the read-me says of Terraform alone. */
export const readMeWords = {
  purpose: (readAt: string): string =>
    `These files make the changes that were planned from the estate as read at ${readAt}, with the provider Azure/azapi alone. What they do not name stays as it is. They hold no key, token or password; a state file holds what they hold and the ids of what was made.`,
  steps: {
    look: ['Choose where the state is kept: without a `backend` block Terraform keeps it in the folder.', 'Run plan and read it: it must show no change that the plan here does not hold, and nothing to destroy.'],
    prepare: (of: string): string => `Apply \`prepare\`${of}. It only adds; what is open stays open.`,
    lockdown: (of: string, closes: boolean): string => `Run plan for \`lockdown\`${of}, then apply it.${closes ? ' It closes public access.' : ''}`,
  },
  again: null,
  setBack:
    'Applying `phase=prepare` again puts back each value that lockdown changed, and deletes what only lockdown made. Do not use `terraform destroy` for that: it deletes the private endpoints and zones, and leaves existing resources closed.',
  addedByLockdown: 'Lockdown adds these resources, and setting back deletes them:',
  existing: 'Existing resources that are changed',
  existingWhy: (readAt: string): string =>
    `Each is an \`azapi_update_resource\`: the provider reads it, merges these values into it and writes it back. Values for \`prepare\` are those that were read at ${readAt}. Where a list is changed it stands here whole; if somebody has changed one since, make the files anew.`,
  existingWorkspace:
    'The provider writes a machine learning workspace back whole, and how Azure takes that is not documented. Read its part of the plan line by line before you apply it.',
} as const
