import { LockClosed16Regular } from '@fluentui/react-icons/svg/lock-closed'
import { Person16Regular } from '@fluentui/react-icons/svg/person'
import type { Change } from '../../changes/change.ts'
import styles from './ChangeCard.module.css'

/** The sign of a change; the word beside it says the same. Apart from the card, which a review does not show. */
export function ChangeSign({ change }: { readonly change: Change }) {
  if (change.do === 'manual') return <Person16Regular aria-hidden className={`${styles.byHand}`} />
  if (change.closes) return <LockClosed16Regular aria-hidden className={`${styles.closing}`} />
  const sign = { create: '+', update: '~', delete: '−', action: '+' }[change.do]
  return <span aria-hidden className={change.do === 'create' || change.do === 'action' ? styles.plus : styles.tilde}>{sign}</span>
}
