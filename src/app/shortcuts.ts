import type { Store } from '../session/store.ts'
import { goToFirst } from './focus.ts'
import { assessment, type Route, stepRoute } from './routes.ts'
import { stepIds } from '../steps/order.ts'
import { settingsId } from './settingsId.ts'

/** What a key does: a page, the first missing answer, the filter, the list of keys; `waits` for the second key. */
export type Shortcut = { readonly does: 'go'; readonly to: Route } | { readonly does: 'missing' | 'filter' | 'list' | 'waits' }

const pages: Readonly<Record<string, Route>> = { a: assessment, p: { page: 'plan', rest: [] }, e: { page: 'export', rest: [] }, r: { page: 'apply', rest: [] } }

/** The meaning of a key after `before`; null when it means nothing. */
export function shortcut(key: string, before: 'g' | null): Shortcut | null {
  if (before === 'g') {
    const step = /^\d$/.test(key) ? stepIds[(Number(key) + 9) % 10] : undefined
    const to = step === undefined ? pages[key] : stepRoute(step)
    return to === undefined ? null : { does: 'go', to }
  }
  switch (key) {
    case 'g': return { does: 'waits' }
    case 'n': return { does: 'missing' }
    case '/': return { does: 'filter' }
    case '?': return { does: 'list' }
    default: return null
  }
}

const types = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) &&
  !(target instanceof HTMLInputElement && ['radio', 'checkbox'].includes(target.type))

/** Listens for shortcuts outside of fields and dialogs, while the settings allow them and an estate is open. */
export function listenForShortcuts(page: Document, store: Store, go: (route: Route) => void): void {
  let before: 'g' | null = null
  page.addEventListener('keydown', (event) => {
    const { session, settings } = store.getState()
    if (settings.shortcuts === 'off' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || types(event.target)) return
    if (page.querySelector('dialog[open]') !== null) return
    const found = shortcut(event.key, before)
    before = found?.does === 'waits' ? 'g' : null
    if (found === null || (session.at !== 'design' && found.does !== 'list')) return
    event.preventDefault()
    if (found.does === 'go') go(found.to)
    if (found.does === 'missing') goToFirst(page, '[data-missing] a')
    if (found.does === 'filter') goToFirst(page, '[data-filter] button, [data-filter] select')
    if (found.does === 'list') page.querySelector<HTMLDialogElement>(`#${settingsId}`)?.showModal()
  })
}
