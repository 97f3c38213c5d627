import type { ReactNode } from 'react'
import { useNow } from '../apply/useNow.ts'
import { useSession } from '../page.ts'
import { liveWords } from './messages.en.ts'
import styles from './ReadPage.module.css'

const words = liveWords.held

/** What Azure asked to wait for, counted down; without such a wait the children. */
export function Held({ children }: { readonly children?: ReactNode }) {
  const held = useSession((state) => state.held)
  const now = useNow()
  const seconds = held === null ? 0 : Math.ceil((held.until - now) / 1000)
  if (held === null || seconds <= 0) return children
  // The time is not said aloud: it would be said every second.
  return <p role="status" className={styles.intro}>{words[held.of]} <span aria-hidden="true" className={styles.seconds}>{words.goesOn(seconds)}</span></p>
}
