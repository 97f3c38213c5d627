import { nameOf } from '../base/armId.ts'
import type { Strip, StripRow } from '../topology/layout.ts'
import { Collapsed } from './Collapsed.tsx'
import { DataTable } from './DataTable.tsx'
import { Level } from './Level.tsx'
import { componentMessages } from './messages.en.ts'
import { Mono } from './Mono.tsx'
import { ShortName } from './ShortName.tsx'
import styles from './TopologyList.module.css'
import { admitsText, admitsWord, kindText, wayText } from './stripWords.ts'

const heads = { service: 'Service', lets: 'Its firewall lets in', path: 'Private path' } as const

const SHOWN = 8

/** The strip as a table: what the drawing shows, for those who read. A long one is folded after its first rows. */
export function TopologyList({ strip, title }: { readonly strip: Strip; readonly title: string }) {
  const rest = strip.rows.slice(SHOWN)
  return (
    <>
      <Rows rows={strip.rows.slice(0, SHOWN)} title={title} />
      {rest.length > 0 && <Collapsed title={componentMessages.strip.more(rest.length)}>{() => <Rows rows={rest} title={title} />}</Collapsed>}
    </>
  )
}

function Rows({ rows, title }: { readonly rows: readonly StripRow[]; readonly title: string }) {
  return (
    <DataTable caption={title} rows={rows} rowKey={({ id }) => id} columns={[
      { key: 'service', head: heads.service, kind: 'rowHead', cell: (row) => <><ShortName name={nameOf(row.id)} /> <span className={styles.kind}>{kindText(row)}</span></> },
      { key: 'lets', head: heads.lets, cell: ({ admits }) => <Level word={admitsWord(admits)} text={admitsText(admits)} /> },
      { key: 'path', head: heads.path, cell: ({ way }) => (way.is === 'endpoints' ? <Mono>{way.addresses.join(', ') || wayText(way)}</Mono> : wayText(way)) },
    ]} />
  )
}
