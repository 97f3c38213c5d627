/** A template, flat: every resource that it declares, nested deployments included, with its expressions worked out. */
import { isList, isObject, type Json, type JsonObject } from '../../../base/json.ts'
import { suffixesOf } from '../../network/names.ts'
import type { State } from '../../state.ts'
import { at, objectsAt, textAt } from '../values.ts'
import { type Around, evaluated, fault } from './expressions.ts'

/** A resource as a template declares it. */
export interface Declared {
  readonly id: string
  readonly type: string
  readonly apiVersion: string
  /** The body that a PUT would send. */
  readonly body: JsonObject
}

/** What stands around a body in a template, and is not sent. */
const envelope = new Set(['type', 'apiVersion', 'name', 'dependsOn', 'scope', 'condition', 'copy', 'comments', 'metadata', 'resources', 'existing', 'subscriptionId', 'resourceGroup'])

const listOf = (value: Json | undefined): readonly JsonObject[] => (isList(value) ? value.filter(isObject) : isObject(value) ? Object.values(value).filter(isObject) : [])

/** Parameters of a deployment: given values, or the defaults; a missing one is a mistake. */
function parametersOf(template: JsonObject, given: JsonObject, around: Around): Readonly<Record<string, Json>> {
  const declared = at(template, 'parameters')
  const names = isObject(declared) ? Object.keys(declared) : []
  const unknown = Object.keys(given).find((name) => !names.some((one) => one.toLowerCase() === name.toLowerCase()))
  if (unknown !== undefined) throw fault(`The template parameters '${unknown}' in the parameters file are not valid; they are not present in the original template and can therefore not be provided at deployment time.`)
  return Object.fromEntries(names.map((name): readonly [string, Json] => {
    const value = at(given, `${name}.value`) ?? at(template, `parameters.${name}.defaultValue`)
    if (value === undefined) throw fault(`The value for the template parameter '${name}' is not provided.`)
    return [name, evaluated(value, around)]
  }))
}

function idOf(declared: JsonObject, group: string): string {
  const type = textAt(declared, 'type')
  const [namespace = '', ...parts] = type.split('/')
  const names = textAt(declared, 'name').split('/')
  const scope = textAt(declared, 'scope') || group
  return `${scope}/providers/${namespace}/${parts.map((part, index) => `${part}/${names[index] ?? ''}`).join('/')}`
}

function groupOf(declared: JsonObject, group: string): string {
  const [, , subscription = '', , name = ''] = group.split('/')
  return `/subscriptions/${textAt(declared, 'subscriptionId') || subscription}/resourceGroups/${textAt(declared, 'resourceGroup') || name}`
}

/** Every resource of a template. Throws an error that `templateFault` reads when the template is not valid. */
export function declaredIn(state: State, template: JsonObject, given: JsonObject, group: string): readonly Declared[] {
  if (!('resources' in template) || textAt(template, '$schema') === '') throw fault("The template has no '$schema' or no 'resources'.")
  const location = textAt(state.shelf.get(group) ?? {}, 'location')
  const core = suffixesOf(state.world).core
  const outside: Around = { group, location, parameters: {}, variables: {}, suffixes: { storage: core, keyvaultDns: `.${suffixesOf(state.world).vault}`, acrLoginServer: `.${suffixesOf(state.world).registry}` } }
  const variables = at(template, 'variables')
  const around: Around = { ...outside, parameters: parametersOf(template, given, outside), variables: isObject(variables) ? variables : {} }
  return listOf(template['resources']).flatMap((raw): readonly Declared[] => {
    if (raw['existing'] === true || (raw['condition'] !== undefined && evaluated(raw['condition'] ?? true, around) === false)) return []
    if (textAt(raw, 'type').toLowerCase() === 'microsoft.resources/deployments') return nested(state, raw, around)
    const whole = evaluated(raw, around)
    if (!isObject(whole)) return []
    const body = Object.fromEntries(Object.entries(whole).filter(([key]) => !envelope.has(key)))
    const id = idOf(whole, group)
    const below = objectsAt(whole, 'resources').map((child): Declared => {
      const type = `${textAt(whole, 'type')}/${textAt(child, 'type')}`
      const own = { ...child, type, name: `${textAt(whole, 'name')}/${textAt(child, 'name')}` }
      return { id: idOf(own, group), type, apiVersion: textAt(child, 'apiVersion'), body: Object.fromEntries(Object.entries(child).filter(([key]) => !envelope.has(key))) }
    })
    return [{ id, type: textAt(whole, 'type'), apiVersion: textAt(whole, 'apiVersion'), body }, ...below]
  })
}

/** The resources of a nested deployment; its parameters are worked out by the template around it. */
function nested(state: State, raw: JsonObject, around: Around): readonly Declared[] {
  const template = at(raw, 'properties.template')
  if (!isObject(template)) return []
  const head = evaluated(Object.fromEntries(Object.entries(raw).filter(([key]) => key !== 'properties')), around)
  const given = evaluated(at(raw, 'properties.parameters') ?? {}, around)
  return declaredIn(state, template, isObject(given) ? given : {}, groupOf(isObject(head) ? head : {}, around.group))
}
