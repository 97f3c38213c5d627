import { type ArmId, idKey, parseArmId } from '../base/armId.ts'
import { isObject, type Json } from '../base/json.ts'
import type { Body, Secret } from '../changes/change.ts'
import type { CloudId } from '../facts/ask.ts'
import type { Variable } from './declarations.ts'
import { type Expression, type Field, isComposite, text, type TextPart, value } from './expression.ts'
import type { Folded } from './folded.ts'
import { isRefused, textParts, wellFormed } from './hosts.ts'
import { pascal } from './symbols.ts'
import { ENVELOPE } from './types.ts'

/** What the bodies of one deployable share. `null` says that the value is written as it is. */
export interface Context {
  readonly cloud: CloudId
  readonly symbolOf: (one: Folded) => string
  /** The resource made in the same deployable that `id` is or lies in. */
  readonly madeHere: (id: string) => ArmId | null
  /** The parameter for the id of a resource that exists before. */
  readonly idParameter: (id: ArmId, of: Folded) => string | null
  /** The parameter for a field: a secret, a user's name, the region, the common tags. */
  readonly fieldParameter: (path: string, found: Json, of: Folded) => string | null
  /** The parameter for a value that no file may spell out. */
  readonly valueParameter: (path: string, found: Json, of: Folded) => string
  /** A free name for a variable. */
  readonly variable: (wish: string) => string
}

/** Whether two JSON values are equal, whatever the order of their keys. */
export function isSame(one: Json, other: Json): boolean {
  if (one === other) return true
  if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length && one.every((item: Json, index) => isSame(item, other[index] as Json))
  if (!isObject(one) || !isObject(other)) return false
  const keys = Object.keys(one)
  return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && isSame(one[key] ?? null, other[key] ?? null))
}

/** The fields of a resource as expressions, and the variables that they use. */
export function bodyOf(one: Folded, context: Context): { readonly fields: readonly Field[]; readonly variables: readonly Variable[] } {
  const variables: Variable[] = []
  const [prepare, lockdown] = [withSecrets(one.prepare, one.secrets), withSecrets(one.lockdown, one.secrets)]

  const both = (first: Json, last: Json, path: string): Expression => {
    if (isSame(first, last)) return same(first, path)
    // A field that one phase lacks is null there: ARM takes null as absent, and people write it so.
    if (isPlainObject(first) && isPlainObject(last)) {
      const keys = [...new Set([...Object.keys(first), ...Object.keys(last)])]
      return { is: 'object', fields: keys.map((key) => [wellFormed(key), both(own(first, key), own(last, key), `${path}.${key}`)]) }
    }
    if (Array.isArray(first) && Array.isArray(last)) return lists(first, last, path)
    return { is: 'phase', prepare: named(first, path, 'Prepare'), lockdown: named(last, path, 'Lockdown') }
  }

  const same = (json: Json, path: string): Expression => {
    const parameter = context.fieldParameter(path, json, one)
    if (parameter !== null) return { is: 'parameter', name: parameter }
    if (isPlainObject(json)) return { is: 'object', fields: Object.entries(json).map(([key, inner]) => [wellFormed(key), same(inner, `${path}.${key}`)]) }
    return single(json, path, one, context)
  }

  const lists = (first: readonly Json[], last: readonly Json[], path: string): Expression => {
    if (first.length === last.length) return { is: 'list', items: first.map((item, index) => both(item, last[index] ?? null, `${path}[${index}]`)) }
    const differ = first.findIndex((item, index) => index >= last.length || !isSame(item, last[index] ?? null))
    const common = differ < 0 ? first.length : differ
    const rest: Expression = { is: 'phase', prepare: named(first.slice(common), path, 'Prepare'), lockdown: named(last.slice(common), path, 'Lockdown') }
    return common === 0 ? rest : { is: 'joined', lists: [named(first.slice(0, common), path, ''), rest] }
  }

  // A long alternative inside an expression would soon pass ARM's limit of 24,576 characters, and nobody could read it.
  const named = (json: Json, path: string, phase: 'Prepare' | 'Lockdown' | ''): Expression => {
    const expression = single(json, path, one, context)
    if (!isComposite(expression)) return expression
    const name = context.variable(`${context.symbolOf(one)}${pascal(lastKey(path))}${phase}`)
    variables.push({ name, value: expression })
    return { is: 'variable', name }
  }

  const fields = ENVELOPE.flatMap((field): readonly Field[] => {
    const [first, last] = [prepare[field], lockdown[field]]
    return first === undefined && last === undefined ? [] : [[field, both(first ?? null, last ?? null, field)]]
  })
  return { fields, variables }
}

