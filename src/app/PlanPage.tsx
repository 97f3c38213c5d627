import { nameOf } from '../base/armId.ts'
import type { View } from '../session/derive.ts'
import type { Design } from '../session/session.ts'
import { PageTitle } from './PageTitle.tsx'
import { planMessages } from './plan/messages.en.ts'
import { PlanView } from './plan/PlanView.tsx'
import { useRoute } from './page.ts'
import { titleOf } from './stepWords.ts'
import { when } from './words.ts'

/** The plan of the choices. */
export function PlanPage({ view, design }: { readonly view: View; readonly design: Design }) {
  const [, go] = useRoute()
  return (
    <PlanView heading={<PageTitle title={planMessages.title} context={[planMessages.title, nameOf(view.base.current.workspace.id)]} />} plan={view.plan} reasons={view.reasons} readAt={when(design.snapshot.takenAt)} stepTitle={titleOf} onExport={() => go({ page: 'export', rest: [] })} />
  )
}
