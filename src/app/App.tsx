import { FluentProvider } from '@fluentui/react-components'
import { lazy, Suspense } from 'react'
import type { Session } from '../session/session.ts'
import { WithBar } from './Bar.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import styles from './App.module.css'
import { type Page, PageContext, useRoute, useSession } from './page.ts'
import { StartPage } from './StartPage.tsx'
import { useTheme } from './theme.ts'

const Design = lazy(() => import('./Design.tsx').then((module) => ({ default: module.Design })))
const loadReadPage = () => import('./live/ReadPage.tsx').then((module) => ({ default: module.ReadPage }))
const ReadPage = lazy(loadReadPage)
const PickPage = lazy(() => import('./live/PickPage.tsx').then((module) => {
  // What follows a choice is there when it is made; a failure shows when it is opened.
  void loadReadPage().catch(() => undefined)
  return { default: module.PickPage }
}))
const ReviewPage = lazy(() => import('./review/ReviewPage.tsx').then((module) => ({ default: module.ReviewPage })))
const RequirementsPage = lazy(() => import('./RequirementsPage.tsx').then((module) => ({ default: module.RequirementsPage })))

/** The whole page: the start without an estate, the design with one. */
export function App(page: Page) {
  return (
    <PageContext value={page}>
      <Themed />
    </PageContext>
  )
}

function Themed() {
  const { name, theme } = useTheme(useSession((state) => state.settings.theme))
  return (
    <FluentProvider theme={theme} className={`${styles.app} ${styles[name]}`}>
      <ErrorBoundary>
        <WithBar><Suspense fallback={<Empty />}><Routed /></Suspense></WithBar>
      </ErrorBoundary>
    </FluentProvider>
  )
}

function Routed() {
  const [route] = useRoute()
  const session = useSession((state) => state.session)
  switch (route.page) {
    case 'start': return <StartPage />
    case 'pick': return session.at === 'pick' ? <PickPage /> : <Before session={session} />
    case 'read': return session.at === 'discover' ? <ReadPage /> : <Before session={session} />
    case 'review': return <ReviewPage payload={route.payload} />
    case 'assessment': case 'step': case 'plan': case 'export': case 'apply': case 'requirements': case 'report': case 'reply': case 'unknown':
      if (session.at === 'design') return <Design route={route} />
      return route.page === 'requirements' ? <RequirementsPage /> : <StartPage />
  }
}

/** Stands in for a page of live Azure until it is known who is signed in; the start page for those who are not. */
function Before({ session }: { readonly session: Session }) {
  return session.at === 'start' && session.failed === null && session.opening === null ? <Empty /> : <StartPage />
}

/** Nothing below the bar, for the moment in which a page is loaded. */
const Empty = () => <main id="content" tabIndex={-1} />
