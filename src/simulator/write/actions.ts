/** POST actions: what they ask and what they answer. Keys are never true ones. */
import { isObject, type Json, type JsonObject, parseJson } from '../../base/json.ts'
import * as errors from '../arm/errors.ts'
import { governed } from '../arm/gates.ts'
import { diagnosed } from '../network/diagnosis.ts'
import { registration } from '../providers/registrations.ts'
import { strikes } from '../faults.ts'
import { bare, json, type Reply } from '../reply.ts'
import { isNamespace, shapeOf } from '../shapes.ts'
import { typeKeyOf } from '../shelf.ts'
import { guid, next } from '../state.ts'
import { medians, millisecondsOf } from './durations.ts'
import { linksOf } from './links.ts'
import type { Operation } from './operations.ts'
import { validate, whatIf } from './templates/deployments.ts'
import { textAt } from './values.ts'
import type { Sent } from './write.ts'

/** What a POST is about: the resource or scope, and the action's name. */
export interface Action {
  readonly id: string
  /** The type of what is acted on, in lower case. */
  readonly type: string
  readonly name: string
}

/** The action in a path, or null when the path has none. */
export function actionIn(path: string): Action | null {
  const segments = path.replace(/\/+$/, '').split('/')
  const name = segments.at(-1) ?? ''
  const id = segments.slice(0, -1).join('/')
  const provider = /^\/subscriptions\/[^/]+\/providers\/[^/]+$/i.exec(id)
  if (provider !== null) return { id, type: 'microsoft.resources/providers', name }
  const type = typeKeyOf(id)
  return id.toLowerCase().includes('/providers/') && shapeOf(type) !== null ? { id, type, name } : null
}

const fieldsOf = (text: string): JsonObject => {
  const read = parseJson(text === '' ? '{}' : text)
  return read.ok && isObject(read.value) ? read.value : {}
}

const nameIn = (id: string): string => id.split('/').at(-1) ?? ''

/** Registers a namespace: `Registering` now, `Registered` after a while. To ask again changes nothing. */
function register({ state, asked }: Sent, id: string): Reply {
  const subscription = id.split('/')[2] ?? ''
  const namespace = nameIn(id)
  if (!isNamespace(namespace)) return errors.unknownType(namespace)
  const key = `${subscription}/${namespace}`.toLowerCase()
  const known = registration(state, subscription, namespace)
  if (known.state !== 'Registered' && known.state !== 'Registering') {
    const longer = strikes(state, asked, ['F33'])[0]
    state.registered.set(key, 'Registering')
    state.works.later.push({ at: state.world.clock.now() + millisecondsOf(state.world.pace ?? medians, 'register', key) + (longer === undefined ? 0 : (longer.seconds ?? 5400) * 1000), happen: () => state.registered.set(key, 'Registered') })
  }
  const now = registration(state, subscription, namespace)
  return json(200, { id: `/subscriptions/${subscription}/providers/${now.namespace}`, namespace: now.namespace, registrationState: now.state, registrationPolicy: 'RegistrationRequired', resourceTypes: [] })
}

/** What names are taken of, by namespace. */
const named: Readonly<Record<string, string>> = { 'microsoft.storage': 'microsoft.storage/storageaccounts', 'microsoft.keyvault': 'microsoft.keyvault/vaults', 'microsoft.containerregistry': 'microsoft.containerregistry/registries' }

/** The type whose versions an action is asked in: a provider checks names in its own, though the path names none of its types. */
export const versionedAs = ({ id, type, name }: Action): string => (name.toLowerCase() === 'checknameavailability' ? (named[nameIn(id).toLowerCase()] ?? type) : type)

/** Whether a name is free everywhere: for accounts, vaults and registries. */
function checkName({ state, text }: Sent, id: string): Reply {
  const name = textAt(fieldsOf(text), 'name').toLowerCase()
  const type = textAt(fieldsOf(text), 'type').toLowerCase()
  if (name === '') return errors.badRequest('The name is missing.', 'name')
  const isUsed = state.shelf.ofType(type || (named[nameIn(id).toLowerCase()] ?? '')).some((one) => textAt(one, 'name').toLowerCase() === name)
  const isHeld = state.deletedVaults.has(name) && nameIn(id).toLowerCase() === 'microsoft.keyvault'
  const isTaken = (state.world.takenNames ?? []).some((one) => one.toLowerCase() === name)
  return json(200, isUsed || isHeld || isTaken ? { nameAvailable: false, reason: 'AlreadyExists', message: `The name '${name}' is already in use.` } : { nameAvailable: true })
}

