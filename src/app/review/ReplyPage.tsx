import { nameOf } from '../../base/armId.ts'
import type { View } from '../../session/derive.ts'
import type { Design } from '../../session/session.ts'
import { PageTitle } from '../PageTitle.tsx'
import { go } from '../page.ts'
import { planReviewWords as words } from './messages.en.ts'
import { ReadReply } from './ReadReply.tsx'

/** What a reply link opens, beside the plan that it answers. */
export function ReplyPage({ payload, view, design }: { readonly payload: string; readonly view: View; readonly design: Design }) {
  return (
    <>
      <PageTitle title={words.replyTitle} context={[words.replyTitle, nameOf(view.base.current.workspace.id)]} />
      <p>{words.importText}</p>
      <ReadReply arrived={payload} view={view} design={design} done={() => go({ page: 'plan', rest: ['review'] })} />
    </>
  )
}
