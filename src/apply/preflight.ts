/** Before a run: what Azure says of the plan without writing anything. A forecast is no promise. */
import type { Arm } from '../arm/client.ts'
import type { Clock } from '../arm/clock.ts'
import type { Failure } from '../arm/failure.ts'
import { finish } from '../arm/finish.ts'
import { type ArmId, groupOf, idKey, nameOf, subscriptionOf, typeOf } from '../base/armId.ts'
import { isObject, type Json, type JsonObject } from '../base/json.ts'
import type { Change } from '../changes/change.ts'
import type { Collected } from '../discovery/collecting.ts'
import { readEstate } from '../discovery/readEstate.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import type { Estate } from '../estate/estate.ts'
import { apiVersion } from '../facts/ask.ts'
import { objectsAt, textAt, textsAt } from '../resources/accessors.ts'
import { classify, metIn, metInOperation, troubleOf } from './classify.ts'
import { addressesForecast, answered, estateForecast, type Forecast, locksForecast, providersForecast, rightsForecast } from './forecast.ts'

/** One of our own ARM templates, to be validated at its resource group. Values of secret parameters are made up by the caller: nothing is deployed. */
export interface Template { readonly group: ArmId; readonly name: string; readonly template: Json; readonly parameters: JsonObject }

/** What the preflight needs. */
export interface Preflight {
  readonly arm: Arm
  readonly clock: Clock
  readonly origin: string
  readonly signal: AbortSignal
  readonly plan: readonly Change[]
  readonly reviewed: Snapshot
  readonly desired: Estate
  readonly collect: () => Promise<Collected>
  readonly templates: readonly Template[]
  readonly tell: (forecast: Forecast) => void
}

/** The answers, or why the estate could not be read at all. Each is told as soon as it is known. */
export async function preflight(ask: Preflight): Promise<{ readonly ok: true; readonly forecasts: readonly Forecast[]; readonly snapshot: Snapshot } | { readonly ok: false; readonly failure: Failure }> {
  const { plan, reviewed, desired, collect, tell } = ask
  const collected = await collect()
  if (!collected.ok) return collected
  const current = readEstate(collected.snapshot)
  const known = [estateForecast(reviewed, collected.snapshot, plan), rightsForecast(plan, current, desired), providersForecast(plan, current), locksForecast(plan, current), addressesForecast(plan, current, desired)]
  known.forEach(tell)
  const further = [denials(ask), names(ask), ...ask.templates.flatMap((template) => [validated(ask, template), foreseen(ask, template)])]
  const asked = await Promise.all(further.map(async (one) => {
    const forecast = await one
    tell(forecast)
    return forecast
  }))
  return { ok: true, forecasts: [...known, ...asked], snapshot: collected.snapshot }
}

const refusedBy = (question: Forecast['question'], failure: Failure): Forecast => {
  const met = metIn(failure)
  const row = classify(met)
  const said = failure.is === 'denied' || failure.is === 'conflict' || failure.is === 'unexpected'
  return answered(question, said ? 'refused' : 'unknown', { found: met.fault.causes.map(({ code, target }) => [code, target].filter((part) => part !== null).join(' ')), trouble: troubleOf(met, row, 'nothing') })
}

/** Deny assignments over the groups of the plan; what they refuse is refused whatever roles say (F50). */
async function denials({ arm, signal, plan }: Preflight): Promise<Forecast> {
  const groups = [...new Map(plan.flatMap(({ id }) => groupOf(id) ?? []).map((id) => [idKey(id), id])).values()]
  const lists = await Promise.all(groups.map((group) => arm.list({ path: `${group}/providers/Microsoft.Authorization/denyAssignments`, apiVersion: apiVersion('Microsoft.Authorization/denyAssignments'), signal })))
  const failed = lists.find((list) => !list.ok)
  const found = lists.flatMap((list) => list.items.filter(isObject)).filter((body) => objectsAt(body, 'properties.permissions').some((one) => textsAt(one, 'actions').length > 0))
  if (found.length > 0) return answered('denyAssignments', 'attention', { found: found.map((body) => textAt(body, 'properties.denyAssignmentName') ?? textAt(body, 'id') ?? '') })
  return failed === undefined ? answered('denyAssignments', 'fine') : answered('denyAssignments', 'unknown')
}

