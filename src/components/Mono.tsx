import type { ReactNode } from 'react'
import styles from './Mono.module.css'

/** Ids, names, properties and values: the monospace font of the frame, breaking anywhere rather than widening the page. */
export function Mono({ children }: { readonly children: ReactNode }) {
  return <span className={styles.mono}>{children}</span>
}
