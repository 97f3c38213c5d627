import { nameOf, parentOf } from '../../base/armId.ts'
import type { Change } from '../../changes/change.ts'
import { kindOf, taskTitle } from './messages.en.ts'

/** What a change is called: its resource, or its task. */
export const changeName = (change: Change): string => {
  if (change.do === 'manual') return taskTitle(change.task)
  const isChild = /\/providers\/Microsoft\.Authorization\//i.test(change.id)
  return isChild ? `${kindOf(change.type)} on ${nameOf(parentOf(change.id))}` : nameOf(change.id)
}
