/** Whether a request's body is one that the published schemas allow (generated: scripts/bodies.mjs). What stands in the resource already is never judged. */
import { isList, isObject, type Json, type JsonObject } from '../../base/json.ts'
import bodies from '../bodies.json' with { type: 'json' }
import { equal, keyIn } from './values.ts'

interface Node {
  readonly type?: string
  readonly const?: string
  readonly enum?: readonly Json[]
  /** Documented values; a text may list several of them. */
  readonly words?: readonly string[]
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly required?: readonly string[]
  readonly readOnly?: boolean
  readonly ref?: number
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
  readonly values?: Node
  readonly open?: boolean
  readonly by?: string
  readonly either?: readonly Node[]
}

/** What is wrong with a body: the path of the property, and why. */
export interface Wrong {
  readonly path: string
  readonly why: string
}

/** `put` is a whole body, `patch` only what changes: nothing is required of it. */
export type Sending = 'put' | 'patch'

const nodes = bodies.nodes as unknown as readonly Node[]
const roots: ReadonlyMap<string, number> = new Map(Object.entries(bodies.types).map(([type, number]) => [type.toLowerCase(), number]))

/** A node without its reference; a mark beside the reference stays. */
function known(node: Node): Node {
  if (node.ref === undefined) return node
  const target = known(nodes[node.ref] ?? {})
  return node.readOnly === true ? { ...target, readOnly: true } : target
}

/** The branch of a union that a value belongs to. */
function branch(node: Node, value: Json): Node | null {
  if (node.either === undefined) return node
  const word = node.by === undefined || !isObject(value) ? undefined : value[keyIn(value, node.by) ?? '']
  const fits = (one: Node): boolean => (node.by === undefined ? wrong({ node: one, value, stored: undefined, path: '', sending: 'patch' }) === null : known(one.properties?.[node.by] ?? {}).const === word)
  return node.either.map(known).find(fits) ?? null
}

interface Look {
  readonly node: Node
  readonly value: Json
  readonly stored: Json | undefined
  readonly path: string
  readonly sending: Sending
}

const typeOf = (value: Json): string => (value === null ? 'null' : isList(value) ? 'array' : typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value)

function wrongText({ node, value, path }: Look): Wrong | null {
  if (typeof value !== 'string') return null
  if (node.const !== undefined && node.const.toLowerCase() !== value.toLowerCase()) return { path, why: `has to be '${node.const}'` }
  const words = node.words?.map((word) => word.toLowerCase())
  if (words !== undefined && value.split(',').some((part) => !words.includes(part.trim().toLowerCase()))) return { path, why: `has to be one of ${node.words?.join(', ') ?? ''}` }
  if (node.minLength !== undefined && value.length < node.minLength) return { path, why: `has to have ${node.minLength} characters at least` }
  if (node.maxLength !== undefined && value.length > node.maxLength) return { path, why: `has to have ${node.maxLength} characters at most` }
  return node.pattern !== undefined && !new RegExp(node.pattern).test(value) ? { path, why: `does not match '${node.pattern}'` } : null
}

function wrongNumber({ node, value, path }: Look): Wrong | null {
  if (typeof value !== 'number') return null
  return value < (node.minimum ?? value) || value > (node.maximum ?? value) ? { path, why: 'is out of range' } : null
}

function wrongList({ node, value, stored, path, sending }: Look): Wrong | null {
  if (!isList(value)) return null
  if (value.length < (node.minItems ?? 0) || value.length > (node.maxItems ?? Infinity)) return { path, why: 'has too few or too many entries' }
  const items = node.items
  if (items === undefined) return null
  for (const [index, item] of value.entries()) {
    const found = wrong({ node: items, value: item, stored: counterpart(stored, item), path: `${path}[${index}]`, sending })
    if (found !== null) return found
  }
  return null
}

const named = (value: Json, key: string): string | null => {
  const text = isObject(value) ? value[keyIn(value, key) ?? ''] : null
  return typeof text === 'string' ? text.toLowerCase() : null
}

/** The entry of a stored list that an entry of the same list stands for: the same, or one with its name or id. */
function counterpart(stored: Json | undefined, item: Json): Json | undefined {
  if (!isList(stored)) return undefined
  const same = (key: string) => (one: Json): boolean => named(one, key) !== null && named(one, key) === named(item, key)
  return stored.find((one) => equal(one, item)) ?? stored.find(same('name')) ?? stored.find(same('id'))
}

