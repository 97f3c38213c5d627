import { type ArmId, idKey } from '../base/armId.ts'
import type { EntryList, Estate } from '../estate/estate.ts'
import type { Choices, StepId } from './choices.ts'
import { compare, findings, stepIds, steps } from './index.ts'
import type { Step } from './step.ts'
import { undecided } from './choices.ts'

/** Why the plan touches an entry: the step that did it, and the requirements whose findings that step's answers end. */
export interface Touched {
  readonly step: StepId
  readonly requirements: readonly string[]
}

/** By `idKey` of every entry that the choices make or change: the first step that touched it, and what it is good for. */
export function reasons(current: Estate, choices: Choices): ReadonlyMap<string, Touched> {
  const ended = endedBySteps(current, choices)
  const touched = new Map<string, Touched>()
  stepIds.reduce((before, id) => {
    const after = apply(id, before, choices)
    for (const entry of changedIds(before, after)) {
      const key = idKey(entry)
      const own = requirementsAbout(ended.get(id) ?? [], entry, after)
      if (!touched.has(key)) touched.set(key, { step: id, requirements: own })
    }
    return after
  }, current)
  return touched
}

function apply<Id extends StepId>(id: Id, estate: Estate, choices: Choices): Estate {
  const step: Step<Choices[Id]> = steps[id]
  return step.configure(estate, choices[id], choices)
}

type Ended = readonly { readonly requirement: string; readonly at: ArmId }[]

/** What the choices end, by the step whose rule it is; the assessment is judged with nothing answered, the end with everything. */
function endedBySteps(current: Estate, choices: Choices): ReadonlyMap<StepId, Ended> {
  const desired = stepIds.reduce((estate, id) => apply(id, estate, choices), current)
  const pairs = compare([...findings(current, undecided), ...findings(current, choices)], findings(desired, choices))
  return new Map(stepIds.map((id) => [
    id,
    pairs.flatMap(({ step, now, then }) => (step === id && now !== null && then === null && now.verdict === undefined ? [{ requirement: now.requirement, at: now.at }] : [])),
  ]))
}

/** Requirements of findings at the entry, at what it leads to, or at what it belongs to; all of the step's when none is that near. */
function requirementsAbout(ended: Ended, entry: ArmId, after: Estate): readonly string[] {
  const endpoint = after.endpoints.find(({ id }) => idKey(entry).startsWith(idKey(id)))
  const near = [idKey(entry), ...(endpoint === undefined ? [] : [idKey(endpoint.targetId)])]
  const about = ended.filter(({ at }) => near.some((key) => key === idKey(at) || key.startsWith(`${idKey(at)}/`)))
  return [...new Set((about.length > 0 ? about : ended).map(({ requirement }) => requirement))].sort().slice(0, 6)
}

const lists: readonly EntryList[] = [
  'computes', 'datastores', 'connections', 'storageAccounts', 'vaults', 'registries', 'components', 'logWorkspaces', 'linkScopes', 'scopedResources', 'networks', 'subnets', 'peerings',
  'securityGroups', 'securityRules', 'routeTables', 'routes', 'natGateways', 'publicAddresses', 'endpoints', 'interfaces', 'machines', 'bastions', 'gateways', 'zones', 'zoneLinks', 'zoneGroups',
  'providers', 'roleAssignments', 'tasks',
]

/** Ids of entries that differ between two estates; entries are replaced, not changed, so identity tells. */
function changedIds(before: Estate, after: Estate): readonly ArmId[] {
  const ofList = (list: EntryList): readonly ArmId[] => {
    if (before[list] === after[list]) return []
    const old = new Map<string, unknown>(before[list].map((entry: { readonly id: ArmId }) => [entry.id, entry]))
    return after[list].filter((entry: { readonly id: ArmId }) => JSON.stringify(old.get(entry.id)) !== JSON.stringify(entry)).map(({ id }) => id)
  }
  const workspace = JSON.stringify(before.workspace) === JSON.stringify(after.workspace) ? [] : [after.workspace.id]
  return [...workspace, ...lists.flatMap(ofList)]
}
