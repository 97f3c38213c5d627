/** A query as data. */

/** What a column or a condition is computed from. */
export type Expression =
  | { readonly is: 'literal'; readonly value: string | number | boolean | null }
  /** A column, and what is inside of it. */
  | { readonly is: 'path'; readonly column: string; readonly inside: readonly (string | number)[]; readonly at: number }
  | { readonly is: 'call'; readonly name: string; readonly of: readonly Expression[] }
  | { readonly is: 'compare'; readonly sign: string; readonly left: Expression; readonly right: readonly Expression[] }
  | { readonly is: 'and' | 'or'; readonly left: Expression; readonly right: Expression }

/** A column with its name. */
export interface Named {
  readonly name: string
  readonly of: Expression
}

/** One step of a query. */
export type Step =
  | { readonly is: 'where'; readonly condition: Expression }
  | { readonly is: 'project' | 'extend'; readonly columns: readonly Named[] }
  | { readonly is: 'project-away' | 'distinct'; readonly names: readonly string[] }
  | { readonly is: 'order'; readonly by: readonly { readonly of: Expression; readonly direction: 'asc' | 'desc' }[] }
  | { readonly is: 'take'; readonly count: number }
  | { readonly is: 'count' }

/** A table and the steps after it. */
export interface Query {
  readonly table: string
  readonly steps: readonly Step[]
}
