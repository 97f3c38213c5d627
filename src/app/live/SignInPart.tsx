import { Button, Link } from '@fluentui/react-components'
import { lazy, type ReactNode, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { clouds } from '../../facts/clouds.ts'
import type { Identity } from '../../session/live.ts'
import type { Site } from '../../session/store.ts'
import { startWords } from '../messages.en.ts'
import { useActions, useSession } from '../page.ts'
import styles from './SignInPart.module.css'

const ConfigFaultView = lazy(() => import('./ConfigFaultView.tsx').then((module) => ({ default: module.ConfigFaultView })))
const SetUp = lazy(() => import('./SetUp.tsx').then((module) => ({ default: module.SetUp })))
const loadFailed = () => import('./SignInFailed.tsx').then((module) => ({ default: module.SignInFailed }))
const SignInFailed = lazy(loadFailed)
const Scenarios = lazy(() => import('./Scenarios.tsx').then((module) => ({ default: module.Scenarios })))

const words = startWords.signIn

/** The first way to begin: sign in, and pick a workspace. Keeps its height while it is found out who is signed in. */
export function SignInPart() {
  const site = useSession((state) => state.site)
  const identity = useSession((state) => state.identity)
  const scenarios = useSession((state) => state.scenarios)
  return (
    <section className={styles.section} aria-labelledby="start-azure">
      <h2 id="start-azure" className={styles.title}>{words.title}</h2>
      {identity.is === 'out' && identity.failed !== null && <Suspense fallback={null}><SignInFailed failure={identity.failed} /></Suspense>}
      <Held is={identity.is === 'unknown' && site !== 'unloadable' ? 'looking' : 'known'}><Suspense fallback={<Looking />}><State site={site} identity={identity} /></Suspense></Held>
      {__RINGFENCE_DEMO__ && <div className={styles.worldsPlace}>{scenarios !== null && <Suspense fallback={null}><Scenarios scenarios={scenarios} /></Suspense>}</div>}
    </section>
  )
}

/** What is known takes at least the height of what stood there before: a button that moves between press and release is not clicked. */
function Held({ is, children }: { readonly is: 'looking' | 'known'; readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  const [least, setLeast] = useState(0)
  useLayoutEffect(() => {
    if (is === 'looking') setLeast(box.current?.offsetHeight ?? 0)
  }, [is])
  return <div ref={box} style={{ minBlockSize: least }}>{children}</div>
}

function State({ site, identity }: { readonly site: Site | 'unloadable' | null; readonly identity: Identity }) {
  if (site === 'unloadable') return <Unloadable />
  if (identity.is === 'off') return identity.fault === null ? <><p className={styles.text}>{words.off}</p><SetUp /></> : <ConfigFaultView fault={identity.fault} />
  if (site === null || identity.is === 'unknown') return <Looking />
  return identity.is === 'out' ? <SignedOut site={site} /> : <SignedIn name={identity.account.username} />
}

function Row({ children }: { readonly children: ReactNode }) {
  return <div className={styles.row}>{children}</div>
}

const Intro = () => <p className={styles.text}>{words.text}</p>
const Permission = () => <p className={styles.small}>{words.permission}</p>

function Looking() {
  return <><Intro /><Row><span className={styles.looking} role="status">{words.looking}</span></Row><Permission /></>
}

function Unloadable() {
  const { lookUp } = useActions()
  return <><p className={styles.text}>{words.unloadable}</p><Row><Button onClick={lookUp}>{words.again}</Button></Row></>
}

function SignedOut({ site }: { readonly site: Site }) {
  const { signIn } = useActions()
  const leaving = useSession((state) => state.leaving)
  // What tells of a failed sign-in is there before the network may be gone.
  useEffect(() => void loadFailed().catch(() => undefined), [])
  return (
    <>
      <Intro />
      <Row>
        <Button appearance="primary" disabledFocusable={leaving === 'yes'} onClick={() => signIn()}>{__RINGFENCE_DEMO__ ? words.demoButton : words.button(clouds[site.cloud].label)}</Button>
        <span className={styles.small} role="status">{leaving === 'yes' ? words.leaving(site.hosts.signIn) : words.opens(site.hosts.signIn)}</span>
      </Row>
      <Permission />
    </>
  )
}

function SignedIn({ name }: { readonly name: string }) {
  const { pick, signIn } = useActions()
  return (
    <>
      <p className={styles.text}>{words.signedIn(name)} {words.text}</p>
      <Row>
        <Button appearance="primary" onClick={pick}>{words.pick}</Button>
        <Link as="button" onClick={() => signIn({ account: 'choose' })}>{words.other}</Link>
      </Row>
      <Permission />
    </>
  )
}
