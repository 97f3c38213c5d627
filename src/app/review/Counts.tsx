import type { RuleCounts } from '../../report/report.ts'
import { CountsBar } from '../CountsBar.tsx'
import styles from './Counts.module.css'
import { reviewWords as words } from './messages.en.ts'

/** Findings before and after, one bar each. */
export function BeforeAfter({ before, after }: { readonly before: RuleCounts; readonly after: RuleCounts }) {
  return (
    <div className={styles.both}>
      <span aria-hidden="true">{words.before}</span><CountsBar label={words.countsBefore} counts={before} />
      <span aria-hidden="true">{words.after}</span><CountsBar label={words.countsAfter} counts={after} />
    </div>
  )
}
