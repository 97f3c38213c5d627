/** Who loses which path, when, and whether that is meant: journeys at the moments of a plan. */
import { type ArmId, idKey } from '../base/armId.ts'
import type { Estate } from '../estate/estate.ts'
import { type Done, upTo } from '../estate/phases.ts'
import { computesOutside } from '../estate/questions.ts'
import type { Journey, Route } from './journey.ts'
import { reach } from './reach.ts'

/** What a forecast needs of a planned change. */
export interface PlannedChange {
  readonly key: string
  readonly id: ArmId
  readonly type: string
  readonly phase: 'prepare' | 'lockdown'
}

/** Two pictures and the plan from one to the other, in its order. */
export interface Course {
  readonly current: Estate
  readonly desired: Estate
  readonly plan: readonly PlannedChange[]
}

/** What a closing is about. */
export type Family = 'registry' | 'vault' | 'storage' | 'monitor' | 'workspace' | 'network'

/** A moment of the plan; `keys` are the changes between it and the moment before. */
export interface Moment {
  readonly after: 'nothing' | 'prepare' | Family
  readonly keys: readonly string[]
}

const families: Readonly<Record<string, Family>> = {
  'microsoft.containerregistry': 'registry', 'microsoft.keyvault': 'vault', 'microsoft.storage': 'storage', 'microsoft.insights': 'monitor',
  'microsoft.operationalinsights': 'monitor', 'microsoft.machinelearningservices': 'workspace',
}

const familyOf = ({ type }: PlannedChange): Family => families[idKey(type).split('/')[0] ?? ''] ?? 'network'

/** The moments at which paths are looked at: now, after prepare, and after each group of changes of the lock-down, in the plan's order. */
export function momentsOf(plan: readonly PlannedChange[]): readonly Moment[] {
  const early = plan.filter(({ phase }) => phase === 'prepare').map(({ key }) => key)
  const moments: Moment[] = [{ after: 'nothing', keys: [] }, ...(early.length > 0 ? [{ after: 'prepare' as const, keys: early }] : [])]
  for (const change of plan.filter(({ phase }) => phase === 'lockdown')) {
    const last = moments.at(-1)
    const family = familyOf(change)
    if (last?.after === family) moments[moments.length - 1] = { after: family, keys: [...last.keys, change.key] }
    else moments.push({ after: family, keys: [change.key] })
  }
  return moments
}

/** The estate after some changes of the plan. Several changes of one resource in one phase count once all of them are done. */
export function estateAfter({ current, desired, plan }: Course, keys: ReadonlySet<string>): Estate {
  const open = new Set(plan.filter(({ key }) => !keys.has(key)).map(({ phase, id }) => `${phase}/${id}`))
  const done: Done = new Set(plan.map(({ phase, id }) => `${phase}/${id}` as const).filter((each) => !open.has(each)))
  return upTo(current, desired, done)
}

/** What becomes of a path. `breaks`: it works now and at the end, and not at some moment between. */
export type Becomes = 'keeps' | 'begins' | 'ends' | 'breaks' | 'never' | 'unknown'

/** A journey at every moment. `lostAt` is the first moment at which it no longer reaches; `meant` says whether that loss is what was chosen. */
export interface Forecast {
  readonly journey: Journey
  readonly routes: readonly Route[]
  readonly becomes: Becomes
  readonly lostAt: number | null
  readonly meant: boolean
}

/** Journeys by their id, the first of each. */
export const distinctJourneys = (...lists: readonly (readonly Journey[])[]): readonly Journey[] =>
  [...new Map(lists.flat().reverse().map((journey) => [journey.id, journey])).values()].reverse()

/** Those who are still there at the end. Computes outside the network go when they are made again in it: theirs are then the paths of its subnet. */
const staying = ({ desired }: Course, journeys: readonly Journey[]): readonly Journey[] =>
  computesOutside(desired).length > 0 ? journeys : journeys.filter(({ from }) => from.at !== 'azureNetwork')

/** The journeys at every moment of the plan, of those who are still there at its end. */
export function forecast(course: Course, journeys: readonly Journey[]): readonly Forecast[] {
  const done = new Set<string>()
  const estates = momentsOf(course.plan).map(({ keys }) => {
    for (const key of keys) done.add(key)
    return estateAfter(course, new Set(done))
  })
  return staying(course, journeys).map((journey) => judged(journey, estates.map((estate) => reach(estate, journey))))
}

function judged(journey: Journey, routes: readonly Route[]): Forecast {
  const outcomes = routes.map(({ outcome }) => outcome)
  const lost = outcomes.findIndex((outcome, index) => outcome === 'fails' && outcomes.slice(0, index).includes('reaches'))
  const lostAt = lost < 0 ? null : lost
  const meant = lostAt !== null && isMeant(journey, routes[lostAt])
  return { journey, routes, becomes: becomesOf(outcomes, lostAt), lostAt, meant }
}

function becomesOf(outcomes: readonly Route['outcome'][], lostAt: number | null): Becomes {
  const [first, last] = [outcomes[0], outcomes.at(-1)]
  if (lostAt !== null) return last === 'reaches' ? 'breaks' : 'ends'
  if (outcomes.includes('unknown')) return 'unknown'
  if (last === 'fails') return 'never'
  return first === 'reaches' ? 'keeps' : 'begins'
}

/**
 * A loss is meant where somebody outside loses a service whose public door was chosen to be closed. Whoever the workspace needs, and the
 * way in of administrators, is never meant to lose; nor is a client that was let in by name and is no longer named.
 */
function isMeant({ who }: Journey, route: Route | undefined): boolean {
  const because = route?.hops.find(({ verdict }) => verdict === 'fails')?.because
  if (who === 'outside') return because === 'publicClosed' || because === 'notAdmitted'
  return (who === 'listed' || who === 'otherSubnet') && because === 'publicClosed'
}

/** A path that works now and after prepare, and not while some changes of prepare are done: from which change to which. */
export interface Gap {
  readonly journey: Journey
  readonly from: string
  readonly until: string
  readonly route: Route
}

/** The gaps within prepare, in the plan's order: a name that already points into a zone whose record is not written yet (arm-protocol 14, point 5). */
export function gaps(course: Course, journeys: readonly Journey[]): readonly Gap[] {
  const early = course.plan.filter(({ phase }) => phase === 'prepare').map(({ key }) => key)
  const works = staying(course, journeys).filter((journey) => reach(course.current, journey).outcome === 'reaches' && reach(estateAfter(course, new Set(early)), journey).outcome === 'reaches')
  const opened = new Map<string, Gap>()
  const found: Gap[] = []
  const naming = new Set(course.plan.filter(({ type }) => /\/(privateendpoints|privatednszones|tasks|workspaces)(\/|$)/i.test(type)).map(({ key }) => key))
  early.forEach((key, index) => {
    // Only endpoints, zones and what is written into them can move a name while all else is added; the workspace says who builds images.
    if (!naming.has(key)) return
    const estate = estateAfter(course, new Set(early.slice(0, index + 1)))
    for (const journey of works) {
      const route = reach(estate, journey)
      const begun = opened.get(journey.id)
      if (route.outcome === 'fails' && begun === undefined) opened.set(journey.id, { journey, from: key, until: key, route })
      if (route.outcome === 'fails' || begun === undefined) continue
      found.push({ ...begun, until: key })
      opened.delete(journey.id)
    }
  })
  return found
}
