import type { ReactNode } from 'react'
import styles from './Progress.module.css'

/** Count and time in words, then the bar, and the way to stop. Without a known end the bar only moves. */
export function Progress({ done, all, action, children }: { readonly done: number; readonly all: number | null; readonly action: ReactNode; readonly children: ReactNode }) {
  return (
    <div className={styles.progress}>
      <p role="status" className={styles.text}>{children}</p>
      {action}
      {all === null || all === 0 ? <progress className={styles.bar} aria-hidden="true" /> : <progress className={styles.bar} value={done} max={all} aria-hidden="true" />}
    </div>
  )
}
