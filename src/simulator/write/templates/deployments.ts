/** Deployments of templates: `validate`, `whatIf`, `cancel`, and PUT as far as a template is accepted or refused (arm-protocol.md section 8, S13, S15, F73 to F78). */
import { isObject, type Json, type JsonObject } from '../../../base/json.ts'
import type { Said } from '../../arm/errors.ts'
import * as errors from '../../arm/errors.ts'
import { lockOver } from '../../arm/gates.ts'
import { registration } from '../../providers/registrations.ts'
import { bare, json, type Reply } from '../../reply.ts'
import { subscriptionOf } from '../../router.ts'
import { shapeOf } from '../../shapes.ts'
import { typeKeyOf } from '../../shelf.ts'
import { guid, next, type State } from '../../state.ts'
import { strikes } from '../../faults.ts'
import type { FaultId } from '../../switches.ts'
import { medians, millisecondsOf } from '../durations.ts'
import { linksOf } from '../links.ts'
import type { Operation } from '../operations.ts'
import { denied } from '../policies.ts'
import { readOnlyOf, wrongIn, written } from '../shape.ts'
import { at, equal, keyIn, textAt, withAt } from '../values.ts'
import type { Sent } from '../write.ts'
import { templateFault } from './expressions.ts'
import { type Declared, declaredIn } from './template.ts'

const fromGateway = { 'x-ms-failure-cause': 'gateway' }
const most = 4 * 1024 * 1024

const invalid = (message: string): Reply =>
  errors.enveloped(400, { code: 'InvalidTemplate', message: `Deployment template validation failed: '${message}'.`, additionalInfo: [{ type: 'TemplateViolation', info: { lineNumber: 0, linePosition: 0, path: '' } }] }, fromGateway)

const refusedBy = (name: string, details: readonly Said[]): Reply =>
  errors.enveloped(400, {
    code: 'InvalidTemplateDeployment', message: `The template deployment '${name}' is not valid according to the validation procedure. See inner errors for details.`, details: details.map((one) => Object.fromEntries(Object.entries(one))),
  }, fromGateway)

/** What a deployment of one resource would be refused for: schema, registration, lock, policy. */
function saidAbout(state: State, { id, type, apiVersion, body }: Declared): Said | null {
  const shape = shapeOf(type)
  if (shape === null || !shape.versions.includes(apiVersion)) return { code: 'NoRegisteredProviderFound', message: `No registered resource provider found for type '${type}' and API version '${apiVersion}'.`, target: id }
  const wrong = wrongIn(type, body, state.shelf.get(id), 'put')
  if (wrong !== null) return { code: 'InvalidTemplate', message: `The property '${wrong.path}' ${wrong.why}.`, target: id }
  const namespace = type.split('/')[0] ?? ''
  const isPlatform = /^microsoft\.(resources|authorization)$/i.test(namespace)
  const isRegistered = isPlatform || registration(state, subscriptionOf(id) ?? '', namespace).state === 'Registered'
  if (!isRegistered) return { code: 'MissingSubscriptionRegistration', message: `The subscription is not registered to use namespace '${namespace}'.`, target: namespace }
  const lock = lockOver(state, { method: 'PUT', path: id, part: 'arm' })
  if (lock !== null) return { code: 'ScopeLocked', message: `The scope '${id}' cannot perform write operation because following scope(s) are locked: '${lock}'.`, target: id }
  return denied(state, id, type, body)
}

type Read = { readonly ok: true; readonly name: string; readonly id: string; readonly group: string; readonly properties: JsonObject; readonly declared: readonly Declared[] } | { readonly ok: false; readonly reply: Reply }