function wrongProperty(look: Look, key: string, value: Json): Wrong | null {
  const { node, stored, path, sending } = look
  const name = keyIn(node.properties ?? {}, key)
  const before = isObject(stored) ? stored[keyIn(stored, key) ?? ''] : undefined
  const at = path === '' ? key : `${path}.${key}`
  if (value === null || equal(before, value)) return null
  const inner = name === null ? node.values : node.properties?.[name]
  if (inner === undefined) return node.open === true || node.properties === undefined ? null : { path: at, why: 'is not known' }
  if (known(inner).readOnly !== true) return wrong({ node: inner, value, stored: before, path: at, sending })
  // A body as it was read may be sent back; only of `provisioningState` is it documented that another value is refused (arm-protocol.md section 4).
  return before === undefined || key.toLowerCase() === 'provisioningstate' ? { path: at, why: 'is read-only' } : null
}

function wrongObject(look: Look): Wrong | null {
  const { node, value, path, sending } = look
  if (!isObject(value)) return null
  for (const [key, inner] of Object.entries(value)) {
    const found = wrongProperty(look, key, inner)
    if (found !== null) return found
  }
  const missing = sending === 'patch' ? undefined : node.required?.find((name) => (value[keyIn(value, name) ?? ''] ?? null) === null)
  return missing === undefined ? null : { path: path === '' ? missing : `${path}.${missing}`, why: 'is required' }
}

function wrong(look: Look): Wrong | null {
  const { value, path } = look
  const node = branch(known(look.node), value)
  if (node === null) return { path, why: 'is of no known kind' }
  const whole = { ...look, node }
  const expected = node.type
  const actual = typeOf(value)
  if (expected !== undefined && expected !== actual && !(expected === 'number' && actual === 'integer')) return { path, why: `has to be of type ${expected}, not ${actual}` }
  if (node.enum !== undefined && !node.enum.includes(value)) return { path, why: `has to be one of ${node.enum.map(String).join(', ')}` }
  return wrongText(whole) ?? wrongNumber(whole) ?? wrongList(whole) ?? wrongObject(whole)
}

/** The first thing that is wrong with a body for a type (in any case), or null; `stored` is the resource as it is. */
export function wrongIn(type: string, body: JsonObject, stored: JsonObject | null, sending: Sending): Wrong | null {
  const root = roots.get(type.toLowerCase())
  return root === undefined ? null : wrong({ node: { ref: root }, value: body, stored: stored ?? undefined, path: '', sending })
}

/** Whether bodies of a type are known. */
export const hasBody = (type: string): boolean => roots.has(type.toLowerCase())

function tidied(node: Node, value: Json): Json {
  const own = branch(known(node), value) ?? {}
  if (isList(value)) return value.filter((item: Json) => item !== null).map((item: Json) => (own.items === undefined ? item : tidied(own.items, item)))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).flatMap(([key, inner]): readonly (readonly [string, Json])[] => {
    const name = keyIn(own.properties ?? {}, key)
    const found = name === null ? own.values : own.properties?.[name]
    if (inner === null || (found !== undefined && known(found).readOnly === true)) return []
    return [[name ?? key, found === undefined ? inner : tidied(found, inner)]]
  }))
}

/** A body in the schema's spelling, without nulls and without what is read-only. */
export function written(type: string, body: JsonObject): JsonObject {
  const root = roots.get(type.toLowerCase())
  const whole = root === undefined ? body : tidied({ ref: root }, body)
  return isObject(whole) ? whole : {}
}

/** Whether bodies of a type have a state of their own work. */
export const hasState = (type: string): boolean => Object.hasOwn(propertiesOf(type).properties ?? {}, 'provisioningState')

/** The node of a type's `properties`. */
function propertiesOf(type: string): Node {
  const root = roots.get(type.toLowerCase())
  return root === undefined ? {} : known(known({ ref: root }).properties?.['properties'] ?? {})
}

/** The names of a type's read-only properties: of the body itself, and of its `properties`. */
export function readOnlyOf(type: string): { readonly top: readonly string[]; readonly inner: readonly string[] } {
  const root = roots.get(type.toLowerCase())
  const top = root === undefined ? {} : known({ ref: root })
  const marked = (node: Node): readonly string[] => Object.entries(node.properties ?? {}).filter(([, one]) => known(one).readOnly === true).map(([name]) => name)
  return { top: marked(top), inner: marked(propertiesOf(type)) }
}