const checked: Readonly<Record<string, string>> = { 'microsoft.keyvault/vaults': 'Microsoft.KeyVault', 'microsoft.containerregistry/registries': 'Microsoft.ContainerRegistry', 'microsoft.storage/storageaccounts': 'Microsoft.Storage' }

/** Whether names that are taken everywhere are free (F57). */
async function names({ arm, signal, plan }: Preflight): Promise<Forecast> {
  const made = plan.filter((change) => change.do === 'create' && checked[idKey(change.type)] !== undefined)
  const taken: Change[] = []
  for (const change of made) {
    const answer = await arm.post({ path: `/subscriptions/${subscriptionOf(change.id)}/providers/${checked[idKey(change.type)] ?? ''}/checkNameAvailability`, apiVersion: change.apiVersion, body: { name: nameOf(change.id), type: typeOf(change.id) }, signal })
    if (!answer.ok) return refusedBy('names', answer.failure)
    if (isObject(answer.body) && answer.body['nameAvailable'] === false) taken.push(change)
  }
  return taken.length === 0 ? answered('names', 'fine') : answered('names', 'refused', { found: taken.map(({ id }) => nameOf(id)), keys: taken.map(({ key }) => key) })
}

const deployments = 'Microsoft.Resources/deployments'
const pathOf = ({ group, name }: Template, action: string): string => `${group}/providers/${deployments}/${name}/${action}`
const bodyOf = ({ template, parameters }: Template): JsonObject => ({ properties: { mode: 'Incremental', template, parameters } })

/** ARM's own validation: schema, policies, locks, registrations (F52, F73). */
async function validated({ arm, signal }: Preflight, template: Template): Promise<Forecast> {
  const answer = await arm.post({ path: pathOf(template, 'validate'), apiVersion: apiVersion(deployments), body: bodyOf(template), signal })
  return answer.ok ? answered('validate', 'fine', { found: [template.group] }) : refusedBy('validate', answer.failure)
}

/** What ARM thinks would change. Resources that the plan does not name are told; what the template leaves out is noise. */
async function foreseen({ arm, clock, origin, signal, plan }: Preflight, template: Template): Promise<Forecast> {
  const path = pathOf(template, 'whatIf')
  const version = apiVersion(deployments)
  const startedAt = clock.now()
  const answer = await arm.post({ path, apiVersion: version, body: bodyOf(template), signal })
  if (!answer.ok) return refusedBy('whatIf', answer.failure)
  const outcome = await finish({ arm, clock, origin, write: { method: 'POST', path }, resource: { path: template.group, apiVersion: version, signal }, startedAt }, answer)
  if (outcome.is === 'failed') {
    const met = metInOperation(outcome.fault)
    return answered('whatIf', 'refused', { trouble: troubleOf(met, classify(met), 'nothing') })
  }
  if (outcome.is !== 'done') return answered('whatIf', 'unknown')
  const planned = new Set(plan.map(({ id }) => idKey(id)))
  const changes = objectsAt(outcome.body, 'properties.changes').filter((change) => ['create', 'modify', 'delete', 'deploy'].includes(textAt(change, 'changeType')?.toLowerCase() ?? '') && hasEffect(change))
  const others = changes.flatMap((change) => textAt(change, 'resourceId') ?? []).filter((id) => !planned.has(idKey(id)))
  return answered('whatIf', 'estimate', { found: others })
}

/** A modification that only leaves things out is known noise (F77). */
const hasEffect = (change: JsonObject): boolean =>
  textAt(change, 'changeType')?.toLowerCase() !== 'modify' || objectsAt(change, 'delta').some((one) => textAt(one, 'propertyChangeType')?.toLowerCase() !== 'delete')
