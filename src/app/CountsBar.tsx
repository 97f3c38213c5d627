import { LevelIcon } from '../components/Level.tsx'
import styles from './CountsBar.module.css'

const counted = ['must', 'should', 'info', 'unknown', 'kept'] as const

/** How many findings of each level there are, and how many rules are kept: one bar. `label` says of what. */
export function CountsBar({ label, counts }: { readonly label: string; readonly counts: Readonly<Record<(typeof counted)[number], number>> }) {
  return (
    <ul aria-label={label} className={styles.bar}>
      {counted.map((word) => <li key={word} className={counts[word] === 0 ? styles.zero : styles[word]}><LevelIcon word={word} /><b>{counts[word]}</b> <span>{word}</span></li>)}
    </ul>
  )
}
