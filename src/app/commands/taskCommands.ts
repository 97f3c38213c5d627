/** Which steps and tasks by hand have commands. Apart from the commands themselves, which are loaded when they are wanted; a test holds both together. */
import type { TaskName } from '../../base/taskName.ts'
import type { ManualTask } from '../../changes/change.ts'
import type { SnippetId } from '../../report/snippets/snippet.ts'
import type { StepId } from '../../steps/choices.ts'

/** Where the commands for a task are. */
export interface TaskCommand {
  readonly id: SnippetId
  readonly step: StepId
}

/** The steps that no snippet belongs to. */
export const withoutCommands: readonly StepId[] = ['access']

/** Whether a snippet belongs to the step. */
export const hasCommands = (step: StepId): boolean => !withoutCommands.includes(step)

/** By task; the others are done in a portal, on a machine, or by asking somebody. */
export const taskCommands: Readonly<Partial<Record<TaskName, TaskCommand>>> = {
  recreateCompute: { id: 'SN-08', step: 'addressSpace' },
  writeRecords: { id: 'SN-12', step: 'connectivity' },
  createRegistry: { id: 'SN-01', step: 'registry' },
  removeSubnetRules: { id: 'SN-14', step: 'registry' },
}

/** The commands for a task; null where it has none. A compute of a managed network is in no subnet that a command could name. */
export const commandOf = ({ task, data }: ManualTask): TaskCommand | null => (task === 'recreateCompute' && data['subnet'] === undefined ? null : (taskCommands[task] ?? null))
