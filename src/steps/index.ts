import { type ArmId, idKey } from '../base/armId.ts'
import { atOnce, type Slices } from '../base/slices.ts'
import type { Estate } from '../estate/estate.ts'
import type { PlannedRight } from '../estate/rights.ts'
import { access } from './access/step.ts'
import { addressSpace } from './addressSpace/step.ts'
import { type Choices, type StepId, undecided } from './choices.ts'
import { connectivity } from './connectivity/step.ts'
import { datastores } from './datastores/step.ts'
import { keyVault } from './keyVault/step.ts'
import { monitoring } from './monitoring/step.ts'
import { stepIds } from './order.ts'
import { outbound } from './outbound/step.ts'
import { registered } from './registered.ts'
import { registry } from './registry/step.ts'
import { requested } from './requested.ts'
import type { Finding, Level, Rulebook } from './rule.ts'
import type { Because, Step } from './step.ts'
import { storage } from './storage/step.ts'
import { workspace } from './workspace/step.ts'

type Steps = { readonly [Id in StepId]: Step<Choices[Id]> }

/** The steps in the article's order. */
export const steps: Steps = { access, addressSpace, outbound, workspace, storage, keyVault, registry, datastores, monitoring, connectivity }

/** Every step's rules. */
export const rulebooks: Readonly<Record<StepId, Rulebook>> = {
  access: access.rules, addressSpace: addressSpace.rules, outbound: outbound.rules, workspace: workspace.rules, storage: storage.rules,
  keyVault: keyVault.rules, registry: registry.rules, datastores: datastores.rules, monitoring: monitoring.rules, connectivity: connectivity.rules,
}

/** First choices from the current estate and, per `step.field`, why. */
export interface Proposal {
  readonly choices: Choices
  readonly because: Readonly<Record<string, Because>>
}

/**
 * Some steps propose by what a later one will say (subnets for the way in, the address plan), so the steps are asked twice: the
 * second round sees every first answer.
 */
export function propose(current: Estate): Proposal {
  const round = (earlier: Proposal): Proposal => stepIds.reduce((proposal, id) => proposeOne(id, current, proposal), earlier)
  return round(round({ choices: undecided, because: {} }))
}

function proposeOne<Id extends StepId>(id: Id, current: Estate, earlier: Proposal): Proposal {
  const step: Steps[Id] = steps[id]
  const { answers, because } = step.propose(current, earlier.choices)
  const reasons = Object.entries<Because | undefined>(because).flatMap(([field, reason]) => (reason === undefined ? [] : [[`${id}.${field}`, reason] as const]))
  const others = Object.entries(earlier.because).filter(([field]) => !field.startsWith(`${id}.`))
  return { choices: { ...earlier.choices, [id]: answers }, because: Object.fromEntries([...others, ...reasons]) }
}

/** The estate after one step, with what its writes need registered, and requested what the caller may not approve. */
export const configured = <Id extends StepId>(id: Id, estate: Estate, choices: Choices): Estate => {
  const step: Steps[Id] = steps[id]
  return registered(estate, requested(estate, step.configure(estate, choices[id], choices)))
}

/** The estate as it should be: current with the choices applied, step by step. */
export const desiredEstate = (current: Estate, choices: Choices): Estate => atOnce(slicedDesired(current, choices))

/** The same with a pause after each step. */
export function* slicedDesired(current: Estate, choices: Choices): Slices<Estate> {
  let estate = current
  for (const id of stepIds) {
    estate = configured(id, estate, choices)
    yield
  }
  return estate
}

/** The fields of a step that wait for an answer only a person has, by step. */
export const openQuestions = (choices: Choices, estate: Estate): Readonly<Record<StepId, readonly string[]>> => {
  const open = <Id extends StepId>(id: Id): readonly string[] => {
    const step: Steps[Id] = steps[id]
    return step.open(choices[id], estate)
  }
  return Object.fromEntries(stepIds.map((id) => [id, open(id)])) as Record<StepId, readonly string[]>
}

const weight: Readonly<Record<Level, number>> = { must: 0, should: 1, info: 2 }

/** The lower of two levels: a place may lower its rule's level, never raise it. */
const lower = (rule: Level, place: Level | undefined): Level => (place !== undefined && weight[place] > weight[rule] ? place : rule)

/** What is judged: a picture, by which answers, and the rights that their plan needs, where there is one. */
export interface Judging {
  readonly estate: Estate
  readonly choices: Choices
  readonly planned?: readonly PlannedRight[]
}

/** The findings of one rule: a part of `findings`, for those who have to pause between parts. */
export const findingsOf = (step: StepId, name: string, { estate, choices, planned }: Judging): readonly Finding[] => {
  const rule = rulebooks[step][name]
  if (rule === undefined) throw new Error(`no rule ${name} in ${step}`)
  return rule.broken(estate, choices, planned).map((place): Finding => ({
    step, rule: name, requirement: rule.requirement, also: rule.also ?? [], level: lower(rule.level, place.level),
    ...(place.verdict === undefined ? {} : { verdict: place.verdict }), at: place.at, data: place.data ?? {},
  }))
}

/** Every place where a rule is broken or cannot be judged, in the order of steps, rules and places. */
export const findings = (estate: Estate, choices: Choices): readonly Finding[] =>
  stepIds.flatMap((step) => Object.keys(rulebooks[step]).flatMap((name) => findingsOf(step, name, { estate, choices })))

/** One rule at one place, in two pictures: null where the picture has no such finding. */
export interface Pair {
  readonly step: string
  readonly rule: string
  readonly at: ArmId
  readonly now: Finding | null
  readonly chosen: Finding | null
}

/** Findings now and with the choices, matched by rule and place; several at one place are matched in their order. */
export function compare(now: readonly Finding[], then: readonly Finding[]): readonly Pair[] {
  const numbered = (list: readonly Finding[]): ReadonlyMap<string, Finding> => {
    const counts = new Map<string, number>()
    return new Map(list.map((finding) => {
      const base = `${finding.step}/${finding.rule}@${idKey(finding.at)}`
      const count = (counts.get(base) ?? 0) + 1
      counts.set(base, count)
      return [`${base}#${count}`, finding]
    }))
  }
  const [before, after] = [numbered(now), numbered(then)]
  const keys = [...before.keys(), ...[...after.keys()].filter((key) => !before.has(key))]
  return keys.flatMap((key) => {
    const [one, other] = [before.get(key) ?? null, after.get(key) ?? null]
    const either = one ?? other
    return either === null ? [] : [{ step: either.step, rule: either.rule, at: either.at, now: one, chosen: other }]
  })
}
