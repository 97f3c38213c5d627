import type { ArmId } from '../../base/armId.ts'
import { behind, block, type Document, line } from '../../base/document.ts'
import type { CloudId } from '../../facts/ask.ts'
import { suffix } from '../../facts/ask.ts'
import { type Expression, isComposite, type TextPart } from '../expression.ts'
import { attributes } from './attributes.ts'
import { escaped, key, snake, text } from './text.ts'

/** What an expression needs to name things. */
export interface Place {
  /** The expression that gives the id of a resource that is made here. */
  readonly idOf: (id: ArmId) => string
  readonly cloud: CloudId
  /** The subscription of the resource that is written. */
  readonly subscription: string
}

/** An expression as HCL: one line for a scalar, a block for a list or an object. */
export function printed(expression: Expression, place: Place): Document {
  if (!isComposite(expression)) return line(inline(expression, place))
  if (expression.is === 'list') return block('[', expression.items.flatMap((item) => behind(printed(item, place), ',')), ']')
  if (expression.is === 'object') return block('{', attributes(expression.fields.map(([name, own]) => [key(name), printed(own, place)])), '}')
  return []
}

/** A scalar expression on one line. */
export function inline(expression: Expression, place: Place): string {
  switch (expression.is) {
    case 'value':
      return typeof expression.value === 'string' ? text(expression.value) : String(expression.value)
    case 'list':
      return '[]'
    case 'object':
      return '{}'
    case 'ref':
      return place.idOf(expression.id)
    case 'parameter':
      return `var.${snake(expression.name)}`
    case 'variable':
      return `local.${snake(expression.name)}`
    case 'text':
      return `"${expression.parts.map((part) => piece(part, place)).join('')}"`
    case 'subscriptionResource':
      return text(`/subscriptions/${place.subscription}/providers/${expression.type}/${expression.name}`)
    case 'joined':
      return `concat(${expression.lists.map((list) => inline(list, place)).join(', ')})`
    case 'phase':
      return alternative(expression.prepare, expression.lockdown, place)
  }
}

function piece(part: TextPart, place: Place): string {
  if (typeof part === 'string') return escaped(part)
  return 'suffix' in part ? escaped(hostSuffix(part.suffix, place.cloud)) : `\${${place.idOf(part.idOf)}}`
}

const hostSuffix = (name: 'storage' | 'acrLoginServer', cloud: CloudId): string => (name === 'storage' ? suffix('storage', cloud) : `.${suffix('acr', cloud)}`)

function alternative(prepare: Expression, lockdown: Expression, place: Place): string {
  const [first, last] = [inline(prepare, place), inline(lockdown, place)]
  if (first === 'false' && last === 'true') return 'local.closed'
  if (first === 'true' && last === 'false') return '!local.closed'
  const isOneType = prepare.is === 'value' && lockdown.is === 'value' && typeof prepare.value === typeof lockdown.value
  if (isOneType || first === 'null' || last === 'null') return `local.closed ? ${last} : ${first}`
  // A condition would convert both sides to one type; a look-up keeps each as it is.
  return `{ prepare = ${first}, lockdown = ${last} }[var.phase]`
}
