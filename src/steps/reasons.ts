import { type ArmId, idKey } from '../base/armId.ts'
import { atOnce, type Slices } from '../base/slices.ts'
import type { Estate } from '../estate/estate.ts'
import { changedIds } from './changedIds.ts'
import type { Choices, StepId } from './choices.ts'
import { compare, configured, findings, stepIds } from './index.ts'
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
  return atOnce(reasonsFrom(current, choices, { now: [...findings(current, undecided), ...findings(current, choices)], later: findings(desired, choices) }))
}

/** The same in slices, for those who have the findings already: `now` judged with nothing and with everything answered, `later` on the desired estate. */
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
  return touched
}

type Ended = readonly { readonly requirement: string; readonly at: ArmId }[]

interface Known {
  readonly now: readonly Finding[]
  readonly later: readonly Finding[]
}

/** What the choices end, by the step whose rule it is; the assessment is judged with nothing answered, the end with everything. */
function endedBySteps({ now: before, later }: Known): ReadonlyMap<StepId, Ended> {
  const pairs = compare(before, later)
  return new Map(stepIds.map((id) => [
    id,
    pairs.flatMap(({ step, now, chosen }) => (step === id && now !== null && chosen === null && now.verdict === undefined ? [{ requirement: now.requirement, at: now.at }] : [])),
  ]))
}

/** An id in lower case and every text before one of its slashes: all that it can lie in. */
const around = (key: string): readonly string[] => {
  const segments = key.split('/')
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'))
}

/** Requirements of findings at the entry, at what it leads to, or at what it belongs to; all of the step's when none is that near. */
function requirementsAbout(ended: Ended, after: Estate): (entry: string) => readonly string[] {
  const targets = new Map(after.endpoints.map(({ id, targetId }) => [idKey(id), idKey(targetId)]))
  const byPlace = new Map<string, Set<string>>()
  for (const { requirement, at } of ended) byPlace.set(idKey(at), (byPlace.get(idKey(at)) ?? new Set()).add(requirement))
  const named = (requirements: Iterable<string>) => [...new Set(requirements)].sort().slice(0, 6)
  const all = named(ended.map(({ requirement }) => requirement))
  return (entry) => {
    const own = around(entry)
    const target = own.map((key) => targets.get(key)).find((key) => key !== undefined)
    const about = [...own, ...(target === undefined ? [] : around(target))].flatMap((key) => [...(byPlace.get(key) ?? [])])
    return about.length > 0 ? named(about) : all
  }
}
