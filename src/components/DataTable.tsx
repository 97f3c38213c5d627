import type { ReactNode } from 'react'
import styles from './DataTable.module.css'
import { useGrowing } from './growing.ts'

/** One column: its head, what a row shows in it, and how. `rowHead` names the row for those who hear it. */
export interface Column<Row> {
  readonly key: string
  readonly head: ReactNode
  /** The head as text, shown beside the value where rows become blocks; the head itself when it is text. */
  readonly label?: string | undefined
  readonly cell: (row: Row) => ReactNode
  readonly kind?: 'rowHead' | 'number' | 'text'
}

const kindOf = <Row,>({ kind }: Column<Row>) => (kind === 'number' ? styles.number : undefined)

/**
 * A plain table with a caption: text left, numbers right, no zebra. Below 640 px the rows become blocks (`narrow="blocks"`, the
 * default) or stay a table (`narrow="table"`, for few short columns). A long table grows to its end a few rows at a time.
 *
 *     <DataTable caption="Storage accounts" rows={accounts} rowKey={({ id }) => id}
 *       columns={[{ key: 'name', head: 'Account', kind: 'rowHead', cell: ({ id }) => <ShortName name={nameOf(id)} /> }]} />
 */
export function DataTable<Row>({ caption, captioned = 'hidden', columns, rows, rowKey, narrow = 'blocks' }: {
  readonly caption: string
  readonly captioned?: 'shown' | 'hidden'
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly narrow?: 'blocks' | 'table'
}) {
  const shown = useGrowing(rows.length)
  const labelOf = (column: Column<Row>) => column.label ?? (typeof column.head === 'string' ? column.head : '')
  return (
    <table role="table" className={narrow === 'blocks' ? `${styles.table} ${styles.blocks}` : styles.table}>
      <caption className={captioned === 'shown' ? styles.caption : styles.hidden}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">{columns.map((column) => <th key={column.key} role="columnheader" scope="col" className={kindOf(column)}>{column.head}</th>)}</tr>
      </thead>
      <tbody role="rowgroup">
        {rows.slice(0, shown).map((row) => (
          <tr key={rowKey(row)} role="row">
            {columns.map((column) => column.kind === 'rowHead'
              ? <th key={column.key} role="rowheader" scope="row">{column.cell(row)}</th>
              : <td key={column.key} role="cell" data-label={labelOf(column)} className={kindOf(column)}>{column.cell(row)}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