/** Work without a resource of its own, followed by `Location`. */
function work({ state, asked, version }: Sent, id: string, lasts: 'diagnose' | 'vaultPurge', made: Pick<Operation, 'style' | 'finish' | 'result'>): Reply {
  const began = state.world.clock.now()
  const operation: Operation = { key: guid(next(state)), id, method: asked.method, version, began, ends: began + millisecondsOf(state.world.pace ?? medians, lasts, id), holds: [], ending: { ok: true }, ...made }
  state.works.running.set(operation.key, operation)
  const { location = '' } = linksOf(state, operation, textAt(state.shelf.get(id) ?? {}, 'location') || (/\/locations\/([^/]+)/i.exec(id)?.[1] ?? 'westeurope'))
  return bare(202, { location })
}

function purge(sent: Sent, id: string): Reply {
  const { state } = sent
  const name = nameIn(id).toLowerCase()
  if (!state.deletedVaults.has(name)) return errors.enveloped(404, { code: 'ResourceNotFound', message: 'The specified resource does not exist.' })
  return work(sent, id, 'vaultPurge', { style: 'vault', finish: () => void state.deletedVaults.delete(name), result: () => ({ createdDateTime: new Date(state.world.clock.now()).toISOString(), status: 'Succeeded' }) })
}

const keys = { keys: ['key1', 'key2'].map((keyName): Json => ({ keyName, value: 'REDACTED', permissions: 'FULL' })) }

type Act = (sent: Sent, id: string) => Reply

const acts: Readonly<Record<string, Act>> = {
  'microsoft.resources/providers/register': register,
  'microsoft.resources/providers/checknameavailability': checkName,
  'microsoft.machinelearningservices/workspaces/diagnose': (sent, id) => work(sent, id, 'diagnose', { style: 'learning', finish: () => undefined, result: () => ({ value: diagnosed(sent.state, id) }) }),
  'microsoft.machinelearningservices/workspaces/listkeys': () => json(200, { userStorageKey: 'REDACTED', appInsightsInstrumentationKey: 'REDACTED', containerRegistryCredentials: {}, notebookAccessKeys: {} }),
  'microsoft.machinelearningservices/workspaces/listnotebookkeys': () => json(200, { primaryAccessKey: 'REDACTED', secondaryAccessKey: 'REDACTED' }),
  'microsoft.machinelearningservices/workspaces/resynckeys': () => bare(200),
  'microsoft.machinelearningservices/workspaces/preparenotebook': ({ state }, id) => json(200, (state.shelf.get(id)?.['properties'] as JsonObject | undefined)?.['notebookInfo'] ?? {}),
  'microsoft.storage/storageaccounts/listkeys': () => json(200, keys),
  'microsoft.containerregistry/registries/listcredentials': (_, id) => json(200, { username: nameIn(id), passwords: ['password', 'password2'].map((name) => ({ name, value: 'REDACTED' })) }),
  'microsoft.keyvault/locations/deletedvaults/purge': purge,
  'microsoft.resources/deployments/validate': validate,
  'microsoft.resources/deployments/whatif': whatIf,
  'microsoft.resources/deployments/cancel': () => bare(204),
}

/** Actions on what need not be there. */
const onNothing = /^microsoft\.(resources|keyvault\/locations)\//

/** The answer to a POST. The query, the directory and the caller's token have been looked at. */
export function act(sent: Sent, { id, type, name }: Action): Reply {
  const { state, asked, caller } = sent
  const found = acts[`${type}/${name.toLowerCase()}`]
  if (found === undefined) return errors.notSimulated(`POST ${type}/${name}`)
  const stopped = governed(state, { asked, oid: caller.oid, type: type === 'microsoft.resources/providers' ? 'microsoft.resources/providers' : type })
  if (stopped !== null) return stopped
  if (!onNothing.test(type) && state.shelf.get(id) === null) return errors.resourceNotFound(shapeOf(type)?.type ?? type, nameIn(id), id.split('/')[4] ?? '')
  return found(sent, id)
}
