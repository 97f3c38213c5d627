import { FluentProvider } from '@fluentui/react-components'
import { lazy, Suspense } from 'react'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import styles from './App.module.css'
import { type Page, PageContext, useRoute, useSession } from './page.ts'
import { StartPage } from './StartPage.tsx'
import { useTheme } from './theme.ts'

const Design = lazy(() => import('./Design.tsx').then((module) => ({ default: module.Design })))
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
        <Suspense fallback={null}><Routed /></Suspense>
      </ErrorBoundary>
    </FluentProvider>
  )
}

function Routed() {
  const [route] = useRoute()
  const designing = useSession(({ session }) => session.at === 'design')
  if (route.page === 'start') return <StartPage />
  if (designing) return <Design route={route} />
  return route.page === 'requirements' ? <RequirementsPage /> : <StartPage />
}
