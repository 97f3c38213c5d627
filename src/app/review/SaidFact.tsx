import type { ReactNode } from 'react'
import type { View } from '../../session/derive.ts'
import type { Replied } from '../../session/replies.ts'
import type { Design } from '../../session/session.ts'
import type { Finding } from '../../steps/rule.ts'
import { planReviewWords as words } from './messages.en.ts'
import { findingItem, useReplied, useSaidOfChange } from './replied.ts'
import { Replies } from './Response.tsx'

type Said = NonNullable<ReturnType<Replied['byItem']['get']>>

const fact = (said: Said, draw: (name: string, children: ReactNode) => ReactNode): ReactNode => (said.length === 0 ? null : draw(words.response, <Replies said={said} />))

/** What reviewers said of a change; nothing where nobody did. `draw` makes the line of it. */
export const SaidOfChange = ({ of, draw }: { readonly of: string; readonly draw: (name: string, children: ReactNode) => ReactNode }) => fact(useSaidOfChange(of), draw)

/** What reviewers said of a finding that stays. */
export function SaidOfFinding({ finding, view, design, draw }: { readonly finding: Finding; readonly view: View; readonly design: Design; readonly draw: (name: string, children: ReactNode) => ReactNode }) {
  const { byItem } = useReplied(design, view)
  return fact(byItem.get(findingItem(view.validation, finding)) ?? [], draw)
}
