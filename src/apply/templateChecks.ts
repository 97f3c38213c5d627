/** What ARM says of our own templates without deploying them: `validate` refuses, `whatIf` estimates (F52, F73, F77, F78). */
import type { Clock } from '../arm/clock.ts'
import type { Failure } from '../arm/failure.ts'
import { finish } from '../arm/finish.ts'
import type { ArmId } from '../base/armId.ts'
import type { Json, JsonObject } from '../base/json.ts'
import { apiVersion } from '../facts/ask.ts'
import { objectsAt } from '../resources/accessors.ts'
import { type Asking, failedAsk } from './asking.ts'
import { classify, metIn, metInOperation, troubleOf } from './classify.ts'
import { answered, type Forecast } from './forecast.ts'
import { foreseen } from './foreseen.ts'

/** One of our own ARM templates, to be validated at its resource group. Values of secret parameters are made up by the caller: nothing is deployed. */
export interface Template { readonly group: ArmId; readonly name: string; readonly template: Json; readonly parameters: JsonObject }

const deployments = 'Microsoft.Resources/deployments'
const pathOf = ({ group, name }: Template, action: string): string => `${group}/providers/${deployments}/${name}/${action}`
const bodyOf = ({ template, parameters }: Template): JsonObject => ({ properties: { mode: 'Incremental', template, parameters } })

const unregistered: ReadonlySet<string> = new Set(['missingsubscriptionregistration', 'subscriptionnotregistered'])

/** What a refused template tells. ARM looks at none before its providers are registered; a plan that registers them first is not refused by that. */
function refused(question: 'validate' | 'whatIf', failure: Failure, { plan }: Asking): Forecast {
  const { causes } = metIn(failure).fault
  const isExpected = causes.length > 0 && causes.every(({ code }) => code !== null && unregistered.has(code.toLowerCase())) && plan.some((change) => change.do === 'action')
  return isExpected ? answered(question, 'unknown', { details: [{ at: '', is: 'registersFirst', data: {} }] }) : failedAsk(question, failure)
}

/** ARM's own validation: schema, policies, locks, registrations. */
export async function validated(asking: Asking, template: Template): Promise<Forecast> {
  const answer = await asking.arm.post({ path: pathOf(template, 'validate'), apiVersion: apiVersion(deployments), body: bodyOf(template), signal: asking.signal })
  return answer.ok ? answered('validate', 'fine', { found: [template.group] }) : refused('validate', answer.failure, asking)
}

type Changes = { readonly ok: true; readonly changes: readonly JsonObject[] } | { readonly ok: false; readonly forecast: Forecast }

async function changesBy(asking: Asking, { clock, origin }: Waiting, template: Template): Promise<Changes> {
  const { arm, signal } = asking
  const path = pathOf(template, 'whatIf')
  const version = apiVersion(deployments)
  const startedAt = clock.now()
  const answer = await arm.post({ path, apiVersion: version, body: bodyOf(template), signal })
  if (!answer.ok) return { ok: false, forecast: refused('whatIf', answer.failure, asking) }
  const outcome = await finish({ arm, clock, origin, write: { method: 'POST', path }, resource: { path: template.group, apiVersion: version, signal }, startedAt }, answer)
  if (outcome.is === 'done') return { ok: true, changes: objectsAt(outcome.body, 'properties.changes') }
  if (outcome.is !== 'failed') return { ok: false, forecast: answered('whatIf', 'unknown') }
  const met = metInOperation(outcome.fault)
  return { ok: false, forecast: answered('whatIf', 'refused', { trouble: troubleOf(met, classify(met), 'nothing') }) }
}

/** How an operation is waited for. */
export interface Waiting { readonly clock: Clock; readonly origin: string }

/** What ARM foresees of all templates together, beside the plan; the first that fails is told instead. */
export async function estimated(asking: Asking, waiting: Waiting, templates: readonly Template[]): Promise<readonly Forecast[]> {
  if (templates.length === 0) return []
  const all = await Promise.all(templates.map((template) => changesBy(asking, waiting, template)))
  const [failed] = all.flatMap((one) => (one.ok ? [] : [one.forecast]))
  return [failed ?? answered('whatIf', 'estimate', foreseen(all.flatMap((one) => (one.ok ? one.changes : [])), asking.plan))]
}
