import { type ArmId, groupOf, idKey, nameOf, subscriptionOf } from '../../base/armId.ts'
import type { Json } from '../../base/json.ts'
import { type Expression, text as joined, type TextPart } from '../expression.ts'
import { formatText, literal, text } from './text.ts'

/** What an expression needs to name a resource: its template's resource group, and the parts of an id as expressions. */
export interface Place {
  readonly group: ArmId
  /** The types and names of a resource, outermost first, and what it is an extension on. */
  readonly partsOf: (id: ArmId) => { readonly type: string; readonly names: readonly Expression[]; readonly on: ArmId | null }
}

/** An expression as a value of a template. */
export function printed(expression: Expression, place: Place): Json {
  switch (expression.is) {
    case 'value':
      return typeof expression.value === 'string' ? literal(expression.value) : expression.value
    case 'list':
      return expression.items.map((item) => printed(item, place))
    case 'object':
      return Object.fromEntries(expression.fields.map(([name, own]) => [literal(name), printed(own, place)]))
    case 'ref':
    case 'parameter':
    case 'variable':
    case 'text':
    case 'subscriptionResource':
    case 'phase':
    case 'joined':
      return `[${inner(expression, place)}]`
  }
}

/** A scalar expression as it stands inside brackets. */
export function inner(expression: Expression, place: Place): string {
  switch (expression.is) {
    case 'value':
      return scalar(expression.value)
    case 'list':
      return 'createArray()'
    case 'object':
      return 'createObject()'
    case 'ref':
      return idOf(expression.id, place)
    case 'parameter':
      return `parameters('${expression.name}')`
    case 'variable':
      return `variables('${expression.name}')`
    case 'text':
      return formatted(expression.parts, place)
    case 'subscriptionResource':
      return `subscriptionResourceId(${text(expression.type)}, ${text(expression.name)})`
    case 'joined':
      return `concat(${expression.lists.map((list) => inner(list, place)).join(', ')})`
    case 'phase':
      return `if(variables('closed'), ${inner(expression.lockdown, place)}, ${inner(expression.prepare, place)})`
  }
}

function scalar(value: null | boolean | number | string): string {
  if (typeof value === 'string') return text(value)
  // Inside an expression ARM knows whole numbers only, and words are functions.
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : `json('${JSON.stringify(value)}')`
  return `${String(value)}()`
}

function formatted(parts: readonly TextPart[], place: Place): string {
  const values = parts.flatMap((part) => (typeof part === 'string' ? [] : ['suffix' in part ? `environment().suffixes.${part.suffix}` : idOf(part.idOf, place)]))
  let index = 0
  const pattern = parts.map((part) => (typeof part === 'string' ? formatText(part) : `{${index++}}`)).join('')
  return `format(${[text(pattern), ...values].join(', ')})`
}

/** The expression for the id of a resource. */
export function idOf(id: ArmId, place: Place): string {
  const { type, names, on } = place.partsOf(id)
  const parts = [text(type), ...names.map((name) => inner(name, place))]
  if (on !== null) return `extensionResourceId(${[idOf(on, place), ...parts].join(', ')})`
  return `resourceId(${[...groupArguments(groupOf(id), place.group), ...parts].join(', ')})`
}

/** The arguments that lead to another resource group: none for the same, the subscription where it differs. */
export function groupArguments(group: ArmId | null, from: ArmId): readonly string[] {
  if (group === null || idKey(group) === idKey(from)) return []
  const isNear = subscriptionOf(group).toLowerCase() === subscriptionOf(from).toLowerCase()
  return [...(isNear ? [] : [subscriptionOf(group)]), nameOf(group)].map(text)
}

/** A resource's name with those of its parents, as a value of a template. */
export function fullName(names: readonly Expression[], place: Place): Json {
  const [only] = names
  if (names.length === 1 && only !== undefined) return printed(only, place)
  const texts = names.flatMap((name) => textOf(name) ?? [])
  if (texts.length < names.length) return `[format(${[text(names.map((_, index) => `{${index}}`).join('/')), ...names.map((name) => inner(name, place))].join(', ')})]`
  return printed(joined(texts.flatMap((parts, index) => (index === 0 ? parts : ['/', ...parts]))), place)
}

function textOf(expression: Expression): readonly (readonly TextPart[])[] | null {
  if (expression.is === 'text') return [expression.parts]
  return expression.is === 'value' ? [[String(expression.value)]] : null
}
