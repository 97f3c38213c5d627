import { ChevronRight16Regular } from '@fluentui/react-icons/svg/chevron-right'
import { type ReactNode, useState } from 'react'
import styles from './Collapsed.module.css'

/**
 * A part that is folded until it is wanted: the browser's own disclosure.
 *
 *     <Collapsed title="Worth knowing" count={4}>…</Collapsed>
 *     <Collapsed title="As a list">{() => <LongTable />}</Collapsed>   (made when it is first wanted)
 */
export function Collapsed({ title, count, children }: { readonly title: ReactNode; readonly count?: number | undefined; readonly children: ReactNode | (() => ReactNode) }) {
  const [wanted, setWanted] = useState<'not yet' | 'once'>('not yet')
  return (
    <details className={styles.details} onToggle={() => setWanted('once')}>
      <summary className={styles.summary}>
        <span className={styles.chevron}><ChevronRight16Regular aria-hidden /></span>
        <span>{title}</span>
        {count !== undefined && <span className={styles.count}>{count}</span>}
      </summary>
      <div className={styles.content}>{typeof children !== 'function' ? children : wanted === 'once' && children()}</div>
    </details>
  )
}
