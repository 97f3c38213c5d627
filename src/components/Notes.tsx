import { Collapsed } from './Collapsed.tsx'
import { Mono } from './Mono.tsx'
import { componentMessages } from './messages.en.ts'
import styles from './Notes.module.css'

/**
 * The informational notes of a step, keyed by requirement id, folded under "Worth knowing". The step frame shows those of the
 * step's messages by itself; a screen uses this only for notes beside a question.
 *
 *     <Notes notes={messages.notes} />
 */
export function Notes({ notes, title = componentMessages.notes }: { readonly notes: Readonly<Record<string, string>>; readonly title?: string }) {
  const entries = Object.entries(notes)
  if (entries.length === 0) return null
  return (
    <Collapsed title={title} count={entries.length}>
      <ul className={styles.list}>
        {entries.map(([id, text]) => <li key={id}><span>{text}</span> <Mono>{id}</Mono></li>)}
      </ul>
    </Collapsed>
  )
}