function readDeployment({ state, text }: Sent, id: string): Read {
  if (text.length > most) return { ok: false, reply: errors.enveloped(413, { code: 'RequestEntityTooLarge', message: `The request content is ${text.length} bytes; at most ${most} are taken.` }, fromGateway) }
  const [group, name] = [id.split('/').slice(0, 5).join('/'), id.split('/').at(-1) ?? '']
  const read = safely(() => JSON.parse(text) as Json)
  const properties = read !== undefined && isObject(read) ? at(read, 'properties') : undefined
  if (!isObject(properties)) return { ok: false, reply: invalid('The request content has no properties') }
  const template = properties['template']
  if (textAt(properties, 'mode') === 'Complete' && template !== undefined) return { ok: false, reply: errors.notSimulated('a deployment in mode Complete') }
  if (!isObject(template)) return properties['templateLink'] === undefined ? { ok: false, reply: invalid('The template is missing') } : { ok: true, name, id, group, properties, declared: [] }
  const parameters = properties['parameters']
  try {
    return { ok: true, name, id, group, properties, declared: declaredIn(state, template, isObject(parameters) ? parameters : {}, group) }
  } catch (error) {
    const fault = templateFault(error)
    if (fault === null) throw error
    return { ok: false, reply: invalid(fault) }
  }
}

function safely<T>(how: () => T): T | undefined {
  try {
    return how()
  } catch {
    return undefined
  }
}

/** A deployment as Azure answers it. */
function answered(state: State, { id, name, properties, declared }: Read & { readonly ok: true }, word: string): JsonObject {
  const parameters = at(properties, 'parameters')
  const shown = isObject(parameters) ? Object.fromEntries(Object.entries(parameters).map(([key, one]): readonly [string, Json] => [key, isObject(one) ? { type: typeof one['value'] === 'string' ? 'String' : 'Object', ...one } : one])) : {}
  const links = Object.fromEntries(['templateLink', 'parametersLink'].flatMap((key) => (properties[key] === undefined ? [] : [[key, properties[key] ?? null]])))
  return {
    id, name, type: 'Microsoft.Resources/deployments',
    properties: {
      ...links, templateHash: String(next(state)).padStart(19, '1'), parameters: shown, mode: textAt(properties, 'mode'), provisioningState: word, timestamp: new Date(state.world.clock.now()).toISOString(), duration: 'PT0S',
      correlationId: guid(next(state)), providers: [], dependencies: [], ...(word === 'Succeeded' ? { validatedResources: declared.map((one) => ({ id: one.id })) } : {}),
    },
  }
}

/** The refusal of a deployment, or null: the template's own mistakes first, then what stands against its resources. */
function refusal(sent: Sent, read: Read): Reply | null {
  if (!read.ok) return read.reply
  const said = read.declared.flatMap((one) => saidAbout(sent.state, one) ?? [])
  return said.length === 0 ? null : refusedBy(read.name, said)
}

/** `validate`: 200, or the 400 with every reason. */
export function validate(sent: Sent, id: string): Reply {
  const read = readDeployment(sent, id)
  const refused = refusal(sent, read)
  return refused ?? (read.ok ? json(200, answered(sent.state, read, 'Succeeded')) : read.reply)
}

interface Delta {
  readonly path: string
  readonly propertyChangeType: 'Create' | 'Modify' | 'Delete'
  readonly before?: Json
  readonly after?: Json
}

/** What differs below a path; with `noise` also what the template does not name, as recorded what-if answers list it (F77). */
function deltas(before: JsonObject, after: JsonObject, path: string, noise: 'noise' | 'quiet'): readonly Delta[] {
  const changed = Object.entries(after).flatMap(([key, value]): readonly Delta[] => {
    const here = path === '' ? key : `${path}.${key}`
    const old = before[keyIn(before, key) ?? '']
    if (old === undefined) return [{ path: here, propertyChangeType: 'Create', after: value }]
    if (isObject(old) && isObject(value)) return deltas(old, value, here, noise)
    return equal(old, value) ? [] : [{ path: here, propertyChangeType: 'Modify', before: old, after: value }]
  })
  const lost = noise === 'quiet' ? [] : Object.entries(before).filter(([key]) => keyIn(after, key) === null).map(([key, value]): Delta => ({ path: path === '' ? key : `${path}.${key}`, propertyChangeType: 'Delete', before: value }))
  return [...changed, ...lost]
}

