/** Answers a query over rows. Texts compare as in Kusto: `==` by letter, `=~` and the words `has`, `contains` without case. */
import { isObject, type Json, type JsonObject } from '../../base/json.ts'
import type { Expression, Query, Step } from './query.ts'

const textOf = (value: Json): string => (value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value))
const folded = (value: Json): string => textOf(value).toLowerCase()

const property = (value: Json, key: string | number): Json => {
  if (typeof key === 'number') return Array.isArray(value) ? ((value as readonly Json[])[key] ?? null) : null
  return isObject(value) ? (value[key] ?? null) : null
}

/** Whether `part` stands in `whole` as whole terms: no letter or digit touches it. */
function hasTerm(whole: Json, part: Json): boolean {
  const term = folded(part).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`(?<![\\p{L}\\p{N}])${term}(?![\\p{L}\\p{N}])`, 'u').test(folded(whole))
}

const ordered = (left: Json, right: Json): number => {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  const [one, other] = [textOf(left), textOf(right)]
  return one < other ? -1 : one > other ? 1 : 0
}

const exact = (left: Json, right: Json): boolean => (typeof left === typeof right && !isObject(left) ? left === right : textOf(left) === textOf(right))

const signs: Readonly<Record<string, (left: Json, right: readonly Json[]) => boolean>> = {
  '==': (left, [right = null]) => exact(left, right),
  '=~': (left, [right = null]) => folded(left) === folded(right),
  '<': (left, [right = null]) => ordered(left, right) < 0,
  '>': (left, [right = null]) => ordered(left, right) > 0,
  '<=': (left, [right = null]) => ordered(left, right) <= 0,
  '>=': (left, [right = null]) => ordered(left, right) >= 0,
  has: (left, [right = null]) => hasTerm(left, right),
  contains: (left, [right = null]) => folded(left).includes(folded(right)),
  startswith: (left, [right = null]) => folded(left).startsWith(folded(right)),
  endswith: (left, [right = null]) => folded(left).endsWith(folded(right)),
  in: (left, right) => right.some((one) => exact(left, one)),
  'in~': (left, right) => right.some((one) => folded(left) === folded(one)),
  has_any: (left, right) => right.some((one) => hasTerm(left, one)),
}

const opposites: Readonly<Record<string, string>> = { '!=': '==', '!~': '=~' }

function compare(sign: string, left: Json, right: readonly Json[]): boolean {
  const same = signs[sign]
  if (same !== undefined) return same(left, right)
  return !(signs[opposites[sign] ?? sign.slice(1)]?.(left, right) ?? false)
}

const calls: Readonly<Record<string, (values: readonly Json[]) => Json>> = {
  tolower: ([value = null]) => folded(value),
  toupper: ([value = null]) => textOf(value).toUpperCase(),
  tostring: ([value = null]) => textOf(value),
  tobool: ([value = null]) => (typeof value === 'boolean' ? value : folded(value) === 'true' ? true : folded(value) === 'false' ? false : null),
  toint: ([value = null]) => (Number.isFinite(Number(textOf(value))) && textOf(value) !== '' ? Math.trunc(Number(textOf(value))) : null),
  isnull: ([value = null]) => value === null,
  isnotnull: ([value = null]) => value !== null,
  isempty: ([value = null]) => textOf(value) === '',
  isnotempty: ([value = null]) => textOf(value) !== '',
  not: ([value = null]) => value !== true,
  array_length: ([value = null]) => (Array.isArray(value) ? value.length : null),
  strcat: (values) => values.map(textOf).join(''),
  coalesce: (values) => values.find((value) => value !== null && value !== '') ?? null,
  split: ([value = null, by = null, at = null]) => {
    const parts = textOf(value).split(textOf(by))
    return typeof at === 'number' ? [parts[at] ?? ''] : parts
  },
  inside: ([value = null, ...keys]) => keys.reduce<Json>((found, key) => property(found, typeof key === 'number' ? key : textOf(key)), value),
}

/** The value of an expression in a row. */
function valueOf(expression: Expression, row: JsonObject): Json {
  switch (expression.is) {
    case 'literal': return expression.value
    case 'path': return expression.inside.reduce<Json>(property, row[expression.column] ?? null)
    case 'call': return calls[expression.name]?.(expression.of.map((one) => valueOf(one, row))) ?? null
    case 'compare': return compare(expression.sign, valueOf(expression.left, row), expression.right.map((one) => valueOf(one, row)))
    case 'and': return valueOf(expression.left, row) === true && valueOf(expression.right, row) === true
    case 'or': return valueOf(expression.left, row) === true || valueOf(expression.right, row) === true
  }
}

const columnsOf = (step: { readonly columns: readonly { readonly name: string; readonly of: Expression }[] }, row: JsonObject): JsonObject =>
  Object.fromEntries(step.columns.map(({ name, of }) => [name, valueOf(of, row)]))

function sortedBy(by: Extract<Step, { readonly is: 'order' }>['by'], rows: readonly JsonObject[]): readonly JsonObject[] {
  const keyed = rows.map((row) => ({ row, keys: by.map(({ of }) => valueOf(of, row)) }))
  return keyed.sort((one, other) => {
    for (const [index, { direction }] of by.entries()) {
      const order = ordered(one.keys[index] ?? null, other.keys[index] ?? null)
      if (order !== 0) return direction === 'asc' ? order : -order
    }
    return 0
  }).map(({ row }) => row)
}

function after(rows: readonly JsonObject[], step: Step): readonly JsonObject[] {
  switch (step.is) {
    case 'where': return rows.filter((row) => valueOf(step.condition, row) === true)
    case 'project': return rows.map((row) => columnsOf(step, row))
    case 'extend': return rows.map((row) => ({ ...row, ...columnsOf(step, row) }))
    case 'project-away': return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !step.names.includes(name))))
    case 'distinct': {
      const kept = rows.map((row) => Object.fromEntries(step.names.map((name) => [name, row[name] ?? null])))
      return [...new Map(kept.map((row) => [JSON.stringify(row), row])).values()]
    }
    case 'order': return sortedBy(step.by, rows)
    case 'take': return rows.slice(0, step.count)
    case 'count': return [{ Count: rows.length }]
  }
}

/** The rows that a query leaves of a table's rows. */
export const evaluate = (query: Query, rows: readonly JsonObject[]): readonly JsonObject[] => query.steps.reduce(after, rows)
