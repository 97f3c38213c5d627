/** Before a run: what Azure says of the plan without writing anything. A forecast is no promise. */
import type { Arm } from '../arm/client.ts'
import type { Failure } from '../arm/failure.ts'
import { type ArmId, groupOf, idKey, isWithin, nameOf } from '../base/armId.ts'
import { isObject, type JsonObject } from '../base/json.ts'
import type { Change } from '../changes/change.ts'
import type { Collected } from '../discovery/collecting.ts'
import { readEstate } from '../discovery/readEstate.ts'
import type { Snapshot } from '../discovery/snapshot.ts'
import type { Estate } from '../estate/estate.ts'
import { covers } from '../estate/rights.ts'
import { apiVersion } from '../facts/ask.ts'
import { flagAt, objectsAt, textAt, textsAt } from '../resources/accessors.ts'
import { provider } from '../resources/provider.ts'
import { type Asking, askingOf } from './asking.ts'
import { addressesForecast, answered, estateForecast, type Forecast, locksForecast, neededProviders, providersForecast, rightsForecast } from './forecast.ts'
import { names } from './names.ts'
import { offers, sizesOf } from './offers.ts'
import { quotas } from './quotas.ts'
import { estimated, type Template, validated, type Waiting } from './templateChecks.ts'

export type { Template } from './templateChecks.ts'

/** What the preflight needs. */
export interface Preflight extends Waiting {
  readonly arm: Arm
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
  const { plan, reviewed, desired, collect, templates, tell } = ask
  const collected = await collect()
  if (!collected.ok) return collected
  const current = readEstate(collected.snapshot)
  const known = [estateForecast(reviewed, collected.snapshot, plan), rightsForecast(plan, current, desired), locksForecast(plan, current), addressesForecast(plan, current, desired)]
  known.forEach(tell)
  const asking = askingOf(ask)
  const sizes = sizesOf(asking)
  const one = async (forecast: Promise<Forecast>): Promise<readonly Forecast[]> => [await forecast]
  const further = [
    one(registrations(asking, current)), one(denials(asking)), one(names(asking)), one(offers(asking, sizes)), one(quotas(asking, sizes)),
    ...templates.map((template) => one(validated(asking, template))), estimated(asking, ask, templates),
  ]
  const asked = await Promise.all(further.map(async (some) => {
    const forecasts = await some
    forecasts.forEach(tell)
    return forecasts
  }))
  return { ok: true, forecasts: [...known, ...asked.flat()], snapshot: collected.snapshot }
}

/** Registrations, with those asked for one by one that no list named. */
async function registrations({ plan, get }: Asking, { providers }: Estate): Promise<Forecast> {
  const unseen = neededProviders(plan).filter((id) => !providers.some((one) => idKey(one.id) === idKey(id)))
  const answers = await Promise.all(unseen.map(async (id) => ({ id, answer: await get({ path: id, apiVersion: provider.apiVersion }) })))
  const seen = answers.flatMap(({ id, answer }): Estate['providers'] => {
    const word = answer.ok ? textAt(answer.body, 'registrationState')?.toLowerCase() : undefined
    return word === undefined ? [] : [{ id, namespace: nameOf(id), state: word === 'registered' || word === 'registering' ? word : 'notRegistered' }]
  })
  return providersForecast(plan, { providers: [...providers, ...seen] })
}

/** What a change asks of its group: registering is a right of the subscription, and a task by hand asks nothing. */
const verbs: Readonly<Record<Change['do'], string | null>> = { create: 'write', update: 'write', delete: 'delete', action: null, manual: null }

/** Whether a deny assignment stands over a change; whom it leaves out, only Azure knows. */
function isDenied(body: JsonObject, change: Change): boolean {
  const scope = textAt(body, 'properties.scope')
  const isHere = scope === null || flagAt(body, 'properties.doNotApplyToChildScopes') !== true || idKey(scope) === idKey(change.id)
  const verb = verbs[change.do]
  const action = verb === null ? null : `${change.type}/${verb}`
  const has = (one: JsonObject, list: string): boolean => action !== null && textsAt(one, list).some((pattern) => covers(pattern, action))
  return isHere && objectsAt(body, 'properties.permissions').some((one) => has(one, 'actions') && !has(one, 'notActions'))
}

/** Deny assignments over the groups of the plan; what they refuse is refused whatever roles say (F50). */
async function denials({ list, plan }: Asking): Promise<Forecast> {
  const version = apiVersion('Microsoft.Authorization/denyAssignments')
  const groups = new Map<string, ArmId>(plan.flatMap(({ id }) => groupOf(id) ?? []).map((id) => [idKey(id), id]))
  const lists = await Promise.all([...groups.values()].map(async (group) => {
    const said = await list({ path: `${group}/providers/Microsoft.Authorization/denyAssignments`, apiVersion: version })
    const inside = plan.filter(({ id }) => isWithin(id, group))
    const over = said.items.filter(isObject).map((body) => ({ body, keys: inside.filter((change) => isDenied(body, change)).map(({ key }) => key) }))
    return { ok: said.ok, over: over.filter(({ keys }) => keys.length > 0) }
  }))
  const found = lists.flatMap(({ over }) => over)
  // One above several groups is in the list of each.
  const details = new Map(found.map(({ body }) => [textAt(body, 'id'), { at: textAt(body, 'properties.denyAssignmentName') ?? textAt(body, 'id') ?? '', is: 'denies', data: { scope: textAt(body, 'properties.scope') ?? '' } } as const]))
  if (found.length > 0) return answered('denyAssignments', 'attention', { details: [...details.values()], keys: [...new Set(found.flatMap(({ keys }) => keys))] })
  return answered('denyAssignments', lists.every(({ ok }) => ok) ? 'fine' : 'unknown')
}
