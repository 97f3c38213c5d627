import type { ArmId } from '../base/armId.ts'

/** A piece of a text: literal, a DNS suffix that the cloud decides, or the id of a resource that is deployed here. */
export type TextPart = string | { readonly suffix: 'storage' | 'acrLoginServer' } | { readonly idOf: ArmId }

/** A value as declarative languages say it. Closed and tagged, since plain JSON could not be told from a reference. */
export type Expression =
  | { readonly is: 'value'; readonly value: null | boolean | number | string }
  | { readonly is: 'list'; readonly items: readonly Expression[] }
  | { readonly is: 'object'; readonly fields: readonly Field[] }
  | { readonly is: 'ref'; readonly id: ArmId }
  | { readonly is: 'parameter'; readonly name: string }
  | { readonly is: 'variable'; readonly name: string }
  | { readonly is: 'text'; readonly parts: readonly TextPart[] }
  | { readonly is: 'subscriptionResource'; readonly type: string; readonly name: string }
  | { readonly is: 'phase'; readonly prepare: Expression; readonly lockdown: Expression }
  | { readonly is: 'joined'; readonly lists: readonly [Expression, Expression] }

/** A key and its value. */
export type Field = readonly [key: string, value: Expression]

/** A scalar as an expression. */
export const value = (scalar: null | boolean | number | string): Expression => ({ is: 'value', value: scalar })

/** A text of several parts; a plain value when it has only literal ones. */
export function text(parts: readonly TextPart[]): Expression {
  return parts.every((part) => typeof part === 'string') ? value(parts.join('')) : { is: 'text', parts }
}

/** Whether the expression spans lines when it is printed. */
export function isComposite(expression: Expression): boolean {
  if (expression.is === 'list') return expression.items.length > 0
  return expression.is === 'object' && expression.fields.length > 0
}

/** The ids that the expression refers to directly. */
export function idsReferred(expression: Expression): readonly ArmId[] {
  return [...within(expression)].flatMap((inner) => {
    if (inner.is === 'ref') return [inner.id]
    return inner.is === 'text' ? inner.parts.flatMap((part) => (typeof part === 'object' && 'idOf' in part ? [part.idOf] : [])) : []
  })
}

/** The expression and all inside it. */
export function* within(expression: Expression): Generator<Expression> {
  yield expression
  switch (expression.is) {
    case 'list':
      for (const item of expression.items) yield* within(item)
      return
    case 'object':
      for (const [, inner] of expression.fields) yield* within(inner)
      return
    case 'phase':
      yield* within(expression.prepare)
      yield* within(expression.lockdown)
      return
    case 'joined':
      for (const list of expression.lists) yield* within(list)
      return
    case 'value':
    case 'ref':
    case 'parameter':
    case 'variable':
    case 'text':
    case 'subscriptionResource':
      return
  }
}
