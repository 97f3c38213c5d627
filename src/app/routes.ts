/** The addresses of the page, all in path segments of the fragment, so that nothing of them reaches a server. */
import type { StepId } from '../steps/choices.ts'
import { stepIds } from '../steps/order.ts'

/** Which findings a list shows; `stays`: what is at level must with the choices. */
export type LevelFilter = 'all' | 'must' | 'should' | 'info' | 'unknown' | 'stays'

/** The filters of the assessment and its open finding (`<rule>~<number>`), all of it in the address. */
export interface AssessmentRoute {
  readonly page: 'assessment'
  readonly level: LevelFilter
  readonly section: StepId | 'all'
  readonly open: string | null
}

/** A step; `to` is the question to go to: `question/<field>`, or the one that a rule is about: `rule/<rule>`. */
export interface StepRoute {
  readonly page: 'step'
  readonly step: StepId
  readonly to: { readonly by: 'question' | 'rule'; readonly name: string } | null
}

/** Where the visitor is. `rest` belongs to the page itself. */
export type Route =
  | { readonly page: 'start' | 'pick' | 'read' }
  | AssessmentRoute
  | StepRoute
  | { readonly page: 'plan' | 'export' | 'apply' | 'requirements' | 'report'; readonly rest: readonly string[] }
  /** A link with its payload, as it stands in the address; empty where there is none yet. */
  | { readonly page: 'review' | 'reply'; readonly payload: string }
  | { readonly page: 'unknown'; readonly path: string }

const levels: readonly LevelFilter[] = ['all', 'must', 'should', 'info', 'unknown', 'stays']

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** The route of a path such as `/assessment/must/storage`. */
export function routeOf(path: string): Route {
  const [page, ...rest] = path.split('/').filter((segment) => segment !== '').map(decoded)
  switch (page) {
    case undefined: return { page: 'start' }
    case 'assessment': return assessmentOf(rest)
    case 'pick': case 'read': return { page }
    case 'step': return stepRouteOf(path, rest)
    case 'plan': case 'export': case 'apply': case 'requirements': case 'report': return { page, rest }
    case 'review': case 'reply': return { page, payload: path.slice(path.indexOf(page) + page.length + 1) }
    default: return { page: 'unknown', path }
  }
}

function assessmentOf([level, section, open]: readonly string[]): AssessmentRoute {
  return {
    page: 'assessment',
    level: levels.find((one) => one === level) ?? 'all',
    section: stepIds.find((one) => one === section) ?? 'all',
    open: open ?? null,
  }
}

function stepRouteOf(path: string, [id, by, name]: readonly string[]): Route {
  const step = stepIds.find((one) => one === id)
  if (step === undefined) return { page: 'unknown', path }
  return { page: 'step', step, to: (by === 'question' || by === 'rule') && name !== undefined ? { by, name } : null }
}

/** The path of a route; `routeOf(pathOf(route))` is the route. */
export function pathOf(route: Route): string {
  switch (route.page) {
    case 'start': return '/'
    case 'pick': case 'read': return `/${route.page}`
    case 'assessment': return joined(['assessment', ...withoutTail([route.level, route.section, ...(route.open === null ? [] : [route.open])])])
    case 'step': return joined(['step', route.step, ...(route.to === null ? [] : [route.to.by, route.to.name])])
    case 'plan': case 'export': case 'apply': case 'requirements': case 'report': return joined([route.page, ...route.rest])
    case 'review': case 'reply': return route.payload === '' ? `/${route.page}` : `/${route.page}/${route.payload}`
    case 'unknown': return route.path
  }
}

const joined = (segments: readonly string[]): string => `/${segments.map(encodeURIComponent).join('/')}`

const withoutTail = (segments: readonly string[]): readonly string[] => (segments.at(-1) === 'all' ? withoutTail(segments.slice(0, -1)) : segments)

/** The address of a route, for links. */
export const hrefOf = (route: Route): string => `#${pathOf(route)}`

/** The assessment without filters. */
export const assessment: AssessmentRoute = { page: 'assessment', level: 'all', section: 'all', open: null }

/** A step, from its top. */
export const stepRoute = (step: StepId): StepRoute => ({ page: 'step', step, to: null })

/** The step after or before one; null at the ends. */
export function neighbour(step: StepId, direction: 'next' | 'back'): StepId | null {
  return stepIds[stepIds.indexOf(step) + (direction === 'next' ? 1 : -1)] ?? null
}

/** What makes a route another page for those who hear it: not its filters, not its open rows. */
export const pageKey = (route: Route): string => (route.page === 'step' ? `step/${route.step}` : route.page)

/** What a route begins: pages that need an estate are `deeper`. */
export function placeOf({ page }: Route): 'start' | 'pick' | 'read' | 'review' | 'deeper' {
  return page === 'pick' || page === 'read' || page === 'review' ? page : page === 'start' || page === 'requirements' ? 'start' : 'deeper'
}
