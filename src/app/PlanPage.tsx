import { lazy, Suspense } from 'react'
import { nameOf } from '../base/armId.ts'
import type { View } from '../session/derive.ts'
import type { Design } from '../session/session.ts'
import { Arrival } from './Arrival.tsx'
import { PageTitle } from './PageTitle.tsx'
import { changeElementId } from './plan/ChangeCard.tsx'
import { planMessages } from './plan/messages.en.ts'
import { PlanView } from './plan/PlanView.tsx'
import { shareWords } from './review/messages.en.ts'
import { RepliedContext, useReplied } from './review/replied.ts'
import { ShareButton } from './review/ShareButton.tsx'
import { go } from './page.ts'
import { hrefOf } from './routes.ts'
import { titleOf } from '../steps/words.ts'
import { when } from './words.ts'

const PlanReview = lazy(() => import('./review/PlanReview.tsx').then((module) => ({ default: module.PlanReview })))

const hrefs = { changes: hrefOf({ page: 'plan', rest: [] }), paths: hrefOf({ page: 'plan', rest: ['paths'] }), rights: hrefOf({ page: 'plan', rest: ['rights'] }), review: hrefOf({ page: 'plan', rest: ['review'] }) } as const

/** The plan of the choices; `change/<number>` in the address leads to that change, `paths` to who keeps which way, `rights` to what it needs to be allowed, `review` to what others say of it. */
export function PlanPage({ rest: [part, number], view, design }: { readonly rest: readonly string[]; readonly view: View; readonly design: Design }) {
  const wanted = part === 'change' ? Number(number) : null
  const heading = <PageTitle title={planMessages.title} context={[planMessages.title, nameOf(view.base.current.workspace.id)]} focus={wanted === null ? 'here' : 'elsewhere'} />
  const share = <ShareButton view={view} design={design} text={shareWords.planButton} />
  const review = <Suspense fallback={<p role="status">{planMessages.loading}</p>}><PlanReview view={view} design={design} /></Suspense>
  return (
    <RepliedContext value={useReplied(design, view)}>
      <PlanView heading={heading} part={part === 'rights' || part === 'paths' || part === 'review' ? part : 'changes'} share={share} review={review} hrefs={hrefs} view={view} readAt={when(design.snapshot.takenAt)} stepTitle={titleOf} onExport={() => go({ page: 'export', rest: [] })} />
      {wanted !== null && <Arrival key={wanted} go={() => goToChange(wanted)} />}
    </RepliedContext>
  )
}

function goToChange(number: number): void {
  const card = document.getElementById(changeElementId(number))
  card?.scrollIntoView({ block: 'start' })
  card?.focus({ preventScroll: true })
}
