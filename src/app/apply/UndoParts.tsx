import { Collapsed } from '../../components/Collapsed.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { Mono } from '../../components/Mono.tsx'
import { ShortName } from '../../components/ShortName.tsx'
import { applyWords } from './messages.en.ts'
import styles from './Parts.module.css'
import type { Undoing, UndoRow } from './undoRows.ts'

const words = applyWords.undo
const parts = ['putBack', 'stays', 'deleted'] as const

/** More rows than this are folded. */
const MOST = 12

/** What a way back puts back, leaves and deletes, resource by resource. */
export function UndoParts({ undoing }: { readonly undoing: Undoing }) {
  return (
    <>
      {parts.filter((part) => undoing[part].length > 0).map((part) => (
        undoing[part].length > MOST
          ? <Collapsed key={part} title={words.parts[part]} count={undoing[part].length}>{() => <Rows part={part} rows={undoing[part]} />}</Collapsed>
          : <section key={part} aria-label={words.parts[part]}><h3 className={styles.partHead}>{words.parts[part]} {undoing[part].length}</h3><Rows part={part} rows={undoing[part]} /></section>
      ))}
    </>
  )
}

function Rows({ part, rows }: { readonly part: keyof Undoing; readonly rows: readonly UndoRow[] }) {
  return (
    <DataTable caption={words.parts[part]} rows={rows} rowKey={({ key }) => key} columns={[
      { key: 'name', head: words.columns.name, kind: 'rowHead', cell: ({ name, kind }) => <><Mono><ShortName name={name} /></Mono> <span className={styles.quiet}>{kind}</span></> },
      { key: 'what', head: words.columns[part], cell: ({ what }) => what },
    ]} />
  )
}
