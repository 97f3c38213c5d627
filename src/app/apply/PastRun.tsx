import { Button } from '@fluentui/react-components'
import { useActions, useSession } from '../page.ts'
import { when } from '../words.ts'
import { applyWords } from './messages.en.ts'
import styles from './Parts.module.css'

const words = applyWords.past

/** The last run of this workspace that ended done, and the way to put it back; nothing where there is none. */
export function PastRun() {
  const past = useSession((state) => state.applying.past)
  const isFree = useSession((state) => state.applying.going === null)
  const { planUndo } = useActions()
  if (past === null) return null
  return (
    <section aria-labelledby="past">
      <hr className={styles.rule} />
      <h2 id="past" className={styles.heading}>{words.title}</h2>
      <p className={styles.quiet}>{words.text(when(new Date(past.endedAt).toISOString()), past.done)}</p>
      <p className={styles.next}><Button disabledFocusable={!isFree} onClick={() => planUndo('leave')}>{words.undo}</Button></p>
    </section>
  )
}
