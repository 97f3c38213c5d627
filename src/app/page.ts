import { createContext, use, useMemo } from 'react'
import { useStore } from 'zustand'
import { navigate, useHashLocation } from 'wouter/use-hash-location'
import type { Actions, LiveActions, State, Store } from '../session/store.ts'
import { pathOf, type Route, routeOf } from './routes.ts'

/** The store and the actions that `main` hands to the page. */
export interface Page {
  readonly store: Store
  readonly actions: Actions & LiveActions
}

/** Carries the page's store and actions to its parts. */
export const PageContext = createContext<Page | null>(null)

const usePage = (): Page => {
  const page = use(PageContext)
  if (page === null) throw new Error('a part of the page stands outside PageContext')
  return page
}

/** What a visitor can cause. */
export const useActions = (): Actions & LiveActions => usePage().actions

/** A part of the state; the component is drawn again when that part changes. */
export const useSession = <Part>(select: (state: State) => Part): Part => useStore(usePage().store, select)

/** Where the visitor is, and the way to somewhere else. */
export function useRoute(): readonly [Route, (route: Route) => void] {
  const [path, go] = useHashLocation()
  const route = useMemo(() => routeOf(path), [path])
  return [route, (to) => go(pathOf(to))]
}

/** Goes somewhere else. For those who do not show where the visitor is, and so need not be drawn again when that changes. */
export const go = (to: Route): void => navigate(pathOf(to))
