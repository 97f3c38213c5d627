import { nameOf } from '../base/armId.ts'
import type { Strip } from '../topology/layout.ts'
import { DataTable } from './DataTable.tsx'
import { Level } from './Level.tsx'
import { Mono } from './Mono.tsx'
import { ShortName } from './ShortName.tsx'
import { admitsText, admitsWord, kindText, wayText } from './stripWords.ts'

const heads = { service: 'Service', lets: 'Its firewall lets in', path: 'Private path' } as const

/** The strip as a table: what the drawing shows, for those who read. */
export function TopologyList({ strip, title }: { readonly strip: Strip; readonly title: string }) {
  return (
    <DataTable caption={title} rows={strip.rows} rowKey={({ id }) => id} columns={[
      { key: 'service', head: heads.service, kind: 'rowHead', cell: (row) => <><ShortName name={nameOf(row.id)} /><br />{kindText(row)}</> },
      { key: 'lets', head: heads.lets, cell: ({ admits }) => <Level word={admitsWord(admits)} text={admitsText(admits)} /> },
      { key: 'path', head: heads.path, cell: ({ way }) => (way.is === 'endpoints' ? <Mono>{way.addresses.join(', ') || wayText(way)}</Mono> : wayText(way)) },
    ]} />
  )
}
