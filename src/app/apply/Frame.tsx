import type { ReactNode } from 'react'
import { PageTitle } from '../PageTitle.tsx'
import styles from './Frame.module.css'
import { applyWords as words } from './messages.en.ts'

/** The head of every state of a run, with how far it is; below it main part and side column. */
export function Frame({ title, icon, context, intro, actions, bar, progress, side, children }: {
  readonly title: string
  readonly icon?: ReactNode
  readonly context: string
  readonly intro: ReactNode
  readonly actions?: ReactNode
  /** What is done, of 1; null: no bar. */
  readonly bar: number | null
  readonly progress: ReactNode
  readonly side?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div className={styles.top}>
          <div className={styles.what}>
            <div className={styles.titled}>{icon}<PageTitle title={title} context={[words.title, context]} /></div>
            <p className={styles.intro}>{intro}</p>
          </div>
          <div className={styles.actions}>{actions}</div>
        </div>
        {bar !== null && (
          <div className={styles.progress}>
            <progress className={styles.bar} value={bar} max={1} aria-hidden="true" />
            <p className={styles.count}>{progress}</p>
          </div>
        )}
      </header>
      <div className={side === undefined ? styles.whole : styles.columns}>
        <div className={styles.main}>{children}</div>
        {side !== undefined && <aside className={styles.side} aria-label={words.title}>{side}</aside>}
      </div>
    </div>
  )
}
