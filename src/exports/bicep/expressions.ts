import { behind, before, block, type Document, line, lines } from '../../base/document.ts'
import type { ArmId } from '../../base/armId.ts'
import { type Expression, isComposite, type TextPart } from '../expression.ts'
import { escaped, key, text } from './text.ts'

/** The symbol of a resource in the file that is being printed. */
export type SymbolOf = (id: ArmId) => string

/** An expression as Bicep: one line for a scalar, a block for a list or an object. */
export function printed(expression: Expression, symbolOf: SymbolOf): Document {
  if (!isComposite(expression)) return line(inline(expression, symbolOf))
  if (expression.is === 'list') return block('[', expression.items.flatMap((item) => printed(item, symbolOf)), ']')
  if (expression.is === 'object') return block('{', expression.fields.flatMap(([name, inner]) => field(name, inner, symbolOf)), '}')
  return []
}

// The compiler's formatter breaks lines at this width; a role's id, two steps in, is the one call of ours that passes it.
const WIDTH = 120
const MARGIN = 4

/** `key: value`. */
export function field(name: string, expression: Expression, symbolOf: SymbolOf): Document {
  const start = `${key(name)}: `
  if (expression.is === 'subscriptionResource' && MARGIN + start.length + inline(expression, symbolOf).length > WIDTH) {
    return before(start, block('subscriptionResourceId(', lines(`${text(expression.type)},`, text(expression.name)), ')'))
  }
  return before(start, printed(expression, symbolOf))
}

/** `key: any(value)`, for what was read; scalars and parameters need none. */
export function anyField(name: string, expression: Expression, symbolOf: SymbolOf): Document {
  if (!isComposite(expression)) return field(name, expression, symbolOf)
  return before(`${key(name)}: any(`, behind(printed(expression, symbolOf), ')'))
}

/** Lines as comments. */
export const comments = (texts: readonly string[]): Document => lines(...texts.map((own) => `// ${own}`))

/** A scalar expression on one line. */
export function inline(expression: Expression, symbolOf: SymbolOf): string {
  switch (expression.is) {
    case 'value':
      return scalar(expression.value)
    case 'list':
      return '[]'
    case 'object':
      return '{}'
    case 'ref':
      return `${symbolOf(expression.id)}.id`
    case 'parameter':
    case 'variable':
      return expression.name
    case 'text':
      return interpolation(expression.parts, symbolOf)
    case 'subscriptionResource':
      return `subscriptionResourceId(${text(expression.type)}, ${text(expression.name)})`
    case 'joined':
      return `concat(${expression.lists.map((list) => inline(list, symbolOf)).join(', ')})`
    case 'phase':
      return alternative(expression.prepare, expression.lockdown, symbolOf)
  }
}

function alternative(prepare: Expression, lockdown: Expression, symbolOf: SymbolOf): string {
  const [first, last] = [inline(prepare, symbolOf), inline(lockdown, symbolOf)]
  if (first === 'false' && last === 'true') return 'closed'
  if (first === 'true' && last === 'false') return '!closed'
  return `closed ? ${last} : ${first}`
}

function interpolation(parts: readonly TextPart[], symbolOf: SymbolOf): string {
  const inside = (part: Exclude<TextPart, string>): string => ('suffix' in part ? `environment().suffixes.${part.suffix}` : `${symbolOf(part.idOf)}.id`)
  const [only] = parts
  // Alone it needs no quotes, and the linter says so (simplify-interpolation).
  if (parts.length === 1 && typeof only === 'object') return inside(only)
  return `'${parts.map((part) => (typeof part === 'string' ? escaped(part) : `\${${inside(part)}}`)).join('')}'`
}

function scalar(value: null | boolean | number | string): string {
  if (typeof value === 'string') return text(value)
  // Bicep knows whole numbers only; others travel as JSON.
  return typeof value === 'number' && !Number.isSafeInteger(value) ? `json(${text(JSON.stringify(value))})` : String(value)
}
