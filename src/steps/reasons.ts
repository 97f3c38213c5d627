import { type ArmId, idKey, isWithin } from '../base/armId.ts'
import { atOnce, type Slices } from '../base/slices.ts'
import type { Estate } from '../estate/estate.ts'
import { endpointIsReplaced } from '../estate/phases.ts'
import { entryOf } from '../estate/questions.ts'
import { changedIds } from './changedIds.ts'
import type { Choices, StepId } from './choices.ts'
import { compare, configured, findings } from './index.ts'
import { stepIds } from './order.ts'
import type { Finding } from './rule.ts'
import { undecided } from './choices.ts'

/** Why the plan touches an entry: the step that did it, and the requirements whose findings that step's answers end. */
export interface Touched {
  readonly step: StepId
  readonly requirements: readonly string[]
}

/** By `idKey` of every entry that the choices make or change: the first step that touched it, and what it is good for. */
export function reasons(current: Estate, choices: Choices): ReadonlyMap<string, Touched> {
  const desired = stepIds.reduce((estate, id) => configured(id, estate, choices), current)
  return atOnce(reasonsFrom(current, choices, { now: [findings(current, undecided), findings(current, choices)], later: findings(desired, choices) }))
}

/** The same in slices, for those who have the findings already: `now` judged with nothing and with everything answered, each by itself, `later` on the desired estate. */
export function* reasonsFrom(current: Estate, choices: Choices, known: Known): Slices<ReadonlyMap<string, Touched>> {
  const ended = endedBySteps(known)
  const touched = new Map<string, Touched>()
  let before = current
  for (const id of stepIds) {
    yield
    const after = configured(id, before, choices)
    yield
    const about = requirementsAbout(ended.get(id) ?? [], after)
    for (const entry of changedIds(before, after)) {
      const key = idKey(entry)
      if (!touched.has(key)) touched.set(key, { step: id, requirements: about(key) })
    }
    before = after
  }
  return new Map([...touched, ...madeAgain(current, before, touched)])
}

/** What lies in an endpoint that is made again is made again with it, for the same reason, though nothing of it changes. */
function madeAgain(current: Estate, desired: Estate, touched: ReadonlyMap<string, Touched>): readonly (readonly [string, Touched])[] {
  const again = desired.endpoints.filter((endpoint) => { const old = entryOf(current.endpoints, endpoint.id); return old !== undefined && endpointIsReplaced(old, endpoint) })
  const inside: readonly ArmId[] = [...desired.zoneGroups, ...desired.roleAssignments].map(({ id }) => id)
  return again.flatMap(({ id }) => {
    const why = touched.get(idKey(id))
    return why === undefined ? [] : inside.filter((each) => isWithin(each, id) && !touched.has(idKey(each))).map((each) => [idKey(each), why] as const)
  })
}

type Ended = readonly Finding[]

interface Known {
  readonly now: readonly (readonly Finding[])[]
  readonly later: readonly Finding[]
}

/** What the choices end, by the step whose rule it is; what only the answers showed to be broken is ended by them as well. */
function endedBySteps({ now: pictures, later }: Known): ReadonlyMap<StepId, Ended> {
  const pairs = pictures.flatMap((now) => compare(now, later))
  return new Map(stepIds.map((id) => [
    id,
    pairs.flatMap(({ step, now, chosen }) => (step === id && now !== null && chosen === null ? [now] : [])),
  ]))
}

/** An id in lower case and every text before one of its slashes: all that it can lie in. */
const around = (key: string): readonly string[] => {
  const segments = key.split('/')
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'))
}

const isBroken = ({ verdict }: Finding): boolean => verdict === undefined

const named = (found: Ended): readonly string[] => [...new Set(found.map(({ requirement }) => requirement))].sort().slice(0, 6)

/**
 * Requirements of findings at the entry, at what it leads to, or at what it belongs to: what was broken, else for a task by hand what
 * nobody could judge. All of the step's that was broken when none is that near. A connection is its endpoint's.
 */
function requirementsAbout(ended: Ended, after: Estate): (entry: string) => readonly string[] {
  const targets = new Map([
    ...after.endpoints.map(({ id, targetId }) => [idKey(id), idKey(targetId)] as const),
    ...after.connections.flatMap(({ id, endpointId }) => (endpointId === null ? [] : [[idKey(id), idKey(endpointId)] as const])),
  ])
  const byPlace = new Map<string, Finding[]>()
  for (const finding of ended) byPlace.set(idKey(finding.at), [...(byPlace.get(idKey(finding.at)) ?? []), finding])
  return (entry) => {
    const own = around(entry)
    const target = own.map((key) => targets.get(key)).find((key) => key !== undefined)
    const near = [...own, ...(target === undefined ? [] : around(target))].flatMap((key) => byPlace.get(key) ?? [])
    const broken = near.filter(isBroken)
    const settled = entry.includes('/tasks/') ? near : []
    return named(broken.length > 0 ? broken : settled.length > 0 ? settled : ended.filter(isBroken))
  }
}
