import { nameOf, parseArmId, typeOf } from '../../base/armId.ts'
import { Collapsed } from '../../components/Collapsed.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { Mono } from '../../components/Mono.tsx'
import { ShortName } from '../../components/ShortName.tsx'
import type { CollectedChange } from '../../session/reads.ts'
import { useSession } from '../page.ts'
import { kindOf } from '../plan/messages.en.ts'
import { when } from '../words.ts'
import { liveWords } from './messages.en.ts'
import styles from './WhatChanged.module.css'

const words = liveWords.changed
const MOST = 8

const LONGEST = 72

/** A whole object would fill the page; the file has it. */
const short = (value: string | null): string | null => (value !== null && value.length > LONGEST ? `${value.slice(0, LONGEST - 1)}…` : value)

function Paths({ paths }: Pick<CollectedChange, 'paths'>) {
  return (
    <ul className={styles.paths}>
      {paths.slice(0, MOST).map(({ path, before, after }) => <li key={path}><Mono>{words.value(path, short(before), short(after))}</Mono></li>)}
      {paths.length > MOST && <li>{words.more(paths.length - MOST)}</li>}
    </ul>
  )
}

const named = (id: string) => {
  const parsed = parseArmId(id)
  return parsed === null ? { name: id, kind: '' } : { name: nameOf(parsed), kind: kindOf(typeOf(parsed)) }
}

/** What another reading found changed; nothing where there was no earlier one, or no difference. */
export function WhatChanged() {
  const difference = useSession((state) => state.difference)
  if (difference === null || difference.changes.length === 0) return null
  const { since, changes } = difference
  return (
    <div className={styles.changed}>
      <Collapsed title={words.title(when(since))} count={changes.length}>
        <DataTable caption={words.title(when(since))} rows={changes} rowKey={({ id, what, paths }) => `${what} ${id} ${paths[0]?.path ?? ''}`} columns={[
          { key: 'what', head: words.columns.what, kind: 'rowHead', cell: ({ id }) => <span title={id}><ShortName name={named(id).name} /> <span className={styles.kind}>{named(id).kind}</span></span> },
          { key: 'how', head: words.columns.how, cell: ({ what }) => <span className={styles.how}>{words.kinds[what]}</span> },
          { key: 'paths', head: words.columns.paths, cell: ({ paths }) => <Paths paths={paths} /> },
        ]} />
      </Collapsed>
    </div>
  )
}
