import { useMemo, useState } from 'react'
import page from '../../docs/requirements.md?raw'
import { DataTable } from '../components/DataTable.tsx'
import { Mono } from '../components/Mono.tsx'
import { requirementWords as words } from './designMessages.en.ts'
import { PageTitle } from './PageTitle.tsx'
import { placesOf, rowsIn } from './requirementsTable.ts'
import styles from './RequirementsPage.module.css'

/** The table of requirements where no estate is open. */
export function RequirementsPage() {
  return (
    <main id="content" tabIndex={-1} className={styles.main}><RequirementsView /></main>
  )
}

/** A text of the catalogue, which marks code with backticks: every second part. */
const Marked = ({ text }: { readonly text: string }) => text.split('`').map((part, index) => (index % 2 === 0 ? part : <Mono key={part}>{part}</Mono>))

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** Every requirement and what became of it, as printed with the tests. */
export function RequirementsView() {
  const rows = useMemo(() => rowsIn(page), [])
  const kinds = [...new Set(rows.map(({ kind }) => kind))]
  const [kind, setKind] = useState<string | null>(null)
  const shown = kind === null ? rows : rows.filter((row) => row.kind === kind)
  const filter = (value: string | null, text: string) => <button key={text} type="button" aria-pressed={kind === value} onClick={() => setKind(value)}>{text}</button>
  return (
    <>
      <PageTitle title={words.title} context={[words.title]} />
      <p className={styles.intro}>{words.intro}</p>
      <div role="group" aria-label={words.filterLabel} className={styles.filters} data-filter>
        {filter(null, `${words.all} ${rows.length}`)}
        {kinds.map((one) => filter(one, `${capital(one)} ${rows.filter((row) => row.kind === one).length}`))}
      </div>
      <div className={styles.table}>
        <DataTable caption={words.caption} rows={shown} rowKey={({ id }) => id} columns={[
          { key: 'id', head: words.columns.id, kind: 'rowHead', cell: ({ id }) => <Mono>{id}</Mono> },
          { key: 'kind', head: words.columns.kind, cell: (row) => row.kind },
          { key: 'text', head: words.columns.text, cell: ({ text }) => <Marked text={text} /> },
          { key: 'where', head: words.columns.where, cell: (row) => placesOf(row).map((place, index) => <span key={index} className={styles.place}>{place}</span>) },
        ]} />
      </div>
    </>
  )
}
