import { LevelIcon } from '../../components/Level.tsx'
import type { Counts as Counted } from '../../report/report.ts'
import styles from './Counts.module.css'
import { reviewWords as words } from './messages.en.ts'

const counted = ['must', 'should', 'info', 'unknown', 'kept'] as const

/** Findings before and after, one bar each. */
export function BeforeAfter({ before, after }: { readonly before: Counted; readonly after: Counted }) {
  return (
    <div className={styles.both}>
      <Bar name={words.before} label={words.countsBefore} counts={before} />
      <Bar name={words.after} label={words.countsAfter} counts={after} />
    </div>
  )
}

function Bar({ name, label, counts }: { readonly name: string; readonly label: string; readonly counts: Counted }) {
  return (
    <>
      <span aria-hidden="true">{name}</span>
      <ul aria-label={label} className={styles.bar}>
        {counted.map((word) => <li key={word} className={counts[word] === 0 ? styles.zero : styles[word]}><LevelIcon word={word} /><b>{counts[word]}</b> <span>{word}</span></li>)}
      </ul>
    </>
  )
}