function changeOf(state: State, declared: Declared, noise: 'noise' | 'quiet'): JsonObject {
  const stored = state.shelf.get(declared.id)
  const whole = { ...declared.body, id: declared.id, type: declared.type, name: declared.id.split('/').at(-1) ?? '', apiVersion: declared.apiVersion }
  if (stored === null) return { resourceId: declared.id, changeType: 'Create', after: whole }
  const type = typeKeyOf(declared.id)
  const before = written(type, withoutReadOnly(stored, type))
  const delta = deltas(before, written(type, declared.body), '', noise).filter(({ path }) => path !== 'name').map((one) => Object.fromEntries(Object.entries(one)))
  const seen = { resourceId: declared.id, before: { ...before, id: declared.id }, after: whole }
  return delta.length === 0 ? { ...seen, changeType: 'NoChange' } : { ...seen, changeType: 'Modify', delta }
}

const withoutReadOnly = (body: JsonObject, type: string): JsonObject => readOnlyOf(type).top.reduce<JsonObject>((rest, name) => withAt(rest, name, undefined), body)

interface Lasting extends Pick<Operation, 'ending' | 'finish' | 'result' | 'style'> {
  readonly lasts: 'whatIf' | 'deployment'
  readonly longer: number
}

function later({ state, asked, version }: Sent, id: string, { lasts, longer, ...made }: Lasting): Operation {
  const began = state.world.clock.now()
  return { key: guid(next(state)), id, method: asked.method, version, began, ends: began + millisecondsOf(state.world.pace ?? medians, lasts, id) + longer * 1000, holds: [], ...made }
}

/** `whatIf`: 202 with `Location`, then the list of changes; refused as `validate` is. */
export function whatIf(sent: Sent, id: string): Reply {
  const { state, asked } = sent
  const read = readDeployment(sent, id)
  const refused = refusal(sent, read)
  if (refused !== null || !read.ok) return refused ?? bare(500)
  const late = strikes(state, asked, ['F77'])[0]
  const noise = late === undefined ? 'quiet' : 'noise'
  const operation = later(sent, id, {
    lasts: 'whatIf', longer: late?.seconds ?? 0, style: 'group', ending: { ok: true }, finish: () => undefined,
    result: () => ({ status: 'Succeeded', properties: { changes: read.declared.map((one) => changeOf(state, one, noise)) } }),
  })
  state.works.running.set(operation.key, operation)
  return bare(202, { ...linksOf(state, operation, ''), 'retry-after': '15' })
}

/** What a failed deployment says: causes as JSON texts inside of each other (F74), or only where to look for them (F75). */
function deploymentFailed(id: string, fault: FaultId): Said {
  const message = 'At least one resource deployment operation failed. Please list deployment operations for details.'
  if (fault === 'F75') return { code: 'DeploymentFailed', target: id, message: `${message} The aggregated deployment error is too large.` }
  const inner = JSON.stringify({ error: { code: 'SubnetIsFull', message: 'The subnet is full.' } }, null, 2).replaceAll('\n', '\r\n')
  const outer = JSON.stringify({ status: 'Failed', error: { code: 'BadRequest', message: inner } }, null, 2).replaceAll('\n', '\r\n')
  return { code: 'DeploymentFailed', target: id, message, details: [{ code: 'ResourceDeploymentFailure', target: id, message: outer }] }
}

/** PUT: accepted, and then succeeded without its resources being written: nothing of the product deploys. */
export function deploy(sent: Sent, id: string): Reply {
  const { state } = sent
  const read = readDeployment(sent, id)
  const refused = refusal(sent, read)
  if (refused !== null || !read.ok) return refused ?? bare(500)
  if (read.declared.length > 0) return errors.notSimulated('the deployment of a template’s resources')
  const stored = state.shelf.get(id)
  const failing = strikes(state, sent.asked, ['F74', 'F75'])[0]
  const body = answered(state, read, 'Accepted')
  const finish = (): void => state.shelf.put(answered(state, read, failing === undefined ? 'Succeeded' : 'Failed'))
  const ending = failing === undefined ? { ok: true as const } : { ok: false as const, word: 'Failed' as const, said: deploymentFailed(id, failing.fault) }
  const operation = later(sent, id, { lasts: 'deployment', longer: 0, style: 'deployment', ending, finish, result: () => state.shelf.get(id) })
  state.shelf.put(body)
  state.works.running.set(operation.key, operation)
  return json(stored === null ? 201 : 200, body, linksOf(state, operation, ''))
}
