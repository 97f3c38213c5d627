import { createContext, use, useMemo } from 'react'
import type { View } from '../../session/derive.ts'
import { type Replied, replied } from '../../session/replies.ts'
import type { Design } from '../../session/session.ts'
import type { Finding } from '../../steps/rule.ts'

/** The replies that were taken over, beside the plan as it is now. */
export const RepliedContext = createContext<Replied | null>(null)

/** The replies of a design. */
export const useReplied = (design: Design, view: View): Replied => useMemo(() => replied(design.replies, view), [design.replies, view])

/** What reviewers said of a change of the plan. */
export const useSaidOfChange = (key: string) => use(RepliedContext)?.byItem.get(`change ${key}`) ?? []

/** The name under which a finding that stays is answered (`itemsOf`). */
export function findingItem(validation: readonly Finding[], finding: Finding): string {
  const nameOf = ({ step, rule, at }: Finding) => `${step}/${rule}@${at}`
  const count = validation.filter((other) => nameOf(other) === nameOf(finding)).indexOf(finding) + 1
  return `finding ${nameOf(finding)}${count <= 1 ? '' : `#${count}`}`
}
