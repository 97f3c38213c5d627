import type { ManualTask } from '../../changes/change.ts'
import { commandWords } from '../commands/messages.en.ts'
import { commandOf } from '../commands/taskCommands.ts'
import { taskTitle, taskWords } from './messages.en.ts'

/** A task as the files of an export say it: its name, what has to be done, and where its commands are. */
export function taskText(task: ManualTask): string {
  const command = commandOf(task)
  return `${taskTitle(task)}. ${taskWords[task.task].text(task.data)}${command === null ? '' : ` ${commandWords.inFile(command.id)}`}`
}
