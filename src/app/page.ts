import { createContext, use } from 'react'
import { useStore } from 'zustand'
import { useHashLocation } from 'wouter/use-hash-location'
import type { Actions, State, Store } from '../session/store.ts'
import { pathOf, type Route, routeOf } from './routes.ts'

/** The store and the actions that `main` hands to the page. */
export interface Page {
  readonly store: Store
  readonly actions: Actions
}

/** Carries the page's store and actions to its parts. */
export const PageContext = createContext<Page | null>(null)

const usePage = (): Page => {
  const page = use(PageContext)
  if (page === null) throw new Error('a part of the page stands outside PageContext')
  return page
}

/** What a visitor can cause. */
export const useActions = (): Actions => usePage().actions

/** A part of the state; the component is drawn again when that part changes. */
export const useSession = <Part>(select: (state: State) => Part): Part => useStore(usePage().store, select)

/** Where the visitor is, and the way to somewhere else. */
export function useRoute(): readonly [Route, (route: Route) => void] {
  const [path, go] = useHashLocation()
  return [routeOf(path), (route) => go(pathOf(route))]
}
