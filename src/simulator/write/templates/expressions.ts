/** The few functions of template expressions that plain templates use. An unknown one is a mistake of the template, told by name. */
import type { Json, JsonObject } from '../../../base/json.ts'
import { isList, isObject } from '../../../base/json.ts'

/** What an expression may ask about its deployment. */
export interface Around {
  /** The id of the resource group that is deployed to. */
  readonly group: string
  readonly location: string
  readonly parameters: Readonly<Record<string, Json>>
  readonly variables: JsonObject
  readonly suffixes: JsonObject
}

/** The mark of an error that is the template's. */
const mark = 'InvalidTemplate: '

/** An error that says what is wrong with a template. */
export const fault = (message: string): Error => new Error(`${mark}${message}`)

/** What is wrong with a template, when an error says so; null for any other error. */
export const templateFault = (error: unknown): string | null => (error instanceof Error && error.message.startsWith(mark) ? error.message.slice(mark.length) : null)

const tokens = /\s*(?:('(?:[^']|'')*')|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w]*)|([()[\],.]))/y

function lexed(text: string): readonly string[] {
  const found: string[] = []
  tokens.lastIndex = 0
  while (tokens.lastIndex < text.length) {
    const match = tokens.exec(text)
    if (match === null) throw fault(`The expression '${text}' cannot be read.`)
    found.push(match[1] ?? match[2] ?? match[3] ?? match[4] ?? '')
  }
  return found
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : JSON.stringify(value ?? ''))
const subscriptionIn = (group: string): string => group.split('/')[2] ?? ''

const typed = (type: string, names: readonly string[]): string => {
  const [namespace = '', ...parts] = type.split('/')
  return `/providers/${namespace}/${parts.map((part, index) => `${part}/${names[index] ?? ''}`).join('/')}`
}

/** The id that `resourceId` makes: a subscription and a group may stand before the type. */
function resourceId(args: readonly string[], group: string): string {
  const at = args.findIndex((one) => one.includes('/'))
  const [before, type, names] = [args.slice(0, at), args[at] ?? '', args.slice(at + 1)]
  const [subscription, name] = before.length === 2 ? before : [subscriptionIn(group), before[0]]
  return `/subscriptions/${subscription ?? ''}/resourceGroups/${name ?? group.split('/')[4] ?? ''}${typed(type, names)}`
}

const functions: Readonly<Record<string, (args: readonly Json[], around: Around) => Json>> = {
  parameters: ([name], { parameters }) => parameters[text(name)] ?? null,
  variables: ([name], around) => evaluated(around.variables[text(name)] ?? null, around),
  concat: (args) => (args.every((one) => isList(one)) ? args.flatMap((one) => (isList(one) ? one : [])) : args.map(text).join('')),
  format: ([pattern, ...args]) => text(pattern).replace(/\{(\d+)\}|\{\{|\}\}/g, (whole, index: string | undefined) => (index === undefined ? whole.slice(1) : text(args[Number(index)]))),
  resourceId: (args, { group }) => resourceId(args.map(text), group),
  extensionResourceId: ([scope, type, ...names]) => `${text(scope)}${typed(text(type), names.map(text))}`,
  subscriptionResourceId: (args, { group }) => {
    const [first = '', ...rest] = args.map(text)
    return first.includes('/') ? `/subscriptions/${subscriptionIn(group)}${typed(first, rest)}` : `/subscriptions/${first}${typed(rest[0] ?? '', rest.slice(1))}`
  },
  subscription: (_, { group }) => ({ id: `/subscriptions/${subscriptionIn(group)}`, subscriptionId: subscriptionIn(group) }),
  resourceGroup: (_, { group, location }) => ({ id: group, name: group.split('/')[4] ?? '', location }),
  environment: (_, { suffixes }) => ({ suffixes }),
  if: ([condition, yes, no]) => (condition === true ? yes : no) ?? null,
  equals: ([one, other]) => (typeof one === 'string' && typeof other === 'string' ? one.toLowerCase() === other.toLowerCase() : one === other),
  not: ([one]) => one !== true,
  true: () => true,
  false: () => false,
  null: () => null,
  createArray: (args) => args,
  createObject: (args) => Object.fromEntries(args.flatMap((key, index) => (index % 2 === 0 ? [[text(key), args[index + 1] ?? null]] : []))),
  json: ([one]) => JSON.parse(text(one)) as Json,
  toLower: ([one]) => text(one).toLowerCase(),
  int: ([one]) => Number(one),
  string: ([one]) => text(one),
}

function parsed(whole: string, around: Around): Json {
  const list = lexed(whole)
  let at = 0
  const take = (): string => list[at++] ?? ''
  const call = (name: string): Json => {
    const args: Json[] = []
    take()
    while (list[at] !== ')' && at < list.length) {
      args.push(value())
      if (list[at] === ',') take()
    }
    take()
    const known = functions[name]
    if (known === undefined) throw fault(`The template function '${name}' is not valid.`)
    return known(args, around)
  }
  const value = (): Json => {
    const token = take()
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'")
    if (/^-?\d/.test(token)) return Number(token)
    let found = call(token)
    while (list[at] === '.' || list[at] === '[') {
      const key = take() === '.' ? take() : text(value())
      if (list[at] === ']') take()
      found = isObject(found) ? (found[key] ?? null) : isList(found) ? (found[Number(key)] ?? null) : null
    }
    return found
  }
  return value()
}

/** A value of a template with its expressions worked out. Throws an error that `templateFault` reads for an expression that cannot be. */
export function evaluated(value: Json, around: Around): Json {
  if (typeof value === 'string') {
    if (value.startsWith('[[')) return value.slice(1)
    return value.startsWith('[') && value.endsWith(']') ? parsed(value.slice(1, -1), around) : value
  }
  if (isList(value)) return value.map((one: Json) => evaluated(one, around))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [text(evaluated(key, around)), evaluated(inner, around)]))
}
