import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import './app/page.css'
import { pageKey, pathOf, placeOf, routeOf } from './app/routes.ts'
import { listenForShortcuts } from './app/shortcuts.ts'
import { browserDrafts } from './session/draft.ts'
import { effects } from './session/effects.ts'
import { intentFrom } from './session/intent.ts'
import { kept } from './session/kept.ts'
import type { Scenarios } from './session/reads.ts'
import { settingsFrom } from './session/settings.ts'
import { newStore } from './session/store.ts'

// zod's own shared configuration (zod/v4/core/core.js), set before the first schema is made: its probe for `new Function` would break the
// page's policy. Set here by name, because zod itself is loaded with the first estate only.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })

const tabKey = 'ringfence.open'
const intentKey = 'ringfence.intent'

/** Storage may be forbidden altogether; settings are then as usual. */
function tried<Result>(attempt: () => Result, otherwise: Result): Result {
  try {
    return attempt()
  } catch {
    return otherwise
  }
}

const route = () => routeOf(location.hash.slice(1))

const SLICE = 12
let breathed = performance.now()

/** Gives the page its turn once a slice of work has taken its share of a frame. A message, not a timer: timers wait longer than a frame. */
function breathe(): Promise<void> {
  if (performance.now() - breathed < SLICE) return Promise.resolve()
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      breathed = performance.now()
      resolve()
    }
    port2.postMessage(null)
  })
}

/** Resolves once the page is drawn and has nothing to do; a second later at most. */
const idle = () => new Promise<void>((resolve) => {
  if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 1000 })
  else setTimeout(resolve, 300)
})

const remembered = (key: string): string | null => tried(() => sessionStorage.getItem(key), null)
const remember = (key: string, text: string | null): void =>
  tried(() => (text === null ? sessionStorage.removeItem(key) : sessionStorage.setItem(key, text)), undefined)

const store = newStore(settingsFrom(tried(() => localStorage.getItem(kept.settings), null)))
const { actions, begin, arrive } = effects(store, {
  drafts: browserDrafts(),
  core: () => import('./session/core.ts'),
  azure: () => import('./session/azure.ts'),
  collector: () => import('./session/collector.ts'),
  reviewing: () => import('./session/reviewing.ts'),
  applying: () => import('./session/applying.ts').then(({ browserApplier }) => browserApplier),
  live: () => import('./live.ts').then(({ loadLive }) => loadLive()),
  sample: async (name) => {
    const response = await fetch(`./samples/${name}.json`)
    if (!response.ok) throw new Error(`the sample answered ${response.status}`)
    return response.text()
  },
  now: () => new Date().toISOString(),
  breathe,
  idle,
  keepSettings: (text) => tried(() => localStorage.setItem(kept.settings, text), undefined),
  forgetKept: () => Object.values(kept).forEach((key) => tried(() => localStorage.removeItem(key), undefined)),
  tab: {
    key: () => remembered(tabKey),
    remember: (key) => remember(tabKey, key),
    intent: () => intentFrom(remembered(intentKey)),
    intend: (intent) => remember(intentKey, intent === null ? null : JSON.stringify(intent)),
  },
  goTo: (path, how) => {
    if (how === 'replace') location.replace(`#${path}`)
    else location.hash = path
  },
  place: () => placeOf(route()),
  reply: () => {
    const at = route()
    return at.page === 'reply' ? at.payload : null
  },
  demo: !__RINGFENCE_DEMO__ ? null : {
    scenarios: async () => (await (await fetch('./demo/scenarios.json')).json()) as Scenarios,
    choose: async (name) => {
      await fetch(`./demo/scenario/${name}`, { method: 'POST' })
      // Tokens of the world before mean nothing in this one.
      sessionStorage.clear()
      location.hash = '/'
      location.reload()
    },
  },
})

let shown = pageKey(route())
addEventListener('hashchange', () => {
  const next = pageKey(route())
  if (next === shown) return
  shown = next
  scrollTo(0, 0)
  store.setState({ moved: true })
  void arrive()
})
// A page that comes back from the browser's cache of pages is no longer on its way to the sign-in.
addEventListener('pageshow', () => store.setState({ leaving: 'no' }))
listenForShortcuts(document, store, (next) => { location.hash = pathOf(next) })

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(<App store={store} actions={actions} />)
void begin()
