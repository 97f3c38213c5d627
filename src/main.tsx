import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import './app/page.css'
import { pageKey, pathOf, routeOf } from './app/routes.ts'
import { listenForShortcuts } from './app/shortcuts.ts'
import { browserDrafts } from './session/draft.ts'
import { effects } from './session/effects.ts'
import { settingsFrom } from './session/settings.ts'
import { newStore } from './session/store.ts'

// zod's own shared configuration (zod/v4/core/core.js), set before the first schema is made: its probe for `new Function` would break the
// page's policy. Set here by name, because zod itself is loaded with the first estate only.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })

const settingsKey = 'ringfence.settings'
const tabKey = 'ringfence.open'

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

const store = newStore(settingsFrom(tried(() => localStorage.getItem(settingsKey), null)))
const { begin, ...actions } = effects(store, {
  drafts: browserDrafts(),
  core: () => import('./session/core.ts'),
  sample: async (name) => {
    const response = await fetch(`./samples/${name}.json`)
    if (!response.ok) throw new Error(`the sample answered ${response.status}`)
    return response.text()
  },
  now: () => new Date().toISOString(),
  breathe,
  keepSettings: (text) => tried(() => localStorage.setItem(settingsKey, text), undefined),
  tab: {
    key: () => tried(() => sessionStorage.getItem(tabKey), null),
    remember: (key) => tried(() => (key === null ? sessionStorage.removeItem(tabKey) : sessionStorage.setItem(tabKey, key)), undefined),
  },
  goTo: (path) => { location.hash = path },
})

let shown = pageKey(route())
addEventListener('hashchange', () => {
  const next = pageKey(route())
  if (next === shown) return
  shown = next
  scrollTo(0, 0)
  store.setState({ moved: true })
})
listenForShortcuts(document, store, (next) => { location.hash = pathOf(next) })

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(<App store={store} actions={actions} />)
void begin(route().page === 'start' || route().page === 'requirements' ? 'start' : 'deeper')
