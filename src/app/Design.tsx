import { Button, Link } from '@fluentui/react-components'
import { Navigation20Regular } from '@fluentui/react-icons/svg/navigation'
import { lazy, memo, Suspense, useDeferredValue, useState } from 'react'
import { groupOf, nameOf } from '../base/armId.ts'
import { ShortName } from '../components/ShortName.tsx'
import type { View } from '../session/derive.ts'
import type { Design as Designing } from '../session/session.ts'
import { InBar } from './Bar.tsx'
import styles from './Design.module.css'
import { ReadAgain } from './live/ReadAgain.tsx'
import { shell } from './messages.en.ts'
import { Notices } from './Notices.tsx'
import { Overview } from './Overview.tsx'
import { PageTitle } from './PageTitle.tsx'
import { useSession } from './page.ts'
import { Rail } from './Rail.tsx'
import { shareWords } from './review/messages.en.ts'
import { ShareButton } from './review/ShareButton.tsx'
import { hrefOf, pageKey, type Route } from './routes.ts'
import { titleOf } from '../steps/words.ts'
import { Wizard } from './Wizard.tsx'

const PlanPage = lazy(() => import('./PlanPage.tsx').then((module) => ({ default: module.PlanPage })))
const ExportPage = lazy(() => import('./ExportPage.tsx').then((module) => ({ default: module.ExportPage })))
const ApplyPage = lazy(() => import('./apply/ApplyPage.tsx').then((module) => ({ default: module.ApplyPage })))
const ReportPage = lazy(() => import('./review/ReportPage.tsx').then((module) => ({ default: module.ReportPage })))
const ReplyPage = lazy(() => import('./review/ReplyPage.tsx').then((module) => ({ default: module.ReplyPage })))
const RequirementsView = lazy(() => import('./RequirementsPage.tsx').then((module) => ({ default: module.RequirementsView })))

/** Everything that is shown while an estate is open: header, rail and the page. */
export function Design({ route }: { readonly route: Route }) {
  const session = useSession((state) => state.session)
  const view = useShownView()
  // A page and a view are drawn in pieces between what the visitor does; only the rail and the question that was answered change at once.
  const shown = useDeferredValue(route)
  const fault = useSession((state) => state.fault)
  if (session.at !== 'design') return null
  return (
    <div className={styles.frame}>
      <Head design={session} view={view} route={route} />
      <div className={styles.rail}><Rail view={view} design={session} route={route} /></div>
      <main id="content" tabIndex={-1} className={styles.main} aria-busy={shown !== route}>
        <Notices titleOf={titleOf} />
        {fault !== null && <p role="alert" className={styles.fault}>{shell.fault.derive} {shell.fault.what}: {fault}</p>}
        <Suspense fallback={<Waiting />}>
          {view === null ? <Waiting /> : <Routed key={pageKey(shown)} route={shown} view={view} design={session} />}
        </Suspense>
      </main>
    </div>
  )
}

/** The view, up to a moment late; never that of another estate. */
function useShownView(): View | null {
  const newest = useSession((state) => state.view)
  const late = useDeferredValue(newest)
  return newest !== null && late !== null && late.base === newest.base ? late : newest
}

const Routed = memo(function Routed({ route, view, design }: { readonly route: Route; readonly view: View; readonly design: Designing }) {
  switch (route.page) {
    case 'assessment': return <Overview route={route} view={view} design={design} />
    case 'step': return <Wizard route={route} view={view} design={design} />
    case 'plan': return <div className={styles.padded}><PlanPage rest={route.rest} view={view} design={design} /></div>
    case 'export': return <div className={styles.padded}><ExportPage view={view} design={design} /></div>
    case 'apply': return <ApplyPage view={view} design={design} />
    case 'requirements': return <div className={styles.plain}><RequirementsView /></div>
    case 'report': return <ReportPage view={view} design={design} />
    case 'reply': return <div className={styles.padded}><ReplyPage payload={route.payload} view={view} design={design} /></div>
    case 'start': case 'pick': case 'read': case 'review': case 'unknown': return <NoPage path={route.page === 'unknown' ? route.path : '/'} />
  }
})

function NoPage({ path }: { readonly path: string }) {
  return (
    <div className={styles.plain}>
      <PageTitle title={shell.unknownPage.title} context={[shell.unknownPage.title]} />
      <p>{shell.unknownPage.text(path)}</p>
      <p><Link href={hrefOf({ page: 'start' })}>{shell.unknownPage.back}</Link></p>
    </div>
  )
}

/** Stands for what is being worked out; it shows after a moment only, so that fast answers do not flicker. */
function Waiting() {
  return <div className={styles.waiting} role="status" aria-label={shell.updating}><span /><span /><span /><span /></div>
}

const openModal = (dialog: HTMLDialogElement | null) => {
  if (dialog !== null && !dialog.open) dialog.showModal()
}

function Head({ design, view, route }: { readonly design: Designing; readonly view: View | null; readonly route: Route }) {
  // The drawer belongs to the page it was opened on, so that going elsewhere closes it.
  const [drawerOn, setDrawerOn] = useState<string | null>(null)
  const here = pageKey(route)
  const workspace = view?.base.current.workspace
  const group = workspace === undefined ? null : groupOf(workspace.id)
  return (
    <InBar before={(
      <span className={styles.menu}>
        <Button appearance="subtle" icon={<Navigation20Regular />} aria-label={shell.menu} onClick={() => setDrawerOn(here)} />
        {drawerOn === here && (
          <dialog ref={openModal} className={styles.drawer} aria-label={shell.rail.label} onClose={() => setDrawerOn(null)}>
            <Button appearance="subtle" className={styles.close} onClick={() => setDrawerOn(null)}>{shell.close}</Button>
            <Rail view={view} design={design} route={route} />
          </dialog>
        )}
      </span>
    )}>
      <span className={styles.about}>
        <span className={styles.workspace}>{workspace === undefined ? null : <ShortName name={nameOf(workspace.id)} />}</span>
        <span className={styles.place} title={group ?? ''}>{workspace === undefined ? '' : [group === null ? '' : nameOf(group), workspace.region].filter((part) => part !== '').join(' · ')}</span>
      </span>
      <ReadAgain design={design} />
      {view !== null && <span className={styles.share}><ShareButton view={view} design={design} text={shareWords.button} look="icon" /></span>}
    </InBar>
  )
}