// A body may have a key such as `valueOf`, which every object answers to.
const own = (body: Body, key: string): Json => (Object.hasOwn(body, key) ? (body[key] ?? null) : null)

const lastKey = (path: string): string => path.replaceAll(/\[\d+\]/g, '').split('.').at(-1) ?? ''

// A key cannot be taken from a parameter, so an object with a key that the linter refuses becomes a parameter as a whole.
const isPlainObject = (json: Json): json is Body => isObject(json) && !Object.keys(json).some(isRefused)

function single(json: Json, path: string, one: Folded, context: Context): Expression {
  if (typeof json === 'string') return textOf(json, path, one, context)
  if (Array.isArray(json)) return { is: 'list', items: json.map((item: Json, index) => single(item, `${path}[${index}]`, one, context)) }
  if (!isObject(json)) return value(json as null | boolean | number)
  if (!isPlainObject(json)) return { is: 'parameter', name: context.valueParameter(path, json, one) }
  return { is: 'object', fields: Object.entries(json).map(([key, inner]) => [wellFormed(key), single(inner, `${path}.${key}`, one, context)]) }
}

const ROLE_OR_SUCH = /^\/subscriptions\/[^/]+\/providers\/([^/]+\/[^/]+)\/([^/]+)$/i

function textOf(literal: string, path: string, one: Folded, context: Context): Expression {
  const id = parseArmId(literal)
  const made = id === null ? null : context.madeHere(id)
  if (id !== null && made !== null && idKey(made) !== idKey(one.id)) {
    const rest = literal.slice(made.length)
    return rest === '' ? { is: 'ref', id: made } : quoted([{ idOf: made }, ...textParts(rest, context.cloud)], literal, path, { one, context })
  }
  if (id !== null) {
    const parameter = context.idParameter(id, one)
    if (parameter !== null) return { is: 'parameter', name: parameter }
    const [, type, name] = ROLE_OR_SUCH.exec(literal) ?? []
    const isNear = literal.split('/')[2]?.toLowerCase() === one.id.split('/')[2]?.toLowerCase()
    if (type !== undefined && name !== undefined && isNear) return { is: 'subscriptionResource', type, name }
  }
  return quoted(textParts(literal, context.cloud), literal, path, { one, context })
}

function quoted(parts: readonly TextPart[], literal: string, path: string, { one, context }: { readonly one: Folded; readonly context: Context }): Expression {
  const isSpelledOut = parts.every((part) => typeof part !== 'string' || !isRefused(part))
  return isSpelledOut ? text(parts) : { is: 'parameter', name: context.valueParameter(path, literal, one) }
}

/** A resource's own name, as text. */
export const nameExpression = (name: string, one: Folded, context: Context): Expression => quoted(textParts(name, context.cloud), name, 'name', { one, context })

// The value itself comes from a parameter; the body only needs a place for it.
function withSecrets(body: Body, secrets: readonly Secret[]): Body {
  return secrets.reduce((whole, secret) => placed(whole, secret.path.split('.')), body)
}

function placed(body: Body, [key, ...rest]: readonly string[]): Body {
  if (key === undefined) return body
  const inner = body[key]
  return { ...body, [key]: rest.length === 0 ? '' : placed(isObject(inner) ? inner : {}, rest) }
}
