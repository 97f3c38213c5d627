/** Whether a query names only columns that there are at that step; Kusto refuses the others even where no row would be read. */
import { misread } from './lexer.ts'
import type { Expression, Query, Step } from './query.ts'

const first: ReadonlySet<string> = new Set([
  'id', 'name', 'type', 'tenantId', 'resourceGroup', 'subscriptionId', 'kind', 'location', 'managedBy', 'sku', 'plan', 'properties', 'tags', 'identity', 'zones', 'extendedLocation',
])

function check(expression: Expression, columns: ReadonlySet<string>): void {
  switch (expression.is) {
    case 'literal': return
    case 'path':
      if (!columns.has(expression.column)) throw misread('Default', { is: 'word', text: expression.column, at: expression.at })
      return
    case 'call':
      expression.of.forEach((one) => check(one, columns))
      return
    case 'compare':
      [expression.left, ...expression.right].forEach((one) => check(one, columns))
      return
    case 'and':
    case 'or':
      check(expression.left, columns)
      check(expression.right, columns)
  }
}

function checkNames(names: readonly string[], columns: ReadonlySet<string>): void {
  names.forEach((column) => check({ is: 'path', column, inside: [], at: 0 }, columns))
}

/** The columns after a step; throws `misread` at one that is not there. */
function after(columns: ReadonlySet<string>, step: Step): ReadonlySet<string> {
  switch (step.is) {
    case 'where':
      check(step.condition, columns)
      return columns
    case 'project':
    case 'extend':
      step.columns.forEach(({ of }) => check(of, columns))
      return new Set([...(step.is === 'extend' ? columns : []), ...step.columns.map(({ name }) => name)])
    case 'project-away':
      checkNames(step.names, columns)
      return new Set([...columns].filter((name) => !step.names.includes(name)))
    case 'distinct':
      checkNames(step.names, columns)
      return new Set(step.names)
    case 'order':
      step.by.forEach(({ of }) => check(of, columns))
      return columns
    case 'take': return columns
    case 'count': return new Set(['Count'])
  }
}

/** Throws `misread` at the first column of the query that does not exist. */
export function checkColumns(query: Query): void {
  query.steps.reduce(after, first)
}
